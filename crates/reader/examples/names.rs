//! Names of JSON Lines or of text files, for measuring and for looking.
//!
//! `cargo run --release -p dossier-reader --example names -- [--settings collection.toml] [--show] FILES`, or `--time FILE`
//!
//! A `.jsonl` file gives one document a row (`id`, `text`), each read alone; the output is a row each in the
//! shape that the scorers read: persons, organisations and places as PER, ORG, LOC. Other files are read as one
//! collection; `--show` prints entities and mentions for people.

use std::io::Write;

use dossier_corpus::EntityKind;
use dossier_reader::{Settings, Source, read};

fn main() {
    let mut files = Vec::new();
    let mut settings = Settings::default();
    let mut show = false;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--settings" => {
                let path = arguments.next().expect("a file after --settings");
                let text = std::fs::read_to_string(&path).expect("readable settings");
                settings = Settings::parse(&text).unwrap_or_else(|error| panic!("{path}:{error}"));
            }
            "--show" => show = true,
            "--time" => {
                let path = arguments.next().expect("a file after --time");
                return time(&std::fs::read_to_string(&path).expect("readable text"));
            }
            _ => files.push(argument),
        }
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut together = Vec::new();
    for file in files {
        let bytes = std::fs::read(&file).expect("a readable file");
        if std::path::Path::new(&file).extension().is_some_and(|ext| ext == "jsonl") {
            let text = String::from_utf8(bytes).expect("UTF-8");
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                let row: serde_json::Value = serde_json::from_str(line).expect("a JSON row");
                let id = row["id"].as_str().unwrap_or("").to_owned();
                let text = row["text"].as_str().unwrap_or("").to_owned();
                let source = Source { path: id.clone(), id, bytes: text.into_bytes(), ..Source::default() };
                rows(&mut out, &[source], &settings, show);
            }
        } else {
            together.push(Source { path: file, bytes, ..Source::default() });
        }
    }
    if !together.is_empty() {
        rows(&mut out, &together, &settings, show);
    }
}

/// How long finding names takes in a text, structure and dates apart.
fn time(text: &str) {
    let source = Source::default();
    let structure = dossier_reader::structure::read(text, &source, dossier_corpus::DocumentId(0));
    let document = structure.into_document(&source, text.to_owned());
    let settings = Settings::default();
    for _ in 0..3 {
        let start = std::time::Instant::now();
        let found = dossier_reader::names::find(&document, &settings);
        let seconds = start.elapsed().as_secs_f64();
        let megabytes = text.len() as f64 / 1e6;
        println!("{} names in {megabytes:.1} MB: {:.1} MB/s", found.names.len(), megabytes / seconds);
    }
}

fn rows(out: &mut impl Write, sources: &[Source], settings: &Settings, show: bool) {
    let collection = read(sources, settings);
    if show {
        for entity in &collection.entities {
            writeln!(
                out,
                "{:12} {} [{}] {:?} {}%",
                entity.kind.name(),
                entity.name,
                entity.key,
                entity.origin,
                entity.confidence.as_percent()
            )
            .expect("output");
            for alias in &entity.aliases {
                writeln!(out, "      {} × {}", alias.count, alias.form).expect("output");
            }
            for role in &entity.roles {
                writeln!(out, "      role: {} ({})", role.title, role.evidence.document.0).expect("output");
            }
            if let Some(parent) = &entity.parent {
                writeln!(out, "      part of: {}", collection.entities[parent.value.0 as usize].name)
                    .expect("output");
            }
            if let Some(facts) = &entity.instrument {
                let name = |id: dossier_corpus::EntityId| collection.entities[id.0 as usize].name.clone();
                writeln!(
                    out,
                    "      form {} number {:?} issuer {:?} date {:?} subject {:?} implements {:?}",
                    facts.form,
                    facts.number.as_ref().map(|f| &f.value),
                    facts.issuer.as_ref().map(|f| name(f.value)),
                    facts.date.as_ref().map(|f| f.value.as_str()),
                    facts.subject.as_ref().map(|f| &f.value),
                    facts.implements.iter().map(|f| name(f.value)).collect::<Vec<_>>()
                )
                .expect("output");
            }
        }
        for theme in &collection.themes {
            writeln!(out, "theme {} {:?}", theme.name, theme.terms).expect("output");
        }
    }
    for document in &collection.documents {
        if show {
            writeln!(out, "== {}", document.id).expect("output");
            for mention in &document.mentions {
                writeln!(
                    out,
                    "  {:12} {:?} → {} ({}, {}%){}",
                    mention.kind.name(),
                    mention.span.of(&document.text),
                    collection.entities[mention.entity.0 as usize].name,
                    mention.rule.as_str(),
                    mention.confidence.as_percent(),
                    mention
                        .role
                        .map(|role| format!(" role {:?}", role.of(&document.text)))
                        .unwrap_or_default()
                )
                .expect("output");
            }
            continue;
        }
        let mut at = 0;
        let mut points = 0;
        let mut point = |byte: u32| {
            points += document.text[at..byte as usize].chars().count();
            at = byte as usize;
            points
        };
        let entities: Vec<serde_json::Value> = document
            .mentions
            .iter()
            .filter_map(|mention| {
                let kind = match mention.kind {
                    EntityKind::Person => "PER",
                    EntityKind::Organisation => "ORG",
                    EntityKind::Place => "LOC",
                    _ => return None,
                };
                let start = point(mention.span.start);
                let end = point(mention.span.end);
                Some(serde_json::json!({"start": start, "end": end, "type": kind, "rule": mention.rule.as_str()}))
            })
            .collect();
        let row = serde_json::json!({"id": document.id, "text": document.text, "entities": entities});
        writeln!(out, "{row}").expect("output");
    }
}
