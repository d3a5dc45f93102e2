//! `dossier annotate`: what the reader finds, as JSON Lines.

mod record;

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;
use dossier_reader::Collection;

use crate::input;
use record::Record;

/// What `dossier annotate` takes.
#[derive(Args)]
pub(crate) struct AnnotateArguments {
    /// A folder, a file, a .zip, or rows (.jsonl, .csv) that have `id` and `text`.
    input: PathBuf,
    /// The date of publication (2022-08-22) of every document that gives none itself.
    #[arg(long, value_name = "DATE")]
    dct: Option<String>,
    /// Read every document alone: no links between documents.
    #[arg(long)]
    each: bool,
    /// Add to every line what the rules that fired there mean.
    #[arg(long)]
    explain: bool,
}

/// Prints a line a document.
///
/// # Errors
/// When the input cannot be read, the date is none, or standard output is closed.
pub(crate) fn run(arguments: &AnnotateArguments) -> anyhow::Result<()> {
    let settings = input::settings(&arguments.input)?;
    let (mut sources, left_out) = input::load(&arguments.input)?;
    if sources.is_empty() {
        bail!("{}", input::nothing_read(&arguments.input, &left_out));
    }
    if let Some(date) = &arguments.dct {
        let date: dossier_corpus::Edtf = date.parse().map_err(|error| anyhow::anyhow!("--dct: {error}"))?;
        for source in &mut sources {
            if !source.given.iter().any(|(key, _)| key == "date") {
                source.given.push(("date".to_owned(), vec![date.to_string()]));
            }
        }
    }
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    if arguments.each {
        for source in &sources {
            print(&dossier_reader::read(std::slice::from_ref(source), &settings), arguments, &mut out)?;
        }
    } else {
        print(&dossier_reader::read(&sources, &settings), arguments, &mut out)?;
    }
    for left in &left_out {
        eprintln!("left out {}: {}", left.source, left.reason);
    }
    out.flush().context("cannot write to standard output")
}

fn print(collection: &Collection, arguments: &AnnotateArguments, out: &mut impl Write) -> anyhow::Result<()> {
    let explanations: BTreeMap<&str, &str> = if arguments.explain {
        collection.rules.iter().map(|rule| (rule.name.as_str(), rule.explanation.as_str())).collect()
    } else {
        BTreeMap::new()
    };
    let links = record::Links::of(collection);
    for assumed in &collection.assumed {
        let source = collection.document(assumed.document).map_or("", |document| document.source.as_str());
        eprintln!("{source}: {}", assumed.note);
    }
    for (at, document) in collection.documents.iter().enumerate() {
        let record = Record::of(collection, document, at, &links);
        let mut value = serde_json::to_value(&record).context("cannot write a document as JSON")?;
        if arguments.explain {
            let mut cited = BTreeMap::new();
            cite(&value, &explanations, &mut cited);
            value["explain"] = serde_json::to_value(cited).context("cannot write explanations as JSON")?;
        }
        serde_json::to_writer(&mut *out, &value).context("cannot write to standard output")?;
        out.write_all(b"\n").context("cannot write to standard output")?;
    }
    for left in &collection.left_out {
        eprintln!("left out {}: {}", left.source, left.reason);
    }
    Ok(())
}

/// Collects the explanation of every rule that `value` cites.
fn cite(value: &serde_json::Value, known: &BTreeMap<&str, &str>, cited: &mut BTreeMap<String, String>) {
    match value {
        serde_json::Value::Object(fields) => {
            if let Some(serde_json::Value::String(rule)) = fields.get("rule") {
                let explanation =
                    known.get(rule.as_str()).copied().unwrap_or("no explanation is written yet");
                cited.insert(rule.clone(), explanation.to_owned());
            }
            fields.values().for_each(|value| cite(value, known, cited));
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| cite(value, known, cited)),
        _ => {}
    }
}
