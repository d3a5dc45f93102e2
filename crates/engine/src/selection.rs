//! What the reader has chosen: one value that every view obeys and that lives in the URL.
//!
//! # Semantics
//! A document is selected when **every** part of the selection holds for it: the query matches it, it has each
//! included value, it has no excluded value, and its dates pass the date filter. There is no hidden "or": a
//! second person narrows, it never widens (`person:a OR person:b` in the query widens). So the count beside a
//! value is the size of the selection with that value included, and that is what a click yields.

use std::collections::BTreeSet;
use std::fmt;
use std::fmt::Write as _;

use dossier_corpus::{Edtf, EntityKind};
use serde::{Deserialize, Serialize};

/// Query, filters, dates, least confidence and order. The default selects everything.
///
/// ```
/// use dossier_engine::{EntityKind, Field, Selection};
///
/// let selection = Selection::default().with_query("viettel").including(Field::Entity(EntityKind::Person), "phan-van-giang");
/// assert_eq!(selection.to_query(), "q=viettel&person=phan-van-giang");
/// assert_eq!(Selection::from_query("person=phan-van-giang&q=viettel"), selection);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Selection {
    /// In the query language, as typed.
    pub query: String,
    /// All of these hold.
    pub filters: BTreeSet<Filter>,
    /// When.
    pub dates: Option<DateFilter>,
    /// In percent: facts that are less sure do not count for the filters. 0 counts all.
    pub min_confidence: u8,
    /// The order of documents.
    pub sort: Sort,
}

/// A value that documents must have, or must not have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Filter {
    /// What is looked at.
    pub field: Field,
    /// Must have or must not have.
    pub mode: Mode,
    /// The value's stable name: an entity's key, a theme's key, an outlet.
    pub value: String,
}

/// Must have or must not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Mode {
    /// Documents that have the value.
    Include,
    /// Documents that do not have it.
    Exclude,
}

/// What a document can be filtered by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Field {
    /// It names the entity. Value: the entity's key.
    Entity(EntityKind),
    /// It speaks of the theme. Value: the theme's key.
    Theme,
    /// It has a statement by this entity. Value: the entity's key.
    From,
    /// It has a statement to this entity. Value: the entity's key.
    To,
    /// It has a statement of this kind. Value: the kind's name.
    Statement,
    /// It reports this event. Value: the event's number.
    Story,
    /// Who published it.
    Outlet,
    /// The news agency that it is credited to.
    Agency,
    /// Who wrote it.
    Author,
    /// Who translated it.
    Translator,
    /// The language that it is written in.
    Language,
    /// A facet of the collection's own, by its name.
    Facet(String),
}

impl Field {
    /// The fields that every collection has, in the order in which views show them.
    pub const BUILT_IN: [Self; 15] = [
        Self::Entity(EntityKind::Person),
        Self::Entity(EntityKind::Organisation),
        Self::Entity(EntityKind::Place),
        Self::Entity(EntityKind::Instrument),
        Self::Entity(EntityKind::Event),
        Self::Theme,
        Self::From,
        Self::To,
        Self::Statement,
        Self::Story,
        Self::Outlet,
        Self::Agency,
        Self::Author,
        Self::Translator,
        Self::Language,
    ];

    /// The name in URLs and queries, without percent signs: `person`, `facet.topic`.
    pub fn name(&self) -> String {
        match self {
            Self::Facet(name) => format!("facet.{name}"),
            built_in => built_in.fixed_name().to_owned(),
        }
    }

    fn fixed_name(&self) -> &'static str {
        match self {
            Self::Entity(kind) => kind.name(),
            Self::Theme => "theme",
            Self::From => "from",
            Self::To => "to",
            Self::Statement => "kind",
            Self::Story => "story",
            Self::Outlet => "outlet",
            Self::Agency => "agency",
            Self::Author => "author",
            Self::Translator => "translator",
            Self::Language => "language",
            Self::Facet(_) => "facet.",
        }
    }

    /// The field of that name.
    pub fn named(name: &str) -> Option<Self> {
        match name.strip_prefix("facet.") {
            Some(facet) => Some(Self::Facet(facet.to_owned())),
            None => Self::BUILT_IN.into_iter().find(|field| field.fixed_name() == name),
        }
    }
}

