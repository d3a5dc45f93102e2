//! Names that stand right beside each other or beside an office.

use dossier_corpus::EntityKind;

use crate::names::gazetteer::{SMALL, is_country, listed};
use crate::names::lexicon::{BODY, FIELD, FUNCTION, LONE_BODY, OFFICE, RANK};
use crate::names::raw::Raw;
use crate::names::scan::Scan;
use crate::names::words::Shape;

use super::is_suffix;

/// Longest name that a body found in two pieces makes, in words: no text is looked through again and again.
const LONGEST: usize = 24;

/// "Factory" and "Z131", "… Security and External" and "Relations": two bodies with nothing between them are one.
pub(super) fn is_rest(scan: &Scan<'_>, name: &Raw, next: &Raw) -> bool {
    name.kind == EntityKind::Organisation
        && name.curated.is_none()
        && name.to == next.from
        && next.to - name.from <= LONGEST
        && !scan.words[next.from].shape.has(Shape::NEW_LINE)
        && !scan.words[next.from].shape.has(Shape::FIRST)
}

/// "Ambassador [to Vietnam] Sandeep Arya": the country to which an office is sent is no part of who holds it. It is parted from
/// `raw` and given back.
pub(super) fn country_of_office(scan: &Scan<'_>, raw: &mut Raw) -> Option<Raw> {
    if !matches!(raw.kind, EntityKind::Person | EntityKind::Organisation | EntityKind::Place) {
        return None;
    }
    let within = scan.word(raw.from) == "to";
    let country = raw.from + usize::from(within);
    let sent = country > 1 && scan.word(country - 1) == "to" && scan.is(country - 2, OFFICE);
    let length = (1..=3)
        .rev()
        .find(|length| country + length < raw.to && is_country(&scan.words[country..country + length]))?;
    let name = country + length;
    let person = (name..raw.to)
        .all(|at| scan.words[at].is_capital() && !scan.is(at, BODY | FIELD | OFFICE | FUNCTION));
    if !(sent && person) {
        return None;
    }
    let place = Raw::new(country, name, EntityKind::Place, "name.preposition-of-place", raw.confidence);
    raw.from = name;
    raw.kind = EntityKind::Person;
    Some(place)
}

/// "Le Tan Toi, Chairman of the Committee": a name that no word shows to be a body's, and that an office explains, is a person's.
pub(super) fn is_explained(scan: &Scan<'_>, raw: &Raw) -> bool {
    let plain = |at: usize| {
        let word = &scan.words[at];
        word.is_capital()
            && word.shape.has(Shape::SMALL)
            && !word.shape.has(Shape::MORE_CAPITALS)
            && !scan.is(at, BODY | LONE_BODY | FIELD | FUNCTION | OFFICE | RANK)
    };
    (2..=4).contains(&raw.len())
        && (raw.from..raw.to).all(plain)
        && scan.word(raw.to) == ","
        && scan.is(raw.to + 1, OFFICE)
        && scan.words[raw.to + 1].is_capital()
        && matches!(scan.word(raw.to + 2), "of" | "and" | "for")
}

/// "Ferdinand Marcos Jr. [Japan]": a name ends with its suffix. What stands behind it is given back if it is a country.
pub(super) fn behind_suffix(scan: &Scan<'_>, raw: &mut Raw) -> Option<Raw> {
    let suffix = (raw.from + 2..raw.to.saturating_sub(1)).find(|&at| is_suffix(scan.word(at)));
    let mut end = suffix.filter(|_| raw.kind == EntityKind::Person)? + 1;
    if scan.word(end) == "." {
        end += 1;
    }
    let rest = end..raw.to;
    raw.to = end;
    let country = is_country(&scan.words[rest.clone()]);
    country.then(|| Raw::new(rest.start, rest.end, EntityKind::Place, "name.learned", raw.confidence))
}

/// "Committee on Housing", "Urban Planning and Public Works": further fields behind a comma, all of them words that are written
/// small elsewhere.
pub(super) fn is_further_fields(scan: &Scan<'_>, name: &Raw, next: &Raw) -> bool {
    let headed = || {
        (name.from..name.to.saturating_sub(1))
            .any(|at| scan.is(at, BODY) && matches!(scan.word(at + 1), "on" | "of" | "for"))
    };
    let field = |at: usize| {
        scan.word(at) == "and"
            || !scan.is(at, BODY | LONE_BODY) && listed(scan.words[at].hash).flags & SMALL != 0
            || scan.is(at, FIELD)
    };
    name.kind == EntityKind::Organisation
        && name.curated.is_none()
        && next.to - name.from <= LONGEST
        && headed()
        && scan.word(name.to) == ","
        && name.to + 1 == next.from
        && (next.from..next.to).any(|at| scan.word(at) == "and")
        && (next.from..next.to).all(field)
}

/// "the `RoK`", "the `MoT`": capitals within a word behind an article are nobody's.
pub(super) fn is_short_for_a_body(scan: &Scan<'_>, at: usize) -> bool {
    let word = &scan.words[at];
    at > 0
        && word.shape.has(Shape::MORE_CAPITALS)
        && word.len() <= 5
        // Unlike "the McCoy".
        && word.of(scan.text).ends_with(char::is_uppercase)
        && matches!(scan.word(at - 1), "the" | "The")
}
