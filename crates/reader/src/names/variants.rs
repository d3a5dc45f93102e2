//! Which forms may be one: short forms of bodies, numbers of instruments.

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
    ];
    short.len() >= 4
        && !short.contains(' ')
        && long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '))
        && long.rsplit(' ').next().is_some_and(|end| ENDS.contains(&end))
        && lexicon::classes(hash_of(short)) == 0
        && gazetteer::listed(hash_of(short)).flags & !gazetteer::FAMILY == 0
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
