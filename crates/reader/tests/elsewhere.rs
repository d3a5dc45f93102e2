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

fn actor(collection: &Collection, actor: &dossier_corpus::Actor) -> String {
    let named = actor.entity.and_then(|id| collection.entity(id));
    named.map_or_else(|| actor.words.clone(), |entity| entity.name.clone())
}

/// "issuer → addressees: first words of what is to be done", a star before what the text leaves to be understood.
fn orders(collection: &Collection) -> Vec<String> {
    let document = &collection.documents[0];
    let directives = document.statements.iter().filter(|one| one.kind == StatementKind::Directive);
    directives
        .map(|one| {
            let issuer = one.issuer.as_ref().map_or_else(
                || "nobody".to_owned(),
                |issuer| format!("{}{}", if issuer.implied { "*" } else { "" }, actor(collection, issuer)),
            );
            let heard: Vec<String> = one.addressees.iter().map(|whom| actor(collection, whom)).collect();
            let what: String =
                one.content.iter().map(|span| span.of(&document.text)).collect::<Vec<_>>().join(" ");
            format!("{issuer} → {}: {}", heard.join(", "), what.chars().take(36).collect::<String>())
        })
        .collect()
}

/// "speaker: what is said, its first words" of every statement of a kind.
fn speeches(collection: &Collection, kind: StatementKind) -> Vec<String> {
    let document = &collection.documents[0];
    let statements = document.statements.iter().filter(|one| one.kind == kind);
    statements
        .map(|one| {
            let speaker = one.issuer.as_ref().map_or_else(String::new, |issuer| actor(collection, issuer));
            let what: String =
                one.content.iter().map(|span| span.of(&document.text)).collect::<Vec<_>>().join(" ");
            format!("{speaker}: {}", what.chars().take(40).collect::<String>())
        })
        .collect()
}

#[test]
fn a_polish_ceremony_gives_its_guests_the_ministers_order_and_whom_it_binds() {
    let collection = alone(include_str!("texts/railway.txt"));
    assert_eq!(
        names(&collection, EntityKind::Person),
        ["Anna Wrona", "Marek Sikora", "Piotr Zielinski", "Tomasz Nowicki"]
    );
    let ministry = collection.entities.iter().find(|entity| entity.name == "Ministry of Infrastructure");
    assert!(ministry.is_some_and(|ministry| ministry.aliases.iter().any(|alias| alias.form == "MI")));
    holds(
        &orders(&collection),
        &[
            "Tomasz Nowicki → Polish Railway Lines: the Polish Railway Lines to publish ",
            "*Tomasz Nowicki → Local authorities: to clear the land before the end of ",
            "*Tomasz Nowicki → MI officials: with reviewing the contracts",
        ],
    );
    holds(&speeches(&collection, StatementKind::Quote), &["Tomasz Nowicki: “We cannot lose another year,”"]);
    let deadlines: Vec<&str> = collection.documents[0]
        .statements
        .iter()
        .filter_map(|one| one.deadline.as_ref().map(|fact| fact.value.as_str()))
        .collect();
    assert_eq!(deadlines, ["2024-06-30", "2024-05"]);
}

#[test]
fn a_form_of_address_is_no_part_of_a_name() {
    let collection = alone(include_str!("texts/revenue.txt"));
    assert_eq!(names(&collection, EntityKind::Person), ["Ama Serwaa", "Kofi Boateng", "Yaw Osei"]);
    holds(
        &orders(&collection),
        &[
            "Ama Serwaa → shop owners: shop owners to register before Decem",
            "Ama Serwaa → : the need for honesty on both sides",
        ],
    );
    holds(
        &speeches(&collection, StatementKind::Quote),
        &[
            "Kofi Boateng: “The levy is killing small shops,” “Parl",
            "Yaw Osei: the delays as “a thing of the past”",
        ],
    );
}

