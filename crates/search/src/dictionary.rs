//! The terms in order, and where the postings of each lie.
//!
//! Terms stand in blocks of 32. The *blocks* section has the offset of each block as u32, and the number of terms. A
//! block begins with the length of its keys; then for each term: bytes shared with the term before (not of the first
//! one), further bytes, these bytes. Then the offsets of its first postings in the three postings sections (documents,
//! frequencies, positions); then for each term the number of documents, and by how much the lengths of its postings
//! in the three sections exceed that number. All these are variable-length numbers. Compare the dictionary of tantivy
//! and of Lucene: front-coded blocks compress well, and are used where they lie. Who looks for words reads the keys alone.

use std::ops::Range;

use dossier_pack::{Bytes, PackError};

use crate::coding::{Reader, damaged, put, put_long, u32_at};

const BLOCK: usize = 32;

/// Exact forms with marks stand in the dictionary behind this byte, apart from the folded ones.
pub(crate) const EXACT: u8 = 1;

/// A term's number of documents and the place of its postings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) documents: u32,
    pub(crate) docs: Range<usize>,
    pub(crate) freqs: Range<usize>,
    pub(crate) positions: Range<usize>,
}

#[derive(Debug, Default)]
pub(crate) struct DictionaryWriter {
    blocks: Vec<u8>,
    terms: Vec<u8>,
    keys: Vec<u8>,
    numbers: Vec<u8>,
    count: usize,
    last: Vec<u8>,
    at: [usize; 3],
}

impl DictionaryWriter {
    /// Adds the next term; `ends` are the ends of its postings.
    pub(crate) fn push(&mut self, term: &[u8], documents: u32, ends: [usize; 3]) {
        let mut shared = 0;
        if self.count.is_multiple_of(BLOCK) {
            self.close();
            for at in self.at {
                put_long(&mut self.numbers, at as u64);
            }
        } else {
            shared = self.last.iter().zip(term).take_while(|(a, b)| a == b).count();
            put(&mut self.keys, shared as u32);
        }
        put(&mut self.keys, (term.len() - shared) as u32);
        self.keys.extend(&term[shared..]);
        put(&mut self.numbers, documents);
        // In each section a document takes at least one byte, and seldom more.
        for (end, at) in ends.into_iter().zip(self.at) {
            put(&mut self.numbers, (end - at - documents as usize) as u32);
        }
        self.at = ends;
        self.last.clear();
        self.last.extend(term);
        self.count += 1;
    }

    fn close(&mut self) {
        if !self.keys.is_empty() {
            self.blocks.extend((self.terms.len() as u32).to_le_bytes());
            put(&mut self.terms, self.keys.len() as u32);
            self.terms.append(&mut self.keys);
            self.terms.append(&mut self.numbers);
        }
    }

    /// The blocks section and the terms section.
    pub(crate) fn finish(mut self) -> (Vec<u8>, Vec<u8>) {
        self.close();
        let mut blocks = self.blocks;
        blocks.extend((self.count as u32).to_le_bytes());
        (blocks, self.terms)
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Dictionary {
    blocks: Bytes,
    terms: Bytes,
    block_count: usize,
    count: u32,
}

impl Dictionary {
    pub(crate) fn open(blocks: Bytes, terms: Bytes) -> Result<Self, PackError> {
        if blocks.len() < 4 || !blocks.len().is_multiple_of(4) {
            return Err(damaged("dictionary"));
        }
        let block_count = blocks.len() / 4 - 1;
        let count = u32_at(&blocks, block_count);
        if (count as usize).div_ceil(BLOCK) != block_count {
            return Err(damaged("dictionary"));
        }
        Ok(Self { blocks, terms, block_count, count })
    }

    pub(crate) fn len(&self) -> u32 {
        self.count
    }

    pub(crate) fn get(&self, term: &[u8]) -> Option<Term> {
        let mut cursor = self.seek(term);
        (cursor.key() == Some(term)).then(|| cursor.term())
    }

    /// A cursor at the first term that is not less than `term`.
    pub(crate) fn seek(&self, term: &[u8]) -> Cursor<'_> {
        let mut cursor = Cursor::at_block(self, 0);
        cursor.skip(&|key| key < term);
        cursor
    }

    /// A cursor at the term of that ordinal.
    pub(crate) fn at(&self, ordinal: u32) -> Cursor<'_> {
        let mut cursor = Cursor::at_block(self, ordinal as usize / BLOCK);
        for _ in 0..ordinal as usize % BLOCK {
            cursor.advance();
        }
        cursor
    }

    fn block(&self, block: usize) -> Reader<'_> {
        let mut reader = Reader::new(&self.terms);
        reader.seek(u32_at(&self.blocks, block) as usize);
        reader
    }

    fn first_of(&self, block: usize) -> &[u8] {
        let mut reader = self.block(block);
        reader.number();
        let len = reader.number() as usize;
        reader.take(len).unwrap_or(&[])
    }
}

/// Walks the terms in order.
#[derive(Clone, Debug)]
pub(crate) struct Cursor<'a> {
    dictionary: &'a Dictionary,
    keys: Reader<'a>,
    /// The ordinal of the term here.
    here: usize,
    key: Vec<u8>,
    numbers: Reader<'a>,
    /// The ordinal of the next term whose numbers are to be read, and where its postings begin.
    numbered: usize,
    starts: [usize; 3],
    term: Term,
}

