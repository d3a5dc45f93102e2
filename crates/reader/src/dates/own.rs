//! The document's own date, where the text prints none: the tightest interval that its own words support.
//!
//! Only what the text says counts. A day told as past puts the document on or after it. A year whose results are looked
//! back on, to set tasks for what follows, puts it into the year after. "This year" beside a year told as past names
//! that year. A day without a year takes the year that these give. No rule brings a year that no words support.

use dossier_corpus::{
    BlockKind, Confidence, Day, Document, DocumentId, Edtf, Evidence, Fact, RuleName, Span, Why,
};

use super::Hit;
use super::expression::{Sense, Year};
use super::lexicon::Unit;
use super::tense::Tense;

/// A year with the words that give it.
struct Supported {
    year: i32,
    spans: Vec<Span>,
    rule: &'static str,
    percent: u8,
}

/// The interval that the words of `document` support; `hits` were read without a date.
pub(super) fn find(document: &Document, id: DocumentId, hits: &[Hit<'_>]) -> Option<Fact<Edtf>> {
    let text = &document.text;
    let running: Vec<&Hit> = hits.iter().filter(|hit| in_running_text(document, hit)).collect();
    let past: Vec<&Hit> = running.iter().copied().filter(|hit| is_told_as_past(text, hit)).collect();
    let latest = past
        .iter()
        .filter_map(|hit| floor(hit).map(|day| (day, hit.mention.span)))
        .max_by_key(|(day, span)| (*day, std::cmp::Reverse(*span)));
    let supported = this_year(text, &running, &past).or_else(|| year_in_review(text, &running));
    // What is told as past cannot lie behind the year that the other words support.
    let supported = supported.filter(|it| latest.is_none_or(|(day, _)| day.to_ymd().0 <= it.year));

    let fact = |value: Edtf, rule: &'static str, percent: u8, spans: Vec<Span>| Fact {
        value,
        why: Why {
            rule: RuleName::new(rule),
            confidence: Confidence::percent(percent),
            evidence: spans.into_iter().map(|span| Evidence { document: id, span }).collect(),
        },
    };
    if let Some((day, spans)) = event_day(document, &running, supported.as_ref()) {
        let after_all = latest.is_none_or(|(last, _)| last <= day);
        if after_all {
            return Some(fact(Edtf::day(day), "date.event-day", 65, spans));
        }
    }
    if let Some(it) = supported {
        let (value, mut spans) = match half_over(&past, it.year) {
            Some((month, span)) => (months(it.year, month)?, vec![span]),
            None => (
                Edtf::between(Some(Day::from_ymd(it.year, 1, 1)), Some(Day::from_ymd(it.year, 12, 31))),
                Vec::new(),
            ),
        };
        spans.extend(it.spans);
        spans.dedup();
        return Some(fact(value, it.rule, it.percent, spans));
    }
    let (day, span) = latest?;
    Some(fact(Edtf::between(Some(day), None), "date.not-before", 80, vec![span]))
}

fn months(year: i32, from: u32) -> Option<Edtf> {
    format!("{year:04}-{from:02}/{year:04}-12").parse().ok()
}

/// Headings, captions and leftovers may speak of anything; a dateline speaks of the document.
fn in_running_text(document: &Document, hit: &Hit) -> bool {
    let at = document.blocks.partition_point(|block| block.span.start <= hit.mention.span.start);
    at.checked_sub(1)
        .is_some_and(|at| matches!(document.blocks[at].kind, BlockKind::Paragraph | BlockKind::Dateline))
}

/// Whether a date is told as past: by the verb before it, or by a participle right in front ("issued on January 26").
fn is_told_as_past(text: &str, hit: &Hit) -> bool {
    let before = text[hit.sentence.start as usize..hit.mention.span.start as usize].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_ascii_lowercase();
    let ahead = matches!(
        word.as_str(),
        "to" | "by" | "until" | "till" | "towards" | "toward" | "through" | "vision" | "for" | "before"
    );
    matches!(hit.tense, Tense::Past | Tense::Since) && !ahead
}

