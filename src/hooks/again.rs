//! Trying again what did not come.

use gloo::events::EventListener;
use yew::prelude::*;

use super::browser;

/// A number that goes up when what `failed` is to be tried again: when there is a network again, or somebody asks.
#[hook]
pub(crate) fn use_again(failed: bool) -> u32 {
    let turn = use_state_eq(|| 0_u32);
    {
        let turn = turn.clone();
        use_effect_with((failed, *turn), move |&(failed, now)| {
            let listener = failed
                .then(|| EventListener::new(&browser::window(), browser::AGAIN, move |_| turn.set(now + 1)));
            move || drop(listener)
        });
    }
    *turn
}
