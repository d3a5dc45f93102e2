//! Which documents match, and how well.
//!
//! Sets at a time: the part of a query that matches fewest documents goes first, and the others look only at what
//! is left. Every part returns its documents in order with what it adds to their scores.

use dossier_pack::PackError;

use crate::coding::Reader;
use crate::dictionary::Term;
use crate::index::{Inner, LengthRows, Lengths};
use crate::plan::{Leaf, Phrase, Plan};
use crate::postings::{Counts, FIELDS, Postings, read_positions, skip_positions};
use crate::query::Sureness;
use crate::sorting;
use crate::writer::Field;

/// Documents in order, and what each scores.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matches {
    pub(crate) docs: Vec<u32>,
    pub(crate) scores: Vec<f32>,
}

impl Matches {
    fn push(&mut self, doc: u32, score: f32) {
        self.docs.push(doc);
        self.scores.push(score);
    }

    fn unscored(docs: Vec<u32>) -> Self {
        Self { scores: vec![0.0; docs.len()], docs }
    }

    /// Keeps what `other` holds too, and adds its scores.
    fn intersect(&mut self, other: &Self) {
        let mut at = 0;
        let mut kept = 0;
        for i in 0..self.docs.len() {
            let doc = self.docs[i];
            while at < other.docs.len() && other.docs[at] < doc {
                at += 1;
            }
            if at < other.docs.len() && other.docs[at] == doc {
                self.docs[kept] = doc;
                self.scores[kept] = self.scores[i] + other.scores[at];
                kept += 1;
            }
        }
        self.docs.truncate(kept);
        self.scores.truncate(kept);
    }

    fn subtract(&mut self, other: &[u32]) {
        let mut at = 0;
        let mut kept = 0;
        for i in 0..self.docs.len() {
            let doc = self.docs[i];
            while at < other.len() && other[at] < doc {
                at += 1;
            }
            if at >= other.len() || other[at] != doc {
                self.docs[kept] = doc;
                self.scores[kept] = self.scores[i];
                kept += 1;
            }
        }
        self.docs.truncate(kept);
        self.scores.truncate(kept);
    }

    fn union(self, other: Self) -> Self {
        let mut out = Self::default();
        let (mut a, mut b) = (0, 0);
        while a < self.docs.len() || b < other.docs.len() {
            let left = self.docs.get(a).copied().unwrap_or(u32::MAX);
            let right = other.docs.get(b).copied().unwrap_or(u32::MAX);
            let doc = left.min(right);
            let mut score = 0.0;
            if left == doc {
                score += self.scores[a];
                a += 1;
            }
            if right == doc {
                score += other.scores[b];
                b += 1;
            }
            out.push(doc, score);
        }
        out
    }
}

/// Only the counts of the field that is asked for.
#[inline]
fn in_field(counts: Counts, field: Option<Field>) -> Counts {
    match field {
        None => counts,
        Some(field) => {
            let mut only = [0; FIELDS];
            only[field as usize] = counts[field as usize];
            only
        }
    }
}

