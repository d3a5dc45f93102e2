//! Doors to entities, themes and documents, with the selection kept.

use dossier_engine::answer::{Comparison, DocumentRef, EntityRef, ThemeRef, Title};
use yew::prelude::*;

use crate::state::{Page, Route, kind_word};

/// An entity's name, marked by kind, leading to its page.
pub(crate) fn entity_link(route: &Route, entity: &EntityRef) -> Html {
    let href = route.to(Page::Entity(entity.key.clone())).hash();
    html! {
        <a class="entity" data-kind={entity.kind.name()} data-entity={entity.key.clone()} {href}>
            { &entity.name }
            if entity.candidate {
                <span class="candidate" title="The rules are not sure of this one">{ "?" }<span class="unseen">{ " (not certain)" }</span></span>
            }
            <span class="unseen">{ ", " }{ kind_word(entity.kind) }</span>
        </a>
    }
}

/// A theme's name, leading to its page.
pub(crate) fn theme_link(route: &Route, theme: &ThemeRef) -> Html {
    let href = route.to(Page::Theme(Some(theme.key.clone()))).hash();
    html! { <a class="theme" data-theme={theme.key.clone()} data-colour={theme.colour.clone()} {href}>{ &theme.name }</a> }
}

/// What a document is called: its title, or its opening words, marked as such.
pub(crate) fn title_text(title: &Title) -> Html {
    if title.printed {
        html! { <span class="title source">{ &title.text }</span> }
    } else {
        let cut = title.text.trim_end_matches(['.', '…']);
        html! { <span class="title source opening-title" title="No title is printed: these are the opening words">{ cut }{ " …" }</span> }
    }
}

/// A document's name, leading to it.
pub(crate) fn document_link(route: &Route, document: &DocumentRef) -> Html {
    let href = route.to(Page::Document(document.id.clone())).hash();
    html! { <a class="document-link" data-document={document.id.clone()} {href}>{ title_text(&document.title) }</a> }
}

/// The page with these documents side by side: as many of them as are compared at a time.
pub(crate) fn side_by_side<'d>(route: &Route, ids: impl Iterator<Item = &'d str>) -> Route {
    route.to(Page::Compare).with_own_ids("ids", ids.take(Comparison::MOST))
}