impl<'a> Cursor<'a> {
    fn at_block(dictionary: &'a Dictionary, block: usize) -> Self {
        let nothing = Reader::new(&[]);
        let mut cursor = Self {
            dictionary,
            keys: nothing,
            here: 0,
            key: Vec::with_capacity(32),
            numbers: nothing,
            numbered: 0,
            starts: [0; 3],
            term: Term::default(),
        };
        cursor.enter(block);
        cursor
    }

    fn enter(&mut self, block: usize) {
        self.keys = self.dictionary.block(block);
        let len = self.keys.number() as usize;
        self.numbers = self.keys;
        self.numbers.seek(self.keys.at().saturating_add(len));
        self.here = block * BLOCK;
        self.numbered = self.here;
        self.key.clear();
        self.read_key();
    }

    /// The bytes of the term here; `None` past the last one.
    pub(crate) fn key(&self) -> Option<&[u8]> {
        (self.here < self.dictionary.count as usize).then_some(&self.key[..])
    }

    /// The term here; past the last one, nothing to be relied on.
    pub(crate) fn term(&mut self) -> Term {
        while self.key().is_some() && self.numbered <= self.here {
            if self.numbered.is_multiple_of(BLOCK) {
                self.starts =
                    std::array::from_fn(|_| usize::try_from(self.numbers.long()).unwrap_or(usize::MAX));
            }
            self.numbered += 1;
            let documents = self.numbers.number();
            let [docs, freqs, positions] = std::array::from_fn(|i| {
                let length = self.numbers.number() as usize;
                let start = self.starts[i];
                self.starts[i] = start.saturating_add(length).saturating_add(documents as usize);
                start..self.starts[i]
            });
            self.term = Term { documents, docs, freqs, positions };
        }
        self.term.clone()
    }

    pub(crate) fn advance(&mut self) {
        self.here += 1;
        if self.here.is_multiple_of(BLOCK) {
            if self.here < self.dictionary.count as usize {
                self.enter(self.here / BLOCK);
            }
        } else {
            let shared = self.keys.number() as usize;
            self.key.truncate(shared);
            self.read_key();
        }
    }

    fn read_key(&mut self) {
        let more = self.keys.number() as usize;
        match self.keys.take(more) {
            Some(suffix) => self.key.extend_from_slice(suffix),
            // Damaged: there is no more.
            None => self.here = usize::MAX / 2,
        }
    }

    /// Goes on to the first term at or after this one that does not lie before what is looked for; `before` must hold
    /// of all terms up to it.
    pub(crate) fn skip(&mut self, before: &dyn Fn(&[u8]) -> bool) {
        let blocks = self.dictionary.block_count;
        let this = self.here / BLOCK;
        // The last block that begins before it: first in ever longer leaps, then halving.
        let (mut low, mut step) = (this, 1);
        while low + step < blocks && before(self.dictionary.first_of(low + step)) {
            low += step;
            step *= 2;
        }
        let mut high = (low + step).min(blocks);
        while low + 1 < high {
            let middle = low.midpoint(high);
            if before(self.dictionary.first_of(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        if low > this && low < blocks {
            self.enter(low);
        }
        while self.key().is_some_and(before) {
            self.advance();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::{Dictionary, DictionaryWriter};

    fn written(words: &BTreeSet<Vec<u8>>) -> Dictionary {
        let mut writer = DictionaryWriter::default();
        for (i, word) in words.iter().enumerate() {
            let end = (i + 1) * 10;
            writer.push(word, 1 + i as u32 % 5, [end, end * 2, end * 3]);
        }
        let (blocks, terms) = writer.finish();
        Dictionary::open(blocks.into(), terms.into()).unwrap()
    }

    proptest! {
        #[test]
        fn every_term_is_found_with_its_places_and_no_other(
            words in prop::collection::btree_set("[a-c]{1,5}", 0..200), asked in "[a-d]{0,6}"
        ) {
            let words: BTreeSet<Vec<u8>> = words.into_iter().map(String::into_bytes).collect();
            let dictionary = written(&words);
            for (i, word) in words.iter().enumerate() {
                let term = dictionary.get(word).unwrap();
                prop_assert_eq!((term.documents, term.docs, term.positions), (1 + i as u32 % 5, i * 10..i * 10 + 10, i * 30..i * 30 + 30));
                let mut cursor = dictionary.at(i as u32);
                prop_assert_eq!(cursor.key(), Some(&word[..]));
                prop_assert_eq!(cursor.term().freqs, i * 20..i * 20 + 20);
            }
            let asked = asked.as_bytes();
            prop_assert_eq!(dictionary.get(asked).is_some(), words.contains(asked));
            let mut cursor = dictionary.seek(asked);
            for word in words.range(asked.to_vec()..) {
                prop_assert_eq!(cursor.key(), Some(&word[..]));
                cursor.advance();
            }
            prop_assert_eq!(cursor.key(), None);
        }

        #[test]
        fn who_skips_arrives_where_who_walks_does(
            words in prop::collection::btree_set("[a-c]{1,6}", 1..300), prefix in "[a-c]{1,3}", from in "[a-c]{0,4}"
        ) {
            let words: BTreeSet<Vec<u8>> = words.into_iter().map(String::into_bytes).collect();
            let dictionary = written(&words);
            let (prefix, from) = (prefix.as_bytes(), from.as_bytes());
            let mut cursor = dictionary.seek(from);
            cursor.skip(&|key| key < prefix || key.starts_with(prefix));
            let expected = words.range(from.to_vec()..).find(|word| **word > prefix.to_vec() && !word.starts_with(prefix));
            prop_assert_eq!(cursor.key(), expected.map(Vec::as_slice));
        }
    }
}
