//! Numbers in bytes: variable-length integers, and a reader that never reads past the end.

use dossier_pack::PackError;

/// Seven bits a byte, low ones first; the high bit says that more follow.
pub(crate) fn put(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Seven bits a byte, of up to 64.
pub(crate) fn put_long(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Reads numbers one after the other. Past the end it reads zeros and remembers that it did.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    pub(crate) fn seek(&mut self, at: usize) {
        self.at = at;
    }

    /// Whether anything was read that was not there.
    pub(crate) fn overran(&self) -> bool {
        self.at > self.bytes.len()
    }

    #[inline]
    pub(crate) fn byte(&mut self) -> u8 {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        byte
    }

    #[inline]
    pub(crate) fn number(&mut self) -> u32 {
        let first = self.byte();
        if first < 0x80 {
            return u32::from(first);
        }
        let mut value = u32::from(first & 0x7f);
        let mut shift = 7;
        loop {
            let byte = self.byte();
            value |= u32::from(byte & 0x7f).wrapping_shl(shift);
            shift += 7;
            if byte < 0x80 || shift >= 35 {
                return value;
            }
        }
    }

    /// Skips so many numbers.
    pub(crate) fn skip(&mut self, mut numbers: u64) {
        const HIGH_BITS: u64 = 0x8080_8080_8080_8080;
        let Some(rest) = self.bytes.get(self.at..) else { return };
        if numbers == 0 {
            return;
        }
        let mut at = 0;
        // Eight bytes at a time: a number ends in every byte without its high bit.
        for eight in rest.as_chunks::<8>().0 {
            let ends = u64::from((!u64::from_le_bytes(*eight) & HIGH_BITS).count_ones());
            if ends >= numbers {
                break;
            }
            numbers -= ends;
            at += 8;
        }
        for (read, byte) in rest[at..].iter().enumerate() {
            numbers -= u64::from(*byte < 0x80);
            if numbers == 0 {
                self.at += at + read + 1;
                return;
            }
        }
        self.at = self.bytes.len() + 1;
    }

    pub(crate) fn long(&mut self) -> u64 {
        let mut value = 0u64;
        let mut shift = 0;
        loop {
            let byte = self.byte();
            value |= u64::from(byte & 0x7f).wrapping_shl(shift);
            shift += 7;
            if byte < 0x80 || shift >= 70 {
                return value;
            }
        }
    }

    pub(crate) fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(len)?;
        let taken = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(taken)
    }
}

pub(crate) fn u32_at(bytes: &[u8], index: usize) -> u32 {
    match bytes.get(index * 4..index * 4 + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

pub(crate) fn i32_at(bytes: &[u8], index: usize) -> i32 {
    u32_at(bytes, index).cast_signed()
}

pub(crate) fn damaged(what: &str) -> PackError {
    PackError::corrupt(format!("search index, {what}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Reader, put};

    proptest! {
        #[test]
        fn numbers_are_skipped_as_they_are_read(
            numbers in prop::collection::vec(prop_oneof![0u32..200, any::<u32>()], 0..60), skipped in 0usize..70
        ) {
            let mut bytes = Vec::new();
            numbers.iter().for_each(|number| put(&mut bytes, *number));
            let mut reader = Reader::new(&bytes);
            reader.skip(skipped as u64);
            prop_assert_eq!(reader.overran(), skipped > numbers.len());
            if let Some(number) = numbers.get(skipped) {
                prop_assert_eq!(reader.number(), *number);
            }
        }
    }
}
