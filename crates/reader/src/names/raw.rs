//! A name as its finder leaves it: words and a kind, before it is known whom it names.

use dossier_corpus::{EntityKind, Span};

use super::scan::Scan;
use super::words::Hash;

/// A name found in a document.
#[derive(Clone, Debug)]
pub(crate) struct Raw {
    /// First word.
    pub(crate) from: usize,
    /// One past the last word.
    pub(crate) to: usize,
    pub(crate) kind: EntityKind,
    pub(crate) rule: &'static str,
    pub(crate) confidence: u8,
    /// Index into [`Settings::entities`](crate::Settings::entities).
    pub(crate) curated: Option<usize>,
    /// Rank or office beside the name, as words.
    pub(crate) role: Option<(usize, usize)>,
    /// Further offices given for it: after the name, or further before it.
    pub(crate) more_roles: Vec<(usize, usize)>,
    /// The words about an instrument.
    pub(crate) instrument: Option<Box<InstrumentWords>>,
}

/// The words that give an instrument's facts.
#[derive(Clone, Debug, Default)]
pub(crate) struct InstrumentWords {
    pub(crate) form: Span,
    pub(crate) number: Option<Span>,
    /// As words.
    pub(crate) issuer: Option<(usize, usize)>,
    /// Index into [`Document::dates`](dossier_corpus::Document::dates).
    pub(crate) date: Option<usize>,
    pub(crate) subject: Option<Span>,
}

impl Raw {
    pub(crate) fn new(from: usize, to: usize, kind: EntityKind, rule: &'static str, confidence: u8) -> Self {
        Self {
            from,
            to,
            kind,
            rule,
            confidence,
            curated: None,
            role: None,
            more_roles: Vec::new(),
            instrument: None,
        }
    }

    /// Number of words.
    pub(crate) fn len(&self) -> usize {
        self.to - self.from
    }
}

/// A name's words as one number: equal words, equal numbers.
pub(crate) fn form(scan: &Scan<'_>, raw: &Raw) -> u64 {
    let mut hash = Hash::new();
    for word in &scan.words[raw.from..raw.to] {
        hash.number(word.hash);
    }
    hash.finish()
}

/// Puts into `names` those of `more` that overlap none of them; both in text order.
pub(crate) fn merge(names: &mut Vec<Raw>, more: Vec<Raw>) {
    if more.is_empty() && names.is_sorted_by_key(|raw| raw.from) {
        return;
    }
    let mut out: Vec<Raw> = Vec::with_capacity(names.len() + more.len());
    let mut kept = std::mem::take(names).into_iter().peekable();
    let mut end = 0;
    for raw in more {
        while let Some(first) = kept.next_if(|first| first.from < raw.to) {
            end = first.to;
            out.push(first);
        }
        if raw.from >= end {
            out.push(raw);
        }
    }
    out.extend(kept);
    out.sort_by_key(|raw| raw.from);
    *names = out;
}
