//! The directory of entities.

use dossier_corpus::Ordered as _;
use std::collections::BTreeMap;

use dossier_corpus::{Entity, EntityKind, fold};
use dossier_pack::PackError;

use crate::answer::{EntityDirectory, EntityRow, EntitySort};
use crate::layout::{self as at, field_section};
use crate::open::{Engine, Found};
use crate::select::cells;
use crate::{Selection, words};

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
