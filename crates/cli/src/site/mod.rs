//! A site: static files that need nothing of their host.
//!
//! | what | where |
//! | --- | --- |
//! | the app, told where its collection is | `index.html` and the files beside it ([`head`]) |
//! | the collection | `collection-HASH.pack` |
//! | every document as a plain page, lists of them, a sitemap | `documents/`, `sitemap.xml` ([`pages`]) |
//! | work without a network | `sw.js`, `offline-HASH.js`, `manifest.webmanifest` ([`offline`]) |
//! | the same bytes, compressed | `.br` and `.gz` beside each ([`compress`]) |
//! | what made it, and of what | `dossier.json` ([`Marker`]) |
//!
//! Or all that the app needs in one HTML file ([`single`]). All addresses are relative, so that a site works under
//! any path. The same collection gives the same bytes.

mod compress;
mod head;
mod markup;
mod offline;
mod pages;
mod single;

use std::fs;
use std::path::Path;

use anyhow::Context;
use dossier_corpus::Collection;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::cache::{self, Cache};

pub(crate) use head::pack_named;
pub(crate) use pages::Pages;
pub(crate) use single::pack_in;

/// The file by which a folder is known as a site made by this program.
pub(crate) const MARKER: &str = "dossier.json";

/// What a site says of its making.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Marker {
    /// Program and version.
    pub(crate) made_by: String,
    /// A hash of all that decided what the site is; none when it could not be told.
    pub(crate) fingerprint: Option<String>,
    /// How many documents it holds.
    pub(crate) documents: usize,
    /// How many sources were left out.
    pub(crate) left_out: usize,
}

impl Marker {
    /// The marker of a folder, if it is a site.
    pub(crate) fn read(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(folder.join(MARKER)).ok()?).ok()
    }
}

/// What a site is made of.
pub(crate) struct Plan<'a> {
    pub(crate) collection: &'a Collection,
    pub(crate) pack: &'a [u8],
    pub(crate) app: &'a [(&'a str, &'a [u8])],
    pub(crate) url: Option<&'a str>,
    pub(crate) pages: Pages,
    pub(crate) compress: bool,
    pub(crate) fingerprint: Option<&'a str>,
    pub(crate) cache: &'a Cache,
}

/// How much was written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Written {
    pub(crate) bytes: u64,
    pub(crate) files: usize,
}

/// Writes a site into an empty folder.
///
/// # Errors
/// When a file cannot be written, or the app's `index.html` is not what this program knows how to complete.
pub(crate) fn write(plan: &Plan<'_>, folder: &Path) -> anyhow::Result<Written> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let pack_name = format!("collection-{}.pack", short_hash(plan.pack));
    let places = pages::Places::of(plan.collection, plan.pages);
    pages::write(plan, &places, &mut files);
    let offline_script = offline::registration();
    let manifest = offline::manifest(&plan.collection.description);
    for (name, bytes) in plan.app {
        match *name {
            "index.html" | "manifest.webmanifest" => {}
            name => files.push((name.to_owned(), bytes.to_vec())),
        }
    }
    let index = head::complete(plan, &places, &pack_name, &offline_script.0)?;
    files.push(("index.html".to_owned(), index.into_bytes()));
    files.push(("manifest.webmanifest".to_owned(), manifest.into_bytes()));
    files.push((offline_script.0, offline_script.1.into_bytes()));
    // What works without a network: the app and the collection, not the plain pages.
    let mut kept: Vec<(&str, &[u8])> = files
        .iter()
        .filter(|(name, _)| !name.starts_with(pages::FOLDER) && !pages::ALONE.contains(&name.as_str()))
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    kept.push((&pack_name, plan.pack));
    kept.sort_unstable();
    let worker = offline::worker(&kept);
    files.push(("sw.js".to_owned(), worker.into_bytes()));

    let mut folders: Vec<&Path> =
        files.iter().filter_map(|(name, _)| Path::new(name.as_str()).parent()).collect();
    folders.sort_unstable();
    folders.dedup();
    for below in folders {
        let path = folder.join(below);
        fs::create_dir_all(&path).with_context(|| cannot(&path))?;
    }
    let mut all: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    all.push((&pack_name, plan.pack));
    let mut written = compress::write_all(plan, folder, &all)?;
    let marker = marker(plan)?;
    write_file(&folder.join(MARKER), &marker)?;
    written.bytes += marker.len() as u64;
    written.files += 1;
    Ok(written)
}

/// The whole site in one HTML file.
///
/// # Errors
/// When the app's files are not what this program knows how to put into one.
pub(crate) fn single_file(plan: &Plan<'_>) -> anyhow::Result<String> {
    single::page(plan)
}

/// Writes a folder whose `index.html` is the whole site.
///
/// # Errors
/// When a file cannot be written.
pub(crate) fn write_alone(plan: &Plan<'_>, folder: &Path, page: &str) -> anyhow::Result<Written> {
    let marker = marker(plan)?;
    write_file(&folder.join("index.html"), page.as_bytes())?;
    write_file(&folder.join(MARKER), &marker)?;
    Ok(Written { bytes: (page.len() + marker.len()) as u64, files: 2 })
}

fn marker(plan: &Plan<'_>) -> anyhow::Result<Vec<u8>> {
    let marker = Marker {
        made_by: concat!("dossier ", env!("CARGO_PKG_VERSION")).to_owned(),
        fingerprint: plan.fingerprint.map(str::to_owned),
        documents: plan.collection.documents.len(),
        left_out: plan.collection.left_out.len(),
    };
    let mut bytes = serde_json::to_vec_pretty(&marker).context("cannot write the marker as JSON")?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn write_file(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    fs::write(path, bytes).with_context(|| cannot(path))
}

fn cannot(path: &Path) -> String {
    format!("cannot write {}; the site was not changed", path.display())
}

/// Enough of a hash to tell two versions of a file apart, in a file's name.
fn short_hash(bytes: &[u8]) -> String {
    cache::hex(&Sha256::digest(bytes)[..8])
}
