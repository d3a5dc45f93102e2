//! Names by rule: runs of capitalised words and what their heads and neighbours say.

use dossier_corpus::{BlockKind, Document, EntityKind};

use super::lexicon::{
    AT, BODY, CALENDAR, DEMONYM, FIELD, FUNCTION, Hashes, INSTRUMENT, LONE_BODY, NO_NAME, OCCASION, OFFICE,
    OFFICE_MODIFIER, OFFICE_SHORT, PARTICLE, RANK, SITE, SPEECH, VIETNAMESE,
};
use super::raw::{Raw, form};
use super::roles::ends_role;
use super::scan::{Scan, Stretch};
use super::words::Shape;

/// The names that rules find, outside what is `taken`.
pub(crate) fn find(scan: &Scan<'_>, taken: &[Raw]) -> Vec<Raw> {
    let mut found = Vec::new();
    let (mut next_taken, mut end) = (0, 0);
    for (sentence, at) in scan.capitals() {
        if at < end || sentence.shouted || sentence.kind == BlockKind::Boilerplate {
            continue;
        }
        while taken.get(next_taken).is_some_and(|raw| raw.to <= at) {
            next_taken += 1;
        }
        let stop = match taken.get(next_taken) {
            Some(raw) if raw.from <= at => {
                end = raw.to;
                continue;
            }
            Some(raw) => raw.from.min(sentence.to),
            None => sentence.to,
        };
        if starts_run(scan, at) {
            end = run_end(scan, at, stop);
            classify(scan, *sentence, at, end, &mut found);
        }
    }
    found
}

fn starts_run(scan: &Scan<'_>, at: usize) -> bool {
    let word = &scan.words[at];
    word.is_capital() && word.is_word() && (!scan.is(at, FUNCTION) || scan.is(at, OFFICE_MODIFIER))
}

fn run_end(scan: &Scan<'_>, from: usize, stop: usize) -> usize {
    let mut to = from + 1;
    let mut headed = scan.is(from, BODY | OFFICE | SITE);
    let (mut office, mut looked) = (false, from);
    while to < stop {
        let word = &scan.words[to];
        if word.shape.has(Shape::NEW_LINE) {
            break;
        }
        let next_capital = |at: usize| at < stop && scan.words[at].is_capital() && scan.words[at].is_word();
        if word.is_capital() && word.is_word() {
            if scan.is(to, FUNCTION) && !scan.is(to, OFFICE_MODIFIER) {
                break;
            }
            headed |= scan.is(to, BODY | OFFICE | SITE);
            to += 1;
            continue;
        }
        let printed = scan.word(to);
        // "General Le Duc Anh - Politburo member": a spaced dash after an office ends the name.
        while looked < to {
            office |= scan.is(looked, RANK | OFFICE);
            looked += 1;
        }
        if printed == "-" && !word.shape.has(Shape::GLUED) && office {
            break;
        }
        let initial = printed == "."
            && word.shape.has(Shape::GLUED)
            && scan.is(to - 1, RANK | OFFICE_SHORT)
            && next_capital(to + 1);
        let particle = scan.is(to, PARTICLE)
            && (next_capital(to + 1) || scan.is(to + 1, PARTICLE) && next_capital(to + 2));
        let of_the = headed
            && matches!(printed, "of" | "for" | "on")
            && scan.word(to + 1) == "the"
            && next_capital(to + 2);
        let joined = matches!(printed, "-" | "&") && next_capital(to + 1)
            || headed && matches!(printed, "of" | "for" | "on") && next_capital(to + 1)
            || printed == "and" && next_capital(to + 1) && joins_fields(scan, to, stop)
            || word.shape.has(Shape::CLITIC) && next_capital(to + 1) && people_of(scan, to - 1);
        if initial || particle || joined {
            to += 2;
        } else if of_the {
            to += 3;
        } else {
            break;
        }
    }
    to
}

/// "Ministry of Science and Technology", "Committee on Foreign and Defense Affairs".
fn joins_fields(scan: &Scan<'_>, and: usize, stop: usize) -> bool {
    scan.is(and - 1, FIELD) && (scan.is(and + 1, FIELD) || and + 2 < stop && scan.is(and + 2, BODY | FIELD))
}

