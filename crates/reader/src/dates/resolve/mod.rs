//! Meanings to values: TIMEX3 and EDTF, counted from the document's date or from the date spoken of before.

use dossier_corpus::{Day, Edtf, TimexType};

use super::expression::{Amount, Sense, Way, Year};
use super::lexicon::{Part, Unit};
use super::tense::Tense;
use super::values::{
    Value, date, month_edtf, period, quarter_value, season_mark, stretch, week_value, year_edtf,
};

mod calendar;
mod counted;

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
        let Some((first, last)) = date.days() else { return Self::default() };
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
    /// Month and day of the last one whose year nothing tells; none after a whole day.
    partial: Option<(u8, u8)>,
    /// The last quarter (year, 1–4), and how many sentences ago a quarter was named.
    quarter: Option<(i32, u32)>,
    quarter_age: u32,
    day_here: bool,
}

impl Spoken {
    /// Goes back to the single day of `before`.
    pub(super) fn keep_day(&mut self, before: Self) {
        (self.day, self.day_here, self.partial) = (before.day, before.day_here, before.partial);
    }
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
            && let Some((first, last)) = edtf.days()
        {
            self.spoken.stretch = Some((first, last));
            if first == last {
                self.spoken.day = Some(first);
                self.spoken.day_here = true;
                self.spoken.partial = None;
            }
        } else if let Sense::Day { month, day, .. } = sense {
            self.spoken.partial = Some((*month, *day));
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

    /// So many new sentences begin.
    pub(super) fn next_sentences(&mut self, count: u32) {
        self.spoken.quarter_age = self.spoken.quarter_age.saturating_add(count);
        self.spoken.day_here &= count == 0;
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
}
