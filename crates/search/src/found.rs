//! A question and what was found: pages of documents, counts of facets, documents over time.

use std::cmp::Reverse;

use dossier_pack::PackError;

use crate::Interval;
use crate::columns::Facet;
use crate::index::Index;
use crate::matching::{Matches, date_matches};
use crate::passages::Marker;
use crate::proximity::Disjunction;
use crate::query::{Expr, Mistake, Names, Pattern, PatternKind, Query, Sureness, Typing, Words};
use crate::sorting;
use crate::typos;

/// What is asked of an index: a query, and filters that hold beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// In the query language. See [`Query`].
    pub query: String,
    /// Whether it is still being typed.
    pub typing: Typing,
    /// Whether every word must occur, or any.
    pub words: WordsWanted,
    /// Every one of these holds.
    pub facets: Vec<FacetFilter>,
    /// Every one of these holds.
    pub dates: Vec<DateFilter>,
    /// In percent: values that are less sure do not count for filters and counts of facets.
    pub least_confidence: u8,
}

/// Which of a query's words must occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum WordsWanted {
    /// All of them; if no document holds all, any (see [`Note::AnyWord`]).
    #[default]
    All,
    /// Any: for a question in natural language. Documents that hold more and rarer ones come first.
    Any,
}

/// What values of a facet documents must have, or must not have. An empty value stands for none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetFilter {
    /// Which facet.
    pub facet: String,
    /// Values they must have.
    pub include: Vec<String>,
    /// Whether they must have all or any of them.
    pub join: Join,
    /// Values they must not have.
    pub exclude: Vec<String>,
}

/// How several included values are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Join {
    /// Every one: a second value narrows.
    #[default]
    All,
    /// Any one: a second value widens.
    Any,
}

/// When documents must be from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateFilter {
    /// From that time.
    Within {
        /// On this axis.
        axis: String,
        /// From when to when.
        interval: Interval,
        /// How surely.
        sureness: Sureness,
    },
    /// Without a date.
    Undated {
        /// On this axis.
        axis: String,
    },
}

impl DateFilter {
    fn axis(&self) -> &str {
        match self {
            Self::Within { axis, .. } | Self::Undated { axis } => axis,
        }
    }
}

/// In what order documents are listed. Equals stand in the order of their numbers.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Sort {
    /// Best first; without words to rank by, by number.
    #[default]
    Relevance,
    /// Latest first on that axis, undated ones last.
    Newest(String),
    /// Earliest first on that axis, undated ones last.
    Oldest(String),
    /// By title, untitled ones last.
    Title,
}

/// A document in a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Its number.
    pub document: u32,
    /// How well it matches; comparable within one list.
    pub score: f32,
}

/// What was done because too little was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// No document holds a word: others near to it are shown.
    Typo {
        /// As typed.
        word: String,
        /// What is shown for it.
        shown: Vec<String>,
    },
    /// No document holds all words: those that hold any are shown, best first.
    AnyWord,
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Typo { word, shown } => write!(f, "nothing for {word}: showing {}", shown.join(", ")),
            Self::AnyWord => {
                f.write_str("no document holds all these words: showing those that hold any, best first")
            }
        }
    }
}

/// The documents that answer a [`Request`].
#[derive(Clone, Debug)]
pub struct Found {
    index: Index,
    query: Query,
    /// What was looked for in the end.
    shown: Expr,
    least: u8,
    notes: Vec<Note>,
    matches: Matches,
    /// All documents of the query, where there are conditions beside it.
    of_query: Vec<u32>,
    /// Documents of the query that fail exactly one condition, and which.
    near: Vec<(u32, u32)>,
    slots: Vec<Slot>,
}

/// One condition beside the query.
#[derive(Clone, Debug)]
enum Slot {
    Include { facet: usize, numbers: Vec<u32>, join: Join },
    Exclude { facet: usize, number: u32 },
    Date { axis: usize, filter: DateFilter },
    Never,
}

/// A shorter word has too many neighbours to guess.
const SHORTEST_CORRECTED: usize = 3;
const SHORTEST_TWO_TYPOS: usize = 7;

