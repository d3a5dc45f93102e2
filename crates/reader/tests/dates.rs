//! What temporal expressions are worth: TIMEX3 type and value, read on a known day.

use dossier_corpus::{Day, Span};
use dossier_reader::dates::{Now, annotate_text};

/// Everything found in `text`, read on Thursday 12 March 2026, as "words TYPE value".
fn found(text: &str) -> Vec<String> {
    let now = Now::on(Day::from_ymd(2026, 3, 12));
    annotate_text(text, &[Span::new(0, text.len())], now)
        .into_iter()
        .map(|date| {
            let kind = format!("{:?}", date.kind).to_uppercase();
            format!("{} {kind} {}", date.span.of(text), date.value)
        })
        .collect()
}

#[track_caller]
fn check(table: &[(&str, &[&str])]) {
    let wrong: Vec<String> = table
        .iter()
        .filter(|(text, expected)| found(text) != *expected)
        .map(|(text, expected)| format!("{text}\n  found    {:?}\n  expected {expected:?}", found(text)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn days_are_dated_from_the_day_of_the_text_and_the_verb() {
    check(&[
        ("They met on Thursday.", &["Thursday DATE 2026-03-12"]),
        ("They met on Friday.", &["Friday DATE 2026-03-06"]),
        ("They will meet on Friday.", &["Friday DATE 2026-03-13"]),
        ("They plan to meet on Friday.", &["Friday DATE 2026-03-13"]),
        ("A vote could come as early as Friday.", &["Friday DATE 2026-03-13"]),
        ("It begins Monday.", &["Monday DATE 2026-03-16"]),
        (
            "He left yesterday and returns tomorrow.",
            &["yesterday DATE 2026-03-11", "tomorrow DATE 2026-03-13"],
        ),
        ("They left the day before yesterday.", &["the day before yesterday DATE 2026-03-10"]),
        (
            "It took effect on Feb. 1 and ends by April 14.",
            &["Feb. 1 DATE 2026-02-01", "April 14 DATE 2026-04-14"],
        ),
        (
            "Prices fell on March 3, up from the previous Friday.",
            &["March 3 DATE 2026-03-03", "the previous Friday DATE 2026-02-27"],
        ),
        (
            "It closed on March 3 and opened the following Monday.",
            &["March 3 DATE 2026-03-03", "the following Monday DATE 2026-03-09"],
        ),
        (
            "In May, a week after the hearing, the court freed him.",
            &["May DATE 2025-05", "a week DURATION P1W"],
        ),
        ("The firm brought in a new chief in May.", &["May DATE 2025-05"]),
        ("The hearing was set for May 3.", &["May 3 DATE 2026-05-03"]),
        ("The deadline was extended to May 20.", &["May 20 DATE 2026-05-20"]),
        ("Until Tuesday, they had not called him.", &["Tuesday DATE 2026-03-10"]),
        ("Protesters planned a march on Saturday.", &["Saturday DATE 2026-03-14"]),
        ("They agreed on a plan to be carried out on an unspecified day in May.", &["May DATE 2026-05"]),
        ("Councils were instructed to clear it before the end of June.", &["the end of June DATE 2026-06"]),
        ("They announced an agreement to buy it in May.", &["May DATE 2026-05"]),
        ("Sales fell through August.", &["August DATE 2025-08"]),
        ("The bank granted loans through April.", &["April DATE 2026-04"]),
        ("The offer has been extended through May 8.", &["May 8 DATE 2026-05-08"]),
        ("The offer had been due to end on Friday.", &["Friday DATE 2026-03-06"]),
        ("Prices are near the record set on Sept. 6.", &["Sept. 6 DATE 2025-09-06"]),
        ("The road will be shut through August.", &["August DATE 2026-08"]),
        ("They will finish by year-end.", &["year-end DATE 2026-12-31"]),
        ("They will finish by year's end.", &["year's end DATE 2026"]),
    ]);
}

#[test]
fn what_belongs_to_a_noun_is_no_part_of_its_date() {
    check(&[
        ("The third-quarter loss grew.", &["third-quarter DATE 2025-Q3"]),
        ("It earned more in its fourth quarter.", &["fourth quarter DATE 2025-Q4"]),
        ("It earned more in the fourth quarter of 2024.", &["the fourth quarter of 2024 DATE 2024-Q4"]),
        ("In the year ended March 31, sales fell.", &["the year DURATION P1Y", "March 31 DATE 2025-03-31"]),
        (
            "Sales for the fiscal year ending June 30 will rise.",
            &["the fiscal year DURATION P1Y", "June 30 DATE 2026-06-30"],
        ),
        ("Sales rose in the year.", &["the year DATE 2026"]),
    ]);
}

#[test]
fn dates_of_many_shapes_have_one_value() {
    check(&[
        ("It was signed on 22 August 2022.", &["22 August 2022 DATE 2022-08-22"]),
        ("It was signed on August 22, 2022.", &["August 22, 2022 DATE 2022-08-22"]),
        ("It was signed on the 22nd of August.", &["the 22nd of August DATE 2025-08-22"]),
        ("It was signed on 2022-08-22.", &["2022-08-22 DATE 2022-08-22"]),
        ("It was signed on 22/8/2022.", &["22/8/2022 DATE 2022-08-22"]),
        ("It was signed on Friday (August 22).", &["Friday (August 22) DATE 2025-08-22"]),
        (
            "They met on Jan. 24 and 25, and on Feb. 3 and 4 in Oslo.",
            &["Jan. 24 DATE 2026-01-24", "25 DATE 2026-01-25", "Feb. 3 DATE 2026-02-03", "4 DATE 2026-02-04"],
        ),
        ("It burnt on Jan. 24 and 25 trucks came.", &["Jan. 24 DATE 2026-01-24"]),
        ("It ran from August 20-22, 2022.", &["August 20-22, 2022 DATE 2022-08-20/2022-08-22"]),
    ]);
}

#[test]
fn stretches_keep_the_size_that_their_words_have() {
    check(&[
        ("It fell in the first quarter of this year.", &["the first quarter of this year DATE 2026-Q1"]),
        ("It fell in the first half of 2025.", &["the first half of 2025 DATE 2025-H1"]),
        ("Output rose in H1 of 2020.", &["H1 of 2020 DATE 2020-H1"]),
        ("They aim at 2021–2025.", &["2021–2025 DATE 2021/2025"]),
        ("Earnings soared in the fourth quarter.", &["the fourth quarter DATE 2025-Q4"]),
        ("It rose last week and last month.", &["last week DATE 2026-W10", "last month DATE 2026-02"]),
        ("It grew in the last half of the 1980s.", &["the last half of the 1980s DATE 198"]),
        ("It rose in the fiscal year.", &["the fiscal year DATE 2026"]),
        ("Music of the 1990s and of the 20th century.", &["the 1990s DATE 199", "the 20th century DATE 19"]),
    ]);
}

#[test]
fn what_is_counted_from_now_or_from_before_is_a_date() {
    check(&[
        ("It closed two years ago.", &["two years ago DATE 2024"]),
        ("It closed three days ago.", &["three days ago DATE 2026-03-09"]),
        (
            "In May 2019 it opened, and two years later it closed.",
            &["May 2019 DATE 2019-05", "two years later DATE 2021"],
        ),
        ("In 2019 it grew; that year it also closed.", &["2019 DATE 2019", "that year DATE 2019"]),
        (
            "Profit fell in the third quarter from $3 million a year earlier.",
            &["the third quarter DATE 2025-Q3", "a year earlier DATE 2024-Q3"],
        ),
    ]);
}

#[test]
fn lengths_sets_and_times_have_their_own_types() {
    check(&[
        ("It lasted five years.", &["five years DURATION P5Y"]),
        ("It lasted a day and a half.", &["a day and a half DURATION P1DT12H"]),
        ("It rose over the past five years.", &["the past five years DURATION P5Y"]),
        ("They meet every Monday.", &["every Monday SET XXXX-WXX-1"]),
        ("Nearly 700 seats a week were added.", &["a week SET P1W"]),
        ("They met on Friday night.", &["Friday night TIME 2026-03-06TNI"]),
        ("They met at 5 p.m. Wednesday.", &["5 p.m. Wednesday TIME 2026-03-11T17:00"]),
        (
            "The blast came at 10:35 a.m. (0735 GMT) Friday.",
            &["10:35 a.m. (0735 GMT) Friday TIME 2026-03-06T10:35"],
        ),
        ("It is calm now.", &["now DATE PRESENT_REF"]),
    ]);
}

#[test]
fn names_and_numbers_are_no_dates() {
    check(&[
        ("Jan Kavan and April Glaspie spoke with May Sabah.", &[]),
        ("He said on ABC's \"This Week\" that it was over.", &[]),
        ("Directive (EU) 2022/2555 and Regulation 2024/1689 stand.", &[]),
        ("He spoke on \"60 Minutes\" and \"48 Hours\".", &[]),
        ("It cost $2026 and weighed 1998 kg.", &[]),
        ("They may march in the fall of the empire.", &[]),
    ]);
}

#[test]
fn vietnamese_outlets_write_dates_their_own_way() {
    check(&[
        ("The conference took place in Hanoi on March 10.", &["March 10 DATE 2026-03-10"]),
        ("The programme runs until 2030, with a vision to 2045.", &["2030 DATE 2030", "2045 DATE 2045"]),
        ("Resolution 08-NQ/TW dated January 26, 2022 was issued.", &["January 26, 2022 DATE 2022-01-26"]),
        ("It is to be done by 2030 and the years to come.", &["2030 and the years to come DATE 2030"]),
        ("It works for the 2025-2030 tenure.", &["2025-2030 DATE 2025/2030"]),
        (
            "Trade rose 12% in the first two months of this year.",
            &["the first two months DURATION P2M", "this year DATE 2026"],
        ),
    ]);
}

#[test]
fn what_lies_before_all_calendars_is_no_panic() {
    for text in [
        "They left 100,000 fortnights ago.",
        "It was 99999 weeks ago, and 99999 weeks before that, and 99999 years later.",
        "On 1 January 0001 and 99,999 days earlier and 99,999 decades earlier it rained.",
        "By 9999-12-31 and two days later and the next week and the next century.",
    ] {
        for date in annotate_text(text, &[Span::new(0, text.len())], Now::on(Day::from_ymd(2026, 3, 12))) {
            let _ = date.edtf.map(|edtf| (edtf.earliest(), edtf.latest()));
        }
    }
}
