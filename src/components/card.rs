//! Boxes and sections.

use yew::prelude::*;

/// A raised box with a small label above its body.
pub(crate) fn card(label: &str, body: Html) -> Html {
    html! { <section class="card"><h2 class="label">{ label }</h2>{ body }</section> }
}

/// A section of a page: a heading, a gloss beside it, a body. Nothing at all when there is no body.
pub(crate) fn section(id: &'static str, title: &str, gloss: &str, body: Html) -> Html {
    html! {
        <section class="section" aria-labelledby={id}>
            <header class="section-head"><h2 {id}>{ title }</h2><p class="gloss">{ gloss }</p></header>
            { body }
        </section>
    }
}
