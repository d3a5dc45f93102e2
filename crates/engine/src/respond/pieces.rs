//! How a document is cut for drawing: into pieces small enough to draw at once, gathered into parts that come into view
//! together. Pure.

use dossier_corpus::{Block, Sentence, Span};

use crate::answer::Piece;

/// At most this many sentences are drawn as one piece.
const SENTENCES: u32 = 40;
/// Pieces are gathered into parts of about this many bytes.
const PART: u32 = 6_000;

/// The document's pieces, in text order; each knows its part.
pub(super) fn pieces(blocks: &[Block], all: &[Sentence]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(blocks.len());
    let (mut part, mut size) = (0_u32, 0_u32);
    let mut sentence = 0_u32;
    for (number, block) in blocks.iter().enumerate() {
        let mut first = sentence;
        while all.get(sentence as usize).is_some_and(|found| found.block as usize <= number) {
            sentence += 1;
        }
        let mut start = block.span.start;
        loop {
            let last = sentence.min(first + SENTENCES);
            // A piece goes up to the next one's first sentence, so that no byte of the block is lost.
            let end = if last < sentence { all[last as usize].span.start } else { block.span.end };
            if size >= PART {
                (part, size) = (part + 1, 0);
            }
            let span = Span { start, end };
            size = size.saturating_add(span.len());
            pieces.push(Piece {
                part,
                block: number as u32,
                span,
                sentences: first..last,
                continued: start != block.span.start,
            });
            if last >= sentence {
                break;
            }
            (first, start) = (last, end);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use dossier_corpus::{BlockKind, Confidence, RuleName};

    use super::*;

    /// Blocks of the given numbers of sentences, each ten bytes long with a space after it.
    fn document(blocks: &[u32]) -> (Vec<Block>, Vec<Sentence>) {
        let (mut all, mut of) = (Vec::new(), Vec::new());
        let mut at = 0;
        for (number, sentences) in blocks.iter().enumerate() {
            let start = at;
            for _ in 0..*sentences {
                let span = Span { start: at, end: at + 10 };
                of.push(Sentence { span, block: number as u32 });
                at += 11;
            }
            at = at.max(start + 5);
            all.push(Block {
                span: Span { start, end: at },
                kind: BlockKind::Paragraph,
                rule: RuleName::new("test.rule"),
                confidence: Confidence::CERTAIN,
            });
            at += 1;
        }
        (all, of)
    }

    #[test]
    fn pieces_hold_every_byte_and_every_sentence_of_their_blocks_once() {
        for blocks in [&[][..], &[1], &[0], &[3, 0, 2], &[41], &[80, 1], &[200, 0, 0, 39, 40], &[2_000]] {
            let (blocks, all) = document(blocks);
            let pieces = pieces(&blocks, &all);
            let mut sentences = 0;
            for (number, block) in blocks.iter().enumerate() {
                let of_block: Vec<_> = pieces.iter().filter(|piece| piece.block == number as u32).collect();
                assert_eq!(of_block[0].span.start, block.span.start);
                assert_eq!(of_block[of_block.len() - 1].span.end, block.span.end);
                assert!(of_block.windows(2).all(|two| two[0].span.end == two[1].span.start));
                for piece in of_block {
                    assert_eq!(piece.sentences.start, sentences);
                    assert!(piece.sentences.len() <= SENTENCES as usize);
                    sentences = piece.sentences.end;
                }
            }
            assert_eq!(sentences as usize, all.len());
            // Parts follow one another, none is empty and none much longer than it should be.
            let mut part = 0;
            for two in pieces.windows(2) {
                assert!(two[1].part - two[0].part <= 1);
                part = two[1].part;
            }
            for number in 0..part {
                let own = pieces.iter().filter(|piece| piece.part == number);
                let bytes: u32 = own.map(|piece| piece.span.len()).sum();
                assert!((PART..PART + 1_000).contains(&bytes), "{bytes}");
            }
        }
    }
}
