//! Two documents side by side, or two selections against each other.

mod choose;
mod contrast;
mod documents;

use dossier_engine::Selection;
use yew::prelude::*;

use super::page;
use crate::hooks::use_route;
use crate::shell::{SelectionBar, columns};
use choose::Choose;
use contrast::ContrastView;
use documents::Documents;

/// The page.
#[component]
pub(crate) fn Compare() -> Html {
    let route = use_route();
    let selections = route.own("view") == Some("selections");
    let body = match (route.own("left"), route.own("right")) {
        _ if selections => {
            let against = route.own("against").map(Selection::from_query);
            html! { <ContrastView {against} /> }
        }
        (Some(left), Some(right)) => {
            html! { <><Choose /><Documents left={left.to_owned()} right={right.to_owned()} /></> }
        }
        _ => html! { <Choose /> },
    };
    let tabs = [("Documents", None), ("Selections", Some("selections"))];
    let view = html! {
        <>
            <h1>{ "Compare" }</h1>
            <nav class="tabs" aria-label="What is compared"><ul>
                { for tabs.iter().map(|(words, own)| {
                    let next = route.to(route.page.clone()).with_own("view", *own);
                    html! { <li key={*words}><a href={next.hash()} aria-current={(selections == own.is_some()).then_some("page")}>{ *words }</a></li> }
                }) }
            </ul></nav>
            { body }
        </>
    };
    page("compare", "ready", html! { <><SelectionBar strip={false} />{ columns(None, view, None) }</> })
}
