//! What is certainly no name, whatever found it.

use dossier_corpus::EntityKind;

use super::gazetteer::{PEOPLE, listed};
use super::lexicon::{
    CALENDAR, DEMONYM, FIELD, FUNCTION, INSTRUMENT, LONE_BODY, NO_NAME, OCCASION, OFFICE, OFFICE_MODIFIER,
    RANK, classes,
};
use super::raw::Raw;
use super::scan::Scan;
use super::words::{Shape, hash_of};

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
        || raw.kind == EntityKind::Person && (only(RANK | OFFICE | OFFICE_MODIFIER | FUNCTION) || is_office_of_many(scan, raw))
        || is_chair(scan, raw)
        || is_box(scan, raw)
        || raw.kind == EntityKind::Organisation && is_designation(scan, raw)
        || matches!(raw.kind, EntityKind::Person | EntityKind::Organisation) && is_ship(scan, raw)
        // "Azerbaijani President": a people's name before an office.
        || raw.kind == EntityKind::Organisation
            && raw.len() == 1
            && scan.is(raw.from, DEMONYM)
            && scan.words.get(raw.to).is_some_and(|_| scan.is(raw.to, OFFICE | OFFICE_MODIFIER | FIELD))
        || raw.kind == EntityKind::Organisation && is_no_body(scan, raw)
        || raw.len() == 1 && (labels_figures(scan, raw) || is_people(scan, raw))
}

/// "Madam Speaker", "Mr Chairman": whoever presides.
fn is_chair(scan: &Scan<'_>, raw: &Raw) -> bool {
    let chair = matches!(scan.word(raw.to - 1), "Speaker" | "Chair" | "Chairperson" | "President")
        || scan.is(raw.to - 1, OFFICE);
    let address = matches!(scan.word(raw.from), "Madam" | "Madame" | "Mister" | "Mr" | "Mr.");
    chair && address && (raw.from + 1..raw.to - 1).all(|at| !scan.words[at].is_word())
}

/// "P.O. Box 12": where letters are sent.
fn is_box(scan: &Scan<'_>, raw: &Raw) -> bool {
    let office = |at: usize| matches!(scan.word(at), "P.O" | "P.O." | "PO" | "Post" | "Postal");
    (raw.from..raw.to).any(|at| scan.word(at) == "Box") && office(raw.from)
}

/// "Latinos", "the Reeds": a people or a family, nobody of that name.
fn is_people(scan: &Scan<'_>, raw: &Raw) -> bool {
    let word = scan.word(raw.from);
    let Some(one) = word.strip_suffix('s').filter(|one| one.len() > 2 && !one.ends_with('s')) else {
        return false;
    };
    let people = listed(hash_of(one)).flags & PEOPLE != 0;
    let family = raw.from > 0 && matches!(scan.word(raw.from - 1), "the" | "The" | "both");
    let many = raw.kind == EntityKind::Person && (people || family);
    many && !scan.words.get(raw.to).is_some_and(|next| next.is_capital() && next.is_word())
}

/// "Net loss 1,234 vs profit 2,345": what the figures of a row are.
fn labels_figures(scan: &Scan<'_>, raw: &Raw) -> bool {
    /// Farthest that the figures compared stand behind what they are of, in words.
    const FAR: usize = 12;
    let begins =
        |at: usize| scan.words[at].shape.has(Shape::FIRST) || scan.words[at].shape.has(Shape::NEW_LINE);
    let mut figures = false;
    begins(raw.from)
        && (raw.to..scan.words.len().min(raw.to + FAR)).take_while(|&at| !begins(at)).any(|at| {
            figures |= scan.words[at].shape.has(Shape::DIGIT);
            figures && scan.word(at) == "vs"
        })
}

/// "Member States", "Deputy Prime Ministers": whoever they are, they are many.
fn is_office_of_many(scan: &Scan<'_>, raw: &Raw) -> bool {
    let last = scan.word(raw.to - 1);
    let many = last == "States"
        || last.strip_suffix('s').is_some_and(|one| {
            let mut word = [0; 16];
            let Some(lower) = word.get_mut(..one.len()) else { return false };
            lower.copy_from_slice(one.as_bytes());
            lower.make_ascii_lowercase();
            std::str::from_utf8(lower).is_ok_and(|one| classes(hash_of(one)) & (OFFICE | RANK) != 0)
        });
    many && (raw.from..raw.to - 1).all(|at| scan.is(at, OFFICE | OFFICE_MODIFIER | RANK | FUNCTION | DEMONYM))
}

/// "USS Nimitz", "KRI Dewaruci": a ship of the navy that its letters stand for.
fn is_ship(scan: &Scan<'_>, raw: &Raw) -> bool {
    const NAVIES: &[&str] = &[
        "BRP", "HMAS", "HMCS", "HMNZS", "HMS", "INS", "KD", "KRI", "RFNS", "ROKS", "SAS", "USCGC", "USNS",
        "USS",
    ];
    raw.len() > 1 && NAVIES.contains(&scan.word(raw.from))
}

/// "KC-390", "CSB 8021": letters of a series and a number, no body.
fn is_designation(scan: &Scan<'_>, raw: &Raw) -> bool {
    let digits = |at: usize| scan.words.get(at).is_some_and(|word| word.shape.has(Shape::DIGIT));
    let glued = |at: usize| scan.words.get(at).is_some_and(|word| word.shape.has(Shape::GLUED));
    let series = raw.len() == 1 && scan.words[raw.from].is_all_capitals() && scan.words[raw.from].len() <= 4;
    let hyphened = scan.word(raw.to) == "-" && glued(raw.to) && glued(raw.to + 1) && digits(raw.to + 1);
    let spaced = digits(raw.to) && scan.words[raw.to].len() >= 3 && scan.word(raw.to + 1) != "/";
    series && (hyphened || spaced)
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
        "Co",
        "Corp",
        "Inc",
        "Ltd",
        "Plc",
        "PLC",
        "LLC",
    ];
    let generic = |at: usize| GENERIC.contains(&scan.word(at)) || scan.is(at, FUNCTION);
    (raw.from..raw.to).all(generic)
        || raw.len() > 1 && scan.is(raw.from, OFFICE) && matches!(scan.word(raw.from + 1), "of" | "for")
}
