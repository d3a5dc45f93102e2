//! What a person who searches sees, through the public doors.
#![allow(clippy::unwrap_used)]

use dossier_corpus::{Day, Edtf};
use dossier_pack::{Pack, PackWriter};
use dossier_search::{
    Bins, DateFilter, FacetFilter, Field, FilterState, Found, Grain, Index, IndexWriter, Interval, Join,
    Request, Row, Settings, Sort, Stemming, Sureness, Typing,
};

fn edtf(text: &str) -> Interval {
    Interval::from(&text.parse::<Edtf>().unwrap())
}

fn collection() -> Index {
    let mut writer = IndexWriter::new(Settings::default());
    let rows = [
        (
            "PM Chính meets the industry",
            "Phạm Minh Chính visited the General Department of Defence Industry.",
            "",
            "2022-08",
            &["chinh"][..],
        ),
        (
            "Viettel opens",
            "The military-run group Viettel opened a plant. General Giang came.",
            "Giang at the plant",
            "2022-08-22",
            &["giang"],
        ),
        (
            "Expo",
            "At the expo Viettel showed radars; the Resolution 08-NQ/TW was cited.",
            "",
            "2024-12-19",
            &["giang", "chinh"],
        ),
        ("Notes", "Nothing of note: radars, radar dishes.", "", "", &[]),
    ];
    for (title, text, caption, date, people) in rows {
        let mut row =
            Row::new().words(Field::Title, title).words(Field::Text, text).words(Field::Caption, caption);
        if !date.is_empty() {
            row = row.date("published", edtf(date));
        }
        for person in people {
            row = row.value("person", person);
        }
        writer.add(&row);
    }
    writer.name("person", "chinh", "Phạm Minh Chính");
    writer.name("person", "giang", "Phan Văn Giang");
    let mut pack = PackWriter::new();
    writer.finish(&mut pack);
    Index::open(&Pack::open(pack.finish()).unwrap()).unwrap()
}

fn find(query: &str) -> Found {
    collection().find(&Request { query: query.into(), ..Request::default() }).unwrap()
}

#[track_caller]
fn check(query: &str, expected: &[u32]) {
    let found = find(query);
    assert_eq!(found.documents(), expected, "{query}: {}", found.query());
}

#[test]
fn every_part_of_the_language_finds_what_it_says() {
    check("viettel", &[1, 2]);
    check("VIETTEL plant", &[1]);
    check("viettel -plant", &[2]);
    check("-viettel", &[0, 3]);
    check("plant OR expo", &[1, 2]);
    check("viettel plant OR expo", &[1, 2]);
    check("(chinh industry) OR notes", &[0, 3]);
    check("\"defence industry\"", &[0]);
    check("\"industry defence\"", &[]);
    check("\"industry general\"~3", &[0]);
    check("\"industry general\"~2", &[]);
    check("rad*", &[2, 3]);
    check("rada?s", &[2, 3]);
    check("/radars?/", &[2, 3]);
    check("vietel~", &[1, 2]);
    check("08-NQ/TW", &[2]);
    check("title:viettel", &[1]);
    check("caption:giang", &[1]);
    check("text:(viettel OR chinh)", &[0, 1, 2]);
    check("person:giang", &[1, 2]);
    check("per:giang", &[1, 2]);
    check("person:\"van giang\" -expo", &[1]);
    check("pham minh chinh", &[0]);
    check("military-run", &[1]);
    check("date:2022", &[0, 1]);
    check("date:2022-08-22", &[0, 1]);
    check("date:2022-08-22!", &[1]);
    check("date:2023..", &[2]);
    check("date:none", &[3]);
    check("", &[0, 1, 2, 3]);
}

#[test]
fn the_last_word_is_a_prefix_while_it_is_typed() {
    let request = Request { query: "viet".into(), typing: Typing::Ongoing, ..Request::default() };
    assert_eq!(collection().find(&request).unwrap().documents(), [1, 2]);
    check("viet", &[]);
}

#[test]
fn a_mistake_is_said_with_its_place_and_never_empties_the_page() {
    let found = find("viettel (plant");
    assert_eq!(found.documents(), [1]);
    let mistake = &found.mistakes()[0];
    assert_eq!((mistake.start, mistake.end), (8, 9));
    assert_eq!(mistake.suggestion.as_deref(), Some("viettel (plant)"));
    assert_eq!(find("persn:giang").mistakes()[0].suggestion.as_deref(), Some("person:giang"));
}

