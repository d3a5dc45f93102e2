//! What a document asks for by its own form: the operative clauses of a resolution, what stands under "Recommendations",
//! the tasks of a plan, the action items of minutes, a list behind "calls on the government to:".

use dossier_corpus::{Span, StatementKind};

use super::super::draft::{Draft, span, stretch};
use super::super::lexicon::{ADVERB, CONJ, DIRECT, ORDER, OUGHT, PRON, REL, STRESS, THIRD};
use super::super::sentence::{Sentence, Sentences};
use super::super::tokens::{Kind, Token, mark, word};
use super::grammar::{infinitive, phrase};
use super::{ON, THAT, TO, UPON, is_call, may_act, names_who_must, unreported};

/// How sure such a form is, 0 to 1.
const CHANCE: f32 = 0.8;

/// How many named bodies that must or shall make a document one that gives tasks in its own words.
const TASKS: usize = 3;

/// How far before its clauses the body that resolves is named, in sentences.
const FAR: usize = 60;

/// Longest line that names the body that resolves, in words.
const LONGEST_BODY: usize = 9;

/// "Requests the Secretary-General to report by May;": a sentence that begins with what a body does, which stands before
/// all of them: "The Security Council,".
pub(in crate::statements) fn operative(sentences: &Sentences, at: usize) -> Option<Draft> {
    let sentence = sentences.list[at];
    let tokens = sentences.tokens(sentence);
    // "Also requests", "Further calls upon"
    let verb = tokens.iter().take(3).position(|token| !token.is(ADVERB))?;
    let cue = tokens.get(verb).filter(|cue| cue.is(ORDER | DIRECT | STRESS) && cue.is(THIRD))?;
    if !tokens.first()?.is_capital() || sentence.heading {
        return None;
    }
    let last = without_marks(tokens, tokens.len());
    let next = tokens.get(verb + 1)?.word;
    let asks = if is_call(cue.word) {
        matches!(next, ON | UPON) && infinitive(tokens, verb + 2, last).is_some()
    } else if cue.is(STRESS) && !cue.is(ORDER | DIRECT) {
        next == THAT && tokens.iter().any(|token| token.is(OUGHT))
    } else {
        next == THAT || next != TO && infinitive(tokens, verb + 1, last).is_some()
    };
    let content = stretch(tokens.get(verb + 1..last)?).filter(|_| asks)?;
    Some(Draft {
        head: Some(sentence.first as usize + verb),
        source: body_before(sentences, at).into_iter().collect(),
        cue: vec![span(cue)],
        content: vec![content],
        ..blank(at, "directive.order")
    })
}

/// "The Security Council,": the line above that is nothing but a body's name and a comma.
fn body_before(sentences: &Sentences, at: usize) -> Option<Span> {
    sentences.list[..at].iter().rev().take(FAR).find_map(|sentence| {
        let tokens = sentences.tokens(*sentence);
        let (comma, name) = tokens.split_last()?;
        let small = [word("of"), word("the"), word("for"), word("and"), word("on")];
        let fits = comma.word == mark::COMMA
            && (2..=LONGEST_BODY).contains(&name.len())
            && name[0].word == word("the")
            && name[1..].iter().all(|token| token.is_capital() || small.contains(&token.word));
        fits.then(|| stretch(name)).flatten()
    })
}

/// "ACTION: Captain Innes to circulate the report by 19 March."
pub(in crate::statements) fn action_item(sentences: &Sentences, at: usize) -> Option<Draft> {
    let tokens = sentences.tokens(sentences.list[at]);
    let first = tokens.first()?;
    let colon = tokens.iter().take(4).position(|token| token.word == mark::COLON)?;
    if ![word("action"), word("actions")].contains(&first.word) || !first.is_capital() {
        return None;
    }
    let last = without_marks(tokens, tokens.len());
    let to = infinitive(tokens, colon + 1, last).filter(|to| *to > colon + 1)?;
    let (from, until) = phrase(tokens, colon + 1, to)?;
    Some(Draft {
        cue: vec![span(first)],
        content: vec![stretch(&tokens[to..last])?],
        addressee: stretch(&tokens[from..until]),
        ..blank(at, "directive.action")
    })
}

/// Whether the document gives tasks in its own words: "The Ministry of Transport shall draft …", more than twice.
pub(in crate::statements) fn gives_tasks(sentences: &Sentences) -> bool {
    let must = [word("must"), word("shall")];
    let plain = sentences.list.iter().enumerate().filter(|(_, sentence)| {
        !sentence.heading && sentences.tokens(**sentence).iter().any(|token| must.contains(&token.word))
    });
    let task = |(at, sentence): (usize, &Sentence)| {
        unreported(sentences, at, *sentence)
            .is_some_and(|link| names_who_must(sentences.tokens(*sentence), &link))
    };
    plain.filter(|it| task(*it)).take(TASKS).count() == TASKS
}

/// Whether what stands under a heading is what the document recommends.
pub(in crate::statements) fn heads_recommendations(heading: &[Token]) -> bool {
    heading.len() <= 8
        && heading.iter().any(|token| [word("recommendations"), word("recommendation")].contains(&token.word))
}

/// "Governments should set up an office.", under such a heading.
pub(in crate::statements) fn is_recommended(sentence: &[Token], link: &Draft) -> bool {
    let who = |token: &&Token| link.addressee.is_some_and(|who| who.contains(span(token)));
    let told: Vec<Token> = sentence.iter().filter(who).copied().collect();
    link.rule == "directive.modal"
        && may_act(&told)
        && !told.iter().any(|token| token.is(REL))
        && !(told.len() == 1 && told[0].is(PRON) && told[0].word != word("we"))
}

/// Whether a sentence ends with "… to:", so that a list of what is asked follows.
pub(in crate::statements) fn opens_list(sentence: &[Token]) -> bool {
    matches!(sentence, [.., to, colon] if to.word == TO && colon.word == mark::COLON)
}

/// "- publish the list by May;", "(b) give free access; and": an item of such a list, without its marks.
pub(in crate::statements) fn item(sentence: &[Token]) -> Option<Span> {
    let letter =
        |token: &Token| token.kind != Kind::Word || token.end - token.start == 1 && token.word != word("a");
    let from = sentence.iter().take(5).position(|token| !letter(token))?;
    let verb = &sentence[from];
    let mut to = without_marks(sentence, sentence.len());
    while to > from && sentence[to - 1].is(CONJ) {
        to = without_marks(sentence, to - 1);
    }
    let fits = (from > 0 || !verb.is_capital()) && verb.kind == Kind::Word && !verb.is(PRON | THIRD);
    stretch(&sentence[from..to]).filter(|_| fits && to > from + 1)
}

fn without_marks(tokens: &[Token], mut last: usize) -> usize {
    while last > 0 && tokens[last - 1].kind == Kind::Mark {
        last -= 1;
    }
    last
}

fn blank(sentence: usize, rule: &'static str) -> Draft {
    Draft {
        sentence,
        head: None,
        chance: CHANCE,
        source: Vec::new(),
        cue: Vec::new(),
        content: Vec::new(),
        kind: StatementKind::Directive,
        weak: false,
        addressee: None,
        issuer_of: None,
        addressee_of: None,
        rule,
    }
}
