//! The file: header, table of sections, sections. The layout is drawn in the crate's documentation.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use xxhash_rust::xxh64::Xxh64;

use crate::parts::Parts;
use crate::{Bytes, PackError};

/// The version of the format that this crate writes and reads.
pub const VERSION: u32 = 2;

const MAGIC: &[u8; 8] = b"dossier\n";
const HEADER: usize = 48;
const CHECKED: usize = 40;
const ALIGNMENT: usize = 16;

/// When a section is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// Whole, at every opening: it belongs to the head of the file, which is fetched in one piece.
    AtOpening,
    /// In parts, when something is asked that needs them.
    OnDemand,
}

/// Gathers sections and writes them as one file.
#[derive(Debug, Default)]
pub struct PackWriter {
    head: Vec<(String, Vec<u8>)>,
    rest: Vec<(String, Vec<u8>)>,
}

impl PackWriter {
    /// A pack without sections.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a section. Sections keep their order, those of the head before the others.
    ///
    /// # Panics
    /// When the name was added before: that is a mistake of the program.
    pub fn add(&mut self, name: impl Into<String>, read: Read, bytes: Vec<u8>) {
        let name = name.into();
        assert!(
            self.head.iter().chain(&self.rest).all(|(other, _)| *other != name),
            "section {name} was added twice"
        );
        match read {
            Read::AtOpening => self.head.push((name, bytes)),
            Read::OnDemand => self.rest.push((name, bytes)),
        }
    }

    /// Puts what is read in parts and has one of these names beside one another, in this order: what is read together
    /// is then fetched as one part.
    pub fn together(&mut self, names: &[&str]) {
        // The others keep their places.
        self.rest
            .sort_by_key(|(name, _)| names.iter().position(|known| known == name).unwrap_or(names.len()));
    }

    /// The file.
    pub fn finish(self) -> Vec<u8> {
        let heads = self.head.len();
        let sections: Vec<_> = self.head.into_iter().chain(self.rest).collect();
        let table: usize = sections.iter().map(|(name, _)| 28 + name.len()).sum();
        let mut entries = Vec::with_capacity(table);
        let mut at = aligned(HEADER + table);
        let mut head = at;
        for (i, (name, bytes)) in sections.iter().enumerate() {
            entries.extend((at as u64).to_le_bytes());
            entries.extend((bytes.len() as u64).to_le_bytes());
            entries.extend(checksum(&[bytes]).to_le_bytes());
            entries.extend((name.len() as u32).to_le_bytes());
            entries.extend(name.as_bytes());
            at = aligned(at + bytes.len());
            if i < heads {
                head = at;
            }
        }
        let mut file = Vec::with_capacity(at);
        file.extend(MAGIC);
        file.extend(VERSION.to_le_bytes());
        file.extend((sections.len() as u32).to_le_bytes());
        file.extend((table as u64).to_le_bytes());
        file.extend((head as u64).to_le_bytes());
        file.extend((at as u64).to_le_bytes());
        let sum = checksum(&[&file, &entries]);
        file.extend(sum.to_le_bytes());
        file.extend(entries);
        file.resize(aligned(file.len()), 0);
        for (_, bytes) in sections {
            file.extend(bytes);
            file.resize(aligned(file.len()), 0);
        }
        file
    }
}

/// An open pack: its table of sections, and its bytes or the way to them. Cheap to clone.
#[derive(Clone)]
pub struct Pack {
    entries: Arc<[Entry]>,
    source: Source,
    head: u64,
    length: u64,
}

#[derive(Clone, Debug)]
struct Entry {
    name: Box<str>,
    start: u64,
    length: u64,
    checksum: u64,
}

#[derive(Clone)]
enum Source {
    Whole(Bytes),
    Parts(Arc<Mutex<Parts>>),
}

impl Pack {
    /// Opens a whole file. Nothing is copied, and only the header and the table are looked at; see [`Pack::verify`].
    ///
    /// # Errors
    /// When the bytes are no pack, one of another version, cut short or damaged in the header or the table.
    pub fn open(file: impl Into<Bytes>) -> Result<Self, PackError> {
        let file = file.into();
        let table = Table::read(&file)?;
        if (file.len() as u64) < table.length {
            return Err(PackError::cut_short(file.len() as u64, table.length));
        }
        Ok(Self {
            entries: table.entries.into(),
            source: Source::Whole(file),
            head: table.head,
            length: table.length,
        })
    }

