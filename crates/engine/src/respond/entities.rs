//! The directory of entities, and a page for each.

use dossier_corpus::Ordered as _;
use std::collections::BTreeMap;
use std::rc::Rc;

use dossier_analysis::time::Stretch;
use dossier_corpus::{Document, DocumentId, Entity, EntityKind, Fact, Role, Span, fold};
use dossier_pack::PackError;

use super::paging::Paging;
use crate::answer::{
    EntityDirectory, EntityPage, EntityRef, EntityRow, EntitySort, Explained, InstrumentShown, MarkKind,
    MentionInContext, Mentions, Passage, RoleShown, Together,
};
use crate::layout::{self as at, field_section};
use crate::open::{Engine, Found, passage, passage_around};
use crate::respond::ledger::RowKey;
use crate::select::{Bits, cells, mentions, statements, themes};
use crate::{Field, Selection, words};

const MOST_DOCUMENTS: usize = 500;
const MOST_STATEMENTS: usize = 100;
const MOST_TOGETHER: usize = 60;
const FIRST_MENTIONS: u32 = 40;

impl Engine {
    pub(super) fn entity_directory(
        &self,
        selection: &Selection,
        kind: Option<EntityKind>,
        contains: &str,
        sort: EntitySort,
        offset: u32,
        limit: u32,
    ) -> Found<EntityDirectory> {
        let selected = self.select(selection)?;
        let (cards, forms, ranks) =
            (self.entity_cards()?, self.strings(at::ENTITY_FORMS)?, self.ints(at::ENTITY_RANKS)?);
        let values = self.rows(&field_section("entities", "values"))?;
        let mut counts = vec![(0u32, 0u32); cards.len() as usize];
        for document in &selected.order {
            for cell in cells(&values, *document).filter(|cell| cell.confidence >= selection.min_confidence) {
                if let Some(count) = counts.get_mut(cell.number as usize) {
                    *count = (count.0 + 1, count.1 + cell.count);
                }
            }
        }
        let mut of_kinds: BTreeMap<EntityKind, u32> = BTreeMap::new();
        let wanted = fold(contains.trim());
        let mut found: Vec<u32> = Vec::new();
        for number in (0..cards.len()).filter(|e| counts[*e as usize].0 > 0) {
            let own = cards.facts(number).kind;
            *of_kinds.entry(own).or_default() += 1;
            let matches = wanted.is_empty() || forms.get(number).contains(&wanted);
            if matches && kind.is_none_or(|kind| kind == own) {
                found.push(number);
            }
        }
        let of = |e: &u32| counts[*e as usize];
        match sort {
            EntitySort::Documents => {
                found.order_by_key(|e| (std::cmp::Reverse(of(e)), ranks.get(*e)));
            }
            EntitySort::Mentions => {
                found.order_by_key(|e| (std::cmp::Reverse(of(e).1), ranks.get(*e)));
            }
            EntitySort::Name => found.order_by_key(|e| ranks.get(*e)),
        }
        let frame = self.spark_frame(&selected.order)?;
        let docs = self.rows(&field_section("entities", "docs"))?;
        let mut rows = Vec::new();
        for number in found.iter().skip(offset as usize).take(limit.min(1_000) as usize) {
            let Some(entity) = cards.get(*number) else { continue };
            let whole = self.entity(*number)?;
            let documents = cells(&docs, *number)
                .filter(|cell| cell.confidence >= selection.min_confidence)
                .map(|cell| cell.number)
                .filter(|d| selected.bits.contains(*d));
            rows.push(EntityRow {
                gloss: self.gloss(&whole)?,
                also: also(&whole),
                documents: of(number).0,
                mentions: of(number).1,
                spark: frame.spark(documents),
                confidence: whole.confidence,
                entity,
            });
        }
        let kinds = EntityKind::ALL.into_iter().filter_map(|kind| Some((kind, *of_kinds.get(&kind)?)));
        Ok(EntityDirectory { kinds: kinds.collect(), total: found.len() as u32, offset, rows })
    }

