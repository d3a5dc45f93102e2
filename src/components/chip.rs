//! Chips for what is chosen, and rows of choices.

use dossier_engine::Mode;
use yew::prelude::*;

use super::icon;

/// What is chosen, with a way to drop it. `on_drop` gets the click.
pub(crate) fn chip(label: &str, value: Html, mode: Mode, on_drop: Callback<MouseEvent>) -> Html {
    let without = mode == Mode::Exclude;
    html! {
        <span class={classes!("chip", without.then_some("without"))}>
            <span class="chip-label">{ if without { "without " } else { "" } }{ label }</span>
            <span class="chip-value">{ value.clone() }</span>
            <button type="button" class="chip-drop" onclick={on_drop}>
                { icon("close") }<span class="unseen">{ "drop " }{ label }{ " " }{ value }</span>
            </button>
        </span>
    }
}

/// One of a few: links that keep everything else as it is.
pub(crate) fn choices(label: &str, options: impl IntoIterator<Item = (String, String, bool)>) -> Html {
    html! {
        <div class="choices" role="group" aria-label={label.to_owned()}>
            <span class="label" aria-hidden="true">{ label }</span>
            { for options.into_iter().map(|(words, href, current)| html! {
                <a key={words.clone()} {href} aria-current={current.then_some("true")}>{ words }</a>
            }) }
        </div>
    }
}