impl Inner {
    /// The documents that a plan matches, among `within` if that is given.
    pub(crate) fn run(&self, plan: &Plan<'_>, within: Option<&[u32]>) -> Result<Matches, PackError> {
        let documents = self.meta.documents;
        let filter = |test: &dyn Fn(u32) -> bool| match within {
            Some(within) => within.iter().copied().filter(|doc| test(*doc)).collect(),
            None => (0..documents).filter(|doc| test(*doc)).collect(),
        };
        Ok(match plan {
            Plan::Nothing => Matches::default(),
            Plan::Leaf(leaf) => self.run_leaf(leaf, within)?,
            Plan::Phrase(phrase) => self.run_phrase(phrase, within)?,
            Plan::Value { facet, chosen } => Matches::unscored(filter(&|doc| {
                let mut found = false;
                facet.of(doc, 0, |number| found |= chosen.get(number as usize).copied().unwrap_or(false));
                found
            })),
            Plan::Date { dates, from, to, sureness } => {
                Matches::unscored(filter(&|doc| date_matches(dates.of(doc), *from, *to, *sureness)))
            }
            Plan::Undated { dates } => Matches::unscored(filter(&|doc| dates.of(doc).next().is_none())),
            Plan::Not(inner) => {
                let mut left = Matches::unscored(filter(&|_| true));
                left.subtract(&self.run(inner, within)?.docs);
                left
            }
            Plan::Any(parts) => {
                let mut all = Matches::default();
                for part in parts {
                    all = all.union(self.run(part, within)?);
                }
                all
            }
            Plan::All(parts) => {
                let mut wanted: Vec<_> = parts.iter().filter(|part| !matches!(part, Plan::Not(_))).collect();
                let sizes: Vec<u32> = wanted.iter().map(|part| part.size(documents)).collect();
                let order = sorting::order(wanted.len(), &|a, b| sizes[a].cmp(&sizes[b]));
                wanted = order.into_iter().map(|at| wanted[at as usize]).collect();
                let mut left: Option<Matches> = None;
                for part in wanted {
                    left = Some(match left {
                        None => self.run(part, within)?,
                        Some(mut left) => {
                            let found = self.run(part, Some(&left.docs))?;
                            left.intersect(&found);
                            left
                        }
                    });
                }
                let mut left = left.unwrap_or_else(|| Matches::unscored(filter(&|_| true)));
                for part in parts {
                    if let Plan::Not(inner) = part {
                        let found = self.run(inner, Some(&left.docs))?;
                        left.subtract(&found.docs);
                    }
                }
                left
            }
        })
    }

    fn run_leaf(&self, leaf: &Leaf, within: Option<&[u32]>) -> Result<Matches, PackError> {
        let lengths = self.length_rows();
        if let ([(term, weight)], true) = (&leaf.terms[..], leaf.bonus.is_empty()) {
            let mut matches = Matches::default();
            self.visit(term, within, |doc, counts| {
                let counts = in_field(counts, leaf.field);
                if counts != [0; FIELDS] {
                    let weighted = weight * self.weigh(counts, doc, lengths);
                    matches.push(doc, leaf.idf * Lengths::saturate(weighted));
                }
            })?;
            return Ok(matches);
        }
        let mut weights = vec![0f32; self.meta.documents as usize];
        for (term, weight) in &leaf.terms {
            self.visit(term, within, |doc, counts| {
                let counts = in_field(counts, leaf.field);
                weights[doc as usize] += weight * self.weigh(counts, doc, lengths);
            })?;
        }
        let docs: Vec<u32> =
            (0..).zip(&weights).filter(|(_, weight)| **weight > 0.0).map(|(doc, _)| doc).collect();
        for (term, weight) in &leaf.bonus {
            self.visit(term, Some(&docs), |doc, counts| {
                let counts = in_field(counts, leaf.field);
                weights[doc as usize] += weight * self.weigh(counts, doc, lengths);
            })?;
        }
        let scores = docs.iter().map(|doc| leaf.idf * Lengths::saturate(weights[*doc as usize])).collect();
        Ok(Matches { docs, scores })
    }

    #[inline]
    fn weigh(&self, counts: Counts, doc: u32, lengths: LengthRows<'_>) -> f32 {
        self.lengths.weigh(counts.map(|count| count as f32), lengths.of(doc))
    }

    /// Calls `each` for every document of a term, in order, among `within` if that is given.
    fn visit(
        &self,
        term: &Term,
        within: Option<&[u32]>,
        mut each: impl FnMut(u32, Counts),
    ) -> Result<(), PackError> {
        let documents = self.meta.documents;
        match within {
            None => self.postings.for_each(term, |doc, counts| {
                if doc < documents {
                    each(doc, counts);
                }
            })?,
            Some(within) => {
                let postings = self.postings.open(term)?;
                let (mut docs, mut counts) = (Vec::new(), Vec::new());
                let mut read = None;
                let (mut block, mut at) = (0, 0);
                for &doc in within {
                    let Some(next) = postings.block_of(block, doc) else { break };
                    if read != Some(next) {
                        block = next;
                        postings.read_docs(block, &mut docs);
                        postings.read_counts(block, &mut counts);
                        read = Some(block);
                        at = 0;
                    }
                    while at < docs.len() && docs[at] < doc {
                        at += 1;
                    }
                    if docs.get(at) == Some(&doc) && doc < documents {
                        each(doc, counts[at]);
                    }
                }
            }
        }
        Ok(())
    }

