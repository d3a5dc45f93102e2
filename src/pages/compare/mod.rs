//! Documents side by side, or two selections against each other.

mod choose;
mod contrast;
mod documents;
mod named;

use dossier_engine::Selection;
use dossier_engine::answer::Comparison;
use yew::prelude::*;

use super::page;
use crate::hooks::use_route;
use crate::shell::{SelectionBar, columns};
use crate::state::Route;
use choose::Choose;
use contrast::ContrastView;
use documents::Documents;

/// The documents that the URL names, `ids=a,b,c`, as far as they are compared.
fn chosen(route: &Route) -> Vec<String> {
    let mut ids = route.own_ids("ids");
    ids.truncate(Comparison::MOST);
    ids
}

/// What the document at that place is called on the page: A, B, C.
fn letter(at: usize) -> char {
    ('A'..='Z').nth(at).unwrap_or('Z')
}

/// The page.
#[component]
pub(crate) fn Compare() -> Html {
    let route = use_route();
    let selections = route.own("view") == Some("selections");
    let ids = chosen(&route);
    let body = if selections {
        let against = route.own("against").map(Selection::from_query);
        html! { <ContrastView {against} /> }
    } else if ids.len() > 1 {
        html! { <><Choose /><Documents {ids} /></> }
    } else {
        html! { <Choose /> }
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
    fn as_many_documents_are_compared_as_the_address_names_up_to_eight() {
        let of = |hash: &str| chosen(&Route::parse(hash)).join(" ");
        assert_eq!(of("#/compare?ids=a,b"), "a b");
        assert_eq!(of("#/compare?ids=a,,b,c"), "a b c");
        assert_eq!(of("#/compare?ids=a,b,c,d,e,f,g,h,i,j"), "a b c d e f g h");
        assert_eq!(of("#/compare"), "");
    }
}
