//! What a document's first sentences tell as done by their verb: "The navy received two frigates in Busan on Monday".
//!
//! Most news names no occasion: somebody opened, signed, elected, arrested. The verb must be the main one of its
//! sentence, in the past or the perfect; what somebody says, expects, plans or denies is no event, nor is what a clause
//! beside it tells. With the verb stand its day, or a place and who took part.

use dossier_corpus::{BlockKind, Document, DocumentId, Evidence, Span, TimexType};

use super::occasion::{self, Occasion};
use super::phrases;

use super::verbs::{
    BEFALLING, BEFORE_ADJECTIVE, BESIDE, DENIED, DONE, FINITE, NO_OBJECT, OTHER_PAST, TRADED, UNREAL,
};

/// Sentences of running text in which a text tells its news.
pub(super) const LEAD: usize = 3;

/// How a verb tells that it happened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Voice {
    Active,
    Passive,
    /// "has signed": just now, whatever day.
    Perfect,
}

struct Verb {
    /// Index of the word.
    at: usize,
    voice: Voice,
}

/// The words of a sentence.
struct Words<'t> {
    text: &'t str,
    all: Vec<(usize, usize)>,
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Self {
        let mut all: Vec<(usize, usize)> = Vec::with_capacity(text.len() / 4);
        phrases::words(text, |from, to| {
            // "test-fired", "co-chaired", "Jean-Pierre": one word.
            match all.last_mut() {
                Some(last) if last.1 + 1 == from && text.as_bytes()[last.1] == b'-' => last.1 = to,
                _ => all.push((from, to)),
            }
        });
        Self { text, all }
    }

    fn word(&self, at: usize) -> &'t str {
        self.all.get(at).map_or("", |&(from, to)| &self.text[from..to])
    }

    fn is_in(&self, at: usize, list: &[&str]) -> bool {
        let word = self.word(at);
        list.iter().any(|one| one.eq_ignore_ascii_case(word))
    }

    fn opens_beside(&self, at: usize) -> bool {
        let word = self.word(at);
        BESIDE.has(word) || at == 0 && self.is_in(at, BESIDE.words)
    }

    /// What stands between a word and the next.
    fn gap(&self, at: usize) -> &'t str {
        let from = self.all.get(at).map_or(self.text.len(), |word| word.1);
        let to = self.all.get(at + 1).map_or(self.text.len(), |word| word.0);
        &self.text[from..to]
    }

    fn breaks(&self, at: usize) -> bool {
        self.gap(at).contains([',', ';', ':', '(', ')', '"', '“', '”', '–', '—'])
    }
}

/// The event that one of the first sentences tells by its verb.
pub(super) fn find(document: &Document, id: DocumentId) -> Option<Occasion> {
    let paragraph = |block: u32| {
        document.blocks.get(block as usize).is_some_and(|block| block.kind == BlockKind::Paragraph)
    };
    let lead = document.sentences.iter().filter(|sentence| paragraph(sentence.block)).take(LEAD);
    let mut best: Option<Occasion> = None;
    let told =
        |(at, sentence): (usize, &dossier_corpus::Sentence)| told(document, id, sentence.span, at == 0);
    for told in lead.enumerate().filter_map(told) {
        if best.as_ref().is_none_or(|best| told.score > best.score + SURER) {
            best = Some(told);
        }
    }
    best
}

/// By how much a later sentence must say more than an earlier one, in percent.
const SURER: u8 = 20;

