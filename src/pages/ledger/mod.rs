//! The ledger page.

use yew::prelude::*;

use super::page;
use crate::shell::{SelectionBar, columns};

/// The page.
#[component]
pub(crate) fn Ledger() -> Html {
    page(
        "ledger",
        "ready",
        html! {
            <>
                <SelectionBar />
                { columns(None, html! { <h1>{ "Ledger" }</h1> }, None) }
            </>
        },
    )
}
