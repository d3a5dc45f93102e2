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
fn a_father_and_his_son_of_the_same_name_stay_two() {
    let text = "President Victor Aldana opened the bridge on Monday. His son, Victor Aldana Jr., runs the company that \
                built it. \"I am proud,\" Victor Aldana said.";
    assert_eq!(
        persons(&[text]),
        ["Victor Aldana: Victor Aldana ×2", "Victor Aldana Jr: Victor Aldana Jr ×1"]
    );
}

#[test]
fn a_family_name_means_whom_the_text_is_about_and_no_relative_named_once() {
    let text = "Senator Peter Marlow won the vote on Monday. Peter Marlow thanked his wife, Helen Marlow. Marlow said he would \
                move to the capital.";
    assert_eq!(
        persons(&[text]),
        ["Helen Marlow: Helen Marlow ×1", "Peter Marlow: Peter Marlow ×2, Marlow ×1"]
    );
}

#[test]
fn a_form_of_address_and_an_office_choose_among_those_of_one_name() {
    let text = "Robert Stanhope and Barbara Stanhope spoke in Leeds. Mr. Stanhope praised the plan. Mrs. Stanhope did not.";
    assert_eq!(
        persons(&[text]),
        [
            "Barbara Stanhope: Barbara Stanhope ×1, Stanhope ×1",
            "Robert Stanhope: Robert Stanhope ×1, Stanhope ×1"
        ]
    );
    let text = "Minister Tran Quoc Bao answered on Tuesday. Deputy Tran Van Bao asked why nobody had resigned. Minister Bao did \
                not say.";
    assert_eq!(
        persons(&[text]),
        ["Tran Quoc Bao: Bao ×1, Tran Quoc Bao ×1", "Tran Van Bao: Tran Van Bao ×1"]
    );
}

#[test]
fn a_name_that_two_persons_bear_is_given_with_doubt() {
    let text = "Robert Stanhope spoke in Leeds. Later Thomas Stanhope spoke in York. Stanhope said that he would go.";
    let collection = collection(&[text], "");
    let last = collection.documents[0].mentions.iter().rfind(|mention| mention.kind == EntityKind::Person);
    assert!(last.is_some_and(|mention| mention.confidence.as_percent() < 60), "{last:?}");
}

#[test]
fn a_name_with_and_without_its_middle_is_one_unless_two_have_other_middles() {
    let with = "Ana M. Reed, president of the council, spoke in Lisbon.";
    let without = "Ana Reed said in Porto that she would stay.";
    assert_eq!(persons(&[with, without]), ["Ana M. Reed: Ana M. Reed ×1, Ana Reed ×1"]);
    let texts = [
        "President Ivo W. Reed met the mayor in Lisbon.",
        "Former President Ivo H. Reed was ill, the doctors said.",
        "Ivo Reed said in Porto that he would stay.",
    ];
    assert_eq!(persons(&texts).len(), 3);
}

#[test]
fn a_short_first_name_is_the_long_one_where_both_hold_one_office() {
    let texts = ["House Speaker James Alder said no.", "House Speaker Jim Alder said yes."];
    assert_eq!(persons(&texts).len(), 1);
    let texts = ["House Speaker James Alder said no.", "The farmer Jim Alder said yes."];
    assert_eq!(persons(&texts).len(), 2);
}

#[test]
fn the_last_two_words_of_a_long_name_are_short_for_it() {
    let text = "Deputy Inspector General Nguyen Thi Thu Ha led the team. Ms. Thu Ha named three causes.";
    assert_eq!(persons(&[text]), ["Nguyen Thi Thu Ha: Nguyen Thi Thu Ha ×1, Thu Ha ×1"]);
}

#[test]
fn a_family_name_alone_is_the_one_whom_all_documents_know_and_says_so() {
    let texts = [
        "Minister Carla Oduya opened the fair in Accra.",
        "Carla Oduya said that she was glad.",
        "The speech of Carla Oduya was short.",
        "Mrs. Oduya did not come to Tema.",
    ];
    let collection = collection(&texts, "");
    assert_eq!(entities(&collection, EntityKind::Person), ["Carla Oduya: Carla Oduya ×3, Oduya ×1"]);
    let mention = &collection.documents[3].mentions[0];
    assert_eq!((mention.rule.as_str(), mention.confidence.as_percent() <= 65), ("name.known-bearer", true));
    // Where another bears the name as well it stays open who is meant.
    let mut two = texts.to_vec();
    two.push("Samuel Oduya sells cars in Kumasi, he said.");
    assert_eq!(persons(&two).len(), 3);
}

