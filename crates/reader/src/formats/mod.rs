//! What a file is, and the documents in it.
//!
//! Turns the bytes of one file, in whatever format, into [`Source`]s whose bytes are text. It knows file
//! formats and nothing else: what the text means is the affair of the stages after it. Each format stands
//! behind a cargo feature; one that is not compiled in is refused with its name, never skipped in silence.

use dossier_corpus::LeftOut;

use crate::Source;

mod format;

#[cfg(feature = "office")]
mod docx;
#[cfg(feature = "office")]
mod epub;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "mail")]
mod mail;
#[cfg(feature = "markdown")]
mod markdown;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "office")]
mod xml;

#[cfg(feature = "zip")]
pub mod archive;
#[cfg(feature = "rows")]
pub mod rows;

pub use format::Format;

/// A document, or a file that is none and why.
pub type Outcome = Result<Source, LeftOut>;

/// How deep archives and mails may lie in one another.
const DEPTH: usize = 4;

/// Opens one file and hands its documents to `each`, in their order.
///
/// `path` names the file for people and gives the extension. Never fails as a whole: what cannot be read goes
/// to `each` as [`LeftOut`], with the reason and what to do.
pub fn open(path: &str, bytes: Vec<u8>, each: &mut dyn FnMut(Outcome)) {
    open_at(path, bytes, 0, each);
}

fn open_at(path: &str, bytes: Vec<u8>, depth: usize, each: &mut dyn FnMut(Outcome)) {
    let format = match Format::of(path, &bytes) {
        Ok(format) => format,
        Err(reason) => return each(Err(left_out(path, reason))),
    };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return each(Err(left_out(path, "the file is empty")));
    }
    if depth >= DEPTH {
        return each(Err(left_out(path, "lies too deep in archives within archives; unpack it first")));
    }
    match format {
        Format::Text => {
            each(Ok(Source { path: path.to_owned(), bytes, ..Source::default() }));
        }
        #[cfg(feature = "markdown")]
        Format::Markdown => one(path, markdown::read(&bytes), each),
        #[cfg(feature = "html")]
        Format::Html => one(path, html::read(&bytes), each),
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::read(path, &bytes, each),
        #[cfg(feature = "office")]
        Format::Docx => one(path, docx::read(&bytes), each),
        #[cfg(feature = "office")]
        Format::Epub => one(path, epub::read(&bytes), each),
        #[cfg(feature = "mail")]
        Format::Mhtml => one(path, mail::read_page(&bytes), each),
        #[cfg(feature = "mail")]
        Format::Mail => mail::read(path, &bytes, each, &mut |path, bytes, each| {
            open_at(path, bytes, depth + 1, each);
        }),
        #[cfg(feature = "rows")]
        Format::JsonLines | Format::Json | Format::Csv => {
            let read = {
                let mut row = |outcome| {
                    each(outcome);
                    std::ops::ControlFlow::Continue(())
                };
                match format {
                    Format::JsonLines => rows::json_lines(path, &bytes[..], &mut row),
                    Format::Json => rows::json(path, &bytes, &mut row),
                    _ => rows::csv(path, &bytes[..], &mut row),
                }
            };
            if let Err(error) = read {
                each(Err(left_out(path, format!("cannot be read to its end: {error}"))));
            }
        }
        #[cfg(feature = "zip")]
        Format::Zip => {
            let mut found = false;
            let entries = archive::entries(path, std::io::Cursor::new(bytes), &mut |entry| {
                found = true;
                match entry {
                    Ok((path, bytes)) => open_at(&path, bytes, depth + 1, each),
                    Err(left) => each(Err(left)),
                }
                std::ops::ControlFlow::Continue(())
            });
            match entries {
                Err(reason) => each(Err(left_out(path, reason))),
                Ok(()) if !found => each(Err(left_out(path, "holds no files"))),
                Ok(()) => {}
            }
        }
        #[allow(unreachable_patterns, reason = "which formats are left depends on the features")]
        other => {
            let reason = format!("{} is not read here; use the dossier command", other.name());
            each(Err(left_out(path, reason)));
        }
    }
}

/// The text of a document and what it says of itself: what the readers of single-document formats return.
#[cfg(any(feature = "markdown", feature = "html", feature = "office", feature = "mail"))]
#[derive(Debug, Default)]
pub(crate) struct Extracted {
    /// The text, paragraphs set apart by empty lines.
    pub(crate) text: String,
    /// `title`, `date`, `author`, …: as [`Source::given`].
    pub(crate) given: Vec<(String, Vec<String>)>,
    /// Stretches of the text that stand round the main text: as [`Source::beside`].
    pub(crate) beside: Vec<dossier_corpus::Span>,
    /// What had to be assumed about the bytes.
    pub(crate) assumption: Option<String>,
}

#[cfg(any(feature = "markdown", feature = "html", feature = "office", feature = "mail"))]
impl Extracted {
    /// Notes one thing that the document says of itself, unless it says nothing.
    pub(crate) fn give(&mut self, key: &str, value: &str) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() && !self.given.iter().any(|(given, _)| given == key) {
            self.given.push((key.to_owned(), vec![value]));
        }
    }

    /// Sets the title on a line of its own above the text, unless the text opens with it.
    pub(crate) fn head_with_title(&mut self) {
        let title = self.given.iter().find(|(key, _)| key == "title").and_then(|(_, values)| values.first());
        if let Some(title) = title
            && !self.text.trim_start().starts_with(title.as_str())
        {
            let old = self.text.trim_start();
            let head = format!("{title}\n\n");
            let cut = (self.text.len() - old.len()) as u32;
            for span in &mut self.beside {
                span.start = (span.start + head.len() as u32).saturating_sub(cut);
                span.end = (span.end + head.len() as u32).saturating_sub(cut);
            }
            self.text = head + old;
        }
    }
}

#[cfg(any(feature = "markdown", feature = "html", feature = "office", feature = "mail"))]
fn one(path: &str, read: Result<Extracted, String>, each: &mut dyn FnMut(Outcome)) {
    each(match read {
        Ok(found) if found.text.trim().is_empty() => Err(left_out(path, "holds no text")),
        Ok(found) => Ok(Source {
            path: path.to_owned(),
            bytes: found.text.into_bytes(),
            given: found.given,
            beside: found.beside,
            assumption: found.assumption,
            ..Source::default()
        }),
        Err(reason) => Err(left_out(path, reason)),
    });
}

pub(crate) fn left_out(path: &str, reason: impl Into<String>) -> LeftOut {
    LeftOut { source: path.to_owned(), reason: reason.into() }
}
