//! The engine against the definition of what a query means, over generated documents and queries.
#![allow(clippy::unwrap_used)]

use dossier_corpus::Day;
use dossier_pack::{Pack, PackWriter};
use dossier_search::{
    Bins, DateFilter, FacetFilter, Field, Grain, Index, IndexWriter, Interval, Join, Names, Query, Request,
    Row, Settings, Sort, Stemming, Sureness, Typing, truth,
};
use proptest::prelude::*;

const WORDS: [&str; 24] = [
    "oil",
    "oils",
    "oiled",
    "ship",
    "ships",
    "shop",
    "chinh",
    "Chính",
    "chính",
    "Đồng",
    "dong",
    "08",
    "NQ",
    "中国",
    "国人",
    "a",
    "world",
    "word",
    "words",
    "company's",
    "U.S.",
    "co-op",
    "x",
    "ﬁn",
];
const VALUES: [&str; 5] = ["usa", "viet nam", "north-sea", "usa east", "β"];
const KINDS: [&str; 3] = ["news", "speech", "joint statement"];

#[derive(Clone, Debug)]
struct Doc {
    title: Vec<&'static str>,
    text: Vec<&'static str>,
    more: Vec<&'static str>,
    caption: Vec<&'static str>,
    places: Vec<&'static str>,
    kind: Option<&'static str>,
    published: Vec<(i32, i32)>,
    mentioned: Vec<(i32, i32)>,
}

fn words(most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 0..most)
}

fn days(most: usize) -> impl Strategy<Value = Vec<(i32, i32)>> {
    let end = prop_oneof![8 => 0i32..2000, 1 => Just(i32::MIN), 1 => Just(i32::MAX)];
    let pair = (end, 0i32..400).prop_map(|(day, length)| match day {
        i32::MIN => (i32::MIN, length * 3),
        i32::MAX => (length * 3, i32::MAX),
        day => (day, day + length),
    });
    prop::collection::vec(pair, 0..most)
}

fn doc() -> impl Strategy<Value = Doc> {
    let places = prop::collection::vec(prop::sample::select(&VALUES[..]), 0..3);
    let kind = prop::option::of(prop::sample::select(&KINDS[..]));
    (words(4), words(12), words(3), words(3), places, kind, days(2), days(4)).prop_map(
        |(title, text, more, caption, places, kind, published, mentioned)| Doc {
            title,
            text,
            more,
            caption,
            places,
            kind,
            published,
            mentioned,
        },
    )
}

/// Few documents, and sometimes so many that postings take several blocks.
fn docs() -> impl Strategy<Value = Vec<Doc>> {
    (prop::collection::vec(doc(), 0..12), prop_oneof![3 => Just(1usize), 1 => Just(30)]).prop_map(
        |(docs, times)| {
            let many = docs.len() * times;
            docs.into_iter().cycle().take(many).collect()
        },
    )
}

/// A query: mostly one that is well formed, of every part of the language; or what comes of typing anything.
fn query() -> impl Strategy<Value = String> {
    prop_oneof![3 => well_formed(), 2 => typed()]
}

fn one_of(texts: &'static [&'static str]) -> impl Strategy<Value = String> + Clone {
    prop::sample::select(texts).prop_map(str::to_owned)
}

/// A word, or a pattern of one.
fn word() -> impl Strategy<Value = String> + Clone {
    let patterns = [
        "oi*",
        "*il",
        "w*d",
        "sh?p",
        "*s",
        "*",
        "中*",
        "/(oil|ship)s?/",
        "/w.*d/",
        "/[^o]\\w{1,3}/",
        "/o?i+l*s{0,2}/",
        "/\\d\\d/",
        "oyl~",
        "wird~2",
        "shps~",
        "hsip~1",
        "Chinh~",
        "中",
        "人",
    ];
    prop_oneof![4 => one_of(&WORDS), 2 => prop::sample::select(patterns.to_vec()).prop_map(str::to_owned)]
}