/// The number that stands for having no value.
const NO_VALUE: u32 = u32::MAX;
const UNKNOWN_VALUE: u32 = u32::MAX - 1;

fn number_of(facet: &Facet, value: &str) -> u32 {
    if value.is_empty() { NO_VALUE } else { facet.find(value).unwrap_or(UNKNOWN_VALUE) }
}

/// The counts of one facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCounts {
    /// Filtered values first, then by count, then by label.
    pub values: Vec<FacetValue>,
    /// Values that at least one found document has.
    pub distinct: u32,
    /// Values in the whole index.
    pub of: u32,
    /// Found documents that have no value.
    pub none: u32,
}

/// A value with what each change of its filter would yield. All counts are exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// As filters take it.
    pub value: String,
    /// As shown.
    pub label: String,
    /// Documents found if it were included too.
    pub count: u32,
    /// Documents found if it were the only included value of this facet.
    pub only: u32,
    /// Documents found if it were excluded.
    pub without: u32,
    /// How it is filtered now.
    pub state: FilterState,
}

/// How a value is filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FilterState {
    /// Documents must have it.
    Included,
    /// Documents must not have it.
    Excluded,
    /// It is not looked at.
    Free,
}

/// How long a bin of time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

pub(crate) mod histogram;

pub use histogram::{Bin, Bins, Histogram};

impl Index {
    /// The names that a query to this index may use.
    pub fn names(&self) -> Names {
        Names {
            facets: self.facets().map(str::to_owned).collect(),
            axes: self.axes().map(str::to_owned).collect(),
        }
    }

    /// Reads a query and finds its documents.
    ///
    /// # Errors
    /// When a part of the index is damaged, or not here yet ([`PackError::missing`]).
    pub fn find(&self, request: &Request) -> Result<Found, PackError> {
        let query = Query::read(&request.query, &self.names(), request.typing);
        let mut notes = Vec::new();
        let mut expr = query.expr.clone();
        let mut disjunction = Disjunction::Choice;
        if request.words == WordsWanted::Any
            && let Some(any) = any_word(&expr)
        {
            expr = any;
            disjunction = Disjunction::Question;
        }
        let mut plan = self.0.plan(&expr)?;
        let mut matches = self.0.run(&plan, None)?;
        if matches.docs.is_empty() && self.correct(&mut expr, &mut notes) {
            plan = self.0.plan(&expr)?;
            matches = self.0.run(&plan, None)?;
        }
        if matches.docs.is_empty()
            && let Some(any) = any_word(&expr)
        {
            let loose = self.0.plan(&any)?;
            let found = self.0.run(&loose, None)?;
            if !found.docs.is_empty() {
                (plan, matches) = (loose, found);
                expr = any;
                disjunction = Disjunction::Question;
                notes.push(Note::AnyWord);
            }
        }
        let slots = self.slots(request);
        let of_query = if slots.len() > 1 { matches.docs.clone() } else { Vec::new() };
        let least = request.least_confidence;
        let near = self.filter(&mut matches, &slots, least);
        self.0.add_proximity(&plan, disjunction, &mut matches)?;
        Ok(Found { index: self.clone(), query, shown: expr, least, notes, matches, of_query, near, slots })
    }

    /// Puts the nearest known word in the place of each unknown one. Whether there was any.
    fn correct(&self, expr: &mut Expr, notes: &mut Vec<Note>) -> bool {
        match expr {
            Expr::All(parts) | Expr::Any(parts) => {
                let mut any = false;
                for part in parts {
                    any |= self.correct(part, notes);
                }
                any
            }
            Expr::Words(words) => {
                let mut any = false;
                for pattern in &mut words.patterns {
                    any |= self.correct_word(pattern, notes);
                }
                any
            }
            Expr::Not(_) | Expr::Value { .. } | Expr::Date { .. } | Expr::Undated { .. } => false,
        }
    }

