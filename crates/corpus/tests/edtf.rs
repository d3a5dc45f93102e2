//! EDTF values: what is written is read back, and the first day is never after the last.

use dossier_corpus::{Day, Edtf};
use proptest::prelude::*;

/// Texts in the shape of EDTF, sound and unsound.
fn shaped() -> impl Strategy<Value = String> {
    let year = prop_oneof!["[0-9]{4}", "[0-9]{3}X", "[0-9]{2}XX", "X[0-9]{3}", "[0-9]{1,5}"];
    let month = prop_oneof!["-[0-4][0-9]", "-XX", "-[0-9]", "-[+]1", Just(String::new())];
    let day = prop_oneof!["-[0-3][0-9]", "-XX", Just(String::new())];
    let mark = prop_oneof![Just(""), Just("?"), Just("~"), Just("%")];
    let single = (year, month, day, mark).prop_map(|(y, m, d, mark)| format!("{y}{m}{d}{mark}"));
    let end = prop_oneof![4 => single, 1 => Just("..".to_owned()), 1 => Just(String::new())];
    prop::collection::vec(end, 1..3).prop_map(|ends| ends.join("/"))
}

fn check(date: &Edtf) {
    let again: Edtf = date.as_str().parse().expect("what was made can be read");
    assert_eq!(&again, date);
    assert_eq!((again.earliest(), again.latest()), (date.earliest(), date.latest()));
    if let (Some(first), Some(last)) = (date.earliest(), date.latest()) {
        assert!(first <= last, "{date} begins after it ends");
        assert_eq!(date.days(), Some((first, last)));
    }
    let json = serde_json::to_string(date).expect("a string");
    assert_eq!(&serde_json::from_str::<Edtf>(&json).expect("itself"), date);
}

proptest! {
    #[test]
    fn a_text_is_refused_or_read_as_itself(text in prop_oneof![shaped(), "\\PC{0,12}"]) {
        if let Ok(date) = text.parse::<Edtf>() {
            prop_assert_eq!(date.as_str(), text.trim());
            check(&date);
        }
    }

    #[test]
    fn a_day_is_written_as_it_is_displayed(day in Day::from_ymd(0, 1, 1).0..=Day::from_ymd(9999, 12, 31).0) {
        let date = Edtf::day(Day(day));
        prop_assert_eq!(date.as_str(), Day(day).to_string());
    }

    #[test]
    fn whatever_is_made_is_well_formed(
        from in prop::option::of(any::<i32>()), to in prop::option::of(any::<i32>()),
        year in any::<i32>(), month in any::<u32>(),
    ) {
        check(&Edtf::between(from.map(Day), to.map(Day)));
        check(&Edtf::month(year, month));
        check(&Edtf::year(year));
        if let Some(from) = from {
            check(&Edtf::day(Day(from)));
        }
    }

    #[test]
    fn an_interval_spans_its_days(first in -300_000..300_000_i32, more in 0..100_000_i32) {
        let date = Edtf::between(Some(Day(first)), Some(Day(first + more)));
        prop_assert_eq!(date.earliest(), Some(Day(first)));
        prop_assert_eq!(date.latest(), Some(Day(first + more)));
    }

    #[test]
    fn a_day_and_its_date_are_one(day in -700_000..2_900_000_i32) {
        let (year, month, of_month) = Day(day).to_ymd();
        prop_assert_eq!(Day::from_ymd(year, month, of_month), Day(day));
        prop_assert!((1..=12).contains(&month) && (1..=Day::days_in_month(year, month)).contains(&of_month));
    }
}

#[test]
fn a_sign_is_no_digit() {
    for text in ["2022-+1", "2022-01-+1", "+202", "-001"] {
        assert!(text.parse::<Edtf>().is_err(), "{text}");
    }
}
