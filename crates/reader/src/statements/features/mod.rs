//! What the two small models look at: words, endings, classes, quotations and distances.
//!
//! A feature is a number made from its kind and its values; the models keep a weight for each. Features are handed on one
//! by one as they are made: who reads adds up their weights and keeps none of them. Kinds that held-out texts did not miss are
//! gone, which is why their numbers have gaps.

mod span;

use super::lexicon::{
    ACT, ADVERB, AUX, BASE, CONJ, Classes, DET, ING, MODAL, NEED, NEG, OCCASION, PARTICIPLE, PAST, POSS,
    PREP, PRON, REL, SAYING, SPEAKER, SUBJECT, THIRD, TIME, TITLE, VERB,
};
use super::tokens::{Kind, Shape, Token, mark, word};

pub(super) use span::{Cue, Neighbours, Place, Roots, Tell, by_far, by_near, of_both, of_words};

/// Mixes two numbers into one, at one multiplication for both.
const fn mix(a: u32, b: u32) -> u32 {
    let h = (a as u64 | (b as u64) << 32).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (h ^ h >> 32) as u32
}

/// What tells features of a kind from others with the same values.
const fn root(kind: u32) -> u32 {
    mix(0x5bd1_e995, kind)
}

const fn feature1(kind: u32, a: u32) -> u32 {
    mix(root(kind), a)
}

const fn feature2(kind: u32, a: u32, b: u32) -> u32 {
    mix(root(kind) ^ a, b)
}

const fn feature3(kind: u32, a: u32, b: u32, c: u32) -> u32 {
    mix(feature2(kind, a, b), c)
}

/// Bits of a [`part`].
const PART: u32 = 21;

/// A coarse part of speech, guessed from the lexicon, the ending and the capital; of marks most of what they are.
pub(super) fn part(token: &Token) -> u32 {
    match token.kind {
        Kind::Quotation | Kind::Mark => return token.word >> (u32::BITS - PART),
        Kind::Number => return 1,
        Kind::Word => {}
    }
    let classes = token.classes;
    if classes & SMALL != 0
        && let Some((_, part)) = PARTS.iter().find(|(class, _)| classes & class != 0)
    {
        return *part;
    }
    if classes & VERB != 0 && token.shape == Shape::Lower {
        return 32 + verb_form(classes);
    }
    if token.shape != Shape::Lower {
        return if classes & TITLE != 0 {
            14
        } else if classes & SPEAKER != 0 {
            15
        } else {
            16
        };
    }
    if classes & SPEAKER != 0 {
        return 17;
    }
    if classes & SAYING != 0 {
        return 18;
    }
    match token.ending {
        ED => 20,
        ING_ENDING => 21,
        _ if const { [word("ely"), word("lly"), word("tly")] }.contains(&token.ending) => 22,
        _ if const { [word("ion"), word("ent"), word("ity")] }.contains(&token.ending) => 23,
        _ => 24,
    }
}

/// Parts of speech of small words, the first that fits.
const PARTS: [(Classes, u32); 12] = [
    (DET, 2),
    (POSS, 3),
    (PREP, 4),
    (SUBJECT, 5),
    (PRON, 6),
    (MODAL, 7),
    (AUX, 8),
    (REL, 9),
    (CONJ, 10),
    (NEG, 11),
    (ADVERB, 12),
    (TIME, 13),
];

/// All of them.
const SMALL: Classes = DET | POSS | PREP | SUBJECT | PRON | MODAL | AUX | REL | CONJ | NEG | ADVERB | TIME;

const ED: u32 = word("ted");
const ING_ENDING: u32 = word("ing");

fn verb_form(classes: Classes) -> u32 {
    if classes & ING != 0 {
        3
    } else if classes & PARTICIPLE != 0 {
        4
    } else if classes & PAST != 0 {
        2
    } else if classes & THIRD != 0 {
        1
    } else {
        u32::from(classes & BASE == 0) * 5
    }
}

/// A set of classes as a number; classes that serve the rules alone are left out.
const fn code(classes: Classes) -> u32 {
    let classes = classes & !(NEED | ACT | OCCASION);
    mix(classes as u32, (classes >> 32) as u32)
}

