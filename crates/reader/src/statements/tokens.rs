//! Words, punctuation and collapsed quotations of a stretch of text.
//!
//! A quotation is one token, however long: who said it is decided by the words round it, and
//! what stands inside is no business of the sentence that frames it.

use super::lexicon::{self, Classes};
use super::quotation::Quotation;
use crate::bytes::{SMALL, among};

/// A word in lower case as a number: equal words, equal numbers. Collisions are as rare as 32 bits make them.
pub(super) const fn word(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let mut hash = 0x811c_9dc5;
    let mut at = 0;
    while at < bytes.len() {
        hash = step(hash, bytes[at]);
        at += 1;
    }
    hash
}

const PRIME: u32 = 0x0100_0193;

/// FNV-1a over bytes in lower case.
const fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ byte.to_ascii_lowercase() as u32).wrapping_mul(PRIME)
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, perhaps with digits.
    Word,
    /// Digits.
    Number,
    /// One mark.
    Mark,
    /// A whole quotation, marks included.
    Quotation,
}

/// How a word begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// "said", "12", ","
    Lower,
    /// "Said"
    Capital,
    /// "PM"
    Capitals,
}

/// A token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// First byte in the document.
    pub(super) start: u32,
    /// One past its last byte.
    pub(super) end: u32,
    /// The word in lower case, as [`word`] counts it. For quotations a number made from how they end.
    pub(super) word: u32,
    /// The last three letters likewise.
    pub(super) ending: u32,
    /// What the lexicon says of it.
    pub(super) classes: Classes,
    /// What it is.
    pub(super) kind: Kind,
    /// How it begins.
    pub(super) shape: Shape,
}

impl Token {
    /// Whether the lexicon puts it in any of `classes`.
    pub(super) const fn is(&self, classes: Classes) -> bool {
        self.classes & classes != 0
    }

    /// Whether it is a word that begins with a capital.
    pub(super) fn is_capital(&self) -> bool {
        self.kind == Kind::Word && self.shape != Shape::Lower
    }
}

/// Marks, as [`word`] counts them.
pub(super) mod mark {
    use super::word;
    pub(in super::super) const COMMA: u32 = word(",");
    pub(in super::super) const STOP: u32 = word(".");
    pub(in super::super) const QUESTION: u32 = word("?");
    pub(in super::super) const CALL: u32 = word("!");
    pub(in super::super) const COLON: u32 = word(":");
    pub(in super::super) const SEMICOLON: u32 = word(";");
    pub(in super::super) const DOTS: u32 = word("…");
    pub(in super::super) const DASH: u32 = word("-");
    pub(in super::super) const POSSESSIVE: u32 = word("'s");
    /// A quotation that ends in nothing, a comma, a stop, a question or exclamation mark.
    pub(in super::super) const QUOTED: u32 = word("\"\"");
    pub(in super::super) const QUOTED_COMMA: u32 = word("\",\"");
    pub(in super::super) const QUOTED_STOP: u32 = word("\".\"");
    pub(in super::super) const QUOTED_CALL: u32 = word("\"!\"");
}

/// Appends the tokens of `text[from..to]` to `out`. `quotations` are those that touch the stretch, in order.
pub(super) fn tokenize(text: &str, from: usize, to: usize, quotations: &[Quotation], out: &mut Vec<Token>) {
    let mut quotations = quotations.iter().skip_while(|q| (q.end as usize) <= from);
    let mut at = from;
    while at < to {
        let quotation = quotations.next();
        let limit = quotation.map_or(to, |q| (q.start as usize).min(to));
        at = plain(text, at, limit, out);
        if let Some(quotation) = quotation
            && at < to
        {
            let end = (quotation.end as usize).min(to);
            if end > at {
                out.push(quotation_token(text, at, end, quotation));
                at = end;
            }
        }
    }
}

/// Appends the tokens of `text[at..limit]`, in which no quotation stands; where the last one ends.
fn plain(text: &str, mut at: usize, limit: usize, out: &mut Vec<Token>) -> usize {
    let bytes = text.as_bytes();
    while at < limit {
        let byte = bytes[at];
        if byte <= b' ' {
            at += 1;
        } else if byte.is_ascii_alphabetic() {
            at = word_token(text, at, limit, out);
        } else if byte.is_ascii_digit() {
            at = number_token(text, at, limit, out);
        } else if byte < 0x80 {
            at = ascii_mark(bytes, at, limit, out);
        } else {
            let Some(c) = text[at..].chars().next() else { break };
            at = if c.is_alphabetic() {
                word_token(text, at, limit, out)
            } else {
                other_mark(bytes, (at, c), limit, out)
            };
        }
    }
    at
}

