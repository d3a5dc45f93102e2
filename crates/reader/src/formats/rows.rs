//! Rows: JSON Lines, JSON arrays, CSV. A row is a document; any column that is none of the known ones is a facet.
//!
//! Reads as a stream: a file of a million rows takes no more room than its longest row.

use std::io::{self, BufRead};
use std::ops::ControlFlow;

use serde_json::{Map, Value};

use super::{Outcome, left_out};
use crate::{Source, decode};

/// Called for each row in turn; `Break` stops the reading.
pub type Each<'a> = dyn FnMut(Outcome) -> ControlFlow<()> + 'a;

/// What other programs call the columns that have a meaning here. The first name wins over the later ones.
const COLUMNS: [(&str, &[&str]); 5] = [
    ("text", &["text", "body", "content", "full_text", "fulltext", "article"]),
    ("id", &["id", "_id", "objectid", "identifier"]),
    ("title", &["title", "headline", "subject"]),
    ("date", &["date", "dct", "published", "publication_date", "date_published", "published_at", "pubdate"]),
    ("url", &["url", "link", "source_url"]),
];

/// The rows of a file with one JSON object a line. Empty lines count as lines and hold no row.
///
/// # Errors
/// When the file cannot be read on. A line that is no row goes to `each` with its reason.
pub fn json_lines(path: &str, mut file: impl BufRead, each: &mut Each<'_>) -> io::Result<()> {
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        if file.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let row = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line).trim_ascii();
        if row.is_empty() {
            continue;
        }
        let place = format!("{path}:{number}");
        let outcome = match serde_json::from_slice::<Value>(row) {
            Ok(Value::Object(row)) => from_object(&place, row),
            Ok(_) => Err(left_out(&place, "is no JSON object; write {\"id\": …, \"text\": …} on a line")),
            Err(error) => Err(left_out(
                &place,
                format!("is no JSON at column {}; write one object a line", error.column()),
            )),
        };
        if each(outcome).is_break() {
            break;
        }
    }
    Ok(())
}

/// The rows of a JSON array, or the one row that a JSON object is.
///
/// # Errors
/// Never by itself; the signature is that of its siblings.
pub fn json(path: &str, bytes: &[u8], each: &mut Each<'_>) -> io::Result<()> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let rows = match serde_json::from_slice::<Value>(bytes) {
        Ok(Value::Array(rows)) => rows,
        Ok(row @ Value::Object(_)) => vec![row],
        Ok(_) => {
            let _ = each(Err(left_out(path, "is JSON but no array of objects")));
            return Ok(());
        }
        // Many a file of JSON Lines is named .json.
        Err(error) if error.line() > 1 && bytes.trim_ascii_start().starts_with(b"{") => {
            return json_lines(path, bytes, each);
        }
        Err(error) => {
            let _ = each(Err(left_out(path, format!("is no JSON: {error}"))));
            return Ok(());
        }
    };
    for (at, row) in rows.into_iter().enumerate() {
        let place = format!("{path}:{}", at + 1);
        let outcome = match row {
            Value::Object(row) => from_object(&place, row),
            _ => Err(left_out(&place, "is no JSON object")),
        };
        if each(outcome).is_break() {
            break;
        }
    }
    Ok(())
}

/// The rows of a file with a header line. The separator (comma, semicolon, tab, bar) is read off the header.
///
/// Cells beyond the header's last column are kept: as words of the text where that is the last column (a separator in
/// it that nobody put in quotes), else as a facet by the column's number.
///
/// # Errors
/// When the file cannot be read on. A row that cannot be read goes to `each` with its reason.
pub fn csv(path: &str, mut file: impl BufRead, each: &mut Each<'_>) -> io::Result<()> {
    let head = file.fill_buf()?;
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        return match decode::decode(&bytes) {
            Ok(decoded) => csv(path, decoded.text.as_bytes(), each),
            Err(error) => {
                let _ = each(Err(left_out(path, error.to_string())));
                Ok(())
            }
        };
    }
    let separator = separator(head);
    if head.starts_with(b"\xef\xbb\xbf") {
        file.consume(3);
    }
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(file);
    let names: Vec<String> = match reader.byte_headers() {
        Ok(header) => header.iter().map(|cell| cell_text(cell).trim().to_owned()).collect(),
        Err(error) => {
            let _ = each(Err(left_out(path, format!("has no readable header line: {error}"))));
            return Ok(());
        }
    };
    let columns = known_columns(&names);
    if columns.iter().all(|known| *known != Some("text")) {
        let reason = format!(
            "has no column \"text\"; its columns are {}: rename the one that holds the text",
            names.join(", ")
        );
        let _ = each(Err(left_out(path, reason)));
        return Ok(());
    }
    let mut record = csv::ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(false) => return Ok(()),
            Ok(true) => {}
            Err(error) => {
                if let csv::ErrorKind::Io(_) = error.kind() {
                    return Err(error.into());
                }
                let line = error.position().map_or(0, csv::Position::line);
                if each(Err(left_out(&format!("{path}:{line}"), "is no row of this table"))).is_break() {
                    return Ok(());
                }
                continue;
            }
        }
        let place = format!("{path}:{}", record.position().map_or(0, csv::Position::line));
        let mut row = Row::default();
        for (at, cell) in record.iter().enumerate() {
            let value = cell_text(cell);
            let known = columns.get(at).copied().flatten();
            let beyond = at >= names.len();
            if beyond && columns.last() == Some(&Some("text")) {
                row.continue_text(separator, &value);
                continue;
            }
            let number = if beyond { format!("column {}", at + 1) } else { String::new() };
            let name = names.get(at).map_or(number.as_str(), String::as_str);
            let value = if known == Some("text") { value } else { value.trim().to_owned() };
            if !value.is_empty() && !name.is_empty() {
                row.add(known, name, vec![value]);
            }
        }
        if each(row.into_source(&place)).is_break() {
            return Ok(());
        }
    }
}

