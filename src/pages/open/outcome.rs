//! How the last reading ended: what came of it, and what was left out.

use yew::prelude::*;

use crate::components::icon;
use crate::hooks::UseShelfHandle;
use crate::state::{Mistake, Outcome, Route, group_digits, plural};

/// As many as a page bears; the collection's overview lists them all.
const LISTED: usize = 500;

/// What is said of the last reading.
pub(super) fn outcome(shelf: &UseShelfHandle, outcome: &Outcome) -> Html {
    let dismiss = {
        let shelf = shelf.clone();
        Callback::from(move |_: MouseEvent| shelf.dismiss())
    };
    let (kind, body) = match outcome {
        Outcome::Read { key, left_out, mistake } => {
            let Some(volume) = shelf.volume(key) else { return Html::default() };
            let href = Route::of_collection(Some(key)).hash();
            (
                "read",
                html! {
                    <>
                        <h2>{ plural(volume.documents, "document") }{ " read" }</h2>
                        <p><a class="button primary open-it" {href}>{ "Open “" }{ &volume.title }{ "”" }{ icon("next") }</a></p>
                        { mistake.as_ref().map(mistaken) }
                        { left_out_list(left_out) }
                    </>
                },
            )
        }
        Outcome::Cancelled { done, files } => (
            "cancelled",
            html! {
                <>
                    <h2>{ "Cancelled" }</h2>
                    <p>{ group_digits(*done) }{ " of " }{ plural(*files, "file") }{ " had been read; nothing of them is kept." }</p>
                </>
            },
        ),
        Outcome::Failed(why) => (
            "failed",
            html! {
                <>
                    <h2>{ "That could not be done" }</h2>
                    <p>{ sentence(why) }</p>
                </>
            },
        ),
    };
    html! {
        <section class="outcome" data-outcome={kind} aria-label="Result">
            { body }
            <button type="button" class="tool outcome-close" aria-label="Close" onclick={dismiss}>{ icon("close") }</button>
        </section>
    }
}

fn mistaken(mistake: &Mistake) -> Html {
    html! {
        <div class="mistake">
            <h3>{ "collection.toml was not followed" }</h3>
            <p><code>{ "line " }{ mistake.line }{ ", column " }{ mistake.column }</code>{ ": " }{ &mistake.message }</p>
            <p class="small quiet">{ "The files were read without it. Put it right and open them again." }</p>
        </div>
    }
}

fn left_out_list(left_out: &[(String, String)]) -> Html {
    if left_out.is_empty() {
        return html! { <p class="quiet">{ "Nothing was left out." }</p> };
    }
    html! {
        <div class="left-out">
            <h3>{ plural(left_out.len() as u32, "file") }{ " left out" }</h3>
            <ul>{ for left_out.iter().take(LISTED).enumerate().map(|(at, (source, reason))| html! {
                <li key={at}><code>{ source }</code>{ ": " }{ reason }</li>
            }) }</ul>
            if left_out.len() > LISTED { <p>{ "and " }{ group_digits((left_out.len() - LISTED) as u32) }{ " more, listed at the end of the collection's overview" }</p> }
        </div>
    }
}

/// A message as a sentence.
fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    [first.as_str(), letters.as_str(), "."].concat()
}
