//! What the build says of seeds that cannot be read.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../build/seeds.rs"]
mod seeds;

use std::fs;
use std::path::PathBuf;

/// A folder of its own for each test, gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &[u8])]) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        for (file, bytes) in files {
            fs::write(path.join(file), bytes).unwrap();
        }
        Self(path)
    }

    fn faults(&self) -> Vec<String> {
        let faults = seeds::read(&self.0).map(|_| ()).unwrap_err();
        faults.iter().map(ToString::to_string).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[track_caller]
fn check(name: &str, files: &[(&str, &[u8])], begins: &[&str]) {
    let faults = Folder::new(name, files).faults();
    assert_eq!(faults.len(), begins.len(), "{faults:?}");
    for (fault, begin) in faults.iter().zip(begins) {
        assert!(fault.starts_with(begin), "{fault:?} does not begin with {begin:?}");
    }
}

#[test]
fn a_seed_that_is_not_utf8_is_named_with_its_line_and_byte() {
    check(
        "latin",
        &[("a.txt", b"good\ncaf\xe9 au lait, d\xe9j\xe0 vu")],
        &["seeds/a.txt:2:4: this byte is not UTF-8"],
    );
}

#[test]
fn an_empty_seed_is_named() {
    check("empty", &[("a.txt", b" \n"), ("b.txt", b"words")], &["seeds/a.txt:"]);
}

#[test]
fn a_seed_that_no_visitor_can_be_asked_to_download_is_named_with_the_way_out() {
    let large = vec![b'a'; 50 * 1024 * 1024];
    check("large", &[("a.txt", &large)], &["seeds/a.txt: 52428800 bytes are more"]);
}

#[test]
fn an_unknown_key_is_named_with_its_line() {
    let toml = b"title = \"x\"\ncolor = \"red\"\n";
    check(
        "key",
        &[("a.txt", b"words"), ("collection.toml", toml)],
        &["seeds/collection.toml:2:1: unknown key \"color\""],
    );
}

#[test]
fn every_fault_is_told_at_once() {
    check("many", &[("a.txt", b""), ("b.txt", b"\xff\xfe\x00")], &["seeds/a.txt:", "seeds/b.txt:"]);
}

#[test]
fn a_folder_without_texts_says_what_is_needed() {
    check("none", &[], &["seeds/: there is no .txt file"]);
}
