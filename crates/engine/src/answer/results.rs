//! Search: results, facets, the date strip, how the query was read, suggestions.

use dossier_corpus::{Confidence, Day};
use serde::{Deserialize, Serialize};

use super::{DateShown, DocumentRef, EntityRef, Passage};
use crate::{Axis, Field, Filter, Mode};

#[doc(inline)]
pub use dossier_analysis::time::Grain;

/// A page of the selection's documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Results {
    /// Documents in the selection.
    pub total: u32,
    /// Documents in the collection.
    pub of: u32,
    /// Rows of the list: as many as documents, less those that stand folded under another.
    pub rows: u32,
    /// The first row here, from 0.
    pub offset: u32,
    /// In the selection's order; what was folded under a document and is opened follows it.
    pub hits: Vec<Hit>,
    /// How the query was read.
    pub interpretation: Interpretation,
    /// When there are no documents: filters to drop, and how many documents each would give.
    pub ways_out: Vec<WayOut>,
}

/// The first of the selection's documents by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Titles {
    /// Documents in the selection.
    pub total: u32,
    /// In the selection's order.
    pub documents: Vec<DocumentRef>,
}

/// A document in a list of results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// Which.
    pub document: DocumentRef,
    /// The best passage for the query; without a query the opening of the running text.
    pub snippet: Passage,
    /// The persons it names most, at most four.
    pub people: Vec<EntityRef>,
    /// Number of matches in the text.
    pub matches: u32,
    /// What stands folded under it, opened or not.
    pub fold: Option<Fold>,
    /// The id of the document that it was folded under.
    pub under: Option<String>,
    /// Relevance, in thousandths; comparable within one answer.
    pub score: u32,
}

/// Documents of the selection that report the same event as another that stands above them, or have nearly its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fold {
    /// The event's number, as [`Field::Story`] takes it, and the event in the text's words. `None`: they are alike in words
    /// alone.
    pub event: Option<(u32, String)>,
    /// How many they are.
    pub count: u32,
    /// How many of them have nearly the same words.
    pub alike: u32,
    /// The first of them.
    pub first: DocumentRef,
    /// They have rows of their own, below.
    pub open: bool,
}

/// A way out of an empty result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayOut {
    /// What to drop.
    pub drop: Droppable,
    /// What to call it.
    pub label: String,
    /// Documents that remain without it.
    pub count: u32,
}

/// A part of a selection that can be dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Droppable {
    /// The query.
    Query,
    /// A filter.
    Filter(Filter),
    /// The condition on dates.
    Dates,
    /// The least confidence.
    Confidence,
}

/// How a query was read.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Interpretation {
    /// In words: "all of: pham, chinh; not: expo". Empty for an empty query.
    pub words: String,
    /// What could not be read as written, and what was made of it.
    pub problems: Vec<Problem>,
    /// What was done because too little was found: "nothing for viettle: showing viettel".
    pub notes: Vec<String>,
}

/// A mistake in a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// First byte of the mistake in the query.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// What is wrong.
    pub message: String,
    /// A query that would do, where there is one.
    pub suggestion: Option<String>,
}

/// The values of each field, with exact counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    /// Documents in the selection.
    pub total: u32,
    /// In the order in which views show them; fields without any value in the collection are left out.
    pub fields: Vec<FieldFacet>,
}

/// The values of one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldFacet {
    /// Which.
    pub field: Field,
    /// Filtered values first, then by count, then by label; zero counts last.
    pub values: Vec<FacetValue>,
    /// Number of values with at least one document of the selection, shown here or not.
    pub distinct: u32,
    /// Number of values in the whole collection.
    pub of: u32,
}

/// A value and its count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetValue {
    /// Stable name, as filters take it.
    pub value: String,
    /// As shown.
    pub label: String,
    /// Documents of the selection if this value were included: what a click yields.
    pub count: u32,
    /// Documents of the selection if this value were excluded: what a shift-click yields.
    pub without: u32,
    /// How it is filtered now.
    pub mode: Option<Mode>,
    /// The rules are not sure that it is what it seems.
    pub candidate: bool,
}

/// Documents over time, for the strip above every view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateStrip {
    /// Which dates.
    pub axis: Axis,
    /// The grain of the bins.
    pub grain: Grain,
    /// In order and without a gap.
    pub bins: Vec<DateBin>,
    /// Documents of the selection without a date on this axis.
    pub undated: u32,
    /// The date filter now, if it is on this axis: first and last day.
    pub chosen: Option<(Option<Day>, Option<Day>)>,
}

/// A stretch of time and its documents. Counts leave the date filter itself out, so that the strip can be
/// brushed anew: each is what the selection would hold with this bin as its date filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateBin {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// As EDTF, as the date filter takes it.
    pub edtf: String,
    /// "March 2025".
    pub label: String,
    /// Documents whose date may lie here.
    pub possibly: u32,
    /// Documents whose date must lie here.
    pub certainly: u32,
}

/// Where the palette can lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestions {
    /// Best first.
    pub items: Vec<Suggestion>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Suggestion {
    /// An entity's page.
    Entity {
        /// Which.
        entity: EntityRef,
        /// Documents that name it.
        documents: u32,
        /// The form of its name that matched, where that is another than the canonical one.
        matched: Option<String>,
    },
    /// A document.
    Document(DocumentRef),
    /// A value to filter by: a theme, an outlet.
    Value {
        /// Of which field.
        field: Field,
        /// Stable name.
        value: String,
        /// As shown.
        label: String,
        /// Documents in the collection that have it.
        documents: u32,
    },
    /// A word of the texts that completes or corrects the query's last word.
    Query {
        /// The whole query as it would be.
        query: String,
        /// Documents in the collection that it finds.
        documents: u32,
    },
}

/// Keyword in context.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concordance {
    /// Lines in all of the selection's documents looked at so far.
    pub total: u32,
    /// Whether every document of the selection was looked at.
    pub complete: bool,
    /// In the selection's order; the hit is marked.
    pub lines: Vec<ConcordanceLine>,
}

/// One line of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcordanceLine {
    /// When.
    pub date: Option<DateShown>,
    /// The words around; the hit is marked.
    pub passage: Passage,
    /// How sure the match is: below 100 for a typo.
    pub confidence: Confidence,
}