/// A cell in the file's encoding as text.
fn cell_text(cell: &[u8]) -> String {
    match std::str::from_utf8(cell) {
        Ok(text) => text.to_owned(),
        Err(_) => decode::decode(cell)
            .map_or_else(|_| String::from_utf8_lossy(cell).into_owned(), |decoded| decoded.text),
    }
}

fn separator(head: &[u8]) -> u8 {
    let header = head.split(|byte| *byte == b'\n').next().unwrap_or(head);
    let count = |separator: u8| header.split(|byte| *byte == separator).count();
    // The comma stands first, so that it wins where nothing is there to count.
    [b',', b'\t', b';', b'|']
        .into_iter()
        .enumerate()
        .max_by_key(|(at, separator)| (count(*separator), std::cmp::Reverse(*at)))
        .map_or(b',', |(_, separator)| separator)
}

/// For each column the meaning it has here, if any; no meaning is given twice.
fn known_columns(names: &[String]) -> Vec<Option<&'static str>> {
    let mut known = vec![None; names.len()];
    for (meaning, synonyms) in COLUMNS {
        let at = synonyms
            .iter()
            .find_map(|synonym| names.iter().position(|name| name.eq_ignore_ascii_case(synonym)));
        if let Some(at) = at {
            known[at] = Some(meaning);
        }
    }
    known
}

fn from_object(place: &str, object: Map<String, Value>) -> Outcome {
    let names: Vec<String> = object.keys().cloned().collect();
    let columns = known_columns(&names);
    let mut row = Row::default();
    for ((name, value), known) in object.into_iter().zip(columns) {
        match value {
            // Facets may stand in an object of their own; other objects lend their name to their columns.
            Value::Object(inner) if known.is_none() => {
                for (key, value) in inner {
                    let column = if name == "facets" { key } else { format!("{name}.{key}") };
                    row.add(None, &column, words(value));
                }
            }
            value => row.add(known, &name, words(value)),
        }
    }
    row.into_source(place)
}

/// A value as words: a list is many values, nothing is none.
fn words(value: Value) -> Vec<String> {
    match value {
        Value::String(text) if text.is_empty() => Vec::new(),
        Value::String(text) => vec![text],
        Value::Number(number) => vec![number.to_string()],
        Value::Bool(truth) => vec![truth.to_string()],
        Value::Array(values) => values.into_iter().flat_map(words).collect(),
        Value::Null | Value::Object(_) => Vec::new(),
    }
}

#[derive(Default)]
struct Row {
    id: String,
    text: Option<String>,
    given: Vec<(String, Vec<String>)>,
}

impl Row {
    fn add(&mut self, known: Option<&str>, name: &str, values: Vec<String>) {
        match known {
            Some("id") => self.id = values.into_iter().next().unwrap_or_default(),
            Some("text") => self.text = Some(values.join("\n")),
            _ if values.is_empty() => {}
            Some(meaning) => self.given.push((meaning.to_owned(), values)),
            None => match self.given.iter_mut().find(|(given, _)| given == name) {
                Some((_, before)) => before.extend(values),
                None => self.given.push((name.to_owned(), values)),
            },
        }
    }

    /// What a separator cut off the text.
    fn continue_text(&mut self, separator: u8, more: &str) {
        let text = self.text.get_or_insert_default();
        text.push(char::from(separator));
        text.push_str(more);
    }

    fn into_source(self, place: &str) -> Outcome {
        match self.text {
            None => Err(left_out(place, "has no \"text\"")),
            Some(text) if text.trim().is_empty() => Err(left_out(place, "has an empty \"text\"")),
            Some(text) => Ok(Source {
                path: place.to_owned(),
                id: if self.id.is_empty() { place.to_owned() } else { self.id },
                bytes: text.into_bytes(),
                given: self.given,
                ..Source::default()
            }),
        }
    }
}
