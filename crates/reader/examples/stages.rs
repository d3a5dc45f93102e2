//! How fast the first stages are on a file: `cargo run --release -p dossier-reader --example stages -- FILE`.
//!
//! Prints megabytes a second for decoding, structure and dates, each the best of five runs.

use std::time::Instant;

use dossier_corpus::{Day, DocumentId, Span};
use dossier_reader::dates::{Now, annotate_text};
use dossier_reader::{Source, decode, structure};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let bytes = std::fs::read(path)?;
    let text = decode::decode(&bytes)?.text;
    let source = Source::default();
    let structure = structure::read(&text, &source, DocumentId(0));
    let sentences: Vec<Span> = structure.sentences.iter().map(|sentence| sentence.span).collect();
    let now = Now::on(Day::from_ymd(2026, 3, 12));
    let found = annotate_text(&text, &sentences, now).len();
    println!(
        "{} bytes, {} blocks, {} sentences, {found} dates",
        text.len(),
        structure.blocks.len(),
        sentences.len()
    );
    report("decode", &text, || {
        let _ = decode::decode(&bytes);
    });
    report("structure", &text, || {
        structure::read(&text, &source, DocumentId(0));
    });
    report("dates", &text, || {
        annotate_text(&text, &sentences, now);
    });
    Ok(())
}

fn report(name: &str, text: &str, work: impl Fn()) {
    let best = (0..5)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min);
    println!("{name:10} {:8.1} MB/s", text.len() as f64 / best / 1e6);
}
