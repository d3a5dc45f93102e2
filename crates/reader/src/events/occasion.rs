//! The occasion that a document reports: one sentence with its kind, day, place and people.

use dossier_corpus::{
    BlockKind, Confidence, Document, DocumentId, Edtf, EntityId, EntityKind, Evidence, Fact, RuleName, Span,
    TimexType, Why,
};

use super::happening::LEAD;
use super::phrases;
use crate::bytes::Shapes;
use crate::names::{OCCASIONS, Traces};

/// What one sentence says of an occasion.
pub(super) struct Occasion {
    /// "a meeting with the Ministry of National Defense".
    pub(super) title: String,
    /// The noun: "meeting".
    pub(super) kind: String,
    pub(super) date: Option<Fact<Edtf>>,
    pub(super) place: Option<Fact<String>>,
    pub(super) participants: Vec<EntityId>,
    /// The sentence.
    pub(super) evidence: Evidence,
    /// How much it says, in percent.
    pub(super) score: u8,
    /// The rule that found it.
    pub(super) rule: &'static str,
}

const LEADING: [&str; 16] = [
    "chaired",
    "co-chaired",
    "hosted",
    "held",
    "attended",
    "attending",
    "addressed",
    "addressing",
    "took place",
    "opened",
    "concluded",
    "presided",
    "visited",
    "launched",
    "convened",
    "organised",
];

/// Most sentences of a document that are looked at.
const MOST: usize = 400;

/// What a sentence is worth that names an occasion, and what more where it gives its day, gives its place, tells by a verb of it.
const NAMED: u8 = 20;
const DATED: u8 = 30;
const PLACED: u8 = 25;
const LED: u8 = 15;

/// The occasion that the document reports, if a sentence names one, and whether that is one of its first.
pub(super) fn find(document: &Document, traces: &Traces, id: DocumentId) -> Option<(Occasion, bool)> {
    let text = document.text.as_str();
    let mut best: Option<(Occasion, bool)> = None;
    let mut running = 0;
    let mut known = traces.sentences.iter().peekable();
    for sentence in document.sentences.iter().take(MOST) {
        let kind = document.blocks.get(sentence.block as usize).map(|block| block.kind);
        if !matches!(kind, Some(BlockKind::Paragraph | BlockKind::Heading)) {
            continue;
        }
        // A later sentence must say more than those before it.
        if best.as_ref().is_some_and(|(best, _)| best.score >= NAMED + DATED + PLACED + LED) {
            break;
        }
        running += usize::from(kind == Some(BlockKind::Paragraph));
        while known.next_if(|known| known.span.start < sentence.span.start).is_some() {}
        if !known.peek().is_some_and(|known| known.span == sentence.span && known.may_name_occasion()) {
            continue;
        }
        let words = sentence.span.of(text);
        let Some((at, noun)) = noun(words) else { continue };
        // What is said on the occasion, after "that", may name other days and places.
        let frame = words.find(" that ").filter(|that| *that > at).unwrap_or(words.len());
        let frame = Span { start: sentence.span.start, end: sentence.span.start + frame as u32 };
        let date = own_date(document, id, frame, at + noun.len()).or_else(|| date(document, id, frame));
        let place = place(document, id, frame);
        let lower = words.to_lowercase();
        let led = LEADING.iter().any(|verb| lower.contains(verb));
        let score = NAMED
            + if date.is_some() { DATED } else { 0 }
            + if place.is_some() { PLACED } else { 0 }
            + if led { LED } else { 0 };
        if date.is_none() && place.is_none() && !led
            || best.as_ref().is_some_and(|(best, _)| best.score >= score)
        {
            continue;
        }
        let occasion = Occasion {
            title: title(words, at, noun),
            kind: noun.to_owned(),
            date,
            place,
            participants: participants(document, sentence.span),
            evidence: Evidence { document: id, span: sentence.span },
            score,
            rule: "event.occasion",
        };
        best = Some((occasion, running <= LEAD));
    }
    best
}

/// By which most words are told from the nouns of occasions.
static SHAPES: Shapes = Shapes::of(&[&OCCASIONS]);

