//! Which person of a document a part of a name means, and which fuller names are one.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use dossier_corpus::EntityKind;

use super::super::gazetteer::{GIVEN, SMALL, listed};
use super::super::gender::Gender;
use super::super::lexicon::{ByHash, OFFICE, RANK, VIETNAMESE, classes};
use super::super::mend::family_end;
use super::super::raw::Raw;
use super::super::roles::is_address;
use super::super::scan::Scan;
use super::super::variants::{are_middle_names, is_suffix, outer_names};
use super::super::words::hash_of;
use super::Groups;

/// How many of the names that begin alike are looked at for the longer form of one.
const NEXT: usize = 8;

/// How many persons of one family name are told apart.
const MOST: usize = 8;

/// Highest confidence of a part of a name that several persons of the document bear.
pub(super) const DOUBTFUL: u8 = 55;

/// A person of a document whom a word can stand for.
struct Bearer {
    referent: u32,
    /// Where it is named in full first: an index into the names.
    at: usize,
    /// And where again, ascending.
    again: Vec<usize>,
    /// Heads of its ranks and offices.
    offices: Vec<u64>,
    gender: Option<Gender>,
    /// The word is its first name.
    first: bool,
    /// "Ivo Reed Jr", "his wife, Ana Reed": named beside another of the family.
    beside: bool,
}

/// Persons by the words that can stand for them: the family name of a Western name, the given name of a Vietnamese one
/// (both stand last), or the first name.
#[derive(Default)]
pub(super) struct Bearers(ByHash<Vec<Bearer>>);

impl Bearers {
    /// Those of a document, whose names mean the referents `of`.
    pub(super) fn new(scan: &Scan<'_>, names: &[Raw], of: &[Option<u32>], groups: &Groups<'_, '_>) -> Self {
        let mut bearers = Self::default();
        for (at, full) in names.iter().enumerate().filter(|(_, full)| full.kind == EntityKind::Person) {
            let Some(referent) = of[at].map(|id| groups.root(id)) else { continue };
            // "The Reed-Poole talks" are of two persons: neither is called so in full.
            if full.len() == 3 && scan.word(full.from + 1) == "-" {
                continue;
            }
            let end = family_end(scan, full);
            let (first, last) = (scan.words[full.from].hash, scan.words[end - 1].hash);
            bearers.add(scan, last, at, full, referent, end < full.to);
            if first != last && !scan.is(full.from, VIETNAMESE) {
                bearers.add(scan, first, at, full, referent, end < full.to);
            }
        }
        bearers
    }

    fn add(&mut self, scan: &Scan<'_>, word: u64, at: usize, full: &Raw, referent: u32, suffix: bool) {
        let list = self.0.entry(word).or_default();
        let bearer = match list.iter().position(|bearer| bearer.referent == referent) {
            Some(known) => {
                list[known].again.push(at);
                &mut list[known]
            }
            None if list.len() == MOST => return,
            None => {
                list.push(Bearer {
                    referent,
                    at,
                    again: Vec::new(),
                    offices: Vec::new(),
                    gender: listed(scan.words[full.from].hash).gender,
                    first: word == scan.words[full.from].hash,
                    beside: suffix,
                });
                list.last_mut().expect("it was just put there")
            }
        };
        bearer.beside |= is_kin(scan, full);
        bearer.offices.extend(offices(scan, full));
    }

    /// Whom the part of a name at `at` means, and whether another is possible.
    pub(super) fn choose(&self, scan: &Scan<'_>, raw: &Raw, at: usize) -> Option<(u32, bool)> {
        let all = self.0.get(&scan.words[raw.to - 1].hash)?;
        // "Mrs Holt" is no Peter Holt.
        let address = address(scan, raw);
        let fits = |bearer: &&Bearer| {
            address.is_none_or(|address| bearer.gender.is_none_or(|gender| gender == address))
        };
        if let [one] = &all[..] {
            return fits(&one).then_some((one.referent, false));
        }
        let mut left: Vec<&Bearer> = all.iter().filter(fits).collect();
        let mut keep = |fits: &dyn Fn(&Bearer) -> bool| {
            if left.len() > 1 && left.iter().any(|bearer| fits(bearer)) {
                left.retain(|bearer| fits(bearer));
            }
        };
        let own: Vec<u64> = offices(scan, raw).collect();
        if address.is_some() {
            keep(&|bearer| bearer.gender == address);
        }
        if !own.is_empty() {
            keep(&|bearer| bearer.offices.iter().any(|office| own.contains(office)));
        }
        keep(&|bearer| !bearer.first);
        let doubtful = left.len() > 1;
        let nearest = left.iter().max_by_key(|bearer| {
            bearer.last_before(at).map_or((0, Reverse(bearer.at)), |last| (1 + last, Reverse(0)))
        })?;
        // Whom a text is about it names in full again and again; a relative once.
        let often = left.iter().rev().max_by_key(|bearer| bearer.weight())?;
        let meant = if often.weight() >= 2 * nearest.weight() { often } else { nearest };
        Some((meant.referent, doubtful))
    }
}

impl Bearer {
    fn weight(&self) -> usize {
        (1 + self.again.len()) * if self.beside { 1 } else { 2 }
    }

