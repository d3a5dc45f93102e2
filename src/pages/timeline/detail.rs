//! The item in focus: what it is, when, and in which words.

use dossier_engine::answer::{ItemId, ItemKind};
use yew::prelude::*;

use super::use_cards;
use crate::components::{date_or_undated, document_link, passage_link, skeleton, title_text};
use crate::hooks::use_route;

#[derive(Properties, PartialEq)]
pub(crate) struct DetailProps {
    /// Which.
    pub(crate) item: ItemId,
}

/// The card of an item.
#[component]
pub(crate) fn Detail(props: &DetailProps) -> Html {
    let route = use_route();
    let cards = use_cards(vec![props.item]);
    let Some(card) = cards.get(&props.item) else { return skeleton(4) };
    let what = match props.item.kind {
        ItemKind::Published => "Document",
        ItemKind::Event => "Event",
        ItemKind::Mentioned => "Date mentioned",
    };
    let title = dossier_engine::answer::Title { text: card.title.clone(), printed: !card.opening };
    html! {
        <section class="card timeline-detail" aria-live="polite">
            <p class="label">{ what }</p>
            <h2>{ title_text(&title) }</h2>
            <p>{ date_or_undated(card.date.as_ref()) }
                if let Some(date) = &card.date { <code class="small quiet">{ " " }{ &date.edtf }</code> }
            </p>
            if let Some(passage) = &card.passage { { passage_link(&route, passage) } }
            if props.item.kind == ItemKind::Published {
                { for card.documents.iter().map(|document| html! {
                    <p key={document.id.clone()}><a class="button" href={route.to(crate::state::Page::Document(document.id.clone())).hash()}>{ "Read the document" }</a></p>
                }) }
            } else {
                <p class="label">{ if card.documents.len() > 1 { "Reported in" } else { "In" } }</p>
                <ul class="timeline-documents">{ for card.documents.iter().map(|document| html! {
                    <li key={document.id.clone()}>{ document_link(&route, document) }<span class="quiet small">{ " " }{ date_or_undated(document.date.as_ref()) }</span></li>
                }) }</ul>
            }
            <p><a class="small" href={route.with_own("item", None).hash()}>{ "Close" }</a></p>
        </section>
    }
}
