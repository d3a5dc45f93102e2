//! What to be wary of, and what could not be read.

use dossier_engine::answer::{DocumentRef, Oddity};
use dossier_engine::{Axis, DateFilter, LeftOut};
use yew::prelude::*;

use crate::components::{date_or_undated, document_link, entity_link, evidence, section};
use crate::state::{Page, Route, plural};

/// What is odd. Nothing at all when nothing is.
pub(super) fn oddities(route: &Route, oddities: &[Oddity], left_out: &[LeftOut]) -> Html {
    if oddities.is_empty() && left_out.is_empty() {
        return Html::default();
    }
    let body = html! {
        <ul class="oddities">
            { for oddities.iter().map(|odd| html! { <li class="oddity">{ oddity(route, odd) }</li> }) }
            if !left_out.is_empty() {
                <li class="oddity">
                    <h3>{ plural(left_out.len() as u32, "file") }{ " could not be read" }</h3>
                    <ul>{ for left_out.iter().map(|file| html! { <li key={file.source.clone()}><code>{ &file.source }</code>{ ": " }{ &file.reason }</li> }) }</ul>
                </li>
            }
        </ul>
    };
    section("odd", "What to be wary of", "Read these before you cite.", body)
}

fn oddity(route: &Route, oddity: &Oddity) -> Html {
    match oddity {
        Oddity::NoExactDate { documents, count } => {
            let mut undated = route.selection.clone();
            undated.dates = Some(DateFilter::Undated { axis: Axis::Published });
            html! {
                <>
                    <h3>{ plural(*count, "document") }{ " without an exact date of publication" }</h3>
                    <p class="quiet">{ "Where their own words, or a report of the same event, narrow it down, the interval is shown instead." }</p>
                    { listed(route, documents) }
                    if *count as usize > documents.len() {
                        <p class="small"><a href={route.select(undated).to(Page::Documents).hash()}>{ "those without any date" }</a></p>
                    }
                </>
            }
        }
        Oddity::TwoRoles { person, event, passages } => html! {
            <>
                <h3>{ entity_link(route, person) }{ " has two ranks or offices in reports of one event" }</h3>
                <p class="quiet source">{ &event.title }</p>
                { for passages.iter().map(|passage| evidence(route, passage)) }
            </>
        },
        Oddity::NearDuplicates { documents } => html! {
            <>
                <h3>{ plural(documents.len() as u32, "document") }{ " share most of their words" }</h3>
                { listed(route, documents) }
            </>
        },
        Oddity::Candidates { count } => html! {
            <>
                <h3>{ plural(*count, "name") }{ " the rules are not sure of" }</h3>
                <p class="quiet">{ "They are marked with “?” wherever they appear. " }<a href={route.to(Page::Entities(None)).hash()}>{ "See them among the entities" }</a></p>
            </>
        },
    }
}

fn listed(route: &Route, documents: &[DocumentRef]) -> Html {
    html! {
        <ul class="document-list">
            { for documents.iter().map(|document| html! {
                <li key={document.id.clone()}>{ document_link(route, document) }<span class="small quiet">{ date_or_undated(document.date.as_ref()) }</span></li>
            }) }
        </ul>
    }
}
