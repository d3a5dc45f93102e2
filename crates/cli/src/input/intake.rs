//! Opens files and reads what is in them: in order, on all cores, a batch at a time.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dossier_corpus::{LeftOut, Span};
use dossier_reader::formats::{self, Format, Outcome, archive, rows};
use dossier_reader::{Ids, Reading, Readings, Settings, Source, decode};
use indicatif::ProgressBar;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::apart;
use super::files::{Files, InputFile};
use crate::cache::{self, Cache};
use crate::terminal;

/// A batch is worked on when it holds this many bytes or items.
const BATCH_BYTES: usize = 48 << 20;
const BATCH_ITEMS: usize = 4096;

/// Longer files are no documents: spans count in 32 bits.
const LONGEST: u64 = u32::MAX as u64;

/// What stands in line to be opened.
enum Item {
    File(String, Vec<u8>),
    Opened(Outcome),
}

/// Takes in sources in their order.
pub(crate) trait Sink {
    /// A batch of outcomes, in their order.
    fn take(&mut self, batch: Vec<Outcome>);
}

/// Opens all files and hands the sources to `sink`, in order.
///
/// # Errors
/// Never for a file's sake: what cannot be read is handed on with its reason.
pub(crate) fn open_all(files: &Files, cache: &Cache, bar: &ProgressBar, sink: &mut dyn Sink) {
    let mut line = Line { items: Vec::new(), bytes: 0, cache, sink };
    for left in &files.left_out {
        line.push(Item::Opened(Err(left.clone())), 0);
    }
    for file in &files.files {
        let before = bar.position();
        if let Err(error) = open(file, &mut line, bar) {
            let reason = match error.kind() {
                io::ErrorKind::NotFound => "disappeared while the folder was read".to_owned(),
                _ => format!("cannot be read: {error}"),
            };
            line.push(Item::Opened(Err(LeftOut { source: file.name.clone(), reason })), 0);
        }
        bar.set_position(before + file.length);
    }
    line.flush();
}

/// The sources of an input, all at once.
pub(crate) fn sources(files: &Files, cache: &Cache) -> (Vec<Source>, Vec<LeftOut>) {
    #[derive(Default)]
    struct Gather(Ids, Vec<Source>, Vec<LeftOut>);
    impl Sink for Gather {
        fn take(&mut self, batch: Vec<Outcome>) {
            for outcome in batch {
                match outcome {
                    Ok(mut source) => {
                        self.0.name(&mut source);
                        self.1.push(source);
                    }
                    Err(left) => self.2.push(left),
                }
            }
        }
    }
    let mut gather = Gather::default();
    open_all(files, cache, &ProgressBar::hidden(), &mut gather);
    (gather.1, gather.2)
}

fn open(file: &InputFile, line: &mut Line<'_>, bar: &ProgressBar) -> io::Result<()> {
    let mut start = Vec::new();
    File::open(&file.path)?.take(8192).read_to_end(&mut start)?;
    if start.starts_with(b"\x1f\x8b")
        && let Some(inner) = file.name.strip_suffix(".gz")
    {
        // Rows are often kept compressed.
        let unpacked = flate2::read::MultiGzDecoder::new(bar.wrap_read(File::open(&file.path)?));
        let mut unpacked = BufReader::with_capacity(1 << 16, unpacked);
        let head = unpacked.fill_buf()?.to_vec();
        return match Format::of(inner, &head) {
            Ok(format @ (Format::JsonLines | Format::Csv)) => stream(format, &file.name, unpacked, line),
            Ok(_) => {
                let mut bytes = Vec::new();
                unpacked.take(LONGEST).read_to_end(&mut bytes)?;
                let length = bytes.len();
                line.push(Item::File(inner.to_owned(), bytes), length);
                Ok(())
            }
            Err(reason) => {
                line.push(Item::Opened(Err(LeftOut { source: file.name.clone(), reason })), 0);
                Ok(())
            }
        };
    }
    match Format::of(&file.name, &start) {
        Ok(format @ (Format::JsonLines | Format::Csv)) => stream(
            format,
            &file.name,
            BufReader::with_capacity(1 << 16, bar.wrap_read(File::open(&file.path)?)),
            line,
        ),
        Ok(Format::Zip) => {
            let mut push = |member: archive::Member| {
                match member {
                    Ok((path, bytes)) => {
                        let length = bytes.len();
                        line.push(Item::File(path, bytes), length);
                    }
                    Err(left) => line.push(Item::Opened(Err(left)), 0),
                }
                ControlFlow::Continue(())
            };
            let file_on_disk = BufReader::new(File::open(&file.path)?);
            if let Err(reason) = archive::entries(&file.name, file_on_disk, &mut push) {
                line.push(Item::Opened(Err(LeftOut { source: file.name.clone(), reason })), 0);
            }
            Ok(())
        }
        _ if file.length >= LONGEST => {
            let reason = "is longer than 4 GiB; cut it into parts".to_owned();
            line.push(Item::Opened(Err(LeftOut { source: file.name.clone(), reason })), 0);
            Ok(())
        }
        // What is no document is not read to its end, and a document is opened with others, on all cores.
        Err(reason) => {
            line.push(Item::Opened(Err(LeftOut { source: file.name.clone(), reason })), 0);
            Ok(())
        }
        Ok(_) => {
            let mut bytes = Vec::with_capacity(usize::try_from(file.length).unwrap_or(0));
            File::open(&file.path)?.take(LONGEST).read_to_end(&mut bytes)?;
            let length = bytes.len();
            line.push(Item::File(file.name.clone(), bytes), length);
            Ok(())
        }
    }
}

