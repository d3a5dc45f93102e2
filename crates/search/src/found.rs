//! What was found: pages of documents, counts of facets, documents over time.

use dossier_pack::PackError;

use crate::columns::Column;
use crate::index::Index;
use crate::matching::Matches;
use crate::passages::Marker;
use crate::proximity::Disjunction;
use crate::query::{Expr, Mistake, Names, Query};
use crate::request::{Request, Sort, WordsWanted};
use crate::sorting;

mod counts;
mod filters;
mod histogram;
mod little;

pub use counts::{FacetCounts, FacetValue, FilterState};
use filters::Slot;
pub use histogram::{Bin, Bins, Grain, Histogram};
pub(crate) use little::any_word;

/// A document in a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Its number.
    pub document: u32,
    /// How well it matches; comparable within one list.
    pub score: f32,
}

/// What was done because too little was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// No document holds a word: others near to it are shown.
    Typo {
        /// As typed.
        word: String,
        /// What is shown for it.
        shown: Vec<String>,
    },
    /// No document holds all words: those that hold any are shown, best first.
    AnyWord,
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Typo { word, shown } => write!(f, "nothing for {word}: showing {}", shown.join(", ")),
            Self::AnyWord => {
                f.write_str("no document holds all these words: showing those that hold any, best first")
            }
        }
    }
}

/// The documents that answer a [`Request`].
#[derive(Clone, Debug)]
pub struct Found {
    index: Index,
    query: Query,
    /// What was looked for in the end.
    shown: Expr,
    least: u8,
    notes: Vec<Note>,
    matches: Matches,
    /// All documents of the query, where there are conditions beside it.
    of_query: Vec<u32>,
    /// Documents of the query that fail exactly one condition, and which.
    near: Vec<(u32, u32)>,
    slots: Vec<Slot>,
}

impl Index {
    /// The names that a query to this index may use.
    pub fn names(&self) -> Names {
        Names {
            facets: self.facets().map(str::to_owned).collect(),
            axes: self.axes().map(str::to_owned).collect(),
        }
    }

    /// Reads a query and finds its documents.
    ///
    /// # Errors
    /// When a part of the index is damaged, or not here yet ([`PackError::missing`]).
    pub fn find(&self, request: &Request) -> Result<Found, PackError> {
        let query = Query::read(&request.query, &self.names(), request.typing);
        let mut notes = Vec::new();
        let mut expr = query.expr.clone();
        let mut disjunction = Disjunction::Choice;
        if request.words == WordsWanted::Any
            && let Some(any) = any_word(&expr)
        {
            expr = any;
            disjunction = Disjunction::Question;
        }
        let mut plan = self.0.plan(&expr)?;
        let mut matches = self.0.run(&plan, None)?;
        if matches.docs.is_empty() && self.correct(&mut expr, &mut notes) {
            plan = self.0.plan(&expr)?;
            matches = self.0.run(&plan, None)?;
        }
        if matches.docs.is_empty()
            && let Some(any) = any_word(&expr)
        {
            let loose = self.0.plan(&any)?;
            let found = self.0.run(&loose, None)?;
            if !found.docs.is_empty() {
                (plan, matches) = (loose, found);
                expr = any;
                disjunction = Disjunction::Question;
                notes.push(Note::AnyWord);
            }
        }
        let conditions = !request.facets.is_empty() || !request.dates.is_empty();
        let slots = if conditions { self.slots(request)? } else { Vec::new() };
        let of_query = if slots.len() > 1 { matches.docs.clone() } else { Vec::new() };
        let least = request.least_confidence;
        let near = if slots.is_empty() { Vec::new() } else { self.filter(&mut matches, &slots, least)? };
        self.0.add_proximity(&plan, disjunction, &mut matches)?;
        Ok(Found { index: self.clone(), query, shown: expr, least, notes, matches, of_query, near, slots })
    }
}

impl Found {
    /// How many documents there are.
    pub fn total(&self) -> u32 {
        self.matches.docs.len() as u32
    }

    /// Their numbers, in order.
    pub fn documents(&self) -> &[u32] {
        &self.matches.docs
    }

    /// The query as it was read. Its `Display` is its interpretation in words.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// What could not be read as written.
    pub fn mistakes(&self) -> &[Mistake] {
        self.query.mistakes()
    }

    /// What was done because too little was found.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Marks what the query found in a text.
    pub fn marker(&self) -> Marker {
        Marker::new(&self.shown, self.index.0.meta.stemming)
    }

    /// How well a document matches; `None` if it is not among those found.
    pub fn score(&self, document: u32) -> Option<f32> {
        self.matches.docs.binary_search(&document).ok().map(|at| self.matches.scores[at])
    }

    /// A page of the list.
    ///
    /// # Errors
    /// When the dates that it is sorted by are damaged, or not here yet ([`PackError::missing`]).
    pub fn page(&self, sort: &Sort, offset: usize, limit: usize) -> Result<Vec<Hit>, PackError> {
        let Matches { docs, scores } = &self.matches;
        let end = offset.saturating_add(limit).min(docs.len());
        if offset >= end {
            return Ok(Vec::new());
        }
        let hit = |at: u32| Hit { document: docs[at as usize], score: scores[at as usize] };
        let inner = &self.index.0;
        let axis = |name: &str| inner.axis(name).map(Column::get).transpose();
        let order: Vec<u32> = match sort {
            Sort::Relevance => sorting::best(scores, end),
            Sort::Title => {
                let ranks: Vec<u32> = docs.iter().map(|&doc| inner.title_rank(doc)).collect();
                sorting::first(docs.len(), end, &|a, b| ranks[a].cmp(&ranks[b]))
            }
            Sort::Newest(name) => {
                let dates = axis(name)?;
                let days: Vec<Option<i32>> = docs
                    .iter()
                    .map(|&doc| dates.and_then(|dates| dates.of(doc).map(|(_, latest)| latest).max()))
                    .collect();
                sorting::first(docs.len(), end, &|a, b| days[b].cmp(&days[a]))
            }
            Sort::Oldest(name) => {
                let dates = axis(name)?;
                let days: Vec<(bool, i32)> = docs
                    .iter()
                    .map(|&doc| dates.and_then(|dates| dates.of(doc).map(|(earliest, _)| earliest).min()))
                    .map(|day| (day.is_none(), day.unwrap_or(0)))
                    .collect();
                sorting::first(docs.len(), end, &|a, b| days[a].cmp(&days[b]))
            }
        };
        Ok(order[offset..end].iter().map(|&at| hit(at)).collect())
    }
}
