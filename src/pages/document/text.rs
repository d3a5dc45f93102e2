//! The text: blocks as they are, mentions by kind, hits, the place that the URL leads to, notes beside.

use std::rc::Rc;

use dossier_engine::answer::{BlockShown, DocumentPage, MentionShown};
use dossier_engine::{BlockKind, Span};
use yew::prelude::*;

use super::document_of;
use super::notes::{letter, notes};
use super::pieces::{Piece, parts, runs, within};
use crate::hooks::{Given, use_in_view, use_route, use_style};
use crate::state::{Page, Route, Target};

#[derive(Properties, PartialEq)]
pub(super) struct TextProps {
    /// The document's answer.
    pub(super) answer: Given,
    /// The place that the URL leads to.
    pub(super) target: Option<Target>,
}

/// The whole text.
#[component]
pub(super) fn Text(props: &TextProps) -> Html {
    let Some(document) = document_of(&props.answer) else { return Html::default() };
    let parts = parts(document);
    let last = parts.len();
    html! {
        <div class="text" id="text">
            { for parts.into_iter().enumerate().map(|(number, pieces)| {
                let at_once = number < 2 || last < 4 || pieces.iter().any(|piece| leads_into(document, piece, props.target));
                html! { <Part key={number} answer={props.answer.clone()} pieces={Rc::new(pieces)} target={props.target.filter(|_| at_once)} {at_once} /> }
            }) }
        </div>
    }
}

fn leads_into(document: &DocumentPage, piece: &Piece, target: Option<Target>) -> bool {
    match target {
        Some(Target::Sentence(sentence)) => piece.sentences.contains(&sentence),
        Some(Target::Words { start, .. }) => {
            // Words between two blocks belong to the one before them.
            let _ = document;
            (piece.span.start..piece.span.end).contains(&start)
        }
        None => false,
    }
}

#[derive(Properties, PartialEq)]
struct PartProps {
    answer: Given,
    pieces: Rc<Vec<Piece>>,
    target: Option<Target>,
    /// Drawn whether it is in view or not.
    at_once: bool,
}

/// Some blocks, drawn when they come near the view.
#[component]
fn Part(props: &PartProps) -> Html {
    let route = use_route();
    let node = use_node_ref();
    let seen = use_in_view(node.clone(), props.at_once);
    let bytes: u32 = props.pieces.iter().map(|piece| piece.span.len()).sum();
    // About 66 characters a line of 31 pixels, and a gap for each paragraph: the room that it will take.
    let room = if seen {
        "auto".to_owned()
    } else {
        [&(bytes / 66 * 31 + props.pieces.len() as u32 * 48).to_string(), "px"].concat()
    };
    use_style(node.clone(), "min-height", room);
    let Some(document) = document_of(&props.answer) else { return Html::default() };
    html! {
        <div class="part" ref={node}>
            if seen { { for props.pieces.iter().map(|piece| piece_view(&route, document, piece, props.target)) } }
        </div>
    }
}

fn piece_view(route: &Route, document: &DocumentPage, piece: &Piece, target: Option<Target>) -> Html {
    let Some(block) = document.blocks.get(piece.block) else { return Html::default() };
    if is_title(document, block) {
        return Html::default();
    }
    let kind = block_name(block.kind);
    let label = block_label(block.kind);
    let words = words(route, document, piece, target);
    let key = piece.span.start.to_string();
    let first = piece.sentences.start;
    let link = (!piece.sentences.is_empty()).then(|| {
        let href = route.to_sentence(&document.document.id, first).hash();
        html! { <a class="block-link" {href} aria-label={["Link to paragraph ", &(piece.block + 1).to_string()].concat()} lang="en">{ piece.block + 1 }</a> }
    });
    let body = match block.kind {
        BlockKind::Heading => html! { <h2 class="source">{ words }</h2> },
        _ => html! { <p class="source">{ words }</p> },
    };
    html! {
        <div {key} class={classes!("block", piece.continued.then_some("continued"))} data-kind={kind}>
            { link.unwrap_or_default() }
            <div class="block-body" data-step="" tabindex="-1">
                if let Some(label) = label { <span class="block-label" lang="en">{ label }</span> }
                { body }
            </div>
            { notes(route, document, &piece.sentences) }
        </div>
    }
}

/// The heading that already stands above the text as its title.
fn is_title(document: &DocumentPage, block: &BlockShown) -> bool {
    let title = &document.document.title;
    block.kind == BlockKind::Heading
        && title.printed
        && block.span.of(&document.text).trim() == title.text.trim()
}

pub(super) const fn block_name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Caption => "caption",
        BlockKind::Credit => "credit",
        BlockKind::Dateline => "dateline",
        BlockKind::Boilerplate => "boilerplate",
    }
}

pub(super) const fn block_label(kind: BlockKind) -> Option<&'static str> {
    match kind {
        BlockKind::Heading | BlockKind::Paragraph => None,
        BlockKind::Caption => Some("caption"),
        BlockKind::Credit => Some("credit"),
        BlockKind::Dateline => Some("dateline"),
        BlockKind::Boilerplate => Some("left by the web page"),
    }
}

