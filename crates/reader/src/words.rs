//! Words: a text cut into tokens, each hashed once in its folded form.
//!
//! A document is cut once ([`Cut`]), for dates and for names. Everything in `names` compares tokens by that hash; no token is
//! ever copied. The module knows nothing of what the words mean.

mod sentences;

pub(crate) use sentences::{Cut, Stretch};

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// A word, a number or a punctuation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// First byte.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
    /// Hash of the folded form.
    pub(crate) hash: u64,
    /// How it is written, see the constants of [`Shape`].
    pub(crate) shape: Shape,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape(u16);

impl Shape {
    /// Starts with a capital letter.
    pub(crate) const CAPITAL: u16 = 1;
    /// Holds a small letter.
    pub(crate) const SMALL: u16 = 2;
    /// Holds a second capital letter.
    pub(crate) const MORE_CAPITALS: u16 = 4;
    /// Holds a digit.
    pub(crate) const DIGIT: u16 = 8;
    /// A letter, at least one.
    pub(crate) const LETTER: u16 = 16;
    /// A punctuation mark or symbol.
    pub(crate) const MARK: u16 = 32;
    /// Nothing stands between it and the token before.
    pub(crate) const GLUED: u16 = 64;
    /// First of a sentence.
    pub(crate) const FIRST: u16 = 128;
    /// A line break stands before it.
    pub(crate) const NEW_LINE: u16 = 256;
    /// Holds a full stop ("U.S.", "Gen.").
    pub(crate) const DOTTED: u16 = 512;
    /// A clitic: "'s", "’s", "'".
    pub(crate) const CLITIC: u16 = 1024;
    /// Holds a letter outside ASCII: "Tô" folds like "to", but is none of its kind.
    pub(crate) const MARKED: u16 = 2048;
    /// Letters and digits of ASCII alone.
    pub(crate) const PLAIN: u16 = 4096;

    /// Whether all of `flags` hold.
    pub(crate) const fn has(self, flags: u16) -> bool {
        self.0 & flags == flags
    }

    /// Whether those of `flags` that hold are just `held`.
    const fn is(self, flags: u16, held: u16) -> bool {
        self.0 & flags == held
    }

    pub(crate) const fn add(&mut self, flags: u16) {
        self.0 |= flags;
    }
}

impl Word {
    /// The word itself.
    pub(crate) fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Starts with a capital letter.
    pub(crate) const fn is_capital(&self) -> bool {
        self.shape.has(Shape::CAPITAL)
    }

    /// Letters, all of them capital, two or more.
    pub(crate) const fn is_all_capitals(&self) -> bool {
        let capitals = Shape::CAPITAL | Shape::MORE_CAPITALS;
        self.shape.is(capitals | Shape::SMALL, capitals)
    }

    /// A word or a number, no mark.
    pub(crate) const fn is_word(&self) -> bool {
        self.shape.is(Shape::MARK | Shape::CLITIC, 0)
    }

    /// Written in small letters.
    pub(crate) const fn is_small(&self) -> bool {
        self.shape.is(Shape::LETTER | Shape::CAPITAL | Shape::MORE_CAPITALS, Shape::LETTER)
    }

    /// Length in bytes.
    pub(crate) const fn len(&self) -> u32 {
        self.end - self.start
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;
const MIX: u64 = 0xff51_afd7_ed55_8ccd;

/// What an odd number is multiplied by to give one (Newton's iteration: each step doubles the bits that are right).
const fn inverse(odd: u64) -> u64 {
    let mut inverse = odd;
    let mut step = 0;
    while step < 5 {
        inverse = inverse.wrapping_mul(2_u64.wrapping_sub(odd.wrapping_mul(inverse)));
        step += 1;
    }
    inverse
}

/// A hash that grows byte by byte (FNV-1a), finished by a mix so that its low bits are usable.
#[derive(Clone, Copy)]
pub(crate) struct Hash(u64);

impl Hash {
    pub(crate) const fn new() -> Self {
        Self(SEED)
    }

    pub(crate) const fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ byte as u64).wrapping_mul(PRIME);
    }

    pub(crate) const fn number(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(PRIME).rotate_left(23);
    }

    pub(crate) const fn finish(self) -> u64 {
        let x = self.0;
        let x = (x ^ (x >> 33)).wrapping_mul(MIX);
        x ^ (x >> 33)
    }

    /// What was finished, to go on from: no step of it loses anything.
    pub(crate) const fn unfinished(hash: u64) -> Self {
        let x = (hash ^ (hash >> 33)).wrapping_mul(const { inverse(MIX) });
        Self(x ^ (x >> 33))
    }

    /// As it was before its last byte.
    pub(crate) const fn without(self, last: u8) -> Self {
        Self(self.0.wrapping_mul(const { inverse(PRIME) }) ^ last as u64)
    }
}

/// The hash of one word in its folded form; the same as [`Word::hash`] of that word in a text.
pub(crate) fn hash_of(word: &str) -> u64 {
    let mut hash = Hash::new();
    if word.is_ascii() {
        for byte in word.bytes().filter(|byte| *byte != b'.') {
            hash.byte(byte.to_ascii_lowercase());
        }
    } else {
        word.chars().for_each(|c| fold_into(c, &mut hash));
    }
    hash.finish()
}

