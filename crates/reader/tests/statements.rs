//! Who told whom to do what in the seeds, and which of them report the same event.

use std::path::Path;

use dossier_corpus::{Actor, Collection, Document, StatementKind, fold};
use dossier_reader::{Settings, Source, read};
use proptest::prelude::*;

fn seeds() -> Collection {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let mut paths: Vec<_> = std::fs::read_dir(&folder)
        .expect("the repository has seeds")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    paths.sort();
    let sources: Vec<Source> = paths
        .iter()
        .map(|path| Source {
            path: path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
            bytes: std::fs::read(path).expect("a seed can be read"),
            ..Source::default()
        })
        .collect();
    // Without collection.toml: the rules must do.
    read(&sources, &Settings::default())
}

fn alone(text: &str) -> Collection {
    let source = Source { path: "one.txt".to_owned(), bytes: text.as_bytes().to_vec(), ..Source::default() };
    read(&[source], &Settings::default())
}

fn name(collection: &Collection, actor: &Actor) -> String {
    let entity = actor.entity.and_then(|id| collection.entity(id));
    fold(entity.map_or(actor.words.as_str(), |entity| entity.name.as_str()))
}

/// A directive as a careful reader finds it: document, issuer, addressee, first words of what is to be done, carried over.
type Expected = (&'static str, &'static str, &'static str, &'static str, bool);

const CHINH: &str = "pham minh chinh";
const NAM: &str = "pham hoai nam";
const GIANG: &str = "phan van giang";
const ANH: &str = "tran tuan anh";
const MND: &str = "ministry of national def";

const DIRECTIVES: [Expected; 25] = [
    ("000", CHINH, "relevant ministries and sectors", "continue working closely", false),
    ("000", CHINH, "", "integrating fundamental scientific research", false),
    ("000", CHINH, "", "developing special, breakthrough policies", false),
    ("000", CHINH, MND, "continue effectively implementing", false),
    ("000", CHINH, "ministries and agencies", "work closely with the Ministry", true),
    ("000", CHINH, "ministries and agencies", "master advanced technologies", true),
    ("001", CHINH, MND, "promote the achieved results", false),
    ("001", CHINH, MND, "Promote the combined strength", true),
    ("001", CHINH, "ministries and branches", "continue to coordinate", false),
    ("001", CHINH, "ministries and branches", "focusing on closely combining", true),
    ("001", CHINH, "ministries and branches", "Research, advise, and develop", true),
    ("002", CHINH, "", "stronger mastery of technologies", false),
    ("002", CHINH, "the military", "continue implementing tasks", false),
    ("002", CHINH, "the armed forces", "closely monitor and forecast", false),
    ("002", CHINH, "", "respond flexibly and effectively", false),
    ("002", CHINH, "relevant agencies", "promoting science and technology", true),
    ("002", CHINH, "", "the effective implementation of major", false),
    ("002", CHINH, "", "further combine defence development", false),
    ("003", NAM, "general department of defense industry", "foster the dissemination", false),
    ("003", NAM, "defense industry agencies and units", "speed up the progress", false),
    ("003", NAM, "the service", "expand the market", false),
    ("004", ANH, "both sides", "work together in this field", true),
    ("004", GIANG, "the two sides", "focus on the effective implementation", false),
    ("004", GIANG, "", "building a modern defense industry sector", false),
    ("004", GIANG, "the defense industry sector", "cooperate with domestic", true),
];

