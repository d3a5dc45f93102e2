//! What is told of a token when it is asked what it is to a cue: who, what, or neither.
//!
//! Each function tells what depends on one thing alone, so that the model adds it up once for as long as that is the same.
//! Features of one kind begin with the same numbers; [`Roots`] and [`sides`] mix those once.

use super::super::tokens::{Kind, Token};
use super::{BUCKETS, Context, Counts, Spot, bucket, code, feature1, feature2, feature3, mix, verb_kind};

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
    next: u32,
    classes: u32,
    verb_kind: u32,
    part_before: u32,
    part_behind: u32,
    /// How it stands: what is on either side of it, and where quotations are.
    pattern: u32,
}

impl Cue {
    pub(in crate::statements) fn of(tokens: &[Token], context: &Context, c: usize) -> Self {
        let (before, behind) = (&context.around(c)[super::EDGE - 1], context.spot(c + 1));
        let (left, right) = context.quotations(c, 1);
        let ends = u32::from(c + 2 >= tokens.len());
        Self {
            at: c,
            word: tokens[c].word,
            next: behind.word,
            classes: code(tokens[c].classes),
            verb_kind: verb_kind(&tokens[c]),
            part_before: before.part,
            part_behind: behind.part,
            pattern: mix(mix(before.part, behind.part), left | right << 1 | ends << 2),
        }
    }
}

/// How a token stands to a cue: on which side, how far, and what lies between. Few tokens of a sentence differ in it.
#[derive(Clone, Copy)]
pub(in crate::statements) struct Place {
    /// 0 in front of the cue, 1 behind it.
    pub(in crate::statements) side: u32,
    /// Side and distance.
    pub(in crate::statements) far: u32,
    /// Side and distance for steps, which look less far.
    pub(in crate::statements) near: u32,
    /// Commas and quotations between.
    pub(in crate::statements) marks: u32,
    /// Side and all that lies between.
    pub(in crate::statements) between: u32,
    /// What `marks` and `between` are made from.
    counts: Counts,
}

impl Place {
    /// No token stands so.
    pub(in crate::statements) const NONE: Self = {
        let none = u32::MAX;
        Self { side: none, far: none, near: none, marks: none, between: none, counts: Counts(none) }
    };

    /// That of token `i` to the cue at `c`; `last` is that of the token before, from which most differ little.
    #[inline]
    pub(in crate::statements) fn of(context: &Context, c: usize, i: usize, last: Self) -> Self {
        let (side, low, high) = if i > c { (1, c, i) } else { (0, i, c) };
        let distance = high - low;
        let far = side | FAR[distance.min(FAR.len() - 1)] << 1;
        let near = side | (distance.min(3) as u32) << 1;
        let counts = context.spot(high).before.since(context.spot(low + 1).before);
        if last.side == side && last.counts == counts {
            return Self { far, near, ..last };
        }
        let (commas, quotations) = (counts.commas(3), counts.quotations(2));
        let marks = commas | quotations << 2;
        let words = counts.thats(1) | counts.finite(2) << 1;
        Self { side, far, near, counts, marks, between: side | marks << 1 | words << 5 }
    }
}

/// The buckets of distances; beyond all are of one.
const FAR: [u32; 26] = {
    let mut far = [0; 26];
    let mut distance = 0;
    while distance < far.len() {
        far[distance] = bucket(distance);
        distance += 1;
    }
    far
};

/// How features of a kind begin that tell the side first.
const fn sides(kind: u32) -> [u32; 2] {
    [feature1(kind, 0), feature1(kind, 1)]
}

/// How features of a kind begin that tell a bucket first.
const fn buckets(kind: u32) -> [u32; BUCKETS] {
    let mut roots = [0; BUCKETS];
    let mut at = 0;
    while at < BUCKETS {
        roots[at] = feature1(kind, at as u32);
        at += 1;
    }
    roots
}

/// How the features of a token and a cue begin that tell its place first.
#[derive(Clone, Copy, Default)]
pub(in crate::statements) struct Roots {
    between: u32,
    far_part: u32,
    far_cue: u32,
    near_cue: u32,
}

/// What is told of every token so far from the cue.
pub(in crate::statements) fn by_far(cue: &Cue, place: Place, roots: &mut Roots, out: &mut impl Tell) {
    let far = place.far;
    out.span(feature1(0, far));
    out.span(feature2(4, far, cue.pattern));
    out.span(feature3(17, cue.next, cue.classes, far));
    roots.far_part = feature1(5, far);
    roots.far_cue = feature2(11, far, cue.word);
}

/// What is told of every step to a token so near to the cue.
pub(in crate::statements) fn by_near(cue: &Cue, place: Place, roots: &mut Roots, out: &mut impl Tell) {
    out.step(feature1(64, place.near));
    out.step(feature2(71, place.near, cue.verb_kind));
    roots.near_cue = feature2(72, place.near, cue.word);
}

/// What is told of every token that all this lies between and the cue.
pub(in crate::statements) fn by_between(cue: &Cue, place: Place, roots: &mut Roots, out: &mut impl Tell) {
    let between = place.between;
    out.span(feature2(3, between, cue.pattern));
    out.span(feature3(10, between, cue.word, cue.part_behind));
    out.span(feature3(16, cue.part_before, cue.part_behind, between));
    roots.between = feature1(2, between);
}