    /// Opens a file of which only the beginning is here, to be read in parts.
    ///
    /// # Errors
    /// As [`Pack::open`]; and [`PackError::missing`] says how much is needed when `beginning` does not hold the
    /// whole head. Any beginning of 48 bytes or more is enough to learn that.
    pub fn open_head(beginning: impl Into<Bytes>) -> Result<Self, PackError> {
        let beginning = beginning.into();
        let here = beginning.len() as u64;
        if let Some(range) = Table::head_wanted(&beginning)? {
            return Err(PackError::not_here(range));
        }
        let table = Table::read(&beginning)?;
        if here < table.head {
            return Err(PackError::not_here(0..table.head));
        }
        Ok(Self {
            entries: table.entries.into(),
            source: Source::Parts(Arc::new(Mutex::new(Parts::beginning(beginning)))),
            head: table.head,
            length: table.length,
        })
    }

    /// Adds a part of the file that was asked for by a [`PackError::missing`].
    pub fn supply(&self, start: u64, part: impl Into<Bytes>) {
        if let Source::Parts(parts) = &self.source {
            parts.lock().unwrap_or_else(PoisonError::into_inner).add(start, part.into());
        }
    }

    /// A section by its name.
    ///
    /// # Errors
    /// When the pack has no such section.
    pub fn section(&self, name: &str) -> Result<Section, PackError> {
        let entry = self.entries.iter().find(|entry| &*entry.name == name);
        let entry = entry.ok_or_else(|| PackError::no_section(name))?;
        Ok(Section { entry: entry.clone(), source: self.source.clone() })
    }

    /// Every section: name, place in the file and length, in the file's order.
    pub fn sections(&self) -> impl Iterator<Item = (&str, Range<u64>)> {
        self.entries.iter().map(|entry| (&*entry.name, entry.start..entry.start + entry.length))
    }

    /// The length of the head: what [`Pack::open_head`] needs.
    pub fn head_len(&self) -> u64 {
        self.head
    }

    /// The length of the whole file.
    pub fn file_len(&self) -> u64 {
        self.length
    }

    /// Compares every section with its checksum.
    ///
    /// # Errors
    /// Names the first damaged section.
    pub fn verify(&self) -> Result<(), PackError> {
        for entry in &*self.entries {
            Section { entry: entry.clone(), source: self.source.clone() }.verify()?;
        }
        Ok(())
    }
}

impl fmt::Debug for Pack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pack")
            .field("entries", &self.entries)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

/// One section of an open pack.
#[derive(Clone)]
pub struct Section {
    entry: Entry,
    source: Source,
}

impl Section {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.entry.name
    }

    /// Its length in bytes.
    pub fn len(&self) -> usize {
        usize::try_from(self.entry.length).unwrap_or(usize::MAX)
    }

    /// Whether it holds no bytes.
    pub fn is_empty(&self) -> bool {
        self.entry.length == 0
    }

    /// Where a part of it lies in the file.
    pub fn place(&self, part: Range<usize>) -> Range<u64> {
        self.entry.start + part.start as u64..self.entry.start + part.end as u64
    }

    /// All its bytes.
    ///
    /// # Errors
    /// [`PackError::missing`] when they are not all here.
    pub fn bytes(&self) -> Result<Bytes, PackError> {
        self.slice(0..self.len())
    }

    /// A part of its bytes.
    ///
    /// # Errors
    /// [`PackError::missing`] when the part is not here; that it is damaged when the part lies outside.
    pub fn slice(&self, range: Range<usize>) -> Result<Bytes, PackError> {
        if range.start > range.end || range.end > self.len() {
            return Err(PackError::corrupt(format!("section {} is shorter than it says", self.name())));
        }
        let (start, end) = (self.entry.start + range.start as u64, self.entry.start + range.end as u64);
        let piece = match &self.source {
            Source::Whole(file) => file.slice(start as usize..end as usize),
            Source::Parts(parts) => {
                parts.lock().unwrap_or_else(PoisonError::into_inner).slice(start, range.len())
            }
        };
        piece.ok_or_else(|| PackError::not_here(start..end))
    }

    /// Compares the section with its checksum.
    ///
    /// # Errors
    /// That it is damaged, or that it is not all here.
    pub fn verify(&self) -> Result<(), PackError> {
        if checksum(&[&self.bytes()?]) == self.entry.checksum {
            Ok(())
        } else {
            Err(PackError::corrupt(format!("section {} differs from its checksum", self.name())))
        }
    }
}

