//! The two small models: which word is a cue, and who and what belong to it.
//!
//! The first is a logistic regression over the features of a word. The second is a linear-chain conditional
//! random field (Lafferty, `McCallum`, Pereira 2001) over the sentence, given the cue, with three labels. Both keep
//! their weights in hashed tables of small integers, read from `weights.bin`, which
//! `cargo run --release -p dossier-reader --features training --example train-statements` writes.

use std::sync::OnceLock;

use super::features::{self, Context, Features, Place};
use super::tokens::Token;

/// What a token is to a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Label {
    Neither = 0,
    Source = 1,
    Content = 2,
}

/// Number of labels.
pub(super) const LABELS: usize = 3;

/// Rows of the tables, powers of two.
pub(super) const CUE_ROWS: usize = 1 << 17;
pub(super) const SPAN_ROWS: usize = 1 << 16;
pub(super) const STEP_ROWS: usize = 1 << 14;

/// Where the weights come from: small integers when reading, floats when training.
pub(super) trait Table {
    /// Weight of a cue feature.
    fn cue(&self, feature: u32) -> f32;
    /// Adds the weights of a span feature, a label each.
    fn add_span(&self, feature: u32, to: &mut [f32; LABELS]);
    /// Adds the weights of a step feature, `from * LABELS + to`.
    fn add_step(&self, feature: u32, to: &mut [f32; LABELS * LABELS]);
}

/// The row of a feature in a table of `rows` rows.
pub(super) const fn row(feature: u32, rows: usize) -> usize {
    feature as usize & (rows - 1)
}

/// What tells the feature that owns a row from the others that fall on it; never nought. Five bits: each bit more
/// costs every row one, and one stranger in 32 does no harm that could be measured.
pub(super) const fn check(feature: u32) -> u8 {
    (feature >> 27) as u8 + 1
}

/// One row: who owns it, and its weights.
#[derive(Clone, Copy)]
struct Row<const N: usize> {
    check: u8,
    weights: [i8; N],
}

/// Weights as committed.
pub(super) struct Weights {
    cue: Vec<Row<1>>,
    span: Vec<Row<LABELS>>,
    step: Vec<Row<{ LABELS * LABELS }>>,
    scales: [f32; 3],
}

impl Weights {
    /// The committed weights.
    pub(super) fn committed() -> &'static Self {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        WEIGHTS.get_or_init(|| Self::decode(include_bytes!("weights.bin")))
    }

    /// Reads what training wrote: three scales, then the tables. A table lies in columns, which compress far better
    /// than rows: how many rows (a varint), the gap of each from the row before (varints), their checks, and
    /// for every label their weights.
    pub(super) fn decode(bytes: &[u8]) -> Self {
        let mut scales = [0.0; 3];
        let mut at = 0;
        for scale in &mut scales {
            if let Some(four) = bytes.get(at..at + 4).and_then(|four| four.try_into().ok()) {
                *scale = f32::from_le_bytes(four);
            }
            at += 4;
        }
        Self {
            cue: rows(bytes, &mut at, CUE_ROWS),
            span: rows(bytes, &mut at, SPAN_ROWS),
            step: rows(bytes, &mut at, STEP_ROWS),
            scales,
        }
    }
}

fn rows<const N: usize>(bytes: &[u8], at: &mut usize, count: usize) -> Vec<Row<N>> {
    let mut rows = vec![Row { check: 0, weights: [0; N] }; count];
    let kept = varint(bytes, at).unwrap_or(0) as usize;
    let mut slots = Vec::with_capacity(kept.min(count));
    let mut slot = 0_usize;
    for _ in 0..kept.min(count) {
        slot += varint(bytes, at).unwrap_or(0) as usize;
        slots.push(slot.wrapping_sub(1));
    }
    let mut column = |set: &mut dyn FnMut(&mut Row<N>, u8)| {
        for slot in &slots {
            if let (Some(row), Some(cell)) = (rows.get_mut(*slot), bytes.get(*at)) {
                set(row, *cell);
            }
            *at += 1;
        }
    };
    column(&mut |row, cell| row.check = cell);
    for label in 0..N {
        column(&mut |row, cell| row.weights[label] = i8::from_le_bytes([cell]));
    }
    rows
}

