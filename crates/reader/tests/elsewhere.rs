//! Other countries' political news, written for this test: what the seeds' outlets never print.

use dossier_corpus::{Collection, EntityKind, StatementKind};
use dossier_reader::{Settings, Source, read};

fn alone(text: &str) -> Collection {
    let source = Source { path: "one.txt".to_owned(), bytes: text.as_bytes().to_vec(), ..Source::default() };
    read(&[source], &Settings::default())
}

fn shipyard() -> Collection {
    alone(include_str!("texts/shipyard.txt"))
}

fn market() -> Collection {
    alone(include_str!("texts/market.txt"))
}

fn water() -> Collection {
    alone(include_str!("texts/water.txt"))
}

fn names(collection: &Collection, kind: EntityKind) -> Vec<&str> {
    collection
        .entities
        .iter()
        .filter(|entity| entity.kind == kind)
        .map(|entity| entity.name.as_str())
        .collect()
}

/// "words of the cue: first words of the content" of every statement of a kind.
fn said(collection: &Collection, kind: StatementKind) -> Vec<String> {
    let document = &collection.documents[0];
    let words = |spans: &[dossier_corpus::Span]| {
        let all: Vec<&str> = spans.iter().map(|span| span.of(&document.text)).collect();
        all.join(" … ")
    };
    document
        .statements
        .iter()
        .filter(|statement| statement.kind == kind)
        .map(|statement| {
            let content: String = words(&statement.content).chars().take(32).collect();
            format!("{} {}: {content}", words(&statement.source), words(&statement.cue))
        })
        .collect()
}

#[track_caller]
fn holds<T: AsRef<str>>(all: &[T], wanted: &[&str]) {
    for one in wanted {
        assert!(
            all.iter().any(|it| it.as_ref() == *one),
            "{one} is not among {:?}",
            all.iter().map(AsRef::as_ref).collect::<Vec<&str>>()
        );
    }
}

#[test]
fn a_list_of_guests_gives_everyone_with_rank_or_office() {
    let people = ["Ramon Delgado", "Jose Lim", "Carlos Reyes", "Ana Cruz", "Lorenza Marquez"];
    let collection = shipyard();
    assert_eq!(
        names(&collection, EntityKind::Person).len(),
        people.len(),
        "{:?}",
        names(&collection, EntityKind::Person)
    );
    holds(&names(&collection, EntityKind::Person), &people);
    holds(
        &names(&water(), EntityKind::Person),
        &["Grace Otieno", "Peter Mwangi", "Joyce Wambui", "Paul Mutua", "Henrik Olsen"],
    );
    assert_eq!(names(&water(), EntityKind::Person).len(), 5);
}

#[test]
fn abbreviations_go_to_the_body_that_the_text_gives_them_to() {
    let collection = market();
    let bank = collection.entities.iter().find(|entity| entity.name == "European Central Bank");
    assert!(bank.is_some_and(|bank| bank.aliases.iter().any(|alias| alias.form == "ECB")));
    holds(
        &names(&shipyard(), EntityKind::Organisation),
        &["Department of National Defense", "Philippine Navy"],
    );
}

#[test]
fn instruments_of_other_states_are_found_and_their_numbers_are_no_years() {
    let collection = market();
    holds(&names(&collection, EntityKind::Instrument), &["Directive 2022/2555", "Regulation 2024/1689"]);
    let dates: Vec<&str> = collection.documents[0].dates.iter().map(|date| date.value.as_str()).collect();
    assert!(!dates.contains(&"2022") && !dates.contains(&"2024"), "{dates:?}");
    holds(&names(&shipyard(), EntityKind::Instrument), &["Republic Act 10349"]);
}

#[test]
fn orders_calls_and_promises_are_told_apart() {
    holds(
        &said(&shipyard(), StatementKind::Directive),
        &["Defense Secretary Ramon Delgado ordered: the Philippine Navy to finish th"],
    );
    let water = water();
    holds(
        &said(&water, StatementKind::Directive),
        &["Otieno instructed: county engineers to begin drilli", "She stressed: the need to protect springs"],
    );
    holds(&said(&water, StatementKind::Commitment), &["Mwangi promised: that the ministry would match th"]);
    holds(&said(&water, StatementKind::Quote), &["Wambui said: \"Every family will have a tap,\" "]);
}

#[test]
fn a_sum_with_a_point_does_not_end_the_sentence() {
    let calls = said(&water(), StatementKind::Directive);
    assert!(calls.iter().any(|call| call.contains("Grace Otieno") && call.contains("called")), "{calls:?}");
}

#[test]
fn questions_and_signed_quotations_have_their_speaker() {
    let collection = alone(
        "The hearing went on for hours.\n\n“Why is this not clear proof?” Rep. Joan Vetter (R-Ill.) demanded.\n\n\
         “Does anybody know the plan?” Graham asked. “Neither do I.”\n\n\
         Readers wrote to us on Monday, and we print what they said in their own words below.\n\n\
         “He will never be a leader of ours.” ― Maria Lopez\n\n“I hope that people vote.” — Jorge Falk\n",
    );
    let document = &collection.documents[0];
    let speakers: Vec<&str> = document
        .statements
        .iter()
        .filter(|statement| statement.content.iter().any(|span| span.of(&document.text).starts_with('“')))
        .flat_map(|statement| statement.source.iter().map(|span| span.of(&document.text)))
        .collect();
    assert_eq!(speakers, ["Rep. Joan Vetter (R-Ill.)", "Graham", "Maria Lopez", "Jorge Falk"]);
}
