//! What happened where, when, with whom.

use serde::{Deserialize, Serialize};

use crate::{DocumentId, Edtf, EntityId, Fact, Why};

/// An event's place in its collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EventId(pub u32);

/// Something that one or more documents report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// In the text's words: "a meeting with the Ministry of National Defense".
    pub title: String,
    /// The day it happened, which is often not the day of publication.
    pub date: Option<Fact<Edtf>>,
    /// Where it happened.
    pub place: Option<Fact<String>>,
    /// Who took part.
    pub participants: Vec<EntityId>,
    /// The documents that report it, in order. More than one: they report the same event.
    pub documents: Vec<DocumentId>,
    /// Why it is an event, and why these documents report the same one.
    pub why: Why,
}
