//! Whether the words in the search field are still being typed.

use dossier_engine::{Selection, Typing};
use yew::prelude::*;

use super::use_route;
use crate::state::Page;

/// What was typed last, and how to say so.
#[derive(Clone, PartialEq)]
pub(crate) struct Typed {
    /// The selection that typing led to; `None` once it was said to be done.
    pub(crate) last: Option<Selection>,
    /// Says that there is a new one, or that it is done.
    pub(crate) set: Callback<Option<Selection>>,
}

/// The list of documents follows a word that is half typed. A copied link, a filter, another page: there a word is meant as
/// it stands, as in every other view, so that all count the same documents.
#[hook]
pub(crate) fn use_typing() -> Typing {
    let route = use_route();
    let typed = use_context::<Typed>();
    let going_on = typed.is_some_and(|typed| typed.last.as_ref() == Some(&route.selection));
    if going_on && route.page == Page::Documents { Typing::Typing } else { Typing::Done }
}
