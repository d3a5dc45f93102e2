//! Documents, two selections; and the overview that leads to them.

use dossier_journeys::{journey, journey_at, site_of};

#[test]
fn one_event_told_twice_is_found_on_the_overview_and_read_side_by_side() {
    journey(async |tab| {
        tab.ready("overview").await;
        tab.click("[data-story=told-twice] .story-action a").await;
        tab.ready("compare").await;
        tab.wait_for(".comparison .row.shared").await;
        let said = tab.text(".comparison .facts").await;
        let both = tab.count(".row.shared").await;
        assert!(both > 4, "{both} rows; {said}");
        tab.wait_for_text(".row.alone .nobody", "not in A").await;
        tab.wait_for_text(".row.alone .nobody", "not in B").await;
        tab.wait_for_text(".comparison-event", "15 March 2025").await;
        tab.click_text(".comparison .facts a", "Only what both say").await;
        tab.wait_until("!document.querySelector('.row.alone')").await;
    });
}

#[test]
fn what_differs_is_counted_once_and_shown() {
    journey(async |tab| {
        tab.ready("overview").await;
        tab.click("[data-story=told-twice] .story-action a").await;
        tab.wait_for(".comparison-differences").await;
        let said = tab.texts(".comparison-differences summary .count").await;
        let said: usize = said.iter().filter_map(|count| count.trim().parse::<usize>().ok()).sum();
        assert_eq!(tab.count(".comparison-differences tbody tr").await, said);
        tab.wait_for_text(".comparison-differences", "Resolution No.08-NQ/TW").await;
        tab.click_text(".comparison-differences a", "Resolution No.08-NQ/TW").await;
        tab.ready("document").await;
        assert_eq!(tab.text("mark[data-kind=target]").await, "Resolution No.08-NQ/TW");
    });
}

#[test]
fn two_selections_are_set_against_each_other_with_counts_and_a_stated_statistic() {
    journey(async |tab| {
        tab.go("#/compare?view=selections&q=viettel").await;
        tab.wait_for(".contrast-table").await;
        tab.wait_for_text(".contrast", "Log-likelihood").await;
        tab.wait_for_text(".contrast-table tr", "Viettel").await;
        tab.type_into(".compare-against input", "resolution").await;
        tab.press("\u{e007}").await;
        tab.wait_until("location.hash.includes('against=')").await;
        tab.wait_for(".contrast-table").await;
        // Any selection of the other views, filters and dates with it, can stand on either side.
        tab.go("#/documents?organisation=viettel-group&date=2020/2030%7Epossibly").await;
        tab.ready("documents").await;
        tab.click_text("nav.views a", "Compare").await;
        tab.click_text(".tabs a", "Selections").await;
        tab.click_text(".compare-against a", "on the right").await;
        tab.wait_for_text(".contrast-right .chip", "Viettel").await;
        tab.wait_for_text(".contrast-right .chip", "2020 – 2030").await;
        tab.wait_until("!document.querySelector('.selection .chip')").await;
        tab.type_into("#search", "resolution").await;
        tab.wait_for_text(".selection .chip", "resolution").await;
        tab.wait_for(".contrast-table").await;
        tab.click_text(".compare-against a", "Swap the sides").await;
        tab.wait_for_text(".selection .chip", "Viettel").await;
        tab.wait_for_text(".contrast-right .chip", "resolution").await;
        tab.click(".contrast-right .chip-drop").await;
        tab.wait_until("!document.querySelector('.contrast-right')").await;
        tab.wait_for_text(".prose-line", "all documents").await;
    });
}

/// Reports of two meetings: the first one told three times, by the second with another rank and another number.
const MEETINGS: [(&str, &str); 4] = [
    (
        "post.txt",
        "General speaks of ferries\n\nBERGEN, 3 March 2021 - Lieutenant General Anna Dahl chaired a meeting on the new shipyard in Bergen on March 3, 2021. She asked the Ministry of Transport to deliver 12 ferries to the coast by 2025.\n\nThe harbour orchestra played for an hour. Fishermen from Askoy watched from their boats.\n",
    ),
    (
        "courier.txt",
        "New shipyard in Bergen\n\nBERGEN, 3 March 2021 - Major General Anna Dahl chaired a meeting on the new shipyard in Bergen on March 3, 2021. The Ministry of Transport was asked to deliver 14 ferries to the coast by 2025.\n\nNobody spoke about the cost of the dry dock.\n",
    ),
    (
        "gazette.txt",
        "Meeting in Bergen\n\nBERGEN, 3 March 2021 - A meeting on the new shipyard in Bergen was chaired by Lieutenant General Anna Dahl on March 3, 2021. Fishermen from Askoy watched from their boats.\n",
    ),
    (
        "harvest.txt",
        "Apples\n\nHARDANGER, 9 October 2019 - Farmers in Hardanger picked fewer apples than the year before, said Olav Lund of the Farmers' Union.\n",
    ),
];

#[test]
fn one_event_told_three_times_is_read_in_three_columns_and_its_contradiction_is_named() {
    let (_place, server) = site_of("meetings", &MEETINGS);
    journey_at(&server.origin(), async move |tab| {
        tab.ready("overview").await;
        // Two ranks of one person at one event, each with the words that give it.
        tab.wait_for_text(".oddity h3", "two ranks or offices").await;
        let words = tab.texts(".oddity .passage").await;
        assert!(words.iter().any(|words| words.contains("Major General Anna Dahl")), "{words:?}");
        assert!(words.iter().any(|words| words.contains("Lieutenant General Anna Dahl")), "{words:?}");
        tab.wait_for_text("[data-story=told-twice]", "told three times").await;
        tab.click("[data-story=told-twice] .story-action a").await;
        tab.ready("compare").await;
        tab.wait_for_text(".comparison-event", "All report").await;
        assert_eq!(tab.count(".comparison-head h2").await, 3);
        tab.wait_for_text(".row.all", "Major General").await;
        assert!(tab.count(".row.shared:not(.all)").await > 0, "two of three tell of the fishermen");
        tab.wait_for_text(".comparison-differences", "Major General").await;
        let numbers = tab.texts(".comparison-differences tr").await;
        assert!(numbers.iter().any(|row| row.contains("12") && row.contains("14")), "{numbers:?}");
        tab.wait_for_text(".comparison-who .card", "Some name").await;
        tab.assert_accessible().await;
        // One is taken away, another is put in.
        tab.run("const s = document.querySelectorAll('.compare-fields select')[2]; s.value = ''; s.dispatchEvent(new Event('change', { bubbles: true }))").await;
        tab.wait_until("document.querySelectorAll('.comparison-head h2').length === 2").await;
        tab.run("const s = document.querySelectorAll('.compare-fields select')[2]; s.value = [...s.options].find(o => /apples|hardanger/i.test(o.textContent)).value; s.dispatchEvent(new Event('change', { bubbles: true }))").await;
        tab.wait_until("document.querySelectorAll('.comparison-head h2').length === 3").await;
        tab.wait_until("!document.querySelector('.comparison-event')").await;
        tab.back().await;
        tab.wait_until("document.querySelectorAll('.comparison-head h2').length === 2").await;
    });
}

#[test]
fn the_overview_names_what_is_odd_with_its_words() {
    journey(async |tab| {
        tab.ready("overview").await;
        let odd = tab.texts(".oddity h3").await;
        assert!(odd.iter().any(|words| words.contains("without an exact date")), "{odd:?}");
        tab.click(".oddity .document-link").await;
        tab.ready("document").await;
    });
}
