//! Lines that hold a date stamp and little else, and lines in which a stamp shares its place with credits.

use super::credit;
use super::dateline;
use super::lines::{Unit, is_blank};
use super::stamp::{self, Order, Stamp};

/// Longer lines are no stamps.
const LONGEST: usize = 160;

/// A stamp that is all there is on a line, but for a label, a weekday, a time and a few words (a section, a place).
pub(super) fn lone(line: &str, order: Order) -> Option<Stamp> {
    if line.len() > LONGEST {
        return None;
    }
    let stamp = stamp::find(line, order)?;
    let before = line[..stamp.start].trim();
    let after = line[stamp.with_time..].trim();
    let extra = count(before) + count(after);
    let label =
        dateline::is_label(before.split_whitespace().next().unwrap_or("")) || dateline::is_label(before);
    let sentence = after.ends_with('.') && count(after) > 2;
    // "May 27, 2024 – Iqaluit, Nunavut – Department of National Defence": day, place and house between dashes.
    let dashed =
        before.is_empty() && after.starts_with(['–', '—', '-']) && !after.ends_with('.') && extra <= 12;
    let dashed = dashed && after.matches(['–', '—']).count() > 1;
    (!sentence && (dashed || extra <= 3 || (label && extra <= 6))).then_some(stamp)
}

/// How many words, figures and the marks of a clock left out: "All News 14:05", "9:14 p.m. ET".
fn count(words: &str) -> usize {
    let clock = |word: &str| {
        word.bytes().any(|b| b.is_ascii_digit())
            || matches!(
                word.to_ascii_lowercase().as_str(),
                "a" | "p"
                    | "m"
                    | "am"
                    | "pm"
                    | "et"
                    | "gmt"
                    | "utc"
                    | "hrs"
                    | "ist"
                    | "wib"
                    | "uhr"
                    | "at"
                    | "est"
                    | "edt"
            )
    };
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !clock(word)).count()
}

/// "2 hours ago", "Published 15 minutes ago": the page told how long ago, and no date.
pub(super) fn is_relative(line: &str) -> bool {
    let line = line.trim();
    let told_ago =
        line.len().checked_sub(3).is_some_and(|at| line.as_bytes()[at..].eq_ignore_ascii_case(b"ago"));
    if !told_ago && line.len() > 20 {
        return false;
    }
    let lower = line.to_lowercase();
    let Some(before) = lower.strip_suffix("ago").map(str::trim_end) else {
        return ["just now", "yesterday", "today"].contains(&lower.as_str());
    };
    let mut words = before.split_whitespace().rev();
    let unit = words.next().unwrap_or("").trim_end_matches('s').trim_end_matches('.');
    let units = ["second", "sec", "minute", "min", "hour", "hr", "h", "day", "week", "month", "year"];
    let counted = words.next().is_some_and(|count| {
        matches!(count, "a" | "an" | "one") || count.bytes().all(|b| b.is_ascii_digit())
    });
    let label: Vec<&str> = words.collect();
    units.contains(&unit)
        && counted
        && label.len() <= 2
        && (label.is_empty() || dateline::is_label(&label.into_iter().rev().collect::<Vec<_>>().join(" ")))
}

/// The parts of a unit in which a stamp stands beside credits: "By Jane Roe | Published 3 June 2021".
pub(super) fn split(text: &str, unit: Unit, order: Order, mut each: impl FnMut(Unit)) {
    let line = &text[unit.start..unit.end];
    if line.len() > LONGEST {
        return each(unit);
    }
    let Some(stamp) = stamp::find(line, order) else { return each(unit) };
    // A label and a time belong to the stamp.
    let head = &line[..stamp.start];
    let mut from = stamp.start;
    for (at, _) in
        head.char_indices().rev().filter(|(_, c)| matches!(c, '|' | '•' | '·' | '–' | '—' | '-' | ' '))
    {
        let words = head[at..].trim_matches(is_mark);
        if words.is_empty() || dateline::is_label(words) || words == "on" || count(words) == 0 {
            from = at;
        }
    }
    let (before, after) =
        (line[..from].trim_end_matches(is_mark), line[stamp.with_time..].trim_start_matches(is_mark));
    let credited = |words: &str| !credit::of_line(words).is_empty();
    // "Posted by Jane Roe on July 9, 2025 in Travel | 14 Comments"
    let filed = head.starts_with("Posted by ") && (after.starts_with("in ") || after.contains("omment"));
    if !((before.is_empty() || credited(before)) && (after.is_empty() || filed || credited(after))) {
        return each(unit);
    }
    let middle = line[from..stamp.with_time].trim_start_matches(is_mark);
    let parts = [before, middle, after].into_iter().filter(|part| !part.is_empty());
    let place = |part: &str| part.as_ptr() as usize - line.as_ptr() as usize + unit.start;
    parts.for_each(|part| each(Unit { start: place(part), end: place(part) + part.len() }));
}

/// What stands between credits and stamps.
fn is_mark(c: char) -> bool {
    is_blank(c) || matches!(c, '|' | '•' | '·' | '–' | '—' | '-' | ',' | '/')
}
