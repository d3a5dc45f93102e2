//! With whom an entity shares sentences.

use dossier_corpus::Ordered as _;
use std::collections::BTreeMap;

use dossier_corpus::{Document, Span};
use dossier_pack::PackError;

use crate::answer::{MarkKind, Passage, Together};
use crate::layout as at;
use crate::open::{Engine, passage};
use crate::select::mentions;

const MOST_TOGETHER: usize = 60;

impl Engine {
    /// With whom an entity shares sentences.
    pub(super) fn together(
        &self,
        number: u32,
        documents: &[u32],
        least: u8,
    ) -> Result<Vec<Together>, PackError> {
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
