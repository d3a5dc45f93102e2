//! A site as `dossier build` makes it: its first page before its collection, of which it fetches what is asked; kept for use
//! without a network, and up to date when there is one.

use std::time::Instant;

use dossier_journeys::{PATIENCE, Place, Server, Tab, dossier, journey_at};

/// Writes the one document and builds the site of it.
fn build(place: &Place, words: &str) {
    std::fs::create_dir_all(place.path().join("in")).expect("a folder");
    std::fs::write(place.path().join("in/note.txt"), words).expect("a document");
    dossier(place.path(), &["build", "in", "-o", "site", "--title", "Notes", "--no-compress", "--no-cache"]);
}

/// What is kept, once every service worker that is on its way has arrived, and it is another page than `before`. It waits for
/// what the browser tells of its workers; how long, the tab says.
const KEPT: &str = r#"
    const registration = await navigator.serviceWorker.ready;
    const coming = () => [registration.installing, registration.waiting].filter(Boolean);
    for (;;) {
        // Listened to before it is looked at: nothing is told in between that is not heard.
        const told = new Promise(hear => {
            registration.addEventListener("updatefound", hear, { once: true });
            for (const worker of [...coming(), registration.active].filter(Boolean)) {
                worker.addEventListener("statechange", hear, { once: true });
            }
        });
        if (!coming().length && registration.active?.state === "activated") {
            for (const name of await caches.keys()) {
                const page = await (await caches.open(name)).match(new URL("index.html", registration.scope));
                const text = page ? await page.text() : "";
                if (text.includes("dossier-pack") && text !== before) return text;
            }
        }
        await told;
    }
"#;

/// Waits until the service worker keeps another page than this one.
async fn kept(tab: &Tab, before: &str) -> String {
    let page = tab.run_async(&format!("const before = {};\n{KEPT}", serde_json::json!(before))).await;
    page.as_str().unwrap_or_else(|| panic!("the service worker does not keep the site: {page}")).to_owned()
}

#[test]
fn a_site_built_anew_shows_what_is_new_and_works_when_the_network_is_gone() {
    let place = Place::new("updates");
    build(&place, "Harbour\n\nThe first words that were written about it.\n");
    let server = Server::start(place.path().join("site"));
    let origin = server.origin();
    journey_at(&origin, async move |tab| {
        tab.go("#/document/note").await;
        tab.wait_for_text("main .text", "first words").await;
        let before = kept(tab, "").await;

        build(&place, "Harbour\n\nThe second words, put in the place of the others.\n");
        tab.reload().await;
        // The worker of the new site takes over, and keeps the new collection.
        kept(tab, &before).await;
        tab.reload().await;
        tab.wait_for_text("main .text", "second words").await;

        server.stop();
        tab.reload().await;
        tab.wait_for_text("main .text", "second words").await;
        tab.go("#/documents?q=others").await;
        tab.ready("documents").await;
        assert_eq!(tab.count("article[data-document]").await, 1);
    });
}

#[test]
fn what_is_new_is_shown_though_the_service_worker_is_still_the_old_one() {
    let place = Place::new("stale");
    let worker = place.path().join("site/sw.js");
    build(&place, "Harbour\n\nThe first words that were written about it.\n");
    let old = std::fs::read(&worker).expect("a service worker");
    let server = Server::start(place.path().join("site"));
    journey_at(&server.origin(), async move |tab| {
        tab.go("#/document/note").await;
        tab.wait_for_text("main .text", "first words").await;
        kept(tab, "").await;
        build(&place, "Harbour\n\nThe second words, put in the place of the others.\n");
        std::fs::write(&worker, &old).expect("the old one");
        // A host that takes longer than the worker's patience is shown what is kept: on such a machine one looks again.
        let until = Instant::now() + PATIENCE;
        loop {
            tab.reload().await;
            tab.ready("document").await;
            if tab.text("main .text").await.contains("second words") {
                break;
            }
            assert!(Instant::now() < until, "the page is still that of the site before");
        }
    });
}

/// A site whose collection is worth fetching in parts.
fn build_many(place: &Place) {
    std::fs::create_dir_all(place.path().join("in")).expect("a folder");
    for n in 0..400 {
        let words = format!(
            "Report {n}\n\nHANOI, {} March 2024. Minister Tran Van Example asked district {} to count the oil by {} May 2025.\n\n{}\n",
            1 + n % 28,
            n % 40,
            1 + n % 28,
            (0..60)
                .map(|k| format!(
                    "In place {} of yard {} they counted {}. ",
                    n * 61 % 977,
                    k * 37 % 83,
                    n * k
                ))
                .collect::<String>(),
        );
        std::fs::write(place.path().join(format!("in/note-{n}.txt")), words).expect("a document");
    }
    dossier(
        place.path(),
        &["build", "in", "-o", "site", "--title", "Yards", "--no-compress", "--no-cache", "--pages", "none"],
    );
}

fn length_of_pack(place: &Place) -> usize {
    let files = std::fs::read_dir(place.path().join("site")).expect("the site").flatten();
    let pack = files.into_iter().find(|file| file.path().extension().is_some_and(|end| end == "pack"));
    pack.and_then(|file| file.metadata().ok()).expect("the pack").len() as usize
}

/// Puts a service worker in the place of the site's that does nothing, so that what is fetched is what the page asks for;
/// gives the site's own.
fn without_a_worker(place: &Place) -> Vec<u8> {
    let file = place.path().join("site/sw.js");
    let own = std::fs::read(&file).expect("a service worker");
    std::fs::write(&file, "// It keeps nothing.\n").expect("another one");
    own
}

