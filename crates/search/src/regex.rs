//! Patterns of whole words: `/regex/` and wildcards.
//!
//! Letters, `.`, `[a-z]`, `[^a-z]`, `\d` (digit), `\w` (letter or digit), `( )`, `|`, `*`, `+`, `?`, `{2}`, `{2,}`,
//! `{2,4}`; a backslash takes the sign after it as it is. `^` and `$` may stand at the ends and mean nothing, for a
//! pattern is always of the whole word. A pattern is run as Thompson's automaton (Ken Thompson, "Regular Expression
//! Search Algorithm", 1968), which takes time proportional to pattern times word, whatever the pattern. The
//! well-known crates would be larger than the rest of the engine together.

use crate::text::{forms, tokens};

const MOST_STEPS: usize = 2000;
const MOST_DEPTH: usize = 32;

/// A compiled pattern.
#[derive(Clone, Debug)]
pub(crate) struct Regex {
    steps: Vec<Step>,
    prefix: String,
}

#[derive(Clone, Debug)]
enum Step {
    One(Set),
    Either(usize, usize),
    Match,
}

#[derive(Clone, Debug, PartialEq)]
enum Set {
    Any,
    Char(char),
    Class(Vec<(char, char)>, bool),
}

impl Set {
    fn holds(&self, c: char) -> bool {
        match self {
            Self::Any => true,
            Self::Char(own) => *own == c,
            Self::Class(ranges, negated) => {
                ranges.iter().any(|(from, to)| (*from..=*to).contains(&c)) != *negated
            }
        }
    }
}

#[derive(Clone, Debug)]
enum Tree {
    Empty,
    One(Set),
    Then(Vec<Tree>),
    Either(Vec<Tree>),
    Repeat(Box<Tree>, u32, Option<u32>),
}

impl Regex {
    /// Reads a pattern; letters in it are folded as words are.
    pub(crate) fn new(pattern: &str) -> Result<Self, String> {
        let folded = fold_letters(pattern);
        let body = folded.strip_prefix('^').unwrap_or(&folded);
        let body = match body.strip_suffix('$') {
            Some(inner) if !inner.ends_with('\\') => inner,
            _ => body,
        };
        let chars: Vec<char> = body.chars().collect();
        let mut reader = Reader { chars: &chars, at: 0, depth: 0 };
        let tree = reader.either()?;
        if reader.at < chars.len() {
            return Err("a closing bracket without an opening one".to_owned());
        }
        Self::compile(&tree)
    }

    /// A word in which `*` stands for any characters and `?` for one.
    pub(crate) fn wildcard(pattern: &str) -> Result<Self, String> {
        let parts = pattern.chars().map(|c| match c {
            '*' => Tree::Repeat(Box::new(Tree::One(Set::Any)), 0, None),
            '?' => Tree::One(Set::Any),
            c => Tree::One(Set::Char(c)),
        });
        Self::compile(&Tree::Then(parts.collect()))
    }

    fn compile(tree: &Tree) -> Result<Self, String> {
        let mut steps = Vec::new();
        emit(tree, &mut steps)?;
        steps.push(Step::Match);
        let mut prefix = String::new();
        // Before the first fork every word goes the same way, and no fork leads back before itself.
        for step in &steps {
            let Step::One(Set::Char(c)) = step else { break };
            prefix.push(*c);
        }
        Ok(Self { steps, prefix })
    }

    /// Every word that matches begins with this.
    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Whether it matches the whole word.
    pub(crate) fn matches(&self, word: &str) -> bool {
        let mut now = vec![false; self.steps.len()];
        let mut next = vec![false; self.steps.len()];
        let mut stack = Vec::new();
        self.enter(0, &mut now, &mut stack);
        for c in word.chars() {
            next.fill(false);
            let mut alive = false;
            for (at, step) in self.steps.iter().enumerate() {
                if now[at]
                    && let Step::One(set) = step
                    && set.holds(c)
                {
                    self.enter(at + 1, &mut next, &mut stack);
                    alive = true;
                }
            }
            std::mem::swap(&mut now, &mut next);
            if !alive {
                return false;
            }
        }
        now.last().copied().unwrap_or(false)
    }

