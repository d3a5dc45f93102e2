//! What a query means: a matcher that looks at every word of a document, with no index, no order and no haste.
//!
//! This is the definition. The engine is held against it by property tests: over any documents and any query it
//! must find exactly those for which [`holds`] is true.

use crate::columns::Interval;
use crate::matching::date_matches;
use crate::plan::PatternMatcher;
use crate::query::{Expr, Pattern, Query, Words};
use crate::stem::Stemming;
use crate::text::{forms, tokens};
use crate::writer::{Field, PIECE_GAP, Row};

/// Whether a query holds of a row. `names` gives the names of a facet's value, itself left out.
pub fn holds(
    query: &Query,
    row: &Row<'_>,
    stemming: Stemming,
    names: &dyn Fn(&str, &str) -> Vec<String>,
) -> bool {
    Reader { row, stemming, names }.holds(&query.expr)
}

struct Reader<'a> {
    row: &'a Row<'a>,
    stemming: Stemming,
    names: &'a dyn Fn(&str, &str) -> Vec<String>,
}

impl Reader<'_> {
    fn holds(&self, expr: &Expr) -> bool {
        match expr {
            Expr::All(parts) => parts.iter().all(|part| self.holds(part)),
            Expr::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Expr::Not(inner) => !self.holds(inner),
            Expr::Words(words) => Field::ALL
                .into_iter()
                .any(|field| words.field.is_none_or(|f| f == field) && self.stand(words, field)),
            Expr::Value { facet, words } => self.row.values.iter().any(|(of, value, _)| {
                let mut names = (self.names)(facet, value);
                names.push((*value).to_owned());
                of == facet && names.iter().any(|name| side_by_side(&places(name, 0), words, Stemming::None))
            }),
            Expr::Date { axis, interval, sureness, .. } => {
                let (from, to) = interval.bounds();
                date_matches(self.dates(axis), from, to, *sureness)
            }
            Expr::Undated { axis } => self.dates(axis).next().is_none(),
        }
    }

    fn dates(&self, axis: &str) -> impl Iterator<Item = (i32, i32)> {
        self.row
            .dates
            .iter()
            .filter(move |(of, _)| *of == axis)
            .map(|(_, dates): &(_, Interval)| dates.bounds())
    }

    /// Whether the words stand in a field as they must.
    fn stand(&self, words: &Words, field: Field) -> bool {
        let mut all = Vec::new();
        let mut next = 0;
        for (_, text) in self.row.words.iter().filter(|(of, _)| *of == field) {
            let piece = places(text, next);
            next = piece.last().map_or(next, |(position, _)| position + 1) + PIECE_GAP;
            all.extend(piece);
        }
        match words.slop {
            None => side_by_side(&all, &words.patterns, self.stemming),
            Some(slop) => {
                let width = words.patterns.len() as u32 + slop;
                all.iter().any(|(start, _)| {
                    let window: Vec<_> =
                        all.iter().filter(|(place, _)| *place >= *start && *place - start < width).collect();
                    self.each_its_own(&words.patterns, &mut vec![false; window.len()], &window)
                })
            }
        }
    }

    /// Whether each pattern can be given a word of the window that no other has: by trying.
    fn each_its_own(&self, patterns: &[Pattern], taken: &mut [bool], window: &[&(u32, String)]) -> bool {
        let Some((pattern, rest)) = patterns.split_first() else { return true };
        let matcher = PatternMatcher::new(pattern, self.stemming);
        (0..window.len()).any(|i| {
            if taken[i] || !matcher.matches(&window[i].1) {
                return false;
            }
            taken[i] = true;
            let fits = self.each_its_own(rest, taken, window);
            taken[i] = false;
            fits
        })
    }
}

/// The words of a text with their positions.
fn places(text: &str, first: u32) -> Vec<(u32, String)> {
    (first..).zip(tokens(text).map(|token| forms(token).folded)).collect()
}

fn side_by_side(words: &[(u32, String)], patterns: &[Pattern], stemming: Stemming) -> bool {
    let matchers: Vec<_> = patterns.iter().map(|pattern| PatternMatcher::new(pattern, stemming)).collect();
    words.windows(patterns.len()).any(|window| {
        let adjacent = window.last().map(|(last, _)| last - window[0].0) == Some(patterns.len() as u32 - 1);
        adjacent && window.iter().zip(&matchers).all(|((_, word), matcher)| matcher.matches(word))
    })
}
