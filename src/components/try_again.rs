//! A button for what did not come.

use yew::prelude::*;

use crate::hooks::browser;

/// Asks for everything anew that could not be fetched. A browser that finds its network again does the same by itself.
pub(crate) fn try_again() -> Html {
    let onclick = Callback::from(|_: MouseEvent| browser::ask_again());
    html! { <p class="actions"><button type="button" class="button try-again" {onclick}>{ "Try again" }</button></p> }
}
