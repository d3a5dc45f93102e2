//! Documents become a site, whole or not at all.
#![allow(clippy::unwrap_used, reason = "a test that cannot set its scene is to stop")]

mod support;

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use support::{ARTICLE, Scene, files};

fn ends(name: &str, end: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| found == end)
}

/// Thirty files: every format, and three that are broken.
fn mixed(scene: &Scene) {
    let words =
        |n: usize| format!("Report {n}\n\n{}\n\nReport number {n} ends here.\n", ARTICLE.join("\n\n"));
    for n in 0..14 {
        scene.write(&format!("in/plain/report {n}.txt"), words(n));
    }
    scene.write("in/utf16.txt", b"\xff\xfeH\0e\0l\0l\0o\0 \0w\0o\0r\0l\0d\0\n\0");
    scene.write(
        "in/notes.md",
        "---\ntitle: Field notes\ndate: 2023-03-14\nregion: north\n---\n\nSome **notes** from the field.\n",
    );
    scene.write("in/page.html", files::page("Yard opens", "2023-03-14", &ARTICLE));
    scene.write("in/page_files/logo.png", b"\x89PNG\r\n\x1a\n");
    scene.write(
        "in/saved.mhtml",
        files::mhtml("https://example.org/s", &files::page("Saved page", "2022-01-02", &ARTICLE)),
    );
    scene.write(
        "in/paper.pdf",
        files::pdf(&[&["The words of a paper with a text layer, one line after another."]]),
    );
    scene.write("in/letter.docx", files::docx("A letter", &ARTICLE));
    scene.write("in/book.epub", files::epub("The book", "2019", &ARTICLE));
    scene.write(
        "in/mail.eml",
        files::mail("A mail", "Dear John, see below.", ("note.txt", "Attached words.")),
    );
    scene.write(
        "in/rows.jsonl",
        "{\"id\":\"row-1\",\"title\":\"Row\",\"text\":\"Words of a row\",\"outlet\":\"Record\"}\n",
    );
    scene.write("in/table.csv", "id,title,date,text,region\ncell-1,Cell,2021-05-06,Words of a cell,south\n");
    scene.write("in/table.tsv", "id\ttext\ntab-1\tWords of a tab\n");
    scene.write("in/more.zip", files::zip(&[("inside.txt", b"Words inside an archive.\n")]));
    scene.write("in/single.json", "[{\"id\":\"json-1\",\"text\":\"Words of JSON\"}]");
    scene.write("in/scan.pdf", files::pdf(&[&[]]));
    scene.write("in/cut.docx", b"PK\x03\x04 cut short");
    scene.write("in/unknown.xyz", b"\x01\x02\x03");
}

