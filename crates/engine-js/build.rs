//! Has the linker tell what refers to which constant, where `tools/engine.sh` will split what it links.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let with = |what: &str| env::var_os(what).is_some();
    let in_wasm = env::var_os("CARGO_CFG_TARGET_ARCH").is_some_and(|target| target == "wasm32");
    if in_wasm && with("CARGO_FEATURE_READ") && !with("CARGO_FEATURE_WRITE") {
        println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
    }
}
