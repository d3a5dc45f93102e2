//! Names within a document, then entities across documents.
//!
//! [`find`] reads one document: it takes the text's words ([`words`], [`lexicon`]), finds instruments,
//! curated names and all others, and decides whom each of them means *within the document* ([`Referent`]).
//! [`link`] joins the referents of all documents into entities: forms that fold alike are one, others only
//! with evidence. [`Resolver`] tells whom a noun phrase ("the PM", "he", "both sides") means in a document
//! whose mentions are known.
//!
//! No name of any collection is compiled in; `collection.toml` adds them, and a correction there wins
//! over every rule.

mod chunks;
mod companies;
mod curated;
mod form;
mod gazetteer;
mod gender;
mod headlines;
mod instruments;
mod junk;
mod lexicon;
mod link;
mod mend;
mod occasions;
mod offices;
mod raw;
mod referents;
mod resolver;
mod roles;
mod scan;
mod short_forms;
mod tagger;
mod themes;
mod traces;
mod variants;

/// Training the tagger and packing the word lists: for developers, never part of a build.
#[cfg(feature = "training")]
pub mod training {
    pub use super::gazetteer::{genders, lists};
    pub use super::tagger::train::{Plan, Predicted, Row, predict_all, train};
}

use dossier_corpus::{Document, Edtf, EntityKind, Span};

use crate::Settings;
use crate::words::{self, Cut};

pub(crate) use gender::Gender;

pub use form::key_of;
pub(crate) use lexicon::OCCASIONS;
pub use link::link;
pub use resolver::{Reference, Resolver};
pub use themes::themes;
pub use traces::Traces;

/// The rules of this module: name and explanation for readers.
pub const RULES: &[(&str, &str)] = &[
    ("name.curated", "The collection's own list of names has this form."),
    ("name.rank-before-name", "A rank or a form of address such as General or Mr stands before the name."),
    ("name.office-before-name", "An office such as Prime Minister stands before the name."),
    ("name.learned", "A trained model weighed the words and their neighbours; no single rule decides."),
    (
        "name.office-after-name",
        "After the name and a comma stands an office that a person holds, such as president of.",
    ),
    ("name.family-name", "The words are written like a person's name: a family name first, or initials."),
    ("name.subject-of-speech", "The words are the subject of a verb such as said or visited."),
    (
        "name.short-form",
        "The document gives this person's full name; here it uses the part by which one is called.",
    ),
    ("name.body", "A word such as Ministry or Commission heads the name."),
    ("name.abbreviation", "Written in capitals like an abbreviation, and used like an organisation's name."),
    (
        "name.repeated-abbreviation",
        "The document uses this abbreviation more than once, as the name of a body: \"the MND\".",
    ),
    ("name.defined-abbreviation", "The document gives this abbreviation in brackets after the full name."),
    (
        "name.company",
        "What the text says of it shows a company: its shares, its results, what it makes, or the last word of its name.",
    ),
    (
        "name.known-bearer",
        "The document gives the family name alone; the others know one such person, far more often than all others.",
    ),
    ("name.agreed", "What this name is a document alone could not tell; others that use it show."),
    ("name.first-word", "The document gives the organisation's full name; here it uses its first word."),
    ("name.site", "A word such as River or Province heads the name."),
    ("name.preposition-of-place", "A word such as in or near stands before the name."),
    (
        "name.party-and-state",
        "A party's letter and a hyphen stand before the state that somebody was elected in: D-Ohio.",
    ),
    ("name.dateline", "The city of a dateline, in capitals at the head of the text."),
    (
        "name.event-of-year",
        "A year or an ordinal stands before the words for an election or another occasion.",
    ),
    ("name.occasion", "A word such as Summit or War heads the name."),
    ("name.instrument-number", "A form such as Resolution with a number."),
    ("name.instrument-title", "A form such as Law with a title, or with the body whose it is."),
    ("name.instrument-quoted-title", "A title in quotation marks after a word such as project or plan."),
    ("name.role-beside-name", "The rank or office stands beside the name."),
    ("name.issuer", "The words name the body that issued the instrument."),
    ("name.issue-date", "The words say when the instrument was issued."),
    ("name.subject", "The words after on say what the instrument is about."),
    ("name.number", "The number stands after the instrument's form."),
    ("name.implements", "The words say that the one instrument carries out the other."),
    ("name.parent", "The words say that the one body is part of the other."),
    ("name.curated-parent", "The collection's own list says that the one body is part of the other."),
];

/// What [`find`] found in one document, before entities are known.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// In text order, without overlap.
    pub names: Vec<Name>,
    /// Whom or what the names mean within the document.
    pub referents: Vec<Referent>,
    /// What the stages over all documents need of its words.
    pub traces: Traces,
}

/// A name in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name itself, without rank or office.
    pub span: Span,
    /// Index into [`Found::referents`].
    pub referent: u32,
    /// Rank or office beside it.
    pub role: Option<Span>,
    /// One of [`RULES`].
    pub rule: &'static str,
    /// In percent.
    pub confidence: u8,
}

