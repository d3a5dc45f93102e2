//! Entities and events in columns.

use dossier_analysis::time::Stretch;
use dossier_corpus::{Collection, Entity, EntityKind, Origin, fold};
use dossier_pack::{PackWriter, Read, StoreWriter};

use super::documents::Documents;
use super::postcard;
use crate::columns::{CellsWriter, ints, put, sorted, strings};
use crate::layout as at;

pub(super) fn write_entities(collection: &Collection, documents: &Documents<'_>, pack: &mut PackWriter) {
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

pub(super) fn write_events(collection: &Collection, pack: &mut PackWriter) {
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
