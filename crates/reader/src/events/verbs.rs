//! Words by which a first sentence tells what was done, and those by which it tells something else.

use crate::bytes::Shapes;

/// Words in the order of the alphabet.
pub(super) struct Sorted {
    pub(super) words: &'static [&'static str],
    /// By which most words are told from these.
    shapes: Shapes,
}

impl Sorted {
    const fn of(words: &'static [&'static str]) -> Self {
        Self { words, shapes: Shapes::of(&[words]) }
    }

    /// Whether a word is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        self.shapes.may_hold(word.as_bytes()) && self.words.binary_search(&word).is_ok()
    }
}

/// What happens to somebody or something: the verb has an object, or is a passive.
pub(super) static DONE: Sorted = Sorted::of(&[
    "acquired",
    "acquitted",
    "adopted",
    "ambushed",
    "appointed",
    "approved",
    "arrested",
    "attacked",
    "awarded",
    "banned",
    "began",
    "bombed",
    "bought",
    "cancelled",
    "charged",
    "christened",
    "closed",
    "commissioned",
    "completed",
    "convicted",
    "defeated",
    "delivered",
    "deported",
    "detained",
    "dismissed",
    "dissolved",
    "elected",
    "enacted",
    "evacuated",
    "executed",
    "expelled",
    "extradited",
    "fined",
    "fired",
    "freed",
    "granted",
    "halted",
    "handed",
    "hit",
    "hosted",
    "impeached",
    "imposed",
    "inaugurated",
    "indicted",
    "inducted",
    "inked",
    "inspected",
    "installed",
    "kidnapped",
    "killed",
    "laid",
    "launched",
    "lifted",
    "nationalised",
    "nationalized",
    "nominated",
    "opened",
    "ousted",
    "overturned",
    "pardoned",
    "passed",
    "postponed",
    "raided",
    "ratified",
    "received",
    "rejected",
    "released",
    "repealed",
    "rescued",
    "sacked",
    "seized",
    "sentenced",
    "shelled",
    "shot",
    "signed",
    "struck",
    "sued",
    "suspended",
    "sworn",
    "test-fired",
    "toppled",
    "toured",
    "transferred",
    "unveiled",
    "vetoed",
    "visited",
    "voted",
    "won",
]);

/// What happens without an object as well.
pub(super) static BEFALLING: Sorted = Sorted::of(&[
    "arrived",
    "capsized",
    "collapsed",
    "crashed",
    "derailed",
    "died",
    "docked",
    "erupted",
    "exploded",
    "landed",
    "merged",
    "met",
    "opened",
    "resigned",
    "sank",
    "struck",
    "voted",
    "withdrew",
]);

/// Words before the verb that make of it what somebody says, wants, doubts or expects, or what did not happen.
pub(super) static UNREAL: Sorted = Sorted::of(&[
    "according",
    "allegedly",
    "almost",
    "announced",
    "are",
    "argued",
    "asked",
    "believes",
    "called",
    "can",
    "cannot",
    "claimed",
    "claims",
    "could",
    "declined",
    "demanded",
    "denied",
    "denies",
    "expected",
    "expects",
    "failed",
    "had",
    "hopes",
    "if",
    "intends",
    "is",
    "likely",
    "may",
    "might",
    "must",
    "nearly",
    "neither",
    "never",
    "no",
    "nobody",
    "nor",
    "not",
    "plans",
    "pledged",
    "promised",
    "proposed",
    "refused",
    "reported",
    "reportedly",
    "reports",
    "requested",
    "said",
    "say",
    "says",
    "shall",
    "should",
    "stressed",
    "suggested",
    "that",
    "told",
    "unless",
    "urged",
    "vowed",
    "wants",
    "warned",
    "whether",
    "will",
    "would",
    "yet",
]);

/// What opens a clause or a phrase beside the main one.
pub(super) static BESIDE: Sorted = Sorted::of(&[
    "after",
    "although",
    "amid",
    "as",
    "because",
    "before",
    "despite",
    "during",
    "following",
    "since",
    "though",
    "until",
    "wake",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "with",
]);

/// Small words that no object begins with.
pub(super) const NO_OBJECT: [&str; 25] = [
    "after", "and", "as", "at", "before", "but", "by", "during", "earlier", "for", "from", "in", "into",
    "last", "of", "on", "or", "since", "through", "to", "under", "until", "up", "with", "without",
];

/// Words after which the verb's form is an adjective: "the elected council", "of detained men".
pub(super) const BEFORE_ADJECTIVE: [&str; 25] = [
    "a", "all", "an", "and", "be", "being", "but", "by", "for", "from", "her", "his", "in", "is", "its",
    "newly", "of", "or", "recently", "some", "the", "their", "these", "to", "two",
];

/// Verbs that show a form before them to be a participle: "The bridge opened in 1990 was closed".
pub(super) const FINITE: [&str; 12] =
    ["are", "did", "does", "had", "has", "have", "is", "said", "says", "was", "were", "will"];

/// What opens and closes at an exchange every day.
pub(super) static TRADED: Sorted = Sorted::of(&[
    "bond", "bonds", "dollar", "funds", "index", "market", "prices", "shares", "stock", "stocks", "yield",
]);

/// Past forms by which a sentence tells something else than what is looked for here.
pub(super) static OTHER_PAST: Sorted = Sorted::of(&[
    "became", "brought", "came", "fell", "found", "gave", "grew", "held", "kept", "left", "lost", "made",
    "paid", "put", "rose", "saw", "sent", "showed", "sold", "spent", "took", "went",
]);

/// What is rejected in words alone.
pub(super) const DENIED: [&str; 7] =
    ["accusations", "allegations", "calls", "charges", "claims", "reports", "suggestions"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_that_are_searched_are_sorted() {
        for list in [&DONE, &BEFALLING, &UNREAL, &BESIDE, &TRADED, &OTHER_PAST] {
            let at = list.words.windows(2).find(|pair| pair[0] >= pair[1]);
            assert_eq!(at, None);
        }
    }
}
