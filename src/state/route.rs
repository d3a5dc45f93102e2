//! The URL's fragment: page, selection, and what the page alone understands.

use dossier_engine::{Selection, decode_part, encode_part};

use super::Page;

/// The pair of the URL that names an opened collection.
const COLLECTION: &str = "in";

/// Where a reader is and what is chosen: all of it, so that a copied link opens the same.
///
/// ```
/// use dossier_app::state::{Page, Route};
///
/// let route = Route::parse("#/document/000?q=viettel&at=s3");
/// assert_eq!(route.page, Page::Document("000".into()));
/// assert_eq!(route.selection.query, "viettel");
/// assert_eq!(route.own("at"), Some("s3"));
/// assert_eq!(route.hash(), "#/document/000?q=viettel&at=s3");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Route {
    /// Which page.
    pub page: Page,
    /// Key of the opened collection that all of this is about; `None`: the site's own.
    pub collection: Option<String>,
    /// Query and filters: the same on every page.
    pub selection: Selection,
    /// Pairs that only this page understands (scroll target, tab, window of the timeline), in their order.
    pub own: Vec<(String, String)>,
    /// What of the URL could not be read, in words.
    pub problems: Vec<String>,
}

impl Route {
    /// The route of a fragment, with or without `#`.
    pub fn parse(fragment: &str) -> Self {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let fragment = fragment.strip_prefix('/').unwrap_or(fragment);
        let (path, query) = fragment.split_once('?').unwrap_or((fragment, ""));
        let read = Selection::read_query(query);
        let mut own = read.rest;
        let place = own.iter().position(|(key, _)| key == COLLECTION);
        let collection = place.map(|place| own.remove(place).1);
        let page = Page::of_path(path);
        Self { page, collection, selection: read.selection, own, problems: read.problems }
    }

    /// The fragment, with `#`. Equal routes give equal fragments.
    pub fn hash(&self) -> String {
        let mut hash = format!("#/{}", self.page.path());
        let mut sign = '?';
        let selection = self.selection.to_query();
        if !selection.is_empty() {
            hash.push(sign);
            hash.push_str(&selection);
            sign = '&';
        }
        let collection = self.collection.iter().map(|key| (COLLECTION, key.as_str()));
        let own = self.own.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        for (key, value) in collection.chain(own) {
            hash.push(sign);
            sign = '&';
            encode_part(&mut hash, key);
            hash.push('=');
            encode_part(&mut hash, value);
        }
        hash
    }

    /// Another page with the same selection.
    #[must_use]
    pub fn to(&self, page: Page) -> Self {
        Self {
            page,
            collection: self.collection.clone(),
            selection: self.selection.clone(),
            ..Self::default()
        }
    }

    /// The overview of a collection, with nothing selected: filters of one mean nothing in another.
    pub fn of_collection(collection: Option<&str>) -> Self {
        Self { collection: collection.map(str::to_owned), ..Self::default() }
    }

    /// The same page with another selection.
    #[must_use]
    pub fn select(&self, selection: Selection) -> Self {
        let mut route = self.clone();
        route.selection = selection;
        // A scroll target belongs to what was shown.
        route.own.retain(|(key, _)| key != "at");
        route.problems.clear();
        route
    }

    /// The page's own value of that name.
    pub fn own(&self, key: &str) -> Option<&str> {
        self.own.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// The same with one of the page's own values set, or taken away.
    #[must_use]
    pub fn with_own(&self, key: &str, value: Option<&str>) -> Self {
        let mut route = self.clone();
        let place = route.own.iter().position(|(known, _)| known == key);
        match (place, value) {
            (Some(place), Some(value)) => value.clone_into(&mut route.own[place].1),
            (Some(place), None) => drop(route.own.remove(place)),
            (None, Some(value)) => route.own.push((key.to_owned(), value.to_owned())),
            (None, None) => {}
        }
        route
    }

    /// The page's own list of ids of that name: `a,b`. A comma in an id is written as `%2C`.
    pub fn own_ids(&self, key: &str) -> Vec<String> {
        let ids = self.own(key).unwrap_or_default().split(',');
        ids.filter(|id| !id.is_empty()).map(decode_part).collect()
    }

    /// The same with another list of that name.
    #[must_use]
    pub fn with_own_ids<'d>(&self, key: &str, ids: impl IntoIterator<Item = &'d str>) -> Self {
        let written =
            ids.into_iter().map(|id| id.replace('%', "%25").replace('+', "%2B").replace(',', "%2C"));
        let written = written.collect::<Vec<_>>().join(",");
        self.with_own(key, Some(written.as_str()).filter(|ids| !ids.is_empty()))
    }