/// A piece's words, sentence by sentence.
fn words(route: &Route, document: &DocumentPage, piece: &Piece, target: Option<Target>) -> Html {
    let mut out = Vec::new();
    let mut at = piece.span.start;
    for number in piece.sentences.clone() {
        let Some(sentence) = document.sentences.get(number as usize) else { continue };
        if at < sentence.span.start {
            out.push(stretch(route, document, Span { start: at, end: sentence.span.start }, target));
        }
        let here = target == Some(Target::Sentence(number));
        let id = ["s", &number.to_string()].concat();
        let href = route.to_sentence(&document.document.id, number).hash();
        out.push(html! {
            <span {id} key={number} class="sentence" aria-current={here.then_some("location")}>
                { stretch(route, document, sentence.span, target) }
                { note_marks(document, number) }
                <a class="sentence-link" {href} tabindex="-1" aria-hidden="true">{ "¶" }</a>
            </span>
        });
        at = sentence.span.end;
    }
    if at < piece.span.end {
        out.push(stretch(route, document, Span { start: at, end: piece.span.end }, target));
    }
    out.into_iter().collect()
}

/// Letters that lead to the notes of a sentence.
fn note_marks(document: &DocumentPage, sentence: u32) -> Html {
    let first = document.statements.partition_point(|statement| statement.sentence < sentence);
    let last = document.statements.partition_point(|statement| statement.sentence <= sentence);
    (first..last)
        .map(|note| {
            html! { <a key={["n", &note.to_string()].concat()} class="note-mark" href={["#note-", &note.to_string()].concat()} data-note={note.to_string()} lang="en"><span class="unseen">{ "note " }</span>{ letter(note) }</a> }
        })
        .collect()
}

/// What stands round words as a whole: a mention or a date.
enum Outer {
    Mention(usize),
    Date(usize),
}

fn stretch(route: &Route, document: &DocumentPage, span: Span, target: Option<Target>) -> Html {
    let mentions = within(&document.mentions, span, |mention| mention.span);
    let dates = within(&document.dates, span, |date| date.span);
    let mut outer: Vec<(Span, Outer)> =
        mentions.map(|at| (document.mentions[at].span, Outer::Mention(at))).collect();
    outer.extend(dates.map(|at| (document.dates[at].span, Outer::Date(at))));
    outer.sort_by_key(|(span, _)| (span.start, u32::MAX - span.end));
    let mut out = Vec::new();
    let mut at = span.start;
    for (place, what) in outer {
        if place.start < at || place.end > span.end {
            continue;
        }
        if at < place.start {
            out.push(inner(document, Span { start: at, end: place.start }, target));
        }
        let words = inner(document, place, target);
        out.push(match what {
            Outer::Mention(at) => mention(route, document, at, words),
            Outer::Date(at) => html! {
                <span class="mention" data-kind="date" data-date={at.to_string()} tabindex="0" key={["d", &at.to_string()].concat()}>{ words }</span>
            },
        });
        at = place.end;
    }
    if at < span.end {
        out.push(inner(document, Span { start: at, end: span.end }, target));
    }
    out.into_iter().collect()
}

fn mention(route: &Route, document: &DocumentPage, at: usize, words: Html) -> Html {
    let MentionShown { entity, .. } = &document.mentions[at];
    let Some(entity) = document.entities.get(*entity as usize) else { return words };
    let href = route.to(Page::Entity(entity.key.clone())).hash();
    html! {
        <a class={classes!("mention", entity.candidate.then_some("unsure"))} key={["m", &at.to_string()].concat()}
            data-kind={entity.kind.name()} data-mention={at.to_string()} data-entity={entity.key.clone()} {href}>{ words }</a>
    }
}

/// Words without mention or date inside: hits, reporting words and the target are marked.
fn inner(document: &DocumentPage, span: Span, target: Option<Target>) -> Html {
    let hits = &document.hits;
    let first = hits.partition_point(|hit| hit.end <= span.start);
    let mut marks: Vec<Span> = hits[first..].iter().take_while(|hit| hit.start < span.end).copied().collect();
    let hit_count = marks.len();
    let first = document.statements.partition_point(|statement| {
        document
            .sentences
            .get(statement.sentence as usize)
            .is_some_and(|sentence| sentence.span.end <= span.start)
    });
    for statement in &document.statements[first..] {
        if document
            .sentences
            .get(statement.sentence as usize)
            .is_none_or(|sentence| sentence.span.start >= span.end)
        {
            break;
        }
        marks.extend(statement.cue.iter().filter(|cue| cue.overlaps(span)));
    }
    let cue_end = marks.len();
    if let Some(Target::Words { start, end }) = target {
        marks.push(Span { start, end });
    }
    let mut target_begun = false;
    runs(span, &marks)
        .into_iter()
        .map(|(run, covering)| {
            let words = run.of(&document.text);
            if covering.is_empty() {
                return Html::from(words.to_owned());
            }
            let is_hit = covering.iter().any(|mark| *mark < hit_count);
            let is_cue = covering.iter().any(|mark| (hit_count..cue_end).contains(mark));
            let is_target = covering.iter().any(|mark| *mark >= cue_end);
            // The first run of the target takes the name by which the page finds it.
            let starts = is_target && !target_begun
                && matches!(target, Some(Target::Words { start, .. }) if start.max(span.start) == run.start && start >= span.start);
            target_begun |= is_target;
            let cue = is_cue.then_some("cue-words");
            if is_hit || is_target {
                let kind = if is_target { "target" } else { "hit" };
                html! { <mark data-kind={kind} class={classes!(cue)} id={starts.then_some("target")} aria-current={is_target.then_some("location")}>{ words }</mark> }
            } else {
                html! { <span class={classes!(cue)}>{ words }</span> }
            }
        })
        .collect()
}
