//! A site: static files that need nothing of their host.
//!
//! | what | where |
//! | --- | --- |
//! | the app, told where its collection is | `index.html` and the files beside it |
//! | the collection | `collection-HASH.pack` |
//! | its front page, answered when it was built: shown before the pack is there | `collection-HASH.front` |
//! | every document as a plain page, lists of them, a sitemap | `documents/`, `sitemap.xml` |
//! | work without a network | `sw.js`, `offline-HASH.js`, `manifest.webmanifest` |
//! | what made it, and of what | `dossier.json` ([`Marker`]) |
//!
//! Or all that the app needs in one HTML file ([`single_file`]). All addresses are relative, so that a site works under
//! any path. The same collection gives the same bytes.
//!
//! The command line and the reader's module in the browser both write sites. This crate gives them names and bytes; it
//! opens no file and sends no request.

mod head;
mod markup;
mod offline;
mod pages;
mod single;
mod sitemap;

use std::fmt;

use dossier_corpus::Collection;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use head::{pack_named, parts};
pub use pages::Pages;
pub use single::pack_in;

/// The file by which a folder is known as a site made by dossier.
pub const MARKER: &str = "dossier.json";

/// Why no site can be made. Its message says what to do.
#[derive(Debug)]
pub struct SiteError(String);

impl SiteError {
    fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SiteError {}

/// What a site says of its making.
#[derive(Debug, Serialize, Deserialize)]
pub struct Marker {
    /// Program and version.
    pub made_by: String,
    /// A hash of all that decided what the site is; none when it could not be told.
    pub fingerprint: Option<String>,
    /// How many documents it holds.
    pub documents: usize,
    /// How many sources were left out.
    pub left_out: usize,
}

impl Marker {
    /// The marker of a site made of this collection.
    pub fn of(collection: &Collection, fingerprint: Option<&str>) -> Self {
        Self {
            made_by: concat!("dossier ", env!("CARGO_PKG_VERSION")).to_owned(),
            fingerprint: fingerprint.map(str::to_owned),
            documents: collection.documents.len(),
            left_out: collection.left_out.len(),
        }
    }

    /// As it stands in its file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("plain fields can be written as JSON");
        bytes.push(b'\n');
        bytes
    }

    /// What a marker file says, if it is one.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

/// What a site is made of.
pub struct Plan<'a> {
    /// What was read.
    pub collection: &'a Collection,
    /// The same for the engine.
    pub pack: &'a [u8],
    /// Its front page (`dossier_engine::Front`), in bytes.
    pub front: &'a [u8],
    /// The built app: paths below the site and bytes, `index.html` among them. It may come from a site made before.
    pub app: &'a [(&'a str, &'a [u8])],
    /// The address that the site will have, where it is known.
    pub url: Option<&'a str>,
    /// How documents are spread over plain pages.
    pub pages: Pages,
    /// In which order files are handed on.
    pub order: Order,
}

/// In which order [`write()`] hands on a site's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// One after another, always in the same order: for an archive.
    Fixed,
    /// As they are ready, from all cores where the feature `parallel` is on: for a folder.
    Any,
}

/// Hands every file of a site but the marker to `put`: its path, with slashes, and its bytes. Only one file after another is in
/// memory beside the collection and, with [`Order::Any`], core.
///
/// # Errors
/// When the app's `index.html` is not what this crate knows how to complete, and whatever `put` gives.
pub fn write<E: From<SiteError> + Send>(
    plan: &Plan<'_>,
    put: &(impl Fn(&str, &[u8]) -> Result<(), E> + Sync),
) -> Result<(), E> {
    let pack_name = format!("collection-{}.pack", short_hash(plan.pack));
    let front_name = format!("collection-{}.front", short_hash(plan.front));
    let places = pages::Places::of(plan.collection, plan.pages);
    let (script_name, script) = offline::registration();
    let index = head::complete(plan, &places, [&pack_name, &front_name], &script_name)?;
    let manifest = offline::manifest(&plan.collection.description, head::colour(&index).as_deref());

    let made = ["index.html", "manifest.webmanifest", "sw.js", MARKER];
    let mut files: Vec<(&str, &[u8])> =
        plan.app.iter().filter(|(name, _)| !made.contains(name) && *name != script_name).copied().collect();
    files.push(("index.html", index.as_bytes()));
    files.push(("manifest.webmanifest", manifest.as_bytes()));
    files.push((&script_name, script.as_bytes()));
    files.push((&pack_name, plan.pack));
    files.push((&front_name, plan.front));
    files.sort_unstable();
    // What works without a network: the app and the collection, not the plain pages, nor what reads other files.
    let kept: Vec<_> = files.iter().filter(|(name, _)| !name.starts_with(READER)).copied().collect();
    let worker = offline::worker(&kept);
    files.push(("sw.js", worker.as_bytes()));
    // The collection may take as long to compress as all pages together.
    both(
        plan.order,
        || each(plan.order, files.len(), |at| put(files[at].0, files[at].1)),
        || pages::write(plan, &places, put),
    )
}

/// How the names of the reader's module begin. It is large, and few visitors open files of their own: the service
/// worker keeps it when it was first fetched.
const READER: &str = "dossier-reader";

/// The whole site in one HTML file.
///
/// # Errors
/// When the app's files are not what this crate knows how to put into one.
pub fn single_file(plan: &Plan<'_>) -> Result<String, SiteError> {
    single::page(plan)
}

/// Enough of a hash to tell two versions of a file apart, in a file's name.
fn short_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)[..8])
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// Does `work` for every number below `count`.
fn each<E: Send>(
    order: Order,
    count: usize,
    work: impl Fn(usize) -> Result<(), E> + Send + Sync,
) -> Result<(), E> {
    match order {
        #[cfg(feature = "parallel")]
        Order::Any => {
            use rayon::iter::{IntoParallelIterator, ParallelIterator};
            (0..count).into_par_iter().try_for_each(work)
        }
        _ => (0..count).try_for_each(work),
    }
}

/// Does both, the second also when the first failed only where they run at once.
fn both<E: Send>(
    order: Order,
    one: impl FnOnce() -> Result<(), E> + Send,
    other: impl FnOnce() -> Result<(), E> + Send,
) -> Result<(), E> {
    match order {
        #[cfg(feature = "parallel")]
        Order::Any => {
            let (one, other) = rayon::join(one, other);
            one.and(other)
        }
        _ => one().and_then(|()| other()),
    }
}
