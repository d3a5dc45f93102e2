//! What the tagger looks at: each word's own form, its neighbours, the lists, the rules, the document.

use crate::names::gazetteer::{self, BEGINS_PLACE, Listed};
use crate::names::lexicon::{AT, BODY, ByHash, FUNCTION, OCCASION, OFFICE, PARTICLE, RANK, SITE, SPEECH};
use crate::names::raw::Raw;
use crate::names::scan::Scan;
use crate::names::words::{Shape, Word};

/// A run of words among which names are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// First and one past the last word of its sentence.
    pub(crate) sentence: (usize, usize),
}

/// Longest segment; a longer run of capitals is cut.
const LONGEST: usize = 60;

/// The segments of a document: words with capitals, and the few small words between and behind them that names can hold.
pub(crate) fn segments(scan: &Scan<'_>) -> Vec<Segment> {
    let mut segments = Vec::new();
    for sentence in &scan.sentences {
        let mut at = sentence.from;
        while at < sentence.to {
            if !is_core(scan, at) {
                at += 1;
                continue;
            }
            // A number in front: "507th Maintenance Group".
            let from = if at > sentence.from
                && scan.words[at - 1].shape.has(Shape::DIGIT)
                && !scan.words[at - 1].shape.has(Shape::MARK)
            {
                at - 1
            } else {
                at
            };
            let mut to = at + 1;
            loop {
                let mut next = to;
                while next < sentence.to && next - to < 3 && is_joint(scan, next) {
                    next += 1;
                }
                if next < sentence.to && is_core(scan, next) && to - from < LONGEST {
                    to = next + 1;
                } else {
                    break;
                }
            }
            // "Labour party", "Iraqi government"
            let mut behind = to;
            for next in to..(to + 2).min(sentence.to) {
                if !scan.words[next].is_small() || scan.is(next, FUNCTION) {
                    break;
                }
                if scan.is(next, BODY | OCCASION | SITE) {
                    behind = next + 1;
                }
            }
            to = behind;
            if to - from == 1 && is_plain(scan, from) {
                at = to;
                continue;
            }
            segments.push(Segment { from, to, sentence: (sentence.from, sentence.to) });
            at = to;
        }
    }
    segments
}

/// "The", "In" and their like alone are no name.
fn is_plain(scan: &Scan<'_>, at: usize) -> bool {
    scan.is(at, FUNCTION) && !scan.words[at].shape.has(Shape::MORE_CAPITALS)
}

fn is_core(scan: &Scan<'_>, at: usize) -> bool {
    let word = &scan.words[at];
    word.is_capital() || word.shape.has(Shape::MORE_CAPITALS)
}

fn is_joint(scan: &Scan<'_>, at: usize) -> bool {
    let word = &scan.words[at];
    word.shape.has(Shape::CLITIC)
        || scan.is(at, PARTICLE)
        || word.shape.has(Shape::DIGIT)
        || matches!(
            scan.word(at),
            "of" | "the"
                | "and"
                | "for"
                | "on"
                | "in"
                | "&"
                | "-"
                | "–"
                | "'"
                | "’"
                | "."
                | "/"
                | "to"
                | "\""
                | "“"
                | "”"
        )
}

/// Bits of what the document tells of a word elsewhere.
const AFTER_TITLE: u32 = 1;
const BEFORE_SPEECH: u32 = 2;
const AFTER_PLACE_WORD: u32 = 4;
const AFTER_GIVEN: u32 = 8;
const IN_PERSON: u32 = 16;
const IN_BODY: u32 = 32;
const IN_SITE: u32 = 64;
const POSSESSES: u32 = 128;
const IN_BRACKETS: u32 = 256;

/// A document prepared for its features.
pub(crate) struct Features<'s, 'd> {
    pub(super) scan: &'s Scan<'d>,
    pub(super) seen: Vec<Seen>,
    /// What the document tells of a word.
    pub(super) told: ByHash<u32>,
}

