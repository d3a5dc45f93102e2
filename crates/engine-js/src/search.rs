//! An open pack, and questions to it.

use dossier_corpus::{Day, Edtf};
use dossier_pack::{Pack, PackError, Store};
use dossier_search::{
    Bins, DateFilter, FacetFilter, FilterState, Found, Index, Interval, Join, Request, Sort, Sureness,
    Typing, WordsWanted,
};

use crate::ids::Ids;
use crate::json::Json;

/// Gives parts of a file, from and to, that lies outside of this module's memory; nothing where a part is yet to be fetched,
/// so that what was asked must be asked again.
pub type Source = Box<dyn Fn(u64, u64) -> Option<Vec<u8>> + Send + Sync>;

/// Of a file outside at least this much is taken at once.
const PART: u64 = 1 << 15;

/// An open pack. Its bytes stay where they are; what is read of them is copied here, once.
pub struct Engine {
    pack: Pack,
    source: Option<Source>,
    index: Index,
    ids: Ids,
    shown: Store,
    texts: Option<Store>,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Engine({} documents)", self.documents())
    }
}

/// How long a snippet is, in bytes.
const SNIPPET: usize = 240;

impl Engine {
    /// Opens a pack of that many bytes that lies elsewhere.
    ///
    /// # Errors
    /// When it is none, or a damaged one.
    pub fn over(source: Source, length: u64) -> Result<Self, PackError> {
        let head = |end: u64| {
            let bytes = source(0, length.min(end)).unwrap_or_default();
            Pack::open_head(bytes)
        };
        let opened = match head(PART) {
            Err(error) => match error.missing() {
                Some(missing) => head(missing.end).map_err(|error| match error.missing() {
                    Some(missing) => PackError::cut_short(length, missing.end),
                    None => error,
                }),
                None => Err(error),
            },
            pack => pack,
        };
        let pack = opened?;
        if length < pack.file_len() {
            return Err(PackError::cut_short(length, pack.file_len()));
        }
        Ok(Self { source: Some(source), ..Self::of(pack)? })
    }

    /// How many documents there are.
    pub fn documents(&self) -> u32 {
        self.index.documents()
    }

