//! The sections of a pack that this crate writes and reads. What each holds stands beside its name.

/// [`About`], in postcard.
pub(crate) const ABOUT: &str = "about";
/// Documents: stable names, as strings; and their order.
pub(crate) const DOC_IDS: &str = "doc.ids";
pub(crate) const DOC_IDS_ORDER: &str = "doc.ids.order";
/// Titles, as strings: `=` before a printed title, `~` before opening words.
pub(crate) const DOC_TITLES: &str = "doc.titles";
/// Filed dates as EDTF, as strings; empty for undated.
pub(crate) const DOC_DATES: &str = "doc.dates";
/// First and last day of filed dates, two numbers each.
pub(crate) const DOC_DAYS: &str = "doc.days";
/// Documents in order of time, undated last, and in order of title.
pub(crate) const DOC_BY_TIME: &str = "doc.by-time";
pub(crate) const DOC_BY_TITLE: &str = "doc.by-title";
/// Rows: for each mention the step of the sentence, the entity, the confidence; in text order.
pub(crate) const DOC_MENTIONS: &str = "doc.mentions";
/// Rows: for each date in the text its number, the sentence, first day, last day, 1 where it is approximate.
pub(crate) const DOC_MENTIONED: &str = "doc.mentioned";
/// Rows: statements. See `build::documents::statement_row`.
pub(crate) const DOC_STATEMENTS: &str = "doc.statements";
/// Rows: for each term of a theme the step of the sentence, the theme; in text order.
pub(crate) const DOC_THEMES: &str = "doc.themes";
/// Whole documents in postcard, in compressed blocks.
pub(crate) const DOC_STORE: &str = "doc.store";
pub(crate) const DOC_STORE_INDEX: &str = "doc.store.index";
/// What had to be assumed on reading, in postcard; absent where nothing was.
pub(crate) const ASSUMED: &str = "assumed";
/// Length of each document's vector of entities, as thousandths.
pub(crate) const DOC_NORMS: &str = "doc.norms";

/// Entities: keys, order of keys, names, rank of the name, every folded form joined by line breaks.
pub(crate) const ENTITY_KEYS: &str = "entity.keys";
pub(crate) const ENTITY_KEYS_ORDER: &str = "entity.keys.order";
pub(crate) const ENTITY_NAMES: &str = "entity.names";
pub(crate) const ENTITY_RANKS: &str = "entity.ranks";
pub(crate) const ENTITY_FORMS: &str = "entity.forms";
/// Rows: kind, origin, confidence, number of documents, number of mentions, parent + 1.
pub(crate) const ENTITY_FACTS: &str = "entity.facts";
/// Whole entities in postcard.
pub(crate) const ENTITY_STORE: &str = "entity.store";
pub(crate) const ENTITY_STORE_INDEX: &str = "entity.store.index";

/// Events: first and last day, two numbers each; titles; whole events in postcard.
pub(crate) const EVENT_DAYS: &str = "event.days";
pub(crate) const EVENT_TITLES: &str = "event.titles";
pub(crate) const EVENT_STORE: &str = "event.store";
pub(crate) const EVENT_STORE_INDEX: &str = "event.store.index";

/// Groups of columns that a field has: `field.NAME.values` (rows by document: step of the value, confidence,
/// count), `field.NAME.docs` (rows by value: step of the document, confidence, count), and for values that are
/// no entities, themes or events `field.NAME.labels` and `field.NAME.order`.
pub(crate) fn field_section(field: &str, part: &str) -> String {
    format!("field.{field}.{part}")
}

use dossier_corpus::{Description, Evidence, LeftOut, RuleText, Theme};
use serde::{Deserialize, Serialize};

/// What is small and wanted whole.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct About {
    pub(crate) description: Description,
    pub(crate) words: u32,
    pub(crate) themes: Vec<Theme>,
    /// Names of the collection's own facets, sorted.
    pub(crate) facets: Vec<String>,
    pub(crate) left_out: Vec<LeftOut>,
    pub(crate) rules: Vec<RuleUse>,
    /// Families of documents with nearly the same words, each in the order of documents.
    pub(crate) duplicates: Vec<Vec<u32>>,
}

/// A rule and what rests on it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RuleUse {
    pub(crate) text: RuleText,
    pub(crate) facts: u32,
    pub(crate) example: Option<Evidence>,
}