/// `first`: whether the sentence is the first of the running text.
fn told(document: &Document, id: DocumentId, sentence: Span, first: bool) -> Option<Occasion> {
    let words = Words::of(sentence.of(&document.text));
    let verb = main_verb(&words)?;
    // Days and places behind "after", "which", "when" are those of something else.
    let end = (verb.at + 1..words.all.len())
        .find(|&at| {
            words.opens_beside(at) && !words.is_in(at, &["with", "during"]) || words.word(at) == "that"
        })
        .map_or(words.text.len(), |at| words.all[at].0);
    let frame = Span { start: sentence.start, end: sentence.start + end as u32 };
    let date = occasion::date(document, id, frame);
    let place = occasion::place(document, id, frame);
    let participants = occasion::participants(document, frame);
    let other_time = has_other_time(document, frame);
    let day = date.is_some() || has_open_day(document, frame);
    let fresh = verb.voice == Voice::Perfect;
    let alone = fresh || place.is_some() && !other_time;
    if !day && (participants.is_empty() || !alone) {
        return None;
    }
    // What lies ahead of the text has not happened.
    let written = document.date.as_ref().and_then(|fact| fact.value.latest());
    let begun = date.as_ref().and_then(|fact| fact.value.earliest());
    if written.zip(begun).is_some_and(|(written, begun)| begun > written) {
        return None;
    }
    let score = 35
        + if date.is_some() { 25 } else { 0 }
        + if day && date.is_none() { 15 } else { 0 }
        + if place.is_some() { 12 } else { 0 }
        + if participants.is_empty() { 0 } else { 8 };
    Some(Occasion {
        // The first sentence tells what the document's own title says; another one tells something of its own.
        title: if first { String::new() } else { clause(&words.text[..end]) },
        kind: kind(&words, &verb),
        date,
        place,
        participants,
        evidence: Evidence { document: id, span: sentence },
        score,
        rule: "event.happening",
    })
}

/// Most bytes of a title.
const LONGEST: usize = 110;

