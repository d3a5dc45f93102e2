//! The results: a short list as it comes, a long one drawn where it is looked at.

use std::rc::Rc;

use dossier_engine::answer::{Hit, Mark, SameEventGroup};
use dossier_engine::{Answer, Field, Request, Typing};
use yew::prelude::*;

use super::PAGE;
use crate::components::{date_or_undated, document_link, entity_link, marked};
use crate::hooks::{use_engine, use_route, use_style, use_window};
use crate::state::{Page, Route, plural};

/// A row of a long list is this high, in pixels: `--row` in the styles.
const ROW: u32 = 156;

#[derive(Properties, PartialEq)]
pub(crate) struct ResultListProps {
    /// How many there are.
    pub(crate) total: u32,
}

/// The list.
#[component]
pub(crate) fn ResultList(props: &ResultListProps) -> Html {
    let route = use_route();
    let list = use_node_ref();
    let long = props.total > PAGE;
    let seen = use_window(list.clone(), props.total, ROW);
    // Whole pages, so that a scroll of a few rows asks for nothing new.
    let offset = if long { seen.start / PAGE * PAGE } else { 0 };
    let limit = if long { PAGE * 2 } else { PAGE };
    let results = use_engine(Request::Results {
        selection: route.selection.clone(),
        offset,
        limit,
        typing: Typing::Typing,
    });
    let above = use_node_ref();
    let below = use_node_ref();
    let pixels = |rows: u32| [&(rows * ROW).to_string(), "px"].concat();
    use_style(above.clone(), "height", pixels(if long { seen.start } else { 0 }));
    use_style(below.clone(), "height", pixels(if long { props.total.saturating_sub(seen.end) } else { 0 }));
    let Some(Answer::Results(results)) = results.get() else { return Html::default() };
    let hit_at =
        |rank: u32| rank.checked_sub(results.offset).and_then(|place| results.hits.get(place as usize));
    let ranks = if long { seen } else { 0..results.hits.len() as u32 };
    let folded = folded(&results.hits);
    html! {
        <div ref={list} class={classes!("results", long.then_some("long"))}>
            <div ref={above} />
            <ol start={(ranks.start + 1).to_string()}>
                { for ranks.map(|rank| match hit_at(rank) {
                    Some(hit) if !long && folded.contains(&hit.document.id.as_str()) => Html::default(),
                    Some(hit) => html! { <li key={hit.document.id.clone()}>{ result(&route, hit, rank, props.total) }</li> },
                    None => html! { <li key={["rank", &rank.to_string()].concat()} class="result-row pending" aria-hidden="true"><div class="skeleton-line" /></li> },
                }) }
            </ol>
            <div ref={below} />
        </div>
    }
}

/// Documents that stand under an earlier one as reports of the same event.
fn folded(hits: &[Hit]) -> Vec<&str> {
    let mut folded = Vec::new();
    for hit in hits {
        if let Some(group) = &hit.same_event
            && !folded.contains(&hit.document.id.as_str())
        {
            folded.extend(group.others.iter().map(|other| other.id.as_str()));
        }
    }
    folded
}

fn result(route: &Rc<Route>, hit: &Hit, rank: u32, total: u32) -> Html {
    let document = &hit.document;
    let to = route.to(Page::Document(document.id.clone()));
    html! {
        <article class="result-row" data-document={document.id.clone()} aria-posinset={(rank + 1).to_string()} aria-setsize={total.to_string()}>
            <p class="result-date">{ date_or_undated(document.date.as_ref()) }</p>
            <div class="result-body">
                <h2><a href={to.hash()} data-step="" data-document={document.id.clone()}>{ crate::components::title_text(&document.title) }</a></h2>
                <p class="snippet source">{ snippet(hit) }</p>
                <p class="result-foot small">
                    if hit.matches > 0 { <span class="result-matches">{ plural(hit.matches, "match|matches") }</span> }
                    { for hit.people.iter().map(|person| html! { <span key={person.key.clone()}>{ entity_link(route, person) }</span> }) }
                </p>
                if let Some(group) = &hit.same_event { { same_event(route, hit, group) } }
            </div>
        </article>
    }
}

/// The snippet; where the title is the same opening words, what comes after them.
fn snippet(hit: &Hit) -> Html {
    let title = &hit.document.title;
    let opening = title.text.trim_end_matches(['…', '.', ' ']);
    let (text, marks) = (&hit.snippet.text, &hit.snippet.marks);
    let Some(rest) = text.strip_prefix(opening).filter(|rest| !title.printed && rest.len() > 60) else {
        return marked(text, marks);
    };
    let cut = (text.len() - rest.len()) as u32;
    let left: Vec<_> = marks
        .iter()
        .filter(|mark| mark.start >= cut)
        .map(|mark| Mark { start: mark.start - cut, end: mark.end - cut, kind: mark.kind })
        .collect();
    html! { <>{ "… " }{ marked(rest, &left) }</> }
}

/// "1 + 2 on the same event".
fn same_event(route: &Route, hit: &Hit, group: &SameEventGroup) -> Html {
    if group.others.is_empty() {
        return Html::default();
    }
    let story = route.select(route.selection.clone().including(Field::Story, &group.story.to_string()));
    let ids = [hit.document.id.as_str(), group.others[0].id.as_str()].join(",");
    let compare = route.to(Page::Compare).with_own("ids", Some(&ids));
    html! {
        <details class="same-event" open={true}>
            <summary>{ "1 + " }{ group.others.len() }{ " on the same event" }</summary>
            <p class="source">{ &group.title }</p>
            <ul class="document-list">
                { for group.others.iter().map(|other| html! {
                    <li key={other.id.clone()}>{ document_link(route, other) }<span class="small quiet">{ date_or_undated(other.date.as_ref()) }</span></li>
                }) }
            </ul>
            <p class="small actions"><a href={compare.hash()}>{ "side by side" }</a><a href={story.hash()}>{ "only this event" }</a></p>
        </details>
    }
}
