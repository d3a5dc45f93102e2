//! What the house asks of every file.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("target") {
                sources(&path, found);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn all_sources() -> Vec<PathBuf> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["src", "crates", "tests"] {
        sources(&top.join(folder), &mut found);
    }
    assert!(found.len() > 10, "the walk has lost its way: {found:?}");
    found.sort();
    found
}

#[test]
fn every_module_opens_with_what_it_is() {
    let silent: Vec<_> = all_sources()
        .into_iter()
        .filter(|path| {
            let text = fs::read_to_string(path).unwrap();
            !text.lines().take(4).any(|line| line.starts_with("//!"))
        })
        .collect();
    assert!(silent.is_empty(), "no `//!` line at the top of: {silent:#?}");
}

#[test]
fn nothing_below_the_app_knows_a_browser() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    for floor in ["corpus", "reader", "pack", "search", "analysis", "engine"] {
        let manifest = fs::read_to_string(top.join("crates").join(floor).join("Cargo.toml")).unwrap();
        for browser in ["web-sys", "js-sys", "wasm-bindgen", "gloo", "yew"] {
            let named = manifest.lines().any(|line| line.split(['=', '.']).next().unwrap().trim() == browser);
            assert!(!named, "crates/{floor} depends on {browser}");
        }
    }
}

#[test]
fn arrows_go_one_way_down() {
    // The floors from the ground up. A floor may name only floors that stand before it.
    let floors = ["corpus", "reader", "pack", "search", "analysis", "engine"];
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (height, floor) in floors.iter().enumerate() {
        let manifest = fs::read_to_string(top.join("crates").join(floor).join("Cargo.toml")).unwrap();
        let dependencies =
            manifest.split_once("[dependencies]").map_or("", |(_, rest)| rest.split("\n[").next().unwrap());
        for above in &floors[height + 1..] {
            let name = format!("dossier-{above}");
            assert!(!dependencies.contains(&name), "crates/{floor} depends on {name}, a floor above it");
        }
    }
}

#[test]
fn make_serve_knows_all_that_the_page_asks_of_trunk() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let told = Command::new("node").args(["tools/bundle.mjs", "--check"]).current_dir(top).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
}

#[test]
fn every_tool_speaks_to_the_one_wasm_bindgen() {
    let read = |name| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
    let lock = read("Cargo.lock");
    let (_, locked) = lock.split_once("name = \"wasm-bindgen\"\nversion = \"").unwrap();
    let version = locked.split('"').next().unwrap();
    for (file, line) in [
        ("Trunk.toml", format!("wasm_bindgen = \"{version}\"")),
        ("tools/bindgen/Cargo.toml", format!("wasm-bindgen-cli-support = \"={version}\"")),
    ] {
        assert!(read(file).contains(&line), "{file} does not say: {line}");
    }
}

#[test]
fn make_serve_refuses_what_it_would_do_otherwise_than_trunk() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(top.join("index.html")).unwrap();
    let trunk = fs::read_to_string(top.join("Trunk.toml")).unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bundle");
    fs::create_dir_all(&folder).unwrap();
    let refusal = |page: &str, trunk: &str| {
        fs::write(folder.join("index.html"), page).unwrap();
        fs::write(folder.join("Trunk.toml"), trunk).unwrap();
        let bundle = top.join("tools/bundle.mjs");
        let told = Command::new("node").arg(bundle).arg("--check").current_dir(&folder).output().unwrap();
        String::from_utf8(told.stderr).unwrap()
    };
    assert_eq!(refusal(&page, &trunk), "");
    let kind = page.replace("rel=\"css\"", "rel=\"sass\"");
    assert!(refusal(&kind, &trunk).contains("knows no link of kind \"sass\""));
    let value = page.replace("data-wasm-opt=\"0\"", "data-wasm-opt=\"z\"");
    assert!(refusal(&value, &trunk).contains("knows no data-wasm-opt=\"z\""));
    let stage = trunk.replace("\"post_build\"", "\"build\"");
    assert!(refusal(&page, &stage).contains("knows no hook of stage \"build\""));
}

#[test]
fn the_seeds_are_kept_byte_for_byte() {
    // FNV-1a of each file as it was first saved: a seed that an editor has touched is no evidence any more.
    let hash = |bytes: &[u8]| {
        bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut found: Vec<_> = fs::read_dir(seeds)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            format!("{name} {:016x}", hash(&fs::read(path).unwrap()))
        })
        .collect();
    found.sort();
    assert_eq!(found, SEEDS);
}

const SEEDS: [&str; 5] = [
    "000_79e0e4d7de9604cb c9873c4b8342bf5c",
    "001_62729c1e8f798b4f 99372413529fb862",
    "002_1ed2426291cfdfce 0f5f803f1567b12f",
    "003_19932e3323072bc9 8b87ea51b674d790",
    "004_ecb0dd45dcc6095f f71953ef97d59565",
];
