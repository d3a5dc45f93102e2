//! What can be asked, and what comes back.

use dossier_corpus::{Day, EntityKind, StatementKind};
use serde::{Deserialize, Serialize};

use crate::answer::{
    AskedAndReported, CellSentences, Comparison, Concordance, Contrast, DateStrip, DocumentPage,
    EntityDirectory, EntityPage, EntitySort, Facets, Interpretation, ItemId, Lanes, Ledger, LedgerGroup,
    LedgerSort, Mentions, Overview, Results, Rules, Source, Stretch, Suggestions, Timeline, TimelineCards,
    Titles,
};
use crate::{Axis, Field, Selection};

/// A question to a pack. Each has the [`Answer`] of the same name, or the one that it names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// What is this collection?
    Overview {
        /// Of which documents.
        selection: Selection,
    },
    /// Which documents?
    Results {
        /// Of which documents.
        selection: Selection,
        /// Rank of the first one, from 0.
        offset: u32,
        /// How many at most.
        limit: u32,
        /// Whether the query's last word is still being typed, and so a prefix.
        typing: Typing,
        /// Whether each document has a row of its own.
        folding: Folding,
    },
    /// By what could they be narrowed?
    Facets {
        /// Of which documents.
        selection: Selection,
        /// Which fields; empty means all.
        fields: Vec<Field>,
        /// Values whose label holds this, folded; empty means all.
        contains: String,
        /// How many values of each field at most, beside those that are filtered.
        limit: u32,
    },
    /// When are they from?
    DateStrip {
        /// Of which documents; its date filter is left out of the counts.
        selection: Selection,
        /// Which dates.
        axis: Axis,
        /// How many bins at most.
        bins: u32,
    },
    /// What does this document say?
    Document {
        /// Which.
        id: String,
        /// Whose hits are marked, and in whose order the previous and next one are.
        selection: Selection,
    },
    /// What do these parts of a document say?
    Stretch {
        /// Which document.
        id: String,
        /// The first part.
        first: u32,
        /// One past the last.
        end: u32,
    },
    /// What are the documents called? Reads none of their texts.
    Titles {
        /// Which documents.
        selection: Selection,
        /// How many at most.
        limit: u32,
    },
    /// What is a document's source?
    Source {
        /// Which document.
        id: String,
    },
    /// Who and what is named?
    Entities {
        /// In which documents.
        selection: Selection,
        /// Of this kind alone.
        kind: Option<EntityKind>,
        /// Whose name, in any of its forms, holds this, folded; empty means all.
        contains: String,
        /// In which order.
        sort: EntitySort,
        /// Rank of the first one, from 0.
        offset: u32,
        /// How many at most.
        limit: u32,
    },
    /// Who or what is this?
    Entity {
        /// Its key.
        key: String,
        /// What these documents say of it.
        selection: Selection,
    },
    /// Where is it named?
    Mentions {
        /// Its key.
        key: String,
        /// In which documents.
        selection: Selection,
        /// The first one, from 0.
        offset: u32,
        /// How many at most.
        limit: u32,
    },
    /// Where is a theme spoken of? Answered with [`Answer::Mentions`].
    ThemeMentions {
        /// Its key.
        key: String,
        /// In which documents.
        selection: Selection,
        /// The first one, from 0.
        offset: u32,
        /// How many at most.
        limit: u32,
    },
    /// What happened when?
    Timeline {
        /// In which documents.
        selection: Selection,
        /// How lanes are made.
        lanes: Lanes,
        /// Lanes by theme or entity place their documents on this axis.
        axis: Axis,
        /// A lane with more dated items than this gives its density alone.
        most_items: u32,
        /// First and last day of the density; `None`: the extent.
        window: Option<(Day, Day)>,
        /// How many bins of density.
        bins: u32,
    },
    /// What are these items of the timeline?
    TimelineCards {
        /// Which.
        ids: Vec<ItemId>,
    },
    /// Who asked whom to do what?
    Ledger {
        /// In which documents.
        selection: Selection,
        /// Which kinds; empty means all.
        kinds: Vec<StatementKind>,
        /// How rows are grouped.
        group: LedgerGroup,
        /// In which order within a group.
        sort: LedgerSort,
        /// The first row, from 0, counted through all groups.
        offset: u32,
        /// How many at most.
        limit: u32,
    },
    /// What was asked, and what was reported later?
    AskedAndReported {
        /// In which documents.
        selection: Selection,
    },
    /// Which sentences stand behind a cell of that table?
    CellSentences {
        /// Of which documents the table is.
        selection: Selection,
        /// The row: a theme's stable name.
        theme: String,
        /// The column: a period's place in [`AskedAndReported::periods`].
        period: u32,
        /// At most this many.
        limit: u32,
    },
    /// How do documents differ?
    Comparison {
        /// Their ids; those behind the first [`Comparison::MOST`] are left out.
        documents: Vec<String>,
    },
    /// How do two selections differ?
    Contrast {
        /// The left one.
        left: Selection,
        /// The right one.
        right: Selection,
    },
    /// How is this query read?
    Interpretation {
        /// As typed.
        query: String,
    },
    /// Where could this lead?
    Suggestions {
        /// As typed.
        text: String,
        /// How many at most.
        limit: u32,
    },
    /// Every match in context.
    Concordance {
        /// Of this query, in these documents.
        selection: Selection,
        /// How many documents of the selection to skip.
        skip: u32,
        /// How many lines at most.
        limit: u32,
    },
    /// By what rules were facts found?
    Rules,
}