    /// What an entity is, in a few words.
    fn gloss(&self, entity: &Entity) -> Result<Option<String>, PackError> {
        if let Some(role) = self.roles_in_time(entity, None)?.into_iter().last() {
            return Ok(Some(role.title));
        }
        if let Some(instrument) = &entity.instrument {
            if let Some(subject) = &instrument.subject {
                return Ok(Some(words::cut(&words::one_line(&subject.value), 90)));
            }
            if !instrument.form.is_empty() {
                return Ok(Some(instrument.form.clone()));
            }
        }
        let cards = self.entity_cards()?;
        Ok(entity.parent.as_ref().and_then(|parent| cards.get(parent.value.0)).map(|parent| parent.name))
    }

    pub(super) fn entity_page(&self, key: &str, selection: &Selection) -> Found<EntityPage> {
        let number = self.entity_named(key)?;
        let whole = self.entity(number)?;
        let selected = self.select(selection)?;
        let (cards, entities, days) = (self.cards()?, self.entity_cards()?, self.days()?);
        let Some(entity) = entities.get(number) else {
            return Err(crate::open::Trouble::Unknown { what: "entity", name: key.to_owned() });
        };
        let least = selection.min_confidence;
        let (documents, mention_count) = self.documents_of(number, &selected.bits, least)?;
        let speaking = |field: Field| -> Found<Vec<RowKey>> {
            let docs = self.having(&field, key, least)?;
            let rows = self.rows(at::DOC_STATEMENTS)?;
            let mut found = Vec::new();
            for document in docs.iter().filter(|d| selected.bits.contains(*d)) {
                for (at, statement) in statements(&rows, document).enumerate() {
                    let is_his = match field {
                        Field::From => statement.issuer == Some(number),
                        _ => statement.addressees.contains(&Some(number)),
                    };
                    if is_his && statement.confidence >= least {
                        found.push(RowKey { document, statement: at as u32 });
                    }
                }
            }
            found.order_by_key(|row| (days.get(row.document).order(), row.document, row.statement));
            Ok(found)
        };
        let (made, received) = (speaking(Field::From)?, speaking(Field::To)?);
        let frame = self.spark_frame(&selected.order)?;
        let parts = (0..entities.len()).filter(|e| entities.facts(*e).parent == Some(number));
        let parent = match &whole.parent {
            Some(parent) => self.explained_entity(parent)?,
            None => None,
        };
        let page_mentions = self.mention_page(number, &documents, least, 0, FIRST_MENTIONS)?;
        Ok(EntityPage {
            aliases: whole.aliases.clone(),
            identifiers: whole.identifiers.clone(),
            origin: whole.origin,
            confidence: whole.confidence,
            parent,
            parts: parts.filter_map(|e| entities.get(e)).collect(),
            roles: self.roles_in_time(&whole, Some(&selected.bits))?,
            instrument: self.instrument(number, &whole, &selected.bits, least)?,
            activity: frame.spark(documents.iter().copied()),
            documents: documents.iter().take(MOST_DOCUMENTS).map(|d| cards.get(*d)).collect(),
            document_count: documents.len() as u32,
            mention_count,
            instruments_cited: self.cited_in(&made)?,
            statements_made: self.ledger_rows(made.iter().take(MOST_STATEMENTS))?,
            statements_made_count: made.len() as u32,
            statements_received: self.ledger_rows(received.iter().take(MOST_STATEMENTS))?,
            statements_received_count: received.len() as u32,
            together: self.together(number, &documents, least)?,
            themes: self.themes_with(number, &documents)?,
            mentions: page_mentions.rows,
            entity,
        })
    }

    /// The documents of a selection that name an entity, oldest first, and how often they do.
    fn documents_of(&self, number: u32, bits: &Bits, least: u8) -> Result<(Vec<u32>, u32), PackError> {
        let (docs, days) = (self.rows(&field_section("entities", "docs"))?, self.days()?);
        let mut count = 0;
        let mut documents: Vec<u32> = Vec::new();
        for cell in cells(&docs, number) {
            if bits.contains(cell.number) && cell.confidence >= least {
                documents.push(cell.number);
                count += cell.count;
            }
        }
        documents.order_by_key(|d| (days.get(*d).order(), *d));
        Ok((documents, count))
    }

    fn explained_entity(
        &self,
        fact: &Fact<dossier_corpus::EntityId>,
    ) -> Result<Option<Explained<EntityRef>>, PackError> {
        let Some(value) = self.entity_cards()?.get(fact.value.0) else { return Ok(None) };
        Ok(Some(Explained { value, why: self.why(&fact.why)? }))
    }

