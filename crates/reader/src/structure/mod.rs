//! Blocks, sentences and metadata.

use dossier_corpus::{Block, Document, DocumentId, Edtf, Fact, Sentence};

use crate::Source;

/// What a document says of itself.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    /// The printed or given title.
    pub title: Option<Fact<String>>,
    /// The printed or given date of publication.
    pub date: Option<Fact<Edtf>>,
    /// The newspaper, site or body that published it.
    pub outlet: Option<Fact<String>>,
    /// The news agency it is credited to.
    pub agency: Option<Fact<String>>,
    /// Who wrote it.
    pub author: Option<Fact<String>>,
    /// Who translated it.
    pub translator: Option<Fact<String>>,
    /// The place that the dateline names.
    pub dateline: Option<Fact<String>>,
}

/// How a text is built.
#[derive(Clone, Debug, Default)]
pub struct Structure {
    /// In text order, without overlap.
    pub blocks: Vec<Block>,
    /// In text order, each within one block.
    pub sentences: Vec<Sentence>,
    /// What the document says of itself.
    pub metadata: Metadata,
}

/// Finds blocks, sentences and metadata of `text`.
pub fn read(_text: &str, _source: &Source) -> Structure {
    Structure::default()
}

impl Structure {
    /// The document that has this structure, with nothing found in it yet.
    pub fn into_document(self, _id: DocumentId, source: &Source, text: String) -> Document {
        let stem = source.path.rsplit('/').next().unwrap_or(&source.path);
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        let Metadata { title, date, outlet, agency, author, translator, dateline } = self.metadata;
        Document {
            id: if source.id.is_empty() { stem.to_owned() } else { source.id.clone() },
            source: source.path.clone(),
            text,
            language: None,
            title,
            date,
            linked_date: None,
            outlet,
            agency,
            author,
            translator,
            dateline,
            url: None,
            facets: source.given.iter().cloned().collect(),
            blocks: self.blocks,
            sentences: self.sentences,
            mentions: Vec::new(),
            dates: Vec::new(),
            statements: Vec::new(),
            themes: Vec::new(),
        }
    }
}
