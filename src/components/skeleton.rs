//! Room for what is still to come.

use yew::prelude::*;

/// `lines` grey lines: nothing jumps when the words arrive.
pub(crate) fn skeleton(lines: usize) -> Html {
    html! {
        <div class="skeleton" aria-hidden="true">
            { for (0..lines).map(|line| html! { <div key={line} class="skeleton-line" /> }) }
        </div>
    }
}
