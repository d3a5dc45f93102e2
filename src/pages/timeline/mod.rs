//! What happened when: documents, events and the dates that texts mention, from decades to days.

mod aim;
mod detail;
mod drawing;
mod gestures;
mod layout;
mod plot;
mod scale;
mod table;

use std::collections::BTreeMap;
use std::rc::Rc;

use dossier_engine::answer::{ItemId, ItemKind, Lanes, TimelineCard};
use dossier_engine::{Answer, Axis, Request};
use yew::prelude::*;

use super::page;
use crate::components::{choices, nothing, skeleton};
use crate::hooks::{Given, use_collection, use_engine, use_route};
use crate::shell::{SelectionBar, columns};
use crate::state::Route;
use detail::Detail;
use plot::Plot;
use scale::Window;
use table::Table;

/// Lanes with more items than this come as densities, window by window.
const MOST_ITEMS: u32 = 50_000;
/// Words are fetched for this many items at a time.
pub(crate) const MOST_WORDS: usize = 300;

/// The page.
#[component]
pub(crate) fn Timeline() -> Html {
    let route = use_route();
    let lanes = Lanes::ALL.into_iter().find(|way| Some(way.name()) == route.own("lanes")).unwrap_or_default();
    let axis = match route.own("axis") {
        Some("event") => Axis::Event,
        Some("mentioned") => Axis::Mentioned,
        _ => Axis::Published,
    };
    let window = route.own("window").and_then(Window::parse);
    // Only so many documents can have so many items: then every window is asked for.
    let large = use_collection().documents > MOST_ITEMS / 4;
    let answer = use_engine(Request::Timeline {
        selection: route.selection.clone(),
        lanes,
        axis,
        most_items: MOST_ITEMS,
        window: window.filter(|_| large).map(Window::days),
        bins: 600,
    });
    let view = match (answer.get(), answer.given()) {
        (None, _) | (_, None) => skeleton(14),
        (Some(Answer::Timeline(timeline)), Some(given)) => {
            let undated: u32 = timeline.lanes.iter().map(|lane| lane.undated_count).sum();
            let dated: u32 = timeline.lanes.iter().map(|lane| lane.total).sum();
            if dated + undated == 0 {
                nothing(
                    "Nothing to place in time",
                    html! { <p>{ "No document of this selection has a date, reports an event or mentions a date. Drop a part of the selection to see more." }</p> },
                )
            } else if route.own("view") == Some("table") {
                html! { <Table timeline={given} /> }
            } else {
                html! { <Plot timeline={given} {window} selected={selected(&route)} /> }
            }
        }
        _ => answer.view(Html::default, |_| Html::default()),
    };
    let detail = selected(&route).map(|item| ("In focus", html! { <Detail {item} /> }));
    let body = html! {
        <>
            <h1>{ "Timeline" }</h1>
            { controls(&route, lanes, axis) }
            { view }
        </>
    };
    page(
        "timeline",
        answer.state(),
        html! { <><SelectionBar strip={false} />{ columns(None, body, detail) }</> },
    )
}

fn controls(route: &Route, lanes: Lanes, axis: Axis) -> Html {
    let lane_word = |way: Lanes| match way {
        Lanes::Kinds => "what it is",
        Lanes::Themes => "theme",
        Lanes::Persons => "person",
        Lanes::Organisations => "organisation",
        Lanes::Instruments => "instrument",
    };
    let ways = Lanes::ALL.map(|way| {
        let own = (way != Lanes::Kinds).then_some(way.name());
        (lane_word(way).to_owned(), route.with_own("lanes", own).with_own("item", None).hash(), way == lanes)
    });
    let axes = [("published", Axis::Published), ("event", Axis::Event), ("mentioned", Axis::Mentioned)];
    let axes = axes.map(|(word, each)| {
        let own = (each != Axis::Published).then_some(word);
        let words = match each {
            Axis::Published => "publication",
            Axis::Event => "events",
            Axis::Mentioned => "dates mentioned",
        };
        (words.to_owned(), route.with_own("axis", own).with_own("item", None).hash(), each == axis)
    });
    let table = route.own("view") == Some("table");
    let views = [("picture", None), ("table", Some("table"))]
        .map(|(word, own)| (word.to_owned(), route.with_own("view", own).hash(), table == own.is_some()));
    html! {
        <div class="list-head timeline-controls">
            { choices("Lanes by", ways) }
            if lanes != Lanes::Kinds { { choices("Placed by", axes) } }
            { choices("As", views) }
        </div>
    }
}

/// An item's name in the URL: `p12`, `e3`, `m12.4`.
pub(crate) fn item_name(id: ItemId) -> String {
    match id.kind {
        ItemKind::Published => format!("p{}", id.number),
        ItemKind::Event => format!("e{}", id.number),
        ItemKind::Mentioned => format!("m{}.{}", id.number, id.part),
    }
}

fn parse_item(text: &str) -> Option<ItemId> {
    let (kind, rest) = match text.split_at_checked(1)? {
        ("p", rest) => (ItemKind::Published, rest),
        ("e", rest) => (ItemKind::Event, rest),
        ("m", rest) => (ItemKind::Mentioned, rest),
        _ => return None,
    };
    let (number, part) = rest.split_once('.').unwrap_or((rest, "0"));
    Some(ItemId { kind, number: number.parse().ok()?, part: part.parse().ok()? })
}

fn selected(route: &Route) -> Option<ItemId> {
    route.own("item").and_then(parse_item)
}

/// The words of items, as far as they are known.
#[hook]
pub(crate) fn use_cards(ids: Vec<ItemId>) -> Rc<BTreeMap<ItemId, TimelineCard>> {
    let answer = use_engine(Request::TimelineCards { ids });
    let known = |given: &Option<Given>| match given.as_deref() {
        Some(Answer::TimelineCards(answer)) => {
            answer.cards.iter().map(|card| (card.id, card.clone())).collect()
        }
        _ => BTreeMap::new(),
    };
    use_memo(answer.given(), known).clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_comes_back_from_the_url() {
        for id in [
            ItemId { kind: ItemKind::Published, number: 12, part: 0 },
            ItemId { kind: ItemKind::Event, number: 0, part: 0 },
            ItemId { kind: ItemKind::Mentioned, number: 7, part: 31 },
        ] {
            assert_eq!(parse_item(&item_name(id)), Some(id));
        }
        assert_eq!(parse_item(""), None);
        assert_eq!(parse_item("đ1"), None);
    }
}