    /// The answer to a question as JSON.
    ///
    /// `settings` are lines: a name, a tab, a value. The names: `typing` (last word is a prefix), `offset`,
    /// `limit`, `words` (any word will do), `sort` (newest, oldest, title), `snippets`, `+F` and `-F` (a value of facet F to include or
    /// exclude), `any` (a facet whose included values are joined by "any"), `@A` (an EDTF range on axis A,
    /// possibly), `!A` (certainly), `undated` (an axis), `facet` (a facet to count), `histogram` (an axis).
    ///
    /// # Errors
    /// When the pack is damaged.
    pub fn search(&self, query: &str, settings: &str) -> Result<String, PackError> {
        let wanted = Settings::read(query, settings);
        loop {
            let error = match self.answer(&wanted) {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            let (Some(range), Some(source)) = (error.missing(), &self.source) else { return Err(error) };
            // All that the question needs at once, so that it is asked again once.
            let mut ranges = self.index.wanted(&wanted.request).unwrap_or_default();
            ranges.push(range);
            let (mut end, mut whole) = (0, true);
            for range in ranges {
                if range.start >= end || range.end > end {
                    let start = range.start / PART * PART;
                    end = range.end.next_multiple_of(PART).min(self.pack.file_len());
                    match source(start, end) {
                        Some(part) => self.pack.supply(start, part),
                        None => whole = false,
                    }
                }
            }
            if !whole {
                return Err(error);
            }
        }
    }

    /// Opens the bytes of a pack.
    ///
    /// # Errors
    /// When they are no pack, or a damaged one.
    pub fn open(pack: Vec<u8>) -> Result<Self, PackError> {
        Self::of(Pack::open(pack)?)
    }

    fn of(pack: Pack) -> Result<Self, PackError> {
        let index = Index::open(&pack)?;
        let ids = Ids::open(pack.section("rows.ids")?.bytes()?, index.documents())?;
        let store = |name: &str| {
            Store::open(&pack.section(&format!("rows.{name}.index"))?, pack.section(&format!("rows.{name}"))?)
        };
        let texts = pack.section("rows.texts").is_ok().then(|| store("texts")).transpose()?;
        let shown = store("shown")?;
        Ok(Self { pack, source: None, index, ids, shown, texts })
    }

    fn answer(&self, wanted: &Settings) -> Result<String, PackError> {
        let found = self.index.find(&wanted.request)?;
        let mut json = Json::default();
        json.raw("{\"total\":").number(found.total()).raw(",\"hits\":");
        let hits = found.page(&wanted.sort, wanted.offset, wanted.limit)?;
        let marker = (wanted.snippets && self.texts.is_some()).then(|| found.marker());
        let mut failed = None;
        json.list(hits, |json, hit| {
            json.raw("{\"id\":").string(self.ids.get(hit.document)).raw(",\"score\":").score(hit.score);
            if wanted.snippets {
                match self.shown.get(hit.document) {
                    Ok(shown) => {
                        json.raw(",\"row\":").raw(str::from_utf8(&shown).unwrap_or("null"));
                    }
                    Err(error) => failed = Some(error),
                }
            }
            if let (Some(marker), Some(texts)) = (&marker, &self.texts) {
                match texts.get(hit.document) {
                    Ok(text) => {
                        let text = str::from_utf8(&text).unwrap_or("");
                        let snippet = marker.snippet(text, SNIPPET);
                        json.raw(",\"snippet\":");
                        let mut at = snippet.start;
                        let mut pieces = Vec::new();
                        for mark in &snippet.marks {
                            pieces.extend([&text[at..mark.start], &text[mark.start..mark.end]]);
                            at = mark.end;
                        }
                        pieces.push(&text[at..snippet.end]);
                        json.list(pieces, |json, piece| {
                            json.string(piece);
                        });
                    }
                    Err(error) => failed = Some(error),
                }
            }
            json.raw("}");
        });
        if let Some(error) = failed {
            return Err(error);
        }
        json.raw(",\"interpretation\":").string(&found.query().to_string()).raw(",\"notes\":");
        json.list(found.notes(), |json, note| {
            json.string(&note.to_string());
        });
        json.raw(",\"mistakes\":").list(found.mistakes(), |json, mistake| {
            json.raw("{\"start\":").number(mistake.start as u32).raw(",\"end\":").number(mistake.end as u32);
            json.raw(",\"message\":").string(&mistake.message);
            if let Some(suggestion) = &mistake.suggestion {
                json.raw(",\"suggestion\":").string(suggestion);
            }
            json.raw("}");
        });
        if !wanted.facets.is_empty() {
            facets(&found, wanted, &mut json)?;
        }
        if let Some(axis) = &wanted.histogram {
            histogram(&found, axis, &mut json)?;
        }
        json.raw("}");
        Ok(json.finish())
    }
}

#[inline(never)] // So that they can come later: tools/later-engine.txt.
fn facets(found: &Found, wanted: &Settings, json: &mut Json) -> Result<(), PackError> {
    json.raw(",\"facets\":{");
    let mut between = "";
    for name in &wanted.facets {
        let Some(counts) = found.facet(name, "", wanted.facet_limit)? else { continue };
        json.raw(between).string(name).raw(":{\"of\":").number(counts.of);
        json.raw(",\"none\":").number(counts.none).raw(",\"values\":").list(counts.values, |json, value| {
            json.raw("{\"value\":").string(&value.value).raw(",\"count\":").number(value.count);
            json.raw(",\"only\":").number(value.only).raw(",\"without\":").number(value.without);
            json.raw(match value.state {
                FilterState::Included => ",\"state\":\"included\"}",
                FilterState::Excluded => ",\"state\":\"excluded\"}",
                FilterState::Free => "}",
            });
        });
        json.raw("}");
        between = ",";
    }
    json.raw("}");
    Ok(())
}

#[inline(never)]
fn histogram(found: &Found, axis: &str, json: &mut Json) -> Result<(), PackError> {
    let Some(histogram) = found.histogram(axis, Bins::AtMost(60), None)? else { return Ok(()) };
    json.raw(",\"histogram\":{\"undated\":").number(histogram.undated).raw(",\"bins\":");
    json.list(histogram.bins, |json, bin| {
        json.raw("{\"from\":\"").raw(&bin.from.to_string()).raw("\",\"to\":\"").raw(&bin.to.to_string());
        json.raw("\",\"possibly\":")
            .number(bin.possibly)
            .raw(",\"certainly\":")
            .number(bin.certainly)
            .raw("}");
    });
    json.raw("}");
    Ok(())
}

#[derive(Debug)]
struct Settings {
    request: Request,
    sort: Sort,
    offset: usize,
    limit: usize,
    snippets: bool,
    facets: Vec<String>,
    facet_limit: usize,
    histogram: Option<String>,
}

impl Settings {
    fn read(query: &str, lines: &str) -> Self {
        let mut settings = Self {
            request: Request { query: query.to_owned(), ..Request::default() },
            sort: Sort::Relevance,
            offset: 0,
            limit: 10,
            snippets: false,
            facets: Vec::new(),
            facet_limit: 10,
            histogram: None,
        };
        for (name, value) in lines.lines().filter_map(|line| line.split_once('\t')) {
            let number = || value.parse().unwrap_or(0);
            match name {
                "typing" => settings.request.typing = Typing::Ongoing,
                "offset" => settings.offset = number(),
                "limit" => settings.limit = number(),
                "sort" => {
                    settings.sort = match value {
                        "newest" => Sort::Newest("published".to_owned()),
                        "oldest" => Sort::Oldest("published".to_owned()),
                        "title" => Sort::Title,
                        _ => Sort::Relevance,
                    }
                }
                "words" => settings.request.words = WordsWanted::Any,
                "snippets" => settings.snippets = true,
                "facet" => settings.facets.push(value.to_owned()),
                "facet_limit" => settings.facet_limit = number(),
                "histogram" => settings.histogram = Some(value.to_owned()),
                "any" => settings.facet(value).join = Join::Any,
                "undated" => settings.request.dates.push(DateFilter::Undated { axis: value.to_owned() }),
                _ => settings.filter(name, value),
            }
        }
        settings
    }

    fn filter(&mut self, name: &str, value: &str) {
        let value = value.to_owned();
        if let Some(facet) = name.strip_prefix('+') {
            self.facet(facet).include.push(value);
        } else if let Some(facet) = name.strip_prefix('-') {
            self.facet(facet).exclude.push(value);
        } else if let Some(axis) = name.strip_prefix('@').or_else(|| name.strip_prefix('!')) {
            let sureness = if name.starts_with('!') { Sureness::Certainly } else { Sureness::Possibly };
            // A range that cannot be read is a range in which nothing lies.
            let nothing = Interval { earliest: Some(Day(i32::MAX)), latest: Some(Day(i32::MIN)) };
            let interval = value.parse::<Edtf>().map_or(nothing, |edtf| Interval::from(&edtf));
            self.request.dates.push(DateFilter::Within { axis: axis.to_owned(), interval, sureness });
        }
    }

    fn facet(&mut self, name: &str) -> &mut FacetFilter {
        let filters = &mut self.request.facets;
        let at = filters.iter().position(|filter| filter.facet == name).unwrap_or_else(|| {
            filters.push(FacetFilter { facet: name.to_owned(), ..FacetFilter::default() });
            filters.len() - 1
        });
        &mut filters[at]
    }
}
