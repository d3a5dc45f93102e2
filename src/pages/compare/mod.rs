//! The compare page.

use yew::prelude::*;

use super::page;
use crate::shell::{SelectionBar, columns};

/// The page.
#[component]
pub(crate) fn Compare() -> Html {
    page(
        "compare",
        "ready",
        html! {
            <>
                <SelectionBar />
                { columns(None, html! { <h1>{ "Compare" }</h1> }, None) }
            </>
        },
    )
}
