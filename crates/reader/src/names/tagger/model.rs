//! The weights, and how those of a word's features are added up.
//!
//! ```text
//! tagger.bin   "DT3" · scale f32 · steps i8 × 29: from each end to outside and the begin of each kind, then
//!              within each kind · count u32
//!              · keys of features (24 bits), ascending, as varints of the steps
//!              · for every label a column of weights i8, one a feature
//! ```
//!
//! Columns of small numbers, most of them nought, take a third of their room once compressed. Of a feature 24 bits
//! are kept: one stranger in 700 is taken for one that is known.

use std::sync::OnceLock;

use super::lattice::{Ends, Labels, Steps};
use super::{KINDS, LABELS};

static BYTES: &[u8] = include_bytes!("../../../data/tagger.bin");

/// Weights of one feature for each label.
type Row = [i8; LABELS];

/// A row as it lies in memory, that of the outside behind the others: sixteen cells are added at one go. What the cells behind
/// the labels add up to means nothing.
const CELLS: usize = 16;

/// Ends of a word: outside and each kind.
const ENDS: usize = 1 + KINDS.len();

/// Steps between words, see [`Steps`].
pub(super) const STEPS: usize = ENDS * ENDS + KINDS.len();

/// The number of the step between two labels, if there is one: only a name's own kind leads into it.
#[cfg(feature = "training")]
pub(super) const fn step(from: usize, to: usize) -> Option<usize> {
    let end = if from > KINDS.len() { from - KINDS.len() } else { from };
    match to {
        _ if to < ENDS => Some(end * ENDS + to),
        _ if to - KINDS.len() == end => Some(ENDS * ENDS + end - 1),
        _ => None,
    }
}

/// The cells from which on a row says whose it is.
const OWNER: usize = 12;

/// The key + 1 of the feature that a row belongs to.
const fn owner(row: &[i8; CELLS]) -> u32 {
    let [.., a, b, c, d] = *row;
    u32::from_le_bytes([a as u8, b as u8, c as u8, d as u8])
}

/// A sum of rows: some eighty features of 127 at most, far below what 16 bits hold.
pub(crate) type Sum = [i16; CELLS];

/// Bits of the filter that says of most features that they have no weight, at one look.
const FILTER_BITS: u32 = 19;

pub(crate) struct Model {
    /// What one step of a weight is worth.
    scale: f32,
    pub(super) steps: Steps,
    /// The same, as factors.
    pub(super) factors: Steps,
    mask: usize,
    /// Rows where their keys say or behind it, with the key + 1 in their last cells; none in a free one.
    rows: Vec<[i8; CELLS]>,
    /// A bit for each end of a key that is known.
    filter: Vec<u64>,
}

impl Model {
    pub(crate) fn get() -> &'static Self {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Self::read(BYTES).unwrap_or_else(|| Self::of(1.0, [0; STEPS], &[])))
    }

    fn of(scale: f32, steps: [i8; STEPS], features: &[(u32, Row)]) -> Self {
        let size = (features.len() * 2).next_power_of_two().max(2);
        let mut numbers = steps.into_iter().map(|step| f32::from(step) * scale);
        let mut next = || numbers.next().unwrap_or_default();
        let mut ends = || Ends { outside: next(), kinds: std::array::from_fn(|_| next()) };
        let (from_outside, from) = (ends(), std::array::from_fn(|_| ends()));
        let steps = Steps { from_outside, from, within: std::array::from_fn(|_| next()) };
        let mut model = Self {
            scale,
            steps,
            factors: steps.map(f32::exp),
            mask: size - 1,
            rows: vec![[0; CELLS]; size],
            filter: vec![0; 1 << (FILTER_BITS - 6)],
        };
        for (key, row) in features {
            let mut slot = model.slot(*key);
            while owner(&model.rows[slot]) != 0 {
                slot = (slot + 1) & model.mask;
            }
            let cells = &mut model.rows[slot];
            let [outside, kinds @ ..] = row;
            cells[..LABELS - 1].copy_from_slice(kinds);
            cells[LABELS - 1] = *outside;
            for (cell, byte) in cells[OWNER..].iter_mut().zip((key + 1).to_le_bytes()) {
                *cell = byte as i8;
            }
            let (word, bit) = Self::bit(*key);
            model.filter[word] |= bit;
        }
        model
    }

    /// What is kept of a feature.
    const fn key(feature: u32) -> u32 {
        feature >> 6
    }

    /// Where a key's row is looked for first.
    const fn slot(&self, key: u32) -> usize {
        (key.wrapping_mul(0x9e37_79b1) >> 5) as usize & self.mask
    }

    /// Where the filter keeps a key.
    const fn bit(key: u32) -> (usize, u64) {
        let end = key & ((1 << FILTER_BITS) - 1);
        ((end >> 6) as usize, 1 << (end & 63))
    }

    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let mut at = 0;
        let mut take = |count: usize| {
            let slice = bytes.get(at..at + count);
            at += count;
            slice
        };
        if take(3)? != b"DT3" {
            return None;
        }
        let scale = f32::from_le_bytes(take(4)?.try_into().ok()?);
        let mut steps = [0; STEPS];
        for (step, byte) in steps.iter_mut().zip(take(STEPS)?) {
            *step = *byte as i8;
        }
        let count = u32::from_le_bytes(take(4)?.try_into().ok()?) as usize;
        let mut keys = Vec::with_capacity(count);
        let mut key = 0;
        for _ in 0..count {
            let mut step = 0;
            let mut shift = 0;
            loop {
                let byte = take(1)?[0];
                step |= u32::from(byte & 127) << shift;
                shift += 7;
                if byte < 128 || shift > 28 {
                    break;
                }
            }
            key += step;
            keys.push(key);
        }
        let mut features: Vec<(u32, Row)> = keys.into_iter().map(|key| (key, [0; LABELS])).collect();
        for label in 0..LABELS {
            for ((_, row), weight) in features.iter_mut().zip(take(count)?) {
                row[label] = *weight as i8;
            }
        }
        Some(Self::of(scale, steps, &features))
    }

    /// The score of each label.
    pub(crate) fn scores(&self, sum: &Sum) -> Labels {
        let score = |cell: usize| f32::from(sum[cell]) * self.scale;
        Labels {
            outside: score(LABELS - 1),
            begin: std::array::from_fn(score),
            inside: std::array::from_fn(|kind| score(KINDS.len() + kind)),
        }
    }

    /// Scores words.
    pub(crate) const fn scorer(&self) -> Scorer<'_> {
        Scorer { model: self, sum: [0; CELLS] }
    }
}

