//! The door: open a pack, answer requests. Plain, sorted, serialisable structs in the views' words.
//!
//! The app, the command line and JavaScript see this crate alone. A [`Request`] goes in, the [`Answer`] of
//! the same name comes out; both can be serialised, so that an engine may sit in a Web Worker. Whatever a
//! reader has chosen is one [`Selection`], which lives in the URL.

pub mod answer;
mod build;
mod columns;
mod front;
mod layout;
mod open;
mod query;
pub mod ranges;
mod request;
mod respond;
mod select;
mod selection;
mod wanted;
mod whole;
mod words;

pub use build::build;
pub use front::Front;
pub use open::{Engine, EngineError};

pub use request::{Answer, Failure, Folding, Request, Typing};
pub use selection::{
    Axis, Certainty, DateFilter, Field, Filter, Mode, ReadQuery, Selection, Sort, decode as decode_part,
    encode as encode_part,
};

#[doc(no_inline)]
pub use dossier_corpus::{
    Alias, BlockKind, Collection, Confidence, Day, Edtf, EntityKind, LeftOut, Origin, RuleText, Sentence,
    Span, StatementKind, TimexType, fold,
};
