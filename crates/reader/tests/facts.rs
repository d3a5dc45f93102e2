//! What is said of entities and of a whole collection: roles, parents, themes, events. Few and right beats many.

mod shelf;

use dossier_corpus::{Collection, EntityKind, StatementKind};

fn collection(texts: &[&str]) -> Collection {
    shelf::collection(texts, "")
}

/// "name: role" of each person.
fn roles(text: &str) -> Vec<String> {
    let collection = collection(&[text]);
    let persons = collection.entities.iter().filter(|entity| entity.kind == EntityKind::Person);
    persons
        .flat_map(|entity| entity.roles.iter().map(move |role| format!("{}: {}", entity.name, role.title)))
        .collect()
}

/// "part < whole" of each entity that has a parent.
fn parents(texts: &[&str]) -> Vec<String> {
    let collection = collection(texts);
    let whole = |entity: &dossier_corpus::Entity| {
        let parent = entity.parent.as_ref()?;
        Some(format!("{} < {}", entity.name, collection.entity(parent.value)?.name))
    };
    collection.entities.iter().filter_map(whole).collect()
}

fn themes(texts: &[&str]) -> Vec<String> {
    collection(texts).themes.into_iter().map(|theme| theme.name).collect()
}

#[test]
fn a_role_holds_no_other_persons_name() {
    let text = "The talks brought together Prime Minister Helen Clark, Finance Minister Michael Cullen and Foreign \
                Minister Phil Goff. Trade Secretary Amy Poole met Helen Clark, Defence Secretary John Reed and others.";
    assert_eq!(
        roles(text),
        [
            "Amy Poole: Trade Secretary",
            "Helen Clark: Prime Minister",
            "John Reed: Defence Secretary",
            "Michael Cullen: Finance Minister",
            "Phil Goff: Foreign Minister",
        ]
    );
}

#[test]
fn an_office_over_a_field_or_a_body_goes_on_in_the_rank_behind_it() {
    let text = "Minister of National Defence General Le Van Hai visited the yard on Monday. Director of Factory X12 \
                Senior Colonel Nguyen Thi Mai and Deputy Minister of Defence Lt. Gen. Tran Quang Minh were there.";
    assert_eq!(
        roles(text),
        [
            "Le Van Hai: Minister of National Defence General",
            "Nguyen Thi Mai: Director of Factory X12 Senior Colonel",
            "Tran Quang Minh: Deputy Minister of Defence Lt. Gen.",
        ]
    );
    let bodies = collection(&[text]);
    let bodies = bodies.entities.iter().filter(|entity| entity.kind == EntityKind::Organisation);
    let named: Vec<&str> = bodies.map(|entity| entity.name.as_str()).collect();
    assert!(
        named.iter().all(|name| !name.contains("Defence")),
        "neither a rank nor a field is a body: {named:?}"
    );
}

#[test]
fn a_family_name_stands_before_a_suffix() {
    let text = "Defense Secretary Roberto Alonzo Jr. spoke in Cebu on Monday. \"We will deliver on time,\" Alonzo said.";
    let collection = collection(&[text]);
    let persons = collection.entities.iter().filter(|entity| entity.kind == EntityKind::Person);
    assert_eq!(persons.count(), 1);
    assert_eq!(
        collection.documents[0].mentions.iter().filter(|mention| mention.kind == EntityKind::Person).count(),
        2
    );
}

#[test]
fn what_is_asked_behind_a_praise_is_a_directive() {
    let text = "Hai speaks at the yard\n\nHAI PHONG, 3 March 2021 - General Le Van Hai praised the crew and asked it to hasten \
                the work on two ferries.\n";
    let collection = collection(&[text]);
    let document = &collection.documents[0];
    let asked: Vec<&str> = document
        .statements
        .iter()
        .filter(|statement| statement.kind == StatementKind::Directive)
        .flat_map(|statement| statement.content.iter().map(|part| part.of(&document.text)))
        .collect();
    assert_eq!(asked, ["it to hasten the work on two ferries"]);
}

#[test]
fn a_form_of_address_is_no_role() {
    assert_eq!(
        roles("Governor Maria Lopez met Mr. Daniel Hughes. Mrs. Lopez thanked Mr. Hughes."),
        ["Maria Lopez: Governor"]
    );
}

#[test]
fn what_stood_under_a_president_is_no_part_of_the_office() {
    assert_eq!(
        roles("He had served as budget director under President George Brown for years."),
        ["George Brown: President"]
    );
}

