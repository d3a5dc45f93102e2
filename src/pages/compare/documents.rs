//! Documents side by side, sentence by sentence: what several say, in which words; what only one says.

use dossier_engine::answer::{AlignedRow, Comparison, Difference, DifferenceKind, DocumentRef, Passage};
use dossier_engine::{Answer, Request, Span};
use yew::prelude::*;

use super::letter;
use super::named::named;
use crate::components::{date_or_undated, document_link, marked, skeleton, why};
use crate::hooks::{use_engine, use_notice, use_route};
use crate::state::{Route, plural};

#[derive(Properties, PartialEq)]
pub(super) struct DocumentsProps {
    pub(super) ids: Vec<String>,
}

/// All of them, aligned.
#[component]
pub(super) fn Documents(props: &DocumentsProps) -> Html {
    let route = use_route();
    let answer = use_engine(Request::Comparison { documents: props.ids.clone() });
    use_notice(match answer.get() {
        Some(Answer::Comparison(comparison)) => Some(shares(comparison)),
        _ => None,
    });
    answer.view(
        || skeleton(16),
        |answer| match answer {
            Answer::Comparison(comparison) => shown(&route, comparison),
            _ => Html::default(),
        },
    )
}

/// How much of each document another one says too.
fn shares(comparison: &Comparison) -> String {
    let (aligned, all) = (&comparison.aligned, &comparison.sentences);
    let share =
        |at: usize| [aligned[at].to_string(), " of ".to_owned(), plural(all[at], "sentence")].concat();
    if let [_, _] = all.as_slice() {
        return [
            share(0),
            " in A say what ".to_owned(),
            aligned[1].to_string(),
            " of ".to_owned(),
            all[1].to_string(),
            " in B say".to_owned(),
        ]
        .concat();
    }
    let each = (0..all.len()).map(|at| [share(at), " in ".to_owned(), letter(at).to_string()].concat());
    ["Said in another, too: ".to_owned(), each.collect::<Vec<_>>().join(", ")].concat()
}

fn shown(route: &Route, comparison: &Comparison) -> Html {
    let shared_only = route.own("show") == Some("shared");
    let rows = comparison.rows.iter().filter(|row| !shared_only || row.percent > 0);
    let two = comparison.documents.len() == 2;
    let only = if two { "Only what both say" } else { "Only what several say" };
    html! {
        <div class="comparison" data-state="ready" data-of={comparison.documents.len().to_string()}>
            if let Some(event) = &comparison.event {
                <p class="comparison-event">{ if two { "Both report " } else { "All report " } }<b>{ &event.title }</b>
                    if event.date.is_some() { { ", " }{ date_or_undated(event.date.as_ref()) } }
                    if let Some(place) = &event.place { { ", " }{ place } }
                    { why(route, &event.why) }
                </p>
            }
            <p class="facts">
                <span>{ shares(comparison) }</span>
                <a href={route.with_own("show", (!shared_only).then_some("shared")).hash()}>{ if shared_only { "Show all sentences" } else { only } }</a>
            </p>
            { differences(route, comparison) }
            <div class="comparison-head">
                { for comparison.documents.iter().enumerate().map(|(at, document)| column_head(route, at, document)) }
            </div>
            <ol class="comparison-rows">
                { for rows.enumerate().map(|(at, row)| html! { <li key={at} class={row_class(row)}>{ row_view(route, comparison, row) }</li> }) }
            </ol>
            { named(route, comparison) }
        </div>
    }
}

fn column_head(route: &Route, at: usize, document: &DocumentRef) -> Html {
    html! {
        <div key={at}>
            <h2><span class="letter">{ letter(at) }</span>{ document_link(route, document) }</h2>
            <p class="small quiet">{ date_or_undated(document.date.as_ref()) }</p>
        </div>
    }
}

fn row_class(row: &AlignedRow) -> &'static str {
    match row.sides.iter().filter(|side| !side.is_empty()).count() {
        0 | 1 => "row alone",
        many if many == row.sides.len() => "row shared all",
        _ => "row shared",
    }
}

