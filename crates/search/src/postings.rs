//! In which documents a term stands, how often in each field, and where.
//!
//! Three sections, so that what is read together lies together, and so that positions, the largest, are fetched
//! for phrases alone:
//!
//! - *docs*: the gaps between the documents' numbers, as variable-length numbers, in blocks of 128. A term of more
//!   than one block has a skip list before them: its length in bytes, then for each block the gap between last
//!   documents and the block's lengths in the three sections.
//! - *freqs*: a byte a document that says how often the term stands in title, text and caption; the rare
//!   combinations that fit no byte follow an escape.
//! - *positions*: for each document and field, the gaps between the word's positions there.
//!
//! Bytes rather than bits: they are decoded nearly as fast, and what the host or the pack compresses afterwards
//! (Brotli) is smaller than a bit-packed form, which cannot be compressed further.

use dossier_pack::{Bytes, PackError, Section};

use crate::coding::{Reader, damaged, put};
use crate::dictionary::Term;

pub(crate) const BLOCK: usize = 128;
pub(crate) const FIELDS: usize = 3;

const ESCAPE: u8 = 255;
/// (title, caption) of the codes past those for the text alone; each with 0 to 30 times in the text.
const MIXED: [(u32, u32); 4] = [(1, 0), (2, 0), (0, 1), (1, 1)];
const MIXED_TEXT: u32 = 31;

/// How often a term stands in each field of a document: title, text, caption.
pub(crate) type Counts = [u32; FIELDS];

fn put_counts(out: &mut Vec<u8>, counts: Counts) {
    let [title, text, caption] = counts;
    if title == 0 && caption == 0 && (1..=128).contains(&text) {
        out.push((text - 1) as u8);
        return;
    }
    let mixed = MIXED.iter().position(|&pair| pair == (title, caption));
    match mixed {
        Some(i) if text < MIXED_TEXT => out.push(128 + (i as u32 * MIXED_TEXT + text) as u8),
        _ => {
            out.push(ESCAPE);
            for count in counts {
                put(out, count);
            }
        }
    }
}

#[inline]
pub(crate) fn read_counts(reader: &mut Reader<'_>) -> Counts {
    let code = reader.byte();
    if code < 128 {
        return [0, u32::from(code) + 1, 0];
    }
    if code == ESCAPE {
        return [reader.number(), reader.number(), reader.number()];
    }
    let code = u32::from(code) - 128;
    let (title, caption) = MIXED.get((code / MIXED_TEXT) as usize).copied().unwrap_or_default();
    [title, code % MIXED_TEXT, caption]
}

/// Writes the three sections.
#[derive(Debug, Default)]
pub(crate) struct PostingsWriter {
    pub(crate) docs: Vec<u8>,
    pub(crate) freqs: Vec<u8>,
    pub(crate) positions: Vec<u8>,
    gaps: Vec<u8>,
    skips: Vec<u8>,
    count: u32,
    next_doc: u32,
    block: BlockStart,
    many: bool,
}

#[derive(Debug, Default)]
struct BlockStart {
    last_doc: u32,
    gaps: usize,
    freqs: usize,
    positions: usize,
    count: u32,
}

impl PostingsWriter {
    /// Begins a term that stands in that many documents.
    pub(crate) fn begin(&mut self, documents: u32) {
        self.many = documents as usize > BLOCK;
        self.count = 0;
        self.next_doc = 0;
        self.gaps.clear();
        self.skips.clear();
        self.block =
            BlockStart { freqs: self.freqs.len(), positions: self.positions.len(), ..BlockStart::default() };
    }

    /// Adds a document; `positions` holds the positions of all fields, one field after the other.
    pub(crate) fn push(&mut self, doc: u32, counts: Counts, positions: &[u32]) {
        put(&mut self.gaps, doc - self.next_doc);
        self.next_doc = doc + 1;
        put_counts(&mut self.freqs, counts);
        let mut rest = positions;
        for count in counts {
            let (field, after) = rest.split_at(count as usize);
            rest = after;
            let mut next = 0;
            for &position in field {
                put(&mut self.positions, position - next);
                next = position + 1;
            }
        }
        self.count += 1;
        self.block.count += 1;
        if self.block.count as usize == BLOCK {
            self.close_block();
        }
    }

    fn close_block(&mut self) {
        if self.many && self.block.count > 0 {
            let block = &self.block;
            put(&mut self.skips, self.next_doc - block.last_doc);
            put(&mut self.skips, (self.gaps.len() - block.gaps) as u32);
            put(&mut self.skips, (self.freqs.len() - block.freqs) as u32 - block.count);
            put(&mut self.skips, (self.positions.len() - block.positions) as u32);
        }
        self.block = BlockStart {
            last_doc: self.next_doc,
            gaps: self.gaps.len(),
            freqs: self.freqs.len(),
            positions: self.positions.len(),
            count: 0,
        };
    }

    /// Ends the term. Returns where its postings end in the three sections.
    pub(crate) fn end(&mut self) -> [usize; 3] {
        self.close_block();
        if self.many {
            put(&mut self.docs, self.skips.len() as u32);
            self.docs.append(&mut self.skips);
        }
        self.docs.append(&mut self.gaps);
        [self.docs.len(), self.freqs.len(), self.positions.len()]
    }
}