fn stream(format: Format, name: &str, file: impl BufRead, line: &mut Line<'_>) -> io::Result<()> {
    let mut push = |row: Outcome| {
        let length = row.as_ref().map_or(0, |source| source.bytes.len());
        line.push(Item::Opened(row), length);
        ControlFlow::Continue(())
    };
    match format {
        Format::JsonLines => rows::json_lines(name, file, &mut push),
        _ => rows::csv(name, file, &mut push),
    }
}

struct Line<'a> {
    items: Vec<Item>,
    bytes: usize,
    cache: &'a Cache,
    sink: &'a mut dyn Sink,
}

impl Line<'_> {
    fn push(&mut self, item: Item, length: usize) {
        self.items.push(item);
        self.bytes += length;
        if self.bytes >= BATCH_BYTES || self.items.len() >= BATCH_ITEMS {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let items = std::mem::take(&mut self.items);
        self.bytes = 0;
        let cache = self.cache;
        let opened: Vec<Vec<Outcome>> = items
            .into_par_iter()
            .map(|item| match item {
                Item::Opened(outcome) => vec![outcome],
                Item::File(name, bytes) => open_file(&name, bytes, cache),
            })
            .collect();
        let batch: Vec<Outcome> = opened.into_iter().flatten().map(is_text).collect();
        if !batch.is_empty() {
            self.sink.take(batch);
        }
    }
}

/// Opens a file whose bytes are here, or remembers what came of it the last time.
fn open_file(name: &str, bytes: Vec<u8>, cache: &Cache) -> Vec<Outcome> {
    let converted = !matches!(Format::of(name, &bytes), Ok(Format::Text) | Err(_));
    let key = if converted {
        cache::key("open", &[name.as_bytes(), &Sha256::digest(&bytes)])
    } else {
        String::new()
    };
    if converted
        && let Some(kept) = cache.get(&key)
        && let Ok(kept) = serde_json::from_slice::<Vec<Kept>>(&kept)
    {
        return kept.into_iter().map(Kept::into_outcome).collect();
    }
    // Whatever a parser does with a broken file, it is that file's affair and does not end the build.
    let opened = catch_unwind(AssertUnwindSafe(|| {
        if may_hold_pdf(name, &bytes) {
            return apart::open(name, &bytes);
        }
        let mut outcomes = Vec::new();
        formats::open(name, bytes, &mut |outcome| outcomes.push(outcome));
        outcomes
    }));
    let Ok(outcomes) = opened else {
        let reason = "is damaged in a way that its parser cannot cope with; open it and save it again";
        return vec![Err(LeftOut { source: name.to_owned(), reason: reason.to_owned() })];
    };
    if converted {
        let kept: Vec<Kept> = outcomes.iter().map(Kept::of).collect();
        if let Ok(kept) = serde_json::to_vec(&kept) {
            cache.put(&key, &kept);
        }
    }
    outcomes
}

/// Whether the file is a PDF, or a mail with one attached.
fn may_hold_pdf(name: &str, bytes: &[u8]) -> bool {
    match Format::of(name, bytes) {
        Ok(Format::Pdf) => true,
        Ok(Format::Mail) => bytes.windows(4).any(|window| window.eq_ignore_ascii_case(b".pdf")),
        _ => false,
    }
}

/// Only what can be decoded goes on, so that a document's place among the documents is known before it is read.
fn is_text(outcome: Outcome) -> Outcome {
    let source = outcome?;
    match decode::decode(&source.bytes) {
        Ok(_) => Ok(source),
        Err(reason) => Err(LeftOut { source: source.path, reason: reason.to_string() }),
    }
}

