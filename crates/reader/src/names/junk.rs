//! What is certainly no name, whatever found it.

use dossier_corpus::EntityKind;

use super::lexicon::{CALENDAR, FIELD, FUNCTION, INSTRUMENT, LONE_BODY, NO_NAME, OCCASION, OFFICE, RANK};
use super::raw::Raw;
use super::scan::Scan;
use super::words::Shape;

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
        "Brigade",
        "Division",
        "Battalion",
        "Regiment",
        "Squadron",
    ];
    let generic = |at: usize| GENERIC.contains(&scan.word(at)) || scan.is(at, FUNCTION);
    (raw.from..raw.to).all(generic)
        || raw.len() > 1 && scan.is(raw.from, OFFICE) && matches!(scan.word(raw.from + 1), "of" | "for")
}
