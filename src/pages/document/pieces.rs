//! How a document is cut for drawing: into pieces small enough to draw at once, and a piece into runs of words that
//! are marked in the same way. Pure.

use std::ops::Range;

use dossier_engine::Span;
use dossier_engine::answer::DocumentPage;

/// At most this many sentences are drawn as one piece.
const SENTENCES: u32 = 40;
/// Pieces are gathered into parts of about this many bytes, which come into view together.
const PART: u32 = 6_000;

/// A block, or some sentences of a long one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Which block.
    pub(super) block: usize,
    /// Where it stands.
    pub(super) span: Span,
    /// Its sentences.
    pub(super) sentences: Range<u32>,
    /// It goes on a block that another piece began.
    pub(super) continued: bool,
}

/// The document's pieces, in text order, gathered into parts.
pub(super) fn parts(document: &DocumentPage) -> Vec<Vec<Piece>> {
    let mut parts: Vec<Vec<Piece>> = Vec::new();
    let mut size = u32::MAX;
    for piece in pieces(document) {
        if size >= PART {
            parts.push(Vec::new());
            size = 0;
        }
        size = size.saturating_add(piece.span.len());
        if let Some(part) = parts.last_mut() {
            part.push(piece);
        }
    }
    parts
}

fn pieces(document: &DocumentPage) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(document.blocks.len());
    let mut sentence = 0_u32;
    for (number, block) in document.blocks.iter().enumerate() {
        let mut first = sentence;
        while document.sentences.get(sentence as usize).is_some_and(|found| found.block as usize <= number) {
            sentence += 1;
        }
        let mut start = block.span.start;
        loop {
            let last = sentence.min(first + SENTENCES);
            // A piece goes up to the next one's first sentence, so that no byte of the block is lost.
            let end =
                if last < sentence { document.sentences[last as usize].span.start } else { block.span.end };
            pieces.push(Piece {
                block: number,
                span: Span { start, end },
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

/// The items of an ordered list without overlap that begin inside a span.
pub(super) fn within<T>(items: &[T], span: Span, place: impl Fn(&T) -> Span) -> Range<usize> {
    let first = items.partition_point(|item| place(item).start < span.start);
    let last = items.partition_point(|item| place(item).start < span.end);
    first..last.max(first)
}

/// Cuts a span at the edges of marks: each run and, for each mark in order, whether it covers the run.
pub(super) fn runs(span: Span, marks: &[Span]) -> Vec<(Span, Vec<usize>)> {
    let mut edges: Vec<u32> = marks.iter().flat_map(|mark| [mark.start, mark.end]).collect();
    edges.extend([span.start, span.end]);
    edges.retain(|edge| (span.start..=span.end).contains(edge));
    edges.sort_unstable();
    edges.dedup();
    edges
        .windows(2)
        .map(|edge| {
            let run = Span { start: edge[0], end: edge[1] };
            let covering = (0..marks.len()).filter(|mark| marks[*mark].contains(run)).collect();
            (run, covering)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use dossier_engine::answer::{BlockShown, DocumentRef, Title};
    use dossier_engine::{BlockKind, Confidence, Sentence};

    use super::*;

    fn span(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// Blocks of the given numbers of sentences, each ten bytes long with a space after it.
    fn document(blocks: &[u32]) -> DocumentPage {
        let mut page = DocumentPage {
            document: DocumentRef {
                id: "x".into(),
                title: Title { text: String::new(), printed: false },
                date: None,
            },
            source: String::new(),
            url: None,
            text: String::new(),
            blocks: Vec::new(),
            sentences: Vec::new(),
            mentions: Vec::new(),
            entities: Vec::new(),
            dates: Vec::new(),
            statements: Vec::new(),
            themes: Vec::new(),
            theme_names: Vec::new(),
            metadata: Vec::new(),
            hits: Vec::new(),
            position: None,
            previous: None,
            next: None,
            events: Vec::new(),
            similar: Vec::new(),
            rules: Vec::new(),
        };
        let mut at = 0;
        for (number, sentences) in blocks.iter().enumerate() {
            let start = at;
            for _ in 0..*sentences {
                page.sentences.push(Sentence { span: span(at, at + 10), block: number as u32 });
                at += 11;
            }
            at = at.max(start + 5);
            page.blocks.push(BlockShown {
                span: span(start, at),
                kind: BlockKind::Paragraph,
                rule: String::new(),
                confidence: Confidence::CERTAIN,
            });
            at += 1;
        }
        page
    }

    #[test]
    fn pieces_hold_every_byte_and_every_sentence_of_their_blocks_once() {
        for blocks in [&[][..], &[1], &[0], &[3, 0, 2], &[41], &[80, 1], &[200, 0, 0, 39, 40]] {
            let page = document(blocks);
            let pieces = pieces(&page);
            let mut sentences = 0;
            for (number, block) in page.blocks.iter().enumerate() {
                let of_block: Vec<_> = pieces.iter().filter(|piece| piece.block == number).collect();
                assert_eq!(of_block[0].span.start, block.span.start);
                assert_eq!(of_block[of_block.len() - 1].span.end, block.span.end);
                assert!(of_block.windows(2).all(|two| two[0].span.end == two[1].span.start));
                for piece in of_block {
                    assert_eq!(piece.sentences.start, sentences);
                    assert!(piece.sentences.len() <= SENTENCES as usize);
                    sentences = piece.sentences.end;
                }
            }
            assert_eq!(sentences as usize, page.sentences.len());
            let gathered: usize = parts(&page).iter().map(Vec::len).sum();
            assert_eq!(gathered, pieces.len());
        }
    }

    #[test]
    fn runs_cover_the_span_without_gap_and_know_their_marks() {
        let marks = [span(2, 5), span(4, 8), span(20, 30)];
        let runs = runs(span(0, 10), &marks);
        let shape: Vec<_> = runs.iter().map(|(run, marks)| (run.start, run.end, marks.as_slice())).collect();
        assert_eq!(
            shape,
            [(0, 2, &[][..]), (2, 4, &[0][..]), (4, 5, &[0, 1][..]), (5, 8, &[1][..]), (8, 10, &[][..]),]
        );
    }

    #[test]
    fn only_items_that_begin_inside_a_span_are_within_it() {
        let items = [span(0, 3), span(3, 6), span(9, 12)];
        assert_eq!(within(&items, span(3, 9), |item| *item), 1..2);
        assert_eq!(within(&items, span(12, 20), |item| *item), 3..3);
    }
}
