//! An open pack: its columns, its stores, and what they hold in the views' words.

use dossier_corpus::Ordered as _;
use std::cell::{OnceCell, RefCell};
use std::fmt;
use std::rc::Rc;

use dossier_analysis::time::Stretch;
use dossier_corpus::{
    Assumption, Document, Edtf, Entity, EntityKind, Event, Evidence, Origin, RuleName, Span, Why,
};
use dossier_pack::{Bytes, Pack, PackError, Store};
use serde::de::DeserializeOwned;

use crate::answer::{
    DateShown, DocumentRef, EntityRef, EventShown, Mark, Passage, ThemeRef, Title, WhyShown,
};
use crate::build::SentenceFinder;
use crate::columns::{Ints, Rows, Strings, find};
use crate::layout::{self as at, About};
use crate::query::QueryHits;
use crate::select::Selected;
use crate::{Answer, Failure, Request, Typing, words};

/// An open pack. Opening looks at the table of sections and nothing else; columns are used where they lie, and
/// texts are unpacked when they are shown.
///
/// ```
/// use dossier_engine::{Answer, Engine, Request, Selection};
///
/// let pack = dossier_engine::build(&dossier_engine::Collection::default());
/// let engine = Engine::open(pack).unwrap();
/// let Answer::Overview(overview) = engine.answer(&Request::Overview { selection: Selection::default() }) else {
///     panic!("an open pack has an overview");
/// };
/// assert_eq!(overview.of, 0);
/// ```
pub struct Engine {
    pub(crate) pack: Pack,
    about: OnceCell<Rc<About>>,
    documents: Records<Document>,
    entities: Records<Entity>,
    events: Records<Event>,
    /// The selections looked at last, newest first.
    pub(crate) selections: RefCell<Vec<(String, Rc<Selected>)>>,
    pub(crate) queries: RefCell<Vec<(String, Typing, Rc<QueryHits>)>>,
    pub(crate) search: OnceCell<dossier_search::Index>,
}

/// Why a pack cannot be opened, or a part of it not read. Its message says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngineError(pub(crate) PackError);

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for EngineError {}

impl EngineError {
    pub(crate) fn damaged(what: &str) -> Self {
        Self(PackError::corrupt(what))
    }

    /// The bytes of the file that must be fetched first, where that is all that is wrong.
    pub fn missing(&self) -> Option<std::ops::Range<u64>> {
        self.0.missing()
    }
}

/// Why a request has no answer.
#[derive(Clone, Debug)]
pub(crate) enum Trouble {
    Pack(PackError),
    Unknown { what: &'static str, name: String },
}

impl From<PackError> for Trouble {
    fn from(error: PackError) -> Self {
        Self::Pack(error)
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Unknown { what, name } => Self::Unknown { what: what.to_owned(), name },
            Trouble::Pack(error) => match error.missing() {
                Some(range) => Self::Missing { start: range.start, end: range.end },
                None => Self::Damaged { message: error.to_string() },
            },
        }
    }
}

pub(crate) type Found<T> = Result<T, Trouble>;

impl Engine {
    /// Opens a whole pack from memory: owned, or embedded in the program.
    ///
    /// # Errors
    /// When the bytes are no pack, one of another version, cut short or damaged.
    pub fn open(pack: impl Into<Bytes>) -> Result<Self, EngineError> {
        Pack::open(pack).map(Self::over).map_err(EngineError)
    }

    /// Opens a pack of which only the beginning is here. What more is needed is said by
    /// [`EngineError::missing`] and [`Failure::Missing`].
    ///
    /// # Errors
    /// As [`Engine::open`].
    pub fn open_head(beginning: impl Into<Bytes>) -> Result<Self, EngineError> {
        Pack::open_head(beginning).map(Self::over).map_err(EngineError)
    }

    /// Adds bytes of the file that were asked for.
    pub fn supply(&self, start: u64, part: impl Into<Bytes>) {
        self.pack.supply(start, part);
    }

