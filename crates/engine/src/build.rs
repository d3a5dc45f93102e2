//! A read collection becomes a pack.

use std::collections::BTreeMap;

use dossier_analysis::time::Stretch;
use dossier_corpus::{
    BlockKind, Collection, Document, DocumentId, Entity, EntityKind, Evidence, Fact, Origin, Span, Statement,
    StatementKind, fold,
};
use dossier_pack::{PackWriter, Read, StoreWriter};
use serde::Serialize;

use crate::Field;
use crate::columns::{CellsWriter, ints, put, put_signed, sorted, strings};
use crate::layout::{self as at, About, RuleUse, field_section};
use crate::words;

/// The pack of a collection: everything that [`crate::Engine`] needs, in one file. The same collection gives
/// the same bytes.
pub fn build(collection: &Collection) -> Vec<u8> {
    let mut pack = PackWriter::new();
    let documents = Documents::of(collection);
    pack.add(at::ABOUT, Read::AtOpening, postcard(&about(collection)));
    documents.write(&mut pack);
    write_entities(collection, &documents, &mut pack);
    write_events(collection, &mut pack);
    crate::query::write_index(collection, &mut pack);
    pack.finish()
}

fn postcard(value: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(value).expect("plain structs can be written")
}

/// Numbers in rows by document and by value: what a document has, and who has a value. One flat list, as there may be a
/// million documents with one value each.
#[derive(Default)]
struct FieldTable {
    /// By document and value, each pair once.
    cells: Vec<Cell>,
    documents: usize,
    values: usize,
}

#[derive(Clone, Copy)]
struct Cell {
    document: u32,
    value: u32,
    confidence: u8,
    count: u32,
}

impl FieldTable {
    /// A table of cells in any order; those of one pair count together, and the surest says how sure.
    fn of(documents: usize, values: usize, mut cells: Vec<Cell>) -> Self {
        if !cells.is_sorted_by_key(|cell| (cell.document, cell.value)) {
            cells.sort_unstable_by_key(|cell| (cell.document, cell.value));
        }
        cells.dedup_by(|next, cell| {
            let same = (next.document, next.value) == (cell.document, cell.value);
            if same {
                cell.confidence = cell.confidence.max(next.confidence);
                cell.count += next.count;
            }
            same
        });
        cells.shrink_to_fit();
        Self { cells, documents, values }
    }

    /// The cells of each document.
    fn rows(&self) -> impl Iterator<Item = &[Cell]> {
        runs(&self.cells, self.documents, |cell| cell.document)
    }

    /// For each value how many documents have it, and how often.
    fn totals(&self) -> Vec<(u32, u32)> {
        let mut totals = vec![(0, 0); self.values];
        for cell in &self.cells {
            let total = &mut totals[cell.value as usize];
            total.0 += 1;
            total.1 += cell.count;
        }
        totals
    }

    fn write(&self, field: &str, pack: &mut PackWriter) {
        let mut values = CellsWriter::default();
        for row in self.rows() {
            values.push(&steps(row, |cell| cell.value));
        }
        pack.add(field_section(field, "values"), Read::OnDemand, values.finish());
        let mut by_value = self.cells.clone();
        by_value.sort_unstable_by_key(|cell| (cell.value, cell.document));
        let mut docs = CellsWriter::default();
        for list in runs(&by_value, self.values, |cell| cell.value) {
            docs.push(&steps(list, |cell| cell.document));
        }
        pack.add(field_section(field, "docs"), Read::OnDemand, docs.finish());
    }
}

/// For each number below `count`, the cells with that key, which come in its order.
fn runs(cells: &[Cell], count: usize, key: impl Fn(&Cell) -> u32) -> impl Iterator<Item = &[Cell]> {
    let mut rest = cells;
    (0..count as u32).map(move |number| {
        let length = rest.iter().take_while(|cell| key(cell) == number).count();
        let (run, after) = rest.split_at(length);
        rest = after;
        run
    })
}

fn steps(cells: &[Cell], number: impl Fn(&Cell) -> u32) -> Vec<u8> {
    let mut row = Vec::new();
    let mut before = 0;
    for cell in cells {
        put(&mut row, number(cell) - before);
        put(&mut row, u32::from(cell.confidence));
        put(&mut row, cell.count);
        before = number(cell);
    }
    row
}

/// One fact of a document, for a table.
fn cell(document: usize, value: u32, confidence: u8) -> Cell {
    Cell { document: document as u32, value, confidence, count: 1 }
}

struct Documents<'a> {
    all: &'a [Document],
    collection: &'a Collection,
    entities: FieldTable,
}

impl<'a> Documents<'a> {
    fn of(collection: &'a Collection) -> Self {
        let known = collection.entities.len();
        let mut cells = Vec::new();
        for (d, document) in collection.documents.iter().enumerate() {
            let mentions = document.mentions.iter().filter(|mention| (mention.entity.0 as usize) < known);
            cells.extend(mentions.map(|mention| cell(d, mention.entity.0, mention.confidence.as_percent())));
        }
        let entities = FieldTable::of(collection.documents.len(), known, cells);
        Self { all: &collection.documents, collection, entities }
    }