/// The hash of a form that is folded already, with all that is in it: as good as the form for telling it from others.
pub(crate) fn hash_of_form(form: &str) -> u64 {
    let mut hash = Hash::new();
    form.bytes().for_each(|byte| hash.byte(byte));
    hash.finish()
}

fn fold_into(c: char, hash: &mut Hash) {
    if c.is_ascii() {
        // Full stops do not count, so that "U.S." and "US" compare equal.
        if c != '.' {
            hash.byte(c.to_ascii_lowercase() as u8);
        }
        return;
    }
    let mut push = |c: char| {
        let c = match c {
            'đ' | 'Đ' => 'd',
            'ł' | 'Ł' => 'l',
            'ø' | 'Ø' => 'o',
            'ı' => 'i',
            '’' | '‘' | 'ʼ' => '\'',
            other => other,
        };
        for c in c.to_lowercase() {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                hash.byte(byte);
            }
        }
    };
    decompose_compatible(c, |c| {
        if !is_combining_mark(c) {
            push(c);
        }
    });
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

/// What a byte is within a word of ASCII letters and digits: itself in lower case, and above it flags of [`Shape`].
/// Nothing for any other byte.
const IN_WORD: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        let flags = match byte {
            b'a'..=b'z' => Shape::SMALL | Shape::LETTER,
            b'A'..=b'Z' => Shape::MORE_CAPITALS | Shape::LETTER,
            b'0'..=b'9' => Shape::DIGIT,
            _ => 0,
        };
        if flags != 0 {
            table[byte as usize] = (flags as u32) << 8 | byte.to_ascii_lowercase() as u32;
        }
        byte += 1;
    }
    table
};

/// Cuts `text[from..to]` into words and appends them. Linear in the length of the range.
///
/// The first word of the range counts as the first of a sentence.
pub(crate) fn cut(text: &str, from: usize, to: usize, into: &mut Vec<Word>) {
    let Some(range) = text.get(from..to) else { return };
    let bytes = range.as_bytes();
    let mut last_end = usize::MAX;
    let mut before = Shape::FIRST;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == b' ' {
            at += 1;
            continue;
        }
        // Letters and digits of ASCII, which most words are made of.
        let first = IN_WORD[usize::from(byte)];
        let (end, hash, mut shape) = if first != 0 {
            let (mut hash, mut more, mut end) = (Hash::new(), 0, at + 1);
            hash.byte(first as u8);
            for byte in &bytes[end..] {
                let next = IN_WORD[usize::from(*byte)];
                if next == 0 {
                    break;
                }
                more |= next;
                hash.byte(next as u8);
                end += 1;
            }
            let flags = (first >> 8) as u16;
            let capital = flags & Shape::MORE_CAPITALS != 0;
            let flags = if capital { Shape::CAPITAL | Shape::LETTER } else { flags } | (more >> 8) as u16;
            let goes_on = match bytes.get(end) {
                Some(0x80..) => !is_general_mark(&bytes[end..]),
                // A full stop belongs to an initial alone.
                Some(b'.') => capital && end == at + 1,
                next => matches!(next, Some(b'\'')),
            };
            match goes_on.then(|| word_end(range, at, end, hash, Shape(flags))) {
                Some(longer) if longer.0 > end => longer,
                _ => (end, hash, Shape(flags | Shape::PLAIN)),
            }
        } else if matches!(byte, b'!'..=b'&' | b'('..=b'~') {
            let mut hash = Hash::new();
            if byte != b'.' {
                hash.byte(byte);
            }
            (at + 1, hash, Shape(Shape::MARK))
        } else {
            let c = if byte < 0x80 { byte as char } else { range[at..].chars().next().unwrap_or(' ') };
            if is_blank(c) {
                if c == '\n' {
                    before |= Shape::NEW_LINE;
                }
                at += c.len_utf8();
                continue;
            }
            let mut hash = Hash::new();
            if byte >= 0x80 && !is_general_mark(&bytes[at..]) && (c.is_alphanumeric() || is_combining_mark(c))
            {
                word_end(range, at, at, hash, Shape(0))
            } else {
                match if at == last_end && is_apostrophe(c) { clitic(&range[at..]) } else { 0 } {
                    0 => {
                        fold_into(c, &mut hash);
                        (at + c.len_utf8(), hash, Shape(Shape::MARK))
                    }
                    length => {
                        hash.byte(b'\'');
                        hash.byte(b's');
                        (at + length, hash, Shape(Shape::CLITIC))
                    }
                }
            }
        };
        shape.add(before | if at == last_end { Shape::GLUED } else { 0 });
        into.push(Word { start: (from + at) as u32, end: (from + end) as u32, hash: hash.finish(), shape });
        before = 0;
        last_end = end;
        at = end;
    }
}

