//! Whom the names of one document mean: short forms, abbreviations and variants go to the full form.

mod instruments;
mod parents;
mod persons;

use std::collections::BTreeMap;

use dossier_corpus::{Document, Edtf, EntityKind, Span};

use super::form::{all_initials, capitals, comparable, comparable_into, initials, is_word_of};
use super::lexicon::{BODY, ByHash, Hashes, LONE_BODY, PARTICLE};
use super::raw::Raw;
use super::roles::is_mere_address;
use super::scan::Scan;
use super::variants::{is_first_word, is_tail, is_variant, trade_name};
use super::words::{Hash, Shape, hash_of_form};
use super::{Found, Name, Referent};
use crate::Settings;

/// Groups the names of a document into referents.
pub(crate) fn group(
    scan: &Scan<'_>,
    document: &Document,
    names: &[Raw],
    inner: &[Raw],
    settings: &Settings,
) -> Found {
    let mut groups = Groups {
        scan,
        settings,
        found: Found::default(),
        by_key: ByHash::default(),
        form: String::new(),
        by_curated: BTreeMap::new(),
        bodies: Bodies::default(),
        bearers: persons::Bearers::default(),
        doubtful: Vec::new(),
        numbered: BTreeMap::new(),
        without_possessive: parents::without_possessive(scan, names),
    };
    groups.found.names.reserve_exact(names.len());
    let mut of: Vec<Option<u32>> = vec![None; names.len()];
    // Full forms first, so that short forms have something to go to wherever they stand.
    for (at, raw) in names.iter().enumerate() {
        let short = raw.kind == EntityKind::Person && is_article_name(scan, raw);
        if raw.curated.is_some() || raw.len() > 1 && raw.kind != EntityKind::Instrument && !short {
            of[at] = Some(groups.full(raw));
        }
    }
    groups.define_abbreviations(names, &of);
    groups.join_longer_names();
    groups.bearers = persons::Bearers::new(scan, names, &of, &groups);
    for (at, raw) in names.iter().enumerate() {
        if of[at].is_none() {
            of[at] = Some(if raw.kind == EntityKind::Instrument {
                groups.instrument(raw)
            } else {
                groups.short(raw, at)
            });
        }
    }
    groups.join_variants();
    for (at, raw) in names.iter().enumerate() {
        let referent = of[at].expect("every name has its referent by now");
        let referent = groups.root(referent);
        groups.tell(document, raw, referent, names, &of, inner);
        groups.found.names.push(Name {
            span: scan.span(raw.from, raw.to),
            referent,
            role: raw.role.map(|(from, to)| trimmed(scan, from, to)),
            rule: raw.rule,
            confidence: if groups.doubtful.binary_search(&at).is_ok() {
                raw.confidence.min(persons::DOUBTFUL)
            } else {
                raw.confidence
            },
        });
    }
    groups.implementation(names, &of);
    groups.found
}

/// "Al-Daraji": a family name with its article is short for a full one.
fn is_article_name(scan: &Scan<'_>, raw: &Raw) -> bool {
    // "Al-Daraji", "De Wit"
    scan.is(raw.from, PARTICLE) && (raw.len() == 2 || raw.len() == 3 && scan.word(raw.from + 1) == "-")
}

struct Groups<'s, 'd> {
    scan: &'s Scan<'d>,
    settings: &'s Settings,
    found: Found,
    /// By [`form_hash`].
    by_key: ByHash<u32>,
    /// The comparable form that was last looked up, whose place the next one takes.
    form: String,
    by_curated: BTreeMap<usize, u32>,
    /// Organisations by what they can be called for short.
    bodies: Bodies,
    bearers: persons::Bearers,
    /// Names that may mean another person than the one they were given, as indices.
    doubtful: Vec<usize>,
    /// Instruments by form and number.
    numbered: BTreeMap<(String, String), u32>,
    /// First words of the names that stand somewhere without a possessive.
    without_possessive: Hashes,
}

/// The hash of a comparable form of a kind.
fn form_hash(kind: EntityKind, key: &str) -> u64 {
    let mut hash = Hash::new();
    hash.byte(kind as u8);
    key.bytes().for_each(|byte| hash.byte(byte));
    hash.finish()
}

/// Organisations of several words by the hashes of their short forms; `None` where two share one.
#[derive(Default)]
struct Bodies {
    first_words: ByHash<Option<u32>>,
    tails: ByHash<Option<u32>>,
    word_sets: ByHash<Option<u32>>,
    initials_of: ByHash<u32>,
    /// By the name without what a company is in law.
    trade_names: ByHash<Option<u32>>,
}

