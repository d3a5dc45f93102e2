//! The part of this binary that is fetched later.
//!
//! A release build is split in two (`crates/split`, `tools/later.txt`): the first part runs the overview, the rest
//! searching and every other view. Rust sees one program. What calls into the rest without asking for it first gets
//! it all the same, at once and in the way of the page; [`fetch`] gets it without anybody waiting.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

// `boot.js` holds them: it knows the address, and the first part's exports.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = dossierRest)]
    fn fetch_rest_now();
    #[wasm_bindgen(js_namespace = dossierRest, catch)]
    async fn fetch_rest() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = dossierRest)]
    fn is_here() -> bool;
    /// What a worker of this binary is given of it: the module itself, once it is here.
    #[wasm_bindgen(js_namespace = dossierRest)]
    pub(crate) fn for_worker() -> JsValue;
}

/// Whether it is here.
pub(crate) fn here() -> bool {
    is_here()
}

/// Fetches it, once.
///
/// # Errors
/// When it cannot be fetched, in words for the reader.
pub(crate) async fn fetch() -> Result<(), String> {
    match fetch_rest().await {
        Ok(_) => {
            // Nothing to do any more. But without a call of it the binary would not import what its stubs call.
            fetch_rest_now();
            Ok(())
        }
        Err(_) => Err("this view could not be fetched: check the connection, then try again".to_owned()),
    }
}
