//! What aligned sentences say differently: names, ranks and offices, numbers, dates.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use dossier_analysis::align::words as words_of;
use dossier_corpus::{Document, EntityKind, Mention, Span, fold};

use super::compare::same_role;
use crate::answer::{Difference, DifferenceKind};
use crate::words;

/// One document's part of a row.
pub(super) struct Side<'d> {
    pub(super) document: &'d Document,
    /// Its sentences in the row; none where it is silent.
    pub(super) spans: Vec<Span>,
    /// Whom and what the whole document names.
    pub(super) named: &'d BTreeSet<u32>,
}

impl Side<'_> {
    fn speaks(&self) -> bool {
        !self.spans.is_empty()
    }

    fn holds(&self, span: Span) -> bool {
        self.spans.iter().any(|sentence| sentence.contains(span))
    }

    fn said(&self, span: Span) -> (String, Span) {
        (words::one_line(span.of(&self.document.text)), span)
    }

    /// What it names in the row, by entity.
    fn mentions(&self) -> BTreeMap<u32, Vec<&Mention>> {
        let mut found: BTreeMap<u32, Vec<&Mention>> = BTreeMap::new();
        for mention in self.document.mentions.iter().filter(|mention| self.holds(mention.span)) {
            found.entry(mention.entity.0).or_default().push(mention);
        }
        found
    }

    fn dates(&self) -> Vec<(String, Span)> {
        let inside = self.document.dates.iter().filter(|date| self.holds(date.span));
        inside.map(|date| (date.value.clone(), date.span)).collect()
    }

    /// Figures that are no part of a name or a date.
    fn numbers(&self) -> Vec<(String, Span)> {
        let taken = |span: Span| {
            self.document.mentions.iter().any(|mention| mention.span.overlaps(span))
                || self.document.dates.iter().any(|date| date.span.overlaps(span))
        };
        let mut out = Vec::new();
        for sentence in &self.spans {
            for (range, word) in words_of(sentence.of(&self.document.text)) {
                let offset = sentence.start as usize;
                let span = Span::new(range.start + offset, range.end + offset);
                if word.bytes().any(|byte| byte.is_ascii_digit()) && !taken(span) {
                    out.push((word, span));
                }
            }
        }
        out
    }
}

/// Names, roles, numbers and dates that the sides of a row give differently. Names are compared by whom they name: one
/// that another document gives anywhere, in whatever form, is no difference.
pub(super) fn differing(sides: &[Side], row: u32) -> Vec<Difference> {
    let mut found = Vec::new();
    let names: Vec<_> = sides.iter().map(Side::mentions).collect();
    let entities: BTreeSet<u32> = names.iter().flat_map(|own| own.keys().copied()).collect();
    for entity in entities {
        let of = |at: usize| names[at].get(&entity);
        let mut add = |kind, span: &dyn Fn(usize, &[&Mention]) -> Option<Span>| {
            let said = |at: usize| Some(sides[at].said(span(at, of(at)?)?));
            found.push(Difference { kind, said: (0..sides.len()).map(said).collect(), row });
        };
        if sides.iter().any(|side| side.speaks() && !side.named.contains(&entity)) {
            add(DifferenceKind::Name, &|_, own| Some(own[0].span));
        }
        let forms: BTreeSet<String> = (0..sides.len())
            .filter_map(|at| Some(fold(longest(of(at)?).span.of(&sides[at].document.text))))
            .collect();
        if forms.len() > 1 {
            add(DifferenceKind::Spelling, &|_, own| Some(longest(own).span));
        }
        let role = |own: &[&Mention]| {
            let person = own.first().is_some_and(|mention| mention.kind == EntityKind::Person);
            own.iter().find_map(|mention| mention.role).filter(|_| person)
        };
        let roles: Vec<&str> =
            (0..sides.len()).filter_map(|at| Some(role(of(at)?)?.of(&sides[at].document.text))).collect();
        if roles.iter().enumerate().any(|(at, a)| roles[at + 1..].iter().any(|b| !same_role(a, b))) {
            add(DifferenceKind::Role, &|_, own| role(own));
        }
    }
    let mut add = |kind, rows: Vec<Vec<Option<Span>>>| {
        for spans in rows {
            let said = spans.iter().zip(sides).map(|(span, side)| Some(side.said((*span)?))).collect();
            found.push(Difference { kind, said, row });
        }
    };
    add(DifferenceKind::Date, unlike(sides, &|side| side.dates()));
    add(DifferenceKind::Number, unlike(sides, &|side| side.numbers()));
    found
}

/// Values that not every side that speaks has, each set against what the others have in its stead: first what several share.
fn unlike(sides: &[Side], given: &dyn Fn(&Side) -> Vec<(String, Span)>) -> Vec<Vec<Option<Span>>> {
    let mut holders: BTreeMap<String, Vec<VecDeque<Span>>> = BTreeMap::new();
    for (at, side) in sides.iter().enumerate() {
        for (value, span) in given(side) {
            let by_side = holders.entry(value).or_insert_with(|| vec![VecDeque::new(); sides.len()]);
            by_side[at].push_back(span);
        }
    }
    let mut rows: Vec<Vec<Option<Span>>> = Vec::new();
    let mut alone: Vec<Vec<Span>> = vec![Vec::new(); sides.len()];
    for mut by_side in holders.into_values() {
        loop {
            let row: Vec<Option<Span>> = by_side.iter_mut().map(VecDeque::pop_front).collect();
            let mut holding = row.iter().enumerate().filter_map(|(at, span)| Some((at, (*span)?)));
            match (holding.next(), holding.next()) {
                (None, _) => break,
                (Some((at, span)), None) => alone[at].push(span),
                _ if row.iter().zip(sides).all(|(span, side)| span.is_some() || !side.speaks()) => {}
                _ => rows.push(row),
            }
        }
    }
    rows.sort_by_key(|row| row.iter().enumerate().find_map(|(at, span)| Some((at, span.as_ref()?.start))));
    let mut alone: Vec<VecDeque<Span>> = alone
        .into_iter()
        .map(|mut spans| {
            spans.sort_by_key(|span| span.start);
            spans.into()
        })
        .collect();
    for row in &mut rows {
        for (span, left) in row.iter_mut().zip(&mut alone) {
            *span = span.or_else(|| left.pop_front());
        }
    }
    while alone.iter().any(|left| !left.is_empty()) {
        rows.push(alone.iter_mut().map(VecDeque::pop_front).collect());
    }
    rows
}

fn longest<'m>(mentions: &[&'m Mention]) -> &'m Mention {
    let mut best = mentions[0];
    for mention in mentions {
        if mention.span.len() > best.span.len() {
            best = mention;
        }
    }
    best
}
