//! Who is told to do what.
//!
//! Explicit directives are among what the models find; here they are told from other statements, and their
//! addressee is read off. What has no reporting verb of its own (a passive without an agent, "X must …", a bare
//! imperative, a participle left alone) is a directive only as the next link of a chain that a speaker began, in
//! a document that reports directives.

use super::draft::{Draft, span, stretch};
use super::lexicon::{
    ACT, ADVERB, ASSESS, AUX, BASE, CONJ, DET, DIRECT, ING, MODAL, NEED, NEG, ORDER, OUGHT, PARTICIPLE, PAST,
    POSS, PREP, PRON, REL, SAY, STRESS, THIRD, TIME, VERB,
};
use super::sentence::{Sentence, Sentences};
use super::tokens::{Kind, Shape, Token, mark, word};
use dossier_corpus::{Span, StatementKind};

const TO: u32 = word("to");
const ON: u32 = word("on");
const UPON: u32 = word("upon");
const FOR: u32 = word("for");
const THAT: u32 = word("that");
const BY: u32 = word("by");
const WITH: u32 = word("with");
const HAVE: u32 = word("have");
const THEY: u32 = word("they");
const AND: u32 = word("and");
const OR: u32 = word("or");
const CONTINUE: u32 = word("continue");

/// What kind of directive a cue makes of what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// Who is to act: tokens of the document.
    pub(super) addressee: Option<(usize, usize)>,
    pub(super) weak: bool,
    pub(super) rule: &'static str,
}

/// Reads the statement whose cue is at `head` as a directive, if it is one.
///
/// `first..last` are the tokens of its sentence, `content` tells what is stated.
pub(super) fn read(
    tokens: &[Token],
    first: usize,
    last: usize,
    head: usize,
    content: &[Span],
) -> Option<Reading> {
    let cue = &tokens[head];
    if cue.kind != Kind::Word {
        return None;
    }
    let next = |at: usize| if at < last { Some(&tokens[at]) } else { None };
    let next_word = next(head + 1).map_or(0, |token| token.word);
    // "which requires …": a thing, nobody's order.
    if head > first && tokens[head - 1].is(REL) {
        return None;
    }
    let preface = cue.is(ING) && head < first + 2;
    let passive = is_passive(tokens, first, head);
    if is_call(cue.word) {
        let of = match next_word {
            ON | UPON => 1,
            FOR => 2,
            TO if !cue.is(PAST) => 3,
            _ => 0,
        };
        if of == 0 || preface && of == 3 {
            return None;
        }
        let infinitive = infinitive(tokens, head + 2, last);
        let addressee = match (of, infinitive) {
            (1, Some(to)) => phrase(tokens, head + 2, to),
            // "called for Smith to resign", not "called for reforms to create jobs".
            (2, Some(to)) => phrase(tokens, head + 2, to).filter(|(from, to)| is_actor(&tokens[*from..*to])),
            (1, None) => phrase(tokens, head + 2, clause_end(tokens, head + 2, last)),
            _ => None,
        };
        return Some(Reading { addressee, weak: false, rule: "directive.call" });
    }
    if passive && cue.is(ORDER | DIRECT) {
        let goes_on = matches!(next_word, TO | WITH) || next(head + 1).is_some_and(|token| token.is(ADVERB));
        let addressee = subject_before(tokens, first, auxiliary(tokens, first, head));
        if goes_on || cue.is(DIRECT) {
            return goes_on.then_some(Reading { addressee, weak: false, rule: "directive.passive" });
        }
    }
    if cue.is(ORDER) && !preface {
        let to = infinitive(tokens, head + 1, last);
        let addressee = if let Some(to) = to {
            phrase(tokens, head + 1, to)
        } else {
            let that = (next_word == THAT).then(|| ought(tokens, head + 1, last)).flatten();
            that.and_then(|modal| subject_before(tokens, head + 2, modal))
        };
        return Some(Reading { addressee, weak: false, rule: "directive.order" });
    }
    if cue.is(DIRECT) && !preface {
        if let Some(to) = infinitive(tokens, head + 1, last)
            && !tokens[head + 1..to].iter().any(|token| token.kind == Kind::Mark && token.word == mark::COMMA)
        {
            return Some(Reading {
                addressee: phrase(tokens, head + 1, to),
                weak: false,
                rule: "directive.order",
            });
        }
        if next_word == FOR {
            return Some(Reading { addressee: None, weak: false, rule: "directive.order" });
        }
    }
    if preface {
        return None;
    }
    if cue.is(STRESS | SAY | ASSESS) || is_expressed(cue.word) {
        let after = skip(tokens, head + 1, last, DET | POSS | ADVERB | PREP);
        if next(after).is_some_and(|token| token.is(NEED)) && cue.is(STRESS | SAY) && after <= head + 4 {
            let to = infinitive(tokens, after + 1, last);
            let addressee = match to {
                Some(to) if next(after + 1).is_some_and(|token| token.word == FOR) => {
                    phrase(tokens, after + 2, to)
                }
                _ => None,
            };
            return Some(Reading { addressee, weak: false, rule: "directive.need" });
        }
    }
    if is_confidence(tokens, head, last) {
        let that = (head + 1..last.min(head + 12)).find(|at| tokens[*at].word == THAT)?;
        let will = (that + 1..last).find(|at| tokens[*at].word == word("will"))?;
        let addressee = subject_before(tokens, that + 1, will);
        return Some(Reading { addressee, weak: true, rule: "directive.expectation" });
    }
    if cue.is(STRESS | SAY) {
        let (from, to) = content_tokens(tokens, first, last, content)?;
        // The model may stop right before the modal.
        let to = if from > head { last.min(to + 3) } else { to };
        if let Some(modal) = ought(tokens, from, to) {
            let addressee = subject_before(tokens, from, modal);
            let weak = is_goal(tokens, modal, to);
            let asks = (from..modal).any(|at| is_question(tokens[at].word));
            let own = addressee.is_some_and(|(a, b)| b == a + 1 && is_first_person(tokens[a].word));
            if addressee.is_some() && !asks && !own {
                return Some(Reading { addressee, weak, rule: "directive.reported-modal" });
            }
        }
        // "emphasised that ministries continue to coordinate": the modal is missing, the stress is not.
        if cue.is(STRESS)
            && let Some(at) = (from..to.saturating_sub(2)).find(|at| tokens[*at].word == CONTINUE)
            && tokens[at + 1].word == TO
            && let Some(addressee) = subject_before(tokens, from, at)
        {
            return Some(Reading {
                addressee: Some(addressee),
                weak: false,
                rule: "directive.reported-modal",
            });
        }
    }
    None
}

