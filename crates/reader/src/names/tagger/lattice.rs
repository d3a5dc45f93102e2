//! The two ways through a lattice of labels: the best path and the probabilities.
//!
//! The labels of a word lie side by side and are worked on together, those that follow nothing included.

use super::LABELS;
use super::model::Model;

/// A number for each label, and some more that make three registers full.
pub(crate) type Lanes = [f32; LANES];
pub(crate) const LANES: usize = 12;

/// The labels' scores along a segment.
#[derive(Default)]
pub(crate) struct Lattice {
    scores: Vec<Lanes>,
    forward: Vec<Lanes>,
    backward: Vec<Lanes>,
    potential: Vec<Lanes>,
    /// For each word and label the label before it on the best path to it.
    back: Vec<[u32; LANES]>,
    labels: Vec<usize>,
}

impl Lattice {
    pub(crate) fn clear(&mut self) {
        self.scores.clear();
    }

    pub(crate) fn push(&mut self, scores: Lanes) {
        self.scores.push(scores);
    }

    /// The labels of the best path (Viterbi).
    pub(crate) fn best(&mut self, model: &Model) -> &[usize] {
        self.back.clear();
        let mut best = [f32::NEG_INFINITY; LANES];
        for (at, scores) in self.scores.iter().enumerate() {
            let mut next = [f32::NEG_INFINITY; LANES];
            let mut from = [0; LANES];
            if at == 0 {
                next = model.transitions[0];
            } else {
                for (before, moves) in (0..).zip(&model.transitions) {
                    let reached = best[before as usize];
                    for lane in 0..LANES {
                        let score = reached + moves[lane];
                        let better = score > next[lane];
                        next[lane] = if better { score } else { next[lane] };
                        from[lane] = if better { before } else { from[lane] };
                    }
                }
            }
            for (next, score) in next.iter_mut().zip(scores) {
                *next += score;
            }
            best = next;
            self.back.push(from);
        }
        let mut label = (0..LABELS).max_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap_or(0);
        self.labels.clear();
        self.labels.resize(self.scores.len(), 0);
        for at in (0..self.scores.len()).rev() {
            self.labels[at] = label;
            label = self.back[at][label] as usize;
        }
        &self.labels
    }

    /// The labels of the path that [`Self::best`] found.
    pub(crate) fn labels(&self) -> &[usize] {
        &self.labels
    }

    /// Forward and backward sums, each scaled to one.
    pub(crate) fn marginals(&mut self, model: &Model) {
        let count = self.scores.len();
        self.potential.clear();
        self.potential.extend(self.scores.iter().map(|scores| {
            let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let mut potential = [0.0; LANES];
            for (potential, score) in potential[..LABELS].iter_mut().zip(scores) {
                *potential = (score - top).exp();
            }
            potential
        }));
        self.forward.clear();
        for (at, potential) in self.potential.iter().enumerate() {
            let mut next = if at == 0 { model.factors[0] } else { [0.0; LANES] };
            if let Some(last) = at.checked_sub(1).map(|last| &self.forward[last]) {
                for (before, factors) in last.iter().zip(&model.factors) {
                    for (next, factor) in next.iter_mut().zip(factors) {
                        *next += before * factor;
                    }
                }
            }
            for (next, potential) in next.iter_mut().zip(potential) {
                *next *= potential;
            }
            scale(&mut next);
            self.forward.push(next);
        }
        self.backward.clear();
        self.backward.resize(count, [1.0; LANES]);
        for at in (1..count).rev() {
            let mut row = [0.0; LANES];
            for (label, factors) in model.factors_to.iter().enumerate() {
                let (potential, behind) = (self.potential[at][label], self.backward[at][label]);
                for (row, factor) in row.iter_mut().zip(factors) {
                    *row += factor * potential * behind;
                }
            }
            scale(&mut row);
            self.backward[at - 1] = row;
        }
    }

    /// The probability of a label at a place, after [`Self::marginals`].
    pub(crate) fn probability(&self, at: usize, label: usize) -> f32 {
        let all: f32 = (0..LABELS).map(|label| self.forward[at][label] * self.backward[at][label]).sum();
        if all > 0.0 { self.forward[at][label] * self.backward[at][label] / all } else { 0.0 }
    }
}

fn scale(row: &mut Lanes) {
    let sum: f32 = row[..LABELS].iter().sum();
    if sum > 0.0 {
        for value in row {
            *value /= sum;
        }
    }
}
