//! Phrases that two documents share and hardly any other has.
//!
//! A phrase is three content words in a row, as a hash. Documents meet only through the phrases that few of them
//! hold, so that the work grows with the text and not with the pairs of documents.

use dossier_corpus::{DocumentId, Evidence, Span};
use foldhash::{HashMap, HashMapExt, HashSet};

use crate::bytes::SMALL;
use crate::names::Traces;

/// Most documents that hold a rare phrase.
const RARE: usize = 6;
/// Fewest rare phrases that two documents must share, and the least part of the shorter one's.
const LEAST: u32 = 10;
const LEAST_SHARE: f32 = 0.06;
/// Pieces of evidence shown of each document.
const SHOWN: usize = 4;

/// Two documents that share rare phrases.
pub(super) struct Pair {
    pub(super) a: usize,
    pub(super) b: usize,
    /// Shared part of the phrases of the one that has fewer.
    pub(super) share: f32,
    pub(super) evidence: Vec<Evidence>,
}

#[derive(Clone, Copy, Default)]
struct Phrase {
    hash: u64,
    document: u32,
    span: Span,
}

/// The pairs of documents that share enough, in order.
pub(super) fn pairs(traces: &[Traces]) -> Vec<Pair> {
    let all = by_hash(&shared(traces));
    let mut counts: HashMap<(u32, u32), u32> = HashMap::new();
    let groups = || all.chunk_by(|a, b| a.hash == b.hash).filter(|group| (2..=RARE).contains(&group.len()));
    for group in groups() {
        for (i, a) in group.iter().enumerate() {
            for b in &group[i + 1..] {
                *counts.entry((a.document, b.document)).or_default() += 1;
            }
        }
    }
    let size = |at: u32| traces[at as usize].rows.len();
    let share = |(a, b): (u32, u32), count: u32| count as f32 / size(a).min(size(b)).max(1) as f32;
    counts.retain(|pair, count| *count >= LEAST && share(*pair, *count) >= LEAST_SHARE);
    let wanted: HashSet<(u32, u32)> = counts.keys().copied().collect();
    let mut found: HashMap<(u32, u32), Vec<[Evidence; 2]>> = HashMap::new();
    for group in groups() {
        for (i, a) in group.iter().enumerate() {
            for b in group[i + 1..].iter().filter(|b| wanted.contains(&(a.document, b.document))) {
                let pieces =
                    [a, b].map(|one| Evidence { document: DocumentId(one.document), span: one.span });
                found.entry((a.document, b.document)).or_default().push(pieces);
            }
        }
    }
    let mut pairs: Vec<Pair> = counts
        .into_iter()
        .map(|(pair, count)| Pair {
            a: pair.0 as usize,
            b: pair.1 as usize,
            share: share(pair, count),
            evidence: shown(found.remove(&pair).unwrap_or_default()),
        })
        .collect();
    pairs.sort_by_key(|pair| (pair.a, pair.b));
    pairs
}

/// The first phrases in the order of the earlier document, of those that overlap one.
fn shown(mut pieces: Vec<[Evidence; 2]>) -> Vec<Evidence> {
    pieces.sort_unstable_by_key(|[a, b]| (a.span, b.span));
    let mut shown: Vec<Evidence> = Vec::with_capacity(SHOWN * 2);
    for [a, b] in pieces {
        if shown.len() < SHOWN * 2
            && shown.iter().all(|one| one.document != a.document || !one.span.overlaps(a.span))
            && shown.iter().all(|one| one.document != b.document || !one.span.overlaps(b.span))
        {
            shown.extend([a, b]);
        }
    }
    shown
}

/// Nearly all phrases that two documents have, and few others: most phrases stand in one document alone, and only the
/// others need an order.
fn shared(traces: &[Traces]) -> Vec<Phrase> {
    let count: usize = traces.iter().map(|traces| traces.rows.len()).sum();
    let slots = (count * 8).next_power_of_two().max(64);
    let (mut once, mut again) = (vec![0_u64; slots / 64], vec![0_u64; slots / 64]);
    let place = |hash: u64| {
        let slot = hash as usize & (slots - 1);
        (slot / 64, 1_u64 << (slot % 64))
    };
    for row in traces.iter().flat_map(|traces| &traces.rows) {
        let (at, bit) = place(row.hash);
        again[at] |= once[at] & bit;
        once[at] |= bit;
    }
    let mut shared = Vec::new();
    for (document, traces) in (0..).zip(traces) {
        shared.extend(traces.rows.iter().filter_map(|row| {
            let (at, bit) = place(row.hash);
            (again[at] & bit != 0).then_some(Phrase { hash: row.hash, document, span: row.span })
        }));
    }
    shared
}

/// Sorts phrases by their hashes, and those of one hash by their documents. Hashes are spread evenly: by their upper bits nearly
/// every phrase has a place of its own, and only the few that share one are compared.
fn by_hash(phrases: &[Phrase]) -> Vec<Phrase> {
    let bits = (phrases.len() | 1).ilog2() + 1;
    let place = |phrase: &Phrase| (phrase.hash >> (u64::BITS - bits)) as usize;
    let mut ends = vec![0_u32; 1 << bits];
    for phrase in phrases {
        ends[place(phrase)] += 1;
    }
    let mut end = 0;
    for slot in &mut ends {
        end += *slot;
        *slot = end;
    }
    let mut sorted = vec![Phrase::default(); phrases.len()];
    for phrase in phrases {
        let end = &mut ends[place(phrase)];
        *end -= 1;
        sorted[*end as usize] = *phrase;
    }
    for alike in sorted.chunk_by_mut(|a, b| place(a) == place(b)).filter(|alike| alike.len() > 1) {
        alike.sort_unstable_by_key(|phrase| (phrase.hash, phrase.document));
    }
    sorted
}

/// Where the runs of letters and digits of a text begin and end.
pub(super) fn words(text: &str, mut each: impl FnMut(usize, usize)) {
    let bytes = text.as_bytes();
    let wide = |at: usize| text[at..].chars().next().unwrap_or(' ');
    let mut at = 0;
    while at < bytes.len() {
        let from = at;
        loop {
            while bytes.get(at).is_some_and(|byte| SMALL[usize::from(*byte)] != 0) {
                at += 1;
            }
            match bytes.get(at) {
                Some(0x80..) if wide(at).is_alphanumeric() => at += wide(at).len_utf8(),
                _ => break,
            }
        }
        if from < at {
            each(from, at);
        }
        // What ends a word is passed over with it.
        match bytes.get(at) {
            Some(0x80..) => at += wide(at).len_utf8(),
            _ => at += 1,
        }
    }
}