/// The first noun of an occasion and where it stands.
fn noun(words: &str) -> Option<(usize, &'static str)> {
    let mut found = None;
    phrases::words(words, |from, to| {
        if found.is_none() {
            let word = &words[from..to];
            let listed: &[&str] = if SHAPES.may_hold(word.as_bytes()) { &OCCASIONS } else { &[] };
            found = listed
                .iter()
                .find(|noun| word.eq_ignore_ascii_case(noun))
                .filter(|_| is_occasion(&words[..from], word))
                .map(|noun| (from, *noun));
        }
    });
    found
}

/// Whether the word behind `before` is the noun, and not a verb ("to visit", "had been meeting"), a parliament ("Congress
/// must act") or the day at an exchange ("a trading session").
fn is_occasion(before: &str, word: &str) -> bool {
    const NOT_BEFORE: [&str; 22] = [
        "to", "been", "will", "would", "not", "may", "can", "should", "must", "could", "it", "they", "he",
        "she", "we", "is", "are", "was", "were", "trading", "and", "limit",
    ];
    let last = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    if capital(word) && word.eq_ignore_ascii_case("congress") {
        return capital(last) && !last.eq_ignore_ascii_case("the")
            || last.starts_with(|c: char| c.is_ascii_digit());
    }
    // "The minutes of the meeting held on 12 August were confirmed" speak of an earlier one.
    let earlier = ["inutes of the", "inutes of the last", "previous"]
        .iter()
        .any(|end| before.trim_end().ends_with(end));
    !NOT_BEFORE.contains(&last) && !earlier
}

