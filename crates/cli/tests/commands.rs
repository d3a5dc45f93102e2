//! The commands beside `build`.
#![allow(clippy::unwrap_used, reason = "a test that cannot set its scene is to stop")]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;

use support::{ARTICLE, Scene};

#[test]
fn init_writes_a_file_that_check_has_nothing_against() {
    let scene = Scene::new();
    scene.write("in/a.txt", ARTICLE.join("\n\n"));
    scene.run(&["init", "in", "--title", "Say \"this\""]).code(0);
    let text = std::fs::read_to_string(scene.path("in/collection.toml")).unwrap();
    assert!(text.contains("title = \"Say \\\"this\\\"\""));
    assert!(scene.run(&["init", "in"]).code(1).err().contains("is there already"));
    assert!(scene.run(&["check", "in"]).code(0).out().contains("no mistakes"));
}

#[test]
fn check_reports_every_mistake_with_its_line_and_column() {
    let scene = Scene::new();
    scene.write("in/a.txt", ARTICLE.join("\n\n"));
    scene.write("in/collection.toml", "titel = \"x\"\n\n[[entity]]\nname = \"A\"\nkind = \"animal\"\n\n[[theme]]\nname = \"T\"\nterms = []\n");
    let found = scene.run(&["check", "in"]).code(1).out();
    for words in [
        "in/collection.toml:1:1: mistake: unknown key \"titel\"; did you mean \"title\"",
        ":5:8: mistake: no entity is of kind",
        ":9:9: mistake: a theme needs",
    ] {
        assert!(found.contains(words), "{words} in {found}");
    }
    assert_eq!(scene.run(&["check", "in", "--json"]).code(1).json().as_array().unwrap().len(), 3);

    scene.write("in/collection.toml", "[[entity]]\nname = \"Nobody Anywhere\"\nkind = \"person\"\n\n[[correction.date]]\ndocument = \"zzz\"\ndate = \"2020\"\n");
    let found = scene.run(&["check", "in"]).code(1).out();
    assert!(found.contains(":2:8: look: no document names \"Nobody Anywhere\""), "{found}");
    assert!(found.contains(":6:12: mistake: no document has the id \"zzz\""), "{found}");
    scene.run(&["check", "in", "--no-documents"]).code(0);
}

#[test]
fn what_suggest_prints_can_be_pasted_and_then_is_suggested_no_more() {
    let scene = Scene::new();
    for n in 0..3 {
        scene.write(
            &format!("in/{n}.txt"),
            format!("Report {n}\n\nMinister Jane Elizabeth Roe visited the Ministry of Transport on Monday. Mrs Roe spoke with General John Carter. The Ministry of Transport said that Jane Elizabeth Roe would return.\n"),
        );
    }
    let printed = scene.run(&["suggest", "in"]).code(0).out();
    assert!(
        printed.contains("[[entity]]") && printed.contains("times in 3 documents; first in"),
        "{printed}"
    );
    scene.write("in/collection.toml", &printed);
    scene.run(&["check", "in"]).code(0);
    let again = scene.run(&["suggest", "in", "--json"]).code(0).json();
    assert_eq!(again["entities"].as_array().unwrap().len(), 0, "{again:#}");
}

#[test]
fn serve_sends_the_site_to_this_machine_and_nothing_else() {
    let scene = Scene::new();
    scene.write("in/a.txt", ARTICLE.join("\n\n"));
    scene.run(&["build", "in", "-o", "site"]).code(0);
    let mut child =
        scene.command().args(["serve", "site", "--port", "0"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let ask = |head: &str| {
        let mut stream = TcpStream::connect(&address).unwrap();
        write!(stream, "{head}\r\nConnection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let page = ask(&format!("GET / HTTP/1.1\r\nHost: {address}"));
    assert!(
        page.starts_with("HTTP/1.1 200 OK") && page.contains("text/html") && page.contains("dossier-pack"),
        "{page}"
    );
    assert!(
        ask(&format!("GET / HTTP/1.1\r\nHost: {address}\r\nAccept-Encoding: gzip, br"))
            .contains("Content-Encoding: br")
    );
    let part = |range: &str| {
        ask(&format!(
            "GET /dossier.json HTTP/1.1\r\nHost: {address}\r\nAccept-Encoding: br\r\nRange: {range}"
        ))
    };
    let marker = String::from_utf8(scene.tree("site")["dossier.json"].clone()).unwrap();
    let few = part("bytes=2-5");
    assert!(few.starts_with("HTTP/1.1 206") && few.ends_with(&format!("\r\n\r\n{}", &marker[2..6])), "{few}");
    assert!(few.contains(&format!("Content-Range: bytes 2-5/{}\r\n", marker.len())), "{few}");
    assert!(part("bytes=999999-").starts_with("HTTP/1.1 416"));
    assert!(ask(&format!("GET /../in/a.txt HTTP/1.1\r\nHost: {address}")).starts_with("HTTP/1.1 404"));
    assert!(ask("GET / HTTP/1.1\r\nHost: evil.example").starts_with("HTTP/1.1 403"));
    assert!(
        ask(&format!("POST / HTTP/1.1\r\nHost: {address}\r\nContent-Length: 0")).starts_with("HTTP/1.1 405")
    );
    // Ctrl-C is how it is meant to end.
    if cfg!(unix) {
        let sent =
            std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        assert_eq!(child.wait().unwrap().code(), Some(0));
    } else {
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let told = scene.run(&["serve", "nowhere"]).code(1).err();
    assert!(told.contains("there is no nowhere") && told.contains("dossier build"), "{told}");
}

#[test]
fn the_program_explains_itself() {
    let scene = Scene::new();
    let help = scene.run(&["--help"]).code(0).out();
    assert!(help.contains("Examples:") && help.contains("Exit codes:"), "{help}");
    for command in ["build", "serve", "search", "annotate", "init", "check", "suggest"] {
        assert!(scene.run(&[command, "--help"]).code(0).out().contains("Usage: dossier"), "{command}");
    }
    assert!(scene.run(&["completions", "bash"]).code(0).out().contains("_dossier"));
    scene.run(&["man", "pages"]).code(0);
    let manual = scene.tree("pages");
    assert!(
        manual.contains_key("dossier.1") && manual.contains_key("dossier-build.1"),
        "{:?}",
        manual.keys()
    );
    let schema = scene.run(&["schema"]).code(0).json();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    scene.run(&[]).code(2);
}

#[test]
fn annotate_reads_whatever_build_reads() {
    let scene = Scene::new();
    scene.write("a.docx", support::files::docx("A letter", &ARTICLE));
    let line = scene.run(&["annotate", "a.docx"]).code(0).json();
    assert_eq!((&line["id"], &line["title"]), (&"a".into(), &"A letter".into()));
}

#[test]
fn what_is_not_there_is_said_with_what_to_do() {
    let scene = Scene::new();
    scene.write("in/a.txt", ARTICLE.join("\n\n"));
    scene.run(&["build", "in", "-o", "site"]).code(0);
    let found = scene.run(&["search", "site", "zebra"]).code(0).out();
    assert_eq!(
        found,
        "0 of 1 documents  (zebra)\n  nothing matches; try fewer words, or their beginnings with a * behind them\n"
    );
    let told = scene.run(&["search", "in", "yard"]).code(1).err();
    assert!(told.contains("in holds no site") && told.contains("dossier build"), "{told}");
    std::fs::create_dir(scene.path("empty")).unwrap();
    for command in [&["build", "empty"][..], &["suggest", "empty"], &["annotate", "empty"]] {
        assert!(scene.run(command).code(1).err().contains("empty holds no files to read"), "{command:?}");
    }
}