/// Which of a document's dates count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Axis {
    /// When it was published.
    #[default]
    Published,
    /// When the events that it reports happened.
    Event,
    /// The dates that its text mentions.
    Mentioned,
}

impl Axis {
    /// Every axis, in the order in which views show them.
    pub const ALL: [Self; 3] = [Self::Published, Self::Event, Self::Mentioned];

    /// The key in URLs.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Published => "date",
            Self::Event => "date.event",
            Self::Mentioned => "date.mentioned",
        }
    }
}

/// How an uncertain date counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Certainty {
    /// The date may lie in the range: the two overlap.
    #[default]
    Possibly,
    /// The date must lie in the range, whatever it turns out to be.
    Certainly,
}

/// A condition on a document's dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateFilter {
    /// Some date on the axis lies in the range.
    Within {
        /// Which dates.
        axis: Axis,
        /// From when to when; an open end is open.
        range: Edtf,
        /// How an uncertain date counts.
        certainty: Certainty,
    },
    /// It has no date on the axis.
    Undated {
        /// Which dates.
        axis: Axis,
    },
}

/// The order of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Sort {
    /// By relevance when there is a query, otherwise newest first.
    #[default]
    Best,
    /// Newest first, undated last.
    Newest,
    /// Oldest first, undated last.
    Oldest,
    /// By title or opening words.
    Title,
}

impl Sort {
    /// Every order, in the order in which views show them.
    pub const ALL: [Self; 4] = [Self::Best, Self::Newest, Self::Oldest, Self::Title];

    /// The word in URLs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Title => "title",
        }
    }
}

/// A URL's query string, read.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ReadQuery {
    /// The selection in it.
    pub selection: Selection,
    /// Pairs that belong to no selection, decoded, in their order: the view's own.
    pub rest: Vec<(String, String)>,
    /// What could not be read and was left out, in words.
    pub problems: Vec<String>,
}

impl Selection {
    /// The same with that query.
    #[must_use]
    pub fn with_query(mut self, query: &str) -> Self {
        query.clone_into(&mut self.query);
        self
    }

    /// The same with a value included (and no longer excluded).
    #[must_use]
    pub fn including(mut self, field: Field, value: &str) -> Self {
        self.set(field, value, Some(Mode::Include));
        self
    }

    /// The same with a value excluded (and no longer included).
    #[must_use]
    pub fn excluding(mut self, field: Field, value: &str) -> Self {
        self.set(field, value, Some(Mode::Exclude));
        self
    }

    /// Includes or excludes a value, or lifts its filter.
    pub fn set(&mut self, field: Field, value: &str, mode: Option<Mode>) {
        self.filters.retain(|filter| filter.field != field || filter.value != value);
        if let Some(mode) = mode {
            self.filters.insert(Filter { field, mode, value: value.to_owned() });
        }
    }

    /// How a value is filtered, if it is.
    pub fn mode_of(&self, field: &Field, value: &str) -> Option<Mode> {
        self.filters.iter().find(|f| f.field == *field && f.value == value).map(|f| f.mode)
    }

    /// Whether it selects every document.
    pub fn is_everything(&self) -> bool {
        self.query.trim().is_empty() && self.filters.is_empty() && self.dates.is_none()
    }

    /// The canonical query string, without `?`: equal selections give equal strings.
    pub fn to_query(&self) -> String {
        let mut out = String::new();
        if !self.query.is_empty() {
            push_pair(&mut out, "q", "=", &self.query);
        }
        for Filter { field, mode, value } in &self.filters {
            let sign = match mode {
                Mode::Include => "=",
                Mode::Exclude => "!=",
            };
            push_pair(&mut out, &field.name(), sign, value);
        }
        match &self.dates {
            None => {}
            Some(DateFilter::Undated { axis }) => push_pair(&mut out, axis.key(), "=", "undated"),
            Some(DateFilter::Within { axis, range, certainty }) => {
                let certainty = match certainty {
                    Certainty::Possibly => "~possibly",
                    Certainty::Certainly => "~certainly",
                };
                push_pair(&mut out, axis.key(), "=", &format!("{range}{certainty}"));
            }
        }
        if self.min_confidence > 0 {
            push_pair(&mut out, "sure", "=", &self.min_confidence.to_string());
        }
        if self.sort != Sort::default() {
            push_pair(&mut out, "sort", "=", self.sort.name());
        }
        out
    }

