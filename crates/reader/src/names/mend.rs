//! Names that were found half right, mended by how such names are printed.
//!
//! The state behind a politician's party ("D-Va."), a suffix behind a comma ("Reed, Jr."), a compass point before a country,
//! bodies whose name goes on over "and" or begins with "Committee for a".

mod beside;
mod joined;
mod places;

use dossier_corpus::EntityKind;

use super::gazetteer::{SMALL, listed};
use super::lexicon::{
    BODY, CALENDAR, DEMONYM, FIELD, FUNCTION, LONE_BODY, OFFICE, OFFICE_MODIFIER, OFFICE_SHORT, RANK,
    VIETNAMESE,
};
use super::raw::Raw;
use super::scan::Scan;
use super::words::{Shape, Word};
use beside::{
    behind_suffix, country_of_office, is_explained, is_further_fields, is_rest, is_short_for_a_body,
};
use places::{as_list_of_places, compass_point, heads_no_place, is_city, is_common, is_unit};

pub(crate) use places::states;

/// Mends the names of a document, in text order.
pub(crate) fn mend(scan: &Scan<'_>, names: &mut Vec<Raw>) {
    let mut mended: Vec<Raw> = Vec::with_capacity(names.len());
    let mut all = std::mem::take(names).into_iter().peekable();
    while let Some(mut raw) = all.next() {
        if raw.curated.is_some() || raw.instrument.is_some() {
            mended.push(raw);
            continue;
        }
        let floor = mended.last().map_or(0, |name| name.to);
        if raw.to <= floor {
            continue;
        }
        raw.from = raw.from.max(floor);
        if raw.len() == 1 && is_suffix(scan.word(raw.from)) {
            if let Some(name) = mended.last_mut().filter(|name| name.kind == EntityKind::Person)
                && (name.to == raw.from || name.to + 1 == raw.from && scan.word(name.to) == ",")
            {
                name.to = raw.to;
            }
            continue;
        }
        if !without_ranks(scan, &mut raw, all.peek()) {
            continue;
        }
        behind_office(scan, &mut raw);
        mended.extend(country_of_office(scan, &mut raw));
        if !without_verb(scan, &mut raw) {
            continue;
        }
        before_of(scan, &mut raw);
        without_courtesies(scan, &mut raw);
        with_given_name(scan, &mut raw);
        compass_point(scan, &mut raw);
        if raw.kind == EntityKind::Person
            && raw.len() == 1
            && (scan.is(raw.from, LONE_BODY) || is_short_for_a_body(scan, raw.from))
        {
            raw.kind = EntityKind::Organisation;
        }
        if is_common(scan, &raw) {
            raw.to = raw.from + 1;
            raw.kind = EntityKind::Place;
        }
        if is_city(scan, &raw) || is_unit(scan, &raw) {
            raw.kind = EntityKind::Place;
        }
        if raw.kind == EntityKind::Organisation && is_in_list_of_persons(scan, &raw) {
            raw.kind = EntityKind::Person;
        }
        if raw.kind == EntityKind::Person && raw.from > floor && is_family(scan, raw.from - 1) {
            raw.from -= 1;
        }
        if raw.kind == EntityKind::Place && raw.len() > 1 && heads_no_place(scan, &raw) {
            raw.kind = EntityKind::Organisation;
        }
        if raw.kind == EntityKind::Organisation {
            raw.from = with_head(scan, raw.from, floor);
            with_fields(scan, &mut raw);
            // "Vietnam [Oil and] Gas Group"
            if raw.from >= floor + 2
                && scan.word(raw.from) == "Gas"
                && scan.word(raw.from - 1) == "and"
                && scan.word(raw.from - 2) == "Oil"
            {
                raw.from -= 2;
                while raw.from > floor
                    && scan.words[raw.from - 1].is_capital()
                    && !scan.is(raw.from - 1, FUNCTION)
                {
                    raw.from -= 1;
                }
            }
            if is_explained(scan, &raw) {
                raw.kind = EntityKind::Person;
            } else if let Some(name) = mended.last_mut()
                && (goes_on(scan, name, raw.from)
                    || is_rest(scan, name, &raw)
                    || is_further_fields(scan, name, &raw))
            {
                name.to = raw.to;
                continue;
            }
        }
        with_partners(scan, &mut raw);
        let behind = behind_suffix(scan, &mut raw);
        mended.push(raw);
        mended.extend(behind);
    }
    as_list_of_places(scan, &mut mended);
    joined::part(scan, &mut mended);
    *names = mended;
}

