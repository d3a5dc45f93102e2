//! Laws, resolutions, regulations, plans, programmes: their words, number, issuer, date and subject.

mod facts;
mod title;

use dossier_corpus::{Document, EntityKind, Span};

pub(crate) use title::is_party_meeting;

use super::lexicon::{BODY, FORM, FUNCTION, INSTRUMENT, LONE_BODY, OFFICE};
use super::raw::{InstrumentWords, Raw};
use super::scan::{Scan, Stretch};
use super::words::{Shape, Word, hash_of};

/// Forms that are instruments by a plain number ("Resolution 57"); others need "No." or a title.
const NUMBERED: &[&str] = &[
    "resolution",
    "resolutions",
    "law",
    "act",
    "decree",
    "decrees",
    "directive",
    "directives",
    "regulation",
    "regulations",
    "ordinance",
    "circular",
    "decision",
    "decisions",
    "conclusion",
    "conclusions",
    "statute",
    "bill",
    "order",
];

/// Forms that a title alone makes an instrument ("Paris Agreement", "Law on National Defence").
const TITLED: &[&str] = &[
    "law",
    "act",
    "bill",
    "treaty",
    "convention",
    "charter",
    "constitution",
    "agreement",
    "pact",
    "accord",
    "accords",
    "protocol",
    "code",
    "strategy",
    "plan",
    "programme",
    "program",
    "decree",
    "directive",
    "regulation",
    "regulations",
    "ordinance",
    "resolution",
    "memorandum",
    "guidelines",
    "amendment",
    "statute",
    "proclamation",
    "declaration",
    "communique",
    "framework",
    "initiative",
];

/// Words before a quoted title that make it an instrument's.
const QUOTED: &[&str] = &[
    "project",
    "plan",
    "programme",
    "program",
    "scheme",
    "strategy",
    "bill",
    "law",
    "resolution",
    "directive",
    "decree",
];

struct Forms {
    numbered: Vec<u64>,
    titled: Vec<u64>,
    quoted: Vec<u64>,
    number: Vec<u64>,
    on: u64,
    of: u64,
    the: u64,
    and: u64,
}

/// All words that begin or end an instrument's name: nothing else need be asked of any other word.
pub(super) fn form_words() -> impl Iterator<Item = &'static str> {
    [NUMBERED, TITLED, QUOTED].into_iter().flatten().copied()
}

fn forms() -> &'static Forms {
    static FORMS: std::sync::OnceLock<Forms> = std::sync::OnceLock::new();
    FORMS.get_or_init(|| {
        let all = |list: &[&str]| list.iter().map(|word| hash_of(word)).collect();
        Forms {
            numbered: all(NUMBERED),
            titled: all(TITLED),
            quoted: all(QUOTED),
            number: all(&["no", "nr", "number", "num", "nº"]),
            on: hash_of("on"),
            of: hash_of("of"),
            the: hash_of("the"),
            and: hash_of("and"),
        }
    })
}

/// The instruments of a document, in text order, without overlap.
pub(crate) fn find(scan: &Scan<'_>, document: &Document) -> Vec<Raw> {
    let mut found = Vec::new();
    for sentence in &scan.sentences {
        if sentence.shouted {
            continue;
        }
        let mut at = sentence.from;
        let mut floor = sentence.from;
        while at < sentence.to {
            if scan.topics[at] & FORM == 0 {
                at += 1;
                continue;
            }
            let next = numbered(scan, *sentence, at, floor)
                .or_else(|| titled(scan, *sentence, at, floor))
                .or_else(|| quoted(scan, *sentence, at));
            if let Some(mut raw) = next {
                facts::read(scan, document, *sentence, &mut raw);
                at = raw.to;
                floor = raw.to;
                let form = raw.instrument.as_ref().map(|words| words.form);
                found.push(raw);
                while let Some(more) = further_number(scan, *sentence, at, form) {
                    at = more.to;
                    floor = at;
                    found.push(more);
                }
            } else {
                at += 1;
            }
        }
    }
    found
}

