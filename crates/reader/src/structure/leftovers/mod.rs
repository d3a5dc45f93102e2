//! What a web page leaves in a saved text: layout words, menus, share widgets, "read more" lines, notices, spam.

use std::borrow::Cow;

mod lists;
mod phrases;

use lists::{LAYOUT, NOTICES, READ_MORE, SHARE, SPAM, TAGS, TELLS_OF_SHARING};
use phrases::Phrases;

use super::look::{Kind, Look};
use crate::bytes::any_three;

/// The phrases of notices, then those of advertising.
static PHRASES: Phrases<{ NOTICES.len() + SPAM.len() }> = Phrases::of(NOTICES, SPAM);
/// What sends the reader elsewhere, then what begins a list of tags.
static FIRST: Phrases<{ READ_MORE.len() + TAGS.len() }> = Phrases::of(READ_MORE, TAGS);

/// The rule that takes a line for a leftover, and how sure it is. `look` is at the line.
pub(super) fn rule(line: &str, look: Look) -> Option<(&'static str, u8)> {
    if !line.chars().any(char::is_alphanumeric) {
        // "./." and "***" close a text; both say nothing.
        return Some(("structure.no-letters", 99));
    }
    if line.len() > 280 {
        return None;
    }
    // In small letters, but for those of ASCII, whose case is not looked at below.
    let whole = if look.is_plain(line) { Cow::Borrowed(line) } else { Cow::Owned(line.to_lowercase()) };
    let lower = whole.trim_matches(|c: char| !c.is_alphanumeric() && c != '©');
    if lower.len() <= const { longest(LAYOUT) } && has(LAYOUT, lower) {
        return Some(("structure.layout-words", 99));
    }
    let words = look.words;
    let ends = line.ends_with(['.', '!', '?', '”', '"']);
    if is_share(&whole) {
        return Some(("structure.share-widget", 95));
    }
    let (mut leads, mut listed) = (false, false);
    FIRST.at(lower.as_bytes(), |at| match READ_MORE.get(at) {
        Some(start) => leads |= is_whole(start, &lower[start.len()..]),
        None => listed = true,
    });
    if words <= 25 && leads {
        let labelled = lower.contains(':') || !ends || words <= 6;
        if labelled {
            return Some(("structure.read-more", 92));
        }
    }
    let mut noticed = false;
    let mut spam: Vec<usize> = Vec::new();
    PHRASES.in_line(lower, |phrase| match phrase.checked_sub(NOTICES.len()) {
        None => noticed = true,
        Some(_) => spam.push(phrase),
    });
    if words <= 40 && noticed {
        return Some(("structure.notice", 92));
    }
    if is_player(lower) {
        return Some(("structure.layout-words", 90));
    }
    let hashes = || line.split_whitespace().filter(|word| word.starts_with('#')).count();
    let tagged = line.starts_with('#') && (words <= 5 || hashes() == words) && !ends;
    if words <= 40 && (tagged || listed) {
        return Some(("structure.tags", 92));
    }
    if is_menu(line, look) {
        return Some(("structure.menu", 90));
    }
    if is_spam(lower, spam) {
        return Some(("structure.spam", 85));
    }
    None
}

/// Whether a word or line is one of these, in any case of its letters.
fn has(list: &[&str], line: &str) -> bool {
    let Some(first) = line.as_bytes().first() else { return false };
    // The first letter tells most of them apart.
    let near = |known: &&&str| known.len() == line.len() && (known.as_bytes()[0] ^ first) & !0x20 == 0;
    list.iter().filter(near).any(|known| known.eq_ignore_ascii_case(line))
}

/// The length of the longest of these.
const fn longest(list: &[&str]) -> usize {
    let (mut longest, mut at) = (0, 0);
    while at < list.len() {
        if list[at].len() > longest {
            longest = list[at].len();
        }
        at += 1;
    }
    longest
}

/// What players and readers' aids show: "00:00 / 03:12", "1x", "2 min read".
fn is_player(line: &str) -> bool {
    // All of them begin with a figure, or as what is read to the blind does.
    if !line.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'e' | 'E' | 'l' | 'L')) {
        return false;
    }
    let lower = line.to_ascii_lowercase();
    let lower = lower.as_str();
    let figures =
        |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'));
    let times = lower
        .split(['/', ' ', '-'])
        .filter(|word| !word.is_empty())
        .all(|word| word.contains(':') && figures(word));
    let speed = lower.strip_suffix('x').is_some_and(figures);
    let mut words = lower.split_whitespace();
    let counted = words.next().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()));
    let rest: Vec<&str> = words.take(4).collect();
    let reading = matches!(
        rest[..],
        ["min" | "mins" | "minute" | "minutes"]
            | ["min" | "mins" | "minute" | "minutes", "read" | "reading"]
            | ["min" | "minute", "to", "read"]
    );
    // What a reader for the blind says of a list: "list of 3 items".
    let spoken = lower == "end of list"
        || lower
            .strip_prefix("list of ")
            .and_then(|rest| rest.strip_suffix(" items"))
            .is_some_and(|count| count.bytes().all(|b| b.is_ascii_digit()));
    times || speed || spoken || (counted && reading)
}

/// Layout words that mark the place of a picture.
pub(super) fn marks_picture(line: &str) -> bool {
    let line = line.trim();
    if line.len() > 30 {
        return false;
    }
    let lower = line.to_lowercase();
    matches!(
        lower.as_str(),
        "leftcenterrightdel"
            | "left center right del"
            | "zoom image"
            | "enlarge image"
            | "view image"
            | "[image]"
            | "[photo]"
            | "image"
            | "photo"
    )
}

