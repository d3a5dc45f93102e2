//! Companies that bear the name of whoever founded them, told from persons by what the text says of them.
//!
//! "Porsche shares rose", "carmaker Porsche", "Lockwood Marine": a tagger that knows the words as family names sees a
//! person. What the words around one mention show holds for every mention of the same words that has no rank or office.

use dossier_corpus::EntityKind;

use super::gazetteer::{GIVEN, listed};
use super::lexicon::{CALENDAR, Hashes, OFFICE, OFFICE_SHORT, RANK, SPEECH};
use super::raw::{Raw, form};
use super::scan::Scan;
use super::words::Shape;

/// What a company is called by what it does; before its name, or behind it and a comma.
const MAKERS: &[&str] = &[
    "airline",
    "automaker",
    "bank",
    "brewer",
    "broker",
    "builder",
    "carmaker",
    "chain",
    "chipmaker",
    "company",
    "conglomerate",
    "contractor",
    "developer",
    "drugmaker",
    "firm",
    "group",
    "insurer",
    "lender",
    "maker",
    "manufacturer",
    "miner",
    "operator",
    "planemaker",
    "producer",
    "publisher",
    "refiner",
    "retailer",
    "shipbuilder",
    "shipyard",
    "startup",
    "steelmaker",
    "subsidiary",
    "supplier",
    "unit",
    "yard",
];

/// Last words of a company's name that no family name ends with.
const ENDS: &[&str] = &[
    "Aerospace",
    "Airlines",
    "Airways",
    "Automotive",
    "Biotech",
    "Chemical",
    "Chemicals",
    "Communications",
    "Electronics",
    "Energy",
    "Engineering",
    "Entertainment",
    "Foods",
    "Logistics",
    "Marine",
    "Media",
    "Mining",
    "Motor",
    "Motors",
    "Oil",
    "Petroleum",
    "Pharma",
    "Pharmaceuticals",
    "Power",
    "Robotics",
    "Semiconductor",
    "Shipbuilding",
    "Shipping",
    "Software",
    "Solutions",
    "Steel",
    "Systems",
    "Technologies",
    "Telecom",
    "Ventures",
];

/// Last words that the name of a company alone ends with.
const FORMS: &[&str] = &[
    "AG",
    "BV",
    "Berhad",
    "Bhd",
    "Co",
    "Company",
    "Corp",
    "Corporation",
    "GmbH",
    "Holdings",
    "Inc",
    "JSC",
    "LLC",
    "LLP",
    "Limited",
    "Ltd",
    "NV",
    "PLC",
    "Plc",
    "SA",
    "SpA",
    "plc",
];

/// What a company reports of itself.
const RESULTS: &[&str] =
    &["earnings", "income", "loss", "losses", "net", "profit", "profits", "quarterly", "revenue", "sales"];

/// Makes companies of the persons that are none; in text order.
pub(crate) fn tell(scan: &Scan<'_>, names: &mut [Raw]) {
    let (mut firms, mut first_words) = (Hashes::default(), Hashes::default());
    for raw in names.iter().filter(|raw| is_open(scan, raw) && is_firm(scan, raw)) {
        firms.insert(form(scan, raw));
        if raw.len() > 1 {
            first_words.insert(scan.words[raw.from].hash);
        }
    }
    // "Lockwood Marine Inc", then "Lockwood said".
    for raw in names.iter().filter(|raw| raw.kind == EntityKind::Organisation && raw.len() > 1) {
        if FORMS.contains(&scan.word(raw.to - 1)) {
            first_words.insert(scan.words[raw.from].hash);
        }
    }
    if firms.is_empty() && first_words.is_empty() {
        return;
    }
    // The founder's full name may stand beside it: whoever is named with it in full, or with an office, stays a person.
    let persons: Hashes = names
        .iter()
        .filter(|raw| raw.kind == EntityKind::Person && (raw.len() > 1 || has_office(scan, raw)))
        .filter(|raw| !firms.contains(&form(scan, raw)))
        .map(|raw| scan.words[raw.to - 1].hash)
        .collect();
    for raw in names.iter_mut().filter(|raw| is_open(scan, raw)) {
        let alone = raw.len() == 1;
        let person = alone && persons.contains(&scan.words[raw.from].hash);
        if person && !is_firm(scan, raw) {
            continue;
        }
        if alone && first_words.contains(&scan.words[raw.from].hash) {
            (raw.kind, raw.rule) = (EntityKind::Organisation, "name.first-word");
        } else if firms.contains(&form(scan, raw)) {
            (raw.kind, raw.rule) = (EntityKind::Organisation, "name.company");
        }
    }
}

