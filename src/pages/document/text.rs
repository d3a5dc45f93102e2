//! The text: blocks as they are, mentions by kind, hits, the place that the URL leads to, notes beside.

use dossier_engine::answer::{BlockShown, DocumentPage, MentionShown, Part as PartShown, Piece, Stretch};
use dossier_engine::{Answer, BlockKind, Request, Span};
use yew::prelude::*;

use super::document_of;
use super::notes::{letter, notes};
use super::pieces::{runs, within};
use crate::components::failure;
use crate::hooks::{Given, browser, use_engine_for, use_in_view, use_route, use_style};
use crate::state::{Page, Route, Target};

#[derive(Properties, PartialEq)]
pub(super) struct TextProps {
    /// The document's answer.
    pub(super) answer: Given,
    /// The place that the URL leads to.
    pub(super) target: Option<Target>,
}

/// So many parts come near the view together before each is looked at by itself.
const CHAPTER: usize = 24;

/// The whole text, part by part as it comes near the view.
#[component]
pub(super) fn Text(props: &TextProps) -> Html {
    let Some(document) = document_of(&props.answer) else { return Html::default() };
    let wanted = props.target.and_then(|target| part_of(&document.parts, target));
    let count = document.parts.len();
    html! {
        <div class="text" id="text">
            { for (0..count).step_by(CHAPTER).map(|first| {
                let end = count.min(first + CHAPTER);
                let wanted = wanted.filter(|part| (first..end).contains(part));
                let target = props.target.filter(|_| wanted.is_some());
                html! { <Chapter key={first} answer={props.answer.clone()} {first} {end} {wanted} {target} /> }
            }) }
        </div>
    }
}

/// The part that a place is in. Words between two blocks belong to the part before them.
fn part_of(parts: &[PartShown], target: Target) -> Option<usize> {
    let after = match target {
        Target::Sentence(sentence) => parts.partition_point(|part| part.sentences.start <= sentence),
        Target::Words { start, .. } => parts.partition_point(|part| part.span.start <= start),
    };
    after.checked_sub(1)
}

/// About 66 characters a line of 31 pixels, and a gap for each paragraph: the room that parts will take.
fn room(parts: &[PartShown]) -> String {
    let pixels = parts.iter().map(|part| part.span.len() / 66 * 31 + part.pieces * 48).sum::<u32>();
    [&pixels.to_string(), "px"].concat()
}

#[derive(Properties, PartialEq)]
struct ChapterProps {
    answer: Given,
    first: usize,
    end: usize,
    /// The part that the URL leads into, where it is one of these.
    wanted: Option<usize>,
    target: Option<Target>,
}

