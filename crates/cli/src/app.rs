//! The app that the command line carries inside it.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{env, fs, io};

use anyhow::{Context, bail};

use crate::gather::gather;

/// Path below the site and bytes, by path.
static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/app.rs"));

/// The app's files, of which `index.html` is one: those inside this program, or those in the folder that the
/// environment variable `DOSSIER_APP` names.
///
/// # Errors
/// When this program was built without them, or the folder cannot be read.
pub(crate) fn files() -> anyhow::Result<Vec<(&'static str, &'static [u8])>> {
    static READ: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    let files = match env::var_os("DOSSIER_APP").filter(|folder| !folder.is_empty()).map(PathBuf::from) {
        None => FILES.to_vec(),
        Some(folder) => {
            let files = read(&folder).with_context(|| {
                format!("cannot read the app in {}, which DOSSIER_APP names", folder.display())
            })?;
            let files = READ.get_or_init(|| files);
            files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect()
        }
    };
    if !files.iter().any(|(name, _)| *name == "index.html") {
        bail!(
            "this dossier was built without the app, so it can read documents but make no site; \
             build it with \"make dossier\", or set DOSSIER_APP to the folder of the built app"
        );
    }
    Ok(files)
}

fn read(folder: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    gather(folder, folder, &mut found)?;
    found.sort();
    found.into_iter().map(|(name, path)| Ok((name, fs::read(path)?))).collect()
}
