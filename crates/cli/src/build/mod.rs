//! `dossier build`: documents in, a site out.

mod summary;
mod target;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use dossier_corpus::Collection;
use dossier_engine::Front;
use dossier_reader::Settings;
use dossier_site::Pages;

use crate::cache::Cache;
use crate::input::files::{self, Choice, Files};
use crate::input::{self, intake};
use crate::site::{self, Writing, Written};
use crate::staging::Staging;
use crate::terminal;
use crate::{Outcome, app};
use summary::{Summary, tell_unchanged};
use target::Target;

const EXAMPLES: &str = "\
Examples:
  dossier build reports/ -o site
  dossier build reports/ -o site --exclude 'drafts/**' --url https://example.org/reports/
  dossier build rows.csv -o site --title \"Cables\" --strict
  dossier build reports.zip -o reports.html --single-file";

/// What `dossier build` takes.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct BuildArguments {
    /// A folder, a file, a .zip, rows (.jsonl, .csv, .tsv, .json; .gz of them), or a collection saved as a .pack.
    input: PathBuf,
    /// Where to write the site. With --single-file, a name that ends in .html is the file itself.
    #[arg(short, long, value_name = "SITE", default_value = "site")]
    output: PathBuf,
    /// Name of the collection; otherwise the one in collection.toml, or the input's name.
    #[arg(long)]
    title: Option<String>,
    /// Write one HTML file that opens with a double click.
    #[arg(long)]
    single_file: bool,
    /// Another file than the collection.toml beside the documents.
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    #[command(flatten)]
    choice: Choice,
    /// Address that the site will have, for the sitemap and previews of links.
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Plain pages of the documents, which are read without JavaScript.
    #[arg(long, value_enum, default_value = "auto")]
    pages: PagesArgument,
    /// Write no .br and .gz files.
    #[arg(long)]
    no_compress: bool,
    /// Neither use nor keep results of earlier runs (kept in the system's cache folder, or `DOSSIER_CACHE`).
    #[arg(long)]
    no_cache: bool,
    /// Write even if SITE is a folder that dossier did not make, or nothing has changed.
    #[arg(long)]
    force: bool,
    /// End with code 3 if anything was left out.
    #[arg(long)]
    strict: bool,
    /// Print the summary as JSON.
    #[arg(long)]
    json: bool,
    /// No progress and no summary.
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum PagesArgument {
    /// One a document up to 5,000 documents, beyond that 50 documents on a page.
    Auto,
    /// One a document.
    Each,
    /// 50 documents on a page.
    Grouped,
    /// None.
    None,
}

/// Builds a site.
///
/// # Errors
/// When the input cannot be read as a whole, holds no document, or the site cannot be written.
pub(crate) fn run(arguments: &BuildArguments) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let app = app::files()?;
    let target = Target::of(arguments)?;
    let settings_path = arguments.settings.clone().unwrap_or_else(|| input::settings_path(&arguments.input));
    let mut settings = input::settings_at(&settings_path, arguments.settings.is_some())?;
    if let Some(title) = &arguments.title {
        settings.title.clone_from(title);
    } else if settings.title.trim().is_empty() {
        settings.title = title_of(&arguments.input);
    }
    let quiet = arguments.quiet;
    let files = files::find(&arguments.input, &arguments.choice, Some(target.place()))?;
    if files.files.is_empty() && files.left_out.is_empty() {
        bail!("{}", input::nothing_read(&arguments.input, &[]));
    }

    let fingerprint = fingerprint(arguments, &files, &settings_path, &app);
    if !arguments.force
        && let Some(fingerprint) = &fingerprint
        && let Some(kept) = target.unchanged(fingerprint)
    {
        return tell_unchanged(arguments, &target, &kept);
    }

    let cache = Cache::open(!arguments.no_cache);
    let (mut collection, text_bytes) = match unpack(&files)? {
        Some(collection) => collection,
        None => read(&files, &settings, &cache, quiet),
    };
    if let Some(title) = &arguments.title {
        collection.description.title.clone_from(title);
    }
    if collection.documents.is_empty() {
        bail!("{}", input::nothing_read(&arguments.input, &collection.left_out));
    }
    let changed: Vec<String> =
        files.files.iter().filter(|file| file.has_changed()).map(|file| file.name.clone()).collect();

    let mut summary = Summary::of(&collection, text_bytes);
    let step = terminal::step("indexing", quiet);
    // Shared, not copied: with a million rows the pack is most of what is in memory.
    let pack = Arc::new(dossier_engine::build(&collection));
    let front = Front::beside(Arc::clone(&pack)).map_err(|failure| {
        anyhow::anyhow!("the collection cannot be opened after it was built: {failure:?}")
    })?;
    step.finish_and_clear();
    summary.pack_bytes = pack.len() as u64;

    let step = terminal::step("writing", quiet);
    let plan = dossier_site::Plan {
        collection: &collection,
        pack: &pack,
        front: &front,
        app: &app,
        url: arguments.url.as_deref(),
        pages: pages(arguments.pages, collection.documents.len()),
        order: dossier_site::Order::Any,
    };
    let writing = Writing {
        compress: !arguments.no_compress,
        // A folder that changed while it was read is read again the next time.
        fingerprint: fingerprint.as_deref().filter(|_| changed.is_empty()),
        cache: &cache,
    };
    let written = match &target {
        Target::Folder(folder) => {
            let staging = Staging::folder(folder)?;
            let written = site::write(&plan, &writing, staging.path())?;
            staging.swap_in()?;
            written
        }
        Target::File(file) => {
            let page = dossier_site::single_file(&plan)?;
            Staging::write_file(file, page.as_bytes())?;
            Written::one(page.len())
        }
        Target::FileIn(folder) => {
            let staging = Staging::folder(folder)?;
            let page = dossier_site::single_file(&plan)?;
            let written = site::write_alone(&plan, &writing, staging.path(), &page)?;
            staging.swap_in()?;
            written
        }
    };
    step.finish_and_clear();

    summary.output = target.place().display().to_string();
    summary.site_bytes = written.bytes();
    summary.site_files = written.files();
    summary.changed_meanwhile = changed;
    summary.seconds = (started.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
    if arguments.json {
        let json = serde_json::to_string_pretty(&summary).context("cannot write the summary as JSON")?;
        terminal::print(&format!("{json}\n"))?;
    } else if !quiet {
        terminal::print(&summary.tell(&target, started.elapsed()))?;
    }
    let wanting = arguments.strict && !summary.left_out.is_empty();
    Ok(if wanting { Outcome::Wanting } else { Outcome::Done })
}