    fn run_phrase(&self, phrase: &Phrase, within: Option<&[u32]>) -> Result<Matches, PackError> {
        let sizes: Vec<u64> = phrase
            .words
            .iter()
            .map(|terms| terms.iter().map(|term| u64::from(term.documents)).sum())
            .collect();
        let order = sorting::order(sizes.len(), &|a, b| sizes[a].cmp(&sizes[b]));
        let mut candidates: Option<Vec<u32>> = within.map(<[u32]>::to_vec);
        for &word in &order {
            let word = word as usize;
            let mut found = Vec::new();
            for term in &phrase.words[word] {
                self.visit(term, candidates.as_deref(), |doc, counts| {
                    if in_field(counts, phrase.field) != [0; FIELDS] {
                        found.push(doc);
                    }
                })?;
            }
            sorting::sort_once(&mut found);
            candidates = Some(found);
        }
        let candidates = candidates.unwrap_or_default();
        let mut words = Vec::with_capacity(phrase.words.len());
        for terms in &phrase.words {
            let terms = terms.iter().map(|term| PositionCursor::open(self, term));
            words.push(terms.collect::<Result<Vec<_>, _>>()?);
        }
        let lengths = self.length_rows();
        let mut matches = Matches::default();
        let mut places: Vec<[Vec<u32>; FIELDS]> = vec![Default::default(); words.len()];
        for doc in candidates {
            for (cursors, places) in words.iter_mut().zip(&mut places) {
                PositionCursor::read_all(cursors, doc, places);
            }
            let mut counts = [0; FIELDS];
            for field in Field::ALL {
                let wanted = phrase.field.is_none_or(|only| only == field);
                if wanted && places.iter().all(|lists| !lists[field as usize].is_empty()) {
                    counts[field as usize] = if let ([first, second], None) = (&places[..], phrase.slop) {
                        pairs(&first[field as usize], &second[field as usize])
                    } else {
                        let lists: Vec<&[u32]> =
                            places.iter().map(|lists| &lists[field as usize][..]).collect();
                        together(&lists, phrase.slop)
                    };
                }
            }
            if counts != [0; FIELDS] {
                let weighted = self.weigh(counts, doc, lengths);
                matches.push(doc, phrase.idf * Lengths::saturate(weighted));
            }
        }
        Ok(matches)
    }
}

/// Whether a document's intervals answer to a range of days.
pub(crate) fn date_matches(
    mut intervals: impl Iterator<Item = (i32, i32)>,
    from: i32,
    to: i32,
    sureness: Sureness,
) -> bool {
    intervals.any(|(earliest, latest)| match sureness {
        Sureness::Possibly => earliest <= to && latest >= from,
        Sureness::Certainly => earliest >= from && latest <= to,
    })
}

/// How many times words stand together, given where each of them stands.
pub(crate) fn together(lists: &[&[u32]], slop: Option<u32>) -> u32 {
    if lists.iter().any(|list| list.is_empty()) {
        return 0;
    }
    match slop {
        None => side_by_side(lists),
        Some(slop) => within_window(lists, slop),
    }
}

/// How many times the second stands right behind the first: `side_by_side` of two, the most frequent phrase.
fn pairs(first: &[u32], second: &[u32]) -> u32 {
    let (mut at, mut found) = (0, 0);
    for &place in first {
        while at < second.len() && second[at] <= place {
            at += 1;
        }
        found += u32::from(second.get(at) == Some(&(place + 1)));
    }
    found
}

fn side_by_side(lists: &[&[u32]]) -> u32 {
    let mut at = vec![0; lists.len()];
    let mut found = 0;
    'starts: for &start in lists[0] {
        for (i, list) in lists.iter().enumerate().skip(1) {
            let wanted = start + i as u32;
            while at[i] < list.len() && list[at[i]] < wanted {
                at[i] += 1;
            }
            match list.get(at[i]) {
                None => break 'starts,
                Some(&place) if place != wanted => continue 'starts,
                Some(_) => {}
            }
        }
        found += 1;
    }
    found
}

