//! Entities across documents: which referents are one, how each is called, and what is known of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use dossier_corpus::{
    Alias, Confidence, Document, DocumentId, Entity, EntityId, EntityKind, Evidence, Fact, InstrumentFacts,
    Mention, Origin, Role, RuleName, Span, Why,
};

use super::form::{comparable, initials, is_shouted, key_of, marks};
use super::lexicon::{self, OFFICE, RANK};
use super::referents::{is_first_word, is_short_number, is_variant, number_key};
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
    order(&mut entities, documents, settings);
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
        words.map(hash_of).filter(|&hash| lexicon::classes(hash) & (RANK | OFFICE) != 0).collect()
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

    fn entities(&self, documents: &mut [Document], settings: &Settings) -> Vec<Entity> {
        let mut ids: BTreeMap<usize, usize> = BTreeMap::new();
        let mut members: Vec<Vec<usize>> = Vec::new();
        for node in 0..self.at.len() {
            let root = self.root(node);
            let id = *ids.entry(root).or_insert_with(|| {
                members.push(Vec::new());
                members.len() - 1
            });
            members[id].push(node);
        }
        let id_of = |document: usize, referent: u32| {
            EntityId(ids[&self.root(self.first[document] + referent as usize)] as u32)
        };
        let mut forms: Vec<BTreeMap<&str, u32>> = vec![BTreeMap::new(); members.len()];
        let mut split_off: BTreeMap<String, EntityId> = BTreeMap::new();
        let mut extra: Vec<(String, EntityKind)> = Vec::new();
        let mut all_mentions = Vec::with_capacity(documents.len());
        for (at, document) in documents.iter().enumerate() {
            let mut mentions = Vec::new();
            for name in &self.found[at].names {
                let form = name.span.of(&document.text);
                let kind = self.found[at].referents[name.referent as usize].kind;
                let mut entity = id_of(at, name.referent);
                let split = settings.splits.iter().find(|split| {
                    split.documents.contains(&document.id) && comparable(&split.name) == comparable(form)
                });
                if let Some(split) = split {
                    let wanted = comparable(&split.means);
                    let known = members.iter().position(|nodes| {
                        nodes.iter().any(|&node| {
                            let referent = self.referent(node);
                            referent.key == wanted
                                || referent.curated.is_some_and(|curated| {
                                    comparable(&settings.entities[curated].key) == wanted
                                })
                        })
                    });
                    entity = match known {
                        Some(known) => EntityId(known as u32),
                        None => *split_off.entry(wanted).or_insert_with(|| {
                            extra.push((split.means.clone(), kind));
                            EntityId((members.len() + extra.len() - 1) as u32)
                        }),
                    };
                }
                if (entity.0 as usize) < forms.len() {
                    *forms[entity.0 as usize].entry(form).or_insert(0) += 1;
                }
                mentions.push(Mention {
                    span: name.span,
                    entity,
                    kind,
                    role: name.role,
                    rule: RuleName::new(name.rule),
                    confidence: Confidence::percent(name.confidence),
                });
            }
            all_mentions.push(mentions);
        }
        let mut entities: Vec<Entity> = members
            .iter()
            .zip(&forms)
            .map(|(nodes, forms)| self.entity(nodes, forms, documents, settings, &id_of))
            .collect();
        for (name, kind) in extra {
            entities.push(blank(&name, kind, Origin::Curated, Confidence::CERTAIN));
        }
        for (document, mentions) in documents.iter_mut().zip(all_mentions) {
            document.mentions = mentions;
        }
        for (at, entity) in entities.iter_mut().enumerate().skip(members.len()) {
            let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
            for document in documents.iter() {
                for mention in document.mentions.iter().filter(|mention| mention.entity.0 as usize == at) {
                    *counts.entry(mention.span.of(&document.text)).or_insert(0) += 1;
                }
            }
            entity.aliases = aliases(&counts);
        }
        entities
    }

    fn entity(
        &self,
        nodes: &[usize],
        forms: &BTreeMap<&str, u32>,
        documents: &[Document],
        settings: &Settings,
        id_of: &dyn Fn(usize, u32) -> EntityId,
    ) -> Entity {
        let first = self.referent(nodes[0]);
        let kind = first.kind;
        let curated = nodes.iter().find_map(|&node| self.referent(node).curated);
        let confidence = nodes.iter().map(|&node| self.referent(node).confidence).max().unwrap_or(0);
        // A name that several documents have is surer than one that stands once.
        let in_documents: BTreeSet<usize> = nodes.iter().map(|&node| self.at[node].0).collect();
        let confidence = confidence
            .max(confidence.saturating_add(in_documents.len().saturating_sub(1).min(3) as u8 * 4).min(95));
        let origin = match curated {
            Some(_) => Origin::Curated,
            None if confidence >= SURE => Origin::Found,
            None => Origin::Candidate,
        };
        let names: Vec<&str> = nodes.iter().map(|&node| self.referent(node).name.as_str()).collect();
        let name =
            curated.map_or_else(|| best_name(kind, forms, &names), |at| settings.entities[at].name.clone());
        let mut entity = blank(&name, kind, origin, Confidence::percent(confidence));
        entity.aliases = aliases(forms);
        if let Some(at) = curated {
            entity.key.clone_from(&settings.entities[at].key);
            entity.identifiers.clone_from(&settings.entities[at].identifiers);
        }
        for &node in nodes {
            let (document, _) = self.at[node];
            let mut seen = BTreeSet::new();
            for &(span, confidence) in &self.referent(node).roles {
                let title =
                    span.of(&documents[document].text).split_whitespace().collect::<Vec<_>>().join(" ");
                if !title.is_empty() && seen.insert(title.clone()) {
                    entity.roles.push(Role {
                        title,
                        evidence: Evidence { document: document_id(document), span },
                        confidence: Confidence::percent(confidence),
                    });
                }
            }
        }
        entity.parent = nodes.iter().find_map(|&node| {
            let (parent, span, confidence) = self.referent(node).parent?;
            let id = id_of(self.at[node].0, parent);
            (self.root(self.first[self.at[node].0] + parent as usize) != self.root(node))
                .then(|| fact(id, "name.parent", confidence, self.at[node].0, span))
        });
        if kind == EntityKind::Instrument {
            entity.instrument = Some(self.instrument(nodes, documents, id_of));
            if curated.is_none() {
                name_instrument(&mut entity);
            }
        }
        entity
    }

    fn instrument(
        &self,
        nodes: &[usize],
        documents: &[Document],
        id_of: &dyn Fn(usize, u32) -> EntityId,
    ) -> InstrumentFacts {
        let mut facts = InstrumentFacts::default();
        let own = self.root(nodes[0]);
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        for &node in nodes {
            let document = self.at[node].0;
            let text = &documents[document].text;
            let Some(draft) = &self.referent(node).instrument else { continue };
            if facts.form.is_empty() {
                facts.form =
                    if draft.form == "program" { "programme".to_owned() } else { draft.form.clone() };
            }
            for number in &draft.numbers {
                *numbers.entry(number).or_insert(0) += 1;
            }
            if facts.issuer.is_none() {
                facts.issuer = draft
                    .issuer
                    .map(|(id, span)| fact(id_of(document, id), "name.issuer", 85, document, span));
            }
            if facts.date.is_none() {
                facts.date =
                    draft.date.clone().map(|(edtf, span)| fact(edtf, "name.issue-date", 88, document, span));
            }
            if let Some(span) = draft.subject {
                let words = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
                if facts.subject.as_ref().is_none_or(|known| known.value.len() < words.len()) {
                    facts.subject = Some(fact(words, "name.subject", 75, document, span));
                }
            }
            for &(id, span, confidence) in &draft.implements {
                let to = id_of(document, id);
                let itself = self.root(self.first[document] + id as usize) == own;
                if !itself && !facts.implements.iter().any(|known| known.value == to) {
                    facts.implements.push(fact(to, "name.implements", confidence, document, span));
                }
            }
        }
        // The fullest spelling, of these the most frequent, of these the first in the alphabet.
        let fullest = numbers.keys().map(|number| number_key(number).len()).max().unwrap_or(0);
        let best = numbers
            .iter()
            .filter(|(number, _)| number_key(number).len() == fullest)
            .max_by_key(|(number, count)| (**count, std::cmp::Reverse(**number)))
            .map(|(number, _)| (*number).to_owned());
        if let Some(best) = best {
            let printed = nodes.iter().find_map(|&node| {
                let document = self.at[node].0;
                let span = self.referent(node).instrument.as_ref()?.number?;
                (number_key(span.of(&documents[document].text)) == number_key(&best))
                    .then_some((document, span))
            });
            let printed = printed.or_else(|| {
                nodes.iter().find_map(|&node| {
                    Some((self.at[node].0, self.referent(node).instrument.as_ref()?.number?))
                })
            });
            if let Some((document, span)) = printed {
                facts.number = Some(fact(best, "name.number", 95, document, span));
            }
        }
        facts
    }
}

