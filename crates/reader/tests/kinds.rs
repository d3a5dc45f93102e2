//! Faults that documents of other kinds than news showed (minutes, resolutions, plans, letters, reports), each mended where
//! it was general; texts written for this test.

mod told;

use dossier_corpus::{EntityKind, StatementKind};
use told::{asks, dated, orders, who};

/// "speaker: what is said" of each statement of any kind.
fn said(text: &str) -> Vec<String> {
    let collection = dated(text);
    let document = &collection.documents[0];
    let told = document.statements.iter().map(|one| {
        let issuer = one.issuer.as_ref().map_or_else(String::new, |actor| who(&collection, actor));
        let what: Vec<&str> = one.content.iter().map(|span| span.of(&document.text)).collect();
        format!("{issuer}: {}", what.join(" "))
    });
    told.collect()
}

fn kinds(text: &str) -> Vec<StatementKind> {
    dated(text).documents[0].statements.iter().map(|one| one.kind).collect()
}

#[test]
fn he_and_she_are_whom_the_text_lets_them_be() {
    for (text, start) in [
        (
            "President Mr. Ben Adeyemi said that the port was safe. The Prime Minister, Mrs. Amy Poole, presented her plan. She told \
             the Council that the works would end in July.",
            "Amy Poole: that the works",
        ),
        (
            "Her son, Dr. Ben Adeyemi, said she had been in bed. She called on the women of the port to walk out.",
            "She: the women",
        ),
        (
            "Engineer Linh Pham said that drones are heavy. She asked Linh to send her the list of rules.",
            "She: Linh to send",
        ),
        (
            "General Adam Reed briefed his host on talks with General Le Van Hung, held in Hue, and affirmed that the army would help.",
            "Adam Reed: that the army would help",
        ),
        (
            "Retired admiral Adam Reed, who sits on the board of the trust of Henry Marsh, thinks that the navy is too small.",
            "Adam Reed: that the navy is too small",
        ),
    ] {
        let found = said(text);
        assert!(found.iter().any(|one| one.starts_with(start)), "{text} gave {found:?}");
    }
}

#[test]
fn it_is_the_body_that_spoke_last() {
    let text = "The Harbour Court ordered Lockwood Marine Inc to repay the loan. It directed the registrar to inform the owners.";
    let found = said(text);
    assert!(found.iter().any(|one| one.starts_with("Harbour Court: the registrar")), "{found:?}");
}

#[test]
fn an_office_that_nobody_is_given_is_nobodys_where_another_may_hold_it() {
    for (text, start) in [
        (
            "Director General Amy Poole said that the yard was late. NATO's secretary general warned allies not to cut budgets.",
            "NATO's secretary general: ",
        ),
        (
            "Voters Le Van Thu and Tran Thi Bich spoke in Hanoi. The governor said that the roads were good.",
            "The governor: ",
        ),
        (
            "The minister of transport, Amy Poole, met the governor of Amazonas, Ivan Torres. The minister said that boats would come.",
            "Amy Poole: ",
        ),
        (
            "The report cites the Committee Hansard. Minister Amy Poole asked the committee to hear witnesses.",
            "Amy Poole: ",
        ),
    ] {
        let found = said(text);
        assert!(found.iter().any(|one| one.starts_with(start)), "{text} gave {found:?}");
    }
    let council = orders(
        "They met in the Council Chamber. Minister Amy Poole asked the council to carry the sum forward.",
    );
    assert_eq!(council, ["Amy Poole → the council: the council to carry the sum forward"]);
}

#[test]
fn an_office_before_a_comma_is_that_of_the_name_behind_it() {
    for (text, name, role) in [
        ("The governor of Amazonas, Amy Poole, thanked the crew.", "Amy Poole", "governor of Amazonas"),
        ("Its chairperson, Amy Poole, noted that prices rose.", "Amy Poole", "chairperson"),
        (
            "Meanwhile, President Director of Lockwood Marine, Amy Poole, agreed.",
            "Amy Poole",
            "President Director of Lockwood Marine",
        ),
    ] {
        let collection = dated(text);
        let person =
            collection.entities.iter().find(|one| one.kind == EntityKind::Person && one.name == name);
        let roles: Vec<&str> =
            person.iter().flat_map(|one| &one.roles).map(|role| role.title.as_str()).collect();
        assert_eq!(roles, [role], "{text}");
    }
    let collection =
        dated("General Adam Reed, the minister of defence, Amy Poole and others attended the meeting.");
    let poole = collection.entities.iter().find(|one| one.name == "Amy Poole").expect("Amy Poole");
    assert!(poole.roles.is_empty());
}

