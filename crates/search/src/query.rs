//! The query language: what was typed, read leniently.
//!
//! ```text
//! query   = { part }                        every part must hold
//! part    = side { "OR" side }              OR joins its neighbours: `navy ship OR vessel` = navy AND (ship OR vessel)
//! side    = [ "-" | "NOT " ] item
//! item    = "(" query ")" | [ name ":" ] value
//! value   = words | phrase | regex | "(" query ")"
//! words   = letters and digits; punctuation inside makes a phrase of its parts: `08-NQ/TW`
//!           `*` any letters, `?` inside a word one letter, `~` or `~2` after a word: one or two typos
//! phrase  = '"' words '"' [ "~" number ]    side by side, in this order; with ~5 in any order, at most five others between
//! regex   = "/" pattern "/"                 of a whole word, in its folded form
//! name    = title | text | caption | a facet | an axis of dates | date
//! ```
//!
//! A date is an EDTF value or range (`date:2022-08`, `date:2022/2023-06`, also `2022..2023`, `>=2022`, `<=2023`);
//! it asks for documents that are *possibly* from then, with `!` at its end for those that *certainly* are;
//! `date:none` asks for undated ones. Words of a facet find the values that hold them side by side.
//!
//! `AND` and `+` may be written and mean nothing. Reading never fails: what cannot be read is read as words, and
//! said as a [`Mistake`].

mod parser;
mod patterns;

use dossier_corpus::fold_case;

use crate::Interval;
use crate::writer::Field;

/// More words than this are not read: a query is no document.
pub const MOST_WORDS: usize = 256;
/// The beginning of a facet's name may stand for it, from so many bytes on.
const SHORTEST_NAME: usize = 3;

/// A query, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub(crate) expr: Expr,
    pub(crate) mistakes: Vec<Mistake>,
}

/// Something in a query that cannot be read as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// First byte in the query.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What is wrong.
    pub message: String,
    /// A query that would do.
    pub suggestion: Option<String>,
}

/// Whether a query is still being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Typing {
    /// Its last word is a prefix.
    Ongoing,
    /// It stands as it is.
    #[default]
    Done,
}

/// What must hold of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expr {
    All(Vec<Expr>),
    Any(Vec<Expr>),
    Not(Box<Expr>),
    Words(Words),
    Value { facet: String, words: Vec<Pattern> },
    Date { axis: String, interval: Interval, written: String, sureness: Sureness },
    Undated { axis: String },
}

impl Expr {
    pub(crate) fn everything() -> Self {
        Self::All(Vec::new())
    }

    pub(crate) fn is_everything(&self) -> bool {
        matches!(self, Self::All(parts) if parts.is_empty())
    }
}

/// One word, or several that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) field: Option<Field>,
    pub(crate) patterns: Vec<Pattern>,
    /// `None`: side by side in this order. Otherwise in any order with at most so many other words between.
    pub(crate) slop: Option<u32>,
    /// Whether they are parts of what was written as one word: `08-NQ/TW`.
    pub(crate) compound: bool,
}

/// What a word must be like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    pub(crate) kind: PatternKind,
    /// Folded; of a regex or a wildcard, the expression.
    pub(crate) text: String,
    /// With its marks, if it was typed with any.
    pub(crate) exact: Option<String>,
    /// As typed, in small letters, where that is not the folded form.
    pub(crate) written: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PatternKind {
    /// The word, or another of its stem where the collection brings them together.
    Word,
    /// The word itself.
    Exactly,
    Prefix,
    Wildcard,
    Regex,
    Typos(u8),
}

/// How sure a date must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Sureness {
    /// The date may lie there.
    #[default]
    Possibly,
    /// The date must lie there, wherever in its interval it is.
    Certainly,
}

/// The names that a query may use before a colon.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Facets.
    pub facets: Vec<String>,
    /// Axes of dates; `date` stands for `published`, or else for the first.
    pub axes: Vec<String>,
}

impl Names {
    /// What a name stands for; it is given as [`fold_case`] gives it.
    fn target(&self, name: &str) -> Option<Target> {
        if let Some(field) = Field::ALL.into_iter().find(|field| field.name() == name) {
            return Some(Target::Field(field));
        }
        let bare = name.strip_prefix("facet.").unwrap_or(name);
        if let Some(facet) = self.facets.iter().find(|facet| fold_case(facet) == bare) {
            return Some(Target::Facet(facet.clone()));
        }
        if let Some(axis) = self.axes.iter().find(|axis| fold_case(axis) == name) {
            return Some(Target::Axis(axis.clone()));
        }
        if name == "date" {
            let axis = self.axes.iter().find(|axis| *axis == "published").or(self.axes.first());
            return axis.map(|axis| Target::Axis(axis.clone()));
        }
        // `org:` is `organisation:`, if nothing else begins so.
        let mut longer = self.facets.iter().filter(|facet| fold_case(facet).starts_with(bare));
        match (longer.next(), longer.next()) {
            (Some(facet), None) if bare.len() >= SHORTEST_NAME => Some(Target::Facet(facet.clone())),
            _ => None,
        }
    }

    fn nearest(&self, name: &str) -> Option<&str> {
        let fixed = ["title", "text", "caption", "date"].into_iter();
        let all = fixed.chain(self.facets.iter().chain(&self.axes).map(String::as_str));
        all.map(|known| (crate::typos::distance(name, known), known))
            .filter(|(distance, _)| *distance <= 2)
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, known)| known)
    }
}

#[derive(Clone, Debug)]
enum Target {
    Field(Field),
    Facet(String),
    Axis(String),
}

impl Query {
    /// Reads what was typed.
    ///
    /// ```
    /// use dossier_search::{Names, Query, Typing};
    ///
    /// let names = Names { facets: vec!["person".into()], axes: vec!["published".into()] };
    /// let query = Query::read("persn:giang \"defence industry", &names, Typing::Done);
    /// assert_eq!(query.mistakes()[0].suggestion.as_deref(), Some("person:giang \"defence industry"));
    /// assert_eq!(query.to_string(), "all of: \"persn giang\", \"defence industry\"");
    /// ```
    pub fn read(text: &str, names: &Names, typing: Typing) -> Self {
        let (expr, mistakes) = parser::read(text, names, typing);
        Self { expr, mistakes }
    }

    /// What could not be read as written, in the order of the text.
    pub fn mistakes(&self) -> &[Mistake] {
        &self.mistakes
    }

    /// Whether it asks for nothing, and so for every document.
    pub fn is_everything(&self) -> bool {
        self.expr.is_everything()
    }
}
