//! Which documents a selection holds, and in which order. The semantics stand in [`Selection`]'s module.

use std::cell::OnceCell;
use std::rc::Rc;

use dossier_analysis::time::Stretch;
use dossier_corpus::{EntityKind, StatementKind};
use dossier_pack::PackError;

use crate::columns::{Ints, Rows, Strings, find};
use crate::layout::{self as at, field_section};
use crate::open::{Engine, Found};
use crate::query::QueryHits;
use crate::respond::Folded;
use crate::{Axis, Certainty, DateFilter, Field, Filter, Mode, Selection, Sort};

/// A set of documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
    len: u32,
}

impl Bits {
    pub(crate) fn none(len: u32) -> Self {
        Self { words: vec![0; (len as usize).div_ceil(64)], len }
    }

    pub(crate) fn all(len: u32) -> Self {
        let mut bits = Self { words: vec![u64::MAX; (len as usize).div_ceil(64)], len };
        if let Some(last) = bits.words.last_mut()
            && !len.is_multiple_of(64)
        {
            *last = (1 << (len % 64)) - 1;
        }
        bits
    }

    pub(crate) fn insert(&mut self, at: u32) {
        if at < self.len {
            self.words[at as usize / 64] |= 1 << (at % 64);
        }
    }

    pub(crate) fn contains(&self, at: u32) -> bool {
        at < self.len && self.words[at as usize / 64] >> (at % 64) & 1 == 1
    }

    pub(crate) fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    pub(crate) fn keep(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }

    pub(crate) fn remove(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= !b);
    }

    pub(crate) fn count_in(&self, other: &Self) -> u32 {
        self.words.iter().zip(&other.words).map(|(a, b)| (a & b).count_ones()).sum()
    }

    /// The members, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let bit = left.trailing_zeros();
                    left &= left - 1;
                    at as u32 * 64 + bit
                })
            })
        })
    }
}

/// The documents of a selection.
#[derive(Debug)]
pub(crate) struct Selected {
    pub(crate) bits: Bits,
    /// In the selection's order.
    pub(crate) order: Vec<u32>,
    pub(crate) query: Rc<QueryHits>,
    /// Which of them stand under others, once that was asked for.
    pub(crate) folded: OnceCell<Rc<Folded>>,
}

impl Selected {
    pub(crate) fn total(&self) -> u32 {
        self.order.len() as u32
    }
}

/// A value in a document: how sure, and how often.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    pub(crate) number: u32,
    pub(crate) confidence: u8,
    pub(crate) count: u32,
}

/// The cells of a row of a field.
pub(crate) fn cells(rows: &Rows, at: u32) -> impl Iterator<Item = Cell> + '_ {
    let mut row = rows.row(at);
    let mut number = 0u32;
    std::iter::from_fn(move || {
        number = number.wrapping_add(row.number()?);
        let confidence = row.number()?.min(100) as u8;
        Some(Cell { number, confidence, count: row.number()? })
    })
}

/// The columns of a field.
pub(crate) struct FieldColumns {
    /// By document: its values.
    pub(crate) values: Rows,
    /// By value: its documents.
    pub(crate) docs: Rows,
}

impl Engine {
    /// The name of a field's sections.
    pub(crate) fn table_of(field: &Field) -> String {
        match field {
            Field::Entity(_) => "entities".to_owned(),
            other => other.name(),
        }
    }

    /// The columns of a field; `None` where the collection has no such facet.
    pub(crate) fn field(&self, field: &Field) -> Result<Option<FieldColumns>, PackError> {
        if let Field::Facet(name) = field
            && self.about()?.facets.binary_search(name).is_err()
        {
            return Ok(None);
        }
        let table = Self::table_of(field);
        Ok(Some(FieldColumns {
            values: self.rows(&field_section(&table, "values"))?,
            docs: self.rows(&field_section(&table, "docs"))?,
        }))
    }

