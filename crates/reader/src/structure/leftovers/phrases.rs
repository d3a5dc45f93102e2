//! Many phrases looked for at once. All are in small letters, and found in any case of the letters of ASCII.

use crate::bytes::letters;

/// Phrases of four bytes at least.
pub(super) struct Phrases<const COUNT: usize> {
    all: [&'static str; COUNT],
    /// The first four bytes of each.
    heads: [u32; COUNT],
    /// Bits of these: hardly a word needs a closer look.
    bits: [u64; 64],
}

impl<const COUNT: usize> Phrases<COUNT> {
    /// Of two lists, one behind the other.
    pub(super) const fn of(first: &[&'static str], second: &[&'static str]) -> Self {
        let mut phrases = Self { all: [""; COUNT], heads: [0; COUNT], bits: [0; 64] };
        let mut at = 0;
        while at < COUNT {
            let phrase = if at < first.len() { first[at] } else { second[at - first.len()] };
            let bytes = phrase.as_bytes();
            phrases.all[at] = phrase;
            phrases.heads[at] = head([bytes[0], bytes[1], bytes[2], bytes[3]]);
            let (word, bit) = bit(phrases.heads[at]);
            phrases.bits[word] |= bit;
            at += 1;
        }
        phrases
    }

    /// Calls `found` with the place in the lists of each phrase that `line` begins with.
    #[inline]
    pub(super) fn at(&self, line: &[u8], mut found: impl FnMut(usize)) {
        let Some(head) = line.first_chunk().map(|four| head(*four)) else { return };
        let (word, bit) = bit(head);
        if self.bits[word] & bit == 0 {
            return;
        }
        let near = self.heads.iter().enumerate().filter(|(_, known)| **known == head);
        near.filter(|(at, _)| begins(line, self.all[*at])).for_each(|(at, _)| found(at));
    }

    /// Calls `found` with the place in the lists of each phrase that stands in `line` where a word begins, each time that it does.
    pub(super) fn in_line(&self, line: &str, mut found: impl FnMut(usize)) {
        let bytes = line.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            self.at(&bytes[at..], &mut found);
            // Behind what is left of the word, and behind what ends it.
            loop {
                let (count, _) = letters(bytes, at);
                at += count;
                if count < 8 {
                    let digit = bytes.get(at).is_some_and(u8::is_ascii_digit);
                    at += 1;
                    if !digit {
                        break;
                    }
                }
            }
        }
    }
}

/// Four bytes as a number, their letters made small.
const fn head(four: [u8; 4]) -> u32 {
    u32::from_le_bytes(four) | 0x2020_2020
}

/// The bit of a head (multiplicative hashing, Knuth).
const fn bit(head: u32) -> (usize, u64) {
    let bits = head.wrapping_mul(0x9E37_79B1) >> 20;
    ((bits >> 6) as usize, 1 << (bits & 63))
}

/// Whether `line` begins with `phrase`.
fn begins(line: &[u8], phrase: &str) -> bool {
    line.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_where_words_begin() {
        const ALL: &[&str] = &["all rights", "© 20", "adds", "bản quyền"];
        const PHRASES: Phrases<4> = Phrases::of(ALL, &[]);
        let found = |line| {
            let mut found: Vec<&str> = Vec::new();
            PHRASES.in_line(line, |at| found.push(ALL[at]));
            found
        };
        assert_eq!(found("© 2024. All Rights reserved, all rights"), ["© 20", "all rights", "all rights"]);
        assert_eq!(found("a ladder adds, (ADDS)"), ["adds", "adds"]);
        assert_eq!(found("— bản quyền"), ["bản quyền"]);
        assert_eq!(found(""), [""; 0]);
    }
}
