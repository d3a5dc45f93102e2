//! What the two small models look at: words, endings, classes, quotations and distances.
//!
//! A feature is a number made from its kind and its values; the models keep a weight for each. Features are handed on one
//! by one as they are made: who reads adds up their weights and keeps none of them.

mod span;

use super::lexicon::{
    ACT, ADVERB, AUX, BASE, CONJ, Classes, DET, ING, MODAL, NEED, NEG, OCCASION, PARTICIPLE, PAST, POSS,
    PREP, PRON, REL, SAYING, SPEAKER, SUBJECT, THIRD, TIME, TITLE, VERB,
};
use super::tokens::{Kind, Shape, Token, mark, word};

pub(super) use span::{
    Place, pattern, span, span_by_place, span_by_token, step, step_by_place, step_by_token,
};

/// Mixes two numbers into one.
const fn mix(a: u32, b: u32) -> u32 {
    let h = (a ^ b.rotate_left(15)).wrapping_mul(0x9E37_79B1);
    h ^ (h >> 15)
}

const fn feature1(kind: u32, a: u32) -> u32 {
    mix(mix(0x5bd1_e995, kind), a)
}

const fn feature2(kind: u32, a: u32, b: u32) -> u32 {
    mix(feature1(kind, a), b)
}

const fn feature3(kind: u32, a: u32, b: u32, c: u32) -> u32 {
    mix(feature2(kind, a, b), c)
}

