//! The stages, in their order.

use dossier_corpus::{Assumption, Collection, Document, DocumentId, LeftOut, Span};

use crate::words::Cut;
use crate::{Settings, dates, decode, events, names, rules, statements, structure};

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
    /// Stretches of the text that its format tells from the main text: a web page's menus, its related stories, its
    /// foot. Byte ranges, in order, of bytes that are UTF-8.
    pub beside: Vec<Span>,
    /// What had to be assumed to make text of a file, in a sentence for the user.
    pub assumption: Option<String>,
}

/// A document read alone, before the others are known.
#[derive(Clone, Debug)]
pub struct Reading {
    document: Document,
    names: names::Found,
    /// What had to be assumed about its bytes.
    assumption: Option<String>,
}

/// Documents that were read alone, each in its place. Made for many of them: nothing is copied when they are linked.
#[derive(Clone, Debug, Default)]
pub struct Readings {
    documents: Vec<Document>,
    names: Vec<names::Found>,
    assumed: Vec<Assumption>,
}

impl Readings {
    /// Adds the next one.
    pub fn push(&mut self, reading: Reading) {
        let document = DocumentId(self.documents.len() as u32);
        self.assumed.extend(reading.assumption.map(|note| Assumption { document, note }));
        self.documents.push(reading.document);
        self.names.push(reading.names);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }
}

impl Extend<Reading> for Readings {
    fn extend<T: IntoIterator<Item = Reading>>(&mut self, readings: T) {
        readings.into_iter().for_each(|reading| self.push(reading));
    }
}

/// Reads a collection. The order of `sources` is the order of the documents.
pub fn read(sources: &[Source], settings: &Settings) -> Collection {
    let mut readings = Readings::default();
    let mut left_out = Vec::new();
    for source in sources {
        match read_one(source, settings, readings.len()) {
            Ok(reading) => readings.push(reading),
            Err(left) => left_out.push(left),
        }
    }
    link(readings, left_out, settings)
}

/// Reads one document alone. `at` is the place that it will have among the documents.
///
/// Together with [`link`] this is [`read`] in two steps, for those who read many documents at a time.
///
/// # Errors
/// When its bytes are no text.
pub fn read_one(source: &Source, settings: &Settings, at: usize) -> Result<Reading, LeftOut> {
    let decoded = decode::decode(&source.bytes)
        .map_err(|error| LeftOut { source: source.path.clone(), reason: error.to_string() })?;
    let id = DocumentId(u32::try_from(at).expect("fewer than 2³² documents"));
    let assumption = decoded.assumption().or_else(|| source.assumption.clone());
    let structure = structure::read(&decoded.text, source, id);
    let mut document = structure.into_document(source, decoded.text);
    let words = Cut::of(&document);
    dates::annotate_with(&mut document, id, &words);
    settings.correct(&mut document);
    let mut names = names::find_with(&document, words, settings);
    // Many documents wait to be linked: what was reserved for more than came is given back.
    document.blocks.shrink_to_fit();
    document.sentences.shrink_to_fit();
    document.dates.shrink_to_fit();
    document.text.shrink_to_fit();
    names.names.shrink_to_fit();
    names.referents.shrink_to_fit();
    Ok(Reading { document, names, assumption })
}

/// Puts documents together that were read alone, each in its place.
pub fn link(readings: Readings, left_out: Vec<LeftOut>, settings: &Settings) -> Collection {
    let Readings { mut documents, names: mut found, assumed } = readings;
    let traces: Vec<_> = found.iter_mut().map(|found| std::mem::take(&mut found.traces)).collect();
    let entities = names::link(&mut documents, found, settings);
    let themes = names::themes(&mut documents, &traces, settings);
    for_each(&mut documents, |id, document| {
        document.statements = statements::find(document, id, &entities);
        document.statements.shrink_to_fit();
        document.mentions.shrink_to_fit();
        document.themes.shrink_to_fit();
    });
    let mut collection = Collection {
        description: settings.description(),
        documents,
        entities,
        themes,
        left_out,
        assumed,
        ..Collection::default()
    };
    events::link(&mut collection, &traces);
    collection.rules = rules::cited(&collection);
    collection
}

#[cfg(feature = "parallel")]
fn for_each(documents: &mut [Document], work: impl Fn(DocumentId, &mut Document) + Send + Sync) {
    use rayon::iter::{IndexedParallelIterator, IntoParallelRefMutIterator, ParallelIterator};
    documents.par_iter_mut().enumerate().for_each(|(at, document)| work(DocumentId(at as u32), document));
}

#[cfg(not(feature = "parallel"))]
fn for_each(documents: &mut [Document], work: impl Fn(DocumentId, &mut Document)) {
    documents.iter_mut().enumerate().for_each(|(at, document)| work(DocumentId(at as u32), document));
}
