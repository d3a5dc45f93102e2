//! Every format gives its text and what it says of itself; what is broken gives its reason.

mod files;

use dossier_corpus::{BlockKind, Document};
use dossier_reader::formats::open;
use dossier_reader::{Settings, Source, read};
use proptest::prelude::*;

const ARTICLE: [&str; 3] = [
    "The ministry opened a new yard at the river's mouth on Monday, with the heads of three companies looking on & listening.",
    "Officials said that the yard would build patrol boats for the coast guard, and that the first of them would be launched before the end of next year.",
    "Residents had asked for a bridge instead, and some of them stood outside the gate with signs while the speeches were read out one after another.",
];

fn documents(path: &str, bytes: Vec<u8>) -> (Vec<Source>, Vec<(String, String)>) {
    let (mut read, mut left) = (Vec::new(), Vec::new());
    open(path, bytes, &mut |outcome| match outcome {
        Ok(source) => read.push(source),
        Err(out) => left.push((out.source, out.reason)),
    });
    (read, left)
}

#[track_caller]
fn only(path: &str, bytes: Vec<u8>) -> Source {
    let (mut read, left) = documents(path, bytes);
    assert_eq!(left, [], "{path} is read whole");
    assert_eq!(read.len(), 1, "{path} holds one document");
    read.remove(0)
}

#[track_caller]
fn reason(path: &str, bytes: &[u8]) -> String {
    let (read, mut left) = documents(path, bytes.to_vec());
    assert!(read.is_empty(), "{path} holds no document, yet gave {read:?}");
    assert_eq!(left.len(), 1, "{path} gives one reason");
    left.remove(0).1
}

fn text(source: &Source) -> &str {
    std::str::from_utf8(&source.bytes).expect("UTF-8")
}

#[track_caller]
fn given<'a>(source: &'a Source, key: &str) -> &'a str {
    source.given.iter().find(|(name, _)| name == key).map_or("", |(_, values)| values[0].as_str())
}

#[test]
fn plain_text_comes_through_byte_for_byte() {
    let bytes = b"Title\r\n\r\n  caf\xe9 \xff".to_vec();
    assert_eq!(only("a/b.txt", bytes.clone()).bytes, bytes);
}

/// The document of a file, its words by kind of block.
fn blocks(source: Source) -> (Document, Vec<(BlockKind, String)>) {
    let document = read(&[source], &Settings::default()).documents.remove(0);
    let words = document.blocks.iter().map(|it| (it.kind, it.span.of(&document.text).to_owned())).collect();
    (document, words)
}

#[test]
fn a_web_page_gives_all_that_it_shows_and_tells_the_article_from_the_rest() {
    let source = only("a.html", files::page("Yard opens", "2023-03-14", &ARTICLE));
    for words in ARTICLE {
        assert!(text(&source).contains(words), "{:?}", text(&source));
    }
    for words in ["var menu", "<p>"] {
        assert!(!text(&source).contains(words), "{words} in {:?}", text(&source));
    }
    let beside: Vec<&str> = source.beside.iter().map(|span| span.of(text(&source))).collect();
    for words in ["Sport", "Imprint"] {
        assert!(beside.iter().any(|it| it.contains(words)), "{words} in {beside:?}");
    }
    for words in ["Yard opens"].iter().chain(&ARTICLE) {
        assert!(!beside.iter().any(|it| it.contains(words)), "{words} in {beside:?}");
    }
    assert_eq!(text(&source).matches("Yard opens").count(), 1);
    assert_eq!(given(&source, "date"), "2023-03-14");
    assert_eq!(given(&source, "outlet"), "Daily Record");
    assert_eq!(given(&source, "language"), "en");
}

/// A page with as much round its article as newspapers' pages have.
fn crowded(menus: usize) -> Vec<u8> {
    let menu: String = (0..menus)
        .map(|at| {
            format!(
                "<li><a href=/s{at}>Section {at}</a><ul><li><a href=/s{at}/n>News of <b>{at}</b></a></ul>"
            )
        })
        .collect();
    let paragraphs: String = ARTICLE.map(|words| format!("<p>{words}</p>")).concat();
    format!(
        "<!doctype html><html><head><title>Yard opens on the river | Daily Record</title></head><body>\
         <nav><ul>{menu}</ul></nav><div hidden>Hidden words</div><div style='display: none'>Unseen words</div>\
         <main><h1>Yard opens on the river</h1><div class=meta><span>By Jane Roe</span><span> | </span>\
         <time>14 March 2023, 10:05</time></div><div class=article-body>{paragraphs}</div></main>\
         <aside><h3>More stories</h3><p><a href=/a>General Tom Stone told the army on 3 May 2019 to sell its ships and go home.</a></p></aside>\
         <footer><p>Contact us: <a href=mailto:x>desk</a></p><table><tr><td>Mon<td>9-17</table></footer></body></html>"
    )
    .into_bytes()
}

