//! What a text of a known day asks, and of whom.

use dossier_corpus::{Actor, Collection, StatementKind};
use dossier_reader::{Settings, Source, read};

/// The collection of this text, given as published on 6 March 2024.
pub(crate) fn dated(text: &str) -> Collection {
    let source = Source {
        path: "one.txt".to_owned(),
        bytes: text.as_bytes().to_vec(),
        given: vec![("date".to_owned(), vec!["2024-03-06".to_owned()])],
        ..Source::default()
    };
    read(&[source], &Settings::default())
}

/// The name of the entity, else the words.
pub(crate) fn who(collection: &Collection, actor: &Actor) -> String {
    let entity = actor.entity.and_then(|id| collection.entity(id));
    entity.map_or_else(|| actor.words.clone(), |entity| entity.name.clone())
}

/// "issuer → addressees: what is to be done" of each directive.
pub(crate) fn orders(text: &str) -> Vec<String> {
    let collection = dated(text);
    let document = &collection.documents[0];
    let orders = document.statements.iter().filter(|one| one.kind == StatementKind::Directive && !one.weak);
    orders
        .map(|one| {
            let issuer = one.issuer.as_ref().map_or_else(String::new, |actor| who(&collection, actor));
            let told: Vec<String> = one.addressees.iter().map(|actor| who(&collection, actor)).collect();
            let what: Vec<&str> = one.content.iter().map(|span| span.of(&document.text)).collect();
            format!("{issuer} → {}: {}", told.join(", "), what.join(" "))
        })
        .collect()
}

/// Holds a text to one of its orders.
#[track_caller]
pub(crate) fn asks(text: &str, order: &str) {
    let found = orders(text);
    assert!(found.iter().any(|one| one == order), "{text} gave {found:?}");
}
