//! Numbers in rows by document and by value.

use dossier_pack::{PackWriter, Read};

use crate::columns::{CellsWriter, put};
use crate::layout::field_section;

/// What a document has, and who has a value. One flat list, as there may be a
/// million documents with one value each.
#[derive(Default)]
pub(super) struct FieldTable {
    /// By document and value, each pair once.
    cells: Vec<Cell>,
    documents: usize,
    values: usize,
}

#[derive(Clone, Copy)]
pub(super) struct Cell {
    document: u32,
    pub(super) value: u32,
    confidence: u8,
    count: u32,
}

impl FieldTable {
    /// A table of cells in any order; those of one pair count together, and the surest says how sure.
    pub(super) fn of(documents: usize, values: usize, mut cells: Vec<Cell>) -> Self {
        if !cells.is_sorted_by_key(|cell| (cell.document, cell.value)) {
            cells.sort_unstable_by_key(|cell| (cell.document, cell.value));
        }
        cells.dedup_by(|next, cell| {
            let same = (next.document, next.value) == (cell.document, cell.value);
            if same {
                cell.confidence = cell.confidence.max(next.confidence);
                cell.count += next.count;
            }
            same
        });
        cells.shrink_to_fit();
        Self { cells, documents, values }
    }

    /// The cells of each document.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[Cell]> {
        runs(&self.cells, self.documents, |cell| cell.document)
    }

    /// For each value how many documents have it, and how often.
    pub(super) fn totals(&self) -> Vec<(u32, u32)> {
        let mut totals = vec![(0, 0); self.values];
        for cell in &self.cells {
            let total = &mut totals[cell.value as usize];
            total.0 += 1;
            total.1 += cell.count;
        }
        totals
    }

    pub(super) fn write(&self, field: &str, pack: &mut PackWriter) {
        let mut values = CellsWriter::default();
        for row in self.rows() {
            values.push(&steps(row, |cell| cell.value));
        }
        pack.add(field_section(field, "values"), Read::OnDemand, values.finish());
        let mut by_value = self.cells.clone();
        by_value.sort_unstable_by_key(|cell| (cell.value, cell.document));
        let mut docs = CellsWriter::default();
        for list in runs(&by_value, self.values, |cell| cell.value) {
            docs.push(&steps(list, |cell| cell.document));
        }
        pack.add(field_section(field, "docs"), Read::OnDemand, docs.finish());
    }
}

/// For each number below `count`, the cells with that key, which come in its order.
fn runs(cells: &[Cell], count: usize, key: impl Fn(&Cell) -> u32) -> impl Iterator<Item = &[Cell]> {
    let mut rest = cells;
    (0..count as u32).map(move |number| {
        let length = rest.iter().take_while(|cell| key(cell) == number).count();
        let (run, after) = rest.split_at(length);
        rest = after;
        run
    })
}

fn steps(cells: &[Cell], number: impl Fn(&Cell) -> u32) -> Vec<u8> {
    let mut row = Vec::new();
    let mut before = 0;
    for cell in cells {
        put(&mut row, number(cell) - before);
        put(&mut row, u32::from(cell.confidence));
        put(&mut row, cell.count);
        before = number(cell);
    }
    row
}

/// One fact of a document, for a table.
pub(super) fn cell(document: usize, value: u32, confidence: u8) -> Cell {
    Cell { document: document as u32, value, confidence, count: 1 }
}
