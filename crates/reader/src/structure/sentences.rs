//! Where sentences end.
//!
//! A full stop ends a sentence unless the word before it is an abbreviation, an initial or a number that goes on.
//! Titles ("Mr.", "Lt. Gen.", "No.") never end one; abbreviations that can stand last ("U.S.", "Inc.", "a.m.")
//! end one when the next word is one that sentences begin with.

use super::abbreviations::{self, Ending};
use super::head;
use crate::bytes::next_three;

/// Byte ranges of the sentences of `text`, in order, outer white space excluded.
pub(crate) fn split(text: &str) -> Vec<(usize, usize)> {
    let mut sentences = Vec::new();
    split_into(text, &mut sentences);
    sentences
}

/// Puts them into `sentences`, which is empty.
pub(super) fn split_into(text: &str, sentences: &mut Vec<(usize, usize)>) {
    // `start` stands on a letter, so that nothing below walks over the same white space again and again.
    let mut start = skip_blanks(text, 0);
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(mark) = next_three(bytes, at, may_end) {
        at = mark;
        let Some(first) = text[at..].chars().next() else { break };
        at += first.len_utf8();
        if !is_end_mark(first) {
            continue;
        }
        while let Some(next) = text[at..].chars().next() {
            if is_end_mark(next) || (next == '/' && text[at..].starts_with("/.")) {
                at += next.len_utf8();
            } else {
                break;
            }
        }
        if let Some(end) = boundary(text, start, mark, at) {
            push(text, start, end, sentences);
            start = skip_blanks(text, end);
            at = start;
        }
    }
    push(text, start, text.len(), sentences);
}

/// Whether a unit ends as a sentence does.
pub(super) fn ends_sentence(unit: &str) -> bool {
    let body = head::without_note(unit).trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '”' | '"' | '’' | '\'' | ')' | ']' | '»' | '|')
    });
    body.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '।', '/'])
}

fn skip_blanks(text: &str, from: usize) -> usize {
    text.len() - text[from..].trim_start().len()
}

fn push(text: &str, start: usize, end: usize, sentences: &mut Vec<(usize, usize)>) {
    let raw = &text[start..end];
    let front = raw.trim_start();
    let start = start + (raw.len() - front.len());
    let body = front.trim_end();
    if body.chars().any(char::is_alphanumeric) {
        sentences.push((start, start + body.len()));
    } else if let Some(last) = sentences.last_mut()
        && !body.is_empty()
    {
        // Closing marks that stand alone belong to what they close.
        last.1 = start + body.len();
    }
}

/// Whether an end mark may begin with these bytes: one of ASCII, or one outside it that is no quotation mark or dash.
fn may_end(a: u8, b: u8, c: u8) -> bool {
    let quotes = (a == 0xE2) & (b == 0x80) & (c < 0xA6);
    (a == b'.') | (a == b'!') | (a == b'?') | (a >= 0xD8) & !quotes
}

fn is_end_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?') || is_wide_end(c)
}

fn is_wide_end(c: char) -> bool {
    matches!(c, '…' | '。' | '！' | '？' | '؟' | '۔' | '।' | '‼' | '⁉')
}

fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '"' | '\'' | ')' | ']' | '»' | '›' | '*')
}

fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '"' | '\'' | '(' | '[' | '«' | '‹' | '`' | '„' | '¿' | '¡')
}

/// The end of the sentence whose end marks stand at `mark..after`; `None` when they do not end it.
fn boundary(text: &str, start: usize, mark: usize, after: usize) -> Option<usize> {
    let mut end = after;
    for c in text[after..].chars() {
        if !is_closing(c) {
            break;
        }
        end += c.len_utf8();
    }
    let rest = &text[end..];
    let next = rest.chars().next();
    let spaced = next.is_none_or(char::is_whitespace);
    let wide = text[mark..].chars().next().is_some_and(|c| is_wide_end(c) && c != '…');
    if wide {
        return Some(end);
    }
    let word = word_before(text, start, mark);
    let marks = &text[mark..after];
    if !spaced {
        // A blank lost between two sentences: "development.The ministry".
        let glued = marks == "."
            && word.len() >= 3
            && word.chars().all(char::is_lowercase)
            && rest.chars().next().is_some_and(char::is_uppercase)
            && rest.chars().nth(1).is_some_and(|c| c.is_lowercase() || c == ' ');
        let reference = rest.starts_with('[') && end == after;
        return (glued || reference).then_some(end);
    }
    let follow = rest.trim_start();
    let Some(first) = follow.chars().next() else {
        return Some(end);
    };
    let opened = follow.trim_start_matches(is_opening);
    let first_letter = opened.chars().next().unwrap_or(first);
    if first_letter.is_lowercase() {
        return None;
    }
    if matches!(first, ',' | ';' | ')' | ']' | '”' | '’') {
        return None;
    }
    if marks != "." {
        return Some(end);
    }
    match last_word(word, text, start, mark) {
        Ending::Never => None,
        Ending::BeforeNumber => {
            (!first_letter.is_numeric()).then_some(end).filter(|_| starts_sentence(opened))
        }
        Ending::Perhaps => starts_sentence(opened).then_some(end),
        Ending::Yes => Some(end),
    }
}

