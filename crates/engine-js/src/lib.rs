//! The search engine alone, as an ES module: feed rows or open a pack, search, count facets.
//!
//! Two halves, each a Wasm module of its own in the build: what reads packs (`read`) and what writes them (`write`).
//!
//! This is the narrow part, bytes and numbers only; `js/dossier-engine.js` beside it is what people import. It
//! knows nothing of entities and statements: a row is words, facet values and dates, and what is to be shown.

#[cfg(target_arch = "wasm32")]
mod door;
mod ids;
#[cfg(feature = "read")]
mod json;
#[cfg(feature = "write")]
mod rows;
#[cfg(feature = "read")]
mod search;
#[cfg(feature = "read")]
mod warm;

#[cfg(feature = "write")]
pub use rows::RowWriter;
#[cfg(feature = "read")]
pub use search::{Engine, Source};
#[cfg(feature = "read")]
pub use warm::warm;