/// Adds up the weights of features.
pub(crate) struct Scorer<'m> {
    model: &'m Model,
    sum: Sum,
}

impl Scorer<'_> {
    /// Adds a feature's weights.
    pub(crate) fn add(&mut self, feature: u32) {
        let model = self.model;
        let sought = Model::key(feature);
        let (word, bit) = Model::bit(sought);
        if model.filter[word] & bit == 0 {
            return;
        }
        let mut slot = model.slot(sought);
        loop {
            let row = &model.rows[slot];
            let owner = owner(row);
            if owner == sought + 1 {
                for (sum, weight) in self.sum.iter_mut().zip(row) {
                    *sum = sum.saturating_add(i16::from(*weight));
                }
                return;
            }
            if owner == 0 {
                return;
            }
            slot = (slot + 1) & model.mask;
        }
    }

    /// Adds what other features weigh together.
    pub(crate) fn add_all(&mut self, sum: &Sum) {
        for (own, other) in self.sum.iter_mut().zip(sum) {
            *own = own.saturating_add(*other);
        }
    }

    /// What was added; begins anew.
    pub(crate) fn take(&mut self) -> Sum {
        std::mem::take(&mut self.sum)
    }
}

/// How many steps a weight can be away from nought: more cost room and gain nothing that was measured.
#[cfg(feature = "training")]
const GRAINS: f32 = 32.0;

/// Writing the weights.
#[cfg(feature = "training")]
pub(crate) fn pack(
    steps: &[f32; STEPS],
    features: &std::collections::BTreeMap<u32, [f32; LABELS]>,
) -> Vec<u8> {
    let top = features
        .values()
        .flatten()
        .chain(steps)
        .fold(0.0_f32, |top, weight| top.max(weight.abs()))
        .clamp(0.01, 6.0);
    let scale = top / GRAINS;
    let quantise = |weight: f32| (weight / scale).round().clamp(-127.0, 127.0) as i8;
    let mut out = b"DT3".to_vec();
    out.extend(scale.to_le_bytes());
    out.extend(steps.iter().map(|weight| quantise(*weight) as u8));
    // Where two features share a key the first counts.
    let mut rows: Vec<(u32, [i8; LABELS])> = features
        .iter()
        .map(|(feature, row)| (Model::key(*feature), row.map(quantise)))
        .filter(|(_, row)| row.iter().any(|weight| *weight != 0))
        .collect();
    rows.dedup_by_key(|(key, _)| *key);
    out.extend(u32::try_from(rows.len()).expect("fewer than 2³²").to_le_bytes());
    let mut last = 0;
    for (key, _) in &rows {
        let mut step = key - last;
        last = *key;
        while step >= 128 {
            out.push(step as u8 | 128);
            step >>= 7;
        }
        out.push(step as u8);
    }
    for label in 0..LABELS {
        out.extend(rows.iter().map(|(_, row)| row[label] as u8));
    }
    out
}
