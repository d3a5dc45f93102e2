//! Date stamps: `2022-08-22`, `August 23, 2022 - 08:00`, `15/03/2025 19:33 (GMT+7)`, `July, 09 2020`.
//!
//! A stamp is a whole date (day, month and year) that stands for itself: on a line of its own, after a label, or glued
//! in front of the text. Dates inside sentences are another module's.

use dossier_corpus::Day;

use crate::bytes::next_three;
use crate::calendar::{is_day, month, weekday};

/// A stamp found in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// Byte range of the date itself, within what was searched.
    pub(crate) start: usize,
    /// One past its last byte.
    pub(crate) end: usize,
    /// One past the time of day and its zone, where they follow; otherwise `end`.
    pub(crate) with_time: usize,
    /// The day.
    pub(crate) day: Day,
    /// The other day that the figures could mean (`03/04/2025`), if nothing told which.
    pub(crate) or: Option<Day>,
}

/// Which of two figures is the day, where both could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// `31/12/2025`
    DayFirst,
    /// `12/31/2025`
    MonthFirst,
    /// The text shows neither.
    Unknown,
}

/// The order of day and month in the numeric dates of `text`, by those of them that allow only one.
pub(crate) fn order(text: &str) -> Order {
    let (mut day_first, mut month_first, mut open) = (0u32, 0u32, false);
    let bytes = text.as_bytes();
    let parts =
        |a: u8, b, c: u8| a.is_ascii_digit() & ((b == b'/') | (b == b'.') | (b == b'-')) & c.is_ascii_digit();
    let mut at = 0;
    while let Some(before) = next_three(bytes, at, parts) {
        let mark = before + 1;
        at = mark;
        let before = digits_before(bytes, mark);
        let Some((after, next)) = number(bytes, mark + 1) else { continue };
        let year = (bytes.get(next) == Some(&bytes[mark])).then(|| number(bytes, next + 1)).flatten();
        let (Some(before), Some((year, end))) = (before, year) else { continue };
        if end - next - 1 != 4 || !(1500..2200).contains(&year) {
            continue;
        }
        match (before, after) {
            (13..=31, 1..=12) => day_first += 1,
            (1..=12, 13..=31) => month_first += 1,
            _ => open = true,
        }
    }
    match day_first.cmp(&month_first) {
        std::cmp::Ordering::Greater => Order::DayFirst,
        std::cmp::Ordering::Less => Order::MonthFirst,
        std::cmp::Ordering::Equal if open => house_order(text),
        std::cmp::Ordering::Equal => Order::Unknown,
    }
}

/// Clock zones of North America come with the month first, all others with the day; and so do texts in Vietnamese.
fn house_order(text: &str) -> Order {
    let has = |word: &str| text.contains(word);
    if [" EST", " EDT", " PST", " PDT", " CST", " CDT", " a.m. ET", " p.m. ET"].iter().any(|zone| has(zone)) {
        Order::MonthFirst
    } else if ["GMT", "UTC", "+07:00", "CET", "BST", "IST", "WIB", "Uhr"].iter().any(|zone| has(zone))
        || has_late_hour(text)
        || text.chars().any(is_vietnamese)
    {
        Order::DayFirst
    } else {
        Order::Unknown
    }
}

/// "19:33": who writes the hours of the afternoon like this writes the day first.
fn has_late_hour(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).filter(|b| b.is_ascii_digit()).map(|b| b - b'0');
    text.match_indices(':').any(|(at, _)| {
        let hour = at.checked_sub(2).and_then(|from| Some(digit(from)? * 10 + digit(from + 1)?));
        let alone = at.checked_sub(3).is_none_or(|before| digit(before).is_none());
        alone
            && hour.is_some_and(|hour| (13..24).contains(&hour))
            && digit(at + 1).is_some_and(|tens| tens < 6)
            && digit(at + 2).is_some()
            && digit(at + 3).is_none()
    })
}

/// A letter that no other language writes.
fn is_vietnamese(c: char) -> bool {
    matches!(c, '\u{1EA0}'..='\u{1EF9}' | 'ơ' | 'Ơ' | 'ư' | 'Ư') && !matches!(c, 'ẽ' | 'Ẽ' | 'ỹ' | 'Ỹ')
}

fn digits_before(bytes: &[u8], end: usize) -> Option<u32> {
    let start = bytes[..end].iter().rev().take(3).take_while(|b| b.is_ascii_digit()).count();
    if start == 0 || start > 2 {
        return None;
    }
    number(bytes, end - start).map(|(value, _)| value)
}

