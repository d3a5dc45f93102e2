//! `collection.toml`: all the configuration there is.

use std::fmt;

use dossier_corpus::Description;
use serde::Deserialize;

/// What `collection.toml` says. The default is what holds without one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Name of the collection.
    pub title: String,
    /// What it is, in a sentence or two.
    pub description: String,
    /// BCP 47 tags, the main language first.
    pub languages: Vec<String>,
}

/// A mistake in `collection.toml`, with its line and column (both from 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    /// From 1.
    pub line: usize,
    /// From 1.
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
    /// With line and column, on a syntax error, an unknown key or a value of the wrong shape.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start).min(text.len());
            let before = &text[..at];
            SettingsError {
                line: before.matches('\n').count() + 1,
                column: before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1,
                message: error.message().to_owned(),
            }
        })
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