/// A clause as a title: without what it ends with, and cut between two words where it is long.
fn clause(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole = words.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '”' | '"' | '%'));
    if whole.len() <= LONGEST {
        return whole.to_owned();
    }
    let cut = whole[..whole.floor_char_boundary(LONGEST)].rsplit_once(' ').map_or("", |(cut, _)| cut);
    format!("{}…", cut.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

/// The main verb, if it tells that something happened.
fn main_verb(words: &Words<'_>) -> Option<Verb> {
    let mut at = 0;
    // Whether a comma has opened something beside the clause: "The budget, adopted today, allows".
    let mut open = false;
    while at < words.all.len() {
        let word = words.word(at);
        let unreal = UNREAL.has(word) || at == 0 && ["No", "Nobody", "Neither", "If"].contains(&word);
        if unreal
            || TRADED.has(word)
            || at == 0 && words.is_in(0, TRADED.words)
            || words.gap(at).contains(['?', '"', '“'])
        {
            return None;
        }
        let after_break = at > 0 && words.breaks(at - 1);
        open = open != after_break;
        if words.opens_beside(at) {
            // "Lockwood, which builds ships, opened": over the clause; without its comma it cannot be told where it ends.
            let close = (at..words.all.len()).find(|&at| words.breaks(at))?;
            if (at..=close).any(|at| words.is_in(at, &["said", "says"])) {
                return None;
            }
            at = close + 1;
            open = true;
            continue;
        }
        let small = word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        if small && at > 0 && word.len() > 2 {
            let done = DONE.has(word);
            let befalls = BEFALLING.has(word);
            let participle = after_break && open;
            if (done || befalls)
                && !participle
                && let Some(voice) = voice(words, at, done, befalls)
            {
                return Some(Verb { at, voice });
            }
            // Another verb is the main one: what follows is a participle, or told beside it.
            let plain = !open
                && !words.word(at - 1).ends_with("ly")
                && !word.contains('-')
                && !words.is_in(at - 1, &BEFORE_ADJECTIVE);
            let other = OTHER_PAST.has(word) || word.len() > 4 && word.ends_with("ed") && !done && !befalls;
            if plain && other {
                return None;
            }
        }
        at += 1;
    }
    None
}

/// How the verb at `at` is used; nothing where it is an adjective or a participle behind its noun.
fn voice(words: &Words<'_>, at: usize, done: bool, befalls: bool) -> Option<Voice> {
    // "was on Monday formally sworn"
    let mut before = at;
    for _ in 0..5 {
        let last = before.checked_sub(1)?;
        let word = words.word(last);
        let aside = word.ends_with("ly")
            || words.is_in(last, &["on", "also", "today", "yesterday", "just", "since", "both", "now"])
            || word.starts_with(|c: char| c.is_ascii_digit())
            || last > 0 && words.is_in(last - 1, &["on"])
            || last > 1 && words.is_in(last - 2, &["on"]) && word.starts_with(|c: char| c.is_ascii_digit());
        if !aside || words.breaks(last) {
            break;
        }
        before = last;
    }
    let aux = before.checked_sub(1)?;
    // "was warmly received", "rejected charges that": somebody's opinion.
    let passive = words.is_in(aux, &["was", "were", "been"]);
    let word = words.word(at);
    let denies = || (at + 1..at + 4).any(|next| words.is_in(next, &DENIED));
    if word == "received" && passive || word == "rejected" && denies() {
        return None;
    }
    // "closed on the New York Stock Exchange at 14-3/4"
    let traded = |next: usize| {
        words.is_in(next, &["exchange"])
            || word == "closed"
                && words.is_in(next, &["at"])
                && words.word(next + 1).starts_with(|c: char| c.is_ascii_digit())
    };
    if matches!(word, "closed" | "opened") && (at + 1..at + 10).any(traded) {
        return None;
    }
    if words.is_in(aux, &["was", "were"]) {
        return done.then_some(Voice::Passive);
    }
    if words.is_in(aux, &["been"]) {
        return (done && aux > 0 && words.is_in(aux - 1, &["has", "have"])).then_some(Voice::Passive);
    }
    if words.is_in(aux, &["has", "have"]) {
        return Some(Voice::Perfect);
    }
    let prior = words.word(at - 1);
    if words.is_in(at - 1, &BEFORE_ADJECTIVE)
        || words.is_in(aux, &["are", "is", "be"])
        || prior.ends_with('\'')
    {
        return None;
    }
    let by = (at + 1..(at + 4).min(words.all.len())).any(|next| words.is_in(next, &["by"]));
    let going = words.word(at + 1).ends_with("ing");
    let bare = words.breaks(at) || at + 1 == words.all.len() || words.is_in(at + 1, &NO_OBJECT);
    if by || going || bare && !befalls {
        return None;
    }
    // "The bridge opened in 1990 was closed": the verb is still to come.
    let further = (at + 1..words.all.len())
        .take_while(|&next| {
            !words.breaks(next - 1) && !words.opens_beside(next) && words.word(next) != "that"
        })
        .take_while(|&next| !words.is_in(next, &["and", "but"]))
        .any(|next| words.is_in(next, &FINITE));
    (!further).then_some(Voice::Active)
}

/// The verb and the last word of its object, or of its subject in a passive: what two reports of one event have in
/// common.
fn kind(words: &Words<'_>, verb: &Verb) -> String {
    let (from, to) = if verb.voice == Voice::Passive {
        let aux = (0..verb.at).rev().find(|&at| words.is_in(at, &["was", "were", "has", "have"]));
        (0, aux.unwrap_or(verb.at))
    } else {
        let ends = |at: usize| {
            words.is_in(at, &NO_OBJECT) || words.opens_beside(at) || words.breaks(at - 1) && at > verb.at + 1
        };
        let to = (verb.at + 1..words.all.len()).find(|&at| ends(at)).unwrap_or(words.all.len());
        (verb.at + 1, to)
    };
    let head = if from < to { words.word(to - 1).to_lowercase() } else { String::new() };
    format!("{} {head}", words.word(verb.at))
}

/// Whether a day is told that cannot be placed: a weekday, or a day of a month, of an undated text.
fn has_open_day(document: &Document, frame: Span) -> bool {
    // A weekend, a month and an unnamed day end otherwise.
    let is_day = |value: &str| {
        let parts: Vec<&str> = value.split('-').collect();
        parts.len() == 3 && parts[2].bytes().all(|byte| byte.is_ascii_digit())
    };
    inside(document, frame).any(|date| date.edtf.is_none() && is_day(&date.value))
}

/// Whether another time than a day is told: a year, a month, long ago.
fn has_other_time(document: &Document, frame: Span) -> bool {
    inside(document, frame).any(|date| date.kind == TimexType::Date)
}

fn inside(document: &Document, frame: Span) -> impl Iterator<Item = &dossier_corpus::DateMention> {
    let from = document.dates.partition_point(|date| date.span.end <= frame.start);
    document.dates[from..].iter().take_while(move |date| date.span.start < frame.end)
}
