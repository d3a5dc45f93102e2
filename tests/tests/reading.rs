//! The story of a first visit: search, filter, timeline, document, person, and back to the sentence.

use dossier_journeys::{Tab, journey};

/// How many documents the selection says it holds, and how many the list shows.
async fn said_and_shown(tab: &Tab) -> (usize, usize) {
    let said = tab.attributes(".selection-count", "data-count").await.join("");
    let listed = tab.count("article[data-document]").await;
    let folded = tab.count("article[data-document] .same-event .folded-first").await;
    (said.parse().unwrap_or(usize::MAX), listed + folded)
}

/// The ids of the listed documents, those folded under another included.
async fn listed(tab: &Tab) -> Vec<String> {
    let mut ids = tab.attributes(".results a[data-document]", "data-document").await;
    ids.iter_mut().for_each(|id| id.truncate(3));
    ids.sort();
    ids.dedup();
    ids
}

#[test]
fn a_visitor_reads_searches_filters_and_follows_a_person_back_to_the_sentence() {
    journey(async |tab| {
        tab.ready("overview").await;
        tab.wait_for_text("main", "defence industry").await;

        // Search as one types, from any page.
        tab.type_into("#search", "viettel").await;
        tab.ready("documents").await;
        tab.wait_until("document.querySelector('.selection-count').dataset.count === '3'").await;
        assert_eq!(listed(tab).await, ["000", "001", "002"]);
        tab.wait_until("[...document.querySelectorAll('.snippet')].every(s => s.querySelector('mark'))")
            .await;

        // Narrow to a person.
        tab.click(".facet-row[data-field=person][data-value=phan-van-giang] .facet-value").await;
        tab.wait_until("document.querySelector('.selection-count').dataset.count === '1'").await;
        assert_eq!(listed(tab).await, ["001"]);

        // The same selection on the timeline.
        tab.click_text("nav.views a", "Timeline").await;
        tab.ready("timeline").await;
        assert_eq!(tab.attributes(".selection-count", "data-count").await, ["1"]);

        // Into the document, to the person's page, and back to the words.
        tab.click_text("nav.views a", "Documents").await;
        tab.ready("documents").await;
        tab.click("article h2 a").await;
        tab.ready("document").await;
        tab.click(".mention[data-entity=phan-van-giang]").await;
        tab.ready("entity").await;
        assert_eq!(tab.text("h1").await, "Phan Văn Giang");
        tab.wait_for_text("main", "Minister of National Defense").await;
        tab.click(".mention-list a.passage").await;
        tab.ready("document").await;
        let words = tab.text("mark[data-kind=target][aria-current]").await;
        assert!(words.contains("Giang"), "the words that name him are marked, not “{words}”");
    });
}

#[test]
fn names_are_found_with_and_without_their_marks() {
    journey(async |tab| {
        let mut found = Vec::new();
        for typed in ["Pham Minh Chinh", "Phạm Minh Chính", "PHAM MINH CHÍNH"] {
            tab.go("#/documents").await;
            tab.type_into("#search", typed).await;
            tab.ready("documents").await;
            tab.wait_until("document.querySelector('.selection-count').dataset.count === '3'").await;
            found.push(listed(tab).await);
        }
        assert_eq!(found, vec![vec!["000", "001", "002"]; 3]);
    });
}

#[test]
fn every_document_opens() {
    journey(async |tab| {
        tab.go("#/documents").await;
        tab.ready("documents").await;
        assert_eq!(said_and_shown(tab).await, (5, 5));
        let links = tab.attributes(".results a[data-document][href]", "href").await;
        let mut opened: Vec<_> = links;
        opened.sort();
        opened.dedup();
        assert_eq!(opened.len(), 5, "a link to every document: {opened:?}");
        for hash in opened {
            tab.go(&hash).await;
            tab.ready("document").await;
            assert!(tab.text(".text").await.len() > 200, "{hash} shows its text");
            assert!(tab.count(".mention").await > 3, "{hash} shows who and what it names");
        }
    });
}

#[test]
fn every_count_beside_a_filter_is_what_a_click_yields() {
    journey(async |tab| {
        for start in ["#/documents", "#/documents?q=resolution", "#/documents?person=phan-van-giang"] {
            tab.go(start).await;
            tab.ready("documents").await;
            tab.wait_for(".facet-row").await;
            let fields = tab.attributes(".facet-row:not([data-mode])", "data-field").await;
            let values = tab.attributes(".facet-row:not([data-mode])", "data-value").await;
            let counts = tab.texts(".facet-row:not([data-mode]) .facet-value .count").await;
            assert!(values.len() > 8, "{start} offers {values:?}");
            for ((field, value), count) in fields.iter().zip(&values).zip(&counts) {
                let row = format!(".facet-row[data-field=\"{field}\"][data-value=\"{value}\"] .facet-value");
                tab.run(&format!("document.querySelector({row:?}).closest('details').open = true")).await;
                tab.click(&row).await;
                tab.wait_until(&format!(
                    "document.querySelector('.selection-count').dataset.count === '{count}'"
                ))
                .await;
                tab.back().await;
                tab.wait_until(&format!("location.hash === {start:?}")).await;
                tab.wait_for(&row).await;
            }
        }
    });
}

#[test]
fn the_first_page_is_there_before_the_engine_and_the_rest_comes_when_it_is_reached_for() {
    journey(async |tab| {
        tab.ready("overview").await;
        tab.wait_for_text("main", "defence industry").await;
        tab.wait_for(".strip-bar").await;
        // A build that was not split has no rest: nothing to see there.
        if tab.truth("!dossierRest.from").await {
            return;
        }
        assert!(!tab.truth("dossierRest.here").await, "the overview fetched more than it needs");
        tab.go("#/ledger").await;
        tab.ready("ledger").await;
        assert!(tab.truth("dossierRest.here").await);
        // Had something called into the rest before it was there, the console would tell.
    });
}
