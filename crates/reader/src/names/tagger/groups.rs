//! Features of a word that depend on a few numbers alone: their weights are added up once for each of these.
//!
//! How words are written and what lists and rules say of them takes few forms in a text, however many words it has. A
//! [`Group`] holds all that its features are made from; the sums are kept ([`Memory`](super::Memory)).

use super::features::{Features, Segment, feature, pair};
use crate::names::gazetteer;

/// What a group of features is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// How the word is written, flags of the lists for it, its part in a listed place, the kind that a rule gives it, and
    /// where it is or may be written small.
    Listed { shape: u16, flags: u8, place: u8, kind: u8, small: u8 },
    /// The rule that names it, and what the document tells of it elsewhere.
    Told { rule: u16, told: u32 },
}

impl Group {
    /// A number for all that it holds.
    pub(crate) const fn key(self) -> u64 {
        match self {
            Self::Listed { shape, flags, place, kind, small } => {
                let [low, high] = shape.to_le_bytes();
                pair(u64::from_le_bytes([low, high, flags, place, kind, small, 0, 0]), 1)
            }
            Self::Told { rule, told } => pair(rule as u64 | (told as u64) << 16, 2),
        }
    }

    /// Hands on its features.
    pub(crate) fn features(self, into: &mut impl FnMut(u32)) {
        let mut add = |template: u32, value: u64| into(feature(template, value));
        match self {
            Self::Listed { shape, flags, place, kind, small } => {
                let flags = u64::from(flags);
                add(0, 0);
                add(8, u64::from(shape));
                add(50, pair(u64::from(place), flags));
                add(53, pair(u64::from(kind), flags));
                add(56, u64::from(small));
            }
            Self::Told { rule, told } => {
                if rule != 0 {
                    add(51, u64::from(rule & 0xff));
                    add(52, u64::from(rule));
                }
                let mut rest = told;
                while rest != 0 {
                    add(54, u64::from(rest.trailing_zeros()));
                    rest &= rest - 1;
                }
            }
        }
    }
}

impl Features<'_, '_> {
    /// Hands on the groups of a word's features.
    pub(crate) fn each_group(&self, at: usize, segment: Segment, each: &mut impl FnMut(Group)) {
        let (word, seen) = (&self.scan.words[at], &self.seen[at]);
        let flags = seen.listed.flags;
        let small = u8::from(self.scan.is_written_small(at))
            | u8::from(flags & gazetteer::SMALL != 0) << 1
            | u8::from(at == segment.sentence.0) << 2
            | u8::from(word.is_capital()) << 3;
        let kind = (seen.ruled & 0xff) as u8;
        each(Group::Listed { shape: seen.shape, flags, place: seen.place, kind, small });
        let told = self.told.get(&word.hash).copied().unwrap_or(0);
        // Nothing has no features.
        if seen.ruled != 0 || told != 0 {
            each(Group::Told { rule: seen.ruled, told });
        }
    }
}