/// What is told of every token on that side that such marks lie between and the cue.
pub(in crate::statements) fn by_marks(cue: &Cue, place: Place, out: &mut impl Tell) {
    out.span(feature3(6, place.side, cue.word, cue.next));
    out.span(feature3(7, place.side, cue.word, place.marks));
    out.span(feature3(18, cue.next, place.marks, place.side));
}

/// The parts of speech of a token and of those beside it, on a side of whatever cue: in two numbers, since four would be
/// written one by one and read together, for which a processor waits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::statements) struct Neighbours(u64, u64);

impl Neighbours {
    /// Those of no token.
    pub(in crate::statements) const NONE: Self = Self(u64::MAX, u64::MAX);

    pub(in crate::statements) fn of(context: &Context, i: usize, side: u32) -> Self {
        let [_, _, _, before, here, next, ..] = context.around(i);
        let side = side | context.heading << 1;
        let two = |low: u32, high: u32| u64::from(low) | u64::from(high) << 32;
        Self(two(before.part, here.part), two(next.part, side))
    }

    const fn parts(self) -> [u32; 4] {
        [self.0 as u32, (self.0 >> 32) as u32, self.1 as u32, (self.1 >> 32) as u32]
    }

    /// A number that few others have.
    pub(in crate::statements) const fn hash(self) -> u32 {
        let [before, here, next, side] = self.parts();
        mix(mix(before, here), next) ^ side
    }

    /// What they tell.
    pub(in crate::statements) fn tell(self, out: &mut impl Tell) {
        const NEXT: [u32; 2] = sides(8);
        const BEFORE: [u32; 2] = sides(9);
        const STEP_BEFORE: [u32; 2] = sides(67);
        const STEP_NEXT: [u32; 2] = sides(68);
        const STEP_BOTH: [u32; 2] = sides(70);
        let [q1, p, p1, side] = self.parts();
        let (side, heading) = (side & 1, side >> 1);
        let at = side as usize;
        out.span(mix(mix(NEXT[at], p), p1));
        out.span(mix(mix(BEFORE[at], q1), p));
        out.span(feature3(21, heading, side, p));
        out.step(mix(mix(STEP_BEFORE[at], q1), p));
        out.step(mix(mix(STEP_NEXT[at], p), p1));
        out.step(mix(mix(STEP_BOTH[at], mix(q1, p)), p1));
    }
}

/// What is told of token `i` and the step to it on a side of whatever cue, its [`Neighbours`] apart. There is no step to the
/// first token, and what is told of it means nothing.
pub(in crate::statements) fn of_token(context: &Context, i: usize, side: u32, out: &mut impl Tell) {
    const WORD: [u32; 2] = sides(1);
    const STEP_WORD: [u32; 2] = sides(65);
    const STEP_BEFORE: [u32; 2] = sides(66);
    const STEP_PARTS: [u32; 2] = sides(73);
    const FROM_START: [u32; BUCKETS] = buckets(19);
    const TO_END: [u32; BUCKETS] = buckets(20);
    let [_, _, before2, before, here, ..] = context.around(i);
    let at = side as usize;
    let part = mix(here.part, side);
    out.span(mix(WORD[at], here.word));
    out.span(mix(FROM_START[FAR[i.min(FAR.len() - 1)] as usize], part));
    out.span(mix(TO_END[FAR[(context.tokens - i).min(FAR.len() - 1)] as usize], part));
    out.step(mix(STEP_WORD[at], here.word));
    out.step(mix(STEP_BEFORE[at], before.word));
    out.step(mix(mix(STEP_PARTS[at], mix(before2.part, before.part)), here.part));
    out.step(feature2(74, before.word, here.word));
}

/// What is told of token `i`, of the step to it and of the cue together: with all the others all that is told when it is
/// asked what the token is to the cue: who, what, or neither.
pub(in crate::statements) fn of_both(
    tokens: &[Token],
    context: &Context,
    cue: &Cue,
    (i, place): (usize, Place),
    roots: &Roots,
    out: &mut impl Tell,
) {
    const WORD: [u32; 2] = sides(12);
    let [_, _, _, before, here, next, ..]: &[Spot; 9] = context.around(i);
    let part = here.part;
    out.span(mix(roots.between, part));
    out.span(mix(mix(roots.far_part, part), cue.verb_kind));
    out.span(mix(roots.far_cue, part));
    out.span(mix(mix(WORD[place.side as usize], here.word), cue.pattern));
    let token = &tokens[i];
    if token.kind == Kind::Quotation {
        let quoted = mix(token.word, token.ending);
        out.span(feature3(13, place.side, quoted, place.marks & 3));
        out.span(feature3(14, place.far, quoted, cue.verb_kind));
    }
    out.span(feature3(15, mix(before.part, part), next.part, place.far));
    out.step(feature3(69, place.side | (place.marks & 3).min(2) << 1, part, u32::from(place.near < 6)));
    out.step(mix(roots.near_cue, part));
}
