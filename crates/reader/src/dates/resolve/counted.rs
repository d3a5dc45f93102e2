//! Units counted from a date: this month, two years ago, the same day, the past five years.

use dossier_corpus::{Day, Edtf, TimexType};

use super::{NEAR, Now, Resolver, Spoken};
use crate::calendar::{add_months, iso_week};
use crate::dates::expression::{Amount, Anchor, Sense, Way, Year};
use crate::dates::lexicon::Unit;
use crate::dates::tense::Tense;
use crate::dates::values::{Value, date, month_edtf, period, quarter_value, stretch, week_value, year_edtf};

impl Resolver {
    pub(super) fn unit(&self, away: i32, unit: Unit, tense: Tense) -> Value {
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => date("PRESENT_REF".to_owned(), None, 60),
            Unit::Day => match self.now.day {
                Some(now) => {
                    let day = Day(now.0 + away);
                    date(day.to_string(), Some(Edtf::day(day)), 90)
                }
                None if away == 0 => date("PRESENT_REF".to_owned(), None, 60),
                None => date("XXXX-XX-XX".to_owned(), None, 40),
            },
            Unit::Week | Unit::Fortnight => match self.now.day {
                Some(now) => week_value(Day(now.0 + 7 * away * if unit == Unit::Week { 1 } else { 2 }), 85),
                None => date("XXXX-WXX".to_owned(), None, 40),
            },
            Unit::Weekend => match self.now.day {
                Some(now) => {
                    let monday = now.0 - now.weekday() as i32;
                    let back = if away == 0 && tense == Tense::Past && now.weekday() < 5 { -1 } else { away };
                    let saturday = Day(monday + 5 + 7 * back);
                    let (year, week) = iso_week(saturday);
                    date(format!("{year:04}-W{week:02}-WE"), stretch(saturday, Day(saturday.0 + 1)), 80)
                }
                None => date("XXXX-WXX-WE".to_owned(), None, 40),
            },
            Unit::Month => match self.now.month {
                Some((year, month)) => {
                    let (year, month) = add_months(year, month, away);
                    date(format!("{year:04}-{month:02}"), month_edtf((year, month), (year, month)), 90)
                }
                None => date("XXXX-XX".to_owned(), None, 40),
            },
            Unit::Quarter => match self.now.month {
                Some((year, month)) => {
                    let (year, month) = add_months(year, (month - 1) / 3 * 3 + 1, away * 3);
                    quarter_value(year, (month - 1) / 3 + 1, 85)
                }
                None => date("XXXX-QX".to_owned(), None, 40),
            },
            Unit::Year => match self.now.year {
                Some(year) => date(format!("{:04}", year + away), year_edtf(year + away, year + away), 92),
                None => date("XXXX".to_owned(), None, 40),
            },
            Unit::Decade => match self.now.year {
                Some(year) => {
                    let timex = format!("{:03}", year.div_euclid(10) + away);
                    date(timex.clone(), format!("{timex}X").parse().ok(), 75)
                }
                None => date("XXX".to_owned(), None, 40),
            },
            Unit::Century => match self.now.year {
                Some(year) => {
                    let timex = format!("{:02}", year.div_euclid(100) + away);
                    date(timex.clone(), format!("{timex}XX").parse().ok(), 75)
                }
                None => date("XX".to_owned(), None, 40),
            },
            Unit::Millennium => date("XXXX".to_owned(), None, 40),
        }
    }

    pub(super) fn away(&self, amount: Amount, unit: Unit, back: bool, from: Anchor) -> Value {
        let vague = if back { Sense::PastRef } else { Sense::FutureRef };
        let (count, half) = match amount {
            Amount::Is(count) => (count, false),
            Amount::AndHalf(count) => (count, true),
            Amount::Unknown => return self.resolve(&vague, Tense::Unknown),
        };
        let count = i32::try_from(count).unwrap_or(i32::MAX).min(100_000) * if back { -1 } else { 1 };
        let here = match from {
            Anchor::Document => self.now,
            Anchor::Before => self
                .spoken
                .stretch
                .map_or(self.now, |(first, last)| Now::of(&Edtf::between(Some(first), Some(last)))),
        };
        // "a year earlier" beside a quarter is that quarter of the year before.
        if unit == Unit::Year
            && count == -1
            && self.spoken.quarter_age <= NEAR
            && let Some((year, quarter)) = self.spoken.quarter
        {
            return quarter_value(year - 1, quarter, 70);
        }
        let there = Resolver { now: here, spoken: Spoken::default() };
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => {
                Value { kind: TimexType::Duration, timex: period(amount, unit), edtf: None, percent: 60 }
            }
            Unit::Decade | Unit::Century | Unit::Millennium => {
                let years = match unit {
                    Unit::Decade => 10,
                    Unit::Century => 100,
                    _ => 1000,
                };
                there.unit(count.saturating_mul(years), Unit::Year, Tense::Unknown)
            }
            Unit::Year if half => {
                let month = there
                    .now
                    .month
                    .map(|(year, month)| add_months(year, month, count * 12 + if back { -6 } else { 6 }));
                match month {
                    Some((year, _)) => date(format!("{year:04}"), year_edtf(year, year), 70),
                    None => self.resolve(&vague, Tense::Unknown),
                }
            }
            Unit::Weekend => there.unit(count, Unit::Week, Tense::Unknown),
            unit => there.unit(count, unit, Tense::Unknown),
        }
    }

    pub(super) fn same(&self, unit: Unit, tense: Tense) -> Value {
        if unit == Unit::Quarter {
            return match self.spoken.quarter {
                Some((year, quarter)) => quarter_value(year, quarter, 75),
                None => self.quarter(0, Year::Unsaid, Tense::Past),
            };
        }
        if unit == Unit::Day
            && let Some((month, day)) = self.spoken.partial
        {
            return date(format!("XXXX-{month:02}-{day:02}"), None, 70);
        }
        if unit == Unit::Day
            && let Some(day) = self.spoken.day
        {
            return date(day.to_string(), Some(Edtf::day(day)), 75);
        }
        let Some((first, last)) = self.spoken.stretch else {
            return self.unit(0, unit, tense);
        };
        let there =
            Resolver { now: Now::of(&Edtf::between(Some(first), Some(last))), spoken: Spoken::default() };
        let value = there.unit(0, unit, tense);
        if value.edtf.is_some() { Value { percent: 70, ..value } } else { self.unit(0, unit, tense) }
    }

    pub(super) fn length(&self, amount: Amount, unit: Unit, way: Way, first: bool) -> Value {
        let edtf = match (amount, way, first) {
            (Amount::Is(count), Way::This, true) if unit == Unit::Month && (1..=12).contains(&count) => {
                self.now.year.and_then(|year| month_edtf((year, 1), (year, count)))
            }
            (Amount::Is(count), Way::Last | Way::Next, _) => self.around(count, unit, way == Way::Last),
            _ => None,
        };
        Value { kind: TimexType::Duration, timex: period(amount, unit), edtf, percent: 88 }
    }

    /// The stretch that ends or begins with the document's date, in whole units.
    fn around(&self, count: u32, unit: Unit, back: bool) -> Option<Edtf> {
        let count = i32::try_from(count).ok()?.min(10_000);
        let order = |a: i32, b: i32| if back { (a - b, a) } else { (a, a + b) };
        match unit {
            Unit::Year | Unit::Decade => {
                let years = if unit == Unit::Year { count } else { count * 10 };
                let (from, to) = order(self.now.year?, years);
                year_edtf(from, to)
            }
            Unit::Month | Unit::Quarter => {
                let (year, month) = self.now.month?;
                let months = if unit == Unit::Month { count } else { count * 3 };
                let other = add_months(year, month, if back { -months } else { months });
                if back { month_edtf(other, (year, month)) } else { month_edtf((year, month), other) }
            }
            Unit::Day | Unit::Week => {
                let days = if unit == Unit::Day { count } else { count * 7 };
                let (from, to) = order(self.now.day?.0, days);
                stretch(Day(from), Day(to))
            }
            _ => None,
        }
    }
}
