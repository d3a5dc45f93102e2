//! Training of the two models on attributed statements; compiled with the feature `training` alone.
//!
//! AdaGrad (Duchi, Hazan, Singer 2011) on the log-likelihood, a few passes in a fixed order, then small weights
//! are dropped and the rest become small integers. The same input gives the same bytes.

mod encode;
mod gates;
mod heads;

use std::collections::HashMap;

use dossier_corpus::{Document, DocumentId, Span};

use super::features::{self, Context, Cue, Tell};
use super::finder::{self, Finder};
use super::known::KnownNeighbours;
use super::model::{
    self, CUE_ROWS, Grid, LABELS, Lattice, SPAN_ROWS, STEP_ROWS, Table, row, span_cell, step_cell,
};
use super::sentence::{self, Sentence, Sentences};
use super::tokens::Token;

/// An attributed statement as annotated by hand.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// Who.
    pub source: Vec<Span>,
    /// The reporting words.
    pub cue: Vec<Span>,
    /// What.
    pub content: Vec<Span>,
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// Passes over the sentences: for cues, and for what belongs to them.
    pub passes: [usize; 2],
    /// Of the passes for cues the first ones, in which words are known by themselves alone: what they weigh so tells most of
    /// them from cues, which is what the first gate goes by.
    pub alone: usize,
    /// How often a feature must occur: of a word's cue, of a token's label, of a step.
    pub least: [u32; 3],
    /// First step size.
    pub rate: f32,
    /// Pull of every weight towards nought.
    pub shrink: f32,
    /// Features all of whose weights are smaller are dropped.
    pub drop: [f32; 3],
    /// Weights are kept as multiples of this: a cue's, the others.
    pub grain: [f32; 2],
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            passes: [15, 5],
            alone: 3,
            least: [12, 20, 20],
            rate: 0.1,
            shrink: 1e-4,
            drop: [0.3, 0.38, 0.32],
            grain: [0.1, 0.1],
        }
    }
}

/// One weight while it is learnt.
#[derive(Clone, Copy, Default)]
struct Cell {
    weight: f32,
    squares: f32,
}

/// A table while it is learnt: rows that have an owner take part.
struct Rows<const N: usize> {
    owner: Vec<u8>,
    cells: Vec<[Cell; N]>,
}

impl<const N: usize> Rows<N> {
    /// Rows for the features that occur at least `least` times; where two fall on one row the more frequent owns it.
    fn of(counts: &HashMap<u32, u32>, rows: usize, least: u32) -> Self {
        let mut best: Vec<(u32, u32)> = vec![(0, 0); rows];
        for (feature, count) in counts {
            let slot = &mut best[row(*feature, rows)];
            if *count >= least && (*count, *feature) > (slot.0, slot.1) {
                *slot = (*count, *feature);
            }
        }
        let owner = best
            .iter()
            .map(|(count, feature)| if *count == 0 { 0 } else { model::check(*feature) })
            .collect();
        Self { owner, cells: vec![[Cell::default(); N]; rows] }
    }

    fn get(&self, feature: u32) -> Option<&[Cell; N]> {
        let at = row(feature, self.owner.len());
        (self.owner[at] == model::check(feature)).then(|| &self.cells[at])
    }

    /// Leaves out the features that weigh less than `drop` and begins anew with the others.
    fn forget(&mut self, drop: f32) {
        for (owner, cells) in self.owner.iter_mut().zip(&self.cells) {
            if cells.iter().all(|cell| cell.weight.abs() < drop) {
                *owner = 0;
            }
        }
        self.cells.fill([Cell::default(); N]);
    }

    fn learn(&mut self, feature: u32, cell: usize, gradient: f32, recipe: &Recipe, rate: f32) {
        let at = row(feature, self.owner.len());
        if self.owner[at] != model::check(feature) {
            return;
        }
        let cell = &mut self.cells[at][cell];
        let gradient = gradient - recipe.shrink * cell.weight;
        cell.squares += gradient * gradient;
        cell.weight += rate * gradient / (cell.squares.sqrt() + 0.1);
    }
}