/// Kinds of reporting verb, without the forms.
fn verb_kind(token: &Token) -> u32 {
    if token.kind == Kind::Word { code(token.classes & (VERB | SAYING)) } else { 0 }
}

/// A distance in tokens as one of ten buckets.
fn bucket(distance: usize) -> u32 {
    const BUCKETS: [u8; 26] = {
        let mut buckets = [9; 26];
        let mut distance = 0;
        while distance < 25 {
            buckets[distance] = match distance {
                0..=4 => distance as u8,
                5..=6 => 5,
                7..=9 => 6,
                10..=14 => 7,
                _ => 8,
            };
            distance += 1;
        }
        buckets
    };
    BUCKETS[distance.min(BUCKETS.len() - 1)].into()
}

/// Spots in front of the first token of a sentence and behind the last: whoever looks that far finds nothing there.
const EDGE: usize = 4;

/// What a token tells those around it.
#[derive(Clone, Copy)]
struct Spot {
    word: u32,
    /// Coarse part of speech, see [`part`].
    part: u32,
    /// What stands in front of it.
    before: Counts,
    /// Index of the last verb that reports in front of it, or [`NO_VERB`].
    verb: u32,
}

const NO_VERB: u32 = u32::MAX;

/// A place outside the sentence.
const NOTHING: Spot = Spot { word: 0xFFFF, part: 0xFFFF, before: Counts(0), verb: NO_VERB };

/// Numbers of quotations, commas, "that", modals and auxiliaries, a byte each: one subtraction tells what stands between two
/// places. No sentence has more than 255 tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Counts(u32);

const _: () = assert!(super::sentence::LONGEST < 256);

impl Counts {
    const QUOTATION: u32 = 1;
    const COMMA: u32 = 1 << 8;
    const THAT: u32 = 1 << 16;
    const FINITE: u32 = 1 << 24;

    const fn since(self, earlier: Self) -> Self {
        Self(self.0 - earlier.0)
    }

    fn quotations(self, most: u32) -> u32 {
        (self.0 & 0xFF).min(most)
    }

    fn commas(self, most: u32) -> u32 {
        (self.0 >> 8 & 0xFF).min(most)
    }

    fn thats(self, most: u32) -> u32 {
        (self.0 >> 16 & 0xFF).min(most)
    }

    fn finite(self, most: u32) -> u32 {
        (self.0 >> 24).min(most)
    }
}

/// What is said of a sentence once, for all its tokens.
pub(super) struct Context {
    /// The tokens' spots, between [`EDGE`] empty ones on either side.
    spots: Vec<Spot>,
    tokens: usize,
}

const THAT: u32 = word("that");

/// How many quotations stand to the left and to the right of a token, at most two each, itself with the right ones, as a
/// number; nought where none stands in the sentence.
#[derive(Clone, Copy)]
pub(super) struct Quotations(u32);

impl Quotations {
    /// Those of a token with so many to its left, of so many in its sentence.
    fn of(left: u32, all: u32) -> Self {
        Self(left.min(2) | (all - left).min(2) << 2)
    }
}

impl Context {
    pub(super) const fn empty() -> Self {
        Self { spots: Vec::new(), tokens: 0 }
    }

    /// Fills it for a sentence that holds so many `quotations`; `part_of` tells the [`part`] of a token.
    pub(super) fn read(
        &mut self,
        tokens: &[Token],
        quotations: u32,
        mut part_of: impl FnMut(usize, &Token, Quotations) -> u32,
    ) {
        self.tokens = tokens.len();
        self.spots.clear();
        self.spots.extend([NOTHING; EDGE]);
        let (mut before, mut verb) = (0, NO_VERB);
        let mut around = Quotations::of(0, quotations);
        self.spots.extend(tokens.iter().enumerate().map(|(at, token)| {
            let part = part_of(at, token, around);
            let spot = Spot { word: token.word, part, before: Counts(before), verb };
            before += match token.kind {
                Kind::Quotation => Counts::QUOTATION,
                Kind::Word => {
                    if token.is(VERB) && token.shape == Shape::Lower {
                        verb = at as u32;
                    }
                    u32::from(token.word == THAT) * Counts::THAT
                        + u32::from(token.is(AUX | MODAL)) * Counts::FINITE
                }
                Kind::Mark => u32::from(token.word == mark::COMMA) * Counts::COMMA,
                Kind::Number => 0,
            };
            if token.kind == Kind::Quotation {
                around = Quotations::of(before & 0xFF, quotations);
            }
            spot
        }));
        self.spots.extend([Spot { before: Counts(before), ..NOTHING }; EDGE]);
    }

