//! What stands above and between the texts of letters, memos, mails, resolutions and releases: fields with a label, lists,
//! clauses, a month for a date, the day on which a meeting was held.

use super::dateline;
use super::lines::count_words;
use super::stamp::{self, Order, Stamp};
use crate::calendar::month;

/// What a labelled line tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// "From: Jane Roe <…>": who wrote it.
    Writer,
    /// "Subject: RE: …": what it is called.
    Subject,
    /// "To: …", "Tel.: …": to whom, and how to reach somebody.
    Other,
}

/// Labels in lower case, and whether they stand anywhere or only above the text.
const FIELDS: &[(&str, Field, bool)] = &[
    ("from", Field::Writer, true),
    ("issued by", Field::Writer, false),
    ("subject", Field::Subject, true),
    ("re", Field::Subject, false),
    ("to", Field::Other, true),
    ("cc", Field::Other, true),
    ("bcc", Field::Other, true),
    ("attention", Field::Other, false),
    ("attn", Field::Other, false),
    ("venue", Field::Other, false),
    ("embargo", Field::Other, false),
    ("ref", Field::Other, false),
    ("ref. no", Field::Other, false),
    ("our ref", Field::Other, false),
    ("your ref", Field::Other, false),
    ("reference", Field::Other, false),
    ("tel", Field::Other, true),
    ("phone", Field::Other, true),
    ("fax", Field::Other, true),
    ("email", Field::Other, true),
    ("e-mail", Field::Other, true),
];

/// The field of a line such as "SUBJECT: Closure of the depot", and the byte range of its value; `above` the text more labels
/// count.
pub(super) fn field(line: &str, above: Above) -> Option<(Field, usize, usize)> {
    let colon = line.bytes().take(13).position(|byte| byte == b':')?;
    let (label, value) = (&line[..colon], &line[colon + 1..]);
    let label = label.trim().trim_end_matches('.');
    let (_, field, _) = FIELDS.iter().find(|(known, _, anywhere)| {
        known.eq_ignore_ascii_case(label) && (*anywhere || above == Above::Yes)
    })?;
    if !label.starts_with(char::is_uppercase) || line.len() > 200 || count_words(value, 30) > 25 {
        return None;
    }
    let mut from = line.len() - value.trim_start().len();
    let mut to = line.trim_end().len();
    match field {
        Field::Writer => to = line[from..to].find(['<', ',', '(']).map_or(to, |at| from + at),
        Field::Subject => {
            while let Some((mark, _)) = line[from..].split_once(':').filter(|(mark, _)| {
                ["re", "fw", "fwd"].iter().any(|known| known.eq_ignore_ascii_case(mark.trim()))
            }) {
                from += mark.len() + 1;
                from += line[from..].len() - line[from..].trim_start().len();
            }
        }
        Field::Other => {}
    }
    let to = from + line[from..to.max(from)].trim_end().len();
    Some((*field, from, to))
}

/// Whether a line stands above the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Above {
    Yes,
    No,
}

/// "- publish the list", "(b) give access; and": an item of a list, and no heading.
pub(super) fn is_item(line: &str) -> bool {
    let lettered = || {
        let inner = line.strip_prefix('(').unwrap_or(line);
        let letters = inner.bytes().take(4).take_while(u8::is_ascii_lowercase).count();
        (1..=3).contains(&letters) && inner[letters..].starts_with(") ")
    };
    let marked = ["- ", "• ", "* ", "– ", "▪ ", "○ "].iter().any(|mark| line.starts_with(mark));
    marked || lettered()
}

/// "Recalling its resolutions of 2022 and 2023, and the report of its President,": a clause that goes on, and no heading.
pub(super) fn is_clause(line: &str) -> bool {
    line.ends_with([',', ';']) && count_words(line, 9) > 8
}

/// A sentence that ends with the mark of a note: "It is as simple as that.[2]"
pub(super) fn without_note(line: &str) -> &str {
    let inner = line.strip_suffix(']').and_then(|rest| rest.rsplit_once('['));
    match inner {
        Some((front, note)) if !note.is_empty() && note.bytes().all(|b| b.is_ascii_digit()) => front,
        _ => line,
    }
}

