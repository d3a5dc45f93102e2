//! The page of an entity.

use dossier_corpus::Ordered as _;
use std::collections::BTreeMap;
use std::rc::Rc;

use dossier_corpus::{Document, Fact};
use dossier_pack::PackError;

use super::paging::Paging;
use crate::answer::{EntityPage, EntityRef, Explained, MarkKind, MentionInContext, Mentions};
use crate::layout::{self as at, field_section};
use crate::open::{Engine, Found, passage_around};
use crate::respond::RowKey;
use crate::select::{Bits, cells, mentions, statements, themes};
use crate::{Field, Selection};

const MOST_DOCUMENTS: usize = 500;
pub(super) const MOST_STATEMENTS: usize = 100;
const FIRST_MENTIONS: u32 = 40;

impl Engine {
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

    pub(super) fn explained_entity(
        &self,
        fact: &Fact<dossier_corpus::EntityId>,
    ) -> Result<Option<Explained<EntityRef>>, PackError> {
        let Some(value) = self.entity_cards()?.get(fact.value.0) else { return Ok(None) };
        Ok(Some(Explained { value, why: self.why(&fact.why)? }))
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
}
