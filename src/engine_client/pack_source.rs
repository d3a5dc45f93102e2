//! Where the page's pack is: named by the page, inside the page, or inside this binary.

use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlMetaElement};

/// The seeds, read when the app was built.
const SEEDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/seeds.pack"));

/// Their front page.
pub(super) const FRONT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/seeds.front"));

/// Where a pack is.
pub(crate) enum PackSource {
    /// At an address, absolute.
    At(String),
    /// In the page, in base64.
    Base64(String),
    /// Here.
    Here(&'static [u8]),
    /// In the browser's keeping: files that somebody opened.
    Kept(Blob),
}

/// Looks into the page: `<meta name="dossier-pack">`, then `<script id="dossier-pack">`, else the seeds.
pub(crate) fn find() -> PackSource {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return PackSource::Here(SEEDS);
    };
    let named = document.query_selector("meta[name=dossier-pack]").ok().flatten();
    if let Some(name) = named.and_then(|meta| meta.dyn_into::<HtmlMetaElement>().ok()) {
        let base = document.base_uri().ok().flatten().unwrap_or_default();
        if let Ok(url) = web_sys::Url::new_with_base(&name.content(), &base) {
            return PackSource::At(url.href());
        }
    }
    match document.get_element_by_id("dossier-pack").and_then(|script| script.text_content()) {
        Some(text) => PackSource::Base64(text),
        None => PackSource::Here(SEEDS),
    }
}
