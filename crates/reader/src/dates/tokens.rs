//! A sentence as words, numbers and marks.

use dossier_corpus::Span;

use super::lexicon::{self, Role, W};
use crate::bytes::letters;
use crate::words::{Shape, Word};

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

/// Puts the tokens of a sentence into `tokens`, which is emptied first.
///
/// Returns what one or another of them is for finding temporal expressions.
pub(super) fn of_text(text: &str, sentence: Span, tokens: &mut Vec<Token>) -> Role {
    tokens.clear();
    let mut reader = Reader { text, tokens, telling: Role::default(), last_end: usize::MAX };
    reader.read(sentence.start as usize, sentence.end as usize);
    reader.telling
}

/// The same of a sentence whose words are known: a word of letters is one token here as there, and most others are cut further.
pub(super) fn of_words(text: &str, sentence: Span, words: &[Word], tokens: &mut Vec<Token>) -> Role {
    let bytes = &text.as_bytes()[..sentence.end as usize];
    // Letters of other scripts, and wide marks beside words, are told apart in another way there.
    if !is_plain(&bytes[sentence.start as usize..]) {
        return of_text(text, sentence, tokens);
    }
    tokens.clear();
    let mut reader = Reader { text, tokens, telling: Role::default(), last_end: usize::MAX };
    for word in words {
        let (from, to) = (word.start as usize, word.end as usize);
        let first = bytes[from];
        if word.shape.has(Shape::PLAIN) && !word.shape.has(Shape::DIGIT) {
            let w = reader.word(&bytes[from..to], || letters(bytes, from).1);
            reader.put(from, to, w, 0, first);
        } else if word.shape.has(Shape::MARK) && (b'!'..0x80).contains(&first) {
            reader.put(from, to, W::Mark, u32::from(first), first);
        } else {
            reader.read(from, to);
        }
    }
    reader.telling
}

/// Whether a text is in ASCII but for marks of general punctuation.
fn is_plain(bytes: &[u8]) -> bool {
    // Many bytes at a time, which few sentences need more than.
    bytes.is_ascii() || {
        let mut rest = bytes;
        while let Some(at) = rest.iter().position(|byte| *byte >= 0x80) {
            let [0xE2, 0x80, _, ..] = rest[at..] else { return false };
            rest = &rest[at + 3..];
        }
        true
    }
}

/// Tokens as they are read.
struct Reader<'a> {
    text: &'a str,
    tokens: &'a mut Vec<Token>,
    telling: Role,
    /// Where the last one ends.
    last_end: usize,
}

impl Reader<'_> {
    /// What a word of ASCII letters can be; `key` as of [`lexicon::look_up`].
    #[inline]
    fn word(&mut self, word: &[u8], key: impl FnOnce() -> u64) -> W {
        if !lexicon::may_hold(word) {
            return W::Other;
        }
        let (found, role) = lexicon::look_up(word, key());
        self.telling.of_time |= role.of_time;
        self.telling.carries |= role.carries;
        found
    }

    #[inline]
    fn put(&mut self, from: usize, to: usize, w: W, value: u32, first: u8) {
        self.tokens.push(Token {
            start: from as u32,
            end: to as u32,
            w,
            value,
            glued: from == self.last_end,
            capital: first.is_ascii_uppercase(),
        });
        self.last_end = to;
    }

    /// Reads `text[start..end]`.
    fn read(&mut self, start: usize, end: usize) {
        let bytes = &self.text.as_bytes()[..end];
        let mut at = start;
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
                    value = 0;
                    if bytes.get(at).is_some_and(|byte| *byte >= 0x80) && wide_mark(bytes, at).is_none() {
                        at = word_end(bytes, at);
                        w = W::Other;
                    } else {
                        w = self.word(&bytes[from..at], || key);
                    }
                }
                Class::Digit => {
                    let mut number = u32::from(first - b'0');
                    while let Some(digit) = bytes.get(at).filter(|byte| byte.is_ascii_digit()) {
                        number = number.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
                        at += 1;
                    }
                    self.telling = const { Role::of(W::Number) };
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
                    let mark = self.text[from..].chars().next().unwrap_or('\u{FFFD}');
                    at = from + mark.len_utf8();
                    if mark.is_whitespace() {
                        continue;
                    }
                    (w, value) = (W::Mark, mark as u32);
                }
            }
            self.put(from, at, w, value, first);
            // Most words are followed by a blank.
            at += usize::from(bytes.get(at) == Some(&b' '));
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_give_the_tokens_that_the_text_gives() {
        let text = "On May 3rd, 2020 (a Sunday), O’Brien’s U.S. plan: “no more than 5pm–6pm” - it's 's\u{1}\u{2009}‘fall’ Ab";
        let sentence = Span::new(0, text.len());
        let (mut words, mut tokens, mut same) = (Vec::new(), Vec::new(), Vec::new());
        crate::words::cut(text, 0, text.len(), &mut words);
        assert!(is_plain(text.as_bytes()) && !is_plain("né".as_bytes()) && !is_plain("3 €".as_bytes()));
        assert_eq!(of_words(text, sentence, &words, &mut tokens), of_text(text, sentence, &mut same));
        assert_eq!(format!("{tokens:?}"), format!("{same:?}"));
    }
}
