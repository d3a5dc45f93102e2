//! Persons, organisations, places, instruments and named events.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Confidence, Edtf, Evidence, Fact};

/// An entity's place in its collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityId(pub u32);

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A body: ministry, party organ, company, unit.
    Organisation,
    /// A place one could go to.
    Place,
    /// Law, resolution, regulation, plan, programme.
    Instrument,
    /// A named event: a congress, an exhibition, a war.
    Event,
}

impl EntityKind {
    /// Every kind, in the order in which views show them.
    pub const ALL: [Self; 5] = [Self::Person, Self::Organisation, Self::Place, Self::Instrument, Self::Event];

    /// The word used in files, URLs and queries.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Instrument => "instrument",
            Self::Event => "event",
        }
    }
}

/// Where an entity comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// `collection.toml` names it.
    Curated,
    /// The rules found it and are sure enough.
    Found,
    /// The rules found it and are not sure: shown as a candidate.
    Candidate,
}

/// One thing that texts name, in all its forms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Stable name for URLs, unique in the collection: `phan-van-giang`.
    pub key: String,
    /// What it is.
    pub kind: EntityKind,
    /// The canonical name, in its best-marked form ("Phạm Minh Chính").
    pub name: String,
    /// Every form met in the texts, most frequent first, then by form.
    pub aliases: Vec<Alias>,
    /// The body it is part of, where the text or the curator states one.
    pub parent: Option<Fact<EntityId>>,
    /// Identifiers elsewhere, from `collection.toml`: scheme → value (`wikidata` → `Q…`).
    pub identifiers: BTreeMap<String, String>,
    /// Ranks, offices and titles, in text order of their documents.
    pub roles: Vec<Role>,
    /// What is known of it as an instrument.
    pub instrument: Option<InstrumentFacts>,
    /// Where it comes from.
    pub origin: Origin,
    /// How sure the reader is that this is one thing of this kind.
    pub confidence: Confidence,
}

/// A form of a name and how often the texts use it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// As printed.
    pub form: String,
    /// Number of mentions in that form.
    pub count: u32,
}

/// A rank, office or title, with the words that give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// As printed: "Minister of National Defense".
    pub title: String,
    /// The words, and with them the document and so the date.
    pub evidence: Evidence,
    /// How sure the reader is that it is this person's.
    pub confidence: Confidence,
}

/// What is known of a law, resolution, regulation, plan or programme.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct InstrumentFacts {
    /// "resolution", "law", "plan", "action programme".
    pub form: String,
    /// In one canonical spelling: "08-NQ/TW".
    pub number: Option<Fact<String>>,
    /// Who issued it.
    pub issuer: Option<Fact<EntityId>>,
    /// When it was issued.
    pub date: Option<Fact<Edtf>>,
    /// What it is about, in the text's words.
    pub subject: Option<Fact<String>>,
    /// What it carries out: the resolution behind a programme, the programme behind a plan.
    pub implements: Vec<Fact<EntityId>>,
}
