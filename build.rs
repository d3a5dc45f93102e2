//! Reads `seeds/` and embeds the pack, so that the app opens with a collection, and its front page, so that it can
//! be shown before the engine is there.

#[path = "build/seeds.rs"]
mod seeds;

use std::path::PathBuf;
use std::{env, fs, process};

use dossier_engine::Front;

fn main() {
    println!("cargo::rerun-if-changed=seeds");
    println!("cargo::rerun-if-changed=build/seeds.rs");
    if env::var_os("CARGO_CFG_TARGET_ARCH").is_some_and(|target| target == "wasm32") {
        // What refers to which constant: crates/split needs to know. wasm-bindgen leaves it behind.
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let collection = seeds::read(&root.join("seeds")).unwrap_or_else(|faults| {
        for fault in &faults {
            println!("cargo::error={fault}");
        }
        process::exit(1);
    });
    let pack = dossier_engine::build(&collection);
    let front = Front::beside(pack.clone()).map_err(|why| format!("{why:?}"));
    let written = front.and_then(|front| {
        let write = |name: &str, bytes: &[u8]| {
            fs::write(out.join(name), bytes).map_err(|error| format!("cannot write {name}: {error}"))
        };
        write("seeds.pack", &pack)?;
        write("seeds.front", &front)
    });
    if let Err(message) = written {
        println!("cargo::error={message}");
        process::exit(1);
    }
}