/// The end of a number that starts at `at`: "08-NQ/TW", "2016/679", "117-58", "04", "C-214".
fn number_end(scan: &Scan<'_>, sentence: Stretch, at: usize) -> Option<usize> {
    let first = scan.words.get(at)?;
    if at >= sentence.to {
        return None;
    }
    let mut end = at + 1;
    if !first.shape.has(Shape::DIGIT) {
        // "Bill C-214": letters of a series, a hyphen and the number.
        let glued = |at: usize| at < sentence.to && scan.words[at].shape.has(Shape::GLUED);
        let series = first.is_all_capitals() || first.is_capital() && first.len() == 1;
        let numbered = glued(at + 1)
            && scan.word(at + 1) == "-"
            && glued(at + 2)
            && scan.words[at + 2].shape.has(Shape::DIGIT);
        if !(series && first.len() <= 3 && numbered) {
            return None;
        }
        end = at + 3;
    }
    while end + 1 < sentence.to {
        let (mark, part) = (&scan.words[end], &scan.words[end + 1]);
        let joins = matches!(scan.word(end), "-" | "/" | "–" | "‑") && mark.shape.has(Shape::GLUED);
        // "104/CD-TTg": the letters of the office that signed.
        let series = part.is_capital() && part.shape.has(Shape::MORE_CAPITALS) && part.len() <= 6;
        let fits = part.shape.has(Shape::GLUED)
            && (part.shape.has(Shape::DIGIT) || part.is_all_capitals() || series || part.len() == 1);
        if !(joins && fits) {
            break;
        }
        end += 2;
    }
    Some(end)
}

/// "No." before a number: the index of the number.
fn after_number_sign(scan: &Scan<'_>, at: usize) -> Option<usize> {
    if scan.word(at) == "#" {
        return Some(at + 1);
    }
    if !forms().number.contains(&scan.words.get(at)?.hash) {
        return None;
    }
    Some(if scan.word(at + 1) == "." { at + 2 } else { at + 1 })
}

fn numbered(scan: &Scan<'_>, sentence: Stretch, at: usize, floor: usize) -> Option<Raw> {
    let forms = forms();
    if !scan.is(at, INSTRUMENT) {
        return None;
    }
    let word = &scan.words[at];
    let signed = after_number_sign(scan, at + 1).filter(|&number| number < sentence.to);
    let mut number = signed.unwrap_or(at + 1);
    // "Regulation (EU) 2016/679"
    if signed.is_none() && scan.word(number) == "(" && scan.word(number + 2) == ")" {
        number += 3;
        if let Some(after) = after_number_sign(scan, number) {
            number = after;
        }
    }
    let end = number_end(scan, sentence, number)?;
    let compound = end > number + 1;
    // "Freedom of Information Act 2000": the year belongs to a title, by which such acts are told apart.
    if signed.is_none() && !compound && title::is_of_year(scan, at, number) {
        return None;
    }
    if !(signed.is_some()
        || word.is_capital() && forms.numbered.contains(&word.hash)
        || compound && word.is_capital())
    {
        return None;
    }
    let from = if word.is_capital() { title::modifiers(scan, at, floor, BODY) } else { at };
    let from = title::with_maker(scan, from, floor);
    // "Law No. 16 of 2012": numbers that begin anew every year are told apart by it.
    let yearly = scan.words[end.min(scan.words.len() - 1)].hash == forms.of && end + 1 < sentence.to;
    let end = if yearly && title::is_yearly(scan, at, end + 1) { end + 2 } else { end };
    Some(raw(scan, from, end, at, Some((number, end)), "name.instrument-number", 96))
}

/// "… and 57-NQ/TW" after a numbered instrument.
fn further_number(scan: &Scan<'_>, sentence: Stretch, at: usize, form: Option<Span>) -> Option<Raw> {
    let form = form?;
    if !form.of(scan.text).ends_with('s') {
        return None;
    }
    let mut from = at;
    while from < sentence.to && (scan.word(from) == "," || scan.words[from].hash == forms().and) {
        from += 1;
    }
    if from == at {
        return None;
    }
    let number = after_number_sign(scan, from).unwrap_or(from);
    let end = number_end(scan, sentence, number)?;
    let mut raw = raw(scan, from, end, from, Some((number, end)), "name.instrument-number", 90);
    if let Some(words) = &mut raw.instrument {
        words.form = form;
    }
    Some(raw)
}

