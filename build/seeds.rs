//! The seeds, read strictly: they are ours, so whatever is wrong with them is to be put right, not read around.

use std::path::Path;
use std::{fmt, fs};

use dossier_reader::{Collection, Settings, Source, decode, read as read_collection};

/// What is embedded is downloaded by every visitor.
const LARGEST: u64 = 4 * 1024 * 1024;

/// Something to put right, with its place.
#[derive(Debug)]
pub(crate) struct Fault {
    file: String,
    place: Option<(usize, usize)>,
    reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "seeds/{}:", self.file)?;
        if let Some((line, column)) = self.place {
            write!(f, "{line}:{column}:")?;
        }
        write!(f, " {}", self.reason)
    }
}

/// Reads a folder of plain texts with its `collection.toml`.
///
/// # Errors
/// Every fault that was found, in the order of the files.
pub(crate) fn read(folder: &Path) -> Result<Collection, Vec<Fault>> {
    let mut faults = Vec::new();
    let settings = read_settings(folder).unwrap_or_else(|fault| {
        faults.push(fault);
        Settings::default()
    });
    let mut sources = Vec::new();
    for name in text_files(folder).map_err(|fault| vec![fault])? {
        match read_source(folder, &name) {
            Ok(source) => sources.push(source),
            Err(fault) => faults.push(fault),
        }
    }
    if sources.is_empty() && faults.is_empty() {
        faults.push(fault("", None, "there is no .txt file: the app needs a collection to open with"));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let collection = read_collection(&sources, &settings);
    let left_out = &collection.left_out;
    if left_out.is_empty() {
        Ok(collection)
    } else {
        Err(left_out.iter().map(|left| fault(&left.source, None, &left.reason)).collect())
    }
}

fn read_settings(folder: &Path) -> Result<Settings, Fault> {
    const NAME: &str = "collection.toml";
    let path = folder.join(NAME);
    if !path.exists() {
        return Ok(Settings::default());
    }
    let text = fs::read_to_string(path).map_err(|error| fault(NAME, None, &error.to_string()))?;
    Settings::parse(&text).map_err(|error| fault(NAME, Some((error.line, error.column)), &error.message))
}

fn text_files(folder: &Path) -> Result<Vec<String>, Fault> {
    let entries = fs::read_dir(folder).map_err(|error| fault("", None, &error.to_string()))?;
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(|error| fault("", None, &error.to_string()))?.file_name();
        let name = name.to_string_lossy().into_owned();
        if Path::new(&name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("txt")) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn read_source(folder: &Path, name: &str) -> Result<Source, Fault> {
    let path = folder.join(name);
    let length = fs::metadata(&path).map_err(|error| fault(name, None, &error.to_string()))?.len();
    if length > LARGEST {
        let reason = format!(
            "{length} bytes are more than the {LARGEST} that every visitor of the app can be asked to download: \
             build a site of its own with `dossier build`"
        );
        return Err(fault(name, None, &reason));
    }
    let bytes = fs::read(&path).map_err(|error| fault(name, None, &error.to_string()))?;
    let decoded = decode::decode(&bytes).map_err(|error| fault(name, None, &error.to_string()))?;
    if let Some(bad) = decoded.not_utf8 {
        let reason = "this byte is not UTF-8: save the file as UTF-8";
        return Err(fault(name, Some((bad.line, bad.column)), reason));
    }
    if decoded.text.trim().is_empty() {
        return Err(fault(name, Some((1, 1)), "the file is empty: write its text or delete it"));
    }
    Ok(Source { path: name.to_owned(), bytes, ..Source::default() })
}

fn fault(file: &str, place: Option<(usize, usize)>, reason: &str) -> Fault {
    Fault { file: file.to_owned(), place, reason: reason.to_owned() }
}
