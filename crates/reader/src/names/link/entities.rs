//! An entity made of the referents that are one: how it is called, and what is known of it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use dossier_corpus::{
    Alias, Confidence, Document, DocumentId, Entity, EntityId, EntityKind, Evidence, Fact, InstrumentFacts,
    Mention, Origin, Role, RuleName, Span, Why,
};
use foldhash::HashSet;

use super::super::form::{comparable, is_shouted, key_of, marks};
use super::super::variants::number_key;
use super::{Nodes, SURE};
use crate::Settings;

/// One in so many documents that name a part must name its whole as well.
const WITH_WHOLE: usize = 4;

/// Highest confidence that a family name alone means the one whom the collection knows.
const PRESUMED: u8 = 65;

/// A fuller name that is used this many times less often than another is no better one.
const RARE: u32 = 5;

/// A full name that so few of a person's mentions have is a slip.
const SLIP: u32 = 40;

impl Nodes<'_> {
    pub(super) fn entities(&self, documents: &mut [Document], settings: &Settings) -> Vec<Entity> {
        let mut ids: Vec<u32> = vec![u32::MAX; self.at.len()];
        let mut members: Vec<Vec<usize>> = Vec::new();
        for node in 0..self.at.len() {
            let root = self.root(node);
            if ids[root] == u32::MAX {
                ids[root] = members.len() as u32;
                members.push(Vec::new());
            }
            ids[node] = ids[root];
            members[ids[root] as usize].push(node);
        }
        let id_of = |document: usize, referent: u32| EntityId(ids[self.first[document] + referent as usize]);
        let mut forms: Vec<(EntityId, &str)> = Vec::with_capacity(self.at.len());
        let mut split_off: BTreeMap<String, EntityId> = BTreeMap::new();
        let mut extra: Vec<(String, EntityKind)> = Vec::new();
        let mut all_mentions = Vec::with_capacity(documents.len());
        for (at, document) in documents.iter().enumerate() {
            let mut mentions = Vec::with_capacity(self.found[at].names.len());
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
                forms.push((entity, form));
                let presumed = self.presumed.contains(&(self.first[at] + name.referent as usize));
                let confidence = if presumed { name.confidence.min(PRESUMED) } else { name.confidence };
                mentions.push(Mention {
                    span: name.span,
                    entity,
                    kind,
                    role: name.role,
                    rule: RuleName::new(if presumed { "name.known-bearer" } else { name.rule }),
                    confidence: Confidence::percent(confidence),
                });
            }
            all_mentions.push(mentions);
        }
        let forms = Forms::of(&forms, members.len() + extra.len());
        let mut entities = Vec::with_capacity(members.len() + extra.len());
        entities.extend(members.iter().enumerate().map(|(at, nodes)| {
            self.entity(nodes, forms.of_entity(at), documents, settings, &members, &id_of)
        }));
        for (name, kind) in extra {
            let mut entity = blank(name, kind, Origin::Curated, Confidence::CERTAIN);
            entity.aliases = aliases(forms.of_entity(entities.len()));
            entities.push(entity);
        }
        for (document, mentions) in documents.iter_mut().zip(all_mentions) {
            document.mentions = mentions;
        }
        entities
    }

    fn entity(
        &self,
        nodes: &[usize],
        forms: &[(&str, u32)],
        documents: &[Document],
        settings: &Settings,
        members: &[Vec<usize>],
        id_of: &dyn Fn(usize, u32) -> EntityId,
    ) -> Entity {
        let first = self.referent(nodes[0]);
        let kind = first.kind;
        let curated = nodes.iter().find_map(|&node| self.referent(node).curated);
        let confidence = nodes.iter().map(|&node| self.referent(node).confidence).max().unwrap_or(0);
        // A name that several documents have is surer than one that stands once.
        let further = nodes.windows(2).filter(|pair| self.at[pair[0]].0 != self.at[pair[1]].0).count();
        let confidence = confidence.max(confidence.saturating_add(further.min(3) as u8 * 4).min(95));
        let origin = match curated {
            Some(_) => Origin::Curated,
            None if confidence >= SURE => Origin::Found,
            None => Origin::Candidate,
        };
        let names = nodes.iter().map(|&node| self.referent(node).name.as_str());
        let name =
            curated.map_or_else(|| best_name(kind, forms, names), |at| settings.entities[at].name.clone());
        let mut entity = blank(name, kind, origin, Confidence::percent(confidence));
        entity.aliases = aliases(forms);
        if let Some(at) = curated {
            entity.key.clone_from(&settings.entities[at].key);
            entity.identifiers.clone_from(&settings.entities[at].identifiers);
        }
        let mut seen = HashSet::default();
        for &node in nodes {
            let (document, _) = self.at[node];
            seen.clear();
            for &(span, confidence) in &self.referent(node).roles {
                let title = spaced(span.of(&documents[document].text));
                if !title.is_empty() && seen.insert(title.clone()) {
                    entity.roles.push(Role {
                        title: title.into_owned(),
                        evidence: Evidence { document: document_id(document), span },
                        confidence: Confidence::percent(confidence),
                    });
                }
            }
        }
        entity.parent = self.parent(nodes, members, id_of);
        if kind == EntityKind::Instrument {
            entity.instrument = Some(self.instrument(nodes, documents, id_of));
            if curated.is_none() {
                name_instrument(&mut entity);
            }
        }
        entity
    }

    /// The documents of nodes, which are in order, as those are.
    fn in_documents(&self, nodes: &[usize]) -> Vec<usize> {
        let mut documents: Vec<usize> = nodes.iter().map(|&node| self.at[node].0).collect();
        documents.dedup();
        documents
    }

    /// The body that most documents make the parent. Documents that disagree leave none, and so do those that speak of
    /// the part: one that is mostly named without its whole is a body of its own.
    fn parent(
        &self,
        nodes: &[usize],
        members: &[Vec<usize>],
        id_of: &dyn Fn(usize, u32) -> EntityId,
    ) -> Option<Fact<EntityId>> {
        let mut told: BTreeMap<EntityId, (u32, Fact<EntityId>)> = BTreeMap::new();
        for &node in nodes {
            let document = self.at[node].0;
            let Some((parent, span, confidence)) = self.referent(node).parent else { continue };
            if self.root(self.first[document] + parent as usize) == self.root(node) {
                continue;
            }
            let id = id_of(document, parent);
            let fact = || (0, fact(id, "name.parent", confidence, document, span));
            told.entry(id).or_insert_with(fact).0 += 1;
        }
        let most = told.values().map(|(times, _)| *times).max()?;
        let mut best = told.into_values().filter(|(times, _)| *times == most);
        let (_, fact) = best.next()?;
        if best.next().is_some() {
            return None;
        }
        let in_documents = self.in_documents(nodes);
        let whole = self.in_documents(&members[fact.value.0 as usize]);
        let together = in_documents.iter().filter(|document| whole.binary_search(document).is_ok()).count();
        (together * WITH_WHOLE >= in_documents.len()).then_some(fact)
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

pub(super) fn blank(name: String, kind: EntityKind, origin: Origin, confidence: Confidence) -> Entity {
    Entity {
        key: key_of(&name),
        kind,
        name,
        aliases: Vec::new(),
        parent: None,
        identifiers: BTreeMap::new(),
        roles: Vec::new(),
        instrument: None,
        origin,
        confidence,
    }
}

/// The forms by which each entity is named, and how often.
struct Forms<'t> {
    /// Those of one entity behind those of the one before, in the order of the alphabet.
    counts: Vec<(&'t str, u32)>,
    /// Where those of each entity begin; the last is the end.
    from: Vec<usize>,
}

impl<'t> Forms<'t> {
    /// From the names of all texts, for so many entities.
    fn of(names: &[(EntityId, &'t str)], entities: usize) -> Self {
        // Where those of each entity end; with each that is put there, one further in front.
        let mut ends = vec![0; entities];
        for (entity, _) in names {
            ends[entity.0 as usize] += 1;
        }
        let mut end = 0;
        for count in &mut ends {
            end += *count;
            *count = end;
        }
        let mut by_entity = vec![""; names.len()];
        for (entity, form) in names {
            let end = &mut ends[entity.0 as usize];
            *end -= 1;
            by_entity[*end] = form;
        }
        let mut forms =
            Self { counts: Vec::with_capacity(names.len()), from: Vec::with_capacity(entities + 1) };
        for (at, begin) in ends.iter().enumerate() {
            let of_one = &mut by_entity[*begin..ends.get(at + 1).copied().unwrap_or(names.len())];
            of_one.sort_unstable();
            forms.from.push(forms.counts.len());
            forms.counts.extend(of_one.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)));
        }
        forms.from.push(forms.counts.len());
        forms
    }

    fn of_entity(&self, at: usize) -> &[(&'t str, u32)] {
        &self.counts[self.from[at]..self.from[at + 1]]
    }
}

fn aliases(forms: &[(&str, u32)]) -> Vec<Alias> {
    let mut aliases: Vec<Alias> =
        forms.iter().map(|&(form, count)| Alias { form: form.to_owned(), count }).collect();
    aliases.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.form.cmp(&b.form)));
    aliases
}

