//! Many texts in compressed blocks, read one at a time.
//!
//! The index section: number of texts u32, number of blocks u32, then for each block the number of its first text
//! u32, its offset in the data section u32 ×2 (low, high), its length there u32, its length when unpacked u32, a
//! checksum u32. The data section: the blocks, LZ4. An unpacked block: the length of each of its texts as u32,
//! then the texts.

use std::sync::{Mutex, PoisonError};

use crate::container::{checksum, u32_at};
use crate::{Bytes, PackError, Section};

/// A block is closed when its texts reach this many bytes. Small enough that one text costs little to
/// read, large enough that the words of a language repeat within it.
const BLOCK: usize = 32 * 1024;
const ENTRY: usize = 24;
/// LZ4 cannot shrink more than this: a block that claims more is damaged, and must not take memory.
const GREATEST_RATIO: usize = 256;

/// Packs texts, in the order in which they are pushed.
#[derive(Debug, Default)]
pub struct StoreWriter {
    count: u32,
    entries: Vec<u8>,
    data: Vec<u8>,
    lengths: Vec<u8>,
    open: Vec<u8>,
}

impl StoreWriter {
    /// A store without texts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text (or any bytes). Its number is how many were pushed before it.
    pub fn push(&mut self, text: &[u8]) {
        self.lengths.extend((text.len() as u32).to_le_bytes());
        self.open.extend(text);
        self.count += 1;
        if self.open.len() >= BLOCK {
            self.close();
        }
    }

    fn close(&mut self) {
        let first = self.count - (self.lengths.len() / 4) as u32;
        let mut block = std::mem::take(&mut self.lengths);
        block.append(&mut self.open);
        let packed = lz4_flex::block::compress(&block);
        let at = self.data.len() as u64;
        for number in [
            first,
            at as u32,
            (at >> 32) as u32,
            packed.len() as u32,
            block.len() as u32,
            checksum(&[&packed]) as u32,
        ] {
            self.entries.extend(number.to_le_bytes());
        }
        self.data.extend(packed);
    }

    /// The index section (to be read at opening) and the data section (on demand).
    pub fn finish(mut self) -> (Vec<u8>, Vec<u8>) {
        if !self.lengths.is_empty() {
            self.close();
        }
        let mut index = Vec::with_capacity(8 + self.entries.len());
        index.extend(self.count.to_le_bytes());
        index.extend(((self.entries.len() / ENTRY) as u32).to_le_bytes());
        index.extend(self.entries);
        (index, self.data)
    }
}

/// Reads the texts of a store. The block read last is kept, so that neighbours cost nothing.
#[derive(Debug)]
pub struct Store {
    index: Bytes,
    data: Section,
    last: Mutex<Option<(usize, Bytes)>>,
}

impl Store {
    /// A store over its two sections.
    ///
    /// # Errors
    /// When the index section is missing or damaged.
    pub fn open(index: &Section, data: Section) -> Result<Self, PackError> {
        let index = index.bytes()?;
        if index.len() < 8 || (index.len() - 8) as u64 != u64::from(u32_at(&index, 4)) * ENTRY as u64 {
            return Err(PackError::corrupt(format!("the index of {}", data.name())));
        }
        Ok(Self { index, data, last: Mutex::new(None) })
    }

    /// How many texts there are.
    pub fn len(&self) -> u32 {
        u32_at(&self.index, 0)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One text by its number.
    ///
    /// # Errors
    /// When there is no such text, when its block is damaged, or not here ([`PackError::missing`]).
    pub fn get(&self, number: u32) -> Result<Bytes, PackError> {
        let wrong = || PackError::corrupt(format!("text {number} of {}", self.data.name()));
        if number >= self.len() {
            return Err(wrong());
        }
        let (mut low, mut high) = (0, u32_at(&self.index, 4) as usize);
        while low < high {
            let middle = low.midpoint(high);
            if self.field(middle, 0) <= number {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let block = low.checked_sub(1).ok_or_else(wrong)?;
        let first = self.field(block, 0);
        let next = if low < u32_at(&self.index, 4) as usize { self.field(low, 0) } else { self.len() };
        let count = next.checked_sub(first).ok_or_else(wrong)?;
        let texts = self.block(block)?;
        let starts = count as usize * 4;
        let lengths = texts.get(..starts).ok_or_else(wrong)?;
        let within = (number - first) as usize;
        if within >= count as usize {
            return Err(wrong());
        }
        let before: u64 = (0..within).map(|i| u64::from(u32_at(lengths, i * 4))).sum();
        let from = usize::try_from(before).ok().and_then(|n| n.checked_add(starts)).ok_or_else(wrong)?;
        let to = from.checked_add(u32_at(lengths, within * 4) as usize).ok_or_else(wrong)?;
        texts.slice(from..to).ok_or_else(wrong)
    }

    fn block(&self, block: usize) -> Result<Bytes, PackError> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((number, bytes)) = &*last
            && *number == block
        {
            return Ok(bytes.clone());
        }
        let wrong = || PackError::corrupt(format!("block {block} of {}", self.data.name()));
        let at = u64::from(self.field(block, 1)) | u64::from(self.field(block, 2)) << 32;
        let at = usize::try_from(at).map_err(|_| wrong())?;
        let (packed_len, len) = (self.field(block, 3) as usize, self.field(block, 4) as usize);
        let packed = self.data.slice(at..at.checked_add(packed_len).ok_or_else(wrong)?)?;
        if checksum(&[&packed]) as u32 != self.field(block, 5) || len / GREATEST_RATIO > packed_len {
            return Err(wrong());
        }
        let bytes = Bytes::from(lz4_flex::block::decompress(&packed, len).map_err(|_| wrong())?);
        *last = Some((block, bytes.clone()));
        Ok(bytes)
    }

    fn field(&self, block: usize, field: usize) -> u32 {
        u32_at(&self.index, 8 + block * ENTRY + field * 4)
    }
}