/// The first day that the document can be of, if this date is past.
fn floor(hit: &Hit) -> Option<Day> {
    let edtf = hit.mention.edtf.as_ref()?;
    match *hit.sense {
        Sense::Quarter { year: Year::Is(_), .. } | Sense::Half { year: Year::Is(_), .. } => {
            // A quarter that is told as past is over, or nearly.
            let (year, month, _) = edtf.latest()?.to_ymd();
            Some(Day::from_ymd(year, month, 1))
        }
        Sense::Day { year: Year::Is(_), .. }
        | Sense::Month { year: Year::Is(_), .. }
        | Sense::Year(Year::Is(_))
        | Sense::Years(..) => edtf.earliest(),
        _ => None,
    }
}

/// "This year", and the latest year that the text tells as past, as that of somebody's tasks: "the missions in 2022".
///
/// A year alone says nothing of what this year is: "built in 1994, it will be repaired this year".
fn this_year(text: &str, running: &[&Hit], past: &[&Hit]) -> Option<Supported> {
    const TASKS: &[&str] = &[
        "mission",
        "task",
        "plan",
        "target",
        "goal",
        "objective",
        "dut",
        "assignment",
        "budget",
        "programme",
        "program",
    ];
    let of_tasks = |hit: &Hit| {
        let sentence = &text[hit.sentence.start as usize..hit.mention.span.start as usize];
        sentence.split_whitespace().rev().take(4).any(|word| {
            let word = word.to_lowercase();
            TASKS.iter().any(|task| word.starts_with(task))
        })
    };
    let this = running.iter().find(|hit| {
        matches!(
            *hit.sense,
            Sense::Unit { away: 0, unit: Unit::Year }
                | Sense::Half { year: Year::Away(0), .. }
                | Sense::Quarter { year: Year::Away(0), .. }
                | Sense::Month { year: Year::Away(0), .. }
        )
    })?;
    let (year, _) = past
        .iter()
        .filter_map(|hit| match *hit.sense {
            Sense::Year(Year::Is(year)) => Some((year, hit.mention.span)),
            Sense::Day { year: Year::Is(year), .. } | Sense::Month { year: Year::Is(year), .. } => {
                Some((year, hit.mention.span))
            }
            _ => None,
        })
        .max_by_key(|(year, span)| (*year, std::cmp::Reverse(*span)))?;
    let told = past
        .iter()
        .find(|hit| matches!(*hit.sense, Sense::Year(Year::Is(of)) if of == year) && of_tasks(hit))?;
    let spans = vec![this.mention.span, told.mention.span];
    Some(Supported { year, spans, rule: "date.this-year", percent: 75 })
}