/// The word that ends at `mark`, inner dots included; at most 24 bytes are looked at.
fn word_before(text: &str, start: usize, mark: usize) -> &str {
    let mut from = mark;
    for c in text[start..mark].chars().rev().take(24) {
        if !(c.is_alphanumeric() || c == '.' || c == '&') {
            break;
        }
        from -= c.len_utf8();
    }
    &text[from..mark]
}

fn last_word(word: &str, text: &str, start: usize, mark: usize) -> Ending {
    if word.len() > abbreviations::LONGEST && word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Ending::Yes;
    }
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    if capital && word.chars().count() == 1 {
        // An initial; but "plan B." can end a sentence.
        return if word == "I" || text[start..mark].trim_start().len() == 1 {
            Ending::Never
        } else {
            Ending::Perhaps
        };
    }
    if word.len() == 1 && word.chars().all(char::is_alphabetic) {
        return Ending::Never;
    }
    if let Some(ending) = abbreviations::ending(word) {
        return ending;
    }
    // "1." in front of an item of a list.
    if !word.is_empty()
        && word.len() <= 3
        && word.bytes().all(|b| b.is_ascii_digit())
        && text[start..mark].trim_start() == word
    {
        return Ending::Never;
    }
    // Several initials: "J.F.", "T.P.HCM".
    if word.contains('.') && word.split('.').all(|part| part.chars().count() <= 1) {
        return Ending::Perhaps;
    }
    Ending::Yes
}

/// Whether the words at the head of `text` are such as sentences begin with.
fn starts_sentence(text: &str) -> bool {
    const STARTERS: &[&str] = &[
        "a",
        "about",
        "accordingly",
        "after",
        "again",
        "all",
        "also",
        "although",
        "among",
        "an",
        "and",
        "another",
        "any",
        "as",
        "asked",
        "at",
        "because",
        "before",
        "between",
        "both",
        "but",
        "by",
        "despite",
        "during",
        "each",
        "earlier",
        "even",
        "every",
        "few",
        "first",
        "for",
        "from",
        "he",
        "her",
        "here",
        "his",
        "how",
        "however",
        "i",
        "if",
        "in",
        "instead",
        "it",
        "its",
        "last",
        "later",
        "like",
        "many",
        "meanwhile",
        "more",
        "moreover",
        "most",
        "mr",
        "mrs",
        "ms",
        "my",
        "neither",
        "no",
        "none",
        "not",
        "now",
        "of",
        "on",
        "once",
        "one",
        "only",
        "other",
        "our",
        "over",
        "president",
        "several",
        "she",
        "since",
        "so",
        "some",
        "still",
        "such",
        "that",
        "the",
        "their",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "though",
        "three",
        "through",
        "thus",
        "to",
        "today",
        "two",
        "under",
        "unlike",
        "until",
        "we",
        "what",
        "when",
        "where",
        "while",
        "who",
        "why",
        "with",
        "within",
        "without",
        "yesterday",
        "yet",
        "you",
        "your",
    ];
    let end = text.find(|c: char| !(c.is_alphabetic() || c == '’' || c == '\'')).unwrap_or(text.len());
    let word = &text[..end];
    let word = word.split(['’', '\'']).next().unwrap_or("");
    let initial = word.chars().count() == 1 && text[end..].starts_with('.');
    if initial || word.len() > 16 || !word.chars().next().is_some_and(char::is_uppercase) {
        return false;
    }
    STARTERS.binary_search(&word.to_lowercase().as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = split(text).iter().map(|(s, e)| &text[*s..*e]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn titles_numbers_and_initials_do_not_end_a_sentence() {
        check(
            "Sr. Lt. Gen. Pham Hoai Nam met Mr. T. V. Bui.",
            &["Sr. Lt. Gen. Pham Hoai Nam met Mr. T. V. Bui."],
        );
        check(
            "Resolution No. 08 and No.57 grew by 3.5 percent. It ended.",
            &["Resolution No. 08 and No.57 grew by 3.5 percent.", "It ended."],
        );
    }

    #[test]
    fn an_abbreviation_that_can_stand_last_ends_a_sentence_before_a_usual_beginning() {
        check(
            "He lives in the U.S. The firm is Acme Inc. of Ohio.",
            &["He lives in the U.S.", "The firm is Acme Inc. of Ohio."],
        );
        check(
            "It opened at 9 a.m. Monday. It closed at 5 p.m. They left.",
            &["It opened at 9 a.m. Monday.", "It closed at 5 p.m.", "They left."],
        );
    }

    #[test]
    fn quotation_marks_stay_with_what_they_close() {
        check(
            "“We must work,” he said. “It is late.” They left.",
            &["“We must work,” he said.", "“It is late.”", "They left."],
        );
        check(
            "``It was.'' He left. \"Is it?\" she asked.",
            &["``It was.''", "He left.", "\"Is it?\" she asked."],
        );
    }

    #[test]
    fn sign_offs_and_lost_blanks_are_seen() {
        check("The event ended./. Next came rain.", &["The event ended./.", "Next came rain."]);
        check(
            "It serves development.The ministry agreed.",
            &["It serves development.", "The ministry agreed."],
        );
        check("See www.chinhphu.vn for more.", &["See www.chinhphu.vn for more."]);
    }

    #[test]
    fn the_words_that_begin_sentences_are_sorted_for_search() {
        // A wrong order would silently lose words: one from each third must be found.
        for word in ["About it", "However, it", "The plan", "Yesterday it", "Mr. Ha"] {
            assert!(starts_sentence(word), "{word}");
        }
    }
}
