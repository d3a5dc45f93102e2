//! What stands folded under what in a list: reports of one event, and copies with nearly the same words.
//!
//! Folding is a matter of display: counts count documents, and each document is in the list once, in a row or under one.
//! Whatever is folded shares an event with the document above it, or is of its family: texts that are each nearly the same as
//! the family's first (`dossier_analysis::alike`).

use std::collections::BTreeMap;
use std::rc::Rc;

use dossier_pack::PackError;

use crate::answer::Fold;
use crate::open::{Engine, Found};
use crate::request::Folding;
use crate::select::{Bits, Selected, cells};
use crate::{Field, Selection};

/// A selection's documents as rows.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    /// The documents that nothing stands above, in the selection's order.
    heads: Vec<u32>,
    /// What stands under a head.
    under: BTreeMap<u32, Under>,
}

#[derive(Debug, Default)]
struct Under {
    event: Option<u32>,
    alike: u32,
    /// In the selection's order.
    documents: Vec<u32>,
}

/// A row of the list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) document: u32,
    /// The head that it was folded under.
    pub(super) under: Option<u32>,
}

/// A page of rows, and how many there are in all.
pub(crate) struct Page {
    pub(crate) rows: Vec<Row>,
    pub(super) of: u32,
}

impl Engine {
    /// Rows of a selection, from `offset` on.
    pub(crate) fn page(
        &self,
        selection: &Selection,
        selected: &Selected,
        folding: &Folding,
        offset: u32,
        limit: u32,
    ) -> Found<Page> {
        let (skip, take) = (offset as usize, limit as usize);
        let Folding::On { open } = folding else {
            let rows = selected.order.iter().map(|d| Row { document: *d, under: None });
            return Ok(Page { rows: rows.skip(skip).take(take).collect(), of: selected.total() });
        };
        let folded = self.folded(selection, selected)?;
        let mut opened = Vec::new();
        for id in open {
            // A link may name what is not in this collection, or not above anything now.
            let number = self.document_named(id).ok();
            opened.extend(number.filter(|number| folded.under.contains_key(number)));
        }
        opened.sort_unstable();
        opened.dedup();
        let more: usize =
            opened.iter().filter_map(|head| folded.under.get(head)).map(|u| u.documents.len()).sum();
        let rows = folded.heads.iter().flat_map(|head| {
            let under = if opened.binary_search(head).is_ok() { folded.under.get(head) } else { None };
            let documents = under.map_or(&[][..], |under| &under.documents);
            let below = documents.iter().map(|d| Row { document: *d, under: Some(*head) });
            std::iter::once(Row { document: *head, under: None }).chain(below)
        });
        Ok(Page { rows: rows.skip(skip).take(take).collect(), of: (folded.heads.len() + more) as u32 })
    }

    /// What stands under a row.
    pub(super) fn fold(
        &self,
        selection: &Selection,
        selected: &Selected,
        folding: &Folding,
        row: Row,
    ) -> Found<Option<Fold>> {
        let Folding::On { open } = folding else { return Ok(None) };
        let folded = self.folded(selection, selected)?;
        let (Some(under), None) = (folded.under.get(&row.document), row.under) else { return Ok(None) };
        let Some(first) = under.documents.first() else { return Ok(None) };
        let cards = self.cards()?;
        let event = match under.event {
            Some(event) => {
                let words = self.value_words(&Field::Story, event)?;
                Some((event, words.map_or_else(String::new, |(_, title)| title)))
            }
            None => None,
        };
        Ok(Some(Fold {
            event,
            count: under.documents.len() as u32,
            alike: under.alike,
            first: cards.get(*first),
            open: open.contains(&cards.get(row.document).id),
        }))
    }

    /// Worked out once for a selection, and kept with it.
    fn folded(&self, selection: &Selection, selected: &Selected) -> Result<Rc<Folded>, PackError> {
        if let Some(folded) = selected.folded.get() {
            return Ok(folded.clone());
        }
        let folded = Rc::new(self.work_out(selection, selected)?);
        Ok(selected.folded.get_or_init(|| folded).clone())
    }

    fn work_out(&self, selection: &Selection, selected: &Selected) -> Result<Folded, PackError> {
        let about = self.about()?;
        let family_of: BTreeMap<u32, &[u32]> = about
            .duplicates
            .iter()
            .flat_map(|family| family.iter().map(|document| (*document, family.as_slice())))
            .collect();
        let stories = self.field(&Field::Story)?;
        let mut taken = Bits::none(self.document_count()?);
        let mut head_of: BTreeMap<u32, u32> = BTreeMap::new();
        let mut folded = Folded::default();
        for head in selected.order.iter().copied() {
            if taken.contains(head) {
                continue;
            }
            taken.insert(head);
            folded.heads.push(head);
            let free = |taken: &Bits, d: u32| selected.bits.contains(d) && !taken.contains(d);
            let mut under = Under::default();
            for other in family_of.get(&head).copied().unwrap_or_default() {
                if free(&taken, *other) {
                    taken.insert(*other);
                    head_of.insert(*other, head);
                    under.alike += 1;
                }
            }
            // A copy reports what its original reports: that there are copies does not hide the event.
            let sure = |confidence: u8| confidence >= selection.min_confidence;
            for story in stories.iter().flat_map(|columns| cells(&columns.values, head)) {
                let Some(columns) = stories.as_ref().filter(|_| sure(story.confidence)) else { continue };
                let others: Vec<u32> = cells(&columns.docs, story.number)
                    .filter(|cell| sure(cell.confidence) && cell.number != head)
                    .map(|cell| cell.number)
                    .filter(|d| free(&taken, *d) || head_of.get(d) == Some(&head))
                    .collect();
                if others.is_empty() {
                    continue;
                }
                under.event = Some(story.number);
                for other in others {
                    taken.insert(other);
                    head_of.insert(other, head);
                }
                break;
            }
            if under.alike > 0 || under.event.is_some() {
                folded.under.insert(head, under);
            }
        }
        for document in &selected.order {
            if let Some(under) = head_of.get(document).and_then(|head| folded.under.get_mut(head)) {
                under.documents.push(*document);
            }
        }
        Ok(folded)
    }
}