    fn over(pack: Pack) -> Self {
        Self {
            pack,
            about: OnceCell::new(),
            documents: Records::default(),
            entities: Records::default(),
            events: Records::default(),
            selections: RefCell::default(),
            queries: RefCell::default(),
            search: OnceCell::new(),
        }
    }

    /// The answer to a request. Never panics, whatever the pack or the request holds.
    #[inline(never)]
    pub fn answer(&self, request: &Request) -> Answer {
        self.respond(request).unwrap_or_else(|trouble| Answer::Failed(trouble.into()))
    }

    pub(crate) fn bytes(&self, name: &str) -> Result<Bytes, PackError> {
        self.pack.section(name)?.bytes()
    }

    pub(crate) fn ints(&self, name: &str) -> Result<Ints, PackError> {
        self.bytes(name).map(Ints::new)
    }

    pub(crate) fn strings(&self, name: &str) -> Result<Strings, PackError> {
        Strings::new(self.bytes(name)?, name)
    }

    pub(crate) fn rows(&self, name: &str) -> Result<Rows, PackError> {
        Rows::new(self.bytes(name)?, name)
    }

    pub(crate) fn about(&self) -> Result<Rc<About>, PackError> {
        if let Some(about) = self.about.get() {
            return Ok(about.clone());
        }
        let about = Rc::new(read::<About>(&self.bytes(at::ABOUT)?, at::ABOUT)?);
        Ok(self.about.get_or_init(|| about).clone())
    }

    /// What had to be assumed on reading, by document.
    pub(crate) fn assumed(&self) -> Result<Vec<Assumption>, PackError> {
        let Ok(section) = self.pack.section(at::ASSUMED) else { return Ok(Vec::new()) };
        read(&section.bytes()?, at::ASSUMED)
    }

    pub(crate) fn document_count(&self) -> Result<u32, PackError> {
        Ok(self.ints(at::DOC_DAYS)?.len() / 2)
    }

    pub(crate) fn document(&self, number: u32) -> Result<Rc<Document>, PackError> {
        self.documents.get(&self.pack, at::DOC_STORE_INDEX, at::DOC_STORE, number)
    }

    pub(crate) fn entity(&self, number: u32) -> Result<Rc<Entity>, PackError> {
        self.entities.get(&self.pack, at::ENTITY_STORE_INDEX, at::ENTITY_STORE, number)
    }

    pub(crate) fn event(&self, number: u32) -> Result<Rc<Event>, PackError> {
        self.events.get(&self.pack, at::EVENT_STORE_INDEX, at::EVENT_STORE, number)
    }

    pub(crate) fn document_named(&self, id: &str) -> Found<u32> {
        find(id, &self.strings(at::DOC_IDS)?, &self.ints(at::DOC_IDS_ORDER)?)
            .ok_or_else(|| Trouble::Unknown { what: "document", name: id.to_owned() })
    }

    pub(crate) fn entity_named(&self, key: &str) -> Found<u32> {
        find(key, &self.strings(at::ENTITY_KEYS)?, &self.ints(at::ENTITY_KEYS_ORDER)?)
            .ok_or_else(|| Trouble::Unknown { what: "entity", name: key.to_owned() })
    }

    /// First and last day of a document's filed date.
    pub(crate) fn days(&self) -> Result<Days, PackError> {
        self.ints(at::DOC_DAYS).map(Days)
    }

    pub(crate) fn cards(&self) -> Result<Cards, PackError> {
        Ok(Cards {
            ids: self.strings(at::DOC_IDS)?,
            titles: self.strings(at::DOC_TITLES)?,
            dates: self.strings(at::DOC_DATES)?,
        })
    }

    pub(crate) fn entity_cards(&self) -> Result<EntityCards, PackError> {
        Ok(EntityCards {
            keys: self.strings(at::ENTITY_KEYS)?,
            names: self.strings(at::ENTITY_NAMES)?,
            facts: self.rows(at::ENTITY_FACTS)?,
        })
    }

