//! The app: what a person sees of a collection.
//!
//! # Where is what
//! - [`state`]: what stands in the URL, as plain values; pure and tested natively.
//! - `engine_client`: one async handle to the engine, whether it runs in a worker or in the page.
//! - `hooks`: the browser, as components use it. `web_sys` is named here, in `engine_client` and nowhere else.
//! - `components`: what more than one page shows. `shell`: the frame round every page. `pages`: a folder each.
//! - `styles/`: tokens in `00-tokens.css`, then a file for each component.
//!
//! # Hooks for journeys
//! Everything is found by role and name, as a person finds it. Beside that:
//! - `main[data-page]` names the page, `main[data-state]` is `ready` when its answer is shown (`pending` before).
//! - `[data-document]`, `[data-entity]`, `[data-theme]`, `[data-statement]`: the id, key or kind that something stands for.
//! - `[data-field][data-value]`: a value of a filter, with its count in `.count`.
//! - `mark[data-kind]`: marked words (`hit`, `subject`, …); `.mention[data-kind]`: a mention in a document.
//! - `#s12` is the thirteenth sentence of a document, `[aria-current]` the one that the URL leads to.
//! - `.notice` (role `status`) says what changed.
//!
//! It does not know how text is read, nor how an answer is computed.

mod app;
mod components;
mod engine_client;
mod hooks;
mod javascript;
mod pages;
mod rest;
mod shell;
pub mod state;

/// Shows the app, or, in a worker, serves the engine to the page that started it. `boot.js` calls it as soon as it has the
/// binary's exports, which the rest of the binary needs.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn start() {
    if engine_client::is_worker() {
        wasm_bindgen_futures::spawn_local(async {
            match rest::fetch().await {
                Ok(()) => engine_client::serve(),
                Err(_) => engine_client::decline(),
            }
        });
    } else {
        app::show();
    }
}
