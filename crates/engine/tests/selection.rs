//! The selection in the URL: lossless, canonical, readable.

use std::fmt::Write as _;

use dossier_engine::{Axis, Certainty, DateFilter, EntityKind, Field, Filter, Mode, Selection, Sort};
use proptest::collection::btree_set;
use proptest::option;
use proptest::prelude::*;

fn fields() -> impl Strategy<Value = Field> {
    prop_oneof![proptest::sample::select(Field::BUILT_IN.to_vec()), any::<String>().prop_map(Field::Facet)]
}

fn filters() -> impl Strategy<Value = Filter> {
    let modes = prop_oneof![Just(Mode::Include), Just(Mode::Exclude)];
    (fields(), modes, any::<String>()).prop_map(|(field, mode, value)| Filter { field, mode, value })
}

fn date_filters() -> impl Strategy<Value = DateFilter> {
    let ranges = proptest::sample::select(vec![
        "2022",
        "2022/2025",
        "2022-08",
        "2022-01-26/..",
        "../2024~",
        "20XX",
        "2022-21?",
        "2022-XX",
        "1999%/2001",
    ]);
    let axes = proptest::sample::select(Axis::ALL.to_vec());
    let certainties = prop_oneof![Just(Certainty::Possibly), Just(Certainty::Certainly)];
    prop_oneof![
        axes.clone().prop_map(|axis| DateFilter::Undated { axis }),
        (axes, ranges, certainties).prop_map(|(axis, range, certainty)| DateFilter::Within {
            axis,
            range: range.parse().expect("the list holds EDTF"),
            certainty
        })
    ]
}

fn selections() -> impl Strategy<Value = Selection> {
    let sorts = proptest::sample::select(Sort::ALL.to_vec());
    (any::<String>(), btree_set(filters(), 0..6), option::of(date_filters()), 0..=100u8, sorts).prop_map(
        |(query, filters, dates, min_confidence, sort)| Selection {
            query,
            filters,
            dates,
            min_confidence,
            sort,
        },
    )
}

proptest! {
    #[test]
    fn a_selection_comes_back_from_its_url_as_it_was(selection in selections()) {
        let read = Selection::read_query(&selection.to_query());
        prop_assert_eq!(&read.selection, &selection);
        prop_assert!(read.rest.is_empty());
        prop_assert!(read.problems.is_empty());
    }

    #[test]
    fn a_url_that_a_browser_has_encoded_reads_the_same(selection in selections()) {
        let mut encoded = String::new();
        for c in selection.to_query().chars() {
            if c.is_ascii() {
                encoded.push(c);
            } else {
                for byte in c.to_string().bytes() {
                    let _ = write!(encoded, "%{byte:02x}");
                }
            }
        }
        prop_assert_eq!(Selection::from_query(&encoded), selection);
    }

    #[test]
    fn any_text_reads_as_some_selection_and_reading_it_again_changes_nothing(text in any::<String>()) {
        let once = Selection::from_query(&text);
        prop_assert_eq!(Selection::from_query(&once.to_query()), once);
    }
}

#[test]
fn the_url_can_be_read_by_a_person() {
    let mut selection = Selection::default()
        .with_query("Phạm Minh \"đồng chí\"")
        .including(Field::Entity(EntityKind::Person), "phan-van-giang")
        .excluding(Field::Entity(EntityKind::Person), "x")
        .including(Field::Facet("topic".into()), "a&b");
    selection.dates = Some(DateFilter::Within {
        axis: Axis::Published,
        range: "2022/2025".parse().unwrap(),
        certainty: Certainty::Possibly,
    });
    selection.sort = Sort::Oldest;
    assert_eq!(
        selection.to_query(),
        "q=Phạm+Minh+%22đồng+chí%22&person=phan-van-giang&person!=x&facet.topic=a%26b&date=2022/2025~possibly\
         &sort=oldest"
    );
}

#[test]
fn what_is_no_part_of_a_selection_is_handed_back_and_what_is_wrong_is_said() {
    let read = Selection::read_query("?window=2020/2024&date=yesterday&sort=upwards&q=a+b&sure=70");
    assert_eq!(read.rest, [("window".to_owned(), "2020/2024".to_owned())]);
    assert_eq!(read.selection.query, "a b");
    assert_eq!(read.selection.min_confidence, 70);
    assert_eq!(read.problems.len(), 2, "{:?}", read.problems);
}

#[test]
fn a_value_is_included_or_excluded_but_not_both() {
    let field = Field::Theme;
    let selection = Selection::default().including(field.clone(), "chips").excluding(field.clone(), "chips");
    assert_eq!(selection.mode_of(&field, "chips"), Some(Mode::Exclude));
    assert_eq!(selection.filters.len(), 1);
}
