//! Two documents, sentence by sentence: what both say, in which words; what only one says.

use dossier_engine::answer::{
    AlignedPair, Comparison, Difference, DifferenceKind, DocumentRef, EntityRef, Passage,
};
use dossier_engine::{Answer, Request};
use yew::prelude::*;

use crate::components::{date_or_undated, document_link, entity_link, marked, skeleton, why};
use crate::hooks::{use_engine, use_notice, use_route};
use crate::state::{Route, plural};

#[derive(Properties, PartialEq)]
pub(super) struct DocumentsProps {
    pub(super) left: AttrValue,
    pub(super) right: AttrValue,
}

/// Both, aligned.
#[component]
pub(super) fn Documents(props: &DocumentsProps) -> Html {
    let route = use_route();
    let answer =
        use_engine(Request::Comparison { left: props.left.to_string(), right: props.right.to_string() });
    use_notice(match answer.get() {
        Some(Answer::Comparison(comparison)) => Some(
            [
                &comparison.aligned.0.to_string(),
                " of ",
                &plural(comparison.sentences.0, "sentence"),
                " aligned",
            ]
            .concat(),
        ),
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

fn shown(route: &Route, comparison: &Comparison) -> Html {
    let (aligned, all) = (comparison.aligned, comparison.sentences);
    let both_only = route.own("show") == Some("both");
    let pairs = comparison
        .pairs
        .iter()
        .filter(|pair| !both_only || (!pair.left.is_empty() && !pair.right.is_empty()));
    html! {
        <div class="comparison" data-state="ready">
            if let Some(event) = &comparison.event {
                <p class="comparison-event">{ "Both report " }<b>{ &event.title }</b>
                    if event.date.is_some() { { ", " }{ date_or_undated(event.date.as_ref()) } }
                    if let Some(place) = &event.place { { ", " }{ place } }
                    { why(route, &event.why) }
                </p>
            }
            <p class="facts">
                <span>{ aligned.0 }{ " of " }{ plural(all.0, "sentence") }{ " on the left say what " }{ aligned.1 }{ " of " }{ all.1 }{ " on the right say" }</span>
                <a href={route.with_own("show", (!both_only).then_some("both")).hash()}>{ if both_only { "Show all sentences" } else { "Only what both say" } }</a>
            </p>
            { differences(route, comparison) }
            <div class="comparison-head">
                { column_head(route, &comparison.left) }
                { column_head(route, &comparison.right) }
            </div>
            <ol class="comparison-pairs">
                { for pairs.enumerate().map(|(at, pair)| html! { <li key={at} class={pair_class(pair)}>{ pair_view(route, comparison, pair) }</li> }) }
            </ol>
            <div class="comparison-who">
                { who(route, "Only the left one names", &comparison.only_left) }
                { who(route, "Both name", &comparison.both) }
                { who(route, "Only the right one names", &comparison.only_right) }
            </div>
        </div>
    }
}

fn column_head(route: &Route, document: &DocumentRef) -> Html {
    html! { <div><h2>{ document_link(route, document) }</h2><p class="small quiet">{ date_or_undated(document.date.as_ref()) }</p></div> }
}

fn pair_class(pair: &AlignedPair) -> &'static str {
    match (pair.left.is_empty(), pair.right.is_empty()) {
        (false, false) => "pair both",
        (false, true) => "pair left-only",
        _ => "pair right-only",
    }
}

fn pair_view(route: &Route, comparison: &Comparison, pair: &AlignedPair) -> Html {
    let differences: Vec<&Difference> = pair
        .differences
        .iter()
        .filter_map(|at| comparison.differences.get(*at as usize))
        .filter(|difference| difference.left.is_some() && difference.right.is_some())
        .collect();
    html! {
        <>
            { side(route, &pair.left, "only on the right") }
            { side(route, &pair.right, "only on the left") }
            if pair.percent > 0 {
                <p class="pair-foot small quiet">{ pair.percent }{ "\u{202f}% alike" }
                    { for differences.iter().map(|difference| html! {
                        <span class="pair-difference">{ kind_word(difference.kind) }{ ": " }{ words(difference.left.as_ref()) }{ " / " }{ words(difference.right.as_ref()) }</span>
                    }) }
                </p>
            }
        </>
    }
}

fn side(route: &Route, passages: &[Passage], nothing: &'static str) -> Html {
    if passages.is_empty() {
        return html! { <div class="side nobody small">{ nothing }</div> };
    }
    html! {
        <div class="side">{ for passages.iter().map(|passage| {
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

fn words(side: Option<&(String, dossier_engine::Span)>) -> Html {
    match side {
        Some((words, _)) => html! { <span class="source">{ words }</span> },
        None => html! { <span class="quiet">{ "nothing" }</span> },
    }
}

/// What aligned sentences say differently, gathered: what both name in their own way first, then what only one has.
fn differences(route: &Route, comparison: &Comparison) -> Html {
    let place = |document: &DocumentRef, side: &Option<(String, dossier_engine::Span)>| match side {
        Some((words, span)) => {
            let href = route.to_words(&document.id, span.start, span.end).hash();
            html! { <a class="source" {href}>{ words }</a> }
        }
        None => html! { <span class="quiet">{ "–" }</span> },
    };
    let both = |difference: &&Difference| difference.left.is_some() && difference.right.is_some();
    let (told, alone): (Vec<&Difference>, Vec<&Difference>) = comparison.differences.iter().partition(both);
    let part = |title: &'static str, rows: &[&Difference]| {
        if rows.is_empty() {
            return Html::default();
        }
        html! {
            <details class="comparison-differences" open={rows.len() <= 8}>
                <summary>{ title }<span class="count">{ " " }{ rows.len() }</span></summary>
                <table>
                    <colgroup><col class="kind-column" /><col /><col /></colgroup>
                    <thead class="unseen"><tr><th scope="col">{ "What" }</th><th scope="col">{ "Left" }</th><th scope="col">{ "Right" }</th></tr></thead>
                    <tbody>{ for rows.iter().enumerate().map(|(at, difference)| html! {
                        <tr key={at}><th scope="row">{ kind_word(difference.kind) }</th><td>{ place(&comparison.left, &difference.left) }</td><td>{ place(&comparison.right, &difference.right) }</td></tr>
                    }) }</tbody>
                </table>
            </details>
        }
    };
    html! {
        <div class="comparison-told">
            { part("Both say it, each in its own way", &told) }
            { part("In sentences that both have, only one says", &alone) }
        </div>
    }
}

fn who(route: &Route, title: &'static str, entities: &[EntityRef]) -> Html {
    html! {
        <section class="card"><h2 class="label">{ title }<span class="count">{ " " }{ entities.len() }</span></h2>
            <ul class="who">{ for entities.iter().map(|entity| html! { <li key={entity.key.clone()}>{ entity_link(route, entity) }</li> }) }</ul>
            if entities.is_empty() { <p class="quiet">{ "nobody and nothing" }</p> }
        </section>
    }
}
