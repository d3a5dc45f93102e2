//! Bytes to text: which encoding, how sure, and what is no text at all.
//!
//! A mark at the start of the file decides; then valid UTF-8; then the zero bytes of UTF-16; what is left is a
//! legacy encoding, guessed from its letters (`chardetng`, the detector written for Firefox) and told as a guess.
//! Nothing is dropped: bytes without a meaning in the encoding become U+FFFD, and their number is told.

use std::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// Documents are addressed by 32-bit offsets.
const LIMIT: usize = u32::MAX as usize;

/// How the encoding became known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A byte order mark, or a declaration handed in by the caller.
    Declared,
    /// The bytes are valid in it, which does not happen by chance.
    Valid,
    /// The most likely one, by its letters.
    Guessed,
}

/// Where UTF-8 ends to be valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadByte {
    /// Offset, from 0.
    pub offset: usize,
    /// Line, from 1.
    pub line: usize,
    /// Byte of that line, from 1.
    pub column: usize,
}

/// A text and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark. Nothing else is removed.
    pub text: String,
    /// Its name in the WHATWG Encoding Standard: `UTF-8`, `windows-1258`.
    pub encoding: &'static str,
    /// How it became known.
    pub basis: Basis,
    /// Number of places that had no meaning and became U+FFFD.
    pub replaced: usize,
    /// The first byte that is not UTF-8; `None` when all are.
    pub not_utf8: Option<BadByte>,
}

impl Decoded {
    /// What was assumed, in a sentence for the user; `None` when nothing was.
    pub fn assumption(&self) -> Option<String> {
        let bad = self.not_utf8.filter(|_| self.basis == Basis::Guessed);
        let mut note = bad.map(|bad| {
            format!(
                "read as {}, a guess: line {}, byte {} is not UTF-8; save the file as UTF-8 to be sure",
                self.encoding, bad.line, bad.column
            )
        });
        if self.replaced > 0 {
            let places = if self.replaced == 1 { "place" } else { "places" };
            let note = note.get_or_insert_with(|| format!("read as {}", self.encoding));
            note.push_str(&format!("; {} {places} could not be read and stand as \u{FFFD}", self.replaced));
        }
        note
    }
}

/// Why bytes are no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError(String);

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DecodeError {}

/// The text of `bytes`.
///
/// ```
/// let read = dossier_reader::decode::decode(b"caf\xe9 au lait, d\xe9j\xe0 vu").unwrap();
/// assert_eq!(read.text, "café au lait, déjà vu");
/// assert!(read.assumption().unwrap().contains("windows-1252"));
/// ```
///
/// # Errors
/// In words, when the bytes are empty, too many, or no text in any encoding.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    decode_declared(bytes, None)
}

/// The text of `bytes`, which something outside them (an HTTP header, a `meta` element) says are `label`.
///
/// A byte order mark and valid UTF-8 beat the declaration, which is wrong more often than they are.
///
/// # Errors
/// As [`decode`].
pub fn decode_declared(bytes: &[u8], label: Option<&str>) -> Result<Decoded, DecodeError> {
    if bytes.is_empty() {
        return Err(DecodeError("the file is empty; put text in it or take it out of the folder".to_owned()));
    }
    if bytes.len() >= LIMIT {
        return Err(DecodeError(
            "the file holds 4 GiB or more, the most that one document can; split it into parts".to_owned(),
        ));
    }
    if let Some(text) = utf32(bytes) {
        return finish(text, "UTF-32", Basis::Declared, 0, None);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[mark..], Basis::Declared, bad_byte(bytes));
    }
    if let Some(kind) = known_binary(bytes) {
        return Err(DecodeError(format!("the file is {kind}, not text")));
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return with(encoding, bytes, Basis::Guessed, bad_byte(bytes));
    }
    let declared = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    // The one encoding whose bytes look like ASCII and are not.
    if declared == Some(ISO_2022_JP) && bytes.contains(&0x1B) {
        return with(ISO_2022_JP, bytes, Basis::Declared, None);
    }
    let bad = match std::str::from_utf8(bytes) {
        Ok(text) => return finish(text.to_owned(), "UTF-8", Basis::Valid, 0, None),
        Err(error) => place(bytes, error.valid_up_to()),
    };
    let controls = controls(bytes);
    if controls * 50 > bytes.len() || (bytes.contains(&0) && controls * 500 > bytes.len()) {
        return Err(DecodeError(
            "the file holds binary data, not text; convert it to text, HTML, PDF or DOCX first".to_owned(),
        ));
    }
    if let Some(encoding) = declared
        && encoding != UTF_8
    {
        return with(encoding, bytes, Basis::Declared, Some(bad));
    }
    if mostly_utf8(bytes) {
        return with(UTF_8, bytes, Basis::Guessed, Some(bad));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    with(encoding, bytes, Basis::Guessed, Some(bad))
}

fn with(
    encoding: &'static Encoding,
    bytes: &[u8],
    basis: Basis,
    not_utf8: Option<BadByte>,
) -> Result<Decoded, DecodeError> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let replaced = text.matches('\u{FFFD}').count();
    if replaced * 4 > text.len() {
        return Err(DecodeError("the file holds binary data, not text".to_owned()));
    }
    let not_utf8 = if encoding == UTF_8 && replaced == 0 { None } else { not_utf8 };
    finish(text.into_owned(), encoding.name(), basis, replaced, not_utf8)
}

