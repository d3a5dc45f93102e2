//! A site without a network: the service worker, its registration, the web manifest.

use dossier_corpus::Description;
use sha2::{Digest, Sha256};

use crate::{hex, short_hash};

/// The script that registers the service worker: its name and its text.
pub(crate) fn registration() -> (String, String) {
    let script = include_str!("offline.js").to_owned();
    (format!("offline-{}.js", short_hash(script.as_bytes())), script)
}

/// The service worker, which keeps these files.
pub(crate) fn worker(kept: &[(&str, &[u8])]) -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in kept {
        hash.update(name);
        hash.update(Sha256::digest(bytes));
    }
    let version = hex(&hash.finalize()[..8]);
    let names: Vec<&str> = kept.iter().map(|(name, _)| *name).collect();
    let names = serde_json::to_string(&names).expect("names are strings");
    format!("const VERSION = \"{version}\";\nconst FILES = {names};\n{}", include_str!("sw.js"))
}

/// The web manifest. `paper` is the colour that the app names as its own.
pub(crate) fn manifest(description: &Description, paper: Option<&str>) -> String {
    let mut manifest = serde_json::json!({
        "name": description.title,
        "short_name": description.title.chars().take(24).collect::<String>().trim(),
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "icons": [{ "src": "icon.svg", "sizes": "any", "type": "image/svg+xml" }],
    });
    if let Some(paper) = paper {
        manifest["background_color"] = serde_json::json!(paper);
        manifest["theme_color"] = serde_json::json!(paper);
    }
    if !description.description.is_empty() {
        manifest["description"] = serde_json::json!(description.description);
    }
    if let Some(language) = description.languages.first() {
        manifest["lang"] = serde_json::json!(language);
    }
    format!("{manifest:#}\n")
}
