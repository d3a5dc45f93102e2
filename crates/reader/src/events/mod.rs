//! What happened where, when, with whom; which documents report the same; dates that follow from that.
//!
//! A document's event is read off the sentence that names an occasion (a meeting, a conference, a visit) together
//! with its day, its place or a verb such as chaired ([`occasion`]), or off one of its first sentences that tells by its
//! verb what was done ([`happening`]). Documents report the same event when day and
//! venue say so, or when they share many phrases that few other documents have ([`phrases`]): stock phrases, which
//! the same people say every year, do not count, and days that contradict each other forbid it.

mod happening;
mod occasion;
mod phrases;
mod verbs;

use std::collections::{BTreeMap, BTreeSet};

use dossier_corpus::{
    Collection, Confidence, Document, DocumentId, Edtf, EntityId, EntityKind, Event, Evidence, Fact,
    RuleName, Why,
};

use crate::names::Traces;
use occasion::Occasion;

/// The rules of this module: name and explanation for readers.
pub const RULES: &[(&str, &str)] = &[
    (
        "event.occasion",
        "A sentence names a meeting, a conference or the like with its day, its place or who led it.",
    ),
    (
        "event.happening",
        "One of the first sentences tells by its verb, in the past, what was done, with its day or with place and people.",
    ),
    (
        "event.same-day-and-place",
        "Two documents name the same day and the same place or people for the same kind of occasion.",
    ),
    (
        "event.shared-phrases",
        "Two documents share many phrases that hardly any other has and an actor named first, and no day contradicts it.",
    ),
    ("event.date", "The day that the sentence about the event gives."),
    ("event.place", "The place that the sentence about the event gives."),
    ("event.linked-date", "Another document reports the same event and gives its day."),
];

/// Days that two reports' events may lie apart and still be one.
const APART: i32 = 1;

/// An occasion of so few words is named by its noun alone: "the meeting".
const BARE: usize = 2;

/// Words of a title that is the beginning of a sentence.
const LONGEST: usize = 14;

/// Fills [`Collection::events`] and [`Document::linked_date`](dossier_corpus::Document::linked_date).
/// `traces` are those of each document.
pub fn link(collection: &mut Collection, traces: &[Traces]) {
    let occasions: Vec<Option<Occasion>> = collection
        .documents
        .iter()
        .zip(traces)
        .enumerate()
        .map(|(at, (document, traces))| told(document, traces, DocumentId(at as u32)))
        .collect();
    let mut links: Vec<Link> = same_day(collection, &occasions);
    links.extend(shared(collection, traces, &occasions));
    let groups = groups(collection.documents.len(), &links);
    let mut events = Vec::new();
    for group in groups.values() {
        events.extend(event(collection, group, &occasions, &links));
    }
    events.sort_by(|a: &Event, b| {
        let day = |event: &Event| event.date.as_ref().and_then(|fact| fact.value.earliest());
        (day(a).is_none(), day(a), &a.documents).cmp(&(day(b).is_none(), day(b), &b.documents))
    });
    let dated: Vec<(DocumentId, Fact<Edtf>)> =
        events.iter().flat_map(|event| linked_dates(collection, event)).collect();
    for (at, fact) in dated {
        collection.documents[at.0 as usize].linked_date = Some(Box::new(fact));
    }
    collection.events = events;
}

/// What the document reports: the occasion that its first sentences name, else what they tell as done, else an occasion
/// named further down.
fn told(document: &Document, traces: &Traces, id: DocumentId) -> Option<Occasion> {
    let occasion = occasion::find(document, traces, id);
    match (occasion, happening::find(document, id)) {
        (Some((occasion, true)), Some(done)) if done.score <= occasion.score => Some(occasion),
        (_, Some(done)) => Some(done),
        (occasion, None) => occasion.map(|(occasion, _)| occasion),
    }
}

/// Two documents that report the same, and the words that say so.
struct Link {
    a: usize,
    b: usize,
    rule: &'static str,
    confidence: u8,
    evidence: Vec<Evidence>,
}

/// The day that a document's event happened, or the interval its publication lies in.
fn days(document: &Document, occasion: Option<&Occasion>) -> Option<(i32, i32)> {
    let own = occasion.and_then(|occasion| occasion.date.as_ref()).map(|fact| &fact.value);
    let edtf = own.or_else(|| document.date.as_ref().map(|fact| &fact.value))?;
    Some((edtf.earliest().map_or(i32::MIN, |day| day.0), edtf.latest().map_or(i32::MAX, |day| day.0)))
}

/// Whether two documents can speak of one day.
fn compatible(collection: &Collection, occasions: &[Option<Occasion>], a: usize, b: usize) -> bool {
    // A report may come a week after the day that another one names.
    const REPORTED_WITHIN: i32 = 7;
    let slack = |at: usize| {
        let exact = occasions[at].as_ref().is_some_and(|occasion| occasion.date.is_some());
        if exact { APART } else { REPORTED_WITHIN }
    };
    let (Some(x), Some(y)) = (
        days(&collection.documents[a], occasions[a].as_ref()),
        days(&collection.documents[b], occasions[b].as_ref()),
    ) else {
        return true;
    };
    let slack = slack(a).max(slack(b));
    x.0.saturating_sub(slack) <= y.1 && y.0.saturating_sub(slack) <= x.1
}