#[test]
fn an_office_goes_on_to_its_last_word_or_ends_at_its_head() {
    assert_eq!(
        roles("Erik Hansen, director of the Norwegian central bank's debt department, met the press."),
        ["Erik Hansen: director of the Norwegian central bank's debt department"]
    );
    assert_eq!(
        roles("Ann Miller, a senior adviser to the Baker campaign for ten years, called it unfair."),
        ["Ann Miller: senior adviser"]
    );
    assert_eq!(
        roles("Assistant U.S. Treasury Secretary David Moore told reporters that talks went on."),
        ["David Moore: Assistant U.S. Treasury Secretary"]
    );
}

#[test]
fn an_office_has_its_body_before_it_and_no_half_of_a_further_one_behind() {
    assert_eq!(
        roles("Bank of Japan Governor Akira Mori met the press in Tokyo."),
        ["Akira Mori: Bank of Japan Governor"]
    );
    assert_eq!(
        roles("It was replaced by John Reed, vice president and general counsel of the firm."),
        ["John Reed: vice president"]
    );
}

#[test]
fn a_possessive_makes_a_parent_where_the_words_speak_of_a_part() {
    assert_eq!(
        parents(&[
            "Northwind Corp's Harbour Chemical Co subsidiary said it would build a plant. Northwind Corp rose."
        ]),
        ["Harbour Chemical Co < Northwind Corp"]
    );
    assert_eq!(
        parents(&["The Labour Party's Budget Committee met on Monday in Brussels, the Labour Party said."]),
        ["Budget Committee < Labour Party"]
    );
}

