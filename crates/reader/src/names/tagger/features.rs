//! What the tagger looks at: each word's own form, its neighbours, the lists, the rules, the document.

use crate::names::gazetteer::{self, BEGINS_PLACE, Listed};
use crate::names::lexicon::{
    AT, BODY, ByHash, CALENDAR, DEMONYM, FIELD, FUNCTION, LONE_BODY, OCCASION, OFFICE, OFFICE_MODIFIER,
    PARTICLE, RANK, SITE, SPEECH,
};
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
    /// Most letters of the sentence are capitals.
    pub(crate) shouted: bool,
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
            segments.push(Segment {
                from,
                to,
                sentence: (sentence.from, sentence.to),
                shouted: sentence.shouted,
            });
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
    pub(super) listed: Vec<Listed>,
    /// What tells the printed forms of words apart, and how they are written, where a segment is near.
    pub(super) forms: Vec<u64>,
    shapes: Vec<u16>,
    /// For each word, the rule's kind and place in it: 0 none, else 1 + 2 × kind, + 1 inside; rule's number above.
    pub(super) ruled: Vec<u16>,
    /// For each word, whether it begins (1) or continues (2) a listed place of several words.
    pub(super) places: Vec<u8>,
    /// What the document tells of a word.
    pub(super) told: ByHash<u32>,
}

