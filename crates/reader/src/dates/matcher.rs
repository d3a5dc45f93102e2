//! Where temporal expressions stand in a sentence.
//!
//! A matcher stands on one token and tries what an expression could begin with there; the longest wins. All looks are
//! at a handful of tokens, so that a sentence costs time in proportion to its length.

use super::expression::{Amount, Anchor, Expression, Holiday, Sense, Way, Year};
use super::lexicon::{Part, Unit, W};
use super::tokens::Token;

/// A sentence under the matcher.
pub(super) struct Matcher<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
}

/// End (one past the last token), meaning, rule.
type Found = Option<(usize, Sense, &'static str)>;

impl Matcher<'_> {
    /// The longest expression that begins with token `at`.
    pub(super) fn at(&self, at: usize) -> Option<Expression> {
        // "right now", "New Year's Day", "Valentine's Day"
        let lead = self.w(at) == W::Other
            && matches!(
                self.word(at),
                "right" | "Right" | "New" | "Valentine" | "Q" | "H" | "its" | "no" | "not"
            );
        if !lead
            && matches!(
                self.w(at),
                W::Other | W::Of | W::And | W::To | W::For | W::On | W::By | W::Than | W::Since | W::Until
            )
        {
            return None;
        }
        let found = [
            self.figures(at),
            self.clock(at),
            self.dated(at),
            self.length(at),
            self.reference(at),
            self.repeated(at),
        ];
        let mut best: Found = None;
        for found in found.into_iter().flatten() {
            if best.as_ref().is_none_or(|best| found.0 > best.0) {
                best = Some(found);
            }
        }
        let (end, sense, rule) = best?;
        Some(Expression { start: at, end, sense, rule })
    }

    pub(super) fn w(&self, at: usize) -> W {
        self.tokens.get(at).map_or(W::Mark, |token| token.w)
    }

    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| &self.text[token.start as usize..token.end as usize])
    }

    fn is_mark(&self, at: usize, mark: char) -> bool {
        self.token(at).is_some_and(|token| token.is(mark))
    }

    fn glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.glued)
    }

    fn is_dash(&self, at: usize) -> bool {
        ['-', '–', '‑', '‐', '—'].iter().any(|dash| self.is_mark(at, *dash))
    }

    /// A dash with no blank on either side.
    fn joins(&self, at: usize) -> bool {
        self.is_dash(at) && self.glued(at) && self.glued(at + 1)
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    fn figure(&self, at: usize) -> Option<u32> {
        self.token(at).filter(|token| token.w == W::Number).map(|token| token.value)
    }

    fn figure_of(&self, at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        self.token(at).filter(|t| t.w == W::Number && digits.contains(&t.digits())).map(|token| token.value)
    }

    /// Whether a figure goes on in front or behind: 3.1998, 1998.5, $1998, 1998%.
    fn part_of_number(&self, at: usize, end: usize) -> bool {
        let before = at > 0
            && self.glued(at)
            && !matches!(self.token(at - 1), Some(t) if ['(', '[', '"', '“', '‘', '\'', '–', '—', '-', '/', '`', '’'].iter().any(|mark| t.is(*mark)));
        let after = self.token(end).is_some_and(|t| {
            t.glued
                && (t.is('%')
                    || t.w == W::Number
                    || (matches!(t.w, W::Other) && !self.is_word(end, "s"))
                    || ((t.is('.') || t.is(',')) && self.figure(end + 1).is_some() && self.glued(end + 1)))
        });
        before || after
    }

    // ---- numbers -------------------------------------------------------------------------------------------

    /// A number in figures or words.
    fn number(&self, at: usize) -> Option<(usize, u32)> {
        if let Some(mut value) = self.figure(at) {
            let mut end = at + 1;
            while self.is_mark(end, ',')
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
        while let W::Num(big @ (100 | 1000)) = self.w(end) {
            value = value.saturating_mul(big);
            end += 1;
        }
        Some((end, value))
    }

    /// How many: "a", "two", "2 1/2", "a few", "a couple of", "two or three", "12 to 18".
    fn amount(&self, at: usize) -> Option<(usize, Amount)> {
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

    fn unit(&self, at: usize) -> Option<(usize, Unit, bool)> {
        match self.w(at) {
            W::Unit(unit) => Some((at + 1, unit, false)),
            W::Units(unit) => Some((at + 1, unit, true)),
            _ => None,
        }
    }

    // ---- years ---------------------------------------------------------------------------------------------

    /// A year in figures or words, told from other numbers by what stands around it.
    fn year(&self, at: usize) -> Option<(usize, i32)> {
        if let Some(value) = self.figure_of(at, 4..=4) {
            return ((1000..2200).contains(&value) && !self.part_of_number(at, at + 1))
                .then_some((at + 1, value as i32));
        }
        // nineteen ninety-six, two thousand (and ten)
        match self.w(at) {
            W::Num(century @ (17 | 18 | 19 | 20)) => {
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
    fn bare_year(&self, at: usize) -> Option<(usize, i32)> {
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
    fn year_like(&self, at: usize) -> Found {
        // the year 2000 · fiscal 1989 · fiscal year 1989
        let mut from = at;
        while matches!(self.w(from), W::Fiscal | W::Calendar)
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
                && last - first <= 150
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

    fn year_before_dash(&self, at: usize) -> Option<(usize, i32)> {
        self.figure_of(at, 4..=4).map(|value| (at + 1, value as i32))
    }

    /// "and beyond", "and the years to come", "and the following years", "onwards", "or later"
    fn beyond(&self, at: usize) -> Option<usize> {
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
    fn ordinal(&self, at: usize) -> Option<(usize, u32)> {
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

    // ---- dates in figures ----------------------------------------------------------------------------------

    /// 2026-03-12, 12/03/2026, 3/15/98
    fn figures(&self, at: usize) -> Found {
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

    // ---- dates with names ----------------------------------------------------------------------------------

    fn month_name(&self, at: usize) -> Option<(usize, u8)> {
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
            && matches!(
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
            )
            || at > 0 && self.joins(at - 1)
            || (at > 0 && self.figure_of(at - 1, 1..=2).is_some())
            || (at > 1 && self.ordinal(at - 2).is_some());
        let sure = if full && month != 5 {
            dated || led || !matches!(month, 3)
        } else {
            dated || led || self.ordinal(end).is_some() || dotted && full
        };
        (sure || !doubtful).then_some((end, month))
    }

    /// A day of a month: "12", "12th", "eighth".
    fn day_of_month(&self, at: usize) -> Option<(usize, u8)> {
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
    fn year_behind(&self, at: usize) -> Option<(usize, i32)> {
        let from = at + usize::from(self.is_mark(at, ','));
        let (end, year) = self.year(from)?;
        ((1400..2200).contains(&year) && !self.figure_of(from, 1..=3).is_some()).then_some((end, year))
    }

    /// "last year", "this year", "of this year", "next year" behind a day or month.
    fn year_said(&self, at: usize) -> Option<(usize, i32)> {
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

    fn month_date(&self, at: usize) -> Found {
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

    fn weekday(&self, at: usize) -> Option<(usize, u8)> {
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

    fn weekday_date(&self, at: usize) -> Found {
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

    fn season(&self, at: usize) -> Found {
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
            && matches!(
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
            )
            || at > 0 && self.joins(at - 1);
        // "fall" and "spring" are verbs as well; after "the" or "this" they are not.
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

    fn holiday(&self, at: usize) -> Found {
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

    // ---- quarters and halves -------------------------------------------------------------------------------

    fn quarter(&self, at: usize) -> Found {
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
        let the = usize::from(matches!(self.w(at), W::The) || self.is_word(at, "its"));
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
    fn year_ago_adjective(&self, at: usize) -> Option<usize> {
        (self.w(at) == W::Unit(Unit::Year)
            && self.joins(at + 1)
            && matches!(self.w(at + 2), W::Ago | W::Earlier))
        .then_some(at + 3)
    }

    /// "last year's", "this year's", "next year's"
    fn possessive_year(&self, at: usize) -> Option<(usize, i32)> {
        let away = match self.w(at) {
            W::Last => -1,
            W::This => 0,
            W::Next => 1,
            _ => return None,
        };
        let own = (self.is_mark(at + 2, '\'') || self.is_mark(at + 2, '’')) && self.is_word(at + 3, "s");
        (self.w(at + 1) == W::Unit(Unit::Year) && own).then_some((at + 4, away))
    }

    // ---- the units around the document's date --------------------------------------------------------------

    /// "this week", "last year", "next month", "the coming year", "that year", "the same day", "the current quarter"
    fn unit_reference(&self, at: usize) -> Found {
        let the = usize::from(self.w(at) == W::The);
        let mut from = at + the;
        if self.w(from) == W::Full || self.w(from) == W::Whole {
            from += 1;
            if let W::Unit(unit @ Unit::Year) = self.w(from) {
                return (the == 1).then_some((from + 1, Sense::Unit { away: 0, unit }, "date.unit"));
            }
            return None;
        }
        let lead = self.w(from);
        if !matches!(
            lead,
            W::This
                | W::That
                | W::Last
                | W::Next
                | W::Past
                | W::Previous
                | W::Coming
                | W::Following
                | W::Same
                | W::Current
                | W::Latest
        ) {
            return None;
        }
        let mut noun = from + 1;
        let mut lead = lead;
        // this past spring, this coming Sunday, that same day, this same year
        if lead == W::That && matches!(self.w(noun), W::Past | W::Coming | W::Last | W::Current) {
            return None;
        }
        if matches!(lead, W::This | W::That)
            && matches!(self.w(noun), W::Past | W::Coming | W::Same | W::Last | W::Current)
        {
            lead = if self.w(noun) == W::Same { W::Same } else { self.w(noun) };
            noun += 1;
        }
        while matches!(self.w(noun), W::Fiscal | W::Calendar) {
            noun += 1 + usize::from(self.joins(noun + 1));
        }
        let way = match lead {
            W::Last | W::Past | W::Previous => Way::Last,
            W::Next | W::Coming | W::Following => Way::Next,
            _ => Way::This,
        };
        let away = match way {
            Way::Last => -1,
            Way::Next => 1,
            _ => 0,
        };
        match self.w(noun) {
            W::Unit(unit) if unit > Unit::Hour => {
                let sense = match lead {
                    W::That | W::Same => Sense::Same(unit),
                    W::Previous | W::Following => Sense::Away {
                        amount: Amount::Is(1),
                        unit,
                        back: lead == W::Previous,
                        from: Anchor::Before,
                    },
                    W::Past if the == 1 && !matches!(unit, Unit::Weekend | Unit::Year | Unit::Month) => {
                        // "the past week" is a length of time that ends now.
                        return Some((
                            noun + 1,
                            Sense::Length { amount: Amount::Is(1), unit, way: Way::Last, first: false },
                            "duration.around-now",
                        ));
                    }
                    W::Latest | W::Last if unit == Unit::Decade || unit == Unit::Century => {
                        Sense::Length { amount: Amount::Is(1), unit, way, first: false }
                    }
                    W::Latest if unit == Unit::Quarter => Sense::LatestQuarter,
                    W::This if matches!(unit, Unit::Century | Unit::Decade) => Sense::Unit { away, unit },
                    _ => Sense::Unit { away, unit },
                };
                let rule = match sense {
                    Sense::Same(_) | Sense::Away { .. } => "date.from-before",
                    Sense::Length { .. } => "duration.around-now",
                    _ => "date.unit",
                };
                Some((noun + 1, sense, rule))
            }
            W::Weekday(..) => {
                let (end, weekday) = self.weekday(noun)?;
                if matches!(lead, W::This | W::Last | W::Next | W::Past | W::Coming)
                    && let Some((end, sense @ Sense::Day { .. }, rule)) = self.weekday_date(noun)
                {
                    return Some((end, sense, rule));
                }
                Some((end, Sense::Weekday { weekday, way }, "date.weekday"))
            }
            W::Month(..) => {
                let (end, sense, rule) = self.month_date(noun)?;
                let sense = match sense {
                    Sense::Month { year, month, .. } => Sense::Month { year, month, way },
                    Sense::Day { year, month, day, .. } => {
                        Sense::Day { year, month, day, way, weekday: None }
                    }
                    other => other,
                };
                Some((end, sense, rule))
            }
            W::Season(season) => {
                Some((noun + 1, Sense::Season { season, year: Year::Unsaid, way }, "date.season"))
            }
            W::Christmas | W::Thanksgiving | W::Easter | W::Halloween => {
                let (end, sense, rule) = self.holiday(noun)?;
                let sense = if let Sense::Holiday { key, year, .. } = sense {
                    Sense::Holiday { key, year, way }
                } else {
                    sense
                };
                Some((end, sense, rule))
            }
            W::Part(part) => {
                let on = match lead {
                    W::This => Sense::Unit { away: 0, unit: Unit::Day },
                    W::Last if part == Part::Night || part == Part::Evening => {
                        Sense::Unit { away: -1, unit: Unit::Day }
                    }
                    W::Next | W::Following => Sense::Away {
                        amount: Amount::Is(1),
                        unit: Unit::Day,
                        back: false,
                        from: Anchor::Before,
                    },
                    W::That | W::Same => Sense::Same(Unit::Day),
                    _ => return None,
                };
                Some((noun + 1, Sense::Part { part, on: Box::new(on) }, "time.part"))
            }
            W::Period if the == 1 && lead == W::Latest => {
                Some((noun + 1, Sense::LatestQuarter, "date.from-before"))
            }
            W::Time if lead == W::Same || lead == W::That => None,
            _ => None,
        }
    }

    /// today, yesterday, tomorrow, tonight
    fn day_word(&self, at: usize) -> Found {
        let away = match self.w(at) {
            W::Today => 0,
            W::Yesterday => -1,
            W::Tomorrow => 1,
            W::Tonight => {
                let on = Box::new(Sense::Unit { away: 0, unit: Unit::Day });
                return Some((at + 1, Sense::Part { part: Part::Night, on }, "time.part"));
            }
            _ => return None,
        };
        // the day after tomorrow, the day before yesterday are taken in `dated`.
        Some((at + 1, Sense::Unit { away, unit: Unit::Day }, "date.day-word"))
    }

    /// A date without modifiers.
    fn core(&self, at: usize) -> Found {
        let found = [
            self.month_date(at),
            self.weekday_date(at),
            self.quarter(at),
            self.season(at),
            self.holiday(at),
            self.unit_reference(at),
            self.day_word(at),
            self.year_like(at),
        ];
        let mut best: Found = None;
        for found in found.into_iter().flatten() {
            if best.as_ref().is_none_or(|best| found.0 > best.0) {
                best = Some(found);
            }
        }
        let (end, sense, rule) = best?;
        Some(self.with_part(end, sense, rule))
    }

    /// "Friday night", "yesterday morning", "March 12 in the evening"
    fn with_part(&self, end: usize, sense: Sense, rule: &'static str) -> (usize, Sense, &'static str) {
        let day = matches!(
            sense,
            Sense::Day { .. }
                | Sense::Weekday { .. }
                | Sense::Unit { unit: Unit::Day, .. }
                | Sense::Holiday { .. }
        );
        if day && let W::Part(part) = self.w(end) {
            return (end + 1, Sense::Part { part, on: Box::new(sense) }, "time.part");
        }
        if day && self.w(end) == W::Noon || day && self.w(end) == W::Midnight {
            let hour = if self.w(end) == W::Noon { 12 } else { 24 };
            return (
                end + 1,
                Sense::Clock { hour, minute: Some(0), on: Some(Box::new(sense)) },
                "time.clock",
            );
        }
        (end, sense, rule)
    }

    /// A date with what modifies it: "early next year", "the end of the month", "the 1990s", "around Nov. 1".
    fn dated(&self, at: usize) -> Found {
        let mut best = self.core(at);
        let mut offer = |found: Found| {
            if let Some(found) = found
                && best.as_ref().is_none_or(|best| found.0 > best.0)
            {
                best = Some(found);
            }
        };
        match self.w(at) {
            W::The => {
                offer(self.core(at + 1).filter(|(end, sense, _)| self.takes_the(sense, at + 1, *end)));
                let early = at + 1;
                if matches!(self.w(early), W::Early | W::Late | W::Mid) {
                    let dash = early + 1 + usize::from(self.joins(early + 1));
                    offer(self.core(dash).filter(|(_, sense, _)| !matches!(sense, Sense::Unit { .. })));
                }
                offer(self.edge(at + 1));
                // the day after tomorrow, the day before yesterday, the day before
                if self.w(at + 1) == W::Unit(Unit::Day) {
                    match (self.w(at + 2), self.w(at + 3)) {
                        (W::After, W::Tomorrow) => {
                            offer(Some((at + 4, Sense::Unit { away: 2, unit: Unit::Day }, "date.day-word")))
                        }
                        (W::Before, W::Yesterday) => {
                            offer(Some((at + 4, Sense::Unit { away: -2, unit: Unit::Day }, "date.day-word")))
                        }
                        _ => {}
                    }
                }
                // the week of March 6
                if self.w(at + 1) == W::Unit(Unit::Week)
                    && self.w(at + 2) == W::Of
                    && let Some((end, sense @ Sense::Day { .. }, _)) = self.month_date(at + 3)
                {
                    offer(Some((end, Sense::WeekOf(Box::new(sense)), "date.unit")));
                }
                // the weekend, the quarter, the year, the month, the day: the one spoken of
                if let W::Unit(unit) = self.w(at + 1) {
                    let led_for = at > 0 && self.w(at - 1) == W::For;
                    let sense = match unit {
                        Unit::Weekend | Unit::Week | Unit::Month => Some(Sense::Unit { away: 0, unit }),
                        Unit::Quarter => Some(Sense::Same(unit)),
                        Unit::Year if led_for => Some(Sense::Length {
                            amount: Amount::Is(1),
                            unit,
                            way: Way::Unsaid,
                            first: false,
                        }),
                        Unit::Year => Some(Sense::Unit { away: 0, unit }),
                        _ => None,
                    };
                    let plain = !self.joins(at + 2)
                        && self.w(at + 2) != W::Of
                        && !self.is_mark(at + 2, '\'')
                        && !self.is_mark(at + 2, '’');
                    offer(sense.filter(|_| plain).map(|sense| (at + 2, sense, "date.from-before")));
                }
            }
            W::Early | W::Late | W::Mid | W::Earlier | W::Later => {
                let glue = self.joins(at + 1);
                let from = at + 1 + usize::from(glue);
                let soft = matches!(self.w(at), W::Earlier | W::Later);
                let in_the = usize::from(
                    soft && self.w(from) == W::In
                        || self.w(at) == W::Early && self.w(from) == W::In
                        || self.w(at) == W::Late && self.w(from) == W::In,
                );
                let on = usize::from(self.w(from) == W::On && matches!(self.w(from + 1), W::Weekday(..)));
                if in_the == 1
                    && self.w(from + 1) == W::The
                    && matches!(self.w(from + 2), W::Unit(Unit::Year | Unit::Month | Unit::Week | Unit::Day))
                {
                    let W::Unit(unit) = self.w(from + 2) else { return None };
                    offer(Some((from + 3, Sense::Unit { away: 0, unit }, "date.unit")));
                } else if in_the == 0 {
                    let core = self.core(from + on);
                    let fits = |sense: &Sense| {
                        !soft
                            || matches!(
                                sense,
                                Sense::Unit { .. }
                                    | Sense::Weekday { .. }
                                    | Sense::Same(_)
                                    | Sense::Part { .. }
                                    | Sense::Season { .. }
                            )
                    };
                    offer(core.filter(|(_, sense, _)| fits(sense)));
                }
                // mid-afternoon, late night
                if let W::Part(part) = self.w(from)
                    && matches!(self.w(at), W::Mid | W::Early | W::Late)
                {
                    let day = self.core(from + 1).filter(|(_, sense, _)| {
                        matches!(
                            sense,
                            Sense::Weekday { .. } | Sense::Unit { unit: Unit::Day, .. } | Sense::Day { .. }
                        )
                    });
                    let (end, on) =
                        day.map_or((from + 1, Sense::Same(Unit::Day)), |(end, sense, _)| (end, sense));
                    offer(Some((end, Sense::Part { part, on: Box::new(on) }, "time.part")));
                }
            }
            W::Beginning | W::End | W::Middle => offer(self.edge(at)),
            W::About | W::Around if self.w(at) == W::Around => {
                offer(
                    self.core(at + 1)
                        .filter(|(_, sense, _)| matches!(sense, Sense::Day { .. } | Sense::Month { .. })),
                );
            }
            W::Unit(Unit::Year) => {
                // year-end, year end, year's end
                let dash = at + 1 + usize::from(self.joins(at + 1));
                let own =
                    (self.is_mark(at + 1, '\'') || self.is_mark(at + 1, '’')) && self.is_word(at + 2, "s");
                let end = if own { at + 3 } else { dash };
                if self.w(end) == W::End && !matches!(self.w(at.wrapping_sub(1)), W::Num(_) | W::Number) {
                    offer(Some((end + 1, Sense::Unit { away: 0, unit: Unit::Year }, "date.unit")));
                }
                if let Some(end) = self.year_ago_adjective(at) {
                    offer(Some((end, Sense::QuarterYearAgo, "date.year-ago-period")));
                }
            }
            W::Part(_) | W::Season(_) if at > 0 => {}
            _ => {}
        }
        best
    }

    /// Which dates have "the" as part of them.
    fn takes_the(&self, sense: &Sense, from: usize, end: usize) -> bool {
        match sense {
            Sense::Decade(_) | Sense::Century(_) | Sense::Quarter { .. } | Sense::Half { .. } => {
                !self.attributive(end)
            }
            Sense::Season { .. } => true,
            Sense::Year(_) => self.w(from) == W::Unit(Unit::Year),
            Sense::Month { .. } | Sense::Years(..) | Sense::YearsFrom(_) | Sense::Holiday { .. } => false,
            Sense::QuarterYearAgo => false,
            _ => false,
        }
    }

    /// Whether a noun follows that the date belongs to: "the third-quarter results".
    fn attributive(&self, end: usize) -> bool {
        let hyphened = end >= 2 && self.joins(end - 2);
        hyphened && self.token(end).is_some_and(|t| t.w != W::Mark)
    }

    /// "end of the month", "beginning of October", "middle of 2020", "rest of the year"
    fn edge(&self, at: usize) -> Found {
        if !matches!(self.w(at), W::Beginning | W::End | W::Middle | W::Rest) || self.w(at + 1) != W::Of {
            return None;
        }
        let from = at + 2;
        if let Some((end, sense, rule)) =
            self.core(from).filter(|(_, sense, _)| !matches!(sense, Sense::Part { .. }))
        {
            return Some((end, sense, rule));
        }
        let the = from + usize::from(matches!(self.w(from), W::The));
        if let Some((end, sense, rule)) = self.core(the).filter(|(_, sense, _)| {
            matches!(
                sense,
                Sense::Decade(_) | Sense::Century(_) | Sense::Quarter { .. } | Sense::Season { .. }
            )
        }) {
            return Some((end, sense, rule));
        }
        if the > from
            && let W::Unit(
                unit @ (Unit::Day
                | Unit::Week
                | Unit::Month
                | Unit::Quarter
                | Unit::Year
                | Unit::Decade
                | Unit::Century),
            ) = self.w(the)
        {
            return Some((the + 1, Sense::Unit { away: 0, unit }, "date.unit"));
        }
        None
    }

    // ---- times of the day ----------------------------------------------------------------------------------

    /// Half of the day behind an hour: "a.m.", "PM". The end, and whether it is the second half.
    fn half_day(&self, at: usize) -> Option<(usize, bool)> {
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

    fn clock(&self, at: usize) -> Found {
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
        let _ = &mut minute;
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

    // ---- lengths -------------------------------------------------------------------------------------------

    /// Words in front of a length that belong to it: "more than", "at least", "nearly", "up to", "the past".
    fn approximation(&self, at: usize) -> usize {
        match (self.w(at), self.w(at + 1)) {
            (W::More | W::Less, W::Than) => at + 2,
            (W::At, W::Least | W::Most) => at + 2,
            (W::Up, W::To) => at + 2,
            (W::Not | W::Other, W::More | W::Less)
                if self.w(at + 2) == W::Than && (self.is_word(at, "no") || self.is_word(at, "not")) =>
            {
                at + 3
            }
            (W::As, W::Full) if self.is_word(at + 1, "much") && self.w(at + 2) == W::As => at + 3,
            (W::As, _)
                if (self.is_word(at + 1, "long") || self.is_word(at + 1, "little"))
                    && self.w(at + 2) == W::As =>
            {
                at + 3
            }
            (W::About | W::Nearly | W::Around, _) => at + 1,
            (W::Over, W::A | W::Num(_) | W::Number) => at + 1,
            _ => at,
        }
    }

    fn length(&self, at: usize) -> Found {
        let from = self.approximation(at);
        // half an hour, half a century
        if self.w(from) == W::Half
            && self.w(from + 1) == W::A
            && let Some((end, unit, false)) = self.unit(from + 2)
        {
            let (amount, unit) = match unit {
                Unit::Hour => (Amount::Is(30), Unit::Minute),
                Unit::Year => (Amount::Is(6), Unit::Month),
                Unit::Century => (Amount::Is(50), Unit::Year),
                Unit::Decade => (Amount::Is(5), Unit::Year),
                Unit::Minute => (Amount::Is(30), Unit::Second),
                Unit::Day => (Amount::Is(12), Unit::Hour),
                _ => return None,
            };
            return Some(self.with_direction(end, amount, unit, Way::Unsaid, false));
        }
        // [each of] the (last|past|next|coming|first|latest) [five] years
        let each = if matches!(self.w(from), W::Each) && self.w(from + 1) == W::Of { from + 2 } else { from };
        let the = each + usize::from(matches!(self.w(each), W::The | W::This | W::These | W::Those));
        let way = match self.w(the) {
            W::Last | W::Past | W::Latest | W::Previous => Some(Way::Last),
            W::Recent => Some(Way::Last),
            W::Next | W::Coming | W::Following => Some(Way::Next),
            W::Ord(1) => Some(Way::This),
            _ => None,
        };
        if let Some(way) = way {
            let first = self.w(the) == W::Ord(1);
            let mut noun = the + 1;
            let mut amount = Amount::Unknown;
            let mut counted = false;
            if let Some((end, value)) = self.amount(noun).filter(|_| {
                self.w(noun) != W::A || matches!(self.w(noun + 1), W::Vague | W::Couple | W::Num(_))
            }) {
                (noun, amount, counted) = (end, value, true);
            }
            if matches!(self.w(noun), W::Trading | W::Full | W::Fiscal | W::Calendar) {
                noun += 1;
            }
            if let Some((mut end, mut unit, plural)) = self.unit(noun)
                && (counted || plural)
                && unit != Unit::Second
            {
                let bare = !counted;
                if bare && first && unit < Unit::Day && the == each {
                    return None;
                }
                if self.w(end) == W::And
                    && bare
                    && let Some((after, other, true)) = self.unit(end + 1)
                {
                    (end, unit) = (after, unit.min(other));
                } else if self.w(end) == W::Or && self.is_word(end + 1, "so") {
                    end += 2;
                }
                if bare && self.w(the) == W::Recent {
                    return Some((end, Sense::PastRef, "reference.past"));
                }
                if bare && matches!(self.w(the), W::Coming | W::Next) {
                    return Some((
                        end,
                        Sense::Length { amount, unit, way, first: false },
                        "duration.around-now",
                    ));
                }
                if bare && self.w(the) == W::Past && the == each {
                    return Some((end, Sense::PastRef, "reference.past"));
                }
                return Some((end, Sense::Length { amount, unit, way, first }, "duration.around-now"));
            }
            return None;
        }
        // [the] two years, a year, five-year, 52-week, [a] three-year period
        let article = usize::from(
            matches!(self.w(from), W::The | W::These | W::Those) && !matches!(self.w(from + 1), W::A),
        );
        let (after, amount) = match self.amount(from + article) {
            Some(found) => found,
            None => {
                return self.bare_length(from, article, at);
            }
        };
        if self.part_of_number(from + article, after) && self.figure(from + article).is_some() {
            return None;
        }
        let mut noun = after;
        let dashed = self.joins(noun);
        if dashed {
            noun += 1;
        }
        while matches!(
            self.w(noun),
            W::More | W::Additional | W::Trading | W::Full | W::Whole | W::Fiscal | W::Calendar | W::Long
        ) || self.is_word(noun, "solid")
        {
            noun += 1;
        }
        let (mut end, unit, plural) = self.unit(noun)?;
        let is_a = self.w(from + article) == W::A && after == from + article + 1;
        let counted_one = matches!(amount, Amount::Is(1));
        if unit == Unit::Second && (!plural || dashed) {
            return None;
        }
        let fraction = dashed && plural || self.w(end) == W::Of;
        if unit == Unit::Quarter && (is_a || fraction || matches!(amount, Amount::Is(value) if value > 12)) {
            return None;
        }
        if unit == Unit::Weekend && counted_one {
            return None;
        }
        // "a day" as in "10,000 a day" is how often.
        let directed = matches!(self.w(end), W::Ago | W::Earlier | W::Later | W::From);
        if is_a && !plural && at > 0 && from == at && !directed {
            let counted = self.figure(at - 1).is_some()
                || matches!(
                    self.word(at - 1),
                    "times"
                        | "twice"
                        | "once"
                        | "percent"
                        | "million"
                        | "billion"
                        | "tonnes"
                        | "tons"
                        | "barrels"
                        | "dollars"
                        | "people"
                        | "days"
                        | "hours"
                        | "share"
                );
            if counted {
                return Some((end, Sense::Every { amount: 1, unit }, "set.a-unit"));
            }
        }
        if !plural && !dashed && !counted_one && !matches!(amount, Amount::Is(_)) {
            return None;
        }
        // five-year-old, six years old: an age
        if self.joins(end) && self.w(end + 1) == W::Old {
            return None;
        }
        if self.w(end) == W::Old && !dashed {
            return None;
        }
        if self.joins(end) && self.w(end + 1) == W::Long {
            end += 2;
        }
        if (self.is_mark(end, '\'') || self.is_mark(end, '’')) && plural && self.glued(end) {
            // two weeks' notice: the apostrophe stays outside
        }
        if self.w(end) == W::Or && self.is_word(end + 1, "so") {
            end += 2;
        }
        // a minute and a half, a year and a half
        let mut amount = amount;
        if self.w(end) == W::And
            && self.w(end + 1) == W::A
            && self.w(end + 2) == W::Half
            && let Amount::Is(value) = amount
        {
            (end, amount) = (end + 3, Amount::AndHalf(value));
        }
        // The article in front of an adjective belongs to the noun: "the two-week trip", "a several-year plan".
        if dashed && (is_a || article == 1 || self.w(from) == W::A) {
            return None;
        }
        Some(self.with_direction(end, amount, unit, Way::Unsaid, dashed))
    }

    /// "for years", "days", "weeks or months", "decades-long": lengths without a number.
    fn bare_length(&self, from: usize, article: usize, at: usize) -> Found {
        let (mut end, mut unit, plural) = self.unit(from + article)?;
        if unit < Unit::Minute || from != at {
            return None;
        }
        let before = if at > 0 { self.w(at - 1) } else { W::Mark };
        if !plural {
            // day-long, year-long
            if self.joins(end) && self.w(end + 1) == W::Long && article == 0 {
                return Some((
                    end + 2,
                    Sense::Length { amount: Amount::Is(1), unit, way: Way::Unsaid, first: false },
                    "duration.length",
                ));
            }
            return None;
        }
        if matches!(self.w(end), W::Or | W::And | W::To)
            && let Some((after, other, true)) = self.unit(end + 1)
        {
            (end, unit) = (after, unit.min(other));
        }
        if self.joins(end) && self.w(end + 1) == W::Long {
            return Some((
                end + 2,
                Sense::Length { amount: Amount::Unknown, unit, way: Way::Unsaid, first: false },
                "duration.length",
            ));
        }
        if matches!(self.w(end), W::Ago) || self.is_word(end, "earlier") || self.is_word(end, "later") {
            return Some(self.with_direction(end, Amount::Unknown, unit, Way::Unsaid, false));
        }
        if article == 1 {
            // the years, over the years; the days ahead
            if matches!(self.w(end), W::Ahead) || (self.w(end) == W::To && self.is_word(end + 1, "come")) {
                let end = if self.w(end) == W::Ahead { end + 1 } else { end + 2 };
                return Some((
                    end,
                    Sense::Length { amount: Amount::Unknown, unit, way: Way::Next, first: false },
                    "duration.length",
                ));
            }
            return matches!(before, W::Over | W::Through | W::During).then_some((
                end,
                Sense::Length { amount: Amount::Unknown, unit, way: Way::Unsaid, first: false },
                "duration.length",
            ));
        }
        let led = matches!(
            before,
            W::For
                | W::Within
                | W::In
                | W::Over
                | W::Of
                | W::After
                | W::Through
                | W::During
                | W::Than
                | W::Before
        ) || matches!(
            self.word(at.wrapping_sub(1)),
            "took"
                | "take"
                | "takes"
                | "taken"
                | "spent"
                | "spend"
                | "lasted"
                | "last"
                | "just"
                | "Just"
                | "only"
        );
        led.then_some((
            end,
            Sense::Length { amount: Amount::Unknown, unit, way: Way::Unsaid, first: false },
            "duration.length",
        ))
    }

    /// A length and what turns it into a date: "ago", "earlier", "later", "from now".
    fn with_direction(
        &self,
        end: usize,
        amount: Amount,
        unit: Unit,
        way: Way,
        dashed: bool,
    ) -> (usize, Sense, &'static str) {
        let away = |end: usize, back: bool, from: Anchor| {
            (end, Sense::Away { amount, unit, back, from }, "date.counted")
        };
        if !dashed {
            match self.w(end) {
                W::Ago => return away(end + 1, true, Anchor::Document),
                W::Earlier => return away(end + 1, true, Anchor::Before),
                W::Later => return away(end + 1, false, Anchor::Before),
                W::From if self.w(end + 1) == W::Now || self.w(end + 1) == W::Today => {
                    return away(end + 2, false, Anchor::Document);
                }
                _ => {}
            }
        } else if self.joins(end) && self.w(end + 1) == W::Ago {
            return away(end + 2, true, Anchor::Document);
        }
        (end, Sense::Length { amount, unit, way, first: false }, "duration.length")
    }

    // ---- now, then, soon -----------------------------------------------------------------------------------

    fn reference(&self, at: usize) -> Found {
        let present = |end: usize| Some((end, Sense::Present, "reference.present"));
        let past = |end: usize| Some((end, Sense::PastRef, "reference.past"));
        let future = |end: usize| Some((end, Sense::FutureRef, "reference.future"));
        match self.w(at) {
            W::Now => {
                // "now that …" joins clauses.
                (self.w(at + 1) != W::That).then_some(())?;
                present(at + 1)
            }
            W::Other if self.is_word(at, "right") && self.w(at + 1) == W::Now => present(at + 2),
            W::Currently => present(at + 1),
            W::Current => (!matches!(self.word(at + 1), "account" | "accounts" | "events" | "affairs"))
                .then_some(())
                .and_then(|()| present(at + 1)),
            W::These if self.w(at + 1) == W::Units(Unit::Day) => present(at + 2),
            W::Recently => past(at + 1),
            W::Most | W::More if matches!(self.w(at + 1), W::Recently | W::Recent) => past(at + 2),
            W::Recent => past(at + 1),

            W::The => match self.w(at + 1) {
                W::Past if self.ends_phrase(at + 2) => past(at + 2),
                W::Future if !self.glued(at + 2) || self.ends_phrase(at + 2) => future(at + 2),
                W::Near | W::Foreseeable | W::Immediate | W::Coming
                    if matches!(self.w(at + 2), W::Future | W::Term | W::Time) =>
                {
                    future(at + 3)
                }
                W::Near | W::Other
                    if (self.is_word(at + 1, "short")
                        || self.is_word(at + 1, "near")
                        || self.is_word(at + 1, "long"))
                        && self.w(at + 2) == W::Term =>
                {
                    future(at + 3)
                }
                _ => None,
            },
            W::Future => (at > 0 && matches!(self.w(at - 1), W::In | W::For | W::Of | W::About)
                || matches!(self.w(at + 1), W::Units(_)))
            .then_some(())
            .and_then(|()| future(at + 1 + usize::from(matches!(self.w(at + 1), W::Units(_))))),
            W::As
                if self.w(at + 1) == W::Soon && self.w(at + 2) == W::As && self.w(at + 3) == W::Possible =>
            {
                future(at + 4)
            }
            _ => None,
        }
    }

    /// Whether nothing follows that would make the words before it an adjective.
    fn ends_phrase(&self, at: usize) -> bool {
        match self.token(at) {
            None => true,
            Some(token) => {
                matches!(token.w, W::Mark)
                    || !matches!(
                        token.w,
                        W::Other
                            | W::Unit(_)
                            | W::Units(_)
                            | W::Num(_)
                            | W::Number
                            | W::Vague
                            | W::Season(_)
                            | W::Couple
                            | W::Decade(_)
                            | W::Seasons(_)
                    )
                    || matches!(
                        self.word(at),
                        "is" | "was"
                            | "has"
                            | "have"
                            | "had"
                            | "that"
                            | "which"
                            | "when"
                            | "he"
                            | "they"
                            | "it"
                            | "we"
                    )
            }
        }
    }

    // ---- how often -----------------------------------------------------------------------------------------

    fn repeated(&self, at: usize) -> Found {
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
