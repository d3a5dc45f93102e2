//! The whole: documents and what stands above them.

use serde::{Deserialize, Serialize};

use crate::{Document, DocumentId, Entity, EntityId, Event, RuleName};

/// What `collection.toml` says of the collection as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Description {
    /// Its name.
    pub title: String,
    /// What it is, in a sentence or two.
    pub description: String,
    /// BCP 47 tags of the languages of its texts, the main one first.
    pub languages: Vec<String>,
}

/// A theme's place in its collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ThemeId(pub u32);

/// A named set of terms, or a key phrase found without one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// Stable name for URLs.
    pub key: String,
    /// As shown.
    pub name: String,
    /// The terms that count as a mention of it.
    pub terms: Vec<String>,
    /// The colour a curator gave it, one of the app's palette names.
    pub colour: Option<String>,
    /// Whether `collection.toml` names it; otherwise the reader found it as a key phrase.
    pub curated: bool,
}

/// A source that could not be read, and why. Listed, never skipped in silence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The path below the input folder.
    pub source: String,
    /// What is wrong and what to do.
    pub reason: String,
}

/// What had to be assumed to read a document at all, such as its encoding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assumption {
    /// Which document.
    pub document: DocumentId,
    /// What was assumed, and what to do to be sure.
    pub note: String,
}

/// A rule in plain language, for the card beside a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleText {
    /// Its name, as facts cite it.
    pub name: RuleName,
    /// What it does, in a sentence for readers: "A rank such as *General* stands before the name".
    pub explanation: String,
}

/// A read collection.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Collection {
    /// What it is.
    pub description: Description,
    /// In the order of their sources.
    pub documents: Vec<Document>,
    /// By kind, then by name.
    pub entities: Vec<Entity>,
    /// Curated ones first, in the curator's order.
    pub themes: Vec<Theme>,
    /// By date, then by first document.
    pub events: Vec<Event>,
    /// Every rule that some fact cites, by name.
    pub rules: Vec<RuleText>,
    /// What could not be read.
    pub left_out: Vec<LeftOut>,
    /// What was assumed on reading, by document.
    #[serde(default)]
    pub assumed: Vec<Assumption>,
}

impl Collection {
    /// What was assumed on reading that document.
    pub fn assumptions(&self, id: DocumentId) -> impl Iterator<Item = &str> {
        self.assumed.iter().filter(move |it| it.document == id).map(|it| it.note.as_str())
    }
}

impl Collection {
    /// The document of that id, if it is of this collection.
    pub fn document(&self, id: DocumentId) -> Option<&Document> {
        self.documents.get(id.0 as usize)
    }

    /// The entity of that id, if it is of this collection.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.0 as usize)
    }
}
