//! A piece of a file in memory.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// Bytes that lie in memory, embedded in the program or owned: cheap to clone and to cut, never copied.
#[derive(Clone)]
pub struct Bytes {
    data: Data,
    start: usize,
    end: usize,
}

#[derive(Clone)]
enum Data {
    Embedded(&'static [u8]),
    Owned(Arc<Vec<u8>>),
}

impl Bytes {
    /// The piece `range` of this piece, or `None` where it is not inside.
    pub fn slice(&self, range: Range<usize>) -> Option<Self> {
        if range.start > range.end || range.end > self.len() {
            return None;
        }
        Some(Self { data: self.data.clone(), start: self.start + range.start, end: self.start + range.end })
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.data {
            Data::Embedded(bytes) => &bytes[self.start..self.end],
            Data::Owned(bytes) => &bytes[self.start..self.end],
        }
    }
}

impl From<&'static [u8]> for Bytes {
    fn from(bytes: &'static [u8]) -> Self {
        Self { data: Data::Embedded(bytes), start: 0, end: bytes.len() }
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        let end = bytes.len();
        Self { data: Data::Owned(Arc::new(bytes)), start: 0, end }
    }
}

impl From<Arc<Vec<u8>>> for Bytes {
    fn from(bytes: Arc<Vec<u8>>) -> Self {
        let end = bytes.len();
        Self { data: Data::Owned(bytes), start: 0, end }
    }
}

impl Default for Bytes {
    fn default() -> Self {
        Self { data: Data::Embedded(&[]), start: 0, end: 0 }
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bytes({})", self.len())
    }
}