/// What the sentence says without a reporting verb: a passive, a modal, an imperative, a participle.
pub(super) fn unreported(sentences: &Sentences, at: usize, sentence: Sentence) -> Option<Draft> {
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
    let main = clause_end(tokens, at + 1, last).max((at + 8).min(last));
    if finite(if verb.is(ING) { last } else { main }) {
        return None;
    }
    let content = stretch(&tokens[at..last])?;
    let rule = if verb.is(ING) { "directive.participle" } else { "directive.imperative" };
    Some((None, None, content, false, rule))
}

const BE: u32 = word("be");
const BEING: u32 = word("being");

fn without_stop(tokens: &[Token], first: usize, mut last: usize) -> usize {
    while last > first && tokens[last - 1].kind == Kind::Mark {
        last -= 1;
    }
    last
}

/// Whether a noun phrase is short and names somebody.
fn is_actor(phrase: &[Token]) -> bool {
    phrase.len() <= 6
        && phrase.first().is_some_and(|token| token.ending != word("ing"))
        && phrase.iter().any(|token| token.is_capital() || token.is(PRON | super::lexicon::SPEAKER))
}

/// "effectively", "closely": how something is to be done.
fn is_manner(token: &Token) -> bool {
    token.kind == Kind::Word
        && (token.ending == word("ely")
            || token.ending == word("lly")
            || token.ending == word("tly")
            || token.ending == word("sly"))
}

fn is_call(code: u32) -> bool {
    [word("call"), word("calls"), word("called"), word("calling")].contains(&code)
}

fn is_expressed(code: u32) -> bool {
    [word("expressed"), word("expresses"), word("expressing")].contains(&code)
}

fn is_question(code: u32) -> bool {
    [word("whether"), word("if"), word("what"), word("why"), word("how"), word("who")].contains(&code)
}

fn is_first_person(code: u32) -> bool {
    [word("i"), word("he"), word("she"), word("it"), word("there"), word("this"), word("that"), word("which")]
        .contains(&code)
}