/// "People's Army", "Women's Union".
fn people_of(scan: &Scan<'_>, at: usize) -> bool {
    matches!(
        scan.word(at),
        "People"
            | "Peoples"
            | "Women"
            | "Workers"
            | "Worker"
            | "Farmers"
            | "Children"
            | "Veterans"
            | "Peasants"
            | "Citizens"
            | "Teachers"
            | "Students"
    )
}

fn classify(scan: &Scan<'_>, sentence: Stretch, mut from: usize, mut to: usize, found: &mut Vec<Raw>) {
    // A common word that begins a sentence is no part of a name.
    if scan.words[from].shape.has(Shape::FIRST)
        && scan.is_written_small(from)
        && !ends_role(scan, from)
        && !scan.is(from, BODY | FIELD | OFFICE_MODIFIER)
    {
        from += 1;
        while from < to && !starts_run(scan, from) {
            from += 1;
        }
    }
    while to > from && (!scan.words[to - 1].is_capital() || !scan.words[to - 1].is_word()) {
        to -= 1;
    }
    if from >= to {
        return;
    }
    let heads = |classes: u32| (from..to).rev().find(|&at| scan.is(at, classes));
    let body = heads(BODY | LONE_BODY);
    // An office or a rank stands in front: the rest is a person, unless it is a body ("General Department").
    let office = (from..to).rev().find(|&at| {
        ends_role(scan, at) && body.is_none_or(|body| body < at || at + 1 < to && scan.word(at + 1) == "of")
    });
    if let Some(office) = office {
        let mut name = office + 1;
        while name < to && scan.words[name].shape.has(Shape::MARK) {
            name += 1;
        }
        if name < to && matches!(scan.word(name), "of" | "for" | "on") {
            // "Minister of National Defence Phan Van Giang"
            let last = (name..to).rev().find(|&at| scan.is(at, FIELD | BODY | LONE_BODY));
            if let Some(last) = last {
                let mut start = name + 1;
                while start <= last && !starts_run(scan, start) {
                    start += 1;
                }
                if (start..=last).any(|at| scan.is(at, BODY | LONE_BODY)) {
                    organisation(scan, start, last + 1, found);
                }
                if is_person_shaped(scan, last + 1, to) {
                    found.push(Raw::new(last + 1, to, EntityKind::Person, "name.office-before-name", 88));
                }
            } else if name + 1 < to {
                place(scan, name + 1, to, 60, found);
            }
            return;
        }
        if is_person_shaped(scan, name, to) {
            let rule =
                if scan.is(office, RANK) { "name.rank-before-name" } else { "name.office-before-name" };
            found.push(Raw::new(name, to, EntityKind::Person, rule, if to - name > 1 { 92 } else { 80 }));
        }
        return;
    }
    if let Some(body) = body {
        // "Economic Commission Tran Tuan Anh"
        if body + 2 < to && scan.is(body + 1, VIETNAMESE) && !(body..to).any(|at| scan.word(at) == "of") {
            organisation(scan, from, body + 1, found);
            found.push(Raw::new(body + 1, to, EntityKind::Person, "name.family-name", 80));
            return;
        }
        organisation(scan, from, to, found);
        return;
    }
    if scan.is(to - 1, SITE) && to - from > 1 || scan.is(from, SITE) && scan.word(from + 1) == "of" {
        place(scan, from, to, 80, found);
        return;
    }
    // "Minister of Labour, Invalids and Social Affairs [Dao Ngoc Dung]"
    let fields = |at: usize| scan.is(at, FIELD) || scan.word(at) == "and";
    let family = (from + 1..to).find(|&at| scan.is(at, VIETNAMESE) && scan.is(at - 1, FIELD));
    if let Some(family) = family
        && (from..family).all(fields)
        && (2..=4).contains(&(to - family))
        && is_person_shaped(scan, family, to)
    {
        found.push(Raw::new(family, to, EntityKind::Person, "name.office-before-name", 85));
        return;
    }
    if (scan.is(from, VIETNAMESE) && (2..=4).contains(&(to - from))
        || to - from == 2 && is_initialled(scan, from, to))
        && is_person_shaped(scan, from, to)
    {
        found.push(Raw::new(from, to, EntityKind::Person, "name.family-name", 75));
        return;
    }
    // "Yuko Tanaka, president of the agency": an office follows that only a person holds.
    let holds_office = to + 2 < sentence.to
        && scan.word(to) == ","
        && HELD.contains(&scan.word(to + 1))
        && matches!(scan.word(to + 2), "of" | "for" | "at");
    if holds_office && (2..=4).contains(&(to - from)) && is_person_shaped(scan, from, to) {
        found.push(Raw::new(from, to, EntityKind::Person, "name.office-after-name", 82));
        return;
    }
    let speaks = scan.is(to, SPEECH) && to < sentence.to;
    if speaks && (2..=4).contains(&(to - from)) && is_person_shaped(scan, from, to) {
        found.push(Raw::new(from, to, EntityKind::Person, "name.subject-of-speech", 65));
        return;
    }
    if to - from == 1
        && scan.words[from].is_all_capitals()
        && scan.words[from].len() <= 7
        && !scan.is(from, NO_NAME | CALENDAR)
    {
        found.push(Raw::new(from, to, EntityKind::Organisation, "name.abbreviation", 45));
        return;
    }
    let located = from > sentence.from && scan.is(from - 1, AT);
    if located
        && to - from <= 3
        && !(from..to).any(|at| scan.is(at, CALENDAR | DEMONYM | INSTRUMENT | OCCASION | NO_NAME | FIELD))
    {
        place(scan, from, to, 55, found);
    }
}

