//! Temporal expressions, and the document's own date.
//!
//! A sentence becomes tokens, a matcher finds the expressions in them and what they mean, a resolver asks the calendar:
//! counted from the document's date, or from the date spoken of before. Values are TIMEX3 (as in the
//! `TimeBank` corpus and `TempEval-3`) and, where an expression is a stretch of calendar, EDTF.
//!
//! Patterns and values follow the `TimeML` annotation guidelines and what `HeidelTime` (Strötgen and Gertz, 2013) showed to
//! work; the matcher is written by hand, so that a text costs one look at every word.

use dossier_corpus::{BlockKind, Confidence, DateMention, Document, DocumentId, RuleName, Span};

mod confidence;
mod expression;
mod lexicon;
mod matcher;
mod own;
mod resolve;
mod tense;
mod tokens;
mod values;
mod vocabulary;

pub use resolve::Now;

use expression::{Expression, Sense};
use matcher::Matcher;
use resolve::Resolver;
use tense::Tense;

use crate::words::{Cut, Word};

/// Fills [`Document::dates`] and, where nothing printed or given says it, [`Document::date`].
pub fn annotate(document: &mut Document, id: DocumentId) {
    annotate_with(document, id, &Cut::of(document));
}

/// The same, of a document whose words are known.
pub(crate) fn annotate_with(document: &mut Document, id: DocumentId, words: &Cut) {
    let stretches = stretches(document);
    let mut sentences = words.sentences.iter().peekable();
    let words_of = |span: Span| {
        while sentences.next_if(|sentence| sentence.span < span).is_some() {}
        sentences.peek().filter(|sentence| sentence.span == span).map(|it| &words.words[it.from..it.to])
    };
    let told = tell(&document.text, &stretches, words_of);
    let now = document.date.as_ref().map(|date| Now::of(&date.value));
    let mut hits = resolve(&told, now.unwrap_or_default());
    if now.is_none() {
        document.date = own::find(document, id, &hits);
        if let Some(date) = &document.date {
            hits = resolve(&told, Now::of(&date.value));
        }
    }
    document.dates = hits.into_iter().map(|hit| hit.mention).collect();
}

/// What is read as one sentence each: sentences, and the blocks that have none but may hold a date.
fn stretches(document: &Document) -> Vec<Span> {
    let dated = |kind: BlockKind| matches!(kind, BlockKind::Dateline | BlockKind::Credit);
    let mut spans: Vec<Span> = document.sentences.iter().map(|sentence| sentence.span).collect();
    spans.extend(document.blocks.iter().filter(|block| dated(block.kind)).map(|block| block.span));
    spans.sort_unstable();
    spans
}

/// The temporal expressions of a text whose sentences are known, read on the day `now`.
///
/// ```
/// use dossier_corpus::{Day, Span};
/// use dossier_reader::dates::{Now, annotate_text};
///
/// let text = "They met on Thursday.";
/// let found = annotate_text(text, &[Span::new(0, text.len())], Now::on(Day::from_ymd(2026, 3, 13)));
/// assert_eq!(found[0].value, "2026-03-12");
/// ```
pub fn annotate_text(text: &str, sentences: &[Span], now: Now) -> Vec<DateMention> {
    resolve(&tell(text, sentences, |_| None), now).into_iter().map(|hit| hit.mention).collect()
}

/// An expression as the words tell it, whatever day they are read on.
#[derive(Clone, Debug)]
struct Told {
    sense: Sense,
    tense: Tense,
    rule: &'static str,
    span: Span,
    sentence: Span,
    /// How many sentences begin between the expression before and this one.
    sentences: u32,
    speaks: Speaks,
}

/// How much of the date that an expression tells is spoken of, so that what follows may count from it.
#[derive(Clone, Copy, Debug)]
enum Speaks {
    All,
    /// "before April 15": "on the same day" does not speak of a deadline, nor of an anniversary in brackets:
    /// "(20 January 1949 - 2025)".
    NoDay,
    /// "Decision 12 dated 5 May": the day of the decision is not the day that is told of.
    Nothing,
}

/// An expression and its value, with what the document's own date is reasoned from.
#[derive(Clone, Debug)]
struct Hit<'t> {
    mention: DateMention,
    sense: &'t Sense,
    tense: Tense,
    sentence: Span,
}