/// The number that starts at `at`, up to nine digits, and where it ends.
fn number(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let len = bytes.get(at..)?.iter().take(9).take_while(|b| b.is_ascii_digit()).count();
    let mut value = 0;
    for b in &bytes[at..at + len] {
        value = value * 10 + u32::from(b - b'0');
    }
    (len > 0).then_some((value, at + len))
}

/// A piece of a line.
#[derive(Clone, Copy, Debug)]
struct Piece {
    start: usize,
    end: usize,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number { value: u32, digits: u8 },
    Word,
    Mark(char),
}

/// Words, numbers and marks of a line; white space is dropped.
fn pieces(line: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(line.len() / 4);
    let mut chars = line.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        let kind = if c.is_ascii_digit() {
            while let Some((_, d)) = chars.next_if(|(_, d)| d.is_ascii_digit()) {
                end += d.len_utf8();
            }
            Kind::Number {
                value: line[start..end].parse().unwrap_or(u32::MAX),
                digits: (end - start).min(99) as u8,
            }
        } else if c.is_alphabetic() {
            while let Some((_, d)) = chars.next_if(|(_, d)| d.is_alphabetic()) {
                end += d.len_utf8();
            }
            Kind::Word
        } else {
            Kind::Mark(c)
        };
        pieces.push(Piece { start, end, kind });
    }
    pieces
}

/// Whether some year of a line stands as in a stamp: in front of a mark and figures, or behind a figure or a month. "In 1986" does
/// not.
fn may_hold(line: &str) -> bool {
    let bytes = line.as_bytes();
    // A year has four figures.
    let figures = |a: u8, b: u8, c: u8| a.is_ascii_digit() & b.is_ascii_digit() & c.is_ascii_digit();
    let mut at = 0;
    while let Some(first) = next_three(bytes, at, figures) {
        at = first;
        let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 4
            && let Some((year, end)) = number(bytes, at)
        {
            let mut behind = line[end..].chars().filter(|c| !c.is_whitespace());
            let marked = matches!(behind.next(), Some('-' | '/' | '.' | '‑' | '–'));
            if marked && behind.next().is_some_and(|c| c.is_ascii_digit()) {
                return true;
            }
            let before = &line[..at];
            let before =
                before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '/' | '-'));
            let word = &before[before.trim_end_matches(char::is_alphabetic).len()..];
            let dated = before.ends_with(|c: char| c.is_ascii_digit())
                || matches!(word, "st" | "nd" | "rd" | "th" | "năm")
                || month(word).is_some();
            if dated && (1400..2200).contains(&year) {
                return true;
            }
        }
        at += digits;
    }
    false
}

/// The first stamp in `line`. Lines longer than any stamp's are cut.
pub(crate) fn find(line: &str, order: Order) -> Option<Stamp> {
    let mut cut = line.len().min(240);
    while !line.is_char_boundary(cut) {
        cut -= 1;
    }
    let line = &line[..cut];
    if !may_hold(line) {
        return None;
    }
    let pieces = pieces(line);
    (0..pieces.len()).find_map(|at| {
        let glued = at > 0
            && pieces[at - 1].end == pieces[at].start
            && matches!(
                pieces[at - 1].kind,
                Kind::Number { .. } | Kind::Word | Kind::Mark('/' | '.' | '-' | '$' | '_')
            );
        if glued { None } else { at_piece(line, &pieces, at, order) }
    })
}

fn at_piece(line: &str, pieces: &[Piece], at: usize, order: Order) -> Option<Stamp> {
    let (date, mut next) = date(line, pieces, at)?;
    let (first, end) = (pieces[at].start, pieces[next - 1].end);
    let beside = |piece: Option<&Piece>| piece.and_then(|p| weekday(&line[p.start..p.end]));
    let said = (1..=3).find_map(|back| beside(at.checked_sub(back).and_then(|i| pieces.get(i))));
    let (day, or) = match date {
        Date::Sure(day) => (day, None),
        Date::Either { day_first, month_first } => {
            let fits = |day: Day| said.is_none_or(|said| day.weekday() == said);
            match (order, fits(day_first), fits(month_first)) {
                (_, true, false) | (Order::DayFirst, true, true) => (day_first, None),
                (_, false, true) | (Order::MonthFirst, true, true) => (month_first, None),
                _ => (day_first, Some(month_first)),
            }
        }
    };
    let mut with_time = end;
    while let Some(after) = time_piece(line, pieces, next) {
        next = after;
        with_time = pieces[next - 1].end;
    }
    Some(Stamp { start: first, end, with_time, day, or })
}

