//! How fast the reader is, stage by stage: `cargo bench -p dossier-reader --bench stages [-- FILE.jsonl|FILE.txt …]`.
//!
//! Without files it reads generated news; with files, the documents in them (rows with `text`, or one text a
//! file). Each figure is the best of five runs on one core, in megabytes of text a second: of processor time where
//! the system tells it (Linux), so that a busy machine says little, else by the clock. The last lines read the same text as one document: time and memory must grow with the text alone.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use dossier_corpus::{Collection, Document, DocumentId};
use dossier_reader::{Settings, Source, dates, decode, events, names, statements, structure};

/// To reach, for the whole reader on one core.
const TARGET: f64 = 10.0;
const RUNS: usize = 5;
/// Of one run.
const WHILE: Duration = Duration::from_millis(150);

fn main() {
    // Cargo passes `--bench`.
    let files: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let texts =
        if files.is_empty() { generated(400) } else { files.iter().flat_map(|path| texts(path)).collect() };
    let bytes: usize = texts.iter().map(String::len).sum();
    println!(
        "{} documents, {:.1} MB; MB/s on one core, best of {RUNS}; to reach: {TARGET} for the whole",
        texts.len(),
        mega(bytes)
    );
    let sources: Vec<Source> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| Source {
            path: format!("{at}.txt"),
            bytes: text.clone().into_bytes(),
            ..Source::default()
        })
        .collect();
    stages(&sources, bytes);
    let settings = Settings::default();
    let whole = best(|| drop(dossier_reader::read(&sources, &settings)));
    report("the whole reader", whole, bytes);
    for times in [1, 4] {
        let joined = vec![texts.concat(); times].concat();
        let length = joined.len();
        let one = [Source { path: "one.txt".to_owned(), bytes: joined.into_bytes(), ..Source::default() }];
        let took = best(|| drop(dossier_reader::read(&one, &settings)));
        report(&format!("as one document, {times} ×"), took, length);
    }
}

fn stages(sources: &[Source], bytes: usize) {
    let settings = Settings::default();
    let each = |work: &mut dyn FnMut(DocumentId, &Source)| {
        for (at, source) in sources.iter().enumerate() {
            work(DocumentId(at as u32), source);
        }
    };
    let decoded = best(|| each(&mut |_, source| drop(decode::decode(&source.bytes))));
    report("decode", decoded, bytes);
    let texts: Vec<String> = sources
        .iter()
        .filter_map(|source| decode::decode(&source.bytes).ok())
        .map(|decoded| decoded.text)
        .collect();
    let structured = best(|| {
        for (at, text) in texts.iter().enumerate() {
            drop(structure::read(text, &sources[at], DocumentId(at as u32)));
        }
    });
    report("structure", structured, bytes);
    let documents: Vec<Document> = texts
        .into_iter()
        .enumerate()
        .map(|(at, text)| {
            structure::read(&text, &sources[at], DocumentId(at as u32)).into_document(&sources[at], text)
        })
        .collect();
    let (dated, documents) = with(&documents, |documents| {
        for (at, document) in documents.iter_mut().enumerate() {
            dates::annotate(document, DocumentId(at as u32));
        }
    });
    report("dates", dated, bytes);
    let named = best(|| documents.iter().for_each(|document| drop(names::find(document, &settings))));
    report("names in a document", named, bytes);
    let found: Vec<names::Found> =
        documents.iter().map(|document| names::find(document, &settings)).collect();
    let mut entities = Vec::new();
    let (linked, documents) = with(&documents, |documents| {
        entities = names::link(documents, found.clone(), &settings);
    });
    report("names across documents", linked, bytes);
    let traces: Vec<_> = found.iter().map(|found| found.traces.clone()).collect();
    let (themed, documents) =
        with(&documents, |documents| drop(names::themes(documents, &traces, &settings)));
    report("themes", themed, bytes);
    let (stated, documents) = with(&documents, |documents| {
        for (at, document) in documents.iter_mut().enumerate() {
            document.statements = statements::find(document, DocumentId(at as u32), &entities);
        }
    });
    report("statements", stated, bytes);
    let mut collection = Collection { documents, entities, ..Collection::default() };
    report("events", best(|| events::link(&mut collection, &traces)), bytes);
}

