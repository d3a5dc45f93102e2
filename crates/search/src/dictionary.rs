//! The terms in order, and where the postings of each lie.
//!
//! Terms stand in blocks of sixteen. The *blocks* section has the offset of each block as u32. A block begins with
//! the offsets of its first postings in the three postings sections (documents, frequencies, positions); then for
//! each term: bytes shared with the term before, further bytes, these bytes, the number of documents, and by how
//! much the lengths of its postings in the three sections exceed that number, all as variable-length numbers. Compare the dictionary of
//! tantivy and of Lucene: front-coded blocks compress well, and are used where they lie.

use std::ops::Range;

use dossier_pack::{Bytes, PackError};

use crate::coding::{Reader, damaged, put, put_long, u32_at};

const BLOCK: usize = 16;

/// Exact forms with marks stand in the dictionary behind this byte, apart from the folded ones.
pub(crate) const EXACT: u8 = 1;

/// A term's number of documents and the place of its postings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) ordinal: u32,
    pub(crate) documents: u32,
    pub(crate) docs: Range<usize>,
    pub(crate) freqs: Range<usize>,
    pub(crate) positions: Range<usize>,
}

#[derive(Debug, Default)]
pub(crate) struct DictionaryWriter {
    blocks: Vec<u8>,
    terms: Vec<u8>,
    count: usize,
    last: Vec<u8>,
    at: [usize; 3],
}

impl DictionaryWriter {
    /// Adds the next term; `ends` are the ends of its postings.
    pub(crate) fn push(&mut self, term: &[u8], documents: u32, ends: [usize; 3]) {
        let mut shared = 0;
        if self.count.is_multiple_of(BLOCK) {
            self.blocks.extend((self.terms.len() as u32).to_le_bytes());
            for at in self.at {
                put_long(&mut self.terms, at as u64);
            }
        } else {
            shared = self.last.iter().zip(term).take_while(|(a, b)| a == b).count();
        }
        put(&mut self.terms, shared as u32);
        put(&mut self.terms, (term.len() - shared) as u32);
        self.terms.extend(&term[shared..]);
        put(&mut self.terms, documents);
        // In each section a document takes at least one byte, and seldom more.
        for (end, at) in ends.into_iter().zip(self.at) {
            put(&mut self.terms, (end - at - documents as usize) as u32);
        }
        self.at = ends;
        self.last.clear();
        self.last.extend(term);
        self.count += 1;
    }

    /// The blocks section and the terms section.
    pub(crate) fn finish(self) -> (Vec<u8>, Vec<u8>) {
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
        let cursor = self.seek(term);
        if cursor.key() == term { cursor.term } else { None }
    }

    /// A cursor at the first term that is not less than `term`.
    pub(crate) fn seek(&self, term: &[u8]) -> Cursor<'_> {
        let (mut low, mut high) = (0, self.block_count);
        while low < high {
            let middle = low.midpoint(high);
            if self.first_of(middle) <= term {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let mut cursor = self.at_block(low.saturating_sub(1));
        while cursor.term.is_some() && cursor.key() < term {
            cursor.advance();
        }
        cursor
    }

    /// A cursor at the term of that ordinal.
    pub(crate) fn at(&self, ordinal: u32) -> Cursor<'_> {
        let mut cursor = self.at_block(ordinal as usize / BLOCK);
        for _ in 0..ordinal as usize % BLOCK {
            cursor.advance();
        }
        cursor
    }

    fn first_of(&self, block: usize) -> &[u8] {
        let mut reader = Reader::new(&self.terms);
        reader.seek(u32_at(&self.blocks, block) as usize);
        for _ in 0..3 {
            reader.long();
        }
        reader.number();
        let len = reader.number() as usize;
        reader.take(len).unwrap_or(&[])
    }

    fn at_block(&self, block: usize) -> Cursor<'_> {
        let mut reader = Reader::new(&self.terms);
        reader.seek(u32_at(&self.blocks, block) as usize);
        let mut cursor = Cursor {
            dictionary: self,
            reader,
            next: (block * BLOCK) as u32,
            key: Vec::with_capacity(32),
            at: [0; 3],
            term: None,
        };
        cursor.advance();
        cursor
    }
}

/// Walks the terms in order.
#[derive(Clone, Debug)]
pub(crate) struct Cursor<'a> {
    dictionary: &'a Dictionary,
    reader: Reader<'a>,
    next: u32,
    key: Vec<u8>,
    at: [usize; 3],
    term: Option<Term>,
}

impl Cursor<'_> {
    /// The term here; `None` past the last one.
    pub(crate) fn term(&self) -> Option<&Term> {
        self.term.as_ref()
    }

    /// Its bytes; past the last term, nothing to be relied on.
    pub(crate) fn key(&self) -> &[u8] {
        &self.key
    }

    pub(crate) fn advance(&mut self) {
        self.term = self.read();
    }

    /// Goes on to the first term that is not less than `term`.
    pub(crate) fn skip_to(&mut self, term: &[u8]) {
        // Most often it stands in this block; if not, search for its block.
        for _ in 0..BLOCK {
            if self.term.is_none() || self.key() >= term {
                return;
            }
            self.advance();
        }
        *self = self.dictionary.seek(term);
    }

    fn read(&mut self) -> Option<Term> {
        if self.next >= self.dictionary.count || self.reader.overran() {
            return None;
        }
        if (self.next as usize).is_multiple_of(BLOCK) {
            for at in &mut self.at {
                *at = usize::try_from(self.reader.long()).unwrap_or(usize::MAX);
            }
        }
        let shared = self.reader.number() as usize;
        let more = self.reader.number() as usize;
        let suffix = self.reader.take(more)?;
        self.key.truncate(shared);
        self.key.extend_from_slice(suffix);
        let documents = self.reader.number();
        let lengths = [self.reader.number(), self.reader.number(), self.reader.number()];
        let mut ranges = [0..0, 0..0, 0..0];
        for (i, length) in lengths.into_iter().enumerate() {
            let end = self.at[i].saturating_add(length as usize).saturating_add(documents as usize);
            ranges[i] = self.at[i]..end;
            self.at[i] = end;
        }
        let [docs, freqs, positions] = ranges;
        let ordinal = self.next;
        self.next += 1;
        Some(Term { ordinal, documents, docs, freqs, positions })
    }
}