    pub(crate) fn theme_ref(&self, number: u32) -> Result<Option<ThemeRef>, PackError> {
        Ok(self.about()?.themes.get(number as usize).map(|theme| ThemeRef {
            key: theme.key.clone(),
            name: theme.name.clone(),
            colour: theme.colour.clone(),
            curated: theme.curated,
        }))
    }

    pub(crate) fn event_shown(&self, number: u32) -> Result<EventShown, PackError> {
        let event = self.event(number)?;
        let (cards, entities) = (self.cards()?, self.entity_cards()?);
        Ok(EventShown {
            story: number,
            title: event.title.clone(),
            date: event.date.as_ref().map(|fact| words::date(&fact.value)),
            place: event.place.as_ref().map(|fact| fact.value.clone()),
            participants: event.participants.iter().filter_map(|e| entities.get(e.0)).collect(),
            documents: event.documents.iter().map(|d| cards.get(d.0)).collect(),
            why: self.why(&event.why)?,
        })
    }

    /// A reason, with its words.
    pub(crate) fn why(&self, why: &Why) -> Result<WhyShown, PackError> {
        const MOST: usize = 6;
        let evidence = why.evidence.iter().take(MOST).map(|e| self.evidence(*e));
        Ok(WhyShown {
            rule: why.rule.as_str().to_owned(),
            explanation: self.explanation(&why.rule)?,
            confidence: why.confidence,
            evidence: evidence.filter_map(Result::transpose).collect::<Result<_, _>>()?,
        })
    }

    pub(crate) fn explanation(&self, rule: &RuleName) -> Result<String, PackError> {
        let about = self.about()?;
        let known = about.rules.binary_search_by(|use_| use_.text.name.as_str().cmp(rule.as_str()));
        Ok(known.map_or_else(|_| String::new(), |at| about.rules[at].text.explanation.clone()))
    }

    /// The sentence around some words, with the words marked; `None` where there is no such document.
    pub(crate) fn evidence(&self, evidence: Evidence) -> Result<Option<Passage>, PackError> {
        if evidence.document.0 >= self.document_count()? {
            return Ok(None);
        }
        let document = self.document(evidence.document.0)?;
        let mark = (evidence.span, crate::answer::MarkKind::Subject);
        Ok(Some(passage_around(&document, evidence.span, &[mark])))
    }
}

fn read<T: DeserializeOwned>(bytes: &[u8], what: &str) -> Result<T, PackError> {
    postcard::from_bytes(bytes).map_err(|_| PackError::corrupt(what))
}

/// Postcard records in compressed blocks; the last few are kept.
struct Records<T> {
    store: OnceCell<Store>,
    recent: RefCell<Vec<(u32, Rc<T>)>>,
}

impl<T> Default for Records<T> {
    fn default() -> Self {
        Self { store: OnceCell::new(), recent: RefCell::default() }
    }
}

impl<T: DeserializeOwned> Records<T> {
    const KEPT: usize = 32;

    fn get(&self, pack: &Pack, index: &str, data: &str, number: u32) -> Result<Rc<T>, PackError> {
        let mut recent = self.recent.borrow_mut();
        if let Some(place) = recent.iter().position(|(other, _)| *other == number) {
            let entry = recent.remove(place);
            let value = entry.1.clone();
            recent.push(entry);
            return Ok(value);
        }
        let store = if let Some(store) = self.store.get() {
            store
        } else {
            let store = Store::open(&pack.section(index)?, pack.section(data)?)?;
            self.store.get_or_init(|| store)
        };
        let value = Rc::new(read::<T>(&store.get(number)?, data)?);
        if recent.len() >= Self::KEPT {
            recent.remove(0);
        }
        recent.push((number, value.clone()));
        Ok(value)
    }
}

/// First and last days, by document or by event.
#[derive(Clone, Debug)]
pub(crate) struct Days(pub(crate) Ints);

impl Days {
    pub(crate) fn get(&self, number: u32) -> Stretch {
        if number >= self.0.len() / 2 {
            return Stretch::UNDATED;
        }
        Stretch { first: self.0.get(number * 2), last: self.0.get(number * 2 + 1) }.in_calendar()
    }
}

