//! Temporal expressions, and the document's own date.
//!
//! A sentence becomes tokens, a matcher finds the expressions in them and what they mean, a resolver asks the calendar:
//! counted from the document's date, or from the date spoken of before. Values are TIMEX3 (as in TimeBank and
//! TempEval-3) and, where an expression is a stretch of calendar, EDTF.
//!
//! Patterns and values follow the TimeML annotation guidelines and what HeidelTime (Strötgen and Gertz, 2013) showed to
//! work; the matcher is written by hand, so that a text costs one look at every word.

use dossier_corpus::{BlockKind, Confidence, DateMention, Document, DocumentId, RuleName, Span};

mod expression;
mod lexicon;
mod matcher;
mod resolve;
mod tense;
mod tokens;

pub use resolve::Now;

use matcher::Matcher;
use resolve::Resolver;

/// Fills [`Document::dates`] and, where the text prints none, narrows [`Document::date`].
pub fn annotate(document: &mut Document, _id: DocumentId) {
    let now = document.date.as_ref().map_or_else(Now::default, |date| Now::of(&date.value));
    document.dates = annotate_text(&document.text, &stretches(document), now);
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
    let mut found = Vec::new();
    let mut tokens = Vec::new();
    let mut resolver = Resolver { now, ..Resolver::default() };
    for sentence in sentences {
        if !tokens::tokenize(text, sentence.start as usize, sentence.end as usize, &mut tokens) {
            continue;
        }
        resolver.next_sentence();
        let matcher = Matcher { text, tokens: &tokens };
        let mut at = 0;
        while at < tokens.len() {
            let Some(expression) = matcher.at(at) else {
                at += 1;
                continue;
            };
            let tense = tense::at(text, &tokens, expression.start, expression.end);
            let value = resolver.value(&expression.sense, tense);
            found.push(DateMention {
                span: Span { start: tokens[expression.start].start, end: tokens[expression.end - 1].end },
                kind: value.kind,
                value: value.timex,
                edtf: value.edtf,
                rule: RuleName::new(expression.rule),
                confidence: Confidence::percent(value.percent),
            });
            at = expression.end.max(at + 1);
        }
    }
    found
}
