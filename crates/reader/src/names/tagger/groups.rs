//! Features of a word that depend on a few numbers alone: their weights are added up once for each of these.
//!
//! How words are written, what lists and rules say of them and where they stand in a run takes few forms in a text, however
//! many words it has. A [`Group`] holds all that its features are made from; the sums are kept ([`Memory`](super::Memory)).

use super::features::{Features, Segment, feature, pair};
use crate::names::gazetteer;

/// What a group of features is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// How the word and its neighbours are written.
    Written { before: u64, here: u64, after: u64 },
    /// Flags of the lists for it and its neighbours, its part in a listed place, the kind that a rule gives it, and whether
    /// it may be written small.
    Listed { before: u8, here: u8, after: u8, place: u8, kind: u16, small: u64, capital: bool },
    /// The rule that names it, and what the document tells of it elsewhere.
    Told { rule: u16, told: u32 },
    /// Its place in its run of capitals, and what the run is made of.
    Run { inside: u64, length: u64, to_end: u64, cluster: u64, class: u64, written: u64 },
}

impl Group {
    /// A number for all that it holds.
    pub(crate) fn key(self) -> u64 {
        match self {
            Self::Written { before, here, after } => pair(before | here << 16 | after << 32, 1),
            Self::Listed { before, here, after, place, kind, small, capital } => {
                let bytes =
                    u64::from_le_bytes([before, here, after, place, small as u8, capital.into(), 0, 0]);
                pair(bytes | u64::from(kind) << 48, 2)
            }
            Self::Told { rule, told } => pair(u64::from(rule) | u64::from(told) << 16, 3),
            Self::Run { inside, length, to_end, cluster, class, written } => {
                pair(pair(inside | length << 8 | to_end << 16 | cluster << 24 | class << 32, written), 4)
            }
        }
    }

    /// Hands on its features.
    pub(crate) fn features(self, into: &mut impl FnMut(u32)) {
        let mut add = |template: u32, value: u64| into(feature(template, value));
        match self {
            Self::Written { before, here, after } => {
                add(0, 0);
                add(8, here);
                add(9, pair(before, here));
                add(10, pair(pair(before, here), after));
            }
            Self::Listed { before, here, after, place, kind, small, capital } => {
                let (before, here, after) = (u64::from(before), u64::from(here), u64::from(after));
                add(45, pair(here, after));
                add(46, pair(before, here));
                add(50, pair(u64::from(place), here));
                add(53, pair(u64::from(kind), here));
                add(56, pair(small, u64::from(capital)));
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
                add(55, u64::from(told));
            }
            Self::Run { inside, length, to_end, cluster, class, written } => {
                add(60, pair(inside, length));
                add(62, pair(cluster, to_end.min(4)));
                add(65, pair(class, inside.min(3)));
                add(75, pair(written, inside));
            }
        }
    }
}

impl Features<'_, '_> {
    /// The groups of a word's features.
    pub(crate) fn groups(&self, at: usize, segment: Segment, (from, to): (usize, usize)) -> [Group; 4] {
        let scan = self.scan;
        let word = &scan.words[at];
        let (first, last) = segment.sentence;
        let before = at.wrapping_sub(1);
        let shape = |at: usize| self.shape(at, segment);
        let flags = |at: usize| if at >= first && at < last { self.listed[at].flags } else { 0 };
        let here = self.listed[at].flags;
        let small = u64::from(scan.is_written_small(at))
            + 2 * u64::from(here & gazetteer::SMALL != 0)
            + 4 * u64::from(at == first);
        let written = (from..to).fold(7, |all, word| pair(all, u64::from(self.listed[word].flags & 31)));
        [
            Group::Written { before: shape(before), here: shape(at), after: shape(at + 1) },
            Group::Listed {
                before: flags(before),
                here,
                after: flags(at + 1),
                place: self.places[at],
                kind: self.ruled[at] & 0xff,
                small,
                capital: word.is_capital(),
            },
            Group::Told { rule: self.ruled[at], told: self.told.get(&word.hash).copied().unwrap_or(0) },
            Group::Run {
                inside: (at - from) as u64,
                length: (to - from) as u64,
                to_end: (to - at) as u64,
                cluster: u64::from(self.listed[to - 1].cluster),
                class: self.class_of_run(from),
                written,
            },
        ]
    }
}
