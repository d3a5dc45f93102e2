//! Documents side by side.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use dossier_analysis::align::words as words_of;
use dossier_analysis::collate::{collate, own_words};
use dossier_corpus::{BlockKind, Document, Sentence, Span};
use dossier_pack::PackError;

use super::differing::{Side, differing};
use crate::answer::{AlignedRow, Comparison, EventShown, MarkKind, NamedBy, Passage};
use crate::layout::field_section;
use crate::open::{Engine, Found, passage};
use crate::select::cells;

/// Sentences of a document that are compared: a longer one is compared by its beginning.
const MOST_SENTENCES: usize = 4_000;

impl Engine {
    pub(crate) fn compared_documents(&self, ids: &[String]) -> Found<Vec<u32>> {
        ids.iter().take(Comparison::MOST).map(|id| self.document_named(id)).collect()
    }

    pub(super) fn comparison(&self, ids: &[String]) -> Found<Comparison> {
        let numbers = self.compared_documents(ids)?;
        let read: Vec<_> = numbers.iter().map(|number| self.document(*number)).collect::<Result<_, _>>()?;
        let sentences: Vec<Vec<(u32, Sentence)>> = read.iter().map(|document| compared(document)).collect();
        let texts: Vec<Vec<&str>> = read
            .iter()
            .zip(&sentences)
            .map(|(document, own)| own.iter().map(|(_, sentence)| sentence.span.of(&document.text)).collect())
            .collect();
        let entities = self.rows(&field_section("entities", "values"))?;
        let named: Vec<BTreeSet<u32>> =
            numbers.iter().map(|d| cells(&entities, *d).map(|cell| cell.number).collect()).collect();
        let mut rows = Vec::new();
        let mut differences = Vec::new();
        let mut aligned = vec![0; read.len()];
        for (number, row) in collate(&texts).into_iter().enumerate() {
            let joined = |(own, which): (&Vec<&str>, &Vec<usize>)| {
                which.iter().map(|at| own[*at]).collect::<Vec<_>>().join("\n")
            };
            let own = own_words(&texts.iter().zip(&row.sides).map(joined).collect::<Vec<_>>());
            let before = differences.len() as u32;
            if row.texts() > 1 {
                let sides: Vec<Side> = (0..read.len())
                    .map(|at| Side {
                        document: &read[at],
                        spans: row.sides[at].iter().map(|of| sentences[at][*of].1.span).collect(),
                        named: &named[at],
                    })
                    .collect();
                differences.extend(differing(&sides, number as u32));
                aligned.iter_mut().zip(&row.sides).for_each(|(count, side)| *count += side.len() as u32);
            }
            rows.push(AlignedRow {
                sides: (0..read.len())
                    .map(|at| shown(&read[at], row.sides[at].iter().map(|of| sentences[at][*of]), &own[at]))
                    .collect(),
                percent: row.percent,
                differences: (before..differences.len() as u32).collect(),
            });
        }
        let cards = self.cards()?;
        Ok(Comparison {
            documents: numbers.iter().map(|number| cards.get(*number)).collect(),
            event: self.shared_event(&numbers)?,
            rows,
            aligned,
            sentences: sentences.iter().map(|own| own.len() as u32).collect(),
            differences,
            named: self.named_by(&named)?,
        })
    }

    fn named_by(&self, named: &[BTreeSet<u32>]) -> Result<Vec<NamedBy>, PackError> {
        let mut by: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (at, entities) in named.iter().enumerate() {
            for entity in entities {
                by.entry(*entity).or_default().push(at as u32);
            }
        }
        let cards = self.entity_cards()?;
        let shown = |(entity, documents)| Some(NamedBy { entity: cards.get(entity)?, documents });
        Ok(by.into_iter().filter_map(shown).collect())
    }

    fn shared_event(&self, documents: &[u32]) -> Result<Option<EventShown>, PackError> {
        let stories = self.rows(&field_section("story", "values"))?;
        let of = |document: &u32| cells(&stories, *document).map(|story| story.number).collect();
        let shared = documents.iter().map(of).reduce(|a: BTreeSet<u32>, b| &a & &b);
        shared.and_then(|stories| stories.first().map(|story| self.event_shown(*story))).transpose()
    }
}

/// Sentences that stand on one side of a row; `own` are ranges of their texts, one on each line.
fn shown(
    document: &Document,
    sentences: impl Iterator<Item = (u32, Sentence)>,
    own: &[Range<usize>],
) -> Vec<Passage> {
    let mut start = 0;
    let mut passages = Vec::new();
    for (number, Sentence { span, .. }) in sentences {
        let end = start + span.len() as usize;
        let inside = own.iter().filter(|range| range.start >= start && range.start < end);
        let marks: Vec<_> = inside
            .map(|range| {
                let offset = span.start as usize;
                let span = Span::new(range.start - start + offset, range.end - start + offset);
                (span, MarkKind::Different)
            })
            .collect();
        passages.push(passage(document, span, number, &marks));
        start = end + 1;
    }
    passages
}

/// Sentences of headings, running text and captions, with their numbers.
pub(super) fn compared(document: &Document) -> Vec<(u32, Sentence)> {
    let read = |sentence: &Sentence| {
        let block = document.blocks.get(sentence.block as usize);
        block.is_none_or(|b| matches!(b.kind, BlockKind::Heading | BlockKind::Paragraph | BlockKind::Caption))
    };
    let numbered = document.sentences.iter().copied().enumerate().map(|(at, sentence)| (at as u32, sentence));
    numbered.filter(|(_, sentence)| read(sentence)).take(MOST_SENTENCES).collect()
}

/// Whether two roles are the same in other words: one holds the other, or the initials of some of its words.
pub(super) fn same_role(a: &str, b: &str) -> bool {
    let words = |role: &str| words_of(role).into_iter().map(|(_, word)| word).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    let holds = |long: &[String], short: &[String]| short.iter().all(|word| long.contains(word));
    let initials = |long: &[String], short: &[String]| {
        let letters: String = long.iter().filter_map(|word| word.chars().next()).collect();
        short.len() == 1 && short[0].len() > 1 && letters.contains(&short[0])
    };
    holds(&a, &b) || holds(&b, &a) || initials(&a, &b) || initials(&b, &a)
}
