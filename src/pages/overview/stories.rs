//! Where to begin: stories that the data tell.

use dossier_engine::Field;
use dossier_engine::answer::{DocumentRef, EntityRef, EventShown, Story};
use yew::prelude::*;

use crate::components::{date_or_undated, date_text, document_link, entity_link, passage_link, side_by_side};
use crate::state::{Page, Route, group_digits, plural};

/// Lines of a list in a story.
const MOST: usize = 4;

/// Where to begin.
pub(super) fn stories(route: &Route, stories: &[Story]) -> Html {
    if stories.is_empty() {
        return Html::default();
    }
    html! {
        <section class="section" aria-labelledby="begin">
            <header class="section-head"><h2 id="begin">{ "Where to begin" }</h2></header>
            <div class="stories">{ for stories.iter().take(6).map(|told| story(route, told)) }</div>
        </section>
    }
}

fn story(route: &Route, story: &Story) -> Html {
    match story {
        Story::ToldTwice { event, documents } => told_twice(route, event, documents),
        Story::InstrumentOverTime { instrument, documents, years, passage } => frame(
            "instrument-over-time",
            match years {
                Some((from, to)) if from < to => "One text through the years",
                _ => "One text in several documents",
            },
            html! { <>{ entity_link(route, instrument) }</> },
            html! {
                <>
                    <p class="story-gloss">{ "Cited in " }{ plural(*documents, "document") }{ span(*years) }</p>
                    { passage_link(route, passage) }
                </>
            },
            (route.to(Page::Entity(instrument.key.clone())), "Follow it"),
        ),
        Story::PersonInRoles { person, roles, documents, years } => frame(
            "person-in-roles",
            "One person, several roles",
            html! { <>{ entity_link(route, person) }</> },
            html! {
                <>
                    <ul class="story-roles source">
                        { for roles.iter().take(MOST).map(|role| html! { <li key={role.clone()}>{ role }</li> }) }
                        { and_more(roles.len()) }
                    </ul>
                    <p class="story-gloss">{ "Named in " }{ plural(*documents, "document") }{ span(*years) }</p>
                </>
            },
            (route.to(Page::Entity(person.key.clone())), "See the words that give each"),
        ),
        Story::MostAsked { issuer, addressee, directives, passage } => frame(
            "most-asked",
            "Who asks most of whom",
            html! { <>{ entity_link(route, issuer) }<span class="quiet">{ " → " }</span>{ entity_link(route, addressee) }</> },
            html! { <><p class="story-gloss">{ plural(*directives, "directive") }</p>{ passage_link(route, passage) }</> },
            (between(route, issuer, addressee), "Read them in the ledger"),
        ),
    }
}

/// What one asked of the other, in the ledger.
fn between(route: &Route, issuer: &EntityRef, addressee: &EntityRef) -> Route {
    let said =
        route.selection.clone().including(Field::From, &issuer.key).including(Field::To, &addressee.key);
    route.select(said).to(Page::Ledger).with_own("kinds", Some("directive"))
}

fn told_twice(route: &Route, event: &EventShown, documents: &[DocumentRef]) -> Html {
    let label = match documents.len() {
        2 => "One event, told twice",
        3 => "One event, told three times",
        _ => "One event, told many times",
    };
    let compare = side_by_side(route, documents.iter().map(|document| document.id.as_str()));
    frame(
        "told-twice",
        label,
        html! { <span class="source">{ &event.title }</span> },
        html! {
            <>
                <p class="story-gloss">
                    if let Some(date) = &event.date { { date_text(date) } }
                    if let Some(place) = &event.place { { if event.date.is_some() { ", " } else { "" } }{ place } }
                </p>
                <ul class="story-documents">
                    { for documents.iter().take(MOST).map(|document| html! {
                        <li key={document.id.clone()}>{ document_link(route, document) }<span class="small quiet">{ date_or_undated(document.date.as_ref()) }</span></li>
                    }) }
                    { and_more(documents.len()) }
                </ul>
            </>
        },
        (compare, "Read them side by side"),
    )
}

/// How many lines of a list are not shown.
fn and_more(all: usize) -> Html {
    match all.saturating_sub(MOST) {
        0 => Html::default(),
        more => html! { <li class="small quiet">{ "and " }{ group_digits(more as u32) }{ " more" }</li> },
    }
}

/// From the first dated document to the last.
fn span(years: Option<(i32, i32)>) -> Html {
    match years {
        Some((from, to)) if from == to => html! { <>{ ", " }{ from }</> },
        Some((from, to)) => html! { <>{ ", " }{ from }{ "–" }{ to }</> },
        None => Html::default(),
    }
}

fn frame(kind: &'static str, label: &str, title: Html, body: Html, (to, action): (Route, &str)) -> Html {
    html! {
        <article class="story" data-story={kind}>
            <p class="label">{ label }</p>
            <h3>{ title }</h3>
            <div class="story-body">{ body }</div>
            <p class="story-action"><a href={to.hash()}>{ action }</a></p>
        </article>
    }
}
