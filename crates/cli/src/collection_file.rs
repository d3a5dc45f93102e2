//! `dossier init`, `dossier check` and the schema: `collection.toml` without writing code.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use dossier_corpus::{Collection, fold};
use dossier_reader::{Settings, SettingsError};

use crate::Outcome;
use crate::cache::Cache;
use crate::input::files::{self, Choice};
use crate::input::{self, intake};
use crate::staging::Staging;
use crate::terminal::{self, Paint};

/// The JSON Schema of `collection.toml`.
pub(crate) const SCHEMA: &str = include_str!("collection.schema.json");

const TEMPLATE: &str = include_str!("collection.template.toml");

/// What `dossier init` takes.
#[derive(Args)]
#[command(after_help = "Example:\n  dossier init reports/ --title \"Reports\"")]
pub(crate) struct InitArguments {
    /// The folder of the documents.
    folder: PathBuf,
    /// Name of the collection; otherwise the folder's name.
    #[arg(long)]
    title: Option<String>,
    /// Replace a collection.toml that is there.
    #[arg(long)]
    force: bool,
}

/// What `dossier check` takes.
#[derive(Args)]
#[command(after_help = "Examples:\n  dossier check reports/\n  dossier check reports/ --json --no-documents")]
pub(crate) struct CheckArguments {
    /// The folder of the documents, or a collection.toml.
    folder: PathBuf,
    /// Look at the file alone, not at whether the documents bear it out.
    #[arg(long)]
    no_documents: bool,
    /// Print what was found as JSON.
    #[arg(long)]
    json: bool,
}

/// Writes a `collection.toml` with comments.
///
/// # Errors
/// When one is there already, or the folder cannot be written.
pub(crate) fn init(arguments: &InitArguments) -> anyhow::Result<Outcome> {
    let folder = &arguments.folder;
    if !folder.is_dir() {
        bail!("{} is no folder; give the folder of the documents", folder.display());
    }
    let file = folder.join(input::SETTINGS);
    if file.exists() && !arguments.force {
        bail!("{} is there already; edit it, or add --force to replace it", file.display());
    }
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.clone());
    let name = whole.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let title = arguments.title.clone().unwrap_or(name);
    // JSON's strings are TOML's basic strings.
    let title = serde_json::to_string(&title).context("cannot write the title")?;
    Staging::write_file(&file, TEMPLATE.replace("\"TITLE\"", &title).as_bytes())?;
    terminal::print(&format!(
        "Wrote {}. Next: dossier suggest {} prints what could stand in it, dossier check {} looks for mistakes.\n",
        file.display(),
        folder.display(),
        folder.display()
    ))?;
    Ok(Outcome::Done)
}

/// A mistake, or something to look at.
struct Remark {
    line: usize,
    column: usize,
    message: String,
    is_mistake: bool,
}

/// Reports every mistake of a `collection.toml`.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn check(arguments: &CheckArguments) -> anyhow::Result<Outcome> {
    let is_file = arguments.folder.is_file();
    let file = if is_file { arguments.folder.clone() } else { input::settings_path(&arguments.folder) };
    if !file.exists() {
        bail!("there is no {}; dossier init {} writes one", file.display(), arguments.folder.display());
    }
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut remarks: Vec<Remark> = mistakes(&text)
        .into_iter()
        .map(|error| Remark {
            line: error.line,
            column: error.column,
            message: error.message,
            is_mistake: true,
        })
        .collect();
    if remarks.is_empty() && !arguments.no_documents {
        let settings =
            Settings::parse(&text).map_err(|error| anyhow::anyhow!("{}:{error}", file.display()))?;
        let folder = if is_file {
            file.parent().unwrap_or(Path::new("")).to_owned()
        } else {
            arguments.folder.clone()
        };
        let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
        remarks = against_documents(&text, &settings, &folder)?;
    }
    remarks.sort_by_key(|remark| (remark.line, remark.column));
    let count = remarks.iter().filter(|remark| remark.is_mistake).count();
    if arguments.json {
        let all: Vec<serde_json::Value> = remarks
            .iter()
            .map(|remark| {
                serde_json::json!({
                    "file": file.display().to_string(),
                    "line": remark.line,
                    "column": remark.column,
                    "severity": if remark.is_mistake { "error" } else { "warning" },
                    "message": remark.message,
                })
            })
            .collect();
        terminal::print(&format!("{:#}\n", serde_json::Value::Array(all)))?;
    } else {
        let paint = Paint::of_stdout();
        let mut out = String::new();
        for remark in &remarks {
            let kind = if remark.is_mistake { paint.bad("mistake") } else { paint.bold("look") };
            let _ = writeln!(
                out,
                "{}:{}:{}: {kind}: {}",
                file.display(),
                remark.line,
                remark.column,
                remark.message
            );
        }
        if remarks.is_empty() {
            let _ = writeln!(out, "{}: {}", file.display(), paint.good("no mistakes"));
        }
        terminal::print(&out)?;
    }
    Ok(if count > 0 { Outcome::Mistaken } else { Outcome::Done })
}

