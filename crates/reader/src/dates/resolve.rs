//! Meanings to values: TIMEX3 and EDTF, counted from the document's date or from the date spoken of before.

use dossier_corpus::{Day, Edtf, TimexType};

use super::expression::{Amount, Anchor, Holiday, Sense, Way, Year};
use super::lexicon::{Part, Season, Unit};
use super::tense::Tense;
use super::values::{
    Value, date, easter, month_edtf, nearest, period, quarter_value, season_mark, stretch, week_value,
    year_edtf,
};
use crate::calendar::{add_months, is_day, iso_week};

/// The document's date, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    day: Option<Day>,
    month: Option<(i32, u32)>,
    year: Option<i32>,
}

impl Now {
    /// What an interval fixes: the day, the month or the year that holds it.
    pub fn of(date: &Edtf) -> Self {
        let (Some(first), Some(last)) = (date.earliest(), date.latest()) else { return Self::default() };
        let ((y1, m1, _), (y2, m2, _)) = (first.to_ymd(), last.to_ymd());
        Self {
            day: (first == last).then_some(first),
            month: ((y1, m1) == (y2, m2)).then_some((y1, m1)),
            year: (y1 == y2).then_some(y1),
        }
    }

    /// A known day.
    pub fn on(day: Day) -> Self {
        Self::of(&Edtf::day(day))
    }
}

/// The dates that the text spoke of last, by their size.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spoken {
    /// The last stretch of any size.
    stretch: Option<(Day, Day)>,
    /// The last single day.
    day: Option<Day>,
    /// The last quarter (year, 1–4), and how many sentences ago a quarter was named.
    quarter: Option<(i32, u32)>,
    quarter_age: u32,
    day_here: bool,
}

/// For how many sentences "a year earlier" still speaks of the quarter that was named.
const NEAR: u32 = 3;

/// Resolves the expressions of a text in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Resolver {
    pub(super) now: Now,
    pub(super) spoken: Spoken,
}

impl Resolver {
    /// The value of a meaning, read in `tense`.
    pub(super) fn value(&mut self, sense: &Sense, tense: Tense) -> Value {
        let value = self.resolve(sense, tense);
        if let Some(edtf) = &value.edtf
            && matches!(value.kind, TimexType::Date | TimexType::Time)
            && let (Some(first), Some(last)) = (edtf.earliest(), edtf.latest())
        {
            self.spoken.stretch = Some((first, last));
            if first == last {
                self.spoken.day = Some(first);
                self.spoken.day_here = true;
            }
        }
        if let Sense::Quarter { .. } | Sense::Same(Unit::Quarter) | Sense::QuarterYearAgo = sense
            && let Some((year, quarter)) = value.timex.split_once("-Q")
            && let (Ok(year), Ok(quarter)) = (year.parse(), quarter.parse())
        {
            // A comparison with the year before does not move the point of view.
            if !matches!(sense, Sense::QuarterYearAgo | Sense::Quarter { year: Year::Away(-1), .. }) {
                self.spoken.quarter = Some((year, quarter));
            }
            self.spoken.quarter_age = 0;
        }
        value
    }

    /// A new sentence begins.
    pub(super) fn next_sentence(&mut self) {
        self.spoken.quarter_age = self.spoken.quarter_age.saturating_add(1);
        self.spoken.day_here = false;
    }

