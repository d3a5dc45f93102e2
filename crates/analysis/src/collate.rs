//! Several texts side by side: which sentences of which of them say the same thing.
//!
//! A collation, as editors of texts that come in many versions make it: the first two are aligned, then each further one
//! is aligned with every text before it and joins the rows of what it is most alike (progressive alignment).

use std::cmp::Reverse;
use std::ops::Range;

use dossier_corpus::Ordered as _;

use crate::align::{Pair, align, differing_words};

/// Sentences of several texts that say the same thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Of each text: indices into its sentences, in order; none where it does not say it.
    pub sides: Vec<Vec<usize>>,
    /// How alike those are that are least alike of those that were joined, in percent; 0 where one text alone says it.
    pub percent: u8,
}

impl Row {
    /// How many of the texts say it.
    pub fn texts(&self) -> usize {
        self.sides.iter().filter(|side| !side.is_empty()).count()
    }
}

/// Aligns texts, each given by its sentences. Every sentence is in exactly one row. Rows stand in the order of the first
/// text; what it does not say follows what precedes it in the text that says it.
pub fn collate(texts: &[Vec<&str>]) -> Vec<Row> {
    let Some(first) = texts.first() else { return Vec::new() };
    let mut table = Table::new(texts);
    match texts.get(1) {
        Some(second) => align(first, second).into_iter().for_each(|pair| table.push_pair(pair)),
        None => (0..first.len()).for_each(|sentence| table.push_alone(0, sentence)),
    }
    for number in 2..texts.len() {
        table.join(texts, number);
    }
    table.in_order()
}

/// Rows, and where each sentence of each text is.
struct Table {
    /// One that went into another is empty.
    rows: Vec<Row>,
    order: Vec<usize>,
    row_of: Vec<Vec<Option<usize>>>,
}

impl Table {
    fn new(texts: &[Vec<&str>]) -> Self {
        let row_of = texts.iter().map(|sentences| vec![None; sentences.len()]).collect();
        Self { rows: Vec::new(), order: Vec::new(), row_of }
    }

    fn fresh(&mut self) -> usize {
        self.rows.push(Row { sides: vec![Vec::new(); self.row_of.len()], percent: 0 });
        self.rows.len() - 1
    }

    fn put(&mut self, row: usize, text: usize, sentence: usize) {
        self.rows[row].sides[text].push(sentence);
        self.row_of[text][sentence] = Some(row);
    }

    fn push_alone(&mut self, text: usize, sentence: usize) {
        let row = self.fresh();
        self.put(row, text, sentence);
        self.order.push(row);
    }

    fn push_pair(&mut self, pair: Pair) {
        let row = self.fresh();
        for (text, sentences) in [pair.left, pair.right].into_iter().enumerate() {
            for sentence in sentences {
                self.put(row, text, sentence);
            }
        }
        self.rows[row].percent = pair.percent;
        self.order.push(row);
    }

    /// Puts the sentences of one more text where what they are most alike stands.
    fn join(&mut self, texts: &[Vec<&str>], number: usize) {
        let mut links: Vec<(usize, Pair)> = Vec::new();
        for before in 0..number {
            let pairs = align(&texts[before], &texts[number]).into_iter();
            links.extend(pairs.filter(|pair| pair.percent > 0).map(|pair| (before, pair)));
        }
        links.order_by_key(|(before, pair)| (Reverse(pair.percent), *before, pair.left[0]));
        for (before, pair) in links {
            let free: Vec<usize> =
                pair.right.into_iter().filter(|sentence| self.row_of[number][*sentence].is_none()).collect();
            let mut theirs = pair.left.iter().filter_map(|sentence| self.row_of[before][*sentence]);
            let Some(row) = theirs.next().filter(|_| !free.is_empty()) else { continue };
            let others: Vec<usize> = theirs.collect();
            // What an earlier text tells in two sentences and this one in one is one row.
            for other in others {
                self.merge(other, row);
            }
            for sentence in free {
                self.put(row, number, sentence);
            }
            let percent = &mut self.rows[row].percent;
            *percent = if *percent == 0 { pair.percent } else { pair.percent.min(*percent) };
        }
        self.insert_alone(number);
    }

    fn merge(&mut self, from: usize, into: usize) {
        if from == into {
            return;
        }
        for text in 0..self.row_of.len() {
            for sentence in std::mem::take(&mut self.rows[from].sides[text]) {
                self.put(into, text, sentence);
            }
        }
        let gone = std::mem::take(&mut self.rows[from].percent);
        let percent = &mut self.rows[into].percent;
        *percent = if gone == 0 || *percent == 0 { gone.max(*percent) } else { gone.min(*percent) };
    }

    /// What a text says alone follows what precedes it there.
    fn insert_alone(&mut self, text: usize) {
        let mut follow: Vec<(Option<usize>, usize)> = Vec::new();
        let mut place = None;
        for sentence in 0..self.row_of[text].len() {
            if let Some(row) = self.row_of[text][sentence] {
                place = Some(row);
            } else {
                let row = self.fresh();
                self.put(row, text, sentence);
                follow.push((place, row));
            }
        }
        follow.order_by_key(|(place, row)| (*place, *row));
        let after = |place: Option<usize>| {
            let from = follow.partition_point(|(of, _)| *of < place);
            follow[from..].iter().take_while(move |(of, _)| *of == place).map(|(_, row)| *row)
        };
        let before = std::mem::take(&mut self.order);
        self.order = after(None).collect();
        for row in before {
            self.order.push(row);
            self.order.extend(after(Some(row)));
        }
    }

