//! A question before there is a pack to ask.
//!
//! A browser compiles a function when it is called for the first time. What every first question runs is called here once, for
//! a pack of two rows that comes with the module: while the page still fetches its own.

use crate::search::Engine;

static TINY: &[u8] = include_bytes!("tiny.pack");

/// What a first question is: a word, several, one of several, one that is still being typed.
const QUESTIONS: [(&str, &str); 4] = [("a", ""), ("a b", ""), ("a OR b", ""), ("a", "typing\t\n")];

/// Opens the tiny pack, asks, and forgets it.
pub fn warm() {
    let source = |start: u64, end: u64| TINY.get(start as usize..end as usize).map(<[u8]>::to_vec);
    if let Ok(engine) = Engine::over(Box::new(source), TINY.len() as u64) {
        for (query, settings) in QUESTIONS {
            drop(engine.search(query, settings));
        }
    }
}

#[cfg(all(test, feature = "write"))]
mod tests {
    use super::*;
    use crate::RowWriter;

    #[test]
    fn the_tiny_pack_is_what_is_written_today_and_answers() {
        let mut writer = RowWriter::new("", false);
        for (id, text) in [("1", "a b"), ("2", "b a")] {
            writer.add(id, "", text, "", "null", "");
        }
        let pack = writer.finish();
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tiny.pack"), &pack)
                .expect("it can be written");
        }
        assert!(TINY == pack, "packs have changed: run this test with UPDATE_EXPECT=1, then again");
        let engine = Engine::open(pack).expect("it is a pack");
        for (query, settings) in QUESTIONS {
            let answer = engine.search(query, settings).expect("an answer");
            assert!(answer.starts_with("{\"total\":2,"), "{query}: {answer}");
        }
    }
}