/// Words in quotation marks; prefixes and wildcards may stand among them.
fn phrase() -> impl Strategy<Value = String> + Clone {
    let inside = prop_oneof![6 => one_of(&WORDS), 1 => one_of(&["oi*", "sh?p", "w*d", "中"])];
    let slop = prop_oneof![3 => Just(String::new()), 2 => (0u8..5).prop_map(|n| format!("~{n}"))];
    (prop::collection::vec(inside, 1..4), slop)
        .prop_map(|(words, slop)| format!("\"{}\"{slop}", words.join(" ")))
}

fn well_formed() -> impl Strategy<Value = String> {
    let dates = [
        "1971",
        "1970-06",
        "1971-03-04",
        "197X",
        "1971-2X",
        "1971-XX",
        "1972-21",
        "1973-34",
        "1970~",
        "1971-05?",
        "1970-02/1971",
        "1970/1973-05-06",
        "1970-06/..",
        "../1972",
        "1971..",
        "..1971-09",
        "1970-02..1971-03",
        ">=1971-05",
        "<=1971",
        ">1972",
        "<1970-06",
        "none",
        "undated",
        "1971-13",
    ];
    let axes = ["date", "published", "mentioned", "ment"];
    let date = (prop::sample::select(axes.to_vec()), prop::sample::select(dates.to_vec()), any::<bool>())
        .prop_map(|(axis, date, sure)| format!("{axis}:{date}{}", if sure { "!" } else { "" }));
    let names = one_of(&["place:", "pla:", "kind:", "PLACE:", "facet.kind:"]);
    let values = one_of(&[
        "usa",
        "USA",
        "east",
        "\"viet nam\"",
        "\"nam viet\"",
        "north-sea",
        "sea",
        "β",
        "united",
        "\"united states\"",
        "vi*",
        "/us.?/",
        "uza~",
        "news",
        "spe*",
        "\"joint statement\"",
        "(usa OR news)",
        "(viet nam)",
        "(\"viet nam\" OR -usa)",
        "none",
    ]);
    let value = (names, values).prop_map(|(name, value)| name + &value);
    let words = prop_oneof![word(), phrase()];
    let fields = one_of(&["title:", "text:", "caption:"]);
    let in_field = (fields.clone(), words.clone()).prop_map(|(field, words)| field + &words);
    let part = prop_oneof![6 => words, 3 => in_field, 2 => value, 2 => date];
    part.prop_recursive(3, 12, 4, move |inner| {
        let join = one_of(&[" ", " OR ", " AND ", " | ", "  "]);
        prop_oneof![
            4 => (inner.clone(), join, inner.clone()).prop_map(|(a, join, b)| format!("{a}{join}{b}")),
            2 => inner.clone().prop_map(|inner| format!("({inner})")),
            1 => inner.clone().prop_map(|inner| format!("-({inner})")),
            1 => inner.clone().prop_map(|inner| format!("-{inner}")),
            1 => inner.clone().prop_map(|inner| format!("NOT {inner}")),
            1 => (fields.clone(), inner).prop_map(|(field, inner)| format!("{field}({inner})")),
        ]
    })
}

fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => one_of(&WORDS),
        2 => word(),
        2 => phrase(),
        2 => one_of(&["title:", "text:", "caption:", "place:", "kind:", "date:", "mentioned:", "nowhere:"]),
        2 => one_of(&["OR", "AND", "NOT", "-", "+", "(", ")", "\"", "~", "*", "?", "/", "\"~2", "!"]),
    ];
    let space = prop_oneof![4 => Just(" "), 1 => Just("")];
    prop::collection::vec((piece, space), 0..7)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, space)| [piece, space.to_owned()]).collect())
}

struct Built {
    texts: Vec<[String; 4]>,
    docs: Vec<Doc>,
    index: Index,
    stemming: Stemming,
}

fn interval((from, to): (i32, i32)) -> Interval {
    let end = |day: i32| (!matches!(day, i32::MIN | i32::MAX)).then_some(Day(day));
    Interval { earliest: end(from), latest: end(to) }
}