/// "Resolution 08-NQ/TW", whatever the texts write between the form and the number.
fn name_instrument(entity: &mut Entity) {
    let Some(facts) = &entity.instrument else { return };
    let Some(number) = facts.number.as_ref().map(|number| number.value.as_str()) else { return };
    let stem = entity.name.split(|c: char| c.is_ascii_digit()).next().unwrap_or("").trim_end();
    let stem = ["No.", "No", "Number", "Nr.", "number", "no.", "#", "("]
        .iter()
        .fold(stem, |stem, sign| stem.trim_end_matches(sign).trim_end());
    let stem = if stem.is_empty() || !stem.chars().all(|c| c.is_alphanumeric() || c == ' ') {
        let mut form = facts.form.clone();
        if let Some(first) = form.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        form
    } else {
        stem.to_owned()
    };
    entity.name = format!("{stem} {number}");
    entity.key = key_of(&entity.name);
}

fn blank(name: &str, kind: EntityKind, origin: Origin, confidence: Confidence) -> Entity {
    Entity {
        key: key_of(name),
        kind,
        name: name.to_owned(),
        aliases: Vec::new(),
        parent: None,
        identifiers: BTreeMap::new(),
        roles: Vec::new(),
        instrument: None,
        origin,
        confidence,
    }
}