#[test]
fn a_query_says_how_it_was_read() {
    let say = |query: &str| find(query).query().to_string();
    assert_eq!(
        say("pham chinh -expo date:2022/2025"),
        "all of: pham, chinh; not: expo; 2022 to 2025, possibly"
    );
    assert_eq!(
        say("\"a b\"~5 OR title:rad*"),
        "any of: \"a b\" in any order with at most 5 words between, rad… in the title"
    );
}

#[test]
fn a_question_whose_words_do_not_all_occur_is_answered_with_any_and_says_so() {
    let found = find("which plant or expo did giang never visit");
    assert_eq!(found.documents(), [1, 2]);
    assert_eq!(found.page(&Sort::Relevance, 0, 1).unwrap()[0].document, 1);
    assert!(found.notes()[0].to_string().contains("any"));
}

fn ranked(texts: &[&str], stemming: Stemming, query: &str) -> Vec<u32> {
    let mut writer = IndexWriter::new(Settings { stemming });
    for text in texts {
        writer.add(&Row::new().words(Field::Text, text));
    }
    let mut pack = PackWriter::new();
    writer.finish(&mut pack);
    let index = Index::open(&Pack::open(pack.finish()).unwrap()).unwrap();
    let found = index.find(&Request { query: query.into(), ..Request::default() }).unwrap();
    found.page(&Sort::Relevance, 0, usize::MAX).unwrap().iter().map(|hit| hit.document).collect()
}

#[test]
fn of_equal_documents_that_one_is_better_in_which_the_words_stand_nearer() {
    let texts = [
        "heat is a word that stands here and far behind it comes transfer",
        "a word that stands here and far behind it comes heat transfer is",
        "a word that heat stands here and far transfer behind it comes is",
    ];
    assert_eq!(ranked(&texts, Stemming::None, "heat transfer"), [1, 2, 0]);
    // Of what is joined by OR nobody said that it belongs together.
    assert_eq!(ranked(&texts, Stemming::None, "heat OR transfer"), [0, 1, 2]);
}

#[test]
fn who_types_marks_is_shown_first_where_the_marks_stand() {
    let texts =
        ["Pham Minh Chinh met them.", "Phạm Minh Chính met them, and others whom nobody knew by name."];
    assert_eq!(ranked(&texts, Stemming::None, "phạm minh chính"), [1, 0]);
    assert_eq!(ranked(&texts, Stemming::None, "pham minh chinh"), [0, 1]);
}

#[test]
fn a_stem_is_as_rare_as_the_documents_with_any_of_its_forms() {
    // Both stems stand in three documents; the many forms of one, together in each, do not make it more frequent.
    let texts = [
        "assign assigned assigning",
        "assign assigned assigning",
        "assign assigned assigning",
        "sail",
        "sail",
        "sail",
        "x",
        "x",
    ];
    let mut writer = IndexWriter::new(Settings { stemming: Stemming::English });
    texts.iter().for_each(|text| {
        writer.add(&Row::new().words(Field::Text, text));
    });
    let mut pack = PackWriter::new();
    writer.finish(&mut pack);
    let index = Index::open(&Pack::open(pack.finish()).unwrap()).unwrap();
    let score = |query: &str| {
        let found = index.find(&Request { query: query.into(), ..Request::default() }).unwrap();
        found.page(&Sort::Relevance, 0, 1).unwrap()[0].score
    };
    assert!(score("assign") > score("sail"));
}

#[test]
fn what_is_written_as_one_word_is_found_by_its_parts_when_it_stands_nowhere() {
    let found = find("viettel-radars");
    assert_eq!(found.documents(), [1, 2, 3]);
    assert!(!found.notes().is_empty());
    check("\"viettel radars\"", &[]);
}

