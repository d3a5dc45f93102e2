//! Why a fact is believed: its rule, its confidence and its words.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{DocumentId, Span};

/// Words in a document that a fact rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// The document whose text holds the words.
    pub document: DocumentId,
    /// Where in it.
    pub span: Span,
}

/// The name of a rule, `area.rule` in kebab case: `date.weekday`, `name.rank-before-name`.
///
/// What it means in plain language stands in [`Collection::rules`](crate::Collection::rules).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RuleName(pub Cow<'static, str>);

impl RuleName {
    /// A rule known at compile time.
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&'static str> for RuleName {
    fn from(name: &'static str) -> Self {
        Self::new(name)
    }
}

/// How sure the rule is, in percent, 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Confidence(u8);

impl Confidence {
    /// Nothing can be surer: said by a curator or printed in so many words.
    pub const CERTAIN: Self = Self(100);

    /// `percent`, cut at 100.
    pub const fn percent(percent: u8) -> Self {
        Self(if percent > 100 { 100 } else { percent })
    }

    /// 0 to 100.
    pub const fn as_percent(self) -> u8 {
        self.0
    }
}

/// The reason for a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// The rule that found it.
    pub rule: RuleName,
    /// How sure that rule is.
    pub confidence: Confidence,
    /// The words, most telling first. Empty only where the fact is itself a span (a mention, a date).
    pub evidence: Vec<Evidence>,
}

/// A value and the reason for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact<T> {
    /// What is believed.
    pub value: T,
    /// Why.
    pub why: Why,
}