    fn correct_word(&self, pattern: &mut Pattern, notes: &mut Vec<Note>) -> bool {
        if !matches!(pattern.kind, PatternKind::Word | PatternKind::Exactly | PatternKind::Prefix)
            || pattern.text.chars().count() < SHORTEST_CORRECTED
            || !self.0.expand(pattern).terms.is_empty()
        {
            return false;
        }
        let nearest = (1..=2).find_map(|most| {
            if most == 2 && pattern.text.chars().count() < SHORTEST_TWO_TYPOS {
                return None;
            }
            self.nearest(&pattern.text, most)
        });
        let Some(word) = nearest else { return false };
        let typed = pattern.written.take().unwrap_or_else(|| pattern.text.clone());
        notes.push(Note::Typo { word: typed, shown: vec![word.clone()] });
        if pattern.kind == PatternKind::Prefix {
            pattern.kind = PatternKind::Exactly;
        }
        pattern.text = word;
        pattern.exact = None;
        true
    }

    /// The likeliest word at most that far away. First letters are seldom mistyped (Pollock and Zamora, "Automatic
    /// Spelling Correction in Scientific and Scholarly Text", 1984) except by a swap, so words with the same one go
    /// first; among them the one that most documents hold.
    fn nearest(&self, word: &str, most: usize) -> Option<String> {
        let dictionary = &self.0.dictionary;
        let mut letters = word.chars();
        let (first, second) = (letters.next()?, letters.next()?);
        let mut near = typos::near_within(dictionary, word, most, first.encode_utf8(&mut [0; 4]));
        let swapped: String = [second, first].into_iter().chain(letters).collect();
        if let Some(term) = dictionary.get(swapped.as_bytes()) {
            near.push((swapped, term, 1));
        }
        if near.is_empty() {
            near = typos::near(dictionary, word, most);
        }
        near.into_iter()
            .max_by_key(|(word, term, _)| (term.documents, Reverse(word.clone())))
            .map(|(word, ..)| word)
    }

    fn slots(&self, request: &Request) -> Vec<Slot> {
        let mut slots = Vec::new();
        for filter in &request.facets {
            let Some(facet) = self.0.facets.iter().position(|facet| facet.name == filter.facet) else {
                if filter.include.iter().any(|value| !value.is_empty()) {
                    slots.push(Slot::Never);
                }
                continue;
            };
            let number = |value: &String| number_of(&self.0.facets[facet], value);
            let mut included: Vec<u32> = filter.include.iter().map(number).collect();
            sorting::sort_once(&mut included);
            match filter.join {
                Join::Any if !included.is_empty() => {
                    slots.push(Slot::Include { facet, numbers: included, join: Join::Any });
                }
                Join::Any => {}
                Join::All => slots.extend(included.into_iter().map(|n| Slot::Include {
                    facet,
                    numbers: vec![n],
                    join: Join::All,
                })),
            }
            let mut excluded: Vec<u32> = filter.exclude.iter().map(number).collect();
            sorting::sort_once(&mut excluded);
            slots.extend(excluded.into_iter().map(|number| Slot::Exclude { facet, number }));
        }
        for filter in &request.dates {
            match self.0.axes.iter().position(|axis| axis.name == filter.axis()) {
                Some(axis) => slots.push(Slot::Date { axis, filter: filter.clone() }),
                None if matches!(filter, DateFilter::Undated { .. }) => {}
                None => slots.push(Slot::Never),
            }
        }
        slots
    }

    fn passes(&self, slot: &Slot, doc: u32, least: u8) -> bool {
        let has = |facet: usize, numbers: &[u32]| {
            let (mut found, mut any) = (false, false);
            self.0.facets[facet].of(doc, least, |number| {
                any = true;
                found |= numbers.contains(&number);
            });
            found || (!any && numbers.contains(&NO_VALUE))
        };
        match slot {
            Slot::Never => false,
            Slot::Include { facet, numbers, .. } => has(*facet, numbers),
            Slot::Exclude { facet, number } => !has(*facet, &[*number]),
            Slot::Date { axis, filter } => match filter {
                DateFilter::Undated { .. } => self.0.axes[*axis].of(doc).next().is_none(),
                DateFilter::Within { interval, sureness, .. } => {
                    let (from, to) = interval.bounds();
                    date_matches(self.0.axes[*axis].of(doc), from, to, *sureness)
                }
            },
        }
    }

