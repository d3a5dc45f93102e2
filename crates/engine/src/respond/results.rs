//! The list of documents.

use dossier_corpus::Ordered as _;
use std::collections::BTreeSet;
use std::rc::Rc;

use dossier_corpus::{BlockKind, Document, EntityKind, Span};
use dossier_pack::PackError;

use crate::answer::{
    Concordance, ConcordanceLine, Droppable, EntityRef, Hit, MarkKind, Passage, Results, Titles, WayOut,
};
use crate::build::SentenceFinder;
use crate::layout::field_section;
use crate::open::{Engine, Found, passage};
use crate::query::hits;
use crate::select::{Selected, cells};
use crate::{Confidence, DateFilter, Field, Folding, Mode, Selection, Typing, words};

/// Length of a snippet, in bytes.
const SNIPPET: usize = 260;
const MOST: u32 = 1_000;

impl Engine {
    pub(super) fn results(
        &self,
        selection: &Selection,
        offset: u32,
        limit: u32,
        typing: Typing,
        folding: &Folding,
    ) -> Found<Results> {
        let selected = self.select_typing(selection, typing)?;
        let cards = self.cards()?;
        let page = self.page(selection, &selected, folding, offset, limit.min(MOST))?;
        let mut hits = Vec::with_capacity(page.rows.len());
        for row in page.rows {
            hits.push(Hit {
                fold: self.fold(selection, &selected, folding, row)?,
                under: row.under.map(|head| cards.get(head).id),
                ..self.hit(selection, &selected, row.document)?
            });
        }
        Ok(Results {
            total: selected.total(),
            rows: page.of,
            of: self.document_count()?,
            offset,
            hits,
            interpretation: selected.query.interpretation.clone(),
            ways_out: if selected.total() == 0 { self.ways_out(selection)? } else { Vec::new() },
        })
    }

    pub(super) fn titles(&self, selection: &Selection, limit: u32) -> Found<Titles> {
        let selected = self.select_typing(selection, Typing::Done)?;
        let page = self.page(selection, &selected, &Folding::Off, 0, limit.min(MOST))?;
        let cards = self.cards()?;
        let documents = page.rows.iter().map(|row| cards.get(row.document)).collect();
        Ok(Titles { total: selected.total(), documents })
    }

    fn hit(&self, selection: &Selection, selected: &Selected, number: u32) -> Found<Hit> {
        let document = self.document(number)?;
        let spans = hits(&selected.query, &document);
        Ok(Hit {
            document: self.cards()?.get(number),
            snippet: snippet(&document, &spans),
            people: self.people(number, selection.min_confidence)?,
            matches: spans.len() as u32,
            fold: None,
            under: None,
            score: selected.query.score(number),
        })
    }

    /// The persons that a document names most.
    fn people(&self, number: u32, least: u8) -> Result<Vec<EntityRef>, PackError> {
        let (rows, cards) = (self.rows(&field_section("entities", "values"))?, self.entity_cards()?);
        let mut people: Vec<_> = cells(&rows, number)
            .filter(|cell| cell.confidence >= least && cards.facts(cell.number).kind == EntityKind::Person)
            .collect();
        people.order_by_key(|cell| (std::cmp::Reverse(cell.count), cell.number));
        Ok(people.into_iter().take(4).filter_map(|cell| cards.get(cell.number)).collect())
    }

    /// What to drop from a selection without documents.
    fn ways_out(&self, selection: &Selection) -> Found<Vec<WayOut>> {
        let mut out = Vec::new();
        let mut offer = |drop: Droppable, label: String, without: Selection| -> Found<()> {
            let count = self.select(&without)?.total();
            if count > 0 {
                out.push(WayOut { drop, label, count });
            }
            Ok(())
        };
        if !selection.query.trim().is_empty() {
            let without = selection.clone().with_query("");
            offer(Droppable::Query, selection.query.clone(), without)?;
        }
        for filter in &selection.filters {
            let mut without = selection.clone();
            without.filters.remove(filter);
            let label = self.value_label(&filter.field, &filter.value)?;
            let not = if filter.mode == Mode::Exclude { "not " } else { "" };
            offer(Droppable::Filter(filter.clone()), format!("{not}{label}"), without)?;
        }
        if let Some(dates) = &selection.dates {
            let label = match dates {
                DateFilter::Undated { .. } => "undated".to_owned(),
                DateFilter::Within { range, .. } => words::date(range).words,
            };
            offer(Droppable::Dates, label, Selection { dates: None, ..selection.clone() })?;
        }
        if selection.min_confidence > 0 {
            let without = Selection { min_confidence: 0, ..selection.clone() };
            offer(Droppable::Confidence, format!("{}% sure", selection.min_confidence), without)?;
        }
        out.order_by_key(|way| std::cmp::Reverse(way.count));
        Ok(out)
    }

