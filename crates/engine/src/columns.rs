//! Columns that are read where they lie in the pack: strings, numbers, and rows of small numbers.
//!
//! ```text
//! Ints     i32 × n, little-endian
//! Strings  n u32, end of each string u32 × n, the strings
//! Rows     the same, each row a run of LEB128 numbers
//! ```
//!
//! A damaged column answers with nothing (an empty string, no numbers), never with a panic.

use dossier_corpus::Ordered as _;
use dossier_pack::{Bytes, PackError};

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// Numbers.
#[derive(Clone, Debug)]
pub(crate) struct Ints(Bytes);

impl Ints {
    pub(crate) fn new(bytes: Bytes) -> Self {
        Self(bytes)
    }

    pub(crate) fn len(&self) -> u32 {
        (self.0.len() / 4) as u32
    }

    pub(crate) fn get(&self, at: u32) -> i32 {
        u32_at(&self.0, at as usize * 4).unwrap_or(0) as i32
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = i32> {
        self.0.chunks_exact(4).map(|four| i32::from_le_bytes([four[0], four[1], four[2], four[3]]))
    }
}

/// The bytes of a column of numbers.
pub(crate) fn ints(numbers: impl IntoIterator<Item = i32>) -> Vec<u8> {
    numbers.into_iter().flat_map(i32::to_le_bytes).collect()
}

/// Byte strings of any length.
#[derive(Clone, Debug)]
struct Cells {
    bytes: Bytes,
    count: u32,
}

impl Cells {
    fn new(bytes: Bytes, name: &str) -> Result<Self, PackError> {
        let count = u32_at(&bytes, 0).unwrap_or(0);
        if bytes.len() < 4 + count as usize * 4 {
            return Err(PackError::corrupt(format!("column {name:?}")));
        }
        Ok(Self { bytes, count })
    }

    fn get(&self, at: u32) -> &[u8] {
        if at >= self.count {
            return &[];
        }
        let head = 4 + self.count as usize * 4;
        let end = |i: u32| u32_at(&self.bytes, 4 + i as usize * 4).unwrap_or(0) as usize;
        let start = if at == 0 { 0 } else { end(at - 1) };
        self.bytes.get(head + start..head + end(at)).unwrap_or(&[])
    }
}

/// Gathers cells.
#[derive(Debug, Default)]
pub(crate) struct CellsWriter {
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

impl CellsWriter {
    pub(crate) fn push(&mut self, cell: &[u8]) {
        self.bytes.extend(cell);
        self.ends.push(u32::try_from(self.bytes.len()).expect("a column holds less than 4 GiB"));
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        let mut out = Vec::with_capacity(4 + self.ends.len() * 4 + self.bytes.len());
        out.extend((self.ends.len() as u32).to_le_bytes());
        out.extend(self.ends.into_iter().flat_map(u32::to_le_bytes));
        out.extend(self.bytes);
        out
    }
}

/// Strings.
#[derive(Clone, Debug)]
pub(crate) struct Strings(Cells);

impl Strings {
    pub(crate) fn new(bytes: Bytes, name: &str) -> Result<Self, PackError> {
        Cells::new(bytes, name).map(Self)
    }

    pub(crate) fn len(&self) -> u32 {
        self.0.count
    }

    pub(crate) fn get(&self, at: u32) -> &str {
        str::from_utf8(self.0.get(at)).unwrap_or("")
    }
}

/// The bytes of a column of strings.
pub(crate) fn strings<'a>(all: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut writer = CellsWriter::default();
    all.into_iter().for_each(|text| writer.push(text.as_bytes()));
    writer.finish()
}

/// Where each string stands in the order of the strings: for finding one by bisection.
pub(crate) fn sorted(all: &[&str]) -> Vec<u8> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.order_by(|a, b| all[*a].cmp(all[*b]).then(a.cmp(b)));
    ints(order.into_iter().map(|at| at as i32))
}

/// The number of a string in a column, by its order.
pub(crate) fn find(text: &str, strings: &Strings, order: &Ints) -> Option<u32> {
    let (mut low, mut high) = (0, order.len());
    while low < high {
        let middle = low.midpoint(high);
        let at = order.get(middle) as u32;
        match strings.get(at).cmp(text) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return Some(at),
        }
    }
    None
}

/// Rows of small numbers.
#[derive(Clone, Debug)]
pub(crate) struct Rows(Cells);

impl Rows {
    pub(crate) fn new(bytes: Bytes, name: &str) -> Result<Self, PackError> {
        Cells::new(bytes, name).map(Self)
    }

    pub(crate) fn len(&self) -> u32 {
        self.0.count
    }

    pub(crate) fn row(&self, at: u32) -> Row<'_> {
        Row(self.0.get(at))
    }
}

/// One row, read from its beginning.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a>(&'a [u8]);

impl Row<'_> {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The next number, unsigned.
    pub(crate) fn number(&mut self) -> Option<u32> {
        let mut value = 0u32;
        for (at, byte) in self.0.iter().take(5).enumerate() {
            value |= u32::from(byte & 0x7f) << (7 * at);
            if byte & 0x80 == 0 {
                self.0 = &self.0[at + 1..];
                return Some(value);
            }
        }
        self.0 = &[];
        None
    }

    /// The next number, signed.
    pub(crate) fn signed(&mut self) -> Option<i32> {
        self.number().map(|n| (n >> 1) as i32 ^ -((n & 1) as i32))
    }
}

/// Appends a number to a row.
pub(crate) fn put(row: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        row.push(number as u8 | 0x80);
        number >>= 7;
    }
    row.push(number as u8);
}

/// Appends a signed number to a row.
pub(crate) fn put_signed(row: &mut Vec<u8>, number: i32) {
    put(row, ((number << 1) ^ (number >> 31)) as u32);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_and_strings_come_back(
            rows in proptest::collection::vec(proptest::collection::vec(any::<u32>(), 0..5), 0..9),
            texts in proptest::collection::vec(any::<String>(), 0..9),
        ) {
            let mut writer = CellsWriter::default();
            for row in &rows {
                let mut bytes = Vec::new();
                row.iter().for_each(|n| { put(&mut bytes, *n); put_signed(&mut bytes, *n as i32); });
                writer.push(&bytes);
            }
            let column = Rows::new(writer.finish().into(), "rows").expect("well formed");
            for (at, row) in rows.iter().enumerate() {
                let mut read = column.row(at as u32);
                for n in row {
                    prop_assert_eq!(read.number(), Some(*n));
                    prop_assert_eq!(read.signed(), Some(*n as i32));
                }
                prop_assert!(read.is_empty());
            }
            let all: Vec<&str> = texts.iter().map(String::as_str).collect();
            let column = Strings::new(strings(all.iter().copied()).into(), "texts").expect("well formed");
            let order = Ints::new(sorted(&all).into());
            for text in &all {
                prop_assert_eq!(find(text, &column, &order).map(|at| column.get(at)), Some(*text));
            }
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64), at in 0..20u32) {
            if let Ok(rows) = Rows::new(bytes.clone().into(), "rows") {
                let mut row = rows.row(at);
                while row.number().is_some() {}
            }
            if let Ok(strings) = Strings::new(bytes.into(), "strings") {
                let _ = strings.get(at);
            }
        }
    }
}