    /// Keeps the documents that pass every condition; returns those that fail one alone.
    fn filter(&self, matches: &mut Matches, slots: &[Slot], least: u8) -> Vec<(u32, u32)> {
        let mut near = Vec::new();
        if slots.is_empty() {
            return near;
        }
        let mut kept = 0;
        for i in 0..matches.docs.len() {
            let doc = matches.docs[i];
            let mut failed = None;
            let mut fails = 0;
            for (number, slot) in slots.iter().enumerate() {
                if !self.passes(slot, doc, least) {
                    failed = Some(number as u32);
                    fails += 1;
                    if fails > 1 {
                        break;
                    }
                }
            }
            match (fails, failed) {
                (0, _) => {
                    matches.docs[kept] = doc;
                    matches.scores[kept] = matches.scores[i];
                    kept += 1;
                }
                (1, Some(slot)) => near.push((doc, slot)),
                _ => {}
            }
        }
        matches.docs.truncate(kept);
        matches.scores.truncate(kept);
        near
    }
}

/// The same words, any of which will do; `None` where there are not several of them.
pub(crate) fn any_word(expr: &Expr) -> Option<Expr> {
    let parts = if let Expr::All(parts) = expr { &parts[..] } else { std::slice::from_ref(expr) };
    let (mut words, mut others) = (Vec::new(), Vec::new());
    loosen(parts, &mut words, &mut others);
    let several = match &words[..] {
        [] => false,
        [Expr::Words(words)] => words.compound,
        [_] => false,
        _ => true,
    };
    if !several {
        return None;
    }
    let mut any = Vec::with_capacity(words.len());
    for part in words {
        // Of "heat-conducting" its words will do, and the nearer the better; of a phrase in quotation marks too, but
        // that it stands as it is counts by itself.
        if let Expr::Words(Words { field, patterns, compound, .. }) = &part
            && patterns.len() > 1
        {
            any.extend(patterns.iter().map(|pattern| {
                let kind =
                    if pattern.kind == PatternKind::Exactly { PatternKind::Word } else { pattern.kind };
                let patterns = vec![Pattern { kind, ..pattern.clone() }];
                Expr::Words(Words { field: *field, patterns, slop: None, compound: false })
            }));
            if *compound {
                continue;
            }
        }
        any.push(part);
    }
    let mut parts = vec![Expr::Any(any)];
    parts.extend(others);
    Some(Expr::All(parts))
}

/// Tells words, also those in brackets, from what must hold all the same.
fn loosen(parts: &[Expr], words: &mut Vec<Expr>, others: &mut Vec<Expr>) {
    for part in parts {
        match part {
            Expr::All(inner) => loosen(inner, words, others),
            Expr::Words(_) | Expr::Any(_) => words.push(part.clone()),
            _ => others.push(part.clone()),
        }
    }
}

impl Found {
    /// How many documents there are.
    pub fn total(&self) -> u32 {
        self.matches.docs.len() as u32
    }

    /// Their numbers, in order.
    pub fn documents(&self) -> &[u32] {
        &self.matches.docs
    }

    /// The query as it was read. Its `Display` is its interpretation in words.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// What could not be read as written.
    pub fn mistakes(&self) -> &[Mistake] {
        self.query.mistakes()
    }

    /// What was done because too little was found.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Marks what the query found in a text.
    pub fn marker(&self) -> Marker {
        Marker::new(&self.shown, self.index.0.meta.stemming)
    }

    /// How well a document matches; `None` if it is not among those found.
    pub fn score(&self, document: u32) -> Option<f32> {
        self.matches.docs.binary_search(&document).ok().map(|at| self.matches.scores[at])
    }

