//! What stands beside the words of a document: facet values and dates, in columns.
//!
//! A *facet* column: number of values u32, number of assignments u32, bytes a value number takes u32 (1, 2 or 4),
//! 1 if confidences follow u32; then the ends of the values as u32 and the values, the ends of their names as u32
//! and their names (a line each); for each document where its assignments begin, and the end, as u32; the value
//! numbers; the confidences, in percent, a byte each. Values stand in order and are numbered by it.
//!
//! A *dates* column: number of intervals u32; for each document where its intervals begin, and the end, as u32; the
//! earliest days as i32; the latest. An open end is the least or the greatest number.

use std::collections::HashMap;
use std::sync::OnceLock;

use dossier_corpus::Day;
use dossier_pack::{Bytes, PackError, Section};

use crate::coding::{damaged, i32_at, u32_at};
use crate::sorting;
use crate::writer::BuildFx;

/// From the earliest to the latest day that a date may mean; `None` is an open end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// First day.
    pub earliest: Option<Day>,
    /// Last day.
    pub latest: Option<Day>,
}

impl Interval {
    /// One day.
    pub fn day(day: Day) -> Self {
        Self { earliest: Some(day), latest: Some(day) }
    }

    pub(crate) fn bounds(self) -> (i32, i32) {
        (self.earliest.map_or(i32::MIN, |day| day.0), self.latest.map_or(i32::MAX, |day| day.0))
    }
}

impl From<&dossier_corpus::Edtf> for Interval {
    fn from(edtf: &dossier_corpus::Edtf) -> Self {
        Self { earliest: edtf.earliest(), latest: edtf.latest() }
    }
}

/// Gathers the values of one facet.
#[derive(Debug, Default)]
pub(crate) struct FacetWriter {
    numbers: HashMap<Box<[u8]>, u32, BuildFx>,
    values: Vec<(String, Vec<String>)>,
    starts: Vec<u32>,
    assigned: Vec<(u32, u8)>,
}

impl FacetWriter {
    /// Adds a value to the document of that number, which is the last one or a new one.
    pub(crate) fn push(&mut self, doc: u32, value: &str, confidence: u8) {
        while self.starts.len() <= doc as usize {
            self.starts.push(self.assigned.len() as u32);
        }
        let number = self.number(value);
        let start = self.starts[doc as usize] as usize;
        match self.assigned[start..].iter_mut().find(|(other, _)| *other == number) {
            Some((_, sure)) => *sure = (*sure).max(confidence),
            None => self.assigned.push((number, confidence)),
        }
    }

    fn number(&mut self, value: &str) -> u32 {
        if let Some(&number) = self.numbers.get(value.as_bytes()) {
            return number;
        }
        let number = self.values.len() as u32;
        self.numbers.insert(value.as_bytes().into(), number);
        self.values.push((value.to_owned(), Vec::new()));
        number
    }

    pub(crate) fn name(&mut self, value: &str, name: &str) {
        let number = self.number(value);
        let names = &mut self.values[number as usize].1;
        let name = name.replace(['\n', '\r'], " ");
        if !names.contains(&name) {
            names.push(name);
        }
    }

    pub(crate) fn finish(mut self, documents: u32) -> Vec<u8> {
        while self.starts.len() <= documents as usize {
            self.starts.push(self.assigned.len() as u32);
        }
        let order = sorting::order(self.values.len(), &|a, b| self.values[a].0.cmp(&self.values[b].0));
        let mut ordered = vec![0u32; self.values.len()];
        for (place, number) in order.iter().enumerate() {
            ordered[*number as usize] = place as u32;
        }
        let width = match self.values.len() {
            0..=0x100 => 1,
            0x101..=0x1_0000 => 2,
            _ => 4,
        };
        let unsure = self.assigned.iter().any(|(_, confidence)| *confidence < 100);
        let mut out = Vec::new();
        let mut number = |n: usize| out.extend((n as u32).to_le_bytes());
        number(self.values.len());
        number(self.assigned.len());
        number(width);
        number(usize::from(unsure));
        let mut strings = |strings: Vec<String>| {
            let mut end = 0u32;
            for string in &strings {
                end += string.len() as u32;
                out.extend(end.to_le_bytes());
            }
            for string in strings {
                out.extend(string.as_bytes());
            }
        };
        strings(order.iter().map(|number| self.values[*number as usize].0.clone()).collect());
        strings(order.iter().map(|number| self.values[*number as usize].1.join("\n")).collect());
        for pair in self.starts.windows(2) {
            let of_doc = &mut self.assigned[pair[0] as usize..pair[1] as usize];
            let places = sorting::order(of_doc.len(), &|a, b| {
                ordered[of_doc[a].0 as usize].cmp(&ordered[of_doc[b].0 as usize])
            });
            let sorted: Vec<_> = places.iter().map(|place| of_doc[*place as usize]).collect();
            of_doc.copy_from_slice(&sorted);
        }
        for start in &self.starts {
            out.extend(start.to_le_bytes());
        }
        for (number, _) in &self.assigned {
            out.extend(&ordered[*number as usize].to_le_bytes()[..width]);
        }
        if unsure {
            out.extend(self.assigned.iter().map(|(_, confidence)| *confidence));
        }
        out
    }
}

