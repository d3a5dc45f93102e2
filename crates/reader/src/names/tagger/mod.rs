//! A small trained model: which words of a document are names, and of what kind.
//!
//! A linear-chain conditional random field (Lafferty et al. 2001) over the words in and around runs of capitals. It
//! weighs what the rules, the word lists and the writing say; a rule that fires is one of its features, so that rules
//! can be overruled by their surroundings. Its weights are trained by a command (`docs/QUALITY.md`), kept as
//! eight-bit numbers, and small enough to ask it which features decided.

pub(crate) mod features;
mod groups;
mod lattice;
mod model;
mod neighbours;
#[cfg(feature = "training")]
pub(crate) mod train;

use std::cell::RefCell;

use dossier_corpus::EntityKind;

use super::raw::Raw;
use super::scan::Scan;
use crate::memo::Memo;
use features::{Features, Segment};
use lattice::Lattice;
use model::{Model, Sum};
use neighbours::Known;

/// Labels: outside, then begin of each kind, then inside of each.
pub(crate) const LABELS: usize = 9;

/// Kinds in the order of their labels; the last is "a name of another kind", which is never returned.
pub(crate) const KINDS: [Option<EntityKind>; 4] =
    [Some(EntityKind::Person), Some(EntityKind::Organisation), Some(EntityKind::Place), None];

/// Below this a name is not shown, not even as a candidate.
const LEAST: u8 = 40;

/// The label of what is in no name.
pub(crate) const OUTSIDE: usize = 0;

/// The label that begins a kind.
pub(crate) const fn begin(kind: usize) -> usize {
    1 + kind
}

/// The label that continues a kind.
pub(crate) const fn inside(kind: usize) -> usize {
    1 + KINDS.len() + kind
}

/// The names of a document, `ruled` being what rules alone find; in text order, without overlap.
pub(crate) fn find(scan: &Scan<'_>, ruled: &[Raw]) -> Vec<Raw> {
    thread_local! {
        static MEMORY: RefCell<Memory> = RefCell::new(Memory::new());
    }
    MEMORY.with_borrow_mut(|memory| find_with(Model::get(), memory, scan, ruled))
}

/// Sums of one model's weights that were added up before.
pub(crate) struct Memory {
    known: Known,
    /// Of groups of features, by their keys.
    groups: Memo<u64, Sum>,
}

/// Groups that are remembered, as a power of two.
const GROUPS: u32 = 11;

impl Memory {
    pub(crate) fn new() -> Self {
        Self { known: Known::new(), groups: Memo::new(GROUPS, (0, Sum::default())) }
    }
}

/// `memory` is the model's.
pub(crate) fn find_with(model: &Model, memory: &mut Memory, scan: &Scan<'_>, ruled: &[Raw]) -> Vec<Raw> {
    let segments = features::segments(scan);
    let features = Features::new(scan, &segments, ruled);
    let mut found = Vec::new();
    let mut lattice = Lattice::default();
    // One for the word, one for what is kept of it beyond the word.
    let (mut scorer, mut aside) = (model.scorer(), model.scorer());
    for segment in segments {
        lattice.clear();
        let mut run = ((0, 0), Sum::default());
        for at in segment.from..segment.to {
            features.each_neighbour(at, segment, &mut |word, offset| {
                scorer.add_all(memory.known.sum(features.form(word), offset, || {
                    features.of_neighbour(word, offset, &mut |feature| aside.add(feature));
                    aside.take()
                }));
            });
            let here = features.run(at, segment);
            features.of(at, segment, &mut |feature| scorer.add(feature));
            features.each_group(at, segment, &mut |group| {
                let key = group.key();
                scorer.add_all(memory.groups.of(key >> 32, key, || {
                    group.features(&mut |feature| aside.add(feature));
                    aside.take()
                }));
            });
            if run.0 != here {
                features.of_run(here, &mut |feature| aside.add(feature));
                run = (here, aside.take());
            }
            scorer.add_all(&run.1);
            lattice.push(model.scores(&scorer.take()));
        }
        if lattice.best(&model.steps).iter().all(|label| *label == OUTSIDE) {
            continue;
        }
        lattice.marginals(&model.factors);
        collect(segment, &lattice, &features, ruled, &mut found);
    }
    found
}

fn collect(
    segment: Segment,
    lattice: &Lattice,
    features: &Features<'_, '_>,
    ruled: &[Raw],
    found: &mut Vec<Raw>,
) {
    let labels = lattice.labels();
    let mut at = 0;
    while at < labels.len() {
        let label = labels[at];
        if label == OUTSIDE {
            at += 1;
            continue;
        }
        let kind = label - begin(0);
        let mut end = at + 1;
        while end < labels.len() && labels[end] == inside(kind) {
            end += 1;
        }
        if let Some(kind_found) = KINDS[kind] {
            let sure = (at..end).map(|word| lattice.probability(word, labels[word])).fold(1.0_f32, f32::min);
            let (from, to) = (segment.from + at, segment.from + end);
            let same = ruled.partition_point(|raw| raw.from < from);
            let rule =
                ruled.get(same).filter(|raw| raw.from == from && raw.to == to && raw.kind == kind_found);
            let confidence = (sure * 100.0).clamp(1.0, 99.0) as u8;
            let mut raw = Raw::new(from, to, kind_found, "name.learned", confidence);
            if let Some(rule) = rule {
                raw.rule = rule.rule;
                raw.confidence = confidence.max(rule.confidence.min(confidence + 20));
            }
            // A country's whole name is a country, whatever it does in the sentence; so is a doubtful name a listed place.
            let listed =
                features.is_country(from, to) || raw.confidence < 85 && features.is_listed_place(from, to);
            if raw.kind != EntityKind::Place && listed {
                raw.kind = EntityKind::Place;
            }
            if raw.confidence >= LEAST {
                found.push(raw);
            }
        }
        at = end;
    }
}
