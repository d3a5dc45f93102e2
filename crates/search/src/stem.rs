//! Words of one stem.

use std::borrow::Cow;

use dossier_pack::{Bytes, PackError};
use waken_snowball::SnowballEnv;
use waken_snowball::algorithms::english_stemmer;

use crate::coding::{damaged, i32_at};
use crate::dictionary::{Dictionary, Term};
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
#[derive(Clone, Debug)]
pub(crate) struct Stems {
    stemming: Stemming,
    places: Bytes,
}

impl Stems {
    pub(crate) fn write(stemming: Stemming, terms: &[&[u8]]) -> Vec<u8> {
        let stem = |term: &[u8]| str::from_utf8(term).map(|term| stemming.stem(term).into_owned());
        let stems: Vec<String> = terms.iter().map(|term| stem(term).unwrap_or_default()).collect();
        let order = sorting::order(terms.len(), &|a, b| stems[a].cmp(&stems[b]));
        let mut out = Vec::with_capacity(order.len() * 4);
        for (place, ordinal) in order.into_iter().enumerate() {
            out.extend((ordinal as i32 - place as i32).to_le_bytes());
        }
        out
    }

    pub(crate) fn open(
        stemming: Stemming,
        places: Bytes,
        dictionary: &Dictionary,
    ) -> Result<Self, PackError> {
        if places.len() as u64 != u64::from(dictionary.len()) * 4 {
            return Err(damaged("stems"));
        }
        Ok(Self { stemming, places })
    }

    /// The terms that have the stem of a word, in their order.
    pub(crate) fn of(&self, dictionary: &Dictionary, word: &str) -> Vec<(String, Term)> {
        let stem = self.stemming.stem(word);
        let at = |place: u32| {
            let ordinal = place.wrapping_add_signed(i32_at(&self.places, place as usize));
            let cursor = dictionary.at(ordinal);
            let key = str::from_utf8(cursor.key()).unwrap_or_default().to_owned();
            (key, cursor.term().cloned())
        };
        let (mut low, mut high) = (0, dictionary.len());
        while low < high {
            let middle = low.midpoint(high);
            if *self.stemming.stem(&at(middle).0) < *stem {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let mut terms = Vec::new();
        while low < dictionary.len() {
            let (key, term) = at(low);
            if self.stemming.stem(&key) != stem {
                break;
            }
            terms.extend(term.map(|term| (key, term)));
            low += 1;
        }
        terms
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