/// The best time of a stage that changes documents, and what it made of them.
fn with(documents: &[Document], mut work: impl FnMut(&mut Vec<Document>)) -> (Duration, Vec<Document>) {
    let mut last = Vec::new();
    let least = timed(|times| {
        let mut copies = vec![documents.to_vec(); times];
        let start = now();
        copies.iter_mut().for_each(&mut work);
        let took = now().saturating_sub(start);
        last = copies.pop().unwrap_or_default();
        took
    });
    (least, last)
}

fn best(mut work: impl FnMut()) -> Duration {
    timed(|times| {
        let start = now();
        (0..times).for_each(|_| work());
        now().saturating_sub(start)
    })
}

/// The best time of one round; `run` takes the time of so many of them.
///
/// Processor time is told in ticks of some milliseconds: a run has as many rounds as take a while.
fn timed(mut run: impl FnMut(usize) -> Duration) -> Duration {
    let first = run(1);
    let times = (WHILE.as_secs_f64() / first.as_secs_f64().max(0.001)).ceil().clamp(1.0, 100.0) as usize;
    (0..RUNS).map(|_| run(times) / times as u32).min().unwrap_or(first)
}

/// Time of this thread on a processor, or by the clock.
fn now() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    spent
        .and_then(|line| line.split_whitespace().next()?.parse().ok())
        .map_or_else(|| START.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

fn report(name: &str, took: Duration, bytes: usize) {
    println!("{name:<26} {:9.1} MB/s", mega(bytes) / took.as_secs_f64().max(1e-9));
}

fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn texts(path: &str) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| {
        eprintln!("{path}: {error}");
        std::process::exit(2)
    });
    if !path.ends_with(".jsonl") {
        return vec![text];
    }
    let row = |line: &str| {
        serde_json::from_str::<serde_json::Value>(line).ok()?["text"].as_str().map(str::to_owned)
    };
    text.lines().filter_map(row).collect()
}

/// Documents made from a few templates with a fixed generator: the same every time.
fn generated(count: usize) -> Vec<String> {
    const WHO: &[&str] = &[
        "Anna Berg",
        "Minister Tomás Rey",
        "General Lê Văn Hòa",
        "Sen. Ruth Okoye",
        "the committee",
        "Mr Ito",
    ];
    const BODY: &[&str] = &[
        "the Ministry of Transport",
        "Northland Bank",
        "the Port Authority",
        "the European Commission",
        "Orel University",
    ];
    const WHEN: &[&str] =
        &["on Thursday", "last week", "in March 2024", "two years ago", "by the end of the year", "on 3 May"];
    const SAY: &[&str] = &[
        "{who} said {when} that {body} would open {n} offices in Port Selin.",
        "“We will not wait for {n} years,” {who} told reporters {when}.",
        "{who} asked {body} to complete the plan and to report its results {when}.",
        "The river rose {n} centimetres {when}, and roads near the old bridge were closed to lorries.",
        "According to {body}, prices fell by {n} percent compared with the same period of last year.",
        "{who} stressed the need to train engineers, urging {body} to publish figures {when}.",
        "It was the quietest season that anybody in the valley could remember, with little snow and less wind.",
    ];
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    (0..count)
        .map(|_| {
            let mut text = format!(
                "Plans for {} go on\n\nPORT SELIN, May {} (PSN) - ",
                BODY[next(BODY.len())],
                1 + next(28)
            );
            for sentence in 0..40 {
                let made = SAY[next(SAY.len())]
                    .replace("{who}", WHO[next(WHO.len())])
                    .replace("{body}", BODY[next(BODY.len())])
                    .replace("{when}", WHEN[next(WHEN.len())])
                    .replace("{n}", &next(90).to_string());
                text.push_str(&made);
                text.push_str(if sentence % 4 == 3 { "\n\n" } else { " " });
            }
            text
        })
        .collect()
}
