//! The card beside a mention or a date: who or what that is, and why we think so.

use dossier_engine::answer::Stretch;
use dossier_engine::{Confidence, Field};
use yew::prelude::*;

use super::document_of;
use super::text::{stretch_in, stretch_request};
use crate::components::{confidence, date_text, entity_link};
use crate::hooks::{Given, What, use_engine_for, use_pointed, use_route};
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
    let document = document_of(&props.answer);
    let part = pointed.map(|pointed| pointed.part);
    let opening = document.map(|document| &document.opening);
    let opening = opening.filter(|opening| part.is_some_and(|part| opening.parts.contains(&part)));
    // What is drawn has been asked for before, so that this is at hand.
    let wanted = document.zip(part).filter(|_| opening.is_none());
    let asked = use_engine_for(wanted.map(|(document, part)| stretch_request(document, part)));
    let asked_stretch = asked.get().and_then(stretch_in).filter(|stretch| part == Some(stretch.parts.start));
    let body = match (opening.or(asked_stretch), pointed.map(|pointed| pointed.what)) {
        (Some(stretch), Some(What::Mention(at))) => mention(&route, stretch, at),
        (Some(stretch), Some(What::Date(at))) => date(stretch, at),
        _ => None,
    };
    html! {
        <div class={classes!("hover-card", body.is_some().then_some("open"))} ref={card} role="tooltip" lang="en">{ body.unwrap_or_default() }</div>
    }
}

fn mention(route: &Route, stretch: &Stretch, at: usize) -> Option<Html> {
    let mention = stretch.mentions.get(at)?;
    let entity = stretch.entities.get(mention.entity as usize)?;
    let words = stretch.words(mention.span);
    let narrowed = route.select(route.selection.clone().including(Field::Entity(entity.kind), &entity.key));
    Some(html! {
        <>
            <p class="label" data-kind={entity.kind.name()}>{ kind_word(entity.kind) }{ if entity.candidate { ", candidate" } else { "" } }</p>
            <p class="hover-name">{ entity_link(route, entity) }</p>
            if let Some(role) = mention.role { <p class="source">{ stretch.words(role) }</p> }
            if words != entity.name { <p class="small"><q class="source">{ words }</q>{ " names " }{ &entity.name }{ "." }</p> }
            { reason(stretch, &mention.rule, mention.confidence) }
            <p class="small actions"><a href={narrowed.to(Page::Documents).hash()}>{ "In the documents" }</a></p>
        </>
    })
}

fn date(stretch: &Stretch, at: usize) -> Option<Html> {
    let date = stretch.dates.get(at)?;
    Some(html! {
        <>
            <p class="label" data-kind="date">{ "date mentioned" }</p>
            <p class="hover-name">
                if let Some(shown) = &date.shown { { date_text(shown) } } else { <code>{ &date.value }</code> }
            </p>
            { reason(stretch, &date.rule, date.confidence) }
        </>
    })
}

fn reason(stretch: &Stretch, rule: &str, sure: Confidence) -> Html {
    let explanation = stretch.rules.iter().find(|known| known.name.as_str() == rule);
    html! {
        <>
            if let Some(known) = explanation { <p class="small">{ &known.explanation }</p> }
            <p class="small quiet">{ confidence(sure) }{ " · rule " }<code>{ rule }</code></p>
        </>
    }
}
