//! Events that a text tells by a verb, and what is none, in texts written for this test.

use dossier_corpus::{Collection, Event};
use dossier_reader::{Settings, Source, read};

fn collection(texts: &[&str]) -> Collection {
    let source = |(at, text): (usize, &&str)| Source {
        path: format!("{at}.txt"),
        bytes: text.as_bytes().to_vec(),
        given: vec![("date".to_owned(), vec!["2024-03-06".to_owned()])],
        ..Source::default()
    };
    let sources: Vec<Source> = texts.iter().enumerate().map(source).collect();
    read(&sources, &Settings::default())
}

fn event(text: &str) -> Option<Event> {
    collection(&[text]).events.into_iter().next()
}

/// Day, place and rule of the event that a text reports.
#[track_caller]
fn happens(text: &str) -> (String, String, String) {
    let event = event(text).unwrap_or_else(|| panic!("no event in {text}"));
    (
        event.date.map_or_else(String::new, |fact| fact.value.as_str().to_owned()),
        event.place.map_or_else(String::new, |fact| fact.value),
        event.why.rule.as_str().to_owned(),
    )
}

#[test]
fn a_verb_in_the_past_tells_an_event_with_its_day_and_place() {
    for (text, day, place) in [
        (
            "Nordlys Shipbuilding opened its new shipyard in Bergen on March 3. It employs 300 people.",
            "2024-03-03",
            "Bergen",
        ),
        ("Norway and Peru signed an agreement on fisheries in Oslo on Monday.", "2024-03-04", "Oslo"),
        (
            "The Peruvian Navy received two frigates in Callao on Tuesday, officials said.",
            "2024-03-05",
            "Callao",
        ),
        ("Parliament on Tuesday elected Amy Poole as its speaker by 80 votes to 61.", "2024-03-05", ""),
        ("A strong earthquake struck northern Chile early on Monday, killing four people.", "2024-03-04", ""),
        (
            "Two former managers of the port were arrested in Lima on March 4, the prosecutor said.",
            "2024-03-04",
            "Lima",
        ),
    ] {
        let found = happens(text);
        assert_eq!(found, (day.to_owned(), place.to_owned(), "event.happening".to_owned()), "{text}");
    }
}

#[test]
fn an_event_of_a_later_sentence_is_called_by_its_own_words() {
    let text = "Poole seeks advice on debt\n\nAmy Poole wants to seek advice on the country's debts. Her party won 81 of the 166 seats in \
                the poll of February 17.\n";
    let event = event(text).expect("an event");
    assert_eq!(event.title, "Her party won 81 of the 166 seats in the poll of February 17");
    let first = "Party wins the poll\n\nThe Harbour Party won 81 of the 166 seats on February 17. Amy Poole wants to seek advice on \
                 the country's debts.\n";
    assert_eq!(collection(&[first]).events[0].title, "Party wins the poll");
    let traded = "Bid for Harbour Steel\n\nPoole Holdings wants to buy Harbour Steel. Harbour Steel closed yesterday on the Oslo Stock \
                  Exchange at 14.\n";
    assert!(collection(&[traded]).events.is_empty());
}

#[test]
fn the_perfect_tells_an_event_without_a_day() {
    let found =
        happens("The High Court has suspended a lease that the Kenya Ports Authority gave last year.");
    assert_eq!(found, (String::new(), String::new(), "event.happening".to_owned()));
}

#[test]
fn statements_forecasts_denials_and_what_is_told_beside_are_no_events() {
    for text in [
        "Amy Poole said that Northwind opened a shipyard in Bergen on March 3.",
        "Northwind will have opened its shipyard in Bergen by March 3.",
        "Northwind has not opened its shipyard in Bergen.",
        "No ship was launched in Bergen on Monday.",
        "The shipyard opened in Bergen in 1990 is for sale, Northwind says.",
        "The budget, adopted in Oslo on Monday by the government, allows new loans.",
        "Northwind shares opened higher in Oslo on Monday.",
        "Shares of Northwind shot up in Oslo on Monday.",
        "Kuwait on Monday rejected charges that ships in Kuwait City were armed.",
        "The plan of the Bank of Norway was warmly received in Oslo on Monday.",
        "Big rises are to appear in data of the Bank of Norway released in Oslo on Monday.",
        "Northwind plans to sell the yard that the King opened in Bergen on Monday.",
        "Assets rose by two billion in the week ended March 3, the Bank of Norway said.",
    ] {
        assert_eq!(event(text).map(|event| event.why.rule), None, "{text}");
    }
}

