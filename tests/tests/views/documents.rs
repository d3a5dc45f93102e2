//! Search and documents: facets, dates, chips, folding, lines.

use dossier_journeys::journey;

use crate::count_is;

#[test]
fn a_facet_narrows_leaves_out_and_is_dropped_by_its_chip() {
    journey(async |tab| {
        let row = ".facet-row[data-field=organisation][data-value=politburo]";
        tab.go("#/documents").await;
        count_is(tab, 5).await;
        let yields: u32 = tab.text(&format!("{row} .facet-value .count")).await.parse().expect("a count");
        tab.click(&format!("{row} .facet-value")).await;
        count_is(tab, yields).await;
        assert_eq!(tab.count(".chips .chip").await, 1);
        tab.click(".chips .chip-drop").await;
        count_is(tab, 5).await;
        tab.point_at(&format!("{row} .facet-value")).await;
        tab.click(&format!("{row} .facet-without")).await;
        count_is(tab, 5 - yields).await;
        tab.wait_for_text(".chips .chip.without", "Politburo").await;
    });
}

#[test]
fn typing_into_the_facet_panel_finds_values_in_every_field() {
    journey(async |tab| {
        tab.go("#/documents").await;
        tab.type_into(".facet-find input", "giang").await;
        tab.wait_until("[...document.querySelectorAll('.facet-row')].length > 0 && [...document.querySelectorAll('.facet-row .facet-label')].every(e => /giang/i.test(e.textContent))").await;
        assert_eq!(tab.attributes(".facet-row[data-field=person]", "data-value").await, ["phan-van-giang"]);
    });
}

#[test]
fn a_brush_over_the_strip_of_dates_is_a_filter_and_uncertain_dates_count_as_possibly() {
    journey(async |tab| {
        tab.go("#/documents").await;
        count_is(tab, 5).await;
        // The last tenth: 2025-10 to 2026-03.
        tab.drag(".strip-picture", 20.0, 0.9, 0.999).await;
        tab.wait_for_text(".chips .chip", "possibly").await;
        // One document is of March 2026, another is of some day after January 2022.
        count_is(tab, 2).await;
        tab.click(".date-fields summary").await;
        tab.click_text(".date-fields .choices a", "must lie in it").await;
        count_is(tab, 1).await;
        tab.wait_for_text(".chips .chip", "certainly").await;
        tab.back().await;
        count_is(tab, 2).await;
    });
}

#[test]
fn reports_of_one_event_are_folded_together_and_lead_to_their_comparison() {
    journey(async |tab| {
        tab.go("#/documents").await;
        tab.ready("documents").await;
        assert_eq!(tab.count("article[data-document]").await, 4, "one of five stands under another");
        tab.wait_for_text(".same-event .unfold", "1 + 1 on the same event").await;
        tab.click_text(".same-event a", "side by side").await;
        tab.ready("compare").await;
        tab.wait_for(".comparison .row.shared").await;
    });
}

#[test]
fn what_is_folded_opens_below_by_its_button_and_no_count_changes() {
    journey(async |tab| {
        tab.go("#/documents").await;
        tab.ready("documents").await;
        let is_open = "document.querySelector('.unfold').getAttribute('aria-expanded')";
        assert!(tab.truth(&format!("{is_open} === 'false'")).await);
        tab.wait_for_text(".unfold .unseen", "show the 1 other").await;
        tab.run("document.querySelector('.unfold').focus()").await;
        tab.press("\u{e007}").await;
        tab.wait_until(&format!("{is_open} === 'true'")).await;
        // The other one stands directly below, marked as what it is, and the button keeps the focus.
        tab.wait_until("document.querySelector('li:has(.unfold) + li > .result-row.under h2 a')").await;
        assert_eq!(tab.count("article[data-document]").await, 5);
        assert!(tab.truth("document.activeElement.classList.contains('unfold')").await);
        tab.wait_for_text("[role=status]", "opened").await;
        count_is(tab, 5).await;
        tab.assert_accessible().await;
        let address = tab.hash().await;
        tab.reload().await;
        tab.ready("documents").await;
        assert_eq!(tab.hash().await, address, "the address keeps what is open");
        tab.wait_for(".result-row.under").await;
        tab.click(".unfold").await;
        tab.wait_until("document.querySelectorAll('article[data-document]').length === 4").await;
        tab.click_text(".choices a", "each on its own").await;
        tab.wait_until("document.querySelectorAll('article[data-document]').length === 5").await;
        assert_eq!(tab.count(".unfold").await, 0);
        count_is(tab, 5).await;
        tab.back().await;
        tab.wait_until("document.querySelectorAll('article[data-document]').length === 4").await;
    });
}

