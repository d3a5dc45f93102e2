//! General word lists, packed: given and family names, countries, cities, demonyms, and word clusters.
//!
//! Made by `cargo run -p dossier-reader --features training --example train_names -- lists …` from the packages
//! that `THIRD_PARTY.md` names. A word is kept as 24 bits of its hash, so that one word in some 350 that the
//! lists do not have is taken for one that they have: the tagger weighs it among other signs.
//!
//! ```text
//! words.bin    "DW1" · count u32 · keys, ascending, each as a varint of the step from the one before
//!              · a byte of flags a word · a byte of cluster a word
//! places.bin   "DP1" · count u32 · keys of word sequences (32 bits), ascending, as varints of the steps
//! ```

use std::sync::OnceLock;

use super::gender::{GENDERS, Gender, MAGIC};
use super::words::{Hash, Word};

/// A given name.
pub(crate) const GIVEN: u8 = 1;
/// A family name.
pub(crate) const FAMILY: u8 = 2;
/// A city, a region.
pub(crate) const PLACE: u8 = 4;
/// A country or a continent.
pub(crate) const COUNTRY: u8 = 8;
/// A people.
pub(crate) const PEOPLE: u8 = 16;
/// Written small in running text.
pub(crate) const SMALL: u8 = 32;
/// Begins a place's name of several words.
pub(crate) const BEGINS_PLACE: u8 = 64;

static WORDS: &[u8] = include_bytes!("../../data/words.bin");
static PLACES: &[u8] = include_bytes!("../../data/places.bin");

/// What the lists say of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) flags: u8,
    /// 0 where unknown; neighbouring numbers are alike.
    pub(crate) cluster: u8,
    /// Of a given name that one sex alone bears.
    pub(crate) gender: Option<Gender>,
}

/// The key under which a word is kept.
pub(crate) const fn key(hash: u64) -> u32 {
    (hash >> 40) as u32
}

/// The key under which a sequence of words is kept.
pub(crate) fn sequence_key(words: &[Word]) -> u32 {
    let mut hash = Hash::new();
    for word in words {
        hash.number(word.hash);
    }
    (hash.finish() >> 32) as u32
}

/// An open table from keys to what is listed.
struct Table {
    mask: u32,
    /// Key + 1 in the upper 24 bits … of a free slot: 0.
    keys: Vec<u32>,
    listed: Vec<Listed>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        Table::read(WORDS).unwrap_or(Table { mask: 0, keys: vec![0], listed: vec![Listed::default()] })
    })
}

impl Table {
    fn read(bytes: &[u8]) -> Option<Self> {
        let (count, mut at) = head(bytes, *b"DW1")?;
        let size = (count * 2).next_power_of_two().max(2);
        let mut table =
            Self { mask: size as u32 - 1, keys: vec![0; size], listed: vec![Listed::default(); size] };
        let mut keys = Vec::with_capacity(count);
        let mut key = 0;
        for _ in 0..count {
            key += varint(bytes, &mut at)?;
            keys.push(key);
        }
        let flags = bytes.get(at..at + count)?;
        let clusters = bytes.get(at + count..at + 2 * count)?;
        let mut genders = given();
        for ((key, flags), cluster) in keys.into_iter().zip(flags).zip(clusters) {
            let gender = if flags & GIVEN == 0 { None } else { genders.next().flatten() };
            let mut slot = spread(key) & table.mask;
            while table.keys[slot as usize] != 0 {
                slot = (slot + 1) & table.mask;
            }
            table.keys[slot as usize] = key + 1;
            table.listed[slot as usize] = Listed { flags: *flags, cluster: *cluster, gender };
        }
        Some(table)
    }

    fn get(&self, key: u32) -> Listed {
        let mut slot = spread(key) & self.mask;
        loop {
            let found = self.keys[slot as usize];
            if found == key + 1 {
                return self.listed[slot as usize];
            }
            if found == 0 {
                return Listed::default();
            }
            slot = (slot + 1) & self.mask;
        }
    }
}

/// Of the given names, in their order.
fn given() -> impl Iterator<Item = Option<Gender>> {
    let bytes = GENDERS.strip_prefix(&MAGIC).unwrap_or(&[]);
    bytes.iter().flat_map(|byte| (0..4).map(move |at| byte >> (2 * at) & 3)).map(|bits| match bits {
        1 => Some(Gender::Female),
        2 => Some(Gender::Male),
        _ => None,
    })
}

const fn spread(key: u32) -> u32 {
    key.wrapping_mul(0x9e37_79b1) >> 7
}

fn head(bytes: &[u8], magic: [u8; 3]) -> Option<(usize, usize)> {
    let count = bytes.strip_prefix(&magic)?.get(..4)?;
    Some((u32::from_le_bytes(count.try_into().ok()?) as usize, 7))
}

fn varint(bytes: &[u8], at: &mut usize) -> Option<u32> {
    let mut value = 0;
    for shift in (0..35).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value |= u32::from(byte & 127) << shift;
        if byte < 128 {
            return Some(value);
        }
    }
    None
}

/// What the lists say of the word of this hash.
pub(crate) fn listed(hash: u64) -> Listed {
    table().get(key(hash))
}

