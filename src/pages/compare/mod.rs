//! Two documents side by side, or two selections against each other.

mod choose;
mod contrast;
mod documents;

use dossier_engine::Selection;
use yew::prelude::*;

use super::page;
use crate::hooks::use_route;
use crate::shell::{SelectionBar, columns};
use crate::state::Route;
use choose::Choose;
use contrast::ContrastView;
use documents::Documents;

/// The two documents that the URL names: each by itself, or both as `ids=a,b`.
pub(super) fn chosen(route: &Route) -> (Option<String>, Option<String>) {
    let (first, second) = match route.own("ids") {
        Some(ids) => ids.split_once(',').unwrap_or((ids, "")),
        None => ("", ""),
    };
    let side = |own: &str, other: &str| {
        let id = route.own(own).unwrap_or(other);
        (!id.is_empty()).then(|| id.to_owned())
    };
    (side("left", first), side("right", second))
}

/// The page.
#[component]
pub(crate) fn Compare() -> Html {
    let route = use_route();
    let selections = route.own("view") == Some("selections");
    let body = match chosen(&route) {
        _ if selections => {
            let against = route.own("against").map(Selection::from_query);
            html! { <ContrastView {against} /> }
        }
        (Some(left), Some(right)) => html! { <><Choose /><Documents {left} {right} /></> },
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_documents_are_named_one_by_one_or_together() {
        let of = |hash: &str| chosen(&Route::parse(hash));
        let both = (Some("a".to_owned()), Some("b".to_owned()));
        assert_eq!(of("#/compare?left=a&right=b"), both);
        assert_eq!(of("#/compare?ids=a,b"), both);
        assert_eq!(of("#/compare?ids=a,x&right=b"), both);
        assert_eq!(of("#/compare"), (None, None));
    }
}
