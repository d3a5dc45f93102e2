//! Bytes of a text told apart at one look, for those who walk through all of it.

/// Letters and digits of ASCII in lower case, nought for all other bytes.
pub(crate) const SMALL: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// Which bytes are among these.
pub(crate) const fn among(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
}

/// How many bytes are looked at in one step: what is written without branches for so many, the compiler does for all at once.
const STEP: usize = 32;

/// Whether `holds` is true of three bytes in a row, nought standing for those behind the end. It must not be true of noughts, and is
/// best written without branches.
pub(crate) fn any_three(bytes: &[u8], holds: impl Fn(u8, u8, u8) -> bool) -> bool {
    let any = |piece: &[u8; STEP + 2]| {
        (0..STEP).fold(false, |any, at| any | holds(piece[at], piece[at + 1], piece[at + 2]))
    };
    steps(bytes, 0, |_, piece| any(piece).then_some(())).is_some()
}

/// The first place from `from` on where `holds` is true of three bytes in a row, as for [`any_three`].
pub(crate) fn next_three(bytes: &[u8], from: usize, holds: impl Fn(u8, u8, u8) -> bool) -> Option<usize> {
    let first = |piece: &[u8; STEP + 2]| {
        let mut held = [0; STEP];
        for (at, held) in held.iter_mut().enumerate() {
            *held = u8::from(holds(piece[at], piece[at + 1], piece[at + 2]));
        }
        let (eights, _) = held.as_chunks();
        let mut eights = eights.iter().map(|eight| u64::from_le_bytes(*eight)).enumerate();
        eights.find(|(_, held)| *held != 0).map(|(at, held)| {
            let inside = held.trailing_zeros() / 8;
            at * 8 + inside as usize
        })
    };
    steps(bytes, from, |at, piece| first(piece).map(|inside| at + inside))
}

/// What `look` finds first in the pieces of a text from `from` on, each with its place and the two bytes behind it.
#[inline]
fn steps<T>(bytes: &[u8], from: usize, look: impl Fn(usize, &[u8; STEP + 2]) -> Option<T>) -> Option<T> {
    let mut at = from;
    while let Some(piece) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        if let Some(found) = look(at, piece) {
            return Some(found);
        }
        at += STEP;
    }
    // What is left, with noughts behind it, so that it is looked at in the same way.
    let rest = bytes.get(at..)?;
    let mut last = [0; 2 * STEP + 2];
    last[..rest.len()].copy_from_slice(rest);
    let ends = [(at, last.first_chunk()), (at + STEP, last[STEP..].first_chunk())];
    ends.into_iter().find_map(|(at, piece)| look(at, piece?))
}

/// A byte eight times.
const fn eight_of(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The last bytes of a text, less than eight, with noughts behind them. By itself, for it is hardly ever called.
#[cold]
fn last_eight(rest: &[u8]) -> u64 {
    rest.iter().rev().fold(0, |eight, byte| eight << 8 | u64::from(*byte))
}

/// How many letters of ASCII stand at `at`, eight at the most, and these made small, the first in the lowest byte. Eight bytes are
/// looked at as one number, for the end of a word is nothing that a processor can foresee.
#[inline]
pub(crate) fn letters(bytes: &[u8], at: usize) -> (usize, u64) {
    const HIGH: u64 = eight_of(0x80);
    let rest = bytes.get(at..).unwrap_or_default();
    let eight = rest.first_chunk().map_or_else(|| last_eight(rest), |eight| u64::from_le_bytes(*eight));
    let small = eight | eight_of(0x20);
    let low = small & !HIGH;
    // Sums whose highest bit tells of each byte that it is "a" or behind it, and that it is behind "z".
    let from_a = low + eight_of(0x80 - b'a');
    let behind_z = low + eight_of(0x7F - b'z');
    let others = !((from_a ^ behind_z) & !eight) & HIGH;
    let before_others = ((others & others.wrapping_neg()) >> 7).wrapping_sub(1);
    (others.trailing_zeros() as usize / 8, small & before_others)
}

/// Bits of the first byte, the last and the length of all words of some lists, by which most words are told from them.
pub(crate) struct Shapes([u64; 16]);

impl Shapes {
    /// Of lists of words that are not empty.
    pub(crate) const fn of(lists: &[&[&str]]) -> Self {
        let mut shapes = [0; 16];
        let mut list = 0;
        while list < lists.len() {
            let mut at = 0;
            while at < lists[list].len() {
                let shape = shape(lists[list][at].as_bytes());
                shapes[shape / 64] |= 1 << (shape % 64);
                at += 1;
            }
            list += 1;
        }
        Self(shapes)
    }

    /// Whether a word may be in the lists, whatever the case of its letters of ASCII.
    pub(crate) fn may_hold(&self, word: &[u8]) -> bool {
        let shape = shape(word);
        self.0[shape / 64] >> (shape % 64) & 1 != 0
    }
}

const fn shape(word: &[u8]) -> usize {
    let [first, .., last] = word else { return word.len() };
    ((*first as usize & 31) * 37 + (*last as usize & 31) * 5 + word.len()) % 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted_and_made_small() {
        for (text, count) in
            [("Abc, d", 3), ("", 0), ("z", 1), ("abcdefghij", 8), ("aZ[", 2), ("`a", 0), ("né", 1)]
        {
            let (found, small) = letters(text.as_bytes(), 0);
            assert_eq!(found, count, "{text}");
            assert_eq!(small.to_le_bytes()[..count], text.to_ascii_lowercase().as_bytes()[..count]);
            assert!(small.to_le_bytes()[count..].iter().all(|byte| *byte == 0));
        }
        for byte in 0..=u8::MAX {
            assert_eq!(letters(&[byte; 9], 1).0 == 8, byte.is_ascii_alphabetic());
        }
        assert_eq!(letters(b"ab", 7), (0, 0));
    }

    #[test]
    fn words_of_the_lists_have_their_shapes() {
        const SHAPES: Shapes = Shapes::of(&[&["p", "mr"], &["e.g"]]);
        assert!(["p", "P", "mr", "MR", "E.G"].iter().all(|word| SHAPES.may_hold(word.as_bytes())));
        assert!(!SHAPES.may_hold(b"minister") && !SHAPES.may_hold(b""));
    }

    #[test]
    fn three_bytes_are_found_wherever_they_stand() {
        for before in 0..100 {
            let mut text = vec![b'.'; before];
            text.extend(b"ab");
            for behind in [0, 1, 2, 40] {
                text.resize(before + 2 + behind, b'.');
                let holds = |a, b, _| a == b'a' && b == b'b';
                assert_eq!(next_three(&text, 0, holds), Some(before));
                assert_eq!(next_three(&text, before + 1, holds), None);
                assert!(any_three(&text, |a, _, _| a == b'b'));
            }
        }
        assert!(!any_three(b"", |a, _, _| a == b'a'));
    }
}
