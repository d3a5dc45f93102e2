//! The seeds' names, with their collection.toml and without it.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test")]

use std::collections::BTreeSet;
use std::path::PathBuf;

use dossier_corpus::{Collection, EntityKind, Origin};
use dossier_reader::{Settings, Source, read};

fn seeds(settings: &Settings) -> Collection {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    let sources: Vec<Source> = paths
        .iter()
        .map(|path| Source {
            path: path.file_name().unwrap().to_string_lossy().into_owned(),
            bytes: std::fs::read(path).unwrap(),
            ..Source::default()
        })
        .collect();
    read(&sources, settings)
}

fn curated() -> Collection {
    let text = std::fs::read_to_string(
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../seeds/collection.toml"),
    )
    .unwrap();
    seeds(&Settings::parse(&text).unwrap())
}

/// Names of a kind in one document.
fn named(collection: &Collection, document: usize, kind: EntityKind) -> BTreeSet<&str> {
    collection.documents[document]
        .mentions
        .iter()
        .filter(|mention| mention.kind == kind)
        .map(|mention| collection.entities[mention.entity.0 as usize].name.as_str())
        .collect()
}

const MINISTRY: &str = "Ministry of National Defence";
const DEPARTMENT: &str = "General Department of Defence Industry";

#[test]
fn every_person_of_the_seeds_is_found_and_nobody_else_in_running_text() {
    let collection = curated();
    let people = |document| named(&collection, document, EntityKind::Person);
    assert_eq!(people(0), BTreeSet::from(["Phạm Minh Chính"]));
    assert_eq!(people(1), BTreeSet::from(["Bùi Thanh Sơn", "Phan Văn Giang", "Phạm Minh Chính"]));
    assert_eq!(people(2), BTreeSet::from(["Phạm Minh Chính", "Tô Lâm"]));
    // The translators are named in the credit line.
    assert_eq!(people(3), BTreeSet::from(["Phạm Hoài Nam", "Tran Hoai"]));
    assert_eq!(people(4), BTreeSet::from(["Phan Văn Giang", "Trần Tuấn Anh", "Minh Anh"]));
}

#[test]
fn every_organisation_of_the_seeds_is_found_under_its_one_name() {
    let collection = curated();
    let expected: [&[&str]; 5] = [
        &[MINISTRY, DEPARTMENT, "Viettel Group", "Central Military Commission", "Politburo"],
        &[
            MINISTRY,
            DEPARTMENT,
            "Viettel Group",
            "Central Military Commission",
            "Politburo",
            "Party Central Committee",
        ],
        &[MINISTRY, DEPARTMENT, "Viettel Group", "Central Military Commission", "Vietnam People's Army"],
        &[MINISTRY, DEPARTMENT, "Central Military Commission"],
        &[MINISTRY, "Central Economic Commission", "Politburo", "Party Secretariat", "Government of Vietnam"],
    ];
    // Agencies and actors that are named, but are no organisations of the stories.
    let beside = BTreeSet::from(["VNA", "VGP", "VNS", "Party Congress"]);
    for (document, expected) in expected.iter().enumerate() {
        let found = named(&collection, document, EntityKind::Organisation);
        let found: BTreeSet<&str> = found.difference(&beside).copied().collect();
        assert_eq!(found, expected.iter().copied().collect(), "document {document}");
    }
}

