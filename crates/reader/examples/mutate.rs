//! Damaged files through the public door: `cargo run -p dossier-reader --features formats --example mutate -- [--runs N]
//! [--seed N] [--keep FOLDER] FILE …`.
//!
//! Each run takes a stretch of one of the files, damages it a few times (bytes turned, cut, doubled, spliced in from
//! another file, words that the rules look for, marks of other scripts), opens it as text, web page, mail, rows or
//! Markdown and reads what comes out, twice, so that linking has something to link. A panic, a place that is not in
//! the text, or a run of more than a second is a fault: the input goes to FOLDER and the command fails. The same
//! seed makes the same runs.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use dossier_corpus::{Collection, Span};
use dossier_reader::{Settings, Source, formats, read};

/// What a run may take, in builds that check every sum as well.
const LONGEST: Duration = Duration::from_secs(1);

/// As what the bytes are opened, most often as text.
const NAMES: &[&str] =
    &["a.txt", "a.txt", "a.txt", "a.html", "a.md", "a.eml", "a.csv", "a.jsonl", "a.json", "a"];

/// Words, marks and bytes that some rule or format looks at.
const TELLING: &[&str] = &[
    "Photo: ",
    "(VNA) ",
    " — ",
    "Source: AP",
    "By Jane Roe",
    "Updated: ",
    "2022-08-22",
    "31/12/1999 19:33",
    "last Friday",
    "the first half of this year",
    "two years ago",
    "’90s",
    "to 2030, with a vision to 2045",
    "99:99",
    "29 February 2023",
    "asked the ministry to ",
    "said that ",
    "“",
    "”",
    "\"",
    "' ",
    "’s ",
    "must ",
    "; and ",
    " - ",
    "General ",
    "Mr ",
    "MPs",
    "Resolution No. 08-NQ/TW ",
    "08/NQ-TW",
    "H1 of 2020",
    "4294967296",
    "99999999999999999999",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\t",
    "\u{0}",
    "\u{202e}",
    "\u{200b}",
    "\u{301}\u{301}\u{301}",
    "İ",
    "ß",
    "ﬁ",
    "Đ",
    "Ặ",
    "🇻🇳",
    "ſ",
    "Σς",
    "漢字。",
    "مرحبا",
    "\u{feff}",
    "<p>",
    "</div>",
    "<h1>",
    "<table><tr><td>",
    "<!--",
    "&#xD800;",
    "&nbsp;",
    "<script>",
    "charset=utf-16",
    "=?utf-8?q?a?=",
    "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n",
    "{\"text\":\"",
    "\\ud800",
    "\",\"",
    "---\n",
    "# ",
    "* ",
    "[a](b)",
    "```",
];

/// A small generator of numbers that are the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// Where a stretch of at most `longest` bytes lies.
    fn stretch(&mut self, of: &[u8], longest: usize) -> std::ops::Range<usize> {
        let from = self.below(of.len() + 1);
        let length = self.below(longest + 1);
        from..(from + length).min(of.len())
    }
}

