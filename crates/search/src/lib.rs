//! Tokens, index, query language, ranking, facets, snippets: the search engine.
//!
//! It knows rows, words, strings and days, and nothing of how documents are read or shown.
//!
//! - [`IndexWriter`] takes [`Row`]s and writes the sections of an index into a pack.
//! - [`Index`] opens them where they lie.
//! - A [`Request`] (a query in the language that [`Query`] describes, and filters) goes to [`Index::find`]; what
//!   comes back is [`Found`]: pages of documents, exact counts of facets, a histogram over time.
//! - A [`Marker`] shows in a text what a query found: spans, the best passage, lines in context.
//!
//! ```
//! use dossier_corpus::Day;
//! use dossier_pack::{Pack, PackWriter};
//! use dossier_search::{Field, Index, IndexWriter, Interval, Request, Row, Settings, Sort};
//!
//! let mut writer = IndexWriter::new(Settings::default());
//! let row = Row::new()
//!     .words(Field::Title, "Minister inspects Viettel")
//!     .words(Field::Text, "Phan Văn Giang inspected the group's new factory.")
//!     .value("person", "phan-van-giang")
//!     .date("published", Interval::day(Day::from_ymd(2022, 8, 22)));
//! writer.add(&row);
//! writer.add(&Row::new().words(Field::Text, "The expo opened."));
//! let mut pack = PackWriter::new();
//! writer.finish(&mut pack);
//!
//! let index = Index::open(&Pack::open(pack.finish()).unwrap()).unwrap();
//! let request = Request { query: "văn giang date:2022".into(), ..Request::default() };
//! let found = index.find(&request).unwrap();
//! assert_eq!(found.query().to_string(), "all of: văn, giang; 2022, possibly");
//! assert_eq!(found.page(&Sort::Relevance, 0, 10).unwrap()[0].document, 0);
//! assert_eq!(found.facet("person", "", 10).unwrap().unwrap().values[0].count, 1);
//! ```

mod coding;
mod columns;
mod dictionary;
mod explain;
mod found;
mod index;
mod matching;
mod passages;
mod phrase;
mod plan;
mod postings;
mod proximity;
mod query;
mod regex;
mod request;
mod sorting;
mod stem;
pub mod text;
pub mod truth;
mod typos;
mod wanted;
mod writer;

pub use columns::Interval;
pub use found::{Bin, Bins, FacetCounts, FacetValue, FilterState, Found, Grain, Histogram, Hit, Note};
pub use index::{Index, ranking};
pub use passages::{Line, Mark, Marker, Snippet};
pub use query::{MOST_WORDS, Mistake, Names, Query, Sureness, Typing};
pub use request::{DateFilter, FacetFilter, Join, Request, Sort, WordsWanted};
pub use stem::Stemming;
pub use typos::distance;
pub use writer::{Field, IndexWriter, Row, Settings};
