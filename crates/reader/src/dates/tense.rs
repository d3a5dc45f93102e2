//! Whether a sentence speaks of what was or of what will be, as far as the words around an expression show it.

use super::lexicon::W;
use super::tokens::Token;
use crate::bytes::Shapes;

/// What the words around an expression say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    /// Past, and nothing else will do: "since March".
    Since,
    Future,
    Unknown,
}

/// How far, in tokens, a verb may stand from the expression.
const BEFORE: usize = 24;
const AFTER: usize = 10;
/// The same where the sentence begins with the expression: "In January, a week after the hearing, the court …".
const AFTER_FRONT: usize = 30;

/// Words that point ahead.
const FUTURE: &[&str] = &[
    "arrives",
    "begins",
    "convenes",
    "deadline",
    "departs",
    "due",
    "effective",
    "expect",
    "expected",
    "expects",
    "expires",
    "forthcoming",
    "intends",
    "ll",
    "matures",
    "maturing",
    "may",
    "might",
    "opens",
    "payable",
    "planning",
    "resumes",
    "scheduled",
    "shall",
    "should",
    "slated",
    "starts",
    "tentatively",
    "unless",
    "upcoming",
    "will",
    "would",
];

/// Past forms that do not end in "ed".
const PAST: &[&str] = &[
    "ate",
    "became",
    "began",
    "bought",
    "broke",
    "brought",
    "built",
    "came",
    "caught",
    "chose",
    "cut",
    "did",
    "drew",
    "drove",
    "fell",
    "fought",
    "found",
    "gave",
    "got",
    "grew",
    "had",
    "has",
    "have",
    "held",
    "hit",
    "kept",
    "knew",
    "laid",
    "led",
    "left",
    "lost",
    "made",
    "met",
    "paid",
    "quit",
    "ran",
    "rose",
    "said",
    "sank",
    "sat",
    "saw",
    "sent",
    "shook",
    "shot",
    "slid",
    "sold",
    "sought",
    "spent",
    "spoke",
    "stood",
    "struck",
    "sued",
    "swept",
    "taught",
    "threw",
    "told",
    "took",
    "underwent",
    "was",
    "went",
    "were",
    "withdrew",
    "woke",
    "won",
    "wrote",
];

static SHAPES: Shapes = Shapes::of(&[FUTURE, PAST, &["to", "set", "planned"]]);

/// The tense at tokens `start..end`: that of the nearest verb in front, else of the nearest behind.
pub(super) fn at(text: &str, tokens: &[Token], start: usize, end: usize) -> Tense {
    let word = |at: usize| tokens.get(at).map_or("", |t| &text[t.start as usize..t.end as usize]);
    let of = |at: usize| {
        let token = tokens[at];
        let plain = matches!(token.w, W::Other | W::Month(5, _) | W::To | W::Ended);
        if !plain {
            return None;
        }
        let here = word(at);
        if !here.ends_with("ed") && !SHAPES.may_hold(here.as_bytes()) {
            return None;
        }
        let tense = verb(here, word(at.wrapping_sub(1)), word(at + 1))?;
        // "The offer had been due to end on Friday": what lay ahead then is over now.
        let over =
            |back: usize| word(at.wrapping_sub(back)) == "been" && word(at.wrapping_sub(back + 1)) == "had";
        Some(if tense == Tense::Future && (1..3).any(over) { Tense::Past } else { tense })
    };
    let front = start <= 1 && tokens.get(end).is_some_and(|token| token.is(','));
    let reach = if front { AFTER_FRONT } else { AFTER };
    let before = || (start.saturating_sub(BEFORE)..start).rev().find_map(of);
    let behind = || (end..tokens.len().min(end + reach)).find_map(of);
    // A preposition right in front says it best: "by Jan. 14", "since March".
    match start.checked_sub(1).map(|at| tokens[at].w) {
        // "Until Thursday, they had not called him."
        Some(W::Until) if start == 1 && behind() == Some(Tense::Past) => return Tense::Past,
        // "Sales fell through August"; but "was given credit through January", "has been extended through May" may look
        // ahead: the nearer one is meant.
        Some(W::Through) if before() == Some(Tense::Past) => {
            let last = start.wrapping_sub(2);
            let active = word(last.wrapping_sub(1)) != "been" && start > 1 && of(last) == Some(Tense::Past);
            return if active { Tense::Past } else { Tense::Unknown };
        }
        Some(W::By | W::Until | W::Through) => return Tense::Future,
        // "it was extended to Nov. 20"
        Some(W::To) => return Tense::Unknown,
        Some(W::Since) => return Tense::Since,
        // "the year ended March 31"
        Some(W::Ended) if word(start - 1) == "ended" => return Tense::Since,
        // "as early as Tuesday"
        Some(W::As) if start > 2 && matches!(word(start - 2), "early" | "soon") => return Tense::Future,
        _ => {}
    }
    // "Wednesday's ruling" has been made.
    if word(end) == "'" || word(end) == "’" {
        return Tense::Past;
    }
    before().or_else(behind).unwrap_or(Tense::Unknown)
}

fn verb(word: &str, before: &str, after: &str) -> Option<Tense> {
    if word.len() > 12 || word.len() < 2 || !word.as_bytes()[0].is_ascii_lowercase() {
        return None;
    }
    if word == "to" {
        // "is to meet", "was to have left", "agreed to pay": what follows "to" lies ahead of the verb.
        let infinitive = after.bytes().all(|b| b.is_ascii_lowercase())
            && after.len() > 1
            && !matches!(
                after,
                "the" | "an" | "its" | "his" | "their" | "this" | "more" | "about" | "date" | "which" | "be"
            );
        let be = matches!(
            before,
            "is" | "are"
                | "was"
                | "were"
                | "be"
                | "set"
                | "due"
                | "asked"
                | "assigned"
                | "directed"
                | "instructed"
                | "obliged"
                | "ordered"
                | "pledged"
                | "promised"
                | "requested"
                | "required"
                | "tasked"
                | "told"
                | "urged"
                | "agreement"
                | "deal"
                | "decision"
                | "intention"
                | "offer"
                | "proposal"
                | "going"
                | "scheduled"
                | "expected"
                | "plans"
                | "agreed"
                | "aims"
                | "hopes"
                | "intend"
                | "plan"
                | "planned"
                | "preparing"
                | "ready"
                | "vowed"
                | "want"
                | "wants"
        );
        return ((infinitive || after == "be") && be).then_some(Tense::Future);
    }
    let set = word == "set" && after == "for" || word == "planned" && matches!(after, "a" | "an" | "for");
    if set || FUTURE.binary_search(&word).is_ok() {
        return Some(Tense::Future);
    }
    // "the record set on June 3"
    if word == "set" && matches!(after, "on" | "in") && !matches!(before, "is" | "are" | "be" | "now") {
        return Some(Tense::Past);
    }
    // "will be named", "on an unspecified date": the participle tells nothing.
    if matches!(before, "be" | "a" | "an" | "still") {
        return None;
    }
    if PAST.binary_search(&word).is_ok()
        || (word.ends_with("ed")
            && word.len() > 3
            && !matches!(word, "need" | "speed" | "indeed" | "exceed" | "proceed" | "succeed" | "feed"))
    {
        return Some(Tense::Past);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_for_search() {
        assert!(FUTURE.is_sorted() && PAST.is_sorted());
    }
}
