//! Folding: the form in which names and words are compared.
//!
//! The decompositions of Unicode (NFKD), in small letters, come from the `unicode-normalization` crate and the standard
//! library when this crate is built, and travel as a small table: `build.rs` says how it is laid out.

use std::sync::OnceLock;

/// NFKD, marks stripped, đ→d, lower case. Two forms that fold alike are taken for the same word.
///
/// ```
/// assert_eq!(dossier_corpus::fold("Phạm Minh Chính"), "pham minh chinh");
/// assert_eq!(dossier_corpus::fold("Đà Nẵng"), dossier_corpus::fold("da nang"));
/// ```
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        decompose(c, |part| {
            if part.is_ascii() || !is_mark(part) {
                out.push(match part {
                    'đ' => 'd',
                    'ł' => 'l',
                    'ø' => 'o',
                    'ı' => 'i',
                    other => other,
                });
            }
        });
    }
    out
}

/// NFKD and lower case with the marks kept, each letter's in their canonical order. Two spellings of the same letters
/// and marks, composed or not, come out alike.
///
/// ```
/// use dossier_corpus::fold_case;
/// assert_eq!(fold_case("Chính"), fold_case("chi\u{301}nh"));
/// assert_ne!(fold_case("chính"), fold_case("chinh"));
/// ```
pub fn fold_case(text: &str) -> String {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    for c in text.chars() {
        decompose(c, |part| {
            let mut at = out.len();
            if class(part) > 0 {
                while at > 0 && class(out[at - 1]) > class(part) {
                    at -= 1;
                }
            }
            out.insert(at, part);
        });
    }
    out.into_iter().collect()
}

/// The canonical combining class of the marks of Latin letters; 0 for everything else, which is never moved.
fn class(c: char) -> u8 {
    match c {
        '\u{31b}' => 216,
        '\u{321}' | '\u{322}' | '\u{327}' | '\u{328}' => 202,
        '\u{316}'..='\u{319}' | '\u{31c}'..='\u{320}' | '\u{323}'..='\u{326}' | '\u{329}'..='\u{333}' => 220,
        '\u{300}'..='\u{314}' | '\u{33d}'..='\u{344}' => 230,
        _ => 0,
    }
}

/// Whether a character is a combining mark (general category M).
pub fn is_mark(c: char) -> bool {
    let code = c as u32;
    if code < 0x300 {
        return false;
    }
    let ranges = &tables().marks;
    let after = ranges.partition_point(|(start, _)| *start <= code);
    after > 0 && code < ranges[after - 1].1
}

/// Calls `each` with the characters of the full compatibility decomposition of a character, in lower case.
fn decompose(c: char, mut each: impl FnMut(char)) {
    if c.is_ascii() {
        return each(c.to_ascii_lowercase());
    }
    let code = c as u32;
    if let Some(syllable) = code.checked_sub(0xac00).filter(|n| *n < 11_172) {
        // Hangul, by rule (The Unicode Standard, section 3.12).
        let parts = [0x1100 + syllable / 588, 0x1161 + syllable % 588 / 28, 0x11a7 + syllable % 28];
        let count = if syllable.is_multiple_of(28) { 2 } else { 3 };
        parts[..count].iter().filter_map(|part| char::from_u32(*part)).for_each(each);
        return;
    }
    let tables = tables();
    match tables.keys.binary_search(&code) {
        Ok(at) => {
            let parts = tables.starts[at] as usize..tables.starts[at + 1] as usize;
            tables.parts[parts].iter().copied().for_each(each);
        }
        Err(_) => each(c),
    }
}

struct Tables {
    keys: Vec<u32>,
    starts: Vec<u16>,
    parts: Vec<char>,
    marks: Vec<(u32, u32)>,
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables = Tables { keys: Vec::new(), starts: vec![0], parts: Vec::new(), marks: Vec::new() };
        let mut gaps = include_bytes!(concat!(env!("OUT_DIR"), "/gaps")).iter();
        let mut firsts = include_bytes!(concat!(env!("OUT_DIR"), "/firsts")).iter();
        let mut others = include_bytes!(concat!(env!("OUT_DIR"), "/others")).iter();
        let (mut key, mut first) = (0, 0u32);
        while let (Some(gap), Some(difference)) = (number(&mut gaps), number(&mut firsts)) {
            let several = gap & 1 == 1;
            let gap = (gap >> 1) + 1;
            key += gap;
            first =
                first.wrapping_add(gap).wrapping_add((difference >> 1) ^ 0u32.wrapping_sub(difference & 1));
            tables.parts.extend(char::from_u32(first));
            let more = if several { number(&mut others).unwrap_or(1) } else { 1 };
            tables.parts.extend((1..more).filter_map(|_| char::from_u32(number(&mut others)?)));
            tables.keys.push(key);
            tables.starts.push(tables.parts.len() as u16);
        }
        let mut bytes = include_bytes!(concat!(env!("OUT_DIR"), "/marks")).iter();
        let mut end = 0;
        while let Some(gap) = number(&mut bytes) {
            let start = end + gap;
            end = start + number(&mut bytes).unwrap_or(0);
            tables.marks.push((start, end));
        }
        tables
    })
}

fn number(bytes: &mut std::slice::Iter<'_, u8>) -> Option<u32> {
    let mut value = 0;
    let mut shift = 0;
    loop {
        let byte = *bytes.next()?;
        value |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if byte < 0x80 {
            return Some(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    use super::{fold, fold_case, is_mark, tables};

    #[test]
    fn every_character_folds_as_the_normalization_crate_says() {
        assert!(tables().parts.len() < usize::from(u16::MAX));
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            let expected: String = text
                .nfkd()
                .filter(|c| !is_combining_mark(*c))
                .flat_map(char::to_lowercase)
                .map(|c| match c {
                    'đ' => 'd',
                    'ł' => 'l',
                    'ø' => 'o',
                    'ı' => 'i',
                    other => other,
                })
                .collect();
            assert_eq!(fold(&text), expected, "{c:?}");
            assert_eq!(is_mark(c), is_combining_mark(c), "{c:?}");
        }
    }

    #[test]
    fn marks_are_kept_in_one_order_however_they_were_typed() {
        for word in ["Nẵng", "ậ", "đồng", "ượ", "ﬁn", "한국"] {
            let composed: String = word.nfc().collect();
            let decomposed: String = word.nfd().collect();
            assert_eq!(fold_case(&composed), fold_case(&decomposed));
        }
        assert_eq!(fold_case("a\u{302}\u{323}"), fold_case("a\u{323}\u{302}"));
        assert_eq!(fold_case("Đồng"), "đồng".nfd().collect::<String>());
    }
}
