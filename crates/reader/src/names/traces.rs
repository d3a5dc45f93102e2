//! What a document's words leave behind for the stages over all documents: no text is cut into words again.

use std::cell::RefCell;

use dossier_corpus::{BlockKind, Span};

use super::scan::Scan;
use super::themes::{self, Phrases, Stems};
use super::words::{Shape, Word, hash_of};

/// Nouns of occasions that a document may report.
pub(crate) const OCCASIONS: [&str; 28] = [
    "meeting",
    "conference",
    "session",
    "event",
    "ceremony",
    "summit",
    "forum",
    "congress",
    "seminar",
    "workshop",
    "symposium",
    "exhibition",
    "talks",
    "visit",
    "reception",
    "briefing",
    "hearing",
    "rally",
    "debate",
    "convention",
    "parade",
    "festival",
    "dialogue",
    "inauguration",
    "funeral",
    "handover",
    "referendum",
    "plenum",
];

/// The traces of one document.
#[derive(Clone, Debug, Default)]
pub struct Traces {
    /// What may become themes of the collection.
    pub(super) themes: Phrases,
    /// Of every sentence that has words, in text order.
    pub(crate) sentences: Vec<Sentence>,
    /// Three content words in a row of its running text, each once.
    pub(crate) rows: Vec<Row>,
}

/// What a sentence holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Its first byte and one past its last, as the document's sentences or blocks have it.
    pub(crate) span: Span,
    /// A bit for each of its words, by their stems; the last one tells that it may name an occasion.
    bits: [u64; 2],
}

/// Bits of stems.
const STEMS: u64 = 127;

/// The bit of a word by its stem.
const fn bit(stem: u64) -> u128 {
    // The upper bits: the lower ones choose slots of tables.
    1 << ((stem >> 32) % STEMS)
}

impl Sentence {
    const fn new(span: Span, bits: u128) -> Self {
        Self { span, bits: [bits as u64, (bits >> 64) as u64] }
    }

    const fn bits(self) -> u128 {
        self.bits[0] as u128 | (self.bits[1] as u128) << 64
    }

    /// Whether it may name an occasion.
    pub(crate) const fn may_name_occasion(self) -> bool {
        self.bits() >> STEMS != 0
    }

    /// Whether it may hold all the words that were added to `sought`.
    pub(super) const fn may_hold(self, sought: Sought) -> bool {
        self.bits() & sought.0 == sought.0
    }
}

/// Words that are looked for together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sought(u128);

impl Sought {
    pub(super) fn of(stems: &[u64]) -> Self {
        Self(stems.iter().fold(0, |bits, stem| bits | bit(*stem)))
    }
}

/// Most rows kept of one document: those with the smallest hashes, the same ones in every document.
const MOST: usize = 1500;

/// A row of content words, as a hash of their folded forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) hash: u64,
    pub(crate) span: Span,
}

/// Words remembered for their stems, and the sets that words are looked up in.
pub(super) struct Known {
    pub(super) stems: Stems,
    pub(super) times: Set,
    pub(super) numbers: Set,
    empty: Set,
    occasions: Set,
}

impl Default for Known {
    fn default() -> Self {
        Self {
            stems: Stems::default(),
            times: Set::of(&themes::TIMES),
            numbers: Set::of(&themes::NUMBERS),
            empty: Set::of(&EMPTY),
            occasions: Set::of(&OCCASIONS),
        }
    }
}

/// Lends this thread's words.
pub(super) fn with_known<T>(work: impl FnOnce(&mut Known) -> T) -> T {
    thread_local! {
        static KNOWN: RefCell<Known> = RefCell::default();
    }
    KNOWN.with_borrow_mut(work)
}

/// The traces of a document.
pub(super) fn of(scan: &Scan<'_>) -> Traces {
    with_known(|known| Traces {
        themes: themes::phrases(scan, known),
        sentences: sentences(scan, known),
        rows: rows(scan, &known.empty),
    })
}

fn sentences(scan: &Scan<'_>, known: &mut Known) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(scan.sentences.len());
    for sentence in &scan.sentences {
        let mut bits = 0;
        for word in scan.words[sentence.from..sentence.to].iter().filter(|word| word.is_word()) {
            bits |= bit(known.stems.of(scan.text, word));
            if known.occasions.has(word.hash) {
                bits |= 1 << STEMS;
            }
        }
        sentences.push(Sentence::new(sentence.span, bits));
    }
    sentences
}

