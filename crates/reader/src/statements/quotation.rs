//! Where quotations begin and end: nested, over several paragraphs, unbalanced.
//!
//! One pass, with a counter instead of a stack: a hundred thousand nested marks cost what any other
//! characters cost. Marks round a quotation within a quotation do not end the outer one.

use crate::bytes::among;

/// A quotation: everything between the outermost marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    /// First byte, its opening mark included.
    pub(super) start: u32,
    /// One past the last byte, its closing mark included.
    pub(super) end: u32,
    /// First byte of what is quoted.
    pub(super) inner_start: u32,
    /// One past the last byte of what is quoted.
    pub(super) inner_end: u32,
    /// It goes on with the next one: a paragraph ended without a closing mark and the next opens anew.
    pub(super) goes_on: bool,
    /// Set in single marks.
    pub(super) single: bool,
}

/// Longest quotation in single marks: an apostrophe is easily taken for a mark.
const LONGEST_SINGLE: usize = 400;

/// The quotations of the paragraphs `paragraphs` (byte ranges in order) of `text`.
pub(super) fn find(text: &str, paragraphs: &[(usize, usize)]) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    // Whether the last paragraph ended inside a quotation that is the last of `found`.
    let mut pending = false;
    for &(from, to) in paragraphs {
        let continues = pending && opens(text, from, to);
        if pending
            && continues
            && let Some(last) = found.last_mut()
        {
            last.goes_on = true;
        }
        pending = paragraph(text, from, to, &mut found);
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Close,
    /// `"` and its like: direction unknown.
    Straight,
}

/// The double mark at `at` and its length in bytes.
fn double_mark(bytes: &[u8], at: usize, to: usize) -> Option<(Mark, usize)> {
    let rest = &bytes[at..to];
    match rest {
        [b'"', ..] => Some((Mark::Straight, 1)),
        [b'\'', b'\'', ..] => Some((Mark::Straight, 2)),
        [b'`', b'`', ..] => Some((Mark::Open, 2)),
        // “ ” „ ‟
        [0xE2, 0x80, 0x9C, ..] => Some((Mark::Open, 3)),
        [0xE2, 0x80, 0x9D, ..] => Some((Mark::Close, 3)),
        [0xE2, 0x80, 0x9E | 0x9F, ..] => Some((Mark::Open, 3)),
        // ‘‘ and ’’
        [0xE2, 0x80, 0x98, 0xE2, 0x80, 0x98, ..] => Some((Mark::Open, 6)),
        [0xE2, 0x80, 0x99, 0xE2, 0x80, 0x99, ..] => Some((Mark::Close, 6)),
        // « »
        [0xC2, 0xAB, ..] => Some((Mark::Open, 2)),
        [0xC2, 0xBB, ..] => Some((Mark::Close, 2)),
        _ => None,
    }
}

fn opens(text: &str, from: usize, to: usize) -> bool {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < to && bytes[at].is_ascii_whitespace() {
        at += 1;
    }
    at < to && double_mark(bytes, at, to).is_some_and(|(mark, _)| mark != Mark::Close)
}

/// Bytes that marks begin with.
const MAY_MARK: [bool; 256] = among(&[b'"', b'\'', b'`', 0xE2, 0xC2]);

/// Where the next byte stands that a mark may begin with, or `to`. Without branches, so that many are looked at in one step.
fn next_mark(bytes: &[u8], from: usize, to: usize) -> usize {
    const STEP: usize = 64;
    let rest = &bytes[from..to];
    // Nought where a byte is one of them, told by arithmetic alone: comparisons would be turned into jumps.
    let least = |piece: &[u8]| {
        piece.iter().fold(u8::MAX, |least, byte| {
            let differs = [b'"', b'\'', b'`', 0xE2, 0xC2].map(|mark| byte ^ mark);
            differs.into_iter().fold(least, u8::min)
        })
    };
    let plain = rest.chunks(STEP).take_while(|piece| least(piece) != 0).count() * STEP;
    let next = rest[plain.min(rest.len())..].iter().position(|byte| MAY_MARK[usize::from(*byte)]);
    next.map_or(to, |next| from + plain + next)
}

