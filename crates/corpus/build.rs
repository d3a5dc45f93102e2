//! Writes the table of decompositions in small letters that `fold` needs: what the unicode-normalization crate and the
//! standard library know, in a tenth of their space, because everyone who opens a page downloads it.

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
    // Every character that is not what it folds to, in three columns, because like beside like compresses: the gap to
    // the one before, less one and twice, and one more if it becomes several characters; the first of these, as the
    // difference to that of the one before plus the gap; where there are several, how many, and the others as they are.
    let (mut gaps, mut firsts, mut others) = (Vec::new(), Vec::new(), Vec::new());
    // Ranges of marks: gap, length.
    let mut marks = Vec::new();
    let (mut last, mut last_first) = (0u32, 0i64);
    let mut range: Option<(u32, u32)> = None;
    let mut range_end = 0u32;
    for c in ('\u{80}'..=char::MAX).filter(|c| !('\u{ac00}'..='\u{d7a3}').contains(c)) {
        let code = c as u32;
        let decomposed: Vec<char> = std::iter::once(c).nfkd().flat_map(char::to_lowercase).collect();
        if decomposed != [c] {
            let gap = code - last;
            let first = decomposed.first().map_or(0, |first| i64::from(*first as u32));
            put(&mut gaps, (gap - 1) * 2 + u32::from(decomposed.len() > 1));
            put(&mut firsts, signed(first - last_first - i64::from(gap)));
            if decomposed.len() > 1 {
                put(&mut others, decomposed.len() as u32);
                decomposed.iter().skip(1).for_each(|part| put(&mut others, *part as u32));
            }
            (last, last_first) = (code, first);
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
    for (name, bytes) in [("gaps", gaps), ("firsts", firsts), ("others", others), ("marks", marks)] {
        fs::write(Path::new(&out).join(name), bytes).expect("OUT_DIR can be written");
    }
}