    fn enter(&self, at: usize, set: &mut [bool], stack: &mut Vec<usize>) {
        stack.push(at);
        while let Some(at) = stack.pop() {
            if std::mem::replace(&mut set[at], true) {
                continue;
            }
            if let Step::Either(a, b) = self.steps[at] {
                stack.push(a);
                stack.push(b);
            }
        }
    }
}

fn fold_letters(pattern: &str) -> String {
    let mut out = String::new();
    let mut escaped = false;
    for c in pattern.chars() {
        if escaped || !c.is_alphanumeric() {
            out.push(c);
            escaped = c == '\\' && !escaped;
        } else {
            let mut bytes = [0; 4];
            let text: &str = c.encode_utf8(&mut bytes);
            match tokens(text).next() {
                Some(token) => out.push_str(&forms(token).folded),
                None => out.push(c),
            }
        }
    }
    out
}

fn emit(tree: &Tree, steps: &mut Vec<Step>) -> Result<(), String> {
    if steps.len() > MOST_STEPS {
        return Err("it is too long".to_owned());
    }
    match tree {
        Tree::Empty => {}
        Tree::One(set) => steps.push(Step::One(set.clone())),
        Tree::Then(parts) => {
            for part in parts {
                emit(part, steps)?;
            }
        }
        Tree::Either(sides) => {
            let mut ends = Vec::new();
            for (i, side) in sides.iter().enumerate() {
                if i + 1 == sides.len() {
                    emit(side, steps)?;
                } else {
                    let fork = steps.len();
                    steps.push(Step::Match);
                    emit(side, steps)?;
                    ends.push(steps.len());
                    steps.push(Step::Match);
                    steps[fork] = Step::Either(fork + 1, steps.len());
                }
            }
            let end = steps.len();
            for at in ends {
                steps[at] = Step::Either(end, end);
            }
        }
        Tree::Repeat(inner, least, most) => {
            for _ in 0..*least {
                emit(inner, steps)?;
            }
            match most {
                None => {
                    let fork = steps.len();
                    steps.push(Step::Match);
                    emit(inner, steps)?;
                    steps.push(Step::Either(fork, fork));
                    steps[fork] = Step::Either(fork + 1, steps.len());
                }
                Some(most) => {
                    let mut forks = Vec::new();
                    for _ in *least..*most {
                        forks.push(steps.len());
                        steps.push(Step::Match);
                        emit(inner, steps)?;
                    }
                    let end = steps.len();
                    for fork in forks {
                        steps[fork] = Step::Either(fork + 1, end);
                    }
                }
            }
        }
    }
    Ok(())
}

