//! The overview: what this collection is, where to begin, what is in it, what is odd about it.

mod oddities;
mod stories;

use dossier_engine::answer::{EntityRef, Found, Overview as Shown, Ranked};
use dossier_engine::{Answer, EntityKind, Request, StatementKind};
use yew::prelude::*;

use super::page;
use crate::components::{date_text, entity_link, section, skeleton, theme_link};
use crate::hooks::{use_engine, use_route};
use crate::shell::SelectionBar;
use crate::state::{Page, Route, group_digits, kind_plural, plural};

/// The page.
#[component]
pub(crate) fn Overview() -> Html {
    let route = use_route();
    let overview = use_engine(Request::Overview { selection: route.selection.clone() });
    let body = overview.view(
        || html! { <div class="frame" key="pending">{ skeleton(14) }</div> },
        |answer| match answer {
            Answer::Overview(overview) => shown(&route, overview),
            _ => Html::default(),
        },
    );
    page("overview", overview.state(), body)
}

fn shown(route: &Route, overview: &Shown) -> Html {
    html! {
        <>
            <header class="frame masthead">
                <h1>{ &overview.title }</h1>
                if !overview.description.is_empty() { <p class="lead source">{ &overview.description }</p> }
                <p class="facts">
                    if let Some(period) = &overview.period { <span>{ "published " }{ date_text(period) }</span> }
                    <span>{ group_digits(overview.words) }{ "\u{a0}words" }</span>
                </p>
            </header>
            <SelectionBar />
            <div class="frame overview">
                { stories::stories(route, &overview.stories) }
                { section("named", "Who and what is in it", "The most named, and in how many documents.", index(route, overview)) }
                if !overview.themes.is_empty() {
                    { section("themes", "What it is about", "Themes, and in how many documents they come up.", html! {
                        <ul class="theme-list">
                            { for overview.themes.iter().map(|theme| html! {
                                <li key={theme.item.key.clone()}>{ theme_link(route, &theme.item) }<span class="count">{ theme.documents }</span></li>
                            }) }
                        </ul>
                    }) }
                }
                { section("found", "What was found", "Each of these opens the words it rests on.", found(route, &overview.found)) }
                { oddities::oddities(route, &overview.oddities, &overview.left_out) }
            </div>
        </>
    }
}

/// An index as at the end of a book: a column for each kind.
fn index(route: &Route, overview: &Shown) -> Html {
    let column = |kind: EntityKind| {
        let named: Vec<&Ranked<EntityRef>> =
            overview.most_named.iter().filter(|named| named.item.kind == kind).take(8).collect();
        if named.is_empty() {
            return Html::default();
        }
        let all = count_of_kind(&overview.found, kind);
        html! {
            <div class="index-column" key={kind.name()}>
                <h3 class="label"><a href={route.to(Page::Entities(Some(kind))).hash()}>{ kind_plural(kind) }</a></h3>
                <ul class="index">
                    { for named.iter().map(|named| html! {
                        <li key={named.item.key.clone()}>{ entity_link(route, &named.item) }<span class="leader" /><span class="count">{ named.documents }</span></li>
                    }) }
                </ul>
                if all as usize > named.len() {
                    <p class="small"><a href={route.to(Page::Entities(Some(kind))).hash()}>{ "all " }{ group_digits(all) }</a></p>
                }
            </div>
        }
    };
    html! { <div class="index-columns">{ for EntityKind::ALL.map(column) }</div> }
}

fn count_of_kind(found: &Found, kind: EntityKind) -> u32 {
    match kind {
        EntityKind::Person => found.persons,
        EntityKind::Organisation => found.organisations,
        EntityKind::Place => found.places,
        EntityKind::Instrument => found.instruments,
        EntityKind::Event => found.named_events,
    }
}

/// What was found, as figures that lead to where they are shown.
fn found(route: &Route, found: &Found) -> Html {
    let figure = |number: u32, noun: &str, to: Route| {
        let words = plural(number, noun);
        let (number_words, noun) = words.split_once('\u{a0}').unwrap_or((&words, ""));
        html! { <li><a href={to.hash()}><span class="figure">{ number_words }</span><span>{ noun }</span></a></li> }
    };
    let kind = |kind| route.to(Page::Entities(Some(kind)));
    let ledger = |kinds: &str| route.to(Page::Ledger).with_own("kinds", Some(kinds));
    html! {
        <ul class="figures">
            { figure(found.persons, "person|people", kind(EntityKind::Person)) }
            { figure(found.organisations, "organisation", kind(EntityKind::Organisation)) }
            { figure(found.places, "place", kind(EntityKind::Place)) }
            { figure(found.instruments, "instrument", kind(EntityKind::Instrument)) }
            { figure(found.events, "event reported|events reported", route.to(Page::Timeline)) }
            { figure(found.dates, "date mentioned|dates mentioned", route.to(Page::Timeline)) }
            { figure(found.statements, "statement", route.to(Page::Ledger)) }
            { figure(found.directives, "directive among them|directives among them", ledger(StatementKind::Directive.name())) }
        </ul>
    }
}
