//! The rows' ids: short strings, found by number.
//!
//! Number of ids u32; for every 32nd id where it begins, u32; then the ids, each behind its length (7 bits a byte).

#[cfg(feature = "read")]
use dossier_pack::{Bytes, PackError};

const STEP: usize = 32;

#[cfg(feature = "write")]
#[derive(Debug, Default)]
pub(crate) struct IdsWriter {
    count: u32,
    starts: Vec<u8>,
    ids: Vec<u8>,
}

#[cfg(feature = "write")]
impl IdsWriter {
    pub(crate) fn push(&mut self, id: &str) {
        if (self.count as usize).is_multiple_of(STEP) {
            self.starts.extend((self.ids.len() as u32).to_le_bytes());
        }
        self.count += 1;
        let mut len = id.len();
        while len >= 0x80 {
            self.ids.push(len as u8 | 0x80);
            len >>= 7;
        }
        self.ids.push(len as u8);
        self.ids.extend(id.as_bytes());
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        [&self.count.to_le_bytes()[..], &self.starts, &self.ids].concat()
    }
}

#[cfg(feature = "read")]
#[derive(Debug)]
pub(crate) struct Ids {
    bytes: Bytes,
    base: usize,
}

#[cfg(feature = "read")]
impl Ids {
    pub(crate) fn open(bytes: Bytes, count: u32) -> Result<Self, PackError> {
        let base = 4 + (count as usize).div_ceil(STEP) * 4;
        if bytes.len() < base || number(&bytes, 0) != count {
            return Err(PackError::corrupt("the ids of the rows"));
        }
        Ok(Self { bytes, base })
    }

    /// The id of a row; empty where the pack is damaged.
    pub(crate) fn get(&self, row: u32) -> &str {
        let mut at = self.base.saturating_add(number(&self.bytes, 4 + row as usize / STEP * 4) as usize);
        for _ in 0..row as usize % STEP {
            let (start, len) = self.len_at(at);
            at = start.saturating_add(len);
        }
        let (start, len) = self.len_at(at);
        let id = self.bytes.get(start..start.saturating_add(len));
        id.and_then(|id| str::from_utf8(id).ok()).unwrap_or("")
    }

    fn len_at(&self, mut at: usize) -> (usize, usize) {
        let (mut len, mut shift) = (0usize, 0);
        while let Some(&byte) = self.bytes.get(at) {
            at += 1;
            len |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 || shift > 21 {
                break;
            }
        }
        (at, len)
    }
}

#[cfg(feature = "read")]
fn number(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

#[cfg(all(test, feature = "read", feature = "write"))]
mod tests {
    use super::{Ids, IdsWriter};

    #[test]
    fn every_id_comes_back() {
        let ids: Vec<String> = (0..200).map(|i| "é".repeat(i)).collect();
        let mut writer = IdsWriter::default();
        for id in &ids {
            writer.push(id);
        }
        let read = Ids::open(writer.finish().into(), 200).unwrap();
        assert!((0..).zip(&ids).all(|(row, id)| read.get(row) == id));
    }
}