/// Every mistake of a file. The reader stops at the first, so each line that has one is taken out and the rest read
/// again; what then fails only because that line is gone is no mistake.
fn mistakes(text: &str) -> Vec<SettingsError> {
    let mut lines: Vec<&str> = text.split('\n').collect();
    let (mut found, mut gone): (Vec<SettingsError>, Vec<&str>) = (Vec::new(), Vec::new());
    while let Err(error) = Settings::parse(&lines.join("\n")) {
        let at = (error.line - 1).min(lines.len() - 1);
        let follows = error.message.split('"').skip(1).step_by(2).any(|name| {
            let (quoted, assigned) = (format!("\"{name}\""), format!("{name} ="));
            gone.iter().any(|line| line.contains(&quoted) || line.trim_start().starts_with(&assigned))
        });
        // A table's own mistake (something is missing in it) stands at its header: the table goes as a whole.
        let mut range = at..at + 1;
        if lines[at].trim_start().starts_with('[') || lines[at].trim().is_empty() {
            let start = (0..=at).rev().find(|at| lines[*at].starts_with('[')).unwrap_or(at);
            let end = (start + 1..lines.len()).find(|at| lines[*at].starts_with('[')).unwrap_or(lines.len());
            range = start..end;
        } else if !lines[at].contains('=') {
            // Inside a value of several lines: from its key to the line that closes it.
            let start = (0..=at).rev().find(|at| lines[*at].contains('=')).unwrap_or(at);
            let end = (at..lines.len()).find(|at| lines[*at].trim_end().ends_with(']')).unwrap_or(at);
            range = start..end + 1;
        }
        if lines[range.clone()].iter().all(|line| line.is_empty()) {
            if !follows {
                found.push(error);
            }
            break;
        }
        for line in &mut lines[range] {
            gone.push(line);
            *line = "";
        }
        if !follows {
            found.push(error);
        }
    }
    found
}

/// What the documents do not bear out.
fn against_documents(text: &str, settings: &Settings, folder: &Path) -> anyhow::Result<Vec<Remark>> {
    let found = files::find(folder, &Choice::default(), None)?;
    let (sources, left_out) = intake::sources(&found, &Cache::open(true));
    if sources.is_empty() && left_out.is_empty() {
        return Ok(Vec::new());
    }
    let collection = dossier_reader::read(&sources, settings);
    let ids: BTreeSet<&str> = collection.documents.iter().map(|document| document.id.as_str()).collect();
    let texts: Vec<String> = collection.documents.iter().map(|document| words_of(&document.text)).collect();
    let occurs = |name: &str| {
        let name = words_of(name);
        texts.iter().any(|text| text.contains(&name))
    };
    let mut remarks = Vec::new();
    let mut remark = |name: &str, is_mistake: bool, message: String| {
        let (line, column) = place_of(text, name);
        remarks.push(Remark { line, column, message, is_mistake });
    };
    for id in settings
        .dates
        .iter()
        .map(|date| date.document.as_str())
        .chain(settings.splits.iter().flat_map(|split| split.documents.iter().map(String::as_str)))
    {
        if !ids.contains(id) {
            let near = ids.iter().find(|known| known.contains(id) || id.contains(**known));
            let hint = near.map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"));
            remark(id, true, format!("no document has the id \"{id}\"{hint}"));
        }
    }
    for entity in &settings.entities {
        if !std::iter::once(&entity.name).chain(&entity.aliases).any(|name| occurs(name)) {
            remark(&entity.name, false, format!("no document names \"{}\" in any of its forms", entity.name));
        }
    }
    for theme in &settings.themes {
        for term in theme.terms.iter().filter(|term| !occurs(term)) {
            remark(
                term,
                false,
                format!("no document has the term \"{term}\" of the theme \"{}\"", theme.name),
            );
        }
    }
    for merge in &settings.merges {
        for name in std::iter::once(&merge.keep).chain(&merge.also) {
            if !names_something(&collection, name) && !occurs(name) {
                remark(name, true, format!("nothing is named \"{name}\", so it cannot be merged"));
            }
        }
    }
    Ok(remarks)
}

