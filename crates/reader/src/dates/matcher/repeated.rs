//! How often.

use super::{Found, Matcher};
use crate::dates::expression::Sense;
use crate::dates::lexicon::{Unit, W};

impl Matcher<'_> {
    pub(super) fn repeated(&self, at: usize) -> Found {
        let every =
            |end: usize, amount: u32, unit: Unit| Some((end, Sense::Every { amount, unit }, "set.every"));
        match self.w(at) {
            W::Daily => every(at + 1, 1, Unit::Day),
            W::Weekly => every(at + 1, 1, Unit::Week),
            W::Monthly => every(at + 1, 1, Unit::Month),
            W::Annually | W::Yearly => every(at + 1, 1, Unit::Year),
            W::Hourly => every(at + 1, 1, Unit::Hour),
            W::Quarterly if !self.glued(at + 1) => None,
            W::Each | W::Every | W::Per => {
                let other =
                    at + 1 + usize::from(self.is_word(at + 1, "other") || self.is_word(at + 1, "single"));
                if let W::Weekday(weekday, true) = self.w(other) {
                    let part = if let W::Part(part) = self.w(other + 1) { Some(part) } else { None };
                    return Some((
                        other + 1 + usize::from(part.is_some()),
                        Sense::EveryWeekday { weekday, part },
                        "set.every",
                    ));
                }
                if let W::Month(month, true) = self.w(other)
                    && self.tokens[other].capital
                {
                    return Some((other + 1, Sense::EveryMonth(month), "set.every"));
                }
                if let W::Season(season) = self.w(other) {
                    return Some((other + 1, Sense::EverySeason(season), "set.every"));
                }
                if let W::Part(_) = self.w(other) {
                    return every(other + 1, 1, Unit::Day);
                }
                if let Some((end, unit, false)) = self.unit(other)
                    && unit != Unit::Second
                    && self.w(at) != W::Per
                {
                    return every(
                        end,
                        if other > at + 1 && self.is_word(at + 1, "other") { 2 } else { 1 },
                        unit,
                    );
                }
                let (after, value) = self.number(at + 1)?;
                let (end, unit, true) = self.unit(after)? else { return None };
                (self.w(at) == W::Every).then_some(()).and_then(|()| every(end, value, unit))
            }
            W::Weekdays(weekday) if self.tokens[at].capital => {
                Some((at + 1, Sense::EveryWeekday { weekday, part: None }, "set.every"))
            }
            W::Weekday(weekday, true) if self.tokens[at].capital => match self.w(at + 1) {
                W::Parts(part) => {
                    Some((at + 2, Sense::EveryWeekday { weekday, part: Some(part) }, "set.every"))
                }
                _ => None,
            },
            _ => None,
        }
    }
}
