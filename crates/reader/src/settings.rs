//! `collection.toml`: all the configuration there is.
//!
//! Every value is optional. What a key means, with examples, stands in `docs/COLLECTION.md`. A mistake of any
//! kind is reported with its line and column: a file is either understood whole or refused.

mod correct;
mod raw;

use std::collections::BTreeMap;
use std::fmt;

use dossier_corpus::{Description, Edtf, EntityKind};

/// What the curator's word can be the reason for: name and explanation for readers.
pub const RULES: &[(&str, &str)] = &[
    ("curator.date", "The collection's curator put this date right."),
    ("curator.outlet-site", "The collection's own list of outlets has the host of this page."),
];

/// What `collection.toml` says. The default is what holds without one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Name of the collection.
    pub title: String,
    /// What it is, in a sentence or two.
    pub description: String,
    /// BCP 47 tags, the main language first.
    pub languages: Vec<String>,
    /// Entities that the curator names, in the file's order.
    pub entities: Vec<EntitySetting>,
    /// Themes, in the file's order.
    pub themes: Vec<ThemeSetting>,
    /// Newspapers, sites and agencies.
    pub outlets: Vec<OutletSetting>,
    /// Documents' dates, put right.
    pub dates: Vec<DateCorrection>,
    /// Entities that are one.
    pub merges: Vec<Merge>,
    /// Names that mean somebody else in some documents.
    pub splits: Vec<Split>,
    /// Names that are none: never shown as entities.
    pub ignored: Vec<String>,
}

/// An entity that the curator names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntitySetting {
    /// Stable name for URLs; made of the name unless given.
    pub key: String,
    /// Canonical name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Other forms in which texts name it.
    pub aliases: Vec<String>,
    /// Key of the body that it is part of.
    pub parent: Option<String>,
    /// Identifiers elsewhere: scheme → value.
    pub identifiers: BTreeMap<String, String>,
}

/// A theme: a named set of terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeSetting {
    /// Stable name for URLs; made of the name unless given.
    pub key: String,
    /// As shown.
    pub name: String,
    /// The terms that count as a mention of it.
    pub terms: Vec<String>,
    /// One of [`COLOURS`].
    pub colour: Option<String>,
}

/// The colours that a theme can have: names of the app's palette.
pub const COLOURS: &[&str] =
    &["red", "orange", "yellow", "green", "teal", "blue", "purple", "pink", "brown", "grey"];

/// What kind of outlet it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutletKind {
    /// Publishes: a newspaper, a site.
    Publisher,
    /// Supplies others: a news agency.
    Agency,
}

/// A newspaper, site or agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutletSetting {
    /// Canonical name.
    pub name: String,
    /// Other forms: "VNS", "Viet Nam News".
    pub aliases: Vec<String>,
    /// Hosts of its pages: "vietnamnews.vn".
    pub sites: Vec<String>,
    /// What kind it is.
    pub kind: OutletKind,
}

/// A document's date, put right by the curator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateCorrection {
    /// The document's id.
    pub document: String,
    /// The right date.
    pub date: Edtf,
    /// Why, in the curator's words.
    pub why: String,
}

/// Entities that are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Key or name of the entity that stays.
    pub keep: String,
    /// Keys or names of those that become part of it.
    pub also: Vec<String>,
    /// Why, in the curator's words.
    pub why: String,
}

/// A name that means somebody else in some documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The name as texts have it.
    pub name: String,
    /// Ids of the documents in which it means another.
    pub documents: Vec<String>,
    /// Key or name of the entity that it means there; a new one if there is none of that name.
    pub means: String,
    /// Why, in the curator's words.
    pub why: String,
}

/// A mistake in `collection.toml`, with its line and column (both from 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for SettingsError {}

impl Settings {
    /// Reads the text of a `collection.toml`.
    ///
    /// # Errors
    /// With line and column, on a syntax error, an unknown key, a value of the wrong shape, two entities or
    /// themes of one key, a parent or a colour that does not exist, or a date that is none.
    ///
    /// ```
    /// # use dossier_reader::Settings;
    /// let error = Settings::parse("title = \"T\"\n[[entity]]\nname = \"X\"\nkind = \"person\"\nalias = \"Y\"\n").unwrap_err();
    /// assert_eq!((error.line, error.column), (5, 1));
    /// assert!(error.message.contains("unknown key \"alias\""));
    /// ```
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        raw::parse(text)
    }

    /// The collection's own description.
    pub fn description(&self) -> Description {
        Description {
            title: self.title.clone(),
            description: self.description.clone(),
            languages: self.languages.clone(),
        }
    }
}
