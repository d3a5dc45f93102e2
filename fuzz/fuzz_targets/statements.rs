//! Every part of a statement lies in the text, on character boundaries.
#![no_main]

use dossier_reader::{Settings, Source, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = Source { path: "a.txt".to_owned(), bytes: text.into(), ..Source::default() };
    for document in &read(&[source], &Settings::default()).documents {
        for statement in &document.statements {
            for span in statement.source.iter().chain(&statement.cue).chain(&statement.content) {
                assert!(document.text.get(span.range()).is_some_and(|words| !words.is_empty()));
            }
        }
    }
});