#[test]
fn from_a_host_that_serves_ranges_an_answer_takes_two_round_trips() {
    let mut writer = IndexWriter::new(Settings { stemming: Stemming::English });
    for i in 0u32..3000 {
        let text = format!(
            "mission {} report {} oil {} of the sea",
            i % 7,
            i.wrapping_mul(2_654_435_761) % 997,
            i % 3
        );
        let day = Interval::day(Day::from_ymd(2020, 1 + i % 12, 1));
        writer.add(&Row::new().words(Field::Text, &text).value("place", "x").date("published", day));
    }
    writer.declare_axis("mentioned");
    let mut pack = PackWriter::new();
    writer.finish(&mut pack);
    let file = pack.finish();
    let head = Pack::open(file.clone()).unwrap().head_len() as usize;
    let words = ["missions", "oil 5 report", "\"oil 2\" -5", "rep* sea", "mission OR sea", "\"sea oil\"~9"];
    let columns = ["oil place:x", "-place:y date:2020", "sea undated"];
    for query in words.iter().chain(&columns).copied() {
        let mut request = Request { query: query.into(), ..Request::default() };
        if query.ends_with("undated") {
            request.query = "sea".into();
            request.dates = vec![DateFilter::Undated { axis: "mentioned".into() }];
            request.facets = vec![FacetFilter {
                facet: "place".into(),
                exclude: vec!["y".into()],
                ..FacetFilter::default()
            }];
        }
        // The first trip: the head.
        let pack = Pack::open_head(file[..head].to_vec()).unwrap();
        let index = Index::open(&pack).unwrap();
        // The second: all that the query needs, at once.
        let wanted = index.wanted(&request).unwrap();
        assert!(!wanted.is_empty());
        let bytes: u64 = wanted.iter().map(|range| range.end - range.start).sum();
        assert!(head as u64 + bytes < file.len() as u64, "{query}: {wanted:?}");
        for range in wanted {
            pack.supply(range.start, file[range.start as usize..range.end as usize].to_vec());
        }
        let found = index.find(&request).unwrap();
        let whole = Index::open(&Pack::open(file.clone()).unwrap()).unwrap();
        assert_eq!(found.documents(), whole.find(&request).unwrap().documents(), "{query}");
        assert!(found.total() > 0, "{query}");
        assert!(index.wanted(&request).unwrap().is_empty());
    }
}

#[test]
fn counting_a_facet_that_is_not_here_says_which_bytes_it_needs() {
    let mut writer = IndexWriter::new(Settings::default());
    for i in 0u32..500 {
        let day = Interval::day(Day::from_ymd(2020, 1 + i % 12, 1));
        let place = format!("place {}", i % 90);
        writer.add(&Row::new().words(Field::Text, "oil").value("place", &place).date("published", day));
    }
    let mut pack = PackWriter::new();
    writer.finish(&mut pack);
    let file = pack.finish();
    let head = Pack::open(file.clone()).unwrap().head_len() as usize;
    let pack = Pack::open_head(file[..head].to_vec()).unwrap();
    let index = Index::open(&pack).unwrap();
    let found = index.find(&Request::default()).unwrap();
    let newest = Sort::Newest("published".into());
    let missing = [
        found.facet("place", "", 3).unwrap_err().missing().unwrap(),
        found.histogram("published", Bins::Of(Grain::Month), None).unwrap_err().missing().unwrap(),
    ];
    assert_eq!(found.page(&newest, 0, 3).unwrap_err().missing().unwrap(), missing[1]);
    assert_eq!(found.facet("colour", "", 3), Ok(None));
    for range in missing {
        pack.supply(range.start, file[range.start as usize..range.end as usize].to_vec());
    }
    assert_eq!(found.facet("place", "", 3).unwrap().unwrap().values[0].count, 6);
    let months = found.histogram("published", Bins::Of(Grain::Month), None).unwrap().unwrap();
    assert_eq!(months.bins.len(), 12);
    assert_eq!(found.page(&newest, 0, 1).unwrap()[0].document, 11);
}

#[test]
fn a_stroke_that_waits_for_its_right_side_is_said_where_it_stands() {
    let found = find("viettel |");
    assert_eq!((found.mistakes()[0].start, found.mistakes()[0].end), (8, 9));
    assert_eq!(found.documents(), [1, 2]);
}

#[test]
fn strokes_around_several_words_and_question_marks_around_one_are_punctuation() {
    check("the /viettel radars/", &[2]);
    check("?viettel", &[1, 2]);
    check("viettel?", &[1, 2]);
}

