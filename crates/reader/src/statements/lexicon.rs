//! What is known of a word by itself: reporting verbs by kind, closed-class words, abbreviations.
//!
//! The lists stand in `lexicon.txt`; they are general English, of no collection.

use std::sync::OnceLock;

use super::tokens::word;

/// A set of classes, one bit each.
pub(super) type Classes = u64;

/// Classes of the lines of `lexicon.txt`, in its order.
const NAMES: [&str; 28] = [
    "say",
    "stress",
    "think",
    "direct",
    "assess",
    "report",
    "commit",
    "aux",
    "modal",
    "ought",
    "neg",
    "det",
    "poss",
    "prep",
    "pron",
    "subject",
    "conj",
    "rel",
    "adverb",
    "speaker",
    "saying",
    "title",
    "time",
    "abbreviation",
    "order",
    "need",
    "act",
    "occasion",
];

pub(super) const SAY: Classes = 1;
pub(super) const STRESS: Classes = 1 << 1;
pub(super) const THINK: Classes = 1 << 2;
pub(super) const DIRECT: Classes = 1 << 3;
pub(super) const ASSESS: Classes = 1 << 4;
pub(super) const REPORT: Classes = 1 << 5;
pub(super) const COMMIT: Classes = 1 << 6;
pub(super) const AUX: Classes = 1 << 7;
pub(super) const MODAL: Classes = 1 << 8;
pub(super) const OUGHT: Classes = 1 << 9;
pub(super) const NEG: Classes = 1 << 10;
pub(super) const DET: Classes = 1 << 11;
pub(super) const POSS: Classes = 1 << 12;
pub(super) const PREP: Classes = 1 << 13;
pub(super) const PRON: Classes = 1 << 14;
pub(super) const SUBJECT: Classes = 1 << 15;
pub(super) const CONJ: Classes = 1 << 16;
pub(super) const REL: Classes = 1 << 17;
pub(super) const ADVERB: Classes = 1 << 18;
pub(super) const SPEAKER: Classes = 1 << 19;
pub(super) const SAYING: Classes = 1 << 20;
pub(super) const TITLE: Classes = 1 << 21;
pub(super) const TIME: Classes = 1 << 22;
const ABBREVIATION: Classes = 1 << 23;
/// Verbs that order whatever follows, where [`DIRECT`] ones may only ask or tell.
pub(super) const ORDER: Classes = 1 << 24;
/// "need", "importance": what is stressed is to be done.
pub(super) const NEED: Classes = 1 << 25;
/// What one may be told to do.
pub(super) const ACT: Classes = 1 << 26;
/// What is held, opened and concluded.
pub(super) const OCCASION: Classes = 1 << 27;

/// Verb forms: base, -s, past, -ing, past participle where it differs from the past.
pub(super) const BASE: Classes = 1 << 28;
pub(super) const THIRD: Classes = 1 << 29;
pub(super) const PAST: Classes = 1 << 30;
pub(super) const ING: Classes = 1 << 31;
pub(super) const PARTICIPLE: Classes = 1 << 32;

/// Any verb that reports.
pub(super) const VERB: Classes = SAY | STRESS | THINK | DIRECT | ORDER | ASSESS | REPORT | COMMIT;

/// Size of the table; a power of two, more than twice the number of words.
const SLOTS: usize = 1 << 13;

struct Lexicon {
    /// Words; nought is free. By themselves, since most words that are asked about are not there.
    words: Vec<u32>,
    /// Their classes.
    classes: Vec<Classes>,
}

/// What the lexicon says of a word.
pub(super) fn classes(word: u32) -> Classes {
    lexicon().get(word)
}

/// Whether a stop after the word belongs to it. `word` has no stop yet.
pub(super) fn is_abbreviation(word: u32) -> bool {
    lexicon().get(word) & ABBREVIATION != 0
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::parse(include_str!("lexicon.txt")))
}

impl Lexicon {
    fn get(&self, word: u32) -> Classes {
        let mut at = slot(word);
        loop {
            let known = self.words[at];
            if known == word {
                return self.classes[at];
            }
            if known == 0 {
                return 0;
            }
            at = (at + 1) % SLOTS;
        }
    }

    fn add(&mut self, text: &str, classes: Classes) {
        let key = word(text);
        let mut at = slot(key);
        while self.words[at] != 0 && self.words[at] != key {
            at = (at + 1) % SLOTS;
        }
        self.words[at] = key;
        self.classes[at] |= classes;
    }

    fn parse(text: &str) -> Self {
        let mut lexicon = Self { words: vec![0; SLOTS], classes: vec![0; SLOTS] };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((name, words)) = line.split_once(':') else { continue };
            let Some(class) = NAMES.iter().position(|known| *known == name) else { continue };
            let class: Classes = 1 << class;
            for entry in words.split_whitespace() {
                if class & (VERB | ACT) != 0 {
                    lexicon.add_verb(entry, class);
                } else {
                    lexicon.add(entry, class);
                }
            }
        }
        lexicon
    }

    fn add_verb(&mut self, entry: &str, class: Classes) {
        if let Some((base, forms)) = entry.trim_end_matches(')').split_once('(') {
            self.add(base, class | BASE);
            for (form, bit) in forms.split(',').zip([THIRD, PAST, ING, PARTICIPLE]) {
                self.add(form, class | bit);
            }
            return;
        }
        self.add(entry, class | BASE);
        let hisses =
            entry.ends_with('s') || entry.ends_with("sh") || entry.ends_with("ch") || entry.ends_with('x');
        self.add(&format!("{entry}{}", if hisses { "es" } else { "s" }), class | THIRD);
        let stem = entry.strip_suffix('e').unwrap_or(entry);
        self.add(&format!("{stem}ed"), class | PAST);
        self.add(&format!("{}ing", if entry.ends_with("ee") { entry } else { stem }), class | ING);
    }
}

fn slot(word: u32) -> usize {
    (word.wrapping_mul(0x9E37_79B1) >> 19) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_and_irregular_forms_are_known_by_class_and_form() {
        for (text, expected) in [
            ("said", SAY | PAST),
            ("urges", ORDER | THIRD),
            ("praising", ASSESS | ING),
            ("pledged", COMMIT | PAST),
            ("must", MODAL | OUGHT),
        ] {
            assert_eq!(classes(word(text)) & expected, expected, "{text}");
        }
        assert_eq!(classes(word("windmill")), 0);
    }
}
