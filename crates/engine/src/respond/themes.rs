//! Where a theme is spoken of.

use std::rc::Rc;

use dossier_corpus::{Confidence, Document, Ordered as _};

use super::paging::Paging;
use crate::answer::{MarkKind, MentionInContext, Mentions};
use crate::layout::field_section;
use crate::open::{Engine, Found, Trouble, passage_around};
use crate::select::cells;
use crate::{Field, Selection};

const MOST: u32 = 1_000;
/// Terms are found word by word: there is nothing to doubt about that, and nothing more to say.
const RULE: &str = "theme.term";

impl Engine {
    /// The sentences that hold a term of the theme, in the selection's order of time; each sentence once.
    pub(super) fn theme_mentions(
        &self,
        key: &str,
        selection: &Selection,
        offset: u32,
        limit: u32,
    ) -> Found<Mentions> {
        let Some(theme) = self.value_number(&Field::Theme, key)? else {
            return Err(Trouble::Unknown { what: "theme", name: key.to_owned() });
        };
        let selected = self.select(selection)?;
        let (docs, cards, days) = (self.rows(&field_section("theme", "docs"))?, self.cards()?, self.days()?);
        let mut documents: Vec<u32> =
            cells(&docs, theme).map(|cell| cell.number).filter(|d| selected.bits.contains(*d)).collect();
        documents.order_by_key(|d| (days.get(*d).order(), *d));
        let rows = self.rows(crate::layout::DOC_THEMES)?;
        let (mut paging, mut shown) = (Paging::new(offset, limit.min(MOST)), Vec::new());
        for number in documents {
            let mut sentences: Vec<u32> = crate::select::themes(&rows, number)
                .filter(|(_, of)| *of == theme)
                .map(|(at, _)| at)
                .collect();
            sentences.dedup();
            let wanted = paging.next(sentences.len() as u32);
            if !wanted.is_empty() {
                let document: Rc<Document> = self.document(number)?;
                for sentence in &sentences[wanted] {
                    let Some(sentence) = document.sentences.get(*sentence as usize) else { continue };
                    let terms = document.themes.iter().filter(|term| term.theme.0 == theme);
                    let marks: Vec<_> = terms
                        .filter(|term| sentence.span.contains(term.span))
                        .map(|term| (term.span, MarkKind::Subject))
                        .collect();
                    shown.push(MentionInContext {
                        date: cards.date(number),
                        document: cards.get(number),
                        passage: passage_around(&document, sentence.span, &marks),
                        rule: RULE.to_owned(),
                        confidence: Confidence::CERTAIN,
                    });
                }
            }
        }
        Ok(Mentions { total: paging.total, offset, rows: shown })
    }
}
