//! A site as `dossier build` makes it: kept for use without a network, and up to date when there is one.

use dossier_journeys::{Place, Server, Tab, dossier, journey_at};

/// Writes the one document and builds the site of it.
fn build(place: &Place, words: &str) {
    std::fs::create_dir_all(place.path().join("in")).expect("a folder");
    std::fs::write(place.path().join("in/note.txt"), words).expect("a document");
    dossier(place.path(), &["build", "in", "-o", "site", "--title", "Notes", "--no-compress", "--no-cache"]);
}

/// The page that the newest service worker keeps, once it is the one at work.
const KEPT: &str = "const registration = await navigator.serviceWorker.ready;
    if (registration.installing || registration.waiting || registration.active?.state !== 'activated') return '';
    const newest = await caches.open((await caches.keys()).at(-1));
    const page = await newest.match(new URL('index.html', registration.scope));
    return page ? await page.text() : '';";

/// Waits until the service worker keeps another page than this one.
async fn kept(tab: &Tab, before: &str) -> String {
    for _ in 0..2000 {
        let page = tab.run_async(KEPT).await.as_str().unwrap_or_default().to_owned();
        if page.contains("dossier-pack") && page != before {
            return page;
        }
    }
    panic!("the service worker does not keep the site");
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
        tab.wait_for_text("main .text", "second words").await;

        // The worker of the new site takes over, and keeps the new collection.
        kept(tab, &before).await;
        server.stop();
        tab.reload().await;
        tab.wait_for_text("main .text", "second words").await;
        tab.go("#/documents?q=others").await;
        tab.ready("documents").await;
        assert_eq!(tab.count("article[data-document]").await, 1);
    });
}
