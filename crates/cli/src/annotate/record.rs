//! The shape of a line, field by field as the design's contract has it.

use std::collections::BTreeMap;

use dossier_corpus::{
    Actor, BlockKind, Collection, Document, DocumentId, Edtf, EntityId, Event, Evidence, Fact, Span,
    Statement, TimexType,
};
use serde::Serialize;

/// Two code-point offsets.
type Range = [usize; 2];

#[derive(Serialize)]
pub(super) struct Record<'a> {
    id: &'a str,
    source: &'a str,
    title: Option<&'a str>,
    date: Option<Dated>,
    linked_date: Option<Dated>,
    outlet: Option<&'a str>,
    agency: Option<&'a str>,
    author: Option<&'a str>,
    translator: Option<&'a str>,
    dateline: Option<&'a str>,
    /// What had to be assumed to read it, such as its encoding.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    assumed: Vec<&'a str>,
    blocks: Vec<BlockRecord>,
    mentions: Vec<MentionRecord<'a>>,
    dates: Vec<DateRecord<'a>>,
    statements: Vec<StatementRecord<'a>>,
    events: Vec<EventRecord<'a>>,
    same_event: Vec<&'a str>,
}

#[derive(Serialize)]
struct Dated {
    edtf: String,
    rule: String,
    confidence: u8,
    /// Where this very document holds the words.
    evidence: Vec<Range>,
    /// Words that other documents hold, by document.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    via: BTreeMap<String, Vec<Range>>,
}

#[derive(Serialize)]
struct BlockRecord {
    start: usize,
    end: usize,
    kind: BlockKind,
}

#[derive(Serialize)]
struct MentionRecord<'a> {
    start: usize,
    end: usize,
    kind: &'static str,
    entity: &'a str,
    role: Option<&'a str>,
    rule: &'a str,
    confidence: u8,
}

#[derive(Serialize)]
struct DateRecord<'a> {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: TimexType,
    value: &'a str,
    edtf: Option<&'a str>,
    rule: &'a str,
    confidence: u8,
}

#[derive(Serialize)]
struct StatementRecord<'a> {
    kind: &'static str,
    source: Vec<Range>,
    cue: Vec<Range>,
    content: Vec<Range>,
    issuer: Option<&'a str>,
    addressees: Vec<&'a str>,
    instruments: Vec<&'a str>,
    deadline: Option<&'a str>,
    implied: bool,
    weak: bool,
    rule: &'a str,
    confidence: u8,
}

#[derive(Serialize)]
struct EventRecord<'a> {
    title: &'a str,
    edtf: Option<&'a str>,
    place: Option<&'a str>,
    participants: Vec<&'a str>,
    evidence: Vec<Range>,
    rule: &'a str,
    confidence: u8,
}

/// Which events a document reports.
pub(super) struct Links<'a> {
    events: Vec<Vec<&'a Event>>,
}

impl<'a> Links<'a> {
    pub(super) fn of(collection: &'a Collection) -> Self {
        let mut events = vec![Vec::new(); collection.documents.len()];
        for event in &collection.events {
            for document in &event.documents {
                if let Some(list) = events.get_mut(document.0 as usize) {
                    list.push(event);
                }
            }
        }
        Self { events }
    }
}

impl<'a> Record<'a> {
    pub(super) fn of(
        collection: &'a Collection,
        document: &'a Document,
        at: usize,
        links: &Links<'a>,
    ) -> Self {
        let points = CodePoints::of(&document.text);
        let events = links.events.get(at).map_or(&[][..], Vec::as_slice);
        let mut same_event: Vec<&str> = events
            .iter()
            .flat_map(|event| &event.documents)
            .filter(|other| other.0 as usize != at)
            .filter_map(|other| collection.document(*other).map(|document| document.id.as_str()))
            .collect();
        same_event.sort_unstable();
        same_event.dedup();
        Self {
            id: &document.id,
            source: &document.source,
            title: words(document.title.as_deref()),
            date: document.date.as_ref().map(|fact| dated(collection, fact, at, &points)),
            linked_date: document.linked_date.as_ref().map(|fact| dated(collection, fact, at, &points)),
            outlet: words(document.outlet.as_deref()),
            agency: words(document.agency.as_deref()),
            author: words(document.author.as_deref()),
            translator: words(document.translator.as_deref()),
            dateline: words(document.dateline.as_deref()),
            assumed: collection.assumptions(DocumentId(at as u32)).collect(),
            blocks: document
                .blocks
                .iter()
                .map(|block| {
                    let [start, end] = points.range(block.span);
                    BlockRecord { start, end, kind: block.kind }
                })
                .collect(),
            mentions: document
                .mentions
                .iter()
                .map(|mention| {
                    let [start, end] = points.range(mention.span);
                    MentionRecord {
                        start,
                        end,
                        kind: mention.kind.name(),
                        entity: name(collection, mention.entity),
                        role: mention.role.map(|span| span.of(&document.text)),
                        rule: mention.rule.as_str(),
                        confidence: mention.confidence.as_percent(),
                    }
                })
                .collect(),
            dates: document
                .dates
                .iter()
                .map(|date| {
                    let [start, end] = points.range(date.span);
                    DateRecord {
                        start,
                        end,
                        kind: date.kind,
                        value: &date.value,
                        edtf: date.edtf.as_ref().map(Edtf::as_str),
                        rule: date.rule.as_str(),
                        confidence: date.confidence.as_percent(),
                    }
                })
                .collect(),
            statements: document
                .statements
                .iter()
                .map(|statement| statement_record(collection, statement, &points))
                .collect(),
            events: events
                .iter()
                .map(|event| EventRecord {
                    title: &event.title,
                    edtf: event.date.as_ref().map(|fact| fact.value.as_str()),
                    place: event.place.as_ref().map(|fact| fact.value.as_str()),
                    participants: event.participants.iter().map(|id| name(collection, *id)).collect(),
                    evidence: here(&event.why.evidence, at, &points),
                    rule: event.why.rule.as_str(),
                    confidence: event.why.confidence.as_percent(),
                })
                .collect(),
            same_event,
        }
    }
}

