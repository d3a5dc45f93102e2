//! The card beside a mention or a date: who or what that is, and why we think so.

use dossier_engine::answer::DocumentPage;
use dossier_engine::{Confidence, Field};
use yew::prelude::*;

use super::document_of;
use crate::components::{confidence, date_text, entity_link};
use crate::hooks::{Given, Pointed, use_pointed, use_route};
use crate::state::{Page, Route, kind_word};

#[derive(Properties, PartialEq)]
pub(super) struct HoverProps {
    /// The document's answer.
    pub(super) answer: Given,
}

/// The card; nothing while nothing is pointed at.
#[component]
pub(super) fn Hover(props: &HoverProps) -> Html {
    let route = use_route();
    let card = use_node_ref();
    let pointed = use_pointed("#text", card.clone());
    let body = match (document_of(&props.answer), &pointed) {
        (Some(document), Some(Pointed::Mention(at))) => mention(&route, document, *at),
        (Some(document), Some(Pointed::Date(at))) => date(document, *at),
        _ => None,
    };
    html! {
        <div class={classes!("hover-card", body.is_some().then_some("open"))} ref={card} role="tooltip" lang="en">{ body.unwrap_or_default() }</div>
    }
}

fn mention(route: &Route, document: &DocumentPage, at: usize) -> Option<Html> {
    let mention = document.mentions.get(at)?;
    let entity = document.entities.get(mention.entity as usize)?;
    let words = mention.span.of(&document.text);
    let narrowed = route.select(route.selection.clone().including(Field::Entity(entity.kind), &entity.key));
    Some(html! {
        <>
            <p class="label" data-kind={entity.kind.name()}>{ kind_word(entity.kind) }{ if entity.candidate { ", candidate" } else { "" } }</p>
            <p class="hover-name">{ entity_link(route, entity) }</p>
            if let Some(role) = mention.role { <p class="source">{ role.of(&document.text) }</p> }
            if words != entity.name { <p class="small"><q class="source">{ words }</q>{ " names " }{ &entity.name }{ "." }</p> }
            { reason(document, &mention.rule, mention.confidence) }
            <p class="small actions"><a href={narrowed.to(Page::Documents).hash()}>{ "Documents that name it" }</a></p>
        </>
    })
}

fn date(document: &DocumentPage, at: usize) -> Option<Html> {
    let date = document.dates.get(at)?;
    Some(html! {
        <>
            <p class="label" data-kind="date">{ "date mentioned" }</p>
            <p class="hover-name">
                if let Some(shown) = &date.shown { { date_text(shown) } } else { <code>{ &date.value }</code> }
            </p>
            { reason(document, &date.rule, date.confidence) }
        </>
    })
}

fn reason(document: &DocumentPage, rule: &str, sure: Confidence) -> Html {
    let explanation = document.rules.iter().find(|known| known.name.as_str() == rule);
    html! {
        <>
            if let Some(known) = explanation { <p class="small">{ &known.explanation }</p> }
            <p class="small quiet">{ confidence(sure) }{ " · rule " }<code>{ rule }</code></p>
        </>
    }
}
