//! One document, with everything found in it.

use std::ops::Range;

use dossier_corpus::{BlockKind, Confidence, EntityKind, RuleText, Sentence, Span, StatementKind, TimexType};
use serde::{Deserialize, Serialize};

use super::{DateShown, DocumentRef, EntityRef, ThemeRef, WhyShown};

/// A document's page. Spans are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentPage {
    /// Id, title and date.
    pub document: DocumentRef,
    /// Where it came from.
    pub source: String,
    /// Where it was found on the web.
    pub url: Option<String>,
    /// The whole text, in parts that are drawn as they come into view.
    pub parts: Vec<Part>,
    /// What its first parts say: of most documents, all.
    pub opening: Stretch,
    /// Its headings, at most 200.
    pub headings: Vec<Heading>,
    /// How many mentions of each kind it has; kinds without any are left out.
    pub kinds: Vec<(EntityKind, u32)>,
    /// How many temporal expressions.
    pub dates: u32,
    /// How many statements.
    pub statements: u32,
    /// The themes that it speaks of.
    pub theme_names: Vec<ThemeRef>,
    /// Title, date, outlet, agency, author and so on, each with its reason.
    pub metadata: Vec<Metadatum>,
    /// Matches of the selection's query, in text order.
    pub hits: Vec<Span>,
    /// Its place in the selection: rank from 0 and total. `None`: not in the selection.
    pub position: Option<(u32, u32)>,
    /// The one before it in the selection.
    pub previous: Option<DocumentRef>,
    /// The one after it in the selection.
    pub next: Option<DocumentRef>,
    /// The events that it reports, with the other documents that report each.
    pub events: Vec<EventShown>,
    /// Documents like it, most alike first.
    pub similar: Vec<Similar>,
}

/// A part of a document: some blocks, or a piece of a long one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Where.
    pub span: Span,
    /// Its sentences.
    pub sentences: Range<u32>,
    /// In how many pieces it is drawn.
    pub pieces: u32,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// The number of its sentence.
    pub sentence: u32,
    /// What it says.
    pub words: String,
}

/// A block, or some sentences of a long one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The part that it is drawn in.
    pub part: u32,
    /// The number of its block.
    pub block: u32,
    /// Where it stands.
    pub span: Span,
    /// Its sentences.
    pub sentences: Range<u32>,
    /// It goes on a block that another piece began.
    pub continued: bool,
}

/// What some parts of a document say, with everything found in them. Spans are bytes of the whole text, and blocks,
/// sentences and statements keep the numbers that they have in it.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stretch {
    /// Which parts.
    pub parts: Range<u32>,
    /// In text order.
    pub pieces: Vec<Piece>,
    /// Where its text begins.
    pub start: u32,
    /// The source text, unchanged.
    pub text: String,
    /// The number of the first of its blocks.
    pub first_block: u32,
    /// In text order; bytes in no block are white space.
    pub blocks: Vec<BlockShown>,
    /// The number of the first of its sentences.
    pub first_sentence: u32,
    /// In text order.
    pub sentences: Vec<Sentence>,
    /// In text order.
    pub mentions: Vec<MentionShown>,
    /// The entities that `mentions` and `statements` point to.
    pub entities: Vec<EntityRef>,
    /// In text order.
    pub dates: Vec<DateInText>,
    /// The number of the first of its statements.
    pub first_statement: u32,
    /// In text order.
    pub statements: Vec<StatementShown>,
    /// The rules that its facts cite, by name.
    pub rules: Vec<RuleText>,
}

impl Stretch {
    /// The words of a span; none where it is not wholly in here.
    pub fn words(&self, span: Span) -> &str {
        let place = |byte: u32| byte.checked_sub(self.start).map(|byte| byte as usize);
        match (place(span.start), place(span.end)) {
            (Some(start), Some(end)) => self.text.get(start..end).unwrap_or_default(),
            _ => "",
        }
    }

