//! An index, open: its sections used where they lie.

use std::sync::Arc;

use dossier_pack::{Bytes, Pack, PackError};

use crate::coding::{Reader, damaged, put, put_long, u32_at};
use crate::columns::{Column, Dates, Facet};
use crate::dictionary::Dictionary;
use crate::postings::{FIELDS, PostingsSections};
use crate::stem::{Stemming, Stems};

/// The parameters of BM25F (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009).
pub mod ranking {
    /// How soon further occurrences of a word cease to matter.
    pub const K1: f32 = 2.0;
    /// How much a word counts in title, text and caption.
    pub const WEIGHT: [f32; 3] = [2.5, 1.0, 1.0];
    /// How much a long field dilutes its words.
    pub const B: [f32; 3] = [0.75, 0.75, 0.75];
    /// How much two neighbouring words of the query that stand near each other count, beside a word.
    pub const PROXIMITY: f32 = 0.5;
    /// Words are near that are at most so many apart.
    pub const WINDOW: u32 = 5;
    /// In so many documents, the best by their words alone, it is looked for.
    pub const LOOKED_AT: usize = 50;
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Meta {
    pub(crate) documents: u32,
    pub(crate) totals: [u64; FIELDS],
    pub(crate) stemming: Stemming,
    pub(crate) facets: Vec<String>,
    pub(crate) axes: Vec<String>,
}

impl Meta {
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put(&mut out, self.documents);
        for total in self.totals {
            put_long(&mut out, total);
        }
        out.push(match self.stemming {
            Stemming::None => 0,
            Stemming::English => 1,
        });
        for names in [&self.facets, &self.axes] {
            put(&mut out, names.len() as u32);
            for name in names {
                put(&mut out, name.len() as u32);
                out.extend(name.as_bytes());
            }
        }
        out
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let documents = reader.number();
        let totals = [reader.long(), reader.long(), reader.long()];
        let stemming = match reader.byte() {
            0 => Stemming::None,
            1 => Stemming::English,
            _ => return None,
        };
        let mut lists = [Vec::new(), Vec::new()];
        for names in &mut lists {
            for _ in 0..reader.number() {
                let len = reader.number() as usize;
                names.push(str::from_utf8(reader.take(len)?).ok()?.to_owned());
            }
        }
        let [facets, axes] = lists;
        (!reader.overran()).then_some(Self { documents, totals, stemming, facets, axes })
    }
}

/// What the lengths of a document's fields do to the weight of its words.
#[derive(Clone, Debug)]
pub(crate) struct Lengths {
    /// For each field and length code: the weight of one occurrence.
    norms: [Box<[f32]>; FIELDS],
}

impl Lengths {
    /// Lengths up to 39 exactly, longer ones to within a sixteenth.
    pub(crate) fn code(length: u32) -> u8 {
        if length < 32 {
            return length as u8;
        }
        let shift = 27 - length.leading_zeros();
        let code = shift * 16 + (length >> shift);
        code.min(255) as u8
    }

    fn length(code: u8) -> u32 {
        if code < 32 {
            return u32::from(code);
        }
        let shift = (u32::from(code) - 32) / 16 + 1;
        let mantissa = (u32::from(code) - 32) % 16 + 16;
        mantissa << shift
    }

    pub(crate) fn new(meta: &Meta) -> Self {
        let norms = std::array::from_fn(|field| {
            let average = meta.totals[field] as f32 / meta.documents.max(1) as f32;
            let (weight, b) = (ranking::WEIGHT[field], ranking::B[field]);
            (0..=u8::MAX)
                .map(|code| weight / (1.0 - b + b * Self::length(code) as f32 / average.max(1.0)))
                .collect()
        });
        Self { norms }
    }

    /// The weighted frequency of a word in a document.
    #[inline]
    pub(crate) fn weigh(&self, counts: [f32; FIELDS], lengths: [u8; FIELDS]) -> f32 {
        let mut sum = counts[1] * self.norms[1][lengths[1] as usize];
        if counts[0] > 0.0 {
            sum += counts[0] * self.norms[0][lengths[0] as usize];
        }
        if counts[2] > 0.0 {
            sum += counts[2] * self.norms[2][lengths[2] as usize];
        }
        sum
    }

    /// What a weighted frequency comes to, from 0 to 1.
    #[inline]
    pub(crate) fn saturate(weighted: f32) -> f32 {
        weighted / (weighted + ranking::K1)
    }
}

