//! Who is told to do what.
//!
//! Explicit directives are among what the models find; here they are told from other statements, and their
//! addressee is read off. What has no reporting verb of its own (a passive without an agent, "X must …", a bare
//! imperative, a participle left alone) is a directive only as the next link of a chain that a speaker began, in
//! a document that reports directives.

mod grammar;
mod orders;
mod unreported;
mod written;

use dossier_corpus::Span;

use super::draft::span;
use super::lexicon::{
    ADVERB, ASSESS, AUX, BASE, DET, DIRECT, ING, MODAL, NEED, ORDER, PAST, POSS, PREP, PRON, REL, SAY,
    SPEAKER, STRESS, SUBJECT, THIRD, VERB,
};
use super::tokens::{Kind, Token, mark, word};
use grammar::{auxiliary, clause_end, is_goal, mandated, ought, phrase, skip, subjunctive};
use orders::TOLD;

pub(super) use grammar::{agent, infinitive, is_passive, subject_before};
pub(super) use orders::{is_order, may_head_by_rule};
pub(super) use unreported::{is_plain_order, names_who_must, unreported};
pub(super) use written::{
    action_item, gives_tasks, heads_recommendations, is_recommended, item, opens_list, operative,
};

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
const BE: u32 = word("be");
const BEING: u32 = word("being");

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
    // "which requires …": a thing, nobody's order; "which have ordered the plane".
    if head > first && tokens[head - 1].is(REL) {
        return None;
    }
    let relative = (first..head).rev().find(|&at| !tokens[at].is(AUX | ADVERB));
    if relative.is_some_and(|at| at + 1 < head && tokens[at].word == word("which"))
        && infinitive(tokens, head + 1, last).is_none()
    {
        return None;
    }
    let preface = cue.is(ING) && head < first + 2;
    // "States told to open clinics": a participle without an object before "to". One may ask to, nobody tells to.
    let told = next_word == TO && TOLD.contains(&cue.word);
    let passive = told || is_passive(tokens, first, head);
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
        // "were asked by the minister to"
        let by = next_word == BY && infinitive(tokens, head + 2, last).is_some();
        let goes_on =
            by || matches!(next_word, TO | WITH) || next(head + 1).is_some_and(|token| token.is(ADVERB));
        let addressee = subject_before(tokens, first, auxiliary(tokens, first, head));
        if goes_on || cue.is(DIRECT) {
            return goes_on.then_some(Reading { addressee, weak: false, rule: "directive.passive" });
        }
    }
    // "warned of waves": nobody is told.
    if next_word == word("of") {
        return None;
    }
    if cue.is(ORDER) && !preface {
        // "appealed to drivers to return": the first "to" is no infinitive's.
        let appeal = next_word == TO && is_appeal(cue.word);
        let to = infinitive(tokens, head + 1 + usize::from(appeal), last);
        let with = (head + 2..last.min(head + LONGEST_OBJECT)).find(|&at| tokens[at].word == WITH);
        // "“Come back,” she pleaded": words as they were said.
        let said = content.iter().all(|part| part.end <= cue.start);
        if to.is_none() && next_word != THAT && said && !content.is_empty() {
            return None;
        }
        let charge = with.filter(|with| is_charge(cue.word) && to.is_none_or(|to| *with < to));
        let addressee = if let Some(with) = charge {
            phrase(tokens, head + 1, with)
        } else if let Some(to) = to {
            phrase(tokens, head + 1, to).and_then(|object| told_object(tokens, object))
        } else {
            let that = (next_word == THAT).then(|| ought(tokens, head + 1, last)).flatten();
            match that {
                Some(modal) => subject_before(tokens, head + 2, modal),
                None if next_word == THAT => mandated(tokens, head + 2, last),
                // "proposed the two sides sign a plan"
                None if is_proposal(cue.word) && next(head + 1).is_some_and(|token| token.is(DET)) => {
                    subjunctive(tokens, head + 1, last)
                }
                None => None,
            }
        };
        return Some(Reading { addressee, weak: false, rule: "directive.order" });
    }
    if cue.is(DIRECT) && !preface {
        if let Some(to) = infinitive(tokens, head + 1, last)
            && is_closed(tokens, head + 1, to)
        {
            let object = phrase(tokens, head + 1, to);
            // "suggested he benefits from his ability to": he does something, and is asked for nothing.
            let says = object.is_some_and(|(from, _)| {
                tokens[from].is(SUBJECT)
                    && tokens[from].word != word("it")
                    && tokens[from].word != word("you")
            });
            if says {
                return None;
            }
            return Some(Reading {
                addressee: object.and_then(|object| told_object(tokens, object)).or(object),
                weak: false,
                rule: "directive.order",
            });
        }
        if next_word == FOR {
            return Some(Reading { addressee: None, weak: false, rule: "directive.order" });
        }
        // "suggested that the footage be stored"
        // and "suggested the two sides increase exchanges"
        let that = usize::from(next_word == THAT);
        if (is_suggestion(cue.word) || that > 0 && is_command(cue.word))
            && (that > 0 || next(head + 1).is_some_and(|token| token.is(DET)))
            && let Some(addressee) = if is_command(cue.word) {
                mandated(tokens, head + 1 + that, last)
            } else {
                subjunctive(tokens, head + 1 + that, last)
            }
        {
            return Some(Reading { addressee: Some(addressee), weak: false, rule: "directive.order" });
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
            // "contractors who abandoned projects should": the clause between tells which.
            let which = (from + 2..modal)
                .find(|&at| tokens[at].is(REL) && tokens[at].word != THAT && !tokens[at - 1].is(PREP));
            let addressee = match which {
                Some(rel) => subject_before(tokens, from, rel),
                None => subject_before(tokens, from, modal),
            };
            // "any legislation that undermines rights must": the clause between tells which.
            let relative = addressee
                .map(|(start, _)| start)
                .filter(|&start| {
                    let behind = from + 1 + usize::from(tokens[from].word == THAT);
                    start > behind && (start < head || start > head + 2) && tokens[start - 1].word == THAT
                })
                .filter(|&start| !tokens[start].is(SUBJECT | DET | POSS) && !tokens[start].is_capital());
            let addressee = relative.map_or(addressee, |start| subject_before(tokens, from, start - 1));
            let weak = is_goal(tokens, modal, to);
            let asks = (from..modal).take(2).any(|at| is_question(tokens[at].word));
            let own = addressee.is_some_and(|(a, b)| b == a + 1 && is_first_person(tokens[a].word));
            let fits = addressee.is_some_and(|(start, end)| {
                // Who merely says "should" asks somebody: "the markets should recover" asks nothing.
                let strong =
                    cue.is(STRESS | ORDER) || is_suggestion(cue.word) || tokens[modal].word != word("should");
                !begins_late(tokens, from, start) && (strong || may_act(&tokens[start..end]))
            });
            if fits && !asks && !own {
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

/// The object of an order that is told to do something: a short one without a clause of its own. "demanded the mayor make a
/// pledge not to" tells the mayor.
fn told_object(tokens: &[Token], (from, to): (usize, usize)) -> Option<(usize, usize)> {
    let base = |at: &usize| {
        let token = &tokens[*at];
        token.is(BASE) && !token.is(SPEAKER) && !token.is_capital() && tokens[*at - 1].is_capital()
    };
    let to = (from + 1..to).find(base).unwrap_or(to);
    let clause =
        tokens[from..to].iter().any(|token| token.is(AUX | MODAL)) || !is_closed(tokens, from, to + 1);
    // Names are long: "the National Assembly's Committee for National Defense, Security and External Relations".
    let words =
        tokens[from..to].iter().filter(|token| token.kind == Kind::Word && !token.is_capital()).count();
    (!clause && words <= LONGEST_OBJECT).then_some((from, to))
}

/// Whether a noun phrase may be somebody who acts: a name, a pronoun, a person or a body.
fn may_act(phrase: &[Token]) -> bool {
    const AGENTS: [u32; 8] = [
        word("ers"),
        word("ors"),
        word("yer"),
        word("ver"),
        word("tor"),
        word("sor"),
        word("ist"),
        word("sts"),
    ];
    const ACTORS: [u32; 23] = [
        word("agencies"),
        word("allies"),
        word("authorities"),
        word("branches"),
        word("businesses"),
        word("cities"),
        word("companies"),
        word("company"),
        word("countries"),
        word("departments"),
        word("enterprises"),
        word("firms"),
        word("governments"),
        word("localities"),
        word("members"),
        word("ministries"),
        word("nations"),
        word("parties"),
        word("provinces"),
        word("sectors"),
        word("sides"),
        word("state"),
        word("units"),
    ];
    phrase.iter().any(|token| {
        ACTORS.contains(&token.word)
            || token.is_capital()
            || token.is(PRON | SPEAKER)
            || AGENTS.contains(&token.ending)
    })
}

/// Whether the subject at `start` is that of a clause within the clause: "the phrase suggests a campaign must", "are some who".
fn begins_late(tokens: &[Token], from: usize, start: usize) -> bool {
    tokens[start].is(AUX)
        || start > from && {
            let before = &tokens[start - 1];
            before.is(VERB) && before.is(PAST | THIRD) && !before.is(SAY | STRESS | SPEAKER)
        }
}

/// Whether no comma stands between, or those around an apposition: "told the commissioner, Mrs Adeyemi, to".
fn is_closed(tokens: &[Token], from: usize, to: usize) -> bool {
    let comma = |token: &&Token| token.kind == Kind::Mark && token.word == mark::COMMA;
    // "ministries, sectors, and provinces to": a list.
    // "the Assembly's Committee for National Defense, Security and External Relations to": a name, however long.
    let within_name = |at: usize| at > from && tokens[at - 1].is_capital() && tokens[at + 1].is_capital();
    let list = || {
        (from..to)
            .filter(|&at| comma(&&tokens[at]))
            .all(|at| at - from <= 6 || at + 1 < to && within_name(at))
            && tokens[from..to].iter().any(|token| token.word == AND)
            && !tokens[from..to].iter().any(|token| token.is(VERB | AUX | MODAL) && !token.is(SPEAKER))
    };
    match tokens[from..to].iter().filter(comma).count() {
        0 => true,
        2 if comma(&&tokens[to - 1]) => true,
        _ => list(),
    }
}

/// Longest object of an order, in words.
const LONGEST_OBJECT: usize = 12;

/// Whether a noun phrase is short and names somebody.
fn is_actor(phrase: &[Token]) -> bool {
    phrase.len() <= 6
        && phrase.first().is_some_and(|token| token.ending != word("ing"))
        && phrase.iter().any(|token| token.is_capital() || token.is(PRON | SPEAKER))
}

/// "effectively", "closely": how something is to be done.
pub(super) fn is_manner(token: &Token) -> bool {
    token.kind == Kind::Word
        && (token.ending == word("ely")
            || token.ending == word("lly")
            || token.ending == word("tly")
            || token.ending == word("sly"))
}

fn is_appeal(code: u32) -> bool {
    [word("appeal"), word("appeals"), word("appealed"), word("pleaded"), word("appealing")].contains(&code)
}

/// "tasked him with": what is to be done stands behind "with".
fn is_charge(code: u32) -> bool {
    [word("tasked"), word("tasks"), word("entrusted"), word("entrusts"), word("charged")].contains(&code)
}

fn is_proposal(code: u32) -> bool {
    [word("proposed"), word("proposes"), word("recommended"), word("requested")].contains(&code)
}

fn is_command(code: u32) -> bool {
    [word("directed"), word("directs"), word("commanded"), word("asked"), word("insisted")].contains(&code)
}

fn is_suggestion(code: u32) -> bool {
    [word("suggested"), word("suggests"), word("suggesting")].contains(&code)
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

/// The tokens of the sentence that the content covers, from its first to its last.
fn content_tokens(tokens: &[Token], first: usize, last: usize, content: &[Span]) -> Option<(usize, usize)> {
    let inside = |at: &usize| content.iter().any(|part| part.overlaps(span(&tokens[*at])));
    let from = (first..last).find(inside)?;
    let to = (from..last).rev().find(inside)? + 1;
    Some((from, to))
}