/// A person that nothing but the tagger knows as one.
fn is_open(scan: &Scan<'_>, raw: &Raw) -> bool {
    raw.kind == EntityKind::Person && raw.curated.is_none() && !has_office(scan, raw)
}

fn has_office(scan: &Scan<'_>, raw: &Raw) -> bool {
    let before = |back: usize| raw.from.checked_sub(back);
    let office =
        |at: usize| scan.is(at, RANK | OFFICE) || scan.is(at, OFFICE_SHORT) && scan.words[at].is_capital();
    before(1).is_some_and(office)
        || scan.word(raw.from.wrapping_sub(1)) == "." && before(2).is_some_and(office)
}

fn is_firm(scan: &Scan<'_>, raw: &Raw) -> bool {
    let given = raw.len() > 1 && listed(scan.words[raw.from].hash).flags & GIVEN != 0;
    let headed = raw.len() > 1 && ENDS.contains(&scan.word(raw.to - 1));
    let formed = raw.len() > 1 && FORMS.contains(&scan.word(raw.to - 1).trim_end_matches('.'));
    let next = scan.word(raw.to);
    let traded = matches!(next, "shares" | "stock")
        || scan.words.get(raw.to).is_some_and(|word| word.shape.has(Shape::CLITIC))
            && matches!(scan.word(raw.to + 1), "shares" | "stock");
    let called = raw.from > 0 && MAKERS.contains(&scan.word(raw.from - 1));
    // "Porsche, the German carmaker,"
    let apposed = next == ","
        && matches!(scan.word(raw.to + 1), "the" | "a" | "an")
        && (raw.to + 2..raw.to + 6)
            .take_while(|&at| scan.words.get(at).is_some_and(|word| !word.shape.has(Shape::MARK)))
            .any(|at| {
                MAKERS.contains(&scan.word(at))
                    && !scan
                        .words
                        .get(at + 1)
                        .is_some_and(|word| word.shape.has(Shape::CLITIC) || word.is_small())
            });
    let results = matches!(next, "reported" | "posted")
        && (raw.to + 1..raw.to + 6).any(|at| RESULTS.contains(&scan.word(at)));
    traded
        || formed
        || is_listed_firm(scan, raw)
        || called && !given
        || headed && !given
        || apposed && !given
        || results
        || !given && speaks_of_itself(scan, raw.to)
}

/// "defence firms such as Leonardo and Fincantieri"
fn is_listed_firm(scan: &Scan<'_>, raw: &Raw) -> bool {
    const KINDS: &[&str] = &[
        "banks",
        "companies",
        "contractors",
        "firms",
        "giants",
        "groups",
        "makers",
        "manufacturers",
        "retailers",
    ];
    let from = raw.from.saturating_sub(8);
    (from..raw.from)
        .rev()
        .take_while(|&at| {
            scan.words[at].is_capital() || matches!(scan.word(at), "," | "and" | "as" | "including" | "like")
        })
        .any(|at| match scan.word(at) {
            "as" => at > 1 && scan.word(at - 1) == "such" && KINDS.contains(&scan.word(at - 2)),
            "including" | "like" => at > 0 && KINDS.contains(&scan.word(at - 1)),
            _ => false,
        })
}

/// "said Thursday it won", "said that it has agreed": the speaker is "it", and the "it" is none that only fills its place
/// ("said it was late").
fn speaks_of_itself(scan: &Scan<'_>, verb: usize) -> bool {
    if !scan.is(verb, SPEECH) || !matches!(scan.word(verb), "said" | "says" | "announced") {
        return false;
    }
    let mut at = verb + 1;
    while at < verb + 5 && (scan.word(at) == "on" || scan.word(at) == "that" || scan.is(at, CALENDAR)) {
        at += 1;
    }
    let dated = (verb + 1..at).any(|at| scan.is(at, CALENDAR));
    let deed = matches!(
        scan.word(at + 1),
        "acquired"
            | "agreed"
            | "bought"
            | "delivered"
            | "expects"
            | "intends"
            | "opened"
            | "plans"
            | "signed"
            | "sold"
            | "won"
    );
    scan.word(at) == "it" && dated && deed
}
