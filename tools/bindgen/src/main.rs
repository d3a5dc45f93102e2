//! `dossier-bindgen WASM NAME FOLDER`: what `wasm-bindgen --target web --no-typescript --no-demangle` makes of a module,
//! as `FOLDER/NAME.js` and `FOLDER/NAME_bg.wasm`.

use std::{env, error, process};

use wasm_bindgen_cli_support::Bindgen;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [wasm, name, folder] = &arguments[..] else {
        eprintln!("bindgen: say what to read and where to write: dossier-bindgen WASM NAME FOLDER");
        process::exit(2);
    };
    if let Err(error) = generate(wasm, name, folder) {
        eprintln!("bindgen: {wasm}: {error:?}");
        process::exit(1);
    }
}

fn generate(wasm: &str, name: &str, folder: &str) -> Result<(), Box<dyn error::Error>> {
    let mut bindgen = Bindgen::new();
    bindgen
        .web(true)?
        .input_path(wasm)
        .out_name(name)
        .typescript(false)
        .demangle(false)
        .omit_default_module_path(false);
    Ok(bindgen.generate(folder)?)
}
