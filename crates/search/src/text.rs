//! Text to tokens: what counts as a word, and in which forms it is kept.
//!
//! A word is an unbroken run of letters, digits and combining marks (Unicode). Punctuation ends a word, so that
//! `company` finds "company's" and `nq` finds "08-NQ/TW"; such words stand side by side, and a query that holds
//! punctuation is read as a phrase. (UAX 29 would join "3.14" and "company's" and hide their parts.)
//!
//! Scripts that put no space between words (Han, kana, Hangul, Thai, Lao, Khmer, Burmese) are cut into
//! overlapping pairs of characters; the last character of a run stands alone as well, so that any single
//! character can be found.
//!
//! Every word has a *folded* form, by which it is found: see [`dossier_corpus::fold`]. A word written with marks
//! has its *exact* form too, in small letters with the marks ([`dossier_corpus::fold_case`]), by which it is preferred.

use dossier_corpus::{fold, fold_case, is_mark};

/// Longer words are cut to this many bytes of their folded form, in documents and queries alike.
pub const LONGEST_WORD: usize = 64;

/// A token where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// First byte in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// As written.
    pub written: &'a str,
    /// How it was cut.
    pub kind: TokenKind,
}

/// How a token was cut from the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word between spaces or punctuation.
    Word,
    /// A word of ASCII letters and digits only: its folded form is its small letters.
    Ascii,
    /// Two neighbouring characters of a script without spaces.
    Pair,
    /// The last character of a run in such a script.
    Single,
}

/// The forms of a token by which it is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forms {
    /// Case and marks folded.
    pub folded: String,
    /// With its marks, where it has any.
    pub exact: Option<String>,
}

/// The forms of a written token.
pub fn forms(token: Token<'_>) -> Forms {
    match token.kind {
        TokenKind::Ascii => Forms { folded: cut(token.written.to_ascii_lowercase()), exact: None },
        // Their marks tell characters apart: they are kept.
        TokenKind::Pair | TokenKind::Single => Forms { folded: cut(fold_case(token.written)), exact: None },
        TokenKind::Word => {
            let letters = |form: String| cut(form.replace(|c: char| !c.is_alphanumeric() && !is_mark(c), ""));
            let folded = letters(fold(token.written));
            let exact = letters(fold_case(token.written));
            let exact = (exact != folded && !folded.is_empty()).then_some(exact);
            Forms { folded, exact }
        }
    }
}

const SOFT_HYPHEN: char = '\u{ad}';

fn cut(mut form: String) -> String {
    if form.len() > LONGEST_WORD {
        form.truncate(form.floor_char_boundary(LONGEST_WORD));
    }
    form
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Other,
    Word,
    Unspaced,
}

fn class(c: char) -> Class {
    if c.is_alphanumeric() {
        let unspaced = matches!(c,
            '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3100}'..='\u{318f}'
            | '\u{31a0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}'
            | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ffdc}' | '\u{20000}'..='\u{3ffff}');
        if unspaced { Class::Unspaced } else { Class::Word }
    } else {
        Class::Other
    }
}

/// The tokens of a text, in order. Each stands one position after the one before it.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0 }
}

/// Iterator over the tokens of a text. See [`tokens`].
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() && bytes[self.at] < 0x80 && !bytes[self.at].is_ascii_alphanumeric() {
            self.at += 1;
        }
        let start = self.at;
        let mut end = start;
        while end < bytes.len() && bytes[end].is_ascii_alphanumeric() {
            end += 1;
        }
        if end == bytes.len() || bytes[end] < 0x80 {
            if end == start {
                return None;
            }
            self.at = end;
            return Some(self.token(start, end, TokenKind::Ascii));
        }
        self.next_unicode(start)
    }
}

impl<'a> Tokens<'a> {
    fn token(&self, start: usize, end: usize, kind: TokenKind) -> Token<'a> {
        Token { start, end, written: &self.text[start..end], kind }
    }

    #[inline(never)]
    fn next_unicode(&mut self, from: usize) -> Option<Token<'a>> {
        let rest = &self.text[from..];
        let mut chars = rest.char_indices().peekable();
        // Find the first character of a word.
        let (start, first) = loop {
            let (at, c) = chars.next()?;
            if class(c) != Class::Other {
                break (from + at, class(c));
            }
            self.at = from + at + c.len_utf8();
        };
        match first {
            Class::Other => None,
            Class::Word => {
                let mut end = start;
                let mut ascii = true;
                for (at, c) in self.text[start..].char_indices() {
                    let goes_on = match class(c) {
                        Class::Word => true,
                        Class::Unspaced => false,
                        Class::Other => c == SOFT_HYPHEN || (!c.is_ascii() && is_mark(c)),
                    };
                    if !goes_on {
                        break;
                    }
                    ascii &= c.is_ascii();
                    end = start + at + c.len_utf8();
                }
                self.at = end;
                let kind = if ascii { TokenKind::Ascii } else { TokenKind::Word };
                Some(self.token(start, end, kind))
            }
            Class::Unspaced => {
                // A character takes the marks that follow it along.
                let one = self.unspaced_end(start).unwrap_or(self.text.len());
                self.at = one;
                match self.unspaced_end(one) {
                    Some(two) => Some(self.token(start, two, TokenKind::Pair)),
                    None => Some(self.token(start, one, TokenKind::Single)),
                }
            }
        }
    }

    /// Where the unspaced character that begins here ends, marks included; `None` if none begins here.
    fn unspaced_end(&self, start: usize) -> Option<usize> {
        let mut chars = self.text[start..].chars();
        let c = chars.next()?;
        if class(c) != Class::Unspaced {
            return None;
        }
        let marks: usize = chars
            .take_while(|c| !c.is_ascii() && !c.is_alphanumeric() && is_mark(*c))
            .map(char::len_utf8)
            .sum();
        Some(start + c.len_utf8() + marks)
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::{TokenKind, forms, tokens};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = tokens(text)
            .map(|token| {
                let forms = forms(token);
                match forms.exact {
                    Some(exact) => format!("{}={}", forms.folded, exact.nfc()),
                    None => forms.folded,
                }
            })
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        check("The company's 08-NQ/TW, 3.14!", &["the", "company", "s", "08", "nq", "tw", "3", "14"]);
        check("", &[]);
        check(" … ", &[]);
    }

    #[test]
    fn marks_are_folded_and_the_exact_form_is_kept() {
        check("Phạm Minh Chính", &["pham=phạm", "minh", "chinh=chính"]);
        // Decomposed and composed spellings are one.
        check("Chi\u{301}nh đồng", &["chinh=chính", "dong=đồng"]);
        check("co\u{ad}operate", &["cooperate"]);
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_pairs() {
        check("中国人", &["中国", "国人", "人"]);
        check("go中国go", &["go", "中国", "国", "go"]);
        check("サイト", &["サイ", "イト", "ト"]);
        check("ｻｲ", &["サイ", "イ"]);
    }

    #[test]
    fn tokens_say_where_they_stand() {
        let text = "é Đà-Nẵng";
        let spans: Vec<_> = tokens(text).map(|t| &text[t.start..t.end]).collect();
        assert_eq!(spans, ["é", "Đà", "Nẵng"]);
        assert_eq!(tokens("abc").next().unwrap().kind, TokenKind::Ascii);
    }

    #[test]
    fn very_long_words_are_cut() {
        let long = "x".repeat(1000);
        assert_eq!(forms(tokens(&long).next().unwrap()).folded.len(), super::LONGEST_WORD);
    }
}