/// One person, body, place or instrument as one document speaks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referent {
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name in the document, or the curated one.
    pub name: String,
    /// The form by which it is compared with those of other documents.
    pub key: String,
    /// Another form of the same kind that the document defines, to be compared likewise.
    pub also: Vec<String>,
    /// Abbreviations that the document defines for it.
    pub defined: Vec<String>,
    /// Index into [`Settings::entities`].
    pub curated: Option<usize>,
    /// Found to be the same as another of this document; that one counts.
    pub same_as: Option<u32>,
    /// Ranks and offices, with the confidence of the name beside them.
    pub roles: Vec<(Span, u8)>,
    /// The body it is part of: referent, words, confidence.
    pub parent: Option<(u32, Span, u8)>,
    /// What is known of it as an instrument.
    pub instrument: Option<Box<InstrumentDraft>>,
    /// Highest confidence of its names.
    pub confidence: u8,
}

impl Referent {
    /// `key` is the name's comparable form.
    fn new(kind: EntityKind, name: &str, key: String, confidence: u8) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            key,
            also: Vec::new(),
            defined: Vec::new(),
            curated: None,
            same_as: None,
            roles: Vec::new(),
            parent: None,
            instrument: None,
            confidence,
        }
    }
}

/// What one document says of an instrument.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstrumentDraft {
    /// "resolution", "plan"; folded, in one spelling.
    pub form: String,
    /// As printed.
    pub numbers: Vec<String>,
    /// The first place that prints the number.
    pub number: Option<Span>,
    /// Referent and the words.
    pub issuer: Option<(u32, Span)>,
    /// Value and the words.
    pub date: Option<(Edtf, Span)>,
    /// The words.
    pub subject: Option<Span>,
    /// Referent, the words, confidence.
    pub implements: Vec<(u32, Span, u8)>,
}

/// A rule this sure needs no consent of the tagger.
const CERTAIN_RULE: u8 = 80;

/// Finds the names of persons, organisations, places, instruments and events in one document.
///
/// Takes time and memory linear in the length of the text, whatever the text.
pub fn find(document: &Document, settings: &Settings) -> Found {
    find_with(document, Cut::of(document), settings)
}

/// The same, of a document whose words are known.
pub(crate) fn find_with(document: &Document, words: Cut, settings: &Settings) -> Found {
    let scan = scan::Scan::of(document, words);
    let forms = curated::Forms::new(settings);
    let mut names = instruments::find(&scan, document);
    let curated = forms.find(&scan, settings);
    let (inner, outer): (Vec<_>, Vec<_>) =
        curated.into_iter().partition(|raw| overlaps(&names, raw) && (raw.kind != EntityKind::Instrument));
    // A curated instrument's name wins over the rules' own reading of the same words.
    names.retain(|raw| !overlaps(&outer, raw));
    raw::merge(&mut names, outer);
    raw::merge(&mut names, occasions::dated(&scan));
    raw::merge(&mut names, mend::states(&scan));
    let ruled = chunks::find(&scan, &[]);
    let learned = tagger::find(&scan, &ruled);
    raw::merge(&mut names, learned);
    raw::merge(&mut names, ruled.into_iter().filter(|raw| raw.confidence >= CERTAIN_RULE).collect());
    let events = occasions::headed(&scan, &names);
    raw::merge(&mut names, events);
    names.retain(|raw| {
        !junk::is_junk(&scan, raw) && (raw.curated.is_some() || !forms.ignores(&scan.words[raw.from..raw.to]))
    });
    mend::mend(&scan, &mut names);
    headlines::mend(&scan, document, &mut names);
    companies::tell(&scan, &mut names);
    chunks::as_cities(&scan, document, &mut names);
    chunks::as_writers(&scan, &mut names);
    let mut floor = 0;
    for raw in &mut names {
        if raw.kind == EntityKind::Person && raw.curated.is_none() {
            roles::without_address(&scan, raw);
            chunks::with_hyphen(&scan, raw);
            chunks::as_company(&scan, raw, floor);
        }
        floor = raw.to;
    }
    short_forms::complete(&scan, &mut names);
    let mut persons = names.iter_mut().filter(|raw| raw.kind == EntityKind::Person).peekable();
    let mut floors = [0; 2];
    for sentence in &scan.sentences {
        while let Some(raw) = persons.next_if(|raw| raw.from < sentence.to) {
            let ceiling = persons.peek().map(|next| next.from);
            roles::attach(&scan, *sentence, floors, ceiling, raw);
            floors = [floors[1], raw.to];
        }
    }
    let mut found = referents::group(&scan, document, &names, &inner, settings);
    found.traces = traces::of(&scan);
    found
}

fn overlaps(sorted: &[raw::Raw], raw: &raw::Raw) -> bool {
    let at = sorted.partition_point(|other| other.to <= raw.from);
    sorted.get(at).is_some_and(|other| other.from < raw.to)
}
