//! The two ways through a lattice of labels: the best path and the probabilities.
//!
//! What may follow a word depends on the kind of name that it ends, not on whether it began it: five ends a word instead of
//! nine labels, and four kinds side by side.

use super::{KINDS, OUTSIDE, begin, inside};

/// Something for each kind of name.
pub(crate) type Kinds = [f32; KINDS.len()];

/// Something for what a word can end: nothing, or a name of each kind.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ends {
    pub(crate) outside: f32,
    pub(crate) kinds: Kinds,
}

/// Something for each label of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Labels {
    pub(crate) outside: f32,
    pub(crate) begin: Kinds,
    pub(crate) inside: Kinds,
}

/// Something for each step from one word to the next.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Steps {
    /// From outside, to what is not inside.
    pub(crate) from_outside: Ends,
    /// From each kind, to what is not inside.
    pub(crate) from: [Ends; KINDS.len()],
    /// Within a name of each kind.
    pub(crate) within: Kinds,
}

impl Steps {
    /// Each of them, changed.
    pub(crate) fn map(self, change: impl Fn(f32) -> f32 + Copy) -> Self {
        let ends = |ends: Ends| Ends { outside: change(ends.outside), kinds: ends.kinds.map(change) };
        Self {
            from_outside: ends(self.from_outside),
            from: self.from.map(ends),
            within: self.within.map(change),
        }
    }
}

/// The labels' scores along a segment.
#[derive(Default)]
pub(crate) struct Lattice {
    scores: Vec<Labels>,
    /// The score of the best path to each label; later the sums of all paths to it, scaled to one.
    reached: Vec<Labels>,
    /// The sums of all paths from each end on, scaled to one.
    behind: Vec<Ends>,
    factors: Vec<Labels>,
    labels: Vec<usize>,
}

impl Lattice {
    pub(crate) fn clear(&mut self) {
        self.scores.clear();
    }

    pub(crate) fn push(&mut self, scores: Labels) {
        self.scores.push(scores);
    }

    /// The labels of the best path (Viterbi).
    pub(crate) fn best(&mut self, steps: &Steps) -> &[usize] {
        self.reached.clear();
        let mut end = Ends { outside: 0.0, kinds: [f32::NEG_INFINITY; KINDS.len()] };
        for scores in &self.scores {
            let mut begin = [end.outside; KINDS.len()];
            let mut outside = end.outside + steps.from_outside.outside;
            for (begin, step) in begin.iter_mut().zip(steps.from_outside.kinds) {
                *begin += step;
            }
            for (from, end) in steps.from.iter().zip(end.kinds) {
                outside = outside.max(end + from.outside);
                for (begin, step) in begin.iter_mut().zip(from.kinds) {
                    *begin = larger(*begin, end + step);
                }
            }
            let mut label = Labels { outside: outside + scores.outside, begin, inside: end.kinds };
            for kind in 0..KINDS.len() {
                label.begin[kind] += scores.begin[kind];
                label.inside[kind] += steps.within[kind] + scores.inside[kind];
            }
            end = best_ends(&label);
            self.reached.push(label);
        }
        self.labels.clear();
        self.labels.resize(self.scores.len(), OUTSIDE);
        let mut kind = best_end(&end, &Ends::default());
        for at in (0..self.scores.len()).rev() {
            let before = |steps: Ends| match at.checked_sub(1) {
                Some(before) => best_end(&best_ends(&self.reached[before]), &steps),
                None => None,
            };
            let reached = &self.reached[at];
            match kind {
                None => {
                    kind = before(Ends {
                        outside: steps.from_outside.outside,
                        kinds: steps.from.map(|from| from.outside),
                    });
                }
                Some(own) if reached.begin[own] >= reached.inside[own] => {
                    self.labels[at] = begin(own);
                    kind = before(Ends {
                        outside: steps.from_outside.kinds[own],
                        kinds: steps.from.map(|from| from.kinds[own]),
                    });
                }
                // The name goes on in front of the word.
                Some(own) => self.labels[at] = inside(own),
            }
        }
        &self.labels
    }

    /// The labels of the path that [`Self::best`] found.
    pub(crate) fn labels(&self) -> &[usize] {
        &self.labels
    }