    /// A page of the list.
    pub fn page(&self, sort: &Sort, offset: usize, limit: usize) -> Vec<Hit> {
        let Matches { docs, scores } = &self.matches;
        let end = offset.saturating_add(limit).min(docs.len());
        if offset >= end {
            return Vec::new();
        }
        let hit = |at: u32| Hit { document: docs[at as usize], score: scores[at as usize] };
        let inner = &self.index.0;
        let axis = |name: &str| inner.axis(name);
        let order: Vec<u32> = match sort {
            Sort::Relevance => sorting::best(scores, end),
            Sort::Title => {
                let ranks: Vec<u32> = docs.iter().map(|&doc| inner.title_rank(doc)).collect();
                sorting::first(docs.len(), end, &|a, b| ranks[a].cmp(&ranks[b]))
            }
            Sort::Newest(name) => {
                let days: Vec<Option<i32>> = docs
                    .iter()
                    .map(|&doc| axis(name).and_then(|dates| dates.of(doc).map(|(_, latest)| latest).max()))
                    .collect();
                sorting::first(docs.len(), end, &|a, b| days[b].cmp(&days[a]))
            }
            Sort::Oldest(name) => {
                let days: Vec<(bool, i32)> = docs
                    .iter()
                    .map(|&doc| {
                        axis(name).and_then(|dates| dates.of(doc).map(|(earliest, _)| earliest).min())
                    })
                    .map(|day| (day.is_none(), day.unwrap_or(0)))
                    .collect();
                sorting::first(docs.len(), end, &|a, b| days[a].cmp(&days[b]))
            }
        };
        order[offset..end].iter().map(|&at| hit(at)).collect()
    }

    /// The counts of a facet: values that are filtered, and at most `limit` others whose label holds `contains`
    /// (folded; empty means all), those in most documents first. `None` if there is no such facet.
    pub fn facet(&self, name: &str, contains: &str, limit: usize) -> Option<FacetCounts> {
        let position = self.index.0.facets.iter().position(|facet| facet.name == name)?;
        let facet = &self.index.0.facets[position];
        let values = facet.len() as usize;
        // The last place counts documents without a value.
        let place = |number: u32| match number {
            NO_VALUE => values,
            UNKNOWN_VALUE => usize::MAX,
            number => number as usize,
        };
        let rows = facet.rows(self.least);
        let count = |docs: &[u32]| {
            let mut counts = vec![0u32; values + 1];
            for &doc in docs {
                let mut any = false;
                rows.of(doc, |number| {
                    any = true;
                    if let Some(count) = counts.get_mut(number as usize) {
                        *count += 1;
                    }
                });
                counts[values] += u32::from(!any);
            }
            counts
        };
        let (found, total) = (count(&self.matches.docs), self.total());
        // For each condition on this facet: the documents that fail it alone.
        let mut states: Vec<(usize, FilterState)> = Vec::new();
        let mut own: Vec<(&Slot, Vec<u32>, u32)> = Vec::new();
        for (i, slot) in self.slots.iter().enumerate() {
            match slot {
                Slot::Include { facet, numbers, .. } if *facet == position => {
                    for number in numbers.iter().filter(|number| **number != UNKNOWN_VALUE) {
                        states.push((place(*number), FilterState::Included));
                    }
                }
                Slot::Exclude { facet, number } if *facet == position => {
                    if *number != UNKNOWN_VALUE {
                        states.push((place(*number), FilterState::Excluded));
                    }
                }
                _ => continue,
            }
            let docs: Vec<u32> =
                self.near.iter().filter(|(_, slot)| *slot == i as u32).map(|(doc, _)| *doc).collect();
            own.push((slot, count(&docs), docs.len() as u32));
        }
        // Included values joined by All, more than one: without all of them more documents come back than those
        // that fail one alone.
        let includes = own.iter().filter(|(slot, ..)| matches!(slot, Slot::Include { .. })).count();
        let alone = (includes > 1).then(|| self.without_includes(position));
        let alone = alone.map(|docs| count(&docs));
        let state_of = |at: usize| states.iter().find(|(place, _)| *place == at).map(|(_, state)| *state);
        let of_value = |at: usize| {
            let state = state_of(at).unwrap_or(FilterState::Free);
            let (mut included, mut only, mut without) =
                (found[at], found[at], total.saturating_sub(found[at]));
            for (slot, counts, all) in &own {
                match slot {
                    Slot::Include { numbers, join, .. } => {
                        only += counts[at];
                        let mine = numbers.iter().any(|number| place(*number) == at);
                        match join {
                            Join::All if mine => without = *all,
                            Join::All => {}
                            Join::Any if mine && numbers.len() == 1 => without = *all,
                            Join::Any if mine => {}
                            Join::Any => included = total + counts[at],
                        }
                        if mine {
                            included = total;
                        }
                    }
                    Slot::Exclude { number, .. } if place(*number) == at => {
                        included = counts[at];
                        only = counts[at];
                        without = total;
                    }
                    _ => {}
                }
            }
            match &alone {
                _ if state == FilterState::Excluded && includes > 0 => {
                    only = self.if_included(position, at, Join::All);
                    if own.iter().any(|(slot, ..)| matches!(slot, Slot::Include { join: Join::Any, .. })) {
                        included = self.if_included(position, at, Join::Any);
                    }
                }
                Some(alone) => only = alone[at],
                None => {}
            }
            FacetValue {
                value: if at == values { String::new() } else { facet.value(at as u32).to_owned() },
                label: if at == values { String::new() } else { facet.label(at as u32).to_owned() },
                count: included,
                only,
                without,
                state,
            }
        };
        let wanted = dossier_corpus::fold(contains);
        let by_count = |a: usize, b: usize| {
            found[b].cmp(&found[a]).then_with(|| facet.label(a as u32).cmp(facet.label(b as u32)))
        };
        let mut chosen: Vec<u32> = states.iter().map(|(at, _)| *at as u32).collect();
        sorting::sort_once(&mut chosen);
        sorting::sort(&mut chosen, &|a, b| by_count(a as usize, b as usize).then(a.cmp(&b)));
        let others: Vec<u32> = (0..values as u32)
            .filter(|at| state_of(*at as usize).is_none())
            .filter(|at| wanted.is_empty() || dossier_corpus::fold(facet.label(*at)).contains(&wanted))
            .collect();
        let listed =
            sorting::first(others.len(), limit, &|a, b| by_count(others[a] as usize, others[b] as usize));
        chosen.extend(listed.into_iter().map(|at| others[at as usize]));
        Some(FacetCounts {
            values: chosen.into_iter().map(|at| of_value(at as usize)).collect(),
            distinct: found[..values].iter().filter(|count| **count > 0).count() as u32,
            of: facet.len(),
            none: found[values],
        })
    }