/// What to call documents.
pub(crate) struct Cards {
    ids: Strings,
    titles: Strings,
    dates: Strings,
}

impl Cards {
    pub(crate) fn id(&self, number: u32) -> &str {
        self.ids.get(number)
    }

    pub(crate) fn date(&self, number: u32) -> Option<DateShown> {
        self.dates.get(number).parse::<Edtf>().ok().map(|edtf| words::date(&edtf))
    }

    pub(crate) fn title(&self, number: u32) -> Title {
        let marked = self.titles.get(number);
        let (printed, text) = match marked.strip_prefix('=') {
            Some(text) => (true, text),
            None => (false, marked.get(1..).unwrap_or("")),
        };
        Title { text: text.to_owned(), printed }
    }

    pub(crate) fn get(&self, number: u32) -> DocumentRef {
        DocumentRef { id: self.id(number).to_owned(), title: self.title(number), date: self.date(number) }
    }
}

/// What to call entities, and how often they are named.
pub(crate) struct EntityCards {
    pub(crate) keys: Strings,
    names: Strings,
    facts: Rows,
}

/// The small facts of an entity.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EntityFacts {
    pub(crate) kind: EntityKind,
    pub(crate) origin: Origin,
    pub(crate) documents: u32,
    pub(crate) parent: Option<u32>,
}

impl EntityCards {
    pub(crate) fn len(&self) -> u32 {
        self.keys.len()
    }

    pub(crate) fn facts(&self, number: u32) -> EntityFacts {
        let mut row = self.facts.row(number);
        let mut next = || row.number().unwrap_or(0);
        let kind = EntityKind::ALL.get(next() as usize).copied().unwrap_or(EntityKind::Event);
        let origin = match next() {
            0 => Origin::Curated,
            1 => Origin::Found,
            _ => Origin::Candidate,
        };
        let _confidence = next();
        let documents = next();
        let _mentions = next();
        EntityFacts { kind, origin, documents, parent: next().checked_sub(1) }
    }

    pub(crate) fn get(&self, number: u32) -> Option<EntityRef> {
        (number < self.len()).then(|| {
            let facts = self.facts(number);
            EntityRef {
                key: self.keys.get(number).to_owned(),
                name: self.names.get(number).to_owned(),
                kind: facts.kind,
                candidate: facts.origin == Origin::Candidate,
            }
        })
    }
}

/// The sentence around a span, with marks; the block where there is no sentence.
pub(crate) fn passage_around(
    document: &Document,
    span: Span,
    marks: &[(Span, crate::answer::MarkKind)],
) -> Passage {
    let sentence = SentenceFinder::of(document).at(span);
    let around = document
        .sentences
        .get(sentence as usize)
        .map(|sentence| sentence.span)
        .filter(|around| around.overlaps(span))
        .or_else(|| document.blocks.iter().map(|block| block.span).find(|block| block.overlaps(span)))
        .unwrap_or(span);
    passage(document, around.cover(span), sentence, marks)
}

/// A stretch of a document as a passage. Marks outside are cut or left out.
pub(crate) fn passage(
    document: &Document,
    span: Span,
    sentence: u32,
    marks: &[(Span, crate::answer::MarkKind)],
) -> Passage {
    let text: String = span
        .of(&document.text)
        .chars()
        .map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c })
        .collect();
    let mut inside: Vec<Mark> = marks
        .iter()
        .filter(|(mark, _)| mark.overlaps(span))
        .map(|(mark, kind)| Mark {
            start: mark.start.max(span.start) - span.start,
            end: mark.end.min(span.end) - span.start,
            kind: *kind,
        })
        .collect();
    inside.order_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
    let mut marks: Vec<Mark> = Vec::with_capacity(inside.len());
    for mut mark in inside {
        mark.start = mark.start.max(marks.last().map_or(0, |last| last.end));
        let fits = mark.start < mark.end && text.get(mark.start as usize..mark.end as usize).is_some();
        if fits {
            marks.push(mark);
        }
    }
    Passage { document: document.id.clone(), span, sentence, text, marks }
}
