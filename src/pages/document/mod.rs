//! One document: its text with everything found in it, and notes beside it.

mod hover;
mod notes;
mod pieces;
mod raw;
mod side;
mod text;

use std::rc::Rc;

use dossier_engine::answer::DocumentPage;
use dossier_engine::{Answer, Request};
use yew::prelude::*;

use super::page;
use crate::components::{date_or_undated, icon, skeleton, title_text};
use crate::hooks::{Given, Key, navigate, replace, use_engine, use_keys, use_notice, use_route};
use crate::shell::{SelectionBar, columns};
use crate::state::{Page, Route, Target, group_digits};
use hover::Hover;
use raw::Raw;
use text::Text;

#[derive(Properties, PartialEq)]
pub(crate) struct DocumentProps {
    /// Its id.
    pub(crate) id: AttrValue,
}

/// The document in an answer; every other answer was not asked for.
pub(crate) fn document_of(answer: &Answer) -> Option<&DocumentPage> {
    match answer {
        Answer::Document(document) => Some(document),
        _ => None,
    }
}

/// The page.
#[component]
pub(crate) fn Document(props: &DocumentProps) -> Html {
    let route = use_route();
    let answer =
        use_engine(Request::Document { id: props.id.to_string(), selection: route.selection.clone() });
    let document = answer.get().and_then(document_of);
    let now = document.and_then(|document| hit_now(document, &route));
    {
        let steps = Steps::of(document, &route, now);
        use_keys(move |key| on_key(key, &steps));
    }
    use_notice(
        document
            .filter(|_| now.is_some())
            .zip(now)
            .map(|(document, now)| hit_words(now, document.hits.len())),
    );
    let given = answer.given();
    let body = answer.view(
        || html! { <div class="frame">{ skeleton(24) }</div> },
        |answer| match (document_of(answer), given) {
            (Some(document), Some(given)) => shown(&route, document, &given, now),
            _ => Html::default(),
        },
    );
    let title = answer.failure().map(|_| html! { <div class="frame"><h1>{ &props.id }</h1></div> });
    page(
        "document",
        answer.state(),
        html! { <><SelectionBar strip={false} />{ title.unwrap_or_default() }{ body }</> },
    )
}

/// Which hit the URL leads to.
fn hit_now(document: &DocumentPage, route: &Route) -> Option<usize> {
    match route.target()? {
        Target::Words { start, end } => {
            document.hits.iter().position(|hit| hit.start == start && hit.end == end)
        }
        Target::Sentence(_) => None,
    }
}

fn hit_words(now: usize, count: usize) -> String {
    ["hit ", &(now + 1).to_string(), " of ", &group_digits(count as u32)].concat()
}

fn shown(route: &Rc<Route>, document: &DocumentPage, given: &Given, now: Option<usize>) -> Html {
    let raw = route.own("view") == Some("raw");
    let off = route.own("off").unwrap_or_default();
    let main = html! {
        <article class={classes!("document", off.split(',').filter(|kind| !kind.is_empty()).map(|kind| ["off-", kind].concat()).collect::<Classes>())}
            data-document={document.document.id.clone()} lang={language(document)}>
            { head(route, document, raw) }
            { hits(route, document, now) }
            if raw {
                <Raw answer={given.clone()} />
            } else {
                <Text answer={given.clone()} target={route.target()} />
                <Hover answer={given.clone()} />
            }
            { step_links(route, document) }
        </article>
    };
    columns(Some(("About this document", side::side(route, document))), main, None)
}

fn language(document: &DocumentPage) -> Option<String> {
    use dossier_engine::answer::MetadataKind;
    let language = document.metadata.iter().find(|datum| datum.kind == MetadataKind::Language)?;
    Some(language.value.clone()).filter(|tag| tag.len() <= 3 || tag.contains('-'))
}

