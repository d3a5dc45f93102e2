//! Which documents: those that tell of one event first, then any of the selection.

use dossier_engine::answer::{Comparison, DocumentRef, Overview, Story, Titles};
use dossier_engine::{Answer, Request};
use yew::prelude::*;

use super::letter;
use crate::components::{date_or_undated, side_by_side, skeleton, title_text};
use crate::hooks::{navigate, use_engine, use_route};
use crate::state::{Route, group_digits};

/// A list longer than this is narrowed by the search above.
const MOST: u32 = 300;

/// A list for each document and one for another, and events that more than one tells.
#[component]
pub(super) fn Choose() -> Html {
    let route = use_route();
    let titles = use_engine(Request::Titles { selection: route.selection.clone(), limit: MOST });
    let overview = use_engine(Request::Overview { selection: route.selection.clone() });
    let Some(Answer::Titles(found)) = titles.get() else { return skeleton(4) };
    let ids = super::chosen(&route);
    let fields = (ids.len() + 1).clamp(2, Comparison::MOST);
    html! {
        <section class="compare-choose" aria-label="Which documents">
            <div class="compare-fields">
                { for (0..fields).map(|at| field(&route, found, &ids, at)) }
            </div>
            if found.total > MOST {
                <p class="small quiet">{ "The first " }{ MOST }{ " of " }{ group_digits(found.total) }{ " documents of the selection: search or filter to choose from others." }</p>
            }
            if ids.len() < 2 {
                if let Some(Answer::Overview(overview)) = overview.get() { { told(&route, overview) } }
            }
        </section>
    }
}

fn field(route: &Route, found: &Titles, ids: &[String], at: usize) -> Html {
    let now = ids.get(at).cloned().unwrap_or_default();
    let on_change = {
        let (route, ids) = (route.clone(), ids.to_vec());
        Callback::from(move |event: Event| {
            // By name: the browser's own type for it would be one more binding.
            let value = event.target().and_then(|target| js_sys::Reflect::get(&target, &"value".into()).ok());
            if let Some(id) = value.and_then(|value| value.as_string()) {
                let mut ids = ids.clone();
                match ids.get_mut(at) {
                    Some(now) => *now = id,
                    None => ids.push(id),
                }
                navigate(
                    &route.with_own_ids("ids", ids.iter().map(String::as_str).filter(|id| !id.is_empty())),
                );
            }
        })
    };
    let listed = found.documents.iter().any(|document| document.id == now);
    let nothing = match at {
        0 | 1 => "Choose a document",
        _ if now.is_empty() => "Add another document",
        _ => "Leave it out",
    };
    html! {
        <label class="field" key={at}><span class="label letter">{ letter(at) }</span>
            <select onchange={on_change}>
                <option value="" selected={now.is_empty()}>{ nothing }</option>
                if !listed && !now.is_empty() { <option value={now.clone()} selected=true>{ &now }</option> }
                { for found.documents.iter().map(|document| {
                    let id = document.id.clone();
                    let date = document.date.as_ref().map_or("undated", |date| date.words.as_str());
                    let chosen = id == now;
                    html! { <option key={id.clone()} selected={chosen} value={id}>{ &document.title.text }{ " · " }{ date }</option> }
                }) }
            </select>
        </label>
    }
}

/// So many titles of an event's documents are shown.
const SHOWN: usize = 4;

/// Documents that report the same event.
fn told(route: &Route, overview: &Overview) -> Html {
    let told: Vec<(&str, &[DocumentRef])> = overview
        .stories
        .iter()
        .filter_map(|story| match story {
            Story::ToldTwice { event, documents } => Some((event.title.as_str(), documents.as_slice())),
            _ => None,
        })
        .collect();
    if told.is_empty() {
        return html! { <p class="quiet">{ "No two documents of this selection were found to report one event. Any can be set side by side." }</p> };
    }
    html! {
        <>
            <h2 class="label">{ "One event, told more than once" }</h2>
            <ul class="compare-events">
                { for told.iter().enumerate().map(|(at, (event, documents))| html! {
                    <li key={at}>
                        <a class="compare-event" href={side_by_side(route, documents.iter().map(|document| document.id.as_str())).hash()} data-event="">
                            <span class="small quiet">{ event }</span>
                            { for documents.iter().take(SHOWN).map(|document| html! { <span key={document.id.clone()} class="compare-event-side">{ title_text(&document.title) }<span class="small quiet">{ date_or_undated(document.date.as_ref()) }</span></span> }) }
                            if documents.len() > SHOWN { <span class="small quiet">{ "and " }{ group_digits((documents.len() - SHOWN) as u32) }{ " more" }</span> }
                        </a>
                    </li>
                }) }
            </ul>
        </>
    }
}
