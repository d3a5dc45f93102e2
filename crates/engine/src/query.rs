//! The query of a selection: what it matches, how it was read, where its words stand.

use std::rc::Rc;

use dossier_corpus::{Document, Span, fold};

use crate::answer::Interpretation;
use crate::open::{Engine, Found};
use crate::select::Bits;

/// What a query matches.
#[derive(Clone, Debug, Default)]
pub(crate) struct QueryHits {
    /// Best first, with a score in thousandths; `None`: there is no query, everything matches.
    pub(crate) ranked: Option<Vec<(u32, u32)>>,
    pub(crate) interpretation: Interpretation,
}

impl QueryHits {
    pub(crate) fn matching(&self, documents: u32) -> Bits {
        match &self.ranked {
            None => Bits::all(documents),
            Some(ranked) => {
                let mut bits = Bits::none(documents);
                ranked.iter().for_each(|(document, _)| bits.insert(*document));
                bits
            }
        }
    }
}

impl QueryHits {
    pub(crate) fn score(&self, document: u32) -> u32 {
        self.ranked.iter().flatten().find(|(d, _)| *d == document).map_or(0, |(_, score)| *score)
    }
}

impl Engine {
    pub(crate) fn select_while_typing(
        &self,
        selection: &crate::Selection,
    ) -> Found<Rc<crate::select::Selected>> {
        self.select(selection)
    }

    /// What a query matches.
    pub(crate) fn query(&self, query: &str) -> Found<Rc<QueryHits>> {
        if query.trim().is_empty() {
            return Ok(Rc::new(QueryHits::default()));
        }
        let terms: Vec<String> = query.split_whitespace().map(fold).collect();
        let mut ranked = Vec::new();
        for d in 0..self.document_count()? {
            let text = fold(&self.document(d)?.text);
            if terms.iter().all(|t| text.contains(t.as_str())) {
                ranked.push((d, 1000));
            }
        }
        Ok(Rc::new(QueryHits {
            ranked: Some(ranked),
            interpretation: Interpretation {
                words: format!("all of: {}", terms.join(", ")),
                ..Interpretation::default()
            },
        }))
    }

    /// Where the query's words stand in a document.
    pub(crate) fn hits(&self, query: &str, _number: u32, document: &Document) -> Found<Vec<Span>> {
        let mut out = Vec::new();
        for term in query.split_whitespace() {
            for (at, m) in document.text.match_indices(term) {
                out.push(Span::new(at, at + m.len()));
            }
        }
        out.sort();
        Ok(out)
    }
}
