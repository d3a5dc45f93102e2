//! The files of a built app below a folder. Used by this program and by its build script.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// Paths below `root`, with slashes, and where they are. What is only another form of a file is none.
pub(crate) fn gather(root: &Path, folder: &Path, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        // Hidden ones are of the tool that builds the app.
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        if path.is_dir() {
            gather(root, &path, files)?;
            continue;
        }
        let end = path.extension().map_or_else(String::new, |end| end.to_string_lossy().into_owned());
        if !matches!(end.as_str(), "br" | "gz" | "map") {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push((name, path));
        }
    }
    Ok(())
}