impl<'s, 'd> Features<'s, 'd> {
    /// `segments` are those of the scan: nothing else is asked about.
    pub(crate) fn new(scan: &'s Scan<'d>, segments: &[Segment], rules: &[Raw]) -> Self {
        let count = scan.words.len();
        let mut listed = vec![Listed::default(); count];
        let mut forms = vec![0; count];
        let mut shapes = vec![0; count];
        let mut next = 0;
        for segment in segments {
            // A word is told by two neighbours on either side.
            let to = (segment.to + 2).min(count);
            for at in next.max(segment.from.saturating_sub(2))..to {
                let word = &scan.words[at];
                forms[at] = scan.word(at).bytes().fold(7, |form, byte| pair(form, u64::from(byte)));
                shapes[at] = coarse_shape(word);
                if !word.shape.has(Shape::MARK) {
                    listed[at] = gazetteer::listed(word.hash);
                }
            }
            next = to;
        }
        let mut ruled = vec![0; count];
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
            for (inside, (ruled, word)) in
                ruled[raw.from..raw.to].iter_mut().zip(&scan.words[raw.from..raw.to]).enumerate()
            {
                *ruled = (rule << 8) | (1 + 2 * kind + u16::from(inside > 0));
                if word.is_capital() {
                    *told.entry(word.hash).or_insert(0) |= bit;
                }
            }
        }
        let mut places = vec![0; count];
        for at in 0..count {
            let word = &scan.words[at];
            if word.is_capital() && at + 1 < count && places[at] == 0 && listed[at].flags & BEGINS_PLACE != 0
            {
                let length = gazetteer::place_of_words(&scan.words[at..(at + 5).min(count)]);
                for next in 0..length {
                    places[at + next] = if next == 0 { 1 } else { 2 };
                }
            }
            if !word.is_capital() || word.shape.has(Shape::FIRST) && at + 1 >= count {
                continue;
            }
            let mut bits = 0;
            if at > 0 && !word.shape.has(Shape::FIRST) {
                if scan.is(at - 1, RANK | OFFICE) && scan.words[at - 1].is_capital() {
                    bits |= AFTER_TITLE;
                }
                if scan.is(at - 1, AT) {
                    bits |= AFTER_PLACE_WORD;
                }
                if listed[at - 1].flags & gazetteer::GIVEN != 0 && scan.words[at - 1].is_capital() {
                    bits |= AFTER_GIVEN;
                }
                if scan.word(at - 1) == "(" {
                    bits |= IN_BRACKETS;
                }
            }
            if scan.is(at + 1, SPEECH) {
                bits |= BEFORE_SPEECH;
            }
            if scan.words.get(at + 1).is_some_and(|next| next.shape.has(Shape::CLITIC)) {
                bits |= POSSESSES;
            }
            if bits != 0 {
                *told.entry(word.hash).or_insert(0) |= bits;
            }
        }
        Self { scan, listed, forms, shapes, ruled, places, told }
    }

    /// Whether these words are the whole of a listed place's name of several words.
    pub(crate) fn is_listed_place(&self, from: usize, to: usize) -> bool {
        to - from > 1
            && self.places[from] == 1
            && self.places[from + 1..to].iter().all(|place| *place == 2)
            && self.places.get(to).is_none_or(|place| *place != 2)
    }

    /// Whether these words are the whole of a country's name.
    pub(crate) fn is_country(&self, from: usize, to: usize) -> bool {
        if to - from == 1 {
            return self.listed[from].flags & gazetteer::COUNTRY != 0
                && self.listed[from].flags & gazetteer::PEOPLE == 0;
        }
        self.places[from] == 1 && gazetteer::is_country(&self.scan.words[from..to])
    }

    /// How a word of the segment's sentence is written; words beyond it count as nothing.
    pub(super) fn shape(&self, at: usize, segment: Segment) -> u64 {
        let (first, last) = segment.sentence;
        if at >= first && at < last { u64::from(self.shapes[at]) } else { 999 }
    }

    /// Hands on the features of a word and its neighbours together, as hashes, that are in no group
    /// ([`Self::groups`]). What each of them tells by itself, and its run of capitals, are other functions'
    /// ([`Self::of_neighbour`], [`Self::of_run`]).
    pub(crate) fn of(
        &self,
        at: usize,
        segment: Segment,
        (from, to): (usize, usize),
        into: &mut impl FnMut(u32),
    ) {
        let scan = self.scan;
        let word = &scan.words[at];
        let (first, last) = segment.sentence;
        let mut add = |template: u32, value: u64| into(feature(template, value));
        let inside = |at: usize| at >= first && at < last;
        let hash = |at: usize| if inside(at) { scan.words[at].hash } else { 1 };
        let before = at.wrapping_sub(1);
        add(6, pair(hash(before), word.hash));
        add(7, pair(word.hash, hash(at + 1)));
        let cluster = |at: usize| if inside(at) { u64::from(self.listed[at].cluster) } else { 0 };
        let here = u64::from(self.listed[at].cluster);
        if here != 0 {
            add(47, pair(here, self.shape(at, segment)));
            add(48, pair(here, cluster(at + 1) >> 2));
            add(49, pair(cluster(before) >> 2, here));
        }
        // The words just outside the run.
        add(67, pair(hash(from.wrapping_sub(1)), (at - from).min(2) as u64));
        add(68, pair(hash(to), (to - at).min(3) as u64));
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

    pub(super) fn class_of_run(&self, at: usize) -> u64 {
        const TELLING: u32 =
            BODY | LONE_BODY | SITE | OFFICE | RANK | OCCASION | FIELD | DEMONYM | OFFICE_MODIFIER | CALENDAR;
        u64::from(self.scan.classes[at] & TELLING)
    }

    /// Hands on what a run of capitals tells of each word that stands in it.
    pub(crate) fn of_run(&self, (from, to): (usize, usize), segment: Segment, into: &mut impl FnMut(u32)) {
        let scan = self.scan;
        let mut add = |template: u32, value: u64| into(feature(template, value));
        let head = to - 1;
        add(61, scan.words[head].hash);
        add(63, scan.words[from].hash);
        add(64, pair(self.class_of_run(head), (to - from).min(4) as u64));
        let mut any = 0;
        for word in from..to {
            any |= scan.classes[word] & (BODY | LONE_BODY | SITE | OCCASION | OFFICE | RANK);
        }
        add(66, u64::from(any));
        let (first, last) = segment.sentence;
        let inside = |at: usize| at >= first && at < last;
        let outside = |at: usize| if inside(at) { scan.words[at].hash } else { 1 };
        let cluster = |at: usize| if inside(at) { u64::from(self.listed[at].cluster) } else { 256 };
        add(69, pair(cluster(from.wrapping_sub(1)), 0));
        add(70, pair(cluster(to), 0));
        add(71, pair(outside(from.wrapping_sub(2)), outside(from.wrapping_sub(1))));
        add(72, pair(outside(to), outside(to + 1)));
        add(73, u64::from(segment.shouted));
        let whole = (from..to).fold(7_u64, |all, word| pair(all, scan.words[word].hash));
        add(74, whole);
    }
}

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
