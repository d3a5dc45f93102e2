//! A document cut into words and sentences, with what its own writing tells of each word.

use dossier_corpus::{BlockKind, Document, Span};

use super::lexicon::{self, Hashes};
use super::words::{self, Shape, Word};

/// A document as this module's rules see it.
pub(crate) struct Scan<'d> {
    pub(crate) text: &'d str,
    pub(crate) words: Vec<Word>,
    /// Classes of each word, see [`lexicon`].
    pub(crate) classes: Vec<u32>,
    /// Ranges of `words`, in text order.
    pub(crate) sentences: Vec<Stretch>,
    /// Words that the document writes in small letters somewhere, of those that it writes otherwise as well.
    small: Hashes,
}

/// A sentence as a range of words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Kind of the block it stands in.
    pub(crate) kind: BlockKind,
    /// Most of its letters are capitals, so that a capital tells nothing.
    pub(crate) shouted: bool,
    /// The bytes that were cut.
    pub(crate) span: Span,
    /// Number of its block, or of its line in a document without blocks.
    pub(crate) block: u32,
}

impl<'d> Scan<'d> {
    /// Cuts a document and says of each word what it can be.
    pub(crate) fn new(document: &'d Document) -> Self {
        let mut scan = Self::cut(document);
        lexicon::classify(&scan.words, &mut scan.classes);
        scan.note_small();
        scan
    }

    /// Cuts a document and says nothing of its words. Menus and other boilerplate are left out: what they name is no
    /// news.
    pub(crate) fn cut(document: &'d Document) -> Self {
        let text = document.text.as_str();
        let mut scan = Self {
            text,
            words: Vec::with_capacity(text.len() / 5),
            classes: Vec::new(),
            sentences: Vec::with_capacity(document.sentences.len()),
            small: Hashes::default(),
        };
        if document.blocks.is_empty() {
            for (number, (at, line)) in (0..).zip(lines(text)) {
                scan.add(Span::new(at, at + line.len()), BlockKind::Paragraph, number);
            }
        } else {
            let mut next = 0;
            for (index, block) in document.blocks.iter().enumerate() {
                let first = next;
                while document.sentences.get(next).is_some_and(|sentence| sentence.block as usize <= index) {
                    scan.add(document.sentences[next].span, block.kind, index as u32);
                    next += 1;
                }
                if first == next && block.kind != BlockKind::Boilerplate {
                    scan.add(block.span, block.kind, index as u32);
                }
            }
        }
        scan
    }

    /// Notes which words the document writes in small letters. Only of words with a capital is it asked, and few others
    /// share the bit of one of these.
    fn note_small(&mut self) {
        const BITS: usize = 1 << 14;
        let mut asked = [0_u64; BITS / 64];
        let bit = |hash: u64| (hash as usize % BITS / 64, 1_u64 << (hash % 64));
        for word in self.words.iter().filter(|word| !word.is_small()) {
            let (at, bit) = bit(word.hash);
            asked[at] |= bit;
        }
        for word in self.words.iter().filter(|word| word.is_small()) {
            let (at, bit) = bit(word.hash);
            if asked[at] & bit != 0 {
                self.small.insert(word.hash);
            }
        }
    }

    fn add(&mut self, span: Span, kind: BlockKind, block: u32) {
        let from = self.words.len();
        words::cut(self.text, span.start as usize, span.end as usize, &mut self.words);
        let to = self.words.len();
        if from == to {
            return;
        }
        let mut capitals = 0;
        let mut letters = 0;
        for word in &self.words[from..to] {
            if word.shape.has(Shape::LETTER) && word.len() > 1 {
                letters += 1;
                capitals += usize::from(!word.shape.has(Shape::SMALL));
            }
        }
        self.sentences.push(Stretch {
            from,
            to,
            kind,
            shouted: letters >= 3 && capitals * 10 >= letters * 8,
            span,
            block,
        });
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

/// The lines of a text with their first bytes.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line)
    })
}
