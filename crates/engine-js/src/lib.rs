//! The search engine alone, as an ES module: feed rows or open a pack, search, count facets.
//!
//! This is the narrow part, numbers and strings only; `js/dossier-engine.js` beside it is what people import. It
//! knows nothing of entities and statements: a row is words, facet values and dates, and what is to be shown.

mod ids;
mod json;
mod rows;
mod search;

pub use rows::RowWriter;
pub use search::Engine;
