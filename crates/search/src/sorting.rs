//! Sorting and choosing the first of many, each compiled once.
//!
//! The standard library's sort is compiled anew for every type and order, some 10 kB each time, and this crate is
//! downloaded by everyone who opens a page: so everything here sorts numbers by a comparison behind a reference.

use std::cmp::Ordering;

/// Sorts numbers in an order. Equals must be told apart by it, or be the same.
pub(crate) fn sort(items: &mut [u32], order: &dyn Fn(u32, u32) -> Ordering) {
    items.sort_unstable_by(|a, b| order(*a, *b));
}

/// Sorts numbers from the least on, each once.
pub(crate) fn sort_once(items: &mut Vec<u32>) {
    if !items.is_sorted() {
        sort(items, &|a, b| a.cmp(&b));
    }
    items.dedup();
}

/// The places of a list in an order, equals as they stand.
pub(crate) fn order(len: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<u32> {
    let mut places: Vec<u32> = (0..len as u32).collect();
    sort(&mut places, &|a, b| order(a as usize, b as usize).then(a.cmp(&b)));
    places
}

/// The places of the greatest scores, best first, equals as they stand; at most `count`.
pub(crate) fn best(scores: &[f32], count: usize) -> Vec<u32> {
    let better = |a: u32, b: u32| scores[b as usize].total_cmp(&scores[a as usize]).then(a.cmp(&b));
    if count == 0 {
        return Vec::new();
    }
    if count > 1000 {
        let mut all = order(scores.len(), &|a, b| scores[b].total_cmp(&scores[a]));
        all.truncate(count);
        return all;
    }
    let mut heap = Heap { items: Vec::with_capacity(count.min(scores.len())), order: &better };
    let mut places = 0..scores.len();
    for place in places.by_ref().take(count) {
        heap.push(place as u32);
    }
    let mut least = heap.items.first().map_or(0.0, |&worst| scores[worst as usize]);
    for place in places {
        // Of equals the earlier one stays.
        if scores[place] > least {
            heap.replace(place as u32);
            least = scores[heap.items[0] as usize];
        }
    }
    sort(&mut heap.items, &better);
    heap.items
}

/// The first `count` places of a list in an order, equals as they stand.
pub(crate) fn first(len: usize, count: usize, order_of: &dyn Fn(usize, usize) -> Ordering) -> Vec<u32> {
    if count > 1000 || count >= len {
        let mut all = order(len, order_of);
        all.truncate(count);
        return all;
    }
    if count == 0 {
        return Vec::new();
    }
    let before = |a: u32, b: u32| order_of(a as usize, b as usize).then(a.cmp(&b));
    let mut heap = Heap { items: Vec::with_capacity(count), order: &before };
    for place in 0..len as u32 {
        if heap.items.len() < count {
            heap.push(place);
        } else if before(place, heap.items[0]).is_lt() {
            heap.replace(place);
        }
    }
    sort(&mut heap.items, &before);
    heap.items
}

/// The first so many seen so far; the last of them in front.
struct Heap<'a> {
    items: Vec<u32>,
    order: &'a dyn Fn(u32, u32) -> Ordering,
}

impl Heap<'_> {
    fn push(&mut self, item: u32) {
        self.items.push(item);
        let mut at = self.items.len() - 1;
        while at > 0 {
            let above = (at - 1) / 2;
            if (self.order)(self.items[at], self.items[above]).is_le() {
                break;
            }
            self.items.swap(at, above);
            at = above;
        }
    }

    fn replace(&mut self, item: u32) {
        self.items[0] = item;
        let mut at = 0;
        loop {
            let mut last = at;
            for below in [2 * at + 1, 2 * at + 2] {
                if below < self.items.len() && (self.order)(self.items[below], self.items[last]).is_gt() {
                    last = below;
                }
            }
            if last == at {
                return;
            }
            self.items.swap(at, last);
            at = last;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_best_are_the_first_of_all_sorted(scores in prop::collection::vec(0u8..20, 0..200), count in 0usize..300) {
            let scores: Vec<f32> = scores.into_iter().map(f32::from).collect();
            let mut all: Vec<u32> = (0..scores.len() as u32).collect();
            all.sort_by(|a, b| scores[*b as usize].total_cmp(&scores[*a as usize]));
            all.truncate(count);
            prop_assert_eq!(&super::best(&scores, count), &all);
            prop_assert_eq!(super::first(scores.len(), count, &|a, b| scores[b].total_cmp(&scores[a])), all);
        }
    }
}