/// A mark or a blank that is not ASCII.
fn other_mark(bytes: &[u8], (at, c): (usize, char), limit: usize, out: &mut Vec<Token>) -> usize {
    let end = at + c.len_utf8();
    if c.is_whitespace() {
        return end;
    }
    // "’s" after a word is a possessive, however the apostrophe is printed.
    if c == '’' && is_possessive(bytes, at, end, limit) {
        push_mark(at, end + 1, mark::POSSESSIVE, out);
        return end + 1;
    }
    let code = match c {
        '–' | '—' | '―' | '‒' => mark::DASH,
        '’' | '‘' => const { word("'") },
        '…' => mark::DOTS,
        _ => const { word("*") },
    };
    push_mark(at, end, code, out);
    end
}

fn quotation_token(text: &str, start: usize, end: usize, quotation: &Quotation) -> Token {
    let inner =
        text.get(quotation.inner_start as usize..quotation.inner_end as usize).unwrap_or("").trim_end();
    let code = match inner.bytes().last() {
        Some(b',') => mark::QUOTED_COMMA,
        Some(b'.') => mark::QUOTED_STOP,
        Some(b'?' | b'!') => mark::QUOTED_CALL,
        _ => mark::QUOTED,
    };
    let capital = inner.chars().next().is_some_and(char::is_uppercase);
    let blanks = inner.bytes().take(200).filter(|b| *b == b' ').count();
    Token {
        start: start as u32,
        end: end as u32,
        word: code,
        ending: match blanks {
            0..=1 => 1,
            2..=4 => 2,
            5..=9 => 3,
            _ => 4,
        },
        classes: 0,
        kind: Kind::Quotation,
        shape: if capital { Shape::Capital } else { Shape::Lower },
    }
}

fn is_possessive(bytes: &[u8], at: usize, after: usize, limit: usize) -> bool {
    after < limit
        && bytes[after].eq_ignore_ascii_case(&b's')
        && at > 0
        && !bytes[at - 1].is_ascii_whitespace()
        && (after + 1 >= limit || !(bytes[after + 1].is_ascii_alphanumeric() || bytes[after + 1] >= 0x80))
}

fn push_mark(start: usize, end: usize, code: u32, out: &mut Vec<Token>) {
    out.push(Token {
        start: start as u32,
        end: end as u32,
        word: code,
        ending: code,
        classes: 0,
        kind: Kind::Mark,
        shape: Shape::Lower,
    });
}

fn ascii_mark(bytes: &[u8], at: usize, limit: usize, out: &mut Vec<Token>) -> usize {
    let byte = bytes[at];
    if byte == b'\'' && is_possessive(bytes, at, at + 1, limit) {
        push_mark(at, at + 2, mark::POSSESSIVE, out);
        return at + 2;
    }
    // A run of one mark ("--", "...") is one token.
    let mut end = at + 1;
    while end < limit && bytes[end] == byte {
        end += 1;
    }
    let code = if byte == b'.' && end > at + 1 { mark::DOTS } else { step(0x811c_9dc5, byte) };
    push_mark(at, end, code, out);
    end
}

const NUMBER: u32 = word("0");

fn number_token(text: &str, start: usize, limit: usize, out: &mut Vec<Token>) -> usize {
    let bytes = text.as_bytes();
    let mut end = start + 1;
    while end < limit {
        let byte = bytes[end];
        let inner = matches!(byte, b'.' | b',' | b'/' | b'-' | b':')
            && end + 1 < limit
            && bytes[end + 1].is_ascii_digit();
        if !(byte.is_ascii_alphanumeric() || inner) {
            break;
        }
        end += 1;
    }
    out.push(Token {
        start: start as u32,
        end: end as u32,
        word: NUMBER,
        ending: NUMBER,
        classes: 0,
        kind: Kind::Number,
        shape: Shape::Lower,
    });
    end
}

