//! A collection and an app become a site, and a site gives back the app and the collection.
#![allow(clippy::unwrap_used, reason = "a test that cannot set its scene is to stop")]

use std::collections::BTreeMap;
use std::sync::Mutex;

use dossier_corpus::Collection;
use dossier_engine::{Engine, Folding, Request, Selection, Typing};
use dossier_reader::{Settings, Source};
use dossier_site::{Order, Pages, Plan, SiteError, pack_in, pack_named, parts, single_file, write};

const INDEX: &str = "<!DOCTYPE html><html lang=\"en\"><head>\n<meta charset=\"utf-8\">\n\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'\">\n\
    <meta name=\"theme-color\" content=\"linen\"><meta name=\"description\" content=\"The seeds.\">\n<title>Seeds</title>\n\
    <link rel=\"icon\" href=\"icon.svg\" type=\"image/svg+xml\">\n<link rel=\"manifest\" href=\"manifest.webmanifest\">\n\
    <link rel=\"stylesheet\" href=\"./app-0123456789abcdef.css\">\n\
    <meta name=\"dossier-reader\" content=\"dossier-reader-01.js dossier-reader-01_bg.wasm\">\n</head>\n<body>\n<div id=\"app\"></div>\n\
    <script type=\"module\" src=\"./boot.js\" data-script=\"./app-01.js\" data-wasm=\"./app-01_bg.wasm\"></script></body></html>\n";

const APP: [(&str, &[u8]); 9] = [
    ("app-01.js", b"export function main() {}\nexport { main as default };\n"),
    ("app-01_bg.wasm", b"\0asm\x01\0\0\0"),
    ("app-0123456789abcdef.css", b":root { --paper: linen; }\nbody { margin: 0; }\n"),
    ("boot.js", b"const inline = globalThis.dossierInline;\n"),
    ("dossier-reader-01.js", b"export {};\n"),
    ("dossier-reader-01_bg.wasm", b"\0asm\x01\0\0\0"),
    ("icon.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"),
    ("index.html", INDEX.as_bytes()),
    ("manifest.webmanifest", b"{}\n"),
];

fn front(pack: &[u8]) -> Vec<u8> {
    dossier_engine::Front::beside(pack.to_vec()).unwrap()
}

fn collection(title: &str, words: &[&str]) -> (Collection, Vec<u8>) {
    let sources: Vec<Source> = words
        .iter()
        .enumerate()
        .map(|(at, words)| Source {
            path: format!("{at}.txt"),
            id: at.to_string(),
            bytes: words.as_bytes().to_vec(),
            ..Source::default()
        })
        .collect();
    let settings = Settings { title: title.to_owned(), ..Settings::default() };
    let collection = dossier_reader::read(&sources, &settings);
    let pack = dossier_engine::build(&collection);
    (collection, pack)
}

type Tree = BTreeMap<String, Vec<u8>>;

fn site(app: &[(&str, &[u8])], collection: &Collection, pack: &[u8]) -> Tree {
    let front = front(pack);
    let plan =
        Plan { collection, pack, front: &front, app, url: None, pages: Pages::Each, order: Order::Any };
    let files: Mutex<Tree> = Mutex::default();
    write(&plan, &|name: &str, bytes: &[u8]| -> Result<(), SiteError> {
        let twice = files.lock().unwrap().insert(name.to_owned(), bytes.to_vec());
        assert!(twice.is_none(), "{name} is written twice");
        Ok(())
    })
    .unwrap();
    files.into_inner().unwrap()
}

const FIRST: [&str; 2] = [
    "Yard opens\n\nHANOI, 3 May 2024. Minister Jane Roe asked the Ministry of Transport to report by June.\n",
    "A second text\n\nGeneral John Carter met Jane Roe in Hanoi on 4 May 2024.\n",
];

