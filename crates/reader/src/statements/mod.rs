//! Directives, assessments, reports, commitments, quotes: who, the cue, the content.
//!
//! Two small models find what is attributed to whom ([`model`], over the features of [`features`]); rules that can
//! be read in the card beside a fact tell directives from other statements, carry a speaker over from sentence to
//! sentence ([`chain`], [`directive`]) and settle who is meant ([`actor`]). Quotations are matched first
//! ([`quotation`]) and count as one word from then on ([`tokens`], [`sentence`]).

mod actor;
mod chain;
mod directive;
mod draft;
mod features;
mod finder;
mod kind;
mod known;
mod lexicon;
mod model;
mod pronoun;
mod quotation;
mod reach;
mod sentence;
mod silent;
mod tokens;
#[cfg(feature = "training")]
pub mod training;

use dossier_corpus::{Document, DocumentId, Entity, Statement};

use draft::Draft;
use sentence::Sentences;
use tokens::{Kind, Token, mark};

/// The rules of this module: name and explanation for readers.
pub const RULES: &[(&str, &str)] = &[
    ("statement.quote", "Somebody's words in quotation marks, beside a verb such as said."),
    ("statement.signed", "A quotation, a dash and a name: whose words they are."),
    ("statement.speech", "A verb such as said or stressed reports what somebody says."),
    ("statement.thought", "A verb such as believes or expects reports what somebody thinks."),
    ("statement.colon", "A name and a colon stand before what is said."),
    ("statement.assessment", "A verb such as praised or criticised reports how somebody judges something."),
    ("statement.report", "A verb such as reported or announced tells that something was reported."),
    ("statement.commitment", "A verb such as pledged or promised: somebody binds himself."),
    ("directive.order", "A verb such as asked, urged or requested, and what is to be done."),
    ("directive.call", "Called on somebody to act, or called for something."),
    (
        "directive.passive",
        "Somebody was tasked with, asked or told to do something; who asked may be carried over.",
    ),
    ("directive.need", "Stressed the need, the importance or the necessity of something."),
    ("directive.reported-modal", "What is said holds must or should: somebody is to act."),
    (
        "directive.expectation",
        "Expressed confidence or hope that somebody will do something: an expectation.",
    ),
    (
        "directive.modal",
        "Must or should in a sentence after one that names the speaker, who is carried over.",
    ),
    (
        "directive.recommended",
        "Must or should under a heading that announces recommendations: the document's own word.",
    ),
    (
        "directive.task",
        "A named body must or shall, in a document that tells several bodies so: one of its tasks.",
    ),
    ("directive.action", "Action and a colon stand before who is to do what."),
    ("directive.imperative", "A sentence that begins with what is to be done, after a directive."),
    ("directive.participle", "A sentence without a verb of its own that goes on with a directive."),
    ("statement.deadline", "By, before or until a date, in what is asked."),
];

/// Whether the models are asked about the token at all.
fn may_be_cue(token: &Token) -> bool {
    match token.kind {
        Kind::Word => true,
        Kind::Mark => token.word == mark::COLON || token.word == mark::POSSESSIVE,
        Kind::Number | Kind::Quotation => false,
    }
}

/// The statements of a document whose mentions and dates are known.
pub fn find(document: &Document, id: DocumentId, entities: &[Entity]) -> Vec<Statement> {
    find_by(finder::find, document, id, entities)
}

fn find_by(
    finder: impl FnOnce(&Sentences) -> Vec<Draft>,
    document: &Document,
    id: DocumentId,
    entities: &[Entity],
) -> Vec<Statement> {
    let sentences = sentence::read(document);
    let drafts = finder(&sentences);
    let drafts = chain::settle(&sentences, drafts);
    let mut statements = actor::resolve(document, id, entities, drafts);
    statements.sort_by_key(|one| {
        let start = |spans: &[dossier_corpus::Span]| spans.first().map(|span| span.start);
        (start(&one.cue).or(start(&one.content)), start(&one.content))
    });
    statements
}
