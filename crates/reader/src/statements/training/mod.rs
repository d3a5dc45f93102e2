//! Training of the two models on attributed statements; compiled with the feature `training` alone.
//!
//! AdaGrad (Duchi, Hazan, Singer 2011) on the log-likelihood, a few passes in a fixed order, then small weights
//! are dropped and the rest become small integers. The same input gives the same bytes.

mod encode;
mod heads;

use std::collections::HashMap;

use dossier_corpus::{Document, DocumentId, Span};

use super::features::{self, Context};
use super::model::{self, ByToken, CUE_ROWS, LABELS, Lattice, SPAN_ROWS, STEP_ROWS, Table, row};
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
    /// Passes over the sentences.
    pub passes: usize,
    /// How often a feature must occur: of a word's cue, of a token's label, of a step.
    pub least: [u32; 3],
    /// First step size.
    pub rate: f32,
    /// Pull of every weight towards nought.
    pub shrink: f32,
    /// Features all of whose weights are smaller are dropped.
    pub drop: [f32; 3],
    /// Weights are kept as multiples of this.
    pub grain: [f32; 3],
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            passes: 10,
            least: [12, 20, 20],
            rate: 0.1,
            shrink: 1e-4,
            drop: [0.3, 0.35, 0.35],
            grain: [0.1, 0.1, 0.1],
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
    type Span = [f32; LABELS];
    type Step = [f32; LABELS * LABELS];

    const UNHEARD_OF: f32 = f32::NEG_INFINITY;
    const HOPELESS: f32 = f32::NEG_INFINITY;

    fn add_cue(&self, feature: u32, to: &mut f32) {
        *to += self.cue.get(feature).map_or(0.0, |cells| cells[0].weight);
    }

    fn add_span(&self, feature: u32, to: &mut Self::Span) {
        add(&self.span, feature, to);
    }

    fn add_step(&self, feature: u32, to: &mut Self::Step) {
        add(&self.step, feature, to);
    }

    fn cue(&self, sum: f32) -> f32 {
        sum
    }

    fn node(&self, sums: [&Self::Span; 3]) -> [f32; LABELS] {
        std::array::from_fn(|label| sums.iter().map(|sum| sum[label]).sum())
    }

    fn edge(&self, sums: [&Self::Step; 3]) -> [f32; LABELS * LABELS] {
        std::array::from_fn(|step| sums.iter().map(|sum| sum[step]).sum())
    }
}

fn add<const N: usize>(rows: &Rows<N>, feature: u32, to: &mut [f32; N]) {
    if let Some(cells) = rows.get(feature) {
        for (sum, cell) in to.iter_mut().zip(cells) {
            *sum += cell.weight;
        }
    }
}