    /// Roles by title, in order of the dates of the documents that give them.
    fn roles_in_time(&self, entity: &Entity, bits: Option<&Bits>) -> Result<Vec<RoleShown>, PackError> {
        const MOST_PASSAGES: usize = 6;
        let days = self.days()?;
        let n = self.document_count()?;
        let mut by_title: BTreeMap<String, Vec<&Role>> = BTreeMap::new();
        for role in &entity.roles {
            let document = role.evidence.document.0;
            if document < n && bits.is_none_or(|bits| bits.contains(document)) {
                by_title.entry(fold(&words::one_line(&role.title))).or_default().push(role);
            }
        }
        let mut shown: Vec<((i32, i32), RoleShown)> = Vec::new();
        for roles in by_title.into_values() {
            let mut roles = roles;
            roles.order_by_key(|role| (days.get(role.evidence.document.0).order(), role.evidence));
            let when = roles
                .iter()
                .map(|role| days.get(role.evidence.document.0))
                .fold(Stretch::UNDATED, Stretch::cover);
            let mut forms: BTreeMap<String, u32> = BTreeMap::new();
            roles.iter().for_each(|role| *forms.entry(words::one_line(&role.title)).or_default() += 1);
            let title = forms.into_iter().max_by_key(|(form, n)| (*n, std::cmp::Reverse(form.clone())));
            let Some(confidence) = roles.iter().map(|role| role.confidence).max() else { continue };
            // A directory's gloss needs the words alone.
            let wanted = if bits.is_some() { MOST_PASSAGES } else { 0 };
            let mut passages = Vec::new();
            for role in roles.iter().take(wanted) {
                let document = self.document(role.evidence.document.0)?;
                passages.push(passage_around(
                    &document,
                    role.evidence.span,
                    &[(role.evidence.span, MarkKind::Role)],
                ));
            }
            shown.push((
                when.order(),
                RoleShown {
                    title: title.map_or_else(String::new, |(form, _)| form),
                    when: words::date_between(when.earliest(), when.latest()),
                    confidence,
                    passages,
                },
            ));
        }
        shown.order_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.title.cmp(&b.1.title)));
        Ok(shown.into_iter().map(|(_, role)| role).collect())
    }

    fn instrument(
        &self,
        number: u32,
        whole: &Entity,
        bits: &Bits,
        least: u8,
    ) -> Found<Option<InstrumentShown>> {
        let Some(facts) = &whole.instrument else { return Ok(None) };
        let text = |fact: &Option<Fact<String>>| -> Result<Option<Explained<String>>, PackError> {
            fact.as_ref()
                .map(|fact| Ok(Explained { value: words::one_line(&fact.value), why: self.why(&fact.why)? }))
                .transpose()
        };
        let issuer = match &facts.issuer {
            Some(issuer) => self.explained_entity(issuer)?,
            None => None,
        };
        let date = match &facts.date {
            Some(fact) => Some(Explained { value: words::date(&fact.value), why: self.why(&fact.why)? }),
            None => None,
        };
        let mut implements = Vec::new();
        for fact in &facts.implements {
            implements.extend(self.explained_entity(fact)?);
        }
        let entities = self.entity_cards()?;
        let mut implemented_by = Vec::new();
        for other in (0..entities.len()).filter(|e| entities.facts(*e).kind == EntityKind::Instrument) {
            let entity = self.entity(other)?;
            for fact in entity.instrument.iter().flat_map(|facts| &facts.implements) {
                if let (true, Some(value)) = (fact.value.0 == number, entities.get(other)) {
                    implemented_by.push(Explained { value, why: self.why(&fact.why)? });
                }
            }
        }
        let (docs, rows, days) =
            (self.rows(&field_section("entities", "docs"))?, self.rows(at::DOC_STATEMENTS)?, self.days()?);
        let mut citing = Vec::new();
        for cell in cells(&docs, number).filter(|cell| bits.contains(cell.number)) {
            for (at, statement) in statements(&rows, cell.number).enumerate() {
                if statement.instruments.contains(&number) && statement.confidence >= least {
                    citing.push(RowKey { document: cell.number, statement: at as u32 });
                }
            }
        }
        citing.order_by_key(|row| (days.get(row.document).order(), row.document, row.statement));
        Ok(Some(InstrumentShown {
            form: facts.form.clone(),
            number: text(&facts.number)?,
            issuer,
            date,
            subject: text(&facts.subject)?,
            implements,
            implemented_by,
            cited_by: self.ledger_rows(citing.iter().take(MOST_STATEMENTS))?,
            cited_by_count: citing.len() as u32,
        }))
    }

    /// Instruments that statements cite, most often first.
    fn cited_in(&self, rows: &[RowKey]) -> Result<Vec<(EntityRef, u32)>, PackError> {
        let columns = self.rows(at::DOC_STATEMENTS)?;
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        for row in rows {
            let statement = statements(&columns, row.document).nth(row.statement as usize);
            for instrument in statement.into_iter().flat_map(|statement| statement.instruments) {
                *counts.entry(instrument).or_default() += 1;
            }
        }
        self.ranked(counts)
    }

    fn ranked(&self, counts: BTreeMap<u32, u32>) -> Result<Vec<(EntityRef, u32)>, PackError> {
        let cards = self.entity_cards()?;
        let mut all: Vec<(u32, u32)> = counts.into_iter().collect();
        all.order_by_key(|(entity, count)| (std::cmp::Reverse(*count), *entity));
        Ok(all.into_iter().filter_map(|(entity, count)| Some((cards.get(entity)?, count))).collect())
    }

    /// With whom an entity shares sentences.
    fn together(&self, number: u32, documents: &[u32], least: u8) -> Result<Vec<Together>, PackError> {
        const MOST_PASSAGES: usize = 3;
        #[derive(Default)]
        struct Pair {
            sentences: u32,
            documents: u32,
            last_document: Option<u32>,
            first: Vec<(u32, u32)>,
        }
        let rows = self.rows(at::DOC_MENTIONS)?;
        let mut pairs: BTreeMap<u32, Pair> = BTreeMap::new();
        for document in documents {
            let mut sentence: Vec<u32> = Vec::new();
            let mut at = None;
            let mut close = |at: Option<u32>, sentence: &mut Vec<u32>| {
                sentence.sort_unstable();
                sentence.dedup();
                if let (Some(at), true) = (at, sentence.binary_search(&number).is_ok()) {
                    for other in sentence.iter().filter(|other| **other != number) {
                        let pair = pairs.entry(*other).or_default();
                        pair.sentences += 1;
                        if pair.last_document != Some(*document) {
                            pair.documents += 1;
                            pair.last_document = Some(*document);
                        }
                        if pair.first.len() < MOST_PASSAGES {
                            pair.first.push((*document, at));
                        }
                    }
                }
                sentence.clear();
            };
            for (in_sentence, entity, confidence) in mentions(&rows, *document) {
                if at != Some(in_sentence) {
                    close(at, &mut sentence);
                    at = Some(in_sentence);
                }
                if confidence >= least {
                    sentence.push(entity);
                }
            }
            close(at, &mut sentence);
        }
        let mut all: Vec<(u32, Pair)> = pairs.into_iter().collect();
        all.order_by_key(|(entity, pair)| {
            (std::cmp::Reverse(pair.sentences), std::cmp::Reverse(pair.documents), *entity)
        });
        let cards = self.entity_cards()?;
        let mut shown = Vec::new();
        for (other, pair) in all.into_iter().take(MOST_TOGETHER) {
            let Some(entity) = cards.get(other) else { continue };
            let mut passages = Vec::new();
            for (document, sentence) in &pair.first {
                let document = self.document(*document)?;
                passages.extend(sentence_with(
                    &document,
                    *sentence,
                    &[(number, MarkKind::Subject), (other, MarkKind::Other)],
                ));
            }
            shown.push(Together { entity, sentences: pair.sentences, documents: pair.documents, passages });
        }
        Ok(shown)
    }

    /// Themes of the sentences that name an entity.
    fn themes_with(
        &self,
        number: u32,
        documents: &[u32],
    ) -> Result<Vec<(crate::answer::ThemeRef, u32)>, PackError> {
        let (rows, theme_rows) = (self.rows(at::DOC_MENTIONS)?, self.rows(at::DOC_THEMES)?);
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        for document in documents {
            let sentences: std::collections::BTreeSet<u32> = mentions(&rows, *document)
                .filter(|(_, entity, _)| *entity == number)
                .map(|(sentence, _, _)| sentence)
                .collect();
            let mut pairs: Vec<(u32, u32)> =
                themes(&theme_rows, *document).filter(|(sentence, _)| sentences.contains(sentence)).collect();
            pairs.sort_unstable();
            pairs.dedup();
            pairs.into_iter().for_each(|(_, theme)| *counts.entry(theme).or_default() += 1);
        }
        let mut all: Vec<(u32, u32)> = counts.into_iter().collect();
        all.order_by_key(|(theme, count)| (std::cmp::Reverse(*count), *theme));
        let mut shown = Vec::new();
        for (theme, count) in all {
            shown.extend(self.theme_ref(theme)?.map(|theme| (theme, count)));
        }
        Ok(shown)
    }

    pub(super) fn mentions_of(
        &self,
        key: &str,
        selection: &Selection,
        offset: u32,
        limit: u32,
    ) -> Found<Mentions> {
        let number = self.entity_named(key)?;
        let selected = self.select(selection)?;
        let (documents, _) = self.documents_of(number, &selected.bits, selection.min_confidence)?;
        self.mention_page(number, &documents, selection.min_confidence, offset, limit.min(1_000))
    }

    fn mention_page(
        &self,
        number: u32,
        documents: &[u32],
        least: u8,
        offset: u32,
        limit: u32,
    ) -> Found<Mentions> {
        let (rows, cards) = (self.rows(at::DOC_MENTIONS)?, self.cards()?);
        let (mut paging, mut shown) = (Paging::new(offset, limit), Vec::new());
        for document_number in documents {
            let own = mentions(&rows, *document_number)
                .filter(|(_, entity, confidence)| *entity == number && *confidence >= least)
                .count() as u32;
            let wanted = paging.next(own);
            if !wanted.is_empty() {
                let document: Rc<Document> = self.document(*document_number)?;
                let all = document
                    .mentions
                    .iter()
                    .filter(|mention| mention.entity.0 == number && mention.confidence.as_percent() >= least);
                for mention in all.skip(wanted.start).take(wanted.len()) {
                    let mut marks = vec![(mention.span, MarkKind::Subject)];
                    marks.extend(mention.role.map(|role| (role, MarkKind::Role)));
                    shown.push(MentionInContext {
                        date: cards.date(*document_number),
                        document: cards.get(*document_number),
                        passage: passage_around(&document, mention.span, &marks),
                        rule: mention.rule.as_str().to_owned(),
                        confidence: mention.confidence,
                    });
                }
            }
        }
        Ok(Mentions { total: paging.total, offset, rows: shown })
    }

    /// The roles of a person in the documents of one event.
    pub(super) fn roles_at(
        &self,
        person: u32,
        documents: &[DocumentId],
    ) -> Result<Vec<(String, Passage)>, PackError> {
        let entity = self.entity(person)?;
        let mut found = Vec::new();
        for role in entity.roles.iter().filter(|role| documents.contains(&role.evidence.document)) {
            let document = self.document(role.evidence.document.0)?;
            let mark = (role.evidence.span, MarkKind::Role);
            found
                .push((words::one_line(&role.title), passage_around(&document, role.evidence.span, &[mark])));
        }
        Ok(found)
    }
}

/// A sentence with the mentions of some entities marked.
fn sentence_with(document: &Document, sentence: u32, entities: &[(u32, MarkKind)]) -> Option<Passage> {
    let span: Span = document.sentences.get(sentence as usize)?.span;
    let marks: Vec<_> = document
        .mentions
        .iter()
        .filter_map(|mention| {
            let kind = entities.iter().find(|(entity, _)| *entity == mention.entity.0)?.1;
            Some((mention.span, kind))
        })
        .collect();
    Some(passage(document, span, sentence, &marks))
}

/// Other forms of an entity's name, most frequent first.
fn also(entity: &Entity) -> Vec<String> {
    entity
        .aliases
        .iter()
        .map(|alias| &alias.form)
        .filter(|form| **form != entity.name)
        .take(3)
        .cloned()
        .collect()
}
