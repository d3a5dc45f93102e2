//! Which files an input has.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, bail};
use clap::Args;
use dossier_corpus::LeftOut;
use dossier_site::MARKER;
use ignore::WalkBuilder;
use ignore::overrides::OverrideBuilder;

use super::SETTINGS;

/// Which files of a folder count.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Choice {
    /// Read only files that match, e.g. '*.pdf' or 'reports/**'. May be given more than once.
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    /// Leave out files and folders that match. May be given more than once. A file .dossierignore does the same.
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
}

/// A file to be read.
#[derive(Clone, Debug)]
pub(crate) struct InputFile {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// Its path below the input, with slashes.
    pub(crate) name: String,
    /// Its length when it was found.
    pub(crate) length: u64,
    modified: Option<SystemTime>,
}

impl InputFile {
    fn new(path: &Path, name: String, meta: &Metadata) -> Self {
        Self { path: path.to_owned(), name, length: meta.len(), modified: meta.modified().ok() }
    }

    /// Whether the file is no longer as it was when it was found.
    pub(crate) fn has_changed(&self) -> bool {
        fs::metadata(&self.path)
            .map_or(true, |meta| meta.len() != self.length || meta.modified().ok() != self.modified)
    }
}

/// The files of an input, by name.
#[derive(Debug, Default)]
pub(crate) struct Files {
    /// To be read.
    pub(crate) files: Vec<InputFile>,
    /// Known to be no documents, or out of reach.
    pub(crate) left_out: Vec<LeftOut>,
}

/// The files of `input`, a folder or a file.
///
/// Hidden files, `collection.toml` and sites made by this program are none. `aside` is the output, which may lie
/// inside the input.
///
/// # Errors
/// When the input does not exist, is unreadable, or a glob is wrong.
pub(crate) fn find(input: &Path, choice: &Choice, aside: Option<&Path>) -> anyhow::Result<Files> {
    let meta = fs::metadata(input).with_context(|| format!("cannot read {}", input.display()))?;
    let mut found = Files::default();
    if !meta.is_dir() {
        if !meta.is_file() {
            bail!("{} is neither a file nor a folder", input.display());
        }
        let name = input.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        found.files.push(InputFile::new(input, name, &meta));
        return Ok(found);
    }
    fs::read_dir(input).with_context(|| format!("cannot read the folder {}", input.display()))?;
    if input.join(MARKER).is_file() {
        bail!(
            "{} is a site made by dossier; give the folder of its documents, or the .pack in it",
            input.display()
        );
    }
    let aside = aside.and_then(|path| fs::canonicalize(path).ok());
    let mut walk = WalkBuilder::new(input);
    walk.standard_filters(false)
        .hidden(true)
        .follow_links(true)
        .add_custom_ignore_filename(".dossierignore")
        .overrides(globs(input, choice)?)
        .filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let is_aside = aside.as_ref().is_some_and(|aside| {
                // A folder may be here by a link of another name.
                (is_folder || aside.file_name() == Some(entry.file_name()))
                    && fs::canonicalize(entry.path()).is_ok_and(|path| path == *aside)
            });
            !(is_aside || (is_folder && entry.path().join(MARKER).is_file()))
        });
    for entry in walk.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.left_out.push(unreachable(input, &error));
                continue;
            }
        };
        if entry.file_type().is_some_and(|kind| kind.is_dir()) {
            continue;
        }
        let name = below(input, entry.path());
        if name.eq_ignore_ascii_case(SETTINGS) {
            continue;
        }
        match fs::metadata(entry.path()) {
            Ok(meta) if meta.is_file() => found.files.push(InputFile::new(entry.path(), name, &meta)),
            Ok(_) => {
                found
                    .left_out
                    .push(LeftOut { source: name, reason: "is neither a file nor a folder".into() });
            }
            Err(error) => {
                found.left_out.push(LeftOut { source: name, reason: format!("cannot be read: {error}") });
            }
        }
    }
    found.files.sort_by(|a, b| a.name.cmp(&b.name));
    set_aside_parts_of_pages(&mut found);
    found.left_out.sort_by(|a, b| a.source.cmp(&b.source));
    Ok(found)
}

fn globs(input: &Path, choice: &Choice) -> anyhow::Result<ignore::overrides::Override> {
    let mut globs = OverrideBuilder::new(input);
    for glob in &choice.include {
        globs.add(glob).with_context(|| format!("--include {glob:?} is no glob"))?;
    }
    for glob in &choice.exclude {
        globs.add(&format!("!{glob}")).with_context(|| format!("--exclude {glob:?} is no glob"))?;
    }
    globs.build().context("the globs cannot be used together")
}

fn unreachable(input: &Path, error: &ignore::Error) -> LeftOut {
    fn path(error: &ignore::Error) -> Option<&Path> {
        match error {
            ignore::Error::WithPath { path, .. } => Some(path),
            ignore::Error::Loop { child, .. } => Some(child),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path(err),
            _ => None,
        }
    }
    let source = path(error).map_or_else(|| input.display().to_string(), |path| below(input, path));
    LeftOut { source, reason: why_unreachable(error) }
}

fn why_unreachable(error: &ignore::Error) -> String {
    match error {
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => why_unreachable(err),
        ignore::Error::Loop { .. } => {
            "is a link to a folder that it lies in; what is there is read once".to_owned()
        }
        ignore::Error::Io(error) => match error.kind() {
            io::ErrorKind::NotFound => {
                "is a link to a file that is not there, or was removed meanwhile".to_owned()
            }
            _ => format!("cannot be read: {error}"),
        },
        error => format!("cannot be read: {error}"),
    }
}

fn below(input: &Path, path: &Path) -> String {
    path.strip_prefix(input).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Browsers save `page.html` with a folder `page_files` of pictures and scripts, which are no documents.
fn set_aside_parts_of_pages(found: &mut Files) {
    let pages: BTreeSet<String> = found
        .files
        .iter()
        .filter_map(|file| file.name.strip_suffix(".html").or_else(|| file.name.strip_suffix(".htm")))
        .flat_map(|stem| [format!("{stem}_files"), format!("{stem}.files")])
        .collect();
    let mut parts: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    found.files.retain(|file| {
        let folder = file
            .name
            .match_indices('/')
            .map(|(at, _)| &file.name[..at])
            .find(|folder| pages.contains(*folder));
        if let Some(folder) = folder {
            *parts.entry(folder.to_owned()).or_default() += 1;
        }
        folder.is_none()
    });
    for (folder, count) in parts {
        let reason = format!("pictures and scripts of a saved page ({count} files), which is read");
        found.left_out.push(LeftOut { source: folder, reason });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cache::Cache;
    use crate::input::intake;

    #[test]
    fn what_changes_or_goes_while_a_folder_is_read_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["gone.txt", "grown.txt", "same.txt"] {
            fs::write(folder.path().join(name), "Words.\n").expect("a file");
        }
        let found = find(folder.path(), &Choice::default(), None).expect("it is a folder");
        fs::remove_file(folder.path().join("gone.txt")).expect("it was there");
        fs::write(folder.path().join("grown.txt"), "Words, and more of them.\n").expect("a file");
        let changed: Vec<_> = found.files.iter().map(InputFile::has_changed).collect();
        assert_eq!(changed, [true, true, false]);
        let (sources, left) = intake::sources(&found, &Cache::open(false));
        assert_eq!(sources.len(), 2);
        assert_eq!(left[0].source, "gone.txt");
        assert!(left[0].reason.contains("disappeared"), "{}", left[0].reason);
        // What was made of it must not be taken for what is there now.
        assert!(intake::fingerprint(&found, &[]).is_err());
    }
}