/// An outcome in the cache.
#[derive(Serialize, Deserialize)]
pub(crate) enum Kept {
    Source {
        path: String,
        text: String,
        given: Vec<(String, Vec<String>)>,
        id: String,
        beside: Vec<Span>,
        assumption: Option<String>,
    },
    Bytes {
        path: String,
        bytes: Vec<u8>,
    },
    LeftOut {
        source: String,
        reason: String,
    },
}

impl Kept {
    pub(crate) fn of(outcome: &Outcome) -> Self {
        match outcome {
            Ok(source) => match std::str::from_utf8(&source.bytes) {
                Ok(text) => Self::Source {
                    path: source.path.clone(),
                    text: text.to_owned(),
                    given: source.given.clone(),
                    id: source.id.clone(),
                    beside: source.beside.clone(),
                    assumption: source.assumption.clone(),
                },
                Err(_) => Self::Bytes { path: source.path.clone(), bytes: source.bytes.clone() },
            },
            Err(left) => Self::LeftOut { source: left.source.clone(), reason: left.reason.clone() },
        }
    }

    pub(crate) fn into_outcome(self) -> Outcome {
        match self {
            Self::Source { path, text, given, id, beside, assumption } => {
                Ok(Source { path, id, bytes: text.into_bytes(), given, beside, assumption })
            }
            Self::Bytes { path, bytes } => Ok(Source { path, bytes, ..Source::default() }),
            Self::LeftOut { source, reason } => Err(LeftOut { source, reason }),
        }
    }
}

/// Reads sources as they come in.
pub(crate) struct Reader<'a> {
    settings: &'a Settings,
    bar: &'a ProgressBar,
    ids: Ids,
    /// What was read, each in its place.
    pub(crate) readings: Readings,
    /// What was not, and why.
    pub(crate) left_out: Vec<LeftOut>,
    /// Bytes of text.
    pub(crate) bytes: u64,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(settings: &'a Settings, bar: &'a ProgressBar) -> Self {
        let (readings, left_out) = (Readings::default(), Vec::new());
        Self { settings, bar, ids: Ids::default(), readings, left_out, bytes: 0 }
    }
}

impl Sink for Reader<'_> {
    fn take(&mut self, batch: Vec<Outcome>) {
        let mut sources = Vec::with_capacity(batch.len());
        for outcome in batch {
            match outcome {
                Ok(mut source) => {
                    self.ids.name(&mut source);
                    self.bytes += source.bytes.len() as u64;
                    sources.push(source);
                }
                Err(left) => self.left_out.push(left),
            }
        }
        let first = self.readings.len();
        let settings = self.settings;
        // A source that fails leaves no gap: the others are read again, each in its right place.
        while !sources.is_empty() {
            let read: Vec<Result<Reading, LeftOut>> = sources
                .par_iter()
                .enumerate()
                .map(|(at, source)| read(source, settings, first + at))
                .collect();
            if read.iter().all(Result::is_ok) {
                self.readings.extend(read.into_iter().flatten());
                break;
            }
            let mut failed = read.iter().map(Result::is_err);
            sources.retain(|_| failed.next() == Some(false));
            self.left_out.extend(read.into_iter().filter_map(Result::err));
        }
        self.bar.set_message(terminal::count(self.readings.len(), "document", "documents"));
    }
}

fn read(source: &Source, settings: &Settings, at: usize) -> Result<Reading, LeftOut> {
    catch_unwind(AssertUnwindSafe(|| dossier_reader::read_one(source, settings, at))).unwrap_or_else(|_| {
        let reason = "made the reader fail, which is a fault of dossier; please report it with the document";
        Err(LeftOut { source: source.path.clone(), reason: reason.to_owned() })
    })
}

/// A hash of everything that is read, and of what decides how.
///
/// # Errors
/// When a file cannot be read to its end.
pub(crate) fn fingerprint(files: &Files, decisions: &[&[u8]]) -> io::Result<String> {
    let each: Vec<io::Result<[u8; 32]>> = files
        .files
        .par_iter()
        .map(|file| {
            let mut hash = Sha256::new();
            io::copy(&mut File::open(&file.path)?, &mut hash)?;
            Ok(hash.finalize().into())
        })
        .collect();
    let mut hash = Sha256::new();
    for (file, sum) in files.files.iter().zip(each) {
        hash.update((file.name.len() as u64).to_le_bytes());
        hash.update(&file.name);
        hash.update(sum?);
    }
    for left in &files.left_out {
        hash.update(&left.source);
        hash.update(&left.reason);
    }
    let whole = hash.finalize();
    let mut parts = vec![&whole[..]];
    parts.extend(decisions);
    Ok(cache::key("site", &parts))
}
