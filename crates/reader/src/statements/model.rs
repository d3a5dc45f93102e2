//! The two small models: which word is a cue, and who and what belong to it.
//!
//! The first is a logistic regression over the features of a word. The second is a linear-chain conditional
//! random field (Lafferty, `McCallum`, Pereira 2001) over the sentence, given the cue, with three labels. Both keep
//! their weights in hashed tables of small integers, read from `weights.bin`, which
//! `cargo run --release -p dossier-reader --features training --example train-statements` writes.

use std::sync::OnceLock;

use super::features::{self, Context, Place};
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
    /// A sum of cue weights.
    type Cue: Copy + Default;
    /// A sum of span weights, one for each label.
    type Span: Copy + Default;
    /// A sum of step weights, one for each step.
    type Step: Copy + Default;
    /// Below this sum of what it tells by itself a word is no cue.
    const UNHEARD_OF: f32;
    /// Below this sum with its near features likewise.
    const HOPELESS: f32;
    /// Adds the weight of a cue feature.
    fn add_cue(&self, feature: u32, to: &mut Self::Cue);
    /// Adds the weights of a span feature.
    fn add_span(&self, feature: u32, to: &mut Self::Span);
    /// Adds the weights of a step feature.
    fn add_step(&self, feature: u32, to: &mut Self::Step);
    /// A sum of cue weights as a score.
    fn cue(&self, sum: Self::Cue) -> f32;
    /// Three sums as one, a score for each label.
    fn node(&self, sums: [&Self::Span; 3]) -> [f32; LABELS];
    /// Three sums as one, a score for each step, `from * LABELS + to`.
    fn edge(&self, sums: [&Self::Step; 3]) -> [f32; LABELS * LABELS];
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

/// Cells of a step's row: the weights, then who owns it. Sixteen, so that a row is added at one go.
const STEP_CELLS: usize = 16;
/// Cells of a span's row likewise.
const SPAN_CELLS: usize = 4;
/// Cells of a cue's row: its one weight, its owner.
const CUE_CELLS: usize = 2;

/// A table of rows; a row's last cell says who owns it.
type Cells<const CELLS: usize, const ROWS: usize> = Box<[[i8; CELLS]; ROWS]>;

/// Weights as committed.
pub(super) struct Weights {
    cue: Cells<CUE_CELLS, CUE_ROWS>,
    span: Cells<SPAN_CELLS, SPAN_ROWS>,
    step: Cells<STEP_CELLS, STEP_ROWS>,
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
            cue: rows(bytes, &mut at, 1),
            span: rows(bytes, &mut at, LABELS),
            step: rows(bytes, &mut at, LABELS * LABELS),
            scales,
        }
    }
}

fn rows<const CELLS: usize, const ROWS: usize>(
    bytes: &[u8],
    at: &mut usize,
    labels: usize,
) -> Cells<CELLS, ROWS> {
    let mut rows: Cells<CELLS, ROWS> =
        vec![[0; CELLS]; ROWS].try_into().expect("a table has as many rows as it was made with");
    let kept = varint(bytes, at).unwrap_or(0) as usize;
    let mut slots = Vec::with_capacity(kept.min(ROWS));
    let mut slot = 0_usize;
    for _ in 0..kept.min(ROWS) {
        slot += varint(bytes, at).unwrap_or(0) as usize;
        slots.push(slot.wrapping_sub(1));
    }
    // The owners come first, then the labels.
    for column in std::iter::once(CELLS - 1).chain(0..labels) {
        for slot in &slots {
            if let (Some(row), Some(cell)) = (rows.get_mut(*slot), bytes.get(*at)) {
                row[column] = i8::from_le_bytes([*cell]);
            }
            *at += 1;
        }
    }
    rows
}

/// The row that a feature owns.
fn owned<const CELLS: usize, const ROWS: usize>(
    rows: &[[i8; CELLS]; ROWS],
    feature: u32,
) -> Option<&[i8; CELLS]> {
    let row = &rows[row(feature, ROWS)];
    (row[CELLS - 1] == check(feature) as i8).then_some(row)
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
    type Cue = i32;
    type Span = [i32; SPAN_CELLS];
    type Step = [i16; STEP_CELLS];

    const UNHEARD_OF: f32 = UNHEARD_OF;
    const HOPELESS: f32 = HOPELESS;

    fn add_cue(&self, feature: u32, to: &mut i32) {
        *to += owned(&self.cue, feature).map_or(0, |row| i32::from(row[0]));
    }

    fn add_span(&self, feature: u32, to: &mut Self::Span) {
        if let Some(row) = owned(&self.span, feature) {
            for (sum, weight) in to.iter_mut().zip(row) {
                *sum += i32::from(*weight);
            }
        }
    }

    fn add_step(&self, feature: u32, to: &mut Self::Step) {
        if let Some(row) = owned(&self.step, feature) {
            for (sum, weight) in to.iter_mut().zip(row) {
                *sum += i16::from(*weight);
            }
        }
    }

    fn cue(&self, sum: i32) -> f32 {
        sum as f32 * self.scales[0]
    }

    fn node(&self, sums: [&Self::Span; 3]) -> [f32; LABELS] {
        std::array::from_fn(|label| {
            (sums[0][label] + sums[1][label] + sums[2][label]) as f32 * self.scales[1]
        })
    }

    fn edge(&self, sums: [&Self::Step; 3]) -> [f32; LABELS * LABELS] {
        std::array::from_fn(|step| f32::from(sums[0][step] + sums[1][step] + sums[2][step]) * self.scales[2])
    }
}

