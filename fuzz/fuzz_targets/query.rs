//! Any text can be asked: it is read, said in words, answered and marked, and what is said about it lies in it.
#![no_main]

use std::sync::LazyLock;

use dossier_corpus::Day;
use dossier_pack::{Pack, PackWriter};
use dossier_search::{Bins, Field, Index, IndexWriter, Interval, Request, Row, Settings, Sort, Stemming, Typing};
use libfuzzer_sys::fuzz_target;

const TEXTS: [&str; 4] = [
    "The minister opened a new plant; Resolution 08-NQ/TW was cited in the U.S.",
    "Phạm Minh Chính met 中国人 and サイト at the co-op, 3.14 times.",
    "missions mission missing: words, word, world!",
    "",
];

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut writer = IndexWriter::new(Settings { stemming: Stemming::English });
    for (number, text) in (0..).zip(TEXTS) {
        let title = text.split(' ').next().unwrap_or_default();
        let row = Row::new().words(Field::Title, title).words(Field::Text, text);
        writer.add(&row.value("place", "Hà Nội").date("published", Interval::day(Day(number * 40))));
    }
    let mut pack = PackWriter::new();
    writer.finish(&mut pack);
    Index::open(&Pack::open(pack.finish()).expect("it was just written")).expect("it was just written")
});

fuzz_target!(|input: (bool, &str)| {
    let (ongoing, text) = input;
    let typing = if ongoing { Typing::Ongoing } else { Typing::Done };
    let request = Request { query: text.to_owned(), typing, ..Request::default() };
    let found = INDEX.find(&request).expect("the index is whole");
    let _ = found.query().to_string();
    for mistake in found.mistakes() {
        assert!(text.get(mistake.start..mistake.end).is_some(), "{mistake:?}");
    }
    assert!(found.documents().is_sorted());
    assert_eq!(found.page(&Sort::Relevance, 0, 10).unwrap().len(), found.documents().len().min(10));
    let _ = found.facet("place", "", 5);
    let _ = found.histogram("published", Bins::AtMost(9), None);
    let marker = found.marker();
    for text in TEXTS.into_iter().chain([text]) {
        let mut end = 0;
        for mark in marker.marks(text) {
            assert!(mark.start >= end && mark.start < mark.end && text.get(mark.start..mark.end).is_some());
            end = mark.end;
        }
        let snippet = marker.snippet(text, 30);
        assert!(text.get(snippet.start..snippet.end).is_some());
    }
});