    fn spot(&self, i: usize) -> &Spot {
        &self.spots[i + EDGE]
    }

    /// The spots around token `i`, which is in the middle.
    fn around(&self, i: usize) -> &[Spot; 2 * EDGE + 1] {
        self.spots[i..].first_chunk().expect("there are empty spots behind the last token")
    }

    /// All that stands in the sentence.
    fn all(&self) -> Counts {
        self.spots[self.tokens + EDGE].before
    }

    /// Quotations to the left and to the right of token `i`, at most `most`; one at `i` is to the right.
    fn quotations(&self, i: usize, most: u32) -> (u32, u32) {
        let before = self.spot(i).before;
        (before.quotations(most), self.all().since(before).quotations(most))
    }
}

/// What a token of the coarse part of speech `part` tells by itself when it is asked whether it is the head of a cue. Most
/// words are out of the question after this (the model's gates).
pub(super) fn cue_alone(token: &Token, part: u32, heading: bool, out: &mut impl FnMut(u32)) {
    let capital = u32::from(token.is_capital());
    let heading = u32::from(heading);
    out(feature1(0, heading));
    out(feature1(1, token.word));
    out(feature1(9, code(token.classes)));
    out(feature2(20, capital, part));
    out(feature2(21, token.word, capital | heading << 1));
}

/// What it tells by where quotations stand, which counts as told by itself.
pub(super) fn cue_quoted(token: &Token, around: Quotations, out: &mut impl FnMut(u32)) {
    if around.0 != 0 {
        out(feature2(22, token.word, around.0));
        out(feature2(23, verb_kind(token), around.0));
    }
}

/// What lies nearest; adds to what [`cue_alone`] told.
pub(super) fn cue_near(tokens: &[Token], context: &Context, i: usize, out: &mut impl FnMut(u32)) {
    let token = &tokens[i];
    let [.., before, here, next, next2, _, _] = context.around(i);
    let (q1, p, p1, p2) = (before.part, here.part, next.part, next2.part);
    let classes = code(token.classes);
    out(feature2(7, token.ending, p1));
    out(feature2(10, classes, next.word));
    out(feature2(11, classes, before.word));
    out(feature3(12, q1, p, p1));
    out(feature3(14, p, p1, p2));
    out(feature2(40, token.ending, before.word));
    out(feature2(42, classes, p1));
    out(feature2(43, classes, q1));
}

/// The rest of what is told of it: quotations and verbs in front of it, and how far from the start of the sentence it stands.
pub(super) fn cue_far(tokens: &[Token], context: &Context, i: usize, out: &mut impl FnMut(u32)) {
    let [before4, before3, before2, before, here, ..] = context.around(i);
    let verb_kind = verb_kind(&tokens[i]);
    // The mark of a quotation close by.
    for (distance, part) in [(1, before.part), (2, before2.part), (3, before3.part), (4, before4.part)] {
        if tokens.get(i.wrapping_sub(distance)).is_some_and(|t| t.kind == Kind::Quotation) {
            out(feature3(24, distance as u32, part, verb_kind));
            out(feature3(25, distance as u32, part, here.part));
            break;
        }
    }
    // An earlier verb that reports: this one may stand within what that one reports.
    if here.verb == NO_VERB {
        out(feature2(28, 0, here.part));
        out(feature2(29, 0, verb_kind));
    } else {
        let verb = here.verb as usize;
        let between = here.before.since(context.spot(verb).before);
        let (that, commas) = (between.thats(1), between.commas(2));
        let distance = bucket(i - verb);
        out(feature2(28, distance | commas << 4, here.part));
        out(feature2(29, distance | that << 4, verb_kind));
        out(feature2(30, tokens[verb].word, that | commas << 1));
    }
    out(feature2(32, bucket(i), here.part));
}
