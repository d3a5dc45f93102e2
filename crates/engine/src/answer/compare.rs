//! Documents side by side, and selections against each other.

use dossier_corpus::Span;
use serde::{Deserialize, Serialize};

use super::{DocumentRef, EntityRef, EventShown, NamedSelection, Passage, ThemeRef};

/// Two documents, sentence by sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The left one.
    pub left: DocumentRef,
    /// The right one.
    pub right: DocumentRef,
    /// The event that both report, where they do.
    pub event: Option<EventShown>,
    /// In the order of the left one; what only the right one says stands where it stands there.
    pub pairs: Vec<AlignedPair>,
    /// Sentences of running text, captions and headings that have a counterpart: left, right.
    pub aligned: (u32, u32),
    /// Sentences in all: left, right.
    pub sentences: (u32, u32),
    /// What differs between aligned sentences, gathered.
    pub differences: Vec<Difference>,
    /// Entities that only the left one names.
    pub only_left: Vec<EntityRef>,
    /// Entities that only the right one names.
    pub only_right: Vec<EntityRef>,
    /// Entities that both name.
    pub both: Vec<EntityRef>,
}

/// Sentences and their counterparts, or a sentence without one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlignedPair {
    /// On the left: one sentence, or several that the right one tells in one, or none. Words without a
    /// counterpart are marked as different.
    pub left: Vec<Passage>,
    /// On the right; likewise.
    pub right: Vec<Passage>,
    /// How alike they are in percent; 0 without a counterpart.
    pub percent: u8,
    /// Indices into [`Comparison::differences`].
    pub differences: Vec<u32>,
}

/// Something that two aligned sentences say differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// What it is.
    pub kind: DifferenceKind,
    /// The left one's words and where they stand. `None`: it says nothing of it.
    pub left: Option<(String, Span)>,
    /// The right one's.
    pub right: Option<(String, Span)>,
    /// The pair it belongs to, an index into [`Comparison::pairs`].
    pub pair: u32,
}

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DifferenceKind {
    /// One names somebody or something that the other does not.
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
