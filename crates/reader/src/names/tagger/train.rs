//! Training: regularised dual averaging with per-weight rates over a conditional random field.
//!
//! Duchi, Hazan, Singer: "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization" (2011),
//! with an L1 term, so that features that do not earn their bytes fall to nothing.

#![expect(
    clippy::needless_range_loop,
    reason = "labels index several tables at once, as the method's formulas do"
)]

use std::collections::{BTreeMap, HashMap};

use dossier_corpus::{Document, DocumentId};

use super::features::{self, Features};
use super::model;
use super::model::{STEPS, step as number};
use super::{LABELS, OUTSIDE, begin, inside};
use crate::names::lexicon::{BODY, FIELD, OFFICE, OFFICE_MODIFIER, OFFICE_SHORT, RANK};
use crate::names::raw::Raw;
use crate::names::scan::Scan;
use crate::names::words::Shape;
use crate::names::{chunks, instruments};
use crate::{Source, structure};

/// A labelled text.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its name.
    pub id: String,
    /// The text.
    pub text: String,
    /// Byte spans and their type: PER, ORG, LOC; any other is "another name".
    pub entities: Vec<(usize, usize, String)>,
    /// How much it counts.
    pub weight: f32,
    /// Its persons are labelled with rank and office.
    pub titled: bool,
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Rounds over all rows.
    pub epochs: usize,
    /// Strength of the L1 term.
    pub sparsity: f32,
    /// Step size.
    pub rate: f32,
    /// A feature met in fewer words is not considered.
    pub least: u32,
}

struct Example {
    features: Vec<Vec<u32>>,
    labels: Vec<u8>,
    weight: f32,
}

/// The document that the reader would make of a text, before names.
fn document(row: &Row) -> Document {
    let source = Source { path: row.id.clone(), id: row.id.clone(), ..Source::default() };
    structure::read(&row.text, &source, DocumentId(0)).into_document(&source, row.text.clone())
}

fn ruled(scan: &Scan<'_>, document: &Document) -> Vec<Raw> {
    let _ = instruments::find(scan, document);
    chunks::find(scan, &[])
}

fn examples(row: &Row, into: &mut Vec<Example>) {
    let document = document(row);
    let scan = Scan::new(&document);
    let ruled = ruled(&scan, &document);
    let segments = features::segments(&scan);
    let prepared = Features::new(&scan, &segments, &ruled);
    let mut labels = vec![0_u8; scan.words.len()];
    for (start, end, kind) in &row.entities {
        let mut from = scan.word_at(*start as u32);
        let to = scan.word_at(*end as u32);
        while from < to && matches!(scan.word(from), "the" | "The" | "a" | "A" | "an" | "An") {
            from += 1;
        }
        let class = match kind.as_str() {
            "PER" => 0,
            "ORG" => 1,
            "LOC" => 2,
            "TEMPORAL" | "QUANTITY" | "WEAPON" | "MONEY" => continue,
            _ => 3,
        };
        if row.titled && class == 0 {
            let title = (from..to)
                .rev()
                .find(|&at| scan.is(at, RANK | OFFICE | OFFICE_SHORT | BODY | OFFICE_MODIFIER | FIELD));
            from = title.map_or(from, |title| title + 1);
            while from < to && scan.words[from].shape.has(Shape::MARK) {
                from += 1;
            }
        }
        let named = |at: usize| {
            scan.words[at].is_capital()
                || scan.words[at].shape.has(Shape::MORE_CAPITALS)
                || scan.words[at].shape.has(Shape::DIGIT)
        };
        if from >= to || !(from..to).any(named) || row.titled && !named(to - 1) {
            continue;
        }
        for at in from..to {
            labels[at] = if at > from { inside(class) } else { begin(class) } as u8;
        }
    }
    for segment in segments {
        let mut example = Example { features: Vec::new(), labels: Vec::new(), weight: row.weight };
        for at in segment.from..segment.to {
            let mut features = Vec::with_capacity(100);
            prepared.each_neighbour(at, segment, &mut |word, offset| {
                prepared.of_neighbour(word, offset, &mut |feature| features.push(feature));
            });
            let run = prepared.run(at, segment);
            prepared.of(at, segment, &mut |feature| features.push(feature));
            prepared
                .each_group(at, segment, &mut |group| group.features(&mut |feature| features.push(feature)));
            prepared.of_run(run, &mut |feature| features.push(feature));
            example.features.push(features);
            let label = labels[at];
            let before = example.labels.last().map_or(OUTSIDE, |label| usize::from(*label));
            // A name that began outside the segment begins here.
            let begins = number(before, usize::from(label)).is_none();
            example.labels.push(if begins { label - (inside(0) - begin(0)) as u8 } else { label });
        }
        into.push(example);
    }
}

