//! Every match on a line of its own, with the words around it.

use dossier_engine::answer::{ConcordanceLine, Passage};
use dossier_engine::{Answer, Request};
use yew::prelude::*;

use crate::components::{nothing, skeleton};
use crate::hooks::{use_engine, use_route};
use crate::state::{Route, plural};

/// Lines at first, and then each time that more are wanted.
const STEP: u32 = 100;

/// The lines.
#[component]
pub(super) fn Lines() -> Html {
    let route = use_route();
    let limit = use_state_eq(|| STEP);
    let answer =
        use_engine(Request::Concordance { selection: route.selection.clone(), skip: 0, limit: *limit });
    let on_more = {
        let limit = limit.clone();
        Callback::from(move |_: MouseEvent| limit.set(*limit + STEP * 2))
    };
    answer.view(
        || skeleton(12),
        |answer| match answer {
            Answer::Concordance(found) if found.lines.is_empty() => nothing(
                "No words to show",
                html! { <p>{ "These documents match by what is known of them, not by words of theirs." }</p> },
            ),
            Answer::Concordance(found) => html! {
                <>
                    <ol class="lines">{ for found.lines.iter().map(|found| line(&route, found)) }</ol>
                    if found.complete {
                        <p class="small quiet">{ plural(found.total, "match|matches") }</p>
                    } else {
                        <p><button type="button" class="button" onclick={on_more}>{ "More: " }{ plural(found.total, "match|matches") }{ " so far" }</button></p>
                    }
                </>
            },
            _ => Html::default(),
        },
    )
}

fn line(route: &Route, line: &ConcordanceLine) -> Html {
    let passage: &Passage = &line.passage;
    let (start, end) = passage.marks.first().map_or((0, 0), |mark| (mark.start as usize, mark.end as usize));
    let part = |from: usize, to: usize| passage.text.get(from..to).unwrap_or_default().to_owned();
    let at = |offset: usize| passage.span.start + offset as u32;
    let href = route.to_words(&passage.document, at(start), at(end)).hash();
    let date = line.date.as_ref().map_or("undated", |date| date.words.as_str()).to_owned();
    html! {
        <li key={[&passage.document, ".", &at(start).to_string()].concat()}>
            <a class="line source" {href} data-step="" data-document={passage.document.clone()}>
                <span class="line-date">{ date }</span>
                <span class="line-before"><span>{ part(0, start) }</span></span>
                <mark data-kind="hit">{ part(start, end) }</mark>
                <span class="line-after">{ part(end, passage.text.len()) }</span>
            </a>
        </li>
    }
}