/// What was looked up of a word; nothing of words that are far from every segment.
#[derive(Clone, Copy, Default)]
pub(super) struct Seen {
    /// Tells apart the words that tell other things by themselves.
    pub(super) form: u64,
    pub(super) listed: Listed,
    /// How it is written.
    pub(super) shape: u16,
    /// The rule's kind and the word's place in what it found: 0 none, else 1 + 2 × kind, + 1 inside; rule's number above.
    pub(super) ruled: u16,
    /// Whether it begins (1) or continues (2) a listed place of several words.
    pub(super) place: u8,
}

impl<'s, 'd> Features<'s, 'd> {
    /// `segments` are those of the scan: nothing else is asked about.
    pub(crate) fn new(scan: &'s Scan<'d>, segments: &[Segment], rules: &[Raw]) -> Self {
        let count = scan.words.len();
        let mut seen = vec![Seen::default(); count];
        let mut next = 0;
        for segment in segments {
            // A word is told by two neighbours on either side.
            let from = next.max(segment.from.saturating_sub(2));
            next = (segment.to + 2).min(count).max(from);
            let words = scan.words[from..next].iter().zip(&scan.classes[from..next]);
            for (seen, (word, classes)) in seen[from..next].iter_mut().zip(words) {
                seen.shape = coarse_shape(word);
                let told = u64::from(*classes) | u64::from(seen.shape & WRITTEN) << 32;
                seen.form = pair(word.hash, told);
                if !word.shape.has(Shape::MARK) {
                    seen.listed = gazetteer::listed(word.hash);
                }
            }
        }
        let mut told = ByHash::default();
        for raw in rules {
            let (kind, bit) = match raw.kind {
                dossier_corpus::EntityKind::Person => (0, IN_PERSON),
                dossier_corpus::EntityKind::Organisation => (1, IN_BODY),
                dossier_corpus::EntityKind::Place => (2, IN_SITE),
                _ => (3, 0),
            };
            let rule =
                raw.rule.bytes().fold(0_u16, |sum, byte| sum.wrapping_mul(31).wrapping_add(u16::from(byte)))
                    & 0xff;
            for (inside, (seen, word)) in
                seen[raw.from..raw.to].iter_mut().zip(&scan.words[raw.from..raw.to]).enumerate()
            {
                seen.ruled = (rule << 8) | (1 + 2 * kind + u16::from(inside > 0));
                if word.is_capital() {
                    *told.entry(word.hash).or_insert(0) |= bit;
                }
            }
        }
        let mut features = Self { scan, seen, told };
        for at in segments.iter().flat_map(|segment| segment.from..segment.to) {
            if scan.words[at].is_capital() {
                features.look_around(at);
            }
        }
        features
    }

    /// Takes down where a listed place of several words begins and what stands beside a word with a capital.
    fn look_around(&mut self, at: usize) {
        let scan = self.scan;
        let words = &scan.words;
        let seen = &mut self.seen[at];
        if seen.place == 0 && seen.listed.flags & BEGINS_PLACE != 0 {
            let length = gazetteer::place_of_words(&words[at..(at + 5).min(words.len())]);
            for (seen, place) in self.seen[at..at + length].iter_mut().zip([1, 2, 2, 2, 2]) {
                seen.place = place;
            }
        }
        let mut bits = 0;
        if at > 0 && !words[at].shape.has(Shape::FIRST) {
            let before = &words[at - 1];
            if before.is_capital() {
                if scan.is(at - 1, RANK | OFFICE) {
                    bits |= AFTER_TITLE;
                }
                if self.seen[at - 1].listed.flags & gazetteer::GIVEN != 0 {
                    bits |= AFTER_GIVEN;
                }
            }
            if scan.is(at - 1, AT) {
                bits |= AFTER_PLACE_WORD;
            }
            if before.shape.has(Shape::MARK) && before.of(scan.text) == "(" {
                bits |= IN_BRACKETS;
            }
        }
        if scan.is(at + 1, SPEECH) {
            bits |= BEFORE_SPEECH;
        }
        if words.get(at + 1).is_some_and(|next| next.shape.has(Shape::CLITIC)) {
            bits |= POSSESSES;
        }
        if bits != 0 {
            *self.told.entry(words[at].hash).or_insert(0) |= bits;
        }
    }

