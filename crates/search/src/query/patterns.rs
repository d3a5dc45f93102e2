//! The words of a query: what stands between spaces, with `*` and `?` in it.

use super::parser::Parser;
use super::{MOST_WORDS, Pattern, PatternKind};
use crate::text::{TokenKind, forms, tokens};

impl Parser<'_> {
    /// The words of a text, with `*` and `?` inside them.
    pub(super) fn patterns(&mut self, text: &str, start: usize) -> Vec<Pattern> {
        let is_wild = |gap: &str| !gap.is_empty() && gap.bytes().all(|b| b == b'*' || b == b'?');
        let found: Vec<_> = tokens(text).collect();
        let mut patterns: Vec<Pattern> = Vec::new();
        let mut last_end = 0;
        for (i, token) in found.iter().enumerate() {
            if self.words >= MOST_WORDS {
                self.mistake(
                    start + token.start,
                    start + text.len(),
                    "the query is too long: from here on it was not read",
                    None,
                );
                break;
            }
            let alone = i + 1 == found.len();
            let after_pair = i > 0 && found[i - 1].kind == TokenKind::Pair && found[i - 1].end == token.end;
            if token.kind == TokenKind::Single && alone && after_pair {
                continue; // The pair before it says it all.
            }
            let forms = forms(*token);
            if forms.folded.is_empty() {
                continue;
            }
            self.words += 1;
            // Pairs overlap.
            let gap = text.get(last_end..token.start).unwrap_or("");
            let joined = is_wild(gap) && i > 0;
            let leading = if joined { gap } else { wild_end(gap) };
            // A question mark at the beginning or the end of a word is punctuation.
            let leading = if joined || leading.contains('*') { leading } else { "" };
            let trailing = if alone { wild_start(&text[token.end..]) } else { "" };
            let trailing = if trailing.contains('*') { trailing } else { "" };
            last_end = token.end;
            if joined && let Some(last) = patterns.last_mut() {
                last.text.push_str(gap);
                last.text.push_str(&forms.folded);
                last.text.push_str(trailing);
                last.kind = PatternKind::Wildcard;
                last.exact = None;
                last.written = None;
                continue;
            }
            let written = (token.kind != TokenKind::Ascii).then(|| token.written.to_owned());
            let single = token.kind == TokenKind::Single && alone;
            patterns.push(if leading.is_empty() && trailing == "*" || (single && trailing.is_empty()) {
                Pattern { kind: PatternKind::Prefix, text: forms.folded, exact: None, written }
            } else if leading.is_empty() && trailing.is_empty() {
                Pattern { kind: PatternKind::Word, text: forms.folded, exact: forms.exact, written }
            } else {
                let text = format!("{leading}{}{trailing}", forms.folded);
                Pattern { kind: PatternKind::Wildcard, text, exact: None, written: None }
            });
        }
        patterns
    }
}

fn wild_start(text: &str) -> &str {
    let end = text.find(|c| c != '*' && c != '?').unwrap_or(text.len());
    &text[..end]
}

fn wild_end(text: &str) -> &str {
    let start = text.trim_end_matches(['*', '?']).len();
    &text[start..]
}