/// One weight's history.
#[derive(Clone, Copy, Default)]
struct History {
    sum: f32,
    squares: f32,
}

impl History {
    fn weight(self, steps: f32, plan: &Plan) -> f32 {
        let threshold = plan.sparsity * steps;
        if self.squares <= 0.0 || self.sum.abs() <= threshold {
            return 0.0;
        }
        -(self.sum - self.sum.signum() * threshold) * plan.rate / (1e-3 + self.squares.sqrt())
    }

    fn add(&mut self, gradient: f32) {
        self.sum += gradient;
        self.squares += gradient * gradient;
    }
}

/// Trains on labelled texts; the packed weights.
pub fn train(rows: &[Row], plan: Plan, mut log: impl FnMut(String)) -> Vec<u8> {
    let mut all = Vec::new();
    for row in rows {
        examples(row, &mut all);
    }
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for features in all.iter().flat_map(|example| &example.features) {
        for feature in features {
            *counts.entry(*feature).or_insert(0) += 1;
        }
    }
    let mut kept: Vec<u32> =
        counts.iter().filter(|(_, count)| **count >= plan.least).map(|(feature, _)| *feature).collect();
    kept.sort_unstable();
    let index: HashMap<u32, u32> =
        kept.iter().enumerate().map(|(at, feature)| (*feature, at as u32)).collect();
    drop(counts);
    for features in all.iter_mut().flat_map(|example| &mut example.features) {
        *features = features.iter().filter_map(|feature| index.get(feature).copied()).collect();
    }
    let words: usize = all.iter().map(|example| example.labels.len()).sum();
    log(format!("{} segments, {words} words, {} features", all.len(), kept.len()));
    let mut histories = vec![[History::default(); LABELS]; kept.len()];
    let mut moves = [History::default(); STEPS];
    let mut order: Vec<u32> = (0..all.len() as u32).collect();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut steps = 0.0_f32;
    for epoch in 0..plan.epochs {
        for at in (1..order.len()).rev() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            order.swap(at, (random % (at as u64 + 1)) as usize);
        }
        let mut loss = 0.0_f64;
        for &at in &order {
            steps += 1.0;
            loss += f64::from(step(&all[at as usize], &mut histories, &mut moves, steps, &plan));
        }
        log(format!("round {}: loss {:.4} a segment", epoch + 1, loss / all.len() as f64));
    }
    let transitions = moves.map(|history| history.weight(steps, &Plan { sparsity: 0.0, ..plan }));
    let mut weights = BTreeMap::new();
    for (feature, history) in kept.iter().zip(&histories) {
        let row = history.map(|history| history.weight(steps, &plan));
        if row.iter().any(|weight| weight.abs() > 0.01) {
            weights.insert(*feature, row);
        }
    }
    log(format!("{} features kept", weights.len()));
    model::pack(&transitions, &weights)
}