    /// The selection of a query string, with or without `?`. What cannot be read is left out;
    /// [`Selection::read_query`] says what that was.
    pub fn from_query(query: &str) -> Self {
        Self::read_query(query).selection
    }

    /// The selection of a query string, the pairs that are none of its own, and what could not be read.
    pub fn read_query(query: &str) -> ReadQuery {
        let mut read = ReadQuery::default();
        let query = query.strip_prefix('?').unwrap_or(query);
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (key, mode) = match key.strip_suffix('!') {
                Some(key) => (key, Mode::Exclude),
                None => (key, Mode::Include),
            };
            let (key, value) = (decode(key), decode(value));
            if let Err(problem) = read.selection.read_pair(&key, mode, &value, &mut read.rest) {
                read.problems.push(problem);
            }
        }
        read
    }

    fn read_pair(
        &mut self,
        key: &str,
        mode: Mode,
        value: &str,
        rest: &mut Vec<(String, String)>,
    ) -> Result<(), String> {
        let axis = Axis::ALL.into_iter().find(|axis| axis.key() == key);
        match (key, mode) {
            ("q", Mode::Include) => value.clone_into(&mut self.query),
            ("sure", Mode::Include) => {
                self.min_confidence = value
                    .parse()
                    .ok()
                    .filter(|percent| *percent <= 100)
                    .ok_or_else(|| format!("{value:?} is no confidence: write 0 to 100"))?;
            }
            ("sort", Mode::Include) => {
                self.sort = Sort::ALL
                    .into_iter()
                    .find(|sort| sort.name() == value)
                    .ok_or_else(|| format!("{value:?} is no order: write best, newest, oldest or title"))?;
            }
            _ => {
                if let (Some(axis), Mode::Include) = (axis, mode) {
                    self.dates = Some(read_dates(axis, value)?);
                } else if let Some(field) = Field::named(key) {
                    self.filters.insert(Filter { field, mode, value: value.to_owned() });
                } else {
                    let sign = if mode == Mode::Exclude { "!" } else { "" };
                    rest.push((format!("{key}{sign}"), value.to_owned()));
                }
            }
        }
        Ok(())
    }
}

impl fmt::Display for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_query())
    }
}

fn read_dates(axis: Axis, value: &str) -> Result<DateFilter, String> {
    if value == "undated" {
        return Ok(DateFilter::Undated { axis });
    }
    let (range, certainty) = match (value.strip_suffix("~possibly"), value.strip_suffix("~certainly")) {
        (Some(range), _) => (range, Certainty::Possibly),
        (None, Some(range)) => (range, Certainty::Certainly),
        (None, None) => (value, Certainty::Possibly),
    };
    let range = range.parse().map_err(|error: dossier_corpus::EdtfError| error.to_string())?;
    Ok(DateFilter::Within { axis, range, certainty })
}

fn push_pair(out: &mut String, key: &str, sign: &str, value: &str) {
    if !out.is_empty() {
        out.push('&');
    }
    encode(out, key);
    out.push_str(sign);
    encode(out, value);
}

/// Percent-encodes what would not survive in a fragment, and nothing else: a URL is to be read.
/// Anything outside ASCII stays as it is; browsers encode it on their own and [`decode`] takes both.
pub fn encode(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            ' ' => out.push('+'),
            '%' | '&' | '=' | '#' | '+' | '!' | '"' | '<' | '>' | '`' | '?' | '\u{7f}' | '\0'..='\u{1f}' => {
                let _ = write!(out, "%{:02X}", c as u32);
            }
            other => out.push(other),
        }
    }
}

/// Takes back [`encode`], and any other percent-encoding. Bytes that are no UTF-8 become `U+FFFD`.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |i: usize| bytes.get(i).and_then(|b| (*b as char).to_digit(16));
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 2;
            }
            (b'+', ..) => out.push(b' '),
            (byte, ..) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8(out).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