/// Documents whose occasions are of one kind, on one day, with the same place or the same two participants.
fn same_day(collection: &Collection, occasions: &[Option<Occasion>]) -> Vec<Link> {
    let mut seen: BTreeMap<(i32, String, String), usize> = BTreeMap::new();
    let mut links = Vec::new();
    for (at, occasion) in occasions.iter().enumerate() {
        let Some(occasion) = occasion else { continue };
        let Some(date) = &occasion.date else { continue };
        let (Some(day), Some(last)) = (date.value.earliest(), date.value.latest()) else { continue };
        if day != last {
            continue;
        }
        let mut keys: Vec<String> =
            occasion.place.iter().map(|place| format!("at {}", dossier_corpus::fold(&place.value))).collect();
        let people = occasion.participants.iter().take(6);
        let pairs = people.clone().flat_map(|a| people.clone().filter(move |b| *b > a).map(move |b| (a, b)));
        keys.extend(pairs.map(|(a, b)| format!("with {} and {}", a.0, b.0)));
        for key in keys {
            let other = *seen.entry((day.0, occasion.kind.clone(), key)).or_insert(at);
            if other != at && compatible(collection, occasions, other, at) {
                let evidence = [other, at]
                    .into_iter()
                    .filter_map(|at| occasions[at].as_ref())
                    .map(|occasion| occasion.evidence)
                    .collect();
                links.push(Link {
                    a: other,
                    b: at,
                    rule: "event.same-day-and-place",
                    confidence: 80,
                    evidence,
                });
            }
        }
    }
    links
}

/// Documents that share many rare phrases.
fn shared(collection: &Collection, traces: &[Traces], occasions: &[Option<Occasion>]) -> Vec<Link> {
    phrases::pairs(traces)
        .into_iter()
        .filter(|pair| compatible(collection, occasions, pair.a, pair.b))
        .filter(|pair| same_actors(collection, pair.a, pair.b))
        .filter(|pair| !are_issues(&collection.documents[pair.a], &collection.documents[pair.b]))
        .map(|pair| Link {
            a: pair.a,
            b: pair.b,
            rule: "event.shared-phrases",
            confidence: (50.0 + pair.share * 250.0).min(95.0) as u8,
            evidence: pair.evidence,
        })
        .collect()
}

/// Whether two documents are issues of one notice: one title, two days, and mostly other figures. Rates that are changed
/// every week are told in the same words.
fn are_issues(a: &Document, b: &Document) -> bool {
    /// Bytes of a text whose figures are compared, and the fewest figures that tell.
    const READ: usize = 4000;
    const FEWEST: usize = 4;
    let day = |document: &Document| {
        let edtf = &document.date.as_ref()?.value;
        edtf.earliest().filter(|day| edtf.latest() == Some(*day))
    };
    let title = |document: &Document| document.title.as_ref().map(|title| dossier_corpus::fold(&title.value));
    if day(a).zip(day(b)).is_none_or(|(a, b)| a == b) || title(a).is_none() || title(a) != title(b) {
        return false;
    }
    let figures = |document: &Document| {
        let text = &document.text[..document.text.floor_char_boundary(READ)];
        let mut found = BTreeSet::new();
        phrases::words(text, |from, to| {
            if text.as_bytes()[from].is_ascii_digit() {
                found.insert(text[from..to].to_owned());
            }
        });
        found
    };
    let (a, b) = (figures(a), figures(b));
    let fewer = a.len().min(b.len());
    fewer >= FEWEST && a.intersection(&b).count() * 10 < fewer * 7
}

/// Whether the actor that one of two documents names first stands in the other as well. Notices of one form about two
/// companies share many phrases, and report two events.
fn same_actors(collection: &Collection, a: usize, b: usize) -> bool {
    let first = |at: usize| {
        let mentions = &collection.documents[at].mentions;
        let actor = |kind| matches!(kind, EntityKind::Person | EntityKind::Organisation);
        mentions.iter().find(|mention| actor(mention.kind)).map(|mention| mention.entity)
    };
    let names = |at: usize, entity: EntityId| {
        collection.documents[at].mentions.iter().any(|mention| mention.entity == entity)
    };
    first(a).is_none_or(|entity| names(b, entity)) || first(b).is_none_or(|entity| names(a, entity))
}