struct Learner {
    cue: Rows<1>,
    span: Rows<LABELS>,
    step: Rows<{ LABELS * LABELS }>,
}

impl Table for Learner {
    type Cue = f32;
    type Number = f32;
    type Score = f32;
    const NEVER: f32 = f32::NEG_INFINITY;

    fn add_cue(&self, feature: u32, to: &mut f32) {
        *to += self.cue.get(feature).map_or(0.0, |cells| cells[0].weight);
    }

    fn add_span(&self, feature: u32, to: &mut Grid<f32>) {
        for (label, cell) in self.span.get(feature).into_iter().flatten().enumerate() {
            to.0[span_cell(label)] += cell.weight;
        }
    }

    fn add_step(&self, feature: u32, to: &mut Grid<f32>) {
        for (step, cell) in self.step.get(feature).into_iter().flatten().enumerate() {
            to.0[step_cell(step / LABELS, step % LABELS)] += cell.weight;
        }
    }

    fn cue(&self, sum: f32) -> f32 {
        sum
    }
}

/// What is told of the tokens of a sentence when they are asked whether they are the head of a cue.
#[derive(Default)]
struct Heard {
    features: Vec<u32>,
    /// Of every token that is asked: which it is, where its features begin, and where those end that it tells by itself.
    asked: Vec<(usize, usize, usize)>,
}

impl Heard {
    /// Reads a sentence.
    fn read(&mut self, tokens: &[Token], context: &mut Context, heading: bool) {
        self.features.clear();
        self.asked.clear();
        let quotations = sentence::quotations(tokens);
        let mut around = Vec::with_capacity(tokens.len());
        context.read(tokens, quotations, |_, token, quotations| {
            around.push(quotations);
            features::part(token)
        });
        for (i, token) in tokens.iter().enumerate() {
            if !super::may_be_cue(token) {
                continue;
            }
            let first = self.features.len();
            let out = &mut |feature| self.features.push(feature);
            features::cue_alone(token, features::part(token), heading, out);
            features::cue_quoted(token, around[i], out);
            self.asked.push((i, first, self.features.len()));
            let out = &mut |feature| self.features.push(feature);
            features::cue_near(tokens, context, i, out);
            features::cue_far(tokens, context, i, out);
        }
    }

    /// The tokens that are asked, with what each tells by itself and what it tells in all.
    fn tokens(&self) -> impl Iterator<Item = (usize, &[u32], &[u32])> {
        let ends = self.asked.iter().skip(1).map(|asked| asked.1).chain([self.features.len()]);
        self.asked
            .iter()
            .zip(ends)
            .map(|(&(i, first, alone), end)| (i, &self.features[first..alone], &self.features[first..end]))
    }
}

/// All that is told of a token and of the step to it.
#[derive(Default)]
struct Told {
    spans: Vec<u32>,
    steps: Vec<u32>,
}

impl Told {
    /// Reads what is told of token `i`.
    fn read(&mut self, context: &Context, cue: &Cue, i: usize) {
        self.spans.clear();
        self.steps.clear();
        model::told(context, cue, i, self);
        if i == 0 {
            self.steps.clear();
        }
    }
}

impl Tell for Told {
    fn span(&mut self, feature: u32) {
        self.spans.push(feature);
    }

    fn step(&mut self, feature: u32) {
        self.steps.push(feature);
    }
}

/// A sentence with the heads of its cues and the labels of every token for each.
struct Lesson {
    sentences: usize,
    sentence: Sentence,
    heads: Vec<(usize, Vec<u8>)>,
}

fn overlaps(spans: &[Span], token: &Token) -> bool {
    spans.iter().any(|span| span.start < token.end && token.start < span.end)
}

