//! Names in titles that print every word with a capital: "Sanders Vows Reform", "Minister Pushes Local Content".
//!
//! There a capital tells nothing. What the text below names stands; what it names nowhere else was no name.

use dossier_corpus::{BlockKind, Document, EntityKind};

use super::gazetteer::{SMALL, listed};
use super::lexicon::{BODY, FUNCTION, Hashes, LONE_BODY};
use super::raw::Raw;
use super::scan::{Scan, Stretch};
use super::words::Shape;

/// Fewest words of running text that a title's names are compared with.
const RUNNING: usize = 40;

/// Fewest words of a title.
const WORDS: usize = 4;

/// How many sentences may stand at the head of a text before its title is no longer looked for.
const FIRST: usize = 4;

/// Longest name of a body in such a title that may stand there alone.
const LONGEST: usize = 3;

/// Leaves out of a title in title case what its text does not name; names in text order.
pub(crate) fn mend(scan: &Scan<'_>, document: &Document, names: &mut Vec<Raw>) {
    let Some(title) = &document.title else { return };
    let printed = title.why.evidence.first();
    // A title that came with the document is repeated above the text, if anywhere, at times with a full stop.
    let above = |sentence: &Stretch| {
        let words = scan.words_of(sentence.from, sentence.to);
        printed.is_none() && bare(words).eq_ignore_ascii_case(bare(&title.value))
    };
    let within = |sentence: &Stretch| {
        let span = scan.span(sentence.from, sentence.to);
        sentence.kind == BlockKind::Heading
            && printed.is_some_and(|title| title.span.start <= span.start && span.end <= title.span.end)
    };
    let headings: Vec<Stretch> = scan
        .sentences
        .iter()
        .enumerate()
        .filter(|(at, sentence)| *at < FIRST && above(sentence) || within(sentence))
        .map(|(_, sentence)| *sentence)
        .filter(|sentence| is_title_case(scan, *sentence))
        .collect();
    let running: usize = scan
        .sentences
        .iter()
        .filter(|one| one.kind == BlockKind::Paragraph)
        .map(|one| one.to - one.from)
        .sum();
    if headings.is_empty() || running < RUNNING {
        return;
    }
    let heading = |raw: &Raw| {
        let at = headings.partition_point(|heading| heading.to <= raw.from);
        headings.get(at).is_some_and(|heading| heading.from <= raw.from)
    };
    let (mut persons, mut others, mut instruments) =
        (Hashes::default(), Hashes::default(), Hashes::default());
    for raw in names.iter().filter(|raw| !heading(raw)) {
        let words = scan.words[raw.from..raw.to].iter().map(|word| word.hash);
        match raw.kind {
            EntityKind::Person => persons.extend(words),
            EntityKind::Instrument => instruments.extend(words),
            _ => others.extend(words),
        }
    }
    names.retain_mut(|raw| {
        if raw.curated.is_some() || !heading(raw) {
            return true;
        }
        match raw.kind {
            EntityKind::Person => {
                let known = |at: usize| persons.contains(&scan.words[at].hash);
                while raw.from < raw.to && !known(raw.from) {
                    raw.from += 1;
                }
                while raw.to > raw.from && !known(raw.to - 1) {
                    raw.to -= 1;
                }
                raw.from < raw.to
            }
            EntityKind::Organisation => {
                let known = |at: usize| others.contains(&scan.words[at].hash) || scan.is(at, FUNCTION);
                // "Latest Police Shooting"
                let common = |at: usize| {
                    listed(scan.words[at].hash).flags & SMALL != 0
                        && !scan.is(at, BODY | LONE_BODY)
                        && !known(at)
                };
                raw.len() <= LONGEST && !(raw.from..raw.to).all(common) || (raw.from..raw.to).all(known)
            }
            // "Judge Blocks Texas Law On Social Media"
            EntityKind::Instrument => {
                let known = |at: usize| instruments.contains(&scan.words[at].hash) || scan.is(at, FUNCTION);
                raw.rule != "name.instrument-title" || (raw.from..raw.to).all(known)
            }
            _ => true,
        }
    });
}

/// A title without the mark at its end.
fn bare(title: &str) -> &str {
    title.trim_end_matches(|c: char| c == '.' || c.is_whitespace())
}

fn is_title_case(scan: &Scan<'_>, sentence: Stretch) -> bool {
    if sentence.shouted {
        return false;
    }
    let (mut all, mut capitals) = (0, 0);
    for at in sentence.from..sentence.to {
        let word = &scan.words[at];
        if word.shape.has(Shape::LETTER) && word.len() > 3 && !scan.is(at, FUNCTION) {
            all += 1;
            capitals += usize::from(word.is_capital());
        }
    }
    all >= WORDS && capitals * 10 >= all * 9
}
