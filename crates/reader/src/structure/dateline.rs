//! What stands in front of the first sentence: `Hanoi (VNA) –`, `HÀ NỘI, March 12 —`, `PANO -`, `(VOVWORLD) -Prime`.

use super::marks::{self, Mark};
use super::stamp::{self, Order, Stamp};
use crate::bytes::any_three;
use crate::calendar::month;

/// A byte range of what was searched.
pub(super) type Range = (usize, usize);

/// A dateline at the head of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dateline {
    /// One past the dash that closes it.
    pub(super) end: usize,
    /// "HÀ NỘI", "NAIROBI, Kenya"
    pub(super) place: Option<Range>,
    /// "VNA"
    pub(super) agency: Option<Range>,
    /// "PANO"
    pub(super) outlet: Option<Range>,
    /// A whole date, glued in front.
    pub(super) stamp: Option<Stamp>,
    /// How sure, in percent.
    pub(super) percent: u8,
}

/// The longest dateline that is believed, in bytes.
const LONGEST: usize = 120;

/// The dateline at the head of `text`.
pub(super) fn find(text: &str, order: Order) -> Option<Dateline> {
    let mut line = Dateline { percent: 95, ..Dateline::default() };
    let mut from = 0;
    if let Some(stamp) = leading_stamp(text, order) {
        from = stamp.with_time;
        line.stamp = Some(stamp);
        line.end = stamp.with_time;
        from += text[from..].len() - text[from..].trim_start_matches([' ', '\u{a0}', '|', ',', ':']).len();
    }
    for (dash, after, kind) in dashes(text, from) {
        let head = &text[from..dash];
        if let Some(found) = parts(head, from, kind, &text[after..]) {
            // "NAIROBI, 4 May 2022 –" tells the day of the text as well.
            let stamp = line.stamp.or_else(|| stamp::find(&text[..dash], order));
            return Some(Dateline { end: after, stamp, ..found });
        }
    }
    slashed(text, from)
        .or_else(|| bracketed(text, from, order))
        .map(|found| Dateline { stamp: line.stamp.or(found.stamp), ..found })
        .or(line.stamp.map(|_| line))
}

/// "New Delhi, Nov 22 (PTI) The Army": place and day, a known agency's mark in brackets, and no dash.
fn bracketed(text: &str, from: usize, order: Order) -> Option<Dateline> {
    let head = &text[from..text.floor_char_boundary(from + LONGEST)];
    let open = head.find('(')?;
    let close = open + head[open..].find(')')?;
    let mark = head[open + 1..close].trim();
    // "ISLAMABAD, Jun 18 (APP): Prime Minister"
    let colon = usize::from(head[close + 1..].starts_with(':'));
    let rest = &head[close + 1 + colon..];
    let begins = rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
    if !begins || !marks::is_known(mark) {
        return None;
    }
    let mut line = Dateline { percent: 90, ..Dateline::default() };
    take_marks(mark, from + open + 1, &mut line)?;
    let words = head[..open].trim_end();
    let place = place(words.trim_start())?;
    if !(place.dated || place.capitals) || place.end == 0 {
        return None;
    }
    let start = from + words.len() - words.trim_start().len();
    line.place = Some((start, start + place.end));
    line.stamp = stamp::find(words, order);
    line.end = from + close + 1 + colon;
    Some(line)
}

/// "MOSCOW, November 3. /TASS/. Ministers": place and day as a sentence, the mark between strokes.
fn slashed(text: &str, from: usize) -> Option<Dateline> {
    let head = &text[from..text.floor_char_boundary(from + LONGEST)];
    let open = head.find('/')?;
    let close = open + 1 + head[open + 1..].find('/')?;
    let mut line = Dateline { percent: 95, ..Dateline::default() };
    take_marks(&head[open + 1..close], from + open + 1, &mut line)?;
    let words = head[..open].trim_end().trim_end_matches('.');
    let place = place(words.trim_start())?;
    if !(place.dated || place.capitals) || place.end == 0 {
        return None;
    }
    let start = from + words.len() - words.trim_start().len();
    line.place = Some((start, start + place.end));
    let dot = head[close + 1..].starts_with('.');
    line.end = from + close + 1 + usize::from(dot);
    Some(line)
}

