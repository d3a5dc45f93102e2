//! Quarters and halves of a year.

use super::{Found, Matcher};
use crate::dates::expression::{Sense, Year};
use crate::dates::lexicon::{Unit, W};

impl Matcher<'_> {
    pub(super) fn quarter(&self, at: usize) -> Found {
        // Q3 2020, H1 of 2020, 2020 Q3, Q1/2024
        let short = |at: usize| -> Option<(usize, bool, u8)> {
            let token = self.token(at)?;
            let quarter = self.is_word(at, "Q") && token.capital;
            let half = self.is_word(at, "H") && token.capital;
            let value = self.figure_of(at + 1, 1..=1).filter(|_| {
                self.glued(at + 1) && !self.glued(at + 2)
                    || self.is_mark(at + 2, '/')
                    || self.is_mark(at + 2, ',')
                    || self.is_mark(at + 2, '.')
                    || self.is_mark(at + 2, ')')
            })?;
            let fits = (quarter && (1..=4).contains(&value)) || (half && (1..=2).contains(&value));
            fits.then_some((at + 2, quarter, value as u8))
        };
        let make = |quarter: bool, value: u8, year: Year| {
            if quarter { Sense::Quarter { quarter: value, year } } else { Sense::Half { half: value, year } }
        };
        if let Some((end, quarter, value)) = short(at) {
            let of =
                end + usize::from(self.w(end) == W::Of || self.is_mark(end, '/') || self.is_mark(end, ','));
            return Some(match (self.year(of), self.year_said(end)) {
                (Some((end, year)), _) => (end, make(quarter, value, Year::Is(year)), "date.quarter"),
                (None, Some((end, away))) => (end, make(quarter, value, Year::Away(away)), "date.quarter"),
                _ => (end, make(quarter, value, Year::Unsaid), "date.quarter"),
            });
        }
        // the [1988|year-earlier|fiscal] third quarter [of 1990|of this year|a year ago]
        let the = usize::from(self.w(at) == W::The);
        let mut from = at + the;
        let mut year = Year::Unsaid;
        let mut ago = false;
        if matches!(self.w(from), W::Corresponding | W::Same) {
            from += 1;
        }
        if let Some((end, value)) = self.figure_of(from, 4..=4).and_then(|_| self.year(from)) {
            (from, year) = (end, Year::Is(value));
        } else if let Some(end) = self.year_ago_adjective(from) {
            (from, ago) = (end, true);
        } else if let Some((end, away)) = self.possessive_year(from) {
            (from, year) = (end, Year::Away(away));
        }
        if self.w(from) == W::Fiscal {
            from += 1 + usize::from(self.joins(from + 1));
        }
        let period = |at: usize| matches!(self.w(at), W::Unit(Unit::Quarter));
        let (mut end, quarter, value);
        if let Some((after, ordinal)) = self.ordinal(from) {
            let noun = if self.joins(after) { after + 1 } else { after };
            let is_half = self.w(noun) == W::Half;
            if !(period(noun) && ordinal <= 4 || is_half && ordinal <= 2) || ordinal == 0 {
                return None;
            }
            (end, quarter, value) = (noun + 1, !is_half, ordinal as u8);
        } else if self.w(from) == W::Last && self.w(from + 1) == W::Half {
            (end, quarter, value) = (from + 2, false, 2);
        } else if period(from) && (ago || year != Year::Unsaid) {
            (end, quarter, value) = (from + 1, true, 0);
        } else if (ago || year != Year::Unsaid) && self.w(from) == W::Period && the == 1 {
            // the year-earlier period: the quarter spoken of, a year before
            let sense = if ago { Sense::QuarterYearAgo } else { Sense::Quarter { quarter: 0, year } };
            return Some((from + 1, sense, "date.year-ago-period"));
        } else {
            return None;
        }
        // "the last half of the 1980s" is a decade, told no nearer.
        if !quarter
            && self.w(end) == W::Of
            && self.w(end + 1) == W::The
            && let Some((after, decade @ Sense::Decade(_), rule)) = self.year_like(end + 2)
        {
            return Some((after, decade, rule));
        }
        // "the third-quarter loss": the article is that of the loss.
        if the == 1 && self.attributive(end) {
            return None;
        }
        if ago {
            year = Year::Away(-1);
        }
        // the third quarter of 1990 · a year ago
        let of = usize::from(matches!(self.w(end), W::Of | W::In));
        let comma = usize::from(self.is_mark(end, ','));
        if let Some((after, value)) = self.year(end + of + comma).filter(|_| year == Year::Unsaid) {
            (end, year) = (after, Year::Is(value));
        } else if let Some((after, away)) = self.year_said(end).filter(|_| year == Year::Unsaid) {
            (end, year) = (after, Year::Away(away));
        } else if of == 1 && self.w(end) == W::Of {
            let the = end + 1 + usize::from(self.w(end + 1) == W::The);
            if matches!(self.w(the), W::Same | W::That) && self.w(the + 1) == W::Unit(Unit::Year) {
                (end, year) = (the + 2, Year::Same);
            } else if self.w(end + 1) == W::The
                && matches!(self.w(the), W::Current | W::Fiscal)
                && self.w(the + 1) == W::Unit(Unit::Year)
            {
                (end, year) = (the + 2, Year::Away(0));
            } else if self.w(end + 1) == W::The && self.w(the) == W::Unit(Unit::Year) {
                (end, year) = (the + 1, Year::Unsaid);
            }
        }
        Some((end, make(quarter, value, year), "date.quarter"))
    }

    /// "year-ago", "year-earlier", "year ago"
    pub(super) fn year_ago_adjective(&self, at: usize) -> Option<usize> {
        (self.w(at) == W::Unit(Unit::Year)
            && self.joins(at + 1)
            && matches!(self.w(at + 2), W::Ago | W::Earlier))
        .then_some(at + 3)
    }

    /// "last year's", "this year's", "next year's"
    pub(super) fn possessive_year(&self, at: usize) -> Option<(usize, i32)> {
        let away = match self.w(at) {
            W::Last => -1,
            W::This => 0,
            W::Next => 1,
            _ => return None,
        };
        let own = (self.is_mark(at + 2, '\'') || self.is_mark(at + 2, '’')) && self.is_word(at + 3, "s");
        (self.w(at + 1) == W::Unit(Unit::Year) && own).then_some((at + 4, away))
    }
}
