//! Phrases that two documents share and hardly any other has.
//!
//! A phrase is three content words in a row, as a hash. Documents meet only through the phrases that few of them
//! hold, so that the work grows with the text and not with the pairs of documents.

use std::collections::{HashMap, HashSet};

use dossier_corpus::{BlockKind, Document, DocumentId, Evidence, Span};

use crate::bytes::SMALL;

/// Content words in a phrase.
const WORDS: usize = 3;
/// Most documents that hold a rare phrase.
const RARE: usize = 6;
/// Fewest rare phrases that two documents must share, and the least part of the shorter one's.
const LEAST: u32 = 10;
const LEAST_SHARE: f32 = 0.06;
/// Most phrases taken from one document: those with the smallest hashes, the same ones in every document.
const MOST: usize = 1500;
/// Pieces of evidence kept a document.
const SHOWN: usize = 4;

/// Two documents that share rare phrases.
pub(super) struct Pair {
    pub(super) a: usize,
    pub(super) b: usize,
    /// Shared part of the phrases of the one that has fewer.
    pub(super) share: f32,
    pub(super) evidence: Vec<Evidence>,
}

struct Phrase {
    hash: u64,
    document: u32,
    span: Span,
}

/// The pairs of documents that share enough, in order.
pub(super) fn pairs(documents: &[Document]) -> Vec<Pair> {
    let mut all: Vec<Phrase> = Vec::new();
    let mut sizes = Vec::with_capacity(documents.len());
    for (at, document) in documents.iter().enumerate() {
        let before = all.len();
        read(document, at as u32, &mut all);
        sizes.push(all.len() - before);
    }
    drop_lone(&mut all);
    all.sort_unstable_by_key(|phrase| (phrase.hash, phrase.document));
    let mut counts: HashMap<(u32, u32), u32> = HashMap::new();
    let groups = || all.chunk_by(|a, b| a.hash == b.hash).filter(|group| (2..=RARE).contains(&group.len()));
    for group in groups() {
        for (i, a) in group.iter().enumerate() {
            for b in &group[i + 1..] {
                *counts.entry((a.document, b.document)).or_default() += 1;
            }
        }
    }
    let share = |(a, b): (u32, u32), count: u32| {
        count as f32 / sizes[a as usize].min(sizes[b as usize]).max(1) as f32
    };
    counts.retain(|pair, count| *count >= LEAST && share(*pair, *count) >= LEAST_SHARE);
    let wanted: HashSet<(u32, u32)> = counts.keys().copied().collect();
    let mut evidence: HashMap<(u32, u32), Vec<Evidence>> = HashMap::new();
    for group in groups() {
        for (i, a) in group.iter().enumerate() {
            for b in group[i + 1..].iter().filter(|b| wanted.contains(&(a.document, b.document))) {
                let shown = evidence.entry((a.document, b.document)).or_default();
                if shown.len() < SHOWN * 2 {
                    shown.extend(
                        [a, b].map(|one| Evidence { document: DocumentId(one.document), span: one.span }),
                    );
                }
            }
        }
    }
    let mut pairs: Vec<Pair> = counts
        .into_iter()
        .map(|(pair, count)| Pair {
            a: pair.0 as usize,
            b: pair.1 as usize,
            share: share(pair, count),
            evidence: evidence.remove(&pair).unwrap_or_default(),
        })
        .collect();
    pairs.sort_by_key(|pair| (pair.a, pair.b));
    pairs
}

/// Drops most phrases that one document alone has, which is nearly all of them: only the others need an order.
fn drop_lone(all: &mut Vec<Phrase>) {
    let slots = (all.len() * 4).next_power_of_two().max(64);
    let (mut once, mut again) = (vec![0_u64; slots / 64], vec![0_u64; slots / 64]);
    let place = |phrase: &Phrase| {
        let slot = phrase.hash as usize & (slots - 1);
        (slot / 64, 1_u64 << (slot % 64))
    };
    for phrase in &*all {
        let (at, bit) = place(phrase);
        again[at] |= once[at] & bit;
        once[at] |= bit;
    }
    all.retain(|phrase| {
        let (at, bit) = place(phrase);
        again[at] & bit != 0
    });
}