fn row_view(route: &Route, comparison: &Comparison, row: &AlignedRow) -> Html {
    let told = |difference: &&Difference| difference.said.iter().flatten().count() > 1;
    let differences = row.differences.iter().filter_map(|at| comparison.differences.get(*at as usize));
    let least = if comparison.documents.len() > 2 { "at least " } else { "" };
    html! {
        <>
            { for row.sides.iter().enumerate().map(|(at, side)| side_view(route, at, side)) }
            if row.percent > 0 {
                <p class="row-foot small quiet"><span>{ least }{ row.percent }{ "\u{202f}% alike" }</span>
                    { for differences.filter(told).map(|difference| html! {
                        <span class="row-difference">{ kind_word(difference.kind) }{ ": " }{ for difference.said.iter().flatten().enumerate().map(|(at, (words, _))| html! { <>{ if at > 0 { " / " } else { "" } }<span class="source">{ words }</span></> }) }</span>
                    }) }
                </p>
            }
        </>
    }
}

fn side_view(route: &Route, at: usize, passages: &[Passage]) -> Html {
    let letter = letter(at);
    if passages.is_empty() {
        return html! { <div class="side nobody small" key={at}>{ "not in " }{ letter }</div> };
    }
    html! {
        <div class="side" key={at}><span class="letter">{ letter }</span>{ for passages.iter().map(|passage| {
            let href = route.to_sentence(&passage.document, passage.sentence).hash();
            html! { <a key={passage.sentence} class="passage source" {href} data-document={passage.document.clone()}>{ marked(&passage.text, &passage.marks) }</a> }
        }) }</div>
    }
}

const fn kind_word(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Name => "name",
        DifferenceKind::Role => "rank or office",
        DifferenceKind::Spelling => "spelling",
        DifferenceKind::Number => "number",
        DifferenceKind::Date => "date",
    }
}

/// What aligned sentences say differently, gathered: what all that speak of it name in their own way first, then what only
/// some have.
fn differences(route: &Route, comparison: &Comparison) -> Html {
    let speaks =
        |difference: &Difference, at: usize| !comparison.rows[difference.row as usize].sides[at].is_empty();
    let place = |difference: &Difference, at: usize, said: &Option<(String, Span)>| match said {
        Some((words, span)) => {
            let href = route.to_words(&comparison.documents[at].id, span.start, span.end).hash();
            html! { <a class="source" {href}>{ words }</a> }
        }
        None if speaks(difference, at) => html! { <span class="quiet">{ "–" }</span> },
        None => Html::default(),
    };
    let all = |difference: &&Difference| {
        difference.said.iter().enumerate().all(|(at, said)| said.is_some() || !speaks(difference, at))
    };
    let (told, alone): (Vec<&Difference>, Vec<&Difference>) = comparison.differences.iter().partition(all);
    let part = |title: &'static str, rows: &[&Difference]| {
        if rows.is_empty() {
            return Html::default();
        }
        html! {
            <details class="comparison-differences" open={rows.len() <= 8}>
                <summary>{ title }<span class="count">{ " " }{ rows.len() }</span></summary>
                <table>
                    <colgroup><col class="kind-column" />{ for comparison.documents.iter().map(|_| html! { <col /> }) }</colgroup>
                    <thead><tr><th scope="col"><span class="unseen">{ "What" }</span></th>{ for (0..comparison.documents.len()).map(|at| html! { <th scope="col" class="letter">{ letter(at) }</th> }) }</tr></thead>
                    <tbody>{ for rows.iter().enumerate().map(|(row, difference)| html! {
                        <tr key={row}><th scope="row">{ kind_word(difference.kind) }</th>{ for difference.said.iter().enumerate().map(|(at, said)| html! {
                            <td data-letter={letter(at).to_string()}>{ place(difference, at, said) }</td>
                        }) }</tr>
                    }) }</tbody>
                </table>
            </details>
        }
    };
    let two = comparison.documents.len() == 2;
    html! {
        <div class="comparison-told">
            { part(if two { "Both say it, each in its own way" } else { "Each says it in its own way" }, &told) }
            { part(if two { "In sentences that both have, only one says" } else { "In sentences that several have, only some say" }, &alone) }
        </div>
    }
}