/// Of the 24,341 words of the training texts whose chance is 0.2 or more 14 have so low a sum of what they tell by
/// themselves; of all words 44 % have.
const UNHEARD_OF: f32 = -2.0;

/// Eight of them have so low a sum with their near features; of the words left so far another fifth has.
const HOPELESS: f32 = -2.5;

/// How likely token `i` is to be the head of a cue, 0 to 1.
pub(super) fn cue_chance<T: Table>(table: &T, tokens: &[Token], context: &Context, i: usize) -> f32 {
    let mut sum = T::Cue::default();
    features::cue_alone(tokens, context, i, &mut |feature| table.add_cue(feature, &mut sum));
    if table.cue(sum) < T::UNHEARD_OF {
        return 0.0;
    }
    features::cue_near(tokens, context, i, &mut |feature| table.add_cue(feature, &mut sum));
    if table.cue(sum) < T::HOPELESS {
        return 0.0;
    }
    features::cue_far(tokens, context, i, &mut |feature| table.add_cue(feature, &mut sum));
    1.0 / (1.0 + (-table.cue(sum)).exp())
}

/// Scores of every label at every token and of every step between them.
#[derive(Default)]
pub(super) struct Lattice {
    pub(super) node: Vec<[f32; LABELS]>,
    pub(super) edge: Vec<[f32; LABELS * LABELS]>,
}

/// Weights of a span and of the step to it.
type Sums<T> = (<T as Table>::Span, <T as Table>::Step);

/// What the tokens of one sentence weigh on either side of a cue, whichever it is.
pub(super) struct ByToken<T: Table> {
    sums: Vec<[Option<Sums<T>>; 2]>,
}

impl<T: Table> ByToken<T> {
    pub(super) const fn new() -> Self {
        Self { sums: Vec::new() }
    }

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
    spans: &mut Vec<u32>,
    steps: &mut Vec<u32>,
) {
    let place = Place::of(context, c, i);
    let side = place.side();
    spans.clear();
    let out = &mut |feature| spans.push(feature);
    features::span(tokens, context, c, i, place, pattern, out);
    features::span_by_token(tokens, context, i, side, out);
    features::span_by_place(tokens, context, c, place, pattern, out);
    steps.clear();
    if i > 0 {
        let out = &mut |feature| steps.push(feature);
        features::step(tokens, context, c, i, place, out);
        features::step_by_token(tokens, context, i, side, out);
        features::step_by_place(tokens, c, place, out);
    }
}

/// Fills the lattice of a sentence for the cue at `c`, whose own label is fixed. `by_token` is that of the sentence.
pub(super) fn lattice<T: Table>(
    table: &T,
    tokens: &[Token],
    context: &Context,
    c: usize,
    by_token: &mut ByToken<T>,
    lattice: &mut Lattice,
) {
    lattice.node.clear();
    lattice.edge.clear();
    let pattern = features::pattern(tokens, context, c);
    let mut last: Option<(Place, Sums<T>)> = None;
    for i in 0..tokens.len() {
        if i == c {
            lattice.node.push([0.0, f32::NEG_INFINITY, f32::NEG_INFINITY]);
            lattice.edge.push([0.0; LABELS * LABELS]);
            continue;
        }
        let place = Place::of(context, c, i);
        let side = place.side();
        let here = match &last {
            Some((known, sums)) if *known == place => *sums,
            _ => {
                let (mut span, mut step) = Sums::<T>::default();
                let add = &mut |feature| table.add_span(feature, &mut span);
                features::span_by_place(tokens, context, c, place, pattern, add);
                features::step_by_place(tokens, c, place, &mut |feature| table.add_step(feature, &mut step));
                last = Some((place, (span, step)));
                (span, step)
            }
        };
        let own = by_token.sums[i][side].get_or_insert_with(|| {
            let (mut span, mut step) = Sums::<T>::default();
            features::span_by_token(tokens, context, i, side, &mut |feature| {
                table.add_span(feature, &mut span);
            });
            if i > 0 {
                features::step_by_token(tokens, context, i, side, &mut |feature| {
                    table.add_step(feature, &mut step);
                });
            }
            (span, step)
        });
        let (mut span, mut step) = Sums::<T>::default();
        let add = &mut |feature| table.add_span(feature, &mut span);
        features::span(tokens, context, c, i, place, pattern, add);
        lattice.node.push(table.node([&here.0, &own.0, &span]));
        if i > 0 {
            features::step(tokens, context, c, i, place, &mut |feature| table.add_step(feature, &mut step));
            lattice.edge.push(table.edge([&here.1, &own.1, &step]));
        } else {
            lattice.edge.push([0.0; LABELS * LABELS]);
        }
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