#[test]
fn a_folder_of_mixed_files_becomes_a_site_and_names_what_it_left_out() {
    let scene = Scene::new();
    mixed(&scene);
    let built = scene.run(&["build", "in", "-o", "site", "--json", "--title", "Mixed & more"]).code(0).json();
    let left: Vec<(&str, &str)> = built["left_out"]
        .as_array()
        .unwrap()
        .iter()
        .map(|left| (left["source"].as_str().unwrap(), left["reason"].as_str().unwrap()))
        .collect();
    assert_eq!(built["documents"], 28, "{left:?}");
    let reason =
        |source: &str| left.iter().find(|(name, _)| *name == source).map_or("", |(_, reason)| *reason);
    assert!(reason("scan.pdf").contains("no text layer"), "{left:?}");
    assert!(reason("cut.docx").contains("cannot be opened"), "{left:?}");
    assert!(reason("unknown.xyz").contains("unknown format .xyz"), "{left:?}");
    assert!(
        reason("page_files").contains("parts of") || reason("page_files").contains("saved page"),
        "{left:?}"
    );
    assert_eq!(left.len(), 4);

    let site = scene.tree("site");
    let index = String::from_utf8(site["index.html"].clone()).unwrap();
    assert!(index.contains("<title>Mixed &amp; more</title>"));
    assert!(index.contains("property=\"og:title\" content=\"Mixed &amp; more\""));
    assert!(!index.contains("The seeds."), "the app's own description is gone");
    let pack = site.keys().find(|name| ends(name, "pack")).unwrap();
    assert!(index.contains(&format!("<meta name=\"dossier-pack\" content=\"{pack}\"")));
    assert!(index.contains("<noscript>") && index.contains("documents/letter.html"));

    // Every document can be read without scripts, and every local address leads somewhere.
    let page = String::from_utf8(site["documents/letter.html"].clone()).unwrap();
    for words in ARTICLE {
        assert!(page.contains(words), "{page}");
    }
    assert!(page.contains("application/ld+json") && page.contains("\"headline\":\"A letter\""), "{page}");
    let map = String::from_utf8(site["sitemap.xml"].clone()).unwrap();
    let addresses: Vec<&str> =
        map.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()).collect();
    assert_eq!(addresses.len(), 2 + 28);
    for address in addresses {
        assert!(site.contains_key(address), "{address}");
    }
    for (name, text) in site.iter().filter(|(name, _)| ends(name, "html")) {
        let text = String::from_utf8_lossy(text);
        for address in text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if address.starts_with("http") {
                continue;
            }
            assert!(!address.starts_with('/'), "{address} in {name} is not relative");
            let address = address.split('#').next().unwrap();
            let below = if name.starts_with("documents/") {
                format!("documents/{address}")
            } else {
                address.to_owned()
            };
            let below = below.replace("documents/../", "").replace("./", "");
            assert!(address.is_empty() || site.contains_key(&below), "{address} in {name}");
        }
    }
    // Compressed files hold the same bytes.
    let (mut br, mut gz) = (0, 0);
    for (name, bytes) in &site {
        if let Some(plain) = name.strip_suffix(".gz") {
            let mut out = Vec::new();
            std::io::copy(&mut flate2::read::GzDecoder::new(&bytes[..]), &mut out).unwrap();
            assert!(out == site[plain], "{name}");
            gz += 1;
        } else if let Some(plain) = name.strip_suffix(".br") {
            let mut out = Vec::new();
            brotli::BrotliDecompress(&mut &bytes[..], &mut out).unwrap();
            assert!(out == site[plain], "{name}");
            br += 1;
        }
    }
    assert!(br > 20 && gz > 20, "{br} and {gz}");
    let kept = String::from_utf8(site["sw.js"].clone()).unwrap();
    assert!(kept.contains(pack.as_str()) && kept.contains("index.html") && !kept.contains("documents/"));
}

#[test]
fn the_same_input_gives_the_same_bytes_and_a_second_run_has_nothing_to_do() {
    let scene = Scene::new();
    mixed(&scene);
    scene.run(&["build", "in", "-o", "one", "--title", "T"]).code(0);
    scene.run(&["build", "in", "-o", "two", "--title", "T", "--no-cache"]).code(0);
    let (one, two) = (scene.tree("one"), scene.tree("two"));
    for (name, bytes) in &one {
        assert!(two.get(name) == Some(bytes), "{name} differs");
    }
    assert_eq!(one.len(), two.len());

    let again = scene.run(&["build", "in", "-o", "one", "--title", "T", "--json"]).code(0).json();
    assert_eq!(again["unchanged"], true);
    assert!(
        scene
            .run(&["build", "in", "-o", "one", "--title", "T"])
            .code(0)
            .out()
            .contains("Nothing has changed")
    );
    scene.write("in/one more.txt", "Words that came later.\n");
    let again = scene.run(&["build", "in", "-o", "one", "--title", "T", "--json"]).code(0).json();
    assert_eq!((&again["unchanged"], &again["documents"]), (&false.into(), &29.into()));
}

#[test]
fn a_collection_saved_as_a_pack_becomes_the_same_site() {
    let scene = Scene::new();
    mixed(&scene);
    scene.run(&["build", "in", "-o", "one", "--title", "T"]).code(0);
    let one = scene.tree("one");
    let pack = one.iter().find(|(name, _)| ends(name, "pack")).unwrap();
    scene.write("saved.pack", pack.1);
    scene.run(&["build", "saved.pack", "-o", "two"]).code(0);
    let mut two = scene.tree("two");
    // What it was made of is another thing.
    two.insert("dossier.json".into(), one["dossier.json"].clone());
    assert!(one.keys().eq(two.keys()), "{:?}", two.keys());
    for (name, bytes) in &one {
        assert!(two[name] == *bytes, "{name} differs");
    }
    scene.write("cut.pack", &pack.1[..pack.1.len() / 2]);
    assert!(scene.run(&["build", "cut.pack", "-o", "three"]).code(1).err().contains("cannot open cut.pack"));
}

