//! Names within a document, then entities across documents.

use dossier_corpus::{Document, Entity};

use crate::Settings;

/// What [`find`] found in one document, before entities are known.
#[derive(Clone, Debug, Default)]
pub struct Found {}

/// Finds the names of persons, organisations, places, instruments and events in one document.
pub fn find(_document: &Document, _settings: &Settings) -> Found {
    Found::default()
}

/// Makes the entities of all documents and fills [`Document::mentions`] and [`Document::themes`].
pub fn link(_documents: &mut [Document], _found: Vec<Found>, _settings: &Settings) -> Vec<Entity> {
    Vec::new()
}