/// An open index. Cheap to clone; opening it copies nothing and reads only its small parts.
#[derive(Clone, Debug)]
pub struct Index(pub(crate) Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) meta: Meta,
    pub(crate) dictionary: Dictionary,
    pub(crate) stems: Option<Stems>,
    pub(crate) postings: PostingsSections,
    pub(crate) lengths: Lengths,
    pub(crate) length_codes: Bytes,
    pub(crate) titles: Bytes,
    pub(crate) facets: Vec<Column<Facet>>,
    pub(crate) axes: Vec<Column<Dates>>,
}

impl Index {
    /// Opens the index in a pack.
    ///
    /// # Errors
    /// When the pack has none, or when it is damaged in a part that is read now.
    pub fn open(pack: &Pack) -> Result<Self, PackError> {
        let bytes = |name: &str| pack.section(name).and_then(|section| section.bytes());
        let meta = Meta::read(&bytes("search.meta")?).ok_or_else(|| damaged("description"))?;
        let documents = meta.documents;
        let length_codes = bytes("search.lengths")?;
        let titles = bytes("search.titles")?;
        if length_codes.len() as u64 != u64::from(documents) * FIELDS as u64
            || titles.len() as u64 != u64::from(documents) * 4
        {
            return Err(damaged("lengths"));
        }
        let column = |kind: &str, name: &String| pack.section(&format!("search.{kind}.{name}"));
        let facets =
            meta.facets.iter().map(|name| Ok(Column::new(name.clone(), column("facet", name)?, documents)));
        let axes =
            meta.axes.iter().map(|name| Ok(Column::new(name.clone(), column("dates", name)?, documents)));
        let dictionary = Dictionary::open(bytes("search.blocks")?, bytes("search.terms")?)?;
        let stems = match meta.stemming {
            Stemming::None => None,
            stemming @ Stemming::English => {
                let (places, documents) = (bytes("search.stems")?, bytes("search.stems.documents")?);
                Some(Stems::open(stemming, places, documents, &dictionary)?)
            }
        };
        Ok(Self(Arc::new(Inner {
            dictionary,
            stems,
            postings: PostingsSections {
                docs: pack.section("search.docs")?,
                freqs: pack.section("search.freqs")?,
                positions: pack.section("search.positions")?,
            },
            lengths: Lengths::new(&meta),
            length_codes,
            titles,
            facets: facets.collect::<Result<_, PackError>>()?,
            axes: axes.collect::<Result<_, PackError>>()?,
            meta,
        })))
    }

    /// How many documents it holds.
    pub fn documents(&self) -> u32 {
        self.0.meta.documents
    }

    /// How many different words (folded forms, and forms with marks) it holds.
    pub fn terms(&self) -> u32 {
        self.0.dictionary.len()
    }

    /// The names of its facets, in order.
    pub fn facets(&self) -> impl Iterator<Item = &str> {
        self.0.meta.facets.iter().map(String::as_str)
    }

    /// The names of its axes of dates, in order.
    pub fn axes(&self) -> impl Iterator<Item = &str> {
        self.0.meta.axes.iter().map(String::as_str)
    }
}

/// The length codes of documents.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LengthRows<'a> {
    codes: &'a [u8],
    documents: usize,
}

impl LengthRows<'_> {
    #[inline]
    pub(crate) fn of(self, doc: u32) -> [u8; FIELDS] {
        let (doc, documents) = (doc as usize, self.documents);
        match (self.codes.get(doc), self.codes.get(documents + doc), self.codes.get(2 * documents + doc)) {
            (Some(title), Some(text), Some(caption)) => [*title, *text, *caption],
            _ => [0; FIELDS],
        }
    }
}

impl Inner {
    #[inline]
    pub(crate) fn codes(&self, doc: u32) -> [u8; FIELDS] {
        self.length_rows().of(doc)
    }

    /// The length codes by document, for many documents.
    #[inline]
    pub(crate) fn length_rows(&self) -> LengthRows<'_> {
        LengthRows { codes: &self.length_codes, documents: self.meta.documents as usize }
    }

    pub(crate) fn facet(&self, name: &str) -> Option<&Column<Facet>> {
        self.facets.iter().find(|facet| facet.name == name)
    }

    pub(crate) fn axis(&self, name: &str) -> Option<&Column<Dates>> {
        self.axes.iter().find(|axis| axis.name == name)
    }

    pub(crate) fn title_rank(&self, doc: u32) -> u32 {
        u32_at(&self.titles, doc as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::Lengths;

    #[test]
    fn lengths_are_kept_to_within_a_sixteenth() {
        let mut last = 0;
        for length in (0..200).chain((200..200_000).step_by(97)) {
            let code = Lengths::code(length);
            assert!(code >= last);
            last = code;
            let back = Lengths::length(code);
            assert!(back <= length && (length - back) * 16 <= length, "{length} → {code} → {back}");
        }
        assert_eq!(Lengths::code(u32::MAX), 255);
    }
}
