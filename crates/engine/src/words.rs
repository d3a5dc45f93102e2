//! Dates and titles in words.

use dossier_corpus::{Block, BlockKind, Day, Document, Edtf};

use crate::answer::{DateShown, Title};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month_name(month: u32) -> &'static str {
    MONTHS.get(month as usize - 1).copied().unwrap_or("")
}

/// "12 March 2026".
pub(crate) fn day(day: Day) -> String {
    let (year, month, of_month) = day.to_ymd();
    format!("{of_month} {} {year}", month_name(month))
}

/// From one day to another, as short as it can be said: "2022", "March 2025", "June to December 2022".
pub(crate) fn stretch(first: Option<Day>, last: Option<Day>) -> String {
    let (first, last) = match (first, last) {
        (Some(first), Some(last)) => (first, last),
        (Some(first), None) => return format!("{} or later", day(first)),
        (None, Some(last)) => return format!("{} or earlier", day(last)),
        (None, None) => return "any time".to_owned(),
    };
    if first == last {
        return day(first);
    }
    let (a, b) = (first.to_ymd(), last.to_ymd());
    let starts_month = a.2 == 1;
    let ends_month = b.2 == Day::days_in_month(b.0, b.1);
    if !starts_month || !ends_month {
        return match (a.0 == b.0, a.1 == b.1) {
            (true, true) => format!("{} to {} {} {}", a.2, b.2, month_name(a.1), a.0),
            (true, false) => {
                format!("{} {} to {} {} {}", a.2, month_name(a.1), b.2, month_name(b.1), a.0)
            }
            _ => format!("{} to {}", day(first), day(last)),
        };
    }
    let (whole_first, whole_last) = (a.1 == 1, b.1 == 12);
    match () {
        () if whole_first && whole_last && a.0 == b.0 => format!("{}", a.0),
        () if whole_first && whole_last => format!("{} to {}", a.0, b.0),
        () if a.0 == b.0 && a.1 == b.1 => format!("{} {}", month_name(a.1), a.0),
        () if a.0 == b.0 => format!("{} to {} {}", month_name(a.1), month_name(b.1), a.0),
        () => format!("{} {} to {} {}", month_name(a.1), a.0, month_name(b.1), b.0),
    }
}

/// A date as shown.
pub(crate) fn date(edtf: &Edtf) -> DateShown {
    let (earliest, latest) = (edtf.earliest(), edtf.latest());
    let marked = edtf.is_approximate();
    let about = if marked { "about " } else { "" };
    DateShown {
        words: format!("{about}{}", stretch(earliest, latest)),
        edtf: edtf.as_str().to_owned(),
        earliest,
        latest,
        approximate: marked || earliest != latest,
    }
}

/// A date as shown, by its ends; `None` where it has none.
pub(crate) fn date_between(first: Option<Day>, last: Option<Day>) -> Option<DateShown> {
    first.or(last)?;
    // Written and read again: an order of days that EDTF does not know is no date.
    let edtf = Edtf::between(first, last).as_str().parse().ok()?;
    Some(date(&edtf))
}

/// Number of characters that opening words may take.
const OPENING: usize = 84;

/// The document's title, or the opening words of its running text.
pub(crate) fn title(document: &Document) -> Title {
    if let Some(title) = &document.title {
        return Title { text: one_line(&title.value), printed: true };
    }
    let of_kind = |kind: BlockKind| {
        document.blocks.iter().find(move |block: &&Block| {
            block.kind == kind && !block.span.of(&document.text).trim().is_empty()
        })
    };
    let opening = of_kind(BlockKind::Paragraph)
        .or_else(|| of_kind(BlockKind::Heading))
        .or_else(|| of_kind(BlockKind::Caption))
        .map_or(document.text.as_str(), |block| block.span.of(&document.text));
    let head: String = opening.chars().take(OPENING * 3).collect();
    Title { text: cut(&one_line(&head), OPENING), printed: false }
}

/// White space as single spaces, none at the ends.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most that many characters, cut between words, with an ellipsis where something is left out.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    let head = &text[..end];
    let head = head.rfind(' ').filter(|at| *at > end / 2).map_or(head, |at| &head[..at]);
    format!("{}…", head.trim_end_matches([' ', ',', ';', ':', '—', '-']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(edtf: &str, words: &str) {
        assert_eq!(date(&edtf.parse().expect("a test writes EDTF")).words, words);
    }

    #[test]
    fn dates_are_said_as_briefly_as_they_are_certain() {
        check("2026-03-12", "12 March 2026");
        check("2022", "2022");
        check("2021/2025", "2021 to 2025");
        check("2022-06/2022-12", "June to December 2022");
        check("2025-03", "March 2025");
        check("2022-01-26/..", "26 January 2022 or later");
        check("../2024-05-01", "1 May 2024 or earlier");
        check("2025-03-13/2025-03-19", "13 to 19 March 2025");
        check("2024-12-30/2025-01-02", "30 December 2024 to 2 January 2025");
        check("2025-02-27/2025-03-02", "27 February to 2 March 2025");
        check("2024~", "about 2024");
        check("202X", "2020 to 2029");
    }
}