    /// The documents if no value of a facet were included.
    fn without_includes(&self, position: usize) -> Vec<u32> {
        let others: Vec<Slot> = self
            .slots
            .iter()
            .filter(|slot| !matches!(slot, Slot::Include { facet, .. } if *facet == position))
            .cloned()
            .collect();
        self.with_slots(&others)
    }

    /// How many documents there are if an excluded value is included instead: beside the included ones (`Any`), or
    /// alone (`All`).
    fn if_included(&self, position: usize, at: usize, join: Join) -> u32 {
        let number = if at == self.index.0.facets[position].len() as usize { NO_VALUE } else { at as u32 };
        let mut wanted = vec![number];
        let mut slots: Vec<Slot> = self.slots.clone();
        slots.retain(|slot| match slot {
            Slot::Include { facet, numbers, .. } if *facet == position => {
                if join == Join::Any {
                    wanted.extend(numbers);
                }
                false
            }
            Slot::Exclude { facet, number: excluded } => *facet != position || *excluded != number,
            _ => true,
        });
        slots.push(Slot::Include { facet: position, numbers: wanted, join });
        self.with_slots(&slots).len() as u32
    }

    /// The documents of the query with other conditions beside it.
    fn with_slots(&self, slots: &[Slot]) -> Vec<u32> {
        let mut matches = Matches { docs: self.of_query.clone(), scores: vec![0.0; self.of_query.len()] };
        self.index.filter(&mut matches, slots, self.least);
        matches.docs
    }
}
