//! The query of a selection: what it matches, how it was read, where its words stand.

use std::fmt;
use std::ops::Range;
use std::rc::Rc;

use dossier_corpus::{BlockKind, Collection, Document, EntityKind, Fact, Span, StatementKind};
use dossier_pack::{PackError, PackWriter};
use dossier_search::{
    Field as WordField, Index, IndexWriter, Interval, Request, Row, Settings, Sort, Stemming, Typing as Typed,
};

use crate::answer::{Interpretation, Problem};
use crate::open::{Engine, Found};
use crate::select::{Bits, Selected};
use crate::{Field, Selection, Typing, words};

/// What a query matches.
#[derive(Default)]
pub(crate) struct QueryHits {
    found: Option<dossier_search::Found>,
    /// Best first; `None`: there is nothing to rank by.
    pub(crate) ranked: Option<Vec<u32>>,
    pub(crate) interpretation: Interpretation,
}

impl fmt::Debug for QueryHits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("QueryHits").field("interpretation", &self.interpretation).finish_non_exhaustive()
    }
}

impl QueryHits {
    pub(crate) fn matching(&self, documents: u32) -> Bits {
        match &self.found {
            None => Bits::all(documents),
            Some(found) => {
                let mut bits = Bits::none(documents);
                found.documents().iter().for_each(|document| bits.insert(*document));
                bits
            }
        }
    }

    /// Relevance in thousandths.
    pub(crate) fn score(&self, document: u32) -> u32 {
        let score = self.found.as_ref().and_then(|found| found.score(document)).unwrap_or(0.0);
        (score * 1000.0).round().clamp(0.0, 1e9) as u32
    }
}

/// Queries that are kept with what they match.
const KEPT: usize = 6;

impl Engine {
    fn index(&self) -> Result<&Index, PackError> {
        if let Some(index) = self.search.get() {
            return Ok(index);
        }
        let index = Index::open(&self.pack)?;
        Ok(self.search.get_or_init(|| index))
    }

    /// What a query matches.
    pub(crate) fn query(&self, query: &str) -> Found<Rc<QueryHits>> {
        self.query_as(query, Typing::Done)
    }

    pub(crate) fn query_as(&self, query: &str, typing: Typing) -> Found<Rc<QueryHits>> {
        if query.trim().is_empty() {
            return Ok(Rc::new(QueryHits::default()));
        }
        let kept =
            self.queries.borrow().iter().find(|(text, state, _)| text == query && *state == typing).cloned();
        if let Some((_, _, hits)) = kept {
            return Ok(hits);
        }
        let found = self.index()?.find(&request(query, typing))?;
        let interpretation = Interpretation {
            words: found.query().to_string(),
            problems: found
                .mistakes()
                .iter()
                .map(|mistake| Problem {
                    start: mistake.start as u32,
                    end: mistake.end as u32,
                    message: mistake.message.clone(),
                    suggestion: mistake.suggestion.clone(),
                })
                .collect(),
            notes: found.notes().iter().map(ToString::to_string).collect(),
        };
        let by_relevance = found.page(&Sort::Relevance, 0, found.total() as usize)?;
        let ranks = by_relevance.first().is_some_and(|hit| hit.score > 0.0);
        let ranked = ranks.then(|| by_relevance.into_iter().map(|hit| hit.document).collect());
        let hits = Rc::new(QueryHits { found: Some(found), ranked, interpretation });
        let mut kept = self.queries.borrow_mut();
        kept.truncate(KEPT - 1);
        kept.insert(0, (query.to_owned(), typing, hits.clone()));
        Ok(hits)
    }

    /// The parts of the pack that a query reads and that are not here yet; none where that cannot be told.
    pub(crate) fn wanted_by_query(&self, query: &str, typing: Typing) -> Vec<Range<u64>> {
        if query.trim().is_empty() {
            return Vec::new();
        }
        self.index().and_then(|index| index.wanted(&request(query, typing))).unwrap_or_default()
    }

    /// A selection whose query's last word is still being typed.
    pub(crate) fn select_while_typing(&self, selection: &Selection) -> Found<Rc<Selected>> {
        let query = self.query_as(&selection.query, Typing::Typing)?;
        Ok(Rc::new(self.evaluate(selection, query)?))
    }
}

fn request(query: &str, typing: Typing) -> Request {
    let typing = match typing {
        Typing::Typing => Typed::Ongoing,
        Typing::Done => Typed::Done,
    };
    Request { query: query.to_owned(), typing, ..Request::default() }
}

/// Where a query's words stand in a document, in text order.
pub(crate) fn hits(query: &QueryHits, document: &Document) -> Vec<Span> {
    let Some(found) = &query.found else { return Vec::new() };
    let marker = found.marker();
    if marker.is_empty() {
        return Vec::new();
    }
    let mut spans = Vec::new();
    for block in document.blocks.iter().filter(|block| block.kind != BlockKind::Boilerplate) {
        let offset = block.span.start as usize;
        let marks = marker.marks(block.span.of(&document.text));
        spans.extend(marks.into_iter().map(|mark| Span::new(offset + mark.start, offset + mark.end)));
    }
    spans
}

/// The name of a field of this crate in the query language.
fn facet_name(field: &Field) -> String {
    match field {
        Field::Facet(name) if Field::named(name).is_none() => name.clone(),
        other => other.name(),
    }
}

/// The axes of dates in the query language.
const AXES: [&str; 3] = ["published", "happened", "mentioned"];

