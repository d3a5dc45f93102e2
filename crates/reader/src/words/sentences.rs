//! A document cut into words, sentence by sentence.

use dossier_corpus::{BlockKind, Document, Span};

use super::{Shape, Word, cut};

/// The words of a document. Menus and other boilerplate are left out: what they name is no news.
#[derive(Clone, Debug)]
pub(crate) struct Cut {
    pub(crate) words: Vec<Word>,
    /// Ranges of `words`, in text order.
    pub(crate) sentences: Vec<Stretch>,
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

impl Cut {
    /// Cuts a document.
    pub(crate) fn of(document: &Document) -> Self {
        let text = document.text.as_str();
        let mut cut = Self {
            words: Vec::with_capacity(text.len() / 4),
            sentences: Vec::with_capacity(document.sentences.len()),
        };
        if document.blocks.is_empty() {
            for (number, (at, line)) in (0..).zip(lines(text)) {
                cut.add(text, Span::new(at, at + line.len()), BlockKind::Paragraph, number);
            }
        } else {
            let mut next = 0;
            for (index, block) in document.blocks.iter().enumerate() {
                let first = next;
                while document.sentences.get(next).is_some_and(|sentence| sentence.block as usize <= index) {
                    cut.add(text, document.sentences[next].span, block.kind, index as u32);
                    next += 1;
                }
                if first == next && block.kind != BlockKind::Boilerplate {
                    cut.add(text, block.span, block.kind, index as u32);
                }
            }
        }
        cut
    }

    fn add(&mut self, text: &str, span: Span, kind: BlockKind, block: u32) {
        let from = self.words.len();
        cut(text, span.start as usize, span.end as usize, &mut self.words);
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
        let shouted = letters >= 3 && capitals * 10 >= letters * 8;
        self.sentences.push(Stretch { from, to, kind, shouted, span, block });
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
