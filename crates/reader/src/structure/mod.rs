//! Blocks, sentences and metadata.
//!
//! A text is cut into units (lines, or paragraphs where lines were broken by hand), and every unit is told what it is:
//! leftovers of the page first, then date stamps, credits and captions, then what stands in front of and behind the
//! running text. What remains is heading or paragraph. Nothing is removed: a leftover is a block like any other.

use dossier_corpus::{Block, BlockKind, Document, DocumentId, Edtf, Fact, Sentence, Span};

use crate::Source;

mod abbreviations;
mod blocks;
mod caption;
mod credit;
mod dateline;
mod head;
mod leftovers;
mod lines;
mod look;
mod marks;
mod metadata;
pub(crate) mod sentences;
pub(crate) mod stamp;
mod stamped;
mod title;

/// What a document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// In text order, without overlap.
    pub blocks: Vec<Block>,
    /// In text order, each within one block.
    pub sentences: Vec<Sentence>,
    /// What the document says of itself.
    pub metadata: Metadata,
}

/// Finds blocks, sentences and metadata of `text`, the document `id`.
pub fn read(text: &str, source: &Source, id: DocumentId) -> Structure {
    let found = blocks::find(text, &beside(text, source));
    let metadata = metadata::find(text, &found, source, id);
    let blocks = found.blocks;
    let (mut sentences, mut parts) = (Vec::new(), Vec::new());
    for (at, block) in blocks.iter().enumerate() {
        if !matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph | BlockKind::Caption) {
            continue;
        }
        let from = block.span.start as usize;
        parts.clear();
        sentences::split_into(block.span.of(text), &mut parts);
        sentences.extend(
            parts
                .iter()
                .map(|(start, end)| Sentence { span: Span::new(from + start, from + end), block: at as u32 }),
        );
    }
    Structure { blocks, sentences, metadata }
}

/// What stands round the main text, in bytes of `text`, which may have lost a byte order mark.
fn beside(text: &str, source: &Source) -> Vec<Span> {
    let mark = source.bytes.len().saturating_sub(text.len()) as u32;
    let shifted =
        |span: &Span| Span { start: span.start.saturating_sub(mark), end: span.end.saturating_sub(mark) };
    source.beside.iter().map(shifted).collect()
}

impl Structure {
    /// The document that has this structure, with nothing found in it yet.
    pub fn into_document(self, source: &Source, text: String) -> Document {
        let stem = source.path.rsplit('/').next().unwrap_or(&source.path);
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        let Metadata { title, date, outlet, agency, author, translator, dateline } = self.metadata;
        let url = source.given.iter().find(|(key, _)| key == "url").and_then(|(_, values)| values.first());
        // A column that says the outlet, and nothing more than that, is said once: as the outlet.
        let is_outlet = |values: &[String]| match (values, &outlet) {
            ([value], Some(outlet)) => value.trim() == outlet.value,
            _ => false,
        };
        let facet = |(key, values): &&(String, Vec<String>)| match key.to_ascii_lowercase().as_str() {
            "outlet" | "publisher" => !is_outlet(values),
            _ => !matches!(key.as_str(), "url" | "title" | "date" | "author" | "text" | "id"),
        };
        let facets = source.given.iter().filter(facet).cloned().collect();
        Document {
            id: if source.id.is_empty() { stem.to_owned() } else { source.id.clone() },
            source: source.path.clone(),
            text,
            language: None,
            title: title.map(Box::new),
            date,
            linked_date: None,
            outlet: outlet.map(Box::new),
            agency: agency.map(Box::new),
            author: author.map(Box::new),
            translator: translator.map(Box::new),
            dateline: dateline.map(Box::new),
            url: url.cloned(),
            facets,
            blocks: self.blocks,
            sentences: self.sentences,
            mentions: Vec::new(),
            dates: Vec::new(),
            statements: Vec::new(),
            themes: Vec::new(),
        }
    }
}

/// The rules of this stage in plain language.
pub const RULES: &[(&str, &str)] = &[
    ("structure.paragraph", "Running text: none of the rules for other kinds of text holds."),
    ("structure.heading", "A short line without an end mark, set apart from running text."),
    ("structure.given-title", "The line says the same as the title that came with the document."),
    ("structure.no-letters", "A line without a letter or a figure: left over from the page's layout."),
    (
        "structure.beside-the-text",
        "The page shows these words round its main text: menus, other stories, its foot.",
    ),
    ("structure.letterhead", "The body that issues the text, on a line of its own above the title."),
    ("structure.layout-words", "Words that the page's layout left behind, such as a picture's controls."),
    ("structure.share-widget", "Names of services to share the page with, and nothing else."),
    ("structure.read-more", "The line sends the reader to other pages."),
    ("structure.notice", "A notice of the site: copyright, cookies, subscription, comments."),
    ("structure.tags", "A list of the page's tags."),
    ("structure.menu", "Short entries in a row, as in a menu."),
    ("structure.spam", "Advertising that has nothing to do with the text."),
    ("structure.after-the-end", "A headline behind the text's sign-off or credit: a link to another page."),
    ("structure.caption-after-picture", "The line follows the mark of a picture."),
    ("structure.caption-credit", "A photo credit stands in the same line."),
    ("structure.caption-place", "The words tell where somebody stands in a picture, or that it is one."),
    ("structure.caption-participle", "A short line without an end mark that describes a scene."),
    ("structure.caption-scene", "One sentence in the present tense that describes a scene."),
    ("structure.caption-repeats-lead", "The first paragraph again with a word changed, as under a picture."),
    (
        "structure.date-stamp",
        "A whole date that stands for itself, on a line of its own or glued in front of the text.",
    ),
    ("structure.relative-stamp", "How long before it was saved the page was published, which tells no date."),
    ("structure.dateline", "Place, day or news agency in front of the first sentence, closed by a dash."),
    ("structure.credit", "A by-line, source, translator or photo credit: a label and a name."),
    ("structure.sign-off", "The mark of an agency or outlet behind the last sentence."),
    ("structure.bare-name", "A name alone on a line at the beginning or the end of the text."),
    ("title.given", "The title that came with the document."),
    ("structure.field", "A label such as From, To or Subject stands before what it tells."),
    ("author.field", "The name stands behind From or Issued by, above the text."),
    ("title.first-heading", "The first heading before the running text."),
    ("date.given", "The date that came with the document."),
    ("date.stamp-month", "A month printed above the text, in place of a day."),
    ("date.stamp", "A date stamp printed with the text."),
    (
        "date.stamp-ambiguous",
        "A date stamp whose figures could be read day first or month first; both readings lie in the interval.",
    ),
    ("author.given", "The author that came with the document."),
    ("author.by-line", "A by-line names the author."),
    ("author.bare-name", "A name stands alone where by-lines stand."),
    ("translator.credit", "A credit names the translator."),
    ("agency.dateline", "The dateline names the news agency."),
    ("agency.credit", "A credit or sign-off names the news agency."),
    ("outlet.given", "The outlet that came with the document."),
    ("outlet.dateline", "The dateline carries the outlet's mark."),
    ("outlet.credit", "A credit or sign-off names the outlet."),
    ("dateline.place", "The dateline names the place."),
];
