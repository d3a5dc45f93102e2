//! Rows in, sections out.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use dossier_pack::{PackWriter, Read};

use crate::Interval;
use crate::coding::{Reader, put};
use crate::columns::{DatesWriter, FacetWriter};
use crate::dictionary::{DictionaryWriter, EXACT};
use crate::index::{Lengths, Meta};
use crate::postings::{Counts, FIELDS, PostingsWriter};
use crate::sorting;
use crate::stem::{StemGroups, Stemming};
use crate::text::{LONGEST_WORD, Token, TokenKind, forms, tokens};

/// What a piece of a document's words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The title.
    Title,
    /// The running text.
    Text,
    /// Captions of pictures.
    Caption,
}

impl Field {
    /// Every field, in the order in which an index counts them.
    pub const ALL: [Self; FIELDS] = [Self::Title, Self::Text, Self::Caption];

    /// The name in queries.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
            Self::Caption => "caption",
        }
    }
}

/// A document as the index sees it: words in fields, values of facets, dates on axes.
///
/// ```
/// use dossier_corpus::Day;
/// use dossier_search::{Field, Interval, Row};
///
/// let row = Row::new()
///     .words(Field::Title, "Minister inspects Viettel")
///     .words(Field::Text, "The minister …")
///     .value("person", "phan-van-giang")
///     .date("published", Interval::day(Day::from_ymd(2022, 8, 22)));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row<'a> {
    pub(crate) words: Vec<(Field, &'a str)>,
    pub(crate) values: Vec<(&'a str, &'a str, u8)>,
    pub(crate) dates: Vec<(&'a str, Interval)>,
}

impl<'a> Row<'a> {
    /// A document without anything.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a piece of text to a field. A phrase is never found across two pieces.
    #[must_use]
    pub fn words(mut self, field: Field, text: &'a str) -> Self {
        self.words.push((field, text));
        self
    }

    /// Adds a value to a facet. An empty value is none.
    #[must_use]
    pub fn value(self, facet: &'a str, value: &'a str) -> Self {
        self.value_if_sure(facet, value, 100)
    }

    /// Adds a value of which one is so many percent sure.
    #[must_use]
    pub fn value_if_sure(mut self, facet: &'a str, value: &'a str, confidence: u8) -> Self {
        if !value.is_empty() {
            self.values.push((facet, value, confidence));
        }
        self
    }

    /// Adds a date to an axis, which may have many.
    #[must_use]
    pub fn date(mut self, axis: &'a str, interval: Interval) -> Self {
        self.dates.push((axis, interval));
        self
    }
}

/// What an index is to do with words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Settings {
    /// How words of one stem are brought together. By default they are not.
    pub stemming: Stemming,
}

/// Between two pieces of one field lie this many positions.
pub(crate) const PIECE_GAP: u32 = 64;

/// Takes rows and writes the sections of an index. Memory: about the size of the index.
///
/// Same rows, same bytes. A row's number is how many were added before it.
#[derive(Debug)]
pub struct IndexWriter {
    settings: Settings,
    vocabulary: HashMap<Box<[u8]>, u32, BuildFx>,
    /// Folded and exact term of words that are not ASCII, by how they are written.
    written: HashMap<Box<str>, [Option<u32>; 2], BuildFx>,
    terms: Vec<Occurrences>,
    lengths: Vec<[u8; FIELDS]>,
    totals: [u64; FIELDS],
    titles: Vec<Box<str>>,
    facets: Vec<(String, FacetWriter)>,
    axes: Vec<(String, DatesWriter)>,
}

/// Where a term stands, in the order in which it was met. Each occurrence is a number: twice the field's
/// position gap, and one more when a field or a document begins; then follows the gap to its document times three,
/// and the field.
#[derive(Debug, Default)]
struct Occurrences {
    bytes: Vec<u8>,
    documents: u32,
    next_doc: u32,
    field: u32,
    next_position: u32,
}

impl Occurrences {
    #[inline]
    fn push(&mut self, doc: u32, field: u32, position: u32) {
        if self.next_doc == doc + 1 && self.field == field {
            put(&mut self.bytes, (position - self.next_position) << 1);
        } else {
            put(&mut self.bytes, (position << 1) | 1);
            // In the document of the occurrence before it is 0, in the next one 1.
            put(&mut self.bytes, (doc + 1 - self.next_doc) * FIELDS as u32 + field);
            if self.next_doc != doc + 1 {
                self.documents += 1;
            }
            self.next_doc = doc + 1;
            self.field = field;
        }
        self.next_position = position + 1;
    }

