//! Colours, progress, numbers for people. Colours and progress only where a terminal is.

use std::io::{IsTerminal, Write};
use std::time::Duration;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Paints words where the stream is a terminal that wants colour.
#[derive(Clone, Copy)]
pub(crate) struct Paint(bool);

impl Paint {
    pub(crate) fn of_stdout() -> Self {
        Self(std::io::stdout().is_terminal() && wants_colour())
    }

    pub(crate) fn of_stderr() -> Self {
        Self(std::io::stderr().is_terminal() && wants_colour())
    }

    fn with(self, code: &str, words: &str) -> String {
        if self.0 { format!("\x1b[{code}m{words}\x1b[0m") } else { words.to_owned() }
    }

    pub(crate) fn bold(self, words: &str) -> String {
        self.with("1", words)
    }

    pub(crate) fn faint(self, words: &str) -> String {
        self.with("2", words)
    }

    pub(crate) fn bad(self, words: &str) -> String {
        self.with("31", words)
    }

    pub(crate) fn good(self, words: &str) -> String {
        self.with("32", words)
    }
}

/// As <https://no-color.org> asks.
fn wants_colour() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        && std::env::var_os("TERM").is_none_or(|value| value != "dumb")
}

/// Prints to standard output.
///
/// # Errors
/// When standard output is closed.
pub(crate) fn print(words: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(words.as_bytes()).and_then(|()| out.flush()).context("cannot write to standard output")
}

/// A bar over `bytes`, which also shows how many documents were read; nothing where standard error is no terminal.
pub(crate) fn bar(bytes: u64, quiet: bool) -> ProgressBar {
    let bar = ProgressBar::new(bytes);
    bar.set_draw_target(target(quiet));
    bar.set_style(
        ProgressStyle::with_template(
            "{prefix:>8} {bar:24} {percent:>3} %  {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left  {msg}",
        )
        .expect("the template is well formed"),
    );
    bar
}

/// A sign of life for a step whose length is not known.
pub(crate) fn step(words: &'static str, quiet: bool) -> ProgressBar {
    let spinner = ProgressBar::new_spinner();
    spinner.set_draw_target(target(quiet));
    spinner.set_style(
        ProgressStyle::with_template("{prefix:>8} {spinner} {elapsed}").expect("the template is well formed"),
    );
    spinner.set_prefix(words);
    if !quiet {
        spinner.enable_steady_tick(Duration::from_millis(120));
    }
    spinner
}

fn target(quiet: bool) -> ProgressDrawTarget {
    if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() }
}

/// `21578` → `21,578`.
pub(crate) fn number(n: impl TryInto<u64>) -> String {
    let digits = n.try_into().unwrap_or(u64::MAX).to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 document`, `2 documents`.
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n as u64), if n == 1 { one } else { many })
}

/// Bytes for people: `1.4 MB`.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.0} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.2} GB", bytes as f64 / 1e9),
    }
}

/// A duration for people: `0.4 s`, `2 min 5 s`.
pub(crate) fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}
