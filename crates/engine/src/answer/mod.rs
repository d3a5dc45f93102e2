//! Answers in the views' words: plain, sorted structs with public fields.
//!
//! Text offsets are bytes into the string that stands beside them; [`Span`]s are bytes of a document's text.

mod compare;
mod document;
mod entity;
mod ledger;
mod overview;
mod results;
mod timeline;

pub use compare::*;
pub use document::*;
pub use entity::*;
pub use ledger::*;
pub use overview::*;
pub use results::*;
pub use timeline::*;

use dossier_corpus::{Confidence, Day, EntityKind, Span};
use serde::{Deserialize, Serialize};

/// Something to follow: an entity as views name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityRef {
    /// Stable name for URLs and filters.
    pub key: String,
    /// As shown.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// The rules are not sure: shown as such.
    pub candidate: bool,
}

/// A theme as views name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ThemeRef {
    /// Stable name for URLs and filters.
    pub key: String,
    /// As shown.
    pub name: String,
    /// The colour a curator gave it, one of the palette's names.
    pub colour: Option<String>,
    /// Named in `collection.toml`; otherwise found as a key phrase.
    pub curated: bool,
}

/// A document as views name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRef {
    /// Stable name for URLs.
    pub id: String,
    /// What to call it.
    pub title: Title,
    /// When it was published, as certain as that is. `None`: undated.
    pub date: Option<DateShown>,
}

/// What to call a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Title {
    /// The words.
    pub text: String,
    /// Printed (or given) as a title. Otherwise these are the opening words of the running text.
    pub printed: bool,
}

/// A date as shown, and as drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateShown {
    /// In words: "12 March 2026", "June to December 2022", "after 26 January 2022".
    pub words: String,
    /// As EDTF.
    pub edtf: String,
    /// First day that it may mean; `None`: open.
    pub earliest: Option<Day>,
    /// Last day that it may mean; `None`: open.
    pub latest: Option<Day>,
    /// Marked as approximate or uncertain, or wider than what was written says.
    pub approximate: bool,
}

/// A stretch of a document's text, with words in it marked.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Passage {
    /// The document's id.
    pub document: String,
    /// Where the passage stands in the document.
    pub span: Span,
    /// The sentence, as a number from 0; links lead there.
    pub sentence: u32,
    /// The words, with line breaks as spaces, of the same length in bytes as the span.
    pub text: String,
    /// Marked words, in order, without overlap; bytes of `text`.
    pub marks: Vec<Mark>,
}

/// Marked words in a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// First byte, in the passage's text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Why it is marked.
    pub kind: MarkKind,
}

/// Why words are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum MarkKind {
    /// They match the query.
    Hit,
    /// They are the subject of the view: the entity's name on its page, the date on a timeline.
    Subject,
    /// They name the other entity of a pair.
    Other,
    /// A rank, office or title.
    Role,
    /// Reporting words: "asked", "stressed the need to".
    Cue,
    /// What was asked, judged, reported or said.
    Content,
    /// They differ from the aligned words.
    Different,
}

/// Why a fact is believed, ready for its card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhyShown {
    /// The rule's name: `date.weekday`.
    pub rule: String,
    /// What the rule does, in plain language.
    pub explanation: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// The words, most telling first.
    pub evidence: Vec<Passage>,
}

/// Documents per stretch of time.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Spark {
    /// First day of the first bin.
    pub from: Option<Day>,
    /// Last day of the last bin.
    pub to: Option<Day>,
    /// Documents whose date possibly falls into each bin; bins are of equal length.
    pub counts: Vec<u32>,
    /// Documents without a date.
    pub undated: u32,
}