#[test]
fn what_stands_round_an_article_is_seen_and_nothing_is_taken_from_it() {
    let (document, blocks) = blocks(only("a.html", crowded(3)));
    let kind = |words: &str| {
        let block = blocks.iter().find(|(_, block)| block.contains(words));
        block.unwrap_or_else(|| panic!("{words} is not in {blocks:?}")).0
    };
    assert_eq!(kind("Section 2\n\nNews of 2"), BlockKind::Boilerplate);
    assert_eq!(kind("General Tom Stone"), BlockKind::Boilerplate);
    assert_eq!(kind("Mon\t9-17"), BlockKind::Boilerplate);
    assert_eq!(kind("Yard opens on the river"), BlockKind::Heading);
    assert_eq!(kind("14 March 2023"), BlockKind::Dateline);
    assert_eq!(kind(ARTICLE[2]), BlockKind::Paragraph);
    assert!(!document.text.contains("Hidden") && !document.text.contains("Unseen"));
    assert_eq!(document.date.as_ref().map(|date| date.value.as_str()), Some("2023-03-14"));
    assert_eq!(document.author.as_ref().map(|author| author.value.as_str()), Some("Jane Roe"));
    let read = &document.text[..];
    assert!(document.dates.iter().all(|date| !date.span.of(read).contains("2019")));
    assert!(document.mentions.iter().all(|mention| !mention.span.of(read).contains("Stone")));
    let said = document.statements.iter().flat_map(|it| &it.content).map(|span| span.of(read));
    let said: Vec<&str> = said.collect();
    assert!(said.iter().any(|words| words.contains("patrol boats")), "{said:?}");
    assert!(!said.iter().any(|words| words.contains("sell its ships")), "{said:?}");
}

#[test]
fn a_page_of_menus_is_one_block_before_its_article_and_one_behind() {
    let (document, blocks) = blocks(only("a.html", crowded(5_000)));
    assert!(document.text.len() > 100_000);
    assert!(blocks.len() < 12, "{} blocks", blocks.len());
}

#[test]
fn a_page_whose_encoding_had_to_be_guessed_says_so() {
    let page = "<html><body><p>Le ministre a déclaré que la réunion s’était très bien passée à Besançon.</p></body></html>";
    let bytes: Vec<u8> = page.chars().map(|c| if c == '’' { 0x92 } else { c as u8 }).collect();
    let source = only("a.html", bytes.clone());
    assert!(text(&source).contains("s’était très bien passée à Besançon"), "{}", text(&source));
    let collection = read(&[source], &Settings::default());
    assert!(collection.assumed[0].note.contains("windows-1252"), "{}", collection.assumed[0].note);
    let mut named = b"<meta charset=windows-1252>".to_vec();
    named.extend(bytes);
    assert_eq!(read(&[only("a.html", named)], &Settings::default()).assumed, []);
}

#[test]
fn a_web_page_is_read_in_the_encoding_that_it_names() {
    let page =
        b"<html><head><meta charset=windows-1251></head><body><p>\xcc\xee\xf1\xea\xe2\xe0</p></body></html>";
    assert_eq!(text(&only("a.htm", page.to_vec())).trim(), "Москва");
}

#[test]
fn a_page_that_is_no_article_gives_all_its_words() {
    let page = b"<html><body><div>One</div><ul><li>two</li><li>three</li></ul></body></html>".to_vec();
    assert_eq!(text(&only("a.html", page)).split_whitespace().collect::<Vec<_>>(), ["One", "two", "three"]);
}

#[test]
fn pages_deeper_or_longer_than_any_that_people_read_give_their_words_all_the_same() {
    let deep = format!(
        "<html><body>{}Deep &amp; far{}</body></html>",
        "<div>".repeat(100_000),
        "</div>".repeat(100_000)
    );
    assert_eq!(text(&only("a.html", deep.into_bytes())).trim(), "Deep & far");
    let unclosed = format!("<html><body>{}Never closed", "<b><font>".repeat(50_000));
    assert_eq!(text(&only("a.html", unclosed.into_bytes())).trim(), "Never closed");
    let long = format!(
        "<html><body><article>{}</article></body></html>",
        "<p>Some words, and more.</p>".repeat(40_000)
    );
    assert_eq!(text(&only("a.html", long.into_bytes())).matches("Some words").count(), 40_000);
}

#[test]
fn a_saved_page_knows_where_it_was_saved_from() {
    let mut page = b"<!doctype html>\n<!-- saved from url=(0026)https://example.org/story -->\n".to_vec();
    page.extend(files::page("Yard opens", "2023-03-14", &ARTICLE));
    assert_eq!(given(&only("a.html", page), "url"), "https://example.org/story");
    let page = files::mhtml("https://example.org/other", &files::page("Yard opens", "2023-03-14", &ARTICLE));
    let source = only("a.mhtml", page);
    assert_eq!(given(&source, "url"), "https://example.org/other");
    assert!(text(&source).contains(ARTICLE[1]));
}