/// "[Urges the] Harbour Commission": the verb that a clause of a resolution begins with. Whether a name is left.
fn without_verb(scan: &Scan<'_>, raw: &mut Raw) -> bool {
    const VERBS: &[&str] = &[
        "Asks",
        "Calls",
        "Condemns",
        "Demands",
        "Encourages",
        "Expresses",
        "Instructs",
        "Invites",
        "Recommends",
        "Reminds",
        "Requests",
        "Stresses",
        "Urges",
        "Welcomes",
    ];
    let verb = VERBS.contains(&scan.word(raw.from))
        && raw.len() > 1
        && matches!(scan.word(raw.from + 1), "the" | "on" | "upon" | "its");
    let name = |at: &usize| scan.words[*at].is_capital() && !VERBS.contains(&scan.word(*at));
    if verb {
        raw.from = (raw.from..raw.to).find(name).unwrap_or(raw.to);
    }
    let lone = raw.len() == 1 && scan.is(raw.to - 1, BODY);
    raw.from < raw.to && !(verb && lone)
}

/// "[Hi] Ingrid", "Patrick Connell [MP]": how one is greeted, and letters behind a name.
fn without_courtesies(scan: &Scan<'_>, raw: &mut Raw) {
    const LETTERS: &[&str] = &[
        "CBE", "DBE", "FRS", "KBE", "KC", "MBE", "MEP", "MLA", "MP", "MPP", "MSP", "OBE", "PhD", "QC", "TD",
    ];
    if raw.kind != EntityKind::Person {
        return;
    }
    if raw.len() > 1 && matches!(scan.word(raw.from), "Hi" | "Hello" | "Hey" | "Dear") {
        raw.from += 1;
    }
    while raw.len() > 1 && LETTERS.contains(&scan.word(raw.to - 1)) {
        raw.to -= 1;
    }
}

/// "General Vu Hai [San]", "Deputy Minister Tran Hoang [Long]": behind a rank or an office a family name and one of its
/// given names go on in the next capital.
fn with_given_name(scan: &Scan<'_>, raw: &mut Raw) {
    let given = |at: usize| {
        let word = &scan.words[at];
        word.is_capital()
            && word.is_word()
            && !word.shape.has(Shape::NEW_LINE)
            && !word.is_all_capitals()
            && !scan.is(at, FUNCTION | RANK | OFFICE | OFFICE_MODIFIER | DEMONYM | BODY | CALENDAR)
    };
    let titled = raw.from > 0 && scan.is(raw.from - 1, RANK | OFFICE | OFFICE_SHORT);
    if raw.kind == EntityKind::Person
        && raw.len() == 2
        && titled
        && scan.is(raw.from, VIETNAMESE)
        && raw.to < scan.words.len()
        && given(raw.to)
        && !(raw.to + 1 < scan.words.len() && given(raw.to + 1))
    {
        raw.to += 1;
    }
}

/// "Jr.", "III": what ends a person's name and is none of its own.
fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr" | "Jr." | "Sr" | "Sr." | "III")
}

/// Where a person's name ends without "Jr." or "III": there the family name stands.
pub(crate) fn family_end(scan: &Scan<'_>, raw: &Raw) -> usize {
    let mut to = raw.to;
    while to > raw.from + 1
        && (scan.words[to - 1].shape.has(Shape::MARK)
            || is_suffix(scan.word(to - 1))
            || matches!(scan.word(to - 1), "II" | "IV"))
    {
        to -= 1;
    }
    to
}