    fn labels(&self, field: &Field) -> Result<(Strings, Ints), PackError> {
        let table = Self::table_of(field);
        Ok((self.strings(&field_section(&table, "labels"))?, self.ints(&field_section(&table, "order"))?))
    }

    /// The number of a value in its field, by its stable name.
    pub(crate) fn value_number(&self, field: &Field, value: &str) -> Result<Option<u32>, PackError> {
        Ok(match field {
            Field::Entity(kind) => self
                .entity_number(value)?
                .filter(|e| self.entity_cards().is_ok_and(|cards| cards.facts(*e).kind == *kind)),
            Field::From | Field::To => self.entity_number(value)?,
            Field::Theme => {
                let about = self.about()?;
                about.themes.iter().position(|theme| theme.key == value).map(|at| at as u32)
            }
            Field::Statement => {
                StatementKind::ALL.iter().position(|kind| kind.name() == value).map(|at| at as u32)
            }
            Field::Story => {
                let events = self.ints(at::EVENT_DAYS)?.len() / 2;
                value.parse().ok().filter(|story| *story < events)
            }
            named => {
                if self.field(named)?.is_none() {
                    return Ok(None);
                }
                let (labels, order) = self.labels(named)?;
                find(value, &labels, &order)
            }
        })
    }

    fn entity_number(&self, key: &str) -> Result<Option<u32>, PackError> {
        Ok(find(key, &self.strings(at::ENTITY_KEYS)?, &self.ints(at::ENTITY_KEYS_ORDER)?))
    }

    /// The documents that have a value, as surely as asked for. Unknown values: none.
    pub(crate) fn having(&self, field: &Field, value: &str, least: u8) -> Result<Bits, PackError> {
        let mut bits = Bits::none(self.document_count()?);
        if let (Some(columns), Some(number)) = (self.field(field)?, self.value_number(field, value)?) {
            cells(&columns.docs, number)
                .filter(|cell| cell.confidence >= least)
                .for_each(|cell| bits.insert(cell.number));
        }
        Ok(bits)
    }

    /// The documents of a selection, in its order. The last few selections are kept.
    pub(crate) fn select(&self, selection: &Selection) -> Found<Rc<Selected>> {
        const KEPT: usize = 6;
        let key = selection.to_query();
        {
            let mut kept = self.selections.borrow_mut();
            if let Some(place) = kept.iter().position(|(other, _)| *other == key) {
                let entry = kept.remove(place);
                let selected = entry.1.clone();
                kept.insert(0, entry);
                return Ok(selected);
            }
        }
        let selected = Rc::new(self.evaluate(selection, self.query(&selection.query)?)?);
        let mut kept = self.selections.borrow_mut();
        kept.truncate(KEPT - 1);
        kept.insert(0, (key, selected.clone()));
        Ok(selected)
    }

    pub(crate) fn evaluate(&self, selection: &Selection, query: Rc<QueryHits>) -> Found<Selected> {
        let n = self.document_count()?;
        let mut bits = query.matching(n);
        for Filter { field, mode, value } in &selection.filters {
            let having = self.having(field, value, selection.min_confidence)?;
            match mode {
                Mode::Include => bits.keep(&having),
                Mode::Exclude => bits.remove(&having),
            }
        }
        if let Some(filter) = &selection.dates {
            self.keep_dated(&mut bits, filter)?;
        }
        let order = self.ordered(&bits, &query, selection.sort)?;
        Ok(Selected { bits, order, query, folded: OnceCell::new() })
    }

