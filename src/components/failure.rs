//! What is shown when there is nothing to show: why, and what to do.

use dossier_engine::Failure;
use yew::prelude::*;

use super::try_again;

/// Why there is no answer.
pub(crate) fn failure(why: &Failure) -> Html {
    match why {
        Failure::Unknown { what, name } => nothing(
            "Not in this collection",
            html! { <p>{ "There is no " }{ what }{ " called “" }{ name }{ "” here. It may have another name, or belong to another collection." }</p> },
        ),
        Failure::Missing { .. } => nothing(
            "A part of the collection is missing",
            html! { <><p>{ "It could not be fetched. Check the connection: it is tried again when there is one." }</p>{ try_again() }</> },
        ),
        Failure::Damaged { message } => nothing(
            "The collection cannot be read",
            html! { <><p>{ sentence(message) }</p>{ try_again() }</> },
        ),
    }
}

/// A heading and what to do about it.
pub(crate) fn nothing(title: &str, body: Html) -> Html {
    html! {
        <div class="nothing">
            if !title.is_empty() { <h2>{ title }</h2> }
            { body }
        </div>
    }
}

/// An engine's message as a sentence.
fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
    let end = if message.ends_with('.') { "" } else { "." };
    [first.as_str(), letters.as_str(), end].concat()
}
