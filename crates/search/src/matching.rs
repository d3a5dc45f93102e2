//! Which documents match, and how well.
//!
//! Sets at a time: the part of a query that matches fewest documents goes first, and the others look only at what
//! is left. Every part returns its documents in order with what it adds to their scores.

use dossier_pack::PackError;

use crate::dictionary::Term;
use crate::index::{Inner, LengthRows, Lengths};
use crate::plan::{Leaf, Plan, chosen_values};
use crate::postings::{Counts, FIELDS};
use crate::query::Sureness;
use crate::sorting;
use crate::writer::Field;

/// Documents in order, and what each scores.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matches {
    pub(crate) docs: Vec<u32>,
    pub(crate) scores: Vec<f32>,
}

impl Matches {
    pub(crate) fn push(&mut self, doc: u32, score: f32) {
        self.docs.push(doc);
        self.scores.push(score);
    }

    fn unscored(docs: Vec<u32>) -> Self {
        Self { scores: vec![0.0; docs.len()], docs }
    }

    /// Keeps what `other` holds too, and adds its scores.
    fn intersect(&mut self, other: &Self) {
        let mut at = 0;
        let mut kept = 0;
        for i in 0..self.docs.len() {
            let doc = self.docs[i];
            while at < other.docs.len() && other.docs[at] < doc {
                at += 1;
            }
            if at < other.docs.len() && other.docs[at] == doc {
                self.docs[kept] = doc;
                self.scores[kept] = self.scores[i] + other.scores[at];
                kept += 1;
            }
        }
        self.docs.truncate(kept);
        self.scores.truncate(kept);
    }

    fn subtract(&mut self, other: &[u32]) {
        let mut at = 0;
        let mut kept = 0;
        for i in 0..self.docs.len() {
            let doc = self.docs[i];
            while at < other.len() && other[at] < doc {
                at += 1;
            }
            if at >= other.len() || other[at] != doc {
                self.docs[kept] = doc;
                self.scores[kept] = self.scores[i];
                kept += 1;
            }
        }
        self.docs.truncate(kept);
        self.scores.truncate(kept);
    }

    fn union(self, other: Self) -> Self {
        let mut out = Self::default();
        let (mut a, mut b) = (0, 0);
        while a < self.docs.len() || b < other.docs.len() {
            let left = self.docs.get(a).copied().unwrap_or(u32::MAX);
            let right = other.docs.get(b).copied().unwrap_or(u32::MAX);
            let doc = left.min(right);
            let mut score = 0.0;
            if left == doc {
                score += self.scores[a];
                a += 1;
            }
            if right == doc {
                score += other.scores[b];
                b += 1;
            }
            out.push(doc, score);
        }
        out
    }
}

/// Only the counts of the field that is asked for.
#[inline]
fn in_field(counts: Counts, field: Option<Field>) -> Counts {
    match field {
        None => counts,
        Some(field) => {
            let mut only = [0; FIELDS];
            only[field as usize] = counts[field as usize];
            only
        }
    }
}

impl Inner {
    /// The documents that a plan matches, among `within` if that is given.
    pub(crate) fn run(&self, plan: &Plan<'_>, within: Option<&[u32]>) -> Result<Matches, PackError> {
        let documents = self.meta.documents;
        let all = || match within {
            Some(within) => Matches::unscored(within.to_vec()),
            None => Matches::unscored((0..documents).collect()),
        };
        Ok(match plan {
            Plan::Nothing => Matches::default(),
            Plan::Leaf(leaf) => self.run_leaf(leaf, within)?,
            Plan::Phrase(phrase) => self.run_phrase(phrase, within)?,
            Plan::Value { .. } | Plan::Date { .. } | Plan::Undated { .. } => self.run_column(plan, within)?,
            Plan::Not(inner) => {
                let mut left = all();
                left.subtract(&self.run(inner, within)?.docs);
                left
            }
            Plan::Any(parts) => {
                let mut all = Matches::default();
                for part in parts {
                    all = all.union(self.run(part, within)?);
                }
                all
            }
            Plan::All(parts) => {
                let mut wanted: Vec<_> = parts.iter().filter(|part| !matches!(part, Plan::Not(_))).collect();
                let sizes: Vec<u32> = wanted.iter().map(|part| part.size(documents)).collect();
                let order = sorting::order(wanted.len(), &|a, b| sizes[a].cmp(&sizes[b]));
                wanted = order.into_iter().map(|at| wanted[at as usize]).collect();
                let mut left: Option<Matches> = None;
                for part in wanted {
                    left = Some(match left {
                        None => self.run(part, within)?,
                        Some(mut left) => {
                            let found = self.run(part, Some(&left.docs))?;
                            left.intersect(&found);
                            left
                        }
                    });
                }
                let mut left = left.unwrap_or_else(all);
                for part in parts {
                    if let Plan::Not(inner) = part {
                        let found = self.run(inner, Some(&left.docs))?;
                        left.subtract(&found.docs);
                    }
                }
                left
            }
        })
    }