/// A stamp that begins the text, perhaps after a label: " date 2026-03-12 HÀ NỘI —".
fn leading_stamp(text: &str, order: Order) -> Option<Stamp> {
    let stamp = stamp::find(text, order)?;
    let label = text[..stamp.start].trim().trim_end_matches(':').trim_end();
    (label.is_empty() || is_label(label)).then_some(stamp)
}

/// Words that announce a date stamp.
pub(super) fn is_label(words: &str) -> bool {
    const LABELS: &[&str] = &[
        "cập nhật",
        "cập nhật lúc",
        "created",
        "date",
        "dated",
        "first published",
        "issued",
        "issued at",
        "issued on",
        "last modified",
        "last update",
        "last updated",
        "last updated on",
        "modified",
        "ngày",
        "post date",
        "online since",
        "posted",
        "posted at",
        "posted on",
        "publication date",
        "publish date",
        "published",
        "published at",
        "published date",
        "published on",
        "release date",
        "released",
        "thời gian",
        "time",
        "update",
        "updated",
        "updated at",
        "updated on",
        "upload date",
    ];
    LABELS.binary_search(&words.trim().trim_end_matches(':').trim_end().to_lowercase().as_str()).is_ok()
}

/// How a dash is set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dash {
    Long,
    Hyphen,
}

/// Places where a dateline could end: the dash, what follows it, and how it is set.
fn dashes(text: &str, from: usize) -> Vec<(usize, usize, Dash)> {
    let mut found = Vec::new();
    // Most texts begin without any.
    let head = &text.as_bytes()[from..text.len().min(from + LONGEST + 1)];
    if !any_three(head, |a, _, _| (a == b'-') | (a == b'_') | (a == 0xE2)) {
        return found;
    }
    let mut chars = text[from..].char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        if at > LONGEST || found.len() == 3 || matches!(c, '\n' | '\r') {
            break;
        }
        let mut end = at + c.len_utf8();
        let kind = match c {
            '—' | '–' | '―' => Some(Dash::Long),
            '-' | '_' => {
                let doubled = chars.next_if(|(_, d)| *d == c).is_some();
                if doubled {
                    end += 1;
                }
                let next = chars.peek().map(|(_, d)| *d);
                let open = next.is_none_or(char::is_whitespace);
                let loose = before.is_whitespace() || before == ')';
                if doubled || (c == '_' && (open || loose)) {
                    Some(Dash::Long)
                } else if loose || (open && before != ' ') {
                    Some(Dash::Hyphen)
                } else {
                    None
                }
            }
            _ => None,
        };
        if let Some(kind) = kind {
            found.push((from + at, from + end, kind));
        }
        before = c;
    }
    found
}