/// "expressed confidence that …", "hoped that … will".
pub(super) fn is_confidence(tokens: &[Token], head: usize, last: usize) -> bool {
    let nouns = [word("confidence"), word("hope"), word("belief"), word("conviction"), word("expectation")];
    is_expressed(tokens[head].word)
        && tokens[(head + 1).min(last)..last.min(head + 4)].iter().any(|token| nouns.contains(&token.word))
}

/// The "to" of an infinitive that the verb before `from` governs: nothing but a noun phrase stands between.
pub(super) fn infinitive(tokens: &[Token], from: usize, last: usize) -> Option<usize> {
    for at in from..last.min(from + 45) {
        let token = &tokens[at];
        match token.kind {
            Kind::Quotation => return None,
            Kind::Word if token.word == TO => {
                let verb = skip(tokens, at + 1, last, ADVERB | NEG);
                let verb = if tokens.get(verb).is_some_and(is_manner) { verb + 1 } else { verb };
                if tokens.get(verb).filter(|_| verb < last).is_some_and(could_be_base) {
                    return Some(at);
                }
            }
            Kind::Word
                if token.is(MODAL)
                    || is_question(token.word)
                    || token.word == THAT
                    || token.is(REL) && at == from
                    || token.is(AUX) =>
            {
                return None;
            }
            Kind::Mark
                if matches!(token.word, mark::COLON | mark::SEMICOLON | mark::STOP | mark::QUESTION) =>
            {
                return None;
            }
            _ => {}
        }
    }
    None
}

/// Whether the word could be a verb in its base form.
fn could_be_base(token: &Token) -> bool {
    token.kind == Kind::Word
        && token.shape == Shape::Lower
        && !token.is(DET | POSS | PREP | PRON | MODAL | TIME)
        && (token.is(BASE)
            || !token.is(PAST | ING) && token.ending != word("ing") && token.ending != word("ted"))
        && (!token.is(AUX) || [word("be"), word("have"), word("do")].contains(&token.word))
}

/// The first "must", "should", "need to", "have to" of a clause.
fn ought(tokens: &[Token], from: usize, last: usize) -> Option<usize> {
    (from..last).find(|&at| {
        let token = &tokens[at];
        let next = tokens.get(at + 1).filter(|_| at + 1 < last);
        if token.is(OUGHT) {
            // "must have been": a guess, not an order.
            return next.is_some_and(|next| next.word != HAVE);
        }
        [word("need"), word("needs"), word("has"), word("have")].contains(&token.word)
            && next.is_some_and(|next| next.word == TO)
            && at > from
            && !tokens[at - 1].is(DET | POSS | MODAL)
            && tokens[at - 1].word != TO
    })
}

/// "should become a spearhead": a goal rather than a task. "should be carried out" is a task.
fn is_goal(tokens: &[Token], modal: usize, last: usize) -> bool {
    let verb = skip(tokens, modal + 1, last, ADVERB | NEG);
    let Some(token) = tokens.get(verb).filter(|_| verb < last) else { return false };
    let states = [word("become"), word("be"), word("remain"), word("serve"), word("have")];
    if !states.contains(&token.word) {
        return false;
    }
    let after = skip(tokens, verb + 1, last, ADVERB | NEG);
    let done = tokens.get(after).is_some_and(|next| {
        next.is(PAST | PARTICIPLE)
            || next.ending == word("ted")
            || next.ending == word("sed")
            || next.ending == word("ned")
            || next.ending == word("red")
            || next.ending == word("ied")
            || next.ending == word("ced")
            || next.ending == word("ped")
    });
    !(token.word == BE && done)
}

/// Whether a form of "be" stands before the participle at `head`.
pub(super) fn is_passive(tokens: &[Token], first: usize, head: usize) -> bool {
    auxiliary(tokens, first, head) < head
}

/// The "be" of a passive, or `head` if there is none.
fn auxiliary(tokens: &[Token], first: usize, head: usize) -> usize {
    if !tokens[head].is(PAST | PARTICIPLE) {
        return head;
    }
    let forms = [word("is"), word("are"), word("was"), word("were"), word("been"), word("be"), word("being")];
    let mut at = head;
    let mut found = head;
    while at > first && tokens[at - 1].is(ADVERB | AUX | NEG | MODAL) {
        at -= 1;
        if forms.contains(&tokens[at].word) {
            found = at;
        } else if found < head && tokens[at].is(AUX) {
            found = at;
        }
    }
    found
}

