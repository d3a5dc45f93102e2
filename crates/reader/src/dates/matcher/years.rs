//! Years, decades and centuries.

use super::{Found, Matcher};
use crate::dates::expression::{Sense, Year};
use crate::dates::lexicon::{Unit, W};

impl Matcher<'_> {
    /// A year in figures or words, told from other numbers by what stands around it.
    pub(super) fn year(&self, at: usize) -> Option<(usize, i32)> {
        if let Some(value) = self.figure_of(at, 4..=4) {
            return ((1000..2200).contains(&value) && !self.part_of_number(at, at + 1))
                .then_some((at + 1, value as i32));
        }
        // nineteen ninety-six, two thousand (and ten)
        match self.w(at) {
            W::Num(century @ 17..=20) => {
                let (end, rest) = self.number(at + 1).filter(|(_, rest)| (10..100).contains(rest))?;
                matches!(self.w(at + 1), W::Num(_)).then_some((end, (century * 100 + rest) as i32))
            }
            W::Num(2) if self.w(at + 1) == W::Num(1000) => {
                let and = usize::from(self.w(at + 2) == W::And);
                match self.number(at + 2 + and) {
                    Some((end, rest @ 1..=99)) if matches!(self.w(at + 2 + and), W::Num(_)) => {
                        Some((end, 2000 + rest as i32))
                    }
                    _ => Some((at + 2, 2000)),
                }
            }
            _ => None,
        }
    }

    /// A bare year: only where its neighbours do not speak against it.
    pub(super) fn bare_year(&self, at: usize) -> Option<(usize, i32)> {
        let (end, year) = self.year(at)?;
        let in_words = self.figure(at).is_none();
        if in_words {
            let led = at > 0
                && matches!(
                    self.w(at - 1),
                    W::In
                        | W::Of
                        | W::Since
                        | W::By
                        | W::Until
                        | W::From
                        | W::Unit(Unit::Year)
                        | W::Month(..)
                        | W::During
                );
            return (led || year != 2000).then_some((end, year));
        }
        if !(1500..2120).contains(&year) {
            return None;
        }
        let before = if at > 0 { self.w(at - 1) } else { W::Mark };
        if at > 0 {
            let token = self.tokens[at - 1];
            if ['$', '£', '€', '#', '№', '@', '+'].iter().any(|mark| token.is(*mark))
                || (token.glued && token.is('/') && self.figure(at.wrapping_sub(2)).is_none())
            {
                return None;
            }
            let word = self.word(at - 1);
            let dotted =
                token.is('.') && at > 1 && matches!(self.word(at - 2), "No" | "Nos" | "no" | "Art" | "p");
            if dotted
                || matches!(
                    word,
                    "No" | "Rs"
                        | "USD"
                        | "EUR"
                        | "VND"
                        | "US"
                        | "Article"
                        | "Room"
                        | "Flight"
                        | "Page"
                        | "page"
                        | "Section"
                        | "number"
                        | "Decree"
                        | "Resolution"
                        | "Circular"
                )
            {
                return None;
            }
        }
        // "Directive 2022/2555", "Regulation 2024/1689": a number of that year, not a date.
        if self.is_mark(end, '/') && self.glued(end) && self.figure_of(end + 1, 3..=9).is_some() {
            return None;
        }
        let next = self.word(end);
        let unit = matches!(self.w(end), W::Unit(unit) | W::Units(unit) if unit != Unit::Quarter)
            || matches!(
                next,
                "percent"
                    | "per"
                    | "km"
                    | "kg"
                    | "tonnes"
                    | "tons"
                    | "metres"
                    | "meters"
                    | "feet"
                    | "miles"
                    | "people"
                    | "points"
                    | "troops"
                    | "workers"
                    | "dlrs"
                    | "mln"
                    | "cc"
                    | "hp"
                    | "MW"
                    | "soldiers"
            );
        if unit || (self.glued(end) && self.is_mark(end, '%')) {
            return None;
        }
        // A glued dash before: "Tu-2000", "Y-1999". Two years with a dash were taken before.
        if at > 1
            && self.joins(at - 1)
            && self.figure(at - 2).is_none()
            && !matches!(self.w(at - 2), W::Mid | W::Early | W::Late)
            && !self.is_word(at - 2, "post")
            && !self.is_word(at - 2, "pre")
        {
            return None;
        }
        if (1900..2060).contains(&year) {
            let counted = next.len() > 3
                && next.ends_with('s')
                && !next.ends_with("ss")
                && next.as_bytes()[0].is_ascii_lowercase();
            let led = matches!(
                before,
                W::In
                    | W::Of
                    | W::Since
                    | W::By
                    | W::Until
                    | W::From
                    | W::To
                    | W::During
                    | W::Month(..)
                    | W::Fiscal
                    | W::Before
                    | W::After
                    | W::Through
                    | W::The
                    | W::Early
                    | W::Late
                    | W::Mid
            );
            return (!counted || led).then_some((end, year));
        }
        let led = matches!(
            before,
            W::In
                | W::Since
                | W::By
                | W::Until
                | W::From
                | W::To
                | W::During
                | W::Month(..)
                | W::Before
                | W::After
                | W::Early
                | W::Late
                | W::Mid
        );
        led.then_some((end, year))
    }

    /// Years, decades, centuries, spans of years; also "fiscal 1989" and "the year 2000".
    pub(super) fn year_like(&self, at: usize) -> Found {
        // the year 2000 · fiscal 1989 · fiscal year 1989
        let mut from = at;
        while from < at + 2 && matches!(self.w(from), W::Fiscal | W::Calendar)
            || (self.w(from) == W::Unit(Unit::Year) && self.year(from + 1).is_some())
        {
            from += 1;
        }
        if from > at
            && let Some((end, year)) = self.year(from)
        {
            return Some((end, Sense::Year(Year::Is(year)), "date.year"));
        }
        // 1990s, '90s, ’80s, nineteen nineties
        if let Some(value) = self.figure_of(at, 4..=4)
            && value % 10 == 0
            && self.glued(at + 1)
            && self.is_word(at + 1, "s")
        {
            return Some((at + 2, Sense::Decade(value as i32), "date.decade"));
        }
        let quote = ['\'', '’', '‘', '`'].iter().any(|mark| self.is_mark(at, *mark));
        let digits = at + usize::from(quote);
        if let Some(value) = self.figure_of(digits, 2..=2)
            && value % 10 == 0
            && value >= 20
            && self.glued(digits + 1)
            && self.is_word(digits + 1, "s")
            && (quote && self.glued(digits)
                || at > 0 && matches!(self.w(at - 1), W::The | W::Early | W::Late | W::Mid))
        {
            return Some((digits + 2, Sense::Decade(1900 + value as i32), "date.decade"));
        }
        if let W::Decade(first) = self.w(at)
            && at > 0
            && matches!(self.w(at - 1), W::The | W::Early | W::Late | W::Mid)
        {
            return Some((at + 1, Sense::Decade(1900 + i32::from(first)), "date.decade"));
        }
        // 20th century, twentieth century, 21st-century
        if let Some((end, ordinal)) = self.ordinal(at) {
            let next = if self.joins(end) { end + 1 } else { end };
            if self.w(next) == W::Unit(Unit::Century) && (1..=30).contains(&ordinal) {
                return Some((next + 1, Sense::Century(ordinal as i32), "date.century"));
            }
        }
        // '98
        if quote
            && let Some(value) = self.figure_of(digits, 2..=2)
            && self.glued(digits)
            && !self.glued(digits + 1)
            && at > 0
            && matches!(self.w(at - 1), W::In | W::Of | W::Since | W::Month(..))
        {
            let year = if value >= 30 { 1900 + value } else { 2000 + value };
            return Some((digits + 1, Sense::Year(Year::Is(year as i32)), "date.year"));
        }
        // 2021–2025, 2021-25, 1998/99
        if let Some((end, first)) =
            self.figure_of(at, 4..=4).and_then(|_| self.year(at).or_else(|| self.year_before_dash(at)))
            && (1500..2150).contains(&first)
            && (self.is_dash(end) || self.is_mark(end, '/'))
            && self.glued(end) == self.glued(end + 1)
        {
            let last = match (self.figure_of(end + 1, 4..=4), self.figure_of(end + 1, 2..=2)) {
                (Some(last), _) => Some(last as i32),
                (None, Some(last)) if self.glued(end + 1) => Some(first / 100 * 100 + last as i32),
                _ => None,
            };
            if let Some(last) = last
                && last > first
                // "Regulation (EU) 2021/2116" is no span of years, "2021/2022" is a school's.
                && last - first <= if self.is_mark(end, '/') { 10 } else { 150 }
                && !self.part_of_number(end + 1, end + 2)
                && !(self.joins(end + 2) && self.figure(end + 3).is_some())
            {
                return Some((end + 2, Sense::Years(first, last), "date.years"));
            }
        }
        let (end, year) = self.bare_year(at)?;
        if let Some(after) = self.beyond(end) {
            return Some((after, Sense::YearsFrom(year), "date.years-from"));
        }
        Some((end, Sense::Year(Year::Is(year)), "date.year"))
    }

    pub(super) fn year_before_dash(&self, at: usize) -> Option<(usize, i32)> {
        self.figure_of(at, 4..=4).map(|value| (at + 1, value as i32))
    }

    /// "and beyond", "and the years to come", "and the following years", "onwards", "or later"
    pub(super) fn beyond(&self, at: usize) -> Option<usize> {
        if self.w(at) == W::Onward {
            return Some(at + 1);
        }
        if !matches!(self.w(at), W::And | W::Or) {
            return None;
        }
        if matches!(self.w(at + 1), W::Beyond | W::Later | W::Onward | W::After)
            || self.is_word(at + 1, "afterwards")
        {
            return Some(at + 2);
        }
        let the = at + 1 + usize::from(self.w(at + 1) == W::The);
        if matches!(self.w(the), W::Following | W::Coming | W::Next)
            && matches!(self.w(the + 1), W::Units(Unit::Year))
        {
            return Some(the + 2);
        }
        if self.w(the) == W::Units(Unit::Year) {
            if self.w(the + 1) == W::To && self.is_word(the + 2, "come") {
                return Some(the + 3);
            }
            if matches!(self.w(the + 1), W::Ahead | W::Beyond)
                || self.is_word(the + 1, "after")
                || self.is_word(the + 1, "afterwards")
            {
                return Some(the + 2);
            }
        }
        None
    }

    /// "11th", "third", "21st"
    pub(super) fn ordinal(&self, at: usize) -> Option<(usize, u32)> {
        match self.w(at) {
            W::Ord(value) => Some((at + 1, u32::from(value))),
            W::Unit(Unit::Second) => Some((at + 1, 2)),
            W::Num(tens @ (20 | 30)) => {
                let next = if self.joins(at + 1) { at + 2 } else { at + 1 };
                match self.w(next) {
                    W::Ord(ones @ 1..=9) => Some((next + 1, tens + u32::from(ones))),
                    W::Unit(Unit::Second) => Some((next + 1, tens + 2)),
                    _ => None,
                }
            }
            W::Number => {
                let value = self.figure_of(at, 1..=2)?;
                let suffix =
                    self.glued(at + 1) && ["st", "nd", "rd", "th"].iter().any(|s| self.is_word(at + 1, s));
                suffix.then_some((at + 2, value))
            }
            _ => None,
        }
    }
}
