//! The app that the command line carries inside it.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{env, fs, io};

use anyhow::{Context, bail};

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
            let mut files = Vec::new();
            gather(&folder, &folder, &mut files).with_context(|| {
                format!("cannot read the app in {}, which DOSSIER_APP names", folder.display())
            })?;
            files.sort();
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

fn gather(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(root, &path, files)?;
            continue;
        }
        let end = path.extension().map_or_else(String::new, |end| end.to_string_lossy().into_owned());
        if !matches!(end.as_str(), "br" | "gz" | "map") {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push((name, fs::read(&path)?));
        }
    }
    Ok(())
}
