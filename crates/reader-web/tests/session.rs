//! Files go in one at a time, and a pack comes out that the engine opens.
#![allow(clippy::unwrap_used, reason = "a test that cannot set its scene is to stop")]

use dossier_engine::answer::Overview;
use dossier_engine::{Answer, Engine, Request, Selection};
use dossier_reader_web::{Finished, Session};

fn overview(finished: &Finished) -> Overview {
    let engine = Engine::open(finished.pack.clone()).expect("a pack that was just built opens");
    match engine.answer(&Request::Overview { selection: Selection::default() }) {
        Answer::Overview(overview) => *overview,
        other => panic!("{other:?}"),
    }
}

fn read(title: &str, toml: Option<&str>, files: &[(&str, &[u8])]) -> Finished {
    let mut session = Session::new(title, toml.map(str::as_bytes));
    for (path, bytes) in files {
        session.take(path, bytes.to_vec());
    }
    session.link().build()
}

#[test]
fn mixed_files_become_a_collection_and_what_was_left_out_is_named() {
    let finished = read(
        "mine",
        None,
        &[
            ("a.txt", b"A meeting was held in Hanoi on 3 May 2024.\n"),
            ("b.md", b"---\ntitle: Second\ndate: 2023-02-01\n---\n\nWords of the second one.\n"),
            ("rows.csv", b"id,title,text\nr1,Row one,Text of row one.\nr2,Row two,Text of row two.\n"),
            ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\0"),
            ("empty.txt", b" \n"),
        ],
    );
    assert_eq!(finished.documents, 4);
    let left: Vec<_> = finished.left_out.iter().map(|left| left.source.as_str()).collect();
    assert_eq!(left, ["empty.txt", "picture.png"]);
    let overview = overview(&finished);
    assert_eq!((overview.title.as_str(), overview.of), ("mine", 4));
    assert_eq!(overview.left_out, finished.left_out);
}

#[test]
fn the_order_of_the_files_alone_decides_the_bytes_of_the_pack() {
    let files: [(&str, &[u8]); 2] = [("a.txt", b"One of them.\n"), ("b.txt", b"The other.\n")];
    assert_eq!(read("t", None, &files).pack, read("t", None, &files).pack);
}

#[test]
fn a_collection_toml_is_followed() {
    let toml = "title = \"Cables\"\n[[entity]]\nname = \"Zorblatt Works\"\nkind = \"organisation\"\n";
    let finished = read("mine", Some(toml), &[("a.txt", b"It was made by Zorblatt Works, they said.\n")]);
    assert_eq!(finished.mistake, None);
    let overview = overview(&finished);
    assert_eq!(overview.title, "Cables");
    assert!(overview.most_named.iter().any(|named| named.item.name == "Zorblatt Works"), "{overview:?}");
}

#[test]
fn a_mistake_in_the_collection_toml_is_told_and_the_files_are_read_without_it() {
    let finished = read("mine", Some("title = \"Cables\"\ncolour = 3\n"), &[("a.txt", b"Some words.\n")]);
    let mistake = finished.mistake.unwrap();
    assert_eq!((mistake.line, mistake.column), (2, 1));
    assert_eq!((finished.title.as_str(), finished.documents), ("mine", 1));
}

#[test]
fn two_files_of_one_name_are_two_documents() {
    let finished = read("t", None, &[("x/a.txt", b"One.\n"), ("y/a.txt", b"Another.\n")]);
    let engine = Engine::open(finished.pack).unwrap();
    for id in ["a", "y/a.txt"] {
        let answer = engine.answer(&Request::Document { id: id.into(), selection: Selection::default() });
        assert!(matches!(answer, Answer::Document(_)), "{id}: {answer:?}");
    }
}

#[test]
fn nothing_dropped_is_an_empty_collection_that_opens() {
    let finished = read("nothing", None, &[]);
    assert_eq!(finished.documents, 0);
    assert_eq!(overview(&finished).of, 0);
}

#[test]
fn what_was_read_can_be_saved_as_one_file_and_as_a_site() {
    use dossier_reader_web::{Form, app_parts, save};
    use std::io::Read as _;

    let finished =
        read("Harbour papers", None, &[("a.txt", b"A meeting was held in Hanoi on 3 May 2024.\n")]);
    let index = "<!doctype html><html lang=\"en\"><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\
        <title>x</title></head><body><script type=\"module\" src=\"boot.js\" data-script=\"app.js\" data-wasm=\"app.wasm\"></script></body></html>";
    assert_eq!(app_parts(index), ["app.js", "app.wasm", "boot.js"]);
    let app: [(&str, &[u8]); 4] = [
        ("index.html", index.as_bytes()),
        ("app.js", b"export { start as default };\n"),
        ("app.wasm", b"\0asm"),
        ("boot.js", b"start();\n"),
    ];
    let file = String::from_utf8(save(Form::File, &finished.pack, &app).unwrap()).unwrap();
    assert!(file.contains("<title>Harbour papers</title>") && file.contains("id=\"dossier-pack\""), "{file}");

    let site = save(Form::Site, &finished.pack, &app).unwrap();
    assert!(site == save(Form::Site, &finished.pack, &app).unwrap(), "the same bytes each time");
    let mut site = zip::ZipArchive::new(std::io::Cursor::new(site)).unwrap();
    let mut page = String::new();
    site.by_name("harbour-papers/documents/a.html").unwrap().read_to_string(&mut page).unwrap();
    assert!(page.contains("A meeting was held in Hanoi"), "{page}");
    for name in ["index.html", "sw.js", "dossier.json", "app.wasm"] {
        assert!(site.by_name(&format!("harbour-papers/{name}")).is_ok(), "{name}");
    }
    assert!(save(Form::File, b"no pack", &app).is_err());
}