#[test]
fn what_only_describes_a_noun_is_no_part() {
    let found = parents(&[
        "Northwind Corp's Securities and Exchange Commission filing was late. Northwind Corp fell.",
    ]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_body_mostly_named_without_its_supposed_parent_has_none() {
    let alone = "The Federal Trade Commission opened an inquiry, the Federal Trade Commission said.";
    let claimed = "Northwind Corp's Federal Trade Commission said so. Northwind Corp fell.";
    assert_eq!(parents(&[claimed]), ["Federal Trade Commission < Northwind Corp"]);
    let found = parents(&[claimed, alone, alone, alone, alone, alone]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn quantities_times_and_filling_are_no_themes() {
    let text = "Exports fell to 20 mln tonnes from 30 mln tonnes a year ago. The rise was of 4.5 percentage points. \
                They spoke of the trade deficit. Blah blah blah. A trade deficit is bad.";
    assert_eq!(themes(&[text, text, text]), ["trade deficit"]);
}

/// The documents that each event of several documents joins.
fn linked(texts: &[&str]) -> Vec<Vec<u32>> {
    let events = collection(texts).events;
    let joined = events.iter().map(|event| event.documents.iter().map(|document| document.0).collect());
    joined.filter(|documents: &Vec<u32>| documents.len() > 1).collect()
}

#[test]
fn notices_of_one_form_about_two_companies_are_two_events() {
    let notice = |company: &str| {
        format!(
            "{company} is raising 100 million through an offering of convertible notes due next spring. The notes can be \
             exchanged for ordinary shares at a premium of a fifth, and non-callable for three years. Proceeds serve to repay \
             short-term debts and general purposes, according to the prospectus filed with the registrar."
        )
    };
    let (one, other) = (notice("Northwind Corp"), notice("Harbour Chemical Co"));
    assert_eq!(linked(&[&one, &other]), Vec::<Vec<u32>>::new());
    let again = format!("{one} Northwind Corp shares closed unchanged.");
    assert_eq!(linked(&[&one, &again]), [[0, 1]]);
}

#[test]
fn words_that_two_reports_share_are_shown_from_their_beginning_and_none_twice() {
    let told = "Northwind Corp is raising 100 million through an offering of convertible notes due next spring. The notes can \
                be exchanged for ordinary shares at a premium of a fifth, and non-callable for three years. Proceeds serve to \
                repay short-term debts and general purposes, according to the prospectus filed with the registrar.";
    let again = format!("Shares of Northwind Corp closed unchanged. {told}");
    let event = collection(&[told, &again]).events.remove(0);
    for (document, text) in [(0, told), (1, again.as_str())] {
        let shown: Vec<_> = event.why.evidence.iter().filter(|one| one.document.0 == document).collect();
        assert!(shown.len() > 2, "{shown:?}");
        assert!(shown.is_sorted_by(|a, b| a.span.end <= b.span.start), "{shown:?}");
        assert!(shown[0].span.of(text).starts_with("Northwind Corp"), "{shown:?}");
    }
}

/// "kind: name" of each mention of an instrument or an event.
fn instruments(text: &str) -> Vec<String> {
    let collection = collection(&[text]);
    let wanted = |kind| matches!(kind, EntityKind::Instrument | EntityKind::Event);
    let mentions = collection.documents[0].mentions.iter().filter(|mention| wanted(mention.kind));
    mentions.map(|mention| format!("{}: {}", mention.kind.name(), mention.span.of(text))).collect()
}

#[test]
fn a_title_goes_over_small_words_to_its_beginning() {
    for (text, found) in [
        ("They sued under the Freedom of Movement Act in March.", "instrument: Freedom of Movement Act"),
        (
            "It renewed the 2011 Safety in Mines Reporting Act again.",
            "instrument: Safety in Mines Reporting Act",
        ),
        (
            "They joined the General Agreement on Fisheries and Ports.",
            "instrument: General Agreement on Fisheries and Ports",
        ),
        ("It broke the Bank Disclosure Act of 1984.", "instrument: Bank Disclosure Act of 1984"),
        (
            "States challenge the Harbour Protection Agency's Clean Water Plan.",
            "instrument: Clean Water Plan",
        ),
    ] {
        let all = instruments(text);
        assert!(
            all.iter().any(|one| found.starts_with(one) && one.len() + 9 > found.len()),
            "{text} gave {all:?}"
        );
    }
}

#[test]
fn a_party_meets_and_one_of_many_plans_has_no_name() {
    assert_eq!(
        instruments("She spoke at the Republican National Convention on Monday."),
        ["event: Republican National Convention"]
    );
    assert!(
        instruments("This is a Curious Plan, said the co-director of the Nuclear Energy Program.").is_empty()
    );
}

/// "kind: words" of each person, body and place.
fn names(text: &str) -> Vec<String> {
    let collection = collection(&[text]);
    let mentions = collection.documents[0].mentions.iter();
    mentions.map(|mention| format!("{}: {}", mention.kind.name(), mention.span.of(text))).collect()
}

#[test]
fn names_found_half_right_are_mended() {
    for (text, wanted) in [
        ("Senator Amy Poole (D-Ohio) spoke in Paris.", "place: Ohio"),
        ("Leaders denounced N. Korea over the launch.", "place: N. Korea"),
        ("Lieutenant General Dhiya'uldin Jamal spoke in Basra.", "person: Dhiya'uldin Jamal"),
        (
            "The Committee for a Responsible Budget said on Monday that it would act.",
            "organisation: Committee for a Responsible Budget",
        ),
        (
            "She works at the Center for Strategic and Regional Studies in Oslo.",
            "organisation: Center for Strategic and Regional Studies",
        ),
        (
            "The loan was led by Samuel Montagu and Co Ltd in London.",
            "organisation: Samuel Montagu and Co Ltd",
        ),
        ("He sued in the United States Claims Court on Friday.", "organisation: United States Claims Court"),
    ] {
        let found = names(text);
        assert!(found.iter().any(|name| name == wanted), "{text} gave {found:?}");
    }
}

/// "cue → addressee" of each directive.
fn directives(text: &str) -> Vec<String> {
    let collection = collection(&[text]);
    let document = &collection.documents[0];
    let orders = document.statements.iter().filter(|one| one.kind == StatementKind::Directive && !one.weak);
    let words = |spans: &[dossier_corpus::Span]| {
        spans.iter().map(|span| span.of(text).to_owned()).collect::<Vec<_>>().join(" ")
    };
    orders
        .map(|one| {
            let told: Vec<&str> = one.addressees.iter().map(|actor| actor.words.as_str()).collect();
            format!("{} → {}", words(&one.cue), told.join(", "))
        })
        .collect()
}

#[test]
fn a_forecast_is_no_directive_and_a_clause_within_a_clause_asks_nobody() {
    for text in [
        "Analysts said the market should improve next year, the central bank told reporters.",
        "Amy Poole said that there are some economists who argue that taxes should be low.",
        "Daniel Reed said parts of the package will almost certainly have to be delayed.",
    ] {
        assert_eq!(directives(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(directives("Amy Poole said the ministers should resign."), ["said → the ministers"]);
}

#[test]
fn whoever_is_told_is_named_without_what_he_is_to_do() {
    assert_eq!(
        directives("Daniel Reed urged President Amy Poole make a promise not to run again."),
        ["urged → President Amy Poole"]
    );
}

fn events(text: &str) -> Vec<String> {
    collection(&[text]).events.into_iter().map(|event| event.title).collect()
}

#[test]
fn an_event_is_an_occasion_and_named_by_its_own_noun_phrase() {
    for (text, title) in [
        (
            "Amy Poole was the winner of Monday night's televised debate in Boston.",
            "Monday night's televised debate",
        ),
        (
            "He was in Richmond for a meeting with state officials when he came to the court.",
            "a meeting with state officials",
        ),
    ] {
        assert_eq!(events(text), [title], "{text}");
    }
    for text in [
        "The mayor plans to visit Boston in the morning.",
        "He urged Congress to approve the purchase of land in Boston.",
        "They had been meeting in Boston for years.",
    ] {
        assert_eq!(events(text), Vec::<String>::new(), "{text}");
    }
}
