//! What a unit's bytes show at one look: most questions about a unit need not be asked of most units.

use super::lines::{count_parted, count_words};
use crate::bytes::any_three;

/// What is in a unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    kinds: u8,
    /// How many words white space parts it into.
    pub(super) words: usize,
}

/// Bytes that tell something of what holds them; each kind a bit.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    At = 1,
    Stroke = 2,
    /// "|" or ">"
    Bar = 4,
    /// Begins marks and signs, and few letters.
    Wide = 8,
    /// Begins letters outside ASCII, or any other character there.
    Foreign = 16,
}

static KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'@' => Kind::At as u8,
            b'/' => Kind::Stroke as u8,
            b'|' | b'>' => Kind::Bar as u8,
            0xC2 | 0xE2 => Kind::Wide as u8,
            0xC3.. => Kind::Foreign as u8,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

impl Look {
    pub(super) fn at(unit: &str) -> Self {
        let kinds = unit.bytes().fold(0, |kinds, byte| kinds | KINDS[usize::from(byte)]);
        let ascii = kinds & (Kind::Wide as u8 | Kind::Foreign as u8) == 0;
        let words = if ascii { count_parted(unit.as_bytes()) } else { count_words(unit, usize::MAX) };
        Self { kinds, words }
    }

    pub(super) fn has(self, kind: Kind) -> bool {
        self.kinds & kind as u8 != 0
    }

    /// Whether all letters of `unit` that have two cases are those of ASCII, so that nothing else need be made small.
    pub(super) fn is_plain(self, unit: &str) -> bool {
        // U+2000 to U+207F are marks and blanks; behind them stand the Kelvin sign and Roman numerals.
        let lettered = |a, b, _| (a == 0xE2) & (b != 0x80) & (b != 0x81);
        !self.has(Kind::Foreign) && !(self.has(Kind::Wide) && any_three(unit.as_bytes(), lettered))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_units_are_made_small_by_ascii_alone() {
        for (unit, plain) in [
            ("“No” — he said… © 2024", true),
            ("HÀ NỘI", false),
            ("300 \u{212A}", false),
            ("Part \u{2163}", false),
        ] {
            assert_eq!(Look::at(unit).is_plain(unit), plain, "{unit}");
            assert!(!plain || unit.to_lowercase() == unit.to_ascii_lowercase());
        }
    }
}
