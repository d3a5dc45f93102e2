//! The part of this module that is fetched when a file needs it (`crates/split`, `tools/later-reader.txt`).
//!
//! What calls into it gets it on the spot, with this worker standing still; [`fetch`] gets it ahead, and can say that it
//! cannot.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

// `boot.js` holds them.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = dossierRest)]
    fn fetch_rest_now();
    #[wasm_bindgen(js_namespace = dossierRest, catch)]
    async fn fetch_rest() -> Result<JsValue, JsValue>;
}

/// Fetches it, once.
///
/// # Errors
/// When it cannot be fetched, in words.
pub(crate) async fn fetch() -> Result<(), String> {
    fetch_rest().await.map_err(|_| "the part that reads such files did not come".to_owned())?;
    // Nothing to do any more. But without a call of it the module would not import what its stubs call.
    fetch_rest_now();
    Ok(())
}