/// The expressions of a text, in their order; `words_of` gives the words of a sentence where they are known.
fn tell<'w>(
    text: &str,
    sentences: &[Span],
    mut words_of: impl FnMut(Span) -> Option<&'w [Word]>,
) -> Vec<Told> {
    let mut found = Vec::new();
    let mut tokens = Vec::new();
    let mut begun = 0;
    for sentence in sentences {
        let telling = match words_of(*sentence) {
            Some(words) => tokens::of_words(text, *sentence, words, &mut tokens),
            None => tokens::of_text(text, *sentence, &mut tokens),
        };
        begun += u32::from(telling.of_time);
        if !telling.carries {
            continue;
        }
        let matcher = Matcher { text, tokens: &tokens };
        let mut at = 0;
        while let Some(next) = matcher.next(at) {
            at = next;
            let Some(mut expression) = matcher.at(at) else {
                at += 1;
                continue;
            };
            loop {
                let speaks = match expression.start.checked_sub(1).map(|before| matcher.word(before)) {
                    Some("dated") => Speaks::Nothing,
                    Some("before" | "by" | "until" | "than" | "from" | "(") => Speaks::NoDay,
                    _ => Speaks::All,
                };
                let further = matcher.further_day(&expression);
                let Expression { start, end, sense, rule } = expression;
                found.push(Told {
                    sense,
                    tense: tense::at(text, &tokens, start, end),
                    rule,
                    span: Span { start: tokens[start].start, end: tokens[end - 1].end },
                    sentence: *sentence,
                    sentences: std::mem::take(&mut begun),
                    speaks,
                });
                at = end.max(at + 1);
                let Some(further) = further else { break };
                expression = further;
            }
        }
    }
    found
}

/// What the expressions of a text mean that is read on the day `now`.
fn resolve(told: &[Told], now: Now) -> Vec<Hit<'_>> {
    let mut resolver = Resolver { now, ..Resolver::default() };
    told.iter()
        .map(|it| {
            resolver.next_sentences(it.sentences);
            let spoken = resolver.spoken;
            let value = resolver.value(&it.sense, it.tense);
            match it.speaks {
                Speaks::All => {}
                Speaks::NoDay => resolver.spoken.keep_day(spoken),
                Speaks::Nothing => resolver.spoken = spoken,
            }
            let mention = DateMention {
                span: it.span,
                kind: value.kind,
                value: value.timex,
                edtf: value.edtf,
                rule: RuleName::new(it.rule),
                confidence: Confidence::percent(confidence::of(it.rule, value.percent)),
            };
            Hit { mention, sense: &it.sense, tense: it.tense, sentence: it.sentence }
        })
        .collect()
}

/// The rules of this stage in plain language.
pub const RULES: &[(&str, &str)] = &[
    ("date.figures", "A date written in figures."),
    (
        "date.day",
        "A day with the month's name; where no year stands there, the nearest that fits the verb's tense.",
    ),
    ("date.days", "Several days of one month."),
    ("date.month", "A month; where no year stands there, the nearest that fits the verb's tense."),
    ("date.year", "A year, told from other numbers by the words around it."),
    ("date.years", "A span of years."),
    ("date.years-from", "A year and what comes after it: the interval has no end."),
    ("date.decade", "A decade."),
    ("date.century", "A century."),
    (
        "date.weekday",
        "A weekday: the last one before the document's date, or the next where the sentence speaks of what will be.",
    ),
    ("date.season", "A season of the northern half of the earth."),
    ("date.holiday", "A day with a name, such as Christmas."),
    ("date.quarter", "A quarter or a half of a year."),
    ("date.year-ago-period", "The same quarter, or the same time, a year before the one spoken of."),
    ("date.unit", "A week, month, year or other unit counted from the document's date: this, last or next."),
    ("date.day-word", "Today, yesterday, tomorrow: counted from the document's date."),
    (
        "date.from-before",
        "Counted from the date that the text spoke of before: that year, the same day, the quarter.",
    ),
    (
        "date.counted",
        "So many days, weeks, months or years before or after the document's date, or the date spoken of before.",
    ),
    ("duration.length", "A length of time."),
    ("duration.around-now", "A length of time that ends or begins with the document's date."),
    ("time.part", "A part of a day."),
    ("time.clock", "A time of the day."),
    ("reference.present", "A word for the present."),
    ("reference.past", "A word for an unnamed time in the past."),
    ("reference.future", "A word for an unnamed time to come."),
    ("set.every", "How often something happens."),
    ("set.a-unit", "A number for each day, week, month or year."),
    (
        "date.event-day",
        "No date is printed. The first paragraph tells what happened on this day; the text was written on it or soon after.",
    ),
    (
        "date.this-year",
        "No date is printed. The text says \"this year\" and tells of the tasks of a year as done: it was written in that year.",
    ),
    (
        "date.year-in-review",
        "No date is printed. The text looks back on a year's results to say what comes next: it was written in the year after, or in the same one if it is the results of a part of the year.",
    ),
    ("date.not-before", "No date is printed. The text tells this day as past: it was not written before it."),
];
