//! One document's page.

use dossier_corpus::Ordered as _;
use std::collections::{BTreeMap, BTreeSet};

use dossier_corpus::{BlockKind, Document, EntityKind, Fact, RuleName, Span};
use dossier_pack::PackError;

use super::pieces::pieces;
use super::stretch::block_shown;
use crate::answer::{
    DocumentPage, EntityRef, Heading, MetadataKind, Metadatum, Part, Piece, Similar, Source, ThemeRef,
    WhyShown,
};
use crate::layout::{self as at, field_section};
use crate::open::{Engine, Found};
use crate::query::hits;
use crate::select::cells;
use crate::{Selection, words};

impl Engine {
    pub(super) fn document_page(&self, id: &str, selection: &Selection) -> Found<DocumentPage> {
        let number = self.document_named(id)?;
        let document = self.document(number)?;
        let cards = self.cards()?;
        let pieces = pieces(&document.blocks, &document.sentences);
        let parts: Vec<Part> = pieces.chunk_by(|a, b| a.part == b.part).map(part).collect();
        let selected = self.select(selection)?;
        let rank = selected.order.iter().position(|d| *d == number);
        let neighbour =
            |rank: Option<usize>| rank.and_then(|rank| selected.order.get(rank)).map(|d| cards.get(*d));
        let stories = self.rows(&field_section("story", "values"))?;
        let events = cells(&stories, number).map(|story| self.event_shown(story.number));
        Ok(DocumentPage {
            document: cards.get(number),
            source: document.source.clone(),
            url: document.url.clone(),
            opening: self.stretch(&document, &pieces, 0, opening(&parts))?,
            parts,
            headings: headings(&document),
            kinds: self.kinds(&document)?,
            dates: document.dates.len() as u32,
            statements: document.statements.len() as u32,
            theme_names: self.themes_of(&document)?,
            metadata: self.metadata(number, &document)?,
            hits: hits(&selected.query, &document),
            position: rank.map(|rank| (rank as u32, selected.total())),
            previous: neighbour(rank.and_then(|rank| rank.checked_sub(1))),
            next: neighbour(rank.map(|rank| rank + 1)),
            events: events.collect::<Result<_, _>>()?,
            similar: self.similar(number)?,
        })
    }

    /// The source of a document, with what the reader took each block for.
    pub(super) fn source(&self, id: &str) -> Found<Source> {
        let document = self.document(self.document_named(id)?)?;
        let mut names: Vec<&RuleName> = document.blocks.iter().map(|block| &block.rule).collect();
        names.sort_unstable();
        names.dedup();
        Ok(Source {
            text: document.text.clone(),
            blocks: document.blocks.iter().map(block_shown).collect(),
            rules: self.explained(&names)?,
        })
    }

    /// The themes that a document speaks of, in the order in which it does.
    fn themes_of(&self, document: &Document) -> Result<Vec<ThemeRef>, PackError> {
        let (mut seen, mut names) = (BTreeSet::new(), Vec::new());
        for mention in &document.themes {
            if seen.insert(mention.theme.0) {
                names.extend(self.theme_ref(mention.theme.0)?);
            }
        }
        Ok(names)
    }

    /// How many mentions of each kind there are.
    fn kinds(&self, document: &Document) -> Result<Vec<(EntityKind, u32)>, PackError> {
        let cards = self.entity_cards()?;
        let mut counts: BTreeMap<EntityKind, u32> = BTreeMap::new();
        for mention in document.mentions.iter().filter(|mention| mention.entity.0 < cards.len()) {
            *counts.entry(cards.facts(mention.entity.0).kind).or_default() += 1;
        }
        Ok(counts.into_iter().collect())
    }

