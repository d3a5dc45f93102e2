//! `dossier-split IN.wasm LATER.txt FIRST.wasm REST.wasm [LINKED.wasm]`: see the library.

use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("split: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let mut arguments: Vec<String> = env::args().skip(1).collect();
    let explain =
        arguments.iter().position(|argument| argument == "--explain").map(|at| arguments.remove(at));
    let read = |path: &str| fs::read(path).map_err(|error| format!("{path}: {error}"));
    let (paths, linked) = arguments.split_at(arguments.len().min(4));
    let ([input, later_path, first, rest], [] | [_]) = (paths, linked) else {
        return Err("give IN.wasm LATER.txt FIRST.wasm REST.wasm [LINKED.wasm] [--explain]".to_owned());
    };
    let linked = linked.first().map(|path| read(path)).transpose()?;
    let wasm = read(input)?;
    let later = String::from_utf8(read(later_path)?).map_err(|_| format!("{later_path}: is no text"))?;
    let parts = dossier_split::split(&wasm, &later, linked.as_deref())
        .map_err(|error| format!("{input}: {error}"))?;
    let write = |path: &str, bytes: &[u8]| fs::write(path, bytes).map_err(|error| format!("{path}: {error}"));
    write(first, &parts.first)?;
    write(rest, &parts.rest)?;
    for line in &parts.unused {
        eprintln!(
            "split: {later_path}: nothing is named …{line}…; it is out of date, or inlined in this build"
        );
    }
    if explain.is_some() {
        for crossing in &parts.crossings {
            println!("{crossing}");
        }
    }
    println!(
        "split: {} kB first, {} kB for later, {} functions of the first part lead there",
        parts.first.len() / 1000,
        parts.rest.len() / 1000,
        parts.crossings.len()
    );
    Ok(())
}