    fn keep_dated(&self, bits: &mut Bits, filter: &DateFilter) -> Result<(), PackError> {
        let axis = match filter {
            DateFilter::Within { axis, .. } | DateFilter::Undated { axis } => *axis,
        };
        let dates = self.dates_on(axis)?;
        let mut kept = Bits::none(bits.len);
        for document in bits.iter() {
            let keep = match filter {
                DateFilter::Undated { .. } => dates.of(document).all(Stretch::is_undated),
                DateFilter::Within { range, certainty, .. } => {
                    let range = Stretch::of(range);
                    dates.of(document).any(|date| match certainty {
                        Certainty::Possibly => date.possibly_in(range),
                        Certainty::Certainly => date.certainly_in(range),
                    })
                }
            };
            if keep {
                kept.insert(document);
            }
        }
        *bits = kept;
        Ok(())
    }

    /// The dates of documents on an axis.
    pub(crate) fn dates_on(&self, axis: Axis) -> Result<AxisDates, PackError> {
        Ok(match axis {
            Axis::Published => AxisDates::Published(self.days()?),
            Axis::Event => {
                let stories = self.rows(&field_section("story", "values"))?;
                AxisDates::Event(stories, crate::open::Days(self.ints(at::EVENT_DAYS)?))
            }
            Axis::Mentioned => AxisDates::Mentioned(self.rows(at::DOC_MENTIONED)?),
        })
    }

    fn ordered(&self, bits: &Bits, query: &QueryHits, sort: Sort) -> Result<Vec<u32>, PackError> {
        let in_bits = |order: &mut dyn Iterator<Item = i32>| {
            order.map(|d| d as u32).filter(|d| bits.contains(*d)).collect::<Vec<_>>()
        };
        let newest = || {
            let (order, days) = (self.ints(at::DOC_BY_TIME)?, self.days()?);
            let dated = |d: &i32| !days.get(*d as u32).is_undated();
            let mut all = in_bits(&mut order.iter().rev().filter(dated));
            all.extend(in_bits(&mut order.iter().filter(|d| !dated(d))));
            Ok(all)
        };
        match sort {
            Sort::Best if query.ranked.is_some() => {
                let ranked = query.ranked.as_deref().unwrap_or_default();
                Ok(ranked.iter().copied().filter(|d| bits.contains(*d)).collect())
            }
            Sort::Best | Sort::Newest => newest(),
            Sort::Oldest => Ok(in_bits(&mut self.ints(at::DOC_BY_TIME)?.iter())),
            Sort::Title => Ok(in_bits(&mut self.ints(at::DOC_BY_TITLE)?.iter())),
        }
    }

    /// What a value of a field is called; `None` where there is none of that number.
    pub(crate) fn value_words(
        &self,
        field: &Field,
        number: u32,
    ) -> Result<Option<(String, String)>, PackError> {
        let both = |value: &str, label: &str| Some((value.to_owned(), label.to_owned()));
        Ok(match field {
            Field::Entity(_) | Field::From | Field::To => {
                self.entity_cards()?.get(number).map(|entity| (entity.key, entity.name))
            }
            Field::Theme => self.theme_ref(number)?.map(|theme| (theme.key, theme.name)),
            Field::Statement => {
                StatementKind::ALL.get(number as usize).and_then(|kind| both(kind.name(), kind.name()))
            }
            Field::Story => {
                let titles = self.strings(at::EVENT_TITLES)?;
                (number < titles.len()).then(|| (number.to_string(), titles.get(number).to_owned()))
            }
            named => {
                let (labels, _) = self.labels(named)?;
                (number < labels.len()).then(|| both(labels.get(number), labels.get(number))).flatten()
            }
        })
    }

    /// How many values a field has in the whole collection.
    pub(crate) fn value_count(&self, field: &Field, columns: &FieldColumns) -> Result<u32, PackError> {
        match field {
            Field::Entity(kind) => {
                let cards = self.entity_cards()?;
                Ok((0..cards.len()).filter(|e| cards.facts(*e).kind == *kind).count() as u32)
            }
            _ => Ok((0..columns.docs.len()).filter(|v| !columns.docs.row(*v).is_empty()).count() as u32),
        }
    }