enum Date {
    Sure(Day),
    Either { day_first: Day, month_first: Day },
}

/// The date whose first piece is `at`, and the piece after it.
fn date(line: &str, pieces: &[Piece], at: usize) -> Option<(Date, usize)> {
    let word = |i: usize| pieces.get(i).filter(|p| p.kind == Kind::Word).map(|p| &line[p.start..p.end]);
    let figure = |i: usize| match pieces.get(i)?.kind {
        Kind::Number { value, digits } => Some((value, digits)),
        _ => None,
    };
    let mark = |i: usize| match pieces.get(i)?.kind {
        Kind::Mark(c) => Some(c),
        _ => None,
    };
    let skip = |mut i: usize, marks: &[char]| {
        while mark(i).is_some_and(|c| marks.contains(&c)) {
            i += 1;
        }
        i
    };
    let ordinal = |i: usize| match word(i) {
        Some("st" | "nd" | "rd" | "th") => i + 1,
        _ => i,
    };
    let sure = |year: u32, month: u32, day: u32| {
        let year = i32::try_from(year).ok()?;
        is_day(year, month, day).then(|| Date::Sure(Day::from_ymd(year, month, day)))
    };
    let year_at = |i: usize| figure(i).filter(|(value, digits)| *digits == 4 && (1400..2200).contains(value));

    if let Some(name) = word(at) {
        // March 12, 2026 · July, 09 2020 · Mar. 12 2026
        if let Some(month) = month(name) {
            let i = skip(at + 1, &['.', ',']);
            let (day, digits) = figure(i)?;
            let i = skip(ordinal(i + 1), &[',', '.', '/']);
            let (year, _) = year_at(i)?;
            return (digits <= 2).then(|| sure(year, month, day)).flatten().map(|date| (date, i + 1));
        }
        // ngày 12 tháng 3 năm 2026
        return None;
    }
    let (first, digits) = figure(at)?;
    if digits == 4 {
        // 2026-03-12, 2026/03/12, 2026.03.12
        let dash = mark(at + 1).filter(|c| matches!(c, '-' | '/' | '.' | '‑' | '–'))?;
        let (month, _) = figure(at + 2)?;
        if mark(at + 3) != Some(dash) {
            return None;
        }
        let (day, day_digits) = figure(at + 4)?;
        return (day_digits <= 2).then(|| sure(first, month, day)).flatten().map(|date| (date, at + 5));
    }
    if digits > 2 {
        return None;
    }
    if let Some(dash) = mark(at + 1).filter(|c| matches!(c, '-' | '/' | '.')) {
        if let Some((second, second_digits)) = figure(at + 2) {
            // 15/03/2025, 3/15/2025, 15.3.2025
            if second_digits > 2 || mark(at + 3) != Some(dash) {
                return None;
            }
            let (year, _) = year_at(at + 4)?;
            let day_first = sure(year, second, first);
            let month_first = sure(year, first, second);
            let date = match (day_first, month_first) {
                (Some(Date::Sure(a)), Some(Date::Sure(b))) if a != b => {
                    Date::Either { day_first: a, month_first: b }
                }
                (Some(one), _) | (None, Some(one)) => one,
                (None, None) => return None,
            };
            return Some((date, at + 5));
        }
        // 12-Mar-2026
        if let Some(month) = word(at + 2).and_then(month) {
            let i = skip(at + 3, &['-', '/', '.']);
            let (year, _) = year_at(i)?;
            return sure(year, month, first).map(|date| (date, i + 1));
        }
        return None;
    }
    // 12 March 2026, 12th of March, 2026 · 12 tháng 3 năm 2026
    let mut i = ordinal(at + 1);
    if word(i) == Some("of") {
        i += 1;
    }
    let named = word(i).and_then(month);
    if let Some(month) = named {
        let i = skip(i + 1, &['.', ',']);
        let (year, _) = year_at(i)?;
        return sure(year, month, first).map(|date| (date, i + 1));
    }
    if word(i).is_some_and(|w| w.eq_ignore_ascii_case("tháng") || w == "Tháng") {
        let (month, _) = figure(i + 1)?;
        let mut j = skip(i + 2, &[',', '/']);
        if word(j) == Some("năm") {
            j += 1;
        }
        let (year, _) = year_at(j)?;
        return sure(year, month, first).map(|date| (date, j + 1));
    }
    None
}

