//! What a document's words leave behind for the stages over all documents: no text is cut into words again.

use std::cell::RefCell;

use dossier_corpus::{BlockKind, Span};

use super::lexicon::{EMPTY, REPORTED};
use super::scan::Scan;
use super::themes::{self, Phrases, Stems};
use super::words::{Hash, Shape, Word};

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
    bits: Bits,
}

/// Bits of stems, of one alone and of two in a row: most sentences that lack a phrase lack some bit of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Bits {
    stems: [u64; 2],
    /// The highest one tells that the sentence may name an occasion.
    pairs: u64,
}

impl Bits {
    const REPORTED: u64 = 1 << 63;

    /// Adds a stem that stands behind another, if one stands there.
    const fn add(&mut self, before: Option<u64>, stem: u64) {
        // The upper bits of stems: the lower ones choose slots of tables.
        self.stems[(stem >> 63) as usize] |= 1 << (stem >> 57 & 63);
        if let Some(before) = before {
            let pair = before.rotate_left(21) ^ stem;
            self.pairs |= 1 << (((pair >> 32) * 63) >> 32);
        }
    }
}

impl Sentence {
    /// Whether it may name an occasion.
    pub(crate) const fn may_name_occasion(self) -> bool {
        self.bits.pairs & Bits::REPORTED != 0
    }

    /// Whether it may hold the words that are sought, one behind the other.
    pub(super) const fn may_hold(self, Sought(sought): Sought) -> bool {
        let lacks = sought.stems[0] & !self.bits.stems[0]
            | sought.stems[1] & !self.bits.stems[1]
            | sought.pairs & !self.bits.pairs;
        lacks == 0
    }
}

/// Words that are looked for, one behind the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sought(Bits);

impl Sought {
    pub(super) fn of(stems: &[u64]) -> Self {
        let mut bits = Bits::default();
        let mut before = None;
        for stem in stems {
            bits.add(before, *stem);
            before = Some(*stem);
        }
        Self(bits)
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

/// Lends this thread's stems.
pub(super) fn with_stems<T>(work: impl FnOnce(&mut Stems) -> T) -> T {
    thread_local! {
        static STEMS: RefCell<Stems> = RefCell::default();
    }
    STEMS.with_borrow_mut(work)
}

/// The traces of a document.
pub(super) fn of(scan: &Scan<'_>) -> Traces {
    with_stems(|stems| Traces {
        themes: themes::phrases(scan, stems),
        sentences: sentences(scan, stems),
        rows: rows(scan),
    })
}

fn sentences(scan: &Scan<'_>, known: &mut Stems) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(scan.sentences.len());
    for sentence in &scan.sentences {
        let range = sentence.from..sentence.to;
        let mut bits = Bits::default();
        let mut before = None;
        for (word, topics) in scan.words[range.clone()].iter().zip(&scan.topics[range]) {
            if word.is_word() {
                let stem = known.of(scan.text, word, *topics);
                bits.add(before, stem);
                before = Some(stem);
                if topics & REPORTED != 0 {
                    bits.pairs |= Bits::REPORTED;
                }
            }
        }
        sentences.push(Sentence { span: sentence.span, bits });
    }
    sentences
}

/// The rows of the running text.
fn rows(scan: &Scan<'_>) -> Vec<Row> {
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
        let range = sentence.from..sentence.to;
        for (word, topics) in scan.words[range.clone()].iter().zip(&scan.topics[range]) {
            if !word.is_word() || topics & EMPTY != 0 {
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
    match word.of(scan.text).as_bytes().last_chunk::<4>() {
        Some(end) if end.eq_ignore_ascii_case(b"ence") => {
            let mut spelt = Hash::unfinished(word.hash).without(b'e').without(b'c');
            spelt.byte(b's');
            spelt.byte(b'e');
            spelt.finish()
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