/// A column of an index. What a query does not ask for need not be here: it is opened when it is first read.
#[derive(Debug)]
pub(crate) struct Column<T> {
    pub(crate) name: String,
    pub(crate) section: Section,
    documents: u32,
    opened: OnceLock<T>,
}

/// What a column holds, read where it lies.
pub(crate) trait Open: Sized {
    fn open(bytes: Bytes, documents: u32) -> Result<Self, PackError>;
}

impl<T: Open> Column<T> {
    pub(crate) fn new(name: String, section: Section, documents: u32) -> Self {
        Self { name, section, documents, opened: OnceLock::new() }
    }

    /// # Errors
    /// When it is damaged, or not here yet.
    pub(crate) fn get(&self) -> Result<&T, PackError> {
        if let Some(open) = self.opened.get() {
            return Ok(open);
        }
        let open = T::open(self.section.bytes()?, self.documents)?;
        Ok(self.opened.get_or_init(|| open))
    }
}

/// One facet of an open index.
#[derive(Clone, Debug)]
pub(crate) struct Facet {
    values: Strings,
    names: Strings,
    starts: Bytes,
    numbers: Bytes,
    width: usize,
    confidences: Option<Bytes>,
}

/// Many strings, one behind the other.
#[derive(Clone, Debug)]
struct Strings {
    ends: Bytes,
    bytes: Bytes,
}

impl Strings {
    fn get(&self, number: u32) -> &str {
        let start = if number == 0 { 0 } else { u32_at(&self.ends, number as usize - 1) };
        let end = u32_at(&self.ends, number as usize);
        self.bytes.get(start as usize..end as usize).and_then(|s| str::from_utf8(s).ok()).unwrap_or("")
    }
}

/// Cuts a section into its parts.
struct Parts {
    bytes: Bytes,
    at: usize,
}

impl Parts {
    fn take(&mut self, count: usize, width: usize) -> Result<Bytes, PackError> {
        let end = count.checked_mul(width).and_then(|len| self.at.checked_add(len));
        let part = end.and_then(|end| self.bytes.slice(self.at..end)).ok_or_else(|| damaged("column"))?;
        self.at += part.len();
        Ok(part)
    }

    fn strings(&mut self, count: usize) -> Result<Strings, PackError> {
        let ends = self.take(count, 4)?;
        let len = if count == 0 { 0 } else { u32_at(&ends, count - 1) as usize };
        Ok(Strings { ends, bytes: self.take(len, 1)? })
    }
}

impl Open for Facet {
    #[inline(never)] // So that it can come later: tools/later-engine.txt.
    fn open(bytes: Bytes, documents: u32) -> Result<Self, PackError> {
        let mut parts = Parts { bytes, at: 0 };
        let header = parts.take(4, 4)?;
        let (values, assigned) = (u32_at(&header, 0) as usize, u32_at(&header, 1) as usize);
        let width = u32_at(&header, 2) as usize;
        if ![1, 2, 4].contains(&width) {
            return Err(damaged("column"));
        }
        Ok(Self {
            values: parts.strings(values)?,
            names: parts.strings(values)?,
            starts: parts.take(documents as usize + 1, 4)?,
            numbers: parts.take(assigned, width)?,
            width,
            confidences: if u32_at(&header, 3) == 1 { Some(parts.take(assigned, 1)?) } else { None },
        })
    }
}

impl Facet {
    pub(crate) fn len(&self) -> u32 {
        (self.values.ends.len() / 4) as u32
    }

    pub(crate) fn value(&self, number: u32) -> &str {
        self.values.get(number)
    }

    /// The names by which a query may call a value: its own, and those that were given to it.
    pub(crate) fn names(&self, number: u32) -> impl Iterator<Item = &str> {
        std::iter::once(self.value(number)).chain(self.names.get(number).lines())
    }

    /// The name shown: the first that was given, or the value itself.
    pub(crate) fn label(&self, number: u32) -> &str {
        self.names.get(number).lines().next().unwrap_or_else(|| self.value(number))
    }

    pub(crate) fn find(&self, value: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.value(middle).cmp(value) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Its values by document, for many documents.
    pub(crate) fn rows(&self, least: u8) -> FacetRows<'_> {
        let confidences = self.confidences.as_deref().filter(|_| least > 0);
        FacetRows { starts: &self.starts, numbers: &self.numbers, width: self.width, least, confidences }
    }

    /// Calls `each` with the numbers of a document's values of at least that confidence.
    #[inline]
    pub(crate) fn of(&self, doc: u32, least: u8, each: impl FnMut(u32)) {
        self.rows(least).of(doc, each);
    }
}

/// The values of a facet by document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FacetRows<'a> {
    starts: &'a [u8],
    numbers: &'a [u8],
    width: usize,
    least: u8,
    confidences: Option<&'a [u8]>,
}