/// Writes the search index of a collection.
pub(crate) fn write_index(collection: &Collection, pack: &mut PackWriter) {
    let english =
        collection.description.languages.first().is_some_and(|tag| tag == "en" || tag.starts_with("en-"));
    let stemming = if english { Stemming::English } else { Stemming::None };
    let mut writer = IndexWriter::new(Settings { stemming });
    for field in Field::BUILT_IN {
        writer.declare_facet(&facet_name(&field));
    }
    AXES.iter().for_each(|axis| writer.declare_axis(axis));
    let mut stories: Vec<Vec<usize>> = vec![Vec::new(); collection.documents.len()];
    for (number, event) in collection.events.iter().enumerate() {
        for document in &event.documents {
            if let Some(own) = stories.get_mut(document.0 as usize) {
                own.push(number);
            }
        }
    }
    let names = Names::of(collection);
    for (document, stories) in collection.documents.iter().zip(&stories) {
        writer.add(&row(document, stories, collection, &names));
    }
    names.tell(collection, &mut writer);
    writer.finish(pack);
}

/// Names that rows borrow.
struct Names {
    stories: Vec<String>,
    facets: std::collections::BTreeMap<String, String>,
    kinds: [String; EntityKind::ALL.len()],
}

impl Names {
    fn of(collection: &Collection) -> Self {
        let facets = collection.documents.iter().flat_map(|document| document.facets.names());
        Self {
            stories: (0..collection.events.len()).map(|number| number.to_string()).collect(),
            facets: facets
                .map(|name| (name.to_owned(), facet_name(&Field::Facet(name.to_owned()))))
                .collect(),
            kinds: EntityKind::ALL.map(|kind| facet_name(&Field::Entity(kind))),
        }
    }

    fn kind(&self, kind: EntityKind) -> &str {
        let place = EntityKind::ALL.iter().position(|other| *other == kind).unwrap_or(0);
        &self.kinds[place]
    }

    /// Tells the index by which names queries may call its values.
    fn tell(&self, collection: &Collection, writer: &mut IndexWriter) {
        for entity in &collection.entities {
            let forms = std::iter::once(&entity.name).chain(entity.aliases.iter().map(|alias| &alias.form));
            for form in forms {
                writer.name(self.kind(entity.kind), &entity.key, form);
                writer.name("from", &entity.key, form);
                writer.name("to", &entity.key, form);
            }
        }
        for theme in &collection.themes {
            writer.name("theme", &theme.key, &theme.name);
        }
        for (event, number) in collection.events.iter().zip(&self.stories) {
            writer.name("story", number, &event.title);
        }
    }
}

fn row<'a>(
    document: &'a Document,
    stories: &[usize],
    collection: &'a Collection,
    names: &'a Names,
) -> Row<'a> {
    let mut row = Row::new();
    let title_words = document.title.as_ref().map(|title| words::one_line(&title.value));
    if let Some(title) = &document.title {
        row = row.words(WordField::Title, &title.value);
    }
    for block in &document.blocks {
        let text = block.span.of(&document.text);
        let is_title = block.kind == BlockKind::Heading
            && title_words.as_ref().is_some_and(|title| *title == words::one_line(text));
        row = match block.kind {
            BlockKind::Boilerplate => row,
            _ if is_title => row,
            BlockKind::Caption => row.words(WordField::Caption, text),
            _ => row.words(WordField::Text, text),
        };
    }
    for mention in &document.mentions {
        if let Some(entity) = collection.entity(mention.entity) {
            row = row.value_if_sure(names.kind(entity.kind), &entity.key, mention.confidence.as_percent());
        }
    }
    for statement in &document.statements {
        let sure = statement.confidence.as_percent();
        row = row.value_if_sure("kind", kind_name(statement.kind), sure);
        if let Some(entity) = statement.issuer.as_ref().and_then(|actor| collection.entity(actor.entity?)) {
            row = row.value_if_sure("from", &entity.key, sure);
        }
        for entity in statement.addressees.iter().filter_map(|actor| collection.entity(actor.entity?)) {
            row = row.value_if_sure("to", &entity.key, sure);
        }
    }
    for mention in &document.themes {
        if let Some(theme) = collection.themes.get(mention.theme.0 as usize) {
            row = row.value("theme", &theme.key);
        }
    }
    let facts: [(&str, &Option<Box<Fact<String>>>); 4] = [
        ("outlet", &document.outlet),
        ("agency", &document.agency),
        ("author", &document.author),
        ("translator", &document.translator),
    ];
    for (name, fact) in facts {
        if let Some(fact) = fact {
            row = row.value_if_sure(name, &fact.value, fact.why.confidence.as_percent());
        }
    }
    if let Some(language) = &document.language {
        row = row.value("language", language);
    }
    for (name, values) in document.facets.iter() {
        if let Some(name) = names.facets.get(name) {
            row = values.iter().fold(row, |row, value| row.value(name, value));
        }
    }
    if let Some(date) = document.filed_date() {
        row = row.date(AXES[0], Interval::from(&date.value));
    }
    for story in stories {
        row = row.value("story", &names.stories[*story]);
        if let Some(date) = &collection.events[*story].date {
            row = row.date(AXES[1], Interval::from(&date.value));
        }
    }
    for edtf in document.dates.iter().filter_map(|date| date.edtf.as_ref()) {
        row = row.date(AXES[2], Interval::from(edtf));
    }
    row
}

const fn kind_name(kind: StatementKind) -> &'static str {
    kind.name()
}
