//! Lengths of time.

use super::{Found, Matcher};
use crate::dates::expression::{Amount, Anchor, Sense, Way};
use crate::dates::lexicon::{Unit, W};

impl Matcher<'_> {
    /// Words in front of a length that belong to it: "more than", "at least", "nearly", "up to", "the past".
    pub(super) fn approximation(&self, at: usize) -> usize {
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

    pub(super) fn length(&self, at: usize) -> Found {
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
        let Some((after, amount)) = self.amount(from + article) else {
            return self.bare_length(from, article, at);
        };
        if self.part_of_number(from + article, after) && self.figure(from + article).is_some() {
            return None;
        }
        let mut noun = after;
        let dashed = self.joins(noun);
        if dashed {
            noun += 1;
        }
        let limit = noun + 3;
        while noun < limit
            && matches!(
                self.w(noun),
                W::More | W::Additional | W::Trading | W::Full | W::Whole | W::Fiscal | W::Calendar | W::Long
            )
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
        // a day-to-day basis
        if is_a && self.joins(end) && self.w(end + 1) != W::Long {
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
                )
                // 700 seats a week, over fifty thousand CDs a year
                || self.word(at - 1).ends_with('s')
                    && (at.saturating_sub(5)..at - 1)
                        .any(|at| matches!(self.w(at), W::Number | W::Num(10..)));
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
    pub(super) fn bare_length(&self, from: usize, article: usize, at: usize) -> Found {
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
    pub(super) fn with_direction(
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
}
