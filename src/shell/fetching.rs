//! How much of the collection has been fetched, where that takes a while.

use yew::prelude::*;

use crate::engine_client::{Progress, watch};
use crate::state::file_size;

/// Less than this is there before anybody could read about it, in bytes.
const WORTH_TELLING: f64 = 2e6;

/// A bar that moves while a large collection, or a large part of one, comes in; nothing otherwise.
#[component]
pub(crate) fn Fetching() -> Html {
    let progress = use_state_eq(Progress::default);
    {
        let progress = progress.clone();
        use_effect_with((), move |()| {
            watch(Some(Box::new(move |heard| progress.set(heard))));
            || watch(None)
        });
    }
    let Progress { done, total } = *progress;
    if total.max(done) < WORTH_TELLING || done >= total {
        return Html::default();
    }
    let value = ((done / total * 1000.0) as u32).to_string();
    html! {
        <section class="reading-strip" aria-label="Fetching the collection"><div class="frame"><div class="reading fetching">
            <p class="reading-words">{ "Fetching the collection: " }{ file_size(done) }{ " of " }{ file_size(total) }</p>
            <progress max="1000" {value} aria-label="Fetching the collection" />
        </div></div></section>
    }
}
