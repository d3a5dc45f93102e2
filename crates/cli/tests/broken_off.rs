//! What gets in the way of a build: a kill, an interruption, a full disk, a place that takes nothing, files that change.

mod support;

use std::io::{Seek as _, Write as _};
use std::process::Stdio;

use support::{ARTICLE, Scene};

#[test]
fn a_build_that_is_killed_leaves_the_old_site_or_the_new_one() {
    let scene = Scene::new();
    let rows = |word: &str| -> String {
        let row = |n: usize| format!("{{\"id\":\"{n}\",\"text\":\"{word} {n} {}\"}}", ARTICLE[n % 3]);
        (0..400).map(row).collect::<Vec<_>>().join("\n")
    };
    scene.write("rows.jsonl", rows("old"));
    scene.run(&["build", "rows.jsonl", "-o", "site"]).code(0);
    let old = scene.tree("site");
    scene.write("rows.jsonl", rows("new"));
    scene.run(&["build", "rows.jsonl", "-o", "wanted"]).code(0);
    let new = scene.tree("wanted");
    let whole = |what: &str| {
        let site = scene.tree("site");
        assert!(site == old || site == new, "{what} left a part of a site: {} files", site.len());
    };
    // Fifty moments all over the time that a build takes, in an order that is not theirs.
    const KILLS: u32 = 50;
    let started = std::time::Instant::now();
    scene.run(&["build", "rows.jsonl", "-o", "timed"]).code(0);
    let took = started.elapsed();
    let mut ended = 0;
    for part in (0..KILLS).map(|n| n * 23 % KILLS) {
        let mut child = scene
            .command()
            .args(["build", "rows.jsonl", "-o", "site", "--force"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::park_timeout(took * part / KILLS);
        child.kill().unwrap();
        ended += u32::from(child.wait().unwrap().success());
        whole("a kill");
    }
    assert!(ended < KILLS / 2, "most builds were killed before their end: {ended} were not");
    scene.run(&["build", "rows.jsonl", "-o", "site", "--force"]).code(0);
    assert!(scene.tree("site") == new);
    assert!(
        !scene.names().iter().any(|name| name.starts_with(".site")),
        "what was killed is swept: {:?}",
        scene.names()
    );
}

#[cfg(unix)]
#[test]
fn an_interrupted_build_removes_what_it_had_begun() {
    let scene = Scene::new();
    let row = |n: usize| format!("{{\"text\":\"{n} {}\"}}", ARTICLE.join(" "));
    scene.write("rows.jsonl", (0..3000).map(row).collect::<Vec<_>>().join("\n"));
    let mut child = scene
        .command()
        .args(["build", "rows.jsonl", "-o", "site", "--quiet"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while !scene.names().iter().any(|name| name.starts_with(".site")) && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    let interrupted =
        std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let ended = child.wait().unwrap();
    if interrupted.success() && ended.code() == Some(130) {
        assert!(!scene.path("site").exists());
    }
    assert!(!scene.names().iter().any(|name| name.starts_with(".site")), "{:?}", scene.names());
}

#[test]
fn a_file_that_is_written_to_while_it_is_read_is_named() {
    let scene = Scene::new();
    for n in 0..300 {
        scene.write(&format!("in/still {n}.txt"), format!("{n} {}", ARTICLE.join(" ")));
    }
    scene.write("in/written.txt", "The first line.\n");
    let mut child = scene
        .command()
        .args(["build", "in", "-o", "site", "--no-compress", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut written = std::fs::OpenOptions::new().write(true).open(scene.path("in/written.txt")).unwrap();
    // Over and over the same words: it is written to, and stays as short as it was.
    while child.try_wait().unwrap().is_none() {
        written.rewind().unwrap();
        written.write_all(b"The first line.\n").unwrap();
        std::thread::yield_now();
    }
    let told = child.wait_with_output().unwrap();
    assert!(told.status.success());
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(told["changed_meanwhile"], serde_json::json!(["written.txt"]));
    // It is read again the next time, and then nothing stands against it.
    let again = scene.run(&["build", "in", "-o", "site", "--no-compress", "--json"]).code(0).json();
    assert_eq!((&again["unchanged"], &again["changed_meanwhile"]), (&false.into(), &serde_json::json!([])));
}

/// A site that stands, input that changed since, and a build of it under `limits` of the shell that fails.
#[cfg(target_os = "linux")]
fn fails(scene: &Scene, limits: &str, output: &str) -> String {
    let ran = std::process::Command::new("sh")
        .args(["-c", &format!("{limits}\nexec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_dossier")])
        .args(["build", "in", "-o", output, "--no-cache"])
        .current_dir(scene.path("."))
        .env("DOSSIER_APP", scene.path("app"))
        .output()
        .expect("a shell runs it");
    assert_eq!(ran.status.code(), Some(1), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8_lossy(&ran.stderr).into_owned()
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_takes_no_more_is_named_and_the_old_site_stays() {
    let scene = Scene::new();
    scene.write("in/a.txt", ARTICLE.join("\n\n"));
    scene.run(&["build", "in", "-o", "site"]).code(0);
    let old = scene.tree("site");
    scene.write("in/b.txt", "Words that came later.\n".repeat(2000));
    // No file may grow past a few kilobytes, as on a disk that is full in the middle of one.
    let told = fails(&scene, "trap '' XFSZ; ulimit -f 16", "site");
    assert!(told.contains("cannot write") && told.contains("site was not changed"), "{told}");
    assert!(scene.tree("site") == old);
    assert!(!scene.names().iter().any(|name| name.starts_with(".site")), "{:?}", scene.names());
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_that_cannot_be_written_is_named_with_what_to_do() {
    let scene = Scene::new();
    scene.write("in/a.txt", ARTICLE.join("\n\n"));
    for place in ["/proc/site", "/sys/kernel/one/site"] {
        let told = fails(&scene, ":", place);
        assert!(told.contains("cannot") && told.contains(place.rsplit_once('/').unwrap().0), "{told}");
    }
}
