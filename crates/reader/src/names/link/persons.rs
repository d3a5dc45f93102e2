//! Which persons of several documents are one, though their names differ.

use std::collections::{BTreeMap, BTreeSet};

use dossier_corpus::{Document, EntityKind};
use foldhash::{HashMap, HashSet};

use super::super::gazetteer::listed;
use super::super::gender::Gender;
use super::super::lexicon::{self, OFFICE, RANK};
use super::super::roles::is_address;
use super::super::variants::{are_middle_names, long_name, outer_names};
use super::super::words::hash_of;
use super::Nodes;

/// Fewest documents that name somebody in full whom others call by the family name alone.
const KNOWN: usize = 3;

/// In how many times as many documents as all others of the family name together.
const TIMES: usize = 5;

/// Offices that with a family name mean one person: "President Aldana".
const HIGH: &[&str] = &[
    "president",
    "premier",
    "chancellor",
    "minister",
    "king",
    "queen",
    "pope",
    "emperor",
    "sultan",
    "governor",
    "senator",
    "sen",
    "gov",
];

impl Nodes<'_> {
    /// "Ana Reed" and "Ana M. Reed", where no other name stands between these two.
    pub(super) fn join_middle_names(&mut self) {
        let mut outer: HashMap<(&str, &str), Vec<(&str, usize)>> = HashMap::default();
        for node in 0..self.at.len() {
            let referent = self.referent(node);
            if referent.kind == EntityKind::Person
                && let Some((first, middle, last)) = outer_names(&referent.key)
            {
                outer.entry((first, last)).or_default().push((middle, node));
            }
        }
        for named in outer.into_values() {
            let middles: BTreeSet<&str> = named.iter().map(|(middle, _)| *middle).collect();
            if middles.len() > 1 && are_middle_names(&middles.into_iter().collect::<Vec<_>>()) {
                for &(_, node) in &named[1..] {
                    self.join(named[0].1, node);
                }
            }
        }
    }

    /// "Jim Reed" and "James Reed" who hold one office.
    pub(super) fn join_short_names(&mut self, documents: &[Document]) {
        let mut alike: HashMap<(&str, &str), BTreeMap<&str, Vec<usize>>> = HashMap::default();
        for node in 0..self.at.len() {
            let referent = self.referent(node);
            if referent.kind == EntityKind::Person
                && let Some((first, _, last)) = outer_names(&referent.key)
            {
                alike.entry((long_name(first), last)).or_default().entry(first).or_default().push(node);
            }
        }
        for ((long, _), by_first) in alike {
            let Some(named) = by_first.get(long).filter(|_| by_first.len() > 1) else { continue };
            let held = |nodes: &[usize]| -> BTreeSet<u64> {
                nodes.iter().flat_map(|&node| self.offices(documents, node)).collect()
            };
            let offices = held(named);
            let same: Vec<usize> = by_first
                .iter()
                .filter(|(first, nodes)| **first != long && !held(nodes).is_disjoint(&offices))
                .map(|(_, nodes)| nodes[0])
                .collect();
            // Who is one with all of that name, and they among themselves.
            let middles =
                by_first.values().flatten().filter_map(|&node| outer_names(&self.referent(node).key));
            let middles: Vec<&str> = middles.map(|(_, middle, _)| middle).collect();
            if are_middle_names(&middles) {
                for node in same {
                    self.join(named[0], node);
                }
            }
        }
    }

    /// Persons called by one word in a document that never names them in full: by the office that they hold there as
    /// elsewhere, or because the collection knows one of that name above all others.
    pub(super) fn join_family_names(&mut self, documents: &[Document]) {
        let mut offices: HashMap<usize, BTreeSet<u64>> = HashMap::default();
        let mut bearers: HashMap<&str, BTreeSet<usize>> = HashMap::default();
        let mut alone = Vec::new();
        for node in 0..self.at.len() {
            let referent = self.referent(node);
            if referent.kind != EntityKind::Person {
                continue;
            }
            let root = self.root(node);
            offices.entry(root).or_default().extend(self.offices(documents, node));
            match referent.key.rsplit_once(' ') {
                Some((_, last)) => drop(bearers.entry(last).or_default().insert(root)),
                None if referent.same_as.is_none() => alone.push(node),
                None => {}
            }
        }
        let mut high: HashMap<(&str, u64), usize> = HashMap::default();
        alone.retain(|&node| {
            let key = self.referent(node).key.as_str();
            let own = self.offices(documents, node);
            let Some(bearers) = bearers.get(key) else {
                let mut held =
                    own.iter().filter(|office| HIGH.iter().any(|high| hash_of(high) == **office)).peekable();
                let open = held.peek().is_none();
                for office in held {
                    match high.get(&(key, *office)) {
                        Some(&other) => self.join(node, other),
                        None => drop(high.insert((key, *office), node)),
                    }
                }
                return open;
            };
            let shares = |root: &&usize| offices.get(root).is_some_and(|known| !known.is_disjoint(&own));
            let mut holders = bearers.iter().filter(shares);
            let holder = holders.next().filter(|_| holders.next().is_none());
            if let Some(root) = holder {
                self.join(node, *root);
            }
            holder.is_none()
        });
        self.presume(documents, &alone);
    }

    /// Takes each of these, called by one word, for the one whom the other documents know by it.
    fn presume(&mut self, documents: &[Document], alone: &[usize]) {
        let mut known: HashMap<&str, BTreeMap<usize, BTreeSet<usize>>> = HashMap::default();
        let mut genders: HashMap<usize, Gender> = HashMap::default();
        let mut offices: HashMap<usize, BTreeSet<u64>> = HashMap::default();
        for node in 0..self.at.len() {
            let referent = self.referent(node);
            let counts = referent.same_as.is_none() && alone.binary_search(&node).is_err();
            if referent.kind == EntityKind::Person && counts {
                let last = referent.key.rsplit(' ').next().unwrap_or("");
                if let Some((first, ..)) = outer_names(&referent.key)
                    && let Some(gender) = listed(hash_of(first)).gender
                {
                    genders.insert(self.root(node), gender);
                }
                known.entry(last).or_default().entry(self.root(node)).or_default().insert(self.at[node].0);
                offices.entry(self.root(node)).or_default().extend(self.offices(documents, node));
            }
        }
        let told = self.addresses(documents, alone);
        for &node in alone {
            let Some(root) = known.get(self.referent(node).key.as_str()).and_then(foremost) else { continue };
            let own = self.offices(documents, node);
            let held = &offices[&root];
            // "Mr Reed" is no Ana Reed.
            let told = told.get(&self.at[node]);
            let other = told.is_some_and(|told| genders.get(&root).is_some_and(|gender| gender != told));
            if !other && (own.is_empty() || held.is_empty() || !held.is_disjoint(&own)) {
                self.join(node, root);
                self.presumed.insert(node);
            }
        }
    }

    /// The genders that forms of address before these persons' names tell, by document and referent.
    fn addresses(&self, documents: &[Document], alone: &[usize]) -> HashMap<(usize, usize), Gender> {
        let asked: HashSet<(usize, usize)> = alone.iter().map(|&node| self.at[node]).collect();
        let mut told = HashMap::default();
        for (document, found) in self.found.iter().enumerate() {
            for name in &found.names {
                let person = (document, name.referent as usize);
                if asked.contains(&person)
                    && let Some(gender) =
                        Gender::of_address_before(&documents[document].text, name.span.start)
                {
                    told.entry(person).or_insert(gender);
                }
            }
        }
        told
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
}

/// The one that far more documents name in full than all others.
pub(super) fn foremost(bearers: &BTreeMap<usize, BTreeSet<usize>>) -> Option<usize> {
    let (root, documents) = bearers.iter().max_by_key(|(_, documents)| documents.len())?;
    let all: usize = bearers.values().map(BTreeSet::len).sum();
    let foremost = documents.len() >= KNOWN && documents.len() >= TIMES * (all - documents.len());
    foremost.then_some(*root)
}
