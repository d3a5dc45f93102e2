//! The engine against the definition of what a query means, over generated documents and queries.
#![allow(clippy::unwrap_used)]

mod made;

use dossier_pack::Pack;
use dossier_search::{
    Bins, DateFilter, FacetFilter, Grain, Index, Interval, Join, Names, Query, Request, Sort, Stemming,
    Sureness,
};
use proptest::prelude::*;

use made::{Doc, build, doc, docs, interval, pack, phrase, query, stemming, typing, word, words};

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
