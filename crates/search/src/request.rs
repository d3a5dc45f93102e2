//! A question: a query, and filters that hold beside it.

use crate::Interval;
use crate::query::{Sureness, Typing};

/// What is asked of an index: a query, and filters that hold beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// In the query language. See [`Query`].
    pub query: String,
    /// Whether it is still being typed.
    pub typing: Typing,
    /// Whether every word must occur, or any.
    pub words: WordsWanted,
    /// Every one of these holds.
    pub facets: Vec<FacetFilter>,
    /// Every one of these holds.
    pub dates: Vec<DateFilter>,
    /// In percent: values that are less sure do not count for filters and counts of facets.
    pub least_confidence: u8,
}

/// Which of a query's words must occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum WordsWanted {
    /// All of them; if no document holds all, any (see [`Note::AnyWord`]).
    #[default]
    All,
    /// Any: for a question in natural language. Documents that hold more and rarer ones come first.
    Any,
}

/// What values of a facet documents must have, or must not have. An empty value stands for none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetFilter {
    /// Which facet.
    pub facet: String,
    /// Values they must have.
    pub include: Vec<String>,
    /// Whether they must have all or any of them.
    pub join: Join,
    /// Values they must not have.
    pub exclude: Vec<String>,
}

/// How several included values are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Join {
    /// Every one: a second value narrows.
    #[default]
    All,
    /// Any one: a second value widens.
    Any,
}

/// When documents must be from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateFilter {
    /// From that time.
    Within {
        /// On this axis.
        axis: String,
        /// From when to when.
        interval: Interval,
        /// How surely.
        sureness: Sureness,
    },
    /// Without a date.
    Undated {
        /// On this axis.
        axis: String,
    },
}

impl DateFilter {
    pub(crate) fn axis(&self) -> &str {
        match self {
            Self::Within { axis, .. } | Self::Undated { axis } => axis,
        }
    }
}

/// In what order documents are listed. Equals stand in the order of their numbers.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Sort {
    /// Best first; without words to rank by, by number.
    #[default]
    Relevance,
    /// Latest first on that axis, undated ones last.
    Newest(String),
    /// Earliest first on that axis, undated ones last.
    Oldest(String),
    /// By title, untitled ones last.
    Title,
}
