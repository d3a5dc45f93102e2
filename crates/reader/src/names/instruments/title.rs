//! Where the title of a law, a treaty or a plan begins, and what only looks like one.

use super::super::lexicon::{BODY, DEMONYM, FUNCTION, INSTRUMENT, LONE_BODY, OFFICE, RANK};
use super::super::scan::Scan;
use super::super::words::Shape;

/// Forms whose titles may hold the word for a body: "Bank Secrecy Act", "Police Reform Bill".
const OF_LEGISLATORS: &[&str] = &["Act", "Bill", "Code", "Law"];

/// Forms that "a" in front makes one of many, and that are bodies at times: "a Curious Plan", "director of the Energy Program".
const LOOSE: &[&str] =
    &["Agreement", "Framework", "Initiative", "Pact", "Plan", "Program", "Programme", "Strategy"];

/// Words inside a title: "Freedom of Information Act", "Justice for Victims of Trafficking Act".
const LINKS: &[&str] = &["of", "for", "against", "in", "on", "to", "from"];

/// Most words of a title before its form.
const LONGEST: usize = 9;

/// Whether a year at `year` belongs to the number of the instrument whose form stands at `form`.
pub(super) fn is_yearly(scan: &Scan<'_>, form: usize, year: usize) -> bool {
    const FORMS: &[&str] = &["Act", "Decree", "Instrument", "Law", "Ordinance", "Proclamation", "Regulation"];
    FORMS.contains(&scan.word(form)) && scan.words.get(year).is_some_and(|word| is_year(word.of(scan.text)))
}

fn is_year(printed: &str) -> bool {
    printed.len() == 4
        && printed.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(printed.get(..2), Some("18" | "19" | "20"))
}

/// Whether a year at `year` closes the title of the act whose form stands at `form`.
pub(super) fn is_of_year(scan: &Scan<'_>, form: usize, year: usize) -> bool {
    let Some(word) = scan.words.get(year) else { return false };
    form > 0
        && OF_LEGISLATORS.contains(&scan.word(form))
        && scan.words[form - 1].is_capital()
        && scan.words[form - 1].is_word()
        && !scan.words[form].shape.has(Shape::FIRST)
        && is_year(word.of(scan.text))
}

/// "Executive Order No. 57", "Senate Bill 12", "Council Regulation (EU) 2023/1115": one word that tells whose kind of
/// instrument it is, and with which the kind is named. "UN Security Council Resolution" has a body in front instead.
pub(super) fn with_maker(scan: &Scan<'_>, from: usize, floor: usize) -> usize {
    const MAKERS: &[&str] = &[
        "Executive",
        "Senate",
        "House",
        "Assembly",
        "Council",
        "Commission",
        "Cabinet",
        "Ministerial",
        "Government",
    ];
    let Some(maker) = from.checked_sub(1).filter(|maker| *maker >= floor) else { return from };
    let before = maker.checked_sub(1).filter(|before| *before >= floor);
    let longer = before.is_some_and(|before| {
        let word = &scan.words[before];
        word.is_capital() && word.is_word() && !scan.is(before, FUNCTION) || word.shape.has(Shape::CLITIC)
    });
    if MAKERS.contains(&scan.word(maker)) && !longer { maker } else { from }
}

/// The first word of the title that ends with the form at `form`.
pub(super) fn begins(scan: &Scan<'_>, form: usize, floor: usize) -> usize {
    let bodies = if OF_LEGISLATORS.contains(&scan.word(form)) { 0 } else { BODY };
    let from = modifiers(scan, form, floor, bodies);
    if from < form { linked(scan, from, floor) } else { from }
}