    /// Calls `each` with document, counts and positions.
    fn for_each(&self, mut each: impl FnMut(u32, Counts, &[u32])) {
        let mut reader = Reader::new(&self.bytes);
        let (mut next_doc, mut field, mut next_position) = (0u32, 0usize, 0u32);
        let mut counts = [0; FIELDS];
        let mut positions = Vec::new();
        while reader.at() < self.bytes.len() {
            let number = reader.number();
            if number & 1 == 1 {
                let place = reader.number();
                field = place as usize % FIELDS;
                let gap = place / FIELDS as u32;
                if gap > 0 {
                    if next_doc > 0 {
                        each(next_doc - 1, counts, &positions);
                    }
                    counts = [0; FIELDS];
                    positions.clear();
                    next_doc += gap;
                }
                next_position = 0;
            }
            let position = next_position + (number >> 1);
            counts[field] += 1;
            positions.push(position);
            next_position = position + 1;
        }
        if next_doc > 0 {
            each(next_doc - 1, counts, &positions);
        }
    }
}

impl IndexWriter {
    /// An index without rows.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            vocabulary: HashMap::default(),
            written: HashMap::default(),
            terms: Vec::new(),
            lengths: Vec::new(),
            totals: [0; FIELDS],
            titles: Vec::new(),
            facets: Vec::new(),
            axes: Vec::new(),
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> u32 {
        self.lengths.len() as u32
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// Adds a row and returns its number.
    pub fn add(&mut self, row: &Row<'_>) -> u32 {
        let doc = self.len();
        let mut lengths = [0u8; FIELDS];
        let mut title = String::new();
        for (number, field) in Field::ALL.into_iter().enumerate() {
            let mut position = 0u32;
            let mut length = 0u32;
            for (_, text) in row.words.iter().filter(|(of, _)| *of == field) {
                if field == Field::Title && title.is_empty() {
                    title = dossier_corpus::fold(text.trim());
                }
                for token in tokens(text) {
                    self.occurrence(token, doc, number as u32, position);
                    // Half the numbers are kept for the flag.
                    position = (position + 1).min(u32::MAX >> 2);
                    length += 1;
                }
                position = (position + PIECE_GAP).min(u32::MAX >> 2);
            }
            self.totals[number] += u64::from(length);
            lengths[number] = Lengths::code(length);
        }
        self.lengths.push(lengths);
        self.titles.push(title.into());
        for (facet, value, confidence) in &row.values {
            self.facet(facet).push(doc, value, *confidence);
        }
        for (axis, interval) in &row.dates {
            named(&mut self.axes, axis).push(doc, *interval);
        }
        doc
    }

    /// Gives a facet's value a name by which queries may call it: `person:giang` finds the value
    /// `phan-van-giang` when it is named "Phan Văn Giang". The first name is the one that is shown.
    pub fn name(&mut self, facet: &str, value: &str, name: &str) {
        self.facet(facet).name(value, name);
    }

    /// Makes a facet or an axis known although no row has a value in it.
    pub fn declare_facet(&mut self, facet: &str) {
        self.facet(facet);
    }

    /// Makes an axis of dates known although no row has a date on it.
    pub fn declare_axis(&mut self, axis: &str) {
        named(&mut self.axes, axis);
    }

    fn facet(&mut self, facet: &str) -> &mut FacetWriter {
        named(&mut self.facets, facet)
    }

    #[inline]
    fn occurrence(&mut self, token: Token<'_>, doc: u32, field: u32, position: u32) {
        if token.kind == TokenKind::Ascii && token.written.len() <= LONGEST_WORD {
            let mut small = [0u8; LONGEST_WORD];
            let small = &mut small[..token.written.len()];
            small.copy_from_slice(token.written.as_bytes());
            small.make_ascii_lowercase();
            let term = self.term(small);
            self.terms[term as usize].push(doc, field, position);
            return;
        }
        let both = match self.written.get(token.written) {
            Some(&both) => both,
            None => self.learn(token),
        };
        for term in both.into_iter().flatten() {
            self.terms[term as usize].push(doc, field, position);
        }
    }

    fn learn(&mut self, token: Token<'_>) -> [Option<u32>; 2] {
        let forms = forms(token);
        let folded = (!forms.folded.is_empty()).then(|| self.term(forms.folded.as_bytes()));
        let exact = forms.exact.map(|exact| {
            let mut key = vec![EXACT];
            key.extend(exact.as_bytes());
            self.term(&key)
        });
        self.written.insert(token.written.into(), [folded, exact]);
        [folded, exact]
    }

    #[inline]
    fn term(&mut self, key: &[u8]) -> u32 {
        if let Some(&term) = self.vocabulary.get(key) {
            return term;
        }
        let term = self.terms.len() as u32;
        self.terms.push(Occurrences::default());
        self.vocabulary.insert(key.into(), term);
        term
    }

    /// Writes the index into a pack: sections whose names begin with `search.`.
    pub fn finish(self, pack: &mut PackWriter) {
        let documents = self.len();
        let meta = Meta {
            documents,
            totals: self.totals,
            stemming: self.settings.stemming,
            facets: self.facets.iter().map(|(name, _)| name.clone()).collect(),
            axes: self.axes.iter().map(|(name, _)| name.clone()).collect(),
        };
        let found: Vec<(&[u8], u32)> = self.vocabulary.iter().map(|(key, &term)| (&**key, term)).collect();
        let order = sorting::order(found.len(), &|a, b| found[a].0.cmp(found[b].0));
        let mut dictionary = DictionaryWriter::default();
        let mut postings = PostingsWriter::default();
        let mut terms = self.terms;
        let sorted: Vec<&[u8]> = order.iter().map(|at| found[*at as usize].0).collect();
        let stems = (meta.stemming != Stemming::None).then(|| {
            let groups = StemGroups::new(meta.stemming, &sorted);
            groups.write(documents, &|ordinal, each| {
                let (_, term) = found[order[ordinal as usize] as usize];
                terms[term as usize].for_each(|doc, _, _| each(doc));
            })
        });
        for (key, term) in order.into_iter().map(|at| found[at as usize]) {
            let occurrences = std::mem::take(&mut terms[term as usize]);
            postings.begin(occurrences.documents);
            occurrences.for_each(|doc, counts, positions| {
                postings.push(doc, counts, positions);
            });
            let ends = postings.end();
            dictionary.push(key, occurrences.documents, ends);
        }
        let (blocks, terms) = dictionary.finish();
        pack.add("search.meta", Read::AtOpening, meta.write());
        pack.add("search.blocks", Read::AtOpening, blocks);
        pack.add("search.terms", Read::AtOpening, terms);
        if let Some((places, documents)) = stems {
            pack.add("search.stems", Read::AtOpening, places);
            pack.add("search.stems.documents", Read::AtOpening, documents);
        }
        let columns = (0..FIELDS).flat_map(|field| self.lengths.iter().map(move |of_doc| of_doc[field]));
        pack.add("search.lengths", Read::AtOpening, columns.collect());
        pack.add("search.titles", Read::AtOpening, title_ranks(&self.titles));
        for (name, column) in self.facets {
            pack.add(format!("search.facet.{name}"), Read::OnDemand, column.finish(documents));
        }
        for (name, column) in self.axes {
            pack.add(format!("search.dates.{name}"), Read::OnDemand, column.finish(documents));
        }
        pack.add("search.docs", Read::OnDemand, postings.docs);
        pack.add("search.freqs", Read::OnDemand, postings.freqs);
        pack.add("search.positions", Read::OnDemand, postings.positions);
    }
}

/// The column of that name, in the order of names.
fn named<'a, T: Default>(columns: &'a mut Vec<(String, T)>, name: &str) -> &'a mut T {
    // There are few: to look at each is quickest.
    let at = columns.iter().position(|(other, _)| other == name).unwrap_or_else(|| {
        let at = columns.iter().take_while(|(other, _)| other.as_str() < name).count();
        columns.insert(at, (name.to_owned(), T::default()));
        at
    });
    &mut columns[at].1
}

