//! `window.dossier`: the same engine for scripts.
//!
//! `await dossier.ready`, then `await dossier.search(query, {limit, offset, filters})` gives
//! `{total, hits: [{id, title, date, score, snippet}], interpretation, micros}`. `filters` is an object of field names
//! and values as they stand in the URL (`{person: ["phan-van-giang"]}`), or the URL's own string.

use dossier_engine::answer::{Hit, Results};
use dossier_engine::{Answer, Failure, Field, Folding, Request, Selection, Typing};
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;
use web_sys::{CustomEvent, CustomEventInit};

use crate::engine_client::EngineClient;
use crate::hooks::browser;
use crate::rest;

fn set(object: &Object, key: &str, value: &JsValue) {
    // Setting a property of a plain object of ours cannot fail.
    drop(Reflect::set(object, &key.into(), value));
}

fn get(object: &JsValue, key: &str) -> Option<JsValue> {
    Reflect::get(object, &key.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

/// `window.dossier`, made by `boot.js`; where a page starts the app in another way, made here.
fn interface() -> Object {
    let window = browser::window();
    if let Some(dossier) = get(&window, "dossier").and_then(|dossier| dossier.dyn_into::<Object>().ok()) {
        return dossier;
    }
    let dossier = Object::new();
    let ready = Promise::new(&mut |open, _| {
        drop(window.add_event_listener_with_callback("dossier-ready", &open));
    });
    set(&dossier, "ready", &ready);
    set(&window, "dossier", &dossier);
    dossier
}

fn tell(name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_detail(detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        drop(browser::window().dispatch_event(&event));
    }
}

/// The collection is open: scripts may search.
pub(crate) fn open(client: &EngineClient) {
    let dossier = interface();
    set(&dossier, "version", &env!("CARGO_PKG_VERSION").into());
    let client = client.clone();
    let search =
        Closure::<dyn Fn(JsValue, JsValue) -> Promise>::new(move |query: JsValue, options: JsValue| {
            let client = client.clone();
            future_to_promise(async move {
                rest::fetch().await.map_err(|message| js_sys::Error::new(&message))?;
                search(&client, &query, &options).await
            })
        });
    // It lives as long as the page.
    set(&dossier, "search", &search.into_js_value());
    tell("dossier-ready", &JsValue::NULL);
}

/// The collection could not be opened.
pub(crate) fn fail(message: &str) {
    interface();
    tell("dossier-failed", &message.into());
}

async fn search(client: &EngineClient, query: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let number = |key| get(options, key).and_then(|value| value.as_f64()).map(|value| value.max(0.0) as u32);
    let query = query.as_string().unwrap_or_default();
    let selection = selection(options).map_err(|message| js_sys::Error::new(&message))?.with_query(&query);
    let request = Request::Results {
        selection,
        offset: number("offset").unwrap_or(0),
        limit: number("limit").unwrap_or(10).min(1000),
        typing: Typing::Done,
        folding: Folding::Off,
    };
    let clock = browser::window().performance();
    let start = clock.as_ref().map_or(0.0, web_sys::Performance::now);
    let answer = client.ask(request).await;
    let micros = clock.as_ref().map_or(0.0, |clock| ((clock.now() - start) * 1000.0).round());
    match &*answer {
        Answer::Results(results) => Ok(shown(results, micros).into()),
        Answer::Failed(Failure::Damaged { message }) => Err(js_sys::Error::new(message).into()),
        _ => Err(js_sys::Error::new("the engine gave another answer than was asked for").into()),
    }
}

/// The filters of the options, as an object of arrays or as the URL's string.
fn selection(options: &JsValue) -> Result<Selection, String> {
    let Some(filters) = get(options, "filters") else { return Ok(Selection::default()) };
    if let Some(query) = filters.as_string() {
        let read = Selection::read_query(&query);
        return read.problems.into_iter().next().map_or(Ok(read.selection), Err);
    }
    let mut selection = Selection::default();
    for key in Object::keys(filters.unchecked_ref::<Object>()).iter().filter_map(|key| key.as_string()) {
        let field = Field::named(&key)
            .ok_or_else(|| format!("“{key}” is no filter: write person, theme, outlet …"))?;
        let value = get(&filters, &key).unwrap_or_default();
        let values = if Array::is_array(&value) { Array::from(&value) } else { Array::of1(&value) };
        for value in values.iter().filter_map(|value| value.as_string()) {
            selection = selection.including(field.clone(), &value);
        }
    }
    Ok(selection)
}

fn shown(results: &Results, micros: f64) -> Object {
    let out = Object::new();
    set(&out, "total", &results.total.into());
    set(&out, "hits", &results.hits.iter().map(hit).collect::<Array>());
    set(&out, "interpretation", &results.interpretation.words.as_str().into());
    set(&out, "micros", &micros.into());
    out
}

fn hit(hit: &Hit) -> Object {
    let out = Object::new();
    set(&out, "id", &hit.document.id.as_str().into());
    set(&out, "title", &hit.document.title.text.as_str().into());
    let date = hit.document.date.as_ref().map_or(JsValue::NULL, |date| date.edtf.as_str().into());
    set(&out, "date", &date);
    set(&out, "score", &hit.score.into());
    set(&out, "snippet", &hit.snippet.text.as_str().into());
    out
}
