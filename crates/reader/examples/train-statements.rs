//! Trains the statement models and writes `src/statements/weights.bin`:
//!
//!     cargo run --release -p dossier-reader --features training --example train-statements -- TRAIN.jsonl
//!
//! Further arguments: `--try DEV.jsonl PREDICTIONS.jsonl` writes no weights, but what they find in DEV;
//! `key=value` changes the recipe (`passes`, `alone`, `rate`, `shrink`, `least`, `drop`, `grain`).

use std::path::Path;
use std::{env, fs};

use dossier_corpus::{Document, Span};
use dossier_reader::statements::training::{Gold, Recipe, find_with, train};
use dossier_reader::{Settings, Source};
use serde_json::{Value, json};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some(path) = arguments.first() else {
        return Err("give the path of polnear_train.jsonl; tools/eval.py says where it comes from".into());
    };
    let documents: Vec<(Document, Vec<Gold>)> = rows(path)?.iter().filter_map(document).collect();
    let bytes = train(&documents, recipe(&arguments)?, &mut |line| eprintln!("{line}"));
    if let Some(at) = arguments.iter().position(|argument| argument == "--try") {
        let (Some(dev), Some(out)) = (arguments.get(at + 1), arguments.get(at + 2)) else {
            return Err("--try needs the development set and a file for what is found".into());
        };
        return attempt(&bytes, dev, out);
    }
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/statements/weights.bin");
    fs::write(&out, &bytes)?;
    eprintln!("{} bytes written", bytes.len());
    Ok(())
}

fn recipe(arguments: &[String]) -> Result<Recipe, Failure> {
    let mut recipe = Recipe::default();
    for (key, value) in arguments.iter().filter_map(|argument| argument.split_once('=')) {
        let three = || value.split(',').chain(std::iter::repeat("0")).take(3);
        match key {
            "passes" => {
                for (slot, value) in recipe.passes.iter_mut().zip(three()) {
                    *slot = value.parse()?;
                }
            }
            "alone" => recipe.alone = value.parse()?,
            "rate" => recipe.rate = value.parse()?,
            "shrink" => recipe.shrink = value.parse()?,
            "least" => {
                for (slot, value) in recipe.least.iter_mut().zip(three()) {
                    *slot = value.parse()?;
                }
            }
            "drop" => {
                for (slot, value) in recipe.drop.iter_mut().zip(three()) {
                    *slot = value.parse()?;
                }
            }
            "grain" => {
                for (slot, value) in recipe.grain.iter_mut().zip(three()) {
                    *slot = value.parse()?;
                }
            }
            _ => return Err(format!("{key} is no part of a recipe").into()),
        }
    }
    Ok(recipe)
}

fn rows(path: &str) -> Result<Vec<Value>, Failure> {
    fs::read_to_string(path)?.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// Byte offset of every code point, and of the end.
fn offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

fn document(row: &Value) -> Option<(Document, Vec<Gold>)> {
    let text = row["text"].as_str().unwrap_or_default();
    let source = Source {
        path: row["id"].as_str().unwrap_or_default().to_owned(),
        bytes: text.as_bytes().to_vec(),
        ..Source::default()
    };
    let document = dossier_reader::read(&[source], &Settings::default()).documents.into_iter().next()?;
    let bytes = offsets(text);
    let spans = |value: &Value| -> Vec<Span> {
        let pairs = value.as_array().map_or(&[][..], Vec::as_slice);
        let offset = |pair: &Value, at: usize| pair[at].as_u64().map_or(0, |n| bytes[n as usize]);
        pairs.iter().map(|pair| Span::new(offset(pair, 0), offset(pair, 1))).collect()
    };
    let statements = row["attributions"].as_array().map_or(&[][..], Vec::as_slice);
    let gold = statements
        .iter()
        .map(|one| Gold {
            source: spans(&one["source"]),
            cue: spans(&one["cue"]),
            content: spans(&one["content"]),
        })
        .collect();
    Some((document, gold))
}

fn attempt(bytes: &[u8], dev: &str, out: &str) -> Result<(), Failure> {
    let mut lines = String::new();
    for row in rows(dev)? {
        let Some((document, _)) = document(&row) else { continue };
        let points: Vec<usize> = {
            let mut points = vec![0; document.text.len() + 1];
            for (count, at) in offsets(&document.text).into_iter().enumerate() {
                points[at] = count;
            }
            points
        };
        let ranges = |spans: &[Span]| -> Vec<[usize; 2]> {
            spans.iter().map(|span| [points[span.start as usize], points[span.end as usize]]).collect()
        };
        let found: Vec<Value> = find_with(bytes, &document)
            .iter()
            .map(|one| {
                json!({"source": ranges(&one.source), "cue": ranges(&one.cue), "content": ranges(&one.content),
                       "kind": one.kind, "chance": one.confidence.as_percent()})
            })
            .collect();
        lines.push_str(&json!({"id": row["id"], "attributions": found}).to_string());
        lines.push('\n');
    }
    fs::write(out, lines)?;
    if let Some(path) = env::var_os("WEIGHTS_OUT") {
        fs::write(path, bytes)?;
    }
    eprintln!("{} bytes of weights tried", bytes.len());
    Ok(())
}
