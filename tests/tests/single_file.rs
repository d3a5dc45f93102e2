//! What is of its own on a page that is one file: opened from a disk, nothing behind it.

use std::path::Path;

use dossier_journeys::{Place, Tab, dossier, file_address, journey_at};

/// Makes the single file of the seeds, and a journey on it.
fn journey<Steps>(name: &str, steps: Steps)
where
    Steps: AsyncFnOnce(&Tab) + 'static,
{
    let place = Place::new(name);
    let page = place.path().join("one.html");
    dossier(Path::new("../seeds"), &["build", ".", "-o", &page.to_string_lossy(), "--single-file"]);
    journey_at(&file_address(&page), steps);
}

#[test]
fn every_view_shows_its_answer_and_asks_for_nothing() {
    journey("views", async |tab| {
        assert!(tab.truth("location.protocol === 'file:'").await);
        for (hash, view, sign) in [
            ("#/", "overview", "[data-story]"),
            ("#/documents?q=resolution", "documents", "article[data-document] mark"),
            ("#/timeline", "timeline", "main svg, main canvas, main table"),
            ("#/entities", "entities", ".directory .entity"),
            ("#/entity/phan-van-giang", "entity", ".mention-list .passage"),
            ("#/ledger", "ledger", "main a[href*='#/document/']"),
            ("#/compare", "compare", "main a[href], main select, main button"),
            ("#/about", "about", "main h2"),
        ] {
            tab.go(hash).await;
            tab.ready(view).await;
            tab.wait_for(sign).await;
        }
        assert!(
            !tab.truth("performance.getEntriesByType('resource').some(e => !e.name.startsWith('data:'))")
                .await,
            "everything stands in the page"
        );
    });
}

#[test]
fn files_cannot_be_read_there_and_the_page_says_what_can_be_done() {
    journey("open", async |tab| {
        tab.go("#/open").await;
        tab.ready("open").await;
        tab.wait_for_text("main", "carries no reader").await;
        tab.assert_accessible().await;
    });
}

#[test]
fn scripts_can_search_there() {
    journey("scripts", async |tab| {
        let found =
            tab.run_async("await dossier.ready; return await dossier.search('viettel', { limit: 2 });").await;
        assert_eq!(
            (&found["total"], found["hits"].as_array().map(Vec::len)),
            (&3.into(), Some(2)),
            "{found}"
        );
    });
}
