//! What the collection is, what is in it, what is odd about it, where to begin.

use dossier_corpus::{LeftOut, RuleText};
use serde::{Deserialize, Serialize};

use super::{DateShown, DocumentRef, EntityRef, EventShown, Passage, Spark, ThemeRef, WhyShown};
use crate::Selection;

/// What the collection is, and what the selection holds of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Its title.
    pub title: String,
    /// What it is, in a sentence or two.
    pub description: String,
    /// BCP 47 tags, the main one first.
    pub languages: Vec<String>,
    /// Documents in the selection.
    pub documents: u32,
    /// Documents in the collection.
    pub of: u32,
    /// Words in the collection's running text, captions and headings.
    pub words: u32,
    /// From the earliest to the latest day that its documents may have been published.
    pub period: Option<DateShown>,
    /// Publication over time.
    pub activity: Spark,
    /// How much was found in the selection.
    pub found: Found,
    /// The most named of each kind, with the documents of the selection that name it.
    pub most_named: Vec<Ranked<EntityRef>>,
    /// The themes of the most documents.
    pub themes: Vec<Ranked<ThemeRef>>,
    /// Where to begin, best first.
    pub stories: Vec<Story>,
    /// What is odd: undated documents, contradictions.
    pub oddities: Vec<Oddity>,
    /// What could not be read.
    pub left_out: Vec<LeftOut>,
}

/// Numbers of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Found {
    /// Persons named.
    pub persons: u32,
    /// Organisations named.
    pub organisations: u32,
    /// Places named.
    pub places: u32,
    /// Instruments cited.
    pub instruments: u32,
    /// Named events.
    pub named_events: u32,
    /// Events reported.
    pub events: u32,
    /// Statements of every kind.
    pub statements: u32,
    /// Directives among them.
    pub directives: u32,
    /// Dates mentioned.
    pub dates: u32,
}

/// Something and how many documents and mentions it has in the selection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranked<T> {
    /// What.
    pub item: T,
    /// Documents.
    pub documents: u32,
    /// Mentions.
    pub mentions: u32,
}

/// A story that the data tell, for a first visitor. Found by the same rules in every collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Story {
    /// One event, told in more than one document.
    ToldTwice {
        /// The event.
        event: EventShown,
        /// Who tells it.
        documents: Vec<DocumentRef>,
    },
    /// One instrument, cited over time.
    InstrumentOverTime {
        /// Which.
        instrument: EntityRef,
        /// Number of documents that cite it.
        documents: u32,
        /// The years that these are from, the first and the last; `None` where none is dated.
        years: Option<(i32, i32)>,
        /// A sentence that cites it.
        passage: Passage,
    },
    /// One person, with more than one role.
    PersonInRoles {
        /// Who.
        person: EntityRef,
        /// The roles, in order of time, each in its fullest words.
        roles: Vec<String>,
        /// Number of documents that name the person.
        documents: u32,
        /// The years that these are from, the first and the last; `None` where none is dated.
        years: Option<(i32, i32)>,
    },
    /// Who asks most of whom.
    MostAsked {
        /// Who asks.
        issuer: EntityRef,
        /// Of whom.
        addressee: EntityRef,
        /// Number of directives.
        directives: u32,
        /// One of them.
        passage: Passage,
    },
}

/// Something to be wary of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Oddity {
    /// Documents that do not say on which day they were published; some have an interval by their own words
    /// or by those of linked documents.
    NoExactDate {
        /// Which.
        documents: Vec<DocumentRef>,
        /// How many.
        count: u32,
    },
    /// One person has two ranks or offices in reports of one event.
    TwoRoles {
        /// Who.
        person: EntityRef,
        /// The event.
        event: Box<EventShown>,
        /// The words of each.
        passages: Vec<Passage>,
    },
    /// Documents with nearly the same words.
    NearDuplicates {
        /// Which.
        documents: Vec<DocumentRef>,
    },
    /// The rules are not sure about these.
    Candidates {
        /// How many entities are shown as candidates.
        count: u32,
    },
}

/// A rule in plain language, and how often the collection's facts rest on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleShown {
    /// Name and explanation.
    pub rule: RuleText,
    /// Facts that cite it.
    pub facts: u32,
    /// One of them.
    pub example: Option<Passage>,
}

/// How facts are found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// By name.
    pub rules: Vec<RuleShown>,
}

/// A part of an answer that has a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained<T> {
    /// What is believed.
    pub value: T,
    /// Why.
    pub why: WhyShown,
}

/// A selection and a name for it, as comparison takes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedSelection {
    /// In words: "person: Phan Văn Giang".
    pub name: String,
    /// What it selects.
    pub selection: Selection,
    /// How many documents that is.
    pub documents: u32,
}
