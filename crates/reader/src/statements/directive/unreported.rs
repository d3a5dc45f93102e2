//! Directives without a reporting verb: a passive, a modal, an imperative, a participle.

use dossier_corpus::{Span, StatementKind};

use super::super::draft::{Draft, span, stretch};
use super::super::lexicon::{
    ACT, ADVERB, AUX, BASE, DET, DIRECT, ING, MODAL, ORDER, PARTICIPLE, PAST, PRON, REL, VERB,
};
use super::super::sentence::{Sentence, Sentences};
use super::super::tokens::{Kind, Shape, Token, mark, word};
use super::grammar::{auxiliary, clause_end, is_goal, is_passive, ought, subject_before};
use super::{BE, BEING, THAT, THEY, TO, WITH, is_manner};

/// What the sentence says without a reporting verb: a passive, a modal, an imperative, a participle.
pub(in crate::statements) fn unreported(
    sentences: &Sentences,
    at: usize,
    sentence: Sentence,
) -> Option<Draft> {
    let tokens = &sentences.tokens;
    let (first, last) = (sentence.first as usize, sentence.last as usize);
    let body = without_stop(tokens, first, last);
    if body < first + 4
        || tokens[first..body].iter().any(|token| token.kind == Kind::Quotation && token.ending >= 3)
    {
        return None;
    }
    passive(tokens, first, body)
        .or_else(|| modal(tokens, first, body))
        .or_else(|| imperative(tokens, first, body))
        .map(|(head, addressee, content, weak, rule)| Draft {
            sentence: at,
            head,
            chance: 0.7,
            source: Vec::new(),
            cue: head.map(|head| span(&tokens[head])).into_iter().collect(),
            content: vec![content],
            kind: StatementKind::Directive,
            weak,
            addressee: addressee.and_then(|(from, to)| stretch(&tokens[from..to])),
            issuer_of: None,
            addressee_of: None,
            rule,
        })
}

/// "The Ministry was assigned to draft", "Units are required to report": an order by its own words, wherever it stands.
pub(in crate::statements) fn is_plain_order(sentence: &[Token], link: &Draft) -> bool {
    const ORDERED: [u32; 7] = [
        word("assigned"),
        word("directed"),
        word("instructed"),
        word("ordered"),
        word("requested"),
        word("required"),
        word("tasked"),
    ];
    link.rule == "directive.passive"
        && sentence.iter().any(|token| link.cue.contains(&span(token)) && ORDERED.contains(&token.word))
        && !sentence.iter().any(|token| token.kind == Kind::Quotation)
        && link.addressee.is_some_and(|who| {
            let who = sentence.iter().filter(|token| who.contains(span(token)));
            let you = |token: &Token| token.word == word("you");
            who.clone().any(you)
                || who.clone().any(Token::is_capital) && !who.clone().any(|token| token.is(PRON | REL))
        })
}

/// "The General Department shall coordinate": a body with its name, and a word that leaves it no choice.
pub(in crate::statements) fn names_who_must(sentence: &[Token], link: &Draft) -> bool {
    let must = [word("must"), word("shall")];
    link.rule == "directive.modal"
        && !link.weak
        && sentence.iter().any(|token| link.cue.contains(&span(token)) && must.contains(&token.word))
        && link.addressee.is_some_and(|who| {
            sentence.iter().filter(|token| who.contains(span(token))).skip(1).any(Token::is_capital)
        })
}

type Parts = (Option<usize>, Option<(usize, usize)>, Span, bool, &'static str);

/// "Relevant agencies were also tasked with promoting …"
fn passive(tokens: &[Token], first: usize, last: usize) -> Option<Parts> {
    let head = (first..last.min(first + 30)).find(|at| {
        tokens[*at].is(ORDER | DIRECT) && tokens[*at].is(PAST | PARTICIPLE) && is_passive(tokens, first, *at)
    })?;
    let next = tokens.get(head + 1).filter(|_| head + 1 < last)?;
    if !matches!(next.word, TO | WITH) {
        return None;
    }
    let addressee = subject_before(tokens, first, auxiliary(tokens, first, head))?;
    let content = stretch(&tokens[head + 1..last])?;
    Some((Some(head), Some(addressee), content, false, "directive.passive"))
}

/// "Ministries and agencies must work closely …"
fn modal(tokens: &[Token], first: usize, last: usize) -> Option<Parts> {
    let modal = ought(tokens, first, last.min(first + 45))?;
    let addressee = subject_before(tokens, first, modal)?;
    let (from, to) = addressee;
    let subject = &tokens[from];
    let pronoun = to == from + 1 && subject.is(PRON | DET | REL) && subject.word != THEY;
    if pronoun || tokens[from..to].iter().any(|token| token.is(REL)) {
        return None;
    }
    // "…, he stressed": not what is to be done.
    let spoken = last >= modal + 5
        && tokens[last - 1].is(VERB)
        && tokens[last - 1].is(PAST)
        && tokens[last - 2].is(PRON)
        && tokens[last - 3].word == mark::COMMA;
    let last = if spoken { last - 3 } else { last };
    let content = stretch(&tokens[from..last])?;
    Some((Some(modal), Some(addressee), content, is_goal(tokens, modal, last), "directive.modal"))
}

/// "Promote the combined strength …"; "In particular, focusing on …"
fn imperative(tokens: &[Token], first: usize, last: usize) -> Option<Parts> {
    let mut at = first;
    // A few words and a comma in front: "In particular,"
    if let Some(comma) = (first..last.min(first + 4)).find(|at| tokens[*at].word == mark::COMMA)
        && tokens[first..comma].iter().all(|token| !token.is(ACT))
    {
        at = comma + 1;
    }
    while at < last && (tokens[at].is(ADVERB) || is_manner(&tokens[at])) {
        at += 1;
    }
    let verb = tokens.get(at).filter(|_| at + 2 < last)?;
    if !verb.is(ACT) || !verb.is(BASE | ING) || at > first && verb.shape != Shape::Lower {
        return None;
    }
    let next = &tokens[at + 1];
    // "Work on the road began": a noun after all.
    if next.is(AUX | MODAL) || next.is(VERB) && next.is(PAST) {
        return None;
    }
    let finite = |upto: usize| {
        tokens[at + 1..upto]
            .iter()
            .any(|token| token.is(MODAL) || token.is(AUX) && !matches!(token.word, BE | BEING))
    };
    // "Ensure that no village is left out": the finite verb is that of the clause below.
    let main =
        if next.word == THAT { at + 1 } else { clause_end(tokens, at + 1, last).max((at + 8).min(last)) };
    if finite(if verb.is(ING) { last } else { main }) {
        return None;
    }
    let content = stretch(&tokens[at..last])?;
    let rule = if verb.is(ING) { "directive.participle" } else { "directive.imperative" };
    Some((None, None, content, false, rule))
}

fn without_stop(tokens: &[Token], first: usize, mut last: usize) -> usize {
    while last > first && tokens[last - 1].kind == Kind::Mark {
        last -= 1;
    }
    last
}
