//! The timeline page.

use yew::prelude::*;

use super::page;
use crate::shell::{SelectionBar, columns};

/// The page.
#[component]
pub(crate) fn Timeline() -> Html {
    page(
        "timeline",
        "ready",
        html! {
            <>
                <SelectionBar />
                { columns(None, html! { <h1>{ "Timeline" }</h1> }, None) }
            </>
        },
    )
}