fn content(document: &Document, statement: &dossier_corpus::Statement) -> String {
    statement.content.iter().map(|span| span.of(&document.text)).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_seeds_directives_are_found_with_issuer_and_addressee_and_hardly_any_else() {
    let collection = seeds();
    let mut right = 0;
    let mut found = 0;
    let mut wrong = Vec::new();
    let mut missing: Vec<&Expected> = DIRECTIVES.iter().collect();
    for document in &collection.documents {
        for statement in &document.statements {
            if statement.kind != StatementKind::Directive || statement.weak {
                continue;
            }
            found += 1;
            let text = content(document, statement);
            let issuer = statement.issuer.as_ref().map_or_else(String::new, |actor| name(&collection, actor));
            let heard: Vec<String> =
                statement.addressees.iter().map(|actor| name(&collection, actor)).collect();
            let implied = statement.issuer.as_ref().is_some_and(|actor| actor.implied);
            let hit = missing.iter().position(|(id, who, whom, what, carried)| {
                document.id.starts_with(id)
                    && issuer == *who
                    && (whom.is_empty() && heard.is_empty()
                        || !whom.is_empty() && heard.iter().any(|one| one.contains(*whom)))
                    && text.contains(what)
                    && implied == *carried
            });
            match hit {
                Some(at) => {
                    missing.remove(at);
                    right += 1;
                }
                None => wrong.push(format!("{}: {issuer} → {heard:?}: {text}", document.id)),
            }
        }
    }
    let (recall, precision) =
        (f64::from(right) / DIRECTIVES.len() as f64, f64::from(right) / f64::from(found));
    assert!(
        recall >= 0.9 && precision >= 0.9,
        "recall {recall:.2}, precision {precision:.2}\nmissing {missing:#?}\nwrong {wrong:#?}"
    );
}

#[test]
fn a_goal_and_an_expectation_are_weak() {
    let collection = seeds();
    let weak: Vec<String> = collection
        .documents
        .iter()
        .flat_map(|document| {
            document.statements.iter().filter(|one| one.weak).map(|one| content(document, one))
        })
        .collect();
    assert!(weak.iter().any(|text| text.contains("become a spearhead")), "{weak:?}");
    assert!(weak.iter().any(|text| text.contains("successfully fulfil")), "{weak:?}");
}

#[test]
fn praise_is_an_assessment_of_who_gives_it() {
    let collection = seeds();
    let praised: Vec<(String, String)> = collection
        .documents
        .iter()
        .flat_map(|document| {
            document.statements.iter().filter(|one| one.kind == StatementKind::Assessment).map(|one| {
                let issuer = one.issuer.as_ref().map_or_else(String::new, |actor| name(&collection, actor));
                (issuer, content(document, one))
            })
        })
        .collect();
    let by =
        |who: &str, what: &str| praised.iter().any(|(issuer, text)| issuer == who && text.contains(what));
    assert!(by(CHINH, "the armed forces"), "{praised:?}");
    assert!(by(NAM, "task accomplishment"), "{praised:?}");
}

#[test]
fn two_reports_of_one_session_are_one_event_and_stock_phrases_make_none() {
    let collection = seeds();
    let together: Vec<Vec<u32>> = collection
        .events
        .iter()
        .filter(|event| event.documents.len() > 1)
        .map(|event| event.documents.iter().map(|document| document.0).collect())
        .collect();
    assert_eq!(together, [vec![0, 1]]);
}

#[test]
fn a_report_without_a_date_has_the_day_that_the_other_report_gives() {
    let collection = seeds();
    let linked: Vec<Option<&str>> = collection
        .documents
        .iter()
        .map(|document| document.linked_date.as_ref().map(|fact| fact.value.as_str()))
        .collect();
    assert_eq!(linked, [Some("2025-03-15"), None, None, None, None]);
    let fact = collection.documents[0].linked_date.as_ref().expect("asserted above");
    assert!(
        fact.why.evidence.iter().any(|words| words.document.0 == 1),
        "the day's words stand in the other report"
    );
}

#[test]
fn the_day_and_the_venue_of_a_session_are_read_where_they_stand() {
    let collection = seeds();
    let event =
        collection.events.iter().find(|event| event.documents.iter().any(|at| at.0 == 2)).expect("an event");
    assert_eq!(event.date.as_ref().map(|fact| fact.value.as_str()), Some("2026-03-12"));
    assert_eq!(event.place.as_ref().map(|fact| fact.value.as_str()), Some("Viettel Group headquarters"));
}

#[test]
fn a_quotation_that_is_interrupted_is_one_quote() {
    let text = "Budget talks\n\n“We are late,” said Mayor Anna Holt. “We will be done by June.”\n";
    let collection = alone(text);
    let document = &collection.documents[0];
    let quotes: Vec<String> = document
        .statements
        .iter()
        .filter(|one| one.kind == StatementKind::Quote)
        .map(|one| content(document, one))
        .collect();
    assert_eq!(quotes, ["“We are late,” “We will be done by June.”"]);
}

#[test]
fn a_hundred_thousand_nested_quotations_are_read() {
    for mark in ["“", "\"a ", "''", "‘a ", "said “"] {
        let collection = alone(&mark.repeat(100_000));
        assert_eq!(collection.documents.len(), 1);
    }
}

#[test]
fn a_particle_is_no_speaker_and_a_list_of_participles_says_nothing() {
    let collection = alone(
        "As reported at the fair, yards along the northern coast have delivered forty ferries since the spring.\n\nThe yards are building, maintaining, and repairing boats for the fishermen of four districts.\n",
    );
    let statements = &collection.documents[0].statements;
    for statement in statements {
        let speaker = statement.issuer.as_ref().map(|issuer| name(&collection, issuer));
        assert_ne!(speaker.as_deref(), Some("as"));
        let cues: Vec<&str> = statement.cue.iter().map(|cue| cue.of(&collection.documents[0].text)).collect();
        assert_eq!(cues, ["reported"]);
    }
    assert_eq!(statements.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_span_lies_in_its_text_on_character_boundaries(
        pieces in proptest::collection::vec(
            prop_oneof![
                Just("“".to_owned()), Just("”".to_owned()), Just("\"".to_owned()), Just("''".to_owned()),
                Just(" said ".to_owned()), Just(" must ".to_owned()), Just("He urged them to ".to_owned()),
                Just(". ".to_owned()), Just("\n\n".to_owned()), Just(": ".to_owned()), "\\PC{0,12}",
            ],
            0..40,
        )
    ) {
        let text = pieces.concat();
        let collection = alone(&text);
        for document in &collection.documents {
            for statement in &document.statements {
                prop_assert!(!statement.content.is_empty());
                for span in statement.source.iter().chain(&statement.cue).chain(&statement.content) {
                    prop_assert!(document.text.get(span.range()).is_some_and(|words| !words.is_empty()));
                }
            }
        }
    }
}