/// Whether the words at the head of a line stand by themselves; `rest` stands behind them.
fn is_whole(start: &str, rest: &str) -> bool {
    let exact = matches!(start, "watch" | "related" | "subscribe" | "sign up" | "trending" | "recommended");
    if exact {
        rest.is_empty() || rest.starts_with([':', '|', '›', '»', '>'])
    } else {
        !rest.starts_with(char::is_alphanumeric)
    }
}

/// Names of places to share at, and nothing but them.
fn is_share(lower: &str) -> bool {
    let mut telling = 0;
    let mut count = 0;
    for word in lower
        .split(|c: char| c.is_whitespace() || matches!(c, '|' | '/' | ',' | ':'))
        .filter(|word| !word.is_empty())
    {
        if word.len() > const { longest(SHARE) } || !has(SHARE, word) {
            return false;
        }
        count += 1;
        telling += usize::from(has(TELLS_OF_SHARING, word));
    }
    count > 0 && telling > 0
}

/// "Home | Politics | Society", "Home › News › Defence"
fn is_menu(line: &str, look: Look) -> bool {
    // A stroke parts the steps of a path where it stands between blanks: "Home / News / India".
    let path = look.has(Kind::Stroke) && line.matches(" / ").count() >= 2;
    let barred = look.has(Kind::Bar) || (look.has(Kind::Wide) && has_bar(line.as_bytes()));
    if !path && !barred {
        return false;
    }
    let is_bar = |c: char| matches!(c, '|' | '›' | '»' | '>' | '•' | '·') || (path && c == '/');
    let parts: Vec<&str> = line.split(is_bar).map(str::trim).filter(|part| !part.is_empty()).collect();
    let short =
        parts.iter().all(|part| part.split_whitespace().count() <= 4 && !part.ends_with(['.', ',', ';']));
    let begin = parts.iter().filter(|part| part.chars().next().is_some_and(char::is_uppercase)).count();
    let dated = parts.iter().any(|part| part.bytes().filter(u8::is_ascii_digit).count() >= 3);
    (parts.len() >= 3 && short && begin == parts.len() && !dated)
        || (parts.len() == 2 && parts[0].eq_ignore_ascii_case("home"))
        || (parts.len() == 2
            && begin == 2
            && !dated
            && parts.iter().all(|part| part.split_whitespace().count() <= 3)
            && super::credit::of_line(line).is_empty())
}

/// Whether one of "›", "»", "•" and "·" stands in the line.
fn has_bar(line: &[u8]) -> bool {
    any_three(line, |a, b, c| {
        (a == 0xC2) & ((b == 0xB7) | (b == 0xBB)) | (a == 0xE2) & (b == 0x80) & ((c == 0xA2) | (c == 0xBA))
    })
}

/// Advertising that has nothing to do with a news text. `found` are its phrases, each time that one stands there.
fn is_spam(lower: &str, mut found: Vec<usize>) -> bool {
    found.sort_unstable();
    found.dedup();
    let terms = found.len();
    let bytes = lower.as_bytes();
    let linked = any_three(bytes, |a, b, c| {
        let (a, b, c) = (a | 0x20, b | 0x20, c | 0x20);
        (a == b'h') & (b == b't') & (c == b't') | (a == b'w') & (b == b'w') & (c == b'w')
    });
    let is_link = |four: &&[u8]| four.eq_ignore_ascii_case(b"http") || four.eq_ignore_ascii_case(b"www.");
    let links = if linked { bytes.windows(4).filter(is_link).count() } else { 0 };
    terms >= 2 || (terms >= 1 && links >= 1) || links >= 3
}

/// The body that issues a text, above its title.
pub(super) fn is_letterhead(words: &str) -> bool {
    const BODIES: &[&str] = &[
        "office of",
        "ministry of",
        "ministry for",
        "department of",
        "embassy of",
        "bureau of",
        "government of",
        "permanent mission of",
    ];
    let lower = words.to_lowercase();
    let lower = lower.strip_prefix("the ").unwrap_or(&lower);
    // "European Commission - Press release"
    let kind = ["press release", "news release", "media release", "press statement"]
        .iter()
        .find_map(|kind| lower.strip_suffix(kind))
        .is_some_and(|front| front.is_empty() || front.trim_end().ends_with(['-', '–', '—', '|', ':', '•']));
    if kind {
        return lower.split_whitespace().count() <= 10;
    }
    words.split_whitespace().count() <= 8
        && BODIES.iter().any(|body| lower.starts_with(body))
        && words.split_whitespace().all(|word| {
            word.chars().next().is_some_and(|c| !c.is_lowercase())
                || matches!(word, "of" | "the" | "for" | "and" | "to")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pages_leave_is_known() {
        for line in [
            "leftcenterrightdel",
            "|",
            "Share on Facebook Twitter Zalo",
            "A- A A+",
            "Read more: The other story",
            "Related news",
            "Home | Politics | Defence",
            "Tags: defence, industry",
            "© 2024 The Paper. All rights reserved.",
            "See also:",
            "Sign up for our newsletter to get the news.",
            "Best casino betting offers, buy now http://x.example",
        ] {
            assert!(rule(line, Look::at(line)).is_some(), "{line}");
        }
    }

    #[test]
    fn sentences_are_not_taken_for_leftovers() {
        for line in [
            "The minister said more news would follow on Thursday.",
            "Share prices fell on Monday.",
            "Watch the sky, he told the crowd.",
            "General Phan Van Giang - Politburo member, Minister of National Defense",
            "The ministry printed the report.",
        ] {
            assert_eq!(rule(line, Look::at(line)), None, "{line}");
        }
    }
}
