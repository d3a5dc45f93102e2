//! Reads `seeds/` and embeds the pack, so that the app opens with a collection.

#[path = "build/seeds.rs"]
mod seeds;

use std::path::PathBuf;
use std::{env, fs, process};

fn main() {
    println!("cargo::rerun-if-changed=seeds");
    println!("cargo::rerun-if-changed=build/seeds.rs");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("seeds.pack");
    let collection = seeds::read(&root.join("seeds")).unwrap_or_else(|faults| {
        for fault in &faults {
            println!("cargo::error={fault}");
        }
        process::exit(1);
    });
    if let Err(error) = fs::write(&out, dossier_engine::build(&collection)) {
        println!("cargo::error=cannot write {}: {error}", out.display());
        process::exit(1);
    }
}
