//! What stands above the text of letters, memos, mails, minutes, resolutions, plans and releases; texts written for this test.

mod shelf;

use dossier_corpus::EntityKind;
use shelf::collection;

/// Title, date and author.
fn head(text: &str) -> [String; 3] {
    let collection = collection(&[text], "");
    let document = &collection.documents[0];
    let value =
        |fact: Option<&dossier_corpus::Fact<String>>| fact.map_or_else(String::new, |it| it.value.clone());
    let date = document.date.as_ref().map_or_else(String::new, |fact| fact.value.as_str().to_owned());
    [value(document.title.as_deref()), date, value(document.author.as_deref())]
}

fn named(text: &str, kind: EntityKind) -> Vec<String> {
    let collection = collection(&[text], "");
    collection.entities.iter().filter(|it| it.kind == kind).map(|it| it.name.clone()).collect()
}

const BODY: &str = "The depot opened in the spring and employs some sixty people, most of whom live in the town nearby.\n\n\
                    It will be closed in the autumn, and its lorries will be moved to another town.\n";

#[test]
fn fields_of_memos_mails_and_statements_tell_title_and_writer() {
    for (above, expected) in [
        (
            "MEMORANDUM\n\nTO: All Heads of Department\nFROM: Amy Poole, Director of Operations\nDATE: 11 February 2025\nSUBJECT: \
             Closure of the depot\n\n",
            ["Closure of the depot", "2025-02-11", "Amy Poole"],
        ),
        (
            "From: Amy Poole <amy@lockwood.example>\nTo: Adam Reed\nSent: Tuesday, 8 October 2024 16:42\nSubject: RE: Delay of the \
             lorries\n\n",
            ["Delay of the lorries", "2024-10-08", "Amy Poole"],
        ),
        (
            "Ref. No.: MOT/2025/087\nDate: 14 July 2025\n\nLockwood Dry Dock Company Limited\nP.O. Box 455, Tema\n\nDear Sir,\n\n\
             CLOSURE OF THE DEPOT AT TEMA\n\n",
            ["CLOSURE OF THE DEPOT AT TEMA", "2025-07-14", ""],
        ),
        (
            "PRESS RELEASE\nMinistry for Foreign Affairs of Finland\nFor immediate release\n21 May 2024\n\nFinland and Ghana close a \
             depot\n\n",
            ["Finland and Ghana close a depot", "2024-05-21", ""],
        ),
        (
            "Posted by Amy Poole on July 9, 2025 in Travel, Tech | 14 Comments\n\n",
            ["", "2025-07-09", "Amy Poole"],
        ),
    ] {
        let [title, date, author] = head(&format!("{above}{BODY}"));
        let title = if expected[0].is_empty() { String::new() } else { title };
        assert_eq!([title, date, author], expected, "{above}");
    }
}

#[test]
fn records_are_of_the_day_that_they_tell() {
    for (text, title, date) in [
        (
            format!(
                "Harbour Safety Committee\nMinutes of the meeting held on Wednesday 5 March 2025 in the Town Hall\n\n{BODY}\nDate of \
                     next meeting\nWednesday 7 May 2025 at 14:00.\n"
            ),
            "Minutes of the meeting held on Wednesday 5 March 2025 in the Town Hall",
            "2025-03-05",
        ),
        (
            format!(
                "Resolution 2811 (2025)\n\nAdopted by the Harbour Council at its 97th meeting, on 14 May 2025\n\n{BODY}"
            ),
            "Resolution 2811 (2025)",
            "2025-05-14",
        ),
        (
            format!(
                "PROGRAMME OF ACTION\nfor the development of the shipbuilding industry\n\n(Issued with Decision No. 482/QD of 20 \
                     March 2025 of the Prime Minister)\n\nI. Objectives\n\n{BODY}\nII. Tasks\n\n{BODY}"
            ),
            "PROGRAMME OF ACTION for the development of the shipbuilding industry",
            "2025-03-20",
        ),
        (
            format!("Resolution of 12 March 2025 on the safety of cables\n\n{BODY}"),
            "Resolution of 12 March 2025 on the safety of cables",
            "2025-03-12",
        ),
        (
            format!("Buying Together in the Baltic States\n\nPolicy Brief | March 2024\n\n{BODY}"),
            "Buying Together in the Baltic States",
            "2024-03",
        ),
    ] {
        let [found, day, author] = head(&text);
        assert_eq!((found.as_str(), day.as_str(), author.as_str()), (title, date, ""), "{text}");
    }
}

