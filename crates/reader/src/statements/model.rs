//! The two small models: which word is a cue, and who and what belong to it.
//!
//! The first is a logistic regression over the features of a word. The second is a linear-chain conditional
//! random field (Lafferty, `McCallum`, Pereira 2001) over the sentence, given the cue, with three labels. Both keep
//! their weights in hashed tables of small integers, read from `weights.bin`, which
//! `cargo run --release -p dossier-reader --features training --example train-statements` writes.

use std::hint::select_unpredictable;
use std::ops::AddAssign;
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
pub(super) const CUE_ROWS: usize = 1 << 17;
pub(super) const SPAN_ROWS: usize = 1 << 16;
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
    type Number: Copy + Default + AddAssign;
    /// Adds the weight of a cue feature.
    fn add_cue(&self, feature: u32, to: &mut Self::Cue);
    /// Adds the weights of a span feature.
    fn add_span(&self, feature: u32, to: &mut Grid<Self::Number>);
    /// Adds the weights of a step feature.
    fn add_step(&self, feature: u32, to: &mut Grid<Self::Number>);
    /// A sum of cue weights as a score.
    fn cue(&self, sum: Self::Cue) -> f32;
    /// Sums as scores.
    fn scores(&self, sums: &Grid<Self::Number>) -> Grid<f32>;
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
        let step_columns: [usize; LABELS * LABELS] =
            std::array::from_fn(|step| step_cell(step / LABELS, step % LABELS));
        Self {
            cue: rows(bytes, &mut at, &[0]),
            span: rows(bytes, &mut at, &[0, 1, 2]),
            step: rows(bytes, &mut at, &step_columns),
            scales,
        }
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
        sum as f32 * self.scales[0]
    }

    fn scores(&self, sums: &Grid<i16>) -> Grid<f32> {
        Grid(std::array::from_fn(|cell| {
            f32::from(sums.0[cell]) * self.scales[if cell < span_cell(0) { 2 } else { 1 }]
        }))
    }
}

/// How little a word may score, so far as it is told, and still be asked further: by itself, with what is nearest, with the
/// words around it, with the parts of speech around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gates([f32; 4]);

impl Gates {
    /// Nothing is left out.
    #[cfg(feature = "training")]
    pub(super) const OPEN: Self = Self([f32::NEG_INFINITY; 4]);
    /// Of a word that is a cue from a chance of 0.2 or 0.32 on. Of the 32,654 such of the training and development texts and
    /// of 3,000 messages none has so low a score; of all words 36 % are left out by themselves.
    pub(super) const LIKELY: Self = Self([-2.05, -2.55, -2.95, -2.75]);
    /// Of a word that is one from a chance of 0.5 on: none of 1,558; of all words 51 % are left out by themselves, 88 % of the
    /// others in the end.
    pub(super) const UNLIKELY: Self = Self([-1.35, -2.45, -1.75, -1.95]);

    /// Whether a word is asked at all; `alone` is the score of what it tells by itself.
    pub(super) fn admit(self, alone: f32) -> bool {
        alone >= self.0[0]
    }
}

/// How likely token `i` is to be the head of a cue, 0 to 1; `sum` is what it weighs by itself.
pub(super) fn cue_chance<T: Table>(
    table: &T,
    (tokens, context): (&[Token], &Context),
    i: usize,
    mut sum: T::Cue,
    Gates([alone, near, words, parts]): Gates,
) -> f32 {
    if table.cue(sum) < alone {
        return 0.0;
    }
    features::cue_near(tokens, context, i, &mut |feature| table.add_cue(feature, &mut sum));
    if table.cue(sum) < near {
        return 0.0;
    }
    features::cue_words(tokens, context, i, &mut |feature| table.add_cue(feature, &mut sum));
    if table.cue(sum) < words {
        return 0.0;
    }
    features::cue_parts(context, i, &mut |feature| table.add_cue(feature, &mut sum));
    if table.cue(sum) < parts {
        return 0.0;
    }
    features::cue_far(tokens, context, i, &mut |feature| table.add_cue(feature, &mut sum));
    1.0 / (1.0 + (-table.cue(sum)).exp())
}

/// Scores of every label at every token and of every step between them.
#[derive(Default)]
pub(super) struct Lattice {
    pub(super) scores: Vec<Grid<f32>>,
    /// Which label was best before each label, see [`best`].
    back: Vec<[u8; LANES]>,
}

