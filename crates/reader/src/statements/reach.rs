//! How far what is said goes, where the models stop short or run on: told by the verb's grammar.

use dossier_corpus::Span;

use super::directive;
use super::draft::stretch;
use super::lexicon::{
    ADVERB, ASSESS, AUX, CONJ, DET, DIRECT, ING, MODAL, ORDER, PAST, POSS, PREP, PRON, REL, SAY, SAYING,
    STRESS, THIRD, VERB,
};
use super::tokens::{Kind, Shape, Token, mark, word};

/// "said she would write and demanded that …": where a second verb of the speaker begins, told by the modal of the
/// clause between: what is said goes on in its tense, the speaker in his own.
pub(super) fn further_verb(tokens: &[Token], c: usize) -> Option<usize> {
    // "…; school heads were told to …"
    let semicolon = (c + 1..tokens.len()).find(|&at| tokens[at].word == mark::SEMICOLON);
    if let Some(at) = semicolon
        && tokens[c].is(SAY | STRESS | ORDER | DIRECT)
        && (at + 2..tokens.len().saturating_sub(1))
            .take_while(|&verb| tokens[verb].word != mark::SEMICOLON)
            .any(|verb| tokens[verb].is(ORDER | DIRECT) && directive::is_passive(tokens, at + 1, verb))
    {
        return Some(at);
    }
    if !(tokens[c].is(SAY | ORDER | DIRECT | ASSESS) && tokens[c].is(PAST)) {
        return None;
    }
    let verb = (c + 2..tokens.len().saturating_sub(1)).find(|&at| {
        tokens[at].is(SAY | STRESS | ORDER | DIRECT)
            && tokens[at].is(PAST)
            && is_joined(tokens, c + 1, at)
            && (tokens[at + 1].word == word("that")
                || directive::infinitive(tokens, at + 1, tokens.len()).is_some())
    })?;
    let joint = (c + 1..verb).rev().find(|&at| !tokens[at].is(ADVERB) || tokens[at].is(CONJ))?;
    let finite = tokens[c + 1..joint]
        .iter()
        .rev()
        .find(|token| token.is(MODAL | AUX) || token.is(VERB) && token.is(PAST | THIRD));
    match finite {
        Some(finite) => finite.is(MODAL).then_some(joint),
        // "ordered the crew to … and instructed the agency to", "praised the crew and asked it to": no infinitive and no
        // noun is joined to a finite verb.
        None => tokens[c].is(ORDER | DIRECT | ASSESS).then_some(joint),
    }
}

/// "Stressing the need for care, the minister asked the crew to …": where what participles at the head of a sentence tell ends,
/// the comma behind which a finite verb of the speaker has its subject.
pub(super) fn main_clause(tokens: &[Token], c: usize) -> Option<usize> {
    let first = tokens.iter().find(|token| token.kind == Kind::Word)?;
    if !(first.is(ING) && tokens[c].is(ING)) {
        return None;
    }
    let verb = (c + 2..tokens.len())
        .find(|&at| tokens[at].is(SAY | STRESS | ORDER | DIRECT | ASSESS) && tokens[at].is(PAST | THIRD))?;
    let comma = (c + 1..verb).rev().find(|&at| tokens[at].word == mark::COMMA)?;
    let (subject, _) = directive::subject_before(tokens, comma + 1, verb)?;
    (subject == comma + 1).then_some(comma)
}

/// Longest part of what is asked that is looked at by [`whole_object`], in tokens.
const PART: usize = 3;

/// "called for drafting special, far-reaching rules": what is asked does not end with the first of two adjectives.
pub(super) fn whole_object(tokens: &[Token], c: usize, taken: &[bool], content: &mut [Span]) {
    let [part] = content else { return };
    let from = tokens.partition_point(|token| token.start < part.start);
    let comma = tokens.partition_point(|token| token.start < part.end);
    let asks = tokens[c].is(ORDER | DIRECT) && from > c && comma - from <= PART && from < comma;
    let mark = |at: usize| tokens.get(at).is_some_and(|token| token.word == mark::COMMA);
    let goes_on = tokens.get(comma + 1).is_some_and(|token| {
        token.kind == Kind::Word
            && token.shape == Shape::Lower
            && !token.is(PRON | DET | POSS | CONJ | REL | AUX | MODAL | PREP | ADVERB)
            && !token.is(VERB | SAYING)
    });
    if !(asks && mark(comma) && goes_on && tokens[comma - 1].shape == Shape::Lower) {
        return;
    }
    let mut end = (comma + 1..tokens.len())
        .find(|&at| {
            taken[at]
                || tokens[at].kind == Kind::Quotation
                || matches!(tokens[at].word, mark::COMMA | mark::SEMICOLON | mark::COLON)
        })
        .unwrap_or(tokens.len());
    while tokens[end - 1].kind == Kind::Mark {
        end -= 1;
    }
    part.end = part.end.max(tokens[end - 1].end);
}

