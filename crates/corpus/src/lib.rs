//! The model of a read collection: what every floor of the house talks about.
//!
//! A [`Collection`] holds [`Document`]s and, above them, what was found in more than one of them:
//! [`Entity`]s, [`Event`]s, [`Theme`]s. Whatever was *derived* from a text carries a [`Why`]: the rule that
//! found it, a confidence, and the words ([`Evidence`]) it rests on. A fact without words does not exist.
//!
//! This crate knows the model's own rules (a span lies inside its text, an EDTF value has an earliest and a
//! latest day, folding) and nothing of how text is read, stored, searched or shown.
//!
//! ```
//! use dossier_corpus::{Day, Edtf};
//!
//! let half_year: Edtf = "2022-01/2022-06".parse().unwrap();
//! assert_eq!(half_year.earliest(), Some(Day::from_ymd(2022, 1, 1)));
//! assert_eq!(half_year.latest(), Some(Day::from_ymd(2022, 6, 30)));
//! ```

mod collection;
mod date;
mod document;
mod entity;
mod event;
mod evidence;
mod fold;
mod order;
mod span;
mod statement;

pub use collection::{Assumption, Collection, Description, LeftOut, RuleText, Theme, ThemeId};
pub use date::{Day, Edtf, EdtfError};
pub use document::{
    Block, BlockKind, DateMention, Document, DocumentId, Facets, Mention, Sentence, ThemeMention, TimexType,
};
pub use entity::{Alias, Entity, EntityId, EntityKind, InstrumentFacts, Origin, Role};
pub use event::{Event, EventId};
pub use evidence::{Confidence, Evidence, Fact, RuleName, Why};
pub use fold::{fold, fold_case, is_mark};
pub use order::Ordered;
pub use span::Span;
pub use statement::{Actor, Statement, StatementKind};
