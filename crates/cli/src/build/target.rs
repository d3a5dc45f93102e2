//! Where a site goes.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::bail;
use dossier_site::{MARKER, Marker};

use super::BuildArguments;
use crate::site;

/// Where the site goes.
pub(super) enum Target {
    /// A folder with a site.
    Folder(PathBuf),
    /// One HTML file.
    File(PathBuf),
    /// One HTML file as the `index.html` of a folder.
    FileIn(PathBuf),
}

impl Target {
    /// Where a build is told to write, if it may.
    ///
    /// # Errors
    /// When something stands there that is not dossier's to replace.
    pub(super) fn of(arguments: &BuildArguments) -> anyhow::Result<Self> {
        let output = arguments.output.clone();
        let is_page = output
            .extension()
            .and_then(OsStr::to_str)
            .is_some_and(|end| end.eq_ignore_ascii_case("html") || end.eq_ignore_ascii_case("htm"));
        if let (Ok(input), Ok(place)) = (arguments.input.canonicalize(), output.canonicalize()) {
            let (input_named, output_named) = (arguments.input.display(), output.display());
            if input == place {
                bail!("the output {output_named} is the input; choose another place with -o");
            }
            // What stands there is replaced as a whole, and the documents with it.
            if input.starts_with(&place) {
                bail!(
                    "the input {input_named} lies in the output {output_named}, which is replaced; choose another place with -o"
                );
            }
        }
        if is_page && !arguments.single_file && !output.is_dir() {
            bail!("{} is named like one page; add --single-file, or name a folder with -o", output.display());
        }
        let target = match (arguments.single_file, is_page) {
            (true, true) => Self::File(output),
            (true, false) => Self::FileIn(output),
            (false, _) => Self::Folder(output),
        };
        let place = target.place();
        match &target {
            Self::File(_) if place.is_dir() => bail!("{} is a folder; name a file with -o", place.display()),
            Self::File(_) if arguments.force || !place.exists() || is_our_page(place) => {}
            Self::File(_) => bail!(
                "{} exists and is no site made by dossier; choose another name with -o, or add --force to replace it",
                place.display()
            ),
            _ if place.is_file() => {
                bail!("{} is a file; name a folder with -o, or add --single-file", place.display());
            }
            _ if arguments.force || is_ours(place) => {}
            _ => bail!(
                "{} exists and is no site made by dossier; choose another folder with -o, or add --force to replace it",
                place.display()
            ),
        }
        Ok(target)
    }

    /// The folder or the file.
    pub(super) fn place(&self) -> &Path {
        match self {
            Self::Folder(path) | Self::File(path) | Self::FileIn(path) => path,
        }
    }

    /// What the site says of itself, if it stands there whole and was made of the same.
    pub(super) fn unchanged(&self, fingerprint: &str) -> Option<Marker> {
        match self {
            Self::Folder(folder) | Self::FileIn(folder) => {
                site::marker_of(folder).filter(|marker| marker.fingerprint.as_deref() == Some(fingerprint))
            }
            // A file has no room beside it for a marker.
            Self::File(_) => None,
        }
    }
}

/// A single file with a collection in it.
fn is_our_page(file: &Path) -> bool {
    fs::read(file).is_ok_and(|page| dossier_site::pack_in(&String::from_utf8_lossy(&page)).is_some())
}

/// Nothing stands there, or an empty folder, or a site.
fn is_ours(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Err(_) => true,
        Ok(mut entries) => entries.next().is_none() || folder.join(MARKER).is_file(),
    }
}
