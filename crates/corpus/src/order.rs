//! Sorting that costs little code.
//!
//! The standard library's sorts are compiled anew for every type and closure, some five kilobytes of WebAssembly
//! each; with the many small sorts of the engine that came to a seventh of what a reader downloads. Here numbers are sorted by
//! one shared piece of code, and only the comparison is compiled anew. The order is the same: stable, ascending.

use std::cmp::Ordering;

/// Stable sorting of a slice, for sorts whose speed nobody waits for.
///
/// ```
/// use dossier_corpus::Ordered as _;
///
/// let mut words = ["three", "one", "two"];
/// words.order_by_key(|word| word.len());
/// assert_eq!(words, ["one", "two", "three"]);
/// ```
pub trait Ordered<T> {
    /// As `sort_by`.
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// As `sort_by_key`.
    fn order_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

impl<T> Ordered<T> for [T] {
    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let mut order = numbers(self.len());
        sort(&mut order, &mut |a, b| compare(&self[a as usize], &self[b as usize]));
        arrange(&mut order, &mut |a, b| self.swap(a as usize, b as usize));
    }

    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }
}

fn numbers(length: usize) -> Vec<u32> {
    (0..u32::try_from(length).expect("fewer than 2³² things to sort")).collect()
}

#[inline(never)]
fn sort(order: &mut [u32], compare: &mut dyn FnMut(u32, u32) -> Ordering) {
    order.sort_by(|a, b| compare(*a, *b));
}

/// Swaps until the thing that belongs at each place, `order[place]`, stands there.
#[inline(never)]
fn arrange(order: &mut [u32], swap: &mut dyn FnMut(u32, u32)) {
    for start in 0..order.len() as u32 {
        let mut place = start;
        loop {
            let from = std::mem::replace(&mut order[place as usize], place);
            if from == start || from == place {
                break;
            }
            swap(place, from);
            place = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Ordered as _;

    #[test]
    fn the_order_is_that_of_the_standard_library() {
        // A small generator of numbers with many ties, so that stability shows.
        let mut state = 7_u64;
        for length in 0..200 {
            let things: Vec<(u64, usize)> = (0..length)
                .map(|at| {
                    state =
                        state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    ((state >> 33) % 9, at)
                })
                .collect();
            let (mut ours, mut theirs) = (things.clone(), things);
            ours.order_by_key(|thing| std::cmp::Reverse(thing.0));
            theirs.sort_by_key(|thing| std::cmp::Reverse(thing.0));
            assert_eq!(ours, theirs);
        }
    }
}