/// The fullest form, of these the best marked, of these the most frequent.
fn best_name<'f>(
    kind: EntityKind,
    forms: &[(&'f str, u32)],
    mut names: impl Iterator<Item = &'f str> + Clone,
) -> String {
    struct Candidate<'f> {
        form: &'f str,
        count: u32,
        words: usize,
        usable: bool,
        key: String,
    }
    if let [(only, _)] = forms
        && names.clone().all(|name| name == *only)
    {
        return spaced(only).into_owned();
    }
    let mut counts: BTreeMap<&str, u32> = forms.iter().copied().collect();
    for name in names.by_ref() {
        counts.entry(name).or_insert(0);
    }
    if counts.len() == 1
        && let Some((only, _)) = counts.first_key_value()
    {
        return spaced(only).into_owned();
    }
    let candidates: Vec<Candidate> = counts
        .into_iter()
        .map(|(form, count)| Candidate {
            form,
            count,
            words: form.split_whitespace().count(),
            usable: !is_shouted(form) || !form.contains(' '),
            key: comparable(form),
        })
        .collect();
    // How often each comparable form is used, whatever its marks.
    let mut by_key: BTreeMap<&str, u32> = BTreeMap::new();
    for it in &candidates {
        *by_key.entry(&it.key).or_insert(0) += it.count;
    }
    let used = |it: &Candidate| by_key.get(it.key.as_str()).copied().unwrap_or(0);
    // "Athough Reagan" once is no full name of whom all others call Reagan.
    let all: u32 = candidates.iter().map(|it| it.count).sum();
    let slip = |it: &Candidate| kind == EntityKind::Person && used(it) * SLIP < all;
    // "Hanoi" is as full a name as "Hà Nội".
    let multi =
        kind != EntityKind::Place && candidates.iter().any(|it| it.words > 1 && it.usable && !slip(it));
    let full = |it: &Candidate| it.usable && (!multi || it.words > 1);
    let most = candidates.iter().filter(|it| full(it)).map(used).max().unwrap_or(0);
    let best = candidates
        .iter()
        .filter(|it| full(it) && used(it) * RARE >= most)
        .max_by_key(|it| {
            let length = if kind == EntityKind::Person { it.key.split(' ').count().min(5) } else { 0 };
            (length, used(it), marks(it.form), it.count, std::cmp::Reverse(it.form))
        })
        .or_else(|| candidates.iter().max_by_key(|it| it.count));
    best.map_or_else(String::new, |it| spaced(it.form).into_owned())
}

/// The words with one space between them.
fn spaced(words: &str) -> Cow<'_, str> {
    let odd = |two: &[u8]| two[0] == b' ' && two[1] == b' ';
    let plain = words.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    if plain && words.trim_ascii().len() == words.len() && !words.as_bytes().windows(2).any(odd) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
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