/// Longest part of a hyphenated given name, in letters.
const LONGEST_PART: u32 = 5;

/// What a hyphen joins to a name without being of it: "Obama-era".
const JOINED: &[&str] = &[
    "led", "era", "like", "style", "run", "born", "based", "owned", "held", "wide", "free", "type", "made",
    "bound",
];

/// "Kim Dae-sung", "Ban Ki-moon": the small second part of a given name belongs to it.
pub(crate) fn with_hyphen(scan: &Scan<'_>, raw: &mut Raw) {
    let (hyphen, part) = (raw.to, raw.to + 1);
    let Some(word) = scan.words.get(part) else { return };
    let glued = |at: usize| scan.words[at].shape.has(Shape::GLUED);
    let joined = raw.len() > 1 && scan.word(hyphen) == "-" && glued(hyphen) && glued(part);
    let short = scan.words[raw.to - 1].len() <= LONGEST_PART && word.len() <= LONGEST_PART;
    let further = scan.words.get(part + 1).is_some_and(|next| next.shape.has(Shape::GLUED) && next.is_word())
        || scan.word(part + 1) == "-";
    if joined && short && word.is_small() && !further && !JOINED.contains(&scan.word(part)) {
        raw.to = part + 1;
    }
}

/// "Hai Phong (VNA) –": whoever it looks like, what begins a dateline is a place; so is "Hai Phong city". What the text
/// says so of a name once holds wherever it stands.
pub(crate) fn as_cities(scan: &Scan<'_>, document: &Document, names: &mut [Raw]) {
    let mut cities = Hashes::default();
    let lines = scan.sentences.iter().filter(|sentence| sentence.kind == BlockKind::Dateline);
    // "date 2026-03-12 HUẾ — Prime Minister …": one that stands in a paragraph.
    let within = document.dateline.as_ref().and_then(|place| place.why.evidence.first());
    let within = within.map(|one| (scan.word_at(one.span.start), scan.word_at(one.span.end)));
    for (from, to) in lines.map(|line| (line.from, line.to)).chain(within) {
        let first = names.partition_point(|raw| raw.from < from);
        let Some(raw) = names.get_mut(first).filter(|raw| raw.from == from) else { continue };
        let agency = raw.kind == EntityKind::Organisation && !scan.is(raw.to - 1, BODY);
        let capitals = (raw.from..raw.to).all(|at| scan.words[at].is_all_capitals());
        let doubtful = raw.kind == EntityKind::Person || agency && capitals && is_dated(scan, raw.to);
        if raw.to <= to && doubtful && raw.curated.is_none() {
            (raw.kind, raw.rule) = (EntityKind::Place, "name.dateline");
            cities.insert(form(scan, raw));
        }
    }
    for raw in names.iter_mut().filter(|raw| raw.kind == EntityKind::Person && raw.curated.is_none()) {
        let site =
            matches!(scan.word(raw.to), "city" | "province" | "district" | "commune" | "port" | "airport")
                || raw.from > 1
                    && scan.word(raw.from - 1) == "of"
                    && matches!(
                        scan.word(raw.from - 2),
                        "city" | "province" | "district" | "town" | "village"
                    );
        let titled = raw.from > 0 && scan.is(raw.from - 1, RANK | OFFICE);
        if site && !titled {
            (raw.kind, raw.rule) = (EntityKind::Place, "name.site");
            cities.insert(form(scan, raw));
        }
    }
    if cities.is_empty() {
        return;
    }
    for raw in names.iter_mut().filter(|raw| raw.kind == EntityKind::Person && raw.curated.is_none()) {
        let titled = raw.from > 0 && ends_role(scan, raw.from - 1);
        if !titled && cities.contains(&form(scan, raw)) {
            (raw.kind, raw.rule) = (EntityKind::Place, "name.dateline");
        }
    }
}

