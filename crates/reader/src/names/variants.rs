//! Which forms may be one: short forms of bodies, numbers of instruments.

use crate::bytes::Shapes;

use super::gazetteer::listed;
use super::words::hash_of;
use super::{gazetteer, lexicon};

/// "defense ministry" of "ministry national defense": the same head, and no other word.
pub(crate) fn is_variant(short: &str, long: &str) -> bool {
    const HEADS: &[&str] =
        &["ministry", "department", "commission", "committee", "council", "agency", "office", "bureau"];
    let Some(head) = short.split(' ').find(|word| HEADS.contains(word)) else { return false };
    let long_words: Vec<&str> =
        long.split(' ').filter(|word| !matches!(*word, "of" | "for" | "and" | "on")).collect();
    long_words.first() == Some(&head)
        && long_words.len() <= 3
        && short.split(' ').all(|word| long_words.contains(&word))
        && long_words.iter().all(|word| short.split(' ').any(|other| other == *word) || *word == "national")
        && short != long
}

/// "jr" of "ivo reed jr": tells a son from his father.
pub(crate) fn is_suffix(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii" | "iv")
}

/// First name, what stands between, and family name; `None` where they cannot be told: a suffix, an initial alone, a
/// Vietnamese name.
pub(crate) fn outer_names(key: &str) -> Option<(&str, &str, &str)> {
    let (first, rest) = key.split_once(' ')?;
    let (middle, last) = rest.rsplit_once(' ').unwrap_or(("", rest));
    let told = first.len() > 1 && last.len() > 1 && !is_suffix(last);
    (told && lexicon::classes(hash_of(first)) & lexicon::VIETNAMESE == 0).then_some((first, middle, last))
}

/// Whether these can all stand between the first and the family name of one person: "m", "maria" and nothing, but not "w"
/// and "h".
pub(crate) fn are_middle_names(middles: &[&str]) -> bool {
    let words = |middle: &'_ str| -> Vec<String> {
        let particle = |word: &&str| lexicon::classes(hash_of(word)) & lexicon::PARTICLE == 0;
        middle.split_whitespace().filter(particle).map(str::to_owned).collect()
    };
    let all: Vec<Vec<String>> =
        middles.iter().map(|middle| words(middle)).filter(|words| !words.is_empty()).collect();
    let alike = |a: &str, b: &str| {
        a == b || a.len() == 1 && b.starts_with(a) || b.len() == 1 && a.starts_with(b) || is_slip(a, b)
    };
    all.iter().max_by_key(|words| words.concat().len()).is_none_or(|fullest| {
        all.iter()
            .all(|words| words.len() == fullest.len() && words.iter().zip(fullest).all(|(a, b)| alike(a, b)))
    })
}

/// Short forms of first names in the order of the alphabet, each before the name that it is short for.
const SHORT_NAMES: &[(&str, &str)] = &[
    ("abe", "abraham"),
    ("al", "albert"),
    ("alex", "alexander"),
    ("andy", "andrew"),
    ("barb", "barbara"),
    ("ben", "benjamin"),
    ("bernie", "bernard"),
    ("beth", "elizabeth"),
    ("bill", "william"),
    ("bob", "robert"),
    ("bobby", "robert"),
    ("cathy", "catherine"),
    ("charlie", "charles"),
    ("chris", "christopher"),
    ("chuck", "charles"),
    ("dan", "daniel"),
    ("danny", "daniel"),
    ("dave", "david"),
    ("debbie", "deborah"),
    ("dick", "richard"),
    ("don", "donald"),
    ("doug", "douglas"),
    ("ed", "edward"),
    ("fred", "frederick"),
    ("greg", "gregory"),
    ("jeff", "jeffrey"),
    ("jim", "james"),
    ("jimmy", "james"),
    ("joe", "joseph"),
    ("josh", "joshua"),
    ("kate", "katherine"),
    ("kathy", "katherine"),
    ("ken", "kenneth"),
    ("larry", "lawrence"),
    ("liz", "elizabeth"),
    ("matt", "matthew"),
    ("mike", "michael"),
    ("nick", "nicholas"),
    ("pat", "patrick"),
    ("pete", "peter"),
    ("phil", "philip"),
    ("ray", "raymond"),
    ("rob", "robert"),
    ("ron", "ronald"),
    ("sam", "samuel"),
    ("steve", "stephen"),
    ("sue", "susan"),
    ("ted", "edward"),
    ("tim", "timothy"),
    ("tom", "thomas"),
    ("tony", "anthony"),
    ("vince", "vincent"),
];

/// "james" of "jim": the first name that one is short for, or itself.
pub(crate) fn long_name(first: &str) -> &str {
    /// As many letters as short names have.
    const LONGEST: usize = 7;
    if first.len() > LONGEST {
        return first;
    }
    SHORT_NAMES.binary_search_by_key(&first, |(short, _)| *short).map_or(first, |at| SHORT_NAMES[at].1)
}

/// Fewest bytes of a word in which one wrong letter is a slip and no other word.
const SLIP: usize = 7;

