//! Whom the names of one document mean: short forms, abbreviations and variants go to the full form.

use std::collections::BTreeMap;

use dossier_corpus::{Document, Edtf, EntityKind, Span};

use super::form::{abbreviates, all_initials, comparable, initials};
use super::gazetteer;
use super::lexicon::{
    self, BODY, ByHash, CALENDAR, DEMONYM, FIELD, FUNCTION, INSTRUMENT, LONE_BODY, NO_NAME, OCCASION, OFFICE,
    RANK, SITE, VIETNAMESE,
};
use super::raw::{self, Raw};
use super::scan::Scan;
use super::words::{Shape, hash_of};
use super::{Found, InstrumentDraft, Name, Referent};
use crate::Settings;

/// A body that the tagger is this sure of is one, though a person of the text bears the name as well.
const SURE_BODY: u8 = 90;

/// Adds the mentions that only the whole document shows: short forms of persons, defined abbreviations,
/// organisations by their first word.
pub(crate) fn complete(scan: &Scan<'_>, names: &mut Vec<Raw>) {
    let defined = abbreviations(scan, names);
    let mut known: ByHash<(EntityKind, &'static str, u8)> = ByHash::default();
    for raw in names.iter().filter(|raw| raw.kind == EntityKind::Organisation && raw.len() > 1) {
        let first = &scan.words[raw.from];
        let telling = first.is_capital() && first.is_word() && first.len() > 3 && scan.classes[raw.from] == 0;
        let headed = scan.is(raw.to - 1, BODY) && !(raw.from..raw.to).any(|at| scan.word(at) == "of");
        if telling && headed && !scan.is_written_small(raw.from) {
            known.entry(first.hash).or_insert((EntityKind::Organisation, "name.first-word", 72));
        }
    }
    for raw in names.iter().filter(|raw| raw.kind == EntityKind::Place) {
        for at in raw.from..raw.to {
            known.remove(&scan.words[at].hash);
        }
    }
    for &(from, to) in &defined {
        if to - from == 1 {
            known.insert(scan.words[from].hash, (EntityKind::Organisation, "name.defined-abbreviation", 90));
        }
    }
    for hash in repeated_abbreviations(scan) {
        known.entry(hash).or_insert((EntityKind::Organisation, "name.repeated-abbreviation", 62));
    }
    for raw in names.iter().filter(|raw| raw.kind == EntityKind::Person && raw.len() > 1) {
        let last = &scan.words[raw.to - 1];
        if last.len() > 1 && !last.shape.has(Shape::DOTTED) {
            known.insert(last.hash, (EntityKind::Person, "name.short-form", 85));
        }
    }
    // A surname alone that was taken for a body: "Delgado said" of a text that has Ramon Delgado.
    for raw in names.iter_mut().filter(|raw| raw.kind == EntityKind::Organisation && raw.len() == 1) {
        let word = &scan.words[raw.from];
        let person = matches!(known.get(&word.hash), Some((EntityKind::Person, ..)));
        let doubtful = raw.curated.is_none() && raw.rule == "name.learned" && raw.confidence < SURE_BODY;
        if person && doubtful && !word.shape.has(Shape::MORE_CAPITALS) && scan.classes[raw.from] == 0 {
            (raw.kind, raw.rule) = (EntityKind::Person, "name.short-form");
        }
    }
    let mut more = Vec::new();
    let mut taken = names.iter().peekable();
    for sentence in &scan.sentences {
        if sentence.shouted {
            continue;
        }
        for at in sentence.from..sentence.to {
            let word = &scan.words[at];
            if !word.is_capital() || !word.is_word() {
                continue;
            }
            while taken.next_if(|raw| raw.to <= at).is_some() {}
            if taken.peek().is_some_and(|raw| raw.from <= at) {
                continue;
            }
            let Some(&(kind, rule, confidence)) = known.get(&word.hash) else { continue };
            let capital = |at: usize| {
                scan.words.get(at).is_some_and(|word| word.is_capital() && word.is_word())
                    && at < sentence.to
                    && at >= sentence.from
            };
            if kind == EntityKind::Person {
                let alone = !capital(at + 1)
                    && (at == sentence.from
                        || !capital(at - 1)
                        || scan.is(at - 1, RANK | OFFICE)
                        || ends_sentence(scan, at - 1));
                let common = scan.is(at, FUNCTION | CALENDAR | DEMONYM | BODY | SITE | OCCASION)
                    || scan.words[at].shape.has(Shape::FIRST) && scan.is_written_small(at);
                if !alone || common {
                    continue;
                }
            } else if capital(at + 1) && !scan.is(at + 1, BODY | OFFICE | RANK) {
                continue;
            }
            more.push(Raw::new(at, at + 1, kind, rule, confidence));
        }
    }
    raw::merge(names, more);
}

/// Abbreviations in capitals that the document uses again and again, and at least once after "the": "the MND".
fn repeated_abbreviations(scan: &Scan<'_>) -> Vec<u64> {
    let mut seen: ByHash<(u32, bool)> = ByHash::default();
    let the = hash_of("the");
    for sentence in scan.sentences.iter().filter(|sentence| !sentence.shouted) {
        for at in sentence.from..sentence.to {
            let word = &scan.words[at];
            let fits =
                word.is_all_capitals() && (3..=6).contains(&word.len()) && !word.shape.has(Shape::DIGIT);
            if fits && !scan.is(at, NO_NAME | CALENDAR | FUNCTION) {
                let entry = seen.entry(word.hash).or_default();
                entry.0 += 1;
                // "the GDP growth": before a small noun it is no actor's name.
                let plain =
                    scan.words.get(at + 1).is_none_or(|next| !next.is_small() || scan.is(at + 1, FUNCTION));
                entry.1 |= at > sentence.from && scan.words[at - 1].hash == the && plain;
            }
        }
    }
    let mut all: Vec<u64> = seen
        .into_iter()
        .filter(|(_, (times, definite))| *times >= 2 && *definite)
        .map(|(hash, _)| hash)
        .collect();
    all.sort_unstable();
    all
}

fn ends_sentence(scan: &Scan<'_>, at: usize) -> bool {
    scan.word(at) == "."
}

/// Abbreviations in brackets after an organisation, as words; where the finder missed them they become names.
fn abbreviations(scan: &Scan<'_>, names: &mut Vec<Raw>) -> Vec<(usize, usize)> {
    let mut defined = Vec::new();
    let mut more = Vec::new();
    for raw in names.iter().filter(|raw| raw.kind == EntityKind::Organisation && raw.len() > 1) {
        if scan.word(raw.to) != "(" {
            continue;
        }
        let from = raw.to + 1;
        let Some(to) = (from + 1..from + 4).find(|&at| scan.word(at) == ")") else { continue };
        let named = (from..to).all(|at| scan.words[at].is_word())
            && scan.words[from].is_capital()
            && !scan.is(from, CALENDAR)
            && (to - from == 1 || scan.words[from].is_all_capitals());
        let short = scan.words_of(from, to);
        if named && (abbreviates(short, scan.words_of(raw.from, raw.to)) || short.len() <= 12) {
            defined.push((from, to));
            more.push(Raw::new(from, to, EntityKind::Organisation, "name.defined-abbreviation", 92));
        }
    }
    let brackets = |raw: &Raw| {
        let next = defined.partition_point(|&(_, to)| to <= raw.from);
        defined.get(next).is_some_and(|&(from, _)| from < raw.to)
    };
    names.retain(|raw| raw.curated.is_some() || !brackets(raw));
    raw::merge(names, more);
    defined
}

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
        by_key: BTreeMap::new(),
        by_curated: BTreeMap::new(),
        bodies: Bodies::default(),
        answering: ByHash::default(),
        numbered: BTreeMap::new(),
    };
    let mut of: Vec<Option<u32>> = vec![None; names.len()];
    // Full forms first, so that short forms have something to go to wherever they stand.
    for (at, raw) in names.iter().enumerate() {
        if raw.curated.is_some() || raw.len() > 1 && raw.kind != EntityKind::Instrument {
            of[at] = Some(groups.full(raw));
        }
    }
    groups.define_abbreviations(names, &of);
    groups.index_persons(names, &of);
    for (at, raw) in names.iter().enumerate() {
        if of[at].is_none() {
            of[at] = Some(if raw.kind == EntityKind::Instrument {
                groups.instrument(raw)
            } else {
                groups.short(raw, &of, at)
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
            confidence: raw.confidence,
        });
    }
    groups.implementation(names, &of);
    groups.found
}