/// "Policy Brief | March 2024": a line that ends with a month and holds little else. Its range, the year and the month.
pub(super) fn month_stamp(line: &str) -> Option<(usize, usize, i32, u32)> {
    let body = line.trim_end();
    let (front, year) = body.rsplit_once(' ')?;
    let figures = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let front = front.trim_end().trim_end_matches(',');
    let from = front.rfind([' ', '|']).map_or(0, |at| at + 1);
    let before = front[..from].trim_end();
    let apart = before.is_empty()
        || before.ends_with(['|', '·', '•', '–', '—', ',', ':'])
        || dateline::is_label(before);
    let year: i32 = year.parse().ok().filter(|year| figures && (1900..=2100).contains(year))?;
    let month = month(front.get(from..)?)?;
    (apart && count_words(before, 7) <= 6).then_some((from, body.len(), year, month))
}

/// Forms of instruments, as a title begins with them.
const FORMS: &[&str] = &[
    "Resolution",
    "RESOLUTION",
    "Decision",
    "DECISION",
    "Decree",
    "DECREE",
    "Directive",
    "DIRECTIVE",
    "Circular",
    "CIRCULAR",
    "Regulation",
    "Ordinance",
    "Order",
    "Act",
    "Law",
    "Recommendation",
];

/// "Minutes of the meeting held on 5 March 2025", "Adopted at the 97th meeting, on 14 May 2025": the day of what the text is.
pub(super) fn day_of_record(line: &str, order: Order) -> Option<Stamp> {
    const RECORDS: &[&str] = &[
        "minutes",
        "adopted",
        "(adopted",
        "issued",
        "(issued",
        "record of",
        "proceedings",
        "done at",
        "held on",
        "evidence taken",
        "oral evidence",
        "hearing of",
    ];
    let head: String = line.chars().take(24).collect::<String>().to_lowercase();
    // "Resolution of 12 March 2025 on the safety of cables"
    let enacted = line
        .split_once(" of ")
        .is_some_and(|(form, rest)| FORMS.contains(&form) && rest.starts_with(|c: char| c.is_ascii_digit()));
    if !enacted && !RECORDS.iter().any(|record| head.starts_with(record)) {
        return None;
    }
    stamp::find(line, order)
}

/// Whether the day below such a line is that of another meeting.
pub(super) fn announces_next(line: &str) -> bool {
    line.len() <= 60 && line.to_lowercase().contains("next meeting")
}

/// "PRESS RELEASE", "For immediate release": what kind of text follows; its title stands below.
pub(super) fn is_kind(line: &str) -> bool {
    const KINDS: &[&str] = &[
        "press release",
        "news release",
        "media release",
        "media statement",
        "press statement",
        "for immediate release",
        "memorandum",
        "media advisory",
    ];
    let words = line.trim_matches(|c: char| !c.is_alphanumeric());
    KINDS.iter().any(|kind| kind.eq_ignore_ascii_case(words))
}

/// "Resolution 2811 (2025)", "Decision No. 482/QD": a title, however short.
pub(super) fn is_instrument(line: &str) -> bool {
    let (form, rest) = line.split_once(' ').unwrap_or((line, ""));
    FORMS.contains(&form) && rest.bytes().any(|b| b.is_ascii_digit()) && count_words(line, 6) <= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_letters_and_mails_are_told() {
        let value =
            |line: &str| field(line, Above::Yes).map(|(field, from, to)| (field, line[from..to].to_owned()));
        assert_eq!(value("From: Jane Roe <jane@roe.example>"), Some((Field::Writer, "Jane Roe".to_owned())));
        assert_eq!(
            value("SUBJECT: RE: Closure of the depot"),
            Some((Field::Subject, "Closure of the depot".to_owned()))
        );
        assert_eq!(value("Re: dredging"), Some((Field::Subject, "dredging".to_owned())));
        assert_eq!(value("Peru: minister resigns"), None);
        assert_eq!(field("Venue: Oslo", Above::No), None);
    }

    #[test]
    fn months_records_and_items_are_told() {
        assert_eq!(month_stamp("Policy Brief | March 2024"), Some((15, 25, 2024, 3)));
        assert_eq!(month_stamp("March 2024"), Some((0, 10, 2024, 3)));
        assert_eq!(month_stamp("What we learned in March 2024"), None);
        assert!(day_of_record("Minutes of the meeting held on 5 March 2025", Order::Unknown).is_some());
        assert!(is_item("(b) give access; and") && is_item("- publish") && !is_item("Publish or perish"));
    }
}