/// "Minister of National Defence General Ana Reed": the ranks before a person's name are none of the body's, and the field
/// of an office is no body. Whether anything is left of it.
fn without_ranks(scan: &Scan<'_>, raw: &mut Raw, next: Option<&Raw>) -> bool {
    if raw.kind != EntityKind::Organisation {
        return true;
    }
    if next.is_some_and(|next| next.kind == EntityKind::Person && next.from <= raw.to + 1) {
        let is_rank = |at: usize| {
            let shape = scan.words[at].shape;
            scan.is(at, RANK | OFFICE_MODIFIER) || shape.has(Shape::MARK) || shape.has(Shape::DOTTED)
        };
        let mut to = raw.to;
        while to > raw.from && is_rank(to - 1) {
            to -= 1;
        }
        if (to..raw.to).any(|at| scan.is(at, RANK)) {
            raw.to = to;
        }
    }
    // "EU Energy Commissioner", "Umbaran Finance Minister": the field is the office's, and a people is no body.
    if scan.is(raw.to, OFFICE)
        && scan.words[raw.to].is_capital()
        && raw.len() == 2
        && scan.is(raw.to - 1, FIELD)
    {
        raw.to -= 1;
        if !scan.words[raw.from].is_all_capitals() {
            return false;
        }
    }
    // "Transport Cabinet Secretary", "Dutch State Secretary": the last word is the office's.
    if scan.word(raw.to) == "Secretary"
        && raw.to > raw.from
        && matches!(scan.word(raw.to - 1), "Cabinet" | "State")
    {
        raw.to -= 1;
        if (raw.from..raw.to).all(|at| scan.is(at, FIELD | DEMONYM)) {
            return false;
        }
    }
    let of_office =
        raw.from > 1 && matches!(scan.word(raw.from - 1), "of" | "for") && scan.is(raw.from - 2, OFFICE);
    // "Deputy Minister of National Defense of Vietnam"
    // "Minister of Labour, Invalids and Social Affairs": a further field of one office.
    let further = raw.from > 1
        && scan.word(raw.from - 1) == ","
        && scan.is(raw.from - 2, FIELD)
        && next.is_some_and(|next| next.kind == EntityKind::Person && next.from == raw.to);
    let inner = (raw.from..raw.to).find(|&at| scan.word(at) == "of").unwrap_or(raw.to);
    let field = inner > raw.from
        && (raw.from..inner).all(|at| scan.is(at, FIELD) || matches!(scan.word(at), "National" | "and"));
    !(raw.from == raw.to || (of_office || further) && field)
}

/// "Minister of [Mines Tran Hong Minh]": the field of an office is no part of a name that begins with a family name.
fn behind_office(scan: &Scan<'_>, raw: &mut Raw) {
    let small =
        raw.kind == EntityKind::Person && matches!(scan.word(raw.from), "of" | "for") && raw.len() > 2;
    // "Minister of Information and [Communications] Bui Hoang Nam"
    let field = raw.kind == EntityKind::Organisation
        && (3..=5).contains(&raw.len())
        && raw.from > 1
        && matches!(scan.word(raw.from - 1), "of" | "and")
        && scan.is(raw.from, FIELD)
        && scan.is(raw.from + 1, VIETNAMESE)
        && !(raw.from + 1..raw.to).any(|at| scan.is(at, BODY | FIELD | FUNCTION));
    if field {
        raw.from += 1;
        raw.kind = EntityKind::Person;
    }
    if small {
        let begins = |at: &usize| {
            let flags = listed(scan.words[*at].hash).flags;
            scan.is(*at, VIETNAMESE) || flags & SMALL == 0 && !scan.is(*at, FIELD)
        };
        raw.from = (raw.from + 1..raw.to - 1).find(begins).unwrap_or(raw.from + 1);
    }
}

/// "Pham Thi Lan of Quang Hai": where somebody is from is no part of the name.
fn before_of(scan: &Scan<'_>, raw: &mut Raw) {
    if raw.kind == EntityKind::Person
        && let Some(of) = (raw.from + 2..raw.to).find(|&at| scan.word(at) == "of")
    {
        raw.to = of;
    }
}

/// "Nguyen Van Gau; Le Duc Thai; and": three words that begin with a family name, between semicolons.
fn is_in_list_of_persons(scan: &Scan<'_>, raw: &Raw) -> bool {
    let plain = |at: usize| !scan.is(at, BODY | FIELD | OFFICE) && !scan.words[at].is_all_capitals();
    raw.len() == 3
        && raw.from > 0
        && scan.is(raw.from, VIETNAMESE)
        && (raw.from..raw.to).all(plain)
        && scan.word(raw.from - 1) == ";"
        && matches!(scan.word(raw.to), ";" | "." | ",")
}

