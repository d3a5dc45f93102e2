//! From drafts to a document's statements: kinds, and chains that a speaker began.

use dossier_corpus::{Span, StatementKind};

use super::directive;
use super::draft::{Draft, span};
use super::kind::name_kind;
use super::lexicon::{
    ACT, ADVERB, ASSESS, AUX, BASE, DET, DIRECT, ING, MODAL, ORDER, OUGHT, PAST, POSS, PREP, REL, SAY,
    STRESS, SUBJECT, THIRD, VERB,
};
use super::sentence::Sentences;
use super::tokens::{Kind, Token, mark, word};

/// Explicit directives that make a document one that reports directives.
const REGISTER: usize = 2;

/// Settles the kinds of `drafts` (in text order) and adds the links of chains.
pub(super) fn settle(sentences: &Sentences, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut drafts = drafts;
    let mut explicit = 0;
    for draft in &mut drafts {
        let plain_fragment = draft.source.is_empty() && draft.chance < 0.5;
        name_kind(sentences, draft);
        if draft.kind == StatementKind::Directive {
            if plain_fragment && draft.rule != "directive.passive" {
                draft.kind = StatementKind::Attribution;
            } else if !draft.weak {
                explicit += 1;
            }
        }
    }
    let register = explicit >= REGISTER;
    let tasks = directive::gives_tasks(sentences);
    // Under a heading that announces recommendations; and the directive that a list goes on with, and whether it has begun.
    let mut recommends = false;
    let mut list: Option<(usize, bool)> = None;
    let mut settled: Vec<Draft> = Vec::with_capacity(drafts.len() + 8);
    let mut rest = drafts.into_iter().peekable();
    // The draft whose issuer the next link takes over, and the sentence of the last link.
    let mut chain: Option<(usize, usize)> = None;
    let mut heard: Option<usize> = None;
    for (at, sentence) in sentences.list.iter().enumerate() {
        let mut here: Vec<Draft> = Vec::new();
        while let Some(draft) = rest.next_if(|draft| draft.sentence == at) {
            here.push(draft);
        }
        let tokens = sentences.tokens(*sentence);
        if let Some((open, begun)) = list
            && !is_number(tokens)
        {
            // A source in front of the item is its number, or the dash.
            let own = |item: &Span| here.iter().flat_map(|it| &it.source).all(|part| part.end <= item.start);
            if let Some(item) = directive::item(tokens).filter(own) {
                // The first item takes the place of "to:", the others are asked by and of the same.
                if begun {
                    let listed = Draft { sentence: at, content: vec![item], ..settled[open].clone() };
                    settled.push(listed);
                } else {
                    settled[open].content = vec![item];
                    list = Some((open, true));
                }
                continue;
            }
            list = None;
        }
        if sentence.heading {
            recommends = directive::heads_recommendations(tokens);
            settled.append(&mut here);
            continue;
        }
        let linked = chain.filter(|(_, last)| last + 1 == at);
        let firm = here.iter().any(|draft| {
            !draft.source.is_empty()
                || draft.kind == StatementKind::Directive && draft.rule != "directive.passive"
        }) || here.iter().filter(|draft| draft.kind == StatementKind::Directive).count() > 1;
        let begun = linked.map(|(begun, _)| begun);
        // After a directive, another needs no register.
        let ordered = begun.is_some_and(|begun| settled[begun].kind == StatementKind::Directive);
        let told = |token: &Token| token.is(ORDER | DIRECT) && token.is(PAST);
        let may_order = !firm && (begun.is_some() || recommends || tasks || tokens.iter().any(told));
        let mut link = if may_order { directive::unreported(sentences, at, *sentence) } else { None };
        if let Some(own) = &mut link {
            let recommended = recommends && directive::is_recommended(tokens, own);
            if recommended || begun.is_none() && tasks && directive::names_who_must(tokens, own) {
                own.rule = if recommended { "directive.recommended" } else { "directive.task" };
            }
        }
        let link = link.filter(|link| {
            matches!(link.rule, "directive.recommended" | "directive.task")
                || directive::is_plain_order(tokens, link)
                || begun.is_some() && (register || ordered && directive::names_who_must(tokens, link))
        });
        if let Some(mut link) = link {
            link.issuer_of = begun;
            if link.addressee.is_none_or(|span| is_pronoun(sentences, at, span)) {
                link.addressee_of = heard;
            }
            here.retain(|draft| {
                !draft
                    .content
                    .iter()
                    .chain(&draft.cue)
                    .any(|part| link.content.iter().any(|own| own.overlaps(*part)))
            });
            heard = if link.addressee_of.is_some() { heard } else { Some(settled.len()) };
            settled.append(&mut here);
            if heard.is_some_and(|heard| heard >= settled.len()) {
                heard = Some(settled.len());
            }
            chain = begun.map(|begun| (begun, at));
            list = directive::opens_list(tokens).then_some((settled.len(), false));
            settled.push(link);
            continue;
        }
        // "…, ensuring quality": part of what is asked, nobody's promise.
        let asked: Vec<Span> = here
            .iter()
            .filter(|draft| draft.kind == StatementKind::Directive)
            .flat_map(|draft| draft.content.iter().copied())
            .collect();
        here.retain(|draft| {
            let told = matches!(draft.kind, StatementKind::Commitment | StatementKind::Attribution);
            !told
                || !draft.head.is_some_and(|head| {
                    let cue = &sentences.tokens[head];
                    // "proactively seek new markets": one of the things asked.
                    let plain = cue.is(ING)
                        || cue.is(BASE) && draft.kind == StatementKind::Attribution && !cue.is(PAST);
                    // Or it goes on where one of them ends.
                    let tokens = &sentences.tokens;
                    let goes_on = |part: &Span| {
                        cue.is(ING)
                            && head > 1
                            && tokens[head - 1].word == mark::COMMA
                            && tokens[head - 1].start >= part.end
                            && tokens[head - 2].start < part.end
                    };
                    plain && asked.iter().any(|part| part.contains(span(cue)) || goes_on(part))
                })
        });
        for mut draft in here {
            // A passive without an agent has its issuer from the chain.
            if draft.kind == StatementKind::Directive
                && draft.source.is_empty()
                && draft.rule != "directive.action"
            {
                if let Some((begun, _)) = linked.filter(|_| !is_resolved(sentences, &draft)) {
                    draft.issuer_of = Some(begun);
                    chain = Some((begun, at));
                }
            } else if speaks(sentences, &draft) {
                chain = Some((settled.len(), at));
                heard = None;
            } else if let Some((begun, _)) = linked
                && draft.kind == StatementKind::Quote
                && is_he(sentences, &draft)
            {
                // "“…,” he told reporters.": whoever began goes on.
                chain = Some((begun, at));
            }
            if draft.kind == StatementKind::Directive && draft.addressee.is_some() {
                heard = Some(settled.len());
            }
            if draft.kind == StatementKind::Directive && directive::opens_list(tokens) {
                list = Some((settled.len(), false));
            }
            settled.push(draft);
        }
    }
    settled
}