impl FacetRows<'_> {
    /// Calls `each` with the numbers of a document's values of at least that confidence.
    #[inline]
    pub(crate) fn of(&self, doc: u32, mut each: impl FnMut(u32)) {
        let (start, end) = (u32_at(self.starts, doc as usize), u32_at(self.starts, doc as usize + 1));
        for at in start as usize..(end as usize).min(self.numbers.len() / self.width) {
            if let Some(confidences) = self.confidences
                && confidences.get(at).is_some_and(|confidence| *confidence < self.least)
            {
                continue;
            }
            let number = match self.width {
                1 => u32::from(self.numbers[at]),
                2 => u32::from(u16::from_le_bytes([self.numbers[2 * at], self.numbers[2 * at + 1]])),
                _ => u32_at(self.numbers, at),
            };
            each(number);
        }
    }
}

/// Gathers the intervals of one axis.
#[derive(Debug, Default)]
pub(crate) struct DatesWriter {
    starts: Vec<u32>,
    intervals: Vec<(i32, i32)>,
}

impl DatesWriter {
    pub(crate) fn push(&mut self, doc: u32, interval: Interval) {
        while self.starts.len() <= doc as usize {
            self.starts.push(self.intervals.len() as u32);
        }
        self.intervals.push(interval.bounds());
    }

    pub(crate) fn finish(mut self, documents: u32) -> Vec<u8> {
        while self.starts.len() <= documents as usize {
            self.starts.push(self.intervals.len() as u32);
        }
        for pair in self.starts.windows(2) {
            let of_doc = &mut self.intervals[pair[0] as usize..pair[1] as usize];
            if !of_doc.is_sorted() {
                let places = sorting::order(of_doc.len(), &|a, b| of_doc[a].cmp(&of_doc[b]));
                let sorted: Vec<_> = places.iter().map(|place| of_doc[*place as usize]).collect();
                of_doc.copy_from_slice(&sorted);
            }
        }
        let mut out = Vec::with_capacity(4 + self.starts.len() * 4 + self.intervals.len() * 8);
        out.extend((self.intervals.len() as u32).to_le_bytes());
        for start in &self.starts {
            out.extend(start.to_le_bytes());
        }
        for (earliest, _) in &self.intervals {
            out.extend(earliest.to_le_bytes());
        }
        for (_, latest) in &self.intervals {
            out.extend(latest.to_le_bytes());
        }
        out
    }
}

/// One axis of dates of an open index.
#[derive(Clone, Debug)]
pub(crate) struct Dates {
    starts: Bytes,
    earliest: Bytes,
    latest: Bytes,
    count: u32,
    /// Found out when it is first asked for: it looks at every interval.
    extent: OnceLock<Option<(i32, i32)>>,
}

impl Open for Dates {
    #[inline(never)]
    fn open(bytes: Bytes, documents: u32) -> Result<Self, PackError> {
        let mut parts = Parts { bytes, at: 0 };
        let count = u32_at(&parts.take(1, 4)?, 0);
        Ok(Self {
            starts: parts.take(documents as usize + 1, 4)?,
            earliest: parts.take(count as usize, 4)?,
            latest: parts.take(count as usize, 4)?,
            count,
            extent: OnceLock::new(),
        })
    }
}

impl Dates {
    /// Its intervals by document, for many documents.
    pub(crate) fn rows(&self) -> DateRows<'_> {
        DateRows { starts: &self.starts, earliest: &self.earliest, latest: &self.latest, count: self.count }
    }

    /// The intervals of a document, by their earliest day.
    #[inline]
    pub(crate) fn of(&self, doc: u32) -> impl Iterator<Item = (i32, i32)> + '_ {
        self.rows().of(doc)
    }

    /// The first and the last day that is written anywhere.
    pub(crate) fn extent(&self) -> Option<(i32, i32)> {
        *self.extent.get_or_init(|| {
            let rows = self.rows();
            let mut extent: Option<(i32, i32)> = None;
            for at in 0..self.count as usize {
                for day in [i32_at(rows.earliest, at), i32_at(rows.latest, at)] {
                    if !matches!(day, i32::MIN | i32::MAX) {
                        let (first, last) = extent.unwrap_or((day, day));
                        extent = Some((first.min(day), last.max(day)));
                    }
                }
            }
            extent
        })
    }
}

/// The intervals of an axis by document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DateRows<'a> {
    starts: &'a [u8],
    earliest: &'a [u8],
    latest: &'a [u8],
    count: u32,
}

impl<'a> DateRows<'a> {
    /// The intervals of a document, by their earliest day.
    #[inline]
    pub(crate) fn of(self, doc: u32) -> impl Iterator<Item = (i32, i32)> + 'a {
        let (start, end) = (u32_at(self.starts, doc as usize), u32_at(self.starts, doc as usize + 1));
        (start as usize..end.min(self.count) as usize)
            .map(move |at| (i32_at(self.earliest, at), i32_at(self.latest, at)))
    }
}