/// The rows of the running text.
fn rows(scan: &Scan<'_>, empty: &Set) -> Vec<Row> {
    let mut rows = Vec::with_capacity(scan.words.len() / 2);
    let mut paragraph = u32::MAX;
    // The two content words before, the last one second: hash and first byte.
    let mut last: [Option<(u64, u32)>; 2] = [None; 2];
    let mix = |sum: u64, word: u64| (sum.rotate_left(21) ^ word).wrapping_mul(K);
    for sentence in scan.sentences.iter().filter(|sentence| sentence.kind == BlockKind::Paragraph) {
        if sentence.block != paragraph {
            paragraph = sentence.block;
            last = [None; 2];
        }
        for word in &scan.words[sentence.from..sentence.to] {
            if !word.is_word() || empty.has(word.hash) {
                continue;
            }
            let third = spelt(scan, word);
            if let [Some((first, start)), Some((second, _))] = last {
                let hash = mix(mix(mix(0, first), second), third);
                rows.push(Row { hash, span: Span { start, end: word.end } });
            }
            last = [last[1], Some((third, word.start))];
        }
    }
    drop_repeated(&mut rows);
    if rows.len() > MOST {
        rows.select_nth_unstable_by_key(MOST, |row| row.hash);
        rows.truncate(MOST);
    }
    rows.shrink_to_fit();
    rows
}

const K: u64 = 0x9E37_79B9_7F4A_7C15;

/// The word's hash, "defence" spelt like "defense".
fn spelt(scan: &Scan<'_>, word: &Word) -> u64 {
    let bytes = scan.text.as_bytes();
    if !matches!(bytes.get(word.end as usize - 1), Some(b'e' | b'E')) || word.shape.has(Shape::MARKED) {
        return word.hash;
    }
    let printed = word.of(scan.text);
    match printed.as_bytes().split_last_chunk::<4>() {
        Some((stem, end)) if end.eq_ignore_ascii_case(b"ence") => {
            hash_of(&[&printed[..stem.len()], "ense"].concat())
        }
        _ => word.hash,
    }
}

/// Drops what stands a second time.
fn drop_repeated(rows: &mut Vec<Row>) {
    let slots = (rows.len() * 2).next_power_of_two();
    // Places of the rows, each where its hash says or behind it; nought is free.
    let mut places = vec![0_u32; slots];
    let mut kept = 0;
    for at in 0..rows.len() {
        let hash = rows[at].hash;
        let mut slot = (hash >> 20) as usize & (slots - 1);
        while places[slot] != 0 && rows[places[slot] as usize - 1].hash != hash {
            slot = (slot + 1) & (slots - 1);
        }
        if places[slot] == 0 {
            rows.swap(kept, at);
            kept += 1;
            places[slot] = kept as u32;
        }
    }
    rows.truncate(kept);
}

/// Words that tell nothing of what a text is about.
const EMPTY: [&str; 48] = [
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have",
    "he", "her", "his", "in", "into", "is", "it", "its", "more", "most", "not", "of", "on", "or", "s", "she",
    "such", "than", "that", "the", "their", "these", "they", "this", "those", "to", "was", "were", "which",
    "who", "will", "with", "would",
];

/// A few words, as a table of their hashes that is mostly empty.
pub(super) struct Set {
    slots: [u64; Self::SLOTS],
}

impl Set {
    const SLOTS: usize = 256;

    fn of(words: &[&str]) -> Self {
        let mut slots = [0; Self::SLOTS];
        for word in words {
            let hash = hash_of(word);
            let mut slot = hash as usize % Self::SLOTS;
            while slots[slot] != 0 {
                slot = (slot + 1) % Self::SLOTS;
            }
            slots[slot] = hash;
        }
        Self { slots }
    }

    pub(super) fn has(&self, hash: u64) -> bool {
        let mut slot = hash as usize % Self::SLOTS;
        while self.slots[slot] != 0 {
            if self.slots[slot] == hash {
                return true;
            }
            slot = (slot + 1) % Self::SLOTS;
        }
        false
    }
}