#[test]
fn markdown_gives_plain_paragraphs_and_its_front_matter() {
    let yaml = "---\ntitle: Yard opens\ndate: 2023-03-14\ntags: [ships, \"coast guard\"]\n---\n\n# Heading\n\nSome **bold**\nwords and a [link](https://example.org).\n\n- one\n- two\n\nLast.\n";
    let source = only("a.md", yaml.into());
    assert_eq!(
        text(&source),
        "Yard opens\n\nHeading\n\nSome bold words and a link.\n\n- one\n- two\n\nLast.\n"
    );
    assert_eq!(given(&source, "date"), "2023-03-14");
    let tags = source.given.iter().find(|(key, _)| key == "tags").unwrap();
    assert_eq!(tags.1, ["ships", "coast guard"]);

    let source = only("a.md", "+++\ntitle = \"T\"\ndate = 2023-03-14\n+++\nBody\n".into());
    assert_eq!((given(&source, "title"), given(&source, "date")), ("T", "2023-03-14"));
    assert_eq!(text(&only("a.md", "Plain\n---\nnot front matter\n".into())), "Plain\n\nnot front matter\n");
}

#[test]
fn word_documents_give_their_paragraphs_without_what_was_struck_out() {
    let source = only("a.docx", files::docx("Yard opens", &ARTICLE));
    assert_eq!(text(&source).trim(), format!("Yard opens\n\n{}", ARTICLE.join("\n\n")));
    assert_eq!(given(&source, "title"), "Yard opens");
    assert_eq!(given(&source, "author"), "", "a property that the text does not bear out is not taken");
}

#[test]
fn books_give_their_chapters_in_reading_order() {
    let source = only("a.epub", files::epub("The Yard", "2019", &ARTICLE));
    assert_eq!(text(&source).trim(), format!("The Yard\n\n{}", ARTICLE.join("\n\n")));
    assert_eq!(given(&source, "date"), "2019");
}

#[test]
fn mails_give_their_body_and_what_is_attached() {
    let (read, left) =
        documents("a.eml", files::mail("Yard", "Dear John,\r\nsee below.", ("note.txt", "Attached words.")));
    assert_eq!(left, []);
    assert_eq!(read.len(), 2);
    assert!(text(&read[0]).starts_with("Yard\n\nDear John,\nsee below."), "{:?}", text(&read[0]));
    assert_eq!((given(&read[0], "date"), given(&read[0], "author")), ("2023-03-14", "Jane Roe"));
    assert_eq!(read[1].path, "a.eml/note.txt");
    assert_eq!(text(&read[1]).trim(), "Attached words.");
}

#[test]
fn pdf_lines_become_paragraphs_and_broken_words_whole_again() {
    let page: &[&str] = &[
        "The ministry opened a new yard at the river's mouth on Monday, with the pro-",
        "curement heads of three companies looking on and listening to the speeches.",
    ];
    let source = only("a.pdf", files::pdf(&[page, &["Second page (with brackets) and more words."]]));
    assert_eq!(
        text(&source),
        "The ministry opened a new yard at the river's mouth on Monday, with the procurement heads of three \
         companies looking on and listening to the speeches.\n\nSecond page (with brackets) and more words.\n"
    );
}

#[test]
fn a_scanned_pdf_says_that_it_has_no_text_layer() {
    assert!(reason("a.pdf", &files::pdf(&[&[], &[]])).contains("no text layer: its 2 pages are pictures"));
}

#[test]
fn rows_keep_their_id_and_make_facets_of_other_columns() {
    let rows = "{\"id\":\"r1\",\"title\":\"T\",\"text\":\"One\",\"place\":[\"usa\",\"uk\"],\"facets\":{\"topic\":[\"grain\"]},\"n\":3}\n\n\
                not json\n[1]\n{\"id\":\"r2\"}\n{\"text\":\"Two\"}\n";
    let (read, left) = documents("rows.jsonl", rows.into());
    assert_eq!(read.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["r1", "rows.jsonl:6"]);
    let facets: std::collections::BTreeMap<_, _> = read[0].given.iter().cloned().collect();
    assert_eq!(facets["title"], ["T"]);
    assert_eq!(facets["place"], ["usa", "uk"]);
    assert_eq!(facets["topic"], ["grain"]);
    assert_eq!(facets["n"], ["3"]);
    let places: Vec<&str> = left.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(places, ["rows.jsonl:3", "rows.jsonl:4", "rows.jsonl:5"]);
}