    /// A sentence of a document, with the same selection.
    #[must_use]
    pub fn to_sentence(&self, document: &str, sentence: u32) -> Self {
        self.to(Page::Document(document.to_owned())).with_own("at", Some(&format!("s{sentence}")))
    }

    /// Words of a document, as a range of bytes, with the same selection.
    #[must_use]
    pub fn to_words(&self, document: &str, start: u32, end: u32) -> Self {
        self.to(Page::Document(document.to_owned())).with_own("at", Some(&format!("{start}-{end}")))
    }

    /// The scroll target, where there is one.
    pub fn target(&self) -> Option<Target> {
        let at = decode_part(self.own("at")?);
        if let Some(sentence) = at.strip_prefix('s') {
            return sentence.parse().ok().map(Target::Sentence);
        }
        let (start, end) = at.split_once('-')?;
        let (start, end) = (start.parse().ok()?, end.parse().ok()?);
        (start < end).then_some(Target::Words { start, end })
    }
}

/// A place in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A sentence, by its number from 0.
    Sentence(u32),
    /// Words, as bytes of the text.
    Words {
        /// First byte.
        start: u32,
        /// One past the last byte.
        end: u32,
    },
}

#[cfg(test)]
mod tests {
    use dossier_engine::{EntityKind, Field};

    use super::*;

    #[test]
    fn every_page_comes_back_from_its_own_path() {
        let pages = [
            Page::Overview,
            Page::Documents,
            Page::Document("000_79e0".into()),
            Page::Document("a folder/năm 2024 & 50%?#.txt".into()),
            Page::Timeline,
            Page::Entities(None),
            Page::Entities(Some(EntityKind::Instrument)),
            Page::Entity("phan-van-giang".into()),
            Page::Ledger,
            Page::Compare,
            Page::About,
        ];
        for page in pages {
            let route = Route { page, ..Route::default() };
            assert_eq!(Route::parse(&route.hash()), route, "{}", route.hash());
        }
    }

    #[test]
    fn what_belongs_to_the_page_stands_beside_the_selection() {
        let selection = Selection::default()
            .with_query("dual use & \"export\"")
            .including(Field::Entity(EntityKind::Person), "giang")
            .excluding(Field::Theme, "chips");
        let route = Route { page: Page::Timeline, selection, ..Route::default() }
            .with_own("window", Some("2020..2030"))
            .with_own("table", Some("yes & no"));
        assert_eq!(Route::parse(&route.hash()), route);
    }

    #[test]
    fn every_page_and_selection_stays_in_its_collection() {
        let route = Route::parse("#/document/a?q=x&in=mine-1a2b&at=s3");
        assert_eq!(route.collection.as_deref(), Some("mine-1a2b"));
        assert_eq!(route.hash(), "#/document/a?q=x&in=mine-1a2b&at=s3");
        assert_eq!(route.to(Page::Timeline).hash(), "#/timeline?q=x&in=mine-1a2b");
        assert_eq!(route.select(Selection::default()).hash(), "#/document/a?in=mine-1a2b");
        assert_eq!(Route::of_collection(Some("mine-1a2b")).hash(), "#/?in=mine-1a2b");
        assert_eq!(Route::of_collection(None).hash(), "#/");
    }

    #[test]
    fn another_page_keeps_the_selection_and_drops_what_was_the_pages_own() {
        let route = Route::parse("#/document/000?q=x&at=s3");
        assert_eq!(route.to(Page::Timeline).hash(), "#/timeline?q=x");
    }

    #[test]
    fn another_selection_drops_the_scroll_target() {
        let route = Route::parse("#/timeline?at=s3&lanes=themes");
        assert_eq!(route.select(Selection::default().with_query("y")).hash(), "#/timeline?q=y&lanes=themes");
    }

    #[test]
    fn a_scroll_target_is_a_sentence_or_a_range_that_holds_something() {
        let target = |at: &str| Route::parse(&format!("#/document/0?at={at}")).target();
        assert_eq!(target("s12"), Some(Target::Sentence(12)));
        assert_eq!(target("120-140"), Some(Target::Words { start: 120, end: 140 }));
        for nothing in ["", "s", "s-1", "9-9", "9-3", "x", "99999999999-1"] {
            assert_eq!(target(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn an_address_that_leads_nowhere_is_kept_as_it_was_typed() {
        assert_eq!(Route::parse("#/entities/dragons").page, Page::Unknown("entities/dragons".into()));
        assert_eq!(Route::parse("#/nowhere").page, Page::Unknown("nowhere".into()));
        assert_eq!(Route::parse("").page, Page::Overview);
    }
}
