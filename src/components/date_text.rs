//! Dates as certain as they are.

use dossier_engine::answer::DateShown;
use yew::prelude::*;

/// A date in words; its EDTF value stands behind it.
pub(crate) fn date_text(date: &DateShown) -> Html {
    let exact = date.earliest.is_some() && date.earliest == date.latest;
    let class = classes!("date", (!exact || date.approximate).then_some("uncertain"));
    html! { <time {class} datetime={exact.then(|| date.edtf.clone())} title={date.edtf.clone()}>{ &date.words }</time> }
}

/// A date in words, or that there is none.
pub(crate) fn date_or_undated(date: Option<&DateShown>) -> Html {
    date.map_or_else(|| html! { <span class="date undated">{ "undated" }</span> }, date_text)
}
