//! A pack and the app become a site that somebody saves: one HTML file, or a folder in a ZIP archive.

use std::io::{Cursor, Write};
use std::sync::Mutex;

use dossier_engine::{Collection, Engine, Failure, Front};
use dossier_site::{MARKER, Marker, Order, Pages, Plan, SiteError};
use zip::DateTime;
use zip::write::{SimpleFileOptions, ZipWriter};

pub use dossier_site::parts as app_parts;

/// What is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One HTML file, which opens with a double click.
    File,
    /// A folder for any web host, in a ZIP archive.
    Site,
}

/// Documents up to this number have a plain page each; more share pages, as `dossier build` does it.
const MOST_PAGES: usize = 5_000;

/// Makes it. `app` are the files of a built app: `index.html` and those that [`app_parts`] finds in it.
///
/// # Errors
/// In words, when the pack or the app is not what it should be, or the archive grows too large.
pub fn save(form: Form, pack: &[u8], app: &[(&str, &[u8])]) -> Result<Vec<u8>, String> {
    let collection = Engine::open(pack.to_vec()).and_then(|engine| engine.collection());
    let collection = collection.map_err(|error| error.to_string())?;
    let front = Front::beside(pack.to_vec()).map_err(|failure| match failure {
        Failure::Damaged { message } => message,
        _ => "the collection is damaged: read its files again".to_owned(),
    })?;
    let pages = if collection.documents.len() <= MOST_PAGES { Pages::Each } else { Pages::Grouped };
    let plan =
        Plan { collection: &collection, pack, front: &front, app, url: None, pages, order: Order::Fixed };
    match form {
        Form::File => {
            dossier_site::single_file(&plan).map(String::into_bytes).map_err(|error| error.to_string())
        }
        Form::Site => archive(&plan),
    }
}

/// Why an archive cannot be made.
struct Refused(String);

impl From<SiteError> for Refused {
    fn from(error: SiteError) -> Self {
        Self(error.to_string())
    }
}

fn archive(plan: &Plan<'_>) -> Result<Vec<u8>, String> {
    let folder = folder_of(plan.collection);
    let archive = Mutex::new(ZipWriter::new(Cursor::new(Vec::new())));
    let put = |name: &str, bytes: &[u8]| -> Result<(), Refused> {
        let mut archive = archive.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        // Never the time of day: the same collection gives the same archive.
        let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
        let started = archive.start_file(format!("{folder}/{name}"), options);
        started
            .and_then(|()| Ok(archive.write_all(bytes)?))
            .map_err(|error| Refused(format!("{name} cannot be put into the archive: {error}")))
    };
    let written = dossier_site::write(plan, &put)
        .and_then(|()| put(MARKER, &Marker::of(plan.collection, None).bytes()));
    written.map_err(|Refused(words)| words)?;
    let archive = archive.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    let whole = archive.finish().map_err(|error| format!("the archive cannot be closed: {error}"))?;
    Ok(whole.into_inner())
}

/// The name of the folder in the archive: of the title, in letters that every system takes.
fn folder_of(collection: &Collection) -> String {
    let mut name = String::new();
    for letter in dossier_engine::fold(&collection.description.title).chars() {
        if letter.is_ascii_alphanumeric() {
            name.push(letter);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
        if name.len() >= 40 {
            break;
        }
    }
    let name = name.trim_end_matches('-');
    if name.is_empty() { "site".to_owned() } else { name.to_owned() }
}
