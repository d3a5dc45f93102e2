//! What a query found in a text: spans to mark, the best passage, lines in context.

use std::collections::HashMap;

use crate::phrase::together;
use crate::plan::PatternMatcher;
use crate::query::{Expr, Words};
use crate::sorting;
use crate::stem::Stemming;
use crate::text::{forms, tokens};
use crate::writer::BuildFx;

/// A stretch of a text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The best passage of a text for a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// Where it begins in the text, in bytes. It begins and ends between words.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What the query found in it, in bytes of the whole text.
    pub marks: Vec<Mark>,
}

/// A hit with the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where the words before the hit begin.
    pub start: usize,
    /// The hit.
    pub hit: Mark,
    /// Where the words after it end.
    pub end: usize,
}

/// Finds the words of a query in texts. What is excluded is not marked.
pub struct Marker {
    items: Vec<Item>,
}

struct Item {
    words: Vec<PatternMatcher>,
    slop: Option<u32>,
}

impl Marker {
    pub(crate) fn new(expr: &Expr, stemming: Stemming) -> Self {
        let mut items = Vec::new();
        gather(expr, stemming, &mut items);
        Self { items }
    }

    /// Whether there is nothing to mark.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Every hit in a text, in order; none overlaps another. A phrase is one hit.
    pub fn marks(&self, text: &str) -> Vec<Mark> {
        self.find(text).into_iter().map(|(mark, _)| mark).collect()
    }

    /// Hits with the number of the item that each is of.
    fn find(&self, text: &str) -> Vec<(Mark, usize)> {
        if self.items.is_empty() {
            return Vec::new();
        }
        let mut spans: Vec<Mark> = Vec::new();
        // For each item and word of it: the positions at which it stands.
        let mut places: Vec<Vec<Vec<u32>>> =
            self.items.iter().map(|item| vec![Vec::new(); item.words.len()]).collect();
        let mut known: HashMap<&str, Vec<(usize, usize)>, BuildFx> = HashMap::default();
        for (position, token) in tokens(text).enumerate() {
            spans.push(Mark { start: token.start, end: token.end });
            let matched = known.entry(token.written).or_insert_with(|| {
                let folded = forms(token).folded;
                let mut matched = Vec::new();
                for (i, item) in self.items.iter().enumerate() {
                    for (j, word) in item.words.iter().enumerate() {
                        if word.matches(&folded) {
                            matched.push((i, j));
                        }
                    }
                }
                matched
            });
            for (i, j) in matched.iter() {
                places[*i][*j].push(position as u32);
            }
        }
        let mut found: Vec<(Mark, usize)> = Vec::new();
        for (i, item) in self.items.iter().enumerate() {
            let mut mark = |from: u32, to: u32| {
                let mark = Mark { start: spans[from as usize].start, end: spans[to as usize].end };
                found.push((mark, i));
            };
            if let [places] = &places[i][..] {
                for &place in places {
                    mark(place, place);
                }
            } else {
                let width = item.words.len() as u32 - 1;
                match item.slop {
                    None => {
                        let lists: Vec<&[u32]> = places[i].iter().map(Vec::as_slice).collect();
                        for &start in lists[0] {
                            let stands =
                                |(j, list): (usize, &&[u32])| list.binary_search(&(start + j as u32)).is_ok();
                            if lists.iter().enumerate().all(stands) {
                                mark(start, start + width);
                            }
                        }
                    }
                    Some(slop) => {
                        let mut starts: Vec<u32> = places[i].iter().flatten().copied().collect();
                        sorting::sort_once(&mut starts);
                        for start in starts {
                            let end = start.saturating_add(width + slop);
                            let within = |list: &Vec<u32>| {
                                let from = list.partition_point(|place| *place < start);
                                let to = list.partition_point(|place| *place <= end);
                                from..to
                            };
                            let lists: Vec<&[u32]> =
                                places[i].iter().map(|list| &list[within(list)]).collect();
                            if lists.iter().any(|list| list.is_empty()) || together(&lists, Some(slop)) == 0 {
                                continue;
                            }
                            // Each word where it stands nearest to the beginning.
                            for list in lists {
                                mark(list[0], list[0]);
                            }
                        }
                    }
                }
            }
        }
        let key = |at: usize| (found[at].0.start, usize::MAX - found[at].0.end, found[at].1);
        let order = sorting::order(found.len(), &|a, b| key(a).cmp(&key(b)));
        let mut out: Vec<(Mark, usize)> = Vec::new();
        for (mark, item) in order.into_iter().map(|at| found[at as usize]) {
            match out.last_mut() {
                // Pairs of characters overlap: they are one hit.
                Some((last, _)) if mark.start < last.end => last.end = last.end.max(mark.end),
                _ => out.push((mark, item)),
            }
        }
        out
    }

