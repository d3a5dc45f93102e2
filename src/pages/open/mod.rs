//! Your own files: give some, watch them being read, keep, save and remove what came of them.

mod collections;
mod give;
mod outcome;

use yew::prelude::*;

use super::page;
use crate::components::section;
use crate::hooks::{use_notice, use_shelf};
use crate::shell::ReadingProgress;
use crate::state::{Outcome, Stage};
use collections::Collections;
use give::Give;
use outcome::outcome;

/// The page.
#[component]
pub(crate) fn Open() -> Html {
    let shelf = use_shelf();
    use_notice(match (&shelf.reading, &shelf.outcome) {
        (Some(reading), _) if reading.stage <= Stage::Reading => Some("Reading your files".to_owned()),
        (Some(_), _) => Some("Putting the documents together".to_owned()),
        (None, Some(Outcome::Read { .. })) => Some("Your files are read".to_owned()),
        (None, Some(Outcome::Cancelled { .. })) => Some("Cancelled".to_owned()),
        (None, Some(Outcome::Failed(why))) => Some(why.clone()),
        (None, None) => None,
    });
    let state = if shelf.loaded { "ready" } else { "pending" };
    page(
        "open",
        state,
        html! {
            <div class="frame open-page">
                <header class="masthead">
                    <h1>{ "Open your own files" }</h1>
                    <p class="lead">{ "They are read here, in this page, and every view works on them. Nothing leaves your machine: nothing is uploaded, and there is no server that could take it." }</p>
                </header>
                if shelf.reading.is_some() {
                    <section class="open-now" aria-label="Reading"><ReadingProgress /></section>
                } else {
                    { shelf.outcome.as_ref().map(|ended| outcome(&shelf, ended)) }
                    <Give />
                }
                { section("collections", "Collections", "Side by side; each has an address of its own.", html! { <Collections /> }) }
            </div>
        },
    )
}