#[test]
fn the_page_names_what_a_site_needs_and_a_site_made_of_a_site_is_like_one_made_of_the_app() {
    let (first, first_pack) = collection("First", &FIRST);
    let (second, second_pack) = collection("Second <one>", &["Other words altogether.\n"]);
    let one = site(&APP, &first, &first_pack);
    let index = String::from_utf8(one["index.html"].clone()).unwrap();
    let named = parts(&index);
    assert_eq!(named, parts(INDEX), "what a site adds to the page is no part of the app");
    let app: Vec<(&str, &[u8])> = named
        .iter()
        .map(String::as_str)
        .chain(["index.html"])
        .map(|name| (name, one[name].as_slice()))
        .collect();
    let (again, anew) = (site(&app, &second, &second_pack), site(&APP, &second, &second_pack));
    assert_eq!(again.keys().collect::<Vec<_>>(), anew.keys().collect::<Vec<_>>());
    for (name, bytes) in &anew {
        assert!(again[name] == *bytes, "{name}: {}", String::from_utf8_lossy(&again[name]));
    }
    let page = String::from_utf8(again["index.html"].clone()).unwrap();
    assert!(page.contains("<title>Second &lt;one&gt;</title>") && !page.contains("First"), "{page}");
    assert!(again.contains_key(&pack_named(&page).unwrap()));
    // What the first screen needs stands beside it, and how much of the pack the next one.
    let front = again.iter().find(|(name, _)| name.ends_with(".front")).unwrap();
    assert!(page.contains(&format!("<meta name=\"dossier-front\" content=\"{}\">", front.0)), "{page}");
    let shown = dossier_engine::Front::from_bytes(front.1).unwrap();
    assert_eq!((shown.overview.title.as_str(), shown.overview.of), ("Second <one>", 1));
    let told = |name: &str| -> usize {
        page.split(name).nth(1).and_then(|rest| rest.split('"').nth(1)).unwrap().parse().unwrap()
    };
    let (head, list) = (told("data-head="), told("data-list="));
    assert!(Engine::open_head(second_pack[..head].to_vec()).is_ok());
    assert!(Engine::open_head(second_pack[..head - 1].to_vec()).is_err());
    // And where all that lies which a list of documents reads beside their texts: the texts alone are still wanted.
    let listing = Request::Results {
        selection: Selection::default(),
        offset: 0,
        limit: 10,
        typing: Typing::Done,
        folding: Folding::default(),
    };
    let engine = Engine::open_head(second_pack[..list].to_vec()).unwrap();
    assert!(
        engine.wanted(&listing).iter().all(|range| range.start >= list as u64),
        "{:?}",
        engine.wanted(&listing)
    );
    assert!(Engine::open_head(second_pack[..head].to_vec()).unwrap().wanted(&listing)[0].start < list as u64);
    assert!(String::from_utf8_lossy(&again["manifest.webmanifest"]).contains("\"theme_color\": \"linen\""));
}

#[test]
fn a_collection_comes_out_of_its_pack_as_it_went_in() {
    let (first, pack) = collection("First", &FIRST);
    assert!(!first.entities.is_empty() && !first.documents[0].statements.is_empty());
    let engine = Engine::open(pack.clone()).unwrap();
    let again = engine.collection().unwrap();
    assert!(again == first, "{:?} became {:?}", first.rules, again.rules);
    assert!(dossier_engine::build(&again) == pack);
    // Cut short, it says so.
    let cut = Engine::open(pack[..pack.len() - 40].to_vec());
    assert!(cut.and_then(|engine| engine.collection()).is_err());
}

#[test]
fn a_single_file_made_of_a_site_holds_its_pack_and_nothing_that_must_be_fetched() {
    let (first, pack) = collection("First", &FIRST);
    let one = site(&APP, &first, &pack);
    let app: Vec<(&str, &[u8])> = one.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let front = front(&pack);
    let plan = |app| Plan {
        collection: &first,
        pack: &pack,
        front: &front,
        app,
        url: None,
        pages: Pages::None,
        order: Order::Any,
    };
    let page = single_file(&plan(&app)).unwrap();
    assert_eq!(page, single_file(&plan(&APP)).unwrap());
    assert!(pack_in(&page).unwrap() == pack);
    assert!(page.contains("id=\"dossier-front\">"));
    for words in [" src=", "dossier-reader", "rel=\"manifest\"", "rel=\"preload\"", "offline-"] {
        assert!(!page.contains(words), "{words} in {page}");
    }
}

#[test]
fn the_service_worker_keeps_what_a_visit_needs_and_not_the_reader_of_files() {
    let (first, pack) = collection("First", &FIRST);
    let one = site(&APP, &first, &pack);
    let worker = String::from_utf8(one["sw.js"].clone()).unwrap();
    let list = worker.lines().find(|line| line.starts_with("const FILES")).unwrap();
    for kept in ["index.html", "boot.js", "app-01_bg.wasm", "icon.svg", ".pack", ".front"] {
        assert!(list.contains(kept), "{list}");
    }
    assert!(
        !list.contains("dossier-reader") && !list.contains("documents/") && !list.contains("sitemap"),
        "{list}"
    );
}

#[test]
fn an_app_that_is_none_is_refused_with_a_reason() {
    let (first, pack) = collection("First", &FIRST);
    for app in [vec![], vec![("index.html", &b"<p>"[..])], vec![("index.html", &b"\xff"[..])]] {
        let plan = Plan {
            collection: &first,
            pack: &pack,
            front: &[],
            app: &app,
            url: None,
            pages: Pages::None,
            order: Order::Any,
        };
        assert!(single_file(&plan).unwrap_err().to_string().contains("build"));
        let put = |_: &str, _: &[u8]| -> Result<(), SiteError> { Ok(()) };
        assert!(write(&plan, &put).unwrap_err().to_string().contains("build"));
    }
}
