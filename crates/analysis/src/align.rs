//! Which sentences of two texts say the same thing, and in which words they differ.
//!
//! Two reports of one event rarely share a sentence word for word, and rarely tell things in the same order.
//! So sentences are matched by the words and word pairs they share, rarer ones counting more, wherever they
//! stand; a sentence that is a part of another one's counterpart joins that pair. Words are compared by their
//! first six letters: "policy" and "policies" are one, in any language that inflects at the end (a truncation
//! stemmer: see `McNamee` and Mayfield, "Character N-Gram Tokenization for European Language Text Retrieval", 2004).

use dossier_corpus::Ordered as _;
use std::collections::BTreeMap;
use std::ops::Range;

use dossier_corpus::fold;

/// Sentences of the left and of the right text that say the same thing; one side may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Indices into the left sentences, in order.
    pub left: Vec<usize>,
    /// Indices into the right sentences, in order.
    pub right: Vec<usize>,
    /// How alike they are, in percent; 0 when a side is empty.
    pub percent: u8,
}

/// Two sentences are counterparts from this likeness (weighted Dice) on, unless one has a better one.
const COUNTERPART: f32 = 0.16;
/// Letters of a word that are compared.
const STEM: usize = 6;
/// A pair of neighbouring words counts this much of a word.
const NEIGHBOURS: f32 = 0.4;
/// A sentence joins a pair when this share of its own weight is found in the pair's other side.
const PART: f32 = 0.50;
/// A feature in more sentences than this finds no candidates, so that long texts stay cheap.
const COMMON: usize = 256;
/// Candidates kept for each sentence.
const CANDIDATES: usize = 12;

/// Aligns two texts. Every sentence is in exactly one pair. Pairs stand in the order of the left text; what
/// only the right one says follows what precedes it there.
pub fn align(left: &[&str], right: &[&str]) -> Vec<Pair> {
    let features = Features::of(left, right);
    let likeness = features.candidates();

    // The most alike first: whoever is left is the other's best among those that are left.
    let mut one_to_one: Vec<(f32, usize, usize)> =
        likeness.iter().filter(|c| c.dice >= COUNTERPART).map(|c| (c.dice, c.left, c.right)).collect();
    one_to_one.order_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut pair_of_left: Vec<Option<usize>> = vec![None; left.len()];
    let mut pair_of_right: Vec<Option<usize>> = vec![None; right.len()];
    let mut pairs: Vec<Pair> = Vec::new();
    for (_, l, r) in one_to_one {
        if pair_of_left[l].is_none() && pair_of_right[r].is_none() {
            pair_of_left[l] = Some(pairs.len());
            pair_of_right[r] = Some(pairs.len());
            pairs.push(Pair { left: vec![l], right: vec![r], percent: 0 });
        }
    }

    let mut parts: Vec<&Candidate> =
        likeness.iter().filter(|c| c.of_left >= PART || c.of_right >= PART).collect();
    parts.order_by(|a, b| {
        let best = |c: &Candidate| c.of_left.max(c.of_right);
        best(b).total_cmp(&best(a)).then(a.left.cmp(&b.left)).then(a.right.cmp(&b.right))
    });
    for part in parts {
        match (pair_of_left[part.left], pair_of_right[part.right]) {
            (Some(pair), None) if part.of_right >= PART => {
                pair_of_right[part.right] = Some(pair);
                pairs[pair].right.push(part.right);
            }
            (None, Some(pair)) if part.of_left >= PART => {
                pair_of_left[part.left] = Some(pair);
                pairs[pair].left.push(part.left);
            }
            _ => {}
        }
    }
    for pair in &mut pairs {
        pair.left.sort_unstable();
        pair.right.sort_unstable();
        pair.percent = (features.likeness(&pair.left, &pair.right) * 100.0).round().clamp(1.0, 100.0) as u8;
    }

    for l in (0..left.len()).filter(|l| pair_of_left[*l].is_none()) {
        pairs.push(Pair { left: vec![l], right: Vec::new(), percent: 0 });
    }
    pairs.order_by_key(|pair| pair.left[0]);
    insert_right_only(&mut pairs, &pair_of_right)
}

/// What only the right text says goes after the pair that holds the sentence before it.
fn insert_right_only(pairs: &mut Vec<Pair>, pair_of_right: &[Option<usize>]) -> Vec<Pair> {
    let mut after: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    let mut place_of = vec![None; pair_of_right.len()];
    for (at, pair) in pairs.iter().enumerate() {
        for r in &pair.right {
            place_of[*r] = Some(at);
        }
    }
    let mut place = None;
    for (r, own) in pair_of_right.iter().enumerate() {
        if own.is_some() {
            place = place_of[r];
        } else {
            after.entry(place).or_default().push(r);
        }
    }
    let mut out = Vec::with_capacity(pairs.len());
    let mut push_after = |out: &mut Vec<Pair>, place: Option<usize>| {
        for r in after.remove(&place).into_iter().flatten() {
            out.push(Pair { left: Vec::new(), right: vec![r], percent: 0 });
        }
    };
    push_after(&mut out, None);
    for (at, pair) in pairs.drain(..).enumerate() {
        out.push(pair);
        push_after(&mut out, Some(at));
    }
    out
}

