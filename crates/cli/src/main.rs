//! `dossier`: the command line.
//!
//! Each subcommand is a module; what several of them need stands beside them: `input` finds and opens documents,
//! `site` writes, `staging` swaps a finished folder into its place, `terminal` knows colours and progress.

mod annotate;
mod app;
mod build;
mod cache;
mod collection_file;
mod gather;
mod input;
mod search;
mod serve;
mod shell;
mod site;
mod staging;
mod suggest;
mod terminal;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

const EXAMPLES: &str = "\
Examples:
  dossier build reports/ -o site           read a folder, write a site
  dossier serve site                       look at it
  dossier build reports/ -o reports.html --single-file
  dossier build rows.jsonl -o site --title \"Cables\"
  dossier search site 'resolution AND person:giang' --limit 5
  dossier init reports/ && dossier suggest reports/ && dossier check reports/

Exit codes:
  0  done            1  could not be done; standard error says why
  2  wrong usage     3  done, but --strict was given and something was left out
  130  interrupted";

/// Turns a folder of documents into a site that reads them for you.
#[derive(Parser)]
#[command(name = "dossier", version, arg_required_else_help = true, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Reads documents and writes a site.
    Build(build::BuildArguments),
    /// Serves a site on this machine, for looking at it.
    Serve(serve::ServeArguments),
    /// Searches a site or a pack.
    Search(search::SearchArguments),
    /// Prints what the reader finds, as JSON Lines: one document a line, offsets in Unicode code points.
    Annotate(annotate::AnnotateArguments),
    /// Writes a collection.toml with comments, to be filled in.
    Init(collection_file::InitArguments),
    /// Reports every mistake in collection.toml, with line and column.
    Check(collection_file::CheckArguments),
    /// Prints frequent names and probable merges that collection.toml does not have yet, ready to paste.
    Suggest(suggest::SuggestArguments),
    /// Prints the JSON Schema of collection.toml.
    Schema,
    /// Prints completions for a shell.
    Completions(shell::CompletionsArguments),
    /// Writes the manual pages into a folder.
    Man(shell::ManArguments),
    /// Opens one file in a process of its own.
    #[command(name = input::apart::COMMAND, hide = true)]
    OpenApart(input::apart::ApartArguments),
}

/// How a command ended that did what it was asked to.
pub(crate) enum Outcome {
    /// As wished.
    Done,
    /// Done, but what was asked to be a failure occurred.
    Wanting,
    /// What was looked at has mistakes, which were told.
    Mistaken,
}

fn main() -> ExitCode {
    staging::clean_up_when_interrupted();
    // Deeply nested pages need a deep stack. A pool that stands already is used as it is.
    drop(rayon::ThreadPoolBuilder::new().stack_size(64 << 20).build_global());
    let ended = match Arguments::parse().command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Search(arguments) => search::run(&arguments),
        Command::Annotate(arguments) => annotate::run(&arguments).map(|()| Outcome::Done),
        Command::Init(arguments) => collection_file::init(&arguments),
        Command::Check(arguments) => collection_file::check(&arguments),
        Command::Suggest(arguments) => suggest::run(&arguments),
        Command::Schema => terminal::print(collection_file::SCHEMA).map(|()| Outcome::Done),
        Command::Completions(arguments) => shell::completions(&arguments, &mut Arguments::command()),
        Command::OpenApart(arguments) => input::apart::run(&arguments).map(|()| Outcome::Done),
        Command::Man(arguments) => shell::manual(&arguments, &Arguments::command()),
    };
    match ended {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Wanting) => ExitCode::from(3),
        Ok(Outcome::Mistaken) => ExitCode::FAILURE,
        // Whoever reads our output may stop when he has enough: `dossier annotate … | head`.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{} {error:#}", terminal::Paint::of_stderr().bad("dossier:"));
            ExitCode::FAILURE
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}
