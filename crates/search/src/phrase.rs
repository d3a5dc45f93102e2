//! Words that stand together: where each stands in a document, and how often they do so as was asked.

use dossier_pack::PackError;

use crate::coding::Reader;
use crate::dictionary::Term;
use crate::index::{Inner, LengthRows, Lengths};
use crate::matching::Matches;
use crate::plan::Phrase;
use crate::postings::{FIELDS, Postings, read_counts, read_positions};
use crate::sorting;
use crate::writer::Field;

impl Inner {
    /// The documents in which the words of a phrase stand as they must, among `within` if that is given.
    #[inline(never)] // So that it can come later: tools/later-engine.txt.
    pub(crate) fn run_phrase(&self, phrase: &Phrase, within: Option<&[u32]>) -> Result<Matches, PackError> {
        let sizes: Vec<u64> = phrase
            .words
            .iter()
            .map(|terms| terms.iter().map(|term| u64::from(term.documents)).sum())
            .collect();
        // The rarest word first.
        let order = sorting::order(sizes.len(), &|a, b| sizes[a].cmp(&sizes[b]));
        let candidates;
        let within = if phrase.words.iter().any(|terms| terms.len() > FEW) {
            candidates = self.candidates(phrase, &order, within)?;
            Some(&candidates[..])
        } else {
            within
        };
        let mut words = Vec::with_capacity(phrase.words.len());
        for terms in &phrase.words {
            let terms = terms.iter().map(|term| PositionCursor::open(self, term));
            words.push(terms.collect::<Result<Vec<_>, _>>()?);
        }
        let mut finder = PhraseFinder {
            phrase,
            places: vec![Default::default(); words.len()],
            words,
            lengths: self.length_rows(),
            matches: Matches::default(),
        };
        if let Some(within) = within {
            for &doc in within {
                let stands = |word: &u32| {
                    finder.words[*word as usize].iter_mut().any(|cursor| cursor.at_or_after(doc) == Some(doc))
                };
                if order.iter().all(stands) {
                    finder.look(self, doc);
                }
            }
            return Ok(finder.matches);
        }
        // Each word in turn goes on to the document of the others, until all stand in the same one.
        let mut doc = 0;
        'documents: while doc < self.meta.documents {
            for &word in &order {
                let cursors = finder.words[word as usize].iter_mut();
                match cursors.filter_map(|cursor| cursor.at_or_after(doc)).min() {
                    Some(next) if next > doc => {
                        doc = next;
                        continue 'documents;
                    }
                    Some(_) => {}
                    None => break 'documents,
                }
            }
            finder.look(self, doc);
            doc += 1;
        }
        Ok(finder.matches)
    }

    /// The documents that hold a term of each word, found term by term: for words with many terms.
    fn candidates(
        &self,
        phrase: &Phrase,
        order: &[u32],
        within: Option<&[u32]>,
    ) -> Result<Vec<u32>, PackError> {
        let mut candidates: Option<Vec<u32>> = within.map(<[u32]>::to_vec);
        for &word in order {
            let mut found = Vec::new();
            for term in &phrase.words[word as usize] {
                self.visit(term, candidates.as_deref(), |doc, _| found.push(doc))?;
            }
            sorting::sort_once(&mut found);
            candidates = Some(found);
        }
        Ok(candidates.unwrap_or_default())
    }
}

/// A word of a phrase may have so many terms for their documents to be walked side by side.
const FEW: usize = 8;

/// Looks for the words of a phrase in the documents that hold all of them.
struct PhraseFinder<'p> {
    phrase: &'p Phrase,
    words: Vec<Vec<PositionCursor>>,
    /// Where each stands in the document looked at.
    places: Vec<[Vec<u32>; FIELDS]>,
    lengths: LengthRows<'p>,
    matches: Matches,
}

impl PhraseFinder<'_> {
    fn look(&mut self, inner: &Inner, doc: u32) {
        for (cursors, places) in self.words.iter_mut().zip(&mut self.places) {
            PositionCursor::read_all(cursors, doc, places);
        }
        let mut counts = [0; FIELDS];
        for field in Field::ALL {
            let wanted = self.phrase.field.is_none_or(|only| only == field);
            let field = field as usize;
            if wanted && self.places.iter().all(|lists| !lists[field].is_empty()) {
                counts[field] = if let ([first, second], None) = (&self.places[..], self.phrase.slop) {
                    pairs(&first[field], &second[field])
                } else {
                    let lists: Vec<&[u32]> = self.places.iter().map(|lists| &lists[field][..]).collect();
                    together(&lists, self.phrase.slop)
                };
            }
        }
        if counts != [0; FIELDS] {
            let weighted = inner.weigh(counts, doc, self.lengths);
            self.matches.push(doc, self.phrase.idf * Lengths::saturate(weighted));
        }
    }
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
    /// The block whose documents are in `docs`; none is read at first.
    block: usize,
    docs: Vec<u32>,
    /// The place in `docs` of the document asked for last, or of the next one.
    at: usize,
    /// The place in `docs` of the document whose counts and positions come next, and where they stand: only what lies
    /// before a document that is asked for is ever read.
    next: usize,
    counts_at: usize,
    positions_at: usize,
}

impl PositionCursor {
    pub(crate) fn open(inner: &Inner, term: &Term) -> Result<Self, PackError> {
        Ok(Self {
            postings: inner.postings.open(term)?,
            positions: inner.postings.positions(term)?,
            block: 0,
            docs: Vec::new(),
            at: 0,
            next: 0,
            counts_at: 0,
            positions_at: 0,
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

    /// The first document at or after one that holds the term.
    pub(crate) fn at_or_after(&mut self, doc: u32) -> Option<u32> {
        let block = self.postings.block_of(self.block, doc)?;
        if block != self.block || self.docs.is_empty() {
            self.block = block;
            self.postings.read_docs(block, &mut self.docs);
            self.at = 0;
            self.begin();
        }
        // Most often it is one of the next.
        let rest = &self.docs[self.at..];
        let near = rest.iter().take(8).take_while(|other| **other < doc).count();
        self.at += if near < 8 { near } else { rest.partition_point(|other| *other < doc) };
        self.docs.get(self.at).copied()
    }

    fn begin(&mut self) {
        self.next = 0;
        (self.counts_at, self.positions_at) = self.postings.starts_of(self.block);
    }

    fn read(&mut self, doc: u32, out: &mut [Vec<u32>; FIELDS]) -> bool {
        if self.at_or_after(doc) != Some(doc) {
            return false;
        }
        if self.at < self.next {
            self.begin();
        }
        let mut counts = self.postings.counts(self.counts_at);
        let mut before = 0;
        for _ in self.next..self.at {
            before += read_counts(&mut counts).into_iter().map(u64::from).sum::<u64>();
        }
        let mut positions = Reader::new(&self.positions);
        positions.seek(self.positions_at);
        positions.skip(before);
        read_positions(&mut positions, read_counts(&mut counts), out);
        self.next = self.at + 1;
        (self.counts_at, self.positions_at) = (counts.at(), positions.at());
        true
    }
}
