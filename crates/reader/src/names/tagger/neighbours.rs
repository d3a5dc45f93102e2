//! What a word tells by itself, of its own place or of a neighbour's: looked up once for each form.
//!
//! Most features of a word depend on one form and on where that stands. Most words of a text are words that it had before,
//! so the sum of their weights is kept ([`Known`]).

use super::features::{Features, Segment, feature, pair};
use super::model::Sum;
use crate::names::gazetteer::Listed;
use crate::names::words::{Shape, Word};

/// A word's place, seen from another of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Inside(usize),
    /// Another sentence's word, of which no more counts, or none.
    Outside {
        capital: bool,
    },
}

/// Places of a word and its neighbours, see [`Features::each_neighbour`].
const OFFSETS: usize = 5;

/// Of these the first ones, of which more counts than the word.
const NEAR: u32 = 3;

/// Forms that are remembered, as a power of two; one that falls on another's slot takes it.
const SLOTS: u32 = 11;

/// Sums of a model's weights for the forms seen last.
pub(crate) struct Known {
    slots: Vec<Slot>,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    form: u64,
    /// A bit for each offset whose sum is known.
    known: u8,
    sums: [Sum; OFFSETS],
}

impl Known {
    pub(crate) fn new() -> Self {
        Self { slots: vec![Slot::default(); 1 << SLOTS] }
    }

    /// The sum for a form at an offset; `score` makes it where it is not known.
    pub(crate) fn sum(&mut self, form: u64, offset: u32, score: impl FnOnce() -> Sum) -> &Sum {
        let slot = &mut self.slots[(form >> (u64::BITS - SLOTS)) as usize];
        if slot.form != form {
            slot.form = form;
            slot.known = 0;
        }
        let sum = &mut slot.sums[offset as usize];
        if slot.known & 1 << offset == 0 {
            slot.known |= 1 << offset;
            *sum = score();
        }
        sum
    }
}

impl Features<'_, '_> {
    /// Hands on the places of a word (0), of the one before (1) and after it (2), and of those beyond (3, 4).
    pub(crate) fn each_neighbour(&self, at: usize, segment: Segment, each: &mut impl FnMut(Place, u32)) {
        let (first, last) = segment.sentence;
        let places = [at, at.wrapping_sub(1), at + 1, at.wrapping_sub(2), at + 2];
        for (offset, place) in (0..).zip(places) {
            let inside = place >= first && place < last;
            let capital = self.scan.words.get(place).is_some_and(Word::is_capital);
            each(if inside { Place::Inside(place) } else { Place::Outside { capital } }, offset);
        }
    }

    /// What tells words apart: two places of one form have the same features as neighbours.
    pub(crate) fn form(&self, place: Place) -> u64 {
        match place {
            Place::Inside(at) => self.seen[at].form,
            Place::Outside { capital } => u64::from(capital),
        }
    }

    /// Hands on what a word tells by itself where it stands at an offset from the one that is asked about.
    pub(crate) fn of_neighbour(&self, place: Place, offset: u32, into: &mut impl FnMut(u32)) {
        let scan = self.scan;
        let mut add = |template: u32, value: u64| into(feature(template, value));
        let (hash, listed, classes, capital) = match place {
            Place::Inside(at) => {
                let word = &scan.words[at];
                (word.hash, self.seen[at].listed, scan.classes[at], word.is_capital())
            }
            Place::Outside { capital } => (1, Listed::default(), 0, capital),
        };
        add(1 + offset, hash);
        if let (0, Place::Inside(at)) = (offset, place)
            && scan.words[at].shape.has(Shape::LETTER)
        {
            let mut buffer = [0; 32];
            let bytes = folded(scan.word(at), &mut buffer);
            for (template, length) in [(11, 2), (12, 3), (13, 4)] {
                if bytes.len() > length {
                    add(template, affix(&bytes[bytes.len() - length..]));
                }
            }
            for (template, length) in [(14, 2), (15, 3)] {
                if bytes.len() > length {
                    add(template, affix(&bytes[..length]));
                }
            }
        }
        if offset >= NEAR {
            return;
        }
        add(20 + offset, pair(u64::from(listed.flags), u64::from(capital)));
        if listed.cluster != 0 {
            add(25 + offset, u64::from(listed.cluster));
            add(30 + offset, u64::from(listed.cluster >> 3));
        }
        if classes != 0 {
            add(35 + offset, u64::from(classes));
            let mut rest = classes;
            while rest != 0 {
                add(40 + offset, u64::from(rest.trailing_zeros()));
                rest &= rest - 1;
            }
        }
    }
}

/// The word's base letters in small ones, as far as they are ASCII, at most 32 of them: "Nẵng" → "nang".
fn folded<'b>(printed: &str, buffer: &'b mut [u8; 32]) -> &'b [u8] {
    let mut length = 0;
    for c in printed.chars() {
        let mut base = match c {
            'đ' | 'Đ' => b'd',
            _ if c.is_ascii() => c.to_ascii_lowercase() as u8,
            _ => 0,
        };
        if base == 0 {
            unicode_normalization::char::decompose_compatible(c, |c| {
                if base == 0 {
                    base = if c.is_ascii() { c.to_ascii_lowercase() as u8 } else { b'?' };
                }
            });
            if unicode_normalization::char::is_combining_mark(c) {
                continue;
            }
        }
        if length == buffer.len() {
            break;
        }
        buffer[length] = base;
        length += 1;
    }
    &buffer[..length]
}

fn affix(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |all, byte| (all << 8) | u64::from(*byte))
}