/// All that is told of token `i`, and of the step to it, when it is asked what it is to the cue.
#[cfg(feature = "training")]
pub(super) fn told(tokens: &[Token], context: &Context, cue: &Cue, i: usize, out: &mut impl Tell) {
    let place = Place::of(context, cue.at, i, Place::NONE);
    let mut roots = Roots::default();
    features::by_far(cue, place, &mut roots, out);
    features::by_near(cue, place, &mut roots, out);
    features::by_between(cue, place, &mut roots, out);
    features::by_marks(cue, place, out);
    Neighbours::of(context, i, place.side).tell(out);
    features::of_token(context, i, place.side, out);
    features::of_both(tokens, context, cue, (i, place), &roots, out);
}

/// What depends on a token's place alone, for the last place asked about.
struct ByPlace<T: Table> {
    place: Place,
    roots: Roots,
    far: Grid<T::Number>,
    near: Grid<T::Number>,
    between: Grid<T::Number>,
    marks: Grid<T::Number>,
    all: Grid<T::Number>,
}

impl<T: Table> ByPlace<T> {
    fn new() -> Self {
        let none = Grid::default();
        Self {
            place: Place::NONE,
            roots: Roots::default(),
            far: none,
            near: none,
            between: none,
            marks: none,
            all: none,
        }
    }

    /// Goes to another place: makes anew what differs there.
    fn go(&mut self, table: &T, cue: &Cue, place: Place) {
        let last = &mut self.place;
        if place.far == last.far && place.between == last.between {
            return;
        }
        let roots = &mut self.roots;
        if place.far != last.far {
            let mut sum = Sum::of(table);
            features::by_far(cue, place, roots, &mut sum);
            self.far = sum.grid;
        }
        if place.near != last.near {
            let mut sum = Sum::of(table);
            features::by_near(cue, place, roots, &mut sum);
            self.near = sum.grid;
        }
        if place.between != last.between {
            let mut sum = Sum::of(table);
            features::by_between(cue, place, roots, &mut sum);
            self.between = sum.grid;
        }
        if (place.side, place.marks) != (last.side, last.marks) {
            let mut sum = Sum::of(table);
            features::by_marks(cue, place, &mut sum);
            self.marks = sum.grid;
        }
        *last = place;
        self.all = self.far;
        self.all.add(&self.near);
        self.all.add(&self.between);
        self.all.add(&self.marks);
    }
}

/// Fills the lattice of a sentence for a cue, whose own label is fixed. `known` is the table's.
pub(super) fn lattice<T: Table>(
    table: &T,
    (tokens, context): (&[Token], &Context),
    cue: &Cue,
    known: &mut KnownNeighbours<T>,
    lattice: &mut Lattice,
) {
    lattice.scores.clear();
    let mut by_place = ByPlace::<T>::new();
    for i in 0..tokens.len() {
        if i == cue.at {
            let mut fixed = Grid([0.0; CELLS]);
            fixed.0[span_cell(Label::Source as usize)] = f32::NEG_INFINITY;
            fixed.0[span_cell(Label::Content as usize)] = f32::NEG_INFINITY;
            lattice.scores.push(fixed);
            continue;
        }
        let place = Place::of(context, cue.at, i, by_place.place);
        by_place.go(table, cue, place);
        let mut sum = Sum { table, grid: by_place.all };
        sum.grid.add(known.sum(table, Neighbours::of(context, i, place.side)));
        features::of_token(context, i, place.side, &mut sum);
        features::of_both(tokens, context, cue, (i, place), &by_place.roots, &mut sum);
        lattice.scores.push(table.scores(&sum.grid));
    }
}

const OF: [Label; LABELS] = [Label::Neither, Label::Source, Label::Content];

/// The best labels (Viterbi) of a lattice.
pub(super) fn best(lattice: &mut Lattice, labels: &mut Vec<Label>) {
    labels.clear();
    let Lattice { scores, back } = lattice;
    let Some((first, rest)) = scores.split_first() else { return };
    let row = |grid: &Grid<f32>, row: usize| -> [f32; LANES] {
        std::array::from_fn(|lane| grid.0[row * LANES + lane])
    };
    let mut score = row(first, LABELS);
    back.clear();
    back.extend(rest.iter().map(|grid| {
        // Lane by lane without branches: which label comes before could not be guessed.
        let sums: [[f32; LANES]; LABELS] =
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
    let mut label = (0..LABELS).max_by(|a, b| score[*a].total_cmp(&score[*b])).unwrap_or(0);
    labels.resize(scores.len(), Label::Neither);
    for (own, back) in labels[1..].iter_mut().zip(back.iter()).rev() {
        *own = OF[label];
        label = back[label] as usize;
    }
    labels[0] = OF[label];
}
