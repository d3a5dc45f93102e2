//! The entities' order, keys and ids, and the parents that the curator gives.

use std::collections::BTreeMap;

use dossier_corpus::{Confidence, Document, Entity, EntityId, Fact, Origin, RuleName, Why};

use super::super::form::comparable_into;
use super::super::lexicon::Hashes;
use super::super::words::hash_of_form;
use super::entities::blank;
use crate::Settings;

/// Sorts the entities by kind, then by name, gives each a unique key, adds the curated parents, and
/// rewrites every id accordingly. What nobody mentions and nothing points to is left out.
pub(super) fn order(entities: &mut Vec<Entity>, documents: &mut [Document], settings: &Settings) {
    curated_parents(entities, settings);
    let mut wanted = vec![false; entities.len()];
    for mention in documents.iter().flat_map(|document| &document.mentions) {
        wanted[mention.entity.0 as usize] = true;
    }
    // Parents of parents, issuers: each step may bring in more.
    loop {
        let more: Vec<usize> = entities
            .iter()
            .enumerate()
            .filter(|(at, _)| wanted[*at])
            .flat_map(|(_, entity)| pointed(entity))
            .map(|id| id.0 as usize)
            .filter(|&id| !wanted[id])
            .collect();
        if more.is_empty() {
            break;
        }
        for id in more {
            wanted[id] = true;
        }
    }
    let mut rank: Vec<usize> = (0..entities.len()).filter(|&at| wanted[at]).collect();
    // The comparable forms of all, one behind the other.
    let (mut forms, mut form) = (String::new(), String::new());
    let mut ends = Vec::with_capacity(entities.len());
    for entity in entities.iter() {
        comparable_into(&entity.name, &mut form);
        forms.push_str(&form);
        ends.push(forms.len());
    }
    rank.sort_by(|&a, &b| {
        let form = |at: usize| &forms[at.checked_sub(1).map_or(0, |before| ends[before])..ends[at]];
        let key = |at: usize| (entities[at].kind, form(at), &entities[at].name, at);
        key(a).cmp(&key(b))
    });
    let mut new_id = vec![0; entities.len()];
    for (new, &old) in rank.iter().enumerate() {
        new_id[old] = new;
    }
    let mut slots: Vec<Option<Entity>> = std::mem::take(entities).into_iter().map(Some).collect();
    entities.reserve_exact(rank.len());
    entities.extend(rank.iter().filter_map(|&old| slots[old].take()));
    let renumber = |id: &mut EntityId| id.0 = new_id[id.0 as usize] as u32;
    // Curated keys are promised; found ones give way.
    let promised = entities.iter().filter(|entity| entity.origin == Origin::Curated);
    let mut keys: Hashes = promised.map(|entity| hash_of_form(&entity.key)).collect();
    for entity in entities.iter_mut() {
        if let Some(parent) = &mut entity.parent {
            renumber(&mut parent.value);
        }
        if let Some(facts) = &mut entity.instrument {
            if let Some(issuer) = &mut facts.issuer {
                renumber(&mut issuer.value);
            }
            for implemented in &mut facts.implements {
                renumber(&mut implemented.value);
            }
        }
        if entity.origin == Origin::Curated {
            continue;
        }
        if entity.key.is_empty() {
            entity.kind.name().clone_into(&mut entity.key);
        }
        let plain = entity.key.len();
        let mut number = 1;
        while !keys.insert(hash_of_form(&entity.key)) {
            entity.key.truncate(plain);
            entity.key.push('-');
            entity.key.push_str(entity.kind.name());
            if number > 1 {
                entity.key.push('-');
                entity.key.push_str(&number.to_string());
            }
            number += 1;
        }
    }
    for mention in documents.iter_mut().flat_map(|document| &mut document.mentions) {
        renumber(&mut mention.entity);
    }
}

fn pointed(entity: &Entity) -> Vec<EntityId> {
    let mut ids: Vec<EntityId> = entity.parent.iter().map(|parent| parent.value).collect();
    if let Some(facts) = &entity.instrument {
        ids.extend(facts.issuer.iter().map(|issuer| issuer.value));
        ids.extend(facts.implements.iter().map(|implemented| implemented.value));
    }
    ids
}

/// The parents that the curator gives, for entities that the texts mention.
fn curated_parents(entities: &mut Vec<Entity>, settings: &Settings) {
    let mut by_key: BTreeMap<String, usize> = entities
        .iter()
        .enumerate()
        .filter(|(_, entity)| entity.origin == Origin::Curated)
        .map(|(at, entity)| (entity.key.clone(), at))
        .collect();
    let mut todo: Vec<usize> = by_key.values().copied().collect();
    while let Some(at) = todo.pop() {
        let Some(setting) = settings.entities.iter().find(|setting| setting.key == entities[at].key) else {
            continue;
        };
        let Some(parent) = &setting.parent else { continue };
        let id = if let Some(&id) = by_key.get(parent) {
            id
        } else {
            let Some(setting) = settings.entities.iter().find(|setting| setting.key == *parent) else {
                continue;
            };
            let mut entity = blank(setting.name.clone(), setting.kind, Origin::Curated, Confidence::CERTAIN);
            entity.key.clone_from(&setting.key);
            entity.identifiers.clone_from(&setting.identifiers);
            entities.push(entity);
            by_key.insert(parent.clone(), entities.len() - 1);
            todo.push(entities.len() - 1);
            entities.len() - 1
        };
        entities[at].parent = Some(Fact {
            value: EntityId(id as u32),
            why: Why {
                rule: RuleName::new("name.curated-parent"),
                confidence: Confidence::CERTAIN,
                evidence: Vec::new(),
            },
        });
    }
}
