//! Who wrote, translated, took or supplied it: by-lines, sources, photo credits, sign-offs.

use super::marks;

/// What the credited one did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Wrote the text.
    Author,
    /// Translated it.
    Translator,
    /// Edited it.
    Editor,
    /// Took or supplied the picture.
    Photo,
    /// Supplied the text.
    Source,
}

/// A credit: the part and the byte range of the name in the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Credit {
    pub(super) part: Part,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Labels in lower case. A label that ends in a letter must be followed by a blank or a colon.
const LABELS: &[(&str, Part)] = &[
    ("translated and edited by", Part::Translator),
    ("translated by", Part::Translator),
    ("translation by", Part::Translator),
    ("translation:", Part::Translator),
    ("translated:", Part::Translator),
    ("translator:", Part::Translator),
    ("english translation by", Part::Translator),
    ("người dịch:", Part::Translator),
    ("biên dịch:", Part::Translator),
    ("dịch:", Part::Translator),
    ("written by", Part::Author),
    ("posted by", Part::Author),
    ("story by", Part::Author),
    ("report by", Part::Author),
    ("reported by", Part::Author),
    ("reporting by", Part::Author),
    ("compiled by", Part::Author),
    ("text by", Part::Author),
    ("author:", Part::Author),
    ("authors:", Part::Author),
    ("reporter:", Part::Author),
    ("reporters:", Part::Author),
    ("text:", Part::Author),
    ("story:", Part::Author),
    ("tác giả:", Part::Author),
    ("thực hiện:", Part::Author),
    ("bài:", Part::Author),
    ("by:", Part::Author),
    ("by", Part::Author),
    ("edited by", Part::Editor),
    ("editing by", Part::Editor),
    ("editor:", Part::Editor),
    ("photo courtesy of", Part::Photo),
    ("photo credit:", Part::Photo),
    ("news and photos by", Part::Author),
    ("news and photos:", Part::Author),
    ("photos by", Part::Photo),
    ("photo by", Part::Photo),
    ("photos:", Part::Photo),
    ("photo:", Part::Photo),
    ("photo :", Part::Photo),
    ("pictures by", Part::Photo),
    ("picture:", Part::Photo),
    ("image credit:", Part::Photo),
    ("image by", Part::Photo),
    ("image:", Part::Photo),
    ("images:", Part::Photo),
    ("photographer:", Part::Photo),
    ("illustration:", Part::Photo),
    ("illustrative photo:", Part::Photo),
    ("file photo:", Part::Photo),
    ("ảnh:", Part::Photo),
    ("source:", Part::Source),
    ("sources:", Part::Source),
    ("source :", Part::Source),
    ("nguồn:", Part::Source),
    ("theo:", Part::Source),
];

/// The credits of a line that holds nothing else; empty when it is no such line.
pub(super) fn of_line(line: &str) -> Vec<Credit> {
    if line.len() > 200 {
        return Vec::new();
    }
    if let Some(end) = name_and_office(line) {
        return vec![Credit { part: Part::Author, start: 0, end }];
    }
    let mut credits = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let front =
            rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || is_separator(c)).len();
        at += front;
        let rest = &line[at..];
        if rest.is_empty() {
            break;
        }
        let Some((part, label)) = label(rest) else {
            return if credits.is_empty() || !is_tail(rest) { Vec::new() } else { credits };
        };
        let value_at = at + label;
        let value = &line[value_at..];
        let end = value_at + value_end(value);
        let name = line[value_at..end]
            .trim_matches(|c: char| c.is_whitespace() || is_separator(c) || c == '.' || c == ':');
        // "By Jane Roe (The Daily Record)"
        let house = if matches!(part, Part::Author | Part::Translator) { name.find(" (") } else { None };
        let name = house.map_or(name, |at| name[..at].trim_end());
        if name.is_empty() || !is_name(name, part) {
            return Vec::new();
        }
        let start = value_at + line[value_at..end].find(name).unwrap_or(0);
        credits.push(Credit { part, start, end: start + name.len() });
        at = end;
    }
    credits
}

