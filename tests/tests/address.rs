//! The address holds the view: reload keeps it, Back undoes one step, a copied link opens the same.

use dossier_journeys::{Tab, journey};

/// What a person would compare: page, selection, list.
async fn view(tab: &Tab) -> (String, Vec<String>, Vec<String>) {
    (
        tab.attributes("main", "data-page").await.join(""),
        tab.texts(".chips .chip").await,
        tab.attributes("article[data-document]", "data-document").await,
    )
}

async fn count_is(tab: &Tab, count: u32) {
    tab.wait_until(&format!("document.querySelector('.selection-count')?.dataset.count === '{count}'")).await;
}

#[test]
fn a_reload_keeps_the_view_and_a_copied_link_opens_it() {
    journey(async |tab| {
        tab.go("#/documents").await;
        tab.type_into("#search", "viettel").await;
        count_is(tab, 3).await;
        tab.click(".facet-row[data-field=person][data-value=phan-van-giang] .facet-value").await;
        count_is(tab, 1).await;
        let (address, before) = (tab.hash().await, view(tab).await);
        assert!(!before.1.is_empty() && before.2.len() == 1, "{before:?}");

        tab.reload().await;
        count_is(tab, 1).await;
        assert_eq!(view(tab).await, before, "after a reload");

        tab.go("#/about").await;
        tab.ready("about").await;
        tab.go(&address).await;
        count_is(tab, 1).await;
        assert_eq!(view(tab).await, before, "by a copied link");
    });
}

#[test]
fn back_undoes_one_step_at_a_time() {
    journey(async |tab| {
        tab.go("#/documents").await;
        count_is(tab, 5).await;
        tab.click(".facet-row[data-field=person] .facet-value").await;
        tab.wait_until("document.querySelectorAll('.chips .chip').length === 1").await;
        let narrowed = tab.hash().await;
        tab.click("article h2 a").await;
        tab.ready("document").await;
        tab.back().await;
        tab.ready("documents").await;
        assert_eq!(tab.hash().await, narrowed);
        tab.back().await;
        count_is(tab, 5).await;
        assert_eq!(tab.hash().await, "#/documents");
    });
}

#[test]
fn a_link_to_a_sentence_opens_at_that_sentence() {
    journey(async |tab| {
        tab.go("#/documents").await;
        tab.click("article h2 a").await;
        tab.ready("document").await;
        let links = tab.attributes(".sentence-link", "href").await;
        let last = links.last().expect("a sentence has a link");
        tab.go(last).await;
        tab.ready("document").await;
        tab.wait_for(".sentence[aria-current=location]").await;
        tab.wait_until(
            "(r => r.bottom > 0 && r.top < innerHeight)(document.querySelector('.sentence[aria-current=location]').getBoundingClientRect())",
        )
        .await;
    });
}

#[test]
fn an_address_that_says_nothing_sensible_shows_what_there_is_instead() {
    journey(async |tab| {
        for hash in [
            "#/nowhere",
            "#/document/none",
            "#/entity/none",
            "#/documents?date=tomorrow",
            "#/documents?q=%ff%",
        ] {
            tab.go(hash).await;
            tab.wait_until("document.querySelector('main').dataset.state !== 'pending'").await;
            assert!(tab.count("main a[href], nav a[href]").await > 3, "{hash} leaves a way on");
        }
    });
}
