//! A folder for each page. A page asks the engine with `use_engine`, shows `SelectionBar` first when it shows
//! the selection, and puts all of itself into [`page`].

mod about;
mod compare;
mod document;
mod documents;
mod entities;
mod entity;
mod ledger;
mod open;
mod overview;
mod theme;
mod timeline;

use yew::prelude::*;

pub(crate) use about::About;
pub(crate) use compare::Compare;
pub(crate) use document::Document;
pub(crate) use documents::Documents;
pub(crate) use entities::Entities;
pub(crate) use entity::Entity;
pub(crate) use ledger::Ledger;
pub(crate) use open::Open;
pub(crate) use overview::Overview;
pub(crate) use theme::{Theme, Themes};
pub(crate) use timeline::Timeline;

/// The page's own part of the page: `name` and `state` (see `UseEngineHandle::state`) are for tests and styles.
pub(crate) fn page(name: &'static str, state: &'static str, body: Html) -> Html {
    html! {
        <main id="main" tabindex="-1" data-page={name} data-state={state} aria-busy={(state == "pending").then_some("true")}>{ body }</main>
    }
}
