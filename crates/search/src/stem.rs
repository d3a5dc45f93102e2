//! Words of one stem.

use std::borrow::Cow;

use dossier_pack::{Bytes, PackError};
use waken_snowball::SnowballEnv;
use waken_snowball::algorithms::english_stemmer;

use crate::coding::{damaged, i32_at, u32_at};
use crate::dictionary::{Cursor, Dictionary, Term};
use crate::sorting;

/// How words of one stem are brought together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Stemming {
    /// They are not.
    #[default]
    None,
    /// Snowball's English stemmer (Porter 2).
    English,
}

impl Stemming {
    /// What is done for a language, by its BCP 47 tag: only those are stemmed that have a stemmer that readers
    /// can rely on.
    pub fn for_language(tag: &str) -> Self {
        match tag.split(['-', '_']).next() {
            Some(language) if language.eq_ignore_ascii_case("en") => Self::English,
            _ => Self::None,
        }
    }

    /// The stem of a folded word. Words of other scripts than the language's are left as they are.
    pub fn stem(self, word: &str) -> Cow<'_, str> {
        match self {
            Self::English if word.bytes().all(|b| b.is_ascii_lowercase()) && word.len() > 2 => {
                // Called by its own name, so that the stemmers of 33 other languages are not downloaded.
                let mut env = SnowballEnv::create(word);
                english_stemmer::stem(&mut env);
                env.get_current()
            }
            _ => Cow::Borrowed(word),
        }
    }
}

/// The terms in the order of their stems: for each place the difference between the ordinal of the term there and the
/// place, as i32. Stems stand nearly in the order of words, so the differences are small and compress well.
///
/// In a section of its own, for each stem that several terms have: the place of the first, as u32; and then, in the
/// same order, in how many documents any of them stands, as u32.
#[derive(Clone, Debug)]
pub(crate) struct Stems {
    stemming: Stemming,
    places: Bytes,
    documents: Bytes,
}

/// Terms brought together by their stems.
#[derive(Debug)]
pub(crate) struct StemGroups {
    /// Ordinals of terms in the order of their stems.
    order: Vec<u32>,
    /// For each stem that several terms have, its places from and to.
    several: Vec<(u32, u32)>,
}

/// Calls its second argument with every document of the term of an ordinal.
type EachDocument<'a> = dyn Fn(u32, &mut dyn FnMut(u32)) + 'a;

impl StemGroups {
    pub(crate) fn new(stemming: Stemming, terms: &[&[u8]]) -> Self {
        let stem = |term: &[u8]| str::from_utf8(term).map(|term| stemming.stem(term).into_owned());
        let stems: Vec<String> = terms.iter().map(|term| stem(term).unwrap_or_default()).collect();
        let order = sorting::order(terms.len(), &|a, b| stems[a].cmp(&stems[b]));
        let mut several = Vec::new();
        let mut from = 0;
        for to in 1..=order.len() {
            let goes_on = order.get(to).map(|at| &stems[*at as usize]) == Some(&stems[order[from] as usize]);
            if !goes_on {
                if to - from > 1 {
                    several.push((from as u32, to as u32));
                }
                from = to;
            }
        }
        Self { order, several }
    }

    /// The two sections.
    pub(crate) fn write(self, documents: u32, each: &EachDocument<'_>) -> (Vec<u8>, Vec<u8>) {
        let mut places = Vec::with_capacity(self.order.len() * 4);
        for (place, ordinal) in self.order.iter().enumerate() {
            places.extend((*ordinal as i32 - place as i32).to_le_bytes());
        }
        let mut firsts = Vec::with_capacity(self.several.len() * 8);
        let mut counts = Vec::with_capacity(self.several.len() * 4);
        let mut seen = vec![u32::MAX; documents as usize];
        for (number, (from, to)) in (0..).zip(&self.several) {
            firsts.extend(from.to_le_bytes());
            let mut count = 0u32;
            for ordinal in &self.order[*from as usize..*to as usize] {
                each(*ordinal, &mut |doc| {
                    if std::mem::replace(&mut seen[doc as usize], number) != number {
                        count += 1;
                    }
                });
            }
            counts.extend(count.to_le_bytes());
        }
        firsts.extend(counts);
        (places, firsts)
    }
}

impl Stems {
    pub(crate) fn open(
        stemming: Stemming,
        places: Bytes,
        documents: Bytes,
        dictionary: &Dictionary,
    ) -> Result<Self, PackError> {
        if places.len() as u64 != u64::from(dictionary.len()) * 4 || !documents.len().is_multiple_of(8) {
            return Err(damaged("stems"));
        }
        Ok(Self { stemming, places, documents })
    }

    /// The terms that have the stem of a word, in their order, and in how many documents any of them stands.
    pub(crate) fn of(&self, dictionary: &Dictionary, word: &str) -> (Vec<(String, Term)>, u32) {
        let stem = self.stemming.stem(word);
        let at = |place: u32| {
            let ordinal = place.wrapping_add_signed(i32_at(&self.places, place as usize));
            dictionary.at(ordinal)
        };
        let key = |cursor: &Cursor<'_>| {
            str::from_utf8(cursor.key().unwrap_or_default()).unwrap_or_default().to_owned()
        };
        let (mut low, mut high) = (0, dictionary.len());
        while low < high {
            let middle = low.midpoint(high);
            if *self.stemming.stem(&key(&at(middle))) < *stem {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let first = low;
        let mut terms: Vec<(String, Term)> = Vec::new();
        while low < dictionary.len() {
            let mut cursor = at(low);
            let key = key(&cursor);
            if self.stemming.stem(&key) != stem {
                break;
            }
            terms.push((key, cursor.term()));
            low += 1;
        }
        let documents = match &terms[..] {
            [(_, term)] => term.documents,
            _ => self.documents_of(first),
        };
        (terms, documents)
    }

    fn documents_of(&self, place: u32) -> u32 {
        let stems = self.documents.len() / 8;
        let (mut low, mut high) = (0, stems);
        while low < high {
            let middle = low.midpoint(high);
            if u32_at(&self.documents, middle) < place {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if low < stems && u32_at(&self.documents, low) == place {
            u32_at(&self.documents, stems + low)
        } else {
            0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Stemming;

    #[test]
    fn english_words_of_one_stem_are_one() {
        let stem = |word| Stemming::English.stem(word).into_owned();
        assert_eq!(stem("missions"), stem("mission"));
        assert_eq!(stem("assigned"), stem("assigning"));
        assert_eq!(stem("nang"), "nang");
        assert_eq!(stem("08"), "08");
        assert_eq!(Stemming::for_language("en-GB"), Stemming::English);
        assert_eq!(Stemming::for_language("vi"), Stemming::None);
    }
}