/// Whether a query is still being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Typing {
    /// Its last word is a prefix.
    Typing,
    /// It stands as it is.
    #[default]
    Done,
}

/// Whether what reports the same event, or has nearly the same words, stands in the list under one row.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Folding {
    /// Each document has a row of its own.
    #[default]
    Off,
    /// It stands under the first of them in the selection's order.
    On {
        /// Ids of the documents under which it has rows of its own all the same.
        open: Vec<String>,
    },
}

/// The answer to the [`Request`] of the same name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// What the collection is.
    Overview(Box<Overview>),
    /// Documents.
    Results(Box<Results>),
    /// Their names.
    Titles(Box<Titles>),
    /// Values and counts.
    Facets(Box<Facets>),
    /// Documents over time.
    DateStrip(Box<DateStrip>),
    /// A document.
    Document(Box<DocumentPage>),
    /// Parts of a document.
    Stretch(Box<Stretch>),
    /// A document's source.
    Source(Box<Source>),
    /// Entities.
    Entities(Box<EntityDirectory>),
    /// An entity.
    Entity(Box<EntityPage>),
    /// Mentions of an entity or a theme.
    Mentions(Box<Mentions>),
    /// A timeline.
    Timeline(Box<Timeline>),
    /// Words of items on it.
    TimelineCards(Box<TimelineCards>),
    /// Statements.
    Ledger(Box<Ledger>),
    /// The matrix of directives and reports.
    AskedAndReported(Box<AskedAndReported>),
    /// The sentences behind one of its cells.
    CellSentences(Box<CellSentences>),
    /// Documents side by side.
    Comparison(Box<Comparison>),
    /// Two selections against each other.
    Contrast(Box<Contrast>),
    /// How a query was read.
    Interpretation(Box<Interpretation>),
    /// Suggestions.
    Suggestions(Box<Suggestions>),
    /// Matches in context.
    Concordance(Box<Concordance>),
    /// The rules.
    Rules(Box<Rules>),
    /// No such document, entity or part; or the pack is damaged. In words, with what to do.
    Failed(Failure),
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// The collection has nothing of that name.
    Unknown {
        /// "document", "entity".
        what: String,
        /// The name asked for.
        name: String,
    },
    /// A part of the pack that is not here yet: fetch these bytes of the file, hand them to
    /// [`crate::Engine::supply`], and ask again.
    Missing {
        /// First byte.
        start: u64,
        /// One past the last byte.
        end: u64,
    },
    /// The pack cannot be read.
    Damaged {
        /// What is wrong and what to do.
        message: String,
    },
}
