//! A sentence as words, numbers and marks.

use super::lexicon::{self, W};

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

/// Puts the tokens of `text[start..end]` into `tokens`, which is emptied first.
///
/// Returns whether any of them can begin or carry a temporal expression.
pub(super) fn tokenize(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) -> bool {
    tokens.clear();
    let bytes = &text.as_bytes()[..end];
    let mut telling = false;
    let mut at = start;
    let mut last_end = usize::MAX;
    while at < end {
        let first = bytes[at];
        let from = at;
        let (w, value);
        if first.is_ascii_alphabetic() || first >= 0xC3 {
            // Letters of other scripts belong to words; marks above ASCII start with 0xC2 or 0xE2 and are told below.
            if let Some(mark) = wide_mark(bytes, at) {
                at += mark.len_utf8();
                if mark.is_whitespace() || mark == '\u{200B}' {
                    continue;
                }
                (w, value) = (W::Mark, mark as u32);
            } else {
                let mut ascii = first < 0x80;
                at += 1;
                while at < end
                    && (bytes[at].is_ascii_alphabetic()
                        || (bytes[at] >= 0x80 && wide_mark(bytes, at).is_none()))
                {
                    ascii &= bytes[at] < 0x80;
                    at += 1;
                }
                w = if ascii { lexicon::look_up(&bytes[from..at]) } else { W::Other };
                value = 0;
            }
        } else if first.is_ascii_digit() {
            let mut number = 0u32;
            while at < end && bytes[at].is_ascii_digit() {
                number = number.saturating_mul(10).saturating_add(u32::from(bytes[at] - b'0'));
                at += 1;
            }
            (w, value) = (W::Number, number);
        } else if first.is_ascii_whitespace() || first < 0x20 {
            at += 1;
            continue;
        } else if first < 0x80 {
            at += 1;
            (w, value) = (W::Mark, u32::from(first));
        } else {
            let mark = text[at..].chars().next().unwrap_or('\u{FFFD}');
            at += mark.len_utf8();
            if mark.is_whitespace() {
                continue;
            }
            (w, value) = (W::Mark, mark as u32);
        }
        telling |= !matches!(
            w,
            W::Other
                | W::Mark
                | W::A
                | W::The
                | W::Of
                | W::In
                | W::To
                | W::And
                | W::For
                | W::On
                | W::At
                | W::By
                | W::As
                | W::That
        );
        tokens.push(Token {
            start: from as u32,
            end: at as u32,
            w,
            value,
            glued: from == last_end,
            capital: first.is_ascii_uppercase(),
        });
        last_end = at;
    }
    telling
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
