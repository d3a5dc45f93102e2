//! Splits a Wasm module in two: what a first visit runs, and the rest, fetched when it is first needed.
//!
//! Trunk builds one module, and a visitor who reads the overview would pay for every view. This takes the module that
//! `wasm-bindgen` made, with its names, and a list of names (a part of a function's path a line, `#` for comments)
//! that a first visit does not run. Those functions, and all that only they call, go into a second module that shares
//! memory, tables and globals with the first.
//!
//! In the first module each function of the second that anything refers to is a stub: it calls the imported function
//! whose name holds [`LOADER`], then jumps through the table, where the second module, once it is instantiated, has
//! put the function itself. The loader makes sure that it is: whoever fetches the second module ahead of time makes
//! that call free, and whoever forgets gets the right answer, late. So a wrong list costs time and never truth.
//!
//! Constants that only the second module reads go there too, where the module as it was linked is at hand and tells
//! (`-Clink-arg=--emit-relocs`). The second module imports from one namespace, `"first"`: the first's exports.

mod data;
mod module;
mod write;

use std::collections::HashMap;
use std::fmt;

use module::Module;

/// Part of the name of the imported function, `() -> ()`, that loads the second module on the spot.
pub const LOADER: &str = "fetch_rest_now";

/// What drops a value names its type, and may run wherever one such value can be: a line means it only when it says so.
const DROP: &str = "drop_in_place";

/// The two modules.
#[derive(Debug)]
pub struct Parts {
    /// What starts.
    pub first: Vec<u8>,
    /// What is fetched later.
    pub rest: Vec<u8>,
    /// The names of the functions of the second module that the first one refers to.
    pub crossings: Vec<String>,
    /// Lines of the list that name no function: out of date, or what they named was inlined in this build.
    pub unused: Vec<String>,
}

/// Why a module cannot be split.
#[derive(Debug)]
pub enum Error {
    /// The bytes are no Wasm module that this reads.
    Read(wasmparser::BinaryReaderError),
    /// It cannot be written again.
    Write(String),
    /// It has no imported function whose name holds [`LOADER`].
    NoLoader,
    /// It has no names: they are what the list is held against.
    NoNames,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => write!(f, "is no module that can be split: {error}"),
            Self::Write(error) => write!(f, "cannot be written in two: {error}"),
            Self::NoLoader => write!(f, "imports no function named …{LOADER}…"),
            Self::NoNames => write!(f, "has no names: build it without stripping them"),
        }
    }
}

impl std::error::Error for Error {}

impl From<wasmparser::BinaryReaderError> for Error {
    fn from(error: wasmparser::BinaryReaderError) -> Self {
        Self::Read(error)
    }
}

/// Splits `wasm`. `later` holds a part of a function's path a line. `linked` is the module that `wasm` was made from,
/// with its relocations: without it all constants stay in the first.
///
/// # Errors
/// When the module is none, or has no names or no loader.
pub fn split(wasm: &[u8], later: &str, linked: Option<&[u8]>) -> Result<Parts, Error> {
    let lines: Vec<&str> =
        later.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let module = Module::read(wasm)?;
    if module.names.is_empty() {
        return Err(Error::NoNames);
    }
    let (matching, unused) = matching(&module, &lines);
    let staying = staying(&module, &matching);
    let constants = match linked {
        Some(linked) => {
            let mut stays: HashMap<&str, bool> = HashMap::new();
            for (function, name) in &module.symbols {
                *stays.entry(name).or_default() |= staying[*function as usize];
            }
            data::movable(linked, &|name| stays.get(name).copied())?
        }
        None => Vec::new(),
    };
    Ok(Parts { unused, ..write::write(&module, &staying, &constants)? })
}

/// Which functions the list names, and which of its lines name none.
fn matching(module: &Module<'_>, lines: &[&str]) -> (Vec<bool>, Vec<String>) {
    let mut used = vec![false; lines.len()];
    let mut matching = vec![false; module.functions()];
    for (function, name) in &module.names {
        let Some(matches) = matching.get_mut(*function as usize) else { continue };
        let drops = name.contains(DROP);
        for (line, used) in lines.iter().zip(&mut used) {
            if name.contains(line) && (!drops || line.contains(DROP)) {
                (*matches, *used) = (true, true);
            }
        }
    }
    let unused = lines.iter().zip(used).filter(|(_, used)| !used).map(|(line, _)| (*line).to_owned());
    (matching, unused.collect())
}

/// Which functions the first module holds: all that can be reached without a function of the list.
fn staying(module: &Module<'_>, matching: &[bool]) -> Vec<bool> {
    let mut staying = vec![false; module.functions()];
    let mut open: Vec<u32> = (0..module.imported).collect();
    open.extend(module.exported.iter().copied().chain(module.start));
    open.extend(module.slots.iter().map(|(_, function)| *function).filter(|&at| !matching[at as usize]));
    let exported = open.clone();
    for function in exported {
        staying[function as usize] = true;
    }
    while let Some(function) = open.pop() {
        for &called in module.refers(function) {
            let seen = &mut staying[called as usize];
            if !*seen && !matching[called as usize] {
                *seen = true;
                open.push(called);
            }
        }
    }
    staying
}
