//! Forms of names: how two of them are compared, and which one is shown.

use dossier_corpus::fold;

use crate::bytes::{SMALL, Shapes};

/// The stable key of a name for URLs: folded, words joined by hyphens.
///
/// ```
/// assert_eq!(dossier_reader::names::key_of("Phạm Minh Chính"), "pham-minh-chinh");
/// ```
pub fn key_of(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    if name.is_ascii() {
        let mut rest = name;
        while let Some(end) = take_letters(&mut rest, &mut key) {
            if !matches!(end, b'\'' | b'.') && !key.is_empty() && !key.ends_with('-') {
                key.push('-');
            }
        }
    } else {
        for c in fold(name).chars() {
            if c.is_alphanumeric() {
                key.push(c);
            } else if !matches!(c, '\'' | '’' | '.') && !key.is_empty() && !key.ends_with('-') {
                key.push('-');
            }
        }
    }
    key.truncate(key.trim_end_matches('-').len());
    key
}

/// The form by which names are compared across documents: folded, in one spelling, without articles and marks.
pub(crate) fn comparable(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    comparable_into(name, &mut out);
    out
}

/// The same, in the place of what was in `out`.
pub(crate) fn comparable_into(name: &str, out: &mut String) {
    out.clear();
    if name.is_ascii() {
        return comparable_ascii(name, out);
    }
    for word in key_of(name).split('-') {
        let from = begin_word(out);
        out.push_str(word);
        end_word(out, from);
    }
}

/// The same without the key in between: nearly all names are in ASCII.
fn comparable_ascii(name: &str, out: &mut String) {
    out.push_str(name);
    out.make_ascii_lowercase();
    // Most names are so already.
    if is_comparable(out) {
        return;
    }
    out.clear();
    let mut from = begin_word(out);
    let mut rest = name;
    loop {
        let end = take_letters(&mut rest, out);
        if !matches!(end, Some(b'\'' | b'.')) {
            end_word(out, from);
            if end.is_none() {
                return;
            }
            from = begin_word(out);
        }
    }
}

/// Whether a name of small letters of ASCII is such as it is compared: words of letters and digits with one space between them, all
/// in the spelling to which words are brought.
fn is_comparable(name: &str) -> bool {
    let mut from = 0;
    for (at, byte) in name.bytes().chain([b' ']).enumerate() {
        if SMALL[usize::from(byte)] != 0 {
            continue;
        }
        let word = &name[from..at];
        let stays = !matches!(word, "the" | "s" | "") && plain(word).is_none() && !word.ends_with(ISATION);
        if byte != b' ' || !stays {
            return false;
        }
        from = at + 1;
    }
    true
}

/// Puts the letters and digits in front of a text of ASCII behind `out`, in small letters, and leaves what stands behind the byte
/// that ends them; gives that byte.
fn take_letters(rest: &mut &str, out: &mut String) -> Option<u8> {
    let text = *rest;
    let count = text.bytes().position(|byte| SMALL[usize::from(byte)] == 0).unwrap_or(text.len());
    let from = out.len();
    out.push_str(&text[..count]);
    if let Some(letters) = out.get_mut(from..) {
        letters.make_ascii_lowercase();
    }
    let end = text.as_bytes().get(count).copied();
    *rest = text.get(count + 1..).unwrap_or("");
    end
}

/// Makes room for a word; gives where it begins.
fn begin_word(out: &mut String) -> usize {
    if !out.is_empty() {
        out.push(' ');
    }
    out.len()
}

/// Brings the folded word from `from` on to its American spelling, to which both are brought, or drops it.
fn end_word(out: &mut String, from: usize) {
    let word = &out[from..];
    if matches!(word, "the" | "s" | "") {
        out.truncate(from.saturating_sub(1));
    } else if let Some(plain) = plain(word) {
        out.truncate(from);
        out.push_str(plain);
    } else if word.ends_with(ISATION) {
        out.truncate(out.len() - ISATION.len());
        out.push_str("ization");
    }
}

pub(super) const ISATION: &str = "isation";

/// Words in another spelling than the one by which they are compared.
const RESPELT: [&str; 16] = [
    "defence",
    "programme",
    "centre",
    "labour",
    "theatre",
    "harbour",
    "telecoms",
    "telecommunications",
    "organisation",
    "corp",
    "dept",
    "univ",
    "co",
    "ltd",
    "intl",
    "govt",
];

