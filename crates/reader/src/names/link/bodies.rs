//! Which organisations of several documents are one, though their names differ.

use std::collections::{BTreeMap, BTreeSet};

use dossier_corpus::EntityKind;
use foldhash::HashMap;

use super::super::form::{initials, is_word_of};
use super::super::lexicon::{ByHash, Hashes};
use super::super::variants::{forms_of, is_first_word, is_slip, is_variant, trade_name};
use super::super::words::{Hash, hash_of, hash_of_form};
use super::Nodes;
use super::persons::foremost;

/// Fewest words of a name in which a slip is told from another name.
const LONG: usize = 3;

/// How many names that differ in one word are compared.
const MOST: usize = 16;

impl Nodes<'_> {
    /// "Mannesmann AG" and "Mannesmann", where the collection has no Mannesmann of another form.
    pub(super) fn join_trade_names(&mut self) {
        let mut traded: HashMap<&str, Vec<usize>> = HashMap::default();
        let mut abbreviations = Hashes::default();
        for node in 0..self.at.len() {
            let referent = self.referent(node);
            if referent.kind == EntityKind::Organisation && !referent.key.is_empty() {
                traded.entry(trade_name(&referent.key)).or_default().push(node);
                abbreviations.extend(referent.defined.iter().map(|form| hash_of_form(form)));
                let mut initials = initials(&referent.name);
                if initials.is_ascii() {
                    initials.make_ascii_lowercase();
                } else {
                    initials = initials.to_lowercase();
                }
                abbreviations.insert(hash_of_form(&initials));
            }
        }
        // "ICO" is no "ICO Inc" where another body is called so for short.
        let other = |name: &str, node: usize| {
            self.referent(node).key == name && abbreviations.contains(&hash_of_form(name))
        };
        for (name, nodes) in &mut traded {
            nodes.retain(|&node| !other(name, node));
        }
        traded.retain(|_, nodes| !nodes.is_empty());
        for (name, nodes) in traded {
            let forms: BTreeSet<&str> = nodes
                .iter()
                .map(|&node| forms_of(&self.referent(node).key, name))
                .filter(|form| !form.is_empty())
                .collect();
            if forms.len() == 1 {
                for &node in &nodes[1..] {
                    self.join(nodes[0], node);
                }
            } else {
                let mut of_form: BTreeMap<&str, usize> = BTreeMap::new();
                for node in nodes {
                    let form = forms_of(&self.referent(node).key, name);
                    match of_form.get(form) {
                        Some(&other) => self.join(node, other),
                        None => drop(of_form.insert(form, node)),
                    }
                }
            }
        }
    }

    /// Short forms of bodies, where one body alone can be meant.
    pub(super) fn join_short_forms(&mut self) {
        let mut by_initials: HashMap<String, BTreeSet<usize>> = HashMap::default();
        let mut defined: HashMap<&str, BTreeSet<usize>> = HashMap::default();
        let mut by_words: ByHash<BTreeSet<usize>> = ByHash::default();
        let mut by_first_word: HashMap<&str, BTreeSet<usize>> = HashMap::default();
        for node in 0..self.at.len() {
            let referent = self.referent(node);
            if referent.kind != EntityKind::Organisation {
                continue;
            }
            for short in &referent.defined {
                defined.entry(short).or_default().insert(node);
            }
            let Some((first, _)) = referent.key.split_once(' ') else { continue };
            by_first_word.entry(first).or_default().insert(node);
            let short = initials(&referent.name);
            if short.len() >= 3 && !is_word_of(&short, &referent.key) {
                by_initials.entry(short).or_default().insert(node);
            }
            by_words.entry(words_of(&referent.key)).or_default().insert(node);
        }
        for node in 0..self.at.len() {
            let referent = self.referent(node);
            if referent.kind != EntityKind::Organisation || referent.same_as.is_some() {
                continue;
            }
            let other = if !referent.key.contains(' ') {
                if referent.curated.is_some() {
                    continue;
                }
                // What documents define goes before what the letters could stand for.
                if let Some(defined) = defined.get(referent.key.as_str()) {
                    self.one(Some(defined))
                } else {
                    let initials = by_initials.get(&referent.key.to_uppercase());
                    let first_word = || {
                        let long = self.one(by_first_word.get(referent.key.as_str()))?;
                        is_first_word(&referent.key, &self.referent(long).key).then_some(long)
                    };
                    initials
                        .and_then(|nodes| self.one(Some(nodes)).or_else(|| self.foremost(nodes)))
                        .or_else(first_word)
                }
            } else if referent.key.split(' ').count() == 2 {
                let fits = |other: &usize| {
                    self.root(*other) != self.root(node)
                        && is_variant(&referent.key, &self.referent(*other).key)
                };
                let same = by_words.get(&words_of(&referent.key));
                let others: BTreeSet<usize> = same.into_iter().flatten().copied().filter(fits).collect();
                self.one(Some(&others))
            } else {
                None
            };
            if let Some(other) = other {
                self.join(node, other);
            }
        }
    }
}

impl Nodes<'_> {
    /// The body that far more documents name than all others of these nodes.
    fn foremost(&self, nodes: &BTreeSet<usize>) -> Option<usize> {
        let mut documents: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for &node in nodes {
            documents.entry(self.root(node)).or_default().insert(self.at[node].0);
        }
        foremost(&documents)
    }

    /// "Commodity Futures Trading Commmission": of long names that differ in one letter of one word all are one.
    pub(super) fn join_slips(&mut self) {
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for node in 0..self.at.len() {
            let referent = self.referent(node);
            if referent.kind == EntityKind::Organisation && referent.key.split(' ').count() >= LONG {
                names.entry(&referent.key).or_insert(node);
            }
        }
        // Names by all their words but one.
        let mut alike: HashMap<u64, Vec<(&str, usize)>> = HashMap::default();
        let mut same = Vec::new();
        for (name, node) in names {
            let words: Vec<u64> = name.split(' ').map(hash_of).collect();
            for (at, word) in name.split(' ').enumerate() {
                let mut hash = Hash::new();
                hash.number(at as u64);
                words
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != at)
                    .for_each(|(_, word)| hash.number(*word));
                let others = alike.entry(hash.finish()).or_default();
                same.extend(
                    others.iter().filter(|(other, _)| is_slip(word, other)).map(|(_, other)| (node, *other)),
                );
                if others.len() < MOST {
                    others.push((word, node));
                }
            }
        }
        for (node, other) in same {
            self.join(node, other);
        }
    }
}

/// The hash of the words by which "Defense Ministry" and "Ministry of National Defense" are compared, in whatever order.
fn words_of(key: &str) -> u64 {
    let words = key.split(' ').filter(|word| !matches!(*word, "of" | "for" | "national"));
    words.map(hash_of_form).fold(0, u64::wrapping_add)
}