/// The three sections of an open index.
#[derive(Clone, Debug)]
pub(crate) struct PostingsSections {
    pub(crate) docs: Section,
    pub(crate) freqs: Section,
    pub(crate) positions: Section,
}

impl PostingsSections {
    pub(crate) fn open(&self, term: &Term) -> Result<Postings, PackError> {
        let docs = self.docs.slice(term.docs.clone())?;
        let freqs = self.freqs.slice(term.freqs.clone())?;
        let mut blocks = Vec::new();
        if term.documents as usize <= BLOCK {
            blocks.push(BlockAt {
                next: 0,
                end: u32::MAX,
                docs: 0,
                freqs: 0,
                positions: 0,
                count: term.documents as usize,
            });
        } else {
            let mut reader = Reader::new(&docs);
            let skips = reader.number() as usize;
            let mut at = (reader.at().saturating_add(skips), 0usize, 0usize);
            let mut next = 0u32;
            let mut left = term.documents as usize;
            blocks.reserve(left.div_ceil(BLOCK).min(docs.len()));
            while left > 0 {
                let count = left.min(BLOCK);
                left -= count;
                let end = next.wrapping_add(reader.number());
                let lengths =
                    (reader.number() as usize, reader.number() as usize + count, reader.number() as usize);
                if reader.overran() || end <= next {
                    return Err(damaged("skip list"));
                }
                blocks.push(BlockAt { next, end, docs: at.0, freqs: at.1, positions: at.2, count });
                at = (
                    at.0.saturating_add(lengths.0),
                    at.1.saturating_add(lengths.1),
                    at.2.saturating_add(lengths.2),
                );
                next = end;
            }
        }
        Ok(Postings { docs, freqs, blocks })
    }

    pub(crate) fn positions(&self, term: &Term) -> Result<Bytes, PackError> {
        self.positions.slice(term.positions.clone())
    }
}

/// A block's place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BlockAt {
    /// No document in it is less.
    next: u32,
    /// One past its last document.
    pub(crate) end: u32,
    docs: usize,
    freqs: usize,
    positions: usize,
    count: usize,
}

impl PostingsSections {
    /// Calls `each` for every document of a term, in order.
    pub(crate) fn for_each(&self, term: &Term, mut each: impl FnMut(u32, Counts)) -> Result<(), PackError> {
        let docs = self.docs.slice(term.docs.clone())?;
        let freqs = self.freqs.slice(term.freqs.clone())?;
        let (mut docs, mut freqs) = (Reader::new(&docs), Reader::new(&freqs));
        if term.documents as usize > BLOCK {
            let skips = docs.number() as usize;
            docs.seek(docs.at().saturating_add(skips));
        }
        let mut next = 0u32;
        for _ in 0..term.documents {
            if docs.overran() {
                return Err(damaged("postings"));
            }
            let doc = next.wrapping_add(docs.number());
            each(doc, read_counts(&mut freqs));
            next = doc.wrapping_add(1);
        }
        Ok(())
    }
}

/// The postings of one term.
#[derive(Debug)]
pub(crate) struct Postings {
    docs: Bytes,
    freqs: Bytes,
    pub(crate) blocks: Vec<BlockAt>,
}

impl Postings {
    /// The documents of a block, into `out`.
    #[inline]
    pub(crate) fn read_docs(&self, block: usize, out: &mut Vec<u32>) {
        out.clear();
        let block = &self.blocks[block];
        let mut reader = Reader::new(&self.docs);
        reader.seek(block.docs);
        let mut next = block.next;
        for _ in 0..block.count {
            let doc = next.wrapping_add(reader.number());
            out.push(doc);
            next = doc.wrapping_add(1);
        }
    }

    /// The counts of a block, into `out`.
    #[inline]
    pub(crate) fn read_counts(&self, block: usize, out: &mut Vec<Counts>) {
        out.clear();
        let block = &self.blocks[block];
        let mut reader = Reader::new(&self.freqs);
        reader.seek(block.freqs);
        for _ in 0..block.count {
            out.push(read_counts(&mut reader));
        }
    }

    /// The first block at or after `from` whose end lies past `doc`.
    #[inline]
    pub(crate) fn block_of(&self, from: usize, doc: u32) -> Option<usize> {
        let rest = self.blocks.get(from..)?;
        // Most often it is this one or the next.
        if rest.first()?.end > doc {
            return Some(from);
        }
        let skipped = rest.partition_point(|block| block.end <= doc);
        (skipped < rest.len()).then_some(from + skipped)
    }

    /// Where a block's counts and positions begin.
    pub(crate) fn starts_of(&self, block: usize) -> (usize, usize) {
        (self.blocks[block].freqs, self.blocks[block].positions)
    }

    /// Reads counts from a place on.
    pub(crate) fn counts(&self, at: usize) -> Reader<'_> {
        let mut reader = Reader::new(&self.freqs);
        reader.seek(at);
        reader
    }
}

/// The positions of the document at which the reader stands, each field's into its own list.
pub(crate) fn read_positions(reader: &mut Reader<'_>, counts: Counts, out: &mut [Vec<u32>; FIELDS]) {
    for (field, count) in out.iter_mut().zip(counts) {
        field.clear();
        let mut next = 0u32;
        for _ in 0..count {
            if reader.overran() {
                return;
            }
            let position = next.wrapping_add(reader.number());
            field.push(position);
            next = position.wrapping_add(1);
        }
    }
}