/// The phrases of a document's running text.
fn read(document: &Document, at: u32, all: &mut Vec<Phrase>) {
    let first = all.len();
    for block in document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
        let mut window = [(0_u64, 0, 0); WORDS];
        let mut seen = 0;
        let text = block.span.of(&document.text);
        let base = block.span.start as usize;
        words(text, |from, to| {
            let word = &text[from..to];
            if is_empty_word(word) {
                return;
            }
            window[seen % WORDS] = (hash(word), base + from, base + to);
            seen += 1;
            if seen >= WORDS {
                let hash = (seen..seen + WORDS)
                    .fold(0_u64, |sum, at| (sum.rotate_left(21) ^ window[at % WORDS].0).wrapping_mul(K));
                let span = Span::new(window[seen % WORDS].1, window[(seen - 1) % WORDS].2);
                all.push(Phrase { hash, document: at, span });
            }
        });
    }
    drop_repeated(all, first);
    if all.len() - first > MOST {
        all[first..].sort_unstable_by_key(|phrase| phrase.hash);
        all.truncate(first + MOST);
    }
}

/// Drops what stands a second time among the phrases from `first` on.
fn drop_repeated(all: &mut Vec<Phrase>, first: usize) {
    let slots = ((all.len() - first) * 2).next_power_of_two();
    // Places of the phrases, each where its hash says or behind it; nought is free.
    let mut places = vec![0_u32; slots];
    let mut kept = first;
    for at in first..all.len() {
        let hash = all[at].hash;
        let mut slot = (hash >> 20) as usize & (slots - 1);
        while places[slot] != 0 && all[first + places[slot] as usize - 1].hash != hash {
            slot = (slot + 1) & (slots - 1);
        }
        if places[slot] == 0 {
            all.swap(kept, at);
            kept += 1;
            places[slot] = (kept - first) as u32;
        }
    }
    all.truncate(kept);
}

/// Where the runs of letters and digits of a text begin and end.
pub(super) fn words(text: &str, mut each: impl FnMut(usize, usize)) {
    let bytes = text.as_bytes();
    let inside = |at: usize| match bytes.get(at) {
        Some(byte) if *byte < 0x80 => usize::from(SMALL[usize::from(*byte)] != 0),
        Some(_) => text[at..].chars().next().filter(|c| c.is_alphanumeric()).map_or(0, char::len_utf8),
        None => 0,
    };
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let from = at;
        loop {
            let length = inside(at);
            at += length;
            if length == 0 {
                break;
            }
        }
        if from < at {
            each(from, at);
        } else {
            at += match byte {
                0..0x80 => 1,
                _ => text[at..].chars().next().map_or(1, char::len_utf8),
            };
        }
    }
}

const K: u64 = 0x9E37_79B9_7F4A_7C15;

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

const fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}

/// In lower case, "defence" like "defense". `word` in ASCII is read as it stands.
fn hash(word: &str) -> u64 {
    if word.is_ascii() { hash_of(word.as_bytes()) } else { hash_of(word.to_lowercase().as_bytes()) }
}

fn hash_of(word: &[u8]) -> u64 {
    let spelt =
        |hash, bytes: &[u8]| bytes.iter().fold(hash, |hash, byte| step(hash, byte.to_ascii_lowercase()));
    match word.split_last_chunk::<4>() {
        Some((stem, end)) if end.eq_ignore_ascii_case(b"ence") => spelt(spelt(SEED, stem), b"ense"),
        _ => spelt(SEED, word),
    }
}

fn is_empty_word(word: &str) -> bool {
    const EMPTY: [&str; 48] = [
        "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have",
        "he", "her", "his", "in", "into", "is", "it", "its", "more", "most", "not", "of", "on", "or", "s",
        "she", "such", "than", "that", "the", "their", "these", "they", "this", "those", "to", "was", "were",
        "which", "who", "will", "with", "would",
    ];
    /// The same as numbers, in the same order.
    const NUMBERS: [u64; EMPTY.len()] = {
        let mut numbers = [0; EMPTY.len()];
        let mut at = 0;
        while at < EMPTY.len() {
            numbers[at] = number(EMPTY[at].as_bytes());
            at += 1;
        }
        numbers
    };
    word.len() <= 5 && NUMBERS.binary_search(&number(word.as_bytes())).is_ok()
}

/// At most eight bytes, in lower case, as a number that sorts as they do.
const fn number(word: &[u8]) -> u64 {
    let mut number = 0;
    let mut at = 0;
    while at < word.len() {
        number |= (word[at].to_ascii_lowercase() as u64) << (56 - 8 * at);
        at += 1;
    }
    number
}
