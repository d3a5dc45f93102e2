//! Answers that are kept, for most of what is asked was asked before.

/// Answers by their keys. One that falls on another's slot takes it: however much is asked, a memo stays as large as it was made.
pub(crate) struct Memo<K, V> {
    slots: Vec<(K, V)>,
}

impl<K: Copy + PartialEq, V: Copy> Memo<K, V> {
    /// With `1 << bits` slots, which hold `free` until something is asked; no key that is asked about is that one's.
    pub(crate) fn new(bits: u32, free: (K, V)) -> Self {
        Self { slots: vec![free; 1 << bits] }
    }

    /// The answer for a key, whose hash in its low bits says where it is kept; `make` gives it where it is not.
    #[inline]
    pub(crate) fn of(&mut self, hash: u64, key: K, make: impl FnOnce() -> V) -> &V {
        let last = self.slots.len() - 1;
        let slot = &mut self.slots[hash as usize & last];
        if slot.0 != key {
            *slot = (key, make());
        }
        &slot.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_made_once_and_again_when_another_took_its_slot() {
        let mut memo = Memo::new(2, (u64::MAX, 0));
        assert_eq!(*memo.of(1, 1, || 10), 10);
        assert_eq!(*memo.of(1, 1, || unreachable!("it is known")), 10);
        assert_eq!(*memo.of(5, 5, || 50), 50, "five falls on the slot of one");
        assert_eq!(*memo.of(1, 1, || 11), 11);
    }
}
