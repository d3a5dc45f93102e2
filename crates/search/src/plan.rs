//! From a query to what the index must do: patterns become terms, names become columns.

use dossier_pack::PackError;

use crate::columns::{Column, Dates, Facet};
use crate::dictionary::{EXACT, Term};
use crate::index::Inner;
use crate::query::{Expr, Pattern, PatternKind, Sureness, Words};
use crate::regex::Regex;
use crate::stem::Stemming;
use crate::text::{forms, tokens};
use crate::typos;
use crate::writer::Field;

/// What a word that matches loosely counts, beside one that matches as typed.
mod weight {
    /// The exact form with marks, on top of the folded one.
    pub(super) const EXACT: f32 = 0.5;
    /// Another word of the same stem.
    pub(super) const STEM: f32 = 0.9;
    pub(super) const TYPO: [f32; 3] = [1.0, 0.5, 0.25];
    /// A word that goes on where a prefix ends.
    pub(super) const LONGER: f32 = 0.7;
}

pub(crate) enum Plan<'i> {
    All(Vec<Plan<'i>>),
    Any(Vec<Plan<'i>>),
    Not(Box<Plan<'i>>),
    Leaf(Leaf),
    Phrase(Phrase),
    Value { facet: &'i Column<Facet>, words: Vec<Pattern> },
    Date { dates: &'i Column<Dates>, from: i32, to: i32, sureness: Sureness },
    Undated { dates: &'i Column<Dates> },
    Nothing,
}

/// The terms that a pattern stands for.
#[derive(Debug, Default)]
pub(crate) struct Expansion {
    /// Each with how much it counts.
    pub(crate) terms: Vec<(Term, f32)>,
    /// Terms that only add to the score.
    pub(crate) bonus: Vec<(Term, f32)>,
    /// In how many documents any of them stands; of words that are not of one stem, at most.
    pub(crate) documents: u32,
}

/// Documents that hold any of some terms.
pub(crate) struct Leaf {
    pub(crate) terms: Vec<(Term, f32)>,
    /// Terms that only add to the score.
    pub(crate) bonus: Vec<(Term, f32)>,
    pub(crate) field: Option<Field>,
    pub(crate) idf: f32,
    pub(crate) size: u32,
}

/// Documents in which words stand together.
pub(crate) struct Phrase {
    pub(crate) words: Vec<Vec<Term>>,
    pub(crate) slop: Option<u32>,
    pub(crate) field: Option<Field>,
    pub(crate) idf: f32,
    pub(crate) size: u32,
}

impl Plan<'_> {
    /// About how many documents match.
    pub(crate) fn size(&self, documents: u32) -> u32 {
        match self {
            Self::All(parts) => parts
                .iter()
                .filter(|part| !matches!(part, Plan::Not(_)))
                .map(|part| part.size(documents))
                .min()
                .unwrap_or(documents),
            Self::Any(parts) => {
                parts.iter().fold(0u32, |sum, part| sum.saturating_add(part.size(documents))).min(documents)
            }
            Self::Leaf(leaf) => leaf.size,
            Self::Phrase(phrase) => phrase.size,
            Self::Nothing => 0,
            // To find these every document is looked at.
            Self::Not(_) | Self::Value { .. } | Self::Date { .. } | Self::Undated { .. } => documents,
        }
    }
}

impl Inner {
    pub(crate) fn plan(&self, expr: &Expr) -> Result<Plan<'_>, PackError> {
        let each = |parts: &[Expr]| parts.iter().map(|part| self.plan(part)).collect::<Result<Vec<_>, _>>();
        Ok(match expr {
            Expr::All(parts) => Plan::All(each(parts)?),
            Expr::Any(parts) => Plan::Any(each(parts)?),
            Expr::Not(inner) => Plan::Not(Box::new(self.plan(inner)?)),
            Expr::Words(words) => self.plan_words(words),
            Expr::Value { facet, words } => match self.facet(facet) {
                Some(facet) => Plan::Value { facet, words: words.clone() },
                None => Plan::Nothing,
            },
            Expr::Date { axis, interval, sureness, .. } => match self.axis(axis) {
                Some(dates) => {
                    let (from, to) = interval.bounds();
                    Plan::Date { dates, from, to, sureness: *sureness }
                }
                None => Plan::Nothing,
            },
            Expr::Undated { axis } => match self.axis(axis) {
                Some(dates) => Plan::Undated { dates },
                None => Plan::Nothing,
            },
        })
    }

    pub(crate) fn idf(&self, documents: u32) -> f32 {
        let (n, df) = (self.meta.documents as f32, documents as f32);
        (1.0 + (n - df + 0.5) / (df + 0.5)).max(1.0).ln()
    }

    fn plan_words(&self, words: &Words) -> Plan<'_> {
        if let [pattern] = &words.patterns[..] {
            let Expansion { terms, bonus, documents: size } = self.expand(pattern);
            if terms.is_empty() {
                return Plan::Nothing;
            }
            return Plan::Leaf(Leaf { field: words.field, idf: self.idf(size), size, terms, bonus });
        }
        let mut sets = Vec::with_capacity(words.patterns.len());
        let (mut idf, mut size) = (0.0, u32::MAX);
        for pattern in &words.patterns {
            let Expansion { terms, documents: of_word, .. } = self.expand(pattern);
            if terms.is_empty() {
                return Plan::Nothing;
            }
            idf += self.idf(of_word);
            size = size.min(of_word);
            sets.push(terms.into_iter().map(|(term, _)| term).collect());
        }
        Plan::Phrase(Phrase { words: sets, slop: words.slop, field: words.field, idf, size })
    }

    /// The terms that a pattern stands for, and those that only add to the score.
    pub(crate) fn expand(&self, pattern: &Pattern) -> Expansion {
        let mut terms = Vec::new();
        let mut bonus = Vec::new();
        let mut of_stem = None;
        match pattern.kind {
            PatternKind::Word | PatternKind::Exactly => {
                match &self.stems {
                    Some(stems) if pattern.kind == PatternKind::Word => {
                        let (forms, documents) = stems.of(&self.dictionary, &pattern.text);
                        of_stem = Some(documents);
                        for (word, term) in forms {
                            terms.push((term, if word == pattern.text { 1.0 } else { weight::STEM }));
                        }
                    }
                    _ => terms.extend(self.dictionary.get(pattern.text.as_bytes()).map(|term| (term, 1.0))),
                }
                if let Some(exact) = &pattern.exact
                    && let Some(term) = self.dictionary.get(&exact_key(exact))
                {
                    bonus.push((term, weight::EXACT));
                }
            }
            PatternKind::Prefix => {
                let mut cursor = self.dictionary.seek(pattern.text.as_bytes());
                while let Some(key) = cursor.key()
                    && key.starts_with(pattern.text.as_bytes())
                {
                    let whole = key.len() == pattern.text.len();
                    terms.push((cursor.term(), if whole { 1.0 } else { weight::LONGER }));
                    cursor.advance();
                }
            }
            PatternKind::Wildcard | PatternKind::Regex => self.expand_regex(pattern, &mut terms),
            PatternKind::Typos(most) => {
                for (_, term, distance) in typos::near(&self.dictionary, &pattern.text, most.into()) {
                    terms.push((term, weight::TYPO[distance.min(2)]));
                }
            }
        }
        let sum = || terms.iter().fold(0u32, |sum, (term, _)| sum.saturating_add(term.documents));
        let documents = of_stem.unwrap_or_else(sum).min(self.meta.documents);
        Expansion { terms, bonus, documents }
    }
}

impl Inner {
    /// The terms that a pattern with places left open matches.
    #[inline(never)] // So that it can come later: tools/later-engine.txt.
    fn expand_regex(&self, pattern: &Pattern, terms: &mut Vec<(Term, f32)>) {
        let regex = match pattern.kind {
            PatternKind::Regex => Regex::new(&pattern.text),
            _ => Regex::wildcard(&pattern.text),
        };
        let Ok(regex) = regex else { return };
        let prefix = regex.prefix().as_bytes();
        let from = if prefix.is_empty() { &[EXACT + 1][..] } else { prefix };
        let mut cursor = self.dictionary.seek(from);
        while let Some(key) = cursor.key()
            && key.starts_with(prefix)
        {
            if str::from_utf8(key).is_ok_and(|key| regex.matches(key)) {
                terms.push((cursor.term(), 1.0));
            }
            cursor.advance();
        }
    }
}

pub(crate) fn exact_key(exact: &str) -> Vec<u8> {
    let mut key = vec![EXACT];
    key.extend(exact.as_bytes());
    key
}

/// Which values of a facet a query means: those with a name in which the words stand side by side.
pub(crate) fn chosen_values(facet: &Facet, words: &[Pattern]) -> Vec<bool> {
    let matchers: Vec<_> = words.iter().map(|word| PatternMatcher::new(word, Stemming::None)).collect();
    (0..facet.len()).map(|number| facet.names(number).any(|name| names_match(name, &matchers))).collect()
}

fn names_match(name: &str, words: &[PatternMatcher]) -> bool {
    let folded: Vec<String> = tokens(name).map(|token| forms(token).folded).collect();
    folded
        .windows(words.len())
        .any(|window| window.iter().zip(words).all(|(word, matcher)| matcher.matches(word)))
}

/// Tests one word against a pattern, without an index.
pub(crate) struct PatternMatcher {
    kind: PatternKind,
    text: String,
    stemming: Stemming,
    regex: Option<Regex>,
}

impl PatternMatcher {
    pub(crate) fn new(pattern: &Pattern, stemming: Stemming) -> Self {
        let regex = match pattern.kind {
            PatternKind::Regex => Regex::new(&pattern.text).ok(),
            PatternKind::Wildcard => Regex::wildcard(&pattern.text).ok(),
            _ => None,
        };
        let text = match pattern.kind {
            PatternKind::Word => stemming.stem(&pattern.text).into_owned(),
            _ => pattern.text.clone(),
        };
        Self { kind: pattern.kind, text, stemming, regex }
    }

    pub(crate) fn matches(&self, folded: &str) -> bool {
        match self.kind {
            PatternKind::Word => self.stemming.stem(folded) == self.text,
            PatternKind::Exactly => folded == self.text,
            PatternKind::Prefix => folded.starts_with(&self.text),
            PatternKind::Typos(most) => typos::distance(&self.text, folded) <= most.into(),
            PatternKind::Wildcard | PatternKind::Regex => {
                self.regex.as_ref().is_some_and(|regex| regex.matches(folded))
            }
        }
    }
}