#[test]
fn every_count_of_a_facet_is_what_the_click_yields() {
    let index = collection();
    for join in [Join::All, Join::Any] {
        for include in [&[][..], &["chinh"], &["giang"], &["chinh", "giang"], &[""]] {
            for exclude in [&[][..], &["giang"], &["chinh"]] {
                let filter = |include: Vec<String>, exclude: Vec<String>| Request {
                    facets: vec![FacetFilter { facet: "person".into(), include, join, exclude }],
                    ..Request::default()
                };
                let strings = |of: &[&str]| of.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
                let total = |include: Vec<String>, exclude: Vec<String>| {
                    index.find(&filter(include, exclude)).unwrap().total()
                };
                let (include, exclude) = (strings(include), strings(exclude));
                if include.iter().any(|value| exclude.contains(value)) {
                    continue;
                }
                let found = index.find(&filter(include.clone(), exclude.clone())).unwrap();
                for value in found.facet("person", "", 10).unwrap().unwrap().values {
                    let others = |of: &[String]| -> Vec<String> {
                        of.iter().filter(|other| **other != value.value).cloned().collect()
                    };
                    let mut more = others(&include);
                    more.push(value.value.clone());
                    let mut less = others(&exclude);
                    let case = format!("{join:?} {include:?} {exclude:?} {value:?}");
                    assert_eq!(value.count, total(more, less.clone()), "count: {case}");
                    assert_eq!(value.only, total(vec![value.value.clone()], less.clone()), "only: {case}");
                    less.push(value.value.clone());
                    assert_eq!(value.without, total(others(&include), less), "without: {case}");
                    let state = match () {
                        () if include.contains(&value.value) => FilterState::Included,
                        () if exclude.contains(&value.value) => FilterState::Excluded,
                        () => FilterState::Free,
                    };
                    assert_eq!(value.state, state, "{case}");
                }
            }
        }
    }
}

#[test]
fn a_bin_holds_what_its_range_as_a_filter_finds() {
    let index = collection();
    let all = index.find(&Request::default()).unwrap();
    for grain in Grain::ALL {
        let histogram = all.histogram("published", Bins::Of(grain), None).unwrap().unwrap();
        assert_eq!(histogram.undated, 1);
        for bin in histogram.bins {
            for (sureness, count) in
                [(Sureness::Possibly, bin.possibly), (Sureness::Certainly, bin.certainly)]
            {
                let interval = Interval { earliest: Some(bin.from), latest: Some(bin.to) };
                let dates = vec![DateFilter::Within { axis: "published".into(), interval, sureness }];
                let found = index.find(&Request { dates, ..Request::default() }).unwrap();
                assert_eq!(found.total(), count, "{grain:?} {bin:?} {sureness:?}");
            }
        }
    }
}

#[test]
fn snippets_marks_and_lines_show_the_words() {
    let found = find("viettel OR giang OR \"defence industry\"");
    let text = "Long before that there were other things to tell, many of them dull. Phan Văn Giang met \
                the Defence Industry’s heads at VIETTEL.";
    let marked: Vec<&str> = found.marker().marks(text).iter().map(|m| &text[m.start..m.end]).collect();
    assert_eq!(marked, ["Giang", "Defence Industry", "VIETTEL"]);
    let snippet = found.marker().snippet(text, 60);
    assert_eq!(&text[snippet.start..snippet.end], "Giang met the Defence Industry’s heads at VIETTEL.");
    assert_eq!(snippet.marks.len(), 3);
    let lines: Vec<&str> = found.marker().lines(text, 10).map(|l| &text[l.start..l.end]).collect();
    assert_eq!(lines[1], "met the Defence Industry’s heads");
}

#[test]
fn lists_can_be_sorted_by_date_and_title() {
    let order = |sort: Sort| -> Vec<u32> {
        find("").page(&sort, 0, 10).unwrap().iter().map(|hit| hit.document).collect()
    };
    assert_eq!(order(Sort::Newest("published".into())), [2, 0, 1, 3]);
    assert_eq!(order(Sort::Oldest("published".into())), [0, 1, 2, 3]);
    assert_eq!(order(Sort::Title), [2, 3, 0, 1]);
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    let build = || {
        let mut writer = IndexWriter::new(Settings::default());
        for i in 0..300 {
            let text = format!("word{} and đồng {}", i % 7, i);
            writer.add(
                &Row::new().words(Field::Text, &text).value("x", &text).date("d", Interval::day(Day(i))),
            );
        }
        let mut pack = PackWriter::new();
        writer.finish(&mut pack);
        pack.finish()
    };
    assert!(build() == build());
}