    fn resolve(&self, sense: &Sense, tense: Tense) -> Value {
        match sense {
            Sense::Day { year, month, day, way, weekday } => {
                self.day(*year, *month, *day, *way, *weekday, tense)
            }
            Sense::Days { year, month, first, last } => {
                let from = self.day(*year, *month, *first, Way::Unsaid, None, tense);
                let to = self.day(*year, *month, *last, Way::Unsaid, None, tense);
                let edtf = match (
                    from.edtf.as_ref().and_then(Edtf::earliest),
                    to.edtf.as_ref().and_then(Edtf::latest),
                ) {
                    (Some(a), Some(b)) if a <= b => stretch(a, b),
                    _ => None,
                };
                date(format!("{}/{}", from.timex, to.timex), edtf, from.percent)
            }
            Sense::Month { year, month, way } => self.month(*year, *month, *way, tense),
            Sense::Year(year) => match self.year(*year) {
                Some(year) => date(format!("{year:04}"), year_edtf(year, year), 95),
                None => date("XXXX".to_owned(), None, 50),
            },
            Sense::Years(from, to) => date(format!("{from:04}/{to:04}"), year_edtf(*from, *to), 95),
            Sense::YearsFrom(from) => date(format!("{from:04}"), format!("{from:04}/..").parse().ok(), 92),
            Sense::Decade(first) => {
                let timex = format!("{:03}", first / 10);
                date(timex.clone(), format!("{timex}X").parse().ok(), 92)
            }
            Sense::Century(number) => {
                let timex = format!("{:02}", number - 1);
                date(timex.clone(), format!("{timex}XX").parse().ok(), 92)
            }
            Sense::Weekday { weekday, way } => self.weekday(*weekday, *way, tense),
            Sense::WeekdayBeside { weekday, back } => {
                let way = if *back { Way::Last } else { Way::Next };
                let here = self.spoken.day.map_or(self.now, Now::on);
                Resolver { now: here, spoken: Spoken::default() }.weekday(*weekday, way, tense)
            }
            Sense::Season { season, year, way } => self.season(*season, *year, *way, tense),
            Sense::Quarter { quarter, year } => self.quarter(*quarter, *year, tense),
            Sense::Half { half, year } => {
                let year = match year {
                    Year::Unsaid => self.now.year,
                    year => self.year(*year),
                };
                let first = if *half == 1 { 1 } else { 7 };
                let name = year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
                date(
                    format!("{name}-H{half}"),
                    year.and_then(|year| month_edtf((year, first), (year, first + 5))),
                    90,
                )
            }
            Sense::LatestQuarter => {
                match self.spoken.quarter.filter(|spoken| Some(*spoken) < self.now_quarter()) {
                    Some((year, quarter)) => quarter_value(year, quarter, 75),
                    None => Resolver { now: self.now, spoken: Spoken::default() }.quarter(
                        0,
                        Year::Unsaid,
                        Tense::Past,
                    ),
                }
            }
            Sense::QuarterYearAgo => match self.spoken.quarter {
                Some((year, quarter)) => quarter_value(year - 1, quarter, 75),
                None => self.unit(-1, Unit::Year, tense),
            },
            Sense::Unit { away, unit } => self.unit(*away, *unit, tense),
            Sense::Away { amount, unit, back, from } => self.away(*amount, *unit, *back, *from),
            Sense::WeekOf(day) => {
                let day = self.resolve(day, tense);
                match day.edtf.as_ref().and_then(Edtf::earliest) {
                    Some(first) => week_value(first, 85),
                    None => date("XXXX-WXX".to_owned(), None, 40),
                }
            }
            Sense::Same(unit) => self.same(*unit, tense),
            Sense::Present => date("PRESENT_REF".to_owned(), None, 85),
            Sense::PastRef => date("PAST_REF".to_owned(), None, 80),
            Sense::FutureRef => date("FUTURE_REF".to_owned(), None, 80),
            Sense::Part { part, on } => {
                let day = self.resolve(on, tense);
                let mark = match part {
                    Part::Morning => "TMO",
                    Part::Afternoon => "TAF",
                    Part::Evening => "TEV",
                    Part::Night => "TNI",
                };
                Value { kind: TimexType::Time, timex: format!("{}{mark}", day.timex), ..day }
            }
            Sense::Clock { hour, minute, on } => {
                let day = match on {
                    Some(on) => self.resolve(on, tense),
                    None => match self.spoken.day.filter(|_| self.spoken.day_here).or(self.now.day) {
                        Some(day) => date(day.to_string(), Some(Edtf::day(day)), 70),
                        None => date("XXXX-XX-XX".to_owned(), None, 40),
                    },
                };
                let minute = minute.unwrap_or(0);
                Value { kind: TimexType::Time, timex: format!("{}T{hour:02}:{minute:02}", day.timex), ..day }
            }
            Sense::Length { amount, unit, way, first } => self.length(*amount, *unit, *way, *first),
            Sense::Every { amount, unit } => Value {
                kind: TimexType::Set,
                timex: period(Amount::Is(*amount), *unit),
                edtf: None,
                percent: 85,
            },
            Sense::EveryWeekday { weekday, part } => {
                let part = match part {
                    Some(Part::Morning) => "TMO",
                    Some(Part::Afternoon) => "TAF",
                    Some(Part::Evening) => "TEV",
                    Some(Part::Night) => "TNI",
                    None => "",
                };
                Value {
                    kind: TimexType::Set,
                    timex: format!("XXXX-WXX-{}{part}", weekday + 1),
                    edtf: None,
                    percent: 85,
                }
            }
            Sense::EveryMonth(month) => {
                Value { kind: TimexType::Set, timex: format!("XXXX-{month:02}"), edtf: None, percent: 85 }
            }
            Sense::EverySeason(season) => Value {
                kind: TimexType::Set,
                timex: format!("XXXX-{}", season_mark(*season)),
                edtf: None,
                percent: 85,
            },
            Sense::Holiday { key, year, way } => self.holiday(*key, *year, *way, tense),
        }
    }