/// "Lieutenant General [Do] Van Thien": a family name that looks like a small word, between a rank and the rest.
fn is_family(scan: &Scan<'_>, at: usize) -> bool {
    scan.is(at, VIETNAMESE)
        && scan.is(at, FUNCTION)
        && scan.words[at].is_capital()
        && at > 0
        && (scan.is(at - 1, RANK | OFFICE | FIELD) || matches!(scan.word(at - 1), "and" | ";" | ","))
}

/// "Reed and Co Ltd", "Poole & Sons": a firm, and no person.
fn with_partners(scan: &Scan<'_>, raw: &mut Raw) {
    let firm = matches!(scan.word(raw.to), "and" | "&")
        && matches!(scan.word(raw.to + 1), "Co" | "Sons" | "Bros" | "Company" | "Partners");
    if !firm || !matches!(raw.kind, EntityKind::Organisation | EntityKind::Person) {
        return;
    }
    raw.to += 2;
    while matches!(scan.word(raw.to), "Inc" | "Ltd" | "Plc" | "PLC" | "LLC" | "Corp") {
        raw.to += 1;
    }
    raw.kind = EntityKind::Organisation;
}

/// "Ministry of Labour[, Invalids and Social Affairs]": the fields go on over commas to the one behind "and".
fn with_fields(scan: &Scan<'_>, raw: &mut Raw) {
    let headed = (raw.from..raw.to - 1).any(|at| {
        matches!(scan.word(at), "Ministry" | "Department" | "Committee")
            && matches!(scan.word(at + 1), "of" | "for" | "on")
    });
    let field = |at: usize| scan.words.get(at).is_some_and(Word::is_capital) && scan.is(at, FIELD);
    if !headed || !field(raw.to - 1) || scan.word(raw.to) != "," {
        return;
    }
    let mut at = raw.to;
    while at < raw.to + 12 {
        let last = scan.word(at) == "and" || scan.word(at) == "," && scan.word(at + 1) == "and";
        let from = at + 1 + usize::from(last && scan.word(at) == ",");
        // "…, and Justice Amina Rashid"
        if scan.is(from, RANK) && scan.words.get(from + 1).is_some_and(Word::is_capital) && !field(from + 1) {
            return;
        }
        if !(last || scan.word(at) == ",") || !field(from) {
            return;
        }
        at = (from..scan.words.len()).find(|&at| !field(at)).unwrap_or(scan.words.len());
        if last {
            raw.to = at;
            return;
        }
    }
}

/// "the Committee for a Responsible Budget": what stands before "for a" heads the name.
fn with_head(scan: &Scan<'_>, from: usize, floor: usize) -> usize {
    let linked = from >= floor + 3
        && matches!(scan.word(from - 1), "a" | "an")
        && matches!(scan.word(from - 2), "for" | "of" | "on");
    let part = |at: usize| scan.words[at].is_capital() && scan.words[at].is_word() && !scan.is(at, FUNCTION);
    if !linked || !part(from - 3) || !scan.is(from - 3, BODY) {
        return from;
    }
    let mut head = from - 3;
    while head > floor && part(head - 1) && !scan.words[head].shape.has(Shape::FIRST) {
        head -= 1;
    }
    head
}

/// Whether a body's name cannot end where it was found to end, and goes on in the next one: "Center for Strategic" and
/// "International Studies".
fn goes_on(scan: &Scan<'_>, name: &Raw, next: usize) -> bool {
    let last = scan.word(name.to - 1);
    let adjective = ["ic", "al", "ive", "ary"].iter().any(|end| last.ends_with(end));
    let headed = (name.from..name.to.saturating_sub(1))
        .any(|at| scan.is(at, BODY) && matches!(scan.word(at + 1), "for" | "of" | "on"));
    name.kind == EntityKind::Organisation
        && name.curated.is_none()
        && (adjective && headed && scan.word(name.to) == "and" && name.to + 1 == next
            || goes_on_in_fields(scan, name, next))
}

/// "Portfolio Committee on [Defence and Military Veterans]".
fn goes_on_in_fields(scan: &Scan<'_>, name: &Raw, next: usize) -> bool {
    scan.is(name.to - 1, BODY) && scan.word(name.to) == "on" && name.to + 1 == next && scan.is(next, FIELD)
}
