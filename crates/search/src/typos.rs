//! How far two words are apart, and the words of a dictionary that are near.

use std::cmp::min;

use crate::dictionary::{Dictionary, EXACT, Term};

/// Insertions, deletions, substitutions and swaps of neighbours between two words, in characters (the
/// "optimal string alignment" distance: no part is edited twice).
pub fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let mut rows = Rows::new(&a);
    for c in b.chars() {
        rows.push(c);
    }
    rows.distance()
}

/// The rows of the table of distances between a fixed word and one that grows and shrinks at its end.
struct Rows<'a> {
    word: &'a [char],
    typed: Vec<char>,
    /// One row for each character of `typed`, and one before it.
    table: Vec<usize>,
}

impl<'a> Rows<'a> {
    fn new(word: &'a [char]) -> Self {
        Self { word, typed: Vec::new(), table: (0..=word.len()).collect() }
    }

    fn width(&self) -> usize {
        self.word.len() + 1
    }

    fn push(&mut self, c: char) {
        let (n, width) = (self.typed.len() + 1, self.width());
        let before = (n - 1) * width;
        self.table.push(n);
        for i in 1..width {
            let same = self.word[i - 1] == c;
            let mut best = self.table[before + i - 1] + usize::from(!same);
            best = min(best, self.table[before + i] + 1);
            best = min(best, self.table[n * width + i - 1] + 1);
            if i > 1 && n > 1 && self.word[i - 2] == c && self.typed[n - 2] == self.word[i - 1] {
                best = min(best, self.table[before - width + i - 2] + 1);
            }
            self.table.push(best);
        }
        self.typed.push(c);
    }

    fn truncate(&mut self, len: usize) {
        self.typed.truncate(len);
        self.table.truncate((len + 1) * self.width());
    }

    fn distance(&self) -> usize {
        self.table[self.table.len() - 1]
    }

    /// No word that goes on from here is nearer than this.
    fn least(&self) -> usize {
        let width = self.width();
        let n = self.typed.len();
        let row = &self.table[n * width..];
        let mut least = row.iter().min().copied().unwrap_or(0);
        // A swap of the last character with the next one would go on from the row before.
        if let Some(last) = self.typed.last() {
            let before = &self.table[(n - 1) * width..n * width];
            for (i, c) in self.word.iter().enumerate().skip(1) {
                if c == last {
                    least = min(least, before[i - 1] + 1);
                }
            }
        }
        least
    }
}

/// The words of a dictionary at most that far from `word`, with their distances, in the dictionary's order.
///
/// Walks the dictionary, and where no word that begins so can be near, goes on behind all of them.
pub(crate) fn near(dictionary: &Dictionary, word: &str, most: usize) -> Vec<(String, Term, usize)> {
    near_within(dictionary, word, most, "")
}

/// The same among the words that begin with `prefix`.
pub(crate) fn near_within(
    dictionary: &Dictionary,
    word: &str,
    most: usize,
    prefix: &str,
) -> Vec<(String, Term, usize)> {
    let chars: Vec<char> = word.chars().collect();
    let mut rows = Rows::new(&chars);
    let mut found = Vec::new();
    // Terms with a lower first byte are no folded words.
    let from = if prefix.is_empty() { &[EXACT + 1][..] } else { prefix.as_bytes() };
    let mut cursor = dictionary.seek(from);
    while let Some(term) = cursor.term()
        && cursor.key().starts_with(prefix.as_bytes())
    {
        let Ok(key) = str::from_utf8(cursor.key()) else {
            cursor.advance();
            continue;
        };
        let shared = rows.typed.iter().zip(key.chars()).take_while(|(a, b)| **a == *b).count();
        rows.truncate(shared);
        let mut dead = None;
        let mut at = key.chars().take(shared).map(char::len_utf8).sum::<usize>();
        for c in key[at..].chars() {
            rows.push(c);
            at += c.len_utf8();
            if rows.least() > most {
                dead = Some(at);
                break;
            }
        }
        match dead {
            None => {
                if rows.distance() <= most {
                    found.push((key.to_owned(), term.clone(), rows.distance()));
                }
                cursor.advance();
            }
            Some(end) => {
                let mut beyond = key.as_bytes()[..end].to_vec();
                if !bump(&mut beyond) {
                    break;
                }
                cursor.skip_to(&beyond);
            }
        }
    }
    found
}

/// Makes the least byte string that is greater than all those that begin with this one.
fn bump(bytes: &mut Vec<u8>) -> bool {
    while let Some(last) = bytes.last_mut() {
        if *last < u8::MAX {
            *last += 1;
            return true;
        }
        bytes.pop();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn a_swap_is_one_typo() {
        assert_eq!(distance("viettel", "vietetl"), 1);
        assert_eq!(distance("viettel", "viettle"), 1);
        assert_eq!(distance("viettel", "vietel"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("ca", "abc"), 3);
    }
}