    fn now_quarter(&self) -> Option<(i32, u32)> {
        self.now.month.map(|(year, month)| (year, (month - 1) / 3 + 1))
    }

    fn year(&self, year: Year) -> Option<i32> {
        match year {
            Year::Is(year) => Some(year),
            Year::Away(away) => self.now.year.map(|now| now + away),
            Year::Same => self.spoken.stretch.map(|(first, _)| first.to_ymd().0).or(self.now.year),
            Year::Unsaid => None,
        }
    }

    fn day(&self, year: Year, month: u8, day: u8, way: Way, weekday: Option<u8>, tense: Tense) -> Value {
        let (month, day) = (u32::from(month), u32::from(day));
        let known = self.year(year).or_else(|| {
            let now = self.now.day?;
            let candidates = [-1, 0, 1].map(|away| now.to_ymd().0 + away);
            let agrees = |year: i32| {
                weekday.is_none_or(|said| Day::from_ymd(year, month, day).weekday() == u32::from(said))
            };
            let any = candidates.into_iter().any(|year| is_day(year, month, day) && agrees(year));
            let fits =
                candidates.into_iter().filter(|year| is_day(*year, month, day) && (!any || agrees(*year)));
            let distance = |year: i32| Day::from_ymd(year, month, day).0 - now.0;
            nearest(fits, distance, way, tense)
        });
        let known = known.or_else(|| self.now.year.filter(|_| self.now.day.is_none()));
        match known {
            Some(year) if is_day(year, month, day) => {
                let day = Day::from_ymd(year, month, day);
                date(day.to_string(), Some(Edtf::day(day)), 93)
            }
            _ => date(format!("XXXX-{month:02}-{day:02}"), None, 55),
        }
    }

    fn month(&self, year: Year, month: u8, way: Way, tense: Tense) -> Value {
        let month = u32::from(month);
        let known = self.year(year).or_else(|| {
            let (now_year, now_month) = self.now.month?;
            if way == Way::This {
                return Some(now_year);
            }
            let distance = |year: i32| (year - now_year) * 12 + month as i32 - now_month as i32;
            nearest([-1, 0, 1].into_iter().map(|away| now_year + away), distance, way, tense)
        });
        match known.or(self.now.year.filter(|_| self.now.month.is_none() && way == Way::Unsaid)) {
            Some(year) => date(format!("{year:04}-{month:02}"), month_edtf((year, month), (year, month)), 88),
            None => date(format!("XXXX-{month:02}"), None, 50),
        }
    }

    fn weekday(&self, weekday: u8, way: Way, tense: Tense) -> Value {
        let Some(now) = self.now.day else {
            return date(format!("XXXX-WXX-{}", weekday + 1), None, 50);
        };
        let ahead = (i32::from(weekday) - now.weekday() as i32).rem_euclid(7);
        let away = match (way, tense) {
            (Way::Last, _) => {
                if ahead == 0 {
                    -7
                } else {
                    ahead - 7
                }
            }
            (Way::Next, _) => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            _ if ahead == 0 => 0,
            (Way::This, Tense::Past) => ahead - 7,
            (Way::This, _) | (_, Tense::Future) => ahead,
            _ => ahead - 7,
        };
        let day = Day(now.0 + away);
        let percent = if tense == Tense::Unknown && way == Way::Unsaid { 65 } else { 80 };
        date(day.to_string(), Some(Edtf::day(day)), percent)
    }