/// Trains on documents with their statements; returns the bytes of `weights.bin`.
pub fn train(documents: &[(Document, Vec<Gold>)], recipe: Recipe, report: &mut dyn FnMut(String)) -> Vec<u8> {
    let read: Vec<Sentences> = documents.iter().map(|(document, _)| sentence::read(document)).collect();
    let heads = heads::find(documents, &read);
    let mut lessons = Vec::new();
    let (mut found, mut golds) = (0, 0);
    for (at, (sentences, (_, gold))) in read.iter().zip(documents).enumerate() {
        golds += gold.len();
        for sentence in &sentences.list {
            let tokens = sentences.tokens(*sentence);
            let mut lesson = Lesson { sentences: at, sentence: *sentence, heads: Vec::new() };
            for (statement, head) in gold.iter().zip(&heads[at]) {
                let Some(head) = head else { continue };
                if *head < sentence.first as usize || *head >= sentence.last as usize {
                    continue;
                }
                let labels: Vec<u8> = tokens
                    .iter()
                    .map(|token| {
                        if overlaps(&statement.content, token) {
                            2
                        } else {
                            u8::from(overlaps(&statement.source, token))
                        }
                    })
                    .collect();
                found += 1;
                lesson.heads.push((*head - sentence.first as usize, labels));
            }
            lessons.push(lesson);
        }
    }
    report(format!(
        "{} sentences, {found} of {golds} statements have their cue in a sentence",
        lessons.len()
    ));
    let mut context = Context::empty();
    let (mut heard, mut told) = (Heard::default(), Told::default());
    let mut counts: [HashMap<u32, u32>; 3] = Default::default();
    for lesson in &lessons {
        let tokens = read[lesson.sentences].tokens(lesson.sentence);
        heard.read(tokens, &mut context, lesson.sentence.heading);
        heard.features.iter().for_each(|feature| *counts[0].entry(*feature).or_default() += 1);
        for (head, _) in &lesson.heads {
            let cue = Cue::of(tokens, &context, *head);
            for i in 0..tokens.len() {
                if i == *head {
                    continue;
                }
                told.read(&context, &cue, i);
                told.spans.iter().for_each(|feature| *counts[1].entry(*feature).or_default() += 1);
                told.steps.iter().for_each(|feature| *counts[2].entry(*feature).or_default() += 1);
            }
        }
    }
    let mut learner = Learner {
        cue: Rows::of(&counts[0], CUE_ROWS, recipe.least[0]),
        span: Rows::of(&counts[1], SPAN_ROWS, recipe.least[1]),
        step: Rows::of(&counts[2], STEP_ROWS, recipe.least[2]),
    };
    drop(counts);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    let [cue_passes, span_passes] = recipe.passes;
    let most = cue_passes.max(span_passes);
    // Twice: what turns out to weigh little is left out the second time, and the rest makes up for it.
    for pass in 0..2 * most {
        if pass == most {
            learner.cue.forget(recipe.drop[0]);
            learner.span.forget(recipe.drop[1]);
            learner.step.forget(recipe.drop[2]);
        }
        for at in (1..order.len()).rev() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            order.swap(at, (random % (at as u64 + 1)) as usize);
        }
        let pass = pass % most;
        let rate = |passes: usize| recipe.rate * (1.0 - pass as f32 / passes as f32 * 0.8);
        let (mut loss, mut span_loss) = (0.0, 0.0);
        for at in &order {
            let lesson = &lessons[*at];
            let tokens = read[lesson.sentences].tokens(lesson.sentence);
            heard.read(tokens, &mut context, lesson.sentence.heading);
            for (i, alone, all) in heard.tokens().filter(|_| pass < cue_passes) {
                let truth = f32::from(lesson.heads.iter().any(|(head, _)| *head == i));
                let features = if pass < recipe.alone { alone } else { all };
                let mut sum = 0.0;
                features.iter().for_each(|feature| learner.add_cue(*feature, &mut sum));
                let chance = model::chance(sum);
                loss -= f64::from((if truth > 0.5 { chance } else { 1.0 - chance }).max(1e-6).ln());
                let gradient = truth - chance;
                if gradient.abs() > 1e-3 {
                    for feature in features {
                        learner.cue.learn(*feature, 0, gradient, &recipe, rate(cue_passes));
                    }
                }
            }
            for (head, labels) in lesson.heads.iter().filter(|_| pass < span_passes) {
                let (head, rate) = ((*head, labels.as_slice()), rate(span_passes));
                span_loss += learn_spans(&mut learner, (tokens, &context), head, &mut told, &recipe, rate);
            }
        }
        report(format!("pass {}: cue loss {loss:.0}, span loss {span_loss:.0}", pass + 1));
    }
    let mut bytes = encode::encode(&learner, &recipe, report);
    let sentences = lessons.iter().map(|lesson| (&read[lesson.sentences], lesson.sentence));
    gates::set(&mut bytes, sentences, report);
    bytes
}

