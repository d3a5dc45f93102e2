//! Where temporal expressions stand in a sentence.
//!
//! A matcher stands on one token and tries what an expression could begin with there; the longest wins. All looks are
//! at a handful of tokens, so that a sentence costs time in proportion to its length.

mod around;
mod clock;
mod days;
mod figures;
mod lengths;
mod numbers;
mod quarters;
mod references;
mod repeated;
mod years;

use super::expression::{Expression, Sense};
use super::lexicon::W;
use super::tokens::Token;

/// A sentence under the matcher.
pub(super) struct Matcher<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
}

/// End (one past the last token), meaning, rule.
type Found = Option<(usize, Sense, &'static str)>;

impl Matcher<'_> {
    /// The longest expression that begins with token `at`.
    pub(super) fn at(&self, at: usize) -> Option<Expression> {
        if !self.can_begin(at) || self.in_a_name(at) {
            return None;
        }
        let (end, sense, rule) = self.longest(
            at,
            [Self::figures, Self::clock, Self::dated, Self::length, Self::reference, Self::repeated],
        )?;
        if self.is_title(at, end) {
            return None;
        }
        Some(Expression { start: at, end, sense, rule })
    }

    /// The first token from `at` on that is no word with which nothing can begin.
    pub(super) fn next(&self, at: usize) -> Option<usize> {
        let rest = self.tokens.get(at..)?;
        let leads = |token: &Token| !matches!(token.w, W::Other) || self.may_lead(token);
        rest.iter().position(leads).map(|further| at + further)
    }

    /// Whether a word that says nothing of time begins like those that can begin an expression.
    fn may_lead(&self, token: &Token) -> bool {
        let first = self.text.as_bytes()[token.start as usize];
        matches!(first, b'r' | b'R' | b'N' | b'V' | b'Q' | b'H' | b'n')
    }

    /// The longest of what is found at a token; the first of those that are as long.
    fn longest<const WAYS: usize>(&self, at: usize, ways: [fn(&Self, usize) -> Found; WAYS]) -> Found {
        let mut best: Found = None;
        for way in ways {
            if let Some(found) = way(self, at)
                && best.as_ref().is_none_or(|best| found.0 > best.0)
            {
                best = Some(found);
            }
        }
        best
    }

    /// A word that needs no capital has one in the middle of a sentence: "The Daily Beast", "Trending Today".
    fn in_a_name(&self, at: usize) -> bool {
        let own = matches!(
            self.w(at),
            W::Month(..)
                | W::Weekday(..)
                | W::Weekdays(_)
                | W::Christmas
                | W::Thanksgiving
                | W::Easter
                | W::Halloween
                | W::Number
                | W::Other
        );
        let inside = at > 0 && self.w(at - 1) != W::Mark;
        !own && inside && self.token(at).is_some_and(|t| t.capital)
    }

    /// Every word has a capital that needs none: "This Week", as a programme is called.
    fn is_title(&self, at: usize, end: usize) -> bool {
        let free = |at: &usize| matches!(self.w(*at), W::Unit(_) | W::Units(_) | W::Part(_));
        let capital = |at: usize| self.token(at).is_some_and(|t| t.capital);
        // A text in capitals alone tells nothing.
        let small = |at: usize| self.word(at).bytes().any(|b| b.is_ascii_lowercase());
        // "“60 Minutes”": the name of a programme stands in quotation marks.
        let quoted = at > 0
            && self.glued(at)
            && ['"', '“', '‘', '\'', '`'].iter().any(|mark| self.is_mark(at - 1, *mark));
        if quoted && self.w(at) == W::Number && matches!(self.w(at + 1), W::Unit(_) | W::Units(_)) {
            return capital(at + 1) && small(at + 1);
        }
        end > at + 1
            && capital(at)
            && matches!(self.w(at), W::This | W::Last | W::Next | W::That | W::The)
            && (at + 1..end).any(|at| free(&at) && small(at))
            && (at + 1..end).filter(free).all(capital)
    }

    /// A quick look that spares the many words with which nothing begins.
    fn can_begin(&self, at: usize) -> bool {
        match self.w(at) {
            W::Of
            | W::And
            | W::To
            | W::For
            | W::On
            | W::By
            | W::Than
            | W::Since
            | W::Until
            | W::In
            | W::Or
            | W::From
            | W::Before
            | W::After
            | W::Through
            | W::During
            | W::Within
            | W::Time
            | W::Term
            | W::Period
            | W::Ended
            | W::Ago
            | W::Ahead
            | W::Between
            | W::Possible
            | W::Old
            | W::Long => false,
            W::Mark => {
                self.token(at).is_some_and(|t| ['\'', '’', '‘', '`'].iter().any(|mark| t.is(*mark)))
                    && self.figure(at + 1).is_some()
            }
            // "right now", "New Year's Day", "Valentine's Day", "no more than"
            W::Other => {
                self.token(at).is_some_and(|token| self.may_lead(token))
                    && matches!(
                        self.word(at),
                        "right" | "Right" | "New" | "Valentine" | "Q" | "H" | "no" | "not"
                    )
            }
            W::The => {
                !matches!(self.w(at + 1), W::Other | W::Mark)
                    || matches!(self.word(at + 1), "short" | "near" | "long")
            }
            W::A
            | W::This
            | W::That
            | W::These
            | W::Those
            | W::Last
            | W::Next
            | W::Up
            | W::About
            | W::At
            | W::Most
            | W::More
            | W::As => !matches!(self.w(at + 1), W::Other | W::Mark),
            _ => true,
        }
    }

    pub(super) fn w(&self, at: usize) -> W {
        self.tokens.get(at).map_or(W::Mark, |token| token.w)
    }

    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| &self.text[token.start as usize..token.end as usize])
    }

    fn is_mark(&self, at: usize, mark: char) -> bool {
        self.token(at).is_some_and(|token| token.is(mark))
    }

    fn glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.glued)
    }

    fn is_dash(&self, at: usize) -> bool {
        ['-', '–', '‑', '‐', '—'].iter().any(|dash| self.is_mark(at, *dash))
    }

    /// A dash with no blank on either side.
    fn joins(&self, at: usize) -> bool {
        self.is_dash(at) && self.glued(at) && self.glued(at + 1)
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    fn figure(&self, at: usize) -> Option<u32> {
        self.token(at).filter(|token| token.w == W::Number).map(|token| token.value)
    }

    fn figure_of(&self, at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        self.token(at).filter(|t| t.w == W::Number && digits.contains(&t.digits())).map(|token| token.value)
    }

    /// Whether a figure goes on in front or behind: 3.1998, 1998.5, $1998, 1998%.
    fn part_of_number(&self, at: usize, end: usize) -> bool {
        let before = at > 0
            && self.glued(at)
            && !matches!(self.token(at - 1), Some(t) if ['(', '[', '"', '“', '‘', '\'', '–', '—', '-', '/', '`', '’'].iter().any(|mark| t.is(*mark)));
        let after = self.token(end).is_some_and(|t| {
            t.glued
                && (t.is('%')
                    || t.w == W::Number
                    || (matches!(t.w, W::Other) && !self.is_word(end, "s"))
                    || ((t.is('.') || t.is(',')) && self.figure(end + 1).is_some() && self.glued(end + 1)))
        });
        before || after
    }
}

