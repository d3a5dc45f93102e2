//! Parts of a file that is elsewhere.

use crate::Bytes;

/// What is here of a file that is elsewhere: in order, and none inside another, so that they also end in order.
#[derive(Default)]
pub(crate) struct Parts(Vec<(u64, Bytes)>);

impl Parts {
    pub(crate) fn beginning(part: Bytes) -> Self {
        Self(vec![(0, part)])
    }

    /// So many bytes from a place on, if one part holds them all.
    pub(crate) fn slice(&self, start: u64, len: usize) -> Option<Bytes> {
        if len == 0 {
            // Nothing of the file: it is here, wherever it lies.
            return Some(Bytes::from(Vec::new()));
        }
        // Of all that begin early enough the last one goes furthest.
        let after = self.0.partition_point(|(at, _)| *at <= start);
        let (at, part) = self.0.get(after.checked_sub(1)?)?;
        let from = usize::try_from(start - at).ok()?;
        part.slice(from..from.checked_add(len)?)
    }

    /// Takes a part in, unless another holds all of it; what it holds all of is let go.
    pub(crate) fn add(&mut self, start: u64, part: Bytes) {
        let end_of = |at: u64, part: &Bytes| at.saturating_add(part.len() as u64);
        let end = end_of(start, &part);
        if self.0.iter().any(|(at, other)| *at <= start && end_of(*at, other) >= end) {
            return;
        }
        self.0.retain(|(at, other)| *at < start || end_of(*at, other) > end);
        let place = self.0.partition_point(|(at, _)| *at < start);
        self.0.insert(place, (start, part));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Parts;
    use crate::Bytes;

    proptest! {
        #[test]
        fn what_any_part_holds_is_found_and_nothing_else(
            given in prop::collection::vec((0usize..40, 0usize..20), 0..12),
            asked in prop::collection::vec((0usize..50, 1usize..20), 20),
        ) {
            let file: Vec<u8> = (0..60).collect();
            let mut parts = Parts::beginning(Bytes::from(file[..3].to_vec()));
            for &(start, len) in &given {
                parts.add(start as u64, Bytes::from(file[start..start + len].to_vec()));
            }
            for (start, len) in asked {
                let end = start + len;
                let here = end <= 3 || given.iter().any(|(at, len)| *at <= start && at + len >= end);
                let found = parts.slice(start as u64, len);
                prop_assert_eq!(found.as_deref(), here.then(|| &file[start..end]));
            }
        }
    }
}
