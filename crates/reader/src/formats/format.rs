//! Telling formats apart: by the first bytes where they are telling, else by the name.

/// A format that holds documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// A web page.
    Html,
    /// A web page and its parts in one file.
    Mhtml,
    /// PDF.
    Pdf,
    /// Word's format since 2007.
    Docx,
    /// An electronic book.
    Epub,
    /// An electronic mail.
    Mail,
    /// A row a line, each a JSON object.
    JsonLines,
    /// An array of rows, or one row.
    Json,
    /// Rows with a header line, separated by commas, semicolons or tabs.
    Csv,
    /// An archive of files.
    Zip,
}

impl Format {
    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "plain text",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Mhtml => "MHTML",
            Self::Pdf => "PDF",
            Self::Docx => "DOCX",
            Self::Epub => "EPUB",
            Self::Mail => "EML",
            Self::JsonLines => "JSON Lines",
            Self::Json => "JSON",
            Self::Csv => "CSV",
            Self::Zip => "ZIP",
        }
    }

    /// The format of a file, by its first bytes and its name. `head` may be the whole file or some kilobytes of it.
    ///
    /// # Errors
    /// In words, when it is no format that holds documents: what it is, and what to do.
    pub fn of(path: &str, head: &[u8]) -> Result<Self, String> {
        let end = extension(path);
        let start = head.get(..1024.min(head.len())).unwrap_or(head);
        if let Some(offset) = find(start, b"%PDF-")
            && (offset < 8 || end == "pdf")
        {
            return Ok(Self::Pdf);
        }
        // The second is how an archive without members begins: with its end.
        if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
            return Self::of_zip(&end, head);
        }
        if let Some((_, reason)) = BINARY.iter().find(|(magic, _)| start.starts_with(magic)) {
            return Err((*reason).to_owned());
        }
        if start.get(4..8) == Some(b"ftyp") {
            return Err(MEDIA.to_owned());
        }
        match end.as_str() {
            "txt" | "text" | "log" | "rst" | "adoc" | "asc" | "org" | "srt" | "vtt" => Ok(Self::Text),
            "md" | "markdown" | "mdown" | "mkd" => Ok(Self::Markdown),
            "html" | "htm" | "xhtml" | "shtml" => Ok(Self::Html),
            "mht" | "mhtml" => Ok(Self::Mhtml),
            "eml" => Ok(Self::Mail),
            "jsonl" | "ndjson" => Ok(Self::JsonLines),
            "json" => Ok(Self::Json),
            "csv" | "tsv" | "tab" => Ok(Self::Csv),
            "pdf" => Err("is named .pdf but is no PDF; open it and save it again".to_owned()),
            "docx" | "epub" | "zip" => {
                Err(format!("is named .{end} but is no such file; it may have been cut short on its way"))
            }
            "rtf" => Err(RTF.to_owned()),
            "" if is_page(start) => Ok(Self::Html),
            "" if !start.contains(&0) => Ok(Self::Text),
            _ if is_page(start) => Ok(Self::Html),
            "" => Err("unknown format: a file without extension that is no text".to_owned()),
            other => Err(format!(
                "unknown format .{other}; if it is plain text, rename it to .txt, otherwise save it as PDF or DOCX"
            )),
        }
    }

    /// Formats that are ZIP archives inside say so by their members.
    fn of_zip(end: &str, head: &[u8]) -> Result<Self, String> {
        const SHEETS: &str = "a spreadsheet; save it as CSV, a row a document with a column \"text\"";
        match end {
            "docx" | "docm" | "dotx" => Ok(Self::Docx),
            "epub" => Ok(Self::Epub),
            "zip" => Ok(Self::Zip),
            "xlsx" | "xlsm" | "ods" => Err(SHEETS.to_owned()),
            "pptx" | "odp" => Err("slides; save them as PDF".to_owned()),
            "odt" => Err("an OpenDocument text; save it as DOCX or PDF".to_owned()),
            _ if find(head, b"application/epub+zip").is_some() => Ok(Self::Epub),
            _ if find(head, b"word/document.xml").is_some() => Ok(Self::Docx),
            _ if find(head, b"xl/workbook.xml").is_some() => Err(SHEETS.to_owned()),
            "" => Ok(Self::Zip),
            other => Err(format!("unknown format .{other} (a ZIP archive inside); save it as PDF or DOCX")),
        }
    }
}

const PICTURE: &str =
    "a picture, which holds no text; read it with text recognition (OCR) and add the result";
const MEDIA: &str = "sound or film, which holds no text; add a transcript";
const ARCHIVE: &str = "an archive of a kind that is not opened here; unpack it, or pack it as .zip";
const OLD_OFFICE: &str = "an old Office file (.doc, .xls, .ppt or .msg); save it as DOCX, CSV, PDF or EML";
const RTF: &str = "Rich Text; save it as DOCX or plain text";
const PROGRAM: &str = "a program, not a document";

const BINARY: [(&[u8], &str); 21] = [
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"BM\0", PICTURE),
    (b"RIFF", "sound, film or a WebP picture, which holds no text"),
    (b"\0\0\x01\0", PICTURE),
    (b"ID3", MEDIA),
    (b"OggS", MEDIA),
    (b"fLaC", MEDIA),
    (b"\x1aE\xdf\xa3", MEDIA),
    (b"\xd0\xcf\x11\xe0", OLD_OFFICE),
    (b"{\\rtf", RTF),
    (b"7z\xbc\xaf", ARCHIVE),
    (b"Rar!", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
    (b"BZh9", ARCHIVE),
    (b"\xfd7zXZ", ARCHIVE),
    (b"\x7fELF", PROGRAM),
    (b"SQLite format 3", "a database; export its rows as CSV or JSON Lines"),
];

/// The extension in lower case, `""` without one.
pub(crate) fn extension(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, end)) if !stem.is_empty() => end.to_ascii_lowercase(),
        _ => String::new(),
    }
}

fn is_page(start: &[u8]) -> bool {
    let start = start.trim_ascii_start().to_ascii_lowercase();
    start.starts_with(b"<!doctype html") || start.starts_with(b"<html")
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}
