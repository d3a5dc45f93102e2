//! Two documents side by side; two selections against each other.

use dossier_corpus::Ordered as _;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use dossier_analysis::align::{align, differing_words, words as words_of};
use dossier_analysis::contrast::log_likelihood;
use dossier_corpus::{BlockKind, Document, EntityKind, Mention, Sentence, Span, fold};
use dossier_pack::PackError;

use crate::answer::{
    AlignedPair, Comparison, Contrast, ContrastRow, Difference, DifferenceKind, EntityRef, MarkKind,
    NamedSelection, Passage,
};
use crate::layout::field_section;
use crate::open::{Engine, Found, passage};
use crate::select::{Selected, cells};
use crate::{DateFilter, Field, Mode, Selection, words};

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
                let found = self.differences(
                    (&a, &spans(&sentences_a, &pair.left)),
                    (&b, &spans(&sentences_b, &pair.right)),
                    number as u32,
                )?;
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
        let entities = self.rows(&field_section("entities", "values"))?;
        let named = |d: u32| cells(&entities, d).map(|cell| cell.number).collect::<BTreeSet<u32>>();
        let (in_a, in_b) = (named(left), named(right));
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

    /// Names, roles, numbers and dates that two aligned stretches of text give differently.
    fn differences(
        &self,
        (a, in_a): (&Document, &[Span]),
        (b, in_b): (&Document, &[Span]),
        pair: u32,
    ) -> Result<Vec<Difference>, PackError> {
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
        for (_, mentions) in names_b.iter().filter(|(entity, _)| !names_a.contains_key(entity)) {
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
        Ok(found)
    }

    pub(super) fn contrast(&self, left: &Selection, right: &Selection) -> Found<Contrast> {
        const SAMPLE: usize = 400;
        let (a, b) = (self.select(left)?, self.select(right)?);
        let (words_a, counted_a) = self.word_counts(&a, SAMPLE)?;
        let (words_b, counted_b) = self.word_counts(&b, SAMPLE)?;
        let (more_left, more_right) =
            contrast_rows(&words_a.counts, words_a.total, &words_b.counts, words_b.total);
        let own_words = |rows: Vec<ContrastRow<String>>| -> Vec<ContrastRow<String>> {
            rows.into_iter()
                .map(|row| ContrastRow {
                    item: words_a.form(&row.item).or_else(|| words_b.form(&row.item)).unwrap_or(row.item),
                    left: row.left,
                    right: row.right,
                    g2_hundredths: row.g2_hundredths,
                    only: row.only,
                })
                .collect()
        };
        let by_field = |field: Field| -> Found<_> {
            let Some(columns) = self.field(&field)? else { return Ok((Vec::new(), Vec::new())) };
            let counts = |selected: &Selected, least: u8| {
                super::facets::counts(&columns, selected, least)
                    .into_iter()
                    .enumerate()
                    .filter(|(_, n)| *n > 0)
                    .map(|(value, n)| (value as u32, n))
                    .collect::<BTreeMap<u32, u32>>()
            };
            let (in_a, in_b) = (counts(&a, left.min_confidence), counts(&b, right.min_confidence));
            Ok(contrast_rows(&in_a, a.total(), &in_b, b.total()))
        };
        let cards = self.entity_cards()?;
        let (entities_left, entities_right) = by_field(Field::Entity(EntityKind::Person))?;
        let (themes_left, themes_right) = by_field(Field::Theme)?;
        let themes = |rows: Vec<ContrastRow<u32>>| -> Found<Vec<ContrastRow<_>>> {
            let mut out = Vec::new();
            for row in rows {
                if let Some(theme) = self.theme_ref(row.item)? {
                    out.push(with_item(row, theme));
                }
            }
            Ok(out)
        };
        let entities = |rows: Vec<ContrastRow<u32>>| {
            rows.into_iter()
                .filter_map(|row| cards.get(row.item).map(|e| with_item(row, e)))
                .collect::<Vec<_>>()
        };
        Ok(Contrast {
            left: self.named_selection(left, a.total())?,
            right: self.named_selection(right, b.total())?,
            shared: a.bits.count_in(&b.bits),
            more_left: own_words(more_left),
            more_right: own_words(more_right),
            entities_left: entities(entities_left),
            entities_right: entities(entities_right),
            themes_left: themes(themes_left)?,
            themes_right: themes(themes_right)?,
            method: "Log-likelihood G² (Dunning 1993) of counts per words, and of documents for names and themes: \
                     above 3.84 a difference of this size comes by chance in fewer than 1 of 20 cases, above 6.63 \
                     in fewer than 1 of 100. Many words are looked at, so some will pass by chance."
                .to_owned(),
            counted: (counted_a, counted_b),
        })
    }

    fn named_selection(&self, selection: &Selection, documents: u32) -> Found<NamedSelection> {
        let mut parts = Vec::new();
        if !selection.query.trim().is_empty() {
            parts.push(format!("“{}”", selection.query.trim()));
        }
        for filter in &selection.filters {
            let not = if filter.mode == Mode::Exclude { "not " } else { "" };
            let label = self.value_label(&filter.field, &filter.value)?;
            parts.push(format!("{not}{}: {label}", filter.field.name()));
        }
        match &selection.dates {
            Some(DateFilter::Within { range, .. }) => parts.push(words::date(range).words),
            Some(DateFilter::Undated { .. }) => parts.push("undated".to_owned()),
            None => {}
        }
        let name = if parts.is_empty() { "all documents".to_owned() } else { parts.join(" · ") };
        Ok(NamedSelection { name, selection: selection.clone(), documents })
    }

    /// Words of running text in at most so many documents, spread evenly over the selection.
    fn word_counts(&self, selected: &Selected, most: usize) -> Result<(WordCounts, u32), PackError> {
        let step = selected.order.len().div_ceil(most).max(1);
        let mut numbers: Vec<u32> = selected.order.iter().step_by(step).copied().collect();
        numbers.sort_unstable();
        let mut counts = WordCounts::default();
        for number in &numbers {
            let document = self.document(*number)?;
            for (_, sentence) in compared(&document) {
                let text = sentence.span.of(&document.text);
                for (range, word) in words_of(text) {
                    if word.chars().any(char::is_alphabetic) {
                        counts.total += 1;
                        counts.forms.entry(word.clone()).or_insert_with(|| text[range].to_lowercase());
                        *counts.counts.entry(word).or_default() += 1;
                    }
                }
            }
        }
        Ok((counts, numbers.len() as u32))
    }
}

