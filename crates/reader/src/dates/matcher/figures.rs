//! Dates in figures.

use super::{Found, Matcher};
use crate::dates::expression::{Sense, Way, Year};

impl Matcher<'_> {
    /// 2026-03-12, 12/03/2026, 3/15/98
    pub(super) fn figures(&self, at: usize) -> Found {
        let first = self.figure_of(at, 1..=4)?;
        if at > 0 && self.glued(at) && !self.is_mark(at - 1, '(') && !self.is_mark(at - 1, '"') {
            return None;
        }
        let mark =
            ['-', '/', '.'].into_iter().find(|mark| self.is_mark(at + 1, *mark) && self.glued(at + 1))?;
        let second = self.figure_of(at + 2, 1..=2).filter(|_| self.glued(at + 2))?;
        let year_first = self.tokens[at].digits() == 4;
        if !(self.is_mark(at + 3, mark) && self.glued(at + 3) && self.glued(at + 4)) {
            // 2022-08 in ISO; 08/2022 as written in much of the world.
            if year_first
                && mark == '-'
                && self.tokens[at + 2].digits() == 2
                && (1..=12).contains(&second)
                && (1500..2150).contains(&first)
                && !self.part_of_number(at + 2, at + 3)
            {
                return Some((
                    at + 3,
                    Sense::Month { year: Year::Is(first as i32), month: second as u8, way: Way::Unsaid },
                    "date.figures",
                ));
            }
            return None;
        }
        let third = self.figure_of(at + 4, 1..=4)?;
        if self.part_of_number(at + 4, at + 5) && !self.is_word(at + 5, "T")
            || (self.is_mark(at + 5, mark) && self.glued(at + 5) && self.glued(at + 6))
        {
            return None;
        }
        let last_digits = self.tokens[at + 4].digits();
        let (year, month, day) = if year_first {
            (first, second, third)
        } else if last_digits == 4 || (last_digits == 2 && mark == '/') {
            let year = if last_digits == 4 {
                third
            } else if third >= 40 {
                1900 + third
            } else {
                2000 + third
            };
            // The first figure is the month unless it cannot be, or the text shows otherwise (see `Order`).
            match (first, second) {
                (13.., _) => (year, second, first),
                (_, 13..) => (year, first, second),
                _ if last_digits == 2 => (year, first, second),
                _ => (year, second, first),
            }
        } else {
            return None;
        };
        let valid = (1400..2200).contains(&year) && crate::calendar::is_day(year as i32, month, day);
        valid.then(|| {
            (
                at + 5,
                Sense::Day {
                    year: Year::Is(year as i32),
                    month: month as u8,
                    day: day as u8,
                    way: Way::Unsaid,
                    weekday: None,
                },
                "date.figures",
            )
        })
    }
}
