//! Any text at all: names are found, linked and resolved without a panic, and every mention is sound.
#![no_main]

use dossier_reader::names::Resolver;
use dossier_reader::{Settings, Source, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let settings = Settings::parse(
        "[[entity]]\nname = \"Ministry of Defence\"\nkind = \"organisation\"\naliases = [\"MOD\"]\n\
         [[theme]]\nname = \"Arms\"\nterms = [\"defence industry\"]\n",
    )
    .expect("sound settings");
    // The input twice, so that linking has something to link.
    let source = |path: &str| Source { path: path.to_owned(), bytes: data.to_vec(), ..Source::default() };
    let collection = read(&[source("a.txt"), source("b.txt")], &settings);
    for document in &collection.documents {
        let mut end = 0;
        for mention in &document.mentions {
            assert!(mention.span.start >= end && document.text.get(mention.span.range()).is_some());
            assert!((mention.entity.0 as usize) < collection.entities.len());
            end = mention.span.end;
        }
        let resolver = Resolver::new(document, &collection.entities);
        for sentence in &document.sentences {
            let _ = resolver.resolve(sentence.span);
        }
    }
});
