//! Blocks and sentences lie in the text, in order, apart from one another, and no word lies outside them.
#![no_main]

use dossier_corpus::DocumentId;
use dossier_reader::{Source, structure};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let found = structure::read(text, &Source::default(), DocumentId(0));
    let mut at = 0;
    for block in &found.blocks {
        assert!(at <= block.span.start as usize && text.get(block.span.range()).is_some());
        assert!(!text[at..block.span.start as usize].chars().any(char::is_alphanumeric));
        at = block.span.end as usize;
    }
    assert!(!text[at..].chars().any(char::is_alphanumeric));
    for sentence in &found.sentences {
        assert!(found.blocks[sentence.block as usize].span.contains(sentence.span));
    }
});
