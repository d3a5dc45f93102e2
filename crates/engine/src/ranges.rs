//! Parts of a file, as they are best asked for.

use std::ops::Range;

use dossier_corpus::Ordered;

/// Parts with no more than this between them are asked for as one: a request costs more than these bytes.
pub const GAP: u64 = 32 * 1024;

/// The same parts in order, those near each other as one.
pub fn joined(mut parts: Vec<Range<u64>>) -> Vec<Range<u64>> {
    parts.order_by_key(|part| part.start);
    let mut out: Vec<Range<u64>> = Vec::new();
    for part in parts.into_iter().filter(|part| part.start < part.end) {
        match out.last_mut() {
            Some(last) if part.start <= last.end.saturating_add(GAP) => last.end = last.end.max(part.end),
            _ => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_asked_for_at_once_and_what_lies_far_apart_is_not() {
        let far = 10 * GAP;
        assert_eq!(
            joined(vec![far..far + 5, 10..20, 5..12, 20 + GAP..30 + GAP, 7..7]),
            [5..30 + GAP, far..far + 5]
        );
        assert!(joined(Vec::new()).is_empty());
    }
}
