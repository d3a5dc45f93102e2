//! When little is found: words near to what was typed, and documents that hold any of the words.

use std::cmp::Reverse;

use super::Note;
use crate::index::Index;
use crate::query::{Expr, Pattern, PatternKind, Words};
use crate::typos;

/// A shorter word has too many neighbours to guess.
const SHORTEST_CORRECTED: usize = 3;
const SHORTEST_TWO_TYPOS: usize = 7;

impl Index {
    /// Puts the nearest known word in the place of each unknown one. Whether there was any.
    pub(super) fn correct(&self, expr: &mut Expr, notes: &mut Vec<Note>) -> bool {
        match expr {
            Expr::All(parts) | Expr::Any(parts) => {
                let mut any = false;
                for part in parts {
                    any |= self.correct(part, notes);
                }
                any
            }
            Expr::Words(words) => {
                let mut any = false;
                for pattern in &mut words.patterns {
                    any |= self.correct_word(pattern, notes);
                }
                any
            }
            Expr::Not(_) | Expr::Value { .. } | Expr::Date { .. } | Expr::Undated { .. } => false,
        }
    }

    fn correct_word(&self, pattern: &mut Pattern, notes: &mut Vec<Note>) -> bool {
        if !matches!(pattern.kind, PatternKind::Word | PatternKind::Exactly | PatternKind::Prefix)
            || pattern.text.chars().count() < SHORTEST_CORRECTED
            || !self.0.expand(pattern).terms.is_empty()
        {
            return false;
        }
        let nearest = (1..=2).find_map(|most| {
            if most == 2 && pattern.text.chars().count() < SHORTEST_TWO_TYPOS {
                return None;
            }
            self.nearest(&pattern.text, most)
        });
        let Some(word) = nearest else { return false };
        let typed = pattern.written.take().unwrap_or_else(|| pattern.text.clone());
        notes.push(Note::Typo { word: typed, shown: vec![word.clone()] });
        if pattern.kind == PatternKind::Prefix {
            pattern.kind = PatternKind::Exactly;
        }
        pattern.text = word;
        pattern.exact = None;
        true
    }

    /// The likeliest word at most that far away. First letters are seldom mistyped (Pollock and Zamora, "Automatic
    /// Spelling Correction in Scientific and Scholarly Text", 1984) except by a swap, so words with the same one go
    /// first; among them the one that most documents hold.
    fn nearest(&self, word: &str, most: usize) -> Option<String> {
        let dictionary = &self.0.dictionary;
        let mut letters = word.chars();
        let (first, second) = (letters.next()?, letters.next()?);
        let mut near = typos::near_within(dictionary, word, most, first.encode_utf8(&mut [0; 4]));
        let swapped: String = [second, first].into_iter().chain(letters).collect();
        if let Some(term) = dictionary.get(swapped.as_bytes()) {
            near.push((swapped, term, 1));
        }
        if near.is_empty() {
            near = typos::near(dictionary, word, most);
        }
        near.into_iter()
            .max_by_key(|(word, term, _)| (term.documents, Reverse(word.clone())))
            .map(|(word, ..)| word)
    }
}

/// The same words, any of which will do; `None` where there are not several of them.
pub(crate) fn any_word(expr: &Expr) -> Option<Expr> {
    let parts = if let Expr::All(parts) = expr { &parts[..] } else { std::slice::from_ref(expr) };
    let (mut words, mut others) = (Vec::new(), Vec::new());
    loosen(parts, &mut words, &mut others);
    let several = match &words[..] {
        [] => false,
        [Expr::Words(words)] => words.compound,
        [_] => false,
        _ => true,
    };
    if !several {
        return None;
    }
    let mut any = Vec::with_capacity(words.len());
    for part in words {
        // Of "heat-conducting" its words will do, and the nearer the better; of a phrase in quotation marks too, but
        // that it stands as it is counts by itself.
        if let Expr::Words(Words { field, patterns, compound, .. }) = &part
            && patterns.len() > 1
        {
            any.extend(patterns.iter().map(|pattern| {
                let kind =
                    if pattern.kind == PatternKind::Exactly { PatternKind::Word } else { pattern.kind };
                let patterns = vec![Pattern { kind, ..pattern.clone() }];
                Expr::Words(Words { field: *field, patterns, slop: None, compound: false })
            }));
            if *compound {
                continue;
            }
        }
        any.push(part);
    }
    let mut parts = vec![Expr::Any(any)];
    parts.extend(others);
    Some(Expr::All(parts))
}

/// Tells words, also those in brackets, from what must hold all the same.
fn loosen(parts: &[Expr], words: &mut Vec<Expr>, others: &mut Vec<Expr>) {
    for part in parts {
        match part {
            Expr::All(inner) => loosen(inner, words, others),
            Expr::Words(_) | Expr::Any(_) => words.push(part.clone()),
            _ => others.push(part.clone()),
        }
    }
}
