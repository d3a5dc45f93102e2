//! Any bytes and any text go in: nothing panics, and what comes out keeps the model's rules.

use dossier_corpus::{Day, Document, Span};
use dossier_reader::dates::{Now, annotate_text};
use dossier_reader::{Settings, Source, decode, read};
use proptest::prelude::*;

/// Words that the rules look for, among words and marks that they do not.
fn telling_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("March".to_owned()),
        Just("12".to_owned()),
        Just("2026".to_owned()),
        Just(",".to_owned()),
        Just("the".to_owned()),
        Just("early".to_owned()),
        Just("last".to_owned()),
        Just("week".to_owned()),
        Just("a".to_owned()),
        Just("year".to_owned()),
        Just("-".to_owned()),
        Just("ago".to_owned()),
        Just("third".to_owned()),
        Just("quarter".to_owned()),
        Just("of".to_owned()),
        Just("twenty".to_owned()),
        Just("hundred".to_owned()),
        Just("Friday".to_owned()),
        Just("night".to_owned()),
        Just("31/12/1999".to_owned()),
        Just("99:99".to_owned()),
        Just("10 p.m.".to_owned()),
        Just("’90s".to_owned()),
        Just("Photo:".to_owned()),
        Just("(VNA)".to_owned()),
        Just("—".to_owned()),
        Just("Source: AP".to_owned()),
        Just("leftcenterrightdel".to_owned()),
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\r".to_owned()),
        Just(".".to_owned()),
        Just("”".to_owned()),
        "\\PC{0,6}",
    ];
    prop::collection::vec((piece, prop_oneof![Just(" "), Just("")]), 0..60)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(word, gap)| [word, gap.to_owned()]).collect())
}

fn read_text(text: &str) -> Option<Document> {
    let source = Source { path: "a.txt".to_owned(), bytes: text.as_bytes().to_vec(), ..Source::default() };
    read(&[source], &Settings::default()).documents.pop()
}

fn check(document: &Document) {
    let text = &document.text;
    let inside = |span: Span| text.get(span.range()).is_some_and(|words| !words.is_empty());
    let apart = |a: Span, b: Span| a.end <= b.start;
    assert!(document.blocks.iter().all(|block| inside(block.span)));
    assert!(document.blocks.windows(2).all(|pair| apart(pair[0].span, pair[1].span)));
    assert!(document.sentences.iter().all(|it| inside(it.span)));
    assert!(document.sentences.windows(2).all(|pair| apart(pair[0].span, pair[1].span)));
    for sentence in &document.sentences {
        assert!(document.blocks[sentence.block as usize].span.contains(sentence.span));
    }
    assert!(document.dates.iter().all(|it| inside(it.span) && !it.value.is_empty()));
    assert!(document.dates.windows(2).all(|pair| apart(pair[0].span, pair[1].span)));
    let mut at = 0;
    for block in &document.blocks {
        assert!(!text[at..block.span.start as usize].chars().any(char::is_alphanumeric), "words in no block");
        at = block.span.end as usize;
    }
    assert!(!text[at..].chars().any(char::is_alphanumeric), "words in no block");
}

proptest! {
    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        match decode::decode(&bytes) {
            Ok(decoded) => prop_assert!(!decoded.text.trim().is_empty()),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }

    #[test]
    fn text_in_utf_8_is_never_changed(text in "\\PC{1,200}") {
        if let Ok(decoded) = decode::decode(text.as_bytes()) {
            prop_assert_eq!(decoded.text, text.trim_start_matches('\u{feff}'));
        }
    }

    #[test]
    fn any_text_gives_a_document_that_keeps_the_models_rules(text in telling_text()) {
        if let Some(document) = read_text(&text) {
            check(&document);
        }
    }

    #[test]
    fn values_do_not_depend_on_what_is_known_of_the_document(text in telling_text(), day in -100_000i32..100_000) {
        let whole = [Span::new(0, text.len())];
        let known = annotate_text(&text, &whole, Now::on(Day(day)));
        let unknown = annotate_text(&text, &whole, Now::default());
        let spans = |found: &[dossier_corpus::DateMention]| found.iter().map(|it| it.span).collect::<Vec<_>>();
        prop_assert_eq!(spans(&known), spans(&unknown));
    }
}

#[test]
fn hostile_texts_take_time_in_proportion_to_their_length() {
    let texts = [
        "\"".repeat(100_000) + "word" + &"\"".repeat(100_000),
        "1990-1991-".repeat(100_000),
        "hundred ".repeat(200_000),
        "1,000".repeat(200_000),
        "fiscal ".repeat(200_000),
        format!("text. {} text.", "\0".repeat(1000)) + &" March 5.".repeat(50_000),
        "a".to_owned() + &"\u{301}".repeat(500_000),
        "\u{202e}".repeat(200_000) + "May 5.",
        ".".repeat(500_000) + &" A.".repeat(200_000),
        "the early late the end of the ".repeat(50_000),
        "|\nShare\nshort line\n".repeat(50_000),
        " ".repeat(1_000_000) + "a." + &" ".repeat(1_000_000),
        "— ".repeat(300_000),
        "(".repeat(500_000) + "a. b" + &")".repeat(500_000),
        "one long line without an end ".repeat(100_000),
    ];
    for text in texts {
        if let Some(document) = read_text(&text) {
            check(&document);
        }
    }
}