#[test]
fn what_is_to_be_done_is_not_said_and_refusals_bind_nobody() {
    for text in [
        "The Ministry of Transport should keep a register of payments and publish it every quarter.",
        "Foreign operators must respect our laws.",
        "Please note that late papers are returned.",
        "Procurement should cancel all standing orders that run beyond July.",
        "Buying Together: Joint Purchases in the Baltic States\n\nThe three countries buy shells alone, at a high price.",
    ] {
        assert_eq!(said(text), Vec::<String>::new(), "{text}");
    }
    for text in
        ["Amy Poole did not agree with the third recommendation.", "We must not promise a date in November."]
    {
        assert!(!kinds(text).contains(&StatementKind::Commitment), "{text}");
    }
    for text in [
        "Earlier the same day, Amy Poole offered incense at the memorial and presented gifts to twenty families.",
        "The two sides spoke of training and of the search for the remains of volunteer soldiers who died in Laos.",
    ] {
        assert!(!kinds(text).contains(&StatementKind::Commitment), "{text}");
    }
    let offer = "Amy Poole offered to lend the town two boats, and Peter Lang volunteered to sail them.";
    assert!(kinds(offer).contains(&StatementKind::Commitment), "{offer}");
    let book = "Amy Poole wrote the book \"Empty Harbours\" in Oslo, and it sold well.";
    assert!(!kinds(book).contains(&StatementKind::Quote), "{book}");
}

#[test]
fn who_is_told_is_found_without_a_verb_that_the_lists_know() {
    for (text, order) in [
        (
            "He proposed that the Ministry of Construction allow the use of sea sand.",
            "He → Ministry of Construction: that the Ministry of Construction allow the use of sea sand",
        ),
        (
            "Thousands of protesters demanded that the government resign.",
            "Thousands of protesters → the government: that the government resign",
        ),
        (
            "Companies that leave earth on roads shall be fined, Governor Amy Poole added.",
            "Amy Poole → Companies: Companies that leave earth on roads shall be fined",
        ),
        (
            "Solicitor Amy Poole advised the ministry in June 2019 to repeat the tender.",
            "Amy Poole → the ministry: the ministry in June 2019 to repeat the tender",
        ),
        (
            "During his stay in Peru, Adam Reed also met shipowners, calling on them to obey the law.",
            "Adam Reed → them: them to obey the law",
        ),
    ] {
        asks(text, order);
    }
    assert_eq!(orders("The Weather Office warned of waves of up to nine metres."), Vec::<String>::new());
}

#[test]
fn who_is_quoted_as_saying_something_says_it() {
    let text = "Police spokesman Adam Reed was quoted as saying that most faults were caused by the storm.";
    let found = said(text);
    assert_eq!(found, ["Adam Reed: most faults were caused by the storm"]);
}

#[test]
fn a_resolution_asks_in_the_name_of_the_body_above_its_clauses() {
    let text = "The Harbour Council,\n\nRecalling its resolution 2640 (2022) and the report of its President of 9 January 2024,\n\n\
                1. Condemns in the strongest terms the attacks on merchant ships in the strait;\n\n\
                2. Requests the Secretary-General to submit a report on the present resolution by 15 November 2025;\n\n\
                3. Further calls upon Member States to implement the embargo in full.\n";
    let found = orders(text);
    let requests = "Harbour Council → the Secretary-General: the Secretary-General to submit a report on the present resolution by 15 \
                    November 2025";
    assert!(found.iter().any(|one| one == requests), "{found:?}");
    assert!(found.iter().any(|one| one.starts_with("Harbour Council → Member States: ")), "{found:?}");
}

#[test]
fn what_stands_under_recommendations_is_asked_by_the_document() {
    let text = "Report on the ferries\n\nThe audit found that the files were lost and that prices were not compared.\n\nRecommendations\n\n\
                The Ministry of Transport should keep a register of all payments.\n\nGovernments should agree on written rules by \
                2026.\n\nAbout the author\n\nReaders should know that Amy Poole teaches in Oslo.\n";
    assert_eq!(
        orders(text),
        [
            " → Ministry of Transport: The Ministry of Transport should keep a register of all payments",
            " → Governments: Governments should agree on written rules by 2026",
        ]
    );
}

