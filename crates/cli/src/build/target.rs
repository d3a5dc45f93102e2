//! Where a site goes.

use std::ffi::OsStr;
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
        if same(&arguments.input, &output) {
            bail!("the output {} is the input; choose another place with -o", output.display());
        }
        let target = match (arguments.single_file, is_page) {
            (true, true) => Self::File(output),
            (true, false) => Self::FileIn(output),
            (false, _) => Self::Folder(output),
        };
        let place = target.place();
        match &target {
            Self::File(_) if place.is_dir() => bail!("{} is a folder; name a file with -o", place.display()),
            Self::File(_) => {}
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

/// Nothing stands there, or an empty folder, or a site.
fn is_ours(folder: &Path) -> bool {
    match std::fs::read_dir(folder) {
        Err(_) => true,
        Ok(mut entries) => entries.next().is_none() || folder.join(MARKER).is_file(),
    }
}

fn same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
