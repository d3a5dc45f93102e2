//! What happened where, when, with whom; which documents report the same; dates that follow from that.

use dossier_corpus::Collection;

/// Fills [`Collection::events`] and [`Document::linked_date`](dossier_corpus::Document::linked_date).
pub fn link(_collection: &mut Collection) {}
