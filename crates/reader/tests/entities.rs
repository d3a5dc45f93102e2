//! Entities over several documents: who is one, who stays two, and what is nobody.

mod shelf;

use dossier_corpus::{Collection, EntityKind};
use dossier_reader::{Settings, Source, read};
use shelf::collection;

/// "Name: form ×times, form ×times" of each entity of a kind.
fn entities(collection: &Collection, kind: EntityKind) -> Vec<String> {
    let of_kind = collection.entities.iter().filter(|entity| entity.kind == kind);
    of_kind
        .map(|entity| {
            let forms: Vec<String> =
                entity.aliases.iter().map(|alias| format!("{} ×{}", alias.form, alias.count)).collect();
            format!("{}: {}", entity.name, forms.join(", "))
        })
        .collect()
}

fn persons(texts: &[&str]) -> Vec<String> {
    entities(&collection(texts, ""), EntityKind::Person)
}

fn bodies(texts: &[&str]) -> Vec<String> {
    entities(&collection(texts, ""), EntityKind::Organisation)
}

#[test]
fn families_peoples_and_common_nouns_are_nobody() {
    assert!(
        persons(&["Maria Reed was there. The Reeds left early, and so did both Reeds of York."]).len() == 1
    );
    assert!(bodies(&["Losses of U.S. Banks rose, the report says. Nobody knows why."]).is_empty());
    let names = bodies(&["The letter of EU Energy Commissioner Zofia Novak was short."]);
    assert!(!names.iter().any(|name| name.contains("Energy")), "{names:?}");
    assert!(
        !persons(&["Deputy Minister Pham Thi Lan of Quang Hai spoke."])
            .iter()
            .any(|name| name.contains(" of "))
    );
}

#[test]
fn a_country_in_brackets_is_no_short_form_of_a_body() {
    let names = bodies(&["Norvik Information Systems (Cyprus) Ltd said it sold a plant."]);
    assert!(names.iter().all(|name| !name.contains("Cyprus ×")), "{names:?}");
}

#[test]
fn a_given_title_names_nobody_that_the_text_does_not_though_it_ends_with_a_full_stop() {
    let text = "Mayor Says Minister Oduya Lacks Money For Roads.\n\nMinister Carla Oduya promised four new roads to the people of Tema on Monday. She \
                said that the first of them would be open before the rains come, and that nobody would have to leave a house. \
                The money was there, Carla Oduya said.\n";
    let source = Source {
        path: "0.txt".to_owned(),
        bytes: text.as_bytes().to_vec(),
        given: vec![("title".to_owned(), vec!["Mayor Says Minister Oduya Lacks Money For Roads".to_owned()])],
        ..Source::default()
    };
    let collection = read(&[source], &Settings::default());
    assert_eq!(entities(&collection, EntityKind::Person), ["Carla Oduya: Carla Oduya ×2, Oduya ×1"]);
}