#[test]
fn releases_of_companies_begin_with_a_dateline() {
    for (line, place) in [
        (
            "MONTREAL, Nov. 7, 2024 /NewsLine/ -- Lockwood Marine Inc. today announced its results for the quarter.",
            "MONTREAL",
        ),
        (
            "Bremen / Oslo, 7 November 2024 – Lockwood Marine has handed over the first of four radars to the navy.",
            "Bremen",
        ),
    ] {
        let collection = collection(&[&format!("Lockwood Marine reports results\n\n{line}\n\n{BODY}")], "");
        let document = &collection.documents[0];
        assert_eq!(document.dateline.as_ref().map(|it| it.value.as_str()), Some(place), "{line}");
        assert_eq!(document.date.as_ref().map(|it| it.value.as_str()), Some("2024-11-07"), "{line}");
        assert!(
            document
                .statements
                .iter()
                .all(|one| !one.issuer.as_ref().is_some_and(|it| it.words.contains("2024")))
        );
    }
}

#[test]
fn items_and_clauses_are_no_headings_and_the_last_sentence_no_caption() {
    use dossier_corpus::BlockKind;
    let text = format!(
        "The port\n\nThe Harbour Council,\n\nRecalling its resolutions of 2022 and 2023 and the report of its President,\n\n{BODY}\n- \
         Revenue of two million, up a tenth\n(b) access to the site of the new yard; and\n\nEarlier on Friday, Reed attended the launch \
         of a boat. Ambassador Ouyang Jun was present. Enditem\n"
    );
    let collection = collection(&[&text], "");
    let document = &collection.documents[0];
    for start in ["Recalling", "- Revenue", "(b) access", "Earlier"] {
        let block =
            document.blocks.iter().find(|block| block.span.of(&text).starts_with(start)).expect(start);
        assert_eq!(block.kind, BlockKind::Paragraph, "{start}");
    }
}

#[test]
fn the_same_day_is_never_that_of_a_deadline_or_of_an_anniversary() {
    for text in [
        "Amy Poole visited the port on April 16. She told the builders to open it before December 19, 2025. Earlier the same day she left.",
        "Amy Poole met guests on January 9, on the anniversary (January 20, 1949 - 2025). She left on the same day.",
    ] {
        let collection = collection(&[text], "");
        let same = collection.documents[0].dates.iter().find(|date| date.span.of(text).ends_with("same day"));
        let value = same.map(|date| date.value.as_str().to_owned()).unwrap_or_default();
        assert!(value.starts_with("XXXX-"), "{text} gave {value}");
    }
}

#[test]
fn names_of_asia_are_whole_and_lists_of_provinces_no_persons() {
    for (text, person) in [
        ("Senior Lieutenant General Vu Hai San chaired the meeting in Hanoi.", "Vu Hai San"),
        ("Deputy Prime Minister Tran Hoang Long on April 16 inspected the port.", "Tran Hoang Long"),
        (
            "Defence Minister Pol Gen Wirat Chantharasombat spoke to the press on Monday.",
            "Wirat Chantharasombat",
        ),
    ] {
        assert_eq!(named(text, EntityKind::Person), [person], "{text}");
    }
    let text = "The order went to the People's Committees of Quang Ninh, Hai Phong, Thai Binh, Nam Dinh and Ninh Binh on Monday.";
    assert_eq!(named(text, EntityKind::Person), [""; 0]);
    let judge =
        "Akosua Mensah and Kwame Boateng sat in court. Justice Mensah held that the contract was void.";
    assert_eq!(named(judge, EntityKind::Organisation), [""; 0]);
}

#[test]
fn an_occasion_has_the_day_behind_it() {
    let text =
        "Dredging\n\nI refer to your letter of 30 June 2025 and to our meeting of 4 July 2025 in Oslo.\n";
    let collection = collection(&[text], "");
    let days: Vec<&str> =
        collection.events.iter().filter_map(|it| it.date.as_ref()).map(|it| it.value.as_str()).collect();
    assert_eq!(days, ["2025-07-04"]);
}

#[test]
fn greetings_letters_behind_a_name_and_boxes_are_no_part_of_names() {
    for (text, people) in [
        (
            "Hi Ingrid,\n\nThank you for the drawings of the hull. Could you send the rest by Friday?\n\nJonas Eide",
            &["Ingrid", "Jonas Eide"][..],
        ),
        ("Patrick Connell MP opened the hearing. Mr Connell thanked the clerks.", &["Patrick Connell"]),
        (
            "Madam Speaker, I thank the Member for her question. Indra Persad knows the answer.",
            &["Indra Persad"],
        ),
        ("Write to Rosa Huamán, P.O. Box 411, Walvis Bay, before the end of May.", &["Rosa Huamán"]),
    ] {
        assert_eq!(named(text, EntityKind::Person), people, "{text}");
    }
}

#[test]
fn the_honourable_is_no_office() {
    let read = collection(
        &["Hon Patrick Connell and the Honourable Rosa Huamán opened the port in Oslo on Monday."],
        "",
    );
    let roles: Vec<&str> =
        read.entities.iter().flat_map(|it| &it.roles).map(|role| role.title.as_str()).collect();
    assert_eq!(roles, [""; 0]);
}