fn title_of(input: &Path) -> String {
    let whole = input.canonicalize().unwrap_or_else(|_| input.to_owned());
    let name = if input.is_dir() { whole.file_name() } else { whole.file_stem() };
    let name = name.map_or_else(|| "Documents".to_owned(), |name| name.to_string_lossy().into_owned());
    name.trim_end_matches(".jsonl").trim_end_matches(".csv").to_owned()
}

fn pages(wanted: PagesArgument, documents: usize) -> Pages {
    match wanted {
        PagesArgument::Each => Pages::Each,
        PagesArgument::Grouped => Pages::Grouped,
        PagesArgument::None => Pages::None,
        PagesArgument::Auto if documents <= 5_000 => Pages::Each,
        PagesArgument::Auto => Pages::Grouped,
    }
}

/// A hash of all that decides what the site will be; `None` when something cannot be read, which is told later.
fn fingerprint(
    arguments: &BuildArguments,
    files: &Files,
    settings: &Path,
    app: &[(&str, &[u8])],
) -> Option<String> {
    let settings = std::fs::read(settings).unwrap_or_default();
    let title = arguments.title.clone().unwrap_or_else(|| title_of(&arguments.input));
    let options = format!(
        "{title}\n{:?}\n{}\n{}\n{}",
        arguments.url, arguments.single_file, arguments.no_compress, arguments.pages as u8
    );
    let mut decisions: Vec<&[u8]> = vec![&settings, options.as_bytes()];
    for (name, bytes) in app {
        decisions.push(name.as_bytes());
        decisions.push(bytes);
    }
    intake::fingerprint(files, &decisions).ok()
}

fn read(files: &Files, settings: &Settings, cache: &Cache, quiet: bool) -> (Collection, u64) {
    let bar = terminal::bar(files.files.iter().map(|file| file.length).sum(), quiet);
    bar.set_prefix("reading");
    let mut reader = intake::Reader::new(settings, &bar);
    // A parser's panic is told as a reason, not as a trace.
    let loud = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    intake::open_all(files, cache, &bar, &mut reader);
    std::panic::set_hook(loud);
    let (readings, left_out, bytes) = (reader.readings, reader.left_out, reader.bytes);
    bar.finish_and_clear();
    let step = terminal::step("linking", quiet);
    let collection = dossier_reader::link(readings, left_out, settings);
    step.finish_and_clear();
    (collection, bytes)
}

/// The collection of a pack, where the input is one: saved from a page, or a part of a site.
fn unpack(files: &Files) -> anyhow::Result<Option<(Collection, u64)>> {
    let [file] = &*files.files else { return Ok(None) };
    if !file.name.ends_with(".pack") {
        return Ok(None);
    }
    let bytes = std::fs::read(&file.path).with_context(|| format!("cannot read {}", file.path.display()))?;
    let collection = dossier_engine::Engine::open(bytes).and_then(|engine| engine.collection());
    let collection = collection.with_context(|| format!("cannot open {}", file.path.display()))?;
    let text = collection.documents.iter().map(|document| document.text.len() as u64).sum();
    Ok(Some((collection, text)))
}