/// "2.": what numbers the sentence behind it.
fn is_number(tokens: &[Token]) -> bool {
    tokens.len() <= 3 && tokens.iter().all(|token| token.kind != Kind::Word)
}

/// "It was agreed that …": a meeting's word, and not that of who spoke before.
fn is_resolved(sentences: &Sentences, draft: &Draft) -> bool {
    let tokens = sentences.tokens(sentences.list[draft.sentence]);
    tokens.first().is_some_and(|token| token.word == word("it"))
        && tokens.get(1).is_some_and(|next| next.is(AUX))
}

/// Whether the speaker is "he" or "she".
fn is_he(sentences: &Sentences, draft: &Draft) -> bool {
    let [source] = draft.source.as_slice() else { return false };
    let sentence = sentences.tokens(sentences.list[draft.sentence]);
    let he = [word("he"), word("she")];
    sentence.iter().any(|token| span(token) == *source && he.contains(&token.word))
}

fn is_pronoun(sentences: &Sentences, at: usize, place: Span) -> bool {
    sentences
        .tokens(sentences.list[at])
        .iter()
        .any(|token| span(token) == place && token.word == word("they"))
}

/// Whether the draft is somebody's speech that sentences after it may go on with.
fn speaks(sentences: &Sentences, draft: &Draft) -> bool {
    let said =
        draft.head.is_some_and(|head| sentences.tokens[head].is(SAY | STRESS | ORDER | DIRECT | ASSESS));
    let sentence = sentences.tokens(sentences.list[draft.sentence]);
    let named = draft.source.first().is_some_and(|source| {
        !sentence.iter().any(|token| token.is(REL) && Span { start: token.start, end: token.end } == *source)
    });
    said && named && draft.kind != StatementKind::Quote
}

const ON: u32 = word("on");
const UPON: u32 = word("upon");
const FOR: u32 = word("for");

