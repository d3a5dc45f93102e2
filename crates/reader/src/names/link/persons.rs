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

impl<'f> Nodes<'f> {
    /// "Ana Reed" and "Ana M. Reed", where no other name stands between these two.
    pub(super) fn join_middle_names(&mut self) {
        let mut outer: Vec<(&str, &str, &str, usize)> = Vec::new();
        for node in 0..self.at.len() {
            let referent = self.referent(node);
            if referent.kind == EntityKind::Person
                && let Some((first, middle, last)) = outer_names(&referent.key)
            {
                outer.push((last, first, middle, node));
            }
        }
        outer.sort_unstable();
        for named in outer.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let mut middles: Vec<&str> = named.iter().map(|&(_, _, middle, _)| middle).collect();
            middles.dedup();
            if middles.len() > 1 && are_middle_names(&middles) {
                for &(.., node) in &named[1..] {
                    self.join(named[0].3, node);
                }
            }
        }
    }

    /// "Jim Reed" and "James Reed" who hold one office.
    pub(super) fn join_short_names(&mut self, documents: &[Document]) {
        let persons = || (0..self.at.len()).map(|node| (node, self.referent(node)));
        let persons = || persons().filter(|(_, referent)| referent.kind == EntityKind::Person);
        // Few are called by a short name, and only of their like need all be gathered.
        let mut alike: HashMap<(&str, &str), BTreeMap<&str, Vec<usize>>> = HashMap::default();
        let mut last_names: HashSet<&str> = HashSet::default();
        for (_, referent) in persons() {
            let first = referent.key.split(' ').next().unwrap_or("");
            let long = long_name(first);
            if long != first
                && let Some((_, _, last)) = outer_names(&referent.key)
            {
                alike.entry((long, last)).or_default();
                last_names.insert(last);
            }
        }
        if alike.is_empty() {
            return;
        }
        for (node, referent) in persons() {
            let last = referent.key.rsplit(' ').next().unwrap_or("");
            if last_names.contains(last)
                && let Some((first, _, last)) = outer_names(&referent.key)
                && let Some(by_first) = alike.get_mut(&(long_name(first), last))
            {
                by_first.entry(first).or_default().push(node);
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
        let persons: Vec<usize> =
            (0..self.at.len()).filter(|&node| self.referent(node).kind == EntityKind::Person).collect();
        let one_word = |node: &usize| {
            let referent = self.referent(*node);
            referent.same_as.is_none() && !referent.key.contains(' ')
        };
        let mut alone: Vec<usize> = persons.iter().copied().filter(one_word).collect();
        let called = self.keys(&alone);
        let mut offices: HashMap<usize, BTreeSet<u64>> = HashMap::default();
        let mut bearers: HashMap<&str, BTreeSet<usize>> = HashMap::default();
        for &node in &persons {
            let referent = self.referent(node);
            if !referent.roles.is_empty() {
                offices.entry(self.root(node)).or_default().extend(self.offices(documents, node));
            }
            if let Some((_, last)) = referent.key.rsplit_once(' ')
                && called.contains(last)
            {
                bearers.entry(last).or_default().insert(self.root(node));
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
        self.presume(documents, &persons, &alone);
    }

    /// The keys of these nodes.
    fn keys(&self, nodes: &[usize]) -> HashSet<&'f str> {
        nodes.iter().map(|&node| self.referent(node).key.as_str()).collect()
    }

    /// Takes each of these, called by one word, for the one whom the other documents know by it.
    fn presume(&mut self, documents: &[Document], persons: &[usize], alone: &[usize]) {
        let called = self.keys(alone);
        let others = || {
            let others = persons.iter().filter(|node| alone.binary_search(node).is_err());
            others.map(|&node| (node, self.referent(node))).filter(|(_, other)| other.same_as.is_none())
        };
        let mut known: HashMap<&str, BTreeMap<usize, BTreeSet<usize>>> = HashMap::default();
        let mut roots: HashSet<usize> = HashSet::default();
        for (node, referent) in others() {
            let last = referent.key.rsplit(' ').next().unwrap_or("");
            if called.contains(last) {
                let root = self.root(node);
                roots.insert(root);
                known.entry(last).or_default().entry(root).or_default().insert(self.at[node].0);
            }
        }
        let mut genders: HashMap<usize, Gender> = HashMap::default();
        let mut offices: HashMap<usize, BTreeSet<u64>> = HashMap::default();
        for (node, referent) in others() {
            let root = self.root(node);
            if !roots.contains(&root) {
                continue;
            }
            if let Some((first, ..)) = outer_names(&referent.key)
                && let Some(gender) = listed(hash_of(first)).gender
            {
                genders.insert(root, gender);
            }
            offices.entry(root).or_default().extend(self.offices(documents, node));
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