    fn write(&self, pack: &mut PackWriter) {
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

fn facet_names(collection: &Collection) -> Vec<String> {
    let mut names: Vec<&str> =
        collection.documents.iter().flat_map(|document| document.facets.names()).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(str::to_owned).collect()
}

fn write_entities(collection: &Collection, documents: &Documents<'_>, pack: &mut PackWriter) {
    let all = &collection.entities;
    let keys: Vec<&str> = all.iter().map(|e| e.key.as_str()).collect();
    pack.add(at::ENTITY_KEYS, Read::OnDemand, strings(keys.iter().copied()));
    pack.add(at::ENTITY_KEYS_ORDER, Read::OnDemand, sorted(&keys));
    pack.add(at::ENTITY_NAMES, Read::OnDemand, strings(all.iter().map(|e| e.name.as_str())));
    let folded: Vec<String> = all.iter().map(|e| fold(&e.name)).collect();
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by(|a, b| folded[*a].cmp(&folded[*b]).then(a.cmp(b)));
    let mut ranks = vec![0; all.len()];
    order.iter().enumerate().for_each(|(rank, e)| ranks[*e] = rank as i32);
    pack.add(at::ENTITY_RANKS, Read::OnDemand, ints(ranks));
    let forms: Vec<String> = all.iter().map(folded_forms).collect();
    pack.add(at::ENTITY_FORMS, Read::OnDemand, strings(forms.iter().map(String::as_str)));

    let totals = documents.entities.totals();
    let (mut facts, mut store) = (CellsWriter::default(), StoreWriter::new());
    for (entity, (documents, mentions)) in all.iter().zip(totals) {
        let kind = EntityKind::ALL.iter().position(|kind| *kind == entity.kind).unwrap_or(0);
        let origin = match entity.origin {
            Origin::Curated => 0,
            Origin::Found => 1,
            Origin::Candidate => 2,
        };
        let mut row = Vec::new();
        put(&mut row, kind as u32);
        put(&mut row, origin);
        put(&mut row, u32::from(entity.confidence.as_percent()));
        put(&mut row, documents);
        put(&mut row, mentions);
        put(&mut row, entity.parent.as_ref().map_or(0, |parent| parent.value.0.saturating_add(1)));
        facts.push(&row);
        store.push(&postcard(entity));
    }
    pack.add(at::ENTITY_FACTS, Read::OnDemand, facts.finish());
    let (index, data) = store.finish();
    pack.add(at::ENTITY_STORE_INDEX, Read::OnDemand, index);
    pack.add(at::ENTITY_STORE, Read::OnDemand, data);
}

/// Every form of the name, folded, the canonical one first, joined by line breaks.
fn folded_forms(entity: &Entity) -> String {
    let mut forms = vec![fold(&entity.name)];
    for alias in &entity.aliases {
        let form = fold(&alias.form);
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms.join("\n")
}

fn write_events(collection: &Collection, pack: &mut PackWriter) {
    let days = collection
        .events
        .iter()
        .map(|event| event.date.as_ref().map_or(Stretch::UNDATED, |fact| Stretch::of(&fact.value)));
    pack.add(at::EVENT_DAYS, Read::OnDemand, ints(days.flat_map(|s| [s.first, s.last])));
    pack.add(at::EVENT_TITLES, Read::OnDemand, strings(collection.events.iter().map(|e| e.title.as_str())));
    let mut store = StoreWriter::new();
    for event in &collection.events {
        store.push(&postcard(event));
    }
    let (index, data) = store.finish();
    pack.add(at::EVENT_STORE_INDEX, Read::OnDemand, index);
    pack.add(at::EVENT_STORE, Read::OnDemand, data);
}

fn about(collection: &Collection) -> About {
    let words = collection.documents.iter().map(|document| {
        let read = |kind| !matches!(kind, BlockKind::Boilerplate | BlockKind::Credit);
        let blocks = document.blocks.iter().filter(|block| read(block.kind));
        blocks.map(|block| block.span.of(&document.text).split_whitespace().count()).sum::<usize>()
    });
    About {
        description: collection.description.clone(),
        words: u32::try_from(words.sum::<usize>()).unwrap_or(u32::MAX),
        themes: collection.themes.clone(),
        facets: facet_names(collection),
        left_out: collection.left_out.clone(),
        rules: rules(collection),
        duplicates: duplicates(collection),
    }
}

/// Every rule, with the number of facts that rest on it and one of them.
fn rules(collection: &Collection) -> Vec<RuleUse> {
    let mut uses: BTreeMap<String, (u32, Option<Evidence>)> = BTreeMap::new();
    let mut count = |rule: &str, evidence: Option<Evidence>| {
        let entry = uses.entry(rule.to_owned()).or_default();
        entry.0 += 1;
        entry.1 = entry.1.or(evidence);
    };
    for (d, document) in collection.documents.iter().enumerate() {
        let here = |span: Span| Some(Evidence { document: DocumentId(d as u32), span });
        document.blocks.iter().for_each(|block| count(block.rule.as_str(), here(block.span)));
        document.mentions.iter().for_each(|mention| count(mention.rule.as_str(), here(mention.span)));
        document.dates.iter().for_each(|date| count(date.rule.as_str(), here(date.span)));
        for statement in &document.statements {
            let span = document.sentences.get(statement.sentence as usize).map(|sentence| sentence.span);
            count(statement.rule.as_str(), span.and_then(here));
            if let Some(deadline) = &statement.deadline {
                count(deadline.why.rule.as_str(), deadline.why.evidence.first().copied());
            }
        }
        let facts = [
            &document.title,
            &document.outlet,
            &document.agency,
            &document.author,
            &document.translator,
            &document.dateline,
        ];
        for fact in facts.into_iter().flatten() {
            count(fact.why.rule.as_str(), fact.why.evidence.first().copied());
        }
        for fact in document.date.iter().chain(document.linked_date.as_deref()) {
            count(fact.why.rule.as_str(), fact.why.evidence.first().copied());
        }
    }
    for event in &collection.events {
        count(event.why.rule.as_str(), event.why.evidence.first().copied());
        let (date, place) =
            (event.date.as_ref().map(|fact| &fact.why), event.place.as_ref().map(|fact| &fact.why));
        [date, place]
            .into_iter()
            .flatten()
            .for_each(|why| count(why.rule.as_str(), why.evidence.first().copied()));
    }
    for entity in &collection.entities {
        let instrument = entity.instrument.as_ref();
        let whys = [
            entity.parent.as_ref().map(|fact| &fact.why),
            instrument.and_then(|it| it.number.as_ref()).map(|fact| &fact.why),
            instrument.and_then(|it| it.issuer.as_ref()).map(|fact| &fact.why),
            instrument.and_then(|it| it.date.as_ref()).map(|fact| &fact.why),
            instrument.and_then(|it| it.subject.as_ref()).map(|fact| &fact.why),
        ];
        let implemented = instrument.into_iter().flat_map(|it| &it.implements).map(|fact| &fact.why);
        whys.into_iter()
            .flatten()
            .chain(implemented)
            .for_each(|why| count(why.rule.as_str(), why.evidence.first().copied()));
    }
    let known = |name: &str| collection.rules.iter().find(|rule| rule.name.as_str() == name);
    uses.into_iter()
        .map(|(name, (facts, example))| RuleUse {
            text: known(&name).cloned().unwrap_or_else(|| dossier_corpus::RuleText {
                name: dossier_corpus::RuleName(name.clone().into()),
                explanation: String::new(),
            }),
            facts,
            example,
        })
        .collect()
}

/// Groups of documents that share most of their longer sentences word for word.
fn duplicates(collection: &Collection) -> Vec<Vec<u32>> {
    const LONG: usize = 40;
    const MOST: usize = 12;
    let mut holders: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
    let mut lengths = vec![0u32; collection.documents.len()];
    for (d, document) in collection.documents.iter().enumerate() {
        let mut own: Vec<u64> = document
            .sentences
            .iter()
            .map(|sentence| words::one_line(sentence.span.of(&document.text)))
            .filter(|text| text.len() >= LONG)
            .map(|text| fnv(text.as_bytes()))
            .collect();
        own.sort_unstable();
        own.dedup();
        lengths[d] = own.len() as u32;
        for hash in own {
            let list = holders.entry(hash).or_default();
            if list.len() < MOST {
                list.push(d as u32);
            }
        }
    }
    let mut shared: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for list in holders.values().filter(|list| list.len() > 1) {
        for (i, a) in list.iter().enumerate() {
            for b in &list[i + 1..] {
                *shared.entry((*a, *b)).or_default() += 1;
            }
        }
    }
    let mut group_of: Vec<u32> = (0..lengths.len() as u32).collect();
    for ((a, b), n) in shared {
        if n * 10 >= 8 * lengths[a as usize].min(lengths[b as usize]).max(1) {
            let (a, b) = (root(&mut group_of, a), root(&mut group_of, b));
            group_of[a.max(b) as usize] = a.min(b);
        }
    }
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for d in 0..group_of.len() as u32 {
        groups.entry(root(&mut group_of, d)).or_default().push(d);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// The first document of a group, with the way to it made shorter.
fn root(group_of: &mut [u32], mut d: u32) -> u32 {
    while group_of[d as usize] != d {
        group_of[d as usize] = group_of[group_of[d as usize] as usize];
        d = group_of[d as usize];
    }
    d
}

/// FNV-1a: the same on every machine.
fn fnv(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
