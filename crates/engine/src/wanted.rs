//! What of a pack a request reads, told before it is asked: so that it is fetched in one go.

use std::ops::Range;

use crate::layout::{self as at, field_section};
use crate::open::{Engine, Found, Trouble};
use crate::ranges::joined;
use crate::respond::{Asked, RowKey};
use crate::{Axis, DateFilter, Request, Selection, Typing};

/// What a list of documents reads beside their texts.
const LISTED: [&str; 10] = [
    at::ABOUT,
    at::DOC_BY_TIME,
    at::DOC_IDS,
    at::DOC_TITLES,
    at::DOC_DATES,
    at::DOC_STORE_INDEX,
    at::ENTITY_KEYS,
    at::ENTITY_NAMES,
    at::ENTITY_FACTS,
    at::EVENT_TITLES,
];

/// All that a list of documents reads beside their texts; it lies together in a pack.
pub(crate) fn listed() -> Vec<String> {
    let columns = [("entities", "values"), ("story", "values"), ("story", "docs")];
    let columns = columns.map(|(field, part)| field_section(field, part));
    LISTED.iter().map(|name| (*name).to_owned()).chain(columns).collect()
}

/// Which sections a request reads whole.
enum Columns {
    Of(Vec<String>),
    /// Those of every field that documents are filtered by, and these.
    Fields(Vec<String>),
    /// All that there are.
    All,
}

impl Columns {
    fn of(request: &Request) -> Self {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        match request {
            Request::Results { selection, .. } | Request::Concordance { selection, .. } => {
                let mut listed = listed();
                if selection.sort == crate::Sort::Title {
                    listed.push(at::DOC_BY_TITLE.to_owned());
                }
                Self::Of(filtered(listed, selection))
            }
            Request::Titles { selection, .. } => Self::Of(filtered(listed(), selection)),
            Request::Facets { selection, .. } => {
                let names = names(&[
                    at::DOC_BY_TIME,
                    at::ENTITY_KEYS,
                    at::ENTITY_KEYS_ORDER,
                    at::ENTITY_NAMES,
                    at::ENTITY_FACTS,
                    at::EVENT_TITLES,
                    at::EVENT_DAYS,
                ]);
                Self::Fields(filtered(names, selection))
            }
            Request::DateStrip { selection, axis, .. } => {
                Self::Of(on_axis(filtered(names(&[at::DOC_BY_TIME]), selection), *axis))
            }
            Request::Interpretation { .. } => Self::Of(Vec::new()),
            _ => Self::All,
        }
    }

    fn hold(&self, name: &str) -> bool {
        match self {
            Self::Of(names) => names.iter().any(|known| known == name),
            Self::Fields(names) => name.starts_with("field.") || names.iter().any(|known| known == name),
            Self::All => {
                !matches!(name, at::DOC_STORE | at::ENTITY_STORE | at::EVENT_STORE)
                    && !name.starts_with("search.")
            }
        }
    }
}

/// And what its filters read.
fn filtered(mut names: Vec<String>, selection: &Selection) -> Vec<String> {
    for filter in &selection.filters {
        let table = Engine::table_of(&filter.field);
        names.extend(["docs", "values", "labels", "order"].map(|part| field_section(&table, part)));
        names.push(at::ENTITY_KEYS_ORDER.to_owned());
        names.extend([at::ENTITY_KEYS, at::ENTITY_FACTS, at::EVENT_DAYS].map(str::to_owned));
    }
    match &selection.dates {
        Some(DateFilter::Within { axis, .. } | DateFilter::Undated { axis }) => on_axis(names, *axis),
        None => names,
    }
}

fn on_axis(mut names: Vec<String>, axis: Axis) -> Vec<String> {
    match axis {
        Axis::Published => names.push(at::DOC_DAYS.to_owned()),
        Axis::Event => names.extend([field_section("story", "values"), at::EVENT_DAYS.to_owned()]),
        Axis::Mentioned => names.push(at::DOC_MENTIONED.to_owned()),
    }
    names
}

impl Engine {
    /// Where the columns end that every list of documents reads. They lie right behind the head, so that a visitor who
    /// comes for a list fetches both as one part.
    pub fn listed_end(&self) -> u64 {
        let listed = listed();
        let sections = self.pack.sections().filter(|(name, _)| listed.iter().any(|of| of == name));
        sections.map(|(_, range)| range.end).fold(self.pack.head_len(), u64::max)
    }

    /// The parts of the pack that a request reads and that are not here yet, as far as that can be told now: its columns
    /// and the words of its query; once these are here, the texts of the documents that it lists. What cannot be told is
    /// said by [`crate::Failure::Missing`].
    pub fn wanted(&self, request: &Request) -> Vec<Range<u64>> {
        let columns = Columns::of(request);
        let sections = self.pack.sections().filter(|(name, _)| columns.hold(name));
        let names: Vec<String> = sections.map(|(name, _)| name.to_owned()).collect();
        let mut wanted: Vec<Range<u64>> = Vec::new();
        for name in names {
            wanted.extend(self.bytes(&name).err().and_then(|error| error.missing()));
        }
        let typing = match request {
            Request::Results { typing, .. } => *typing,
            _ => Typing::Done,
        };
        if let Some(selection) = selection_of(request) {
            wanted.extend(self.wanted_by_query(&selection.query, typing));
        }
        if wanted.is_empty() {
            wanted = match self.listed_documents(request) {
                Ok(listed) => listed.into_iter().filter_map(|d| self.document(d).err()?.missing()).collect(),
                Err(Trouble::Pack(error)) => error.missing().into_iter().collect(),
                Err(Trouble::Unknown { .. }) => Vec::new(),
            };
        }
        joined(wanted)
    }

    /// The documents whose words stand on the page that a request asks for.
    fn listed_documents(&self, request: &Request) -> Found<Vec<u32>> {
        let of = |rows: Vec<RowKey>| rows.into_iter().map(|row| row.document).collect();
        match request {
            Request::Results { selection, offset, limit, typing, folding } => {
                let selected = self.select_typing(selection, *typing)?;
                let page = self.page(selection, &selected, folding, *offset, *limit)?;
                Ok(page.rows.iter().map(|row| row.document).collect())
            }
            Request::Comparison { documents } => self.compared_documents(documents),
            &Request::Ledger { ref selection, ref kinds, group, sort, offset, limit } => {
                self.ledger_page(Asked { selection, kinds, group, sort, offset, limit }).map(of)
            }
            Request::CellSentences { selection, theme, period, limit } => {
                self.cell_rows(selection, theme, *period, *limit).map(|(rows, _)| of(rows))
            }
            _ => Ok(Vec::new()),
        }
    }
}

fn selection_of(request: &Request) -> Option<&Selection> {
    match request {
        Request::Overview { selection }
        | Request::Results { selection, .. }
        | Request::Titles { selection, .. }
        | Request::Facets { selection, .. }
        | Request::DateStrip { selection, .. }
        | Request::Document { selection, .. }
        | Request::Entities { selection, .. }
        | Request::Entity { selection, .. }
        | Request::Mentions { selection, .. }
        | Request::ThemeMentions { selection, .. }
        | Request::Timeline { selection, .. }
        | Request::Ledger { selection, .. }
        | Request::AskedAndReported { selection }
        | Request::CellSentences { selection, .. }
        | Request::Concordance { selection, .. } => Some(selection),
        Request::Stretch { .. }
        | Request::Source { .. }
        | Request::TimelineCards { .. }
        | Request::Comparison { .. }
        | Request::Contrast { .. }
        | Request::Interpretation { .. }
        | Request::Suggestions { .. }
        | Request::Rules => None,
    }
}
