//! Entities across documents: which referents are one, how each is called, and what is known of it.

mod bodies;
mod entities;
mod kinds;
mod order;
mod persons;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use dossier_corpus::{Document, Entity, EntityKind};
use foldhash::HashMap;

use super::form::comparable;
use super::lexicon::ByHash;
use super::variants::{is_short_number, number_key};
use super::words::Hash;
use super::{Found, Referent};
use crate::Settings;

/// From here on an entity is shown as found; below it as a candidate.
const SURE: u8 = 60;

/// Makes the entities of all documents and fills [`Document::mentions`].
///
/// The order of the entities is by kind, then by name; keys are unique.
pub fn link(documents: &mut [Document], mut found: Vec<Found>, settings: &Settings) -> Vec<Entity> {
    kinds::agree(&mut found);
    let mut nodes = Nodes::new(&found);
    nodes.join_alike(settings);
    // Forms that differ are joined where one thing alone can be meant.
    nodes.join_orders();
    nodes.join_middle_names();
    nodes.join_short_names(documents);
    nodes.join_trade_names();
    nodes.join_slips();
    nodes.join_short_forms();
    nodes.join_numbers();
    nodes.join_family_names(documents);
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
    /// Nodes of persons that are named by one word alone, and were taken for the one whom the collection knows.
    presumed: BTreeSet<usize>,
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
        let mut nodes = Self { found, at, first, parent, presumed: BTreeSet::new() };
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
        let mut by_form: ByHash<usize> = ByHash::default();
        let mut by_curated: HashMap<usize, usize> = HashMap::default();
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
            for form in referent.also.iter().chain([&referent.key]) {
                match by_form.entry(without_spaces(referent.kind, form)) {
                    Entry::Occupied(other) => self.join(node, *other.get()),
                    Entry::Vacant(free) => drop(free.insert(node)),
                }
            }
        }
    }

    /// A short number is the fuller one where one instrument alone can be meant.
    fn join_numbers(&mut self) {
        let mut numbers: BTreeMap<(&str, String), BTreeSet<usize>> = BTreeMap::new();
        let drafts = |node: usize| self.referent(node).instrument.as_ref();
        for node in 0..self.at.len() {
            if let Some(draft) = drafts(node) {
                for number in &draft.numbers {
                    numbers.entry((&draft.form, number_key(number))).or_default().insert(node);
                }
            }
        }
        for node in 0..self.at.len() {
            let Some(draft) = &self.referent(node).instrument else { continue };
            let Some(short) = draft.numbers.first().map(|number| number_key(number)) else { continue };
            if !short.bytes().all(|b| b.is_ascii_digit()) {
                continue;
            }
            let from = (draft.form.as_str(), short.clone());
            let fuller: BTreeSet<usize> = numbers
                .range(from..)
                .take_while(|((form, number), _)| *form == draft.form && number.starts_with(&short))
                .filter(|((_, number), _)| is_short_number(&short, number))
                .flat_map(|(_, nodes)| nodes.iter().copied())
                .collect();
            if let Some(other) = self.one(Some(&fuller)) {
                self.join(node, other);
            }
        }
    }

    /// The same three words in another order: the family name set first or last.
    fn join_orders(&mut self) {
        let mut by_words: HashMap<Vec<&str>, usize> = HashMap::default();
        for node in 0..self.at.len() {
            let referent = self.referent(node);
            if referent.kind != EntityKind::Person || referent.key.matches(' ').nth(1).is_none() {
                continue;
            }
            let mut words: Vec<&str> = referent.key.split(' ').collect();
            words.sort_unstable();
            match by_words.get(&words) {
                Some(&other) => self.join(node, other),
                None => drop(by_words.insert(words, node)),
            }
        }
    }

    /// The one thing that all these nodes are, if they are one.
    fn one(&self, nodes: Option<&BTreeSet<usize>>) -> Option<usize> {
        let mut roots = nodes?.iter().map(|&node| self.root(node));
        let first = roots.next()?;
        roots.all(|root| root == first).then_some(first)
    }

    /// The curator's merges.
    fn correct(&mut self, settings: &Settings) {
        if settings.merges.is_empty() {
            return;
        }
        let mut named: HashMap<String, usize> = HashMap::default();
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

/// The hash of a form of a kind: "Ha Noi" and "Hanoi" are one form.
fn without_spaces(kind: EntityKind, form: &str) -> u64 {
    let named = matches!(kind, EntityKind::Person | EntityKind::Organisation | EntityKind::Place);
    let mut hash = Hash::new();
    hash.byte(kind as u8);
    form.bytes().filter(|byte| !(named && *byte == b' ')).for_each(|byte| hash.byte(byte));
    hash.finish()
}