/// One step on one sentence and cue: forward-backward, then observed minus expected.
fn learn_spans(
    learner: &mut Learner,
    (tokens, context): (&[Token], &Context),
    (head, labels): (usize, &[u8]),
    told: &mut Told,
    recipe: &Recipe,
    rate: f32,
) -> f64 {
    let mut lattice = Lattice::default();
    let cue = Cue::of(tokens, context, head);
    // Nothing is known for long: the weights change with every step.
    model::lattice(learner, (tokens, context), &cue, &mut KnownNeighbours::new(0), &mut lattice);
    let node = |i: usize, label: usize| lattice.scores[i].0[span_cell(label)];
    let edge = |i: usize, from: usize, to: usize| lattice.scores[i].0[step_cell(from, to)];
    let n = tokens.len();
    let mut forward = vec![[0.0_f64; LABELS]; n];
    let mut backward = vec![[0.0_f64; LABELS]; n];
    forward[0] = std::array::from_fn(|label| f64::from(node(0, label)));
    for i in 1..n {
        for to in 0..LABELS {
            let terms: [f64; LABELS] =
                std::array::from_fn(|from| forward[i - 1][from] + f64::from(edge(i, from, to)));
            forward[i][to] = log_sum(terms) + f64::from(node(i, to));
        }
    }
    for i in (0..n - 1).rev() {
        for from in 0..LABELS {
            let terms: [f64; LABELS] = std::array::from_fn(|to| {
                backward[i + 1][to] + f64::from(edge(i + 1, from, to)) + f64::from(node(i + 1, to))
            });
            backward[i][from] = log_sum(terms);
        }
    }
    let total = log_sum(forward[n - 1]);
    let mut truth = 0.0;
    for i in 0..n {
        let label = if i == head { 0 } else { labels[i] as usize };
        truth += f64::from(node(i, label));
        if i > 0 {
            let before = if i - 1 == head { 0 } else { labels[i - 1] as usize };
            truth += f64::from(edge(i, before, label));
        }
        if i == head {
            continue;
        }
        told.read(context, &cue, i);
        for y in 0..LABELS {
            let expected = (forward[i][y] + backward[i][y] - total).exp();
            let gradient = (f64::from(u8::from(y == label)) - expected) as f32;
            if gradient.abs() > 1e-3 {
                for feature in &told.spans {
                    learner.span.learn(*feature, y, gradient, recipe, rate);
                }
            }
        }
        if i == 0 {
            continue;
        }
        let before = if i - 1 == head { 0 } else { labels[i - 1] as usize };
        for from in 0..LABELS {
            for to in 0..LABELS {
                let expected = (forward[i - 1][from]
                    + f64::from(edge(i, from, to))
                    + f64::from(node(i, to))
                    + backward[i][to]
                    - total)
                    .exp();
                let seen = f64::from(u8::from(from == before && to == label));
                let gradient = (seen - expected) as f32;
                if gradient.abs() > 1e-3 {
                    for feature in &told.steps {
                        learner.step.learn(*feature, from * LABELS + to, gradient, recipe, rate);
                    }
                }
            }
        }
    }
    total - truth
}

fn log_sum(terms: [f64; LABELS]) -> f64 {
    let top = terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if top == f64::NEG_INFINITY {
        return top;
    }
    top + terms.iter().map(|term| (term - top).exp()).sum::<f64>().ln()
}

/// The statements of a document, found with the weights `bytes` instead of the committed ones.
pub fn find_with(bytes: &[u8], document: &Document) -> Vec<dossier_corpus::Statement> {
    let weights = model::Weights::decode(bytes);
    let find = |sentences: &Sentences| finder::find_with(&mut Finder::new(&weights), sentences);
    super::find_by(find, document, DocumentId(0), &[])
}
