//! Where the page's pack and its front page are: named by the page, inside the page, or inside this binary.

use wasm_bindgen::JsCast;
use web_sys::{Blob, Document, Element, HtmlMetaElement};

use super::bytes::{decode_base64, fetch_bytes};

/// The front page of the seeds. Their pack is read by the rest alone (`seat`), so it is fetched with the rest.
const FRONT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/seeds.front"));

/// Where a pack is.
#[derive(Clone)]
pub(crate) enum PackSource {
    /// At an address.
    At(Address),
    /// In the page, in base64.
    Base64(String),
    /// In this binary: the seeds.
    Here,
    /// In the browser's keeping: files that somebody opened.
    Kept(Blob),
}

/// A pack at an address.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Address {
    /// Absolute.
    pub(crate) url: String,
    /// How many bytes of it are needed before anything can be asked; 0 when the page does not say.
    pub(crate) head: u64,
    /// How many there are; 0 when the page does not say.
    pub(crate) length: u64,
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// A `<meta>` of the page, and what it names, as an absolute address.
fn named(css: &str) -> Option<(Element, String)> {
    let document = document()?;
    let meta = document.query_selector(css).ok()??;
    let base = document.base_uri().ok()??;
    let name = meta.dyn_ref::<HtmlMetaElement>()?.content();
    let url = web_sys::Url::new_with_base(&name, &base).ok()?;
    Some((meta, url.href()))
}

fn inside(id: &str) -> Option<String> {
    document()?.get_element_by_id(id)?.text_content()
}

/// Looks into the page: `<meta name="dossier-pack">`, then `<script id="dossier-pack">`, else the seeds.
pub(crate) fn find() -> PackSource {
    if let Some((meta, url)) = named("meta[name=dossier-pack]") {
        let number = |name| meta.get_attribute(name).and_then(|value| value.parse().ok()).unwrap_or(0);
        return PackSource::At(Address { url, head: number("data-head"), length: number("data-length") });
    }
    inside("dossier-pack").map_or(PackSource::Here, PackSource::Base64)
}

/// The front page that was made with the pack; none where there is none, or it cannot be had: then the engine is asked.
pub(super) async fn front(source: &PackSource) -> Option<Vec<u8>> {
    match source {
        PackSource::Here => Some(FRONT.to_vec()),
        PackSource::At(_) => fetch_bytes(&named("meta[name=dossier-front]")?.1).await.ok(),
        PackSource::Base64(_) => decode_base64(&inside("dossier-front")?).ok(),
        PackSource::Kept(_) => None,
    }
}
