//! Who asked whom to do what, when, under which instrument; what was asked and what was reported.

use dossier_corpus::{Confidence, Day, Span, StatementKind};
use serde::{Deserialize, Serialize};

use super::{DateShown, DocumentRef, EntityRef, Passage, ThemeRef};

/// How the ledger is grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum LedgerGroup {
    /// Not at all.
    #[default]
    None,
    /// By who asks.
    Issuer,
    /// By who is asked. A statement to two stands in two groups.
    Addressee,
    /// By instrument cited. A statement that cites two stands in two groups.
    Instrument,
    /// By theme of the sentence. A sentence on two stands in two groups.
    Theme,
    /// By event that the document reports.
    Event,
}

impl LedgerGroup {
    /// Every way, in the order in which views show them.
    pub const ALL: [Self; 6] =
        [Self::None, Self::Issuer, Self::Addressee, Self::Instrument, Self::Theme, Self::Event];

    /// The word in URLs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Issuer => "issuer",
            Self::Addressee => "addressee",
            Self::Instrument => "instrument",
            Self::Theme => "theme",
            Self::Event => "event",
        }
    }
}

/// The order of rows within a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum LedgerSort {
    /// Oldest first, undated last.
    #[default]
    Oldest,
    /// Newest first, undated last.
    Newest,
    /// By who asks.
    Issuer,
    /// By who is asked.
    Addressee,
    /// By instrument.
    Instrument,
    /// By deadline, none last.
    Deadline,
    /// Surest first.
    Confidence,
}

impl LedgerSort {
    /// Every order.
    pub const ALL: [Self; 7] = [
        Self::Oldest,
        Self::Newest,
        Self::Issuer,
        Self::Addressee,
        Self::Instrument,
        Self::Deadline,
        Self::Confidence,
    ];

    /// The word in URLs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Oldest => "oldest",
            Self::Newest => "newest",
            Self::Issuer => "issuer",
            Self::Addressee => "addressee",
            Self::Instrument => "instrument",
            Self::Deadline => "deadline",
            Self::Confidence => "confidence",
        }
    }
}

/// Statements of the selection's documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Number of statements of each kind in the selection.
    pub kinds: Vec<(StatementKind, u32)>,
    /// Statements of the kinds asked for.
    pub total: u32,
    /// Documents that they stand in.
    pub documents: u32,
    /// Groups, most rows first, "none given" last; one nameless group when not grouped.
    pub groups: Vec<LedgerGroupShown>,
    /// The rows asked for, counted through all groups in order.
    pub rows: Vec<LedgerRow>,
    /// The first row here, from 0.
    pub offset: u32,
    /// Rows in all groups: more than `total` where a statement stands in two.
    pub row_count: u32,
}

/// A group of rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerGroupShown {
    /// As shown. `None`: the statements give none.
    pub name: Option<String>,
    /// Whom or what it stands for, where that is an entity.
    pub entity: Option<EntityRef>,
    /// Stable name as filters take it.
    pub key: Option<String>,
    /// Rows in it.
    pub rows: u32,
    /// Number of its first row, counted through all groups.
    pub first: u32,
}

/// A statement and its sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerRow {
    /// What kind.
    pub kind: StatementKind,
    /// Who says it. `None`: nobody is named, nor could be carried over.
    pub issuer: Option<Party>,
    /// To whom; for a directive, who is to act.
    pub addressees: Vec<Party>,
    /// The reporting words: "asked".
    pub cue: String,
    /// What was asked, judged, reported or said, in its words.
    pub content: String,
    /// Instruments cited.
    pub instruments: Vec<EntityRef>,
    /// Themes of the sentence.
    pub themes: Vec<ThemeRef>,
    /// Until when.
    pub deadline: Option<DateShown>,
    /// A goal or an expectation rather than an order.
    pub weak: bool,
    /// When its document was published.
    pub date: Option<DateShown>,
    /// Where it stands.
    pub document: DocumentRef,
    /// Its sentence; speaker, cue and content are marked.
    pub passage: Passage,
    /// The rule that found it, and what that does.
    pub rule: String,
    /// The rule in plain language.
    pub explanation: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// Somebody in a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Who, where the words could be resolved.
    pub entity: Option<EntityRef>,
    /// As printed.
    pub words: String,
    /// Where those words stand in the document.
    pub span: Span,
    /// Carried over from an earlier sentence.
    pub implied: bool,
}

/// What was asked and what was reported later, by theme and time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedAndReported {
    /// Stretches of time, oldest first; the last may be "undated".
    pub periods: Vec<Period>,
    /// By number of directives, most first.
    pub rows: Vec<MatrixRow>,
    /// Directives whose sentence is on no theme.
    pub without_theme: u32,
}

/// A column of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// "2024", "first half of 2025", "undated".
    pub label: String,
    /// First and last day; `None`: undated.
    pub days: Option<(Day, Day)>,
    /// As EDTF, as the date filter takes it.
    pub edtf: Option<String>,
}

/// A theme through time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixRow {
    /// Which.
    pub theme: ThemeRef,
    /// One for each period.
    pub cells: Vec<MatrixCell>,
    /// Directives in all periods.
    pub asked: u32,
    /// Reports in all periods.
    pub reported: u32,
    /// What follows the directives.
    pub later: LaterReports,
}

/// What was found after a theme's directives. Never a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LaterReports {
    /// Nothing was asked.
    NothingAsked,
    /// Reports of results on the theme were certainly published after its first directive.
    Found {
        /// How many.
        reports: u32,
    },
    /// Some may have been: the dates do not say which came first.
    PossiblyFound {
        /// How many.
        reports: u32,
    },
    /// No later report found in the selection.
    NoneFound,
}

/// One theme in one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MatrixCell {
    /// Directives.
    pub asked: u32,
    /// Reports of something done.
    pub reported: u32,
}

/// The sentences behind a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellSentences {
    /// The first of them: directives, then reports, each kind oldest first.
    pub sentences: Vec<CellSentence>,
    /// How many there are.
    pub total: u32,
}

/// A sentence behind a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellSentence {
    /// [`StatementKind::Directive`] or [`StatementKind::Report`].
    pub kind: StatementKind,
    /// When its document was published.
    pub date: Option<DateShown>,
    /// Its words.
    pub passage: Passage,
}