/// Finds the quotations of one paragraph; whether it ends inside one.
fn paragraph(text: &str, start: usize, to: usize, found: &mut Vec<Quotation>) -> bool {
    let bytes = text.as_bytes();
    let mut from = start;
    let mut at = from;
    let before = found.len();
    // Whether a curly mark stands in what a straight one opened.
    let mut curly = false;
    // Depth of curly marks, and where the outermost opened.
    let mut depth = 0_usize;
    let mut open = (0, 0);
    let mut straight = false;
    loop {
        if at >= to {
            // A straight mark that opens the paragraph and is never closed, though others open and close after it: a slip.
            if depth > 0 && straight && curly && from == start && found.len() == before {
                (from, at) = (open.1, open.1);
                (depth, straight, curly) = (0, false, false);
                continue;
            }
            break;
        }
        at = next_mark(bytes, at, to);
        if at == to {
            continue;
        }
        if let Some((mark, length)) = double_mark(bytes, at, to) {
            let after = at + length;
            curly |= straight && mark == Mark::Open;
            let before_blank = at == from || !is_inner(bytes, at - 1);
            let after_blank = after >= to || bytes[after].is_ascii_whitespace();
            let is_open = match mark {
                Mark::Open => true,
                // A closing mark where only an opening one can stand: a slip of the keyboard.
                Mark::Close => depth == 0 && before_blank && !after_blank,
                // Between two blanks a straight mark closes what is open, else it opens.
                Mark::Straight if straight && depth > 0 => {
                    before_blank && !after_blank && depth == 1 && {
                        // A second opening: taken for one within the first only if two closings follow.
                        closings(bytes, after, to) >= 2
                    }
                }
                Mark::Straight => depth == 0 && !after_blank,
            };
            if is_open {
                if depth == 0 {
                    open = (at, after);
                    straight = mark == Mark::Straight;
                }
                depth += 1;
            } else if depth > 0 {
                depth -= 1;
                if depth == 0 {
                    found.push(Quotation {
                        start: open.0 as u32,
                        end: after as u32,
                        inner_start: open.1 as u32,
                        inner_end: at as u32,
                        goes_on: false,
                        single: false,
                    });
                }
            }
            at = after;
            continue;
        }
        if depth == 0
            && let Some(quotation) = single(text, at, from, to)
        {
            at = quotation.end as usize;
            found.push(quotation);
            continue;
        }
        at += 1;
    }
    if depth > 0 {
        let mut end = to;
        while end > open.1 && bytes[end - 1].is_ascii_whitespace() {
            end -= 1;
        }
        found.push(Quotation {
            start: open.0 as u32,
            end: end as u32,
            inner_start: open.1 as u32,
            inner_end: end as u32,
            goes_on: false,
            single: false,
        });
    }
    depth > 0
}

/// How many straight closing marks follow nearby; looks at a bounded stretch.
fn closings(bytes: &[u8], from: usize, to: usize) -> usize {
    let to = to.min(from + 600);
    let mut count = 0;
    let mut at = from;
    while at < to && count < 2 {
        if let Some((Mark::Straight, length)) = double_mark(bytes, at, to) {
            let after_blank = at + length >= to || !bytes[at + length].is_ascii_alphanumeric();
            if !after_blank {
                return 0;
            }
            count += 1;
            at += length;
        } else {
            at += 1;
        }
    }
    count
}

fn is_inner(bytes: &[u8], at: usize) -> bool {
    !(bytes[at].is_ascii_whitespace()
        || matches!(bytes[at], b'(' | b'[' | b'-' | b'{')
        || dash_ends_at(bytes, at))
}

fn dash_ends_at(bytes: &[u8], at: usize) -> bool {
    at >= 2 && bytes[at - 2] == 0xE2 && bytes[at - 1] == 0x80 && matches!(bytes[at], 0x93 | 0x94)
}

/// A quotation in single marks that begins at `at`.
fn single(text: &str, at: usize, from: usize, to: usize) -> Option<Quotation> {
    let bytes = text.as_bytes();
    let (length, curly) = match &bytes[at..to] {
        [b'\'', ..] => (1, false),
        [0xE2, 0x80, 0x98, ..] => (3, true),
        _ => return None,
    };
    if at > from && is_inner(bytes, at - 1) {
        return None;
    }
    let inner = at + length;
    if inner >= to || bytes[inner].is_ascii_whitespace() || bytes[inner].is_ascii_digit() {
        return None;
    }
    let limit = to.min(at + LONGEST_SINGLE);
    let mut end = inner;
    while end < limit {
        let close = match &bytes[end..to] {
            [b'\'', ..] if !curly => 1,
            [0xE2, 0x80, 0x99, ..] if curly => 3,
            [b'"', ..] | [0xE2, 0x80, 0x9C | 0x9D, ..] => return None,
            _ => {
                end += 1;
                continue;
            }
        };
        let after = end + close;
        let letter_after = after < to
            && (bytes[after].is_ascii_alphanumeric() || bytes[after] >= 0xC3 && bytes[after] != 0xE2);
        // "workers' rights": after an s a closing mark is believed only at a pause.
        let plural = bytes[end - 1] == b's' && after < to && bytes[after] == b' ';
        if !letter_after && !plural && end > inner {
            return Some(Quotation {
                start: at as u32,
                end: after as u32,
                inner_start: inner as u32,
                inner_end: end as u32,
                goes_on: false,
                single: true,
            });
        }
        end = after;
    }
    None
}
