//! Files that no person wrote: each is read or named with a reason, and the documents beside it are read.
#![allow(clippy::unwrap_used, reason = "a test that cannot set its scene is to stop")]

mod support;

use support::{ARTICLE, Scene, files};

/// Builds the folder, which holds one honest document, and gives what was left out.
fn left_out(scene: &Scene) -> Vec<(String, String)> {
    scene.write("in/honest.txt", ARTICLE.join("\n\n"));
    let built = scene.run(&["build", "in", "-o", "site", "--json"]).code(0).json();
    assert!(scene.tree("site").contains_key("documents/honest.html"));
    let left = built["left_out"].as_array().unwrap().iter();
    left.map(|left| {
        (left["source"].as_str().unwrap().to_owned(), left["reason"].as_str().unwrap().to_owned())
    })
    .collect()
}

#[test]
fn elements_nested_sixty_thousand_deep_give_their_words() {
    let scene = Scene::new();
    let page = |open: &str, close: &str| {
        format!("<title>Deep</title>{}Words at the bottom{}", open.repeat(60_000), close.repeat(60_000))
    };
    scene.write("in/divs.html", page("<div>", "</div>"));
    scene.write("in/never closed.html", page("<div><b>", ""));
    scene.write("in/lists.html", page("<ul><li>", "</ul>"));
    assert_eq!(left_out(&scene), []);
    for page in ["divs", "never-closed", "lists"] {
        let text = scene.tree("site")[&format!("documents/{page}.html")].clone();
        assert!(String::from_utf8(text).unwrap().contains("Words at the bottom"), "{page}");
    }
}

#[test]
fn mails_nested_in_mails_and_parts_in_parts_end_somewhere() {
    let scene = Scene::new();
    let head = "From: a@example.org\nSubject: Level\nDate: Mon, 4 Mar 2024 10:00:00 +0000\n";
    let mut parts = format!("{head}MIME-Version: 1.0\n");
    for level in 0..5_000 {
        parts.push_str(&format!("Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n"));
    }
    parts.push_str("Content-Type: text/plain\n\nWords in the innermost part.\n");
    scene.write("in/parts.eml", &parts);
    let letter = format!("{head}MIME-Version: 1.0\nContent-Type: message/rfc822\n\n");
    scene
        .write("in/letters.eml", format!("{}{head}\nWords in the innermost letter.\n", letter.repeat(3_000)));
    // Whether their innermost words are found or not: they are documents, or named.
    let left = left_out(&scene);
    let site = scene.tree("site");
    for name in ["parts", "letters"] {
        let named = left.iter().any(|(source, _)| source.starts_with(name));
        assert!(named || site.contains_key(&format!("documents/{name}.html")), "{name}: {left:?}");
    }
}

#[test]
fn archives_that_unpack_to_far_more_than_they_hold_are_refused_with_a_reason() {
    let scene = Scene::new();
    let many = vec![b'a'; 96 << 20];
    let bomb = files::zip(&[("bomb.txt", &many), ("inside.txt", b"Words inside.")]);
    assert!(bomb.len() < 1 << 20);
    let mut nested = bomb.clone();
    for level in 0..8 {
        nested = files::zip(&[(&format!("level {level}.zip"), &nested)]);
    }
    scene.write("in/bomb.zip", &bomb);
    scene.write("in/nested.zip", &nested);
    let left = left_out(&scene);
    let reason = |start: &str| {
        let found = left.iter().find(|(source, _)| source.starts_with(start));
        found.map_or_else(|| panic!("{start} in {left:?}"), |(_, reason)| reason.as_str())
    };
    assert!(reason("bomb.zip/bomb.txt").contains("times its size"), "{left:?}");
    assert!(reason("nested.zip/").contains("too deep"), "{left:?}");
    assert!(scene.tree("site").contains_key("documents/inside.html"), "what else is in it is read");
}
