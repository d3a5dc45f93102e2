//! Documents in columns, and the fields that they are filtered by.

use std::collections::BTreeMap;

use dossier_analysis::time::Stretch;
use dossier_corpus::{Collection, Document, Fact, Span, Statement, StatementKind, fold};
use dossier_pack::{PackWriter, Read, StoreWriter};

use super::table::{FieldTable, cell};
use super::{facet_names, postcard};
use crate::Field;
use crate::columns::{CellsWriter, ints, put, put_signed, sorted, strings};
use crate::layout::{self as at, field_section};
use crate::words;

pub(super) struct Documents<'a> {
    all: &'a [Document],
    collection: &'a Collection,
    pub(super) entities: FieldTable,
}

impl<'a> Documents<'a> {
    pub(super) fn of(collection: &'a Collection) -> Self {
        let known = collection.entities.len();
        let mut cells = Vec::new();
        for (d, document) in collection.documents.iter().enumerate() {
            let mentions = document.mentions.iter().filter(|mention| (mention.entity.0 as usize) < known);
            cells.extend(mentions.map(|mention| cell(d, mention.entity.0, mention.confidence.as_percent())));
        }
        let entities = FieldTable::of(collection.documents.len(), known, cells);
        Self { all: &collection.documents, collection, entities }
    }

    pub(super) fn write(&self, pack: &mut PackWriter) {
        let ids: Vec<&str> = self.all.iter().map(|d| d.id.as_str()).collect();
        pack.add(at::DOC_IDS, Read::OnDemand, strings(ids.iter().copied()));
        pack.add(at::DOC_IDS_ORDER, Read::OnDemand, sorted(&ids));
        self.write_titles(pack);
        self.write_dates(pack);
        self.write_rows(pack);
        self.write_fields(pack);
        let mut store = StoreWriter::new();
        for document in self.all {
            store.push(&postcard(document));
        }
        let (index, data) = store.finish();
        pack.add(at::DOC_STORE_INDEX, Read::OnDemand, index);
        pack.add(at::DOC_STORE, Read::OnDemand, data);
    }

    fn write_titles(&self, pack: &mut PackWriter) {
        let titles: Vec<_> = self.all.iter().map(words::title).collect();
        let mut marked = CellsWriter::default();
        for title in &titles {
            marked.push(format!("{}{}", if title.printed { '=' } else { '~' }, title.text).as_bytes());
        }
        pack.add(at::DOC_TITLES, Read::OnDemand, marked.finish());
        let folded: Vec<Box<str>> = titles.into_iter().map(|title| fold(&title.text).into()).collect();
        let mut order: Vec<usize> = (0..folded.len()).collect();
        order.sort_by(|a, b| folded[*a].cmp(&folded[*b]).then(a.cmp(b)));
        pack.add(at::DOC_BY_TITLE, Read::OnDemand, ints(order.into_iter().map(|d| d as i32)));
    }

    fn write_dates(&self, pack: &mut PackWriter) {
        let dates: Vec<_> = self.all.iter().map(|d| d.filed_date().map(|fact| &fact.value)).collect();
        let written = dates.iter().map(|date| date.map_or("", |date| date.as_str()));
        pack.add(at::DOC_DATES, Read::OnDemand, strings(written));
        let days: Vec<Stretch> =
            dates.iter().map(|date| date.map_or(Stretch::UNDATED, Stretch::of)).collect();
        pack.add(at::DOC_DAYS, Read::AtOpening, ints(days.iter().flat_map(|s| [s.first, s.last])));
        let mut order: Vec<usize> = (0..days.len()).collect();
        order.sort_by_key(|d| (days[*d].is_undated(), days[*d].order(), *d));
        pack.add(at::DOC_BY_TIME, Read::OnDemand, ints(order.into_iter().map(|d| d as i32)));
    }

