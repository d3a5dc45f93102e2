//! Sites on disk. What is in one, `dossier-site` says; here its files are written, and beside each the same bytes compressed.

mod compress;

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use anyhow::Context;
use dossier_site::{MARKER, Marker, Plan};

use crate::cache::Cache;

/// The marker of a folder, if it is a site.
pub(crate) fn marker_of(folder: &Path) -> Option<Marker> {
    Marker::parse(&fs::read(folder.join(MARKER)).ok()?)
}

/// How a site is written.
pub(crate) struct Writing<'a> {
    /// Whether `.br` and `.gz` files are written too.
    pub(crate) compress: bool,
    /// A hash of all that decides what the site is.
    pub(crate) fingerprint: Option<&'a str>,
    /// What was compressed before.
    pub(crate) cache: &'a Cache,
}

/// How much was written.
#[derive(Debug, Default)]
pub(crate) struct Written {
    bytes: AtomicU64,
    files: AtomicUsize,
}

impl Written {
    /// One file of so many bytes.
    pub(crate) fn one(bytes: usize) -> Self {
        let written = Self::default();
        written.add(bytes);
        written
    }

    fn add(&self, bytes: usize) {
        self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
        self.files.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    pub(crate) fn files(&self) -> usize {
        self.files.load(Ordering::Relaxed)
    }
}

/// Writes a site into an empty folder, on all cores.
///
/// # Errors
/// When a file cannot be written, or the app is not what this program knows how to complete.
pub(crate) fn write(plan: &Plan<'_>, writing: &Writing<'_>, folder: &Path) -> anyhow::Result<Written> {
    let written = Written::default();
    dossier_site::write(plan, &|name: &str, bytes: &[u8]| -> anyhow::Result<()> {
        let path = folder.join(name);
        make_folders(folder, Path::new(name).parent().unwrap_or(Path::new("")))?;
        compress::write(writing, &path, bytes, &written)
    })?;
    let marker = Marker::of(plan.collection, writing.fingerprint).bytes();
    write_file(&folder.join(MARKER), &marker, &written)?;
    Ok(written)
}

/// Makes folders below one that is there. That one is not made: an interrupt may have removed it.
fn make_folders(folder: &Path, below: &Path) -> anyhow::Result<()> {
    let mut path = folder.to_owned();
    for part in below {
        path.push(part);
        match fs::create_dir(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
                return Err(error).with_context(|| cannot(&path));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Writes a folder whose `index.html` is the whole site.
///
/// # Errors
/// When a file cannot be written.
pub(crate) fn write_alone(
    plan: &Plan<'_>,
    writing: &Writing<'_>,
    folder: &Path,
    page: &str,
) -> anyhow::Result<Written> {
    let written = Written::default();
    let marker = Marker::of(plan.collection, writing.fingerprint).bytes();
    write_file(&folder.join("index.html"), page.as_bytes(), &written)?;
    write_file(&folder.join(MARKER), &marker, &written)?;
    Ok(written)
}

fn write_file(path: &Path, bytes: &[u8], written: &Written) -> anyhow::Result<()> {
    fs::write(path, bytes).with_context(|| cannot(path))?;
    written.add(bytes.len());
    Ok(())
}

fn cannot(path: &Path) -> String {
    format!(
        "cannot write {}; the site was not changed: make room, or choose another place with -o",
        path.display()
    )
}