struct Reader<'a> {
    chars: &'a [char],
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn eat(&mut self, c: char) -> bool {
        let here = self.peek() == Some(c);
        self.at += usize::from(here);
        here
    }

    fn either(&mut self) -> Result<Tree, String> {
        let mut sides = vec![self.then()?];
        while self.eat('|') {
            sides.push(self.then()?);
        }
        Ok(if sides.len() == 1 { sides.swap_remove(0) } else { Tree::Either(sides) })
    }

    fn then(&mut self) -> Result<Tree, String> {
        let mut parts = Vec::new();
        while let Some(c) = self.peek() {
            if matches!(c, '|' | ')') {
                break;
            }
            let one = self.one()?;
            parts.push(self.repeated(one)?);
        }
        Ok(match parts.len() {
            0 => Tree::Empty,
            1 => parts.swap_remove(0),
            _ => Tree::Then(parts),
        })
    }

    fn repeated(&mut self, one: Tree) -> Result<Tree, String> {
        let (least, most) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.at += 1;
                let least = self.number().ok_or("a number must follow {")?;
                let most = if self.eat(',') { self.number() } else { Some(least) };
                if self.peek() != Some('}') {
                    return Err("{ is not closed".to_owned());
                }
                if most.is_some_and(|most| most < least) || least > 100 || most > Some(100) {
                    return Err("the numbers in {} must rise, up to 100".to_owned());
                }
                (least, most)
            }
            _ => return Ok(one),
        };
        self.at += 1;
        if matches!(self.peek(), Some('*' | '+' | '?' | '{')) {
            return Err("two repetitions follow each other".to_owned());
        }
        Ok(Tree::Repeat(Box::new(one), least, most))
    }

    fn number(&mut self) -> Option<u32> {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        let digits: String = self.chars[start..self.at].iter().collect();
        digits.parse().ok()
    }

    fn one(&mut self) -> Result<Tree, String> {
        let Some(c) = self.peek() else { return Ok(Tree::Empty) };
        self.at += 1;
        Ok(Tree::One(match c {
            '.' => Set::Any,
            '(' => {
                if self.depth >= MOST_DEPTH {
                    return Err("brackets stand too deep in each other".to_owned());
                }
                self.depth += 1;
                let inner = self.either()?;
                self.depth -= 1;
                return if self.eat(')') { Ok(inner) } else { Err("( is not closed".to_owned()) };
            }
            '[' => self.class()?,
            '\\' => self.escaped()?,
            '*' | '+' | '?' | '{' => return Err(format!("{c} has nothing to repeat")),
            c => Set::Char(c),
        }))
    }

    fn escaped(&mut self) -> Result<Set, String> {
        let c = self.peek().ok_or("a backslash at the end")?;
        self.at += 1;
        Ok(match c {
            'd' => Set::Class(vec![('0', '9')], false),
            // Words hold letters and digits only.
            'w' => Set::Any,
            c if c.is_alphanumeric() => return Err(format!("\\{c} is not known")),
            c => Set::Char(c),
        })
    }

    fn class(&mut self) -> Result<Set, String> {
        let negated = self.eat('^');
        let mut ranges = Vec::new();
        loop {
            let c = self.peek().ok_or("[ is not closed")?;
            self.at += 1;
            let from = match c {
                ']' if !ranges.is_empty() => return Ok(Set::Class(ranges, negated)),
                '\\' => match self.escaped()? {
                    Set::Char(c) => c,
                    Set::Class(digits, _) => {
                        ranges.extend(digits);
                        continue;
                    }
                    Set::Any => {
                        ranges.push(('\0', char::MAX));
                        continue;
                    }
                },
                c => c,
            };
            let is_range = self.peek() == Some('-') && self.chars.get(self.at + 1).is_some_and(|c| *c != ']');
            let to = if is_range {
                self.at += 2;
                self.chars[self.at - 1]
            } else {
                from
            };
            if to < from {
                return Err(format!("{from}-{to} runs backwards"));
            }
            ranges.push((from, to));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Regex;

    #[track_caller]
    fn check(pattern: &str, yes: &[&str], no: &[&str]) {
        let regex = Regex::new(pattern).unwrap();
        for word in yes {
            assert!(regex.matches(word), "{pattern} should match {word}");
            assert!(word.starts_with(regex.prefix()), "{pattern}: {word} does not begin with its prefix");
        }
        for word in no {
            assert!(!regex.matches(word), "{pattern} should not match {word}");
        }
    }

    #[test]
    fn patterns_match_whole_words() {
        check("vi.t+el", &["viettel", "vietel"], &["viettels", "aviettel"]);
        check("(an|bo)+", &["an", "anbo"], &["", "a", "anb"]);
        check("[a-c]\\d{2,3}", &["a12", "c999"], &["d12", "a1", "a1234"]);
        check("[^a]b?", &["cb", "c"], &["ab", "a"]);
        check("ab*", &["a", "abb"], &["b"]);
        check("(ab)*c", &["c", "ababc"], &["abab"]);
        check("^a|b$", &["a", "b"], &["ab"]);
        check("a+", &["a", "aaa"], &[""]);
        check("Đà.*", &["danang", "da"], &["nang"]);
    }

    #[test]
    fn mistakes_are_said() {
        for bad in ["a(", "a)", "[a", "*a", "a**", "a{3,1}", "a{", "\\q", "[b-a]"] {
            assert!(Regex::new(bad).is_err(), "{bad}");
        }
        assert!(Regex::new(&"(".repeat(100)).is_err());
        assert!(Regex::new("((((a{100}){100}){100}){100})").is_err());
    }

    #[test]
    fn wildcards_stand_for_letters() {
        let wild = Regex::wildcard("wor?d*").unwrap();
        assert!(wild.matches("world") && !wild.matches("words") && wild.matches("worldly"));
        assert_eq!(wild.prefix(), "wor");
    }
}
