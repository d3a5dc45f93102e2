//! Entities across documents: which referents are one, how each is called, and what is known of it.

mod entities;
mod order;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use dossier_corpus::{Document, Entity, EntityKind};

use super::form::{comparable, initials};
use super::lexicon::{self, OFFICE, RANK};
use super::roles::is_address;
use super::variants::{is_first_word, is_short_number, is_variant, number_key};
use super::words::hash_of;
use super::{Found, Referent};
use crate::Settings;

/// From here on an entity is shown as found; below it as a candidate.
const SURE: u8 = 60;

/// Makes the entities of all documents and fills [`Document::mentions`].
///
/// The order of the entities is by kind, then by name; keys are unique.
pub fn link(documents: &mut [Document], found: Vec<Found>, settings: &Settings) -> Vec<Entity> {
    let mut nodes = Nodes::new(&found);
    nodes.join_alike(settings);
    nodes.join_with_evidence(documents);
    nodes.correct(settings);
    let mut entities = nodes.entities(documents, settings);
    order::order(&mut entities, documents, settings);
    entities
}

/// Where a referent stands: document and index.
type At = (usize, usize);

struct Nodes<'f> {
    found: &'f [Found],
    at: Vec<At>,
    /// First node of each document.
    first: Vec<usize>,
    parent: Vec<usize>,
}

impl<'f> Nodes<'f> {
    fn new(found: &'f [Found]) -> Self {
        let mut at = Vec::new();
        let mut first = Vec::new();
        for (document, of) in found.iter().enumerate() {
            first.push(at.len());
            at.extend((0..of.referents.len()).map(|referent| (document, referent)));
        }
        let parent = (0..at.len()).collect();
        let mut nodes = Self { found, at, first, parent };
        for node in 0..nodes.at.len() {
            if let Some(same) = nodes.referent(node).same_as {
                let other = nodes.first[nodes.at[node].0] + same as usize;
                nodes.join(node, other);
            }
        }
        nodes
    }