    /// Whether these words are the whole of a listed place's name of several words.
    pub(crate) fn is_listed_place(&self, from: usize, to: usize) -> bool {
        to - from > 1
            && self.seen[from].place == 1
            && self.seen[from + 1..to].iter().all(|seen| seen.place == 2)
            && self.seen.get(to).is_none_or(|seen| seen.place != 2)
    }

    /// Whether these words are the whole of a country's name.
    pub(crate) fn is_country(&self, from: usize, to: usize) -> bool {
        if to - from == 1 {
            return self.seen[from].listed.flags & gazetteer::COUNTRY != 0
                && self.seen[from].listed.flags & gazetteer::PEOPLE == 0;
        }
        self.seen[from].place == 1 && gazetteer::is_country(&self.scan.words[from..to])
    }

    /// Hands on the features of a word and its neighbours together, as hashes. What each of them tells by itself, what few
    /// numbers tell and what its run of capitals tells are other functions' ([`Self::of_neighbour`], [`Self::each_group`],
    /// [`Self::of_run`]).
    pub(crate) fn of(&self, at: usize, segment: Segment, into: &mut impl FnMut(u32)) {
        let words = &self.scan.words;
        let (first, last) = segment.sentence;
        let hash = |at: usize| if at >= first && at < last { words[at].hash } else { 1 };
        let here = words[at].hash;
        into(feature(6, pair(hash(at.wrapping_sub(1)), here)));
        into(feature(7, pair(here, hash(at + 1))));
    }

    /// The run of capitals round a word of a segment, eight words on either side at the most.
    pub(crate) fn run(&self, at: usize, segment: Segment) -> (usize, usize) {
        let words = &self.scan.words;
        let mut from = at;
        while from > segment.from && at - from < 8 && words[from - 1].is_capital() {
            from -= 1;
        }
        let mut to = at + 1;
        while to < segment.to && to - at < 8 && words[to].is_capital() {
            to += 1;
        }
        (from, to)
    }

    /// Hands on what a run of capitals tells of each word that stands in it.
    pub(crate) fn of_run(&self, (from, to): (usize, usize), into: &mut impl FnMut(u32)) {
        let words = &self.scan.words[from..to];
        into(feature(63, words[0].hash));
        into(feature(74, words.iter().fold(7_u64, |whole, word| pair(whole, word.hash))));
    }
}

/// Of a coarse shape, what a word is by itself: not where it stands.
const WRITTEN: u16 = 127;

fn coarse_shape(word: &Word) -> u16 {
    let shape = word.shape;
    let bit = |flag, bit: u16| if shape.has(flag) { bit } else { 0 };
    bit(Shape::CAPITAL, 1)
        | bit(Shape::SMALL, 2)
        | bit(Shape::MORE_CAPITALS, 4)
        | bit(Shape::DIGIT, 8)
        | bit(Shape::MARK, 16)
        | bit(Shape::DOTTED, 32)
        | bit(Shape::CLITIC, 64)
        | bit(Shape::GLUED | Shape::MARK, 128)
        | bit(Shape::FIRST, 256)
        | u16::from(word.len() == 1) << 9
}

pub(super) const fn pair(a: u64, b: u64) -> u64 {
    (a ^ b.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (b >> 3)
}

pub(super) const fn feature(template: u32, value: u64) -> u32 {
    let x =
        (value ^ (template as u64).wrapping_mul(0xd6e8_feb8_6659_fd93)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let x = (x ^ (x >> 32)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    (x >> 34) as u32
}