#[test]
fn every_match_stands_on_a_line_of_its_own_and_opens_its_words() {
    journey(async |tab| {
        tab.go("#/documents?q=viettel").await;
        tab.click_text(".choices a", "lines").await;
        tab.wait_for(".line mark").await;
        let marks = tab.texts(".line mark").await;
        assert!(marks.len() > 3 && marks.iter().all(|mark| mark.to_lowercase() == "viettel"), "{marks:?}");
        tab.click(".line").await;
        tab.ready("document").await;
        assert_eq!(tab.text("mark[data-kind=target]").await.to_lowercase(), "viettel");
    });
}

#[test]
fn facts_that_are_less_sure_than_wanted_do_not_count() {
    journey(async |tab| {
        tab.go("#/documents").await;
        tab.ready("documents").await;
        let values = tab.count(".facet[data-field=person] .facet-row").await;
        tab.click_text(".choices a", "95").await;
        tab.wait_for_text(".chips .chip", "facts at least").await;
        tab.ready("documents").await;
        tab.wait_until(&format!(
            "document.querySelectorAll('.facet[data-field=person] .facet-row').length <= {values}"
        ))
        .await;
        assert!(tab.hash().await.contains("95"), "the address says so too");
    });
}

#[test]
fn nothing_found_says_what_to_drop_and_what_that_gives() {
    journey(async |tab| {
        tab.go("#/documents?q=qwxyzzz&person=phan-van-giang").await;
        count_is(tab, 0).await;
        tab.wait_for_text(".ways-out", "drop everything").await;
        // What it says that dropping the query gives is what that gives.
        let count: u32 = tab
            .text(".ways-out .count")
            .await
            .split('\u{a0}')
            .next()
            .and_then(|n| n.split(' ').next())
            .and_then(|n| n.parse().ok())
            .expect("a count");
        tab.click(".ways-out a").await;
        count_is(tab, count).await;
    });
}

#[test]
fn a_word_that_is_half_typed_finds_what_begins_so_and_once_sent_off_is_meant_as_it_stands() {
    journey(async |tab| {
        tab.ready("overview").await;
        tab.type_into("#search", "viett").await;
        tab.ready("documents").await;
        tab.wait_for_text(".interpretation", "viett…").await;
        count_is(tab, 3).await;
        // Nothing holds the word itself: one document holds a word that is like it, and the page says so.
        tab.press("\u{e007}").await;
        count_is(tab, 1).await;
        tab.wait_until("!document.querySelector('.interpretation').textContent.includes('viett…')").await;
        tab.wait_for(".interpretation .remark").await;
        // A copied link means the same words in every view.
        for view in ["documents", "timeline", "entities", "ledger"] {
            tab.go(&format!("#/{view}?q=viettel")).await;
            tab.ready(view).await;
            count_is(tab, 3).await;
        }
    });
}

#[test]
fn the_list_says_how_it_read_the_query_and_is_put_in_another_order() {
    journey(async |tab| {
        tab.go("#/documents?q=viettel").await;
        tab.ready("documents").await;
        tab.wait_for_text(".interpretation", "Read as viettel").await;
        let first = "article[data-document]";
        for (order, id) in [("oldest", "00"), ("newest", "002")] {
            tab.click_text(".choices a", order).await;
            tab.wait_until(&format!("location.hash.includes('sort={order}')")).await;
            tab.wait_until(&format!(
                "document.querySelector('{first}')?.dataset.document.startsWith('{id}')"
            ))
            .await;
        }
        let ids = tab.attributes(first, "data-document").await;
        tab.click_text(".choices a", "oldest").await;
        tab.wait_until(&format!(
            "document.querySelector('{first}')?.dataset.document.slice(0, 3) !== '{}'",
            &ids[0][..3]
        ))
        .await;
        tab.back().await;
        tab.wait_until(&format!("document.querySelector('{first}')?.dataset.document === '{}'", ids[0]))
            .await;
    });
}