#[cfg(test)]
mod tests {
    use dossier_corpus::Span;

    use super::super::tokens::of_text;
    use super::super::vocabulary::WORDS;
    use super::*;

    /// Every two words of the list one behind the other, and what may stand behind them.
    #[test]
    fn no_rule_is_left_out_for_its_first_word_and_no_expression_is_without_a_word_that_carries_it() {
        let others = ["3", "14", "2020", "1990s", "Q3", "H1", "New Year's"];
        let words: Vec<&str> = WORDS.iter().map(|(word, _)| *word).chain(others).collect();
        let mut tokens = Vec::new();
        for (first, second) in words.iter().flat_map(|first| words.iter().map(move |second| (first, second)))
        {
            for behind in ["", " 3, 2020", " years"] {
                let text = format!("{first} {second}{behind}");
                let telling = of_text(&text, Span::new(0, text.len()), &mut tokens);
                let matcher = Matcher { text: &text, tokens: &tokens };
                let every = matcher.longest(
                    0,
                    [
                        Matcher::month_date,
                        Matcher::weekday_date,
                        Matcher::quarter,
                        Matcher::season,
                        Matcher::holiday,
                        Matcher::unit_reference,
                        Matcher::day_word,
                        Matcher::year_like,
                    ],
                );
                let every = every.map(|(end, sense, rule)| matcher.with_part(end, sense, rule));
                assert_eq!(matcher.core(0), every, "{text}");
                assert!(telling.carries || matcher.at(0).is_none(), "{text}");
            }
        }
    }
}