    fn season(&self, season: Season, year: Year, way: Way, tense: Tense) -> Value {
        let middle = match season {
            Season::Winter => 1,
            Season::Spring => 4,
            Season::Summer => 7,
            Season::Autumn => 10,
        };
        let known = self.year(year).or_else(|| {
            let (now_year, now_month) = self.now.month?;
            if way == Way::This {
                return Some(now_year);
            }
            let distance = |year: i32| {
                let away = (year - now_year) * 12 + middle - now_month as i32;
                // Within the season it is this one.
                if away.abs() <= 1 { 0 } else { away }
            };
            nearest([-1, 0, 1].into_iter().map(|away| now_year + away), distance, way, tense)
        });
        let mark = season_mark(season);
        let code = match season {
            Season::Spring => 21,
            Season::Summer => 22,
            Season::Autumn => 23,
            Season::Winter => 24,
        };
        match known {
            Some(year) => date(format!("{year:04}-{mark}"), format!("{year:04}-{code}").parse().ok(), 78),
            None => date(format!("XXXX-{mark}"), None, 45),
        }
    }

    fn quarter(&self, quarter: u8, year: Year, tense: Tense) -> Value {
        let number = match (quarter, self.spoken.quarter) {
            (0, Some((_, quarter))) => quarter,
            (0, None) => match self.now.month {
                // Results are told in the quarter after.
                Some((_, month)) => (month as i32 - 4).rem_euclid(12) as u32 / 3 + 1,
                None => return date("XXXX-QX".to_owned(), None, 40),
            },
            (quarter, _) => u32::from(quarter),
        };
        let known = self.year(year).or_else(|| {
            let (now_year, now_month) = self.now.month?;
            let now_quarter = (now_month as i32 - 1) / 3 + 1;
            let distance = |year: i32| (year - now_year) * 4 + number as i32 - now_quarter;
            // What is expected is often the result of a quarter that is over.
            let tense = match tense {
                Tense::Future => Tense::Unknown,
                // What a quarter brought is not told before it has begun.
                Tense::Past => Tense::Since,
                tense => tense,
            };
            nearest([-1, 0, 1].into_iter().map(|away| now_year + away), distance, Way::Unsaid, tense)
        });
        match known.or(self.now.year.filter(|_| year == Year::Unsaid)) {
            Some(year) => quarter_value(year, number, 85),
            None => date(format!("XXXX-Q{number}"), None, 50),
        }
    }

    fn unit(&self, away: i32, unit: Unit, tense: Tense) -> Value {
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

    fn away(&self, amount: Amount, unit: Unit, back: bool, from: Anchor) -> Value {
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

    fn same(&self, unit: Unit, tense: Tense) -> Value {
        if unit == Unit::Quarter {
            return match self.spoken.quarter {
                Some((year, quarter)) => quarter_value(year, quarter, 75),
                None => self.quarter(0, Year::Unsaid, Tense::Past),
            };
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

    fn length(&self, amount: Amount, unit: Unit, way: Way, first: bool) -> Value {
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

    fn holiday(&self, key: Holiday, year: Year, way: Way, tense: Tense) -> Value {
        let on = |year: i32| match key {
            Holiday::ChristmasEve => Day::from_ymd(year, 12, 24),
            Holiday::Christmas => Day::from_ymd(year, 12, 25),
            Holiday::NewYearsEve => Day::from_ymd(year, 12, 31),
            Holiday::NewYearsDay => Day::from_ymd(year, 1, 1),
            Holiday::Valentines => Day::from_ymd(year, 2, 14),
            Holiday::Halloween => Day::from_ymd(year, 10, 31),
            Holiday::MayDay => Day::from_ymd(year, 5, 1),
            Holiday::Thanksgiving => {
                // The fourth Thursday of November.
                let first = Day::from_ymd(year, 11, 1);
                Day(first.0 + (3 - first.weekday() as i32).rem_euclid(7) + 21)
            }
            Holiday::Easter => easter(year),
        };
        let known = self.year(year).or_else(|| {
            let now = self.now.day?;
            let around = now.to_ymd().0;
            nearest([-1, 0, 1].into_iter().map(|away| around + away), |year| on(year).0 - now.0, way, tense)
        });
        match known.or(self.now.year) {
            Some(year) => date(on(year).to_string(), Some(Edtf::day(on(year))), 85),
            None => date("XXXX-XX-XX".to_owned(), None, 40),
        }
    }
}
