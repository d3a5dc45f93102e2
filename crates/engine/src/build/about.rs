//! What a collection is as a whole: its words, its rules and their uses, documents that are nearly the same.

use std::collections::BTreeMap;

use dossier_corpus::{BlockKind, Collection, DocumentId, Evidence, Span, fold};

use super::facet_names;
use crate::layout::{About, RuleUse};

pub(super) fn about(collection: &Collection) -> About {
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

/// Families of documents whose running texts are nearly the same, the first of each first.
fn duplicates(collection: &Collection) -> Vec<Vec<u32>> {
    dossier_analysis::alike::families(collection.documents.len() as u32, |number| {
        let document = &collection.documents[number as usize];
        let read = |kind| matches!(kind, BlockKind::Heading | BlockKind::Paragraph);
        let blocks = document.blocks.iter().filter(|block| read(block.kind));
        let running: Vec<&str> = blocks.map(|block| block.span.of(&document.text)).collect();
        // What lies round an article differs from page to page; a text without any blocks is all there is.
        fold(&if running.is_empty() { document.text.clone() } else { running.join("\n") })
    })
}
