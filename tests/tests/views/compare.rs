//! Two documents, two selections; and the overview that leads to them.

use dossier_journeys::journey;

#[test]
fn one_event_told_twice_is_found_on_the_overview_and_read_side_by_side() {
    journey(async |tab| {
        tab.ready("overview").await;
        tab.click("[data-story=told-twice] .story-action a").await;
        tab.ready("compare").await;
        tab.wait_for(".comparison .pair.both").await;
        let said = tab.text(".comparison .facts").await;
        let both = tab.count(".pair.both").await;
        assert!(both > 4, "{both} pairs; {said}");
        assert!(tab.count(".pair.left-only").await > 0 && tab.count(".pair.right-only").await > 0);
        tab.wait_for_text(".comparison-event", "15 March 2025").await;
        tab.click_text(".comparison .facts a", "Only what both say").await;
        tab.wait_until("!document.querySelector('.pair.left-only, .pair.right-only')").await;
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
