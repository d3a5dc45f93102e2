//! Paths on disk to [`Source`]s: a file, a folder, rows of JSON Lines.
//!
//! Reads bytes and names them; what they mean is the reader's affair.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use dossier_reader::{Settings, Source};
use serde_json::Value;

/// Extensions of files that hold one document each.
const DOCUMENTS: [&str; 5] = ["txt", "text", "md", "html", "htm"];

/// The documents at `path`, in the order of their paths and rows.
///
/// # Errors
/// When a file cannot be read or a row is no JSON object with a `text`.
pub(crate) fn load(path: &Path) -> anyhow::Result<Vec<Source>> {
    let mut sources = Vec::new();
    if path.is_dir() {
        let mut files = Vec::new();
        walk(path, &mut files)?;
        files.sort();
        for file in files {
            let below = file.strip_prefix(path).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            load_file(&file, &below, &mut sources)?;
        }
    } else {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        load_file(path, &name, &mut sources)?;
    }
    Ok(sources)
}

/// The `collection.toml` that stands beside the documents, or the default.
///
/// # Errors
/// When it stands there and cannot be read.
pub(crate) fn settings(path: &Path) -> anyhow::Result<Settings> {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new(".")) };
    let file = folder.join("collection.toml");
    if !file.is_file() {
        return Ok(Settings::default());
    }
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    Settings::parse(&text).map_err(|error| anyhow::anyhow!("{}:{error}", file.display()))
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read folder {}", folder.display()))?;
    for entry in entries {
        let path = entry.with_context(|| format!("cannot read folder {}", folder.display()))?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        if path.is_dir() {
            walk(&path, files)?;
        } else if is_known(&path) {
            files.push(path);
        }
    }
    Ok(())
}

fn extension(path: &Path) -> String {
    path.extension().map_or_else(String::new, |end| end.to_string_lossy().to_ascii_lowercase())
}

fn is_known(path: &Path) -> bool {
    let end = extension(path);
    DOCUMENTS.contains(&end.as_str()) || end == "jsonl"
}

fn load_file(path: &Path, name: &str, sources: &mut Vec<Source>) -> anyhow::Result<()> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    if extension(path) == "jsonl" {
        rows(&bytes, name, sources)
    } else {
        sources.push(Source { path: name.to_owned(), id: String::new(), bytes, given: Vec::new() });
        Ok(())
    }
}

fn rows(bytes: &[u8], name: &str, sources: &mut Vec<Source>) -> anyhow::Result<()> {
    for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let place = format!("{name}:{}", at + 1);
        let row: Value = serde_json::from_slice(line)
            .with_context(|| format!("{place} is no JSON; write one object a line"))?;
        let Value::Object(row) = row else {
            bail!("{place} is no JSON object; write {{\"id\": …, \"text\": …}}")
        };
        let mut source = Source { path: place.clone(), ..Source::default() };
        let mut has_text = false;
        for (key, value) in row {
            match key.as_str() {
                "id" => source.id = words(&value).into_iter().next().unwrap_or_default(),
                "text" => {
                    has_text = true;
                    source.bytes = words(&value).join("\n").into_bytes();
                }
                "dct" => source.given.push(("date".to_owned(), words(&value))),
                _ => {
                    let values = words(&value);
                    if !values.is_empty() {
                        source.given.push((key, values));
                    }
                }
            }
        }
        if !has_text {
            bail!("{place} has no text; give the column \"text\"");
        }
        if source.id.is_empty() {
            source.id.clone_from(&place);
        }
        sources.push(source);
    }
    Ok(())
}

/// A cell as words: a list is many values, an object or nothing is none.
fn words(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Bool(truth) => vec![truth.to_string()],
        Value::Array(values) => values.iter().flat_map(words).collect(),
        Value::Null | Value::Object(_) => Vec::new(),
    }
}