    fn write_rows(&self, pack: &mut PackWriter) {
        let (mut mentions, mut dates) = (CellsWriter::default(), CellsWriter::default());
        let (mut statements, mut themes) = (CellsWriter::default(), CellsWriter::default());
        for document in self.all {
            let sentences = SentenceFinder::of(document);
            let mut row = Vec::new();
            let mut before = 0;
            for mention in &document.mentions {
                let sentence = sentences.at(mention.span).max(before);
                put(&mut row, sentence - before);
                put(&mut row, mention.entity.0);
                put(&mut row, u32::from(mention.confidence.as_percent()));
                before = sentence;
            }
            mentions.push(&row);

            row.clear();
            for (number, date) in document.dates.iter().enumerate() {
                if let Some(edtf) = &date.edtf {
                    let days = Stretch::of(edtf);
                    put(&mut row, number as u32);
                    put(&mut row, sentences.at(date.span));
                    put_signed(&mut row, days.first);
                    put_signed(&mut row, days.last);
                    put(&mut row, u32::from(edtf.is_approximate()));
                }
            }
            dates.push(&row);

            row.clear();
            document.statements.iter().for_each(|statement| statement_row(&mut row, statement));
            statements.push(&row);

            row.clear();
            let mut before = 0;
            for theme in &document.themes {
                let sentence = sentences.at(theme.span).max(before);
                put(&mut row, sentence - before);
                put(&mut row, theme.theme.0);
                before = sentence;
            }
            themes.push(&row);
        }
        pack.add(at::DOC_MENTIONS, Read::OnDemand, mentions.finish());
        pack.add(at::DOC_MENTIONED, Read::OnDemand, dates.finish());
        pack.add(at::DOC_STATEMENTS, Read::OnDemand, statements.finish());
        pack.add(at::DOC_THEMES, Read::OnDemand, themes.finish());
        let of = self.all.len() as f32;
        let totals = self.entities.totals();
        let weight = |e: u32| (1.0 + of / totals[e as usize].0.max(1) as f32).ln();
        let norms = self.entities.rows().map(|row| {
            let square: f32 = row.iter().map(|cell| weight(cell.value) * weight(cell.value)).sum();
            (square.sqrt() * 1000.0) as i32
        });
        pack.add(at::DOC_NORMS, Read::OnDemand, ints(norms));
    }

    fn write_fields(&self, pack: &mut PackWriter) {
        let collection = self.collection;
        let (n, entities) = (self.all.len(), collection.entities.len());
        self.entities.write("entities", pack);
        let (mut from, mut to, mut kinds) = (Vec::new(), Vec::new(), Vec::new());
        let (mut themes, mut stories) = (Vec::new(), Vec::new());
        for (d, document) in self.all.iter().enumerate() {
            for statement in &document.statements {
                let sure = statement.confidence.as_percent();
                let known = |entity: Option<dossier_corpus::EntityId>| {
                    entity.map(|e| e.0).filter(|e| (*e as usize) < entities)
                };
                if let Some(entity) = statement.issuer.as_ref().and_then(|actor| known(actor.entity)) {
                    from.push(cell(d, entity, sure));
                }
                for entity in statement.addressees.iter().filter_map(|actor| known(actor.entity)) {
                    to.push(cell(d, entity, sure));
                }
                kinds.push(cell(d, kind_number(statement.kind), sure));
            }
            for theme in document.themes.iter().filter(|t| (t.theme.0 as usize) < collection.themes.len()) {
                themes.push(cell(d, theme.theme.0, 100));
            }
        }
        for (e, event) in collection.events.iter().enumerate() {
            for document in event.documents.iter().filter(|d| (d.0 as usize) < n) {
                stories.push(cell(document.0 as usize, e as u32, event.why.confidence.as_percent()));
            }
        }
        FieldTable::of(n, entities, from).write("from", pack);
        FieldTable::of(n, entities, to).write("to", pack);
        FieldTable::of(n, StatementKind::ALL.len(), kinds).write("kind", pack);
        FieldTable::of(n, collection.themes.len(), themes).write("theme", pack);
        FieldTable::of(n, collection.events.len(), stories).write("story", pack);
        fn fact(fact: &Option<Box<Fact<String>>>) -> Vec<(&str, u8)> {
            fact.iter().map(|f| (f.value.as_str(), f.why.confidence.as_percent())).collect()
        }
        self.write_named(&Field::Outlet, pack, |d| fact(&d.outlet));
        self.write_named(&Field::Agency, pack, |d| fact(&d.agency));
        self.write_named(&Field::Author, pack, |d| fact(&d.author));
        self.write_named(&Field::Translator, pack, |d| fact(&d.translator));
        self.write_named(&Field::Language, pack, |d| d.language.iter().map(|l| (l.as_str(), 100)).collect());
        for name in facet_names(collection) {
            self.write_named(&Field::Facet(name.clone()), pack, |d| {
                d.facets.get(&name).iter().map(|value| (value.as_str(), 100)).collect()
            });
        }
    }

