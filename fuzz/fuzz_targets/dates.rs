//! Temporal expressions lie in the text, in order, apart from one another.
#![no_main]

use dossier_corpus::{Day, Span};
use dossier_reader::dates::{Now, annotate_text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (i16, &str)| {
    let (day, text) = input;
    let found = annotate_text(text, &[Span::new(0, text.len())], Now::on(Day(i32::from(day))));
    let mut at = 0;
    for date in &found {
        assert!(at <= date.span.start && text.get(date.span.range()).is_some_and(|words| !words.is_empty()));
        at = date.span.end;
    }
});
