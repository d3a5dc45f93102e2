//! `dossier search`: the engine of the app, asked from a shell.

use std::fmt::Write as _;
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, bail};
use clap::Args;
use dossier_engine::answer::Results;
use dossier_engine::{Answer, Engine, Failure, Folding, Request, Selection, Typing};

use crate::Outcome;
use crate::terminal::{self, Paint, number};

const EXAMPLES: &str = "\
Examples:
  dossier search site 'resolution person:giang'
  dossier search site/collection-0123456789abcdef.pack '\"defence industry\"' --limit 3
  dossier search reports.html viettel --json";

/// What `dossier search` takes.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct SearchArguments {
    /// A site, a single-file site, or a pack.
    #[arg(value_name = "PACK_OR_SITE")]
    place: PathBuf,
    /// What to look for, in the query language of the site.
    query: String,
    /// How many hits at most.
    #[arg(short, long, default_value_t = 10)]
    limit: u32,
    /// How many hits to pass over.
    #[arg(long, default_value_t = 0)]
    offset: u32,
    /// Print the result as JSON.
    #[arg(long)]
    json: bool,
}

/// Prints hits.
///
/// # Errors
/// When there is no pack, or it is of another version.
pub(crate) fn run(arguments: &SearchArguments) -> anyhow::Result<Outcome> {
    let pack = find_pack(&arguments.place)?;
    let engine =
        Engine::open(pack).map_err(|error| anyhow::anyhow!("{}: {error}", arguments.place.display()))?;
    let request = Request::Results {
        selection: Selection { query: arguments.query.clone(), ..Selection::default() },
        offset: arguments.offset,
        limit: arguments.limit,
        typing: Typing::Done,
        folding: Folding::Off,
    };
    let started = Instant::now();
    let answer = engine.answer(&request);
    let micros = started.elapsed().as_micros();
    match answer {
        Answer::Results(results) if arguments.json => terminal::print(&json(&results, micros)?)?,
        Answer::Results(results) => terminal::print(&tell(&results))?,
        Answer::Failed(Failure::Damaged { message }) => bail!("{}: {message}", arguments.place.display()),
        // No pack in one piece gives another answer to this question.
        _ => bail!("the engine answered another question; this is a fault of dossier"),
    }
    Ok(Outcome::Done)
}

/// The bytes of the pack in a site, in a single file, or of the file itself.
fn find_pack(place: &Path) -> anyhow::Result<Vec<u8>> {
    let page = if place.is_dir() { place.join("index.html") } else { place.to_owned() };
    if place.is_dir() && !page.exists() {
        bail!("{} holds no site: it has no index.html; make one with dossier build", place.display());
    }
    let bytes = fs::read(&page).with_context(|| format!("cannot read {}", page.display()))?;
    let is_page = page.extension().is_some_and(|end| end == "html" || end == "htm");
    if !is_page {
        return Ok(bytes);
    }
    let page_text = String::from_utf8_lossy(&bytes);
    if let Some(name) = dossier_site::pack_named(&page_text) {
        let folder = page.parent().unwrap_or(Path::new(""));
        let pack = folder.join(&name);
        return fs::read(&pack)
            .with_context(|| format!("the site is not whole: cannot read {}", pack.display()));
    }
    dossier_site::pack_in(&page_text).with_context(|| format!("{} holds no collection", page.display()))
}

fn json(results: &Results, micros: u128) -> anyhow::Result<String> {
    let hits: Vec<serde_json::Value> = results
        .hits
        .iter()
        .map(|hit| {
            serde_json::json!({
                "id": hit.document.id,
                "title": hit.document.title.text,
                "date": hit.document.date.as_ref().map(|date| &date.edtf),
                "score": f64::from(hit.score) / 1000.0,
                "snippet": hit.snippet.text,
            })
        })
        .collect();
    let whole = serde_json::json!({
        "total": results.total,
        "hits": hits,
        "interpretation": results.interpretation.words,
        "problems": results.interpretation.problems.iter().map(|problem| &problem.message).collect::<Vec<_>>(),
        "notes": results.interpretation.notes,
        "micros": u64::try_from(micros).unwrap_or(u64::MAX),
    });
    Ok(serde_json::to_string_pretty(&whole).context("cannot write the result as JSON")? + "\n")
}

fn tell(results: &Results) -> String {
    let paint = Paint::of_stdout();
    let mut out = String::new();
    let read = &results.interpretation;
    let _ = write!(out, "{} of {} documents", number(results.total), number(results.of));
    if !read.words.is_empty() {
        out.push_str(&paint.faint(&format!("  ({})", read.words)));
    }
    out.push('\n');
    for words in read.problems.iter().map(|problem| &problem.message).chain(&read.notes) {
        let _ = writeln!(out, "  {}", paint.bad(words));
    }
    for (at, hit) in results.hits.iter().enumerate() {
        let date = hit.document.date.as_ref().map_or("undated", |date| date.words.as_str());
        let _ = write!(
            out,
            "\n{:>3}. {}  {}\n     {}\n",
            results.offset as usize + at + 1,
            paint.bold(&hit.document.title.text),
            paint.faint(&format!("{date} · {}", hit.document.id)),
            marked(&hit.snippet, paint)
        );
    }
    if results.total == 0 {
        out.push_str("  nothing matches; try fewer words, or their beginnings with a * behind them\n");
    }
    out
}

/// The passage with its marks, which only a terminal shows.
fn marked(passage: &dossier_engine::answer::Passage, paint: Paint) -> String {
    if !std::io::stdout().is_terminal() {
        return passage.text.clone();
    }
    let mut out = String::new();
    let mut at = 0;
    for mark in &passage.marks {
        let (start, end) = (mark.start as usize, mark.end as usize);
        if let (Some(before), Some(words)) = (passage.text.get(at..start), passage.text.get(start..end)) {
            out.push_str(before);
            out.push_str(&paint.good(words));
            at = end;
        }
    }
    out.push_str(passage.text.get(at..).unwrap_or(""));
    out
}
