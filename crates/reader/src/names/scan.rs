//! The words of a document, with what lists and its own writing tell of each.

use dossier_corpus::{Document, Span};

use super::lexicon::{self, Hashes};
use super::words::{Cut, Shape, Word};

pub(crate) use super::words::Stretch;

/// A document as this module's rules see it.
pub(crate) struct Scan<'d> {
    pub(crate) text: &'d str,
    pub(crate) words: Vec<Word>,
    /// Classes of each word, see [`lexicon`].
    pub(crate) classes: Vec<u32>,
    /// What each word tells of the text, see [`lexicon`].
    pub(crate) topics: Vec<u8>,
    /// Places of the words that begin with a capital, which most rules look at alone.
    capitals: Vec<u32>,
    /// Ranges of `words`, in text order.
    pub(crate) sentences: Vec<Stretch>,
    /// Words that the document writes in small letters somewhere, of those that it writes otherwise as well.
    small: Hashes,
}

impl<'d> Scan<'d> {
    /// Cuts a document and says of each word what it can be.
    #[cfg(feature = "training")]
    pub(crate) fn new(document: &'d Document) -> Self {
        Self::of(document, Cut::of(document))
    }

    /// Says of each word of a document what it can be.
    pub(crate) fn of(document: &'d Document, Cut { words, sentences }: Cut) -> Self {
        let mut scan = Self {
            text: document.text.as_str(),
            capitals: Vec::with_capacity(words.len() / 4),
            words,
            classes: Vec::new(),
            topics: Vec::new(),
            sentences,
            small: Hashes::default(),
        };
        lexicon::classify(&scan.words, &mut scan.classes, &mut scan.topics);
        scan.note_small();
        scan
    }

    /// Notes which words begin with a capital, and which of these the document writes in small letters as well. Few others
    /// share the bit of a word that has a capital.
    fn note_small(&mut self) {
        const BITS: usize = 1 << 14;
        let mut asked = [0_u64; BITS / 64];
        let bit = |hash: u64| (hash as usize % BITS / 64, 1_u64 << (hash % 64));
        for (at, word) in (0..).zip(&self.words) {
            if word.is_capital() || word.shape.has(Shape::MORE_CAPITALS) {
                let (slot, bit) = bit(word.hash);
                asked[slot] |= bit;
                if word.is_capital() {
                    self.capitals.push(at);
                }
            }
        }
        for word in self.words.iter().filter(|word| word.is_small()) {
            let (slot, bit) = bit(word.hash);
            if asked[slot] & bit != 0 {
                self.small.insert(word.hash);
            }
        }
    }

    /// The words that begin with a capital, each with its sentence, in text order.
    pub(crate) fn capitals(&self) -> impl Iterator<Item = (&Stretch, usize)> {
        let mut sentences = self.sentences.iter().peekable();
        self.capitals.iter().filter_map(move |at| {
            let at = *at as usize;
            while sentences.next_if(|sentence| sentence.to <= at).is_some() {}
            sentences.peek().map(|sentence| (*sentence, at))
        })
    }

    /// Whether the document writes this word in small letters somewhere.
    pub(crate) fn is_written_small(&self, at: usize) -> bool {
        self.words[at].is_small() || self.small.contains(&self.words[at].hash)
    }

    /// The span of a range of words.
    pub(crate) fn span(&self, from: usize, to: usize) -> Span {
        match (self.words.get(from), to.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) => Span { start: first.start, end: last.end.max(first.start) },
            _ => Span::default(),
        }
    }

    /// The printed words of a range.
    pub(crate) fn words_of(&self, from: usize, to: usize) -> &'d str {
        self.span(from, to).of(self.text)
    }

    /// The printed word at a place, or nothing past the end.
    pub(crate) fn word(&self, at: usize) -> &'d str {
        self.words.get(at).map_or("", |word| word.of(self.text))
    }

    /// Whether the word there is of one of these classes.
    pub(crate) fn is(&self, at: usize, classes: u32) -> bool {
        self.classes.get(at).is_some_and(|of| of & classes != 0)
    }

    /// The index of the first word that starts at or after a byte.
    pub(crate) fn word_at(&self, byte: u32) -> usize {
        self.words.partition_point(|word| word.start < byte)
    }
}