fn sequences() -> &'static [u32] {
    static KEYS: OnceLock<Vec<u32>> = OnceLock::new();
    KEYS.get_or_init(|| {
        let read = || {
            let (count, mut at) = head(PLACES, *b"DP1")?;
            let mut key = 0;
            (0..count)
                .map(|_| {
                    varint(PLACES, &mut at).map(|step| {
                        key += step;
                        key
                    })
                })
                .collect::<Option<Vec<u32>>>()
        };
        read().unwrap_or_default()
    })
}

/// How many of the words at the front of `words` are a place's name of several words; 0 for none.
pub(crate) fn place_of_words(words: &[Word]) -> usize {
    let keys = sequences();
    let longest = words.len().min(5);
    (2..=longest)
        .rev()
        .find(|&length| keys.binary_search(&sequence_key(&words[..length])).is_ok())
        .unwrap_or(0)
}

/// Whether these words are the whole name of a country.
pub(crate) fn is_country(words: &[Word]) -> bool {
    if let [word] = words {
        return listed(word.hash).flags & COUNTRY != 0;
    }
    // Countries are kept a second time, under the key of their words and one more.
    let mut hash = Hash::new();
    for word in words {
        hash.number(word.hash);
    }
    hash.number(COUNTRY.into());
    sequences().binary_search(&((hash.finish() >> 32) as u32)).is_ok()
}

/// Writing the lists.
#[cfg(feature = "training")]
pub use pack::{genders, lists};

#[cfg(feature = "training")]
mod pack {
    use std::collections::BTreeMap;

    use super::{BEGINS_PLACE, COUNTRY, FAMILY, GIVEN, PEOPLE, PLACE, SMALL, key, sequence_key};
    use crate::names::words::{self, Word, hash_of};

    fn put(out: &mut Vec<u8>, mut value: u32) {
        while value >= 128 {
            out.push(value as u8 | 128);
            value >>= 7;
        }
        out.push(value as u8);
    }

    fn head(magic: [u8; 3], count: usize) -> Vec<u8> {
        let mut out = magic.to_vec();
        out.extend(u32::try_from(count).expect("a short list").to_le_bytes());
        out
    }

    /// `genders.bin` for the given names of a `words.bin`, of lines of name, `F` or `M`.
    ///
    /// # Panics
    /// When the words are not `words.bin`.
    pub fn genders(words: &[u8], genders_tsv: &str) -> Vec<u8> {
        let bits: BTreeMap<u32, u8> = genders_tsv
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .map(|(name, sex)| (key(hash_of(name)), if sex == "F" { 1 } else { 2 }))
            .collect();
        let (count, mut at) = super::head(words, *b"DW1").expect("words.bin");
        let mut key = 0;
        let keys: Vec<u32> = (0..count)
            .map(|_| {
                key += super::varint(words, &mut at).expect("words.bin");
                key
            })
            .collect();
        let given = keys.iter().zip(&words[at..]).filter(|(_, flags)| *flags & GIVEN != 0);
        let bits: Vec<u8> = given.map(|(key, _)| bits.get(key).copied().unwrap_or(0)).collect();
        let mut out = super::MAGIC.to_vec();
        out.extend(bits.chunks(4).map(|four| four.iter().rev().fold(0, |byte, bits| byte << 2 | bits)));
        out
    }

    /// `words.bin` and `places.bin` of two lists: lines of word, flags, cluster; lines of place, flags.
    pub fn lists(words_tsv: &str, places_tsv: &str) -> (Vec<u8>, Vec<u8>) {
        let mut all: BTreeMap<u32, (u8, u8)> = BTreeMap::new();
        for line in words_tsv.lines() {
            let mut columns = line.split('\t');
            let (Some(word), Some(flags), Some(cluster)) = (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            let bits = flags.chars().fold(0, |bits, flag| {
                bits | match flag {
                    'G' => GIVEN,
                    'F' => FAMILY,
                    'P' => PLACE,
                    'C' => COUNTRY,
                    'D' => PEOPLE,
                    'L' => SMALL,
                    _ => 0,
                }
            });
            let entry = all.entry(key(hash_of(word))).or_default();
            entry.0 |= bits;
            entry.1 = cluster.parse().unwrap_or(0);
        }
        let mut sequences = std::collections::BTreeSet::new();
        for line in places_tsv.lines() {
            let name = line.split('\t').next().unwrap_or("");
            let mut cut: Vec<Word> = Vec::new();
            words::cut(name, 0, name.len(), &mut cut);
            if (2..=5).contains(&cut.len()) {
                sequences.insert(sequence_key(&cut));
                if line.ends_with("\tC") {
                    let mut hash = crate::names::words::Hash::new();
                    for word in &cut {
                        hash.number(word.hash);
                    }
                    hash.number(COUNTRY.into());
                    sequences.insert((hash.finish() >> 32) as u32);
                }
                all.entry(key(cut[0].hash)).or_default().0 |= BEGINS_PLACE;
            }
        }
        let mut out = head(*b"DW1", all.len());
        let mut last = 0;
        for key in all.keys() {
            put(&mut out, key - last);
            last = *key;
        }
        out.extend(all.values().map(|(flags, _)| flags));
        out.extend(all.values().map(|(_, cluster)| cluster));
        let mut places = head(*b"DP1", sequences.len());
        let mut last = 0;
        for key in sequences {
            put(&mut places, key - last);
            last = key;
        }
        (out, places)
    }
}
