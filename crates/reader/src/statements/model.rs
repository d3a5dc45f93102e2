//! The two small models: which word is a cue, and who and what belong to it.
//!
//! The first is a logistic regression over the features of a word. The second is a linear-chain conditional
//! random field (Lafferty, `McCallum`, Pereira 2001) over the sentence, given the cue, with three labels. Both keep
//! their weights in hashed tables of small integers, read from `weights.bin`, which
//! `cargo run --release -p dossier-reader --features training --example train-statements` writes.

use std::hint::select_unpredictable;
use std::ops::{Add, AddAssign};
use std::sync::OnceLock;

use super::features::{self, Context, Cue, Neighbours, Place, Roots, Tell};
use super::known::KnownNeighbours;
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
pub(super) const CUE_ROWS: usize = 1 << 16;
pub(super) const SPAN_ROWS: usize = 1 << 15;
pub(super) const STEP_ROWS: usize = 1 << 14;

/// Lanes of a row of [`Grid`]: one for each label, one to spare.
const LANES: usize = 4;
/// Cells of a [`Grid`].
const CELLS: usize = LANES * LANES;

/// Numbers of a token: row by row those of the steps to it from each label, then its own; in a row one for each label that
/// it may have. The last of each row means nothing.
#[derive(Clone, Copy, Default)]
pub(super) struct Grid<N>(pub(super) [N; CELLS]);

/// The cell of a step.
pub(super) const fn step_cell(from: usize, to: usize) -> usize {
    from * LANES + to
}

/// The cell of a label.
pub(super) const fn span_cell(label: usize) -> usize {
    LABELS * LANES + label
}

impl<N: Copy + AddAssign> Grid<N> {
    fn add(&mut self, other: &Self) {
        for (sum, number) in self.0.iter_mut().zip(other.0) {
            *sum += number;
        }
    }
}

/// Where the weights come from: small integers when reading, floats when training.
pub(super) trait Table {
    /// A sum of cue weights.
    type Cue: Copy + Default;
    /// A sum of span and step weights.
    type Number: Copy + Default + AddAssign + Into<Self::Score>;
    /// The same of a whole sentence.
    type Score: Copy + PartialOrd + Add<Output = Self::Score>;
    /// The score of a label that a token cannot have.
    const NEVER: Self::Number;
    /// Adds the weight of a cue feature.
    fn add_cue(&self, feature: u32, to: &mut Self::Cue);
    /// Adds the weights of a span feature.
    fn add_span(&self, feature: u32, to: &mut Grid<Self::Number>);
    /// Adds the weights of a step feature.
    fn add_step(&self, feature: u32, to: &mut Grid<Self::Number>);
    /// A sum of cue weights as the logarithm of the odds that a word is a cue.
    fn cue(&self, sum: Self::Cue) -> f32;
}

/// Adds up the weights of what it is told.
pub(super) struct Sum<'t, T: Table> {
    table: &'t T,
    pub(super) grid: Grid<T::Number>,
}

impl<'t, T: Table> Sum<'t, T> {
    pub(super) fn of(table: &'t T) -> Self {
        Self { table, grid: Grid::default() }
    }
}

impl<T: Table> Tell for Sum<'_, T> {
    fn span(&mut self, feature: u32) {
        self.table.add_span(feature, &mut self.grid);
    }

    fn step(&mut self, feature: u32) {
        self.table.add_step(feature, &mut self.grid);
    }
}

/// The row of a feature in a table of `rows` rows.
pub(super) const fn row(feature: u32, rows: usize) -> usize {
    feature as usize & (rows - 1)
}

/// What tells the feature that owns a row from the others that fall on it. Five bits: each bit more costs every row one, and
/// one stranger in 32 does no harm that could be measured.
const fn owner(feature: u32) -> u8 {
    (feature >> 27) as u8
}

/// The same as training writes it; never nought, which is nobody.
#[cfg(feature = "training")]
pub(super) const fn check(feature: u32) -> u8 {
    owner(feature) + 1
}

/// The owner of a row that has none.
const NOBODY: i8 = -1;

/// Cells of a step's row: a [`Grid`] without the label's own row, then who owns it. Sixteen, so that a row is added at one go.
const STEP_CELLS: usize = CELLS;
/// Cells of a span's row: the last of a [`Grid`], then who owns it.
const SPAN_CELLS: usize = LANES;
/// Cells of a cue's row: its one weight, its owner.
const CUE_CELLS: usize = 2;

/// A table of rows; a row's last cell says who owns it.
type Cells<const CELLS: usize, const ROWS: usize> = Box<[[i8; CELLS]; ROWS]>;

/// Weights as committed.
pub(super) struct Weights {
    cue: Cells<CUE_CELLS, CUE_ROWS>,
    span: Cells<SPAN_CELLS, SPAN_ROWS>,
    step: Cells<STEP_CELLS, STEP_ROWS>,
    /// What one of a cue's weights stands for.
    scale: f32,
    gates: [Gates; 2],
}

