//! The directory of entities, and a page for each.

use std::collections::BTreeMap;

use dossier_corpus::{Alias, Confidence, EntityKind, Origin};
use serde::{Deserialize, Serialize};

use super::{DateShown, DocumentRef, EntityRef, Explained, LedgerRow, Passage, Spark, ThemeRef};

/// Entities of the selection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityDirectory {
    /// Number of entities of each kind in the selection (before the kind and the text are asked for).
    pub kinds: Vec<(EntityKind, u32)>,
    /// Entities that match, in the selection.
    pub total: u32,
    /// Rank of the first one here, from 0.
    pub offset: u32,
    /// In the order asked for.
    pub rows: Vec<EntityRow>,
}

/// A line of the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityRow {
    /// Which.
    pub entity: EntityRef,
    /// The latest role's words (a person), the form and number (an instrument), the parent's name (a body).
    pub gloss: Option<String>,
    /// Other forms of its name, most frequent first, at most three.
    pub also: Vec<String>,
    /// Documents of the selection that name it.
    pub documents: u32,
    /// Times that they name it.
    pub mentions: u32,
    /// Its documents over time.
    pub spark: Spark,
    /// How sure the reader is of it.
    pub confidence: Confidence,
}

/// The order of a directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum EntitySort {
    /// Most documents first.
    #[default]
    Documents,
    /// Most mentions first.
    Mentions,
    /// By name.
    Name,
}

/// An entity's page: everything that the selection's documents say of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityPage {
    /// Which.
    pub entity: EntityRef,
    /// Every form of its name in the collection, most frequent first.
    pub aliases: Vec<Alias>,
    /// Identifiers elsewhere: scheme → value.
    pub identifiers: BTreeMap<String, String>,
    /// Where it comes from.
    pub origin: Origin,
    /// How sure the reader is that it is one thing of this kind.
    pub confidence: Confidence,
    /// The body it is part of.
    pub parent: Option<Explained<EntityRef>>,
    /// What is part of it.
    pub parts: Vec<EntityRef>,
    /// Ranks, offices and titles through time, oldest first, undated last.
    pub roles: Vec<RoleShown>,
    /// What is known of it as an instrument.
    pub instrument: Option<InstrumentShown>,
    /// Documents over time.
    pub activity: Spark,
    /// Documents of the selection that name it, oldest first, undated last; at most 500.
    pub documents: Vec<DocumentRef>,
    /// How many documents of the selection name it.
    pub document_count: u32,
    /// How often they name it.
    pub mention_count: u32,
    /// What it asked, judged, reported, promised or said; at most 100.
    pub statements_made: Vec<LedgerRow>,
    /// How many those are.
    pub statements_made_count: u32,
    /// What was asked of it, or said to it; at most 100.
    pub statements_received: Vec<LedgerRow>,
    /// How many those are.
    pub statements_received_count: u32,
    /// Instruments that its statements cite, most often first.
    pub instruments_cited: Vec<(EntityRef, u32)>,
    /// With whom and what it appears in one sentence, most often first; at most 60.
    pub together: Vec<Together>,
    /// Themes of the sentences that name it, most often first.
    pub themes: Vec<(ThemeRef, u32)>,
    /// The first of its mentions in context, in the order of `documents`; more by [`crate::Request::Mentions`].
    pub mentions: Vec<MentionInContext>,
}

/// A role, with the words that give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleShown {
    /// As printed, in the form that the texts use most.
    pub title: String,
    /// From the earliest to the latest date of the documents that give it; `None`: they are undated.
    pub when: Option<DateShown>,
    /// How sure the reader is that it is this person's: the surest of its passages.
    pub confidence: Confidence,
    /// The words, oldest first.
    pub passages: Vec<Passage>,
}

/// An instrument.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstrumentShown {
    /// "resolution", "plan".
    pub form: String,
    /// In one canonical spelling.
    pub number: Option<Explained<String>>,
    /// Who issued it.
    pub issuer: Option<Explained<EntityRef>>,
    /// When.
    pub date: Option<Explained<DateShown>>,
    /// What it is about.
    pub subject: Option<Explained<String>>,
    /// What it carries out.
    pub implements: Vec<Explained<EntityRef>>,
    /// What carries it out.
    pub implemented_by: Vec<Explained<EntityRef>>,
    /// Statements that cite it, oldest first; at most 100.
    pub cited_by: Vec<LedgerRow>,
    /// How many those are.
    pub cited_by_count: u32,
}

/// Two entities in one sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Together {
    /// The other one.
    pub entity: EntityRef,
    /// Sentences of the selection that name both.
    pub sentences: u32,
    /// Documents of the selection with such a sentence.
    pub documents: u32,
    /// The first of those sentences, at most three.
    pub passages: Vec<Passage>,
}

/// A mention in its sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionInContext {
    /// When its document was published.
    pub date: Option<DateShown>,
    /// Its document's title.
    pub document: DocumentRef,
    /// The sentence; the name and its role are marked.
    pub passage: Passage,
    /// The rule that found it.
    pub rule: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// Mentions of an entity, in the order of its documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mentions {
    /// How many in the selection.
    pub total: u32,
    /// The first one here, from 0.
    pub offset: u32,
    /// In the order of the page's documents.
    pub rows: Vec<MentionInContext>,
}