impl Bodies {
    fn add(&mut self, id: u32, referent: &Referent) {
        let Some((first, tail)) = referent.key.split_once(' ') else { return };
        let put = |map: &mut ByHash<Option<u32>>, short: u64| {
            map.entry(short).and_modify(|known| *known = None).or_insert(Some(id));
        };
        let traded = trade_name(&referent.key);
        if traded.len() < referent.key.len() {
            put(&mut self.trade_names, hash_of_form(traded));
        }
        put(&mut self.first_words, hash_of_form(first));
        put(&mut self.tails, hash_of_form(tail));
        put(&mut self.word_sets, words_of_body(&referent.key));
        for short in [initials(&referent.name), all_initials(&referent.name)] {
            if short.len() >= 2 && !is_word_of(&short, &referent.key) {
                self.initials_of.entry(hash_of_form(&short)).or_insert(id);
            }
        }
    }

    /// The one longer name that these words, one or two, are short for.
    fn longer(&self, short: &str, referents: &[Referent]) -> Option<u32> {
        let one = |map: &ByHash<Option<u32>>, key: u64, fits: fn(&str, &str) -> bool| {
            map.get(&key).copied().flatten().filter(|&id| fits(short, &referents[id as usize].key))
        };
        let form = hash_of_form(short);
        one(&self.word_sets, words_of_body(short), is_variant)
            .or_else(|| one(&self.tails, form, is_tail))
            .or_else(|| one(&self.first_words, form, is_first_word))
    }
}

/// The hash of the words by which "Defense Ministry" and "Ministry of National Defense" are compared, in whatever order.
fn words_of_body(key: &str) -> u64 {
    let words = key.split(' ').filter(|word| !matches!(*word, "of" | "for" | "and" | "on" | "national"));
    words.map(hash_of_form).fold(0, u64::wrapping_add)
}

impl Groups<'_, '_> {
    fn root(&self, mut referent: u32) -> u32 {
        while let Some(same) = self.found.referents[referent as usize].same_as {
            referent = same;
        }
        referent
    }

    fn add(&mut self, referent: Referent) -> u32 {
        let id = self.found.referents.len() as u32;
        self.by_key.entry(form_hash(referent.kind, &referent.key)).or_insert(id);
        if let Some(curated) = referent.curated {
            self.by_curated.insert(curated, id);
        }
        if referent.kind == EntityKind::Organisation {
            self.bodies.add(id, &referent);
        }
        self.found.referents.push(referent);
        id
    }

    fn full(&mut self, raw: &Raw) -> u32 {
        let printed = self.scan.words_of(raw.from, raw.to);
        if let Some(curated) = raw.curated {
            if let Some(&known) = self.by_curated.get(&curated) {
                self.found.referents[known as usize].confidence =
                    raw.confidence.max(self.found.referents[known as usize].confidence);
                return known;
            }
            let setting = &self.settings.entities[curated];
            let mut referent =
                Referent::new(raw.kind, &setting.name, comparable(&setting.name), raw.confidence);
            referent.curated = Some(curated);
            return self.add(referent);
        }
        self.named(raw.kind, printed, raw.confidence)
    }

    fn named(&mut self, kind: EntityKind, printed: &str, confidence: u8) -> u32 {
        let mut key = std::mem::take(&mut self.form);
        comparable_into(printed, &mut key);
        if let Some(&known) = self.by_key.get(&form_hash(kind, &key)) {
            self.form = key;
            let referent = &mut self.found.referents[known as usize];
            referent.confidence = referent.confidence.max(confidence);
            return known;
        }
        self.add(Referent::new(kind, printed, key, confidence))
    }

    /// An abbreviation in brackets means the organisation before the bracket.
    fn define_abbreviations(&mut self, names: &[Raw], of: &[Option<u32>]) {
        for (at, raw) in names.iter().enumerate().skip(1) {
            if raw.rule != "name.defined-abbreviation" || self.scan.word(raw.from.wrapping_sub(1)) != "(" {
                continue;
            }
            let before = &names[at - 1];
            if before.to + 1 == raw.from
                && let Some(long) = of[at - 1]
            {
                let short = comparable(self.scan.words_of(raw.from, raw.to));
                let form = form_hash(EntityKind::Organisation, &short);
                // A word ("Viettel") is a name everywhere; an acronym may mean another body elsewhere.
                let referent = &mut self.found.referents[long as usize];
                if !self.scan.words[raw.from].is_all_capitals() && raw.len() == 1 {
                    referent.also.push(short);
                } else {
                    referent.defined.push(short);
                }
                self.by_key.insert(form, long);
            }
        }
    }