/// Whether "and" or "but", and adverbs at most, stand before the verb.
pub(super) fn is_joined(tokens: &[Token], first: usize, verb: usize) -> bool {
    let before = tokens[first..verb].iter().rev().find(|token| !token.is(ADVERB));
    before.is_some_and(|token| [word("and"), word("but")].contains(&token.word))
}

/// What a verb of saying or ordering governs by its grammar: "that …", "somebody to …".
pub(super) fn governed(tokens: &[Token], c: usize, taken: &[bool]) -> Option<Span> {
    let token = &tokens[c];
    let finite = token.is(PAST | THIRD);
    let that =
        token.is(SAY | STRESS | ORDER) && tokens.get(c + 1).is_some_and(|next| next.word == word("that"));
    let to = token.is(ORDER | DIRECT)
        && (directive::infinitive(tokens, c + 1, tokens.len()).is_some()
            || directive::is_order(tokens, c, tokens.len()));
    let expects = directive::is_confidence(tokens, c, tokens.len());
    if !(expects || finite && (that || to)) {
        return None;
    }
    let mut end = (c + 1..tokens.len()).find(|at| taken[*at]).unwrap_or(tokens.len());
    while end > c + 1 && tokens[end - 1].kind == Kind::Mark {
        end -= 1;
    }
    stretch(&tokens[c + 1..end])
}

/// Longest clause between "that" and what is said, in tokens.
const CLAUSE: usize = 20;

/// "said that in the first months of the year, exports rose": what stands before the comma is only when or where; what is
/// said comes behind it.
pub(super) fn go_on_behind(tokens: &[Token], c: usize, taken: &[bool], content: &mut Vec<Span>) {
    let cue = &tokens[c];
    if !(cue.is(SAY | STRESS) && cue.is(PAST | THIRD)) {
        return;
    }
    let opens = |at: usize| tokens.get(at).is_some_and(|token| token.is(PREP) && !token.is(CONJ));
    let that = c + 1 + usize::from(tokens.get(c + 1).is_some_and(|token| token.word == word("that")));
    let Some(comma) = (that..tokens.len()).find(|&at| tokens[at].word == mark::COMMA) else { return };
    // "that if they are not filed by May, …"
    let clause = [word("if"), word("unless"), word("when")]
        .contains(&tokens.get(that).map_or(0, |token| token.word))
        && comma - that <= CLAUSE
        && tokens[that..comma].iter().all(|token| token.kind != Kind::Quotation);
    let adverbial = clause
        || opens(that)
            && tokens[that..comma].iter().all(|token| {
                !token.is(AUX | MODAL | REL)
                    && token.kind != Kind::Quotation
                    && (!token.is(VERB) || !token.is(PAST | THIRD))
            });
    let part = content.iter().position(|part| part.start > cue.start && part.start <= tokens[that].start);
    let Some(part) = part.filter(|at| adverbial && content[*at].end <= tokens[comma].end) else { return };
    // Pieces further on belong to the same clause.
    let further = content.drain(part + 1..).next_back();
    let Some(last) = content.last_mut() else { return };
    let mut end = (comma + 1..tokens.len())
        .find(|&at| {
            let token = &tokens[at];
            taken[at]
                || token.kind == Kind::Quotation
                || matches!(token.word, mark::SEMICOLON | mark::COLON)
                || token.word == mark::COMMA
                    && tokens.get(at + 1).is_some_and(|next| next.is(VERB) && next.is(ING))
        })
        .unwrap_or(tokens.len());
    while end > comma + 1 && tokens[end - 1].kind == Kind::Mark {
        end -= 1;
    }
    if end > comma + 2 {
        last.end = tokens[end - 1].end;
    } else if let Some(further) = further {
        last.end = further.end;
    }
}