#[test]
fn a_president_named_by_one_word_is_one_in_two_documents_and_a_spokesman_two() {
    let president = ["President Velasko went to Lima on Monday.", "The law was signed by President Velasko."];
    assert_eq!(persons(&president), ["Velasko: Velasko ×2"]);
    // Whom the documents know so well is meant without the office, too.
    let four = [
        "President Velasko left.",
        "President Velasko rose.",
        "President Velasko sat.",
        "Mr. Velasko said no.",
    ];
    assert_eq!(persons(&four), ["Velasko: Velasko ×4"]);
    let spokesman = ["Spokesman Velasko said no.", "A talk with spokesman Velasko was brief."];
    assert_eq!(persons(&spokesman).len(), 2);
}

#[test]
fn a_company_is_one_with_and_without_its_form_in_law() {
    let texts = [
        "Straits Marine Works Berhad said it sold two docks.",
        "Shares of Straits Marine Works fell in Kuala Lumpur.",
        "Straits Marine Works Bhd has quit the port, it said.",
    ];
    assert_eq!(bodies(&texts).len(), 1, "{:?}", bodies(&texts));
    // One of two houses of a name is no more likely than the other,.
    let texts = [
        "Zentrum Canada Ltd said it won.",
        "Zentrum Oil and Gas Group said it lost.",
        "Shares of Zentrum fell.",
    ];
    assert_eq!(bodies(&texts).len(), 3, "{:?}", bodies(&texts));
    // Two laws, two companies.
    let texts = ["Norvik Chemicals Inc said it sold a plant.", "Norvik Chemicals AG said it bought a plant."];
    assert_eq!(bodies(&texts).len(), 2);
}

#[test]
fn an_abbreviation_that_one_document_defines_holds_in_the_others_unless_two_bodies_share_it() {
    let one = "The Ministry of Transport (MOT) ordered a review on Monday.";
    let other = "The MOT said it would take a year. A spokesman of the MOT gave no reason.";
    assert_eq!(bodies(&[one, other]), ["Ministry of Transport: MOT ×3, Ministry of Transport ×1"]);
    let second = "The Maritime Organisation of Timor (MOT) bought a boat on Monday.";
    assert!(bodies(&[one, second, other]).contains(&"MOT: MOT ×2".to_owned()));
    // "EC" is no short form of a name that it stands in.
    assert_eq!(bodies(&["The EC Commission met on Monday. The EC said it would pay."]).len(), 2);
    // A company that is called as another body is for short.
    let council = "The Inland Canal Office (ICO) opened two locks. The ICO said so.";
    let company = "ICO Inc said it sold two shops.";
    assert_eq!(bodies(&[council, company]).len(), 2);
}

#[test]
fn a_letter_too_many_makes_no_second_body_of_a_long_name() {
    let texts =
        ["The Inland Fisheries Commission met on Monday.", "The Inland Fisheries Commmission met again."];
    assert_eq!(bodies(&texts).len(), 1);
    let texts = ["The Court of the 4th District met on Monday.", "The Court of the 5th District met again."];
    assert!(bodies(&texts).len() != 1);
}

#[test]
fn a_name_in_one_word_or_in_two_is_one() {
    let places = |texts: &[&str]| entities(&collection(texts, ""), EntityKind::Place);
    assert_eq!(
        places(&[
            "He lives in Hanoi.",
            "They met in Hanoi.",
            "Ha Noi (VNS) — Ministers met for six hours on June 17, 2025."
        ]),
        ["Hanoi: Hanoi ×2, Ha Noi ×1"]
    );
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

#[test]
fn the_most_used_full_name_is_the_entitys() {
    let often = "Samuel Abara spoke. Samuel Abara left. Samuel Abara came back. Samuel Abara sat down. Samuel Abara rose. \
                 Samuel Abara slept.";
    let once = "Samuel Okello Abara was born in Lira.";
    assert_eq!(persons(&[often, once]), ["Samuel Abara: Samuel Abara ×6, Samuel Okello Abara ×1"]);
}