    /// Forward and backward sums, each scaled to one; `factors` are the steps' powers of e.
    pub(crate) fn marginals(&mut self, factors: &Steps) {
        self.factors.clear();
        self.factors.extend(self.scores.iter().map(powers));
        self.reached.clear();
        let mut end = Ends { outside: 1.0, kinds: [0.0; KINDS.len()] };
        for potential in &self.factors {
            let mut label = Labels {
                outside: end.outside * factors.from_outside.outside,
                begin: factors.from_outside.kinds.map(|factor| end.outside * factor),
                inside: end.kinds,
            };
            for (from, end) in factors.from.iter().zip(end.kinds) {
                label.outside += end * from.outside;
                for (begin, factor) in label.begin.iter_mut().zip(from.kinds) {
                    *begin += end * factor;
                }
            }
            label.outside *= potential.outside;
            for kind in 0..KINDS.len() {
                label.begin[kind] *= potential.begin[kind];
                label.inside[kind] *= factors.within[kind] * potential.inside[kind];
                end.kinds[kind] = label.begin[kind] + label.inside[kind];
            }
            end.outside = label.outside;
            let scale = end.scale();
            end = end.times(scale);
            label.outside *= scale;
            label.begin = label.begin.map(|sum| sum * scale);
            label.inside = label.inside.map(|sum| sum * scale);
            self.reached.push(label);
        }
        let count = self.scores.len();
        self.behind.clear();
        self.behind.resize(count, Ends { outside: 1.0, kinds: [1.0; KINDS.len()] });
        for at in (1..count).rev() {
            let (potential, behind) = (&self.factors[at], &self.behind[at]);
            let outside = potential.outside * behind.outside;
            let (mut begin, mut sums) = ([0.0; KINDS.len()], [0.0; KINDS.len()]);
            for kind in 0..KINDS.len() {
                begin[kind] = potential.begin[kind] * behind.kinds[kind];
                sums[kind] = factors.within[kind] * potential.inside[kind] * behind.kinds[kind];
            }
            let through = |from: &Ends| {
                from.kinds
                    .iter()
                    .zip(begin)
                    .fold(from.outside * outside, |sum, (factor, begin)| sum + factor * begin)
            };
            for (sum, from) in sums.iter_mut().zip(&factors.from) {
                *sum += through(from);
            }
            let ends = Ends { outside: through(&factors.from_outside), kinds: sums };
            self.behind[at - 1] = ends.times(ends.scale());
        }
    }

    /// The probability of a label at a place, after [`Self::marginals`].
    pub(crate) fn probability(&self, at: usize, label: usize) -> f32 {
        let (reached, behind) = (&self.reached[at], &self.behind[at]);
        let mut all = reached.outside * behind.outside;
        let mut own = all;
        for kind in 0..KINDS.len() {
            let (begins, goes_on) =
                (reached.begin[kind] * behind.kinds[kind], reached.inside[kind] * behind.kinds[kind]);
            all += begins + goes_on;
            if label == begin(kind) {
                own = begins;
            } else if label == inside(kind) {
                own = goes_on;
            }
        }
        if all > 0.0 { own / all } else { 0.0 }
    }
}

impl Ends {
    /// What scales their sum to one.
    fn scale(&self) -> f32 {
        let sum = self.outside + self.kinds.iter().sum::<f32>();
        if sum > 0.0 { sum.recip() } else { 1.0 }
    }

    fn times(self, factor: f32) -> Self {
        Self { outside: self.outside * factor, kinds: self.kinds.map(|value| value * factor) }
    }
}

/// Unlike [`f32::max`], which also asks whether one is no number, this is one instruction for all kinds.
const fn larger(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

/// The best score with which a word ends each kind.
fn best_ends(label: &Labels) -> Ends {
    let mut kinds = label.begin;
    for (kind, inside) in kinds.iter_mut().zip(label.inside) {
        *kind = larger(*kind, inside);
    }
    Ends { outside: label.outside, kinds }
}

/// The kind that the best path ends with, `steps` being what comes on top.
fn best_end(ends: &Ends, steps: &Ends) -> Option<usize> {
    let (mut best, mut score) = (None, ends.outside + steps.outside);
    for kind in 0..KINDS.len() {
        let own = ends.kinds[kind] + steps.kinds[kind];
        if own > score {
            (best, score) = (Some(kind), own);
        }
    }
    best
}

/// Powers of e, the largest being 1.
fn powers(scores: &Labels) -> Labels {
    let top = scores.begin.iter().chain(&scores.inside).copied().fold(scores.outside, larger);
    Labels {
        outside: power(scores.outside - top),
        begin: scores.begin.map(|score| power(score - top)),
        inside: scores.inside.map(|score| power(score - top)),
    }
}

/// A power of e of a number that is not above nought, off by less than one in 100,000: what is rounded to whole percents
/// needs no more, and without a call four are made at once.
fn power(x: f32) -> f32 {
    /// Added to a number of some millions at the most it leaves the whole part in the lowest bits.
    const ROUND: f32 = 12_582_912.0;
    let x = larger(x, -80.0) * std::f32::consts::LOG2_E;
    let whole = x + ROUND;
    let rest = (x - (whole - ROUND)) * std::f32::consts::LN_2;
    // Taylor's series for at most half of a binary step to either side.
    let power = 1.0 + rest * (1.0 + rest * (0.5 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0 + rest / 120.0))));
    f32::from_bits(power.to_bits().wrapping_add(whole.to_bits() << 23))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_e_are_right_to_five_digits() {
        for step in 0..8000 {
            let x = -0.01 * step as f32;
            let (own, exact) = (power(x), x.exp());
            assert!((own - exact).abs() <= 1e-5 * exact, "e to the {x} is {exact}, and not {own}");
        }
    }
}