/// Where the name ends in "Jane Roe, Parliamentary Reporter".
fn name_and_office(line: &str) -> Option<usize> {
    const OFFICES: &[&str] = &["reporter", "correspondent", "writer", "editor", "columnist"];
    let last = line.split_whitespace().next_back()?;
    if !OFFICES.iter().any(|office| office.eq_ignore_ascii_case(last)) {
        return None;
    }
    let (name, office) = line.split_once(',').filter(|(_, office)| office.len() <= 40)?;
    let mut words = office.split_whitespace().rev().skip(1);
    let capitals = words.all(|word| word.chars().next().is_some_and(char::is_uppercase) || word == "and");
    (capitals && is_bare_name(name)).then_some(name.len())
}

/// Whether a line is an address that its writer can be written to, and nothing else.
pub(super) fn is_address(line: &str) -> bool {
    let word = line.trim_matches(|c: char| !c.is_alphanumeric());
    word.split_once('@')
        .is_some_and(|(who, host)| !who.is_empty() && host.contains('.') && !host.contains('@'))
        && !word.contains(char::is_whitespace)
}

/// Bits of the two letters that labels begin with, so far as both are of ASCII.
static HEADS: [u32; 26] = {
    let mut heads = [0; 26];
    let mut at = 0;
    while at < LABELS.len() {
        let label = LABELS[at].0.as_bytes();
        if label[0].is_ascii_lowercase() {
            // A letter outside ASCII is not looked at.
            heads[(label[0] - b'a') as usize] |= 1 << (label[1] & 31);
        }
        at += 1;
    }
    heads
};

/// Whether a label may stand at the head of `text`.
fn may_be_labelled(text: &str) -> bool {
    match *text.as_bytes() {
        [first, second, ..] if first.is_ascii() && second.is_ascii() => {
            let letter = usize::from((first | 0x20).wrapping_sub(b'a'));
            HEADS.get(letter).is_some_and(|seconds| seconds >> (second & 31) & 1 != 0)
        }
        _ => text.len() > 1,
    }
}

/// The label at the head of `text` and where the value begins.
fn label(text: &str) -> Option<(Part, usize)> {
    if !may_be_labelled(text) {
        return None;
    }
    let [first, second, ..] = *text.as_bytes() else { return None };
    let same = |byte: u8, wanted: u8| !byte.is_ascii() || byte.to_ascii_lowercase() == wanted;
    let near = |(label, _): &&(&str, Part)| {
        let label = label.as_bytes();
        same(first, label[0]) && same(second, label[1])
    };
    LABELS.iter().filter(near).find_map(|(label, part)| {
        let mut chars = text.char_indices();
        for wanted in label.chars() {
            let (_, c) = chars.next()?;
            if c.to_lowercase().next() != Some(wanted) {
                return None;
            }
        }
        let end = chars.next().map_or(text.len(), |(at, _)| at);
        let open = label.ends_with(':') || text[end..].starts_with([' ', ':', '\u{a0}']);
        open.then_some((*part, end + usize::from(!label.ends_with(':') && text[end..].starts_with(':'))))
    })
}

/// Where the credited name ends: at a separator in front of another label, or at the end.
fn value_end(value: &str) -> usize {
    for (at, c) in value.char_indices() {
        if is_separator(c) && label(value[at + c.len_utf8()..].trim_start()).is_some() {
            return at;
        }
    }
    value.len()
}

fn is_separator(c: char) -> bool {
    matches!(c, '|' | ';' | '–' | '—' | '-' | '(' | ')' | '[' | ']' | ',' | '/' | '•' | '*')
}

/// What may follow the credits: a mark, an end sign.
fn is_tail(rest: &str) -> bool {
    let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
    rest.is_empty() || marks::mark(rest).is_some()
}

fn is_name(name: &str, part: Part) -> bool {
    let words = name.split_whitespace().count();
    let begins = name.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    match part {
        // Agencies' desks sign with a short name in small letters.
        Part::Editor if words == 1 => true,
        Part::Source | Part::Photo => words <= 10 && (begins || name.contains('.')),
        _ => {
            words <= 10
                && begins
                && name.split_whitespace().all(|word| {
                    word.chars().next().is_none_or(|c| !c.is_lowercase())
                        || matches!(
                            word,
                            "and"
                                | "de"
                                | "van"
                                | "von"
                                | "der"
                                | "bin"
                                | "al"
                                | "in"
                                | "for"
                                | "of"
                                | "the"
                                | "la"
                        )
                })
                && !name.contains(['?', '!', '…'])
        }
    }
}