fn words(fact: Option<&Fact<String>>) -> Option<&str> {
    fact.map(|fact| fact.value.as_str())
}

fn name(collection: &Collection, id: EntityId) -> &str {
    collection.entity(id).map_or("", |entity| entity.name.as_str())
}

fn here(evidence: &[Evidence], at: usize, points: &CodePoints<'_>) -> Vec<Range> {
    evidence
        .iter()
        .filter(|words| words.document.0 as usize == at)
        .map(|words| points.range(words.span))
        .collect()
}

fn dated(collection: &Collection, fact: &Fact<Edtf>, at: usize, points: &CodePoints<'_>) -> Dated {
    let mut via: BTreeMap<String, Vec<Range>> = BTreeMap::new();
    for words in fact.why.evidence.iter().filter(|words| words.document.0 as usize != at) {
        if let Some(other) = collection.document(words.document) {
            via.entry(other.id.clone()).or_default().push(CodePoints::of(&other.text).range(words.span));
        }
    }
    Dated {
        edtf: fact.value.to_string(),
        rule: fact.why.rule.as_str().to_owned(),
        confidence: fact.why.confidence.as_percent(),
        evidence: here(&fact.why.evidence, at, points),
        via,
    }
}

fn statement_record<'a>(
    collection: &'a Collection,
    statement: &'a Statement,
    points: &CodePoints<'_>,
) -> StatementRecord<'a> {
    let actor = |actor: &'a Actor| match actor.entity {
        Some(id) => name(collection, id),
        None => actor.words.as_str(),
    };
    let ranges = |spans: &[Span]| spans.iter().map(|span| points.range(*span)).collect();
    StatementRecord {
        kind: statement.kind.name(),
        source: ranges(&statement.source),
        cue: ranges(&statement.cue),
        content: ranges(&statement.content),
        issuer: statement.issuer.as_ref().map(actor),
        addressees: statement.addressees.iter().map(actor).collect(),
        instruments: statement.instruments.iter().map(|id| name(collection, *id)).collect(),
        deadline: statement.deadline.as_ref().map(|fact| fact.value.as_str()),
        implied: statement.issuer.iter().chain(&statement.addressees).any(|actor| actor.implied),
        weak: statement.weak,
        rule: statement.rule.as_str(),
        confidence: statement.confidence.as_percent(),
    }
}

/// Byte offsets to code points, with a count kept every so many bytes.
struct CodePoints<'a> {
    text: &'a str,
    /// Code points before byte `i * STEP`; empty when the text is all ASCII.
    before: Vec<usize>,
}

const STEP: usize = 256;

impl<'a> CodePoints<'a> {
    fn of(text: &'a str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for chunk in text.as_bytes().chunks(STEP) {
                before.push(count);
                count += starts(chunk);
            }
            before.push(count);
        }
        Self { text, before }
    }

    fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if self.before.is_empty() {
            return byte;
        }
        let step = byte / STEP;
        self.before[step] + starts(&self.text.as_bytes()[step * STEP..byte])
    }

    fn range(&self, span: Span) -> Range {
        [self.at(span.start as usize), self.at(span.end as usize)]
    }
}

/// How many characters start in `bytes`: every byte that continues none.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points_at_every_character() {
        let text = "Hà Nội 🙂 — ".repeat(97);
        let points = CodePoints::of(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(byte), count);
        }
        assert_eq!(points.at(text.len()), text.chars().count());
    }
}
