//! What the document says of itself: given beside the text, or stated by its blocks.

use dossier_corpus::{Confidence, Day, DocumentId, Edtf, Evidence, Fact, RuleName, Span, Why};

use super::Metadata;
use super::blocks::{Found, Stated};
use super::marks::{self, Mark};
use super::stamp::{self, Order};
use crate::Source;

/// Collects the metadata. What came with the document beats what its text states.
pub(super) fn find(text: &str, found: &Found, source: &Source, id: DocumentId) -> Metadata {
    let given = |key: &str| {
        let (_, values) = source.given.iter().find(|(name, _)| name.eq_ignore_ascii_case(key))?;
        values.first().map(|value| value.trim()).filter(|value| !value.is_empty())
    };
    let from_outside = |value: &str, rule: &'static str| fact(value.to_owned(), rule, 100, id, None);
    let mut data = Metadata {
        title: given("title").map(|title| from_outside(title, "title.given")),
        author: given("author").map(|author| from_outside(author, "author.given")),
        outlet: given("outlet")
            .or_else(|| given("publisher"))
            .map(|outlet| from_outside(outlet, "outlet.given")),
        date: given("date").and_then(given_date).map(|date| fact(date, "date.given", 100, id, None)),
        ..Metadata::default()
    };
    let words = |span: Span| tidy(span.of(text));
    let mut printed: Option<Fact<Edtf>> = None;
    for stated in &found.stated {
        match *stated {
            Stated::Title(span) => {
                data.title
                    .get_or_insert_with(|| fact(words(span), "title.first-heading", 80, id, Some(span)));
            }
            Stated::Stamp { stamp, unsure } => {
                let span = Span::new(stamp.start, stamp.end);
                let (value, rule, percent) = match stamp.or {
                    None => (Edtf::day(stamp.day), "date.stamp", if unsure { 85 } else { 96 }),
                    Some(or) => {
                        let (a, b): (Day, Day) = (stamp.day.min(or), stamp.day.max(or));
                        (Edtf::between(Some(a), Some(b)), "date.stamp-ambiguous", 60)
                    }
                };
                let better =
                    printed.as_ref().is_none_or(|before| before.why.confidence.as_percent() < percent);
                if better {
                    printed = Some(fact(value, rule, percent, id, Some(span)));
                }
            }
            Stated::Month(span, (year, month)) => {
                let value = format!("{year}-{month:02}").parse();
                if let (Ok(value), None) = (value, &printed) {
                    printed = Some(fact(value, "date.stamp-month", 80, id, Some(span)));
                }
            }
            Stated::Place(span, percent) => {
                data.dateline
                    .get_or_insert_with(|| fact(words(span), "dateline.place", percent, id, Some(span)));
            }
            Stated::Agency(span, rule) => {
                // The dateline says whose text it is; a line of credits may name others.
                let better = data.agency.as_ref().is_none_or(|it| it.why.rule.as_str() == "agency.credit");
                if better {
                    data.agency = Some(fact(words(span), rule, 95, id, Some(span)));
                }
            }
            Stated::Outlet(span, rule) => {
                data.outlet.get_or_insert_with(|| fact(words(span), rule, 85, id, Some(span)));
            }
            Stated::Source(span) => {
                for part in parts(span, text) {
                    let name = part.of(text);
                    match marks::mark(name) {
                        Some(Mark::Agency) => {
                            data.agency.get_or_insert_with(|| {
                                fact(words(part), "agency.credit", 92, id, Some(part))
                            });
                        }
                        _ => {
                            data.outlet.get_or_insert_with(|| {
                                fact(words(part), "outlet.credit", 75, id, Some(part))
                            });
                        }
                    }
                }
            }
            Stated::Author(span, rule) => {
                let percent = match rule {
                    "author.by-line" => 92,
                    "author.field" => 80,
                    _ => 60,
                };
                let better =
                    data.author.as_ref().is_none_or(|before| before.why.confidence.as_percent() < percent);
                if better {
                    data.author = Some(fact(words(span), rule, percent, id, Some(span)));
                }
            }
            Stated::Translator(span) => {
                data.translator
                    .get_or_insert_with(|| fact(words(span), "translator.credit", 97, id, Some(span)));
            }
        }
    }
    data.date = data.date.or(printed);
    data
}

/// The parts of "VNA/VNS".
fn parts(span: Span, text: &str) -> Vec<Span> {
    let words = span.of(text);
    if words.contains("//") || words.contains(' ') {
        return vec![span];
    }
    let mut at = span.start as usize;
    words
        .split('/')
        .filter_map(|part| {
            let from = at;
            at += part.len() + 1;
            (!part.is_empty()).then(|| Span::new(from, from + part.len()))
        })
        .collect()
}

/// A date as a row or a front matter gives it: EDTF, or a stamp of any shape.
fn given_date(value: &str) -> Option<Edtf> {
    if let Ok(edtf) = value.parse() {
        return Some(edtf);
    }
    let stamp = stamp::find(value, Order::Unknown)?;
    Some(match stamp.or {
        None => Edtf::day(stamp.day),
        Some(or) => Edtf::between(Some(stamp.day.min(or)), Some(stamp.day.max(or))),
    })
}

/// White space of any kind made single blanks.
fn tidy(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fact<T>(value: T, rule: &'static str, percent: u8, id: DocumentId, span: Option<Span>) -> Fact<T> {
    Fact {
        value,
        why: Why {
            rule: RuleName::new(rule),
            confidence: Confidence::percent(percent),
            evidence: span.map(|span| Evidence { document: id, span }).into_iter().collect(),
        },
    }
}