#[derive(Default)]
struct WordCounts {
    total: u32,
    counts: BTreeMap<String, u32>,
    forms: BTreeMap<String, String>,
}

impl WordCounts {
    fn form(&self, word: &str) -> Option<String> {
        self.forms.get(word).cloned()
    }
}

fn with_item<T>(row: ContrastRow<u32>, item: T) -> ContrastRow<T> {
    ContrastRow { item, left: row.left, right: row.right, g2_hundredths: row.g2_hundredths, only: row.only }
}

/// What is more frequent on each side, strongest first.
fn contrast_rows<K: Ord + Clone>(
    a: &BTreeMap<K, u32>,
    of_a: u32,
    b: &BTreeMap<K, u32>,
    of_b: u32,
) -> (Vec<ContrastRow<K>>, Vec<ContrastRow<K>>) {
    const MOST: usize = 40;
    let keys: BTreeSet<&K> = a.keys().chain(b.keys()).collect();
    let (mut more_a, mut more_b) = (Vec::new(), Vec::new());
    for key in keys {
        let count = |side: &BTreeMap<K, u32>| side.get(key).copied().unwrap_or(0);
        let (left, right) = (count(a), count(b));
        let g2 = log_likelihood(left, of_a, right, of_b);
        let side = if g2 > 0.0 { &mut more_a } else { &mut more_b };
        let hundredths = (g2.abs() * 100.0).round().min(f64::from(u32::MAX)) as u32;
        if hundredths > 0 {
            let only = left == 0 || right == 0;
            side.push(ContrastRow { item: key.clone(), left, right, g2_hundredths: hundredths, only });
        }
    }
    for side in [&mut more_a, &mut more_b] {
        side.order_by(|x, y| y.g2_hundredths.cmp(&x.g2_hundredths).then_with(|| x.item.cmp(&y.item)));
        side.truncate(MOST);
    }
    (more_a, more_b)
}

/// Sentences of headings, running text and captions, with their numbers.
fn compared(document: &Document) -> Vec<(u32, Sentence)> {
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

/// Whether two roles are the same in other words: one holds the other, or is its initials.
pub(super) fn same_role(a: &str, b: &str) -> bool {
    let words = |role: &str| words_of(role).into_iter().map(|(_, word)| word).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    let holds = |long: &[String], short: &[String]| short.iter().all(|word| long.contains(word));
    let initials = |long: &[String]| long.iter().filter_map(|word| word.chars().next()).collect::<String>();
    holds(&a, &b) || holds(&b, &a) || initials(&a) == b.concat() || initials(&b) == a.concat()
}
