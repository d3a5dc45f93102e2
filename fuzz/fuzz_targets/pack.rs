//! Any bytes can be opened as a pack, whole or by their head; and an index in a pack whose sections were changed
//! anywhere answers or errs.
#![no_main]

use std::sync::LazyLock;

use dossier_corpus::Day;
use dossier_pack::{Pack, PackWriter, Read, Store, StoreWriter};
use dossier_search::{Bins, Field, Index, IndexWriter, Interval, Request, Row, Settings, Sort, Stemming};
use libfuzzer_sys::fuzz_target;

static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut writer = IndexWriter::new(Settings { stemming: Stemming::English });
    let mut texts = StoreWriter::new();
    for number in 0..200 {
        let text = format!("missions mission oil word{} Chính {number}", number % 7);
        writer.add(
            &Row::new()
                .words(Field::Text, &text)
                .value_if_sure("place", &text, 60)
                .date("published", Interval::day(Day(number))),
        );
        texts.push(text.as_bytes());
    }
    let mut pack = PackWriter::new();
    writer.finish(&mut pack);
    let (index, data) = texts.finish();
    pack.add("texts.index", Read::AtOpening, index);
    pack.add("texts", Read::OnDemand, data);
    pack.finish()
});

fuzz_target!(|input: (&[u8], Vec<(u32, u8)>, &str)| {
    let (bytes, changes, query) = input;
    if let Ok(pack) = Pack::open(bytes.to_vec()) {
        let _ = pack.verify();
        let _ = Index::open(&pack);
    }
    let _ = Pack::open_head(bytes.to_vec()).map(|pack| Index::open(&pack).map(drop));

    let mut file = FILE.clone();
    let table = Pack::open(file.clone()).expect("it was just written");
    let first = table.sections().map(|(_, range)| range.start).min().unwrap_or(0) as usize;
    let length = file.len() - first;
    for (at, with) in changes {
        file[first + at as usize % length] = with;
    }
    let Ok(pack) = Pack::open(file) else { return };
    if let (Ok(index), Ok(data)) = (pack.section("texts.index"), pack.section("texts"))
        && let Ok(store) = Store::open(&index, data)
    {
        for number in [0, 7, 199, 200] {
            let _ = store.get(number);
        }
    }
    let Ok(index) = Index::open(&pack) else { return };
    for query in [query, "", "oil*", "\"mission oil\"", "oil chinh word3", "misions~2", "place:word"] {
        if let Ok(found) = index.find(&Request { query: query.to_owned(), ..Request::default() }) {
            let _ = found.page(&Sort::Title, 0, 5);
            let _ = found.page(&Sort::Newest("published".into()), 0, 5);
            let _ = found.facet("place", "", 5);
            let _ = found.histogram("published", Bins::AtMost(9), None);
        }
    }
});
