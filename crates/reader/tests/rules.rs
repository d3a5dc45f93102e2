//! Every rule that a stage can cite has a sentence for readers.

use std::collections::BTreeSet;

use dossier_reader::{Settings, Source, dates, events, names, read, settings, statements, structure};

#[test]
fn every_rule_name_stands_once_and_says_something() {
    let mut seen = BTreeSet::new();
    for (name, explanation) in
        [structure::RULES, dates::RULES, names::RULES, statements::RULES, events::RULES, settings::RULES]
            .concat()
    {
        assert!(seen.insert(name), "{name} stands twice");
        assert!(explanation.ends_with('.'), "{name}: {explanation}");
    }
}

#[test]
fn a_collection_explains_the_rules_that_its_facts_cite() {
    let text = "HANOI, March 12 (AP) — The minister met the press on Thursday.\n\nTranslated by Jane Doe";
    let source = Source { path: "a.txt".to_owned(), bytes: text.into(), ..Source::default() };
    let collection = read(&[source], &Settings::default());
    let explained: BTreeSet<&str> = collection.rules.iter().map(|rule| rule.name.as_str()).collect();
    let document = &collection.documents[0];
    for date in &document.dates {
        assert!(explained.contains(date.rule.as_str()), "{}", date.rule.as_str());
    }
    for block in &document.blocks {
        assert!(explained.contains(block.rule.as_str()), "{}", block.rule.as_str());
    }
    assert_eq!(document.translator.as_ref().map(|it| it.value.as_str()), Some("Jane Doe"));
    assert_eq!(document.dateline.as_ref().map(|it| it.value.as_str()), Some("HANOI"));
}
