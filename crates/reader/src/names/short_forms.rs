//! The mentions that only the whole document shows: short forms of persons, defined and repeated abbreviations,
//! bodies by their first word.

use dossier_corpus::EntityKind;

use super::form::abbreviates;
use super::gazetteer::{COUNTRY, PLACE, listed};
use super::lexicon::{
    AT, BODY, ByHash, CALENDAR, DEMONYM, FUNCTION, NO_NAME, OCCASION, OFFICE, PARTICLE, RANK, SITE,
};
use super::mend::family_end;
use super::raw::{self, Raw};
use super::scan::Scan;
use super::words::{Shape, hash_of};

/// A body that the tagger is this sure of is one, though a person of the text bears the name as well.
const SURE_BODY: u8 = 90;

/// Longest short form in brackets that need not be made of initials, in bytes.
const LONGEST: usize = 12;

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
        let last = &scan.words[family_end(scan, raw) - 1];
        if last.len() > 1 && !last.shape.has(Shape::DOTTED) {
            known.insert(last.hash, (EntityKind::Person, "name.short-form", 85));
        }
    }
    // A name alone that was taken for a body or a place that no list knows: "Delgado said" of a text that has Ramon Delgado,
    // "Quang praised" of one that has Tran Luu Quang. "De Wit" of one that has Joost de Wit.
    let other = |raw: &Raw| match raw.kind {
        EntityKind::Organisation => true,
        EntityKind::Place => {
            listed(scan.words[raw.from].hash).flags & (COUNTRY | PLACE) == 0
                && !(raw.from > 0 && scan.is(raw.from - 1, AT))
        }
        _ => false,
    };
    let short = |raw: &Raw| raw.len() == 1 || raw.len() == 2 && scan.is(raw.from, PARTICLE);
    for raw in names.iter_mut().filter(|raw| short(raw) && other(raw)) {
        let word = &scan.words[raw.to - 1];
        let person = matches!(known.get(&word.hash), Some((EntityKind::Person, ..)));
        let doubtful = raw.curated.is_none() && raw.rule == "name.learned" && raw.confidence < SURE_BODY;
        if person && doubtful && !word.shape.has(Shape::MORE_CAPITALS) && scan.classes[raw.to - 1] == 0 {
            (raw.kind, raw.rule) = (EntityKind::Person, "name.short-form");
        }
    }
    // "Justice Mensah" of a text that has Akosua Mensah.
    for raw in names.iter_mut().filter(|raw| raw.kind == EntityKind::Organisation && raw.len() == 2) {
        let judge = matches!(scan.word(raw.from), "Justice" | "Judge");
        let person = matches!(known.get(&scan.words[raw.to - 1].hash), Some((EntityKind::Person, ..)));
        if judge && person && raw.curated.is_none() {
            (raw.kind, raw.rule, raw.from) = (EntityKind::Person, "name.short-form", raw.from + 1);
        }
    }
    let mut more = Vec::new();
    let mut taken = names.iter().peekable();
    for (sentence, at) in scan.capitals().filter(|(sentence, _)| !sentence.shouted) {
        let word = &scan.words[at];
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
        // "Dubois-Laurent"
        let hyphened = kind == EntityKind::Person
            && at >= sentence.from + 2
            && scan.word(at - 1) == "-"
            && scan.words[at].shape.has(Shape::GLUED)
            && capital(at - 2);
        more.push(Raw::new(if hyphened { at - 2 } else { at }, at + 1, kind, rule, confidence));
    }
    raw::merge(names, more);
}

/// Abbreviations in capitals that the document uses again and again, and at least once after "the": "the MND".
fn repeated_abbreviations(scan: &Scan<'_>) -> Vec<u64> {
    let mut seen: ByHash<(u32, bool)> = ByHash::default();
    let the = hash_of("the");
    for (sentence, at) in scan.capitals().filter(|(sentence, _)| !sentence.shouted) {
        let word = &scan.words[at];
        let fits = word.is_all_capitals() && (3..=6).contains(&word.len()) && !word.shape.has(Shape::DIGIT);
        if fits && !scan.is(at, NO_NAME | CALENDAR | FUNCTION) {
            let entry = seen.entry(word.hash).or_default();
            entry.0 += 1;
            // "the GDP growth": before a small noun it is no actor's name.
            let plain =
                scan.words.get(at + 1).is_none_or(|next| !next.is_small() || scan.is(at + 1, FUNCTION));
            entry.1 |= at > sentence.from && scan.words[at - 1].hash == the && plain;
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
        // "Toshiba Systems (U.K.) Ltd": where a company is, not what it is called.
        let country = to - from == 1 && listed(scan.words[from].hash).flags & COUNTRY != 0;
        let stands_for = || abbreviates(short, scan.words_of(raw.from, raw.to));
        if named && (short.len() <= LONGEST && !country || stands_for()) {
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
