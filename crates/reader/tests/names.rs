//! Names through the reader's public door: what is found, whom it means, and what is not a name.

mod shelf;

use dossier_corpus::{Collection, EntityKind, Origin};
use dossier_reader::names::Resolver;
use dossier_reader::{Settings, Source, read};
use proptest::prelude::*;
use shelf::collection;

/// "kind: form → entity" of each mention of the first document.
fn mentions(text: &str) -> Vec<String> {
    let collection = collection(&[text], "");
    collection.documents[0]
        .mentions
        .iter()
        .map(|mention| {
            let form = mention.span.of(text);
            let name = &collection.entities[mention.entity.0 as usize].name;
            if form == name {
                format!("{}: {form}", mention.kind.name())
            } else {
                format!("{}: {form} → {name}", mention.kind.name())
            }
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(mentions(text), expected, "{text}");
}

/// Title of the role beside each person, by name.
fn roles(text: &str) -> Vec<String> {
    let collection = collection(&[text], "");
    collection
        .entities
        .iter()
        .filter(|entity| entity.kind == EntityKind::Person)
        .flat_map(|entity| entity.roles.iter().map(move |role| format!("{}: {}", entity.name, role.title)))
        .collect()
}

#[test]
fn a_title_before_a_name_is_its_role_and_no_part_of_it() {
    check(
        "Prime Minister Boris Johnson met General Mark Milley in London.",
        &["person: Boris Johnson", "person: Mark Milley", "place: London"],
    );
    assert_eq!(
        roles("Prime Minister Boris Johnson met General Mark Milley in London."),
        ["Boris Johnson: Prime Minister", "Mark Milley: General"]
    );
}

#[test]
fn short_forms_go_to_the_full_name_by_western_and_by_vietnamese_custom() {
    check(
        "Senior Lieutenant General Nguyen Chi Vinh spoke first. General Vinh thanked John Kerry. Kerry agreed.",
        &[
            "person: Nguyen Chi Vinh",
            "person: Vinh → Nguyen Chi Vinh",
            "person: John Kerry",
            "person: Kerry → John Kerry",
        ],
    );
}

#[test]
fn an_abbreviation_in_brackets_means_the_body_before_it_everywhere_in_the_document() {
    check(
        "The Ministry of Agriculture and Rural Development (MARD) met farmers. MARD said prices would rise.",
        &[
            "organisation: Ministry of Agriculture and Rural Development",
            "organisation: MARD → Ministry of Agriculture and Rural Development",
            "organisation: MARD → Ministry of Agriculture and Rural Development",
        ],
    );
}

#[test]
fn attendee_lists_give_each_person_with_office_in_either_order() {
    let text = "Also attending were General Le Duc Anh - Politburo member, Minister of National Defence; \
                Deputy Prime Minister Vo Van Kiet; Tran Duc Luong, Deputy Minister of Mines.";
    let roles = roles(text);
    assert!(roles.contains(&"Le Duc Anh: General".to_owned()), "{roles:?}");
    assert!(
        roles.contains(&"Le Duc Anh: Politburo member, Minister of National Defence".to_owned()),
        "{roles:?}"
    );
    assert!(roles.contains(&"Vo Van Kiet: Deputy Prime Minister".to_owned()), "{roles:?}");
    assert!(roles.iter().any(|role| role.starts_with("Tran Duc Luong: Deputy Minister")), "{roles:?}");
}

#[test]
fn days_months_lone_offices_and_generic_bodies_are_no_names() {
    let found = mentions(
        "On Monday in May the Minister told the Committee that the Party and the State would act. However, the Government did not.",
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn one_resolution_in_four_spellings_is_one_instrument() {
    let texts = [
        "They carried out Resolution No.08-NQ/TW of the Politburo on building industry until 2030.",
        "The plan follows Resolution 08/NQ-TW on building industry.",
        "Politburo Resolution No. 8-NQ/TW was discussed. The ministry praised Resolution 08.",
    ];
    let collection = collection(&texts, "");
    let instruments: Vec<_> =
        collection.entities.iter().filter(|entity| entity.kind == EntityKind::Instrument).collect();
    assert_eq!(instruments.len(), 1, "{instruments:#?}");
    let facts = instruments[0].instrument.as_ref().unwrap();
    assert_eq!(facts.form, "resolution");
    assert_eq!(collection.entities[facts.issuer.as_ref().unwrap().value.0 as usize].name, "Politburo");
    assert!(facts.subject.as_ref().unwrap().value.starts_with("building industry"));
}

#[test]
fn two_resolutions_of_one_number_but_other_years_stay_two() {
    let collection = collection(&["Decree 15/2020/ND-CP replaced Decree 15/2014/ND-CP."], "");
    assert_eq!(collection.entities.iter().filter(|entity| entity.kind == EntityKind::Instrument).count(), 2);
}

#[test]
fn a_plan_that_carries_out_a_resolution_says_so() {
    let text = "Units shall study Resolution 36/NQ-TW, the Government's Action Programme, and the Health Ministry's Plan on carrying out Resolution 36/NQ-TW.";
    let collection = collection(&[text], "");
    let implementing: Vec<(&str, &str)> = collection
        .entities
        .iter()
        .filter_map(|entity| entity.instrument.as_ref().map(|facts| (entity.name.as_str(), facts)))
        .flat_map(|(name, facts)| facts.implements.iter().map(move |other| (name, other.value)))
        .map(|(name, id)| (name, collection.entities[id.0 as usize].name.as_str()))
        .collect();
    assert_eq!(
        implementing,
        [
            ("Government's Action Programme", "Resolution 36/NQ-TW"),
            ("Health Ministry's Plan", "Resolution 36/NQ-TW")
        ]
    );
}

#[test]
fn forms_that_fold_alike_are_one_entity_in_its_best_marked_form() {
    let texts = ["President Võ Văn Thưởng visited Đà Nẵng.", "President Vo Van Thuong left Da Nang."];
    let collection = collection(&texts, "");
    let people: Vec<_> =
        collection.entities.iter().filter(|entity| entity.kind == EntityKind::Person).collect();
    assert_eq!(people.len(), 1, "{people:#?}");
    assert_eq!((people[0].name.as_str(), people[0].key.as_str()), ("Võ Văn Thưởng", "vo-van-thuong"));
}

#[test]
fn a_family_name_alone_does_not_join_two_documents() {
    let collection = collection(
        &["Mr Smith came to Hanoi.", "Prime Minister Ian Smith spoke in Hanoi. Mr Smith left."],
        "",
    );
    let people: Vec<_> = collection
        .entities
        .iter()
        .filter(|entity| entity.kind == EntityKind::Person)
        .map(|entity| &entity.name)
        .collect();
    assert_eq!(people.len(), 2, "{people:?}");
}

#[test]
fn the_curator_names_merges_splits_and_silences() {
    let settings = r#"
        ignore = ["Acme Bank"]
        [[entity]]
        name = "Ministry of Truth"
        kind = "organisation"
        aliases = ["Minitrue"]
        identifiers = { wikidata = "Q0" }
        [[correction.merge]]
        keep = "Ministry of Truth"
        also = ["Winston Smith Foundation"]
        [[correction.split]]
        name = "Winston Smith"
        documents = ["1"]
        means = "Winston Smith (the younger)"
    "#;
    let texts = [
        "Winston Smith works at Minitrue. Acme Bank paid the Winston Smith Foundation.",
        "Winston Smith met the Ministry of Truth.",
    ];
    let collection = collection(&texts, settings);
    let truth = collection.entities.iter().find(|entity| entity.key == "ministry-of-truth").unwrap();
    assert_eq!(truth.origin, Origin::Curated);
    assert_eq!(truth.identifiers["wikidata"], "Q0");
    assert!(
        truth.aliases.iter().any(|alias| alias.form == "Winston Smith Foundation"),
        "{:?}",
        truth.aliases
    );
    assert!(collection.entities.iter().any(|entity| entity.name == "Winston Smith (the younger)"));
    assert!(collection.entities.iter().any(|entity| entity.name == "Winston Smith"));
    assert!(!collection.entities.iter().any(|entity| entity.name.contains("Acme")));
}

#[test]
fn the_curators_date_wins_over_the_printed_one() {
    let settings = "[[correction.date]]\ndocument = \"0\"\ndate = \"2022-07\"\nwhy = \"mid-year\"\n";
    let collection = collection(&["March 3, 2021\n\nThe half-year review was held."], settings);
    let date = collection.documents[0].date.as_ref().unwrap();
    assert_eq!((date.value.as_str(), date.why.rule.as_str()), ("2022-07", "curator.date"));
    assert!(collection.rules.iter().any(|rule| rule.name.as_str() == "curator.date"));
}

#[test]
fn noun_phrases_are_resolved_within_the_document() {
    let text = "Prime Minister Jacinda Ardern opened talks between the Ministry of Health and the Ministry of Education. \
                The PM praised both sides. She asked the health ministry to act.";
    let collection = collection(&[text], "");
    let document = &collection.documents[0];
    let resolver = Resolver::new(document, &collection.entities);
    let names = |phrase: &str| -> Vec<String> {
        let start = text.rfind(phrase).unwrap();
        let span = dossier_corpus::Span::new(start, start + phrase.len());
        let found = resolver.resolve(span).map(|reference| reference.entities).unwrap_or_default();
        found.iter().map(|id| collection.entities[id.0 as usize].name.clone()).collect()
    };
    assert_eq!(names("The PM"), ["Jacinda Ardern"]);
    assert_eq!(names("She"), ["Jacinda Ardern"]);
    assert_eq!(names("both sides"), ["Ministry of Health", "Ministry of Education"]);
    assert_eq!(names("the health ministry"), ["Ministry of Health"]);
}

#[test]
fn themes_are_found_in_either_spelling_and_in_the_plural() {
    let settings = "[[theme]]\nname = \"Arms\"\nterms = [\"defence product\"]\ncolour = \"blue\"\n";
    let collection =
        collection(&["New defense products were shown.", "No defence product was sold."], settings);
    assert_eq!(collection.themes[0].name, "Arms");
    assert_eq!(collection.documents.iter().map(|document| document.themes.len()).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn mistakes_in_the_settings_are_told_with_line_and_column() {
    for (text, line, column, words) in [
        ("title = 3\n", 1, 9, "string"),
        ("titel = \"T\"\n", 1, 1, "did you mean \"title\""),
        ("[[entity]]\nname = \"X\"\nkind = \"animal\"\n", 3, 8, "no entity is of kind \"animal\""),
        ("[[entity]]\nname = \"X\"\nkind = \"place\"\nparent = \"Y\"\n", 4, 10, "no entity is named \"Y\""),
        (
            "[[entity]]\nname = \"X\"\nkind = \"place\"\n[[entity]]\nname = \"x\"\nkind = \"place\"\n",
            5,
            8,
            "second entity",
        ),
        (
            "[[theme]]\nname = \"T\"\nterms = [\"a\"]\ncolour = \"mauve\"\n",
            4,
            10,
            "no colour is called \"mauve\"",
        ),
        ("[[correction.date]]\ndocument = \"1\"\ndate = \"soon\"\n", 3, 8, "is not a date"),
        ("[[outlet]]\nname = \"N\"\nkind = \"paper\"\n", 3, 8, "publisher or agency"),
        ("title = [\n", 1, 10, "unclosed array"),
    ] {
        let error = Settings::parse(text).unwrap_err();
        assert_eq!((error.line, error.column), (line, column), "{text} gave {error}");
        assert!(error.message.contains(words), "{text} gave {error}");
    }
}

/// Spans lie on character boundaries, in order, without overlap; every id is known; keys are unique.
fn is_sound(collection: &Collection) {
    let mut keys: Vec<&str> = collection.entities.iter().map(|entity| entity.key.as_str()).collect();
    keys.sort_unstable();
    let before = keys.len();
    keys.dedup();
    assert_eq!(keys.len(), before, "keys are unique");
    for document in &collection.documents {
        let mut end = 0;
        for mention in &document.mentions {
            assert!(mention.span.start >= end, "mentions overlap");
            assert!(document.text.get(mention.span.range()).is_some_and(|words| !words.is_empty()));
            assert_eq!(collection.entities[mention.entity.0 as usize].kind, mention.kind);
            end = mention.span.end;
        }
        let mut end = 0;
        for theme in &document.themes {
            assert!(theme.span.start >= end);
            end = theme.span.end;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_at_all_gives_sound_mentions(text in "\\PC{0,400}") {
        is_sound(&collection(&[&text], ""));
    }

    #[test]
    fn texts_made_of_name_words_give_sound_mentions(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "General", "Minister", "of", "the", "Ministry", "Nguyen", "Văn", "A", "(", ")", "MND", "Resolution", "No.", "08-NQ/TW", "’s", "'s",
                "and", ",", ";", " - ", "\n", ".", "“", "”", "Plan", "on", "carrying", "out", "John", "Smith", "Paris", "1992", "election", "both", "sides",
                "Defense", "Commission", "U.S.", "HÀ NỘI", "—", "\u{301}", "\u{202e}", "is", "said",
            ]),
            0..120,
        ),
        glue in prop::sample::select(vec![" ", "", "  "]),
    ) {
        let text = words.join(glue);
        let settings = "[[entity]]\nname = \"Nguyen Van A\"\nkind = \"person\"\n[[entity]]\nname = \"Ministry of Defense\"\nkind = \"organisation\"\naliases = [\"MND\"]\n";
        let collection = collection(&[&text, &text], settings);
        is_sound(&collection);
        for document in &collection.documents {
            let resolver = Resolver::new(document, &collection.entities);
            for sentence in &document.sentences {
                let _ = resolver.resolve(sentence.span);
            }
        }
    }
}

/// Found by fuzzing: the words of a key phrase all stood in longer ones.
#[test]
fn no_theme_is_without_words_in_the_texts() {
    let settings = Settings::parse(
        "[[entity]]\nname = \"Ministry of Defence\"\nkind = \"organisation\"\naliases = [\"MOD\"]\n\
         [[theme]]\nname = \"Arms\"\nterms = [\"defence industry\"]\n",
    )
    .unwrap();
    let source = |path: &str| Source {
        path: path.to_owned(),
        bytes: include_bytes!("texts/phrase-within-phrases.bin").to_vec(),
        ..Source::default()
    };
    let collection = read(&[source("a.txt"), source("b.txt")], &settings);
    for (at, theme) in collection.themes.iter().enumerate().filter(|(_, theme)| !theme.curated) {
        let mentioned = collection
            .documents
            .iter()
            .flat_map(|document| &document.themes)
            .any(|mention| mention.theme.0 as usize == at);
        assert!(mentioned, "{} stands nowhere", theme.name);
    }
}
