//! One document: its unchanged text and what was found in it.

use serde::{Deserialize, Serialize};

use crate::{Confidence, Edtf, EntityId, EntityKind, Fact, Ordered as _, RuleName, Span, Statement, ThemeId};

/// A document's place in its collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentId(pub u32);

/// One document. All spans are byte ranges of [`Document::text`].
///
/// Collections hold up to a million: what few documents have is boxed, so that it takes no room in the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Stable name within the collection: a row's `id`, a file's stem.
    pub id: String,
    /// Where it came from: the path below the input folder, or the row's file and line.
    pub source: String,
    /// The decoded source text; nothing removed, nothing changed.
    pub text: String,
    /// BCP 47 tag of the language it is written in, where that could be told.
    pub language: Option<String>,
    /// The printed (or given) title.
    pub title: Option<Box<Fact<String>>>,
    /// When it was published: printed, given, or the tightest interval its own words support.
    pub date: Option<Fact<Edtf>>,
    /// When it was published, by the words of the documents that report the same event.
    pub linked_date: Option<Box<Fact<Edtf>>>,
    /// The newspaper, site or body that published it.
    pub outlet: Option<Box<Fact<String>>>,
    /// The news agency it is credited to.
    pub agency: Option<Box<Fact<String>>>,
    /// Who wrote it.
    pub author: Option<Box<Fact<String>>>,
    /// Who translated it.
    pub translator: Option<Box<Fact<String>>>,
    /// The place that the dateline names.
    pub dateline: Option<Box<Fact<String>>>,
    /// Where it was found.
    pub url: Option<String>,
    /// Any other column of a row or key of a front matter: name → values, sorted by name.
    pub facets: Facets,
    /// In text order, without overlap. Bytes in no block are white space.
    pub blocks: Vec<Block>,
    /// In text order, without overlap, each within one block.
    pub sentences: Vec<Sentence>,
    /// In text order, without overlap.
    pub mentions: Vec<Mention>,
    /// Temporal expressions, in text order, without overlap.
    pub dates: Vec<DateMention>,
    /// By the start of the cue.
    pub statements: Vec<Statement>,
    /// Terms of themes, in text order.
    pub themes: Vec<ThemeMention>,
}

/// Names with their values, sorted by name. Most documents have few: a map's nodes would take more room than the text of a
/// short one.
///
/// ```
/// use dossier_corpus::Facets;
///
/// let facet = |name: &str, value: &str| (name.to_owned(), vec![value.to_owned()]);
/// let facets: Facets = [facet("desk", "north"), facet("age", "9"), facet("desk", "south")].into_iter().collect();
/// assert_eq!(facets.names().collect::<Vec<_>>(), ["age", "desk"]);
/// // Of two with one name the later counts.
/// assert_eq!(facets.get("desk"), ["south"]);
/// assert!(facets.get("place").is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Facets(Vec<(String, Vec<String>)>);

impl Facets {
    /// The values of a name; none where there is no such name.
    pub fn get(&self, name: &str) -> &[String] {
        let place = self.0.binary_search_by(|(own, _)| own.as_str().cmp(name));
        place.map_or(&[], |at| &self.0[at].1)
    }

    /// The names, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Names and values, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(name, values)| (name.as_str(), values.as_slice()))
    }
}

impl FromIterator<(String, Vec<String>)> for Facets {
    fn from_iter<T: IntoIterator<Item = (String, Vec<String>)>>(facets: T) -> Self {
        let mut all: Vec<_> = facets.into_iter().collect();
        all.order_by(|(a, _), (b, _)| a.cmp(b));
        all.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                std::mem::swap(later, earlier);
            }
            same
        });
        all.shrink_to_fit();
        Self(all)
    }
}

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// The title, or a heading in the text.
    Heading,
    /// Running text.
    Paragraph,
    /// Words that belong to a picture.
    Caption,
    /// Who wrote, took, translated or supplied it: by-line, photo credit, translator, source.
    Credit,
    /// Place, date and agency in front of the text, or a date stamp on a line of its own.
    Dateline,
    /// What the web page left: menus, widgets, "read more", layout words.
    Boilerplate,
}

/// A stretch of text of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// The rule that said so.
    pub rule: RuleName,
    /// How sure it is.
    pub confidence: Confidence,
}

/// A sentence of running text, a caption or a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where.
    pub span: Span,
    /// The block it belongs to, as an index into [`Document::blocks`].
    pub block: u32,
}

/// Words that name an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The name itself, without rank or role ("Phan Van Giang" of "General Phan Van Giang").
    pub span: Span,
    /// Whom or what it names.
    pub entity: EntityId,
    /// Kind, the same as the entity's.
    pub kind: EntityKind,
    /// Rank, office or title as given here, if one stands beside the name.
    pub role: Option<Span>,
    /// The rule that found it.
    pub rule: RuleName,
    /// How sure it is that these words name this entity.
    pub confidence: Confidence,
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A calendar date or a stretch of calendar.
    Date,
    /// A time of the day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

/// A temporal expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateMention {
    /// Where.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimexType,
    /// TIMEX3 value (`2022-H1`, `P5Y`, `PAST_REF`).
    pub value: String,
    /// The same as a stretch of calendar, where it is one.
    pub edtf: Option<Edtf>,
    /// The rule that found it.
    pub rule: RuleName,
    /// How sure it is of the value.
    pub confidence: Confidence,
}

/// A term of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemeMention {
    /// Where.
    pub span: Span,
    /// Which theme.
    pub theme: ThemeId,
}

impl Document {
    /// The day or interval it is filed under: its own date, unless the linked documents say it more tightly.
    pub fn filed_date(&self) -> Option<&Fact<Edtf>> {
        let width = |fact: &Fact<Edtf>| match (fact.value.earliest(), fact.value.latest()) {
            (Some(a), Some(b)) => i64::from(b.0) - i64::from(a.0),
            _ => i64::MAX,
        };
        match (&self.date, self.linked_date.as_deref()) {
            (Some(own), Some(linked)) if width(linked) < width(own) => Some(linked),
            (Some(own), _) => Some(own),
            (None, linked) => linked,
        }
    }
}
