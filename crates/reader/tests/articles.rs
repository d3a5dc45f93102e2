//! Made-up articles in the shapes that saved pages have: every line is told what it is, and the metadata come out.
//!
//! A line of `articles/*.txt` is `kind| words`; `+kind| words` goes on in the same line of the text. Below `---` stands all
//! that the article says of itself, and nothing else may come out.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test")]

use std::path::PathBuf;

use dossier_corpus::{BlockKind, Document};
use dossier_reader::{Settings, Source, read};

struct Article {
    name: String,
    text: String,
    blocks: Vec<(BlockKind, String)>,
    says: Vec<String>,
}

fn kind(name: &str) -> BlockKind {
    match name {
        "head" => BlockKind::Heading,
        "para" => BlockKind::Paragraph,
        "capt" => BlockKind::Caption,
        "cred" => BlockKind::Credit,
        "date" => BlockKind::Dateline,
        "junk" => BlockKind::Boilerplate,
        other => panic!("no kind of block is called {other:?}"),
    }
}

fn parse(name: String, file: &str) -> Article {
    let (lines, says) = file.split_once("\n---\n").unwrap();
    let mut article = Article {
        name,
        text: String::new(),
        blocks: Vec::new(),
        says: says.lines().map(str::to_owned).collect(),
    };
    for line in lines.lines() {
        let (goes_on, line) = line.strip_prefix('+').map_or((false, line), |line| (true, line));
        if !article.text.is_empty() {
            article.text.push(if goes_on { ' ' } else { '\n' });
        }
        if let Some((name, words)) = line.split_once("| ") {
            article.text.push_str(words);
            // A bar between two parts of a line belongs to neither.
            let words = if goes_on { words.trim_start_matches([' ', '|']) } else { words };
            article.blocks.push((kind(name), words.trim().to_owned()));
        } else {
            assert_eq!(line, "", "{}", article.name);
        }
    }
    article
}

fn articles() -> Vec<Article> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &PathBuf| path.file_stem().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| parse(name(path), &std::fs::read_to_string(path).unwrap())).collect()
}

fn read_text(text: &str) -> Document {
    let source = Source { path: "a.txt".to_owned(), bytes: text.as_bytes().to_vec(), ..Source::default() };
    read(&[source], &Settings::default()).documents.remove(0)
}

fn blocks(document: &Document) -> Vec<(BlockKind, String)> {
    document.blocks.iter().map(|block| (block.kind, block.span.of(&document.text).to_owned())).collect()
}

/// All that a document says of itself, a line each. A date that only the sentences give is not said.
fn says(document: &Document) -> Vec<String> {
    let printed = document.date.as_ref().filter(|date| date.why.rule.as_str().starts_with("date.stamp"));
    let facts = [
        ("title", document.title.as_ref().map(|it| it.value.clone())),
        ("date", printed.map(|it| it.value.as_str().to_owned())),
        ("outlet", document.outlet.as_ref().map(|it| it.value.clone())),
        ("agency", document.agency.as_ref().map(|it| it.value.clone())),
        ("author", document.author.as_ref().map(|it| it.value.clone())),
        ("translator", document.translator.as_ref().map(|it| it.value.clone())),
        ("dateline", document.dateline.as_ref().map(|it| it.value.clone())),
    ];
    let mut lines: Vec<String> =
        facts.into_iter().filter_map(|(name, value)| Some(format!("{name}: {}", value?))).collect();
    lines.sort();
    lines
}

#[test]
fn articles_of_many_houses_are_taken_apart_as_their_readers_would() {
    let mut wrong = String::new();
    for mut article in articles() {
        let document = read_text(&article.text);
        article.says.sort();
        let (found, says) = (blocks(&document), says(&document));
        if found == article.blocks && says == article.says {
            continue;
        }
        wrong.push_str(&format!("\n== {}\n", article.name));
        for line in says.iter().filter(|line| !article.says.contains(line)) {
            wrong.push_str(&format!("  found    {line}\n"));
        }
        for line in article.says.iter().filter(|line| !says.contains(line)) {
            wrong.push_str(&format!("  expected {line}\n"));
        }
        for (kind, words) in found.iter().filter(|block| !article.blocks.contains(block)) {
            wrong.push_str(&format!("  found    {kind:?}: {words}\n"));
        }
        for (kind, words) in article.blocks.iter().filter(|block| !found.contains(block)) {
            wrong.push_str(&format!("  expected {kind:?}: {words}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn line_ends_and_outer_blanks_change_nothing() {
    for article in articles() {
        let plain = read_text(&article.text);
        let windows = read_text(&format!("\u{feff}{}\r\n\r\n", article.text.replace('\n', "  \r\n")));
        assert_eq!(blocks(&plain), blocks(&windows), "{}", article.name);
        assert_eq!(says(&plain), says(&windows), "{}", article.name);
    }
}
