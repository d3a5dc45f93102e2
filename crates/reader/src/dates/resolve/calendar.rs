//! Days, months, weekdays, seasons, quarters and holidays: in which year or week the words mean them.

use dossier_corpus::{Day, Edtf};

use super::Resolver;
use crate::calendar::is_day;
use crate::dates::expression::{Holiday, Way, Year};
use crate::dates::lexicon::Season;
use crate::dates::tense::Tense;
use crate::dates::values::{Value, date, easter, month_edtf, nearest, quarter_value, season_mark};

impl Resolver {
    pub(super) fn day(
        &self,
        year: Year,
        month: u8,
        day: u8,
        way: Way,
        weekday: Option<u8>,
        tense: Tense,
    ) -> Value {
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

    pub(super) fn month(&self, year: Year, month: u8, way: Way, tense: Tense) -> Value {
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

    pub(super) fn weekday(&self, weekday: u8, way: Way, tense: Tense) -> Value {
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

    pub(super) fn season(&self, season: Season, year: Year, way: Way, tense: Tense) -> Value {
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

    pub(super) fn quarter(&self, quarter: u8, year: Year, tense: Tense) -> Value {
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

    pub(super) fn holiday(&self, key: Holiday, year: Year, way: Way, tense: Tense) -> Value {
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
