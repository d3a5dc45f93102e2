//! Documents on disk: which files there are, and what is in them.
//!
//! [`files`] walks the input, [`intake`] opens what it found, in order, on all cores and in bounded room.

pub(crate) mod apart;
pub(crate) mod files;
pub(crate) mod intake;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use dossier_corpus::LeftOut;
use dossier_reader::{Settings, Source};

use crate::cache::Cache;
use crate::terminal::number;

/// The name of the file with all the configuration.
pub(crate) const SETTINGS: &str = "collection.toml";

/// The documents of an input, all at once, and what is none and why.
///
/// # Errors
/// When the input as a whole cannot be read.
pub(crate) fn load(input: &Path) -> anyhow::Result<(Vec<Source>, Vec<LeftOut>)> {
    let files = files::find(input, &files::Choice::default(), None)?;
    Ok(intake::sources(&files, &Cache::open(true)))
}

/// Where the `collection.toml` of an input is, or would be.
pub(crate) fn settings_path(input: &Path) -> PathBuf {
    if input.is_dir() { input } else { input.parent().unwrap_or(Path::new("")) }.join(SETTINGS)
}

/// The `collection.toml` that stands beside the documents, or the default.
///
/// # Errors
/// When it stands there and cannot be read.
pub(crate) fn settings(input: &Path) -> anyhow::Result<Settings> {
    settings_at(&settings_path(input), false)
}

/// The settings of a file, or the default where there is no file and none is `wanted`.
///
/// # Errors
/// When it cannot be read or has a mistake.
pub(crate) fn settings_at(file: &Path, wanted: bool) -> anyhow::Result<Settings> {
    if !wanted && !file.is_file() {
        return Ok(Settings::default());
    }
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    Settings::parse(&text).map_err(|error| anyhow::anyhow!("{}:{error}", file.display()))
}

/// What to say of an input that holds no document.
pub(crate) fn nothing_read(input: &Path, left_out: &[LeftOut]) -> String {
    if left_out.is_empty() {
        return format!("{} holds no files to read", input.display());
    }
    let mut words = format!("nothing in {} could be read", input.display());
    for left in left_out.iter().take(10) {
        let _ = write!(words, "\n  {}: {}", left.source, left.reason);
    }
    if left_out.len() > 10 {
        let _ = write!(words, "\n  and {} more", number(left_out.len() as u64 - 10));
    }
    words
}