#[test]
fn the_first_page_waits_for_no_engine_and_no_pack() {
    let place = Place::new("front");
    build_many(&place);
    without_a_worker(&place);
    let server = Server::start(place.path().join("site"));
    journey_at(&server.origin(), async move |tab| {
        tab.ready("overview").await;
        tab.wait_for_text("h1", "Yards").await;
        tab.wait_for(".strip-bar").await;
        if tab.truth("!!dossierRest.from").await {
            assert!(!tab.truth("dossierRest.here").await, "the overview fetched more than it needs");
        }
        assert!(server.sent(".pack").is_empty(), "the overview fetched the collection");
        tab.click_text("nav.views a", "Documents").await;
        tab.ready("documents").await;
        tab.wait_for("article[data-document]").await;
        let whole = length_of_pack(&place);
        assert_eq!(server.sent(".pack"), [whole], "a host without ranges sends all of it, once");
        // The same from a copied link, for which it is fetched beside the app.
        tab.reload().await;
        tab.ready("documents").await;
        tab.wait_for("article[data-document]").await;
        assert_eq!(server.sent(".pack"), [whole, whole]);
    });
}

#[test]
fn a_copied_link_to_a_search_fetches_a_part_of_the_collection_and_works_without_a_network_later() {
    let place = Place::new("parts");
    build_many(&place);
    let worker = without_a_worker(&place);
    let server = Server::start_with_ranges(place.path().join("site"));
    let origin = server.origin();
    journey_at(&origin, async move |tab| {
        tab.go("#/documents?q=%22yard+37%22").await;
        tab.ready("documents").await;
        tab.wait_for("article[data-document] mark").await;
        // Those in sight come first, the others of the window after them.
        tab.wait_until("!document.querySelector('.result-row.pending')").await;
        let found = tab.texts("article[data-document] h2").await;
        let (whole, parts) = (length_of_pack(&place), server.sent(".pack"));
        assert!(!parts.is_empty() && parts.iter().sum::<usize>() < whole, "{parts:?} of {whole}");
        for view in ["timeline", "entities", "ledger", "compare", "about"] {
            tab.go(&format!("#/{view}?q=yard")).await;
            tab.ready(view).await;
        }
        tab.go("#/document/note-7?q=yard").await;
        tab.ready("document").await;
        tab.wait_for("mark").await;

        // Kept by the site's own worker, parts come from what is kept.
        std::fs::write(place.path().join("site/sw.js"), &worker).expect("the site's own worker");
        tab.reload().await;
        kept(tab, "").await;
        server.stop();
        tab.go("#/documents?q=%22yard+37%22").await;
        tab.ready("documents").await;
        tab.wait_for("article[data-document] mark").await;
        tab.wait_until("!document.querySelector('.result-row.pending')").await;
        assert_eq!(tab.texts("article[data-document] h2").await, found);
    });
}

#[test]
fn what_could_not_be_fetched_is_tried_again() {
    let place = Place::new("again");
    build(&place, "Harbour\n\nThe first words that were written about it.\n");
    let server = Server::start(place.path().join("site"));
    journey_at(&server.origin(), async move |tab| {
        tab.ready("overview").await;
        // A build that was not split has nothing left to fetch.
        if !tab.truth("!!dossierRest.from").await {
            return;
        }
        // As if the network were gone for a while; the browser itself would fill the console.
        tab.run(
            "window.fetching = dossierRest.bytes;
             window.tries = 0;
             dossierRest.bytes = () => { window.tries += 1; return Promise.reject(new Error('no network')); };
             location.hash = '#/documents';",
        )
        .await;
        tab.wait_for_text("main", "could not be fetched").await;
        tab.run("window.before = window.tries").await;
        tab.click(".try-again").await;
        tab.wait_until("window.tries > window.before").await;
        tab.wait_for_text("main", "could not be fetched").await;
        tab.run("dossierRest.bytes = window.fetching").await;
        tab.click(".try-again").await;
        tab.ready("documents").await;
        tab.wait_for("article[data-document]").await;
    });
}

#[test]
fn a_network_that_goes_away_midway_is_asked_again_and_then_said_to_be_gone() {
    let place = Place::new("midway");
    build_many(&place);
    without_a_worker(&place);
    let server = Server::start_with_ranges(place.path().join("site"));
    journey_at(&server.origin(), async move |tab| {
        tab.ready("overview").await;
        // What is fetched beside the app breaks off: the engine asks for it itself.
        server.break_off(".pack", 1);
        tab.go("#/documents?q=yard").await;
        tab.ready("documents").await;
        tab.wait_for("article[data-document] mark").await;
        assert!(server.sent(".pack").len() > 1, "{:?}", server.sent(".pack"));
        // It breaks off each time.
        server.break_off(".pack", 100);
        tab.go("#/documents?q=yard").await;
        tab.wait_for_text("main", "connection").await;
        server.mend();
        tab.click(".try-again").await;
        tab.ready("documents").await;
        tab.wait_for("article[data-document] mark").await;
        tab.network_failed().await;
    });
}

#[test]
fn only_pages_that_ask_something_of_the_collection_fetch_it() {
    let place = Place::new("unasked");
    build_many(&place);
    without_a_worker(&place);
    let server = Server::start_with_ranges(place.path().join("site"));
    journey_at(&server.origin(), async move |tab| {
        tab.ready("overview").await;
        for hash in ["#/open", "#/nowhere", "#/overview"] {
            tab.go(hash).await;
            tab.wait_for("main[data-state=ready], .open-page").await;
        }
        assert!(server.sent(".pack").is_empty(), "a page fetched what it does not show");
        tab.go("#/about").await;
        tab.ready("about").await;
        tab.wait_for_text("main", "The rules").await;
        assert!(!server.sent(".pack").is_empty(), "the rules stand in the collection");
    });
}
