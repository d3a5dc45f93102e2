//! What is told of a token when it is asked what it is to a cue: who, what, or neither.
//!
//! Each function tells what depends on one thing alone, so that the model adds it up once for as long as that is the same.

use super::super::tokens::Token;
use super::{Context, Counts, PART, bucket, feature1, feature2, feature3, mix, verb_kind};

/// Takes features as they are made.
pub(in crate::statements) trait Tell {
    /// One of a token.
    fn span(&mut self, feature: u32);
    /// One of the step to a token.
    fn step(&mut self, feature: u32);
}

/// A cue, as all tokens of its sentence are asked about it.
pub(in crate::statements) struct Cue {
    /// Its token.
    pub(in crate::statements) at: usize,
    word: u32,
    verb_kind: u32,
    /// On which sides of it quotations stand, and whether it ends the sentence.
    quoted: u32,
    /// The same, and what is on either side of it.
    pattern: u32,
}

impl Cue {
    pub(in crate::statements) fn of(tokens: &[Token], context: &Context, c: usize) -> Self {
        let (before, behind) = (&context.around(c)[super::EDGE - 1], context.spot(c + 1));
        let (left, right) = context.quotations(c, 1);
        let quoted = left | right << 1 | u32::from(c + 2 >= tokens.len()) << 2;
        Self {
            at: c,
            word: tokens[c].word,
            verb_kind: verb_kind(&tokens[c]),
            quoted,
            pattern: mix(mix(before.part, behind.part), quoted),
        }
    }
}

/// How a token stands to a cue: on which side, how far, and what lies between.
#[derive(Clone, Copy)]
pub(in crate::statements) struct Place {
    /// 0 in front of the cue, 1 behind it.
    pub(in crate::statements) side: u32,
    /// Side and distance.
    pub(in crate::statements) far: u32,
    /// Side and distance for steps, which look less far.
    pub(in crate::statements) near: u32,
    /// Side, and all that lies between.
    between: u32,
    /// The same of commas alone, and whether it is near.
    commas: u32,
    /// What `between` and `commas` are made from.
    counts: Counts,
}

impl Place {
    /// No token stands so.
    pub(in crate::statements) const NONE: Self = {
        let none = u32::MAX;
        Self { side: none, far: none, near: none, between: none, commas: none, counts: Counts(none) }
    };

    /// That of token `i` to the cue at `c`; `last` is that of the token before, from which most differ little.
    #[inline]
    pub(in crate::statements) fn of(context: &Context, c: usize, i: usize, last: Self) -> Self {
        let (side, low, high) = if i > c { (1, c, i) } else { (0, i, c) };
        let distance = high - low;
        let far = side | bucket(distance) << 1;
        let near = side | (distance.min(3) as u32) << 1;
        let counts = context.spot(high).before.since(context.spot(low + 1).before);
        if (last.near, last.counts) == (near, counts) {
            return Self { far, ..last };
        }
        let marks = counts.commas(3) | counts.quotations(2) << 2;
        let words = counts.thats(1) | counts.finite(2) << 1;
        let commas = side | counts.commas(2) << 1 | u32::from(distance < 3) << 3;
        Self { side, far, near, counts, between: side | marks << 1 | words << 5, commas }
    }
}

/// How the features of a token and a cue begin that tell first how far it is from it.
#[derive(Clone, Copy, Default)]
pub(in crate::statements) struct Roots {
    kind: u32,
    word: u32,
}

/// What is told of every token so far from the cue.
pub(in crate::statements) fn by_far(cue: &Cue, place: Place, roots: &mut Roots, out: &mut impl Tell) {
    out.span(feature2(4, place.far, cue.pattern));
    out.span(feature2(51, place.far, cue.quoted));
    roots.kind = feature2(5, place.far, cue.verb_kind);
    roots.word = feature2(11, place.far, cue.word);
}

/// What is told of every step to a token so near to a cue.
pub(in crate::statements) fn by_near(place: Place, out: &mut impl Tell) {
    out.step(feature1(64, place.near));
}

/// What is told of a token, the step to it and the cue together.
#[inline]
pub(in crate::statements) fn of_both(
    context: &Context,
    (i, place): (usize, Place),
    roots: Roots,
    out: &mut impl Tell,
) {
    let part = context.spot(i).part;
    out.span(feature2(2, place.between, part));
    out.span(mix(roots.kind, part));
    out.span(mix(roots.word, part));
    out.step(feature2(69, place.commas, part));
}

/// The parts of speech of a token and of those beside it, and on which side of a cue it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::statements) struct Neighbours(u64);

impl Neighbours {
    /// Those of no token.
    pub(in crate::statements) const NONE: Self = Self(u64::MAX);

    pub(in crate::statements) fn of(context: &Context, i: usize, side: u32) -> Self {
        let [_, _, _, before, here, next, ..] = context.around(i);
        let parts =
            u64::from(before.part) | u64::from(here.part) << PART | u64::from(next.part) << (2 * PART);
        Self(parts | u64::from(side) << (3 * PART))
    }

    /// A number that few others have.
    pub(in crate::statements) const fn hash(self) -> u64 {
        self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32
    }

    /// What they tell of the token and the step to it.
    pub(in crate::statements) fn tell(self, out: &mut impl Tell) {
        let part = |at: u32| (self.0 >> (at * PART)) as u32 & ((1 << PART) - 1);
        let (before, here, next, side) = (part(0), part(1), part(2), (self.0 >> (3 * PART)) as u32);
        out.span(feature3(9, side, before, here));
        out.step(feature3(67, side, before, here));
        out.step(feature3(68, side, here, next));
    }
}

/// What the words tell of token `i` and of the step to it on a side of whatever cue. There is no step to the first token, and what is told
/// of it means nothing.
pub(in crate::statements) fn of_words(context: &Context, i: usize, side: u32, out: &mut impl Tell) {
    let [_, _, _, before, here, ..] = context.around(i);
    out.span(feature2(1, side, here.word));
    out.step(feature2(65, side, here.word));
    out.step(feature2(66, side, before.word));
}