/// Place, day, agency and outlet of the words in front of a dash; `None` when they are no dateline.
fn parts(head: &str, offset: usize, dash: Dash, rest: &str) -> Option<Dateline> {
    let trimmed = head.trim();
    if trimmed.is_empty() || rest.trim_start().chars().next().is_some_and(char::is_lowercase) {
        return None;
    }
    let mut line = Dateline { percent: 95, ..Dateline::default() };
    let start = offset + (head.len() - head.trim_start().len());
    let mut place_end = trimmed.len();
    let mut marked = false;
    if let Some(open) = trimmed.find('(') {
        let close = trimmed[open..].find(')')? + open;
        // "SANTIAGO, Jan 29 (EFE).-"
        if !matches!(trimmed[close + 1..].trim(), "" | ".") {
            return None;
        }
        place_end = open;
        if take_marks(&trimmed[open + 1..close], start + open + 1, &mut line).is_some() {
            marked = true;
        } else {
            // "LIMA, May 3 (Andina) -": an agency that no list has, behind a city in capitals and a day.
            let name = trimmed[open + 1..close].trim();
            let dated = place(trimmed[..open].trim_end()).is_some_and(|place| place.dated && place.capitals);
            let named = name.split(' ').count() <= 2
                && name.split(' ').all(|word| word.starts_with(char::is_uppercase))
                && name.chars().all(|c| c.is_alphabetic() || c == ' ');
            if !(dated && named) {
                return None;
            }
            let at = start + open + 1;
            line.agency = Some((at, at + name.len()));
            line.percent = 80;
            marked = true;
        }
    }
    let mut words = trimmed[..place_end].trim_end();
    // "MONTREAL, Nov. 7, 2024 /PRNewswire/ --": the wire that carries a company's own words.
    if !marked
        && let Some((before, wire)) = words.strip_suffix('/').and_then(|front| front.rsplit_once('/'))
        && wire.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.'))
        && place(before.trim_end()).is_some_and(|place| place.dated)
    {
        words = before.trim_end();
    }
    // "Bremen / Oslo, 30 January 2025 –": two cities; the first one counts.
    if !marked
        && let Some((first, second)) = words.split_once(" / ")
        && place(second).is_some_and(|place| place.dated)
        && place(first).is_some_and(|place| place.words <= 3 && !place.dated)
    {
        line.place = Some((start, start + first.trim_end().len()));
        return Some(line);
    }
    // "TOKYO, Feb. 9, Kyodo -": the agency behind the day.
    if !marked
        && let Some((before, mark)) = words.rsplit_once(", ")
        && marks::is_known(mark)
        && place(before).is_some_and(|place| place.dated)
        && take_marks(mark, start + before.len() + 2, &mut line).is_some()
    {
        words = before;
        marked = true;
    }
    if words.is_empty() {
        return marked.then_some(line);
    }
    // The marks alone: PANO -, NDO/VNA –
    if !marked && take_marks(words, start, &mut line).is_some() {
        let known = words.split('/').all(marks::is_known);
        line.percent = if known { 95 } else { 75 };
        return Some(line);
    }
    (line.agency, line.outlet) = if marked { (line.agency, line.outlet) } else { (None, None) };
    let place = place(words)?;
    let sure = marked || place.capitals || place.dated;
    let told = sure || dash == Dash::Long && place.words <= 3;
    if !told {
        return None;
    }
    line.percent = if sure { line.percent } else { 65 };
    line.place = (place.end > 0).then_some((start, start + place.end));
    Some(line)
}

/// Reads `VNA`, `NDO/VNA`, `Xinhua`; `None` when some part is no mark.
fn take_marks(words: &str, offset: usize, line: &mut Dateline) -> Option<()> {
    let mut at = 0;
    let (mut agency, mut outlet) = (line.agency, line.outlet);
    for part in words.split('/') {
        let front = part.len() - part.trim_start().len();
        let word = part.trim();
        let range = (offset + at + front, offset + at + front + word.len());
        match marks::mark(word)? {
            Mark::Agency => agency = agency.or(Some(range)),
            Mark::Outlet => outlet = outlet.or(Some(range)),
        }
        at += part.len() + 1;
    }
    (line.agency, line.outlet) = (agency, outlet);
    Some(())
}

struct Place {
    /// Length of the place's name, without the day behind it.
    end: usize,
    capitals: bool,
    dated: bool,
    words: usize,
}

