//! A sentence as words, numbers and marks.

use super::lexicon::{self, Role, W};
use crate::bytes::letters;

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Byte offsets of the text.
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) w: W,
    /// A number's value (saturated), a mark's character.
    pub(super) value: u32,
    /// Nothing stands between it and the one before.
    pub(super) glued: bool,
    /// Its first letter is a capital.
    pub(super) capital: bool,
}

impl Token {
    pub(super) fn is(&self, mark: char) -> bool {
        self.w == W::Mark && self.value == mark as u32
    }

    pub(super) fn digits(&self) -> usize {
        (self.end - self.start) as usize
    }
}

/// What begins with a byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    Letter,
    Digit,
    Mark,
    /// A byte of a letter of other scripts, or of a wide mark.
    Wide,
    /// A mark of two bytes, or one that begins nothing.
    Other,
}

static CLASSES: [Class; 256] = {
    let mut classes = [Class::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            0..=0x20 => Class::Blank,
            0x21..=0x7F => Class::Mark,
            0x80..=0xC2 => Class::Other,
            0xC3.. => Class::Wide,
        };
        byte += 1;
    }
    classes
};

/// Puts the tokens of `text[start..end]` into `tokens`, which is emptied first.
///
/// Returns what one or another of them is for finding temporal expressions.
pub(super) fn tokenize(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) -> Role {
    tokens.clear();
    let bytes = &text.as_bytes()[..end];
    let mut telling = Role::default();
    let mut at = start;
    let mut last_end = usize::MAX;
    while let Some(&first) = bytes.get(at) {
        let from = at;
        let (w, value);
        at += 1;
        match CLASSES[usize::from(first)] {
            Class::Blank => continue,
            Class::Letter => {
                let (mut count, key) = letters(bytes, from);
                at = from + count;
                while count == 8 {
                    (count, _) = letters(bytes, at);
                    at += count;
                }
                if bytes.get(at).is_some_and(|byte| *byte >= 0x80) && wide_mark(bytes, at).is_none() {
                    at = word_end(bytes, at);
                    (w, value) = (W::Other, 0);
                } else {
                    let (found, role) = lexicon::look_up(&bytes[from..at], key);
                    telling.of_time |= role.of_time;
                    telling.carries |= role.carries;
                    (w, value) = (found, 0);
                }
            }
            Class::Digit => {
                let mut number = u32::from(first - b'0');
                while let Some(digit) = bytes.get(at).filter(|byte| byte.is_ascii_digit()) {
                    number = number.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
                    at += 1;
                }
                telling = const { Role::of(W::Number) };
                (w, value) = (W::Number, number);
            }
            Class::Mark => (w, value) = (W::Mark, u32::from(first)),
            // Letters of other scripts belong to words; marks above ASCII start with 0xC2 or 0xE2.
            Class::Wide => {
                if let Some(mark) = wide_mark(bytes, from) {
                    at = from + mark.len_utf8();
                    if mark.is_whitespace() || mark == '\u{200B}' {
                        continue;
                    }
                    (w, value) = (W::Mark, mark as u32);
                } else {
                    at = word_end(bytes, at);
                    (w, value) = (W::Other, 0);
                }
            }
            Class::Other => {
                let mark = text[from..].chars().next().unwrap_or('\u{FFFD}');
                at = from + mark.len_utf8();
                if mark.is_whitespace() {
                    continue;
                }
                (w, value) = (W::Mark, mark as u32);
            }
        }
        tokens.push(Token {
            start: from as u32,
            end: at as u32,
            w,
            value,
            glued: from == last_end,
            capital: first.is_ascii_uppercase(),
        });
        last_end = at;
        // Most words are followed by a blank.
        at += usize::from(bytes.get(at) == Some(&b' '));
    }
    telling
}

/// Where the word ends that stands at `at`: letters of any script, no mark of general punctuation.
fn word_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at)
        && (byte.is_ascii_alphabetic() || (*byte >= 0x80 && wide_mark(bytes, at).is_none()))
    {
        at += 1;
    }
    at
}

/// The mark of general punctuation at `at` (dashes, quotation marks, blanks), if one stands there.
fn wide_mark(bytes: &[u8], at: usize) -> Option<char> {
    match bytes.get(at..at + 3)? {
        [0xE2, second @ (0x80 | 0x81), third] => {
            char::from_u32(0x2000 + ((u32::from(*second) & 0x3F) << 6) + u32::from(third & 0x3F))
        }
        _ => None,
    }
}