/// The noun phrase that ends before `verb`, not before `from`.
pub(super) fn subject_before(tokens: &[Token], from: usize, verb: usize) -> Option<(usize, usize)> {
    let mut end = verb;
    while end > from && tokens[end - 1].is(ADVERB | AUX | NEG) {
        end -= 1;
    }
    let mut start = end;
    while start > from && end - start < 40 {
        let token = &tokens[start - 1];
        let stops = match token.kind {
            Kind::Quotation => true,
            Kind::Mark => match token.word {
                // "ministries, agencies and localities": the comma of a list.
                mark::COMMA => !is_list(tokens, from, start - 1, end),
                mark::POSSESSIVE | mark::DASH => false,
                _ => true,
            },
            Kind::Word => {
                token.word == THAT
                    || token.is(CONJ) && !matches!(token.word, AND | OR) && !token.is(PREP)
                    || token.is(MODAL)
                    || token.is(VERB) && token.is(PAST | THIRD) && !token.is(super::lexicon::SPEAKER)
                    || token.is(REL)
            }
            Kind::Number => false,
        };
        if stops {
            break;
        }
        start -= 1;
    }
    while start < end
        && (tokens[start].is(CONJ) && !tokens[start].is(PREP)
            || tokens[start].is(ADVERB)
            || tokens[start].kind == Kind::Mark)
    {
        start += 1;
    }
    if start < end && tokens[start].is(PREP) && !tokens[start].is(CONJ) {
        return None;
    }
    (start < end).then_some((start, end))
}

/// Whether the comma at `comma` separates the members of a list that ends before `end`: "ministries, agencies and …".
fn is_list(tokens: &[Token], from: usize, comma: usize, end: usize) -> bool {
    let after = &tokens[comma + 1..end];
    if after.first().is_some_and(|token| token.word == AND) {
        return true;
    }
    let start = (from..comma)
        .rev()
        .take_while(|at| tokens[*at].kind == Kind::Word && tokens[*at].word != THAT)
        .last();
    let Some(start) = start else { return false };
    comma - start <= 3
        && after.iter().any(|token| token.word == AND)
        && tokens[start..comma]
            .iter()
            .all(|token| !token.is(VERB | AUX | TIME | PREP | ADVERB | CONJ) && token.ending != word("ing"))
}

/// The noun phrase of the tokens `from..to`, adverbs and commas at its edges left off.
fn phrase(tokens: &[Token], from: usize, to: usize) -> Option<(usize, usize)> {
    let (mut from, mut to) = (from, to);
    let loose = |token: &Token| token.is(ADVERB | NEG) || token.kind == Kind::Mark;
    while from < to && (loose(&tokens[from]) || matches!(tokens[from].word, ON | UPON | FOR)) {
        from += 1;
    }
    while to > from && (loose(&tokens[to - 1]) || is_manner(&tokens[to - 1])) {
        to -= 1;
    }
    (from < to).then_some((from, to))
}

fn clause_end(tokens: &[Token], from: usize, last: usize) -> usize {
    (from..last)
        .find(|at| tokens[*at].kind == Kind::Mark && tokens[*at].word != mark::POSSESSIVE)
        .unwrap_or(last)
}

fn skip(tokens: &[Token], mut at: usize, last: usize, classes: super::lexicon::Classes) -> usize {
    while at < last && tokens[at].is(classes) && !tokens[at].is(NEED) {
        at += 1;
    }
    at
}

/// The tokens of the sentence that the content covers, from its first to its last.
fn content_tokens(tokens: &[Token], first: usize, last: usize, content: &[Span]) -> Option<(usize, usize)> {
    let inside = |at: &usize| content.iter().any(|part| part.overlaps(span(&tokens[*at])));
    let from = (first..last).find(inside)?;
    let to = (from..last).rev().find(inside)? + 1;
    Some((from, to))
}

/// Whether the sentence's agent is named: "by …" after the participle.
pub(super) fn agent(tokens: &[Token], head: usize, last: usize) -> Option<(usize, usize)> {
    let by = (head + 1..last.min(head + 3)).find(|at| tokens[*at].word == BY)?;
    phrase(
        tokens,
        by + 1,
        infinitive(tokens, by + 1, last).unwrap_or_else(|| clause_end(tokens, by + 1, last)),
    )
}
