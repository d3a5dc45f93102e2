//! Which two documents: those that tell of one event first, then any of the selection.

use dossier_engine::answer::{DocumentRef, Overview, Results, Story};
use dossier_engine::{Answer, Folding, Request, Typing};
use yew::prelude::*;

use crate::components::{date_or_undated, skeleton, title_text};
use crate::hooks::{navigate, use_engine, use_route};
use crate::state::{Route, group_digits};

/// A list longer than this is narrowed by the search above.
const MOST: u32 = 300;

/// The two lists, and pairs that are worth a look.
#[component]
pub(super) fn Choose() -> Html {
    let route = use_route();
    let results = use_engine(Request::Results {
        selection: route.selection.clone(),
        offset: 0,
        limit: MOST,
        typing: Typing::Done,
        folding: Folding::Off,
    });
    let overview = use_engine(Request::Overview { selection: route.selection.clone() });
    let Some(Answer::Results(found)) = results.get() else { return skeleton(4) };
    let (left, right) = super::chosen(&route);
    let chosen = left.is_some() && right.is_some();
    html! {
        <section class="compare-choose" aria-label="Which documents">
            <div class="compare-fields">
                { field(&route, found, ("left", "Left"), left) }
                { field(&route, found, ("right", "Right"), right) }
            </div>
            if found.total > MOST {
                <p class="small quiet">{ "The first " }{ MOST }{ " of " }{ group_digits(found.total) }{ " documents of the selection: search or filter to choose from others." }</p>
            }
            if !chosen {
                if let Some(Answer::Overview(overview)) = overview.get() { { pairs(&route, overview) } }
            }
        </section>
    }
}

fn field(
    route: &Route,
    found: &Results,
    (side, label): (&'static str, &'static str),
    now: Option<String>,
) -> Html {
    let now = now.unwrap_or_default();
    let on_change = {
        let route = route.clone();
        Callback::from(move |event: Event| {
            // By name: the browser's own type for it would be one more binding.
            let value = event.target().and_then(|target| js_sys::Reflect::get(&target, &"value".into()).ok());
            if let Some(id) = value.and_then(|value| value.as_string()) {
                navigate(&route.with_own(side, Some(id.as_str()).filter(|id| !id.is_empty())));
            }
        })
    };
    let listed = found.hits.iter().any(|hit| hit.document.id == now);
    html! {
        <label class="field"><span class="label">{ label }</span>
            <select onchange={on_change}>
                <option value="" selected={now.is_empty()}>{ "Choose a document" }</option>
                if !listed && !now.is_empty() { <option value={now.clone()} selected=true>{ &now }</option> }
                { for found.hits.iter().map(|hit| {
                    let id = hit.document.id.clone();
                    let date = hit.document.date.as_ref().map_or("undated", |date| date.words.as_str());
                    let chosen = id == now;
                    html! { <option key={id.clone()} selected={chosen} value={id}>{ &hit.document.title.text }{ " · " }{ date }</option> }
                }) }
            </select>
        </label>
    }
}

/// Pairs of one event: where many tell it, the first few lead to it and the fields above to the others.
const PAIRS: usize = 2;

/// Documents that report the same event.
fn pairs(route: &Route, overview: &Overview) -> Html {
    let told: Vec<(&str, &[DocumentRef])> = overview
        .stories
        .iter()
        .filter_map(|story| match story {
            Story::ToldTwice { event, documents } => Some((event.title.as_str(), documents.as_slice())),
            _ => None,
        })
        .collect();
    if told.is_empty() {
        return html! { <p class="quiet">{ "No two documents of this selection were found to report one event. Any two can be set side by side." }</p> };
    }
    html! {
        <>
            <h2 class="label">{ "One event, told more than once" }</h2>
            <ul class="compare-pairs">
                { for told.iter().flat_map(|(event, documents)| documents.windows(2).take(PAIRS).map(move |pair| {
                    let next = route.with_own("left", Some(&pair[0].id)).with_own("right", Some(&pair[1].id));
                    html! {
                        <li key={[pair[0].id.as_str(), pair[1].id.as_str()].concat()}>
                            <a class="compare-pair" href={next.hash()} data-pair="">
                                <span class="small quiet">{ event }</span>
                                { for pair.iter().map(|document| html! { <span key={document.id.clone()} class="compare-pair-side">{ title_text(&document.title) }<span class="small quiet">{ date_or_undated(document.date.as_ref()) }</span></span> }) }
                            </a>
                        </li>
                    }
                })) }
            </ul>
        </>
    }
}
