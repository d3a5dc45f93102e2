//! Reads what was typed into an expression; what cannot be read is said, and read as words.

use dossier_corpus::{Edtf, fold_case};

use super::{Expr, Mistake, Names, Pattern, PatternKind, Sureness, Target, Typing, Words};
use crate::Interval;

const MOST_BRACKETS: usize = 32;
const MOST_MISTAKES: usize = 20;

pub(super) fn read(text: &str, names: &Names, typing: Typing) -> (Expr, Vec<Mistake>) {
    let mut parser = Parser { text, at: 0, depth: 0, words: 0, names, typing, mistakes: Vec::new() };
    let mut parts = Vec::new();
    loop {
        parts.append(&mut parser.group(None));
        if parser.at >= text.len() {
            break;
        }
        // A closing bracket that nothing opened.
        let at = parser.at;
        parser.at += 1;
        let rest = format!("{}{}", &text[..at], &text[at + 1..]);
        parser.mistake(at, at + 1, "this bracket closes nothing", Some(rest));
    }
    let found = parser.mistakes;
    let key = |at: usize| (found[at].start, found[at].end);
    let order = crate::sorting::order(found.len(), &|a, b| key(a).cmp(&key(b)));
    let mistakes = order.into_iter().take(MOST_MISTAKES).map(|at| found[at as usize].clone()).collect();
    (all(parts), mistakes)
}

fn all(mut parts: Vec<Expr>) -> Expr {
    if parts.len() == 1 { parts.swap_remove(0) } else { Expr::All(parts) }
}