#[test]
fn a_city_before_a_colon_says_nothing_and_imperatives_go_on_with_an_order() {
    let collection = alone(include_str!("texts/clinics.txt"));
    let orders = orders(&collection);
    holds(
        &orders,
        &[
            "Arjun Mehta → Ministry of Health: the Ministry of Health to open 200 c",
            "Arjun Mehta → the states: the states to hire nurses without de",
            "*Arjun Mehta → the states: Ensure that no village is left out",
            "Kavita Rao → National Health Mission: the National Health Mission (NHM) to",
            "Kavita Rao → district officers: district officers to keep the roads ",
        ],
    );
    let document = &collection.documents[0];
    let sends = document.statements.iter().flat_map(|one| &one.content).map(|span| span.of(&document.text));
    assert!(sends.filter(|what| what.contains("to send teams")).all(|what| what.ends_with("Sikkim")));
    assert!(!document.statements.iter().any(|one| one.rule.as_str() == "statement.colon"));
}

#[test]
fn a_second_verb_has_the_speaker_of_the_first() {
    let collection = alone(include_str!("texts/bridge.txt"));
    assert_eq!(
        names(&collection, EntityKind::Person),
        ["Dan O'Rourke", "Luc Tremblay", "Mei-Ling Chow", "Sarah J. Whitfield"]
    );
    assert_eq!(names(&collection, EntityKind::Instrument), ["Bill C-214"]);
    holds(
        &orders(&collection),
        &[
            "Sarah J. Whitfield → the department: that the department release its stud",
            "Dan O'Rourke → Sarah J. Whitfield: Whitfield to withdraw it",
        ],
    );
    holds(
        &speeches(&collection, StatementKind::Attribution),
        &["Sarah J. Whitfield: she would write to Transport Canada", "Dan O'Rourke: the bill is unlawful"],
    );
}

#[test]
fn a_company_told_by_its_form_is_nobody_and_takes_an_order() {
    let collection = alone(include_str!("texts/frigates.txt"));
    assert_eq!(names(&collection, EntityKind::Person), ["Agus Wirawan", "Bambang Hartono", "Hiroshi Tanabe"]);
    holds(
        &names(&collection, EntityKind::Organisation),
        &["PT Samudra Raya", "Indonesian National Armed Forces"],
    );
    holds(
        &orders(&collection),
        &[
            "Bambang Hartono → both navies: that both navies train together ever",
            "Agus Wirawan → shipyards: that shipyards must meet deadlines a",
            "*Agus Wirawan → PT Samudra Raya: to deliver the first hull by the end",
        ],
    );
}

#[test]
fn an_order_to_somebody_named_with_his_office_binds_that_person() {
    let collection = alone(include_str!("texts/audit.txt"));
    assert_eq!(names(&collection, EntityKind::Person), ["Babajide Okon", "Folake Adeyemi", "Ibrahim Musa"]);
    assert!(!names(&collection, EntityKind::Organisation).contains(&"Commissioner for Education"));
    holds(
        &orders(&collection),
        &[
            "Babajide Okon → Folake Adeyemi: the Commissioner for Education, Mrs.",
            "Babajide Okon → the exercise: the exercise must cover staff, build",
            "Babajide Okon → contractors: that contractors who abandoned proje",
            "Nigeria Union of Teachers → the state government: to the state government to pay outst",
            "Folake Adeyemi → teachers: teachers to remain calm",
        ],
    );
}

#[test]
fn people_listed_with_an_office_after_their_name_are_found_and_answer_to_its_last_word() {
    let collection = alone(include_str!("texts/ports.txt"));
    assert_eq!(
        names(&collection, EntityKind::Person),
        ["Haruka Ogawa", "Kenji Mori", "Peter Kiptoo", "Samuel Njoroge", "Yuko Tanaka"]
    );
    assert_eq!(names(&collection, EntityKind::Instrument), ["U.N. Convention on the Law of the Sea"]);
    holds(
        &orders(&collection),
        &[
            "Peter Kiptoo → Japan: Japan to train coast guard officers,",
            "Haruka Ogawa → : the importance of free navigation,",
            "Haruka Ogawa → all parties: all parties to respect the U.N. Conv",
        ],
    );
    holds(
        &speeches(&collection, StatementKind::Attribution),
        &["Samuel Njoroge: the KCGS would receive two patrol boats", "Yuko Tanaka: JICA will finance them"],
    );
}