fn titled(scan: &Scan<'_>, sentence: Stretch, at: usize, floor: usize) -> Option<Raw> {
    let forms = forms();
    let word = &scan.words[at];
    if !word.is_capital() || !forms.titled.contains(&word.hash) || word.is_all_capitals() {
        return None;
    }
    let after = at + 1;
    let next_is_name = after < sentence.to && scan.words[after].is_capital() && scan.words[after].is_word();
    // "Law on National Defence", "Treaty of Lisbon"
    let mut to = after;
    if after + 1 < sentence.to && (scan.words[after].hash == forms.on || scan.words[after].hash == forms.of) {
        let mut end = after + 1;
        if scan.words[end].hash == forms.the && end + 1 < sentence.to {
            end += 1;
        }
        let first = end;
        while end < sentence.to
            && (scan.words[end].is_capital() && scan.words[end].is_word()
                // "Law on People's Air Defence"
                || end > first
                    && scan.words[end].shape.has(Shape::CLITIC)
                    && scan.words.get(end + 1).is_some_and(Word::is_capital)
                || end > first
                    && end + 1 < sentence.to
                    && matches!(scan.word(end), "of" | "and" | "the" | "on" | "for" | "-" | ",")
                    // "the Law on Unions and Decree No. 5": another one.
                    && !(scan.word(end) == "and"
                        && (end + 1..end + 3).any(|at| {
                            at + 1 < sentence.to
                                && scan.is(at, INSTRUMENT)
                                && after_number_sign(scan, at + 1).is_some()
                        }))
                    && !(scan.word(end) == ","
                        && !(end + 2 < sentence.to && matches!(scan.word(end + 2), "and" | ",")))
                    && (scan.words[end + 1].is_capital()
                        // "on the Law of the Sea"
                        || matches!(scan.word(end), "of" | "on" | "for")
                            && scan.words[end + 1].hash == forms.the
                            && end + 2 < sentence.to
                            && scan.words[end + 2].is_capital()))
        {
            end += 1;
        }
        // "Plan of the Ministry": what follows is the issuer, not the title.
        let issuer = scan.words[after].hash == forms.of
            && (first..end).any(|word| scan.is(word, BODY | LONE_BODY | OFFICE));
        if end > first && !issuer {
            to = end;
        }
    }
    if to == after && next_is_name {
        return None;
    }
    // "Flood and Water Management Act 2010", "Public Private Partnerships Act, 2021"
    let year = if scan.word(to) == "," { to + 1 } else { to };
    if year < sentence.to && title::is_of_year(scan, at, year) {
        to = year + 1;
    }
    let mut from = title::begins(scan, at, floor);
    if title::is_other(scan, from, at, floor) {
        return None;
    }
    // A sentence's first word is no modifier when it is a common word in small letters elsewhere.
    if from < at && scan.words[from].shape.has(Shape::FIRST) && scan.is_written_small(from) && from + 1 == at
    {
        from += 1;
    }
    // "the Government's Action Program"
    let mut issuer = None;
    if from >= floor + 2 && scan.words[from - 1].shape.has(Shape::CLITIC) {
        let mut owner = from - 1;
        while owner > floor
            && scan.words[owner - 1].is_capital()
            && scan.words[owner - 1].is_word()
            && !scan.is(owner - 1, FUNCTION)
            && from - owner < 8
        {
            owner -= 1;
        }
        if owner < from - 1 {
            issuer = Some((owner, from - 1));
        }
    }
    let has_title = from < at || to > after;
    let is_short = from + 1 == at && to == after;
    if !has_title && issuer.is_none() {
        return None;
    }
    let start = match issuer {
        // A bare form ("the Defense Ministry's Plan") is named by its owner alone, one word more ("the Government's
        // Action Program") says little of whose it is. A longer title is the same whoever owns it.
        Some((owner, end)) if !has_title || is_short && title::is_body(scan, owner, end) => owner,
        _ => from,
    };
    let mut raw =
        raw(scan, start, to, at, None, "name.instrument-title", if issuer.is_some() { 82 } else { 80 });
    if let (Some(words), Some((owner, end))) = (&mut raw.instrument, issuer) {
        words.issuer = Some((owner, end));
    }
    Some(raw)
}

fn quoted(scan: &Scan<'_>, sentence: Stretch, at: usize) -> Option<Raw> {
    let forms = forms();
    if !forms.quoted.contains(&scan.words[at].hash) {
        return None;
    }
    let open = at + 1;
    if open + 2 >= sentence.to || !matches!(scan.word(open), "\"" | "“" | "‘" | "«" | "'") {
        return None;
    }
    let close = (open + 1..sentence.to.min(open + 40))
        .find(|&word| matches!(scan.word(word), "\"" | "”" | "’" | "»" | "'"))?;
    let mut to = close;
    while to > open + 1 && matches!(scan.word(to - 1), "," | ".") {
        to -= 1;
    }
    if to < open + 3 || !scan.words[open + 1].is_capital() {
        return None;
    }
    Some(raw(scan, open + 1, to, at, None, "name.instrument-quoted-title", 78))
}

fn raw(
    scan: &Scan<'_>,
    from: usize,
    to: usize,
    form: usize,
    number: Option<(usize, usize)>,
    rule: &'static str,
    confidence: u8,
) -> Raw {
    let mut form_from = form;
    while form_from > from && scan.words[form_from - 1].is_word() && scan.words[form_from - 1].is_capital() {
        form_from -= 1;
    }
    let mut raw = Raw::new(from, to, EntityKind::Instrument, rule, confidence);
    raw.instrument = Some(Box::new(InstrumentWords {
        form: scan.span(form, form + 1),
        number: number.map(|(from, to)| scan.span(from, to)),
        ..InstrumentWords::default()
    }));
    raw
}
