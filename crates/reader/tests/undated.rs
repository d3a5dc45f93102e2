//! Documents that print no date: the tightest interval that their own words support, and no year that nothing supports.

use dossier_reader::{Settings, Source, read};

/// The document's own date as EDTF, with the words that give it.
fn dated(text: &str) -> (String, Vec<String>) {
    let source = Source { path: "a.txt".to_owned(), bytes: text.as_bytes().to_vec(), ..Source::default() };
    let document = read(&[source], &Settings::default()).documents.remove(0);
    document.date.map_or_else(Default::default, |date| {
        let words = date.why.evidence.iter().map(|it| it.span.of(&document.text).to_owned()).collect();
        (date.value.as_str().to_owned(), words)
    })
}

#[track_caller]
fn check(text: &str, edtf: &str, words: &[&str]) {
    assert_eq!(dated(text), (edtf.to_owned(), words.iter().map(|it| (*it).to_owned()).collect()), "{text}");
}

#[test]
fn what_is_told_as_past_was_before_the_text_was_written() {
    check(
        "The bridge was opened on 5 May 1994 and widened in March 2011. The city says that it is safe.\n",
        "2011-03-01/..",
        &["March 2011"],
    );
    check("The council approved the plan, and works are to end by 2030.\n", "", &[]);
    check(
        "Prices had risen since 2018, the bank said, and would rise until 2025.\n",
        "2018-01-01/..",
        &["2018"],
    );
}

#[test]
fn a_year_that_was_is_not_this_year_because_both_are_named() {
    check(
        "The bridge was built in 1994 by soldiers. This year the city will paint it, the mayor said on Monday.\n",
        "1994-01-01/..",
        &["1994"],
    );
}

#[test]
fn a_review_of_half_a_year_and_of_that_years_tasks_was_written_after_that_half() {
    check(
        "In the first half of this year, the corps built forty bridges. It fulfilled all tasks in 2021 that were given to it.\n",
        "2021-06/2021-12",
        &["the first half of this year", "2021"],
    );
}

#[test]
fn a_text_that_tells_no_time_has_no_date() {
    check("The minister visited the yard on Thursday. Workers will get new tools next month.\n", "", &[]);
    check("Directive 2022/2555 applies to ports, and Regulation 2016/679 to names.\n", "", &[]);
    check("Call 1998 or write to P.O. Box 2001. The prize is $2020.\n", "", &[]);
}
