//! Now, then, in the future.

use super::{Found, Matcher};
use crate::dates::expression::Sense;
use crate::dates::lexicon::{Unit, W};

impl Matcher<'_> {
    pub(super) fn reference(&self, at: usize) -> Found {
        let present = |end: usize| Some((end, Sense::Present, "reference.present"));
        let past = |end: usize| Some((end, Sense::PastRef, "reference.past"));
        let future = |end: usize| Some((end, Sense::FutureRef, "reference.future"));
        match self.w(at) {
            W::Now => {
                // "now that …" joins clauses.
                (self.w(at + 1) != W::That).then_some(())?;
                present(at + 1)
            }
            W::Other if self.is_word(at, "right") && self.w(at + 1) == W::Now => present(at + 2),
            W::Currently => present(at + 1),
            W::Current => (!matches!(self.word(at + 1), "account" | "accounts" | "events" | "affairs"))
                .then_some(())
                .and_then(|()| present(at + 1)),
            W::These if self.w(at + 1) == W::Units(Unit::Day) => present(at + 2),
            W::Recently => past(at + 1),
            W::Most | W::More if matches!(self.w(at + 1), W::Recently | W::Recent) => past(at + 2),
            W::Recent => past(at + 1),

            W::The => match self.w(at + 1) {
                W::Past if self.w(at + 2) == W::Time => past(at + 3),
                W::Past if self.ends_phrase(at + 2) => past(at + 2),
                W::Future if !self.glued(at + 2) || self.ends_phrase(at + 2) => future(at + 2),
                W::Near | W::Foreseeable | W::Immediate | W::Coming
                    if matches!(self.w(at + 2), W::Future | W::Term | W::Time) =>
                {
                    future(at + 3)
                }
                W::Near | W::Other
                    if (self.is_word(at + 1, "short")
                        || self.is_word(at + 1, "near")
                        || self.is_word(at + 1, "long"))
                        && self.w(at + 2) == W::Term =>
                {
                    future(at + 3)
                }
                _ => None,
            },
            W::Future => (at > 0 && matches!(self.w(at - 1), W::In | W::For | W::Of | W::About)
                || matches!(self.w(at + 1), W::Units(_)))
            .then_some(())
            .and_then(|()| future(at + 1 + usize::from(matches!(self.w(at + 1), W::Units(_))))),
            W::As
                if self.w(at + 1) == W::Soon && self.w(at + 2) == W::As && self.w(at + 3) == W::Possible =>
            {
                future(at + 4)
            }
            _ => None,
        }
    }

    /// Whether nothing follows that would make the words before it an adjective.
    pub(super) fn ends_phrase(&self, at: usize) -> bool {
        match self.token(at) {
            None => true,
            Some(token) => {
                matches!(token.w, W::Mark)
                    || !matches!(
                        token.w,
                        W::Other
                            | W::Unit(_)
                            | W::Units(_)
                            | W::Num(_)
                            | W::Number
                            | W::Vague
                            | W::Season(_)
                            | W::Couple
                            | W::Decade(_)
                            | W::Seasons(_)
                    )
                    || matches!(
                        self.word(at),
                        "is" | "was"
                            | "has"
                            | "have"
                            | "had"
                            | "that"
                            | "which"
                            | "when"
                            | "he"
                            | "they"
                            | "it"
                            | "we"
                    )
            }
        }
    }
}
