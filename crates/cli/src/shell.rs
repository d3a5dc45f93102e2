//! What a shell and a manual reader want: completions and manual pages.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use clap_complete::Shell;

use crate::{Outcome, terminal};

/// What `dossier completions` takes.
#[derive(Args)]
#[command(
    after_help = "Example:\n  dossier completions bash > ~/.local/share/bash-completion/completions/dossier"
)]
pub(crate) struct CompletionsArguments {
    /// Which shell.
    shell: Shell,
}

/// What `dossier man` takes.
#[derive(Args)]
#[command(after_help = "Example:\n  dossier man ~/.local/share/man/man1")]
pub(crate) struct ManArguments {
    /// The folder to write dossier.1, dossier-build.1, … into.
    folder: PathBuf,
}

/// Prints completions.
///
/// # Errors
/// When standard output is closed.
pub(crate) fn completions(
    arguments: &CompletionsArguments,
    command: &mut clap::Command,
) -> anyhow::Result<Outcome> {
    let mut out = Vec::new();
    clap_complete::generate(arguments.shell, command, "dossier", &mut out);
    terminal::print(&String::from_utf8_lossy(&out))?;
    Ok(Outcome::Done)
}

/// Writes a manual page for the program and for each of its commands.
///
/// # Errors
/// When the folder cannot be written.
pub(crate) fn manual(arguments: &ManArguments, command: &clap::Command) -> anyhow::Result<Outcome> {
    let folder = &arguments.folder;
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    clap_mangen::generate_to(command.clone(), folder)
        .with_context(|| format!("cannot write manual pages into {}", folder.display()))?;
    Ok(Outcome::Done)
}
