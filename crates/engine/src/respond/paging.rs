//! A page of what many documents hold, one document after the other.

use std::ops::Range;

/// Counts through documents, and says what of each is on the page.
pub(super) struct Paging {
    offset: u32,
    end: u32,
    /// How many items the documents so far hold.
    pub(super) total: u32,
}

impl Paging {
    pub(super) fn new(offset: u32, limit: u32) -> Self {
        Self { offset, end: offset.saturating_add(limit), total: 0 }
    }

    /// Which of the next document's `own` items are on the page.
    pub(super) fn next(&mut self, own: u32) -> Range<usize> {
        let before = self.total;
        self.total = before.saturating_add(own);
        let first = self.offset.saturating_sub(before).min(own);
        let last = self.end.saturating_sub(before).min(own);
        first as usize..last.max(first) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_any_length_hold_every_item_once() {
        let documents = [3_u32, 0, 1, 7, 2];
        for limit in 1..15 {
            let mut seen = vec![0; 13];
            for offset in (0..13).step_by(limit as usize) {
                let mut paging = Paging::new(offset, limit);
                let mut before = 0;
                for own in documents {
                    paging.next(own).for_each(|at| seen[before + at] += 1);
                    before += own as usize;
                }
                assert_eq!(paging.total, 13);
            }
            assert!(seen.iter().all(|times| *times == 1), "{limit}: {seen:?}");
        }
        assert_eq!(Paging::new(u32::MAX, 5).next(3), 3..3);
    }
}
