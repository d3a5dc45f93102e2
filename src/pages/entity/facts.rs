//! Roles through time, belonging, company, documents.

use dossier_engine::Field;
use dossier_engine::answer::{EntityPage, RoleShown};
use yew::prelude::*;

use crate::components::{
    card, confidence, date_or_undated, document_link, entity_link, passage_link, section, why,
};
use crate::state::{Page, Route, plural};

/// Ranks, offices and titles, each with the words that give it.
pub(super) fn roles(route: &Route, page: &EntityPage) -> Html {
    if page.roles.is_empty() {
        return Html::default();
    }
    let role = |role: &RoleShown| {
        html! {
            <li class="role" key={role.title.clone()}>
                <p class="role-when">{ date_or_undated(role.when.as_ref()) }</p>
                <div>
                    <h3 class="source">{ &role.title }</h3>
                    { for role.passages.iter().take(3).map(|passage| passage_link(route, passage)) }
                    <p class="small quiet">{ confidence(role.confidence) }
                        if role.passages.len() > 3 { { ", and " }{ plural(role.passages.len() as u32 - 3, "more passage") } }
                    </p>
                </div>
            </li>
        }
    };
    section(
        "roles",
        "Roles through time",
        "With the words that give them.",
        html! {
            <ol class="roles">{ for page.roles.iter().map(role) }</ol>
        },
    )
}

/// Whose part it is, and what is part of it.
pub(super) fn belonging(route: &Route, page: &EntityPage) -> Html {
    if page.parent.is_none() && page.parts.is_empty() {
        return Html::default();
    }
    card(
        "Belongs together",
        html! {
            <>
                if let Some(parent) = &page.parent { <p>{ "Part of " }{ entity_link(route, &parent.value) }</p>{ why(route, &parent.why) } }
                if !page.parts.is_empty() {
                    <p class="small quiet">{ "Its parts" }</p>
                    <ul>{ for page.parts.iter().map(|part| html! { <li key={part.key.clone()}>{ entity_link(route, part) }</li> }) }</ul>
                }
            </>
        },
    )
}

/// Names elsewhere. As text: this page asks nobody for anything.
pub(super) fn identifiers(page: &EntityPage) -> Html {
    if page.identifiers.is_empty() {
        return Html::default();
    }
    card(
        "Elsewhere",
        html! {
            <dl class="pairs">{ for page.identifiers.iter().map(|(scheme, value)| html! { <div key={scheme.clone()}><dt>{ scheme }</dt><dd><code>{ value }</code></dd></div> }) }</dl>
        },
    )
}

/// In whose company it is named, and in which sentences.
pub(super) fn together(route: &Route, page: &EntityPage) -> Html {
    if page.together.is_empty() {
        return Html::default();
    }
    card(
        "Named together with",
        html! {
            <ul class="together">
                { for page.together.iter().take(16).map(|other| html! {
                    <li key={other.entity.key.clone()}>
                        { entity_link(route, &other.entity) }
                        <details>
                            <summary class="small">{ plural(other.sentences, "sentence") }</summary>
                            { for other.passages.iter().map(|passage| passage_link(route, passage)) }
                        </details>
                    </li>
                }) }
            </ul>
        },
    )
}

/// The documents that name it, oldest first.
pub(super) fn documents(route: &Route, page: &EntityPage) -> Html {
    let entity = &page.entity;
    let narrowed = route.selection.clone().including(Field::Entity(entity.kind), &entity.key);
    let all = route.select(narrowed).to(Page::Documents);
    card(
        "Documents",
        html! {
            <>
                <ul class="document-list">
                    { for page.documents.iter().take(20).map(|document| html! {
                        <li key={document.id.clone()}>{ document_link(route, document) }<span class="small quiet">{ date_or_undated(document.date.as_ref()) }</span></li>
                    }) }
                </ul>
                if page.document_count > 20 { <p class="small"><a href={all.hash()}>{ "All " }{ plural(page.document_count, "document") }</a></p> }
            </>
        },
    )
}
