//! Which bytes of a pack a question needs, so that they can be fetched in one go.

use std::ops::Range;

use dossier_pack::{PackError, Section};

use crate::dictionary::Term;
use crate::found::any_word;
use crate::index::{Index, Inner};
use crate::plan::Plan;
use crate::query::Query;
use crate::request::{Request, WordsWanted};
use crate::sorting;

/// Parts with no more than this between them are asked for as one: a request costs more than these bytes.
const GAP: u64 = 4096;

impl Index {
    /// The ranges of the file that [`Index::find`] reads for a request and that are not here yet, in order. Once they
    /// are supplied (see [`dossier_pack::Pack::supply`]) it answers, unless nothing holds what was asked: then it looks
    /// for other words, and says by [`PackError::missing`] what it needs for them.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn wanted(&self, request: &Request) -> Result<Vec<Range<u64>>, PackError> {
        let query = Query::read(&request.query, &self.names(), request.typing);
        let any = (request.words == WordsWanted::Any).then(|| any_word(&query.expr)).flatten();
        let plan = self.0.plan(any.as_ref().unwrap_or(&query.expr))?;
        let alone = matches!(plan, Plan::Leaf(_));
        let mut missing = Vec::new();
        gather(&self.0, &plan, if alone { Positions::Spared } else { Positions::Read }, &mut missing);
        let facets = request.facets.iter().filter_map(|filter| Some(&self.0.facet(&filter.facet)?.section));
        let axes = request.dates.iter().filter_map(|filter| Some(&self.0.axis(filter.axis())?.section));
        missing.extend(facets.chain(axes).filter_map(|section| section.bytes().err()?.missing()));
        let order = sorting::order(missing.len(), &|a, b| missing[a].start.cmp(&missing[b].start));
        let mut ranges: Vec<Range<u64>> = Vec::new();
        for range in order.into_iter().map(|at| missing[at as usize].clone()) {
            match ranges.last_mut() {
                Some(last) if range.start <= last.end.saturating_add(GAP) => {
                    last.end = last.end.max(range.end);
                }
                _ => ranges.push(range),
            }
        }
        Ok(ranges)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Positions {
    Read,
    Spared,
}

fn gather(inner: &Inner, plan: &Plan<'_>, positions: Positions, missing: &mut Vec<Range<u64>>) {
    let mut want = |section: &Section, part: &Range<usize>| {
        if let Err(error) = section.slice(part.clone()) {
            missing.extend(error.missing());
        }
    };
    let sections = &inner.postings;
    let mut term = |term: &Term, positions| {
        want(&sections.docs, &term.docs);
        want(&sections.freqs, &term.freqs);
        if positions == Positions::Read {
            want(&sections.positions, &term.positions);
        }
    };
    match plan {
        Plan::All(parts) | Plan::Any(parts) => {
            for part in parts {
                gather(inner, part, positions, missing);
            }
        }
        Plan::Not(part) => gather(inner, part, Positions::Spared, missing),
        Plan::Leaf(leaf) => {
            let positions =
                if leaf.terms.len() > crate::proximity::MOST_TERMS { Positions::Spared } else { positions };
            leaf.terms.iter().chain(&leaf.bonus).for_each(|(of, _)| term(of, positions));
        }
        Plan::Phrase(phrase) => phrase.words.iter().flatten().for_each(|of| term(of, Positions::Read)),
        Plan::Value { facet, .. } => want(&facet.section, &(0..facet.section.len())),
        Plan::Date { dates, .. } | Plan::Undated { dates } => {
            want(&dates.section, &(0..dates.section.len()));
        }
        Plan::Nothing => {}
    }
}