/// That one, in the same order.
const PLAIN: [&str; RESPELT.len()] = [
    "defense",
    "program",
    "center",
    "labor",
    "theater",
    "harbor",
    "telecom",
    "telecom",
    "organization",
    "corporation",
    "department",
    "university",
    "company",
    "limited",
    "international",
    "government",
];

/// By which most words are told from these.
static SHAPES: Shapes = Shapes::of(&[&RESPELT]);

/// The spelling by which a folded word is compared, where it is another one.
fn plain(word: &str) -> Option<&'static str> {
    if !SHAPES.may_hold(word.as_bytes()) {
        return None;
    }
    RESPELT.iter().position(|known| *known == word).map(|at| PLAIN[at])
}

/// Folded words that are compared in another spelling, or not at all; beside these stand words that end with "isation".
pub(super) fn respelt() -> impl Iterator<Item = &'static str> {
    RESPELT.into_iter().chain(["the", "s"])
}

/// How many marked letters a form has: of two forms that fold alike the one with more is shown.
pub(crate) fn marks(form: &str) -> usize {
    form.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count()
}

/// Whether all its letters are capitals.
pub(crate) fn is_shouted(form: &str) -> bool {
    form.chars().any(char::is_uppercase) && !form.chars().any(char::is_lowercase)
}

/// A letter in its base form, as a capital, behind the initials so far.
fn with_initial(mut initials: String, letter: char) -> String {
    if letter.is_ascii() {
        initials.push(letter.to_ascii_uppercase());
    } else {
        initials.push_str(&fold(letter.encode_utf8(&mut [0; 4])).to_uppercase());
    }
    initials
}

/// The initials of the capitalised words: "Ministry of National Defence" → "MND".
pub(crate) fn initials(name: &str) -> String {
    name.split(|c: char| c.is_whitespace() || c == '-')
        .filter_map(|word| word.trim_start_matches(['(', '"', '“', '\'']).chars().next())
        .filter(|c| c.is_uppercase())
        .fold(String::new(), with_initial)
}

/// The same with the small words: "Department of Defence" → "DOD".
pub(crate) fn all_initials(name: &str) -> String {
    name.split(|c: char| c.is_whitespace() || c == '-')
        .filter(|word| !matches!(*word, "the" | "The"))
        .filter_map(|word| word.trim_start_matches(['(', '"', '“', '\'']).chars().next())
        .filter(|c| c.is_alphanumeric())
        .fold(String::new(), with_initial)
}

/// Whether initials are themselves a word of a name, as it is compared: "EC" of "ec commission" stands for no more.
pub(crate) fn is_word_of(initials: &str, long: &str) -> bool {
    if initials.is_ascii() {
        long.split(' ').any(|word| word.eq_ignore_ascii_case(initials))
    } else {
        let small = initials.to_lowercase();
        long.split(' ').any(|word| word == small)
    }
}

/// The letters and digits of a printed name in their base forms, as capitals: what initials are compared with.
pub(crate) fn capitals(printed: &str) -> String {
    if printed.is_ascii() {
        let letters = printed.bytes().filter(u8::is_ascii_alphanumeric);
        return letters.map(|byte| byte.to_ascii_uppercase() as char).collect();
    }
    fold(printed).to_uppercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether `short` could abbreviate `long`: its letters are the initials, with or without small words.
pub(crate) fn abbreviates(short: &str, long: &str) -> bool {
    let short = capitals(short);
    if short.chars().count() < 2 {
        return false;
    }
    short == initials(long) || short == all_initials(long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_marks_and_articles_do_not_tell_names_apart() {
        assert_eq!(
            comparable("the Ministry of National Defence"),
            comparable("Ministry of National Defense")
        );
        assert_eq!(comparable("Việt Nam People's Army"), comparable("Viet Nam People’s Army"));
    }

    #[test]
    fn initials_abbreviate_with_or_without_small_words() {
        assert!(abbreviates("MND", "Ministry of National Defense"));
        assert!(abbreviates("DoD", "Department of Defense"));
        assert!(!abbreviates("MOD", "Ministry of National Defense"));
    }
}
