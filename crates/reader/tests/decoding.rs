//! Text in the encodings that files come in.

use dossier_reader::decode::{Basis, decode};

#[track_caller]
fn check(bytes: &[u8], encoding: &str, basis: Basis, text: &str) {
    let decoded = decode(bytes).expect("a text");
    assert_eq!((decoded.encoding, decoded.basis, decoded.text.as_str()), (encoding, basis, text));
}

#[test]
fn a_byte_order_mark_decides_and_is_taken_off() {
    check(b"\xEF\xBB\xBFH\xC3\xA0 N\xE1\xBB\x99i", "UTF-8", Basis::Declared, "Hà Nội");
    check(b"\xFF\xFEH\0\xE0\0", "UTF-16LE", Basis::Declared, "Hà");
    check(b"\xFE\xFF\0H\0\xE0", "UTF-16BE", Basis::Declared, "Hà");
}

#[test]
fn utf_16_without_a_mark_is_known_by_its_zero_bytes() {
    let text = "The minister said so on Monday.";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    check(&little, "UTF-16LE", Basis::Guessed, text);
    check(&big, "UTF-16BE", Basis::Guessed, text);
}

#[test]
fn a_guess_is_told_with_the_place_that_made_it_needed() {
    let decoded = decode(b"First line.\nThe caf\xE9 was closed; the fa\xE7ade d\xE9cor\xE9e.").unwrap();
    assert_eq!(decoded.encoding, "windows-1252");
    assert_eq!(decoded.not_utf8.map(|bad| (bad.line, bad.column)), Some((2, 8)));
    let note = decoded.assumption().unwrap();
    assert!(note.contains("line 2, byte 8") && note.contains("windows-1252"), "{note}");
}

#[test]
fn vietnamese_in_windows_1258_is_read() {
    let (bytes, _, lost) =
        encoding_rs::WINDOWS_1258.encode("Thủ tướng nói về công nghiệp quốc phòng của đất nước");
    assert!(lost || !bytes.is_empty());
    assert!(decode(&bytes).is_ok());
}

#[test]
fn a_broken_byte_in_utf_8_costs_that_byte_alone() {
    let mut bytes = "Hà Nội, Việt Nam: Thủ tướng Phạm Minh Chính ".repeat(3).into_bytes();
    bytes.push(0xFF);
    let decoded = decode(&bytes).unwrap();
    assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", 1));
    assert!(decoded.text.starts_with("Hà Nội"));
}

#[test]
fn what_is_no_text_is_refused_in_words() {
    for (bytes, word) in [
        (&b""[..], "empty"),
        (b"  \n\t ", "white space"),
        (b"%PDF-1.7\nrest", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\x00\x01\x02\x03\xff\xfe\x80\x81\x02\x03\x04\x05", "binary"),
    ] {
        let error = decode(bytes).expect_err("no text").to_string();
        assert!(error.contains(word), "{error}");
        assert!(error.starts_with(char::is_lowercase) && !error.ends_with('.'));
    }
}

#[test]
fn a_guess_reaches_the_collection() {
    let source = |path: &str, bytes: &[u8]| dossier_reader::Source {
        path: path.to_owned(),
        bytes: bytes.to_vec(),
        ..dossier_reader::Source::default()
    };
    let guessed = b"The caf\xE9 was closed; the fa\xE7ade d\xE9cor\xE9e.";
    let sources = [source("a.txt", b"All plain."), source("b.txt", guessed)];
    let collection = dossier_reader::read(&sources, &dossier_reader::Settings::default());
    assert_eq!(collection.assumed.len(), 1);
    let assumed = &collection.assumed[0];
    assert_eq!(collection.assumptions(assumed.document).count(), 1);
    assert_eq!(collection.document(assumed.document).map(|it| it.source.as_str()), Some("b.txt"));
    assert!(assumed.note.contains("windows-1252"), "{}", assumed.note);
}