#[test]
fn rows_of_every_kind_can_be_searched_by_their_words_and_columns() {
    let scene = Scene::new();
    scene.write("rows.csv", "id,title,date,text,region\na,First,2021-05-06,A yard for patrol boats,north\nb,Second,2022-07-08,A bridge over the river,south\n");
    scene.run(&["build", "rows.csv", "-o", "site"]).code(0);
    let found = scene.run(&["search", "site", "bridge", "--json"]).code(0).json();
    assert_eq!((&found["total"], &found["hits"][0]["id"]), (&1.into(), &"b".into()));
    assert_eq!(found["hits"][0]["date"], "2022-07-08");

    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, b"{\"id\":\"z\",\"text\":\"Words in a packed row\"}\n").unwrap();
    scene.write("rows.jsonl.gz", packed.finish().unwrap());
    scene.run(&["build", "rows.jsonl.gz", "-o", "packed"]).code(0);
    let found = scene.run(&["search", "packed", "packed", "--json"]).code(0).json();
    assert_eq!(found["hits"][0]["id"], "z");

    scene.write("in.zip", files::zip(&[("a/x.txt", b"Words of x"), ("b/x.txt", b"Other words of x")]));
    let built = scene.run(&["build", "in.zip", "-o", "zipped", "--json"]).code(0).json();
    assert_eq!(built["documents"], 2, "documents of one name are told apart");
}

#[test]
fn a_single_file_holds_everything_and_asks_for_nothing() {
    let scene = Scene::new();
    mixed(&scene);
    scene.run(&["build", "in", "-o", "all.html", "--single-file", "--title", "One"]).code(0);
    let page = fs::read_to_string(scene.path("all.html")).unwrap();
    assert!(
        !page.contains(" src=") && !page.contains("rel=\"manifest\"") && !page.contains("rel=\"preload\"")
    );
    let (_, rest) = page.split_once("http-equiv=\"Content-Security-Policy\" content=\"").unwrap();
    let policy = rest.split('"').next().unwrap();
    assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"), "{policy}");
    assert!(
        !policy.contains("unsafe-inline")
            && !policy.contains("connect-src")
            && policy.contains("'wasm-unsafe-eval'")
    );
    let mut seen = 0;
    for (open, close) in [("<script type=\"module\">", "</script>"), ("<style>", "</style>")] {
        for rest in page.split(open).skip(1) {
            let text = rest.split(close).next().unwrap();
            let hash = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
            assert!(policy.contains(&hash), "{hash} in {policy}");
            seen += 1;
        }
    }
    assert_eq!(seen, 3, "two scripts and a style");
    let found = scene.run(&["search", "all.html", "archive", "--json"]).code(0).json();
    assert_eq!(found["hits"][0]["id"], "inside");
    // It may lie among its documents, and is none of them; a page that is one is not replaced.
    for _ in 0..2 {
        let built =
            scene.run(&["build", "in", "-o", "in/all.html", "--single-file", "--json"]).code(0).json();
        assert_eq!(built["documents"], 28);
    }
    let told = scene.run(&["build", "in", "-o", "in/page.html", "--single-file"]).code(1).err();
    assert!(told.contains("in/page.html exists and is no site made by dossier"), "{told}");
    fs::remove_file(scene.path("in/all.html")).unwrap();
    // In a folder, the file is its first page.
    scene.run(&["build", "in", "-o", "alone", "--single-file", "--title", "One"]).code(0);
    assert!(scene.tree("alone")["index.html"] == page.into_bytes());
}

#[test]
fn what_stands_in_the_way_is_told_and_left_alone() {
    let scene = Scene::new();
    scene.write("in/a.txt", "Words.\n");
    scene.write("mine/precious.txt", "not a site");
    let refused = scene.run(&["build", "in", "-o", "mine"]).code(1);
    assert!(refused.err().contains("is no site made by dossier"), "{}", refused.err());
    assert_eq!(scene.tree("mine").len(), 1);
    assert!(scene.run(&["build", "in", "-o", "in"]).code(1).err().contains("is the input"));
    assert!(scene.run(&["build", "in", "-o", "one.html"]).code(1).err().contains("add --single-file"));
    assert!(scene.run(&["build", "nowhere", "-o", "site"]).code(1).err().contains("cannot read nowhere"));
    scene.write("none/b.png", b"\x89PNG\r\n\x1a\n");
    let nothing = scene.run(&["build", "none", "-o", "site"]).code(1).err();
    assert!(
        nothing.contains("nothing in none could be read") && nothing.contains("b.png: a picture"),
        "{nothing}"
    );
    scene.write("in/collection.toml", "titel = 'x'\n");
    let mistake = scene.run(&["build", "in", "-o", "site"]).code(1).err();
    assert!(mistake.contains("collection.toml:1:1"), "{mistake}");
    assert!(!scene.path("site").exists());
    scene.write("a file", "x");
    assert!(
        scene.run(&["build", "mine", "-o", "a file/site"]).code(1).err().contains("cannot make the folder")
    );
    scene.run(&["build", "in", "--no-such-option"]).code(2);
}

