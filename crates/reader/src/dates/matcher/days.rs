//! Days, months, weekdays, seasons and holidays by their names.

use super::{Found, Matcher};
use crate::dates::expression::{Expression, Holiday, Sense, Way, Year};
use crate::dates::lexicon::{Unit, W};

impl Matcher<'_> {
    pub(super) fn month_name(&self, at: usize) -> Option<(usize, u8)> {
        let W::Month(month, full) = self.w(at) else { return None };
        let token = self.tokens[at];
        if !token.capital {
            return None;
        }
        let dotted = !full && self.is_mark(at + 1, '.') && self.glued(at + 1);
        let upper = self.word(at).bytes().all(|b| b.is_ascii_uppercase());
        let end = at + 1 + usize::from(dotted);
        let dated = self.figure(end).is_some();
        // "May", "March", "Mar", "Dec" begin sentences and names: they need a date beside them or a word that leads to one.
        let doubtful = matches!(month, 3 | 5) || !full || (month == 8 && upper);
        let led = at > 0
            && (matches!(
                self.w(at - 1),
                W::In
                    | W::Of
                    | W::Since
                    | W::By
                    | W::Until
                    | W::From
                    | W::To
                    | W::Last
                    | W::Next
                    | W::This
                    | W::Early
                    | W::Late
                    | W::Mid
                    | W::Each
                    | W::Every
                    | W::Through
                    | W::During
                    | W::Before
                    | W::After
                    | W::For
                    | W::Between
                    | W::And
                    | W::Around
                    | W::About
                    | W::Following
                    | W::Past
                    | W::Coming
            ) || self.joins(at - 1)
                || self.figure_of(at - 1, 1..=2).is_some())
            || (at > 1 && self.ordinal(at - 2).is_some());
        // "Jan Kavan", "April Glaspie", "May Sabah": a first name.
        let name = !dated
            && !dotted
            && self.token(end).is_some_and(|t| t.capital && t.w == W::Other && !t.is('.'))
            && self.word(end).bytes().any(|b| b.is_ascii_lowercase())
            && matches!(month, 1 | 4 | 5 | 6 | 8)
            && !(full
                && led
                && month != 5
                && !matches!(self.w(at - 1), W::And | W::For | W::About | W::Around));
        if name {
            return None;
        }
        let sure = if full && month != 5 {
            dated || led || !matches!(month, 3)
        } else {
            dated || led || self.ordinal(end).is_some() || dotted && full
        };
        (sure || !doubtful).then_some((end, month))
    }

    /// A day of a month: "12", "12th", "eighth".
    pub(super) fn day_of_month(&self, at: usize) -> Option<(usize, u8)> {
        if let Some((end, day)) = self.ordinal(at) {
            return (1..=31).contains(&day).then_some((end, day as u8));
        }
        let day = self.figure_of(at, 1..=2)?;
        let glued_on = self.token(at + 1).is_some_and(|t| {
            t.glued
                && (t.is('%')
                    || (t.is(':') && self.figure(at + 2).is_some())
                    || t.is('/')
                    || (t.is('.') && self.figure(at + 2).is_some() && self.glued(at + 2))
                    || matches!(t.w, W::Other))
        });
        ((1..=31).contains(&day) && !glued_on).then_some((at + 1, day as u8))
    }

    /// The year behind a day or month: ", 1998" or " 1998".
    pub(super) fn year_behind(&self, at: usize) -> Option<(usize, i32)> {
        let from = at + usize::from(self.is_mark(at, ','));
        let (end, year) = self.year(from)?;
        ((1400..2200).contains(&year) && self.figure_of(from, 1..=3).is_none()).then_some((end, year))
    }

    /// "last year", "this year", "of this year", "next year" behind a day or month.
    pub(super) fn year_said(&self, at: usize) -> Option<(usize, i32)> {
        let of = at + usize::from(matches!(self.w(at), W::Of));
        if self.w(of + 1) != W::Unit(Unit::Year) || (self.is_mark(of + 2, '\'') || self.is_mark(of + 2, '’'))
        {
            return None;
        }
        match self.w(of) {
            W::Last => Some((of + 2, -1)),
            W::This => Some((of + 2, 0)),
            W::Next => Some((of + 2, 1)),
            _ => None,
        }
    }

    pub(super) fn month_date(&self, at: usize) -> Found {
        // 12 March 2026 · 12th of March · the 12th of March
        let the = usize::from(self.w(at) == W::The);
        if let Some((mut end, day)) = self.day_of_month(at + the) {
            let ordinal = end > at + the + 1 || self.figure(at + the).is_none();
            if self.w(end) == W::Of && ordinal {
                end += 1;
            }
            let glue = if self.joins(end) { end + 1 } else { end };
            if matches!(self.w(glue), W::Month(..))
                && (the == 0 || ordinal)
                && self.tokens[glue].capital
                && let Some((after, month)) = self.month_name(glue)
            {
                let (after, year) = match self.year_behind(if self.joins(after) { after + 1 } else { after })
                {
                    Some((after, year)) => (after, Year::Is(year)),
                    None => (after, Year::Unsaid),
                };
                return Some((
                    after,
                    Sense::Day { year, month, day, way: Way::Unsaid, weekday: None },
                    "date.day",
                ));
            }
        }
        let (end, month) = self.month_name(at)?;
        // March the 12th
        let figure = end + usize::from(self.w(end) == W::The && self.ordinal(end + 1).is_some());
        let comma = usize::from(
            self.is_mark(figure, ',')
                && self.figure_of(figure + 1, 1..=2).is_some()
                && self.year_behind(figure + 2).is_some(),
        );
        if let Some((after, day)) = self.day_of_month(figure + comma) {
            // March 12-15 · March 12 to 15
            if (self.is_dash(after) && self.glued(after) == self.glued(after + 1))
                && let Some((last_end, last)) = self.day_of_month(after + 1)
                && last > day
                && !matches!(self.w(last_end), W::Month(..))
            {
                let (last_end, year) = self
                    .year_behind(last_end)
                    .map_or((last_end, Year::Unsaid), |(end, year)| (end, Year::Is(year)));
                return Some((last_end, Sense::Days { year, month, first: day, last }, "date.days"));
            }
            if let Some((after, year)) = self.year_behind(after) {
                return Some((
                    after,
                    Sense::Day { year: Year::Is(year), month, day, way: Way::Unsaid, weekday: None },
                    "date.day",
                ));
            }
            if let Some((after, away)) = self.year_said(after) {
                return Some((
                    after,
                    Sense::Day { year: Year::Away(away), month, day, way: Way::Unsaid, weekday: None },
                    "date.day",
                ));
            }
            return Some((
                after,
                Sense::Day { year: Year::Unsaid, month, day, way: Way::Unsaid, weekday: None },
                "date.day",
            ));
        }
        let of = end + usize::from(self.w(end) == W::Of);
        if let Some((after, year)) = self.year_behind(of) {
            return Some((
                after,
                Sense::Month { year: Year::Is(year), month, way: Way::Unsaid },
                "date.month",
            ));
        }
        if let Some((after, away)) = self.year_said(end) {
            return Some((
                after,
                Sense::Month { year: Year::Away(away), month, way: Way::Unsaid },
                "date.month",
            ));
        }
        Some((end, Sense::Month { year: Year::Unsaid, month, way: Way::Unsaid }, "date.month"))
    }

    /// The second day of "April 24 and 25", told from a number of things ("April 24 and 25 trucks") by what follows.
    pub(in crate::dates) fn further_day(&self, before: &Expression) -> Option<Expression> {
        let Sense::Day { month, day: first, .. } = before.sense else { return None };
        let at = before.end + 1;
        let (end, day) = self.day_of_month(at).filter(|_| self.w(before.end) == W::And)?;
        let apart = match self.w(end) {
            W::Mark => !self.part_of_number(at, end),
            W::In | W::At | W::On | W::To | W::For | W::By | W::Of => true,
            _ => end == self.tokens.len(),
        };
        let plain = matches!(self.w(before.end - 1), W::Number | W::Ord(_));
        (apart && plain && day > first).then(|| {
            let (end, year) =
                self.year_behind(end).map_or((end, Year::Same), |(end, year)| (end, Year::Is(year)));
            let sense = Sense::Day { year, month, day, way: Way::Unsaid, weekday: None };
            Expression { start: at, end, sense, rule: "date.day" }
        })
    }

    pub(super) fn weekday(&self, at: usize) -> Option<(usize, u8)> {
        let W::Weekday(weekday, full) = self.w(at) else { return None };
        if !self.tokens[at].capital {
            return None;
        }
        if full {
            return Some((at + 1, weekday));
        }
        let dot = at + 1 + usize::from(self.is_mark(at + 1, '.'));
        let comma = dot + usize::from(self.is_mark(dot, ','));
        let dated = self.figure(comma).is_some()
            || matches!(self.w(comma), W::Month(..))
            || matches!(self.w(comma), W::Part(_));
        dated.then_some((dot, weekday))
    }

    pub(super) fn weekday_date(&self, at: usize) -> Found {
        let (end, weekday) = self.weekday(at)?;
        // Friday, Oct. 23, 1998 · Friday (March 12)
        let comma = end + usize::from(self.is_mark(end, ',') || self.is_mark(end, '('));
        let the = comma + usize::from(self.w(comma) == W::The);
        if let Some((after, mut sense @ (Sense::Day { .. } | Sense::Days { .. }), _)) = self.month_date(the) {
            if let Sense::Day { weekday: said, .. } = &mut sense {
                *said = Some(weekday);
            }
            let after = after + usize::from(self.is_mark(end, '(') && self.is_mark(after, ')'));
            return Some((after, sense, "date.day"));
        }
        Some((end, Sense::Weekday { weekday, way: Way::Unsaid }, "date.weekday"))
    }

    pub(super) fn season(&self, at: usize) -> Found {
        let W::Season(season) = self.w(at) else { return None };
        let of = at + 1 + usize::from(self.w(at + 1) == W::Of);
        if let Some((end, year)) = self.year_behind(of) {
            return Some((
                end,
                Sense::Season { season, year: Year::Is(year), way: Way::Unsaid },
                "date.season",
            ));
        }
        let led = at > 0
            && (matches!(
                self.w(at - 1),
                W::The
                    | W::In
                    | W::This
                    | W::Last
                    | W::Next
                    | W::Early
                    | W::Late
                    | W::Mid
                    | W::Of
                    | W::By
                    | W::Since
                    | W::Past
                    | W::Coming
                    | W::Previous
                    | W::Following
            ) || self.joins(at - 1));
        // "fall" and "spring" are verbs as well; after "the" or "this" they are not.
        // "in the fall of the empire"
        if self.w(at + 1) == W::Of {
            return None;
        }
        let verb = matches!(self.word(at), "fall" | "spring" | "Fall" | "Spring");
        let good = if verb {
            at > 0
                && matches!(
                    self.w(at - 1),
                    W::This
                        | W::Last
                        | W::Next
                        | W::Early
                        | W::Late
                        | W::Mid
                        | W::Past
                        | W::Coming
                        | W::Previous
                )
                || at > 1
                    && self.w(at - 1) == W::The
                    && matches!(
                        self.w(at - 2),
                        W::In | W::Of | W::By | W::Since | W::During | W::Until | W::Through
                    )
        } else {
            led
        };
        if let Some((end, away)) = self.year_said(at + 1) {
            return Some((
                end,
                Sense::Season { season, year: Year::Away(away), way: Way::Unsaid },
                "date.season",
            ));
        }
        good.then_some((
            at + 1,
            Sense::Season { season, year: Year::Unsaid, way: Way::Unsaid },
            "date.season",
        ))
    }

    pub(super) fn holiday(&self, at: usize) -> Found {
        if !self.tokens.get(at)?.capital {
            return None;
        }
        let possessive = |at: usize| {
            let apostrophe = (self.is_mark(at, '\'') || self.is_mark(at, '’')) && self.is_word(at + 1, "s");
            if apostrophe { at + 2 } else { at }
        };
        let day = |at: usize| at + usize::from(self.w(at) == W::Unit(Unit::Day));
        let (end, key) = match self.w(at) {
            W::Christmas if self.w(at + 1) == W::Eve => (at + 2, Holiday::ChristmasEve),
            W::Christmas => (day(at + 1), Holiday::Christmas),
            W::Thanksgiving => (day(at + 1), Holiday::Thanksgiving),
            W::Easter => (at + 1 + usize::from(matches!(self.w(at + 1), W::Weekday(6, _))), Holiday::Easter),
            W::Halloween => (at + 1, Holiday::Halloween),
            W::Month(5, _) if self.w(at + 1) == W::Unit(Unit::Day) && self.tokens[at + 1].capital => {
                (at + 2, Holiday::MayDay)
            }
            W::Other if self.is_word(at, "New") && self.is_word(at + 1, "Year") => {
                let end = possessive(at + 2);
                match self.w(end) {
                    W::Eve => (end + 1, Holiday::NewYearsEve),
                    W::Unit(Unit::Day) => (end + 1, Holiday::NewYearsDay),
                    _ => return None,
                }
            }
            W::Other if self.is_word(at, "Valentine") => {
                let end = possessive(at + 1);
                (self.w(end) == W::Unit(Unit::Day)).then_some((end + 1, Holiday::Valentines))?
            }
            _ => return None,
        };
        let year = match self.year_behind(end) {
            Some((after, year)) => {
                return Some((
                    after,
                    Sense::Holiday { key, year: Year::Is(year), way: Way::Unsaid },
                    "date.holiday",
                ));
            }
            None => Year::Unsaid,
        };
        Some((end, Sense::Holiday { key, year, way: Way::Unsaid }, "date.holiday"))
    }
}