/// The words of a text: byte range and folded form. A character of a script without spaces is a word.
pub fn words(text: &str) -> Vec<(Range<usize>, String)> {
    let mut out = Vec::new();
    let mut start = None;
    let mut close = |start: &mut Option<usize>, end: usize| {
        if let Some(from) = start.take() {
            out.push((from..end, fold(&text[from..end])));
        }
    };
    for (at, c) in text.char_indices() {
        if is_unspaced(c) {
            close(&mut start, at);
            start = Some(at);
            close(&mut start, at + c.len_utf8());
        } else if c.is_alphanumeric() || is_mark(c) {
            start.get_or_insert(at);
        } else {
            close(&mut start, at);
        }
    }
    close(&mut start, text.len());
    out
}

/// Han, kana, Thai, Lao, Khmer, Burmese.
const fn is_unspaced(c: char) -> bool {
    matches!(c as u32, 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x9FFF
        | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

const fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x0300..=0x036F)
}

/// The words of each text that do not occur in the other, neighbours joined: byte ranges, in order.
pub fn differing_words(left: &str, right: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (left_words, right_words) = (words(left), words(right));
    let only = |text: &str, own: &[(Range<usize>, String)], other: &[(Range<usize>, String)]| {
        let mut left_over: BTreeMap<&str, u32> = BTreeMap::new();
        for (_, word) in other {
            *left_over.entry(word).or_default() += 1;
        }
        let mut out: Vec<Range<usize>> = Vec::new();
        let mut joins = false;
        for (range, word) in own {
            match left_over.get_mut(word.as_str()) {
                Some(n) if *n > 0 => {
                    *n -= 1;
                    joins = false;
                }
                _ => {
                    match out.last_mut() {
                        Some(last) if joins && text[last.end..range.start].len() <= 2 => last.end = range.end,
                        _ => out.push(range.clone()),
                    }
                    joins = true;
                }
            }
        }
        out
    };
    (only(left, &left_words, &right_words), only(right, &right_words, &left_words))
}

struct Candidate {
    left: usize,
    right: usize,
    dice: f32,
    /// Share of the left one's weight that the right one has, and the other way round.
    of_left: f32,
    of_right: f32,
}

/// Words and word pairs of every sentence, as numbers with counts, and the weight of each.
struct Features {
    left: Vec<Vec<(u32, u32)>>,
    right: Vec<Vec<(u32, u32)>>,
    weight: Vec<f32>,
    left_weight: Vec<f32>,
    right_weight: Vec<f32>,
}

impl Features {
    fn of(left: &[&str], right: &[&str]) -> Self {
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        let mut in_sentences: Vec<u32> = Vec::new();
        let mut shares: Vec<f32> = Vec::new();
        let mut read = |sentence: &str| {
            let stems: Vec<String> =
                words(sentence).into_iter().map(|(_, word)| word.chars().take(STEM).collect()).collect();
            let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
            let pairs = stems.windows(2).map(|w| (format!("{} {}", w[0], w[1]), NEIGHBOURS));
            for (feature, share) in stems.iter().map(|stem| (stem.clone(), 1.0)).chain(pairs) {
                let fresh = in_sentences.len() as u32;
                let number = *numbers.entry(feature).or_insert(fresh);
                if number == fresh {
                    in_sentences.push(0);
                    shares.push(share);
                }
                *counts.entry(number).or_default() += 1;
            }
            for number in counts.keys() {
                in_sentences[*number as usize] += 1;
            }
            counts.into_iter().collect::<Vec<_>>()
        };
        let left: Vec<_> = left.iter().map(|s| read(s)).collect();
        let right: Vec<_> = right.iter().map(|s| read(s)).collect();
        let total = (left.len() + right.len()) as f32;
        // What is in every sentence says nothing: its weight is 0.
        let weight_of = |n: u32| ((1.0 + total / n as f32).ln() - 0.7).max(0.0);
        let weight: Vec<f32> =
            in_sentences.iter().zip(&shares).map(|(n, share)| weight_of(*n) * share).collect();
        let sum = |sentence: &Vec<(u32, u32)>| {
            sentence.iter().map(|(f, n)| weight[*f as usize] * *n as f32).sum::<f32>()
        };
        let (left_weight, right_weight) = (left.iter().map(sum).collect(), right.iter().map(sum).collect());
        Self { left, right, weight, left_weight, right_weight }
    }