/// Whether a mark of general punctuation stands there, but for the apostrophes: a dash, a curly quotation mark.
fn is_general_mark(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE2, 0x80, third, ..] if !matches!(third, 0x98 | 0x99))
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}'
}

/// Length of a possessive at the start of `rest`, also in the spaced form of tokenised corpora ("' s").
fn clitic(rest: &str) -> usize {
    let mut chars = rest.char_indices();
    let Some((_, first)) = chars.next() else { return 0 };
    let after = first.len_utf8();
    let tail = &rest[after..];
    let spaced = tail.strip_prefix(' ').unwrap_or(tail);
    let skipped = tail.len() - spaced.len();
    let mut letters = spaced.chars();
    if matches!(letters.next(), Some('s' | 'S')) && !letters.next().is_some_and(char::is_alphanumeric) {
        return after + skipped + 1;
    }
    0
}

/// The end of the word that starts at `at` and is read up to `known`, ASCII letters and digits so far: letters, digits
/// and marks, with dots inside an abbreviation ("U.S.") and an apostrophe before a capital ("O'Brien") or after a one-
/// or two-letter prefix ("d'Estaing").
///
/// Gives hash and shape with it: what is handed over by its value can be kept in registers.
fn word_end(range: &str, at: usize, known: usize, mut hash: Hash, mut shape: Shape) -> (usize, Hash, Shape) {
    let mut end = known;
    let read = known - at;
    let mut letters_since_dot = read;
    let mut first = read == 0;
    let rest = &range[at..];
    let mut chars = rest[read..].char_indices().map(|(i, c)| (read + i, c)).peekable();
    while let Some((i, c)) = chars.next() {
        if c.is_alphanumeric() || is_combining_mark(c) {
            fold_into(c, &mut hash);
            end = at + i + c.len_utf8();
            if c.is_uppercase() {
                shape.add(if first { Shape::CAPITAL } else { Shape::MORE_CAPITALS });
            } else if c.is_lowercase() {
                shape.add(Shape::SMALL);
            }
            if !c.is_ascii() {
                shape.add(Shape::MARKED);
            }
            if c.is_alphabetic() {
                shape.add(Shape::LETTER);
            } else if c.is_numeric() {
                shape.add(Shape::DIGIT);
            }
            letters_since_dot += 1;
            first = false;
            continue;
        }
        if c == '.' && letters_since_dot == 1 && shape.has(Shape::CAPITAL) && !shape.has(Shape::SMALL) {
            // "U.S.", "J.", but not the full stop after "plan B." at the end of a range.
            let next_is_letter = chars.peek().is_some_and(|&(_, c)| c.is_uppercase());
            if next_is_letter || shape.has(Shape::DOTTED) || chars.peek().is_some_and(|&(_, c)| c == ' ') {
                shape.add(Shape::DOTTED);
                letters_since_dot = 0;
                end = at + i + 1;
                if next_is_letter {
                    continue;
                }
            }
            break;
        }
        // Contractions have two letters at most behind the apostrophe; "Ba'athist", "Mu'ammar" have more.
        let inside = || {
            let mut next = rest[i + c.len_utf8()..].chars();
            shape.has(Shape::CAPITAL) && (0..3).all(|_| next.next().is_some_and(char::is_lowercase))
        };
        let prefix = end - at <= 2 && chars.peek().is_some_and(|&(_, c)| c.is_uppercase());
        if is_apostrophe(c) && (prefix || inside()) {
            fold_into('\'', &mut hash);
            continue;
        }
        break;
    }
    (end, hash, shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut words = Vec::new();
        cut(text, 0, text.len(), &mut words);
        words.iter().map(|word| word.of(text)).collect()
    }

    #[test]
    fn abbreviations_possessives_and_apostrophes_in_names_are_kept_apart() {
        assert_eq!(
            words("The U.S. and O'Brien’s PCC's plan (No.08-NQ/TW)."),
            [
                "The", "U.S.", "and", "O'Brien", "’s", "PCC", "'s", "plan", "(", "No", ".", "08", "-", "NQ",
                "/", "TW", ")", "."
            ]
        );
        assert_eq!(words("Britain ' s J. Smith"), ["Britain", "'", "s", "J.", "Smith"]);
        assert_eq!(
            words("Mu'ammar doesn't; They've"),
            ["Mu'ammar", "doesn", "'", "t", ";", "They", "'", "ve"]
        );
    }

    #[test]
    fn a_hash_goes_on_from_where_it_was_finished() {
        let of = |word: &str| Hash::unfinished(hash_of(word));
        assert_eq!(of("parties").without(b's').finish(), hash_of("partie"));
        let mut party = of("parties").without(b's').without(b'e').without(b'i');
        party.byte(b'y');
        assert_eq!(party.finish(), hash_of("party"));
    }

    #[test]
    fn forms_that_fold_alike_have_one_hash() {
        assert_eq!(hash_of("Chính"), hash_of("CHINH"));
        assert_eq!(hash_of("Đà"), hash_of("da"));
        assert_eq!(hash_of("U.S."), hash_of("us"));
        assert_ne!(hash_of("Giang"), hash_of("Gian"));
    }
}
