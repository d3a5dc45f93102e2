//! Beside the text: what is known of the document as a whole, its kinds of mentions, outline, company.

use dossier_engine::EntityKind;
use dossier_engine::answer::{DocumentPage, EventShown, MetadataKind, Metadatum};
use yew::prelude::*;

use crate::components::{
    card, date_or_undated, date_text, document_link, entity_link, side_by_side, theme_link, why,
};
use crate::state::{Route, kind_plural};

/// The column.
pub(super) fn side(route: &Route, document: &DocumentPage) -> Html {
    html! {
        <div class="side">
            { kinds(route, document) }
            { card("What is known of it", html! {
                <dl class="pairs">{ for document.metadata.iter().map(|datum| metadatum(route, datum)) }</dl>
            }) }
            { outline(route, document) }
            { for document.events.iter().map(|event| same_event(route, document, event)) }
            { themes(route, document) }
            { similar(route, document) }
        </div>
    }
}

fn metadatum(route: &Route, datum: &Metadatum) -> Html {
    let label = match &datum.kind {
        MetadataKind::Title => "Title",
        MetadataKind::Date => "Published",
        MetadataKind::LinkedDate => "Published, by what others say of the event",
        MetadataKind::Outlet => "Outlet",
        MetadataKind::Agency => "Agency",
        MetadataKind::Author => "Author",
        MetadataKind::Translator => "Translator",
        MetadataKind::Dateline => "Place of the dateline",
        MetadataKind::Language => "Language",
        MetadataKind::Url => "Found at",
        MetadataKind::Assumed => "Doubtful",
        MetadataKind::Facet(name) => name,
    };
    html! {
        <div data-metadata={label.to_lowercase()}>
            <dt>{ label }</dt>
            <dd>{ &datum.value }if let Some(reason) = &datum.why { { why(route, reason) } }</dd>
        </div>
    }
}

/// Which kinds are marked: each can be turned off.
fn kinds(route: &Route, document: &DocumentPage) -> Html {
    let off: Vec<&str> =
        route.own("off").unwrap_or_default().split(',').filter(|kind| !kind.is_empty()).collect();
    let count = |kind: EntityKind| {
        document.kinds.iter().find(|(other, _)| *other == kind).map_or(0, |(_, count)| *count)
    };
    let counted = EntityKind::ALL.map(|kind| (kind.name(), kind_plural(kind), count(kind)));
    let toggle = |name: &'static str, label: &str, count: u32| {
        if count == 0 {
            return Html::default();
        }
        let on = !off.contains(&name);
        let mut next = off.clone();
        if on {
            next.push(name);
        } else {
            next.retain(|kind| *kind != name);
        }
        let list = next.join(",");
        let href = route.with_own("off", Some(list.as_str()).filter(|list| !list.is_empty())).hash();
        html! {
            <li key={name}><a class="kind-switch" {href} data-kind={name} role="switch" aria-checked={on.to_string()}><span class="mention" data-kind={name}>{ label }</span><span class="count">{ count }</span></a></li>
        }
    };
    card(
        "Marked in the text",
        html! {
            <ul class="kind-switches">
                { for counted.into_iter().map(|(name, label, count)| toggle(name, label, count)) }
                { toggle("date", "Dates", document.dates) }
                { toggle("note", "Statements", document.statements) }
            </ul>
        },
    )
}

/// Headings, where there are some.
fn outline(route: &Route, document: &DocumentPage) -> Html {
    let headings = &document.headings;
    if headings.len() < 2 {
        return Html::default();
    }
    card(
        "Outline",
        html! {
            <ol class="outline">
                { for headings.iter().map(|heading| html! {
                    <li key={heading.sentence}><a href={route.to_sentence(&document.document.id, heading.sentence).hash()}>{ &heading.words }</a></li>
                }) }
            </ol>
        },
    )
}

fn same_event(route: &Route, document: &DocumentPage, event: &EventShown) -> Html {
    let here = &document.document.id;
    let others: Vec<_> = event.documents.iter().filter(|other| other.id != *here).collect();
    card(
        if others.is_empty() { "Event reported" } else { "Same event" },
        html! {
            <div class="event-card" data-story={event.story.to_string()}>
                <p class="source">{ &event.title }</p>
                if event.date.is_some() || event.place.is_some() {
                    <p class="small">
                        if let Some(date) = &event.date { { date_text(date) } }
                        if let Some(place) = &event.place { { if event.date.is_some() { ", " } else { "" } }{ place } }
                    </p>
                }
                if !others.is_empty() {
                    <p class="small quiet">{ "Also told in" }</p>
                    <ul class="document-list">
                        { for others.iter().map(|other| {
                            let compare = side_by_side(route, [here.as_str(), &other.id].into_iter()).hash();
                            html! { <li key={other.id.clone()}>{ document_link(route, other) }<span class="small quiet">{ date_or_undated(other.date.as_ref()) }{ " · " }<a href={compare}>{ "side by side" }</a></span></li> }
                        }) }
                    </ul>
                    if let [_, _, ..] = others.as_slice() {
                        <p class="small"><a href={side_by_side(route, [here.as_str()].into_iter().chain(others.iter().map(|other| other.id.as_str()))).hash()}>{ "All of them side by side" }</a></p>
                    }
                }
                { why(route, &event.why) }
            </div>
        },
    )
}

fn themes(route: &Route, document: &DocumentPage) -> Html {
    if document.theme_names.is_empty() {
        return Html::default();
    }
    card(
        "Themes",
        html! { <ul class="theme-list">{ for document.theme_names.iter().map(|theme| html! { <li key={theme.key.clone()}>{ theme_link(route, theme) }</li> }) }</ul> },
    )
}

fn similar(route: &Route, document: &DocumentPage) -> Html {
    if document.similar.is_empty() {
        return Html::default();
    }
    card(
        "Similar",
        html! {
            <ul class="document-list">
                { for document.similar.iter().take(5).map(|other| html! {
                    <li key={other.document.id.clone()}>
                        { document_link(route, &other.document) }
                        <span class="small quiet">{ other.percent }{ "\u{202f}% alike: " }
                            { for other.shared.iter().take(3).enumerate().map(|(place, shared)| html! { <>{ if place > 0 { ", " } else { "" } }{ entity_link(route, shared) }</> }) }
                        </span>
                    </li>
                }) }
            </ul>
        },
    )
}