/// "odhiambo" and "odiambo": one letter is missing, too many or another.
pub(crate) fn is_slip(a: &str, b: &str) -> bool {
    let (a, b) = if a.len() <= b.len() { (a.as_bytes(), b.as_bytes()) } else { (b.as_bytes(), a.as_bytes()) };
    if a.len() < SLIP || b.len() > a.len() + 1 || a.iter().chain(b).any(u8::is_ascii_digit) {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let rest = if a.len() == b.len() { a.get(same + 1..).unwrap_or(&[]) } else { &a[same..] };
    same > 0 && b.ends_with(rest)
}

/// "viettel" of "viettel group": the first word of a name that a body's word ends.
pub(crate) fn is_first_word(short: &str, long: &str) -> bool {
    const ENDS: &[&str] = &[
        "group",
        "corporation",
        "company",
        "inc",
        "limited",
        "plc",
        "holdings",
        "industries",
        "bank",
        "airlines",
        "motors",
        "telecom",
        "ag",
        "sa",
        "nv",
        "spa",
        "gmbh",
        "bhd",
        "berhad",
        "llc",
        "asa",
        "oyj",
        "ab",
        "jsc",
    ];
    short.len() >= 4
        && !short.contains(' ')
        && long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '))
        && long.rsplit(' ').next().is_some_and(|end| ENDS.contains(&end))
        && lexicon::classes(hash_of(short)) == 0
        && gazetteer::listed(hash_of(short)).flags & !gazetteer::FAMILY == 0
}

/// Words for what a company is in law.
const LEGAL: &[&str] = &[
    "corporation",
    "inc",
    "incorporated",
    "company",
    "limited",
    "plc",
    "llc",
    "ag",
    "sa",
    "nv",
    "bv",
    "spa",
    "gmbh",
    "bhd",
    "berhad",
    "asa",
    "oyj",
    "ab",
    "kk",
    "jsc",
    "pjsc",
    "sarl",
    "pty",
    "pte",
];

/// By which most words are told from these.
static SHAPES: Shapes = Shapes::of(&[LEGAL]);

/// "mannesmann" of "mannesmann ag": a company's name without what it is in law.
pub(crate) fn trade_name(key: &str) -> &str {
    let mut name = key;
    while let Some((rest, last)) = name.rsplit_once(' ') {
        let formed = SHAPES.may_hold(last.as_bytes()) && LEGAL.contains(&last)
            || name != key && matches!(last, "and" | "stock" | "joint")
            || last == "s" && rest.ends_with(" a");
        if !formed {
            break;
        }
        name = if last == "s" { &rest[..rest.len() - 2] } else { rest };
    }
    let telling = name.len() == key.len()
        || name.contains(' ')
        || name.len() > 2
            && lexicon::classes(hash_of(name)) == 0
            && listed(hash_of(name)).flags & PEOPLED == 0;
    if telling { name } else { key }
}

/// A country's or a people's name alone is no company's.
const PEOPLED: u8 = gazetteer::COUNTRY | gazetteer::PEOPLE;

/// What stands behind the trade name: forms of one law are one where the name is of several words.
pub(crate) fn forms_of<'k>(key: &'k str, trade_name: &str) -> &'k str {
    let form = key.get(trade_name.len()..).unwrap_or("").trim_start();
    let all = |of: &[&str]| !form.is_empty() && form.split(' ').all(|word| of.contains(&word));
    if !trade_name.contains(' ') {
        form
    } else if all(&["corporation", "inc", "incorporated", "company", "and"]) {
        "inc"
    } else if all(&["limited", "plc", "company", "and"]) {
        "limited"
    } else if all(&["bhd", "berhad"]) {
        "berhad"
    } else if all(&["joint", "stock", "company"]) {
        "jsc"
    } else {
        form
    }
}

/// "economic commission" of "pcc economic commission": the name without its owner's abbreviation.
pub(crate) fn is_tail(short: &str, long: &str) -> bool {
    short.contains(' ')
        && long
            .strip_suffix(short)
            .is_some_and(|rest| rest.ends_with(' ') && !rest.trim_end().contains(' ') && rest.len() <= 7)
}

pub(crate) fn singular(form: &str) -> &str {
    match form {
        "regulations" | "resolutions" | "decrees" | "directives" | "laws" | "acts" | "decisions"
        | "conclusions" | "plans" => &form[..form.len() - 1],
        _ => form,
    }
}

/// A number by which instruments are compared: "08/NQ-TW" and "8-NQ/TW" are one.
pub(crate) fn number_key(number: &str) -> String {
    let mut key = String::with_capacity(number.len());
    for part in dossier_corpus::fold(number).split(|c: char| !c.is_alphanumeric()) {
        let part = part.trim_start_matches('0');
        if !key.is_empty()
            && key.ends_with(|c: char| c.is_ascii_digit())
            && part.starts_with(|c: char| c.is_ascii_digit())
        {
            key.push('/');
        }
        key.push_str(part);
    }
    key
}

/// "57" of "57nqtw", but not of "57/2016".
pub(crate) fn is_short_number(short: &str, long: &str) -> bool {
    !short.is_empty()
        && short.bytes().all(|b| b.is_ascii_digit())
        && long.strip_prefix(short).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic()))
}