/// "By LINDSAY WHITE": whoever signs is a person, also in capitals.
pub(crate) fn as_writers(scan: &Scan<'_>, names: &mut [Raw]) {
    for sentence in scan.sentences.iter().filter(|sentence| sentence.kind == BlockKind::Credit) {
        if !scan.word(sentence.from).eq_ignore_ascii_case("by") {
            continue;
        }
        let first = names.partition_point(|raw| raw.from <= sentence.from);
        let Some(raw) = names.get_mut(first).filter(|raw| raw.from == sentence.from + 1) else { continue };
        let shouted = (raw.from..raw.to).all(|at| scan.words[at].is_all_capitals());
        if raw.kind == EntityKind::Organisation && raw.len() > 1 && shouted && raw.curated.is_none() {
            raw.kind = EntityKind::Person;
        }
    }
}

/// Whether a comma and a month follow: "LIMA, May 3 (Andina)".
fn is_dated(scan: &Scan<'_>, at: usize) -> bool {
    scan.word(at) == "," && scan.is(at + 1, CALENDAR)
}

/// "PT Samudra Raya", "OAO Severny Veter": the form of a company in front makes a name a company's. `floor` is where the name before ends.
pub(crate) fn as_company(scan: &Scan<'_>, raw: &mut Raw, floor: usize) {
    let Some(before) = raw.from.checked_sub(1).filter(|before| *before >= floor) else { return };
    let formed =
        matches!(scan.word(before), "PT" | "CV" | "OAO" | "OOO" | "PAO" | "ZAO" | "JSC" | "PJSC" | "OJSC");
    if formed && !scan.words[raw.from].shape.has(Shape::NEW_LINE) {
        raw.from = before;
        (raw.kind, raw.rule) = (EntityKind::Organisation, "name.body");
    }
}

fn is_initialled(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    (from..to - 1).any(|at| scan.words[at].shape.has(Shape::DOTTED))
}

/// Offices that a person holds and no company.
const HELD: &[&str] = &[
    "president",
    "chairman",
    "chairwoman",
    "chairperson",
    "director",
    "secretary",
    "minister",
    "governor",
    "mayor",
    "commissioner",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "professor",
    "ambassador",
    "commander",
    "chancellor",
];

/// One to five capitalised words or particles, none of which is a head of something else.
fn is_person_shaped(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    from < to
        && to - from <= 5
        && scan.words[to - 1].is_capital()
        && (from..to).all(|at| {
            let word = &scan.words[at];
            (word.is_capital() && word.shape.has(Shape::LETTER)
                || scan.is(at, PARTICLE)
                || scan.word(at) == "-")
                && !scan.is(at, BODY | LONE_BODY | CALENDAR | DEMONYM | FIELD | INSTRUMENT)
                && (!scan.is(at, SITE | FUNCTION) || to - from > 1)
        })
}

fn organisation(scan: &Scan<'_>, from: usize, to: usize, found: &mut Vec<Raw>) {
    // A bare "Ministry", "Party" or "Department" names no one.
    if to - from == 1 && !scan.is(from, LONE_BODY) && !scan.words[from].is_all_capitals() {
        return;
    }
    if (from..to).all(|at| scan.is(at, BODY | FUNCTION) && !scan.is(at, LONE_BODY)) {
        return;
    }
    found.push(Raw::new(
        from,
        to,
        EntityKind::Organisation,
        "name.body",
        if to - from > 1 { 82 } else { 70 },
    ));
}

fn place(scan: &Scan<'_>, from: usize, to: usize, confidence: u8, found: &mut Vec<Raw>) {
    if from < to && !(from..to).all(|at| scan.is(at, SITE | FUNCTION | CALENDAR)) {
        let rule = if confidence > 60 { "name.site" } else { "name.preposition-of-place" };
        found.push(Raw::new(from, to, EntityKind::Place, rule, confidence));
    }
}