fn finish(
    text: String,
    encoding: &'static str,
    basis: Basis,
    replaced: usize,
    not_utf8: Option<BadByte>,
) -> Result<Decoded, DecodeError> {
    if text.len() >= LIMIT {
        return Err(DecodeError(
            "the text holds 4 GiB or more, the most that one document can; split it into parts".to_owned(),
        ));
    }
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\0').is_empty() {
        return Err(DecodeError("the file holds no text, only white space".to_owned()));
    }
    let controls = controls(text.as_bytes());
    if controls * 5 > text.len() {
        return Err(DecodeError("the file holds mostly control characters, not text".to_owned()));
    }
    Ok(Decoded { text, encoding, basis, replaced, not_utf8 })
}

/// Control characters that no text file has a use for. Without branches, so that many bytes are looked at in one step.
fn is_control(byte: u8) -> bool {
    let used = (byte.wrapping_sub(b'\t') < 5) | (byte == 0x1A) | (byte == 0x1B);
    ((byte < 0x20) & !used) | (byte == 0x7F)
}

/// How many control characters there are, counted in pieces that a byte can count.
fn controls(bytes: &[u8]) -> usize {
    let of_piece = |piece: &[u8]| piece.iter().map(|byte| u8::from(is_control(*byte))).sum::<u8>();
    bytes.chunks(255).map(|piece| usize::from(of_piece(piece))).sum()
}

fn bad_byte(bytes: &[u8]) -> Option<BadByte> {
    std::str::from_utf8(bytes).err().map(|error| place(bytes, error.valid_up_to()))
}

/// Line and column of the byte at `offset`, the first that is not UTF-8.
fn place(bytes: &[u8], offset: usize) -> BadByte {
    let before = &bytes[..offset];
    let line_start = before.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    let line = before.iter().filter(|b| **b == b'\n').count() + 1;
    BadByte { offset, line, column: offset - line_start + 1 }
}

/// UTF-8 with a few broken places (a cut download, a pasted byte): a hundred good sequences for each bad one.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && bad * 10 < good
}

/// Text is full of spaces, digits and line ends, which UTF-16 writes with a zero byte on one side.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    if !head.contains(&0) {
        return None;
    }
    let units = head.len() / 2;
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    // Beside a zero stands an ASCII character; in binary data, anything.
    let plain = |side: usize| {
        let beside = head.chunks_exact(2).filter(|pair| pair[1 - side] == 0).map(|pair| pair[side]);
        let (good, bad): (Vec<u8>, Vec<u8>) = beside.partition(|b| !is_control(*b) && *b < 0x7F);
        bad.len() * 50 <= good.len()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 > units && even * 50 <= units && plain(0) {
        Some(UTF_16LE)
    } else if even * 10 > units && odd * 50 <= units && plain(1) {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn utf32(bytes: &[u8]) -> Option<String> {
    let big = match bytes {
        [0xFF, 0xFE, 0, 0, ..] => false,
        [0, 0, 0xFE, 0xFF, ..] => true,
        _ => return None,
    };
    if !bytes.len().is_multiple_of(4) {
        return None;
    }
    let unit = |b: &[u8]| {
        let four = [b[0], b[1], b[2], b[3]];
        if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }
    };
    let text: String =
        bytes[4..].chunks_exact(4).map(|b| char::from_u32(unit(b)).unwrap_or('\u{FFFD}')).collect();
    // Little-endian UTF-16 that starts with a NUL has the same first bytes; it makes no sense as UTF-32.
    let nonsense = text.chars().filter(|c| *c == '\u{FFFD}').count();
    (nonsense * 10 <= text.chars().count()).then_some(text)
}

/// What well-known first bytes say that a file is, for a message that helps.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document (.doc, .xls)"),
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"\xFF\xD8\xFF", "a JPEG picture"),
        (b"GIF87a", "a GIF picture"),
        (b"GIF89a", "a GIF picture"),
        (b"RIFF", "a WebP picture, sound or film"),
        (b"II*\0", "a TIFF picture"),
        (b"MM\0*", "a TIFF picture"),
        (b"\x1F\x8B\x08", "a gzip archive"),
        (b"BZh", "a bzip2 archive"),
        (b"\xFD7zXZ\0", "an xz archive"),
        (b"\x28\xB5\x2F\xFD", "a Zstandard archive"),
        (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
        (b"Rar!\x1A\x07", "a RAR archive"),
        (b"\x7FELF", "a program"),
        (b"\0asm", "a WebAssembly module"),
        (b"MZ\x90\0", "a program"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"ID3\x03", "a sound file"),
        (b"ID3\x04", "a sound file"),
        (b"OggS", "a sound or film file"),
        (b"\0\0\0\x18ftyp", "a film"),
        (b"\0\0\0\x20ftyp", "a film"),
        (b"wOFF", "a font"),
        (b"wOF2", "a font"),
    ];
    let (magic, kind) = KINDS.iter().find(|(magic, _)| bytes.starts_with(magic))?;
    // A text may begin with printable letters that are some format's mark.
    let head = &bytes[..bytes.len().min(1024)];
    let printable = magic.iter().all(|b| (0x20..0x7F).contains(b));
    (!printable || *kind == "a PDF" || head.iter().any(|b| is_control(*b))).then_some(kind)
}
