//! PDF with a text layer: characters with their places, put together to lines and paragraphs.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform, output_doc_page};

use super::{Outcome, left_out};
use crate::Source;

/// Hands the text of a PDF to `each`, and every page that cannot be read.
#[inline(never)]
pub(super) fn read(path: &str, bytes: &[u8], each: &mut dyn FnMut(Outcome)) {
    // The parser panics on some broken files. A panic is a broken file, not the end of the build.
    let document = match catch_unwind(|| Document::load_mem(bytes)) {
        Err(_) => return each(Err(left_out(path, "is a damaged PDF; open it and save it again"))),
        Ok(Err(error)) => {
            return each(Err(left_out(
                path,
                format!("is a damaged PDF ({error}); open it and save it again"),
            )));
        }
        Ok(Ok(document)) => document,
    };
    let mut document = document;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return each(Err(left_out(path, "is locked with a password; save it without one")));
    }
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    if pages.is_empty() {
        return each(Err(left_out(
            path,
            "is a PDF without a page that can be found; open it and save it again",
        )));
    }
    let mut text = String::new();
    let mut broken = Vec::new();
    for page in &pages {
        let mut layout = Layout::default();
        let read = catch_unwind(AssertUnwindSafe(|| output_doc_page(&document, &mut layout, *page)));
        if !matches!(read, Ok(Ok(()))) {
            broken.push(*page);
        }
        layout.write(&mut text);
    }
    if text.chars().filter(|c| c.is_alphanumeric()).take(20).count() < 20 {
        let reason = if broken.len() == pages.len() {
            "is a damaged PDF: none of its pages can be read; open it and save it again".to_owned()
        } else {
            let pages = if pages.len() == 1 {
                "its page is".to_owned()
            } else {
                format!("its {} pages are", pages.len())
            };
            format!(
                "has no text layer: {pages} pictures; run text recognition (OCR) over it, for example with ocrmypdf"
            )
        };
        return each(Err(left_out(path, reason)));
    }
    each(Ok(Source { path: path.to_owned(), bytes: text.into_bytes(), ..Source::default() }));
    for page in broken {
        each(Err(left_out(&format!("{path}, page {page}"), "cannot be read; the other pages were")));
    }
}

/// A line of characters that stand side by side.
#[derive(Default)]
struct Line {
    words: String,
    left: f64,
    right: f64,
    y: f64,
    size: f64,
}

/// The lines of a page, as its characters come in.
#[derive(Default)]
struct Layout {
    lines: Vec<Line>,
    /// The next character opens a word as far as the file is concerned; the place decides.
    end: Option<(f64, f64)>,
}

impl OutputDev for Layout {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        character: &str,
    ) -> Result<(), OutputError> {
        let (x, y) = (place.m31, place.m32);
        let size = (font_size * (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt()).max(0.01);
        let same_line =
            self.end.is_some_and(|(end, last)| (y - last).abs() < size * 0.5 && x > end - size * 2.0);
        let gap = self.end.map_or(0.0, |(end, _)| x - end);
        match self.lines.last_mut() {
            Some(line) if same_line => {
                if gap > size * 0.15 && !line.words.ends_with(' ') && !character.starts_with(' ') {
                    line.words.push(' ');
                }
                line.words.push_str(character);
                line.right = x + width * size;
                line.size = line.size.max(size);
            }
            _ => self.lines.push(Line {
                words: character.to_owned(),
                left: x,
                right: x + width * size,
                y,
                size,
            }),
        }
        self.end = Some((x + width * size, y));
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

impl Layout {
    /// Adds the page to `out`: lines of one paragraph on one line, paragraphs set apart by an empty line.
    fn write(self, out: &mut String) {
        let mut lines: Vec<Line> = self.lines;
        lines.retain(|line| !line.words.trim().is_empty());
        let widest = lines.iter().map(|line| line.right - line.left).fold(0.0, f64::max);
        let mut before: Option<&Line> = None;
        for line in &lines {
            if let Some(before) = before {
                let step = before.y - line.y;
                let goes_on = step > 0.0
                    && step < before.size.max(line.size) * 1.75
                    && (before.size - line.size).abs() < before.size * 0.15
                    // A line that ends early ends its paragraph; an indented one opens the next.
                    && before.right - before.left > widest * 0.6
                    && line.left < before.left + line.size * 0.9;
                let words = line.words.trim();
                if goes_on && is_broken_word(out, words) {
                    out.pop();
                } else {
                    out.push_str(if goes_on { " " } else { "\n\n" });
                }
            } else if !out.is_empty() {
                out.push('\n');
            }
            for word in line.words.split_whitespace().enumerate() {
                if word.0 > 0 {
                    out.push(' ');
                }
                out.push_str(word.1);
            }
            before = Some(line);
        }
        while out.ends_with([' ', '\n']) {
            out.pop();
        }
        out.push('\n');
    }
}

/// Whether a hyphen at the line's end parts a word: letters before it, a small letter after it.
fn is_broken_word(before: &str, after: &str) -> bool {
    let mut back = before.chars().rev();
    back.next() == Some('-')
        && back.next().is_some_and(char::is_lowercase)
        && after.chars().next().is_some_and(char::is_lowercase)
}
