//! Verbs that cannot but order: what they govern tells whom and what, however rare they are in the training texts.

use super::super::lexicon::ING;
use super::super::tokens::{Token, mark, word};
use super::{LONGEST_OBJECT, TO, WITH, infinitive, is_charge, is_closed, is_expressed};

/// What is not done without somebody to do it to.
pub(super) const TOLD: [u32; 11] = [
    word("told"),
    word("ordered"),
    word("instructed"),
    word("urged"),
    word("directed"),
    word("tasked"),
    word("obliged"),
    word("required"),
    word("encouraged"),
    word("assigned"),
    word("requested"),
];

/// Participles that order somebody.
const ASKING: [u32; 6] = [
    word("asking"),
    word("requesting"),
    word("directing"),
    word("instructing"),
    word("ordering"),
    word("urging"),
];

/// What orders by its own words, and not by whoever speaks: "The resolution requires ministries to".
const ORDERS: [u32; 10] = [
    word("resolution"),
    word("decree"),
    word("directive"),
    word("dispatch"),
    word("decision"),
    word("circular"),
    word("conclusion"),
    word("telegram"),
    word("plan"),
    word("instruction"),
];

/// What only writings do.
const WRITTEN: [u32; 4] = [word("requires"), word("requests"), word("orders"), word("tasks")];

/// Whether [`is_order`] or [`is_confidence`](super::is_confidence) may hold of a word.
pub(in crate::statements) fn may_head_by_rule(code: u32) -> bool {
    WRITTEN.contains(&code)
        || ASKING.contains(&code)
        || TOLD.contains(&code)
        || is_charge(code)
        || is_expressed(code)
}

/// Whether a verb is done to somebody who is to act, and its object and infinitive follow.
pub(in crate::statements) fn is_order(tokens: &[Token], head: usize, last: usize) -> bool {
    let written =
        WRITTEN.contains(&tokens[head].word)
        // Further back where a clause stands between: "The directive, issued on 4 August, requires".
        && tokens[head.saturating_sub(if tokens[head.saturating_sub(1)].word == mark::COMMA { 16 } else { 3 })..head]
            .iter()
            .any(|token| ORDERS.contains(&token.word));
    // "has issued a directive, asking exporters to"
    let asking = ASKING.contains(&tokens[head].word) && head > 0 && tokens[head - 1].word == mark::COMMA;
    (written || asking || TOLD.contains(&tokens[head].word) || is_charge(tokens[head].word))
        && tokens.get(head + 1).is_some_and(|next| next.word != TO)
        && infinitive(tokens, head + 1, last)
            .is_some_and(|to| to > head + 1 && to <= head + LONGEST_OBJECT && is_closed(tokens, head + 1, to))
        // "tasked the ministry with completing"
        || is_charge(tokens[head].word)
            && (head + 2..last.min(head + LONGEST_OBJECT)).any(|with| {
                tokens[with].word == WITH
                    && tokens.get(with + 1).is_some_and(|next| next.is(ING) || next.ending == word("ing"))
                    && is_closed(tokens, head + 1, with)
            })
}