/// Documents joined by links, by their first document; those without any stand alone. A document joins a group
/// through its surest link.
fn groups(documents: usize, links: &[Link]) -> BTreeMap<usize, Vec<usize>> {
    let mut root: Vec<usize> = (0..documents).collect();
    fn top(root: &mut [usize], mut at: usize) -> usize {
        while root[at] != at {
            root[at] = root[root[at]];
            at = root[at];
        }
        at
    }
    for link in links {
        let (a, b) = (top(&mut root, link.a), top(&mut root, link.b));
        root[a.max(b)] = a.min(b);
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..documents {
        groups.entry(top(&mut root, at)).or_default().push(at);
    }
    groups
}

/// The event that a group of documents reports; none where no document names an occasion and none is linked.
fn event(
    collection: &Collection,
    group: &[usize],
    occasions: &[Option<Occasion>],
    links: &[Link],
) -> Option<Event> {
    let told: Vec<&Occasion> = group.iter().filter_map(|at| occasions[*at].as_ref()).collect();
    let best = told.iter().max_by_key(|occasion| occasion.score);
    let joined: Vec<&Link> = links.iter().filter(|link| group.len() > 1 && group.contains(&link.a)).collect();
    if best.is_none() && joined.is_empty() {
        return None;
    }
    let mut participants: Vec<EntityId> =
        told.iter().flat_map(|occasion| occasion.participants.iter().copied()).collect();
    participants.sort_unstable();
    participants.dedup();
    participants.retain(|id| {
        collection
            .entity(*id)
            .is_some_and(|entity| matches!(entity.kind, EntityKind::Person | EntityKind::Organisation))
    });
    let (rule, confidence) = match joined.iter().max_by_key(|link| link.confidence) {
        Some(link) => (link.rule, link.confidence),
        None => best.map_or(("event.occasion", 50), |occasion| (occasion.rule, occasion.score.min(90))),
    };
    let mut evidence: Vec<Evidence> = told.iter().map(|occasion| occasion.evidence).collect();
    evidence.extend(joined.iter().flat_map(|link| link.evidence.iter().copied()));
    evidence.dedup();
    Some(Event {
        title: title(collection, group, best.copied(), &evidence),
        date: told.iter().find_map(|occasion| occasion.date.clone()),
        place: told.iter().find_map(|occasion| occasion.place.clone()),
        participants,
        documents: group.iter().map(|at| DocumentId(*at as u32)).collect(),
        why: Why { rule: RuleName::new(rule), confidence: Confidence::percent(confidence), evidence },
    })
}

/// What an event is called: the occasion's own words; where these are no more than "the event", the title of the first
/// document that has one; else how the first sentence that speaks of it, or the first of its documents, begins.
fn title(
    collection: &Collection,
    group: &[usize],
    occasion: Option<&Occasion>,
    evidence: &[Evidence],
) -> String {
    // "the ASEAN summit" is a name, "a working session" is none.
    let named = |title: &str| {
        let words = title.split(' ').count();
        words > BARE + 1 || words > BARE && title.chars().skip(1).any(char::is_uppercase)
    };
    if let Some(occasion) = occasion.filter(|occasion| named(&occasion.title)) {
        return occasion.title.clone();
    }
    let documents = group.iter().filter_map(|at| collection.documents.get(*at));
    if let Some(printed) = documents.clone().find_map(|document| document.title.as_ref()) {
        return printed.value.clone();
    }
    let told = occasion.and(evidence.first()).and_then(|one| {
        let document = collection.document(one.document)?;
        Some(one.span.of(&document.text))
    });
    let opening = documents.filter_map(|document| Some(document.sentences.first()?.span.of(&document.text)));
    let words: Vec<&str> = told.into_iter().chain(opening).take(1).flat_map(str::split_whitespace).collect();
    let cut = if words.len() > LONGEST { " …" } else { "" };
    words[..words.len().min(LONGEST)].join(" ") + cut
}

/// The dates that an event's documents have from one another: for those whose own date is no single day, the day
/// that another gives, where it lies within their own.
fn linked_dates(collection: &Collection, event: &Event) -> Vec<(DocumentId, Fact<Edtf>)> {
    let Some(date) = event.date.as_ref().filter(|_| event.documents.len() > 1) else { return Vec::new() };
    let (Some(first), Some(last)) = (date.value.earliest(), date.value.latest()) else { return Vec::new() };
    event
        .documents
        .iter()
        .filter(|at| !date.why.evidence.iter().any(|one| one.document == **at))
        .filter(|at| {
            collection.document(**at).and_then(|document| document.date.as_ref()).is_none_or(|own| {
                let (a, b) = (own.value.earliest(), own.value.latest());
                let single = a.is_some() && a == b;
                !single && a.is_none_or(|a| a <= last) && b.is_none_or(|b| first <= b)
            })
        })
        .map(|at| {
            let mut evidence = date.why.evidence.clone();
            evidence.extend(event.why.evidence.iter().filter(|one| one.document == *at).take(2).copied());
            let confidence =
                Confidence::percent(event.why.confidence.as_percent().min(date.why.confidence.as_percent()));
            let why = Why { rule: RuleName::new("event.linked-date"), confidence, evidence };
            (*at, Fact { value: date.value.clone(), why })
        })
        .collect()
}
