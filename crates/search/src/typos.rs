//! How far two words are apart, and the words of a dictionary that are near.

use std::cmp::min;

use crate::dictionary::{Dictionary, EXACT, Term};

/// Insertions, deletions, substitutions and swaps of neighbours between two words, in characters (the
/// "optimal string alignment" distance: no part is edited twice).
pub fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let width = a.len() + 1;
    // The last three rows of the table: before the one before, before, now.
    let mut table = [vec![0; width], vec![0; width], (0..width).collect::<Vec<usize>>()];
    let mut last = None;
    for (n, c) in b.chars().enumerate() {
        table.rotate_left(1);
        let [before, row, now] = &mut table;
        now[0] = n + 1;
        for i in 1..width {
            let mut best = row[i - 1] + usize::from(a[i - 1] != c);
            best = min(best, row[i] + 1);
            best = min(best, now[i - 1] + 1);
            if i > 1 && a[i - 2] == c && last == Some(a[i - 1]) {
                best = min(best, before[i - 2] + 1);
            }
            now[i] = best;
        }
        last = Some(c);
    }
    table[2][a.len()]
}

/// So many typos at most are looked for.
const MOST: usize = 2;
/// A word of more characters than this does not fit into the bits.
const LONGEST: usize = 62;

/// What has been read of a word, against a fixed one.
#[derive(Clone, Copy, Default)]
struct State {
    /// For each number of typos: in how many of its first characters (a bit each, the lowest for none) the fixed word
    /// can end for it to be within that distance of what has been read.
    ends: [u64; MOST + 1],
    /// Where the last character that was read stands in the fixed word.
    last: u64,
    /// How many bytes have been read.
    at: usize,
}

/// Reads words a character at a time, all ways to align them with a fixed one at once, in the bits of a number (Wu and
/// Manber, "Fast Text Searching Allowing Errors", 1992; with swaps as in Hyyrö, "A Bit-Vector Algorithm for Computing
/// Levenshtein and Damerau Edit Distances", 2003).
struct Automaton {
    letters: Vec<(char, u64)>,
    length: usize,
    most: usize,
}

impl Automaton {
    fn new(word: &str, most: usize) -> Option<Self> {
        let mut letters: Vec<(char, u64)> = Vec::new();
        let mut length = 0;
        for c in word.chars() {
            length += 1;
            let bit = 1u64.checked_shl(length)?;
            match letters.iter_mut().find(|(other, _)| *other == c) {
                Some((_, places)) => *places |= bit,
                None => letters.push((c, bit)),
            }
        }
        let length = length as usize;
        (length <= LONGEST).then_some(Self { letters, length, most: most.min(MOST) })
    }

    fn start(&self) -> State {
        State { ends: std::array::from_fn(|typos| (2 << typos) - 1), last: 0, at: 0 }
    }

    /// The state after one more character; `before` is the state before the last one.
    fn read(&self, before: &State, now: &State, c: char) -> State {
        let places = self.letters.iter().find(|(other, _)| *other == c).map_or(0, |(_, places)| *places);
        let mut next =
            State { last: places, at: now.at + c.len_utf8(), ends: [now.ends[0] << 1 & places, 0, 0] };
        for typos in 1..=self.most {
            let fewer = now.ends[typos - 1];
            let same = now.ends[typos] << 1 & places;
            let swapped = before.ends[typos - 1] << 2 & now.last & places << 1;
            // One character more, another one, one less.
            next.ends[typos] = same | fewer | fewer << 1 | next.ends[typos - 1] << 1 | swapped;
        }
        next
    }

    /// Whether a word that goes on from here can be near.
    fn is_alive(&self, state: &State) -> bool {
        state.ends[self.most] & (u64::MAX >> (63 - self.length)) != 0
    }

    /// How far what has been read is from the word, if it is near.
    fn distance(&self, state: &State) -> Option<usize> {
        (0..=self.most).find(|typos| state.ends[*typos] >> self.length & 1 == 1)
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
    let mut found = Vec::new();
    // Terms with a lower first byte are no folded words.
    let from = if prefix.is_empty() { &[EXACT + 1][..] } else { prefix.as_bytes() };
    let mut cursor = dictionary.seek(from);
    let Some(automaton) = Automaton::new(word, most) else {
        // A very long word: compared with each.
        while let Some(key) = cursor.key().filter(|key| key.starts_with(prefix.as_bytes())) {
            let key = String::from_utf8_lossy(key).into_owned();
            let distance = distance(word, &key);
            if distance <= most {
                found.push((key, cursor.term(), distance));
            }
            cursor.advance();
        }
        return found;
    };
    // One state for each character of `read`, and two before the first one.
    let mut states = vec![State::default(), automaton.start()];
    let mut read: Vec<u8> = Vec::new();
    while let Some(key) = cursor.key().filter(|key| key.starts_with(prefix.as_bytes())) {
        let shared = read.iter().zip(key).take_while(|(a, b)| a == b).count();
        states.retain(|state| state.at <= shared);
        let mut at = states[states.len() - 1].at;
        read.truncate(at);
        let mut alive = true;
        for c in str::from_utf8(&key[at..]).unwrap_or_default().chars() {
            let next = automaton.read(&states[states.len() - 2], &states[states.len() - 1], c);
            read.extend(&key[at..next.at]);
            at = next.at;
            states.push(next);
            alive = automaton.is_alive(&next);
            if !alive {
                break;
            }
        }
        if alive {
            if let Some(distance) = automaton.distance(&states[states.len() - 1])
                && let Ok(word) = String::from_utf8(key.to_vec())
            {
                found.push((word, cursor.term(), distance));
            }
            cursor.advance();
        } else {
            cursor.skip(&|key| key.starts_with(&read));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Automaton, State, distance};

    proptest! {
        #[test]
        fn the_automaton_tells_distances(a in "[abcé]{0,7}", b in "[abcé]{0,7}", most in 1usize..3) {
            let automaton = Automaton::new(&a, most).unwrap();
            let mut states = vec![State::default(), automaton.start()];
            for c in b.chars() {
                let next = automaton.read(&states[states.len() - 2], &states[states.len() - 1], c);
                states.push(next);
            }
            let near = distance(&a, &b);
            prop_assert_eq!(automaton.distance(states.last().unwrap()), (near <= most).then_some(near));
            prop_assert!(near > most || states[1..].iter().all(|state| automaton.is_alive(state)));
        }
    }

    #[test]
    fn a_swap_is_one_typo() {
        assert_eq!(distance("viettel", "vietetl"), 1);
        assert_eq!(distance("viettel", "viettle"), 1);
        assert_eq!(distance("viettel", "vietel"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("ca", "abc"), 3);
    }
}
