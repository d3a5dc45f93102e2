//! Trains the names' tagger and packs its word lists.
//!
//! ```text
//! train_names lists WORDS.tsv PLACES.tsv OUT_DIR
//! train_names genders WORDS.bin GENDERS.tsv OUT.bin
//! train_names train OUT.bin [--epochs N] [--sparsity X] [--rate X] [--least N]
//!                   [--weight W] [--titled] ROWS.jsonl …  [--predict ROWS.jsonl OUT.jsonl] …
//! ```
//!
//! `--weight` and `--titled` hold for the files after them. docs/QUALITY.md has the whole command.

use std::error::Error;
use std::fs;

use dossier_reader::names::training::{Plan, Row, genders, lists, predict_all, train};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["lists", words, places, out] => {
            let (words, places) = lists(&fs::read_to_string(words)?, &fs::read_to_string(places)?);
            fs::write(format!("{out}/words.bin"), words)?;
            fs::write(format!("{out}/places.bin"), places)?;
        }
        ["genders", words, genders_tsv, out] => {
            fs::write(out, genders(&fs::read(words)?, &fs::read_to_string(genders_tsv)?))?;
        }
        ["train", out, rest @ ..] => learn(out, rest)?,
        _ => return Err("say lists, genders or train; see the top of this example".into()),
    }
    Ok(())
}

fn learn(out: &str, rest: &[&str]) -> Result<(), Box<dyn Error>> {
    let mut plan = Plan { epochs: 6, sparsity: 3e-6, rate: 0.2, least: 2 };
    let (mut weight, mut titled) = (1.0, false);
    let mut rows = Vec::new();
    let mut predict = Vec::new();
    let mut rest = rest.iter().copied();
    let missing = "a value is missing after the last option";
    while let Some(argument) = rest.next() {
        match argument {
            "--epochs" => plan.epochs = rest.next().ok_or(missing)?.parse()?,
            "--sparsity" => plan.sparsity = rest.next().ok_or(missing)?.parse()?,
            "--rate" => plan.rate = rest.next().ok_or(missing)?.parse()?,
            "--least" => plan.least = rest.next().ok_or(missing)?.parse()?,
            "--weight" => weight = rest.next().ok_or(missing)?.parse()?,
            "--titled" => titled = true,
            "--plain" => titled = false,
            "--predict" => predict.push((rest.next().ok_or(missing)?, rest.next().ok_or(missing)?)),
            file => {
                for mut row in read(file)? {
                    row.weight = weight;
                    row.titled = titled;
                    rows.push(row);
                }
            }
        }
    }
    let packed = train(&rows, plan, |line| eprintln!("{line}"));
    eprintln!("{} bytes", packed.len());
    fs::write(out, &packed)?;
    for (from, to) in predict {
        let rows = read(from)?;
        let mut lines = String::new();
        for (row, found) in rows.iter().zip(predict_all(&packed, &rows)) {
            let points = |byte: usize| row.text[..byte].chars().count();
            let entities: Vec<serde_json::Value> = found
                .iter()
                .map(|one| {
                    serde_json::json!({"start": points(one.start), "end": points(one.end), "type": one.kind,
                                       "confidence": one.confidence})
                })
                .collect();
            lines += &serde_json::json!({"id": row.id, "text": row.text, "entities": entities}).to_string();
            lines.push('\n');
        }
        fs::write(to, lines)?;
    }
    Ok(())
}

/// Rows with their code points turned into bytes.
fn read(path: &str) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut rows = Vec::new();
    for line in fs::read_to_string(path)?.lines().filter(|line| !line.trim().is_empty()) {
        let value: serde_json::Value = serde_json::from_str(line)?;
        let text = value["text"].as_str().unwrap_or("").to_owned();
        let mut bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        bytes.push(text.len());
        let point = |value: &serde_json::Value| value.as_u64().and_then(|at| bytes.get(at as usize).copied());
        let entities = value["entities"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default()
            .iter()
            .filter_map(|entity| {
                Some((point(&entity["start"])?, point(&entity["end"])?, entity["type"].as_str()?.to_owned()))
            })
            .collect();
        rows.push(Row {
            id: value["id"].as_str().unwrap_or("").to_owned(),
            text,
            entities,
            ..Row::default()
        });
    }
    Ok(rows)
}
