//! Names of months and weekdays, and the calendar arithmetic that reading needs. Knows no text beyond one word.

use dossier_corpus::Day;

/// The month (1–12) that an English word or its usual abbreviation names; case is ignored, a final dot is not part of it.
pub(crate) fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = Lower::of(word)?;
    let word = word.as_str();
    if word == "sept" {
        return Some(9);
    }
    let at = NAMES.iter().position(|name| *name == word || (word.len() == 3 && name.starts_with(word)))?;
    u32::try_from(at + 1).ok()
}

/// The weekday (0 = Monday … 6 = Sunday) that an English word or its usual abbreviation names.
pub(crate) fn weekday(word: &str) -> Option<u32> {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = Lower::of(word)?;
    let word = word.as_str();
    let at = NAMES
        .iter()
        .position(|name| *name == word || (word.len() >= 3 && word.len() <= 5 && name.starts_with(word)))?;
    u32::try_from(at).ok()
}

/// Whether there is such a day.
pub(crate) fn is_day(year: i32, month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && day >= 1 && day <= Day::days_in_month(year, month)
}

/// ISO 8601 week-numbering year and week (1–53) of a day.
pub(crate) fn iso_week(day: Day) -> (i32, u32) {
    let thursday = Day(day.0 - day.weekday() as i32 + 3);
    let (year, ..) = thursday.to_ymd();
    let first = Day::from_ymd(year, 1, 1);
    (year, ((thursday.0 - first.0) / 7 + 1) as u32)
}

/// Year and month, `months` later (or earlier).
pub(crate) fn add_months(year: i32, month: u32, months: i32) -> (i32, u32) {
    let at = year.saturating_mul(12).saturating_add(month as i32 - 1).saturating_add(months);
    (at.div_euclid(12), at.rem_euclid(12) as u32 + 1)
}

/// A short word in lower case, without an allocation.
struct Lower {
    bytes: [u8; 12],
    len: usize,
}

impl Lower {
    fn of(word: &str) -> Option<Self> {
        if word.len() > 12 || word.len() < 3 || !word.is_ascii() {
            return None;
        }
        let mut bytes = [0; 12];
        for (to, from) in bytes.iter_mut().zip(word.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        Some(Self { bytes, len: word.len() })
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_begins_in_the_week_that_holds_its_first_thursday() {
        assert_eq!(iso_week(Day::from_ymd(1998, 1, 1)), (1998, 1));
        assert_eq!(iso_week(Day::from_ymd(2000, 1, 1)), (1999, 52));
        assert_eq!(iso_week(Day::from_ymd(2020, 12, 31)), (2020, 53));
    }

    #[test]
    fn months_and_weekdays_are_known_in_full_and_short() {
        assert_eq!(
            (month("Sept"), month("JULY"), month("Ma"), month("Mar")),
            (Some(9), Some(7), None, Some(3))
        );
        assert_eq!((weekday("Thurs"), weekday("sun"), weekday("sunny")), (Some(3), Some(6), None));
    }

    #[test]
    fn months_are_added_across_years() {
        assert_eq!(add_months(2022, 11, 3), (2023, 2));
        assert_eq!(add_months(2022, 1, -1), (2021, 12));
    }
}