    /// The documents of a plan that looks into a column.
    #[inline(never)] // So that it can come later: tools/later-engine.txt.
    fn run_column(&self, plan: &Plan<'_>, within: Option<&[u32]>) -> Result<Matches, PackError> {
        let filter = |test: &dyn Fn(u32) -> bool| {
            Matches::unscored(match within {
                Some(within) => within.iter().copied().filter(|doc| test(*doc)).collect(),
                None => (0..self.meta.documents).filter(|doc| test(*doc)).collect(),
            })
        };
        Ok(match plan {
            Plan::Value { facet, words } => {
                let facet = facet.get()?;
                let chosen = chosen_values(facet, words);
                filter(&|doc| {
                    let mut found = false;
                    facet.of(doc, 0, |number| found |= chosen.get(number as usize).copied().unwrap_or(false));
                    found
                })
            }
            Plan::Date { dates, from, to, sureness } => {
                let dates = dates.get()?;
                filter(&|doc| date_matches(dates.of(doc), *from, *to, *sureness))
            }
            Plan::Undated { dates } => {
                let dates = dates.get()?;
                filter(&|doc| dates.of(doc).next().is_none())
            }
            _ => Matches::default(),
        })
    }

    fn run_leaf(&self, leaf: &Leaf, within: Option<&[u32]>) -> Result<Matches, PackError> {
        let lengths = self.length_rows();
        if let ([(term, weight)], true) = (&leaf.terms[..], leaf.bonus.is_empty()) {
            let mut matches = Matches::default();
            self.visit(term, within, |doc, counts| {
                let counts = in_field(counts, leaf.field);
                if counts != [0; FIELDS] {
                    let weighted = weight * self.weigh(counts, doc, lengths);
                    matches.push(doc, leaf.idf * Lengths::saturate(weighted));
                }
            })?;
            return Ok(matches);
        }
        let mut weights = vec![0f32; self.meta.documents as usize];
        for (term, weight) in &leaf.terms {
            self.visit(term, within, |doc, counts| {
                let counts = in_field(counts, leaf.field);
                weights[doc as usize] += weight * self.weigh(counts, doc, lengths);
            })?;
        }
        let docs: Vec<u32> =
            (0..).zip(&weights).filter(|(_, weight)| **weight > 0.0).map(|(doc, _)| doc).collect();
        for (term, weight) in &leaf.bonus {
            self.visit(term, Some(&docs), |doc, counts| {
                let counts = in_field(counts, leaf.field);
                weights[doc as usize] += weight * self.weigh(counts, doc, lengths);
            })?;
        }
        let scores = docs.iter().map(|doc| leaf.idf * Lengths::saturate(weights[*doc as usize])).collect();
        Ok(Matches { docs, scores })
    }

    #[inline]
    pub(crate) fn weigh(&self, counts: Counts, doc: u32, lengths: LengthRows<'_>) -> f32 {
        self.lengths.weigh(counts.map(|count| count as f32), lengths.of(doc))
    }

    /// Calls `each` for every document of a term, in order, among `within` if that is given.
    pub(crate) fn visit(
        &self,
        term: &Term,
        within: Option<&[u32]>,
        mut each: impl FnMut(u32, Counts),
    ) -> Result<(), PackError> {
        let documents = self.meta.documents;
        match within {
            None => self.postings.for_each(term, |doc, counts| {
                if doc < documents {
                    each(doc, counts);
                }
            })?,
            Some(within) => {
                let postings = self.postings.open(term)?;
                let (mut docs, mut counts) = (Vec::new(), Vec::new());
                let mut read = None;
                let (mut block, mut at) = (0, 0);
                for &doc in within {
                    let Some(next) = postings.block_of(block, doc) else { break };
                    if read != Some(next) {
                        block = next;
                        postings.read_docs(block, &mut docs);
                        postings.read_counts(block, &mut counts);
                        read = Some(block);
                        at = 0;
                    }
                    while at < docs.len() && docs[at] < doc {
                        at += 1;
                    }
                    if docs.get(at) == Some(&doc) && doc < documents {
                        each(doc, counts[at]);
                    }
                }
            }
        }
        Ok(())
    }
}

/// Whether a document's intervals answer to a range of days.
pub(crate) fn date_matches(
    mut intervals: impl Iterator<Item = (i32, i32)>,
    from: i32,
    to: i32,
    sureness: Sureness,
) -> bool {
    intervals.any(|(earliest, latest)| match sureness {
        Sureness::Possibly => earliest <= to && latest >= from,
        Sureness::Certainly => earliest >= from && latest <= to,
    })
}