    fn short(&mut self, raw: &Raw, at: usize) -> u32 {
        let printed = self.scan.words_of(raw.from, raw.to);
        // Most parts of a person's name mean somebody who is named in full.
        if raw.kind == EntityKind::Person
            && let Some((id, doubtful)) = self.bearers.choose(self.scan, raw, at)
        {
            self.doubtful.extend(doubtful.then_some(at));
            return id;
        }
        let mut key = std::mem::take(&mut self.form);
        comparable_into(printed, &mut key);
        if let Some(&known) = self.by_key.get(&form_hash(raw.kind, &key)) {
            self.form = key;
            return known;
        }
        if raw.kind == EntityKind::Organisation {
            let first_word = raw.rule == "name.first-word";
            let called = if first_word {
                self.bodies.first_words.get(&hash_of_form(&key)).copied().flatten()
            } else {
                None
            };
            let abbreviated = || self.bodies.initials_of.get(&hash_of_form(&capitals(printed))).copied();
            if let Some(long) = called.or_else(abbreviated) {
                if first_word {
                    self.found.referents[long as usize].also.push(key);
                }
                return long;
            }
        }
        self.add(Referent::new(raw.kind, printed, key, raw.confidence))
    }

    /// "Defense Ministry" is the "Ministry of National Defense" where the document has but one such body.
    fn join_variants(&mut self) {
        let referents = &self.found.referents;
        let mut same = Vec::new();
        for (short, a) in referents.iter().enumerate() {
            if a.kind != EntityKind::Organisation || a.curated.is_some() {
                continue;
            }
            let traded = || self.bodies.trade_names.get(&hash_of_form(&a.key)).copied().flatten();
            let longer = |short: &str| {
                if short.split(' ').nth(2).is_none() { self.bodies.longer(short, referents) } else { None }
            };
            if let Some(long) = longer(&a.key).or_else(traded).filter(|&long| long as usize != short) {
                same.push((short, long));
            }
        }
        for (short, long) in same {
            let key = self.found.referents[short].key.clone();
            if !key.contains(' ') && self.found.referents[short].kind == EntityKind::Organisation {
                self.found.referents[long as usize].also.push(key);
            }
            self.found.referents[short].same_as = Some(long);
        }
    }

    /// What a mention adds to what is known of its referent.
    fn tell(
        &mut self,
        document: &Document,
        raw: &Raw,
        referent: u32,
        names: &[Raw],
        of: &[Option<u32>],
        inner: &[Raw],
    ) {
        let scan = self.scan;
        for &(from, to) in raw.role.iter().chain(&raw.more_roles) {
            if is_mere_address(scan, (from, to)) {
                continue;
            }
            let span = trimmed(scan, from, to);
            self.found.referents[referent as usize].roles.push((span, raw.confidence));
        }
        if raw.kind == EntityKind::Organisation && raw.from > 0 {
            self.parent(raw, referent, names, of);
        }
        let Some(words) = raw.instrument.as_deref() else { return };
        let issuer = words.issuer.and_then(|(from, to)| {
            let span = scan.span(from, to);
            // Both lists are in text order without overlap: an issuer of a few words meets few of them.
            let overlapping = |list: &[Raw]| {
                let first = list.partition_point(|other| other.to <= from);
                (first..list.len())
                    .take_while(|&at| list[at].from < to)
                    .find(|&at| list[at].kind == EntityKind::Organisation && list[at].instrument.is_none())
            };
            if let Some(at) = overlapping(names) {
                return of[at].map(|id| (self.root(id), span));
            }
            if let Some(at) = overlapping(inner) {
                return Some((self.full(&inner[at]), span));
            }
            let government = matches!(
                comparable(scan.words_of(from, to)).as_str(),
                "government" | "parliament" | "cabinet"
            );
            if government || (from..to).any(|at| scan.is(at, BODY | LONE_BODY)) && to - from > 1 {
                let id = self.owner(scan.words_of(from, to));
                return Some((id, span));
            }
            None
        });
        let date: Option<(Edtf, Span)> = words
            .date
            .and_then(|index| document.dates.get(index))
            .and_then(|date| date.edtf.clone().map(|edtf| (edtf, date.span)));
        let draft = self.found.referents[referent as usize].instrument.get_or_insert_default();
        if draft.number.is_none() {
            draft.number = words.number;
        }
        if draft.issuer.is_none() {
            draft.issuer = issuer;
        }
        if draft.date.is_none() {
            draft.date = date;
        }
        if draft.subject.is_none() {
            draft.subject = words.subject;
        }
    }

    /// The body that owns an instrument, by a name that may be a variant of one met elsewhere.
    fn owner(&mut self, printed: &str) -> u32 {
        let key = comparable(printed);
        if let Some(&known) = self.by_key.get(&form_hash(EntityKind::Organisation, &key)) {
            return self.root(known);
        }
        match self.bodies.longer(&key, &self.found.referents) {
            Some(known) => self.root(known),
            None => self.named(EntityKind::Organisation, printed, 60),
        }
    }
}

/// A role without the marks at its ends.
fn trimmed(scan: &Scan<'_>, mut from: usize, mut to: usize) -> Span {
    let stays = |at: usize| scan.words[at].is_word();
    while from < to && !stays(from) {
        from += 1;
    }
    while to > from
        && !stays(to - 1)
        && !(scan.word(to - 1) == "." && scan.words[to - 1].shape.has(Shape::GLUED))
    {
        to -= 1;
    }
    scan.span(from, to)
}
