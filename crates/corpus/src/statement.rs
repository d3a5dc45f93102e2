//! Who asked, praised, reported, promised or said what.

use serde::{Deserialize, Serialize};

use crate::{Confidence, Edtf, EntityId, Fact, RuleName, Span};

/// What kind of statement it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatementKind {
    /// Somebody is to do something.
    Directive,
    /// Somebody judges something: "praised", "assessed".
    Assessment,
    /// Something done is reported.
    Report,
    /// Somebody binds himself.
    Commitment,
    /// Somebody's words: direct or partly direct.
    Quote,
    /// Anything else that somebody is said to have said or thought.
    Attribution,
}

impl StatementKind {
    /// Every kind, in the order in which views show them.
    pub const ALL: [Self; 6] =
        [Self::Directive, Self::Assessment, Self::Report, Self::Commitment, Self::Quote, Self::Attribution];

    /// The word used in files, URLs and queries.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Directive => "directive",
            Self::Assessment => "assessment",
            Self::Report => "report",
            Self::Commitment => "commitment",
            Self::Quote => "quote",
            Self::Attribution => "attribution",
        }
    }
}

/// Somebody in a statement: an entity where it could be resolved, and always the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The entity, where the words name or refer to one.
    pub entity: Option<EntityId>,
    /// As printed: "the PM", "relevant ministries and sectors".
    pub words: String,
    /// Where those words stand. For an implied actor: in the earlier sentence that set it.
    pub span: Span,
    /// Carried over from an earlier sentence.
    pub implied: bool,
}

/// A statement, with the words of each of its parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// What kind it is.
    pub kind: StatementKind,
    /// The sentence it stands in, as an index into [`Document::sentences`](crate::Document::sentences).
    pub sentence: u32,
    /// The words that name the speaker in this sentence. Empty when implied.
    pub source: Vec<Span>,
    /// The reporting words: "asked", "stressed the need to", "must". Empty for a bare imperative.
    pub cue: Vec<Span>,
    /// What was asked, judged, reported, promised or said.
    pub content: Vec<Span>,
    /// Who says it.
    pub issuer: Option<Actor>,
    /// To whom it is said; for a directive, who is to act.
    pub addressees: Vec<Actor>,
    /// Instruments that the content cites.
    pub instruments: Vec<EntityId>,
    /// Until when, where a deadline is given.
    pub deadline: Option<Fact<Edtf>>,
    /// A goal or an expectation rather than an order.
    pub weak: bool,
    /// The rule that found it.
    pub rule: RuleName,
    /// How sure it is.
    pub confidence: Confidence,
}