#[test]
fn every_instrument_of_the_seeds_has_its_number_issuer_date_and_what_it_carries_out() {
    let collection = curated();
    let instruments: BTreeSet<&str> = collection
        .entities
        .iter()
        .filter(|entity| entity.kind == EntityKind::Instrument)
        .map(|entity| entity.name.as_str())
        .collect();
    assert_eq!(
        instruments,
        BTreeSet::from([
            "Coordination Regulation 04",
            "Defense Industry Law",
            "Defense Ministry’s Plan",
            "Government’s Action Program",
            "Industrialization and modernization guidelines and policies to 2030, with a vision to 2045",
            "Resolution 08-NQ/TW",
            "Resolution 57-NQ/TW",
        ])
    );
    let facts = |name: &str| {
        let entity = collection.entities.iter().find(|entity| entity.name == name).unwrap();
        entity.instrument.clone().unwrap()
    };
    let name = |id: dossier_corpus::EntityId| collection.entities[id.0 as usize].name.as_str();
    let resolution = facts("Resolution 08-NQ/TW");
    assert_eq!(resolution.number.unwrap().value, "08-NQ/TW");
    assert_eq!(name(resolution.issuer.unwrap().value), "Politburo");
    assert_eq!(resolution.date.unwrap().value.as_str(), "2022-01-26");
    assert!(resolution.subject.unwrap().value.contains("the defense industry"));
    assert_eq!(name(facts("Resolution 57-NQ/TW").issuer.unwrap().value), "Politburo");
    assert_eq!(facts("Coordination Regulation 04").date.unwrap().value.as_str(), "2014-12-10");
    let programme = facts("Government’s Action Program");
    assert_eq!(name(programme.issuer.unwrap().value), "Government of Vietnam");
    assert_eq!(
        programme.implements.iter().map(|other| name(other.value)).collect::<Vec<_>>(),
        ["Resolution 08-NQ/TW"]
    );
    let plan = facts("Defense Ministry’s Plan");
    assert_eq!(name(plan.issuer.unwrap().value), MINISTRY);
    assert_eq!(
        plan.implements.iter().map(|other| name(other.value)).collect::<Vec<_>>(),
        ["Resolution 08-NQ/TW"]
    );
}

#[test]
fn places_and_roles_of_the_seeds_stand_with_their_words() {
    let collection = curated();
    assert_eq!(
        named(&collection, 1, EntityKind::Place),
        BTreeSet::from(["Hoa Lac High-Tech Park", "Hà Nội"])
    );
    assert_eq!(named(&collection, 2, EntityKind::Place), BTreeSet::from(["Hà Nội", "Việt Nam"]));
    let roles = |name: &str| -> BTreeSet<&str> {
        let entity = collection.entities.iter().find(|entity| entity.name == name).unwrap();
        entity.roles.iter().map(|role| role.title.as_str()).collect()
    };
    assert_eq!(
        roles("Phan Văn Giang"),
        BTreeSet::from([
            "General",
            "Politburo member, Minister of National Defense",
            "Defense Minister General"
        ])
    );
    assert_eq!(
        roles("Bùi Thanh Sơn"),
        BTreeSet::from(["Member of the Party Central Committee, Deputy Prime Minister"])
    );
    assert_eq!(roles("Trần Tuấn Anh"), BTreeSet::from(["Head of the PCC's Economic Commission"]));
    assert_eq!(roles("Tô Lâm"), BTreeSet::from(["Party General Secretary"]));
    for entity in &collection.entities {
        for role in &entity.roles {
            let text = &collection.documents[role.evidence.document.0 as usize].text;
            assert_eq!(
                role.evidence.span.of(text).split_whitespace().collect::<Vec<_>>().join(" "),
                role.title
            );
        }
    }
}

#[test]
fn without_collection_toml_the_seeds_still_give_their_people_bodies_and_instruments() {
    let collection = seeds(&Settings::default());
    assert!(collection.entities.iter().all(|entity| entity.origin != Origin::Curated));
    let all = |kind| -> BTreeSet<&str> {
        collection
            .entities
            .iter()
            .filter(|entity| entity.kind == kind)
            .map(|entity| entity.name.as_str())
            .collect()
    };
    assert_eq!(
        all(EntityKind::Person),
        BTreeSet::from([
            "Bui Thanh Son",
            "Minh Anh",
            "Pham Hoai Nam",
            "Phan Van Giang",
            "Phạm Minh Chính",
            "Tran Hoai",
            "Tran Tuan Anh",
            "Tô Lâm",
        ])
    );
    let bodies = all(EntityKind::Organisation);
    for name in [
        "Ministry of National Defense",
        "General Department of Defense Industry",
        "Central Military Commission",
        "Politburo",
        "Party Central Committee",
        "PCC's Economic Commission",
    ] {
        assert!(bodies.contains(name), "{name} of {bodies:?}");
    }
    // One company in its three names.
    let viettel: Vec<_> = collection
        .entities
        .iter()
        .filter(|entity| entity.aliases.iter().any(|alias| alias.form.contains("Viettel")))
        .collect();
    assert_eq!(viettel.len(), 1, "{viettel:#?}");
    assert_eq!(all(EntityKind::Instrument).len(), 7);
}
