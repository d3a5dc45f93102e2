//! Many phrases looked for at once. All are in small letters, and found in any case of the letters of ASCII.

use crate::bytes::SMALL;

/// Bits of the four bytes that phrases begin with: hardly a word needs a closer look.
pub(super) struct Heads([u64; 64]);

impl Heads {
    /// Of all phrases of some lists, each of four bytes at least.
    pub(super) const fn of(lists: &[&[&str]]) -> Self {
        let mut heads = [0; 64];
        let mut list = 0;
        while list < lists.len() {
            let mut at = 0;
            while at < lists[list].len() {
                let phrase = lists[list][at].as_bytes();
                let (word, bit) = head([phrase[0], phrase[1], phrase[2], phrase[3]]);
                heads[word] |= bit;
                at += 1;
            }
            list += 1;
        }
        Self(heads)
    }

    /// Whether one of the phrases may stand at the head of `line`.
    pub(super) fn may_begin(&self, line: &[u8]) -> bool {
        line.first_chunk().is_some_and(|four| self.has(*four))
    }

    fn has(&self, four: [u8; 4]) -> bool {
        let (word, bit) = head(four);
        self.0[word] & bit != 0
    }

    /// Calls `closer` with each rest of `line` that begins where a word does and may begin with one of the phrases.
    pub(super) fn in_line(&self, line: &str, mut closer: impl FnMut(&[u8])) {
        let bytes = line.as_bytes();
        let mut at = 0;
        while let Some(four) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            if self.has(*four) {
                closer(&bytes[at..]);
            }
            while bytes.get(at).is_some_and(|byte| SMALL[usize::from(*byte)] != 0) {
                at += 1;
            }
            at += 1;
        }
    }
}

/// The bit of four bytes, whatever the case of their letters (Knuth's multiplicative hash).
const fn head(four: [u8; 4]) -> (usize, u64) {
    let bits = (u32::from_le_bytes(four) | 0x2020_2020).wrapping_mul(0x9E37_79B1) >> 20;
    ((bits >> 6) as usize, 1 << (bits & 63))
}

/// Whether `line` begins with `phrase`.
#[inline]
pub(super) fn begins(line: &[u8], phrase: &str) -> bool {
    // Two bytes tell most of them apart.
    let near = |at: usize| line.get(at).is_some_and(|byte| (byte ^ phrase.as_bytes()[at]) & !0x20 == 0);
    near(0)
        && near(1)
        && line.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_where_words_begin() {
        const ALL: &[&str] = &["all rights", "© 20", "adds", "bản quyền"];
        const HEADS: Heads = Heads::of(&[ALL]);
        let found = |line| {
            let mut found: Vec<&str> = Vec::new();
            HEADS.in_line(line, |rest| {
                found.extend(ALL.iter().filter(|phrase| begins(rest, phrase)));
            });
            found
        };
        assert_eq!(found("© 2024. All Rights reserved, all rights"), ["© 20", "all rights", "all rights"]);
        assert_eq!(found("a ladder adds, (ADDS)"), ["adds", "adds"]);
        assert_eq!(found("— bản quyền"), ["bản quyền"]);
        assert_eq!(found(""), [""; 0]);
    }
}