fn names_something(collection: &Collection, name: &str) -> bool {
    let folded = fold(name);
    collection.entities.iter().any(|entity| {
        entity.key == name
            || fold(&entity.name) == folded
            || entity.aliases.iter().any(|alias| fold(&alias.form) == folded)
    })
}

/// Folded words between single spaces, with one at each end, so that words are found whole.
fn words_of(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::from(" ");
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        out.push_str(word);
        out.push(' ');
    }
    out
}

/// Line and column of a name in quotes, both from 1.
fn place_of(text: &str, name: &str) -> (usize, usize) {
    let at = text.find(&format!("\"{name}\"")).or_else(|| text.find(name)).unwrap_or(0);
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    (line, before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The template with its examples made real.
    fn filled_in() -> String {
        TEMPLATE
            .lines()
            .map(|line| line.strip_prefix("#: ").unwrap_or(line))
            .flat_map(|line| [line, "\n"])
            .collect()
    }

    #[test]
    fn the_template_is_right_as_it_stands_and_with_its_examples() {
        assert!(Settings::parse(TEMPLATE).is_ok());
        let settings = Settings::parse(&filled_in()).expect("its examples are right");
        assert!(!settings.entities.is_empty() && !settings.themes.is_empty() && !settings.merges.is_empty());
    }

    #[test]
    fn every_mistake_is_found_and_none_that_only_follows_from_another() {
        let text = "titel = \"x\"\nlanguages = \"en\"\n\n[[entity]]\nname = \"A\"\nkind = \"animal\"\n\n[[entity]]\nname = \"B\"\n\
                    kind = \"person\"\nparent = \"Nobody\"\n\n[[entity]]\nname = \"C\"\n\n[[theme]]\nname = \"T\"\nterms = [\n  \"a\",\n  7,\n]\n";
        let lines: Vec<usize> = mistakes(text).iter().map(|error| error.line).collect();
        for line in [1, 2, 6, 11] {
            assert!(lines.contains(&line), "line {line} in {lines:?}");
        }
        assert!(lines.iter().any(|line| (13..15).contains(line)), "what is missing in a table: {lines:?}");
        assert!(lines.iter().any(|line| (17..21).contains(line)), "inside a list: {lines:?}");
    }

    #[test]
    fn mistakes_end_whatever_the_file_holds() {
        for text in
            ["", "=", "[[", "a = [\n", "\"\"\"", "[[entity]]\n[[entity]]\n", "\u{feff}title = 3", "x\ny\nz"]
        {
            let _ = mistakes(text);
        }
    }

    #[test]
    fn the_schema_knows_the_keys_that_the_reader_knows() {
        let schema: serde_json::Value = serde_json::from_str(SCHEMA).expect("it is JSON");
        let keys = |pointer: &str| -> BTreeSet<String> {
            let properties = schema.pointer(pointer).and_then(|value| value["properties"].as_object());
            properties.unwrap_or_else(|| panic!("{pointer} has properties")).keys().cloned().collect()
        };
        for (pointer, table) in [
            ("", ""),
            ("/$defs/entity", "[[entity]]\n"),
            ("/$defs/theme", "[[theme]]\n"),
            ("/$defs/outlet", "[[outlet]]\n"),
            ("/properties/correction", "[correction]\n"),
            ("/$defs/date", "[[correction.date]]\n"),
            ("/$defs/merge", "[[correction.merge]]\n"),
            ("/$defs/split", "[[correction.split]]\n"),
        ] {
            let error =
                Settings::parse(&format!("{table}zzzzzzzzzz = 1\n")).expect_err("there is no such key");
            let (_, known) = error.message.split_once("nown keys here: ").expect("it lists the known ones");
            let known: BTreeSet<String> = known.split(", ").map(str::to_owned).collect();
            assert_eq!(keys(pointer), known, "{pointer}");
        }
    }
}