fn main() -> ExitCode {
    let (mut runs, mut seed, mut keep, mut files) = (100_000_u64, 1_u64, PathBuf::from("."), Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().expect("a value after the option");
        match argument.as_str() {
            "--runs" => runs = value().parse().expect("a number of runs"),
            "--seed" => seed = value().parse().expect("a seed"),
            "--keep" => keep = value().into(),
            path => files.push(std::fs::read(path).expect("the file can be read")),
        }
    }
    assert!(!files.is_empty(), "name files to damage, such as seeds/*.txt");
    let settings = Settings::parse(
        "[[entity]]\nname = \"Ministry of Defence\"\nkind = \"organisation\"\naliases = [\"MOD\"]\n\
         [[theme]]\nname = \"Arms\"\nterms = [\"defence industry\"]\n",
    )
    .expect("sound settings");
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let (mut bytes, mut documents, mut refused, mut faults) = (0, 0, 0, 0);
    let mut slowest = Duration::ZERO;
    for run in 0..runs {
        let input = damaged(&mut chance, &files);
        let name = *chance.of(NAMES);
        bytes += input.len();
        let began = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| through(name, &input, &settings)));
        let took = began.elapsed();
        slowest = slowest.max(took);
        let fault = match outcome {
            Ok(Ok((read, left))) => {
                documents += read;
                refused += left;
                (took > LONGEST).then(|| format!("took {took:?}"))
            }
            Ok(Err(fault)) => Some(fault),
            Err(_) => Some("panicked".to_owned()),
        };
        if let Some(fault) = fault {
            faults += 1;
            let path = keep.join(format!("fault-{seed}-{run}-{name}"));
            println!("run {run} as {name}: {fault}; see {}", path.display());
            std::fs::write(path, &input).expect("the input can be kept");
        }
    }
    println!(
        "{runs} inputs, {:.1} MB, seed {seed}: {documents} documents read, {refused} files refused with a reason, {faults} faults; the slowest took {slowest:?}",
        bytes as f64 / 1e6
    );
    if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn damaged(chance: &mut Chance, files: &[Vec<u8>]) -> Vec<u8> {
    let file = chance.of(files);
    let mut input = match chance.below(50) {
        0 => file.clone(),
        1 => file[..file.len().min(4000)].to_vec(),
        _ => {
            let stretch = chance.stretch(file, 900);
            file[stretch].to_vec()
        }
    };
    for _ in 0..=chance.below(8) {
        let at = chance.below(input.len() + 1);
        match chance.below(9) {
            0 if at < input.len() => input[at] = chance.next() as u8,
            1 if at < input.len() => input[at] ^= 1 << chance.below(8),
            2 => {
                let gone = chance.stretch(&input, 60);
                input.drain(gone);
            }
            3 => {
                let again = chance.stretch(&input, 120);
                let again = input[again].repeat(1 + chance.below(4));
                input.splice(at..at, again);
            }
            4 => {
                let other = chance.of(files);
                let piece = chance.stretch(other, 200);
                input.splice(at..at, other[piece].iter().copied());
            }
            5 => input.truncate(at),
            6 => {
                let stretch = chance.stretch(&input, 60);
                input[stretch].make_ascii_uppercase();
            }
            _ => {
                let word = chance.of(TELLING).repeat(if chance.below(20) == 0 { 40 } else { 1 });
                input.splice(at..at, word.into_bytes());
            }
        }
    }
    input
}

/// How many documents were read and how many files refused.
fn through(name: &str, input: &[u8], settings: &Settings) -> Result<(usize, usize), String> {
    let mut sources: Vec<Source> = Vec::new();
    let mut refused = 0;
    for at in ["x", "y"] {
        formats::open(&format!("{at}/{name}"), input.to_vec(), &mut |outcome| match outcome {
            Ok(source) => sources.push(source),
            Err(_) => refused += 1,
        });
    }
    let collection = read(&sources, settings);
    sound(&collection)?;
    Ok((collection.documents.len(), refused + collection.left_out.len()))
}

/// Everything that is said to be in a text is in it.
fn sound(collection: &Collection) -> Result<(), String> {
    for document in &collection.documents {
        let text = &document.text;
        let inside = |what: &str, span: Span| match text.get(span.range()) {
            Some(words) if !words.is_empty() => Ok(()),
            _ => Err(format!(
                "{what} at {}–{} is not in the text of {} bytes",
                span.start,
                span.end,
                text.len()
            )),
        };
        let mut end = 0;
        for block in &document.blocks {
            inside("a block", block.span)?;
            if block.span.start < end {
                return Err(format!("blocks overlap at {}", block.span.start));
            }
            end = block.span.end;
        }
        for sentence in &document.sentences {
            inside("a sentence", sentence.span)?;
            let block = document.blocks.get(sentence.block as usize);
            if block.is_none_or(|block| !block.span.contains(sentence.span)) {
                return Err(format!("the sentence at {} is not in its block", sentence.span.start));
            }
        }
        for mention in &document.mentions {
            inside("a mention", mention.span)?;
            if collection.entities.get(mention.entity.0 as usize).is_none() {
                return Err("a mention of nobody".to_owned());
            }
        }
        let mut end = 0;
        for date in &document.dates {
            inside("a date", date.span)?;
            if date.span.start < end || date.value.is_empty() {
                return Err(format!("the date at {} overlaps or has no value", date.span.start));
            }
            end = date.span.end;
        }
        for statement in &document.statements {
            let parts = statement.source.iter().chain(&statement.cue).chain(&statement.content);
            parts.copied().try_for_each(|span| inside("a part of a statement", span))?;
        }
        for theme in &document.themes {
            inside("a theme", theme.span)?;
        }
    }
    Ok(())
}