    /// The passage of at most about `length` bytes that holds most of what was asked; without a hit, the text's
    /// beginning.
    pub fn snippet(&self, text: &str, length: usize) -> Snippet {
        let hits = self.find(text);
        let mut best = (0, 0, 0..0);
        let mut counts = vec![0u32; self.items.len()];
        let (mut from, mut different) = (0, 0u32);
        for to in 0..hits.len() {
            different += u32::from(counts[hits[to].1] == 0);
            counts[hits[to].1] += 1;
            while from < to && hits[to].0.end - hits[from].0.start > length {
                counts[hits[from].1] -= 1;
                different -= u32::from(counts[hits[from].1] == 0);
                from += 1;
            }
            let value = (different, to - from);
            if value > (best.0, best.1) || best.2.is_empty() {
                best = (different, to - from, from..to + 1);
            }
        }
        let chosen = &hits[best.2];
        let (first, last) = match (chosen.first(), chosen.last()) {
            (Some((first, _)), Some((last, _))) => (first.start, last.end),
            _ => (0, 0),
        };
        let spare = length.saturating_sub(last - first);
        // A third before, so that most of the room is for what follows.
        let start = word_start(text, first.saturating_sub(if last == 0 { 0 } else { spare / 3 }), first);
        let end = word_end(text, last.max(start.saturating_add(length).min(text.len())), last);
        let marks = hits.iter().map(|(mark, _)| *mark).filter(|mark| mark.start >= start && mark.end <= end);
        Snippet { start, end, marks: marks.collect() }
    }

    /// Every hit with about `width` bytes of context on each side, in order, one at a time.
    pub fn lines<'t>(&self, text: &'t str, width: usize) -> impl Iterator<Item = Line> + use<'t> {
        self.marks(text).into_iter().map(move |hit| Line {
            start: word_start(text, hit.start.saturating_sub(width), hit.start),
            hit,
            end: word_end(text, hit.end.saturating_add(width).min(text.len()), hit.end),
        })
    }
}

impl std::fmt::Debug for Marker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Marker({} items)", self.items.len())
    }
}

fn gather(expr: &Expr, stemming: Stemming, items: &mut Vec<Item>) {
    match expr {
        Expr::All(parts) | Expr::Any(parts) => parts.iter().for_each(|part| gather(part, stemming, items)),
        Expr::Words(Words { patterns, slop, .. }) => {
            let words = patterns.iter().map(|word| PatternMatcher::new(word, stemming)).collect();
            items.push(Item { words, slop: *slop });
        }
        Expr::Not(_) | Expr::Value { .. } | Expr::Date { .. } | Expr::Undated { .. } => {}
    }
}

/// The first place at or after `at` and at most `most` where a word begins.
fn word_start(text: &str, at: usize, most: usize) -> usize {
    let at = text.ceil_char_boundary(at);
    if at == 0 || at >= most {
        return at.min(most);
    }
    let before = text[..at].chars().next_back();
    if before.is_some_and(char::is_whitespace) {
        return at;
    }
    match text[at..most].char_indices().find(|(_, c)| c.is_whitespace()) {
        Some((space, c)) => at + space + c.len_utf8(),
        None => at,
    }
}

/// The last place at or before `at` and at least `least` where a word ends.
fn word_end(text: &str, at: usize, least: usize) -> usize {
    let at = text.floor_char_boundary(at);
    if at >= text.len() || at <= least {
        return at.max(least).min(text.len());
    }
    if text[at..].starts_with(char::is_whitespace) {
        return at;
    }
    match text[least..at].rfind(char::is_whitespace) {
        Some(space) => least + text[least..least + space].trim_end().len(),
        None => at,
    }
}
