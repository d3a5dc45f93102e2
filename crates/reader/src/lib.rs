//! Documents in, annotated collection out.
//!
//! Reading goes through stages, each a module that knows only the ones above it in this list:
//!
//! | stage | module | makes |
//! | --- | --- | --- |
//! | bytes → text | [`decode`] | the unchanged source text |
//! | text → blocks, sentences, metadata | [`structure`] | [`dossier_corpus::Block`], [`dossier_corpus::Sentence`], [`Metadata`](structure::Metadata) |
//! | temporal expressions, the document's own date | [`dates`] | [`dossier_corpus::DateMention`] |
//! | names, then entities across documents | [`names`] | [`dossier_corpus::Mention`], [`dossier_corpus::Entity`] |
//! | who asked, said, reported what | [`statements`] | [`dossier_corpus::Statement`] |
//! | what happened, and who reports the same | [`events`] | [`dossier_corpus::Event`] |
//!
//! A text is cut into words once, between structure and dates: both dates and names are read in them.
//!
//! Reading cannot fail: any bytes give a collection, and what could not be read stands in
//! [`Collection::left_out`]. The crate does no input or output of its own, knows no browser, and compiles
//! to native and to Wasm alike. Nothing about any one collection is compiled in: names that belong to one
//! stand in its `collection.toml` ([`settings`]).

pub mod dates;
pub mod decode;
pub mod events;
pub mod formats;
pub mod names;
pub mod settings;
pub mod statements;
pub mod structure;

mod bytes;
mod calendar;
mod ids;
mod memo;
mod read;
mod rules;
mod words;

pub use ids::Ids;
pub use read::{Reading, Readings, Source, link, read, read_one};
pub use settings::{Settings, SettingsError};

#[doc(no_inline)]
pub use dossier_corpus::Collection;
