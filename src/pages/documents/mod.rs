//! The documents of the selection: facets, how the query was read, results.

mod facets;
mod lines;
mod results;

use dossier_engine::answer::{Droppable, Results};
use dossier_engine::{Answer, Selection, Sort};
use yew::prelude::*;

use super::page;
use crate::components::{choices, nothing, skeleton};
use crate::hooks::{Given, browser, use_engine, use_route, use_typing};
use crate::shell::{SelectionBar, columns};
use crate::state::{Route, in_sight, listing, plural};
use facets::FacetPanel;
use lines::Lines;
use results::ResultList;

/// The page.
#[component]
pub(crate) fn Documents() -> Html {
    let (route, typing) = (use_route(), use_typing());
    let limit = *use_memo((), |()| in_sight(browser::window_height()));
    let first = use_engine(listing(&route, 0, limit, typing));
    let view = first.view(
        || skeleton(12),
        |answer| match answer {
            Answer::Results(results) => shown(&route, results, first.given()),
            _ => Html::default(),
        },
    );
    page(
        "documents",
        first.state(),
        html! {
            <>
                <SelectionBar />
                { columns(Some(("Refine", html! { <FacetPanel /> })), html! { <><h1 class="unseen">{ "Documents" }</h1>{ view }</> }, None) }
            </>
        },
    )
}

fn shown(route: &Route, results: &Results, first: Option<Given>) -> Html {
    let sorts = Sort::ALL.map(|sort| {
        let words = match sort {
            Sort::Best if route.selection.query.trim().is_empty() => "newest",
            Sort::Best => "best match",
            Sort::Newest => "newest",
            Sort::Oldest => "oldest",
            Sort::Title => "title",
        };
        let href = route.select(Selection { sort, ..route.selection.clone() }).hash();
        (words.to_owned(), href, sort == route.selection.sort)
    });
    // Without a query the best is the newest: one of the two is enough.
    let skip = usize::from(route.selection.query.trim().is_empty() && route.selection.sort != Sort::Newest);
    let sorts =
        sorts.into_iter().enumerate().filter(|(place, _)| skip == 0 || *place != 1).map(|(_, sort)| sort);
    let has_words = !route.selection.query.trim().is_empty();
    let lines = route.own("view") == Some("lines");
    let ways = [("documents", None), ("lines", Some("lines"))]
        .map(|(word, own)| (word.to_owned(), route.with_own("view", own).hash(), lines == own.is_some()));
    let own_rows = route.own("fold") == Some("off");
    let repeats = [("folded", None), ("each on its own", Some("off"))]
        .map(|(word, own)| (word.to_owned(), route.with_own("fold", own).hash(), own_rows == own.is_some()));
    html! {
        <>
            { interpretation(route, results) }
            if results.total == 0 {
                { ways_out(route, results) }
            } else {
                <div class="list-head">
                    { choices("Order", sorts) }
                    if !(has_words && lines) && (results.rows < results.total || own_rows) { { choices("Repeats", repeats) } }
                    if has_words { { choices("As", ways) } }
                </div>
                if has_words && lines { <Lines /> } else { <ResultList rows={results.rows} {first} /> }
            }
        </>
    }
}

/// How the query was read, what was wrong with it and what was done about it.
fn interpretation(route: &Route, results: &Results) -> Html {
    let read = &results.interpretation;
    if read.words.is_empty() && read.problems.is_empty() && read.notes.is_empty() {
        return Html::default();
    }
    html! {
        <div class="interpretation">
            if !read.words.is_empty() { <p><span class="label">{ "Read as " }</span>{ &read.words }</p> }
            { for read.notes.iter().map(|note| html! { <p key={note.clone()} class="remark">{ note }</p> }) }
            { for read.problems.iter().map(|problem| html! {
                <p key={problem.start} class="problem">
                    { &problem.message }
                    if let Some(better) = &problem.suggestion {
                        { " " }<a href={route.select(route.selection.clone().with_query(better)).hash()}>{ "Try " }<code>{ better }</code></a>
                    }
                </p>
            }) }
        </div>
    }
}

/// Nothing found: what to drop, and what that would give.
fn ways_out(route: &Route, results: &Results) -> Html {
    let without = |drop: &Droppable| {
        let mut selection = route.selection.clone();
        match drop {
            Droppable::Query => selection.query.clear(),
            Droppable::Filter(filter) => selection.set(filter.field.clone(), &filter.value, None),
            Droppable::Dates => selection.dates = None,
            Droppable::Confidence => selection.min_confidence = 0,
        }
        route.select(selection).hash()
    };
    let chosen = &route.selection;
    let parts = [!chosen.query.trim().is_empty(), chosen.dates.is_some(), chosen.min_confidence > 0];
    let several = chosen.filters.len() + parts.into_iter().filter(|part| *part).count() > 1;
    nothing(
        if several { "No document has all of this" } else { "No document has this" },
        html! {
            <>
                if several { <p>{ "Each part of the selection narrows it. Dropping one of these gives documents again:" }</p> }
                <ul class="ways-out">
                    { for results.ways_out.iter().map(|way| html! {
                        <li key={way.label.clone()}><a href={without(&way.drop)}>{ "drop " }<b>{ &way.label }</b></a><span class="count">{ plural(way.count, "document") }</span></li>
                    }) }
                    if several || results.ways_out.is_empty() {
                        <li><a href={route.select(Selection::default()).hash()}>{ "drop everything" }</a><span class="count">{ plural(results.of, "document") }</span></li>
                    }
                </ul>
            </>
        },
    )
}