/// Some parts: nothing but their room until they come near the view.
#[component]
fn Chapter(props: &ChapterProps) -> Html {
    let node = use_node_ref();
    let seen = use_in_view(node.clone(), props.first == 0 || props.wanted.is_some());
    let parts = document_of(&props.answer).and_then(|document| document.parts.get(props.first..props.end));
    use_style(
        node.clone(),
        "min-height",
        match parts {
            Some(parts) if !seen => room(parts),
            _ => "auto".to_owned(),
        },
    );
    html! {
        <div class="chapter" ref={node}>
            if seen {
                { for (props.first..props.end).map(|number| {
                    let here = props.wanted == Some(number);
                    html! { <Part key={number} answer={props.answer.clone()} number={number as u32} target={props.target.filter(|_| here)} at_once={here || number < 2} /> }
                }) }
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct PartProps {
    answer: Given,
    number: u32,
    target: Option<Target>,
    /// Drawn whether it is in view or not.
    at_once: bool,
}

/// Some blocks, asked for and drawn when they come near the view.
#[component]
fn Part(props: &PartProps) -> Html {
    let route = use_route();
    let node = use_node_ref();
    let seen = use_in_view(node.clone(), props.at_once);
    let document = document_of(&props.answer);
    let opening = document.map(|document| &document.opening);
    let opening = opening.filter(|opening| opening.parts.contains(&props.number));
    let asked = use_engine_for(
        document
            .filter(|_| seen && opening.is_none())
            .map(|document| stretch_request(document, props.number)),
    );
    let stretch = opening.or_else(|| asked.get().and_then(stretch_in)).filter(|_| seen);
    let here = document.and_then(|document| document.parts.get(props.number as usize));
    use_style(
        node.clone(),
        "min-height",
        match here {
            Some(part) if stretch.is_none() => room(std::slice::from_ref(part)),
            _ => "auto".to_owned(),
        },
    );
    // The place that the URL leads to, once it is there.
    use_effect_with((props.target, stretch.is_some()), |(target, there)| {
        let element = match target {
            Some(Target::Sentence(sentence)) => browser::by_id(&["s", &sentence.to_string()].concat()),
            Some(Target::Words { .. }) => browser::by_id("target"),
            None => None,
        };
        if let (Some(element), true) = (element, *there) {
            browser::to_middle(&element);
        }
    });
    let Some(document) = document else { return Html::default() };
    let part = stretch.map(|stretch| {
        let shown = Words { document, stretch };
        let pieces = stretch.pieces.iter().filter(|piece| piece.part == props.number);
        pieces.map(|piece| piece_view(&route, &shown, piece, props.target)).collect::<Html>()
    });
    html! {
        <div class="part" ref={node} data-part={props.number.to_string()}>
            { part.or_else(|| asked.failure().map(failure)).unwrap_or_default() }
        </div>
    }
}

/// Asks for one part.
pub(super) fn stretch_request(document: &DocumentPage, part: u32) -> Request {
    Request::Stretch { id: document.document.id.clone(), first: part, end: part + 1 }
}

/// The stretch in an answer.
pub(super) fn stretch_in(answer: &Answer) -> Option<&Stretch> {
    match answer {
        Answer::Stretch(stretch) => Some(stretch),
        _ => None,
    }
}

/// Words of a document, with what is known of it as a whole.
pub(super) struct Words<'a> {
    pub(super) document: &'a DocumentPage,
    pub(super) stretch: &'a Stretch,
}

fn piece_view(route: &Route, shown: &Words<'_>, piece: &Piece, target: Option<Target>) -> Html {
    let Some(block) = shown.stretch.block(piece.block) else { return Html::default() };
    if is_title(shown, block) {
        return Html::default();
    }
    let kind = block_name(block.kind);
    let label = block_label(block.kind);
    let words = words(route, shown, piece, target);
    let key = piece.span.start.to_string();
    let first = piece.sentences.start;
    let link = (!piece.sentences.is_empty()).then(|| {
        let href = route.to_sentence(&shown.document.document.id, first).hash();
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
            { notes(route, shown, &piece.sentences) }
        </div>
    }
}

/// The heading that already stands above the text as its title.
fn is_title(shown: &Words<'_>, block: &BlockShown) -> bool {
    let title = &shown.document.document.title;
    block.kind == BlockKind::Heading
        && title.printed
        && shown.stretch.words(block.span).trim() == title.text.trim()
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
fn words(route: &Route, shown: &Words<'_>, piece: &Piece, target: Option<Target>) -> Html {
    let mut out = Vec::new();
    let mut at = piece.span.start;
    for number in piece.sentences.clone() {
        let Some(sentence) = shown.stretch.sentence(number) else { continue };
        if at < sentence.span.start {
            out.push(stretch(route, shown, Span { start: at, end: sentence.span.start }, target));
        }
        let here = target == Some(Target::Sentence(number));
        let id = ["s", &number.to_string()].concat();
        let href = route.to_sentence(&shown.document.document.id, number).hash();
        out.push(html! {
            <span {id} key={number} class="sentence" aria-current={here.then_some("location")}>
                { stretch(route, shown, sentence.span, target) }
                { note_marks(shown, number) }
                <a class="sentence-link" {href} tabindex="-1" aria-hidden="true">{ "¶" }</a>
            </span>
        });
        at = sentence.span.end;
    }
    if at < piece.span.end {
        out.push(stretch(route, shown, Span { start: at, end: piece.span.end }, target));
    }
    out.into_iter().collect()
}

/// Letters that lead to the notes of a sentence.
fn note_marks(shown: &Words<'_>, sentence: u32) -> Html {
    let (statements, before) = (&shown.stretch.statements, shown.stretch.first_statement as usize);
    let first = statements.partition_point(|statement| statement.sentence < sentence);
    let last = statements.partition_point(|statement| statement.sentence <= sentence);
    (before + first..before + last)
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

fn stretch(route: &Route, shown: &Words<'_>, span: Span, target: Option<Target>) -> Html {
    let words = shown.stretch;
    let mentions = within(&words.mentions, span, |mention| mention.span);
    let dates = within(&words.dates, span, |date| date.span);
    let mut outer: Vec<(Span, Outer)> =
        mentions.map(|at| (words.mentions[at].span, Outer::Mention(at))).collect();
    outer.extend(dates.map(|at| (words.dates[at].span, Outer::Date(at))));
    outer.sort_by_key(|(span, _)| (span.start, u32::MAX - span.end));
    let mut out = Vec::new();
    let mut at = span.start;
    for (place, what) in outer {
        if place.start < at || place.end > span.end {
            continue;
        }
        if at < place.start {
            out.push(inner(shown, Span { start: at, end: place.start }, target));
        }
        let words = inner(shown, place, target);
        out.push(match what {
            Outer::Mention(at) => mention(route, shown, at, words),
            Outer::Date(at) => html! {
                <span class="mention" data-kind="date" data-date={at.to_string()} tabindex="0" key={["d", &at.to_string()].concat()}>{ words }</span>
            },
        });
        at = place.end;
    }
    if at < span.end {
        out.push(inner(shown, Span { start: at, end: span.end }, target));
    }
    out.into_iter().collect()
}

fn mention(route: &Route, shown: &Words<'_>, at: usize, words: Html) -> Html {
    let MentionShown { entity, .. } = &shown.stretch.mentions[at];
    let Some(entity) = shown.stretch.entities.get(*entity as usize) else { return words };
    let href = route.to(Page::Entity(entity.key.clone())).hash();
    html! {
        <a class={classes!("mention", entity.candidate.then_some("unsure"))} key={["m", &at.to_string()].concat()}
            data-kind={entity.kind.name()} data-mention={at.to_string()} data-entity={entity.key.clone()} {href}>{ words }</a>
    }
}

/// Words without mention or date inside: hits, reporting words and the target are marked.
fn inner(shown: &Words<'_>, span: Span, target: Option<Target>) -> Html {
    let hits = &shown.document.hits;
    let stretch = shown.stretch;
    let first = hits.partition_point(|hit| hit.end <= span.start);
    let mut marks: Vec<Span> = hits[first..].iter().take_while(|hit| hit.start < span.end).copied().collect();
    let hit_count = marks.len();
    let first = stretch.statements.partition_point(|statement| {
        stretch.sentence(statement.sentence).is_some_and(|sentence| sentence.span.end <= span.start)
    });
    for statement in &stretch.statements[first..] {
        if stretch.sentence(statement.sentence).is_none_or(|sentence| sentence.span.start >= span.end) {
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
            let words = stretch.words(run);
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