/// The noun phrase round the noun: back to its article, on to the end of "with …" or "on …".
fn title(words: &str, at: usize, noun: &str) -> String {
    let before = &words[..at];
    let opening = ["a ", "an ", "the ", "A ", "An ", "The "]
        .iter()
        .filter_map(|article| {
            let found = before.rfind(article)?;
            let bounded = found == 0 || before[..found].ends_with(|c: char| !c.is_alphanumeric());
            (bounded && at - found <= 60 && !before[found..].contains([',', ';', '.'])).then_some(found)
        })
        .max()
        .unwrap_or(at);
    let opening = inner(words, opening, at);
    let after = &words[at + noun.len()..];
    let stop = after.find([',', ';', '.', '(', '\n']).unwrap_or(after.len());
    let clause = &after[..stop];
    let leads =
        [" with ", " on ", " of ", " between ", " for ", " to "].iter().any(|lead| clause.starts_with(lead));
    // "a meeting with the mayor when he came to town": a clause is no part of the name.
    let clause =
        CLAUSES.iter().filter_map(|start| clause.find(start)).min().map_or(clause, |end| &clause[..end]);
    let tail = if leads && clause.len() <= 120 { clause } else { "" };
    words[opening..at + noun.len() + tail.len()].split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What begins a clause behind an occasion.
const CLAUSES: [&str; 16] = [
    " when ",
    " which ",
    " who ",
    " where ",
    " that ",
    " while ",
    " because ",
    " after ",
    " before ",
    " since ",
    " due ",
    " as ",
    " held ",
    " is ",
    " are ",
    " was ",
];

/// Words that lead from one noun phrase to the next.
const LEADS: [&str; 10] =
    [" of ", " for ", " in ", " during ", " attending ", " on ", " at ", " to ", " after ", " before "];

/// The last noun phrase before the noun: "the winner of [Monday night's debate]".
fn inner(words: &str, opening: usize, at: usize) -> usize {
    const DETERMINERS: [&str; 10] = ["the", "a", "an", "this", "last", "his", "her", "its", "their", "next"];
    let inside = &words[opening..at];
    let begins = |from: &usize| {
        let rest = &inside[*from..];
        let mut next = rest.split_whitespace();
        let first = next.next().unwrap_or("");
        let owns = |word: &str| word.ends_with("'s") || word.ends_with("’s");
        DETERMINERS.contains(&first) || owns(first) || next.next().is_some_and(owns)
    };
    let after =
        LEADS.iter().flat_map(|lead| inside.match_indices(lead).map(|(from, lead)| from + lead.len()));
    after.filter(begins).max().map_or(opening, |from| opening + from)
}

/// The day right behind the occasion: "your letter of 30 June and our meeting of 4 July".
fn own_date(document: &Document, id: DocumentId, sentence: Span, behind: usize) -> Option<Fact<Edtf>> {
    let from = sentence.start + behind as u32;
    let next = document.dates.partition_point(|date| date.span.start < from);
    let next = document.dates.get(next).filter(|date| date.span.end <= sentence.end)?;
    let between = document.text.get(from as usize..next.span.start as usize)?;
    let joined = matches!(between.trim(), "of" | "on" | "held on" | "held" | "of the");
    if joined { date(document, id, Span { start: next.span.start, ..sentence }) } else { None }
}

pub(super) fn date(document: &Document, id: DocumentId, sentence: Span) -> Option<Fact<Edtf>> {
    let from = document.dates.partition_point(|date| date.span.end <= sentence.start);
    document.dates[from..].iter().take_while(|date| date.span.start < sentence.end).find_map(|date| {
        let edtf = date.edtf.as_ref().filter(|_| matches!(date.kind, TimexType::Date | TimexType::Time))?;
        let single = edtf.earliest().is_some() && edtf.earliest() == edtf.latest();
        single.then(|| Fact {
            value: edtf.clone(),
            why: Why {
                rule: RuleName::new("event.date"),
                confidence: date.confidence,
                evidence: vec![Evidence { document: id, span: date.span }],
            },
        })
    })
}

/// "at X" where X is a place or a body's seat, else a place after "in".
pub(super) fn place(document: &Document, id: DocumentId, sentence: Span) -> Option<Fact<String>> {
    let text = document.text.as_str();
    let from = document.mentions.partition_point(|mention| mention.span.end <= sentence.start);
    let inside = document.mentions[from..].iter().take_while(|mention| mention.span.start < sentence.end);
    let mut found: Option<(u8, Span)> = None;
    for mention in inside {
        let before = text.get(sentence.start as usize..mention.span.start as usize).unwrap_or("").trim_end();
        let before = before.strip_suffix("the").unwrap_or(before).trim_end();
        let lead = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("").to_lowercase();
        let rank = match (lead.as_str(), mention.kind) {
            ("at", EntityKind::Place | EntityKind::Organisation) => 2,
            ("in", EntityKind::Place) => 1,
            _ => continue,
        };
        if found.is_none_or(|(best, _)| rank > best) {
            let rest = text.get(mention.span.end as usize..sentence.end as usize).unwrap_or("");
            let seat = [" headquarters", " Headquarters", " office", " building"]
                .iter()
                .find(|seat| rest.starts_with(**seat));
            let end = mention.span.end + seat.map_or(0, |seat| seat.len() as u32);
            found = Some((rank, Span { start: mention.span.start, end }));
        }
    }
    found.map(|(_, span)| Fact {
        value: span.of(text).to_owned(),
        why: Why {
            rule: RuleName::new("event.place"),
            confidence: Confidence::percent(75),
            evidence: vec![Evidence { document: id, span }],
        },
    })
}

/// Who the sentence names, and the sentence after it where that goes on with who attended.
pub(super) fn participants(document: &Document, sentence: Span) -> Vec<EntityId> {
    let text = document.text.as_str();
    let at = document.sentences.partition_point(|other| other.span.start <= sentence.start);
    let attend = |words: &str| {
        let lower = words.to_lowercase();
        [
            "also attending",
            "attending the",
            "in attendance",
            "were also present",
            "also attended",
            "participants included",
        ]
        .iter()
        .any(|lead| lower.contains(lead))
    };
    let next = document.sentences.get(at).filter(|next| attend(next.span.of(text)));
    let end = next.map_or(sentence.end, |next| next.span.end);
    let from = document.mentions.partition_point(|mention| mention.span.end <= sentence.start);
    let mut people: Vec<EntityId> = document.mentions[from..]
        .iter()
        .take_while(|mention| mention.span.start < end)
        .filter(|mention| matches!(mention.kind, EntityKind::Person | EntityKind::Organisation))
        .map(|mention| mention.entity)
        .collect();
    people.sort_unstable();
    people.dedup();
    people
}
