//! Times of the day.

use super::{Found, Matcher};
use crate::dates::expression::Sense;
use crate::dates::lexicon::{Part, Unit, W};

impl Matcher<'_> {
    /// Half of the day behind an hour: "a.m.", "PM". The end, and whether it is the second half.
    pub(super) fn half_day(&self, at: usize) -> Option<(usize, bool)> {
        match self.w(at) {
            W::Am if self.is_word(at, "am") => Some((at + 1, false)),
            W::Pm => Some((at + 1, true)),
            _ => {
                let pm = self.is_word(at, "p");
                if !(pm || self.is_word(at, "a"))
                    || !self.is_mark(at + 1, '.')
                    || !self.is_word(at + 2, "m")
                    || !self.glued(at + 2)
                {
                    return None;
                }
                // A full stop that also ends the sentence is not taken.
                let stop = self.is_mark(at + 3, '.') && self.glued(at + 3) && at + 4 < self.tokens.len();
                Some((at + 3 + usize::from(stop), pm))
            }
        }
    }

    pub(super) fn clock(&self, at: usize) -> Found {
        let approx = usize::from(matches!(self.w(at), W::About | W::Around) && self.figure(at + 1).is_some());
        let from = at + approx;
        let (mut end, mut hour, mut minute);
        match self.w(from) {
            W::Noon => (end, hour, minute) = (from + 1, 12, Some(0)),
            W::Midnight => (end, hour, minute) = (from + 1, 24, Some(0)),
            W::Number | W::Num(1..=12) => {
                let value = match self.w(from) {
                    W::Num(value) => value,
                    _ => self.figure_of(from, 1..=2)?,
                };
                if value > 24
                    || (from > 0
                        && self.glued(from)
                        && !self.is_mark(from - 1, '(')
                        && !self.is_dash(from - 1))
                {
                    return None;
                }
                (end, hour, minute) = (from + 1, value as u8, None);
                let colon = (self.is_mark(end, ':') || self.is_mark(end, '.'))
                    && self.glued(end)
                    && self.glued(end + 1);
                if colon && let Some(value) = self.figure_of(end + 1, 2..=2).filter(|value| *value < 60) {
                    let sure = self.is_mark(end, ':') || self.half_day(end + 2).is_some();
                    if !sure {
                        return None;
                    }
                    (end, minute) = (end + 2, Some(value as u8));
                    if self.is_mark(end, ':') && self.glued(end) && self.figure_of(end + 1, 2..=2).is_some() {
                        end += 2;
                    }
                }
                if let Some((after, pm)) = self.half_day(end) {
                    if hour > 12 {
                        return None;
                    }
                    end = after;
                    hour = match (pm, hour) {
                        (true, 12) => 12,
                        (true, hour) => hour + 12,
                        (false, 12) => 0,
                        (false, hour) => hour,
                    };
                } else if self.is_word(end, "o") && self.is_word(end + 2, "clock") && self.glued(end + 2) {
                    end += 3;
                } else if self.w(end) == W::In
                    && self.w(end + 1) == W::The
                    && let W::Part(part) = self.w(end + 2)
                {
                    end += 3;
                    if part != Part::Morning && hour < 12 {
                        hour += 12;
                    }
                } else if minute.is_none() || (hour > 23 && minute != Some(0)) {
                    return None;
                }
            }
            _ => return None,
        }
        // Zone: EST, (GMT+7), GMT
        let open = usize::from(self.is_mark(end, '('));
        if self.w(end + open) == W::Zone {
            end += 1 + open;
            if self.is_mark(end, '+') && self.figure_of(end + 1, 1..=2).is_some() {
                end += 2;
            }
            end += usize::from(open == 1 && self.is_mark(end, ')'));
        } else if self.is_word(end, "local") && self.w(end + 1) == W::Time {
            end += 2;
        }
        // "10:35 a.m. (0735 GMT) Friday": the same time elsewhere stands between.
        if self.is_mark(end, '(') && self.figure(end + 1).is_some() {
            let close = (end + 2..end + 9).find(|at| self.is_mark(*at, ')'));
            let zoned = |close: &usize| (end + 2..*close).any(|at| self.w(at) == W::Zone);
            if let Some(close) = close.filter(zoned)
                && let Some((after, day @ Sense::Weekday { .. }, _)) = self.core(close + 1)
            {
                return Some((after, Sense::Clock { hour, minute, on: Some(Box::new(day)) }, "time.clock"));
            }
        }
        // The day: "10 p.m. Wednesday", "5 p.m. on Nov. 9", "9:00, March 12"
        let mut link = end;
        if self.is_mark(link, ',') {
            link += 1;
        }
        if self.w(link) == W::On || self.is_word(link, "of") {
            link += 1;
        }
        if let Some((after, day, _)) = self.core(link)
            && matches!(day, Sense::Day { .. } | Sense::Weekday { .. } | Sense::Unit { unit: Unit::Day, .. })
        {
            return Some((after, Sense::Clock { hour, minute, on: Some(Box::new(day)) }, "time.clock"));
        }
        Some((end, Sense::Clock { hour, minute, on: None }, "time.clock"))
    }
}
