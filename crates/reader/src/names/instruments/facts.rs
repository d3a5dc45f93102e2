//! Issuer, date and subject of an instrument, from the words around it.

use dossier_corpus::Document;

use super::super::lexicon::{BODY, FUNCTION, LONE_BODY};
use super::super::raw::Raw;
use super::super::scan::{Scan, Stretch};
use super::super::words::{Shape, Word};
use super::forms;

/// Words after which an issuer or a date follows.
fn is_issuing(word: &str) -> bool {
    matches!(
        word,
        "issued"
            | "adopted"
            | "signed"
            | "dated"
            | "promulgated"
            | "passed"
            | "approved"
            | "enacted"
            | "released"
    )
}

/// Issuer, date and subject from the words around the instrument.
pub(super) fn read(scan: &Scan<'_>, document: &Document, sentence: Stretch, raw: &mut Raw) {
    let (from, to) = (raw.from, raw.to);
    let Some(words) = raw.instrument.as_mut() else { return };
    let forms = forms();
    // "the Politburo's Resolution", "UN Security Council Resolution"
    if words.issuer.is_none() && from > sentence.from {
        let owned = scan.words[from - 1].shape.has(Shape::CLITIC);
        let end = if owned { from - 1 } else { from };
        let mut start = end;
        while start > sentence.from
            && scan.words[start - 1].is_capital()
            && scan.words[start - 1].is_word()
            && !scan.is(start - 1, FUNCTION)
            && end - start < 8
        {
            start -= 1;
        }
        if start < end && (owned || (start..end).any(|word| scan.is(word, BODY | LONE_BODY))) {
            words.issuer = Some((start, end));
        }
    }
    if words.number.is_some() && to > from + 1 && scan.words[to - 2].hash == forms.of {
        words.date = date_at(document, scan, to - 1);
    }
    let mut at = to;
    for _ in 0..4 {
        if at >= sentence.to {
            return;
        }
        if scan.words[at].hash == forms.of && words.issuer.is_none() {
            let mut start = at + 1;
            if start < sentence.to && scan.words[start].hash == forms.the {
                start += 1;
            }
            let mut end = start;
            while end < sentence.to
                && scan.words[end].is_word()
                && (scan.words[end].is_capital()
                    || end > start
                        && scan.words[end].hash == forms.of
                        && scan.words.get(end + 1).is_some_and(Word::is_capital))
            {
                end += 1;
            }
            if end > start
                && end <= sentence.to
                && !scan.words[start].shape.has(Shape::DIGIT)
                && date_at(document, scan, start).is_none()
            {
                words.issuer = Some((start, end));
                at = end;
                continue;
            }
        }
        let mut ahead = at;
        while ahead < sentence.to
            && matches!(scan.word(ahead), "(" | "," | "of" | "on" | "which" | "was" | "that" | "were")
            && ahead < at + 3
        {
            ahead += 1;
        }
        if is_issuing(scan.word(ahead)) || matches!(scan.word(at), "of" | "(") {
            let start = if is_issuing(scan.word(ahead)) { ahead + 1 } else { at + 1 };
            let date = (start..(start + 8).min(sentence.to)).find_map(|word| date_at(document, scan, word));
            if let Some(index) = date
                && words.date.is_none()
            {
                words.date = Some(index);
                let end = document.dates[index].span.end;
                at = scan.word_at(end);
                if scan.word(at) == ")" {
                    at += 1;
                }
                continue;
            }
        }
        if matches!(scan.word(at), "on" | "regarding" | "concerning" | "about") && words.subject.is_none() {
            let end = subject_end(scan, sentence, at + 1);
            if end > at + 2 {
                words.subject = Some(scan.span(at + 1, end));
            }
            return;
        }
        return;
    }
}

fn date_at(document: &Document, scan: &Scan<'_>, word: usize) -> Option<usize> {
    let start = scan.words.get(word)?.start;
    let index = document.dates.partition_point(|date| date.span.end <= start);
    let date = document.dates.get(index)?;
    (date.span.start <= start && date.edtf.is_some()).then_some(index)
}

/// Where a subject ends: at a stop, a bracket, or a comma that does not stand in a list.
fn subject_end(scan: &Scan<'_>, sentence: Stretch, from: usize) -> usize {
    let mut at = from;
    while at < sentence.to && at < from + 45 {
        match scan.word(at) {
            "." | ";" | ")" | ":" | "”" | "\"" | "—" => break,
            "," => {
                let next = at + 1;
                let after = if scan.word(next) == "and" { next + 1 } else { next };
                let lists = after < sentence.to && scan.words[after].is_small() && !scan.is(after, FUNCTION);
                let participle = scan.word(after).ends_with("ing") && scan.word(next) != "and";
                if !lists || participle {
                    break;
                }
            }
            "and"
                if scan.word(at + 1) == "on"
                    || scan.word(at + 1) == "the" && scan.words.get(at + 2).is_some_and(Word::is_capital) =>
            {
                break;
            }
            _ => {}
        }
        at += 1;
    }
    at
}