impl fmt::Debug for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.entry.fmt(f)
    }
}

struct Table {
    entries: Vec<Entry>,
    head: u64,
    length: u64,
}

impl Table {
    /// What must be fetched before the head can be read, by the header alone.
    fn head_wanted(file: &[u8]) -> Result<Option<Range<u64>>, PackError> {
        let known = file.len().min(MAGIC.len());
        if file[..known] != MAGIC[..known] {
            return Err(PackError::foreign());
        }
        if file.len() < HEADER {
            return Ok(Some(0..HEADER as u64));
        }
        let header = Header::read(file)?;
        Ok((header.head > file.len() as u64).then_some(0..header.head))
    }

    fn read(file: &[u8]) -> Result<Self, PackError> {
        let known = file.len().min(MAGIC.len());
        if file[..known] != MAGIC[..known] || file.is_empty() {
            return Err(PackError::foreign());
        }
        if file.len() < HEADER {
            return Err(PackError::cut_short(file.len() as u64, HEADER as u64));
        }
        let header = Header::read(file)?;
        let end = HEADER as u64 + header.table;
        if end > file.len() as u64 {
            return Err(PackError::cut_short(file.len() as u64, header.length.max(end)));
        }
        let table = &file[HEADER..end as usize];
        if checksum(&[&file[..CHECKED], table]) != u64_at(file, CHECKED) {
            return Err(PackError::corrupt("the table of sections differs from its checksum"));
        }
        let wrong = || PackError::corrupt("the table of sections");
        let mut entries: Vec<Entry> = Vec::new();
        let mut at = 0;
        for _ in 0..header.sections {
            let fixed = table.get(at..at + 28).ok_or_else(wrong)?;
            let name_len = u32_at(fixed, 24) as usize;
            let name =
                at.checked_add(28 + name_len).and_then(|to| table.get(at + 28..to)).ok_or_else(wrong)?;
            let name = str::from_utf8(name).map_err(|_| wrong())?;
            let (start, length) = (u64_at(fixed, 0), u64_at(fixed, 8));
            let stop = start.checked_add(length).ok_or_else(wrong)?;
            if stop > header.length {
                return Err(wrong());
            }
            entries.push(Entry { name: name.into(), start, length, checksum: u64_at(fixed, 16) });
            at += 28 + name_len;
        }
        Ok(Self { entries, head: header.head, length: header.length })
    }
}

struct Header {
    sections: u32,
    table: u64,
    head: u64,
    length: u64,
}

impl Header {
    fn read(file: &[u8]) -> Result<Self, PackError> {
        let version = u32_at(file, 8);
        if version != VERSION {
            return Err(PackError::version(version, VERSION));
        }
        let header = Self {
            sections: u32_at(file, 12),
            table: u64_at(file, 16),
            head: u64_at(file, 24),
            length: u64_at(file, 32),
        };
        let ordered = header.table < u64::from(u32::MAX)
            && HEADER as u64 + header.table <= header.head
            && header.head <= header.length
            && u64::from(header.sections) * 28 <= header.table;
        if ordered { Ok(header) } else { Err(PackError::corrupt("the header")) }
    }
}

fn aligned(at: usize) -> usize {
    at.next_multiple_of(ALIGNMENT)
}

pub(crate) fn checksum(parts: &[&[u8]]) -> u64 {
    let mut hasher = Xxh64::new(0);
    for part in parts {
        hasher.update(part);
    }
    hasher.digest()
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}
