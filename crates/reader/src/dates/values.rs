//! How values are written: TIMEX3 and EDTF, and the little arithmetic behind them.

use dossier_corpus::{Day, Edtf, TimexType};

use super::expression::{Amount, Way};
use super::lexicon::{Season, Unit};
use super::tense::Tense;
use crate::calendar::iso_week;

/// An expression's values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) kind: TimexType,
    pub(super) timex: String,
    pub(super) edtf: Option<Edtf>,
    pub(super) percent: u8,
}

pub(super) fn date(timex: String, edtf: Option<Edtf>, percent: u8) -> Value {
    Value { kind: TimexType::Date, timex, edtf, percent }
}

pub(super) fn stretch(first: Day, last: Day) -> Option<Edtf> {
    Some(Edtf::between(Some(first), Some(last)))
}

pub(super) fn month_edtf(from: (i32, u32), to: (i32, u32)) -> Option<Edtf> {
    let text = if from == to {
        format!("{:04}-{:02}", from.0, from.1)
    } else {
        format!("{:04}-{:02}/{:04}-{:02}", from.0, from.1, to.0, to.1)
    };
    text.parse().ok()
}

pub(super) fn year_edtf(from: i32, to: i32) -> Option<Edtf> {
    let text = if from == to { format!("{from:04}") } else { format!("{from:04}/{to:04}") };
    text.parse().ok()
}

/// Among years, that whose date lies nearest in the way that the words say; `distance` is signed, 0 is now.
pub(super) fn nearest(
    years: impl Iterator<Item = i32>,
    distance: impl Fn(i32) -> i32,
    way: Way,
    tense: Tense,
) -> Option<i32> {
    // A verb's tense makes the other way dearer, but does not forbid it: "he announced a vote on Nov. 20".
    let cost = |away: i32| match (way, tense) {
        (Way::Last, _) if away >= 0 => None,
        (Way::Next, _) if away <= 0 => None,
        (Way::Unsaid, Tense::Since) if away > 0 => None,
        (Way::Unsaid, Tense::Past) if away > 0 => Some(away * 6),
        (Way::Unsaid, Tense::Future) if away < 0 => Some(away * 6),
        _ => Some(away),
    };
    years.filter_map(|year| cost(distance(year)).map(|cost| (cost.abs(), year))).min().map(|(_, year)| year)
}

pub(super) fn quarter_value(year: i32, quarter: u32, percent: u8) -> Value {
    let quarter = quarter.clamp(1, 4);
    let first = quarter * 3 - 2;
    date(format!("{year:04}-Q{quarter}"), month_edtf((year, first), (year, first + 2)), percent)
}

pub(super) fn week_value(day: Day, percent: u8) -> Value {
    let (year, week) = iso_week(day);
    let monday = Day(day.0 - day.weekday() as i32);
    date(format!("{year:04}-W{week:02}"), stretch(monday, Day(monday.0 + 6)), percent)
}

pub(super) fn season_mark(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

/// An ISO 8601 duration: P5Y, PT10H, PXM, P2Y6M.
pub(super) fn period(amount: Amount, unit: Unit) -> String {
    let (time, letter, factor, half) = match unit {
        Unit::Second => (true, 'S', 1, None),
        Unit::Minute => (true, 'M', 1, Some("30S")),
        Unit::Hour => (true, 'H', 1, Some("30M")),
        Unit::Day => (false, 'D', 1, Some("T12H")),
        Unit::Weekend => (false, 'D', 2, None),
        Unit::Week => (false, 'W', 1, None),
        Unit::Fortnight => (false, 'W', 2, None),
        Unit::Month => (false, 'M', 1, Some("15D")),
        Unit::Quarter => (false, 'Q', 1, None),
        Unit::Year => (false, 'Y', 1, Some("6M")),
        Unit::Decade => (false, 'Y', 10, None),
        Unit::Century => (false, 'Y', 100, None),
        Unit::Millennium => (false, 'Y', 1000, None),
    };
    let prefix = if time { "PT" } else { "P" };
    match amount {
        Amount::Unknown => format!("{prefix}X{letter}"),
        Amount::Is(count) => format!("{prefix}{}{letter}", u64::from(count) * factor),
        Amount::AndHalf(count) => match half {
            Some(half) => format!("{prefix}{}{letter}{half}", u64::from(count) * factor),
            None => format!("{prefix}{}{letter}", u64::from(count) * factor + factor / 2),
        },
    }
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm in Meeus, "Astronomical Algorithms", chapter 8).
pub(super) fn easter(year: i32) -> Day {
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let golden = year.rem_euclid(19);
    let skipped = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - skipped + 15).rem_euclid(30);
    let leaps = 2 * century.rem_euclid(4) + 2 * of_century.div_euclid(4);
    let weekday = (32 + leaps - epact - of_century.rem_euclid(4)).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * weekday).div_euclid(451);
    let at = epact + weekday - 7 * late + 114;
    Day::from_ymd(year, (at / 31) as u32, (at % 31 + 1) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_tables_say() {
        for (year, month, day) in [(1961, 4, 2), (2000, 4, 23), (2024, 3, 31), (2025, 4, 20)] {
            assert_eq!(easter(year), Day::from_ymd(year, month, day));
        }
    }
}
