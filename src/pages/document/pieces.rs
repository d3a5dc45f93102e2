//! How a piece of a document is cut into runs of words that are marked in the same way. Pure.

use std::ops::Range;

use dossier_engine::Span;

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
    use super::*;

    fn span(start: u32, end: u32) -> Span {
        Span { start, end }
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