    /// The last of its places before `at`.
    fn last_before(&self, at: usize) -> Option<usize> {
        let again = self.again.partition_point(|&index| index < at).checked_sub(1);
        again.map(|last| self.again[last]).or_else(|| Some(self.at).filter(|first| *first < at))
    }
}

/// Heads of the rank and the offices beside a name.
fn offices<'s>(scan: &'s Scan<'_>, raw: &'s Raw) -> impl Iterator<Item = u64> + 's {
    let words = raw.role.iter().chain(&raw.more_roles).flat_map(|&(from, to)| from..to);
    words
        .filter(|&at| scan.is(at, RANK | OFFICE) && !is_address(scan.word(at).trim_end_matches('.')))
        .map(|at| scan.words[at].hash)
}

/// The gender that a form of address before a name tells: "Mrs Reed".
fn address(scan: &Scan<'_>, raw: &Raw) -> Option<Gender> {
    let back = if scan.word(raw.from.wrapping_sub(1)) == "." { 2 } else { 1 };
    Gender::of_written_address(scan.word(raw.from.wrapping_sub(back)))
}

/// "his wife, Ana Reed"
fn is_kin(scan: &Scan<'_>, full: &Raw) -> bool {
    let back = if scan.word(full.from.wrapping_sub(1)) == "," { 2 } else { 1 };
    let word = scan.word(full.from.wrapping_sub(back));
    word == "cousin" || Gender::of_kin(word).is_some()
}

impl Groups<'_, '_> {
    /// A name without some of its words is the longer one where the document has but one such: "Mohamed Khaled" of "Mohamed
    /// Khaled Nordin", "Thu Ha" of "Nguyen Thi Thu Ha", "Ana Reed" of "Ana M. Reed".
    pub(super) fn join_longer_names(&mut self) {
        let persons = (0..)
            .zip(&self.found.referents)
            .filter(|(_, referent)| referent.kind == EntityKind::Person && referent.key.contains(' '));
        let mut persons: Vec<(&str, u32)> =
            persons.map(|(id, referent)| (referent.key.as_str(), id)).collect();
        persons.sort_unstable();
        persons.dedup_by_key(|(key, _)| *key);
        // By their last two words, and by their first and last.
        let mut ends: BTreeMap<&str, Option<u32>> = BTreeMap::new();
        let mut outer: Vec<(&str, &str, &str, u32)> = Vec::with_capacity(persons.len());
        for &(key, id) in &persons {
            let first = key.split(' ').next().unwrap_or("");
            if let Some((at, _)) = key.rmatch_indices(' ').nth(1) {
                let end = &key[at + 1..];
                let given = listed(hash_of(end.split(' ').next().unwrap_or(""))).flags & GIVEN != 0;
                // "Ki Hong", "Thu Ha", "Mark-Viverito", but no "Jane Reed" of "Mary Jane Reed".
                let hyphened =
                    self.found.referents[id as usize].name.to_lowercase().ends_with(&end.replace(' ', "-"));
                if !given || hyphened || classes(hash_of(first)) & VIETNAMESE != 0 {
                    ends.entry(end).and_modify(|known| *known = None).or_insert(Some(id));
                }
            }
            if let Some((first, middle, last)) = outer_names(key) {
                outer.push((first, last, middle, id));
            }
        }
        let mut same = Vec::new();
        for (at, &(short, id)) in persons.iter().enumerate() {
            if self.found.referents[id as usize].curated.is_some() {
                continue;
            }
            let further: Vec<u32> = persons[at + 1..]
                .iter()
                .take_while(|(key, _)| key.starts_with(short))
                .take(NEXT)
                .filter(|(key, _)| is_longer(key, short))
                .map(|(_, id)| *id)
                .take(2)
                .collect();
            if let [one] = further[..] {
                same.push((id, one));
            } else if let Some(Some(one)) = ends.get(short).filter(|_| further.is_empty()) {
                same.push((id, *one));
            }
        }
        outer.sort_by_key(|&(first, last, ..)| (first, last));
        for named in outer.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|named| named.len() > 1) {
            let middles: Vec<&str> = named.iter().map(|&(_, _, middle, _)| middle).collect();
            if !are_middle_names(&middles) {
                continue;
            }
            let longest = named.iter().max_by_key(|(_, _, middle, id)| (middle.len(), Reverse(*id)));
            let Some(&(.., long)) = longest else { continue };
            same.extend(named.iter().filter(|(.., id)| *id != long).map(|(.., id)| (*id, long)));
        }
        for (short, long) in same {
            let (short, long) = (self.root(short), self.root(long));
            if short != long && self.found.referents[short as usize].curated.is_none() {
                self.found.referents[short as usize].same_as = Some(long);
            }
        }
    }
}

/// "Hillary Clinton Speaks" is no longer name than its first two words, and "Ivo Reed Jr" no longer one than his father's.
fn is_longer(key: &str, short: &str) -> bool {
    let is_name = |word: &str| listed(hash_of(word)).flags & SMALL == 0 && !is_suffix(word);
    key.strip_prefix(short).is_some_and(|rest| rest.starts_with(' ') && rest.split(' ').all(is_name))
}