#[test]
fn modals_and_imperatives_go_on_with_an_order_whose_participles_promise_nothing() {
    let collection = alone(include_str!("texts/expressway.txt"));
    holds(
        &orders(&collection),
        &[
            "*Lê Quốc Bình → Ministry of Transport: The MoT must report progress every w",
            "*Lê Quốc Bình → Localities: Localities need to resolve difficult",
        ],
    );
    let document = &collection.documents[0];
    let asked =
        document.statements.iter().find(|one| one.deadline.is_some()).expect("a directive with a deadline");
    assert_eq!(asked.addressees.len(), 2, "{:?}", asked.addressees);
    assert_eq!(asked.deadline.as_ref().map(|fact| fact.value.as_str()), Some("2024-09-30"));
    assert_eq!(
        speeches(&collection, StatementKind::Commitment),
        ["Nguyễn Văn Thành: to complete the route by 2026"]
    );
}

#[test]
fn a_passive_has_its_agent_for_an_issuer() {
    let collection = alone(include_str!("texts/flood.txt"));
    holds(
        &orders(&collection),
        &[
            "Thérèse Marlow → Environment Agency: the Environment Agency to finish the",
            "Thérèse Marlow → Council officers: to draw up a list of homes at risk",
            "Graham Pell → the Treasury: the Treasury to release £12m",
        ],
    );
    assert_eq!(names(&collection, EntityKind::Instrument), ["Flood and Water Management Act 2010"]);
    holds(
        &speeches(&collection, StatementKind::Quote),
        &[
            "Hannah Stone: \"Insurers need certainty,\"",
            "Kemal Aydin: the announcement \"too little, too late\"",
        ],
    );
}

#[test]
fn the_small_part_behind_a_hyphen_belongs_to_a_given_name() {
    let collection = alone(include_str!("texts/submarine.txt"));
    assert_eq!(names(&collection, EntityKind::Person), ["Kim Dae-sung", "Lee Sang-ho", "Park Ji-won"]);
    holds(
        &orders(&collection),
        &[
            "Kim Dae-sung → the crew: the crew to \"respond immediately\" to",
            "Kim Dae-sung → Defense Acquisition Program Administration: the Defense Acquisition Program Admi",
            "Kim Dae-sung → Sailors: Sailors should be given better housi",
        ],
    );
}

#[test]
fn appeals_and_tasks_name_whom_they_bind_and_a_plea_in_quotation_marks_is_a_quote() {
    let collection = alone(include_str!("texts/strike.txt"));
    holds(
        &orders(&collection),
        &[
            "Zanele Khumalo → drivers: to drivers to return to work",
            "Zanele Khumalo → Johan Pretorius: Pretorius with leading talks with th",
            "Nomsa Radebe → the employer: that the employer should pay the bon",
        ],
    );
    holds(
        &speeches(&collection, StatementKind::Quote),
        &[
            "Zanele Khumalo: \"Come back to the table,\"",
            "Nomsa Radebe: \"Government must intervene; it cannot wa",
        ],
    );
}

#[test]
fn a_participle_at_the_head_leaves_the_main_clause_its_own_order() {
    let text = "Minister Amy Poole visited the yard. Affirming the role of the fleet and maintaining strategic autonomy, the general \
                called on the armed forces to watch developments, providing advice to the State on military, defence and industry \
                matters.";
    let collection = alone(text);
    assert!(
        orders(&collection).iter().any(|one| one.contains("the armed forces to watch developmen")),
        "{:?}",
        orders(&collection)
    );
}

#[test]
fn what_is_asked_does_not_end_between_two_adjectives_and_its_participles_promise_nothing() {
    let collection = alone(
        "Minister Amy Poole visited the yard. She called for creating specific, open rules so that the yards can work. \
         She stressed the need to answer quickly and well to new cases, ensuring the port is never closed.",
    );
    let document = &collection.documents[0];
    let asked = orders(&collection);
    assert!(asked.iter().any(|one| one.contains("creating specific, open rules")), "{asked:?}");
    let promises = document.statements.iter().filter(|one| one.kind == StatementKind::Commitment);
    assert_eq!(promises.count(), 0, "{:?}", document.statements);
}
