//! Directives, assessments, reports, commitments, quotes: who, the cue, the content.

use dossier_corpus::{Document, Entity, Statement};

/// The statements of a document whose mentions and dates are known.
pub fn find(_document: &Document, _entities: &[Entity]) -> Vec<Statement> {
    Vec::new()
}
