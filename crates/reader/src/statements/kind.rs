//! What kind of statement a draft is, and what is particular to the kind.

use dossier_corpus::{Span, StatementKind};

use super::chain::extend;
use super::directive;
use super::draft::{Draft, span, stretch};
use super::lexicon::{ASSESS, COMMIT, NEG, REPORT, SAY, THINK};
use super::sentence::Sentences;
use super::tokens::{Kind, Shape, Token, mark, word};

const REPORTS: [u32; 4] = [word("reported"), word("reports"), word("announced"), word("announces")];

/// Names the kind of a draft that the models found, and reads off what is particular to the kind.
pub(super) fn name_kind(sentences: &Sentences, draft: &mut Draft) {
    let Some(head) = draft.head else { return };
    let sentence = sentences.list[draft.sentence];
    let tokens = &sentences.tokens;
    let (first, last) = (sentence.first as usize, sentence.last as usize);
    let reading = if sentence.heading && draft.source.is_empty() {
        None
    } else {
        directive::read(tokens, first, last, head, &draft.content)
    };
    if let Some(reading) = reading {
        draft.kind = StatementKind::Directive;
        draft.weak = reading.weak;
        draft.rule = reading.rule;
        draft.addressee = reading.addressee.and_then(|(from, to)| stretch(&tokens[from..to]));
        if reading.rule == "directive.passive" {
            // The model may have taken who is told for who tells.
            draft.source.clear();
            if let Some((from, to)) = directive::agent(tokens, head, last) {
                draft.source.extend(stretch(&tokens[from..to]));
            }
        }
        if reading.weak && reading.rule == "directive.expectation" {
            draft.content = expected(tokens, head, last).into_iter().collect();
        }
        extend(tokens, last, head, draft);
        // "by the minister" is no part of what is to be done.
        if reading.rule == "directive.passive"
            && let Some((_, to)) = directive::agent(tokens, head, last)
            && let Some(act) = tokens[..last].get(to)
            && let Some(part) = draft.content.iter_mut().find(|part| part.start >= tokens[head].end)
            && part.end > act.start
        {
            part.start = part.start.max(act.start);
        }
        return;
    }
    quoted_as_saying(tokens, first, last, head, draft);
    if is_quote(sentences, draft) {
        draft.kind = StatementKind::Quote;
        draft.rule = "statement.quote";
        return;
    }
    let cue = &tokens[head];
    (draft.kind, draft.rule) = if cue.kind != Kind::Word {
        (StatementKind::Attribution, "statement.colon")
    } else if cue.is(COMMIT) && !refuses(tokens, first, last, head) {
        (StatementKind::Commitment, "statement.commitment")
    } else if cue.is(ASSESS) {
        (StatementKind::Assessment, "statement.assessment")
    } else if cue.is(REPORT) && !cue.is(SAY) || REPORTS.contains(&cue.word) && !says_that(tokens, head, last)
    {
        (StatementKind::Report, "statement.report")
    } else if cue.is(THINK) && !cue.is(SAY) {
        (StatementKind::Attribution, "statement.thought")
    } else {
        (StatementKind::Attribution, "statement.speech")
    };
}

/// "The spokesman was quoted as saying that": who is quoted speaks.
fn quoted_as_saying(tokens: &[Token], first: usize, last: usize, head: usize, draft: &mut Draft) {
    let next = |at: usize| tokens[..last].get(head + at).map_or(0, |token| token.word);
    let quoted = [word("quoted"), word("cited"), word("reported")].contains(&tokens[head].word);
    let says = next(1) == word("as") && [word("saying"), word("telling")].contains(&next(2));
    if !quoted || !says || !directive::is_passive(tokens, first, head) {
        return;
    }
    let subject = directive::subject_before(tokens, first, head);
    let that = head + 3 + usize::from(next(3) == word("that"));
    let mut to = last;
    while to > that && tokens[to - 1].kind == Kind::Mark {
        to -= 1;
    }
    if let Some((from, until)) = subject
        && let Some(source) = stretch(&tokens[from..until])
        && let Some(content) = tokens.get(that.min(to)..to).and_then(stretch)
    {
        draft.source = vec![source];
        draft.content = vec![content];
    }
}

/// "did not agree with", "nobody agrees on", "undertakes no obligation": binds nobody.
fn refuses(tokens: &[Token], first: usize, last: usize, head: usize) -> bool {
    let next = tokens[head + 1..last].first().map_or(0, |token| token.word);
    let agrees =
        [word("agree"), word("agrees"), word("agreed"), word("agreeing")].contains(&tokens[head].word);
    let nobody = [word("nobody"), word("none"), word("no"), word("few")];
    let from = first.max(head.saturating_sub(4));
    next == word("no")
        || agrees && next == word("with")
        || tokens[from..head].iter().any(|token| token.is(NEG) || nobody.contains(&token.word))
}

fn says_that(tokens: &[Token], head: usize, last: usize) -> bool {
    tokens[head + 1..last].first().is_some_and(|token| token.word == word("that"))
}

/// What is expected: from "that" to the end of the sentence, a sign-off behind a dash left out.
fn expected(tokens: &[Token], head: usize, last: usize) -> Option<Span> {
    let that = (head..last).find(|at| tokens[*at].word == word("that"))?;
    let end = (that..last)
        .find(|at| {
            tokens[*at].kind == Kind::Mark
                && matches!(tokens[*at].word, mark::STOP | mark::DASH | mark::SEMICOLON)
        })
        .unwrap_or(last);
    stretch(&tokens[that..end])
}

/// Whether words stand in quotation marks and are more than a title or a slogan.
fn is_quote(sentences: &Sentences, draft: &Draft) -> bool {
    let sentence = sentences.list[draft.sentence];
    let that = draft
        .head
        .is_some_and(|head| sentences.tokens.get(head + 1).is_some_and(|next| next.word == word("that")));
    let (mut quoted, mut all) = (0, 0);
    let mut long = false;
    let tokens = sentences.tokens(sentence);
    for (at, token) in tokens.iter().enumerate() {
        let inside = draft.content.iter().any(|part| part.overlaps(span(token)));
        if !inside {
            continue;
        }
        let length = token.end - token.start;
        all += length;
        let title = token.shape != Shape::Lower && at > 0 && is_work(&tokens[at - 1]);
        if token.kind == Kind::Quotation && !title {
            quoted += length;
            // A short one is a quotation of its own only where a sentence of it ends or begins.
            let framed = matches!(token.word, mark::QUOTED_COMMA | mark::QUOTED_STOP | mark::QUOTED_CALL);
            long |= token.ending >= 3 || framed && token.shape != Shape::Lower;
        }
    }
    // A few words within "that …" may be a title or a slogan.
    quoted > 0 && (long && quoted * 6 >= all || quoted * if that { 4 } else { 20 } >= all)
}

/// "the book “…”", "a plan called “…”": what stands in quotation marks behind it is its title.
fn is_work(token: &Token) -> bool {
    const WORKS: [u32; 26] = [
        word("album"),
        word("article"),
        word("book"),
        word("campaign"),
        word("contest"),
        word("documentary"),
        word("dubbed"),
        word("entitled"),
        word("essay"),
        word("exhibition"),
        word("exercise"),
        word("film"),
        word("movement"),
        word("named"),
        word("novel"),
        word("operation"),
        word("paper"),
        word("plan"),
        word("programme"),
        word("program"),
        word("project"),
        word("slogan"),
        word("song"),
        word("theme"),
        word("themed"),
        word("titled"),
    ];
    WORKS.contains(&token.word)
}
