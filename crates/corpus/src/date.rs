//! Days and EDTF (ISO 8601-2) values.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(pub i32);

impl Day {
    /// The day of a year, month (1–12) and day of the month (1–31). A day past the month's end runs on.
    ///
    /// Method: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
    pub const fn from_ymd(year: i32, month: u32, day: u32) -> Self {
        let y = if month <= 2 { year - 1 } else { year };
        let era = y.div_euclid(400);
        let of_era = y.rem_euclid(400);
        let shifted = (month as i32 + 9) % 12;
        let of_year = (153 * shifted + 2) / 5 + day as i32 - 1;
        let day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
        Self(era * 146_097 + day_of_era - 719_468)
    }

    /// Year, month (1–12), day of the month (1–31).
    pub const fn to_ymd(self) -> (i32, u32, u32) {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let day_of_era = z.rem_euclid(146_097);
        let of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let of_year = day_of_era - (365 * of_era + of_era / 4 - of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = (of_year - (153 * shifted + 2) / 5 + 1) as u32;
        let month = (if shifted < 10 { shifted + 3 } else { shifted - 9 }) as u32;
        let year = of_era + era * 400 + (month <= 2) as i32;
        (year, month, day)
    }

    /// 0 = Monday … 6 = Sunday.
    pub const fn weekday(self) -> u32 {
        (self.0 + 3).rem_euclid(7) as u32
    }

    /// Number of days in a month.
    pub const fn days_in_month(year: i32, month: u32) -> u32 {
        match month {
            4 | 6 | 9 | 11 => 30,
            2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            2 => 28,
            _ => 31,
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (y, m, d) = self.to_ymd();
        write!(f, "{y:04}-{m:02}-{d:02}")
    }
}

/// A date as Extended Date/Time Format: level 0 and 1, and of level 2 the sub-year groupings (21–41).
///
/// Held in its written form, which is known to be well formed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Edtf(String);

/// The first and the last day that level 1 can write.
const FIRST: Day = Day::from_ymd(0, 1, 1);
const LAST: Day = Day::from_ymd(9999, 12, 31);

fn writable(day: Day) -> Day {
    day.clamp(FIRST, LAST)
}

/// A writable day as it is displayed, figure by figure: many are written, and formatting takes ten times as long.
fn written(day: Day) -> String {
    let (year, month, day) = day.to_ymd();
    let year = year.unsigned_abs();
    let figure = |number: u32| char::from(b'0' + (number % 10) as u8);
    let year = [year / 1000, year / 100, year / 10, year].map(figure);
    let [month, day] = [month, day].map(|number| ['-', figure(number / 10), figure(number)]);
    year.into_iter().chain(month).chain(day).collect()
}

/// Why a text is no EDTF value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdtfError(String);

impl fmt::Display for EdtfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is not a date: write 2022, 2022-08, 2022-08-22, 2022-08/2022-12 or 2022-01-26/..",
            self.0
        )
    }
}

impl std::error::Error for EdtfError {}

/// One end of an interval.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    Days(Day, Day),
    Open,
}

impl Edtf {
    /// A single day. Level 1 has the years 0 to 9999: a day outside them becomes the nearest within.
    pub fn day(day: Day) -> Self {
        Self(written(writable(day)))
    }

    /// A month (1–12) of a year (0–9999); what lies outside becomes the nearest within.
    pub fn month(year: i32, month: u32) -> Self {
        Self(format!("{:04}-{:02}", year.clamp(0, 9999), month.clamp(1, 12)))
    }

    /// A year (0–9999); what lies outside becomes the nearest within.
    pub fn year(year: i32) -> Self {
        Self(format!("{:04}", year.clamp(0, 9999)))
    }