impl Weights {
    /// The committed weights.
    pub(super) fn committed() -> &'static Self {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        WEIGHTS.get_or_init(|| Self::decode(include_bytes!("weights.bin")))
    }

    /// Reads what training wrote: the scale of a cue's weights and the gates, then the tables. A table lies in columns, which
    /// compress far better than rows: how many rows (a varint), the gap of each from the row before (varints), their checks,
    /// and for every label their weights.
    pub(super) fn decode(bytes: &[u8]) -> Self {
        let mut at = 0;
        let mut number = || {
            let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
            at += 4;
            four.map_or(0.0, f32::from_le_bytes)
        };
        let scale = number();
        let gates = std::array::from_fn(|_| Gates { alone: number(), near: number() });
        let step_columns: [usize; LABELS * LABELS] =
            std::array::from_fn(|step| step_cell(step / LABELS, step % LABELS));
        Self {
            cue: rows(bytes, &mut at, &[0]),
            span: rows(bytes, &mut at, &[0, 1, 2]),
            step: rows(bytes, &mut at, &step_columns),
            scale,
            gates,
        }
    }

    /// The gates of a word that is a cue from a small chance on, or from an even one.
    pub(super) fn gates(&self, likely: bool) -> Gates {
        self.gates[usize::from(likely)]
    }
}

fn rows<const CELLS: usize, const ROWS: usize>(
    bytes: &[u8],
    at: &mut usize,
    columns: &[usize],
) -> Cells<CELLS, ROWS> {
    let mut empty = [0; CELLS];
    empty[CELLS - 1] = NOBODY;
    let mut rows: Cells<CELLS, ROWS> =
        vec![empty; ROWS].try_into().expect("a table has as many rows as it was made with");
    let kept = varint(bytes, at).unwrap_or(0) as usize;
    let mut slots = Vec::with_capacity(kept.min(ROWS));
    let mut slot = 0_usize;
    for _ in 0..kept.min(ROWS) {
        slot += varint(bytes, at).unwrap_or(0) as usize;
        slots.push(slot.wrapping_sub(1));
    }
    // The owners come first, then the labels.
    for column in std::iter::once(CELLS - 1).chain(columns.iter().copied()) {
        for slot in &slots {
            if let (Some(row), Some(cell)) = (rows.get_mut(*slot), bytes.get(*at)) {
                let owner = i8::from(column == CELLS - 1);
                row[column] = i8::from_le_bytes([*cell]).wrapping_sub(owner);
            }
            *at += 1;
        }
    }
    rows
}

/// The row that a feature owns, or one of nought. Nobody could guess whether it owns one.
fn owned<const CELLS: usize, const ROWS: usize>(rows: &[[i8; CELLS]; ROWS], feature: u32) -> &[i8; CELLS] {
    let row = &rows[row(feature, ROWS)];
    select_unpredictable(row[CELLS - 1] == owner(feature) as i8, row, &[0; CELLS])
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
    type Number = i16;
    type Score = i32;
    /// More than the few weights of a token and the step behind it can make up for.
    const NEVER: i16 = i16::MIN / 2;

    fn add_cue(&self, feature: u32, to: &mut i32) {
        *to += i32::from(owned(&self.cue, feature)[0]);
    }

    fn add_span(&self, feature: u32, to: &mut Grid<i16>) {
        for (sum, weight) in to.0[span_cell(0)..].iter_mut().zip(owned(&self.span, feature)) {
            *sum += i16::from(*weight);
        }
    }

    fn add_step(&self, feature: u32, to: &mut Grid<i16>) {
        for (sum, weight) in to.0.iter_mut().zip(owned(&self.step, feature)) {
            *sum += i16::from(*weight);
        }
    }

    fn cue(&self, sum: i32) -> f32 {
        sum as f32 * self.scale
    }
}

/// How little a word may score, so far as it is told, and still be asked further: by itself, and with what is nearest.
/// Training reads them off its own texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gates {
    pub(super) alone: f32,
    pub(super) near: f32,
}

impl Gates {
    /// Nothing is left out.
    #[cfg(feature = "training")]
    pub(super) const OPEN: Self = Self { alone: f32::NEG_INFINITY, near: f32::NEG_INFINITY };
}

/// How likely token `i` is to be the head of a cue, 0 to 1; `sum` is what it weighs by itself, and passed the first gate.
pub(super) fn cue_chance<T: Table>(
    table: &T,
    (tokens, context): (&[Token], &Context),
    i: usize,
    mut sum: T::Cue,
    gates: Gates,
) -> f32 {
    features::cue_near(tokens, context, i, &mut |feature| table.add_cue(feature, &mut sum));
    if table.cue(sum) < gates.near {
        return 0.0;
    }
    features::cue_far(tokens, context, i, &mut |feature| table.add_cue(feature, &mut sum));
    chance(table.cue(sum))
}

