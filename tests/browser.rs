//! The app as Wasm in a real browser: it opens the embedded seeds, shows them, and follows the address.
#![cfg(target_arch = "wasm32")]

use gloo::timers::future::TimeoutFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, Element};

wasm_bindgen_test_configure!(run_in_browser);

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Waits until something matches: longer than it ever should take, on a busy machine. By the clock: timers come late there.
async fn until(css: &str) -> Element {
    let deadline = js_sys::Date::now() + 90_000.0;
    while js_sys::Date::now() < deadline {
        if let Some(found) = document().query_selector(css).unwrap() {
            return found;
        }
        TimeoutFuture::new(10).await;
    }
    panic!("nothing matches {css}; the page says: {:?}", document().body().unwrap().text_content());
}

fn go(hash: &str) {
    web_sys::window().unwrap().location().set_hash(hash).unwrap();
}

#[wasm_bindgen_test]
async fn the_app_shows_the_collection_and_follows_the_address() {
    let root = document().create_element("div").unwrap();
    root.set_id("app");
    document().body().unwrap().append_child(&root).unwrap();
    // The runner's own page carries something else behind the #.
    go("#/");
    // What boot.js provides, for a binary that was not split.
    let rest =
        "globalThis.dossierRest = { is_here: () => true, fetch_rest: async () => {}, fetch_rest_now() {} };";
    js_sys::Function::new_no_args(rest).call0(&wasm_bindgen::JsValue::NULL).unwrap();
    dossier_app::start();

    until("main[data-page=overview][data-state=ready] h1").await;
    assert!(document().query_selector("[data-story]").unwrap().is_some(), "the overview says where to begin");

    go("#/documents?q=viettel");
    let hit = until("main[data-page=documents][data-state=ready] mark[data-kind=hit]").await;
    assert_eq!(hit.text_content().unwrap().to_lowercase(), "viettel");

    let first = until(".result-row h2 a").await.get_attribute("href").unwrap();
    go(&first);
    until("main[data-page=document][data-state=ready] .mention[data-kind=person]").await;

    go("#/entities/person");
    let person = until("main[data-page=entities][data-state=ready] .directory .entity").await;
    go(&person.get_attribute("href").unwrap());
    until("main[data-page=entity][data-state=ready] .mention-list .passage").await;

    go("#/document/none-of-this-name");
    let why = until("main[data-page=document][data-state=failed] .nothing").await;
    assert!(why.text_content().unwrap().contains("none-of-this-name"));
}