/// What is asked runs on past the commas and semicolons of a chain: infinitives, gerunds, members of a list. It ends
/// where somebody else becomes the subject.
pub(super) fn extend(tokens: &[Token], last: usize, head: usize, draft: &mut Draft) {
    let cut = draft.content.windows(2).position(|pair| {
        pair[0].start >= tokens[head].end && changes_subject(tokens, last, pair[0].end, pair[1].start)
    });
    if let Some(cut) = cut {
        draft.content.truncate(cut + 1);
    }
    let Some(end) = draft.content.last().map(|part| part.end) else { return };
    if end <= tokens[head].end {
        return;
    }
    let mut to = last;
    while to > head && tokens[to - 1].kind == Kind::Mark {
        to -= 1;
    }
    let from = tokens[..to].partition_point(|token| token.end <= end).max(head + 1);
    // One past the last token that belongs.
    let mut reach = from;
    let mut at = from;
    while at < to {
        let piece = at;
        let mut open = at + 1;
        while open < to && !is_joint(&tokens[open]) {
            open += 1;
        }
        if !goes_on(&tokens[piece..open]) {
            break;
        }
        reach = open;
        at = open;
    }
    let reached = if reach > from { tokens[reach - 1].end } else { end };
    let after = tokens[head].end;
    let (mut parts, right): (Vec<Span>, Vec<Span>) = draft.content.iter().partition(|part| part.end <= after);
    if let Some(first) = right.first() {
        // Pieces that the model left out within what is asked belong to it.
        let opening = tokens[head + 1..to]
            .iter()
            .find(|token| !matches!(token.word, ON | UPON | FOR))
            .filter(|token| token.start < first.start && token.kind == Kind::Word)
            .map_or(first.start, |token| token.start);
        parts.push(Span { start: opening, end: reached });
        draft.content = parts;
    }
}

/// Whether somebody else begins to act between two places of the sentence: "…; she also called".
fn changes_subject(tokens: &[Token], last: usize, from: u32, to: u32) -> bool {
    let first = tokens[..last].partition_point(|token| token.start < from);
    let between = tokens[first..last].iter().take_while(|token| token.end <= to);
    let (mut subject, mut verb) = (false, false);
    for token in between {
        subject |= token.is(SUBJECT);
        verb |= token.is(VERB) && token.is(PAST | THIRD);
    }
    subject && verb
}

/// Where a piece of a chain begins.
fn is_joint(token: &Token) -> bool {
    token.kind == Kind::Mark && matches!(token.word, mark::COMMA | mark::SEMICOLON)
        || [word("and"), word("or"), word("as")].contains(&token.word)
}

/// Whether a piece of a sentence goes on with what is asked.
fn goes_on(piece: &[Token]) -> bool {
    let strict = piece.iter().any(|token| token.word == mark::SEMICOLON);
    let cut = piece.first().is_some_and(|token| !is_joint(token));
    let foreign = piece.iter().any(|token| {
        // The very "must" that makes it a directive is no sign of another subject.
        if cut && token.is(OUGHT) {
            return false;
        }
        // A word or two in quotation marks are part of what is asked.
        token.kind == Kind::Quotation && token.ending > 1
            || token.is(SUBJECT | REL | AUX | MODAL) && token.word != word("that")
            || token.kind == Kind::Mark
                && matches!(token.word, mark::COLON | mark::QUESTION | mark::CALL | mark::STOP)
    });
    if foreign {
        return demands(piece);
    }
    // The rest of a phrase that is cut in two.
    if cut {
        return true;
    }
    let loose = |token: &Token| is_joint(token) || token.is(ADVERB) || directive::is_manner(token);
    let Some(opening) = piece.iter().find(|token| !loose(token)) else { return true };
    let verbal = opening.is(ACT) && opening.is(BASE | ING) || opening.ending == word("ing");
    if verbal || opening.is(PREP) {
        return true;
    }
    // A further noun phrase: no verb may follow it.
    !strict
        && (opening.is(DET | POSS) || opening.is_capital() || piece.len() <= 8)
        && !piece.iter().any(|token| {
            token.is(VERB) && token.is(PAST | THIRD)
                || token.ending == word("ted")
                || token.ending == word("wed")
                || token.ending == word("ned")
        })
}

/// ", which must be completed by June", "and be ready to": a clause or an infinitive that only goes on with what is asked.
fn demands(piece: &[Token]) -> bool {
    let Some(at) = piece.iter().position(|token| !is_joint(token)) else { return false };
    let rest = &piece[at + 1..];
    let plain = !rest
        .iter()
        .any(|token| token.kind == Kind::Quotation || token.is(SUBJECT | REL) && token.word != word("that"));
    let which = piece[at].word == word("which") && rest.first().is_some_and(|next| next.is(OUGHT));
    let be = [word("be"), word("do")].contains(&piece[at].word)
        && at > 0
        && !rest.iter().any(|token| token.is(AUX | MODAL));
    plain && (which || be)
}
