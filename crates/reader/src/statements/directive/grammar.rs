//! As much grammar as it takes to read a directive: infinitives, passives, subjects, noun phrases.

use super::super::lexicon::{
    ADVERB, AUX, BASE, CONJ, Classes, DET, ING, MODAL, NEED, NEG, OUGHT, PARTICIPLE, PAST, POSS, PREP, PRON,
    REL, SAYING, SPEAKER, SUBJECT, THIRD, TIME, VERB,
};
use super::super::tokens::{Kind, Shape, Token, mark, word};
use super::{AND, BE, BY, FOR, HAVE, ON, OR, THAT, TO, UPON, is_manner, is_question};

/// The "to" of an infinitive that the verb before `from` governs: nothing but a noun phrase stands between.
pub(in crate::statements) fn infinitive(tokens: &[Token], from: usize, last: usize) -> Option<usize> {
    for at in from..last.min(from + 45) {
        let token = &tokens[at];
        match token.kind {
            Kind::Quotation => return None,
            Kind::Word if token.word == TO => {
                let verb = skip(tokens, at + 1, last, ADVERB | NEG);
                let verb = if tokens.get(verb).is_some_and(is_manner) { verb + 1 } else { verb };
                // "to “respond immediately”": a verb in his own words.
                let quoted = |token: &Token| token.kind == Kind::Quotation && token.shape == Shape::Lower;
                if tokens
                    .get(verb)
                    .filter(|_| verb < last)
                    .is_some_and(|verb| could_be_base(verb) || quoted(verb))
                {
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

/// "up to nine metres": a number written out, and no verb.
const COUNTS: [u32; 13] = [
    word("two"),
    word("three"),
    word("four"),
    word("five"),
    word("six"),
    word("seven"),
    word("eight"),
    word("nine"),
    word("ten"),
    word("twelve"),
    word("twenty"),
    word("half"),
    word("nearly"),
];

/// Whether the word could be a verb in its base form.
fn could_be_base(token: &Token) -> bool {
    token.kind == Kind::Word
        && token.shape == Shape::Lower
        && !token.is(DET | POSS | PREP | PRON | MODAL | TIME)
        && !COUNTS.contains(&token.word)
        && (token.is(BASE)
            || !token.is(PAST | ING)
                // "bring" and "sting" are no participles.
                && (token.ending != word("ing") || token.end - token.start <= 5)
                && token.ending != word("ted"))
        && (!token.is(AUX) || [word("be"), word("have"), word("do")].contains(&token.word))
}

/// The first "must", "should", "need to", "have to" of a clause.
pub(super) fn ought(tokens: &[Token], from: usize, last: usize) -> Option<usize> {
    (from..last).find(|&at| {
        let token = &tokens[at];
        let next = tokens.get(at + 1).filter(|_| at + 1 < last);
        if token.is(OUGHT) {
            // "must have been": a guess, not an order; "should she become": a condition.
            return next.is_some_and(|next| next.word != HAVE && !next.is(SUBJECT));
        }
        [word("need"), word("needs"), word("has"), word("have")].contains(&token.word)
            && next.is_some_and(|next| next.word == TO)
            && at > from
            && !tokens[at - 1].is(DET | POSS | MODAL)
            // "will almost certainly have to be": a forecast.
            && !tokens[from.max(at.saturating_sub(3))..at].iter().any(|token| token.is(MODAL))
            && tokens[at - 1].word != TO
    })
}

const OPEN: u32 = word("(");
const CLOSE: u32 = word(")");

/// Longest aside within a subject, in tokens.
const ASIDE: usize = 16;

/// Longest brackets within a subject, in tokens, both marks included.
const BRACKET: usize = 8;

/// Longest subject that a verb in its base form is looked for behind, in words.
const LONGEST_SUBJECT: usize = 10;

/// "demanded that the department release its study": the noun phrase before a verb in its base form.
pub(super) fn subjunctive(tokens: &[Token], from: usize, last: usize) -> Option<(usize, usize)> {
    let verb = (from + 1..last.min(from + LONGEST_SUBJECT)).find(|&at| {
        let token = &tokens[at];
        token.word == BE
            || token.is(BASE) && token.shape == Shape::Lower && !tokens[at - 1].is(DET | POSS | PREP)
    })?;
    before_verb(tokens, from, verb)
}

/// The same behind a verb that leaves no choice: "recommended that the company review its plans".
pub(super) fn mandated(tokens: &[Token], from: usize, last: usize) -> Option<(usize, usize)> {
    subjunctive(tokens, from, last).or_else(|| {
        let verb =
            (from + 1..last.min(from + LONGEST_SUBJECT)).find(|&at| is_bare_verb(tokens, from, at, last))?;
        before_verb(tokens, from, verb)
    })
}

/// The noun phrase before a verb, if nothing in it ends a clause.
fn before_verb(tokens: &[Token], from: usize, verb: usize) -> Option<(usize, usize)> {
    // "ministries, agencies and localities consider": the comma of a list breaks nothing.
    let listed = tokens[from..verb].iter().any(|token| token.word == AND);
    let commas = tokens[from..verb].iter().filter(|token| token.word == mark::COMMA).count();
    let apposed = commas == 2 && tokens[verb - 1].word == mark::COMMA;
    let breaks =
        |token: &Token| token.kind == Kind::Mark && !((listed || apposed) && token.word == mark::COMMA);
    let tells = |at: usize| {
        let token = &tokens[at];
        // "the suspects", "their plans": nouns.
        let noun = at == from || tokens[at - 1].is(DET | POSS) || token.is(SPEAKER | SAYING);
        token.is(VERB) && token.is(PAST | THIRD) && !noun
    };
    let finite = (from..verb).any(|at| tokens[at].is(AUX | MODAL) || tells(at) || breaks(&tokens[at]));
    if finite { None } else { phrase(tokens, from, verb) }
}

/// "that the Ministry of Construction [allow] the use", "that the company [review] its plans", "that the government
/// [resign]": no other word stands between a noun and what an article makes an object, or the end.
fn is_bare_verb(tokens: &[Token], from: usize, at: usize, last: usize) -> bool {
    let (token, before) = (&tokens[at], &tokens[at - 1]);
    let noun = before.is_capital() || before.word == CLOSE || before.kind == Kind::Word && at >= from + 2;
    // Behind a name no small word but the verb follows: "that the Ministry of Finance [extend] relief".
    let object = before.is_capital()
        || at + 1 == last
        || tokens[at + 1].word == mark::STOP
        || tokens[at + 1].is(DET | POSS) && !tokens[at + 1].is(CONJ);
    tokens[from].is(DET | POSS)
        && could_be_base(token)
        && !token.is(ADVERB | CONJ | NEG | AUX | SPEAKER | SAYING | THIRD)
        && !is_manner(token)
        && noun
        && !before.is(DET | POSS | PREP | CONJ | ADVERB)
        && object
}

/// How participles end.
const DONE: [u32; 17] = [
    word("ted"),
    word("sed"),
    word("ned"),
    word("red"),
    word("ied"),
    word("ced"),
    word("ped"),
    word("led"),
    word("ved"),
    word("ded"),
    word("ged"),
    word("zed"),
    word("med"),
    word("wed"),
    word("hed"),
    word("ued"),
    word("ked"),
];

/// Participles that do not end so: "must be kept".
const IRREGULAR: [u32; 22] = [
    word("begun"),
    word("borne"),
    word("brought"),
    word("built"),
    word("cut"),
    word("done"),
    word("drawn"),
    word("found"),
    word("given"),
    word("held"),
    word("kept"),
    word("laid"),
    word("made"),
    word("met"),
    word("paid"),
    word("put"),
    word("sent"),
    word("set"),
    word("shown"),
    word("sought"),
    word("taken"),
    word("written"),
];

/// "should become a spearhead": a goal rather than a task. "should be carried out" is a task.
pub(super) fn is_goal(tokens: &[Token], modal: usize, last: usize) -> bool {
    let verb = skip(tokens, modal + 1, last, ADVERB | NEG);
    let Some(token) = tokens.get(verb).filter(|_| verb < last) else { return false };
    let states = [word("become"), word("be"), word("remain"), word("serve"), word("have")];
    let changes =
        [word("rise"), word("fall"), word("grow"), word("improve"), word("decline"), word("benefit")];
    if changes.contains(&token.word) {
        return true;
    }
    if !states.contains(&token.word) {
        return false;
    }
    let after = skip(tokens, verb + 1, last, ADVERB | NEG);
    let done = tokens.get(after).is_some_and(|next| {
        next.is(PAST | PARTICIPLE) || DONE.contains(&next.ending) || IRREGULAR.contains(&next.word)
    });
    !(token.word == BE && done)
}

/// Whether a form of "be" stands before the participle at `head`.
pub(in crate::statements) fn is_passive(tokens: &[Token], first: usize, head: usize) -> bool {
    auxiliary(tokens, first, head) < head
}

/// The "be" of a passive, or `head` if there is none.
pub(super) fn auxiliary(tokens: &[Token], first: usize, head: usize) -> usize {
    if !tokens[head].is(PAST | PARTICIPLE) {
        return head;
    }
    let forms = [word("is"), word("are"), word("was"), word("were"), word("been"), word("be"), word("being")];
    let mut at = head;
    let mut found = head;
    while at > first && tokens[at - 1].is(ADVERB | AUX | NEG | MODAL) {
        at -= 1;
        if forms.contains(&tokens[at].word) || found < head && tokens[at].is(AUX) {
            found = at;
        }
    }
    found
}

/// The noun phrase that ends before `verb`, not before `from`.
pub(in crate::statements) fn subject_before(
    tokens: &[Token],
    from: usize,
    verb: usize,
) -> Option<(usize, usize)> {
    let mut end = verb;
    while end > from && tokens[end - 1].is(ADVERB | AUX | NEG) {
        end -= 1;
    }
    let mut tail = end;
    // "believes that …, and urged her to": what stands before the "and" is no subject of this verb.
    if end > from && tokens[end - 1].is(CONJ) && !tokens[end - 1].is(PREP | DET) {
        return None;
    }
    // "Ministries, especially that of finance, need to": over what stands between commas.
    if end > from + 2
        && tokens[end - 1].word == mark::COMMA
        && let Some(open) = (from + 1..end - 1).rev().take(ASIDE).find(|&at| tokens[at].word == mark::COMMA)
        && !tokens[open..end].iter().any(|token| token.is(VERB | AUX | MODAL) && !token.is(SPEAKER))
    {
        // "The Auditor-General, Jane Doe, should": the name belongs to whom it tells.
        let named = tokens[open + 1..end - 1].iter().all(Token::is_capital);
        (end, tail) = if named { (open, end - 1) } else { (open, open) };
    }
    let mut start = end;
    while start > from && end - start < 40 {
        let token = &tokens[start - 1];
        // "The Vietnam Railways Corporation (VNR) was assigned": over what stands in brackets.
        if token.word == CLOSE
            && let Some(open) =
                (from.max(start.saturating_sub(BRACKET))..start).rev().find(|&at| tokens[at].word == OPEN)
            && open > from
        {
            start = open;
            continue;
        }
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
                    || token.is(VERB) && token.is(PAST | THIRD) && !token.is(SPEAKER)
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
    (start < end).then_some((start, tail))
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
pub(super) fn phrase(tokens: &[Token], from: usize, to: usize) -> Option<(usize, usize)> {
    let (mut from, mut to) = (from, to);
    let loose = |token: &Token| token.is(ADVERB | NEG) || token.kind == Kind::Mark;
    while from < to && (loose(&tokens[from]) || matches!(tokens[from].word, ON | UPON | FOR | TO)) {
        from += 1;
    }
    while to > from && (loose(&tokens[to - 1]) || is_manner(&tokens[to - 1]) || tokens[to - 1].word == TO) {
        to -= 1;
    }
    (from < to).then_some((from, to))
}

pub(super) fn clause_end(tokens: &[Token], from: usize, last: usize) -> usize {
    (from..last)
        .find(|at| tokens[*at].kind == Kind::Mark && tokens[*at].word != mark::POSSESSIVE)
        .unwrap_or(last)
}

pub(super) fn skip(tokens: &[Token], mut at: usize, last: usize, classes: Classes) -> usize {
    while at < last && tokens[at].is(classes) && !tokens[at].is(NEED) {
        at += 1;
    }
    at
}

/// Whether the sentence's agent is named: "by …" after the participle.
pub(in crate::statements) fn agent(tokens: &[Token], head: usize, last: usize) -> Option<(usize, usize)> {
    let by = (head + 1..last.min(head + 3)).find(|at| tokens[*at].word == BY)?;
    phrase(
        tokens,
        by + 1,
        infinitive(tokens, by + 1, last).unwrap_or_else(|| clause_end(tokens, by + 1, last)),
    )
}
