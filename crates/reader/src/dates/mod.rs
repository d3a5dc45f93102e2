//! Temporal expressions, and the document's own date.

use dossier_corpus::{Document, DocumentId};

/// Fills [`Document::dates`] and, where the text prints none, narrows [`Document::date`].
pub fn annotate(_document: &mut Document, _id: DocumentId) {}