fn head(route: &Route, document: &DocumentPage, raw: bool) -> Html {
    let position = document.position.map(|(rank, total)| {
        html! { <span class="position">{ group_digits(rank + 1) }{ " of " }{ group_digits(total) }{ " in the selection" }</span> }
    });
    let own_language = html! {
        <p class="document-line small quiet" lang="en">
            { date_or_undated(document.document.date.as_ref()) }
            <span>{ &document.document.id }</span>
            if let Some(position) = position { { position } } else { <span>{ "not in the selection" }</span> }
            <a class="raw-switch" href={route.with_own("view", (!raw).then_some("raw")).with_own("at", None).hash()}>{ if raw { "As read" } else { "Raw source" } }</a>
        </p>
    };
    html! {
        <header class="document-head">
            { own_language }
            <h1>{ title_text(&document.document.title) }</h1>
        </header>
    }
}

/// "3 of 17", with steps.
fn hits(route: &Route, document: &DocumentPage, now: Option<usize>) -> Html {
    let count = document.hits.len();
    if count == 0 {
        return Html::default();
    }
    let to = |hit: usize| {
        let hit = document.hits[hit % count];
        route.with_own("at", Some(&[hit.start.to_string(), hit.end.to_string()].join("-"))).hash()
    };
    let next = now.map_or(0, |now| now + 1);
    let previous = now.map_or(count - 1, |now| now + count - 1);
    html! {
        <nav class="hits" aria-label="Hits" lang="en">
            <span class="hits-count">
                if let Some(now) = now { { hit_words(now, count) } } else { { crate::state::plural(count as u32, "hit") } }
            </span>
            <a class="tool" href={to(previous)} aria-label="Previous hit (N)">{ icon("previous") }</a>
            <a class="tool" href={to(next)} aria-label="Next hit (n)">{ icon("next") }</a>
        </nav>
    }
}

fn step_links(route: &Route, document: &DocumentPage) -> Html {
    let link = |other: &dossier_engine::answer::DocumentRef, label: &'static str, glyph: &'static str| {
        let href = route.to(Page::Document(other.id.clone())).hash();
        html! { <a class={classes!("step", glyph)} {href} rel={if glyph == "next" { "next" } else { "prev" }}>{ icon(glyph) }<span class="label">{ label }</span>{ title_text(&other.title) }</a> }
    };
    html! {
        <nav class="steps" aria-label="Documents of the selection" lang="en">
            if let Some(previous) = &document.previous { { link(previous, "Previous", "previous") } }
            if let Some(next) = &document.next { { link(next, "Next", "next") } }
        </nav>
    }
}

/// Where keys lead.
struct Steps {
    previous: Option<Route>,
    next: Option<Route>,
    hit_before: Option<Route>,
    hit_after: Option<Route>,
}

impl Steps {
    fn of(document: Option<&DocumentPage>, route: &Route, now: Option<usize>) -> Self {
        let hits = document.map_or(&[][..], |document| &document.hits);
        let hit = |place: usize| {
            let hit = hits.get(place % hits.len().max(1))?;
            Some(route.with_own("at", Some(&[hit.start.to_string(), hit.end.to_string()].join("-"))))
        };
        let to = |other: Option<&dossier_engine::answer::DocumentRef>| {
            other.map(|other| route.to(Page::Document(other.id.clone())))
        };
        Self {
            previous: to(document.and_then(|document| document.previous.as_ref())),
            next: to(document.and_then(|document| document.next.as_ref())),
            hit_after: hit(now.map_or(0, |now| now + 1)),
            hit_before: hit(now.map_or(hits.len(), |now| now + hits.len()).saturating_sub(1)),
        }
    }
}

fn on_key(key: &Key, steps: &Steps) -> bool {
    if key.typing || key.command {
        return false;
    }
    match key.name.as_str() {
        "[" => steps.previous.as_ref().map(navigate),
        "]" => steps.next.as_ref().map(navigate),
        "n" => steps.hit_after.as_ref().map(replace),
        "N" => steps.hit_before.as_ref().map(replace),
        _ => None,
    }
    .is_some()
}