struct Groups<'s, 'd> {
    scan: &'s Scan<'d>,
    settings: &'s Settings,
    found: Found,
    by_key: BTreeMap<(EntityKind, String), u32>,
    by_curated: BTreeMap<usize, u32>,
    /// Organisations by what they can be called for short.
    bodies: Bodies,
    /// Full names of persons by each word that can stand for them, as indices into the names.
    answering: ByHash<Vec<usize>>,
    /// Instruments by form and number.
    numbered: BTreeMap<(String, String), u32>,
}

/// Organisations of several words by their short forms; `None` where two share one.
#[derive(Default)]
struct Bodies {
    first_words: BTreeMap<String, Option<u32>>,
    tails: BTreeMap<String, Option<u32>>,
    word_sets: BTreeMap<String, Option<u32>>,
    initials_of: BTreeMap<String, u32>,
}

impl Bodies {
    fn add(&mut self, id: u32, referent: &Referent) {
        let Some((first, tail)) = referent.key.split_once(' ') else { return };
        let put = |map: &mut BTreeMap<String, Option<u32>>, short: String| {
            map.entry(short).and_modify(|known| *known = None).or_insert(Some(id));
        };
        put(&mut self.first_words, first.to_owned());
        put(&mut self.tails, tail.to_owned());
        put(&mut self.word_sets, words_of_body(&referent.key));
        for short in [initials(&referent.name), all_initials(&referent.name)] {
            if short.len() >= 2 {
                self.initials_of.entry(short).or_insert(id);
            }
        }
    }