/// All that is told of token `i` when it is asked whether it is the head of a cue.
fn told_of_cue(tokens: &[Token], context: &Context, i: usize, into: &mut Vec<u32>) {
    into.clear();
    let out = &mut |feature| into.push(feature);
    features::cue_alone(tokens, context, i, out);
    features::cue_near(tokens, context, i, out);
    features::cue_far(tokens, context, i, out);
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
    let (mut scratch, mut steps) = (Vec::new(), Vec::new());
    let mut counts: [HashMap<u32, u32>; 3] = Default::default();
    for lesson in &lessons {
        let tokens = read[lesson.sentences].tokens(lesson.sentence);
        context.read(tokens, lesson.sentence.heading);
        for i in 0..tokens.len() {
            if super::may_be_cue(&tokens[i]) {
                told_of_cue(tokens, &context, i, &mut scratch);
                scratch.iter().for_each(|feature| *counts[0].entry(*feature).or_default() += 1);
            }
        }
        for (head, _) in &lesson.heads {
            let pattern = features::pattern(tokens, &context, *head);
            for i in 0..tokens.len() {
                if i == *head {
                    continue;
                }
                model::told(tokens, &context, *head, i, pattern, &mut scratch, &mut steps);
                scratch.iter().for_each(|feature| *counts[1].entry(*feature).or_default() += 1);
                steps.iter().for_each(|feature| *counts[2].entry(*feature).or_default() += 1);
            }
        }
    }
    let mut learner = Learner {
        cue: Rows::of(&counts[0], CUE_ROWS, recipe.least[0]),
        span: Rows::of(&counts[1], SPAN_ROWS, recipe.least[1]),
        step: Rows::of(&counts[2], STEP_ROWS, recipe.least[2]),
    };
    drop(counts);
    let passes = recipe.passes;
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    // Twice: what turns out to weigh little is left out the second time, and the rest makes up for it.
    for pass in 0..2 * passes {
        if pass == passes {
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
        let rate = recipe.rate * (1.0 - (pass % passes) as f32 / passes as f32 * 0.8);
        let (mut loss, mut span_loss) = (0.0, 0.0);
        for at in &order {
            let lesson = &lessons[*at];
            let tokens = read[lesson.sentences].tokens(lesson.sentence);
            context.read(tokens, lesson.sentence.heading);
            for i in 0..tokens.len() {
                if !super::may_be_cue(&tokens[i]) {
                    continue;
                }
                let truth = f32::from(lesson.heads.iter().any(|(head, _)| *head == i));
                let chance = model::cue_chance(&learner, tokens, &context, i);
                loss -= f64::from((if truth > 0.5 { chance } else { 1.0 - chance }).max(1e-6).ln());
                let gradient = truth - chance;
                if gradient.abs() > 1e-3 {
                    told_of_cue(tokens, &context, i, &mut scratch);
                    for feature in &scratch {
                        learner.cue.learn(*feature, 0, gradient, &recipe, rate);
                    }
                }
            }
            for (head, labels) in &lesson.heads {
                span_loss +=
                    learn_spans(&mut learner, tokens, &context, *head, labels, &mut scratch, &recipe, rate);
            }
        }
        report(format!("pass {}: cue loss {loss:.0}, span loss {span_loss:.0}", pass + 1));
    }
    encode::encode(&learner, &recipe, report)
}

/// One step on one sentence and cue: forward-backward, then observed minus expected.
fn learn_spans(
    learner: &mut Learner,
    tokens: &[Token],
    context: &Context,
    head: usize,
    labels: &[u8],
    scratch: &mut Vec<u32>,
    recipe: &Recipe,
    rate: f32,
) -> f64 {
    let mut lattice = Lattice::default();
    let mut by_token = ByToken::new();
    by_token.clear(tokens.len());
    model::lattice(learner, tokens, context, head, &mut by_token, &mut lattice);
    let n = tokens.len();
    let mut forward = vec![[0.0_f64; LABELS]; n];
    let mut backward = vec![[0.0_f64; LABELS]; n];
    forward[0] = lattice.node[0].map(f64::from);
    for i in 1..n {
        for to in 0..LABELS {
            let terms: [f64; LABELS] = std::array::from_fn(|from| {
                forward[i - 1][from] + f64::from(lattice.edge[i][from * LABELS + to])
            });
            forward[i][to] = log_sum(terms) + f64::from(lattice.node[i][to]);
        }
    }
    for i in (0..n - 1).rev() {
        for from in 0..LABELS {
            let terms: [f64; LABELS] = std::array::from_fn(|to| {
                backward[i + 1][to]
                    + f64::from(lattice.edge[i + 1][from * LABELS + to])
                    + f64::from(lattice.node[i + 1][to])
            });
            backward[i][from] = log_sum(terms);
        }
    }
    let total = log_sum(forward[n - 1]);
    let mut truth = 0.0;
    let mut steps = Vec::new();
    let pattern = features::pattern(tokens, context, head);
    for i in 0..n {
        let label = if i == head { 0 } else { labels[i] as usize };
        truth += f64::from(lattice.node[i][label]);
        if i > 0 {
            let before = if i - 1 == head { 0 } else { labels[i - 1] as usize };
            truth += f64::from(lattice.edge[i][before * LABELS + label]);
        }
        if i == head {
            continue;
        }
        model::told(tokens, context, head, i, pattern, scratch, &mut steps);
        for y in 0..LABELS {
            let expected = (forward[i][y] + backward[i][y] - total).exp();
            let gradient = (f64::from(u8::from(y == label)) - expected) as f32;
            if gradient.abs() > 1e-3 {
                for feature in scratch.iter() {
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
                    + f64::from(lattice.edge[i][from * LABELS + to])
                    + f64::from(lattice.node[i][to])
                    + backward[i][to]
                    - total)
                    .exp();
                let seen = f64::from(u8::from(from == before && to == label));
                let gradient = (seen - expected) as f32;
                if gradient.abs() > 1e-3 {
                    for feature in steps.iter() {
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
    super::find_by(&model::Weights::decode(bytes), document, DocumentId(0), &[])
}