    fn referent(&self, node: usize) -> &'f Referent {
        let (document, referent) = self.at[node];
        &self.found[document].referents[referent]
    }

    fn root(&self, mut node: usize) -> usize {
        while self.parent[node] != node {
            node = self.parent[node];
        }
        node
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        self.parent[high] = low;
        // Halve the paths that later look-ups take.
        for node in [a, b] {
            self.parent[node] = low;
        }
    }

    /// Forms that fold alike are one; so are all forms of a curated name.
    fn join_alike(&mut self, settings: &Settings) {
        let mut by_form: HashMap<(EntityKind, &str), usize> = HashMap::new();
        let mut by_curated: HashMap<usize, usize> = HashMap::new();
        let curated_forms: Vec<(EntityKind, String, usize)> = settings
            .entities
            .iter()
            .enumerate()
            .flat_map(|(at, setting)| {
                std::iter::once(&setting.name)
                    .chain(&setting.aliases)
                    .map(move |form| (setting.kind, comparable(form), at))
            })
            .collect();
        let curated_by_form: HashMap<(EntityKind, &str), usize> =
            curated_forms.iter().map(|(kind, form, at)| ((*kind, form.as_str()), *at)).collect();
        for node in 0..self.at.len() {
            let referent = self.referent(node);
            let curated = referent
                .curated
                .or_else(|| curated_by_form.get(&(referent.kind, referent.key.as_str())).copied());
            if let Some(curated) = curated {
                match by_curated.get(&curated) {
                    Some(&other) => self.join(node, other),
                    None => drop(by_curated.insert(curated, node)),
                }
            }
            if referent.key.is_empty() {
                continue;
            }
            // One word of a person's name is no evidence that two documents mean the same person.
            if referent.kind == EntityKind::Person && !referent.key.contains(' ') && curated.is_none() {
                continue;
            }
            for also in &referent.also {
                match by_form.get(&(referent.kind, also.as_str())) {
                    Some(&other) => self.join(node, other),
                    None => drop(by_form.insert((referent.kind, also.as_str()), node)),
                }
            }
            match by_form.get(&(referent.kind, referent.key.as_str())) {
                Some(&other) => self.join(node, other),
                None => drop(by_form.insert((referent.kind, referent.key.as_str()), node)),
            }
        }
    }

    /// Forms that differ are joined where one thing alone can be meant.
    fn join_with_evidence(&mut self, documents: &[Document]) {
        let mut people: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        let mut by_words: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
        let mut by_initials: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        let mut by_words_of_body: BTreeMap<Vec<&str>, BTreeSet<usize>> = BTreeMap::new();
        let mut numbers: BTreeMap<(&str, String), BTreeSet<usize>> = BTreeMap::new();
        let mut by_first_word: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for node in 0..self.at.len() {
            let referent = self.referent(node);
            match referent.kind {
                EntityKind::Person if referent.key.contains(' ') => {
                    let mut words: Vec<&str> = referent.key.split(' ').collect();
                    people.entry(words[words.len() - 1]).or_default().insert(self.root(node));
                    // The same three words in another order: the family name set first or last.
                    words.sort_unstable();
                    if words.len() >= 3 {
                        match by_words.get(&words) {
                            Some(&other) => self.join(node, other),
                            None => drop(by_words.insert(words, node)),
                        }
                    }
                }
                EntityKind::Organisation if referent.key.contains(' ') => {
                    let first = referent.key.split(' ').next().unwrap_or("");
                    if is_first_word(first, &referent.key) {
                        by_first_word.entry(first).or_default().insert(self.root(node));
                    }
                    let short = initials(&referent.name);
                    if short.len() >= 3 {
                        by_initials.entry(short).or_default().insert(self.root(node));
                    }
                    let mut words: Vec<&str> = referent
                        .key
                        .split(' ')
                        .filter(|word| !matches!(*word, "of" | "for" | "national"))
                        .collect();
                    words.sort_unstable();
                    by_words_of_body.entry(words).or_default().insert(self.root(node));
                }
                EntityKind::Instrument => {
                    if let Some(draft) = &referent.instrument {
                        for number in &draft.numbers {
                            numbers
                                .entry((&draft.form, number_key(number)))
                                .or_default()
                                .insert(self.root(node));
                        }
                    }
                }
                _ => {}
            }
        }
        let mut offices: HashMap<usize, BTreeSet<u64>> = HashMap::new();
        for node in 0..self.at.len() {
            if self.referent(node).kind == EntityKind::Person {
                offices.entry(self.root(node)).or_default().extend(self.offices(documents, node));
            }
        }
        for node in 0..self.at.len() {
            let referent = self.referent(node);
            let other = match referent.kind {
                EntityKind::Person if !referent.key.contains(' ') => {
                    self.one(people.get(referent.key.as_str())).filter(|other| {
                        // Evidence: the same rank or office in both documents.
                        let own = self.offices(documents, node);
                        offices.get(other).is_some_and(|known| !known.is_disjoint(&own))
                    })
                }
                EntityKind::Organisation if !referent.key.contains(' ') && referent.curated.is_none() => self
                    .one(by_initials.get(&referent.key.to_uppercase()))
                    .or_else(|| self.one(by_first_word.get(referent.key.as_str()))),
                EntityKind::Organisation if referent.key.split(' ').count() == 2 => {
                    let mut words: Vec<&str> = referent.key.split(' ').collect();
                    words.sort_unstable();
                    let same = by_words_of_body.get(&words);
                    same.and_then(|same| {
                        let others: BTreeSet<usize> = same
                            .iter()
                            .map(|&other| self.root(other))
                            .filter(|&other| {
                                other == self.root(node)
                                    || is_variant(&referent.key, &self.referent(other).key)
                            })
                            .collect();
                        self.one(Some(
                            &others.into_iter().filter(|&other| other != self.root(node)).collect(),
                        ))
                    })
                }
                EntityKind::Instrument => referent.instrument.as_ref().and_then(|draft| {
                    let short = draft.numbers.first().map(|number| number_key(number))?;
                    if !short.bytes().all(|b| b.is_ascii_digit()) {
                        return None;
                    }
                    let from = (draft.form.as_str(), short.clone());
                    let fuller: BTreeSet<usize> = numbers
                        .range(from..)
                        .take_while(|((form, number), _)| *form == draft.form && number.starts_with(&short))
                        .filter(|((_, number), _)| is_short_number(&short, number))
                        .flat_map(|(_, nodes)| nodes.iter().map(|&node| self.root(node)))
                        .collect();
                    self.one(Some(&fuller))
                }),
                _ => None,
            };
            if let Some(other) = other {
                let known = offices.remove(&self.root(other)).unwrap_or_default();
                self.join(node, other);
                offices.entry(self.root(node)).or_default().extend(known);
            }
        }
    }

    /// The one thing that all these nodes are, if they are one.
    fn one(&self, nodes: Option<&BTreeSet<usize>>) -> Option<usize> {
        let mut roots = nodes?.iter().map(|&node| self.root(node));
        let first = roots.next()?;
        roots.all(|root| root == first).then_some(first)
    }

    /// The ranks and offices that a document gives a person, as hashes of their heads.
    fn offices(&self, documents: &[Document], node: usize) -> BTreeSet<u64> {
        let (document, _) = self.at[node];
        let text = &documents[document].text;
        let words = self
            .referent(node)
            .roles
            .iter()
            .flat_map(|(span, _)| span.of(text).split(|c: char| !c.is_alphanumeric()));
        words
            .filter(|word| !is_address(word))
            .map(hash_of)
            .filter(|&hash| lexicon::classes(hash) & (RANK | OFFICE) != 0)
            .collect()
    }

    /// The curator's merges.
    fn correct(&mut self, settings: &Settings) {
        if settings.merges.is_empty() {
            return;
        }
        let mut named: HashMap<String, usize> = HashMap::new();
        for node in 0..self.at.len() {
            let referent = self.referent(node);
            named.entry(comparable(&referent.name)).or_insert(node);
            if let Some(curated) = referent.curated {
                named.insert(comparable(&settings.entities[curated].key), node);
            }
        }
        for merge in &settings.merges {
            let Some(&keep) = named.get(&comparable(&merge.keep)) else { continue };
            for also in &merge.also {
                if let Some(&also) = named.get(&comparable(also)) {
                    self.join(keep, also);
                }
            }
        }
    }
}
