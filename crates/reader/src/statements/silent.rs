//! Words that look like the verb of a statement and report nothing: participles, nouns, deeds, what is still to be done.

use super::directive;
use super::lexicon::{
    ADVERB, ASSESS, AUX, BASE, COMMIT, DIRECT, ING, MODAL, NEG, OCCASION, ORDER, OUGHT, PAST, POSS, REPORT,
    SPEAKER, SUBJECT, THINK, THIRD, TITLE,
};
use super::tokens::{Kind, Token, mark, word};

/// Whether the word at `i` reports nothing where it stands; `heading` and `quoted` tell of its sentence.
pub(super) fn is_silent(tokens: &[Token], i: usize, place: Place) -> bool {
    is_adjective(tokens, i)
        || is_deed(tokens, i)
        || is_gift(tokens, i)
        || place.heading && is_label(tokens, i)
        || i == 0 && opens_occasion(tokens)
        || i > 0 && tokens[i - 1].word == word("please") && !tokens[i].is(ORDER | DIRECT)
        || that_follows(tokens, i) && is_orders(tokens, i)
        || !place.quoted && (is_left_to_do(tokens, i) || is_enumerated(tokens, i))
}

/// What a sentence is like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// It stands in a heading.
    pub(super) heading: bool,
    /// A quotation is part of it.
    pub(super) quoted: bool,
}

pub(super) fn that_follows(tokens: &[Token], i: usize) -> bool {
    tokens.get(i + 1).is_some_and(|next| next.word == word("that"))
}

/// "the proposed Shipbuilding Act": a participle before its noun reports nothing.
fn is_adjective(tokens: &[Token], i: usize) -> bool {
    let article =
        |token: &Token| [word("the"), word("a"), word("an")].contains(&token.word) || token.is(POSS);
    tokens[i].is(PAST) && !tokens[i].is(THIRD) && i > 0 && article(&tokens[i - 1])
}

/// "dismissed the police chief": somebody loses an office, and nothing is judged.
fn is_deed(tokens: &[Token], i: usize) -> bool {
    // "signed an agreement to", "inked a deal": done, not said.
    // "was dismissed two days later"
    let lost = tokens[i].word == word("dismissed") && directive::is_passive(tokens, 0, i);
    let commissioned = [word("commissioned"), word("commissions")].contains(&tokens[i].word);
    lost || [word("signed"), word("inked")].contains(&tokens[i].word)
        || commissioned && directive::infinitive(tokens, i + 1, tokens.len()).is_none()
        || [word("dismissed"), word("dismisses"), word("dismiss")].contains(&tokens[i].word)
            && tokens[i + 1..]
                .iter()
                .take(6)
                .take_while(|token| token.kind == Kind::Word)
                .any(|token| token.is(SPEAKER | TITLE))
}

/// "offered incense", "laid and offered wreaths", "volunteer soldiers": no offer of an act.
fn is_gift(tokens: &[Token], i: usize) -> bool {
    const GIFTS: [u32; 7] = [
        word("incense"),
        word("flowers"),
        word("wreath"),
        word("wreaths"),
        word("prayer"),
        word("prayers"),
        word("tribute"),
    ];
    let offers = [word("offer"), word("offers"), word("offered"), word("offering")];
    let volunteers = [word("volunteer"), word("volunteers")];
    let next = tokens.get(i + 1).filter(|token| token.kind == Kind::Word);
    if offers.contains(&tokens[i].word) {
        return tokens[i + 1..].iter().take(2).any(|token| GIFTS.contains(&token.word));
    }
    volunteers.contains(&tokens[i].word)
        && next.is_some_and(|next| ![word("to"), word("that"), word("for")].contains(&next.word))
}

/// "Joint statement: …": what kind of text it is, and nobody's words.
fn is_label(tokens: &[Token], i: usize) -> bool {
    const LABELS: [u32; 8] = [
        word("statement"),
        word("release"),
        word("update"),
        word("brief"),
        word("analysis"),
        word("opinion"),
        word("explainer"),
        word("factbox"),
    ];
    tokens[i].word == mark::COLON && i > 0 && LABELS.contains(&tokens[i - 1].word)
}

/// "cancel all standing orders that", "the requests that": a noun.
fn is_orders(tokens: &[Token], i: usize) -> bool {
    let noun = [word("orders"), word("requests"), word("demands"), word("proposals"), word("commands")];
    noun.contains(&tokens[i].word)
        && (i == 0 || !(tokens[i - 1].is_capital() || tokens[i - 1].is(SUBJECT | SPEAKER | ADVERB)))
}

/// "must publish a list", "should keep a register and publish it": nobody has said or judged anything yet.
fn is_left_to_do(tokens: &[Token], i: usize) -> bool {
    let plain = tokens[i].is(BASE) && !tokens[i].is(PAST) && tokens[i].is(REPORT | ASSESS | COMMIT | THINK);
    if !plain {
        return false;
    }
    let Some(before) = tokens[..i].iter().rposition(|token| !token.is(ADVERB | NEG)) else { return false };
    if [word("and"), word("or")].contains(&tokens[before].word) {
        let modal = tokens[..before].iter().rposition(|token| token.is(OUGHT | MODAL | AUX | SUBJECT));
        return modal.is_some_and(|modal| tokens[modal].is(OUGHT));
    }
    tokens[before].is(OUGHT)
}

/// "Concluding the conference, …": a participle that only sets the scene.
fn opens_occasion(tokens: &[Token]) -> bool {
    tokens[0].is(ING) && tokens.iter().skip(1).take(3).any(|token| token.is(OCCASION))
}

/// "producing, maintaining, and repairing": one participle among others says nothing.
fn is_enumerated(tokens: &[Token], i: usize) -> bool {
    let joint = |token: &Token| token.word == mark::COMMA || [word("and"), word("or")].contains(&token.word);
    tokens[i].is(ING)
        && i.checked_sub(1).is_some_and(|before| joint(&tokens[before]))
        && tokens.get(i + 1).is_some_and(joint)
}
