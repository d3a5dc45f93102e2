//! From request to answer: one module for each view.

mod compare;
mod contrast;
mod dates;
mod differing;
mod document;
mod entities;
mod entity;
mod facets;
mod folding;
mod instrument;
mod ledger;
mod matrix;
mod overview;
mod paging;
mod pieces;
mod results;
mod roles;
mod stretch;
mod suggest;
mod themes;
mod timeline;
mod together;

pub(crate) use folding::Folded;
pub(crate) use ledger::{Asked, RowKey};

use crate::open::{Engine, Found};
use crate::{Answer, Request};

impl Engine {
    pub(crate) fn respond(&self, request: &Request) -> Found<Answer> {
        Ok(match request {
            Request::Overview { selection } => Answer::Overview(Box::new(self.overview(selection)?)),
            Request::Results { selection, offset, limit, typing, folding } => {
                Answer::Results(Box::new(self.results(selection, *offset, *limit, *typing, folding)?))
            }
            Request::Facets { selection, fields, contains, limit } => {
                Answer::Facets(Box::new(self.facets(selection, fields, contains, *limit)?))
            }
            Request::Titles { selection, limit } => Answer::Titles(Box::new(self.titles(selection, *limit)?)),
            Request::DateStrip { selection, axis, bins } => {
                Answer::DateStrip(Box::new(self.date_strip(selection, *axis, *bins)?))
            }
            Request::Document { id, selection } => {
                Answer::Document(Box::new(self.document_page(id, selection)?))
            }
            Request::Stretch { id, first, end } => {
                Answer::Stretch(Box::new(self.stretch_of(id, *first, *end)?))
            }
            Request::Source { id } => Answer::Source(Box::new(self.source(id)?)),
            Request::Entities { selection, kind, contains, sort, offset, limit } => Answer::Entities(
                Box::new(self.entity_directory(selection, *kind, contains, *sort, *offset, *limit)?),
            ),
            Request::Entity { key, selection } => Answer::Entity(Box::new(self.entity_page(key, selection)?)),
            Request::Mentions { key, selection, offset, limit } => {
                Answer::Mentions(Box::new(self.mentions_of(key, selection, *offset, *limit)?))
            }
            Request::ThemeMentions { key, selection, offset, limit } => {
                Answer::Mentions(Box::new(self.theme_mentions(key, selection, *offset, *limit)?))
            }
            Request::Timeline { selection, lanes, axis, most_items, window, bins } => Answer::Timeline(
                Box::new(self.timeline(selection, *lanes, *axis, *most_items, *window, *bins)?),
            ),
            Request::TimelineCards { ids } => Answer::TimelineCards(Box::new(self.timeline_cards(ids)?)),
            &Request::Ledger { ref selection, ref kinds, group, sort, offset, limit } => {
                let asked = Asked { selection, kinds, group, sort, offset, limit };
                Answer::Ledger(Box::new(self.ledger(asked)?))
            }
            Request::AskedAndReported { selection } => {
                Answer::AskedAndReported(Box::new(self.asked_and_reported(selection)?))
            }
            Request::CellSentences { selection, theme, period, limit } => {
                Answer::CellSentences(Box::new(self.cell_sentences(selection, theme, *period, *limit)?))
            }
            Request::Comparison { documents } => Answer::Comparison(Box::new(self.comparison(documents)?)),
            Request::Contrast { left, right } => Answer::Contrast(Box::new(self.contrast(left, right)?)),
            Request::Interpretation { query } => {
                Answer::Interpretation(Box::new(self.query(query)?.interpretation.clone()))
            }
            Request::Suggestions { text, limit } => {
                Answer::Suggestions(Box::new(self.suggestions(text, *limit)?))
            }
            Request::Concordance { selection, skip, limit } => {
                Answer::Concordance(Box::new(self.concordance(selection, *skip, *limit)?))
            }
            Request::Rules => Answer::Rules(Box::new(self.rules()?)),
        })
    }
}
