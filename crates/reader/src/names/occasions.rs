//! Named events: elections by year and country, wars, congresses, exhibitions, operations.

use dossier_corpus::EntityKind;

use super::instruments::is_party_meeting;
use super::lexicon::{BODY, CALENDAR, FUNCTION, INSTRUMENT, OCCASION, OFFICE, RANK};
use super::raw::Raw;
use super::scan::Scan;
use super::words::{Shape, Word};

/// Elections and the like that a year or an ordinal in front makes one of their kind: "1992 United Kingdom general
/// election", "13th National Party Congress". They win over the places and bodies named in them.
pub(crate) fn dated(scan: &Scan<'_>) -> Vec<Raw> {
    let mut found = Vec::new();
    for sentence in &scan.sentences {
        let mut at = sentence.from;
        while at < sentence.to {
            // The one ends with such a word, the other begins with a number.
            if !scan.is(at, INSTRUMENT) && !scan.words[at].shape.has(Shape::DIGIT) {
                at += 1;
                continue;
            }
            if let Some(from) = meeting_at(scan, sentence.from, at) {
                found.push(Raw::new(from, at + 1, EntityKind::Event, "name.occasion", 80));
            }
            match dated_at(scan, at, sentence.to) {
                Some(end) => {
                    let from = month_before(scan, sentence.from, at);
                    found.push(Raw::new(from, end, EntityKind::Event, "name.event-of-year", 85));
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    found
}

fn dated_at(scan: &Scan<'_>, at: usize, stop: usize) -> Option<usize> {
    let first = &scan.words[at];
    if !first.shape.has(Shape::DIGIT) {
        return None;
    }
    let printed = first.of(scan.text);
    let year = printed.len() == 4
        && printed.bytes().all(|b| b.is_ascii_digit())
        && matches!(printed.as_bytes()[0], b'1' | b'2');
    let ordinal = ["th", "st", "nd", "rd"].iter().any(|end| printed.len() <= 5 && printed.ends_with(end));
    if !year && !ordinal {
        return None;
    }
    let mut end = at + 1;
    let mut capitals = 0;
    while end < stop && end - at < 10 {
        let word = &scan.words[end];
        if word.is_word() && word.is_capital() && !scan.is(end, FUNCTION | CALENDAR) {
            capitals += 1;
            if scan.is(end, OCCASION)
                && capitals > 1
                && !scan.words.get(end + 1).is_some_and(|next| next.is_capital() && end + 1 < stop)
            {
                return Some(end + 1);
            }
        } else if scan.word(end) == "-" || capitals > 0 && matches!(scan.word(end), "of" | "the" | "and") {
        } else if is_vote(scan.word(end)) {
            return (capitals > 0).then_some(end + 1);
        } else if !(capitals > 0 && is_vote_kind(scan.word(end)) || scan.is(end, OCCASION) && ordinal) {
            return None;
        }
        end += 1;
    }
    None
}

/// Where the name of a party's meeting begins that ends at `at`: "Republican National Convention".
fn meeting_at(scan: &Scan<'_>, floor: usize, at: usize) -> Option<usize> {
    if at == floor
        || !is_party_meeting(scan, at)
        || scan.words.get(at + 1).is_some_and(super::words::Word::is_capital)
    {
        return None;
    }
    let mut from = at;
    while from > floor && scan.words[from - 1].is_capital() && !scan.is(from - 1, FUNCTION) && at - from < 4 {
        from -= 1;
    }
    (at - from > 1).then_some(from)
}

fn is_vote(word: &str) -> bool {
    matches!(word, "election" | "elections" | "referendum" | "by-election" | "primaries" | "plebiscite")
}

fn is_vote_kind(word: &str) -> bool {
    matches!(
        word,
        "general"
            | "federal"
            | "parliamentary"
            | "legislative"
            | "presidential"
            | "local"
            | "state"
            | "provincial"
            | "municipal"
            | "regional"
            | "primary"
            | "gubernatorial"
            | "constitutional"
            | "independence"
            | "snap"
            | "leadership"
            | "assembly"
            | "council"
            | "mayoral"
            | "by"
    )
}

fn month_before(scan: &Scan<'_>, floor: usize, at: usize) -> usize {
    if at > floor && scan.is(at - 1, CALENDAR) && scan.words[at - 1].is_capital() { at - 1 } else { at }
}

/// Runs of capitals headed by the word for an occasion, where nothing else was found: "Vietnam War", "Geneva Summit",
/// "Battle of Dien Bien Phu", "Operation Steel Curtain".
pub(crate) fn headed(scan: &Scan<'_>, taken: &[Raw]) -> Vec<Raw> {
    let mut found: Vec<Raw> = Vec::new();
    let mut next_taken = 0;
    let capital = |word: &Word| word.is_capital() && word.is_word();
    for (sentence, at) in scan.capitals() {
        if sentence.shouted || !scan.is(at, OCCASION) {
            continue;
        }
        let mut from = at;
        while from > sentence.from
            && capital(&scan.words[from - 1])
            && !scan.is(from - 1, FUNCTION | RANK | OFFICE)
            && at - from < 6
        {
            from -= 1;
        }
        let mut to = at + 1;
        if scan.word(to) == "of" && to + 1 < sentence.to && capital(&scan.words[to + 1]) {
            to += 2;
        } else if from == at && matches!(scan.word(at), "Operation" | "Exercise") {
            // "Operation Steel Curtain"
        } else if from == at {
            continue;
        }
        while to < sentence.to && capital(&scan.words[to]) && to - at < 7 {
            to += 1;
        }
        while next_taken < taken.len() && taken[next_taken].to <= from {
            next_taken += 1;
        }
        let free = taken.get(next_taken).is_none_or(|raw| raw.from >= to)
            && found.last().is_none_or(|last| last.to <= from);
        if free && to - from > 1 && !(from..to).all(|word| scan.is(word, OCCASION | BODY)) {
            found.push(Raw::new(from, to, EntityKind::Event, "name.occasion", 66));
        }
    }
    found
}