/// One more piece of a time of day behind a date: `- 08:00`, `| 15:16 GMT+7`, `T10:00:00+07:00`, `at 5.30pm (GMT+7)`.
fn time_piece(line: &str, pieces: &[Piece], at: usize) -> Option<usize> {
    let text = |i: usize| pieces.get(i).map(|p| &line[p.start..p.end]);
    let is_figure =
        |i: usize| matches!(pieces.get(i).map(|p| p.kind), Some(Kind::Number { digits, .. }) if digits <= 2);
    // A separator counts only when a time follows it.
    let mut i = at;
    while matches!(text(i), Some("-" | "–" | "—" | "|" | "," | "(" | "•" | "·" | "at" | "T" | "lúc"))
        && i < at + 3
    {
        i += 1;
    }
    if is_figure(i) && matches!(text(i + 1), Some(":" | "." | "h")) && is_figure(i + 2) {
        let mut end = i + 3;
        if text(end) == Some(":") && is_figure(end + 1) {
            end += 2;
        }
        return Some(end);
    }
    match text(i)? {
        "am" | "pm" | "AM" | "PM" | "Z" | "hrs" | "ICT" | "EST" | "EDT" | "PST" | "PDT" | "ET" | "CET"
        | "IST" | "BST" => Some(if text(i + 1) == Some(")") { i + 2 } else { i + 1 }),
        "a" | "p" if text(i + 1) == Some(".") && text(i + 2) == Some("m") => {
            Some(if text(i + 3) == Some(".") { i + 4 } else { i + 3 })
        }
        "GMT" | "UTC" | "+" => {
            let mut end = i;
            while matches!(text(end), Some("GMT" | "UTC" | "+" | "-" | ":" | ")"))
                || (end > i && is_figure(end))
            {
                end += 1;
            }
            (end > i).then_some(end)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, order: Order, date: &str, with_time: &str) {
        let stamp = find(line, order).expect("a stamp");
        assert_eq!(stamp.day.to_string(), date);
        assert_eq!(&line[stamp.start..stamp.with_time], with_time);
    }

    #[test]
    fn stamps_of_many_shapes_are_read() {
        for (line, date, with_time) in [
            (" date 2026-03-12 HÀ NỘI — Prime", "2026-03-12", "2026-03-12"),
            ("2022-08-22", "2022-08-22", "2022-08-22"),
            ("August 23, 2022 - 08:00", "2022-08-23", "August 23, 2022 - 08:00"),
            ("April 09, 2024 | 15:16 GMT+7", "2024-04-09", "April 09, 2024 | 15:16 GMT+7"),
            ("15/03/2025 19:33 (GMT+7)", "2025-03-15", "15/03/2025 19:33 (GMT+7)"),
            ("July, 09 2020", "2020-07-09", "July, 09 2020"),
            ("Thursday, 12 March 2026, 10:05 AM", "2026-03-12", "12 March 2026, 10:05 AM"),
            ("12-Mar-2026", "2026-03-12", "12-Mar-2026"),
            ("2026-03-12T10:00:00+07:00", "2026-03-12", "2026-03-12T10:00:00+07:00"),
            ("Thứ Năm, 12 tháng 3, 2026", "2026-03-12", "12 tháng 3, 2026"),
            ("ngày 12 tháng 3 năm 2026", "2026-03-12", "12 tháng 3 năm 2026"),
            ("In 1986, and on the 12th of March, 2026", "2026-03-12", "12th of March, 2026"),
            ("15.3.2025", "2025-03-15", "15.3.2025"),
            ("2026 / 03 / 12", "2026-03-12", "2026 / 03 / 12"),
        ] {
            check(line, Order::Unknown, date, with_time);
        }
    }

    #[test]
    fn figures_that_allow_two_days_are_told_apart_by_a_weekday_or_left_open() {
        check("Wednesday, 05/06/2024", Order::Unknown, "2024-06-05", "05/06/2024");
        check("Monday, 05/06/2024", Order::Unknown, "2024-05-06", "05/06/2024");
        let open = find("03/12/2026", Order::Unknown).unwrap();
        assert_eq!(
            (open.day.to_string(), open.or),
            ("2026-12-03".to_owned(), Some(Day::from_ymd(2026, 3, 12)))
        );
    }

    #[test]
    fn no_date_is_read_out_of_other_figures() {
        for line in
            ["No. 08-NQ/TW", "12/2025", "call 84-24-3845 6789", "31/02/2025", "Resolution 57", "2021–2025"]
        {
            assert_eq!(find(line, Order::Unknown), None, "{line}");
        }
    }
}