/// A coarse part of speech, guessed from the lexicon, the ending and the capital.
pub(super) fn part(token: &Token) -> u32 {
    match token.kind {
        Kind::Quotation | Kind::Mark => return token.word,
        Kind::Number => return 1,
        Kind::Word => {}
    }
    let classes = token.classes;
    let order: [(Classes, u32); 12] = [
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
    for (class, part) in order {
        if classes & class != 0 {
            return part;
        }
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
        _ if token.ending == word("ely") || token.ending == word("lly") || token.ending == word("tly") => 22,
        _ if token.ending == word("ion") || token.ending == word("ent") || token.ending == word("ity") => 23,
        _ => 24,
    }
}

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

fn bucket(distance: usize) -> u32 {
    match distance {
        0..=4 => distance as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        _ => 9,
    }
}

/// What is said of a sentence once, for all its tokens.
pub(super) struct Context {
    /// Coarse part of speech of every token.
    pub(super) parts: Vec<u32>,
    /// Quotations before each token, and in all.
    quotations: Vec<u32>,
    /// Index of the last verb that reports before each token, or `usize::MAX`.
    verb_before: Vec<usize>,
    /// Commas before each token.
    commas: Vec<u32>,
    /// "that" before each token.
    thats: Vec<u32>,
    /// Modals and auxiliaries before each token.
    finite: Vec<u32>,
    heading: u32,
}

const THAT: u32 = word("that");

impl Context {
    pub(super) fn empty() -> Self {
        Self {
            parts: Vec::new(),
            quotations: Vec::new(),
            verb_before: Vec::new(),
            commas: Vec::new(),
            thats: Vec::new(),
            finite: Vec::new(),
            heading: 0,
        }
    }

    /// Fills it for a sentence.
    pub(super) fn read(&mut self, tokens: &[Token], heading: bool) {
        self.parts.clear();
        self.parts.extend(tokens.iter().map(part));
        self.quotations.clear();
        self.verb_before.clear();
        self.commas.clear();
        self.thats.clear();
        self.finite.clear();
        self.heading = u32::from(heading);
        let (mut quotations, mut verb, mut commas, mut thats, mut finite) = (0, usize::MAX, 0, 0, 0);
        for (at, token) in tokens.iter().enumerate() {
            self.quotations.push(quotations);
            self.verb_before.push(verb);
            self.commas.push(commas);
            self.thats.push(thats);
            self.finite.push(finite);
            match token.kind {
                Kind::Quotation => quotations += 1,
                Kind::Word => {
                    if token.is(VERB) && token.shape == Shape::Lower {
                        verb = at;
                    }
                    thats += u32::from(token.word == THAT);
                    finite += u32::from(token.is(AUX | MODAL));
                }
                Kind::Mark => commas += u32::from(token.word == mark::COMMA),
                Kind::Number => {}
            }
        }
        self.quotations.push(quotations);
        self.commas.push(commas);
        self.thats.push(thats);
        self.finite.push(finite);
    }
}

fn at(tokens: &[Token], index: usize) -> (u32, u32) {
    tokens.get(index).map_or((0xFFFF, 0), |token| (token.word, code(token.classes)))
}

/// What token `i` tells by itself when it is asked whether it is the head of a cue. Most words are out of the question
/// after this (the model's `UNHEARD_OF`).
pub(super) fn cue_alone(tokens: &[Token], context: &Context, i: usize, out: &mut impl FnMut(u32)) {
    let token = &tokens[i];
    let capital = u32::from(token.is_capital());
    out(feature1(0, context.heading));
    out(feature1(1, token.word));
    out(feature1(9, code(token.classes)));
    out(feature2(20, capital, context.parts[i]));
    out(feature2(21, token.word, capital | context.heading << 1));
}

/// What lies nearest; adds to what [`cue_alone`] told. Of the words left most are out of the question after this
/// (the model's `HOPELESS`).
pub(super) fn cue_near(tokens: &[Token], context: &Context, i: usize, out: &mut impl FnMut(u32)) {
    let token = &tokens[i];
    let w = token.word;
    let part_at = |index: usize| context.parts.get(index).copied().unwrap_or(0xFFFF);
    let (p, p1, q1) = (part_at(i), part_at(i + 1), part_at(i.wrapping_sub(1)));
    out(feature3(12, q1, p, p1));
    out(feature2(17, w, p1));
    out(feature2(18, q1, w));
    let left = context.quotations[i].min(2);
    let right = (context.quotations[tokens.len()] - context.quotations[i]).min(2);
    out(feature3(22, w, left, right));
    out(feature3(23, verb_kind(token), left, right));
    out(feature2(7, token.ending, p1));
    out(feature2(8, q1, token.ending));
}

/// The rest of what is told of it; adds to what [`cue_near`] told.
pub(super) fn cue_far(tokens: &[Token], context: &Context, i: usize, out: &mut impl FnMut(u32)) {
    let token = &tokens[i];
    let w = token.word;
    let parts = &context.parts;
    let part_at = |index: usize| parts.get(index).copied().unwrap_or(0xFFFF);
    let before = i.wrapping_sub(1);
    let before2 = i.wrapping_sub(2);
    let before3 = i.wrapping_sub(3);
    let (w1, _) = at(tokens, i + 1);
    let (w2, _) = at(tokens, i + 2);
    let (v1, _) = at(tokens, before);
    let (v2, _) = at(tokens, before2);
    let (p, p1, p2, p3) = (part_at(i), part_at(i + 1), part_at(i + 2), part_at(i + 3));
    let (q1, q2, q3) = (part_at(before), part_at(before2), part_at(before3));
    let classes = code(token.classes);
    let ending = token.ending;
    out(feature2(2, w, w1));
    out(feature2(3, v1, w));
    out(feature3(4, v1, w, w1));
    out(feature3(5, w, w1, w2));
    out(feature3(6, v2, v1, w));
    out(feature2(10, classes, w1));
    out(feature2(11, classes, v1));
    out(feature3(13, q2, q1, p));
    out(feature3(14, p, p1, p2));
    out(feature3(15, mix(q2, q1), p, p1));
    out(feature3(16, mix(q1, p), p1, p2));
    out(feature3(19, q1, w, p1));
    // The mark of a quotation close by.
    for (distance, index) in [(1, before), (2, before2), (3, before3), (4, i.wrapping_sub(4))] {
        if tokens.get(index).is_some_and(|t| t.kind == Kind::Quotation) {
            out(feature3(24, distance, part_at(index), verb_kind(token)));
            out(feature3(25, distance, part_at(index), p));
            break;
        }
    }
    for distance in 1..4 {
        if let Some(t) = tokens.get(i + distance)
            && t.kind == Kind::Quotation
        {
            out(feature3(26, distance as u32, t.word ^ t.ending, verb_kind(token)));
            out(feature3(27, distance as u32, u32::from(t.shape == Shape::Capital), w));
            break;
        }
    }
    // An earlier verb that reports: this one may stand within what that one reports.
    let verb = context.verb_before[i];
    if verb == usize::MAX {
        out(feature2(28, 0, p));
        out(feature2(29, 0, verb_kind(token)));
    } else {
        let that = u32::from(context.thats[i] > context.thats[verb]);
        let distance = bucket(i - verb);
        let commas = (context.commas[i] - context.commas[verb]).min(2);
        out(feature3(28, distance, p, commas));
        out(feature3(29, distance, verb_kind(token), that));
        out(feature3(30, tokens[verb].word, that, commas));
        out(feature3(31, at(tokens, verb + 1).0, code(tokens[verb].classes), commas));
    }
    out(feature2(32, bucket(i), p));
    out(feature2(33, bucket(tokens.len() - i), p));
    out(feature2(34, part_at(0), mix(bucket(i), verb_kind(token))));
    out(feature3(35, p2, p3, w));
    out(feature3(36, q3, q2, w));
    out(feature2(37, w2, w));
    out(feature2(38, v2, w));
    out(feature2(39, ending, w1));
    out(feature2(40, ending, v1));
}
