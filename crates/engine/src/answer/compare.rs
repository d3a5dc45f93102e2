//! Documents side by side, and selections against each other.

use dossier_corpus::Span;
use serde::{Deserialize, Serialize};

use super::{DocumentRef, EntityRef, EventShown, NamedSelection, Passage, ThemeRef};

/// Documents side by side, sentence by sentence. Lists with one item for each document are in the documents' order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// Which: at most [`Comparison::MOST`].
    pub documents: Vec<DocumentRef>,
    /// The event that all of them report, where they do.
    pub event: Option<EventShown>,
    /// In the order of the first one; what it does not say stands where another says it.
    pub rows: Vec<AlignedRow>,
    /// Of each document: sentences of running text, captions and headings that another one says too.
    pub aligned: Vec<u32>,
    /// Of each document: its sentences of that kind in all.
    pub sentences: Vec<u32>,
    /// What differs between aligned sentences, gathered.
    pub differences: Vec<Difference>,
    /// Whom and what they name.
    pub named: Vec<NamedBy>,
}

impl Comparison {
    /// No more documents than this are compared at a time.
    pub const MOST: usize = 8;
}

/// Sentences that say the same thing, or a sentence that one document says alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlignedRow {
    /// Of each document: one sentence, or several that another one tells in one, or none. Words that no other
    /// document has in this row are marked as different.
    pub sides: Vec<Vec<Passage>>,
    /// How alike the least alike of them are, in percent; 0 for a sentence alone.
    pub percent: u8,
    /// Indices into [`Comparison::differences`].
    pub differences: Vec<u32>,
}

/// Something that aligned sentences say differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// What it is.
    pub kind: DifferenceKind,
    /// Of each document: its words and where they stand. `None`: it says nothing of it.
    pub said: Vec<Option<(String, Span)>>,
    /// The row it belongs to, an index into [`Comparison::rows`].
    pub row: u32,
}

/// An entity, and which of the compared documents name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedBy {
    /// Whom or what.
    pub entity: EntityRef,
    /// Indices into [`Comparison::documents`], ascending.
    pub documents: Vec<u32>,
}

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DifferenceKind {
    /// Some name somebody or something that another does not.
    Name,
    /// The same person with another rank or office.
    Role,
    /// The same thing in another spelling.
    Spelling,
    /// A number.
    Number,
    /// A date.
    Date,
}

/// Two selections against each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contrast {
    /// The left one.
    pub left: NamedSelection,
    /// The right one.
    pub right: NamedSelection,
    /// Documents in both.
    pub shared: u32,
    /// Words more frequent on the left, strongest first.
    pub more_left: Vec<ContrastRow<String>>,
    /// Words more frequent on the right.
    pub more_right: Vec<ContrastRow<String>>,
    /// Entities that documents name more on the left.
    pub entities_left: Vec<ContrastRow<EntityRef>>,
    /// Entities that documents name more on the right.
    pub entities_right: Vec<ContrastRow<EntityRef>>,
    /// Themes more frequent on the left.
    pub themes_left: Vec<ContrastRow<ThemeRef>>,
    /// Themes more frequent on the right.
    pub themes_right: Vec<ContrastRow<ThemeRef>>,
    /// What the numbers mean, in a sentence.
    pub method: String,
    /// How many documents of each side the words were counted in: all of them, or a sample.
    pub counted: (u32, u32),
}

/// One thing and how often each side has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContrastRow<T> {
    /// What.
    pub item: T,
    /// On the left: occurrences of a word, documents of an entity or a theme.
    pub left: u32,
    /// On the right.
    pub right: u32,
    /// Signed log-likelihood (Dunning's G²) in hundredths; above 384: p < 0.05; above 663: p < 0.01.
    pub g2_hundredths: u32,
    /// Only this side has it.
    pub only: bool,
}