fn row<'a>(doc: &'a Doc, texts: &'a [String; 4]) -> Row<'a> {
    let [title, text, more, caption] = texts;
    let mut row = Row::new()
        .words(Field::Title, title)
        .words(Field::Text, text)
        .words(Field::Caption, caption)
        .words(Field::Text, more);
    for place in &doc.places {
        row = row.value("place", place);
    }
    if let Some(kind) = doc.kind {
        row = row.value("kind", kind);
    }
    for &dates in &doc.published {
        row = row.date("published", interval(dates));
    }
    for &dates in &doc.mentioned {
        row = row.date("mentioned", interval(dates));
    }
    row
}

fn pack(docs: &[Doc], texts: &[[String; 4]], stemming: Stemming) -> Vec<u8> {
    let mut writer = IndexWriter::new(Settings { stemming });
    writer.declare_facet("place");
    writer.declare_facet("kind");
    writer.declare_axis("published");
    writer.declare_axis("mentioned");
    for (doc, texts) in docs.iter().zip(texts) {
        writer.add(&row(doc, texts));
    }
    writer.name("place", "usa", "United States");
    let mut pack = PackWriter::new();
    writer.finish(&mut pack);
    pack.finish()
}

fn build(docs: Vec<Doc>, stemming: Stemming) -> Built {
    let texts: Vec<[String; 4]> =
        docs.iter().map(|d| [&d.title, &d.text, &d.more, &d.caption].map(|words| words.join(" "))).collect();
    let bytes = pack(&docs, &texts, stemming);
    let index = Index::open(&Pack::open(bytes).unwrap()).unwrap();
    Built { texts, docs, index, stemming }
}

fn names(facet: &str, value: &str) -> Vec<String> {
    if facet == "place" && value == "usa" { vec!["United States".to_owned()] } else { Vec::new() }
}

fn typing() -> impl Strategy<Value = Typing> {
    prop_oneof![Just(Typing::Done), Just(Typing::Ongoing)]
}

fn stemming() -> impl Strategy<Value = Stemming> {
    prop_oneof![Just(Stemming::None), Just(Stemming::English)]
}

impl Built {
    fn true_documents(&self, query: &Query) -> Vec<u32> {
        (0..)
            .zip(self.docs.iter().zip(&self.texts))
            .filter(|(_, (doc, texts))| truth::holds(query, &row(doc, texts), self.stemming, &names))
            .map(|(number, _)| number)
            .collect()
    }
}

fn filters() -> impl Strategy<Value = (Vec<FacetFilter>, Vec<DateFilter>)> {
    let values =
        || prop::collection::vec(prop::sample::select(&["usa", "viet nam", "β", "", "none such"][..]), 0..3);
    let facet = (values(), values(), prop_oneof![Just(Join::All), Just(Join::Any)]).prop_map(
        |(include, exclude, join)| FacetFilter {
            facet: "place".to_owned(),
            exclude: exclude.iter().filter(|v| !include.contains(v)).map(|v| (*v).to_owned()).collect(),
            include: include.into_iter().map(str::to_owned).collect(),
            join,
        },
    );
    let axis = || prop::sample::select(&["published", "mentioned"][..]).prop_map(str::to_owned);
    let sureness = prop_oneof![Just(Sureness::Possibly), Just(Sureness::Certainly)];
    let date = prop_oneof![
        4 => (axis(), 0i32..2000, 0i32..900, sureness).prop_map(|(axis, from, length, sureness)| {
            DateFilter::Within { axis, interval: interval((from, from + length)), sureness }
        }),
        1 => axis().prop_map(|axis| DateFilter::Undated { axis }),
    ];
    (prop::collection::vec(facet, 0..2), prop::collection::vec(date, 0..3))
}

fn passes(doc: &Doc, facets: &[FacetFilter], dates: &[DateFilter]) -> bool {
    let has = |value: &String| {
        if value.is_empty() { doc.places.is_empty() } else { doc.places.contains(&value.as_str()) }
    };
    let facets = facets.iter().all(|filter| {
        let included = match filter.join {
            Join::All => filter.include.iter().all(has),
            Join::Any => filter.include.is_empty() || filter.include.iter().any(has),
        };
        included && !filter.exclude.iter().any(has)
    });
    let days = |axis: &str| if axis == "published" { &doc.published } else { &doc.mentioned };
    facets
        && dates.iter().all(|filter| match filter {
            DateFilter::Undated { axis } => days(axis).is_empty(),
            DateFilter::Within { axis, interval, sureness } => {
                let (from, to) =
                    (interval.earliest.map_or(i32::MIN, |d| d.0), interval.latest.map_or(i32::MAX, |d| d.0));
                days(axis).iter().any(|&(earliest, latest)| match sureness {
                    Sureness::Possibly => earliest <= to && latest >= from,
                    Sureness::Certainly => earliest >= from && latest <= to,
                })
            }
        })
}

