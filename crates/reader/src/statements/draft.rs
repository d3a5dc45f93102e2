//! A statement in the making: what the models or a rule found, before kinds and actors are settled.

use dossier_corpus::{Span, StatementKind};

use super::tokens::Token;

/// A statement in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Index into the list of sentences.
    pub(super) sentence: usize,
    /// The token that reports; none for a bare imperative.
    pub(super) head: Option<usize>,
    /// How sure the finder is, 0 to 1.
    pub(super) chance: f32,
    pub(super) source: Vec<Span>,
    pub(super) cue: Vec<Span>,
    pub(super) content: Vec<Span>,
    pub(super) kind: StatementKind,
    /// A goal or an expectation.
    pub(super) weak: bool,
    /// Who is to act, in this sentence's words.
    pub(super) addressee: Option<Span>,
    /// The issuer is the one of this earlier draft.
    pub(super) issuer_of: Option<usize>,
    /// The addressee is the one of this earlier draft.
    pub(super) addressee_of: Option<usize>,
    pub(super) rule: &'static str,
}

/// Where a token stands.
pub(super) fn span(token: &Token) -> Span {
    Span { start: token.start, end: token.end }
}

/// From the first to the last token of a stretch; none if it is empty.
pub(super) fn stretch(tokens: &[Token]) -> Option<Span> {
    Some(Span { start: tokens.first()?.start, end: tokens.last()?.end })
}
