//! Writes the table of decompositions that `fold` needs: what the unicode-normalization crate knows, in a tenth of
//! its space, because everyone who opens a page downloads it.

use std::path::Path;
use std::{env, fs};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

fn put(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn signed(value: i64) -> u32 {
    ((value << 1) ^ (value >> 63)) as u32
}

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // For each character that decomposes: gap to the one before, number of characters, the first as the difference
    // to the first of the one before, the others as they are.
    let mut table = Vec::new();
    // Ranges of marks: gap, length.
    let mut marks = Vec::new();
    let (mut last, mut last_first) = (0u32, 0i64);
    let mut range: Option<(u32, u32)> = None;
    let mut range_end = 0u32;
    for c in ('\u{80}'..=char::MAX).filter(|c| !('\u{ac00}'..='\u{d7a3}').contains(c)) {
        let code = c as u32;
        let decomposed: Vec<char> = std::iter::once(c).nfkd().flat_map(char::to_lowercase).collect();
        if !c.to_lowercase().eq(decomposed.iter().copied()) {
            put(&mut table, code - last);
            put(&mut table, decomposed.len() as u32);
            for (i, part) in decomposed.iter().enumerate() {
                if i == 0 {
                    put(&mut table, signed(i64::from(*part as u32) - last_first));
                    last_first = i64::from(*part as u32);
                } else {
                    put(&mut table, *part as u32);
                }
            }
            last = code;
        }
        if is_combining_mark(c) {
            range = match range {
                Some((start, end)) if end == code => Some((start, code + 1)),
                open => {
                    if let Some((start, end)) = open {
                        put(&mut marks, start - range_end);
                        put(&mut marks, end - start);
                        range_end = end;
                    }
                    Some((code, code + 1))
                }
            };
        }
    }
    if let Some((start, end)) = range {
        put(&mut marks, start - range_end);
        put(&mut marks, end - start);
    }
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("decompositions.bin"), table).expect("OUT_DIR can be written");
    fs::write(Path::new(&out).join("marks.bin"), marks).expect("OUT_DIR can be written");
}