/// Goes on over a small word to what stands before it, where an article, a year or a quotation mark tells that the whole
/// is one title. Behind "of" and "for" any word in small letters tells so.
fn linked(scan: &Scan<'_>, from: usize, floor: usize) -> usize {
    let link = |at: usize| LINKS.iter().any(|link| scan.word(at).eq_ignore_ascii_case(link));
    let part = |at: usize| {
        let word = &scan.words[at];
        word.is_capital() && word.is_word() && !word.shape.has(Shape::DOTTED)
    };
    let other = FUNCTION | BODY | LONE_BODY | OFFICE | INSTRUMENT | DEMONYM;
    let mut start = from;
    let mut strict = false;
    while start > floor + 1 && from - start < LONGEST {
        if link(start - 1) && part(start - 2) && !scan.is(start - 2, other) {
            strict |= !matches!(scan.word(start - 1), "of" | "for");
            start -= 2;
        } else if start < from && part(start - 1) && !scan.is(start - 1, other) {
            start -= 1;
        } else {
            break;
        }
    }
    let told = start > floor && {
        let before = &scan.words[start - 1];
        matches!(scan.word(start - 1), "the" | "The" | "“" | "\"" | "‘")
            || before.shape.has(Shape::DIGIT)
            || !strict && before.is_small()
    };
    if told { start } else { from }
}

/// Whether the words before a form show that it is none here: one of many plans, a programme that somebody directs, the
/// meeting of a party.
pub(super) fn is_other(scan: &Scan<'_>, from: usize, form: usize, floor: usize) -> bool {
    let before = |back: usize| if from >= floor + back { scan.word(from - back) } else { "" };
    let loose = LOOSE.contains(&scan.word(form)) && from < form;
    // "the Institute for Maritime Strategy"
    let of_body = matches!(before(1), "for" | "of" | "on") && from >= floor + 2 && scan.is(from - 2, BODY);
    loose && (matches!(before(1), "a" | "A" | "an" | "An") || of_body)
        || matches!(scan.word(form), "Initiative" | "Program" | "Programme")
            && from < form
            && matches!(before(1), "the" | "its" | "their")
            && matches!(before(2), "of" | "for" | "at")
            && from >= floor + 3
            && scan.is(from - 3, OFFICE)
        || is_party_meeting(scan, form) && from < form
}

/// Whether the words of an owner are those of a body, and not a person's or a country's name.
pub(super) fn is_body(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|at| {
        scan.is(at, BODY | LONE_BODY)
            || scan.words[at].is_all_capitals()
            || matches!(scan.word(at), "Government" | "State" | "Party" | "Council" | "Union")
    })
}

/// "Republican National Convention", "Constitutional Convention".
pub(crate) fn is_party_meeting(scan: &Scan<'_>, form: usize) -> bool {
    let kind = |at: usize| {
        scan.words[at].is_capital()
            && (scan.is(at, DEMONYM) || matches!(scan.word(at), "National" | "Constitutional" | "Party"))
    };
    form > 0 && scan.is(form, INSTRUMENT) && scan.word(form) == "Convention" && kind(form - 1)
}

/// Capitalised words before the form that belong to the instrument's name ("Coordination Regulation"),
/// not to its issuer ("UN Security Council Resolution 2254"): words of the classes `bodies` are the issuer's.
pub(super) fn modifiers(scan: &Scan<'_>, form: usize, floor: usize, bodies: u32) -> usize {
    let mut from = form;
    while from > floor && form - from < 6 {
        let before = from - 1;
        let word = &scan.words[before];
        let joined = scan.word(before) == "-" && word.shape.has(Shape::GLUED) && before > floor;
        if joined {
            from = before;
            continue;
        }
        // "Flood and Water Management Act"
        if scan.word(before) == "and"
            && from < form
            && before > floor
            && scan.words[before - 1].is_capital()
            && !scan.words[before - 1].shape.has(Shape::FIRST)
            && !scan.is(before - 1, FUNCTION | BODY | LONE_BODY | RANK | OFFICE | INSTRUMENT)
        {
            from = before - 1;
            continue;
        }
        // "the General Agreement on Tariffs": no rank, right before the form.
        let general = scan.word(before) == "General" && from == form;
        if !word.is_capital()
            || !word.is_word()
            || scan.is(before, FUNCTION | bodies | LONE_BODY | RANK | OFFICE)
                && !general
                && scan.word(before) != "Private"
        {
            break;
        }
        from = before;
    }
    while from < form && scan.words[from].shape.has(Shape::MARK) {
        from += 1;
    }
    from
}
