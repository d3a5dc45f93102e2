//! Opens a file in a process of its own.
//!
//! PDF parsers meet files that send them round in circles or so deep that the stack ends, and neither can be caught
//! in a thread. A process can be ended from outside, and takes nothing with it.

use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use dossier_corpus::LeftOut;
use dossier_reader::formats::{self, Outcome};

use super::intake::Kept;
use crate::terminal;

/// The hidden command that the process runs.
pub(crate) const COMMAND: &str = "open-apart";

/// No document needs longer.
const LONGEST: Duration = Duration::from_mins(2);

/// What the hidden command takes.
#[derive(Args)]
pub(crate) struct ApartArguments {
    /// The file's name; its bytes come in on standard input.
    name: String,
}

/// In the process: opens what comes in and prints what came of it.
///
/// # Errors
/// When standard input or output is closed.
pub(crate) fn run(arguments: &ApartArguments) -> anyhow::Result<()> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
    // A panic is told by the reader as a reason.
    std::panic::set_hook(Box::new(|_| {}));
    let mut kept = Vec::new();
    formats::open(&arguments.name, bytes, &mut |outcome| kept.push(Kept::of(&outcome)));
    terminal::print(&serde_json::to_string(&kept).context("cannot write what was read")?)
}

/// Opens a file in a process of its own.
pub(crate) fn open(name: &str, bytes: &[u8]) -> Vec<Outcome> {
    let failed = |reason: String| vec![Err(LeftOut { source: name.to_owned(), reason })];
    let child = std::env::current_exe().and_then(|program| {
        Command::new(program)
            .args([COMMAND, "--", name])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
    });
    let mut child = match child {
        Ok(child) => child,
        Err(error) => {
            return failed(format!("cannot be opened: no process could be started for it ({error})"));
        }
    };
    let Some(answer) = talk(&mut child, bytes) else {
        drop(child.kill());
        drop(child.wait());
        return failed(format!(
            "takes its parser longer than {} s; open it and save it again",
            LONGEST.as_secs()
        ));
    };
    drop(child.wait());
    match serde_json::from_slice::<Vec<Kept>>(&answer) {
        Ok(kept) => kept.into_iter().map(Kept::into_outcome).collect(),
        Err(_) => failed("is damaged so that its parser breaks off; open it and save it again".to_owned()),
    }
}

/// What the process prints, or nothing when it does not end in time.
fn talk(child: &mut Child, bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut input, mut output) = (child.stdin.take()?, child.stdout.take()?);
    let (send, receive) = mpsc::channel();
    std::thread::scope(|scope| {
        // A process that ends early closes its input, which is told by its answer.
        scope.spawn(move || drop(input.write_all(bytes)));
        scope.spawn(move || {
            let mut answer = Vec::new();
            drop(output.read_to_end(&mut answer));
            drop(send.send(answer));
        });
        let answer = receive.recv_timeout(LONGEST).ok();
        if answer.is_none() {
            // Ends the two threads as well.
            drop(child.kill());
        }
        answer
    })
}
