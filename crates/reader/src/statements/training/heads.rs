//! Which word of an annotated cue is its head.

use dossier_corpus::{Document, Span};

use super::super::lexicon::VERB;
use super::super::sentence::Sentences;
use super::super::tokens::{Kind, Token};
use super::Gold;

/// The head of every statement's cue: of its words the one that is a cue most often when it stands alone.
pub(super) fn find(documents: &[(Document, Vec<Gold>)], read: &[Sentences]) -> Vec<Vec<Option<usize>>> {
    let mut alone: std::collections::BTreeMap<u32, (f32, f32)> = std::collections::BTreeMap::new();
    let within = |tokens: &[Token], spans: &[Span]| -> Vec<usize> {
        let mut list = Vec::new();
        for span in spans {
            let first = tokens.partition_point(|token| token.end <= span.start);
            for (at, token) in tokens.iter().enumerate().skip(first) {
                if token.start >= span.end {
                    break;
                }
                if token.kind != Kind::Quotation && super::super::may_be_cue(token) {
                    list.push(at);
                }
            }
        }
        list
    };
    for ((_, gold), sentences) in documents.iter().zip(read) {
        for token in &sentences.tokens {
            alone.entry(token.word).or_default().1 += 1.0;
        }
        for statement in gold {
            let list = within(&sentences.tokens, &statement.cue);
            for at in &list {
                alone.entry(sentences.tokens[*at].word).or_default().0 +=
                    1.0 / (list.len() * list.len()) as f32;
            }
        }
    }
    let worth = |token: &Token| {
        let (cue, all) = alone.get(&token.word).copied().unwrap_or_default();
        let known = if token.is(VERB) { 0.05 } else { 0.0 };
        (cue + known) / (all + 2.0)
    };
    documents
        .iter()
        .zip(read)
        .map(|((_, gold), sentences)| {
            gold.iter()
                .map(|statement| {
                    within(&sentences.tokens, &statement.cue)
                        .into_iter()
                        .max_by(|a, b| worth(&sentences.tokens[*a]).total_cmp(&worth(&sentences.tokens[*b])))
                })
                .collect()
        })
        .collect()
}
