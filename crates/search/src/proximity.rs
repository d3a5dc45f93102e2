//! Neighbouring words of a query that stand near each other in a document: it is likelier to be about them together.
//!
//! After Rasolofo and Savoy, "Term Proximity Scoring for Keyword-Based Retrieval Systems" (2003): each two neighbours
//! within [`ranking::WINDOW`] words of each other count as an occurrence of a word of their own, less the further
//! apart they are (by the square of the distance), weighted and saturated as occurrences of words are. As there, only
//! the best documents by their words alone are looked at. What is added is never negative, so they stay the best
//! ones, and every page of the list is the same however much of it is asked for.

use dossier_pack::PackError;

use crate::dictionary::Term;
use crate::index::{Inner, Lengths, ranking};
use crate::matching::Matches;
use crate::phrase::PositionCursor;
use crate::plan::Plan;
use crate::postings::FIELDS;
use crate::sorting;
use crate::writer::Field;

/// A word that stands for more terms than this (a short prefix) is not looked at.
pub(crate) const MOST_TERMS: usize = 16;

/// A word of the query, in the order in which it was typed.
struct Word<'p> {
    terms: Vec<&'p Term>,
    field: Option<Field>,
    idf: f32,
}

/// Whether the words in a disjunction are a question's, of which any will do, or were joined by OR.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Disjunction {
    Question,
    Choice,
}

/// The words in order; `None` stands where neighbours are torn apart.
fn sequence<'p>(inner: &Inner, plan: &'p Plan<'_>, any: Disjunction, words: &mut Vec<Option<Word<'p>>>) {
    match plan {
        Plan::All(parts) => parts.iter().for_each(|part| sequence(inner, part, any, words)),
        Plan::Any(parts) if any == Disjunction::Question => {
            for part in parts {
                sequence(inner, part, Disjunction::Choice, words);
            }
        }
        Plan::Leaf(leaf) if leaf.terms.len() <= MOST_TERMS => {
            // Who typed marks is shown first where the marks stand.
            let of = if leaf.bonus.is_empty() { &leaf.terms } else { &leaf.bonus };
            let terms = of.iter().map(|(term, _)| term).collect();
            words.push(Some(Word { terms, field: leaf.field, idf: leaf.idf }));
        }
        Plan::Phrase(phrase) if phrase.slop.is_none() => {
            for terms in &phrase.words {
                let documents = terms.iter().fold(0u32, |sum, term| sum.saturating_add(term.documents));
                let idf = inner.idf(documents.min(inner.meta.documents));
                words.push((terms.len() <= MOST_TERMS).then(|| Word {
                    terms: terms.iter().collect(),
                    field: phrase.field,
                    idf,
                }));
            }
        }
        // What is no word of the text may stand between two.
        Plan::Not(_) | Plan::Value { .. } | Plan::Date { .. } | Plan::Undated { .. } => {}
        Plan::Any(_) | Plan::Leaf(_) | Plan::Phrase(_) | Plan::Nothing => words.push(None),
    }
}

impl Inner {
    /// Adds to the scores of the best documents what the nearness of the query's words is worth.
    pub(crate) fn add_proximity(
        &self,
        plan: &Plan<'_>,
        any: Disjunction,
        matches: &mut Matches,
    ) -> Result<(), PackError> {
        let mut words = Vec::new();
        sequence(self, plan, any, &mut words);
        let pairs: Vec<(usize, usize)> = (1..words.len())
            .filter(|&at| match (&words[at - 1], &words[at]) {
                (Some(a), Some(b)) => a.field == b.field && a.terms != b.terms,
                _ => false,
            })
            .map(|at| (at - 1, at))
            .collect();
        if pairs.is_empty() {
            return Ok(());
        }
        let mut best = sorting::best(&matches.scores, ranking::LOOKED_AT);
        sorting::sort_once(&mut best);
        let mut cursors: Vec<Vec<PositionCursor>> = Vec::with_capacity(words.len());
        for word in &words {
            let terms = word.iter().flat_map(|word| &word.terms).map(|term| PositionCursor::open(self, term));
            cursors.push(terms.collect::<Result<_, _>>()?);
        }
        let mut places: Vec<[Vec<u32>; FIELDS]> = vec![Default::default(); words.len()];
        for at in best {
            let doc = matches.docs[at as usize];
            for (cursors, places) in cursors.iter_mut().zip(&mut places) {
                PositionCursor::read_all(cursors, doc, places);
            }
            let codes = self.codes(doc);
            for &(a, b) in &pairs {
                let (Some(first), Some(second)) = (&words[a], &words[b]) else { continue };
                let mut near = [0.0; FIELDS];
                for field in Field::ALL {
                    if first.field.is_none_or(|only| only == field) {
                        let field = field as usize;
                        near[field] = nearness(&places[a][field], &places[b][field]);
                    }
                }
                let weighted = self.lengths.weigh(near, codes);
                let idf = f32::midpoint(first.idf, second.idf);
                matches.scores[at as usize] += ranking::PROXIMITY * idf * Lengths::saturate(weighted);
            }
        }
        Ok(())
    }
}

/// The sum, over all occurrences of two words within the window, of one by the square of their distance.
fn nearness(a: &[u32], b: &[u32]) -> f32 {
    let mut sum = 0.0;
    let mut from = 0;
    for &place in a {
        while from < b.len() && b[from].saturating_add(ranking::WINDOW) < place {
            from += 1;
        }
        for &other in b[from..].iter().take_while(|other| **other <= place.saturating_add(ranking::WINDOW)) {
            let distance = place.abs_diff(other) as f32;
            if distance > 0.0 {
                sum += 1.0 / (distance * distance);
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::nearness;

    #[test]
    fn nearer_words_count_more_and_far_ones_nothing() {
        assert!((nearness(&[3], &[4]) - 1.0).abs() < 1e-6);
        assert!((nearness(&[3, 20], &[1, 22]) - 0.5).abs() < 1e-6);
        assert!(nearness(&[3], &[9]) <= 0.0);
        assert!(nearness(&[], &[9]) <= 0.0);
    }
}
