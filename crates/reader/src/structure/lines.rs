//! Lines, whatever ends them, and the units of text that they make.

use crate::bytes::{any_three, next_three};

/// A line without its end: byte offsets of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Line {
    start: usize,
    end: usize,
    blank: bool,
    indent: usize,
    width: usize,
}

/// A stretch of lines that belong together: a paragraph, a heading, a menu entry. Outer white space is not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
}

/// White space for our purposes: Unicode's, and the invisible characters that pages leave.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
}

/// How many words white space parts the text into, `most` at the most.
pub(super) fn count_words(text: &str, most: usize) -> usize {
    // What white space outside ASCII begins with, or may.
    let wide = |a, b, c| {
        (a == 0xC2)
            | (a == 0xE1)
            | (a == 0xE3)
            | (a == 0xE2) & ((b == 0x81) | (b == 0x80) & ((c <= 0x8A) | (c >= 0xA8)))
    };
    if !text.is_ascii() && any_three(text.as_bytes(), wide) {
        return text.split_whitespace().take(most).count();
    }
    count_parted(text.as_bytes()).min(most)
}

/// How many words the white space of ASCII parts the text into.
pub(super) fn count_parted(bytes: &[u8]) -> usize {
    let Some(first) = bytes.first() else { return 0 };
    let blank = |byte: u8| (byte == b' ') | (byte.wrapping_sub(0x09) < 5);
    // Counted in pieces, for then many bytes are looked at in one step; blanks behind the end begin nothing.
    let begun = |piece: &[u8; PIECE + 1]| {
        let begins = (0..PIECE).map(|at| u8::from(blank(piece[at]) & !blank(piece[at + 1])));
        usize::from(begins.sum::<u8>())
    };
    let mut count = usize::from(!blank(*first));
    let mut rest = bytes;
    while let Some(piece) = rest.first_chunk() {
        count += begun(piece);
        rest = &rest[PIECE..];
    }
    let mut last = [b' '; PIECE + 1];
    last[..rest.len()].copy_from_slice(rest);
    count + begun(&last)
}

/// How many bytes are looked at in one step.
const PIECE: usize = 64;

/// The units of `text`, in order, without overlap.
pub(super) fn units(text: &str) -> Vec<Unit> {
    let lines = lines(text);
    let wrapped = wrap_width(text, &lines);
    let mut units: Vec<Unit> = Vec::new();
    let mut open: Option<Line> = None;
    for line in lines {
        if line.blank {
            open = None;
            continue;
        }
        let joins = match (wrapped, open) {
            (Some(width), Some(before)) => {
                let full = before.width * 4 >= width * 3;
                full && line.indent <= before.indent + 1
            }
            _ => false,
        };
        match units.last_mut() {
            Some(unit) if joins => unit.end = line.end,
            _ => units.push(Unit { start: line.start, end: line.end }),
        }
        open = Some(line);
    }
    units
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    // What ends a line, or may begin what does.
    let may_end = |a: u8, b, c| {
        (a.wrapping_sub(b'\n') < 4)
            | (a == 0xC2) & (b == 0x85)
            | (a == 0xE2) & (b == 0x80) & ((c == 0xA8) | (c == 0xA9))
    };
    let mut at = 0;
    while let Some(next) = next_three(bytes, at, may_end) {
        at = next;
        let end = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => Some(2),
            b'\n' | 0x0B | 0x0C | b'\r' => Some(1),
            // U+0085, U+2028, U+2029
            0xC2 if bytes.get(at + 1) == Some(&0x85) => Some(2),
            0xE2 if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0xA8 | 0xA9)) => {
                Some(3)
            }
            _ => None,
        };
        if let Some(length) = end {
            lines.push(line(text, start, at));
            start = at + length;
        }
        at += end.unwrap_or(1);
    }
    if start < text.len() {
        lines.push(line(text, start, text.len()));
    }
    lines
}

fn line(text: &str, start: usize, end: usize) -> Line {
    let raw = &text[start..end];
    let front = raw.trim_start_matches(is_blank);
    let body = front.trim_end_matches(is_blank);
    let indent = raw.len() - front.len();
    Line {
        start: start + indent,
        end: start + indent + body.len(),
        blank: body.is_empty(),
        indent,
        width: body.len(),
    }
}

/// The width at which the text was broken into lines by hand or by a mailer; `None` when a line is a paragraph.
///
/// Broken text shows itself: most neighbours run on in the middle of a sentence, and no line is long.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    // Counted by width, for there are many more lines than widths: the library's selection takes quadratic time over many
    // equal numbers where it is built for its size, as it is for the browser.
    let mut counts = [0_usize; 142];
    for line in lines.iter().filter(|line| !line.blank) {
        counts[line.width.min(141)] += 1;
    }
    let all: usize = counts.iter().sum();
    if all < 4 {
        return None;
    }
    let mut narrower = 0;
    let width = counts.iter().position(|lines| {
        narrower += lines;
        narrower > all * 9 / 10
    })?;
    if !(30..=140).contains(&width) {
        return None;
    }
    let (mut neighbours, mut run_on) = (0usize, 0usize);
    for pair in lines.windows(2).filter(|pair| !pair[0].blank && !pair[1].blank) {
        neighbours += 1;
        let next = text[pair[1].start..pair[1].end].chars().next();
        let last = text[pair[0].start..pair[0].end].chars().next_back();
        let open = last.is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | '-' | '–'));
        if open && next.is_some_and(char::is_lowercase) && pair[0].width * 2 > width {
            run_on += 1;
        }
    }
    (run_on >= 2 && run_on * 3 >= neighbours).then_some(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_white_space_parts_them() {
        for text in [
            "",
            " ",
            "a",
            " a b ",
            "Việt\u{a0}Nam — “a”\u{3000}b\u{2009}c\u{85}d",
            "\u{200b} é\u{1680}ф\r\n日本",
        ] {
            assert_eq!(count_words(text, usize::MAX), text.split_whitespace().count(), "{text:?}");
        }
        assert_eq!(count_words("one two three", 2), 2);
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = units(text).iter().map(|u| &text[u.start..u.end]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn every_way_to_end_a_line_is_known() {
        check(
            "One.\nTwo.\r\nThree.\rFour.\u{2028}Five.\u{85}Six.\u{2029}Seven.",
            &["One.", "Two.", "Three.", "Four.", "Five.", "Six.", "Seven."],
        );
    }

    #[test]
    fn white_space_and_invisible_characters_alone_make_no_unit() {
        check(" \u{a0}\n\u{feff}\n\u{200b}\n  One. \u{a0} \n", &["One."]);
    }

    #[test]
    fn text_broken_at_a_width_is_put_together_again() {
        check(
            "The minister said on Thursday that the\nwork would go on until the end of the\nyear, and that nobody would be left\nout of it.\nA second paragraph begins here, as the\nline before it is short and has an end\nof its own.",
            &[
                "The minister said on Thursday that the\nwork would go on until the end of the\nyear, and that nobody would be left\nout of it.",
                "A second paragraph begins here, as the\nline before it is short and has an end\nof its own.",
            ],
        );
    }
}