/// Many more on request: `PROPTEST_CASES=300000 cargo test --release -p dossier-search --test truth`.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(400)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn a_query_finds_exactly_what_it_means(docs in docs(), text in query(), typing in typing(), stemming in stemming()) {
        let built = build(docs, stemming);
        let query = Query::read(&text, &built.index.names(), typing);
        let expected = built.true_documents(&query);
        let request = Request { query: text.clone(), typing, ..Request::default() };
        let found = built.index.find(&request).unwrap();
        if found.notes().is_empty() {
            prop_assert_eq!(found.documents(), &expected[..], "{:?} read as {}", text, query);
        } else {
            prop_assert!(expected.is_empty(), "{:?}: {:?} although there is {:?}", text, found.notes(), expected);
        }
        // A page is the beginning of the whole list, and scores fall.
        let all = found.page(&Sort::Relevance, 0, usize::MAX).unwrap();
        prop_assert_eq!(all.len(), found.total() as usize);
        prop_assert!(all.is_sorted_by(|a, b| (b.score, a.document) <= (a.score, b.document) || a.score > b.score));
        for sort in [Sort::Relevance, Sort::Title, Sort::Newest("published".into()), Sort::Oldest("mentioned".into())] {
            let all = found.page(&sort, 0, usize::MAX).unwrap();
            prop_assert_eq!(&found.page(&sort, 1, 4).unwrap()[..], &all[all.len().min(1)..all.len().min(5)]);
        }
    }

    #[test]
    fn filters_and_every_count_beside_them_are_exact(docs in docs(), text in query(), (facets, dates) in filters()) {
        let built = build(docs, Stemming::None);
        let request = Request { query: text, facets, dates, ..Request::default() };
        let of_query = built.index.find(&Request { query: request.query.clone(), ..Request::default() }).unwrap();
        let count = |facets: &[FacetFilter], dates: &[DateFilter]| -> u32 {
            of_query.documents().iter().filter(|doc| passes(&built.docs[**doc as usize], facets, dates)).count() as u32
        };
        let found = built.index.find(&request).unwrap();
        prop_assert_eq!(found.total(), count(&request.facets, &request.dates));
        let filter = request.facets.first().cloned().unwrap_or(FacetFilter { facet: "place".into(), ..FacetFilter::default() });
        let counts = found.facet("place", "", 100).unwrap().unwrap();
        for value in counts.values {
            let with = |include: Vec<String>, exclude: Vec<String>| {
                count(&[FacetFilter { include, exclude, ..filter.clone() }], &request.dates)
            };
            let others = |of: &[String]| of.iter().filter(|v| **v != value.value).cloned().collect::<Vec<_>>();
            let mine = vec![value.value.clone()];
            let (include, exclude) = (others(&filter.include), others(&filter.exclude));
            prop_assert_eq!(value.count, with([include.clone(), mine.clone()].concat(), exclude.clone()), "count {:?} {:?}", value, filter);
            prop_assert_eq!(value.only, with(mine.clone(), exclude.clone()), "only {:?} {:?}", value, filter);
            prop_assert_eq!(value.without, with(include, [exclude, mine].concat()), "without {:?} {:?}", value, filter);
        }
        for axis in ["published", "mentioned"] {
            let others: Vec<DateFilter> = request.dates.iter().filter(|filter| match filter {
                DateFilter::Within { axis: of, .. } | DateFilter::Undated { axis: of } => of != axis,
            }).cloned().collect();
            let count = |filter: DateFilter| count(&request.facets, &[others.clone(), vec![filter]].concat());
            for bins in [Bins::Of(Grain::Quarter), Bins::AtMost(7), Bins::Of(Grain::Week)] {
                let histogram = found.histogram(axis, bins, None).unwrap().unwrap();
                prop_assert_eq!(histogram.undated, count(DateFilter::Undated { axis: axis.into() }));
                for bin in histogram.bins {
                    let within = |sureness| DateFilter::Within { axis: axis.into(), interval: Interval { earliest: Some(bin.from), latest: Some(bin.to) }, sureness };
                    prop_assert_eq!(bin.possibly, count(within(Sureness::Possibly)), "{:?}", bin);
                    prop_assert_eq!(bin.certainly, count(within(Sureness::Certainly)), "{:?}", bin);
                }
            }
        }
    }

    #[test]
    fn any_text_is_read_as_a_query(text in "\\PC{0,60}|[\"()a-c~*?/:!. \\-]{0,60}", typing in typing()) {
        let names = Names { facets: vec!["a".into()], axes: vec!["b".into()] };
        let query = Query::read(&text, &names, typing);
        for mistake in query.mistakes() {
            prop_assert!(text.get(mistake.start..mistake.end).is_some(), "{:?} in {:?}", mistake, text);
        }
        let _ = query.to_string();
    }

    #[test]
    fn what_is_marked_lies_in_the_text_and_is_what_was_asked(text in words(30), query in query()) {
        let built = build(Vec::new(), Stemming::English);
        let found = built.index.find(&Request { query, ..Request::default() }).unwrap();
        let text = text.join("  ");
        let marker = found.marker();
        let mut end = 0;
        for mark in marker.marks(&text) {
            prop_assert!(mark.start >= end && mark.start < mark.end);
            prop_assert!(text.get(mark.start..mark.end).is_some());
            end = mark.end;
        }
        let snippet = marker.snippet(&text, 20);
        prop_assert!(text.get(snippet.start..snippet.end).is_some());
        for mark in &snippet.marks {
            prop_assert!(snippet.start <= mark.start && mark.end <= snippet.end);
        }
        prop_assert_eq!(marker.lines(&text, 9).count(), marker.marks(&text).len());
    }

    #[test]
    fn what_makes_a_text_be_found_is_marked_in_it(docs in docs(), query in prop_oneof![word(), phrase()], stemming in stemming()) {
        let built = build(docs, stemming);
        let found = built.index.find(&Request { query: format!("text:{query}"), ..Request::default() }).unwrap();
        if !found.notes().is_empty() || found.query().is_everything() {
            return Ok(());
        }
        let marker = found.marker();
        for (number, [_, text, more, _]) in (0..).zip(&built.texts) {
            let marked = !marker.marks(text).is_empty() || !marker.marks(more).is_empty();
            prop_assert_eq!(marked, found.documents().contains(&number), "{} in {:?} {:?}", query, text, more);
        }
    }

    #[test]
    fn a_damaged_index_errs_or_misleads_but_never_panics(
        docs in prop::collection::vec(doc(), 1..8), text in query(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)
    ) {
        let texts: Vec<[String; 4]> =
            docs.iter().map(|d| [&d.title, &d.text, &d.more, &d.caption].map(|words| words.join(" "))).collect();
        let mut bytes = pack(&docs, &texts, Stemming::English);
        let sections = Pack::open(bytes.clone()).unwrap().sections().map(|(_, range)| range.start).min().unwrap() as usize;
        let len = bytes.len() - sections;
        for (at, with) in changes {
            bytes[sections + at.index(len)] = with;
        }
        if let Ok(index) = Pack::open(bytes).and_then(|pack| Index::open(&pack)) {
            for query in [text, String::new(), "oil*".into(), "\"a oil\"".into(), "oil chinh".into(), "oil~2".into()] {
                if let Ok(found) = index.find(&Request { query, ..Request::default() }) {
                    let _ = found.page(&Sort::Title, 0, 5);
                    let _ = found.facet("place", "", 5);
                    let _ = found.histogram("mentioned", Bins::AtMost(9), None);
                }
            }
        }
    }
}