    /// The one longer name that these words, one or two, are short for.
    fn longer(&self, short: &str, referents: &[Referent]) -> Option<u32> {
        let one = |map: &BTreeMap<String, Option<u32>>, key: &str, fits: fn(&str, &str) -> bool| {
            map.get(key).copied().flatten().filter(|&id| fits(short, &referents[id as usize].key))
        };
        one(&self.word_sets, &words_of_body(short), is_variant)
            .or_else(|| one(&self.tails, short, is_tail))
            .or_else(|| one(&self.first_words, short, is_first_word))
    }
}

/// The words by which "Defense Ministry" and "Ministry of National Defense" are compared.
fn words_of_body(key: &str) -> String {
    let mut words: Vec<&str> =
        key.split(' ').filter(|word| !matches!(*word, "of" | "for" | "and" | "on" | "national")).collect();
    words.sort_unstable();
    words.join(" ")
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
        self.by_key.entry((referent.kind, referent.key.clone())).or_insert(id);
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
            let mut referent = Referent::new(raw.kind, &setting.name, raw.confidence);
            referent.curated = Some(curated);
            return self.add(referent);
        }
        self.named(raw.kind, printed, raw.confidence)
    }

    fn named(&mut self, kind: EntityKind, printed: &str, confidence: u8) -> u32 {
        let key = comparable(printed);
        if let Some(&known) = self.by_key.get(&(kind, key)) {
            let referent = &mut self.found.referents[known as usize];
            referent.confidence = referent.confidence.max(confidence);
            return known;
        }
        self.add(Referent::new(kind, printed, confidence))
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
                // A word ("Viettel") is a name everywhere; an acronym may mean another body elsewhere.
                if !self.scan.words[raw.from].is_all_capitals() && raw.len() == 1 {
                    self.found.referents[long as usize].also.push(short.clone());
                }
                self.by_key.insert((EntityKind::Organisation, short), long);
            }
        }
    }

    fn short(&mut self, raw: &Raw, of: &[Option<u32>], at: usize) -> u32 {
        let printed = self.scan.words_of(raw.from, raw.to);
        let key = comparable(printed);
        if raw.kind != EntityKind::Person
            && let Some(&known) = self.by_key.get(&(raw.kind, key.clone()))
        {
            return known;
        }
        let hash = self.scan.words[raw.to - 1].hash;
        match raw.kind {
            EntityKind::Person => {
                // The nearest full name before, else the first one after.
                if let Some(full) = self.answering.get(&hash) {
                    let next = full.partition_point(|&index| index < at);
                    let nearest =
                        next.checked_sub(1).map_or_else(|| full.get(next), |before| full.get(before));
                    if let Some(id) = nearest.and_then(|&index| of[index]) {
                        return id;
                    }
                }
                if let Some(&known) = self.by_key.get(&(raw.kind, key)) {
                    return known;
                }
            }
            EntityKind::Organisation => {
                let short: String = dossier_corpus::fold(printed)
                    .to_uppercase()
                    .chars()
                    .filter(|c| c.is_alphanumeric())
                    .collect();
                let called = if raw.rule == "name.first-word" {
                    self.bodies.first_words.get(&key).copied().flatten()
                } else {
                    None
                };
                let long = called.or_else(|| self.bodies.initials_of.get(&short).copied());
                if let Some(long) = long {
                    if raw.rule == "name.first-word" {
                        self.found.referents[long as usize].also.push(key);
                    }
                    return long;
                }
            }
            _ => {}
        }
        self.add(Referent::new(raw.kind, printed, raw.confidence))
    }

    /// Full names by the words that can stand for them: the family name of a Western name, the given name of a
    /// Vietnamese one (both stand last), or the first name.
    fn index_persons(&mut self, names: &[Raw], of: &[Option<u32>]) {
        let words = &self.scan.words;
        for (at, full) in names.iter().enumerate() {
            if full.kind != EntityKind::Person || of[at].is_none() {
                continue;
            }
            let (first, last) = (words[full.from].hash, words[full.to - 1].hash);
            self.answering.entry(last).or_default().push(at);
            if first != last && !self.scan.is(full.from, VIETNAMESE) {
                self.answering.entry(first).or_default().push(at);
            }
        }
    }

    fn instrument(&mut self, raw: &Raw) -> u32 {
        let printed = self.scan.words_of(raw.from, raw.to);
        let words = raw.instrument.as_deref().cloned().unwrap_or_default();
        let form = words.form.of(self.scan.text);
        let form = singular(&comparable(form)).to_owned();
        let number = words.number.map(|span| span.of(self.scan.text));
        if let Some(number) = number {
            let number_key = number_key(number);
            if let Some(known) = self.same_number(&form, &number_key) {
                let draft = self.found.referents[known as usize]
                    .instrument
                    .as_mut()
                    .expect("numbered instruments have drafts");
                if !draft.numbers.iter().any(|other| other == number) {
                    draft.numbers.push(number.to_owned());
                }
                self.numbered.entry((form, number_key)).or_insert(known);
                return known;
            }
        } else if let Some(&known) = self.by_key.get(&(EntityKind::Instrument, comparable(printed))) {
            return known;
        }
        let mut referent = Referent::new(EntityKind::Instrument, printed, raw.confidence);
        let number_key = number.map(number_key);
        if let Some(number) = &number_key {
            referent.key = format!("{form} {number}");
        }
        referent.instrument = Some(Box::new(InstrumentDraft {
            form: form.clone(),
            numbers: number.map(str::to_owned).into_iter().collect(),
            ..InstrumentDraft::default()
        }));
        let id = self.add(referent);
        if let Some(number) = number_key {
            self.numbered.insert((form, number), id);
        }
        id
    }

    /// The instrument of that form and number, or of a number that is short for it or that it is short for.
    fn same_number(&self, form: &str, number: &str) -> Option<u32> {
        let exact = |number: &str| self.numbered.get(&(form.to_owned(), number.to_owned())).copied();
        let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let fuller = || {
            self.numbered
                .range((form.to_owned(), number.to_owned())..)
                .take_while(|((of, other), _)| of == form && other.starts_with(number))
                .take(50)
                .find(|((_, other), _)| is_short_number(number, other))
                .map(|(_, id)| *id)
        };
        exact(number)
            .or_else(|| exact(&number[..digits]).filter(|_| is_short_number(&number[..digits], number)))
            .or_else(fuller)
    }

    /// "Defense Ministry" is the "Ministry of National Defense" where the document has but one such body.
    fn join_variants(&mut self) {
        let referents = &self.found.referents;
        let mut same = Vec::new();
        for (short, a) in referents.iter().enumerate() {
            if a.kind != EntityKind::Organisation || a.curated.is_some() || a.key.split(' ').count() > 2 {
                continue;
            }
            if let Some(long) = self.bodies.longer(&a.key, referents).filter(|&long| long as usize != short) {
                same.push((short, long));
            }
        }
        for (short, long) in same {
            let key = self.found.referents[short].key.clone();
            if !key.contains(' ') {
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
        for (from, to) in raw.role.iter().chain(&raw.more_roles) {
            let span = trimmed(scan, *from, *to);
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
        if let Some(&known) = self.by_key.get(&(EntityKind::Organisation, key.clone())) {
            return self.root(known);
        }
        match self.bodies.longer(&key, &self.found.referents) {
            Some(known) => self.root(known),
            None => self.named(EntityKind::Organisation, printed, 60),
        }
    }

    /// "the PCC's Economic Commission", "the General Department under the Ministry".
    fn parent(&mut self, raw: &Raw, referent: u32, names: &[Raw], of: &[Option<u32>]) {
        if self.found.referents[referent as usize].parent.is_some() {
            return;
        }
        let scan = self.scan;
        let at = names.partition_point(|other| other.from < raw.from);
        let found = if scan.words[raw.from - 1].shape.has(Shape::CLITIC)
            && at > 0
            && names[at - 1].to + 1 == raw.from
        {
            Some((at - 1, 80))
        } else if matches!(scan.word(raw.to), "under" | "of") && scan.word(raw.to + 1) == "the" {
            names
                .get(at + 1)
                .filter(|next| next.from == raw.to + 2)
                .map(|_| (at + 1, if scan.word(raw.to) == "under" { 80 } else { 70 }))
        } else {
            None
        };
        if let Some((index, confidence)) = found
            && names[index].kind == EntityKind::Organisation
            && let Some(id) = of[index]
        {
            let id = self.root(id);
            if id != referent {
                let both = scan.span(raw.from.min(names[index].from), raw.to.max(names[index].to));
                self.found.referents[referent as usize].parent = Some((id, both, confidence));
            }
        }
    }

    /// "the Government's programme and the Ministry's plan on carrying out Resolution 08".
    fn implementation(&mut self, names: &[Raw], of: &[Option<u32>]) {
        let scan = self.scan;
        let mut previous: Vec<usize> = Vec::new();
        for (at, raw) in names.iter().enumerate() {
            if raw.kind != EntityKind::Instrument {
                continue;
            }
            if let Some(&last) = previous.last() {
                let between = names[last].to..raw.from;
                let near = between.len() <= 12
                    && !between.clone().any(|word| scan.word(word) == "." || scan.word(word) == ";");
                if near && between.clone().any(|word| carries_out(scan, word)) {
                    let to = self.root(of[at].expect("grouped"));
                    for (distance, &from) in previous.iter().rev().enumerate() {
                        let id = self.root(of[from].expect("grouped"));
                        if id == to {
                            break;
                        }
                        let span = scan.span(names[from].from, raw.to);
                        let confidence = if distance == 0 { 85 } else { 70 };
                        if let Some(draft) = &mut self.found.referents[id as usize].instrument
                            && !draft.implements.iter().any(|(known, ..)| *known == to)
                        {
                            draft.implements.push((to, span, confidence));
                        }
                        // Further back only through a list: ", and the".
                        let Some(next) = previous.len().checked_sub(distance + 2) else { break };
                        let gap = names[previous[next]].to..names[from].from;
                        let listed = gap.len() <= 3
                            && gap.clone().all(|word| matches!(scan.word(word), "," | "and" | "the"));
                        if !listed {
                            break;
                        }
                    }
                }
                if !near {
                    previous.clear();
                }
            }
            previous.push(at);
        }
    }
}

fn carries_out(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.word(at);
    matches!(
        word,
        "implement"
            | "implementing"
            | "implements"
            | "implementation"
            | "executing"
            | "concretizing"
            | "concretising"
            | "realizing"
            | "realising"
            | "enforcing"
            | "fulfilling"
            | "enacting"
    ) || matches!(word, "carrying" | "carry" | "carries") && scan.word(at + 1) == "out"
}

/// "defense ministry" of "ministry national defense": the same head, and no other word.
pub(crate) fn is_variant(short: &str, long: &str) -> bool {
    const HEADS: &[&str] =
        &["ministry", "department", "commission", "committee", "council", "agency", "office", "bureau"];
    let Some(head) = short.split(' ').find(|word| HEADS.contains(word)) else { return false };
    let long_words: Vec<&str> =
        long.split(' ').filter(|word| !matches!(*word, "of" | "for" | "and" | "on")).collect();
    long_words.first() == Some(&head)
        && long_words.len() <= 3
        && short.split(' ').all(|word| long_words.contains(&word))
        && long_words.iter().all(|word| short.split(' ').any(|other| other == *word) || *word == "national")
        && short != long
}

/// "viettel" of "viettel group": the first word of a name that a body's word ends.
pub(crate) fn is_first_word(short: &str, long: &str) -> bool {
    const ENDS: &[&str] = &[
        "group",
        "corporation",
        "company",
        "inc",
        "limited",
        "plc",
        "holdings",
        "industries",
        "bank",
        "airlines",
        "motors",
        "telecom",
    ];
    short.len() >= 4
        && !short.contains(' ')
        && long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '))
        && long.rsplit(' ').next().is_some_and(|end| ENDS.contains(&end))
        && lexicon::classes(hash_of(short)) == 0
        && gazetteer::listed(hash_of(short)).flags & !gazetteer::FAMILY == 0
}

/// "economic commission" of "pcc economic commission": the name without its owner's abbreviation.
fn is_tail(short: &str, long: &str) -> bool {
    short.contains(' ')
        && long
            .strip_suffix(short)
            .is_some_and(|rest| rest.ends_with(' ') && !rest.trim_end().contains(' ') && rest.len() <= 7)
}

fn singular(form: &str) -> &str {
    match form {
        "regulations" | "resolutions" | "decrees" | "directives" | "laws" | "acts" | "decisions"
        | "conclusions" | "plans" => &form[..form.len() - 1],
        _ => form,
    }
}

/// A number by which instruments are compared: "08/NQ-TW" and "8-NQ/TW" are one.
pub(crate) fn number_key(number: &str) -> String {
    let mut key = String::with_capacity(number.len());
    for part in dossier_corpus::fold(number).split(|c: char| !c.is_alphanumeric()) {
        let part = part.trim_start_matches('0');
        if !key.is_empty()
            && key.ends_with(|c: char| c.is_ascii_digit())
            && part.starts_with(|c: char| c.is_ascii_digit())
        {
            key.push('/');
        }
        key.push_str(part);
    }
    key
}

/// "57" of "57nqtw", but not of "57/2016".
pub(crate) fn is_short_number(short: &str, long: &str) -> bool {
    !short.is_empty()
        && short.bytes().all(|b| b.is_ascii_digit())
        && long.strip_prefix(short).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic()))
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

/// Names that are certainly none: dates, currencies, lone function words, lone offices.
pub(crate) fn is_junk(scan: &Scan<'_>, raw: &Raw) -> bool {
    if raw.curated.is_some() || raw.kind == EntityKind::Instrument {
        return false;
    }
    let range = raw.from..raw.to;
    let only =
        |classes: u32| range.clone().all(|at| scan.classes[at] & classes != 0 || !scan.words[at].is_word());
    let letters = range.clone().any(|at| scan.words[at].shape.has(Shape::LETTER) && scan.words[at].len() > 1);
    !letters
        || only(CALENDAR | FUNCTION | NO_NAME)
        || raw.len() == 1
            && scan.is(raw.from, CALENDAR | FUNCTION | NO_NAME | FIELD | INSTRUMENT | OCCASION)
            && !scan.is(raw.from, LONE_BODY)
        || raw.kind == EntityKind::Person && (only(RANK | OFFICE | FUNCTION))
        || raw.kind == EntityKind::Organisation && is_no_body(scan, raw)
}

/// "Party", "the Ministry", "Party and Government": actors, but no names. "Minister of National Defence": an office.
fn is_no_body(scan: &Scan<'_>, raw: &Raw) -> bool {
    const GENERIC: &[&str] = &[
        "Party",
        "State",
        "Government",
        "Nation",
        "Fatherland",
        "Leader",
        "Leaders",
        "Ministry",
        "Ministries",
        "Department",
        "Committee",
        "Commission",
        "Council",
        "Board",
        "Group",
        "Company",
        "Corporation",
        "Agency",
        "Authority",
        "Office",
        "Centre",
        "Center",
        "University",
        "College",
        "School",
        "Bank",
        "Union",
        "Court",
        "Press",
        "Association",
        "Institute",
        "Foundation",
        "Society",
        "Service",
        "Services",
        "Administration",
        "Cabinet",
        "Secretariat",
        "Bureau",
        "Club",
        "Team",
    ];
    let generic = |at: usize| GENERIC.contains(&scan.word(at)) || scan.is(at, FUNCTION);
    (raw.from..raw.to).all(generic)
        || raw.len() > 1 && scan.is(raw.from, OFFICE) && scan.word(raw.from + 1) == "of"
}
