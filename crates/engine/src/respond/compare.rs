//! Two documents side by side.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use dossier_analysis::align::{align, differing_words, words as words_of};
use dossier_corpus::{BlockKind, Document, EntityKind, Mention, Sentence, Span, fold};
use dossier_pack::PackError;

use crate::answer::{AlignedPair, Comparison, Difference, DifferenceKind, EntityRef, MarkKind, Passage};
use crate::layout::field_section;
use crate::open::{Engine, Found, passage};
use crate::select::cells;
use crate::words;

/// Sentences of a document that are compared: a longer one is compared by its beginning.
const MOST_SENTENCES: usize = 4_000;

impl Engine {
    pub(super) fn comparison(&self, left: &str, right: &str) -> Found<Comparison> {
        let (left, right) = (self.document_named(left)?, self.document_named(right)?);
        let (a, b) = (self.document(left)?, self.document(right)?);
        let (sentences_a, sentences_b) = (compared(&a), compared(&b));
        let texts = |document: &'_ Document, sentences: &[(u32, Sentence)]| -> Vec<String> {
            sentences.iter().map(|(_, sentence)| sentence.span.of(&document.text).to_owned()).collect()
        };
        let (texts_a, texts_b) = (texts(&a, &sentences_a), texts(&b, &sentences_b));
        let refs_a: Vec<&str> = texts_a.iter().map(String::as_str).collect();
        let refs_b: Vec<&str> = texts_b.iter().map(String::as_str).collect();
        let entities = self.rows(&field_section("entities", "values"))?;
        let named = |d: u32| cells(&entities, d).map(|cell| cell.number).collect::<BTreeSet<u32>>();
        let (in_a, in_b) = (named(left), named(right));
        let mut pairs = Vec::new();
        let mut differences = Vec::new();
        let mut aligned = (0, 0);
        for (number, pair) in align(&refs_a, &refs_b).into_iter().enumerate() {
            let joined = |texts: &[&str], which: &[usize]| {
                which.iter().map(|at| texts[*at]).collect::<Vec<_>>().join("\n")
            };
            let both = !pair.left.is_empty() && !pair.right.is_empty();
            let (only_a, only_b) = if both {
                differing_words(&joined(&refs_a, &pair.left), &joined(&refs_b, &pair.right))
            } else {
                (Vec::new(), Vec::new())
            };
            let side = |document: &Document,
                        sentences: &[(u32, Sentence)],
                        which: &[usize],
                        only: &[Range<usize>]| {
                let mut start = 0;
                let mut shown: Vec<Passage> = Vec::new();
                for at in which {
                    let (number, sentence) = sentences[*at];
                    let marks: Vec<_> = only
                        .iter()
                        .filter(|range| {
                            range.start >= start && range.start < start + sentence.span.len() as usize
                        })
                        .map(|range| {
                            let offset = sentence.span.start as usize;
                            let span = Span::new(range.start - start + offset, range.end - start + offset);
                            (span, MarkKind::Different)
                        })
                        .collect();
                    shown.push(passage(document, sentence.span, number, &marks));
                    start += sentence.span.len() as usize + 1;
                }
                shown
            };
            let mut own = Vec::new();
            if both {
                aligned = (aligned.0 + pair.left.len() as u32, aligned.1 + pair.right.len() as u32);
                let spans = |sentences: &[(u32, Sentence)], which: &[usize]| -> Vec<Span> {
                    which.iter().map(|at| sentences[*at].1.span).collect()
                };
                let found = differing(
                    &Side { document: &a, spans: &spans(&sentences_a, &pair.left), named: &in_a },
                    &Side { document: &b, spans: &spans(&sentences_b, &pair.right), named: &in_b },
                    number as u32,
                );
                own = (differences.len() as u32..(differences.len() + found.len()) as u32).collect();
                differences.extend(found);
            }
            pairs.push(AlignedPair {
                left: side(&a, &sentences_a, &pair.left, &only_a),
                right: side(&b, &sentences_b, &pair.right, &only_b),
                percent: pair.percent,
                differences: own,
            });
        }
        let cards = self.entity_cards()?;
        let refs = |numbers: &mut dyn Iterator<Item = &u32>| -> Vec<EntityRef> {
            numbers.filter_map(|e| cards.get(*e)).collect()
        };
        Ok(Comparison {
            left: self.cards()?.get(left),
            right: self.cards()?.get(right),
            event: self.shared_event(left, right)?,
            pairs,
            aligned,
            sentences: (sentences_a.len() as u32, sentences_b.len() as u32),
            differences,
            only_left: refs(&mut in_a.difference(&in_b)),
            only_right: refs(&mut in_b.difference(&in_a)),
            both: refs(&mut in_a.intersection(&in_b)),
        })
    }

    fn shared_event(&self, left: u32, right: u32) -> Result<Option<crate::answer::EventShown>, PackError> {
        let stories = self.rows(&field_section("story", "values"))?;
        let of_left: BTreeSet<u32> = cells(&stories, left).map(|story| story.number).collect();
        let shared = cells(&stories, right).map(|story| story.number).find(|story| of_left.contains(story));
        shared.map(|story| self.event_shown(story)).transpose()
    }
}