/// "HÀ NỘI", "NAIROBI, Kenya", "WASHINGTON, August 8", "Ho Chi Minh City"; `None` when it reads like a sentence.
fn place(words: &str) -> Option<Place> {
    const NOT_IN_PLACES: &[&str] =
        &["The", "A", "An", "On", "In", "At", "For", "From", "By", "To", "This", "That", "It", "He", "She"];
    if words.chars().count() > 60 {
        return None;
    }
    let mut place = Place { end: 0, capitals: false, dated: false, words: 0 };
    let first = words.split(',').next().unwrap_or("");
    place.capitals =
        first.chars().all(|c| !c.is_lowercase()) && first.chars().filter(|c| c.is_uppercase()).count() >= 2;
    let mut at = 0;
    for part in words.split(',') {
        let body = part.trim();
        let mut tokens = body.split_whitespace();
        let head = tokens.next()?;
        let name = head.trim_end_matches('.');
        let figure = tokens.next();
        let day = |word: &str| word.trim_end_matches(|c: char| !c.is_ascii_digit()).len() <= 2;
        if month(name).is_some() && figure.is_some_and(day) || is_day_first(body) {
            place.dated = true;
        } else if body.bytes().all(|b| b.is_ascii_digit()) && place.dated {
            // The year behind the day.
        } else {
            for word in body.split_whitespace() {
                let begins = word
                    .chars()
                    .next()
                    .is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
                let small =
                    matches!(word, "de" | "la" | "del" | "al" | "el" | "of" | "da" | "do" | "am" | "sur");
                let odd = word.chars().any(|c| !(c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’')));
                if odd || !(begins || small) || NOT_IN_PLACES.contains(&word) {
                    return None;
                }
                place.words += 1;
            }
            if place.dated {
                return None;
            }
            place.end = at + part.trim_end().len();
        }
        at += part.len() + 1;
    }
    (place.words <= 7).then_some(place)
}

/// "4 May", "4 May 2022"
fn is_day_first(words: &str) -> bool {
    let mut words = words.split_whitespace();
    let figures = |word: &str, most: usize| word.len() <= most && word.bytes().all(|b| b.is_ascii_digit());
    words.next().is_some_and(|day| figures(day, 2))
        && words.next().is_some_and(|name| month(name.trim_end_matches('.')).is_some())
        && words.next().is_none_or(|year| figures(year, 4))
        && words.next().is_none()
}

/// The length of the place in front of a stamp that has a line of its own: "Brussels, 12 July 2023".
pub(super) fn place_before_stamp(words: &str) -> Option<usize> {
    const SECTIONS: &[&str] = &[
        "analysis", "business", "culture", "economy", "national", "news", "opinion", "politics", "society",
        "sport", "world",
    ];
    const DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let is_day = |word: &str| word.len() <= 9 && DAYS.iter().any(|day| word.to_lowercase().starts_with(day));
    let name = words.trim_end().strip_suffix(',')?;
    // "Brussels, Friday, 12 July": the day belongs to the stamp.
    let name = match name.rsplit_once(' ') {
        Some((before, last)) if is_day(last) => before.trim_end_matches([',', ' ', '|', '-', '–']),
        _ => name,
    };
    let lower = name.trim().to_lowercase();
    let is_day = is_day(&lower) || lower.starts_with("thứ ") || lower == "chủ nhật";
    let found = place(name).filter(|place| place.words <= 3 && !place.dated && place.end > 0)?;
    (!is_day && !is_label(&lower) && !SECTIONS.contains(&lower.as_str()) && marks::mark(name).is_none())
        .then_some(found.end)
}

/// Whether a line is a place in capitals and nothing else, as some agencies set above the text.
pub(super) fn is_lone_place(line: &str) -> bool {
    place(line)
        .is_some_and(|place| place.capitals && !place.dated && place.end == line.len() && place.words <= 3)
        && line.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
        && line.split('/').all(|part| marks::mark(part).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, place: Option<&str>, agency: Option<&str>, outlet: Option<&str>, rest: &str) {
        let line = find(text, Order::Unknown).expect("a dateline");
        let words = |range: Option<Range>| range.map(|(s, e)| &text[s..e]);
        assert_eq!((words(line.place), words(line.agency), words(line.outlet)), (place, agency, outlet));
        assert_eq!(text[line.end..].trim_start(), rest);
    }

    #[test]
    fn datelines_of_many_houses_are_read() {
        check("Hanoi (VNA) – Prime Minister", Some("Hanoi"), Some("VNA"), None, "Prime Minister");
        check(" date 2026-03-12 HÀ NỘI — Prime", Some("HÀ NỘI"), None, None, "Prime");
        check("PANO - On the morning", None, None, Some("PANO"), "On the morning");
        check("(VOVWORLD) -Prime Minister", None, None, Some("VOVWORLD"), "Prime Minister");
        check("NDO/VNA – The", None, Some("VNA"), Some("NDO"), "The");
        check("NAIROBI, Kenya (AP) _", Some("NAIROBI, Kenya"), Some("AP"), None, "");
        check("WASHINGTON, August 8 (Xinhua) -- Mr", Some("WASHINGTON"), Some("Xinhua"), None, "Mr");
        check("HCM CITY – The", Some("HCM CITY"), None, None, "The");
        check("MOSCOW, November 3. /TASS/. Ministers", Some("MOSCOW"), Some("TASS"), None, "Ministers");
        check("WASHINGTON ― Donald", Some("WASHINGTON"), None, None, "Donald");
    }

    #[test]
    fn a_sentence_with_a_dash_is_no_dateline() {
        for text in [
            "General Phan Van Giang - Politburo member, Minister - said so.",
            "The plan – approved in May – goes on.",
            "On Thursday – The day came",
            "High-tech parks are built.",
            "Prime Minister Pham Minh Chinh has called for more.",
        ] {
            assert_eq!(find(text, Order::Unknown), None, "{text}");
        }
    }
}