#[test]
fn tables_are_read_with_commas_semicolons_tabs_and_bars() {
    for (name, rows) in [
        ("a.csv", "\u{feff}id,Date,text,outlet\n7,2023-03-14,\"One, two\",Record\n"),
        ("a.csv", "id;Date;text;outlet\n7;2023-03-14;One, two;Record\n"),
        ("a.tsv", "id\tDate\tbody\toutlet\n7\t2023-03-14\tOne, two\tRecord\n"),
        ("a.csv", "id|Date|text|outlet\n7|2023-03-14|One, two|Record\n"),
    ] {
        let row = only(name, rows.into());
        assert_eq!((row.id.as_str(), text(&row)), ("7", "One, two"), "{rows:?}");
        assert_eq!((given(&row, "date"), given(&row, "outlet")), ("2023-03-14", "Record"));
    }
    assert!(reason("a.csv", b"a,b\n1,2\n").contains("has no column \"text\"; its columns are a, b"));
}

#[test]
fn cells_that_the_header_has_no_column_for_are_kept() {
    let row = only("a.csv", b"id,text\n7,One, two, three\n".to_vec());
    assert_eq!(text(&row), "One, two, three");
    let row = only("a.csv", b"id,text,outlet\n7,One,Record,more\n".to_vec());
    assert_eq!((text(&row), given(&row, "outlet"), given(&row, "column 4")), ("One", "Record", "more"));
}

#[test]
fn an_archive_gives_what_is_in_it() {
    let inner = files::zip(&[("deep.md", b"Deep words")]);
    let archive = files::zip(&[
        ("b.txt", b"Second"),
        ("a.txt", b"First"),
        ("in/inner.zip", &inner),
        ("p.png", b"\x89PNG\r\n"),
        ("__MACOSX/._a.txt", b"junk"),
        ("../up.txt", b"A name that leads upwards"),
    ]);
    let (read, left) = documents("x.zip", archive);
    let mut paths: Vec<&str> = read.iter().map(|source| source.path.as_str()).collect();
    paths.sort_unstable();
    assert_eq!(paths, ["x.zip/../up.txt", "x.zip/a.txt", "x.zip/b.txt", "x.zip/in/inner.zip/deep.md"]);
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].0, "x.zip/p.png");
}

#[test]
fn what_cannot_be_read_says_what_it_is_and_what_to_do() {
    for (path, bytes, words) in [
        ("a.txt", &b" \n"[..], "empty"),
        ("a.png", b"\x89PNG\r\n\x1a\n....", "a picture"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "save it as DOCX"),
        ("a.xyz", b"\x01\x02\x03", "unknown format .xyz"),
        ("a.pdf", b"Hello, I am no PDF", "is no PDF"),
        ("a.pdf", b"%PDF-1.7\ngarbage", "damaged PDF"),
        ("a.docx", b"PK\x03\x04 cut short", "cannot be opened"),
        ("a.zip", b"PK\x03\x04 cut short", "cannot be opened as a ZIP archive"),
        ("a.eml", b"\x00\x01", "no mail"),
        ("a.jsonl.gz", b"\x1f\x8b\x08", "an archive of a kind that is not opened here"),
    ] {
        let said = reason(path, bytes);
        assert!(said.contains(words), "{path}: {said}");
    }
}

#[test]
fn an_archive_without_files_is_told_of() {
    let (read, left) = documents("a.zip", files::zip(&[]));
    assert!(read.is_empty() && left[0].1.contains("holds no files"), "{left:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_bytes_under_any_name_make_it_panic(
        bytes in proptest::collection::vec(any::<u8>(), 1..600),
        at in 0_usize..8,
        end in prop::sample::select(vec!["pdf", "docx", "epub", "zip", "eml", "mhtml", "html", "md", "csv", "jsonl", "json", "txt"]),
    ) {
        let whole: [Vec<u8>; 8] = [
            files::pdf(&[&["Some words on a page of a file."]]),
            files::docx("T", &["Words"]),
            files::epub("T", "2020", &["Words"]),
            files::mail("S", "B", ("a.txt", "x")),
            files::mhtml("https://example.org/", b"<p>x</p>"),
            files::zip(&[("a.txt", b"x")]),
            b"---\na: b\n---\n# x\n".to_vec(),
            b"id,text\n1,x\n".to_vec(),
        ];
        // Broken files are mostly whole ones with a wrong stretch in them.
        let mut broken = whole[at].clone();
        let from = bytes[0] as usize * broken.len() / 256;
        for (place, byte) in broken[from..].iter_mut().zip(&bytes[..bytes.len().min(12)]) {
            *place = *byte;
        }
        for bytes in [bytes, broken] {
            let (read, left) = documents(&format!("a.{end}"), bytes);
            prop_assert!(read.len() + left.len() > 0, "nothing is skipped in silence");
        }
    }
}
