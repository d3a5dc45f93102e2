//! Numbers, and how many of something.

use super::Matcher;
use crate::dates::expression::Amount;
use crate::dates::lexicon::{Unit, W};

impl Matcher<'_> {
    /// A number in figures or words.
    pub(super) fn number(&self, at: usize) -> Option<(usize, u32)> {
        if let Some(mut value) = self.figure(at) {
            let mut end = at + 1;
            while end < at + 9
                && self.is_mark(end, ',')
                && self.glued(end)
                && self.glued(end + 1)
                && self.figure_of(end + 1, 3..=3).is_some()
            {
                value = value.saturating_mul(1000).saturating_add(self.figure(end + 1)?);
                end += 2;
            }
            return (!self.is_mark(at.wrapping_sub(1), '.') || !self.glued(at)).then_some((end, value));
        }
        let W::Num(first) = self.w(at) else { return None };
        let (mut end, mut value) = (at + 1, first);
        if (20..100).contains(&first) {
            let next = if self.joins(end) { end + 1 } else { end };
            if let W::Num(ones @ 1..=9) = self.w(next) {
                (end, value) = (next + 1, first + ones);
            }
        }
        let limit = end + 3;
        while end < limit
            && let W::Num(big @ (100 | 1000)) = self.w(end)
        {
            value = value.saturating_mul(big);
            end += 1;
        }
        Some((end, value))
    }

    /// How many: "a", "two", "2 1/2", "a few", "a couple of", "two or three", "12 to 18".
    pub(super) fn amount(&self, at: usize) -> Option<(usize, Amount)> {
        match self.w(at) {
            W::A => match self.w(at + 1) {
                W::Vague => Some((at + 2, Amount::Unknown)),
                W::Couple => Some((at + 2 + usize::from(self.w(at + 2) == W::Of), Amount::Is(2))),
                W::Num(many @ (100 | 1000)) => Some((at + 2, Amount::Is(many))),
                _ => Some((at + 1, Amount::Is(1))),
            },
            W::Vague => Some((at + 1, Amount::Unknown)),
            W::Couple => Some((at + 1 + usize::from(self.w(at + 1) == W::Of), Amount::Is(2))),
            W::Another => Some((at + 1, Amount::Is(1))),
            W::Number | W::Num(_) => {
                let (mut end, value) = self.number(at)?;
                // 2 1/2 · two and a half
                if self.figure(end) == Some(1)
                    && self.is_mark(end + 1, '/')
                    && self.figure(end + 2) == Some(2)
                {
                    return Some((end + 3, Amount::AndHalf(value)));
                }
                if self.joins(end)
                    && self.figure(end + 1) == Some(1)
                    && self.is_mark(end + 2, '/')
                    && self.figure(end + 3) == Some(2)
                {
                    return Some((end + 4, Amount::AndHalf(value)));
                }
                if self.w(end) == W::And && self.w(end + 1) == W::A && self.w(end + 2) == W::Half {
                    return Some((end + 3, Amount::AndHalf(value)));
                }
                let mut amount = Amount::Is(value);
                let joined = matches!(self.w(end), W::To | W::Or) || self.joins(end);
                if joined && let Some((next, _)) = self.number(end + 1) {
                    // The lower of two that are close; else nothing is known.
                    end = next;
                    amount = Amount::Is(value);
                }
                Some((end, amount))
            }
            _ => None,
        }
    }

    pub(super) fn unit(&self, at: usize) -> Option<(usize, Unit, bool)> {
        match self.w(at) {
            W::Unit(unit) => Some((at + 1, unit, false)),
            W::Units(unit) => Some((at + 1, unit, true)),
            _ => None,
        }
    }
}