    fn candidates(&self) -> Vec<Candidate> {
        let mut postings: Vec<Vec<(u32, u32)>> = vec![Vec::new(); self.weight.len()];
        for (r, sentence) in self.right.iter().enumerate() {
            for (feature, n) in sentence {
                postings[*feature as usize].push((r as u32, *n));
            }
        }
        let mut out = Vec::new();
        let mut shared = vec![0f32; self.right.len()];
        let mut touched: Vec<u32> = Vec::new();
        for (l, sentence) in self.left.iter().enumerate() {
            for (feature, n) in sentence {
                let list = &postings[*feature as usize];
                if list.len() > COMMON {
                    continue;
                }
                let weight = self.weight[*feature as usize];
                for (r, m) in list {
                    if shared[*r as usize] == 0.0 {
                        touched.push(*r);
                    }
                    shared[*r as usize] += weight * *n.min(m) as f32 + f32::MIN_POSITIVE;
                }
            }
            let mut found: Vec<Candidate> = touched
                .drain(..)
                .map(|r| {
                    let r = r as usize;
                    let both = std::mem::take(&mut shared[r]);
                    let (a, b) =
                        (self.left_weight[l].max(f32::EPSILON), self.right_weight[r].max(f32::EPSILON));
                    Candidate {
                        left: l,
                        right: r,
                        dice: 2.0 * both / (a + b),
                        of_left: both / a,
                        of_right: both / b,
                    }
                })
                .filter(|c| c.dice >= COUNTERPART || c.of_left >= PART || c.of_right >= PART)
                .collect();
            found.order_by(|a, b| b.dice.total_cmp(&a.dice).then(a.right.cmp(&b.right)));
            found.truncate(CANDIDATES);
            out.extend(found);
        }
        out
    }

    /// Weighted Dice of several sentences against several.
    fn likeness(&self, left: &[usize], right: &[usize]) -> f32 {
        let gather = |sentences: &[Vec<(u32, u32)>], which: &[usize]| {
            let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
            for (feature, n) in which.iter().flat_map(|at| &sentences[*at]) {
                *counts.entry(*feature).or_default() += n;
            }
            counts
        };
        let (a, b) = (gather(&self.left, left), gather(&self.right, right));
        let weigh = |f: u32, n: u32| self.weight[f as usize] * n as f32;
        let both: f32 = a.iter().map(|(f, n)| weigh(*f, (*n).min(b.get(f).copied().unwrap_or(0)))).sum();
        let all: f32 = a.iter().chain(&b).map(|(f, n)| weigh(*f, *n)).sum();
        if all > 0.0 { (2.0 * both / all).min(1.0) } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_aligned_with_itself_in_another_order_matches_every_sentence() {
        let text = [
            "The minister asked the units to hasten the work on radar.",
            "Rain fell over the delta for nine days.",
            "The resolution was issued in January.",
        ];
        let turned = [text[2], text[0], text[1]];
        let pairs = align(&text, &turned);
        assert_eq!(pairs.len(), 3);
        for pair in pairs {
            assert_eq!(text[pair.left[0]], turned[pair.right[0]]);
            assert_eq!(pair.percent, 100);
        }
    }

    #[test]
    fn one_sentence_that_another_text_tells_in_two_is_aligned_with_both() {
        let left = [
            "The sector mastered the design of radar systems and handed over forty vehicles to the army.",
            "It rained.",
        ];
        let right = [
            "The sector mastered the design of radar systems.",
            "It handed over forty vehicles to the army.",
            "Snow.",
        ];
        let pairs = align(&left, &right);
        assert_eq!(pairs[0].left, [0]);
        assert_eq!(pairs[0].right, [0, 1]);
        assert!(pairs.iter().any(|p| p.left == [1] && p.right.is_empty()));
        assert!(pairs.iter().any(|p| p.left.is_empty() && p.right == [2]));
    }

    #[test]
    fn words_that_the_other_text_lacks_are_marked_together() {
        let (left, right) = differing_words("General Giang came on Monday.", "Colonel General Giang came.");
        assert_eq!(left, vec![19..28]);
        assert_eq!(right, vec![0..7]);
    }

    proptest! {
        #[test]
        fn every_sentence_is_in_exactly_one_pair(
            left in proptest::collection::vec("[a-e ]{0,30}", 0..12),
            right in proptest::collection::vec("[a-eđ漢 ]{0,30}", 0..12),
        ) {
            let l: Vec<&str> = left.iter().map(String::as_str).collect();
            let r: Vec<&str> = right.iter().map(String::as_str).collect();
            let pairs = align(&l, &r);
            let mut lefts: Vec<usize> = pairs.iter().flat_map(|p| p.left.clone()).collect();
            let mut rights: Vec<usize> = pairs.iter().flat_map(|p| p.right.clone()).collect();
            lefts.sort_unstable();
            rights.sort_unstable();
            prop_assert_eq!(lefts, (0..l.len()).collect::<Vec<_>>());
            prop_assert_eq!(rights, (0..r.len()).collect::<Vec<_>>());
        }

        #[test]
        fn marked_words_lie_in_their_text_in_order(left in any::<String>(), right in any::<String>()) {
            let (l, r) = differing_words(&left, &right);
            for (text, ranges) in [(&left, l), (&right, r)] {
                prop_assert!(ranges.iter().all(|range| text.get(range.clone()).is_some()));
                prop_assert!(ranges.windows(2).all(|w| w[0].end <= w[1].start));
            }
        }
    }
}