    /// A block by its number.
    pub fn block(&self, number: u32) -> Option<&BlockShown> {
        self.blocks.get(number.checked_sub(self.first_block)? as usize)
    }

    /// A sentence by its number.
    pub fn sentence(&self, number: u32) -> Option<&Sentence> {
        self.sentences.get(number.checked_sub(self.first_sentence)? as usize)
    }
}

/// The source of a document: every byte, and what the reader took each stretch for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// As it was saved.
    pub text: String,
    /// In text order; bytes in no block are white space.
    pub blocks: Vec<BlockShown>,
    /// The rules that said what each block is, by name.
    pub rules: Vec<RuleText>,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockShown {
    /// Where.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// The rule that said so.
    pub rule: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// Words that name an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionShown {
    /// The name itself.
    pub span: Span,
    /// An index into [`Stretch::entities`].
    pub entity: u32,
    /// The rank, office or title beside it.
    pub role: Option<Span>,
    /// The rule that found it.
    pub rule: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// A temporal expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateInText {
    /// Where.
    pub span: Span,
    /// What kind.
    pub kind: TimexType,
    /// TIMEX3 value.
    pub value: String,
    /// As a date, where it is one.
    pub shown: Option<DateShown>,
    /// The rule that found it.
    pub rule: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// A statement, in its document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementShown {
    /// What kind.
    pub kind: StatementKind,
    /// The sentence it stands in.
    pub sentence: u32,
    /// The words that name the speaker.
    pub source: Vec<Span>,
    /// The reporting words.
    pub cue: Vec<Span>,
    /// What was asked, judged, reported or said.
    pub content: Vec<Span>,
    /// Who says it.
    pub issuer: Option<ActorShown>,
    /// To whom; for a directive, who is to act.
    pub addressees: Vec<ActorShown>,
    /// Indices into [`Stretch::entities`].
    pub instruments: Vec<u32>,
    /// Until when.
    pub deadline: Option<DateShown>,
    /// A goal or an expectation rather than an order.
    pub weak: bool,
    /// The rule that found it.
    pub rule: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// Somebody in a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorShown {
    /// An index into [`Stretch::entities`], where the words could be resolved.
    pub entity: Option<u32>,
    /// As printed.
    pub words: String,
    /// Where those words stand.
    pub span: Span,
    /// Carried over from an earlier sentence.
    pub implied: bool,
}

/// What is known about a document as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadatum {
    /// What it is.
    pub kind: MetadataKind,
    /// As shown.
    pub value: String,
    /// Why; `None` for what was given with the document (a facet, a URL).
    pub why: Option<WhyShown>,
}

/// Kinds of metadata, in the order in which views show them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum MetadataKind {
    /// The printed or given title.
    Title,
    /// Publication date from its own words.
    Date,
    /// Publication date by the documents that report the same event.
    LinkedDate,
    /// Who published it.
    Outlet,
    /// The news agency it is credited to.
    Agency,
    /// Who wrote it.
    Author,
    /// Who translated it.
    Translator,
    /// The place that the dateline names.
    Dateline,
    /// The language it is written in.
    Language,
    /// Where it was found.
    Url,
    /// What had to be assumed on reading it, such as its encoding.
    Assumed,
    /// A facet of the collection's own.
    Facet(String),
}

/// An event that documents report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventShown {
    /// Its number, as [`crate::Field::Story`] takes it.
    pub story: u32,
    /// In the text's words.
    pub title: String,
    /// When.
    pub date: Option<DateShown>,
    /// Where.
    pub place: Option<String>,
    /// Who took part.
    pub participants: Vec<EntityRef>,
    /// Who reports it.
    pub documents: Vec<DocumentRef>,
    /// Why it is one event.
    pub why: WhyShown,
}

/// A document like another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Similar {
    /// Which.
    pub document: DocumentRef,
    /// Likeness in percent: cosine of what the two name and speak of, rarer things counting more.
    pub percent: u8,
    /// What they share, the rarest first.
    pub shared: Vec<EntityRef>,
}