/// A stretch of one of two documents.
struct Side<'d> {
    document: &'d Document,
    spans: &'d [Span],
    /// Whom and what the whole document names.
    named: &'d BTreeSet<u32>,
}

/// Names, roles, numbers and dates that two aligned stretches of text give differently. Names are compared by whom they
/// name: one that the other document gives anywhere, in whatever form, is no difference.
fn differing(left: &Side, right: &Side, pair: u32) -> Vec<Difference> {
    let (a, in_a, b, in_b) = (left.document, left.spans, right.document, right.spans);
    let mut found = Vec::new();
    let at = |document: &Document, span: Span| Some((words::one_line(span.of(&document.text)), span));
    let mut add = |kind, left, right| found.push(Difference { kind, left, right, pair });
    let within = |spans: &[Span], span: Span| spans.iter().any(|sentence| sentence.contains(span));
    let mentions = |document: &Document, spans: &[Span]| {
        let mut first: BTreeMap<u32, Vec<Mention>> = BTreeMap::new();
        for mention in document.mentions.iter().filter(|mention| within(spans, mention.span)) {
            first.entry(mention.entity.0).or_default().push(mention.clone());
        }
        first
    };
    let (names_a, names_b) = (mentions(a, in_a), mentions(b, in_b));
    for (entity, mentions) in &names_a {
        match names_b.get(entity) {
            None if right.named.contains(entity) => {}
            None => add(DifferenceKind::Name, at(a, mentions[0].span), None),
            Some(others) => {
                let (x, y) = (longest(a, mentions), longest(b, others));
                if fold(x.span.of(&a.text)) != fold(y.span.of(&b.text)) {
                    add(DifferenceKind::Spelling, at(a, x.span), at(b, y.span));
                }
                let role = |all: &[Mention]| all.iter().find_map(|mention| mention.role);
                if let (Some(x), Some(y)) = (role(mentions), role(others))
                    && mentions[0].kind == EntityKind::Person
                    && !same_role(x.of(&a.text), y.of(&b.text))
                {
                    add(DifferenceKind::Role, at(a, x), at(b, y));
                }
            }
        }
    }
    for (_, mentions) in names_b.iter().filter(|(entity, _)| !left.named.contains(entity)) {
        add(DifferenceKind::Name, None, at(b, mentions[0].span));
    }
    let dates = |document: &Document, spans: &[Span]| {
        let inside = document.dates.iter().filter(|date| within(spans, date.span));
        inside.map(|date| (date.value.clone(), date.span)).collect::<Vec<_>>()
    };
    let numbers = |document: &Document, spans: &[Span]| {
        let taken = |span: Span| {
            document.mentions.iter().any(|mention| mention.span.overlaps(span))
                || document.dates.iter().any(|date| date.span.overlaps(span))
        };
        let mut out = Vec::new();
        for sentence in spans {
            for (range, word) in words_of(sentence.of(&document.text)) {
                let offset = sentence.start as usize;
                let span = Span::new(range.start + offset, range.end + offset);
                if word.bytes().any(|byte| byte.is_ascii_digit()) && !taken(span) {
                    out.push((word, span));
                }
            }
        }
        out
    };
    for (kind, mut left, mut right) in [
        (DifferenceKind::Date, dates(a, in_a), dates(b, in_b)),
        (DifferenceKind::Number, numbers(a, in_a), numbers(b, in_b)),
    ] {
        left.retain(|(value, _)| match right.iter().position(|(other, _)| other == value) {
            Some(same) => {
                right.remove(same);
                false
            }
            None => true,
        });
        let mut right = right.into_iter();
        for (_, span) in left {
            add(kind, at(a, span), right.next().and_then(|(_, span)| at(b, span)));
        }
        for (_, span) in right {
            add(kind, None, at(b, span));
        }
    }
    found
}

/// Sentences of headings, running text and captions, with their numbers.
pub(super) fn compared(document: &Document) -> Vec<(u32, Sentence)> {
    let read = |sentence: &Sentence| {
        let block = document.blocks.get(sentence.block as usize);
        block.is_none_or(|b| matches!(b.kind, BlockKind::Heading | BlockKind::Paragraph | BlockKind::Caption))
    };
    let numbered = document.sentences.iter().copied().enumerate().map(|(at, sentence)| (at as u32, sentence));
    numbered.filter(|(_, sentence)| read(sentence)).take(MOST_SENTENCES).collect()
}

fn longest<'m>(document: &Document, mentions: &'m [Mention]) -> &'m Mention {
    let mut best = &mentions[0];
    for mention in mentions {
        if mention.span.of(&document.text).len() > best.span.of(&document.text).len() {
            best = mention;
        }
    }
    best
}

/// Whether two roles are the same in other words: one holds the other, or the initials of some of its words.
pub(super) fn same_role(a: &str, b: &str) -> bool {
    let words = |role: &str| words_of(role).into_iter().map(|(_, word)| word).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    let holds = |long: &[String], short: &[String]| short.iter().all(|word| long.contains(word));
    let initials = |long: &[String], short: &[String]| {
        let letters: String = long.iter().filter_map(|word| word.chars().next()).collect();
        short.len() == 1 && short[0].len() > 1 && letters.contains(&short[0])
    };
    holds(&a, &b) || holds(&b, &a) || initials(&a, &b) || initials(&b, &a)
}