/// Whether `line` is a person's name and nothing else: two to five capitalised words.
pub(super) fn is_bare_name(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    // "For Immediate Release"
    let phrase = words.first().is_some_and(|word| {
        matches!(*word, "For" | "The" | "In" | "On" | "At" | "To" | "From" | "Your" | "Our")
    });
    !phrase
        && (2..=5).contains(&words.len())
        && line.chars().all(|c| {
            c.is_alphabetic()
                || matches!(c, ' ' | '.' | '-' | '\'' | '’' | '\u{a0}')
                || super::lines::is_blank(c)
        })
        && words.iter().all(|word| word.chars().next().is_some_and(char::is_uppercase))
        && words.iter().any(|word| word.chars().any(char::is_lowercase))
        && !line.ends_with('.')
}

/// A sign-off behind the last sentence of `text`: "— VNS", "(VNA)", "- Reuters". Byte range, and that of the mark.
pub(super) fn sign_off(text: &str, last: bool) -> Option<((usize, usize), (usize, usize))> {
    let body = text.trim_end();
    let inner = body.trim_end_matches(['.', '/', ')', ']']);
    let mark_start = inner
        .char_indices()
        .rev()
        .take(24)
        .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '/' | '&'))
        .last()
        .map(|(at, _)| at)?;
    let word = &inner[mark_start..];
    // "Ambassador Reed was present. Enditem": some agencies' word for the end.
    if last && matches!(word, "Enditem" | "ENDS" | "Ends") {
        let kept = body[..mark_start].trim_end().len();
        return body[..kept]
            .ends_with(['.', '!', '?', '”', '"'])
            .then_some(((kept, body.len()), (mark_start, mark_start)));
    }
    let front = body[..mark_start].trim_end();
    let opened = front.trim_end_matches(['(', '[']).trim_end();
    let bracketed = opened.len() < front.len();
    let undashed = opened.trim_end_matches(['—', '–', '-', '―', '_', '/']).trim_end();
    let dashed = undashed.len() < opened.len();
    // "./." between the last sentence and the mark closes a text, as many Asian agencies do.
    let closed = undashed.strip_suffix("./.").filter(|front| front.ends_with(char::is_whitespace));
    let undashed = closed.map_or(undashed, str::trim_end);
    let known = || word.split('/').all(marks::is_known);
    let is_mark = || word.split('/').all(|word| marks::mark(word).is_some());
    let ended = undashed.ends_with(['.', '!', '?', '”', '"', '’', '\'', '…', '/', ')']);
    let believed = ended && ((dashed && is_mark()) || ((bracketed || last) && known()));
    // "…, said the minister (VNA)." counts only for known marks behind a whole sentence.
    (believed && !undashed.is_empty()).then_some(((undashed.len(), body.len()), (mark_start, inner.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &[(Part, &str)]) {
        let found: Vec<(Part, &str)> =
            of_line(line).iter().map(|c| (c.part, &line[c.start..c.end])).collect();
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn credits_of_many_shapes_are_read() {
        check("Translated by Tran Hoai", &[(Part::Translator, "Tran Hoai")]);
        check("Source: VNA", &[(Part::Source, "VNA")]);
        check(
            "By Nguyen Van A – Translated by Song Anh",
            &[(Part::Author, "Nguyen Van A"), (Part::Translator, "Song Anh")],
        );
        check("(Photo: VNA)", &[(Part::Photo, "VNA")]);
        check(
            "Reporting by Jane Doe; Editing by John Roe",
            &[(Part::Author, "Jane Doe"), (Part::Editor, "John Roe")],
        );
        check("By 2030 the country will be rich", &[]);
        check("By doing so they won.", &[]);
    }

    #[test]
    fn a_sign_off_is_cut_from_the_last_sentence() {
        let text = "They will fulfil all tasks. — VNS";
        let ((start, _), (a, b)) = sign_off(text, true).unwrap();
        assert_eq!((&text[..start], &text[a..b]), ("They will fulfil all tasks.", "VNS"));
        assert_eq!(sign_off("They met the head of NATO", true), None);
        assert!(sign_off("They agreed./. (VNA)", true).is_some());
    }
}