fn aliases(forms: &BTreeMap<&str, u32>) -> Vec<Alias> {
    let mut aliases: Vec<Alias> =
        forms.iter().map(|(form, &count)| Alias { form: (*form).to_owned(), count }).collect();
    aliases.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.form.cmp(&b.form)));
    aliases
}

/// The fullest form, of these the best marked, of these the most frequent.
fn best_name(kind: EntityKind, forms: &BTreeMap<&str, u32>, names: &[&str]) -> String {
    let mut candidates: BTreeMap<&str, u32> = forms.clone();
    for name in names {
        candidates.entry(name).or_insert(0);
    }
    let usable = |form: &str| !is_shouted(form) || !form.contains(' ');
    let words = |form: &str| form.split_whitespace().count();
    let multi = candidates.keys().any(|form| words(form) > 1 && usable(form));
    // How often each comparable form is used, whatever its marks.
    let mut by_key: BTreeMap<String, u32> = BTreeMap::new();
    for (form, count) in &candidates {
        *by_key.entry(comparable(form)).or_insert(0) += count;
    }
    let best = candidates
        .iter()
        .filter(|(form, _)| usable(form) && (!multi || words(form) > 1))
        .max_by_key(|(form, count)| {
            let key = comparable(form);
            let length = if kind == EntityKind::Person { key.split(' ').count().min(5) } else { 0 };
            (length, by_key.get(&key).copied().unwrap_or(0), marks(form), **count, std::cmp::Reverse(**form))
        })
        .or_else(|| candidates.iter().max_by_key(|(_, count)| **count));
    best.map_or_else(String::new, |(form, _)| form.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn document_id(at: usize) -> DocumentId {
    DocumentId(at as u32)
}

fn fact<T>(value: T, rule: &'static str, confidence: u8, document: usize, span: Span) -> Fact<T> {
    Fact {
        value,
        why: Why {
            rule: RuleName::new(rule),
            confidence: Confidence::percent(confidence),
            evidence: vec![Evidence { document: document_id(document), span }],
        },
    }
}

/// Sorts the entities by kind, then by name, gives each a unique key, adds the curated parents, and
/// rewrites every id accordingly. What nobody mentions and nothing points to is left out.
fn order(entities: &mut Vec<Entity>, documents: &mut [Document], settings: &Settings) {
    curated_parents(entities, settings);
    let mut wanted = vec![false; entities.len()];
    for mention in documents.iter().flat_map(|document| &document.mentions) {
        wanted[mention.entity.0 as usize] = true;
    }
    // Parents of parents, issuers: each step may bring in more.
    loop {
        let more: Vec<usize> = entities
            .iter()
            .enumerate()
            .filter(|(at, _)| wanted[*at])
            .flat_map(|(_, entity)| pointed(entity))
            .map(|id| id.0 as usize)
            .filter(|&id| !wanted[id])
            .collect();
        if more.is_empty() {
            break;
        }
        for id in more {
            wanted[id] = true;
        }
    }
    let mut rank: Vec<usize> = (0..entities.len()).filter(|&at| wanted[at]).collect();
    rank.sort_by(|&a, &b| {
        let (x, y) = (&entities[a], &entities[b]);
        x.kind
            .cmp(&y.kind)
            .then_with(|| comparable(&x.name).cmp(&comparable(&y.name)))
            .then_with(|| x.name.cmp(&y.name))
            .then(a.cmp(&b))
    });
    let mut new_id = vec![0; entities.len()];
    for (new, &old) in rank.iter().enumerate() {
        new_id[old] = new;
    }
    let mut slots: Vec<Option<Entity>> = std::mem::take(entities).into_iter().map(Some).collect();
    *entities = rank.iter().filter_map(|&old| slots[old].take()).collect();
    let renumber = |id: &mut EntityId| id.0 = new_id[id.0 as usize] as u32;
    let mut keys = BTreeSet::new();
    // Curated keys are promised; found ones give way.
    keys.extend(
        entities.iter().filter(|entity| entity.origin == Origin::Curated).map(|entity| entity.key.clone()),
    );
    for entity in entities.iter_mut() {
        if let Some(parent) = &mut entity.parent {
            renumber(&mut parent.value);
        }
        if let Some(facts) = &mut entity.instrument {
            if let Some(issuer) = &mut facts.issuer {
                renumber(&mut issuer.value);
            }
            for implemented in &mut facts.implements {
                renumber(&mut implemented.value);
            }
        }
        if entity.origin == Origin::Curated {
            continue;
        }
        let plain = if entity.key.is_empty() { entity.kind.name().to_owned() } else { entity.key.clone() };
        let mut key = plain.clone();
        let mut number = 1;
        while !keys.insert(key.clone()) {
            key = if number == 1 {
                format!("{plain}-{}", entity.kind.name())
            } else {
                format!("{plain}-{}-{number}", entity.kind.name())
            };
            number += 1;
        }
        entity.key = key;
    }
    for mention in documents.iter_mut().flat_map(|document| &mut document.mentions) {
        renumber(&mut mention.entity);
    }
}

fn pointed(entity: &Entity) -> Vec<EntityId> {
    let mut ids: Vec<EntityId> = entity.parent.iter().map(|parent| parent.value).collect();
    if let Some(facts) = &entity.instrument {
        ids.extend(facts.issuer.iter().map(|issuer| issuer.value));
        ids.extend(facts.implements.iter().map(|implemented| implemented.value));
    }
    ids
}

/// The parents that the curator gives, for entities that the texts mention.
fn curated_parents(entities: &mut Vec<Entity>, settings: &Settings) {
    let mut by_key: BTreeMap<String, usize> = entities
        .iter()
        .enumerate()
        .filter(|(_, entity)| entity.origin == Origin::Curated)
        .map(|(at, entity)| (entity.key.clone(), at))
        .collect();
    let mut todo: Vec<usize> = by_key.values().copied().collect();
    while let Some(at) = todo.pop() {
        let Some(setting) = settings.entities.iter().find(|setting| setting.key == entities[at].key) else {
            continue;
        };
        let Some(parent) = &setting.parent else { continue };
        let id = if let Some(&id) = by_key.get(parent) {
            id
        } else {
            let Some(setting) = settings.entities.iter().find(|setting| setting.key == *parent) else {
                continue;
            };
            let mut entity = blank(&setting.name, setting.kind, Origin::Curated, Confidence::CERTAIN);
            entity.key.clone_from(&setting.key);
            entity.identifiers.clone_from(&setting.identifiers);
            entities.push(entity);
            by_key.insert(parent.clone(), entities.len() - 1);
            todo.push(entities.len() - 1);
            entities.len() - 1
        };
        entities[at].parent = Some(Fact {
            value: EntityId(id as u32),
            why: Why {
                rule: RuleName::new("name.curated-parent"),
                confidence: Confidence::CERTAIN,
                evidence: Vec::new(),
            },
        });
    }
}
