//! `dossier`: the command line.

mod annotate;
mod input;

use clap::{Parser, Subcommand};

/// Turns a folder of documents into a site that reads them for you.
#[derive(Parser)]
#[command(name = "dossier", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Prints what the reader finds, as JSON Lines: one document a line, offsets in Unicode code points.
    Annotate(annotate::AnnotateArguments),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Annotate(arguments) => annotate::run(&arguments),
    }
}