fn word_token(text: &str, start: usize, limit: usize, out: &mut Vec<Token>) -> usize {
    let bytes = text.as_bytes();
    let mut hash = 0x811c_9dc5_u32;
    let mut capitals = 0_u32;
    // Letters and digits of ASCII, which most words are made of.
    let mut letters = 0;
    for byte in &bytes[start..limit] {
        let small = SMALL[usize::from(*byte)];
        if small == 0 {
            break;
        }
        hash = (hash ^ u32::from(small)).wrapping_mul(PRIME);
        capitals += u32::from(small != *byte);
        letters += 1;
    }
    let mut form = Form { end: start + letters as usize, hash, letters, capitals, ascii: true };
    if form.end < limit && MAY_GO_ON[usize::from(bytes[form.end])] {
        form.go_on(text, start, limit);
    }
    let Form { end, hash, letters, capitals, ascii } = form;
    let ending = if ascii && end - start > 4 { suffix(&bytes[end - 3..end]) } else { hash };
    out.push(Token {
        start: start as u32,
        end: end as u32,
        word: hash,
        ending,
        classes: lexicon::classes(hash),
        kind: Kind::Word,
        shape: if capitals > 1 && capitals == letters {
            Shape::Capitals
        } else if capitals > 0 && first_is_capital(text, start) {
            Shape::Capital
        } else {
            Shape::Lower
        },
    });
    end
}

/// Bytes that may belong to a word and are no ASCII letters or digits.
const MAY_GO_ON: [bool; 256] = {
    let mut table = among(b"'-.");
    let mut byte = 0x80;
    while byte < table.len() {
        table[byte] = true;
        byte += 1;
    }
    table
};

/// What a word is read off.
struct Form {
    end: usize,
    hash: u32,
    letters: u32,
    capitals: u32,
    ascii: bool,
}

impl Form {
    /// Reads on behind the first letters and digits: other letters, apostrophes, hyphens and stops within the word.
    fn go_on(&mut self, text: &str, start: usize, limit: usize) {
        let bytes = text.as_bytes();
        let Self { mut end, mut hash, mut letters, mut capitals, mut ascii } = *self;
        // The same of what stands after the last hyphen: "R-Fla.", "D-N.C.".
        let (mut run, mut run_hash) = (letters, hash);
        while end < limit {
            let byte = bytes[end];
            if byte.is_ascii_alphanumeric() {
                hash = step(hash, byte);
                run_hash = step(run_hash, byte);
                run += 1;
                capitals += u32::from(byte.is_ascii_uppercase());
                letters += 1;
                end += 1;
                continue;
            }
            if byte >= 0x80 {
                let Some(c) = text[end..].chars().next() else { break };
                if c.is_alphanumeric() || is_mark_above(c) {
                    ascii = false;
                    for byte in &text.as_bytes()[end..end + c.len_utf8()] {
                        hash = step(hash, *byte);
                        run_hash = step(run_hash, *byte);
                    }
                    run += 1;
                    letters += 1;
                    capitals += u32::from(c.is_uppercase());
                    end += c.len_utf8();
                    continue;
                }
                // "don’t": an apostrophe within a word, but not the one of a possessive.
                if c == '’' && letter_at(bytes, end + 3, limit) && !is_possessive(bytes, end, end + 3, limit)
                {
                    hash = step(hash, b'\'');
                    end += 3;
                    continue;
                }
                break;
            }
            if byte == b'\'' && letter_at(bytes, end + 1, limit) && !is_possessive(bytes, end, end + 1, limit)
            {
                hash = step(hash, b'\'');
                end += 1;
                continue;
            }
            if byte == b'-' && letter_at(bytes, end + 1, limit) {
                hash = step(hash, b'-');
                (run, run_hash) = (0, const { word("") });
                end += 1;
                continue;
            }
            if byte == b'.' {
                // "U.S.", "D-Calif.", "J.": the stop belongs to the word.
                let single = run == 1 || (end >= 2 && bytes[end - 2] == b'.' && end - 2 > start);
                if (single && letters <= 6 && capitals + 1 >= letters.min(2))
                    || (run <= 5 && lexicon::is_abbreviation(run_hash))
                {
                    hash = step(hash, b'.');
                    run_hash = step(run_hash, b'.');
                    end += 1;
                    if letter_at(bytes, end, limit) {
                        continue;
                    }
                }
                break;
            }
            break;
        }
        *self = Self { end, hash, letters, capitals, ascii };
    }
}

fn suffix(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| step(hash, *byte))
}

fn first_is_capital(text: &str, start: usize) -> bool {
    let first = text.as_bytes()[start];
    if first < 0x80 {
        return first.is_ascii_uppercase();
    }
    text[start..].chars().next().is_some_and(char::is_uppercase)
}

fn letter_at(bytes: &[u8], at: usize, limit: usize) -> bool {
    at < limit && (bytes[at].is_ascii_alphabetic() || bytes[at] >= 0xC3)
}

/// Combining marks: part of the word they stand in.
fn is_mark_above(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{20D0}'..='\u{20FF}' | '\u{200C}' | '\u{200D}')
}
