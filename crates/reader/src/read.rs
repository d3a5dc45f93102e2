//! The stages, in their order.

use dossier_corpus::{Collection, Document, DocumentId, LeftOut};

use crate::{Settings, dates, decode, events, names, statements, structure};

/// A document as it comes in.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Path below the input folder, or file and line of a row.
    pub path: String,
    /// Stable name; empty means the path's stem.
    pub id: String,
    /// Its bytes, in any encoding.
    pub bytes: Vec<u8>,
    /// What the row or front matter gives beside the text: `title`, `date`, `url`, and any other column.
    pub given: Vec<(String, Vec<String>)>,
}

/// Reads a collection. The order of `sources` is the order of the documents.
pub fn read(sources: &[Source], settings: &Settings) -> Collection {
    let mut documents = Vec::new();
    let mut found = Vec::new();
    let mut left_out = Vec::new();
    for source in sources {
        match read_one(source, settings, documents.len()) {
            Ok((document, names)) => {
                documents.push(document);
                found.push(names);
            }
            Err(reason) => left_out.push(LeftOut { source: source.path.clone(), reason }),
        }
    }
    let entities = names::link(&mut documents, found, settings);
    for document in &mut documents {
        document.statements = statements::find(document, &entities);
    }
    let mut collection = Collection {
        description: settings.description(),
        documents,
        entities,
        left_out,
        ..Collection::default()
    };
    events::link(&mut collection);
    collection
}

fn read_one(source: &Source, settings: &Settings, at: usize) -> Result<(Document, names::Found), String> {
    let text = decode::decode(&source.bytes)?;
    let structure = structure::read(&text, source);
    let id = DocumentId(u32::try_from(at).expect("fewer than 2³² documents"));
    let mut document = structure.into_document(id, source, text);
    dates::annotate(&mut document, id);
    let found = names::find(&document, settings);
    Ok((document, found))
}