    /// From one day to another, the earlier first; `None` is an open end. Open at both ends it is all that can be
    /// written.
    pub fn between(from: Option<Day>, to: Option<Day>) -> Self {
        let (from, to) = match (from.map(writable), to.map(writable)) {
            (Some(a), Some(b)) if b < a => (Some(b), Some(a)),
            (None, None) => (Some(FIRST), None),
            both => both,
        };
        let end = |day: Option<Day>| day.map_or_else(|| "..".to_owned(), written);
        match (from, to) {
            (Some(a), Some(b)) if a == b => Self::day(a),
            _ => Self([end(from), end(to)].join("/")),
        }
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first day that it may mean; `None` when open towards the past.
    pub fn earliest(&self) -> Option<Day> {
        match self.bounds().0 {
            Bound::Days(first, _) => Some(first),
            Bound::Open => None,
        }
    }

    /// The last day that it may mean; `None` when open towards the future.
    pub fn latest(&self) -> Option<Day> {
        match self.bounds().1 {
            Bound::Days(_, last) => Some(last),
            Bound::Open => None,
        }
    }

    /// The first and the last day that it may mean; `None` when it is open at an end.
    pub fn days(&self) -> Option<(Day, Day)> {
        match self.bounds() {
            (Bound::Days(first, _), Bound::Days(_, last)) => Some((first, last)),
            _ => None,
        }
    }

    /// Whether it is marked as uncertain or approximate (`?`, `~`, `%`).
    pub fn is_approximate(&self) -> bool {
        self.0.contains(['?', '~', '%'])
    }

    fn bounds(&self) -> (Bound, Bound) {
        parse(&self.0).expect("an Edtf is well formed from its making")
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let text = text.trim();
        match parse(text) {
            Some(_) => Ok(Self(text.to_owned())),
            None => Err(EdtfError(text.to_owned())),
        }
    }
}

impl TryFrom<String> for Edtf {
    type Error = EdtfError;

    fn try_from(text: String) -> Result<Self, EdtfError> {
        text.parse()
    }
}

impl From<Edtf> for String {
    fn from(edtf: Edtf) -> Self {
        edtf.0
    }
}

fn parse(text: &str) -> Option<(Bound, Bound)> {
    match text.split_once('/') {
        None => match parse_bound(text)? {
            Bound::Open => None,
            days @ Bound::Days(..) => Some((days, days)),
        },
        Some((from, to)) => {
            let (from, to) = (parse_bound(from)?, parse_bound(to)?);
            match (from, to) {
                (Bound::Open, Bound::Open) => None,
                (Bound::Days(first, _), Bound::Days(_, last)) if first > last => None,
                both => Some(both),
            }
        }
    }
}

fn parse_bound(text: &str) -> Option<Bound> {
    if text.is_empty() || text == ".." {
        return Some(Bound::Open);
    }
    let text = text.trim_end_matches(['?', '~', '%']);
    let mut parts = text.split('-');
    let year = parts.next()?;
    let month = parts.next();
    let day = parts.next();
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let (first_year, last_year) = (digits(year, 0)?, digits(year, 9)?);
    let Some(month) = month else {
        return Some(Bound::Days(Day::from_ymd(first_year, 1, 1), Day::from_ymd(last_year, 12, 31)));
    };
    if month.len() != 2 {
        return None;
    }
    let (first_month, last_month) = match month {
        "XX" => (1, 12),
        _ => months(number(month)?)?,
    };
    let Some(day) = day else {
        let end = Day::days_in_month(last_year, last_month);
        return Some(Bound::Days(
            Day::from_ymd(first_year, first_month, 1),
            Day::from_ymd(last_year, last_month, end),
        ));
    };
    if day.len() != 2 || (first_month != last_month && month != "XX") {
        return None;
    }
    let (first_day, last_day) = if day == "XX" {
        (1, Day::days_in_month(last_year, last_month))
    } else {
        let day = number(day)?;
        (day, day)
    };
    if first_day == 0
        || first_day
            > Day::days_in_month(first_year, first_month).max(Day::days_in_month(last_year, last_month))
    {
        return None;
    }
    Some(Bound::Days(
        Day::from_ymd(first_year, first_month, first_day),
        Day::from_ymd(last_year, last_month, last_day),
    ))
}

/// Digits and nothing else: `parse` would take "+1".
fn number(text: &str) -> Option<u32> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

/// A four-digit year with `X` read as the digit `fill`.
fn digits(year: &str, fill: u8) -> Option<i32> {
    if !year.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    year.bytes().try_fold(0, |value, byte| {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'X' => fill,
            _ => return None,
        };
        Some(value * 10 + i32::from(digit))
    })
}

/// The first and last month of a month or of a sub-year grouping (quarter, half, season of the northern half).
fn months(code: u32) -> Option<(u32, u32)> {
    Some(match code {
        1..=12 => (code, code),
        21 | 25 => (3, 5),
        22 | 26 => (6, 8),
        23 | 27 => (9, 11),
        24 | 28 => (12, 12),
        29 => (9, 11),
        30 => (12, 12),
        31 => (3, 5),
        32 => (6, 8),
        33..=36 => ((code - 33) * 3 + 1, (code - 33) * 3 + 3),
        37..=39 => ((code - 37) * 4 + 1, (code - 37) * 4 + 4),
        40 => (1, 6),
        41 => (7, 12),
        _ => return None,
    })
}