fn step(
    example: &Example,
    histories: &mut [[History; LABELS]],
    moves: &mut [History; STEPS],
    steps: f32,
    plan: &Plan,
) -> f32 {
    let count = example.labels.len();
    let free = Plan { sparsity: 0.0, ..*plan };
    let mut scores = vec![[0.0_f32; LABELS]; count];
    for (scores, features) in scores.iter_mut().zip(&example.features) {
        for &feature in features {
            for (score, history) in scores.iter_mut().zip(&histories[feature as usize]) {
                *score += history.weight(steps, plan);
            }
        }
    }
    let mut factors = [[0.0_f32; LABELS]; LABELS];
    let mut weights = [[0.0_f32; LABELS]; LABELS];
    for from in 0..LABELS {
        for to in 0..LABELS {
            if let Some(step) = number(from, to) {
                weights[from][to] = moves[step].weight(steps, &free);
                factors[from][to] = weights[from][to].exp();
            }
        }
    }
    // Forward and backward sums with every row scaled to one.
    let mut forward = vec![[0.0_f32; LABELS]; count];
    let mut backward = vec![[1.0_f32; LABELS]; count];
    let mut potential = vec![[0.0_f32; LABELS]; count];
    let mut log_z = 0.0_f32;
    let mut gold = 0.0_f32;
    for at in 0..count {
        let top = scores[at].iter().copied().fold(f32::NEG_INFINITY, f32::max);
        potential[at] = scores[at].map(|score| (score - top).exp());
        for to in 0..LABELS {
            let sum: f32 = if at == 0 {
                factors[0][to]
            } else {
                (0..LABELS).map(|from| forward[at - 1][from] * factors[from][to]).sum()
            };
            forward[at][to] = sum * potential[at][to];
        }
        let sum: f32 = forward[at].iter().sum();
        for value in &mut forward[at] {
            *value /= sum;
        }
        log_z += top + sum.ln();
        let label = example.labels[at] as usize;
        let before = if at == 0 { 0 } else { example.labels[at - 1] as usize };
        gold += scores[at][label] + weights[before][label];
    }
    for at in (0..count - 1).rev() {
        let mut row = [0.0; LABELS];
        for (from, value) in row.iter_mut().enumerate() {
            *value =
                (0..LABELS).map(|to| factors[from][to] * potential[at + 1][to] * backward[at + 1][to]).sum();
        }
        let sum: f32 = row.iter().sum();
        backward[at] = row.map(|value| value / sum);
    }
    for at in 0..count {
        let mut probability = [0.0_f32; LABELS];
        for label in 0..LABELS {
            probability[label] = forward[at][label] * backward[at][label];
        }
        let sum: f32 = probability.iter().sum();
        let label = example.labels[at] as usize;
        let mut gradient = probability.map(|value| value / sum * example.weight);
        gradient[label] -= example.weight;
        for &feature in &example.features[at] {
            for (history, gradient) in histories[feature as usize].iter_mut().zip(gradient) {
                if gradient.abs() > 1e-4 {
                    history.add(gradient);
                }
            }
        }
        let before = if at == 0 { 0 } else { example.labels[at - 1] as usize };
        let mut pairs = [[0.0_f32; LABELS]; LABELS];
        let mut all = 0.0;
        for from in 0..LABELS {
            let left = if at == 0 { f32::from(u8::from(from == 0)) } else { forward[at - 1][from] };
            for to in 0..LABELS {
                pairs[from][to] = left * factors[from][to] * potential[at][to] * backward[at][to];
                all += pairs[from][to];
            }
        }
        let mut gradients = [0.0; STEPS];
        for from in 0..LABELS {
            for to in 0..LABELS {
                if let Some(step) = number(from, to) {
                    gradients[step] += pairs[from][to] / all * example.weight;
                }
            }
        }
        if let Some(step) = number(before, label) {
            gradients[step] -= example.weight;
        }
        for (history, gradient) in moves.iter_mut().zip(gradients) {
            if gradient.abs() > 1e-4 {
                history.add(gradient);
            }
        }
    }
    (log_z - gold) * example.weight
}

/// A name that a model finds in a row.
#[derive(Clone, Copy, Debug)]
pub struct Predicted {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// PER, ORG or LOC.
    pub kind: &'static str,
    /// In percent.
    pub confidence: u8,
}

/// What a packed model finds in texts.
pub fn predict_all(packed: &[u8], rows: &[Row]) -> Vec<Vec<Predicted>> {
    let Some(model) = model::Model::read(packed) else { return Vec::new() };
    rows.iter().map(|row| predict_with(&model, row)).collect()
}

fn predict_with(model: &model::Model, row: &Row) -> Vec<Predicted> {
    let document = document(row);
    let scan = Scan::new(&document);
    let ruled = ruled(&scan, &document);
    super::find_with(model, &mut super::Memory::new(), &scan, &ruled)
        .into_iter()
        .map(|raw| {
            let span = scan.span(raw.from, raw.to);
            let kind = match raw.kind {
                dossier_corpus::EntityKind::Person => "PER",
                dossier_corpus::EntityKind::Organisation => "ORG",
                _ => "LOC",
            };
            Predicted { start: span.start as usize, end: span.end as usize, kind, confidence: raw.confidence }
        })
        .collect()
}