    fn metadata(&self, number: u32, document: &Document) -> Result<Vec<Metadatum>, PackError> {
        let mut out = Vec::new();
        let mut add = |kind: MetadataKind, value: String, why: Option<WhyShown>| {
            out.push(Metadatum { kind, value, why });
        };
        let fact =
            |fact: &Fact<String>| Ok::<_, PackError>((words::one_line(&fact.value), self.why(&fact.why)?));
        if let Some(title) = &document.title {
            let (value, why) = fact(title)?;
            add(MetadataKind::Title, value, Some(why));
        }
        if let Some(date) = &document.date {
            add(MetadataKind::Date, words::date(&date.value).words, Some(self.why(&date.why)?));
        }
        if let Some(date) = &document.linked_date {
            add(MetadataKind::LinkedDate, words::date(&date.value).words, Some(self.why(&date.why)?));
        }
        let facts = [
            (MetadataKind::Outlet, &document.outlet),
            (MetadataKind::Agency, &document.agency),
            (MetadataKind::Author, &document.author),
            (MetadataKind::Translator, &document.translator),
            (MetadataKind::Dateline, &document.dateline),
        ];
        for (kind, known) in facts {
            if let Some(known) = known {
                let (value, why) = fact(known)?;
                add(kind, value, Some(why));
            }
        }
        if let Some(language) = &document.language {
            add(MetadataKind::Language, language.clone(), None);
        }
        if let Some(url) = &document.url {
            add(MetadataKind::Url, url.clone(), None);
        }
        for assumed in self.assumed()?.into_iter().filter(|it| it.document.0 == number) {
            add(MetadataKind::Assumed, assumed.note, None);
        }
        for (name, values) in document.facets.iter() {
            add(MetadataKind::Facet(name.to_owned()), values.join(", "), None);
        }
        Ok(out)
    }

    /// Documents that name the same things: cosine over entities, rarer ones counting more.
    fn similar(&self, number: u32) -> Result<Vec<Similar>, PackError> {
        const MOST: usize = 6;
        const COMMON: u32 = 5_000;
        let values = self.rows(&field_section("entities", "values"))?;
        let docs = self.rows(&field_section("entities", "docs"))?;
        let (norms, entities, cards) = (self.ints(at::DOC_NORMS)?, self.entity_cards()?, self.cards()?);
        let of = self.document_count()? as f32;
        let weight = |documents: u32| (1.0 + of / documents.max(1) as f32).ln();
        let mut scores = vec![0.0_f32; self.document_count()? as usize];
        for cell in cells(&values, number) {
            let documents = entities.facts(cell.number).documents;
            if documents <= COMMON {
                let square = weight(documents).powi(2);
                for other in cells(&docs, cell.number).filter(|other| other.number != number) {
                    if let Some(score) = scores.get_mut(other.number as usize) {
                        *score += square;
                    }
                }
            }
        }
        let own = norms.get(number).max(1) as f32 / 1000.0;
        let mut found: Vec<(u32, f32)> = scores
            .into_iter()
            .zip(0..)
            .filter(|(dot, _)| *dot > 0.0)
            .map(|(dot, d)| (d, dot / own / (norms.get(d).max(1) as f32 / 1000.0)))
            .collect();
        found.order_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mine: Vec<u32> = cells(&values, number).map(|cell| cell.number).collect();
        let similar = found.into_iter().take(MOST).map(|(d, cosine)| {
            let mut shared: Vec<u32> =
                cells(&values, d).map(|cell| cell.number).filter(|e| mine.binary_search(e).is_ok()).collect();
            shared.order_by_key(|e| (entities.facts(*e).documents, *e));
            let shared: Vec<EntityRef> = shared.into_iter().take(5).filter_map(|e| entities.get(e)).collect();
            Similar {
                document: cards.get(d),
                percent: (cosine * 100.0).round().clamp(0.0, 100.0) as u8,
                shared,
            }
        });
        Ok(similar.collect())
    }
}

fn part(pieces: &[Piece]) -> Part {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
        return Part { span: Span::new(0, 0), sentences: 0..0, pieces: 0 };
    };
    Part {
        span: first.span.cover(last.span),
        sentences: first.sentences.start..last.sentences.end,
        pieces: pieces.len() as u32,
    }
}

/// How many parts come with the page itself.
fn opening(parts: &[Part]) -> u32 {
    const OPENING: u32 = 60_000;
    let start = parts.first().map_or(0, |part| part.span.start);
    parts.partition_point(|part| part.span.start.saturating_sub(start) < OPENING) as u32
}

/// Sentences that are headings.
fn headings(document: &Document) -> Vec<Heading> {
    const MOST: usize = 200;
    let is_heading = |block: u32| {
        document.blocks.get(block as usize).is_some_and(|block| block.kind == BlockKind::Heading)
    };
    let sentences = document.sentences.iter().zip(0..).filter(|(sentence, _)| is_heading(sentence.block));
    sentences
        .take(MOST)
        .map(|(sentence, number)| Heading {
            sentence: number,
            words: sentence.span.of(&document.text).to_owned(),
        })
        .collect()
}