    fn in_order(mut self) -> Vec<Row> {
        for side in self.rows.iter_mut().flat_map(|row| &mut row.sides) {
            side.sort_unstable();
        }
        let mut rows: Vec<Option<Row>> = self.rows.into_iter().map(Some).collect();
        let ordered = self.order.into_iter().filter_map(|row| rows[row].take());
        ordered.filter(|row| row.texts() > 0).collect()
    }
}

/// The words of each text that none of the others has: byte ranges, in order. Of two texts, what
/// [`differing_words`] gives; an empty text is no text.
pub fn own_words(texts: &[String]) -> Vec<Vec<Range<usize>>> {
    let mut own: Vec<Option<Vec<Range<usize>>>> = vec![None; texts.len()];
    for (number, text) in texts.iter().enumerate() {
        for (other, its) in texts.iter().enumerate().skip(number + 1) {
            if text.is_empty() || its.is_empty() {
                continue;
            }
            let (here, there) = differing_words(text, its);
            for (at, differing) in [(number, here), (other, there)] {
                own[at] = Some(match own[at].take() {
                    Some(so_far) => common(&so_far, &differing),
                    None => differing,
                });
            }
        }
    }
    own.into_iter().map(Option::unwrap_or_default).collect()
}

/// What lies in ranges of both lists.
fn common(left: &[Range<usize>], right: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut l, mut r) = (0, 0);
    while let (Some(a), Some(b)) = (left.get(l), right.get(r)) {
        let both = a.start.max(b.start)..a.end.min(b.end);
        if both.start < both.end {
            out.push(both);
        }
        if a.end <= b.end { l += 1 } else { r += 1 }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn three_reports_of_one_thing_stand_in_one_row_whatever_their_order() {
        let texts = [
            vec![
                "The minister asked the yards to hasten the frigate.",
                "Rain fell over the delta for nine days.",
            ],
            vec![
                "Rain fell for nine days over the whole delta.",
                "The yards were asked by the minister to hasten the frigate.",
            ],
            vec![
                "Nobody spoke of the harvest.",
                "The minister asked for the frigate to be hastened at the yards.",
            ],
        ];
        let rows = collate(&texts);
        let of = |sides: [&[usize]; 3]| rows.iter().any(|row| row.sides == sides);
        assert!(of([&[0], &[1], &[1]]), "{rows:?}");
        assert!(of([&[1], &[0], &[]]), "{rows:?}");
        assert!(of([&[], &[], &[0]]), "{rows:?}");
        assert_eq!(rows.len(), 3);
    }

    #[test]
    fn what_only_later_texts_say_is_a_row_of_both() {
        let texts = [
            vec!["The resolution was issued in January."],
            vec![
                "The resolution was issued in January.",
                "Forty vehicles were handed over to the army in Vinh.",
            ],
            vec!["Forty vehicles were handed over to the army."],
        ];
        let rows = collate(&texts);
        assert_eq!(rows.iter().map(Row::texts).collect::<Vec<_>>(), [2, 2]);
        assert_eq!(rows[1].sides, [vec![], vec![1], vec![0]]);
    }

    #[test]
    fn words_that_one_of_three_has_alone_are_marked() {
        let texts = ["Forty new vehicles came.", "Forty vehicles came late.", "Forty vehicles came."];
        let own = own_words(&texts.map(str::to_owned));
        let words = own.iter().zip(texts).map(|(ranges, text)| {
            ranges.iter().map(|range| &text[range.clone()]).collect::<Vec<_>>().join(" ")
        });
        assert_eq!(words.collect::<Vec<_>>(), ["new", "late", ""]);
    }

    proptest! {
        #[test]
        fn every_sentence_is_in_exactly_one_row(
            texts in proptest::collection::vec(proptest::collection::vec("[a-eđ漢 ]{0,30}", 0..9), 0..5),
        ) {
            let given: Vec<Vec<&str>> = texts.iter().map(|text| text.iter().map(String::as_str).collect()).collect();
            let rows = collate(&given);
            for (number, text) in texts.iter().enumerate() {
                let mut held: Vec<usize> = rows.iter().flat_map(|row| row.sides[number].clone()).collect();
                held.sort_unstable();
                prop_assert_eq!(held, (0..text.len()).collect::<Vec<_>>());
            }
            prop_assert!(rows.iter().all(|row| (row.texts() > 1) == (row.percent > 0)));
        }

        #[test]
        fn two_texts_are_collated_as_they_are_aligned(
            left in proptest::collection::vec("[a-e ]{0,30}", 0..9),
            right in proptest::collection::vec("[a-e ]{0,30}", 0..9),
        ) {
            let l: Vec<&str> = left.iter().map(String::as_str).collect();
            let r: Vec<&str> = right.iter().map(String::as_str).collect();
            let pairs: Vec<Row> = align(&l, &r)
                .into_iter()
                .map(|pair| Row { percent: pair.percent, sides: vec![pair.left, pair.right] })
                .collect();
            prop_assert_eq!(collate(&[l, r]), pairs);
        }

        #[test]
        fn own_words_lie_in_their_text_in_order(texts in proptest::collection::vec(any::<String>(), 0..4)) {
            for (text, ranges) in texts.iter().zip(own_words(&texts)) {
                prop_assert!(ranges.iter().all(|range| text.get(range.clone()).is_some()));
                prop_assert!(ranges.windows(2).all(|w| w[0].end <= w[1].start));
            }
        }
    }
}
