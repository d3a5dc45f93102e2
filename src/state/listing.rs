//! The list of documents as its address asks for it: so that a worker can begin before the page asks.

use dossier_engine::{Folding, Request, Typing};

use super::{Page, Route};

/// How many results are asked for at a time: each is read from its text, and what is not seen is not read.
pub const PAGE: u32 = 12;

/// A row of a long list is this high, in pixels: `--row` in the styles.
pub const ROW: u32 = 156;

/// How many rows are in sight where a list opens in a window of that height: these come first, and what is below them while
/// they are looked at.
pub fn in_sight(tall: f64) -> u32 {
    (tall as u32 / ROW + 1).clamp(4, PAGE)
}

/// The rows of the route's list from `offset` on.
pub fn listing(route: &Route, offset: u32, limit: u32, typing: Typing) -> Request {
    Request::Results { selection: route.selection.clone(), offset, limit, typing, folding: folding(route) }
}

/// What a copied link asks first, where that can be told: an address behind its `#`, and the window's height.
pub fn first_request(hash: &str, tall: f64) -> Option<Request> {
    let route = Route::parse(hash);
    let lines = route.own("view") == Some("lines") && !route.selection.query.trim().is_empty();
    (route.page == Page::Documents && !lines).then(|| listing(&route, 0, in_sight(tall), Typing::Done))
}

/// Whether reports of one event and copies stand under one row; the address may say that they do not, and which are open.
fn folding(route: &Route) -> Folding {
    if route.own("fold") == Some("off") { Folding::Off } else { Folding::On { open: opened(route) } }
}

/// Ids of the documents whose folded ones are shown.
pub fn opened(route: &Route) -> Vec<String> {
    route.own_ids("open")
}

/// The same with one more of them, or one less.
pub fn with_opened(route: &Route, id: &str, open: bool) -> Route {
    let ids = opened(route);
    let others = ids.iter().map(String::as_str).filter(|other| *other != id);
    route.with_own_ids("open", others.chain(open.then_some(id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_a_list_tells_what_it_will_ask() {
        let asked = first_request("#/documents?q=oil&fold=off", 900.0);
        let route = Route::parse("#/documents?q=oil&fold=off");
        assert_eq!(asked, Some(listing(&route, 0, 6, Typing::Done)));
        for other in ["#/", "#/timeline?q=oil", "#/documents?q=oil&view=lines"] {
            assert_eq!(first_request(other, 900.0), None, "{other}");
        }
    }

    #[test]
    fn rows_in_sight_are_neither_none_nor_more_than_a_page() {
        assert_eq!([0.0, 640.0, 900.0, 1_400.0, 1e9].map(in_sight), [4, 5, 6, 9, PAGE]);
    }

    #[test]
    fn what_is_opened_is_kept_whatever_its_name() {
        let route = with_opened(&Route::parse("#/documents?open=a"), "b, c+d", true);
        let route = Route::parse(&route.hash());
        assert_eq!(opened(&route), ["a", "b, c+d"]);
        assert_eq!(opened(&with_opened(&route, "a", false)), ["b, c+d"]);
    }
}
