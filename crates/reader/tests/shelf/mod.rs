//! Texts of a test, read as a collection.

use dossier_corpus::Collection;
use dossier_reader::{Settings, Source, read};

/// The collection of these texts, `0.txt` and on, under the settings of a `collection.toml`.
///
/// # Panics
/// When the settings are none.
pub(crate) fn collection(texts: &[&str], settings: &str) -> Collection {
    let settings = Settings::parse(settings).expect("settings");
    let source = |(at, text): (usize, &&str)| Source {
        path: format!("{at}.txt"),
        bytes: text.as_bytes().to_vec(),
        ..Source::default()
    };
    read(&texts.iter().enumerate().map(source).collect::<Vec<_>>(), &settings)
}
