//! What is a place, and which words of its name are.

use dossier_corpus::EntityKind;

use crate::names::gazetteer::{COUNTRY, SMALL, listed};
use crate::names::lexicon::{BODY, FIELD, LONE_BODY, OFFICE, OFFICE_SHORT, RANK, SITE, SPEECH};
use crate::names::raw::Raw;
use crate::names::scan::Scan;
use crate::names::words::Shape;

/// Heads that no place is called by.
const NO_PLACES: &[&str] = &[
    "Agency",
    "Assembly",
    "Association",
    "Co",
    "Commission",
    "Committee",
    "Corp",
    "Department",
    "Inc",
    "LLC",
    "Ltd",
    "Ministry",
    "News",
    "PLC",
    "Parliament",
    "Plc",
    "Senate",
];

/// "Thanh Tri district": what a small word for a part of a country follows is no person.
pub(super) fn is_unit(scan: &Scan<'_>, raw: &Raw) -> bool {
    const UNITS: &[&str] =
        &["district", "province", "commune", "ward", "township", "county", "city", "village", "island"];
    raw.kind == EntityKind::Person
        && raw.to < scan.words.len()
        && UNITS.contains(&scan.word(raw.to))
        && !(raw.from > 0 && scan.is(raw.from - 1, RANK | OFFICE | OFFICE_SHORT))
        // "the Reed village": no; "Thanh Tri district", which no article announces.
        && !(raw.from > 0 && matches!(scan.word(raw.from - 1), "the" | "The"))
}

/// "Quang Ninh, Hai Phong, Thai Binh and Nam Dinh": where one of three in a list is a place, names that nobody's office
/// stands beside are places, too.
pub(super) fn as_list_of_places(scan: &Scan<'_>, names: &mut [Raw]) {
    const LEAST: usize = 3;
    let joined = |before: &Raw, next: &Raw| {
        next.from <= before.to + 2
            && (before.to..next.from).all(|at| matches!(scan.word(at), "," | "and"))
            && before.to < next.from
    };
    let mut from = 0;
    while from < names.len() {
        let mut to = from + 1;
        while to < names.len() && joined(&names[to - 1], &names[to]) {
            to += 1;
        }
        let list = &mut names[from..to];
        let place = |raw: &Raw| raw.kind == EntityKind::Place;
        let plain = |raw: &Raw| {
            raw.kind == EntityKind::Person
                && raw.curated.is_none()
                && raw.len() <= 2
                && !(raw.from > 0 && scan.is(raw.from - 1, RANK | OFFICE | OFFICE_SHORT))
        };
        if list.len() >= LEAST && list.iter().any(place) && list.iter().all(|raw| place(raw) || plain(raw)) {
            for raw in list.iter_mut() {
                raw.kind = EntityKind::Place;
            }
        }
        from = to;
    }
}

/// "U.S. Banks": where a title or a slip gives a common noun a capital, the country alone is named. Who speaks is somebody:
/// "U.S. Steel said".
pub(super) fn is_common(scan: &Scan<'_>, raw: &Raw) -> bool {
    let dotted = matches!(scan.word(raw.from), "U.S." | "U.K." | "US" | "UK");
    raw.kind == EntityKind::Organisation
        && raw.len() == 2
        && dotted
        && scan.words[raw.from + 1].shape.has(Shape::SMALL)
        && listed(scan.words[raw.from + 1].hash).flags & SMALL != 0
        && !scan.is(raw.from + 1, BODY | LONE_BODY | FIELD | OFFICE | SITE)
        && !scan.is(raw.to, SPEECH)
        && !scan.words.get(raw.to).is_some_and(|next| next.is_capital() && next.is_word())
}

/// "Ho Chi Minh City" is no person, nor is a country in its own spelling.
pub(super) fn is_city(scan: &Scan<'_>, raw: &Raw) -> bool {
    let last = scan.word(raw.to - 1);
    raw.kind != EntityKind::Place
        && (raw.kind == EntityKind::Person
            && raw.len() > 1
            && matches!(last, "City" | "Province" | "District" | "Airport")
            || raw.len() == 1 && matches!(last, "Türkiye" | "Czechia" | "Eswatini" | "Kyiv"))
}

/// "N. Korea" is no person.
pub(super) fn compass_point(scan: &Scan<'_>, raw: &mut Raw) {
    let point = matches!(scan.word(raw.from), "N." | "S." | "E." | "W.");
    if raw.kind == EntityKind::Person && raw.len() == 2 && point {
        let country = listed(scan.words[raw.from + 1].hash).flags & COUNTRY != 0;
        if country {
            raw.kind = EntityKind::Place;
        }
    }
}

pub(super) fn heads_no_place(scan: &Scan<'_>, raw: &Raw) -> bool {
    let last = scan.word(raw.to - 1);
    NO_PLACES.contains(&last) || last == "Court" && raw.len() > 2
}

/// The states behind politicians and their parties: "(D-Va.)", ", R-Ohio,".
pub(crate) fn states(scan: &Scan<'_>) -> Vec<Raw> {
    let glued = |at: usize| scan.words[at].shape.has(Shape::GLUED);
    let mut found = Vec::new();
    for (sentence, at) in scan.capitals().filter(|(sentence, _)| !sentence.shouted) {
        let party = scan.words[at].len() == 1
            && at > sentence.from
            && at + 2 < sentence.to
            && matches!(scan.word(at), "D" | "R" | "I")
            && matches!(scan.word(at - 1), "(" | "," | "[")
            && scan.word(at + 1) == "-"
            && glued(at + 1)
            && glued(at + 2);
        let part = |at: usize| scan.words[at].is_capital() && scan.words[at].is_word();
        if !party || !part(at + 2) {
            continue;
        }
        let mut to = at + 3;
        while to < sentence.to && to < at + 5 && part(to) {
            to += 1;
        }
        let closed = to >= sentence.to || matches!(scan.word(to), ")" | "]" | "," | ".");
        if closed {
            found.push(Raw::new(at + 2, to, EntityKind::Place, "name.party-and-state", 88));
        }
    }
    found
}
