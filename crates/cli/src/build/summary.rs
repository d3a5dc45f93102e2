//! What a build did, for people and for scripts.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use dossier_corpus::{Collection, EntityKind};
use dossier_site::Marker;
use serde::Serialize;

use super::BuildArguments;
use super::target::Target;
use crate::Outcome;
use crate::terminal::{self, Paint, count, number, size};

/// What a build did.
#[derive(Debug, Default, Serialize)]
pub(super) struct Summary {
    pub(super) output: String,
    pub(super) unchanged: bool,
    pub(super) title: String,
    pub(super) documents: usize,
    pub(super) entities: EntityCounts,
    pub(super) events: usize,
    pub(super) statements: usize,
    pub(super) dated: usize,
    pub(super) undated: usize,
    pub(super) earliest: Option<String>,
    pub(super) latest: Option<String>,
    pub(super) text_bytes: u64,
    pub(super) pack_bytes: u64,
    pub(super) site_bytes: u64,
    pub(super) site_files: usize,
    pub(super) left_out: Vec<Left>,
    pub(super) changed_meanwhile: Vec<String>,
    pub(super) seconds: f64,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct EntityCounts {
    persons: usize,
    organisations: usize,
    places: usize,
    instruments: usize,
    events: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct Left {
    source: String,
    reason: String,
}

impl Summary {
    /// What is known before anything is written.
    pub(super) fn of(collection: &Collection, text_bytes: u64) -> Self {
        let of = |kind| collection.entities.iter().filter(|entity| entity.kind == kind).count();
        let dates: Vec<_> =
            collection.documents.iter().filter_map(|document| document.filed_date()).collect();
        let undated = collection.documents.len() - dates.len();
        Self {
            title: collection.description.title.clone(),
            documents: collection.documents.len(),
            entities: EntityCounts {
                persons: of(EntityKind::Person),
                organisations: of(EntityKind::Organisation),
                places: of(EntityKind::Place),
                instruments: of(EntityKind::Instrument),
                events: of(EntityKind::Event),
            },
            events: collection.events.len(),
            statements: collection.documents.iter().map(|document| document.statements.len()).sum(),
            dated: dates.len(),
            undated,
            earliest: dates.iter().filter_map(|date| date.value.earliest()).min().map(|day| day.to_string()),
            latest: dates.iter().filter_map(|date| date.value.latest()).max().map(|day| day.to_string()),
            text_bytes,
            left_out: collection
                .left_out
                .iter()
                .map(|left| Left { source: left.source.clone(), reason: left.reason.clone() })
                .collect(),
            ..Self::default()
        }
    }

    /// In words.
    pub(super) fn tell(&self, target: &Target, time: Duration) -> String {
        let paint = Paint::of_stdout();
        let mut out = String::new();
        let mut line = |label: &str, words: String| {
            // Writing into a string does not fail.
            let _ = writeln!(out, "  {}  {words}", paint.faint(&format!("{label:<11}")));
        };
        line("documents", format!("{} ({} of text)", number(self.documents as u64), size(self.text_bytes)));
        let kinds = [
            (self.entities.persons, "person", "persons"),
            (self.entities.organisations, "organisation", "organisations"),
            (self.entities.places, "place", "places"),
            (self.entities.instruments, "instrument", "instruments"),
            (self.entities.events, "named event", "named events"),
        ];
        let kinds: Vec<String> =
            kinds.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(n, one, many)).collect();
        line("entities", if kinds.is_empty() { "none found".to_owned() } else { kinds.join(", ") });
        let dated = format!("{} dated", number(self.dated as u64));
        let span = match (&self.earliest, &self.latest) {
            (Some(from), Some(to)) if from == to => format!(", {from}"),
            (Some(from), Some(to)) => format!(", {from} to {to}"),
            _ => String::new(),
        };
        line("dates", format!("{dated}{span}; {} undated", number(self.undated as u64)));
        line(
            "statements",
            format!("{}; {} told", number(self.statements as u64), count(self.events, "event", "events")),
        );
        line(
            "site",
            format!(
                "{} in {} (collection {})",
                size(self.site_bytes),
                count(self.site_files, "file", "files"),
                size(self.pack_bytes)
            ),
        );
        line("time", terminal::duration(time));
        if !self.left_out.is_empty() {
            let _ = writeln!(
                out,
                "\n{}",
                paint.bad(&format!("Left out: {}", number(self.left_out.len() as u64)))
            );
            for left in self.left_out.iter().take(LISTED) {
                let _ = writeln!(out, "  {}: {}", left.source, left.reason);
            }
            if self.left_out.len() > LISTED {
                let more = number((self.left_out.len() - LISTED) as u64);
                let _ = writeln!(out, "  and {more} more, all of them listed in the site, and by --json");
            }
        }
        for name in &self.changed_meanwhile {
            let _ =
                writeln!(out, "\n{name} changed while it was read; build again when nothing writes to it");
        }
        let place = shell_word(target.place());
        let look = match target {
            Target::Folder(_) => format!("dossier serve {place}"),
            Target::File(_) => format!("open {place} in a browser"),
            Target::FileIn(_) => {
                format!("open {} in a browser", shell_word(&target.place().join("index.html")))
            }
        };
        let title = paint.bold(&self.title);
        format!("{title}\n{out}\n{} {look}\n", paint.good("Look at it:"))
    }
}

/// How many of the files left out the summary names.
const LISTED: usize = 20;

/// A path as one would type it.
fn shell_word(path: &Path) -> String {
    let words = path.display().to_string();
    let plain = words.chars().all(|c| c.is_alphanumeric() || "/._-~+:\\".contains(c));
    if plain { words } else { format!("'{}'", words.replace('\'', "'\\''")) }
}

/// What is told where nothing has changed.
///
/// # Errors
/// When standard output is closed.
pub(super) fn tell_unchanged(
    arguments: &BuildArguments,
    target: &Target,
    kept: &Marker,
) -> anyhow::Result<Outcome> {
    let place = target.place();
    if arguments.json {
        let json = serde_json::json!({
            "output": place.display().to_string(),
            "unchanged": true,
            "documents": kept.documents,
            "left_out": kept.left_out,
        });
        terminal::print(&format!("{json:#}\n"))?;
    } else if !arguments.quiet {
        terminal::print(&format!(
            "Nothing has changed since {} was built ({}). Look at it: dossier serve {}\n",
            place.display(),
            count(kept.documents, "document", "documents"),
            shell_word(place)
        ))?;
    }
    Ok(if arguments.strict && kept.left_out > 0 { Outcome::Wanting } else { Outcome::Done })
}
