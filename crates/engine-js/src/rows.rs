//! Rows in, a pack out.

use crate::ids::IdsWriter;
use dossier_corpus::Edtf;
use dossier_pack::{PackWriter, Read, StoreWriter};
use dossier_search::{Field, IndexWriter, Interval, Row, Settings, Stemming};

/// Takes rows one at a time and makes a pack of them.
#[derive(Debug)]
pub struct RowWriter {
    index: IndexWriter,
    ids: IdsWriter,
    shown: StoreWriter,
    texts: Option<StoreWriter>,
}

impl RowWriter {
    /// `stemming`: "english", or empty for none. `texts`: whether the texts go into the pack, for snippets.
    pub fn new(stemming: &str, texts: bool) -> Self {
        let stemming = if stemming == "english" { Stemming::English } else { Stemming::None };
        Self {
            index: IndexWriter::new(Settings { stemming }),
            ids: IdsWriter::default(),
            shown: StoreWriter::new(),
            texts: texts.then(StoreWriter::new),
        }
    }

    /// Adds a row. `shown` is JSON that comes back with a hit. `beside` are lines of facet values and dates:
    /// name, tab, value; the name of a date begins with `@`. Returns which dates could not be read, a line each.
    pub fn add(
        &mut self,
        id: &str,
        title: &str,
        text: &str,
        caption: &str,
        shown: &str,
        beside: &str,
    ) -> String {
        let mut row = Row::new().words(Field::Title, title).words(Field::Text, text);
        if !caption.is_empty() {
            row = row.words(Field::Caption, caption);
        }
        let mut unread = String::new();
        for (name, value) in beside.lines().filter_map(|line| line.split_once('\t')) {
            row = match name.strip_prefix('@') {
                None => row.value(name, value),
                Some(axis) => {
                    // Of a time stamp the day is enough.
                    let day = value.split_once(['T', ' ']).map_or(value, |(day, _)| day);
                    if let Ok(edtf) = day.parse::<Edtf>() {
                        row.date(axis, Interval::from(&edtf))
                    } else {
                        unread.push_str(value);
                        unread.push('\n');
                        row
                    }
                }
            };
        }
        self.index.add(&row);
        self.ids.push(id);
        self.shown.push(shown.as_bytes());
        if let Some(texts) = &mut self.texts {
            texts.push(text.as_bytes());
        }
        unread
    }

    /// The pack.
    pub fn finish(self) -> Vec<u8> {
        let mut pack = PackWriter::new();
        self.index.finish(&mut pack);
        pack.add("rows.ids", Read::AtOpening, self.ids.finish());
        for (name, store) in [("shown", Some(self.shown)), ("texts", self.texts)] {
            if let Some(store) = store {
                let (index, data) = store.finish();
                pack.add(format!("rows.{name}.index"), Read::AtOpening, index);
                pack.add(format!("rows.{name}"), Read::OnDemand, data);
            }
        }
        pack.finish()
    }
}