pub(super) struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// How many were read.
    pub(super) words: usize,
    names: &'a Names,
    typing: Typing,
    mistakes: Vec<Mistake>,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    #[cold]
    pub(super) fn mistake(&mut self, start: usize, end: usize, message: &str, suggestion: Option<String>) {
        self.mistakes.push(Mistake { start, end, message: message.to_owned(), suggestion });
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Takes a word in capitals that stands alone.
    fn keyword(&mut self, word: &str) -> bool {
        let Some(after) = self.rest().strip_prefix(word) else { return false };
        if !after.is_empty() && !after.starts_with(|c: char| c.is_whitespace() || c == '(' || c == '"') {
            return false;
        }
        self.at += word.len();
        true
    }

    /// Parts up to a closing bracket or the end.
    fn group(&mut self, target: Option<&Target>) -> Vec<Expr> {
        let mut parts: Vec<Vec<Expr>> = Vec::new();
        // The place of an OR that waits for its right side.
        let mut or: Option<(usize, usize)> = None;
        loop {
            self.skip_space();
            if self.rest().is_empty() || self.rest().starts_with(')') {
                break;
            }
            let start = self.at;
            if self.keyword("OR") || self.keyword("|") {
                if parts.is_empty() {
                    self.mistake(start, self.at, "OR needs something before it", None);
                } else {
                    or = Some((start, self.at));
                }
                continue;
            }
            if self.keyword("AND") {
                continue;
            }
            let Some(side) = self.side(target) else { continue };
            match parts.last_mut() {
                Some(sides) if or.take().is_some() => sides.push(side),
                _ => parts.push(vec![side]),
            }
        }
        if let Some((start, end)) = or {
            self.mistake(start, end, "OR needs something after it", None);
        }
        let join = |mut sides: Vec<Expr>| {
            if sides.len() == 1 { sides.swap_remove(0) } else { Expr::Any(sides) }
        };
        parts.into_iter().map(join).collect()
    }

    fn side(&mut self, target: Option<&Target>) -> Option<Expr> {
        let mut not = false;
        let start = self.at;
        loop {
            let rest = self.rest();
            let mut after = rest.chars().skip(1);
            let alone = after.next().is_none_or(char::is_whitespace);
            if rest.starts_with('-') && !alone {
                not = !not;
                self.at += 1;
            } else if rest.starts_with('+') && !alone {
                self.at += 1;
            } else if self.keyword("NOT") {
                not = !not;
                self.skip_space();
            } else {
                break;
            }
        }
        if not && (self.rest().is_empty() || self.rest().starts_with(')')) {
            self.mistake(start, self.at, "this excludes nothing: a word is missing after it", None);
            return None;
        }
        let item = self.item(target)?;
        Some(if not { Expr::Not(Box::new(item)) } else { item })
    }

    fn item(&mut self, target: Option<&Target>) -> Option<Expr> {
        let start = self.at;
        let rest = self.rest();
        if rest.starts_with('(') {
            return self.bracket(target);
        }
        if rest.starts_with('"') {
            return self.phrase(target);
        }
        if rest.starts_with('/') && rest[1..].contains('/') {
            return self.regex(target);
        }
        // A name and a colon?
        let chunk = self.chunk();
        if let Some(colon) = chunk.find(':')
            && chunk[..colon].chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
            && colon > 0
        {
            let name = fold_case(&chunk[..colon]);
            let after = start + colon + 1;
            let value_begins = self.text[after..].starts_with(|c: char| !c.is_whitespace() && c != ')');
            match self.names.target(&name) {
                Some(inner) if value_begins => {
                    self.at = after;
                    return self.item(Some(&inner));
                }
                Some(_) => {
                    self.at = after;
                    self.mistake(start, after, &format!("{name}: needs a value right after the colon"), None);
                    return None;
                }
                None if value_begins && !self.text[after..].starts_with('/') => {
                    let suggestion = self.names.nearest(&name).map(|known| {
                        format!("{}{known}{}", &self.text[..start], &self.text[start + colon..])
                    });
                    let message = format!("there is no field \"{name}\" here, so it was read as words");
                    self.mistake(start, start + colon + 1, &message, suggestion);
                }
                None => {}
            }
        }
        self.at = start + chunk.len();
        self.words(chunk, start, target)
    }

    /// Up to a space, a bracket or a quotation mark.
    fn chunk(&self) -> &'a str {
        let rest = self.rest();
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"')).unwrap_or(rest.len());
        &rest[..end]
    }

    fn bracket(&mut self, target: Option<&Target>) -> Option<Expr> {
        let start = self.at;
        self.at += 1;
        if self.depth >= MOST_BRACKETS {
            self.mistake(
                start,
                start + 1,
                "brackets stand too deep in each other: this one was left out",
                None,
            );
            return None;
        }
        self.depth += 1;
        let parts = self.group(target);
        self.depth -= 1;
        if self.rest().starts_with(')') {
            self.at += 1;
        } else {
            let suggestion = Some(format!("{})", self.text.trim_end()));
            self.mistake(start, start + 1, "this bracket is not closed", suggestion);
        }
        if parts.is_empty() {
            self.mistake(start, self.at, "these brackets hold nothing", None);
            return None;
        }
        Some(all(parts))
    }

    fn phrase(&mut self, target: Option<&Target>) -> Option<Expr> {
        let start = self.at;
        let inside = start + 1;
        let len = self.text[inside..].find('"');
        let end = len.map_or(self.text.len(), |len| inside + len);
        self.at = (end + 1).min(self.text.len());
        if len.is_none() {
            let suggestion = Some(format!("{}\"", self.text));
            self.mistake(start, inside, "this quotation mark is not closed", suggestion);
        }
        let mut slop = None;
        if len.is_some()
            && let Some(after) = self.rest().strip_prefix('~')
        {
            let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            if digits == 0 {
                self.mistake(
                    self.at,
                    self.at + 1,
                    "~ after a phrase needs a number: how many words may stand between",
                    None,
                );
            } else {
                slop = Some(after[..digits].parse().unwrap_or(u32::MAX).min(1000));
            }
            self.at += 1 + digits;
        }
        let mut patterns = self.patterns(&self.text[inside..end], inside);
        for pattern in &mut patterns {
            if pattern.kind == PatternKind::Word {
                pattern.kind = PatternKind::Exactly;
            }
        }
        if patterns.is_empty() {
            self.mistake(start, self.at, "this phrase holds no word", None);
            return None;
        }
        if len.is_none() {
            self.complete(&mut patterns);
        }
        self.aim(patterns, slop, target, &self.text[inside..end], start)
    }

    fn regex(&mut self, target: Option<&Target>) -> Option<Expr> {
        let start = self.at;
        let len = self.text[start + 1..].find('/')?;
        let pattern = &self.text[start + 1..start + 1 + len];
        if pattern.contains(char::is_whitespace) {
            // No word holds a space: the strokes are punctuation.
            self.at = start + 1;
            return None;
        }
        self.at = start + len + 2;
        if let Err(message) = crate::regex::Regex::new(pattern) {
            self.mistake(start, self.at, &format!("this pattern cannot be read: {message}"), None);
            return self.words(pattern, start + 1, target);
        }
        let pattern =
            Pattern { kind: PatternKind::Regex, text: pattern.to_owned(), exact: None, written: None };
        self.aim(vec![pattern], None, target, "", start)
    }

    fn words(&mut self, chunk: &'a str, start: usize, target: Option<&Target>) -> Option<Expr> {
        if let Some(Target::Axis(axis)) = target {
            return self.date(axis, chunk, start);
        }
        let mut chunk = chunk;
        let mut typos = None;
        if let Some(tilde) = chunk.find('~') {
            let number = &chunk[tilde + 1..];
            typos = match number {
                "" | "1" => Some(1),
                "2" => Some(2),
                _ => {
                    let at = start + tilde;
                    self.mistake(
                        at,
                        start + chunk.len(),
                        "after ~ comes 1 or 2: how many typos to allow",
                        None,
                    );
                    Some(1)
                }
            };
            chunk = &chunk[..tilde];
        }
        let mut patterns = self.patterns(chunk, start);
        if let (Some(typos), Some(last)) = (typos, patterns.last_mut()) {
            last.kind = PatternKind::Typos(typos);
            last.exact = None;
        }
        if patterns.is_empty() {
            return if chunk == "*" { Some(Expr::everything()) } else { None };
        }
        if patterns.len() > 1 {
            for pattern in &mut patterns {
                if pattern.kind == PatternKind::Word {
                    pattern.kind = PatternKind::Exactly;
                }
            }
        }
        if typos.is_none() {
            self.complete(&mut patterns);
        }
        let mut read = self.aim(patterns, None, target, chunk, start);
        if let Some(Expr::Words(words)) = &mut read {
            words.compound = words.patterns.len() > 1;
        }
        read
    }

    /// Makes the last word of a query that is still being typed a prefix.
    fn complete(&self, patterns: &mut [Pattern]) {
        let goes_on = self.typing == Typing::Ongoing
            && self.at >= self.text.len()
            && self.text.ends_with(|c: char| c.is_alphanumeric());
        if goes_on
            && let Some(last) = patterns.last_mut()
            && matches!(last.kind, PatternKind::Word | PatternKind::Exactly)
        {
            last.kind = PatternKind::Prefix;
        }
    }

    fn aim(
        &mut self,
        patterns: Vec<Pattern>,
        slop: Option<u32>,
        target: Option<&Target>,
        written: &str,
        start: usize,
    ) -> Option<Expr> {
        Some(match target {
            None => Expr::Words(Words { field: None, patterns, slop, compound: false }),
            Some(Target::Field(field)) => {
                Expr::Words(Words { field: Some(*field), patterns, slop, compound: false })
            }
            Some(Target::Facet(facet)) => Expr::Value { facet: facet.clone(), words: patterns },
            Some(Target::Axis(axis)) => return self.date(axis, written, start),
        })
    }

    fn date(&mut self, axis: &str, written: &str, start: usize) -> Option<Expr> {
        let axis = axis.to_owned();
        let (value, sureness) = match written.strip_suffix('!') {
            Some(value) => (value, Sureness::Certainly),
            None => (written, Sureness::Possibly),
        };
        if matches!(value, "none" | "undated") {
            return Some(Expr::Undated { axis });
        }
        let range = if let Some(from) = value.strip_prefix(">=").or(value.strip_prefix('>')) {
            format!("{from}/..")
        } else if let Some(to) = value.strip_prefix("<=").or(value.strip_prefix('<')) {
            format!("../{to}")
        } else if !value.contains('/')
            && let Some((from, to)) = value.split_once("..")
        {
            let end = |end: &str| if end.is_empty() { "..".to_owned() } else { end.to_owned() };
            format!("{}/{}", end(from), end(to))
        } else {
            value.to_owned()
        };
        match range.parse::<Edtf>() {
            Ok(edtf) => {
                let interval = Interval::from(&edtf);
                Some(Expr::Date { axis, interval, written: edtf.to_string(), sureness })
            }
            Err(error) => {
                self.mistake(start, start + written.len(), &format!("{error}; it was left out"), None);
                None
            }
        }
    }
}
