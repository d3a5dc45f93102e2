//! The ledger, and what was asked beside what was reported.

use dossier_journeys::journey;

#[test]
fn the_ledger_says_who_asked_whom_and_is_grouped_and_sorted() {
    journey(async |tab| {
        tab.go("#/ledger").await;
        tab.wait_for(".ledger-table tbody tr[data-statement=directive]").await;
        let rows = tab.count(".ledger-table tr[data-statement]").await;
        tab.click_text(".choices a", "who asks").await;
        tab.wait_for(".ledger-group").await;
        tab.wait_for_text(".ledger-group", "Phạm Minh Chính").await;
        assert_eq!(
            tab.count(".ledger-table tr[data-statement]").await,
            rows,
            "grouping by issuer loses no row"
        );
        tab.click_text(".ledger-table thead a", "When").await;
        tab.wait_for(".ledger-table th[aria-sort=descending]").await;
        tab.click(".ledger-table .passage").await;
        tab.ready("document").await;
        tab.wait_for("[aria-current=location]").await;
    });
}

#[test]
fn the_matrix_opens_its_evidence_and_says_where_no_later_report_was_found() {
    journey(async |tab| {
        tab.go("#/ledger?view=reported").await;
        tab.wait_for(".matrix-table .cell a").await;
        assert!(tab.texts(".later").await.iter().any(|words| words == "no later report found"));
        let asked: usize = tab.text(".matrix-table .cell .asked").await.parse().expect("a count");
        tab.click(".matrix-table .cell a").await;
        tab.wait_for(".matrix-evidence .passage").await;
        let shown = tab.count(".matrix-evidence li[data-statement=directive]").await;
        assert_eq!(shown, asked.min(6));
        tab.back().await;
        tab.wait_until("!document.querySelector('.matrix-evidence')").await;
    });
}

#[test]
fn each_way_to_group_the_ledger_names_its_groups_and_loses_no_statement() {
    journey(async |tab| {
        tab.go("#/ledger?kinds=all").await;
        tab.wait_for(".ledger-table tbody tr[data-statement]").await;
        let rows = tab.count(".ledger-table tr[data-statement]").await;
        for (words, group) in [
            ("who is asked", "Ministry of National Defence"),
            ("instrument", "Resolution 08-NQ/TW"),
            ("theme", "Dual use"),
            ("event", "a meeting with the Ministry"),
        ] {
            tab.click_text(".choices a", words).await;
            tab.wait_for_text(".ledger-index", group).await;
            let grouped = tab.count(".ledger-table tr[data-statement]").await;
            assert!(grouped >= rows, "{words}: {grouped} rows of {rows}");
        }
    });
}

#[test]
fn every_column_that_can_be_sorted_sorts_and_the_address_keeps_it() {
    journey(async |tab| {
        tab.go("#/ledger?kinds=all").await;
        tab.wait_for(".ledger-table tbody tr[data-statement]").await;
        let rows = tab.count(".ledger-table tr[data-statement]").await;
        for (words, label) in [("Who", "Who"), ("To whom", "To whom"), ("Under", "Under")] {
            tab.click_text(".ledger-table thead a", words).await;
            tab.wait_until(&format!(
                "[...document.querySelectorAll('.ledger-table th[aria-sort=ascending]')].some(e => e.textContent.startsWith({words:?}))"
            ))
            .await;
            assert_eq!(tab.count(".ledger-table tr[data-statement]").await, rows, "{words}: no row is lost");
            // By the name of whom the texts are known to mean, each of them once; then what is not resolved.
            let named = tab
                .run(&format!(
                    "return [...document.querySelectorAll('.ledger-table td[data-label={label:?}]')].map(e => e.querySelector('.entity')?.dataset.entity ?? '')"
                ))
                .await;
            let mut runs: Vec<&str> =
                named.as_array().into_iter().flatten().filter_map(|key| key.as_str()).collect();
            runs.dedup();
            let mut different = runs.clone();
            different.sort_unstable();
            different.dedup();
            assert_eq!(runs.len(), different.len(), "{words}: {runs:?}");
            assert_eq!(runs.last(), Some(&""), "{words}: {runs:?}");
            let address = tab.hash().await;
            assert!(address.contains("by="), "{address}");
        }
        tab.click_text(".ledger-table thead a", "When").await;
        tab.wait_until(
            "document.querySelector('.ledger-table th').getAttribute('aria-sort') === 'ascending'",
        )
        .await;
        let oldest = tab.texts(".ledger-table td.when").await;
        tab.click_text(".ledger-table thead a", "When").await;
        tab.wait_until(
            "document.querySelector('.ledger-table th').getAttribute('aria-sort') === 'descending'",
        )
        .await;
        tab.wait_until(&format!(
            "document.querySelector('.ledger-table td.when').textContent.trim() !== {:?}",
            oldest[0]
        ))
        .await;
    });
}