/// Counts the places at which a window begins that holds every word, each at a place of its own.
fn within_window(lists: &[&[u32]], slop: u32) -> u32 {
    let width = lists.len() as u32 - 1 + slop;
    let mut starts: Vec<u32> = lists.iter().flat_map(|list| list.iter().copied()).collect();
    let all = starts.len();
    sorting::sort_once(&mut starts);
    let shared = starts.len() < all;
    let mut from = vec![0; lists.len()];
    let mut found = 0;
    for start in starts {
        let end = start.saturating_add(width);
        let mut holds = true;
        for (from, list) in from.iter_mut().zip(lists) {
            while *from < list.len() && list[*from] < start {
                *from += 1;
            }
            match list.get(*from) {
                None => return found,
                Some(&place) => holds &= place <= end,
            }
        }
        if holds && (!shared || each_its_own(lists, &from, end)) {
            found += 1;
        }
    }
    found
}

/// Whether every word can have a place of its own in the window (Kuhn's matching).
fn each_its_own(lists: &[&[u32]], from: &[usize], end: u32) -> bool {
    let mut owner: Vec<(u32, usize)> = Vec::new();
    fn give(
        word: usize,
        lists: &[&[u32]],
        from: &[usize],
        end: u32,
        owner: &mut Vec<(u32, usize)>,
        tried: &mut Vec<u32>,
    ) -> bool {
        for &place in lists[word][from[word]..].iter().take_while(|place| **place <= end) {
            if tried.contains(&place) {
                continue;
            }
            tried.push(place);
            match owner.iter().position(|(owned, _)| *owned == place) {
                None => {
                    owner.push((place, word));
                    return true;
                }
                Some(i) => {
                    if give(owner[i].1, lists, from, end, owner, tried) {
                        owner[i].1 = word;
                        return true;
                    }
                }
            }
        }
        false
    }
    (0..lists.len()).all(|word| give(word, lists, from, end, &mut owner, &mut Vec::new()))
}

/// Reads where a term stands in documents that are asked for in order.
pub(crate) struct PositionCursor {
    postings: Postings,
    positions: dossier_pack::Bytes,
    block: usize,
    read: bool,
    docs: Vec<u32>,
    counts: Vec<Counts>,
    at: usize,
    offset: usize,
}

impl PositionCursor {
    pub(crate) fn open(inner: &Inner, term: &Term) -> Result<Self, PackError> {
        Ok(Self {
            postings: inner.postings.open(term)?,
            positions: inner.postings.positions(term)?,
            block: 0,
            read: false,
            docs: Vec::new(),
            counts: Vec::new(),
            at: 0,
            offset: 0,
        })
    }

    /// Where any of several terms stands in a document.
    pub(crate) fn read_all(cursors: &mut [Self], doc: u32, out: &mut [Vec<u32>; FIELDS]) {
        out.iter_mut().for_each(Vec::clear);
        if let [cursor] = cursors {
            cursor.read(doc, out);
            return;
        }
        let mut read: [Vec<u32>; FIELDS] = Default::default();
        for cursor in cursors {
            if cursor.read(doc, &mut read) {
                for (all, some) in out.iter_mut().zip(&read) {
                    all.extend(some);
                }
            }
        }
        out.iter_mut().for_each(sorting::sort_once);
    }

    fn read(&mut self, doc: u32, out: &mut [Vec<u32>; FIELDS]) -> bool {
        let Some(block) = self.postings.block_of(self.block, doc) else { return false };
        if block != self.block || !self.read {
            self.block = block;
            self.read = true;
            self.postings.read_docs(block, &mut self.docs);
            self.postings.read_counts(block, &mut self.counts);
            self.at = 0;
            self.offset = self.postings.positions_at(block);
        }
        let to = self.at + self.docs[self.at..].partition_point(|other| *other < doc);
        let mut reader = Reader::new(&self.positions);
        reader.seek(self.offset);
        skip_positions(&mut reader, &self.counts[self.at..to]);
        self.at = to;
        self.offset = reader.at();
        if self.docs.get(to) != Some(&doc) {
            return false;
        }
        read_positions(&mut reader, self.counts[to], out);
        true
    }
}