/// For each document, which place its title has among all, as u32; those without one come last.
fn title_ranks(titles: &[Box<str>]) -> Vec<u8> {
    let key = |doc: usize| (titles[doc].is_empty(), &titles[doc]);
    let order = sorting::order(titles.len(), &|a, b| key(a).cmp(&key(b)));
    let mut ranks = vec![0u32; titles.len()];
    for (rank, doc) in order.into_iter().enumerate() {
        ranks[doc as usize] = rank as u32;
    }
    ranks.into_iter().flat_map(u32::to_le_bytes).collect()
}

/// The hash of rustc and Firefox: fast on short keys. Its order decides nothing.
#[derive(Debug, Default)]
pub(crate) struct Fx(u64);

pub(crate) type BuildFx = BuildHasherDefault<Fx>;

impl Fx {
    #[inline]
    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Fx {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.mix(u64::from_le_bytes(last) ^ (bytes.len() as u64) << 56);
    }

    #[inline]
    fn write_u8(&mut self, byte: u8) {
        self.mix(u64::from(byte));
    }

    #[inline]
    fn write_usize(&mut self, number: usize) {
        self.mix(number as u64);
    }

    fn finish(&self) -> u64 {
        // hashbrown looks at the top seven bits and at the low ones.
        self.0 ^ (self.0 >> 32)
    }
}