fn varint(bytes: &[u8], at: &mut usize) -> Option<u32> {
    let mut value = 0_u32;
    for shift in [0, 7, 14, 21] {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value |= u32::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

impl Table for Weights {
    fn cue(&self, feature: u32) -> f32 {
        let row = &self.cue[row(feature, CUE_ROWS)];
        if row.check == check(feature) { f32::from(row.weights[0]) * self.scales[0] } else { 0.0 }
    }

    fn add_span(&self, feature: u32, to: &mut [f32; LABELS]) {
        let row = &self.span[row(feature, SPAN_ROWS)];
        if row.check == check(feature) {
            for (sum, weight) in to.iter_mut().zip(row.weights) {
                *sum += f32::from(weight) * self.scales[1];
            }
        }
    }

    fn add_step(&self, feature: u32, to: &mut [f32; LABELS * LABELS]) {
        let row = &self.step[row(feature, STEP_ROWS)];
        if row.check == check(feature) {
            for (sum, weight) in to.iter_mut().zip(row.weights) {
                *sum += f32::from(weight) * self.scales[2];
            }
        }
    }
}

/// How likely token `i` is to be the head of a cue, 0 to 1.
pub(super) fn cue_chance(
    table: &impl Table,
    tokens: &[Token],
    context: &Context,
    i: usize,
    scratch: &mut Features,
) -> f32 {
    features::cue(tokens, context, i, scratch);
    let sum: f32 = scratch.iter().map(|feature| table.cue(*feature)).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// Scores of every label at every token and of every step between them.
#[derive(Default)]
pub(super) struct Lattice {
    pub(super) node: Vec<[f32; LABELS]>,
    pub(super) edge: Vec<[f32; LABELS * LABELS]>,
}

/// Weights of a span and of the step to it.
type Sums = ([f32; LABELS], [f32; LABELS * LABELS]);

/// What the tokens of one sentence weigh on either side of a cue, whichever it is.
#[derive(Default)]
pub(super) struct ByToken {
    sums: Vec<[Option<Sums>; 2]>,
}

impl ByToken {
    /// Forgets all: the next sentence, or other weights.
    pub(super) fn clear(&mut self, tokens: usize) {
        self.sums.clear();
        self.sums.resize(tokens, [None; 2]);
    }
}

/// All that is told of token `i`, and of the step to it, when it is asked what it is to the cue at `c`.
#[cfg(feature = "training")]
pub(super) fn told(
    tokens: &[Token],
    context: &Context,
    c: usize,
    i: usize,
    pattern: u32,
    spans: &mut Features,
    steps: &mut Features,
) {
    let place = Place::of(context, c, i);
    let mut part = Features::new();
    features::span(tokens, context, c, i, place, pattern, spans);
    features::span_by_token(tokens, context, i, place.side(), &mut part);
    spans.append(&mut part);
    features::span_by_place(tokens, context, c, place, pattern, &mut part);
    spans.append(&mut part);
    steps.clear();
    if i > 0 {
        features::step(tokens, context, c, i, place, steps);
        features::step_by_token(tokens, context, i, place.side(), &mut part);
        steps.append(&mut part);
        features::step_by_place(tokens, c, place, &mut part);
        steps.append(&mut part);
    }
}

/// Fills the lattice of a sentence for the cue at `c`, whose own label is fixed. `by_token` is that of the sentence.
pub(super) fn lattice(
    table: &impl Table,
    tokens: &[Token],
    context: &Context,
    c: usize,
    scratch: &mut Features,
    by_token: &mut ByToken,
    lattice: &mut Lattice,
) {
    lattice.node.clear();
    lattice.edge.clear();
    let pattern = features::pattern(tokens, context, c);
    let mut last: Option<(Place, Sums)> = None;
    for i in 0..tokens.len() {
        if i == c {
            lattice.node.push([0.0, f32::NEG_INFINITY, f32::NEG_INFINITY]);
            lattice.edge.push([0.0; LABELS * LABELS]);
            continue;
        }
        let place = Place::of(context, c, i);
        let here = match last {
            Some((known, sums)) if known == place => sums,
            _ => {
                let mut sums = ([0.0; LABELS], [0.0; LABELS * LABELS]);
                features::span_by_place(tokens, context, c, place, pattern, scratch);
                scratch.iter().for_each(|feature| table.add_span(*feature, &mut sums.0));
                features::step_by_place(tokens, c, place, scratch);
                scratch.iter().for_each(|feature| table.add_step(*feature, &mut sums.1));
                last = Some((place, sums));
                sums
            }
        };
        let own = by_token.sums[i][place.side()].get_or_insert_with(|| {
            let mut sums = ([0.0; LABELS], [0.0; LABELS * LABELS]);
            features::span_by_token(tokens, context, i, place.side(), scratch);
            scratch.iter().for_each(|feature| table.add_span(*feature, &mut sums.0));
            if i > 0 {
                features::step_by_token(tokens, context, i, place.side(), scratch);
                scratch.iter().for_each(|feature| table.add_step(*feature, &mut sums.1));
            }
            sums
        });
        let mut node: [f32; LABELS] = std::array::from_fn(|label| here.0[label] + own.0[label]);
        features::span(tokens, context, c, i, place, pattern, scratch);
        scratch.iter().for_each(|feature| table.add_span(*feature, &mut node));
        let mut edge = [0.0; LABELS * LABELS];
        if i > 0 {
            edge = std::array::from_fn(|step| here.1[step] + own.1[step]);
            features::step(tokens, context, c, i, place, scratch);
            scratch.iter().for_each(|feature| table.add_step(*feature, &mut edge));
        }
        lattice.node.push(node);
        lattice.edge.push(edge);
    }
}

const OF: [Label; LABELS] = [Label::Neither, Label::Source, Label::Content];

/// The best labels (Viterbi) of a lattice.
pub(super) fn best(lattice: &Lattice, labels: &mut Vec<Label>) {
    labels.clear();
    let n = lattice.node.len();
    if n == 0 {
        return;
    }
    let mut back = vec![[0_u8; LABELS]; n];
    let mut score = lattice.node[0];
    for i in 1..n {
        let mut next = [f32::NEG_INFINITY; LABELS];
        for to in 0..LABELS {
            for from in 0..LABELS {
                let sum = score[from] + lattice.edge[i][from * LABELS + to];
                if sum > next[to] {
                    next[to] = sum;
                    back[i][to] = from as u8;
                }
            }
            next[to] += lattice.node[i][to];
        }
        score = next;
    }
    let mut label = (0..LABELS).max_by(|a, b| score[*a].total_cmp(&score[*b])).unwrap_or(0);
    labels.resize(n, Label::Neither);
    for i in (0..n).rev() {
        labels[i] = OF[label];
        label = back[i][label] as usize;
    }
}