    /// A field whose values are plain words.
    fn write_named(
        &self,
        field: &Field,
        pack: &mut PackWriter,
        values: impl Fn(&'a Document) -> Vec<(&'a str, u8)>,
    ) {
        let numbers: BTreeMap<&str, u32> = {
            let mut all: Vec<&str> = self.all.iter().flat_map(&values).map(|(value, _)| value).collect();
            all.sort_unstable();
            all.dedup();
            all.into_iter().zip(0..).collect()
        };
        let mut cells = Vec::new();
        for (d, document) in self.all.iter().enumerate() {
            let values = values(document).into_iter();
            cells.extend(values.map(|(value, confidence)| cell(d, numbers[value], confidence)));
        }
        let table = FieldTable::of(self.all.len(), numbers.len(), cells);
        let name = field.name();
        let labels: Vec<&str> = numbers.keys().copied().collect();
        pack.add(field_section(&name, "labels"), Read::OnDemand, strings(labels.iter().copied()));
        pack.add(field_section(&name, "order"), Read::OnDemand, sorted(&labels));
        table.write(&name, pack);
    }
}

/// The number of a kind of statement in rows.
pub(crate) fn kind_number(kind: StatementKind) -> u32 {
    StatementKind::ALL.iter().position(|other| *other == kind).unwrap_or(0) as u32
}

/// Kind, sentence, issuer + 1, addressees (how many, each + 1), instruments (how many, each), 1 and first and last
/// day of the deadline or 0, 1 where weak, confidence.
fn statement_row(row: &mut Vec<u8>, statement: &Statement) {
    let entity = |entity: Option<dossier_corpus::EntityId>| entity.map_or(0, |e| e.0.saturating_add(1));
    put(row, kind_number(statement.kind));
    put(row, statement.sentence);
    put(row, entity(statement.issuer.as_ref().and_then(|actor| actor.entity)));
    put(row, statement.addressees.len() as u32);
    statement.addressees.iter().for_each(|actor| put(row, entity(actor.entity)));
    put(row, statement.instruments.len() as u32);
    statement.instruments.iter().for_each(|instrument| put(row, instrument.0));
    match &statement.deadline {
        None => put(row, 0),
        Some(fact) => {
            let days = Stretch::of(&fact.value);
            put(row, 1);
            put_signed(row, days.first);
            put_signed(row, days.last);
        }
    }
    put(row, u32::from(statement.weak));
    put(row, u32::from(statement.confidence.as_percent()));
}

/// Which sentence a span stands in.
pub(crate) struct SentenceFinder<'a>(&'a [dossier_corpus::Sentence]);

impl<'a> SentenceFinder<'a> {
    pub(crate) fn of(document: &'a Document) -> Self {
        Self(&document.sentences)
    }

    /// The last sentence that begins at or before the span; 0 without sentences.
    pub(crate) fn at(&self, span: Span) -> u32 {
        let after = self.0.partition_point(|sentence| sentence.span.start <= span.start);
        after.saturating_sub(1) as u32
    }
}