#[test]
fn a_site_inside_its_own_input_is_not_read_again() {
    let scene = Scene::new();
    scene.write("in/a.txt", "Words of a.\n");
    scene.write("in/.hidden.txt", "Hidden.\n");
    scene.write("in/drafts/b.txt", "Words of b.\n");
    for _ in 0..2 {
        let built = scene.run(&["build", "in", "-o", "in/site", "--json", "--force"]).code(0).json();
        assert_eq!((&built["documents"], built["left_out"].as_array().unwrap().len()), (&2.into(), 0));
    }
    let built = scene.run(&["build", "in", "-o", "out", "--json", "--exclude", "drafts"]).code(0).json();
    assert_eq!(built["documents"], 1);
    scene.write("in/.dossierignore", "a.txt\n");
    let built = scene.run(&["build", "in", "-o", "out", "--json"]).code(0).json();
    assert_eq!(built["documents"], 1);
}

#[test]
fn documents_that_lie_in_a_site_are_not_replaced_by_it() {
    let scene = Scene::new();
    scene.write("in/a.txt", "Words of a.\n");
    scene.run(&["build", "in", "-o", "site"]).code(0);
    scene.write("site/mine/b.txt", "Words of b.\n");
    for input in ["site/mine", "site/mine/b.txt"] {
        let told = scene.run(&["build", input, "-o", "site", "--force"]).code(1).err();
        assert!(told.contains("lies in the output site") && told.contains("-o"), "{told}");
        assert!(scene.path("site/mine/b.txt").exists());
    }
}

#[test]
fn a_site_is_no_input() {
    let scene = Scene::new();
    scene.write("in/a.txt", "Words of a.\n");
    scene.run(&["build", "in", "-o", "site"]).code(0);
    let told = scene.run(&["build", "site", "-o", "again"]).code(1).err();
    assert!(
        told.contains("site is a site made by dossier") && told.contains("folder of its documents"),
        "{told}"
    );
    assert!(!scene.path("again").exists());
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_or_round_are_named() {
    let scene = Scene::new();
    scene.write("in/a.txt", "Words of a.\n");
    std::os::unix::fs::symlink("gone.txt", scene.path("in/dangling.txt")).unwrap();
    std::os::unix::fs::symlink(".", scene.path("in/round")).unwrap();
    let built = scene.run(&["build", "in", "-o", "site", "--json"]).code(0).json();
    assert_eq!(built["documents"], 1);
    let left = built["left_out"].as_array().unwrap();
    let told: Vec<String> = left
        .iter()
        .map(|left| format!("{}: {}", left["source"].as_str().unwrap(), left["reason"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            "dangling.txt: is a link to a file that is not there, or was removed meanwhile",
            "round: is a link to a folder that it lies in; what is there is read once",
        ]
    );
}

/// Names that are no UTF-8 exist where a disk was filled by another system.
#[cfg(target_os = "linux")]
#[test]
fn names_of_any_bytes_and_spaces_are_read() {
    use std::os::unix::ffi::OsStrExt as _;
    let scene = Scene::new();
    scene.write("my files/two words.txt", "Words of two.\n");
    for name in [&b"caf\xe9.txt"[..], b"caf\xe8.txt"] {
        fs::write(
            scene.path("my files").join(std::ffi::OsStr::from_bytes(name)),
            "Words from an old disk.\n",
        )
        .unwrap();
    }
    let built = scene.run(&["build", "my files", "-o", "my site", "--json"]).code(0).json();
    assert_eq!((&built["documents"], built["left_out"].as_array().unwrap().len()), (&3.into(), 0));
    let told = scene.run(&["build", "my files", "-o", "my site", "--force"]).code(0).out();
    assert!(told.contains("dossier serve 'my site'"), "{told}");
}

#[test]
fn strict_builds_end_with_their_own_code_when_something_was_left_out() {
    let scene = Scene::new();
    scene.write("in/a.txt", "Words.\n");
    scene.write("in/b.xyz", b"\x01\x02");
    let told = scene.run(&["build", "in", "-o", "site", "--strict"]).code(3).out();
    assert!(
        told.contains("Left out: 1")
            && told.contains("b.xyz: unknown format")
            && told.contains("dossier serve site"),
        "{told}"
    );
    assert!(!told.contains('\x1b'), "no colours where there is no terminal");
    scene.run(&["build", "in", "-o", "site", "--strict"]).code(3);
    assert_eq!(scene.run(&["build", "in", "-o", "site", "--quiet", "--force"]).code(0).out(), "");
}