#[test]
fn a_day_that_lies_ahead_of_the_text_has_not_seen_its_event() {
    assert!(
        event("Norway and Peru signed up for talks. The ferry opened in Oslo on 9 April 2024.").is_none()
    );
}

#[test]
fn an_event_told_by_a_verb_is_called_as_its_text_is() {
    let text = "Frigates arrive in Callao\n\nThe Peruvian Navy received two frigates in Callao on Tuesday, officials said.\n";
    assert_eq!(event(text).map(|event| event.title).as_deref(), Some("Frigates arrive in Callao"));
    let bare = "The Peruvian Navy received two frigates in Callao on Tuesday.";
    assert_eq!(
        event(bare).map(|event| event.title).as_deref(),
        Some("The Peruvian Navy received two frigates in Callao on Tuesday.")
    );
}

#[test]
fn an_occasion_of_the_first_sentences_comes_before_a_verb_and_one_further_down_behind_it() {
    let first =
        "Amy Poole chaired a meeting with shipowners in Oslo on Monday. Northwind opened a yard in Bergen.";
    assert_eq!(happens(first).2, "event.occasion");
    let background = "Northwind opened a yard in Bergen on Monday. It has a crane. It has a dock. It has a slip.\n\n\
                      It was planned at a meeting with shipowners in Oslo on February 5.";
    assert_eq!(
        happens(background),
        ("2024-03-04".to_owned(), "Bergen".to_owned(), "event.happening".to_owned())
    );
}

#[test]
fn two_reports_of_one_deed_on_one_day_are_linked_and_those_of_two_deeds_are_not() {
    let joined = |texts: &[&str]| collection(texts).events.iter().any(|event| event.documents.len() > 1);
    assert!(joined(&[
        "Nordlys opened a shipyard in Bergen on Monday.",
        "On Monday Nordlys officially opened its second shipyard in Bergen.",
    ]));
    assert!(!joined(&[
        "Nordlys opened a shipyard in Bergen on Monday.",
        "Nordlys opened a training centre in Bergen on Monday.",
    ]));
}

#[test]
fn two_issues_of_one_notice_are_two_events_and_a_notice_printed_again_is_one() {
    let notice = |day: &str, figures: [&str; 6]| {
        let [a, b, c, d, e, f] = figures;
        let text = format!(
            "The Harbour Board of Oslo adjusted the dues on its short-term moorings as follows: maturity, new dues and old dues \
             for sailing vessels {a} crowns after {b} crowns, for motor vessels {c} crowns after {d} crowns, for barges and \
             pontoons {e} crowns after {f} crowns, all without the tax that the city levies on every berth in the inner basin."
        );
        Source {
            path: format!("{day}.txt"),
            bytes: text.into_bytes(),
            given: vec![
                ("date".to_owned(), vec![day.to_owned()]),
                ("title".to_owned(), vec!["Harbour board changes mooring dues".to_owned()]),
            ],
            ..Source::default()
        }
    };
    let joined = |sources: &[Source]| {
        read(sources, &Settings::default()).events.iter().any(|event| event.documents.len() > 1)
    };
    let march = notice("2024-03-04", ["511", "498", "720", "705", "233", "229"]);
    let later = notice("2024-03-06", ["523", "511", "734", "720", "240", "233"]);
    let again = notice("2024-03-05", ["511", "498", "720", "705", "233", "229"]);
    assert!(!joined(&[march.clone(), later]));
    assert!(joined(&[march, again]));
}

#[test]
fn the_meeting_whose_minutes_are_confirmed_is_an_earlier_one() {
    let text = "Minutes of the meeting of the board\n\nThe minutes of the meeting held in Oslo on 12 February were confirmed.\n";
    assert_eq!(event(text), None);
}