    /// Which kinds of entity each number is, for counting one kind of many.
    pub(crate) fn entity_kinds(&self) -> Result<Vec<EntityKind>, PackError> {
        let cards = self.entity_cards()?;
        Ok((0..cards.len()).map(|e| cards.facts(e).kind).collect())
    }
}

/// The dates of documents on an axis.
pub(crate) enum AxisDates {
    Published(crate::open::Days),
    Event(Rows, crate::open::Days),
    Mentioned(Rows),
}

impl AxisDates {
    /// The dates of a document; none, or undated ones, where it has none.
    pub(crate) fn of(&self, document: u32) -> Box<dyn Iterator<Item = Stretch> + '_> {
        match self {
            Self::Published(days) => Box::new(std::iter::once(days.get(document))),
            Self::Event(stories, days) => {
                Box::new(cells(stories, document).map(|story| days.get(story.number)))
            }
            Self::Mentioned(rows) => Box::new(mentioned(rows, document).map(|date| date.days)),
        }
    }
}

/// A date in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MentionedDate {
    pub(crate) number: u32,
    pub(crate) days: Stretch,
    pub(crate) approximate: bool,
}

/// The dates that a document's text mentions.
pub(crate) fn mentioned(rows: &Rows, document: u32) -> impl Iterator<Item = MentionedDate> + '_ {
    let mut row = rows.row(document);
    std::iter::from_fn(move || {
        let number = row.number()?;
        let _sentence = row.number()?;
        let days = Stretch { first: row.signed()?, last: row.signed()? }.in_calendar();
        Some(MentionedDate { number, days, approximate: row.number()? == 1 })
    })
}

/// A statement, by its numbers.
#[derive(Clone, Debug)]
pub(crate) struct StatementCells {
    pub(crate) kind: StatementKind,
    pub(crate) sentence: u32,
    pub(crate) issuer: Option<u32>,
    pub(crate) addressees: Vec<Option<u32>>,
    pub(crate) instruments: Vec<u32>,
    pub(crate) deadline: Stretch,
    pub(crate) confidence: u8,
}

/// The statements of a document, by their numbers.
pub(crate) fn statements(rows: &Rows, document: u32) -> impl Iterator<Item = StatementCells> + '_ {
    const MOST: usize = 4_096;
    let mut row = rows.row(document);
    std::iter::from_fn(move || {
        let kind = StatementKind::ALL.get(row.number()? as usize).copied()?;
        let sentence = row.number()?;
        let issuer = row.number()?.checked_sub(1);
        let addressees = (0..(row.number()? as usize).min(MOST))
            .map(|_| row.number().map(|e| e.checked_sub(1)))
            .collect::<Option<_>>()?;
        let instruments =
            (0..(row.number()? as usize).min(MOST)).map(|_| row.number()).collect::<Option<_>>()?;
        let deadline = match row.number()? {
            0 => Stretch::UNDATED,
            _ => Stretch { first: row.signed()?, last: row.signed()? }.in_calendar(),
        };
        let _weak = row.number()?;
        let confidence = row.number()?.min(100) as u8;
        Some(StatementCells { kind, sentence, issuer, addressees, instruments, deadline, confidence })
    })
}

/// The themes of a document's sentences: sentence, theme; in text order.
pub(crate) fn themes(rows: &Rows, document: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
    let mut row = rows.row(document);
    let mut sentence = 0u32;
    std::iter::from_fn(move || {
        sentence = sentence.wrapping_add(row.number()?);
        Some((sentence, row.number()?))
    })
}

/// The mentions of a document: sentence, entity, confidence; in text order.
pub(crate) fn mentions(rows: &Rows, document: u32) -> impl Iterator<Item = (u32, u32, u8)> + '_ {
    let mut row = rows.row(document);
    let mut sentence = 0u32;
    std::iter::from_fn(move || {
        sentence = sentence.wrapping_add(row.number()?);
        Some((sentence, row.number()?, row.number()?.min(100) as u8))
    })
}
