//! The rules that a collection's facts cite, in plain language.
//!
//! Every stage lists its own rules (`RULES`: name, explanation); only those that some fact cites go with the collection.

use dossier_corpus::{Collection, Document, Fact, RuleName, RuleText, Why};
use foldhash::HashSet;

use crate::{dates, events, names, settings, statements, structure};

/// Every stage's list.
const LISTS: &[&[(&str, &str)]] =
    &[structure::RULES, dates::RULES, names::RULES, statements::RULES, events::RULES, settings::RULES];

/// The rules that the facts of `collection` cite, by name. A rule without an explanation is not among them.
pub(crate) fn cited(collection: &Collection) -> Vec<RuleText> {
    let mut names = Names::default();
    for document in &collection.documents {
        of_document(document, &mut names);
    }
    for entity in &collection.entities {
        fact(entity.parent.as_ref(), &mut names);
        if let Some(instrument) = &entity.instrument {
            fact(instrument.number.as_ref(), &mut names);
            fact(instrument.issuer.as_ref(), &mut names);
            fact(instrument.date.as_ref(), &mut names);
            fact(instrument.subject.as_ref(), &mut names);
            instrument.implements.iter().for_each(|it| fact(Some(it), &mut names));
        }
    }
    for event in &collection.events {
        why(&event.why, &mut names);
        fact(event.date.as_ref(), &mut names);
        fact(event.place.as_ref(), &mut names);
    }
    let explained = |name: &&str| {
        let (name, text) = LISTS.iter().flat_map(|list| list.iter()).find(|(known, _)| known == name)?;
        Some(RuleText { name: RuleName::new(name), explanation: (*text).to_owned() })
    };
    let mut names: Vec<&str> = names.all.into_iter().collect();
    names.sort_unstable();
    names.iter().filter_map(explained).collect()
}

/// How many names are kept at hand.
const LAST: usize = 32;

/// Names of rules, of which a fact has nearly always one that facts before it have.
#[derive(Default)]
struct Names<'a> {
    all: HashSet<&'a str>,
    /// Those last met, by where they stand in memory: a stage names its rules by the same few words.
    last: [&'a str; LAST],
}

impl<'a> Names<'a> {
    fn insert(&mut self, name: &'a str) {
        let last = &mut self.last[name.as_ptr() as usize / 8 % LAST];
        if !std::ptr::eq(*last, name) {
            *last = name;
            self.all.insert(name);
        }
    }
}

fn of_document<'a>(document: &'a Document, names: &mut Names<'a>) {
    let Document { title, date, linked_date, outlet, agency, author, translator, dateline, .. } = document;
    for text in [title, outlet, agency, author, translator, dateline] {
        fact(text.as_deref(), names);
    }
    fact(date.as_ref(), names);
    fact(linked_date.as_deref(), names);
    document.blocks.iter().for_each(|it| names.insert(it.rule.as_str()));
    document.mentions.iter().for_each(|it| names.insert(it.rule.as_str()));
    document.dates.iter().for_each(|it| names.insert(it.rule.as_str()));
    for statement in &document.statements {
        names.insert(statement.rule.as_str());
        fact(statement.deadline.as_ref(), names);
    }
}

fn fact<'a, T>(fact: Option<&'a Fact<T>>, names: &mut Names<'a>) {
    if let Some(fact) = fact {
        why(&fact.why, names);
    }
}

fn why<'a>(why: &'a Why, names: &mut Names<'a>) {
    names.insert(why.rule.as_str());
}