    /// What a value is called; its stable name where nobody knows it.
    pub(crate) fn value_label(&self, field: &Field, value: &str) -> Result<String, PackError> {
        let known = match self.value_number(field, value)? {
            Some(number) => self.value_words(field, number)?,
            None => None,
        };
        Ok(known.map_or_else(|| value.to_owned(), |(_, label)| label))
    }

    pub(crate) fn select_typing(&self, selection: &Selection, typing: Typing) -> Found<Rc<Selected>> {
        match typing {
            Typing::Done => self.select(selection),
            Typing::Typing => self.select_while_typing(selection),
        }
    }

    pub(super) fn concordance(&self, selection: &Selection, skip: u32, limit: u32) -> Found<Concordance> {
        let selected = self.select(selection)?;
        let cards = self.cards()?;
        let (mut lines, mut looked) = (Vec::new(), skip);
        for number in selected.order.iter().skip(skip as usize) {
            if lines.len() >= limit.min(MOST) as usize {
                break;
            }
            let document = self.document(*number)?;
            let date = cards.date(*number);
            for span in hits(&selected.query, &document) {
                let passage = window(&document, span, SNIPPET, &[span]);
                lines.push(ConcordanceLine { date: date.clone(), passage, confidence: Confidence::CERTAIN });
            }
            looked += 1;
        }
        Ok(Concordance { total: lines.len() as u32, complete: looked >= selected.total(), lines })
    }
}

/// The passage with the most different words of the query; without hits the opening of the running text.
fn snippet(document: &Document, hits: &[Span]) -> Passage {
    let mut best: Option<(usize, usize, Span)> = None;
    for (at, hit) in hits.iter().enumerate() {
        let inside = hits[at..].iter().take_while(|other| (other.end - hit.start) as usize <= SNIPPET);
        let distinct: BTreeSet<String> =
            inside.clone().map(|span| dossier_corpus::fold(span.of(&document.text))).collect();
        let last = inside.last().map_or(*hit, |last| hit.cover(*last));
        let better = best.is_none_or(|(words, _, _)| distinct.len() > words);
        if better {
            best = Some((distinct.len(), at, last));
        }
    }
    if let Some((_, _, span)) = best {
        window(document, span, SNIPPET, hits)
    } else {
        let opening = document
            .blocks
            .iter()
            .find(|block| block.kind == BlockKind::Paragraph)
            .map_or(Span::new(0, document.text.len()), |block| block.span);
        let (start, whole) = (opening.start as usize, opening.end as usize);
        let end =
            if start + SNIPPET < whole { word_end(&document.text, start + SNIPPET, start) } else { whole };
        passage(document, Span::new(start, end.max(start)), 0, &[])
    }
}

/// Some `length` bytes around a span, cut between words and within its block.
fn window(document: &Document, span: Span, length: usize, hits: &[Span]) -> Passage {
    let text = &document.text;
    let block = document.blocks.iter().map(|block| block.span).find(|block| block.contains(span));
    let bounds = block.unwrap_or(Span::new(0, text.len()));
    let spare = length.saturating_sub(span.len() as usize) / 2;
    let start = (span.start as usize).saturating_sub(spare).max(bounds.start as usize);
    let start =
        if start == bounds.start as usize { start } else { word_start(text, start, span.start as usize) };
    let end = (span.end as usize + spare).min(bounds.end as usize);
    let end = if end == bounds.end as usize { end } else { word_end(text, end, span.end as usize) };
    let marks: Vec<_> = hits.iter().map(|hit| (*hit, MarkKind::Hit)).collect();
    passage(document, Span::new(start, end), SentenceFinder::of(document).at(span), &marks)
}

fn boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

/// The beginning of a word at or after `at`, not after `most`.
fn word_start(text: &str, at: usize, most: usize) -> usize {
    let at = text.ceil_char_boundary(at);
    text.get(at..most).and_then(|head| head.find(char::is_whitespace)).map_or(at.min(most), |space| {
        let space = at + space;
        space + text[space..].chars().next().map_or(0, char::len_utf8)
    })
}

/// The end of a word at or before `at`, not before `least`.
fn word_end(text: &str, at: usize, least: usize) -> usize {
    let at = boundary(text, at);
    text.get(least..at).and_then(|tail| tail.rfind(char::is_whitespace)).map_or(at, |space| least + space)
}