/// A year whose results are looked back on in a sentence that sets what follows; or beside tasks of the next year.
fn year_in_review(text: &str, running: &[&Hit]) -> Option<Supported> {
    const LOOKING_BACK: &[&str] = &[
        "result",
        "achievement",
        "experience",
        "outcome",
        "accomplishment",
        "performance",
        "review",
        "summar",
    ];
    const LOOKING_AHEAD: &[&str] = &[
        "must",
        "should",
        "continue",
        "task",
        "orientation",
        "direction",
        "need to",
        "have to",
        "plan",
        "focus",
        "target",
        "priorit",
    ];
    let year_of = |hit: &Hit| match *hit.sense {
        Sense::Year(Year::Is(year)) => Some(year),
        _ => None,
    };
    let mut reviewed: Option<Supported> = None;
    for hit in running {
        let Some(year) = year_of(hit) else { continue };
        let sentence = hit.sentence;
        let before = text[sentence.start as usize..hit.mention.span.start as usize].trim_end();
        if !ends_with_small(before, " in") && !ends_with_small(before, " of") {
            continue;
        }
        let before = before.to_lowercase();
        let back = LOOKING_BACK.iter().any(|word| before.contains(word));
        let ahead = || {
            let after = text[hit.mention.span.end as usize..sentence.end as usize].to_lowercase();
            LOOKING_AHEAD.iter().any(|word| after.contains(word))
        };
        if !(back && ahead()) || reviewed.as_ref().is_some_and(|it| it.year > year + 1) {
            continue;
        }
        // "the first six months of 2024": the rest of that year is what comes next.
        let part =
            ["months of", "half of", "quarter of", "quarters of"].iter().any(|part| before.ends_with(part));
        if part {
            let spans = vec![hit.mention.span];
            reviewed.get_or_insert(Supported { year, spans, rule: "date.year-in-review", percent: 65 });
            continue;
        }
        let mut spans = reviewed.filter(|it| it.year == year + 1).map(|it| it.spans).unwrap_or_default();
        spans.push(hit.mention.span);
        let next =
            running.iter().find(|other| other.sentence == sentence && year_of(other) == Some(year + 1));
        spans.extend(next.map(|next| next.mention.span));
        reviewed = Some(Supported {
            year: year + 1,
            spans,
            rule: "date.year-in-review",
            percent: if next.is_some() { 75 } else { 65 },
        });
    }
    reviewed
}

/// Whether a text ends with these words, in small letters or in capitals.
fn ends_with_small(text: &str, end: &str) -> bool {
    text.len()
        .checked_sub(end.len())
        .is_some_and(|at| text.as_bytes()[at..].eq_ignore_ascii_case(end.as_bytes()))
}

/// The month in which a half or quarter of this year ends that is told as past.
fn half_over(past: &[&Hit], year: i32) -> Option<(u32, Span)> {
    past.iter()
        .filter_map(|hit| {
            let month = match *hit.sense {
                Sense::Half { half, year: Year::Away(0) } => u32::from(half) * 6,
                Sense::Quarter { quarter, year: Year::Away(0) } => u32::from(quarter) * 3,
                Sense::Half { half, year: Year::Is(of) } if of == year => u32::from(half) * 6,
                Sense::Quarter { quarter, year: Year::Is(of) } if of == year => u32::from(quarter) * 3,
                Sense::Month { year: Year::Away(0), month, .. } => u32::from(month),
                _ => return None,
            };
            (1..=12).contains(&month).then_some((month, hit.mention.span))
        })
        .max_by_key(|(month, span)| (*month, std::cmp::Reverse(*span)))
}

/// The day of the dateline, or of the event that the first sentences tell, in the year that the words support.
fn event_day(
    document: &Document,
    running: &[&Hit],
    supported: Option<&Supported>,
) -> Option<(Day, Vec<Span>)> {
    let lead = document.blocks.iter().find(|block| block.kind == BlockKind::Paragraph)?;
    let hit = running.iter().find(|hit| {
        let in_lead = hit.mention.span.end <= lead.span.end;
        let happened = hit.tense != Tense::Future;
        in_lead && happened && day_of(hit).is_some()
    })?;
    let (year, month, day) = day_of(hit)?;
    let mut spans = vec![hit.mention.span];
    let year = match (year, supported) {
        (Some(year), _) => year,
        (None, Some(it)) => {
            spans.extend(it.spans.iter().copied());
            it.year
        }
        (None, None) => return None,
    };
    crate::calendar::is_day(year, month, day).then(|| (Day::from_ymd(year, month, day), spans))
}

fn day_of(hit: &Hit) -> Option<(Option<i32>, u32, u32)> {
    let sense = match hit.sense {
        Sense::Part { on, .. } | Sense::Clock { on: Some(on), .. } => on.as_ref(),
        sense => sense,
    };
    match *sense {
        Sense::Day { year: Year::Is(year), month, day, .. } => {
            Some((Some(year), u32::from(month), u32::from(day)))
        }
        Sense::Day { year: Year::Unsaid, month, day, .. } => Some((None, u32::from(month), u32::from(day))),
        _ => None,
    }
}
