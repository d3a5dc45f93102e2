//! What was worked out before: the text of converted files and compressed files, by the hash of what went in.
//!
//! Nothing depends on it: it may be removed at any time, and whatever cannot be read from it is worked out anew.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};

/// What was not used for this long is removed.
const KEPT: Duration = Duration::from_hours(60 * 24);

/// A folder of results, or none.
pub(crate) struct Cache(Option<PathBuf>);

impl Cache {
    /// `DOSSIER_CACHE`, or the system's folder for caches. None when `wanted` is false.
    pub(crate) fn open(wanted: bool) -> Self {
        let var = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let folder = || {
            var("DOSSIER_CACHE")
                .or_else(|| var("XDG_CACHE_HOME").map(|folder| folder.join("dossier")))
                .or_else(|| var("LOCALAPPDATA").map(|folder| folder.join("dossier").join("cache")))
                .or_else(|| var("HOME").map(|folder| folder.join(".cache").join("dossier")))
        };
        let cache = Self(if wanted { folder() } else { None });
        cache.forget_old();
        cache
    }

    /// What was kept under this key.
    pub(crate) fn get(&self, key: &str) -> Option<Vec<u8>> {
        let path = self.path(key)?;
        let bytes = fs::read(&path).ok()?;
        // A checksum stands in front, so that a file cut short is none.
        let (sum, bytes) = bytes.split_first_chunk::<8>()?;
        if sum[..] != Sha256::digest(bytes)[..8] {
            return None;
        }
        if let Ok(file) = fs::File::options().append(true).open(&path) {
            let _ = file.set_modified(SystemTime::now());
        }
        Some(bytes.to_vec())
    }

    /// Keeps bytes under this key. Failing to is no failure.
    pub(crate) fn put(&self, key: &str, bytes: &[u8]) {
        let Some(path) = self.path(key) else { return };
        let Some(folder) = path.parent() else { return };
        let write = || -> std::io::Result<()> {
            fs::create_dir_all(folder)?;
            let aside = path.with_extension(std::process::id().to_string());
            let mut whole = Sha256::digest(bytes)[..8].to_vec();
            whole.extend_from_slice(bytes);
            fs::write(&aside, whole)?;
            fs::rename(&aside, &path)
        };
        let _ = write();
    }

    fn path(&self, key: &str) -> Option<PathBuf> {
        let (start, rest) = key.split_at_checked(2)?;
        Some(self.0.as_ref()?.join(start).join(rest))
    }

    fn forget_old(&self) {
        let Some(folder) = &self.0 else { return };
        let now = SystemTime::now();
        let old = |path: &PathBuf| {
            let modified = fs::metadata(path).and_then(|meta| meta.modified());
            modified.is_ok_and(|time| now.duration_since(time).is_ok_and(|age| age > KEPT))
        };
        for shelf in fs::read_dir(folder).into_iter().flatten().flatten() {
            for entry in fs::read_dir(shelf.path()).into_iter().flatten().flatten() {
                if old(&entry.path()) {
                    let _ = fs::remove_file(entry.path());
                }
            }
        }
    }
}

/// The version of this program and a hash of its sources.
pub(crate) const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("DOSSIER_SOURCES"));

/// The key of something made from `parts` by this version of the program.
pub(crate) fn key(what: &str, parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in [what.as_bytes(), VERSION.as_bytes()].iter().chain(parts) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}

/// Bytes in hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}