/// The chance of what has these odds, of which the logarithm is given.
pub(super) fn chance(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

/// Scores of every label at every token and of every step between them.
pub(super) struct Lattice<N> {
    pub(super) scores: Vec<Grid<N>>,
    /// Which label was best before each label, see [`best`].
    back: Vec<[u8; LANES]>,
}

impl<N> Default for Lattice<N> {
    fn default() -> Self {
        Self { scores: Vec::new(), back: Vec::new() }
    }
}

/// All that is told of token `i`, and of the step to it, when it is asked what it is to the cue.
#[cfg(feature = "training")]
pub(super) fn told(context: &Context, cue: &Cue, i: usize, out: &mut impl Tell) {
    let place = Place::of(context, cue.at, i, Place::NONE);
    let mut roots = Roots::default();
    features::by_far(cue, place, &mut roots, out);
    features::by_near(place, out);
    Neighbours::of(context, i, place.side).tell(out);
    features::of_words(context, i, place.side, out);
    features::of_both(context, (i, place), roots, out);
}

/// What depends on a token's distance to the cue alone, for the last one asked about.
struct ByDistance<T: Table> {
    place: Place,
    roots: Roots,
    all: Grid<T::Number>,
}

impl<T: Table> ByDistance<T> {
    fn new() -> Self {
        Self { place: Place::NONE, roots: Roots::default(), all: Grid::default() }
    }

    /// Goes to another place: makes anew what differs there.
    fn go(&mut self, table: &T, cue: &Cue, place: Place) {
        let last = std::mem::replace(&mut self.place, place);
        if place.far == last.far {
            return;
        }
        let mut sum = Sum::of(table);
        features::by_far(cue, place, &mut self.roots, &mut sum);
        features::by_near(place, &mut sum);
        self.all = sum.grid;
    }
}

/// Fills the lattice of a sentence for a cue, whose own label is fixed. `known` is the table's.
pub(super) fn lattice<T: Table>(
    table: &T,
    (tokens, context): (&[Token], &Context),
    cue: &Cue,
    known: &mut KnownNeighbours<T>,
    lattice: &mut Lattice<T::Number>,
) {
    lattice.scores.clear();
    let mut by_distance = ByDistance::<T>::new();
    lattice.scores.extend((0..tokens.len()).map(|i| {
        if i == cue.at {
            let mut fixed = Grid::default();
            fixed.0[span_cell(Label::Source as usize)] = T::NEVER;
            fixed.0[span_cell(Label::Content as usize)] = T::NEVER;
            return fixed;
        }
        let place = Place::of(context, cue.at, i, by_distance.place);
        by_distance.go(table, cue, place);
        let mut sum = Sum { table, grid: by_distance.all };
        sum.grid.add(known.sum(table, Neighbours::of(context, i, place.side)));
        features::of_words(context, i, place.side, &mut sum);
        features::of_both(context, (i, place), by_distance.roots, &mut sum);
        sum.grid
    }));
}

const OF: [Label; LABELS] = [Label::Neither, Label::Source, Label::Content];

/// The best labels (Viterbi) of a table's lattice.
pub(super) fn best<T: Table>(lattice: &mut Lattice<T::Number>, labels: &mut Vec<Label>) {
    labels.clear();
    let Lattice { scores, back } = lattice;
    let Some((first, rest)) = scores.split_first() else { return };
    let row = |grid: &Grid<T::Number>, row: usize| -> [T::Score; LANES] {
        std::array::from_fn(|lane| grid.0[row * LANES + lane].into())
    };
    let mut score = row(first, LABELS);
    back.clear();
    back.extend(rest.iter().map(|grid| {
        // Lane by lane without branches: which label comes before could not be guessed.
        let sums: [[T::Score; LANES]; LABELS] =
            std::array::from_fn(|from| row(grid, from).map(|step| score[from] + step));
        let own = row(grid, LABELS);
        let mut back = [0; LANES];
        for to in 0..LANES {
            let mut most = sums[0][to];
            for (from, sums) in (1..).zip(&sums[1..]) {
                let better = sums[to] > most;
                most = if better { sums[to] } else { most };
                back[to] = if better { from } else { back[to] };
            }
            score[to] = most + own[to];
        }
        back
    }));
    // Of equal ones the last.
    let mut label = (1..LABELS).fold(0, |best, label| if score[label] >= score[best] { label } else { best });
    labels.resize(scores.len(), Label::Neither);
    for (own, back) in labels[1..].iter_mut().zip(back.iter()).rev() {
        *own = OF[label];
        label = back[label] as usize;
    }
    labels[0] = OF[label];
}
