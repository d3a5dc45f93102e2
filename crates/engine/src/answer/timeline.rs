//! Documents, events and dates on a line.

use dossier_corpus::Day;
use serde::{Deserialize, Serialize};

use super::{DateShown, DocumentRef, EntityRef, Passage};

/// How the lanes of a timeline are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Lanes {
    /// Published, events, dates mentioned.
    #[default]
    Kinds,
    /// Documents by theme.
    Themes,
    /// Documents by the persons most named.
    Persons,
    /// Documents by the organisations most named.
    Organisations,
    /// Documents by the instruments most cited.
    Instruments,
}

impl Lanes {
    /// Every way, in the order in which views show them.
    pub const ALL: [Self; 5] =
        [Self::Kinds, Self::Themes, Self::Persons, Self::Organisations, Self::Instruments];

    /// The word in URLs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kinds => "kinds",
            Self::Themes => "themes",
            Self::Persons => "persons",
            Self::Organisations => "organisations",
            Self::Instruments => "instruments",
        }
    }
}

/// A timeline of the selection. Light enough to hold 20,000 items; their words come by
/// [`crate::Request::TimelineCards`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// First day that an item may mean, and the last one; `None` when nothing is dated.
    pub extent: Option<(Day, Day)>,
    /// The stretch of it to look at first: all but what lies far from most of the rest.
    pub opening: Option<(Day, Day)>,
    /// From top to bottom.
    pub lanes: Vec<Lane>,
}

/// One lane.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// Stable name.
    pub key: String,
    /// As shown.
    pub name: String,
    /// Whom or what it stands for, when grouped by entities.
    pub entity: Option<EntityRef>,
    /// What its items are.
    pub kind: ItemKind,
    /// Dated items in all.
    pub total: u32,
    /// By earliest day, then latest. Empty when there are more than was asked for: then only `density`.
    pub items: Vec<Item>,
    /// Items that may lie in each bin of equal length over the window asked for (or the extent).
    pub density: Vec<u32>,
    /// Items without a date.
    pub undated: Vec<ItemId>,
    /// How many those are, listed or not.
    pub undated_count: u32,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ItemKind {
    /// A document, at its publication.
    Published,
    /// An event, when it happened.
    Event,
    /// A date that a text mentions.
    Mentioned,
}

/// An item's name, stable within a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ItemId {
    /// What it is.
    pub kind: ItemKind,
    /// The document's (for an event: the event's) number.
    pub number: u32,
    /// For a date mentioned: which of the document's dates.
    pub part: u32,
}

/// A point or a stretch of time on a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Which.
    pub id: ItemId,
    /// First day that it may mean; `None`: open.
    pub earliest: Option<Day>,
    /// Last day that it may mean; `None`: open.
    pub latest: Option<Day>,
    /// It happened at some unknown time within the stretch, rather than all along it: drawn with soft ends.
    pub soft: bool,
    /// After the publication of its document: planned, hoped for, due.
    pub planned: bool,
}

/// The words of items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineCards {
    /// In the order asked for; unknown ones are left out.
    pub cards: Vec<TimelineCard>,
}

/// The words of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineCard {
    /// Which.
    pub id: ItemId,
    /// A title: the document's, the event's, or the words that name the date.
    pub title: String,
    /// `title` is a document's opening words, for want of a printed title.
    pub opening: bool,
    /// When.
    pub date: Option<DateShown>,
    /// Documents: itself, those that report the event, the one that mentions the date.
    pub documents: Vec<DocumentRef>,
    /// The words it rests on.
    pub passage: Option<Passage>,
}
