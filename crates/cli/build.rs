//! Puts the built app into the command line, from the folder that `DOSSIER_APP` names.
//!
//! Without it the command line builds all the same, and says at run time what is missing.

#[path = "src/gather.rs"]
mod gather;

use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs, io};

use gather::gather;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed=DOSSIER_APP");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-env=DOSSIER_SOURCES={:016x}", sources()?);
    let mut files = Vec::new();
    if let Some(folder) = env::var_os("DOSSIER_APP").filter(|value| !value.is_empty()) {
        let folder = fs::canonicalize(&folder).map_err(|error| {
            io::Error::other(format!("DOSSIER_APP names {}: {error}", PathBuf::from(folder).display()))
        })?;
        println!("cargo::rerun-if-changed={}", folder.display());
        gather(&folder, &folder, &mut files)?;
    }
    files.sort();
    let mut out = String::from("&[\n");
    for (name, path) in files {
        println!("cargo::rerun-if-changed={}", path.display());
        writeln!(out, "    ({name:?}, include_bytes!({:?})),", path.display().to_string())
            .map_err(io::Error::other)?;
    }
    out.push(']');
    let target = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(target.join("app.rs"), out)
}

/// A number that changes with the sources that decide what a build makes: what was made by others is made anew.
fn sources() -> io::Result<u64> {
    let crates = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("..");
    let mut files = Vec::new();
    for name in ["corpus", "reader", "pack", "search", "analysis", "engine", "site", "cli"] {
        let folder = crates.join(name).join("src");
        println!("cargo::rerun-if-changed={}", folder.display());
        gather(&crates, &folder, &mut files)?;
    }
    files.sort();
    // FNV-1a: no cryptography is needed to see that a source changed.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for (name, path) in files {
        for byte in name.into_bytes().into_iter().chain(fs::read(path)?) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    Ok(hash)
}