#[test]
fn a_plan_gives_its_tasks_in_its_own_words() {
    let task = "The Ministry of Transport shall draft a law on ports by 30 September 2025.\n\nThe Ministry of Finance shall set aside \
                the funds.\n\n";
    let text = format!(
        "Plan for the ports\n\n{task}The Harbour Authority shall open a course for welders by 2026.\n"
    );
    assert_eq!(orders(&text).len(), 3);
    assert_eq!(orders(&format!("Plan for the ports\n\n{task}")), Vec::<String>::new());
}

#[test]
fn a_list_goes_on_with_what_is_asked() {
    let text = "Harbour Watch calls on the Ministry of Transport to:\n- suspend all works until the review is complete;\n- publish the \
                list of payments by 31 December 2024.\n\nThe works began in May and cost four million dollars.\n";
    let found = orders(text);
    assert_eq!(
        found,
        [
            "Harbour Watch → Ministry of Transport: suspend all works until the review is complete",
            "Harbour Watch → Ministry of Transport: publish the list of payments by 31 December 2024",
        ]
    );
}

#[test]
fn letters_and_minutes_say_who_is_to_act() {
    for (text, order) in [
        (
            "ACTION: Captain Innes to circulate the report by 19 March.",
            " → Innes: to circulate the report by 19 March",
        ),
        (
            "You are hereby directed to suspend all works with immediate effect.",
            " → You: to suspend all works with immediate effect",
        ),
    ] {
        assert_eq!(orders(text), [order], "{text}");
    }
}

#[test]
fn nobody_is_told_by_himself_and_two_offices_are_of_two_persons() {
    let found = orders(
        "Justice Amy Poole held that it was void. She directed the Solicitor-General to consider charges.",
    );
    assert!(found.iter().any(|one| one.starts_with("Amy Poole → the Solicitor-General: ")), "{found:?}");
    let collection = dated(
        "The office reports to the Prime Minister and Deputy Prime Minister Adam Reed on any problems.",
    );
    let roles: Vec<&str> =
        collection.entities.iter().flat_map(|one| &one.roles).map(|role| role.title.as_str()).collect();
    assert_eq!(roles, ["Deputy Prime Minister"]);
    let collection = dated("Defence Minister Pol Gen Wirat Chantharasombat spoke to the press on Monday.");
    let roles: Vec<&str> =
        collection.entities.iter().flat_map(|one| &one.roles).map(|role| role.title.as_str()).collect();
    assert_eq!(roles, ["Defence Minister Pol Gen"]);
}

#[test]
fn what_longer_lists_and_clauses_ask_is_found_whole() {
    let text = "We therefore call on the regulator to:\n1. dismiss the management of the yard;\n2. order an inquiry within three months.\n\n\
                The yard was opened in May and cost four million dollars.\n";
    assert_eq!(
        orders(text),
        [
            "We → the regulator: dismiss the management of the yard",
            "We → the regulator: order an inquiry within three months",
        ]
    );
    let clauses = "The Harbour Assembly,\n\n1. Urges the Commission to present a proposal by the end of 2025;\n\n2. Stresses that the \
                   costs must be borne by the owners of the ships;\n";
    let found = orders(clauses);
    assert!(found.iter().any(|one| one.starts_with("Harbour Assembly → the Commission: ")), "{found:?}");
    assert!(found.iter().any(|one| one.starts_with("Harbour Assembly → the costs: ")), "{found:?}");
    let finance =
        orders("Colonel Amy Poole proposed that the Ministry of Finance extend land rent relief until 2027.");
    assert!(finance.iter().any(|one| one.starts_with("Amy Poole → Ministry of Finance: ")), "{finance:?}");
    let she = orders("Senator Adam Reed demanded that she publish her letters.");
    assert!(she.iter().any(|one| one.starts_with("Adam Reed → she: ")), "{she:?}");
}

#[test]
fn who_is_dismissed_judges_nothing_and_who_welcomes_may_promise() {
    let found = said("Police Commander Jorge Ruiz refused to go. He was dismissed two days later.");
    assert!(!found.iter().any(|one| one.ends_with("two days later")), "{found:?}");
    let found =
        said("Commissioner Marta Vidal welcomed the resolution and promised an answer before the break.");
    assert!(found.iter().any(|one| one.starts_with("Marta Vidal: an answer")), "{found:?}");
    let listed =
        said("Lockwood Marine A/S (Nasdaq Copenhagen: LWD) said on Tuesday that it had won an order.");
    assert!(listed.iter().all(|one| one.ends_with(": that it had won an order")), "{listed:?}");
    let money = dated("Lockwood Marine A/S won an order worth DKK 640 million, and DKK 20 million was paid.");
    assert!(money.entities.iter().all(|one| one.name != "DKK"));
}
