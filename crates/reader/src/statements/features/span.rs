//! What is told of a token when it is asked what it is to a cue: who, what, or neither.

use super::super::tokens::{Kind, Token};
use super::{Context, at, bucket, code, feature1, feature2, feature3, mix, verb_kind};

/// How a token stands to a cue: on which side, how far, and what lies between. Few tokens of a sentence differ in it,
/// so what depends on it alone is looked up once for a run of tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::statements) struct Place {
    side: u32,
    distance: u32,
    commas: u32,
    quotes: u32,
    thats: u32,
    finite: u32,
    /// Distance for steps, which look less far.
    near: u32,
}

impl Place {
    pub(in crate::statements) fn of(context: &Context, c: usize, i: usize) -> Self {
        let right = i > c;
        let distance = if right { i - c } else { c - i };
        let (low, high) = if right { (c + 1, i) } else { (i + 1, c) };
        let between = |counts: &[u32], most: u32| (counts[high] - counts[low]).min(most);
        Self {
            side: u32::from(right),
            distance: bucket(distance),
            commas: between(&context.commas, 3),
            quotes: between(&context.quotations, 2),
            thats: between(&context.thats, 1),
            finite: between(&context.finite, 2),
            near: distance.min(3) as u32,
        }
    }

    /// 0 in front of the cue, 1 behind it.
    pub(in crate::statements) const fn side(self) -> usize {
        self.side as usize
    }

    const fn code(self) -> u32 {
        self.side | self.distance << 1
    }

    const fn between(self) -> u32 {
        self.side | self.commas << 1 | self.quotes << 3 | self.thats << 5 | self.finite << 6
    }
}

/// What is told of every token that stands so to the cue at `c`.
pub(in crate::statements) fn span_by_place(
    tokens: &[Token],
    context: &Context,
    c: usize,
    place: Place,
    pattern: u32,
    out: &mut impl FnMut(u32),
) {
    let cue = &tokens[c];
    let part_at = |index: usize| context.parts.get(index).copied().unwrap_or(0xFFFF);
    let next = at(tokens, c + 1).0;
    let (side, code_of_place, between) = (place.side, place.code(), place.between());
    out(feature1(0, code_of_place));
    out(feature2(3, between, pattern));
    out(feature2(4, code_of_place, pattern));
    out(feature3(6, side, cue.word, next));
    out(feature3(7, side, cue.word, place.commas | place.quotes << 2));
    out(feature3(10, between, cue.word, part_at(c + 1)));
    out(feature3(16, part_at(c.wrapping_sub(1)), part_at(c + 1), between));
    out(feature3(17, next, code(cue.classes), code_of_place));
    out(feature3(18, next, place.commas | place.quotes << 2, side));
}

/// What is told of token `i` on a side of whatever cue.
pub(in crate::statements) fn span_by_token(
    tokens: &[Token],
    context: &Context,
    i: usize,
    side: usize,
    out: &mut impl FnMut(u32),
) {
    let part_at = |index: usize| context.parts.get(index).copied().unwrap_or(0xFFFF);
    let (p, p1, q1) = (part_at(i), part_at(i + 1), part_at(i.wrapping_sub(1)));
    let side = side as u32;
    out(feature2(1, side, tokens[i].word));
    out(feature3(8, side, p, p1));
    out(feature3(9, side, q1, p));
    out(feature2(19, bucket(i), mix(p, side)));
    out(feature2(20, bucket(tokens.len() - i), mix(p, side)));
    out(feature3(21, context.heading, side, p));
}

/// What is told of token `i` and the cue at `c` together: with the two above all that is told when it is asked what
/// the token is to the cue: who, what, or neither.
pub(in crate::statements) fn span(
    tokens: &[Token],
    context: &Context,
    c: usize,
    i: usize,
    place: Place,
    pattern: u32,
    out: &mut impl FnMut(u32),
) {
    let cue = &tokens[c];
    let token = &tokens[i];
    let part_at = |index: usize| context.parts.get(index).copied().unwrap_or(0xFFFF);
    let (p, p1, q1) = (part_at(i), part_at(i + 1), part_at(i.wrapping_sub(1)));
    let verb = verb_kind(cue);
    let code_of_place = place.code();
    out(feature2(2, place.between(), p));
    out(feature3(5, code_of_place, p, verb));
    out(feature3(11, code_of_place, cue.word, p));
    out(feature3(12, place.side, token.word, pattern));
    if token.kind == Kind::Quotation {
        let quoted = mix(token.word, token.ending);
        out(feature3(13, place.side, quoted, place.commas));
        out(feature3(14, code_of_place, quoted, verb));
    }
    out(feature3(15, mix(q1, p), p1, code_of_place));
}

/// What is told of every step to a token that stands so to the cue at `c`.
pub(in crate::statements) fn step_by_place(
    tokens: &[Token],
    c: usize,
    place: Place,
    out: &mut impl FnMut(u32),
) {
    out(feature1(64, place.side | place.near << 1));
    out(feature2(71, place.side | place.near << 1, verb_kind(&tokens[c])));
}

/// What is told of the step from token `i - 1` to token `i` on a side of whatever cue.
pub(in crate::statements) fn step_by_token(
    tokens: &[Token],
    context: &Context,
    i: usize,
    side: usize,
    out: &mut impl FnMut(u32),
) {
    let part_at = |index: usize| context.parts.get(index).copied().unwrap_or(0xFFFF);
    let (p, p1, q1) = (part_at(i), part_at(i + 1), part_at(i.wrapping_sub(1)));
    let side = side as u32;
    out(feature2(65, side, tokens[i].word));
    out(feature2(66, side, tokens[i - 1].word));
    out(feature3(67, side, q1, p));
    out(feature3(68, side, p, p1));
    out(feature3(70, side, mix(q1, p), p1));
    out(feature3(73, side, mix(part_at(i.wrapping_sub(2)), q1), p));
    out(feature2(74, tokens[i - 1].word, tokens[i].word));
}

/// What is told of the step to token `i` and the cue at `c` together.
pub(in crate::statements) fn step(
    tokens: &[Token],
    context: &Context,
    c: usize,
    i: usize,
    place: Place,
    out: &mut impl FnMut(u32),
) {
    let p = context.parts.get(i).copied().unwrap_or(0xFFFF);
    out(feature3(69, place.side | place.commas.min(2) << 1, p, u32::from(place.near < 3)));
    out(feature3(72, place.side | place.near << 1, tokens[c].word, p));
}

/// How the cue stands: what is on either side of it, and where quotations are.
pub(in crate::statements) fn pattern(tokens: &[Token], context: &Context, c: usize) -> u32 {
    let part_at = |index: usize| context.parts.get(index).copied().unwrap_or(0xFFFF);
    let left = context.quotations[c].min(1);
    let right = (context.quotations[tokens.len()] - context.quotations[c]).min(1);
    let ends = u32::from(c + 2 >= tokens.len());
    mix(mix(part_at(c.wrapping_sub(1)), part_at(c + 1)), left | right << 1 | ends << 2)
}
