//! What names a size: twenty thousand documents, a document of five megabytes. Behaviour alone: how fast it is, `tools/frames.mjs`
//! and `tools/document.mjs` measure.

use std::fmt::Write as _;

use dossier_journeys::{Place, Server, Tab, dossier, journey_at, site_of};

const DOCUMENTS: usize = 20_000;
const PEOPLE: [&str; 5] = ["Anna Dahl", "Jonas Holm", "Karin Lund", "Peter Moser", "Olga Vogt"];
const PLACES: [&str; 4] = ["Bergen", "Aarhus", "Turku", "Gdansk"];

/// As many rows, dated from 1990 to 2019 but for one that names a year far off.
fn build(place: &Place) {
    let mut rows = String::new();
    for n in 0..DOCUMENTS {
        let (year, month, day) = (1990 + n % 30, 1 + n / 30 % 12, 1 + n / 360 % 28);
        let (who, town) = (PEOPLE[n % 5], PLACES[n / 5 % 4]);
        let far = if n == 77 { " The vault is sealed until 3690." } else { "" };
        writeln!(
            rows,
            r#"{{"title":"Report {n} from {town}","date":"{year}-{month:02}-{day:02}","text":"Minister {who} asked the Ministry of Transport to repair bridge {n} in {town} by {}.{far}","outlet":"Courier {}"}}"#,
            year + 3,
            n % 7,
        )
        .expect("a string takes all");
    }
    std::fs::write(place.path().join("rows.jsonl"), rows).expect("a file");
    dossier(
        place.path(),
        &[
            "build",
            "rows.jsonl",
            "-o",
            "site",
            "--title",
            "Bridges",
            "--no-compress",
            "--no-cache",
            "--pages",
            "none",
        ],
    );
}

/// The places in the list of the first and the last row that are drawn, and how many there are.
async fn drawn(tab: &Tab) -> (usize, usize, usize) {
    let places = tab.attributes("article[data-document]", "aria-posinset").await;
    let places: Vec<usize> = places.iter().filter_map(|place| place.parse().ok()).collect();
    (*places.iter().min().expect("a row"), *places.iter().max().expect("a row"), places.len())
}

async fn list(tab: &Tab) {
    tab.go("#/documents?sort=oldest").await;
    tab.ready("documents").await;
    tab.wait_until("document.querySelector('.selection-count').dataset.count === '20000'").await;
    let (first, _, rows) = drawn(tab).await;
    assert!(first == 1 && rows < 200, "{rows} rows drawn from the {first}. on");
    // To the end: the last document is there, and no more is drawn than before.
    tab.wait_until("(scrollTo(0, document.documentElement.scrollHeight), !!document.querySelector('article[aria-posinset=\"20000\"]'))").await;
    let (_, last, rows) = drawn(tab).await;
    assert!(last == DOCUMENTS && rows < 200, "{rows} rows drawn to the {last}.");
    // A click in the middle, and Back to the same place.
    tab.wait_until("(scrollTo(0, document.documentElement.scrollHeight / 2), [...document.querySelectorAll('article[data-document]')].some(e => Math.abs(e.ariaPosInSet - 10000) < 300))").await;
    tab.run("const seen = [...document.querySelectorAll('article h2 a')].find(a => a.getBoundingClientRect().top > 300); seen.focus({ preventScroll: true }); window.opened = seen.textContent; seen.click()").await;
    tab.ready("document").await;
    tab.back().await;
    tab.ready("documents").await;
    tab.wait_until("[...document.querySelectorAll('article h2 a')].some(a => a.textContent === window.opened && a.getBoundingClientRect().top > 0 && a.getBoundingClientRect().bottom < innerHeight)").await;
    // Typing narrows, and what a facet counts is what a click yields.
    tab.run("scrollTo(0, 0)").await;
    tab.type_into("#search", "turku").await;
    tab.wait_until("document.querySelector('.selection-count').dataset.count === '5000'").await;
    let row = ".facet-row[data-field=person] .facet-value";
    tab.wait_for(row).await;
    tab.wait_until(&format!(
        "document.querySelector({:?}).textContent.trim() === '1000'",
        format!("{row} .count")
    ))
    .await;
    tab.click(row).await;
    tab.wait_until("document.querySelector('.selection-count').dataset.count === '1000'").await;
}

async fn timeline(tab: &Tab) {
    tab.go("#/timeline").await;
    tab.wait_for(".timeline-lane.published .density").await;
    // It opens where nearly all of it lies: one sealed vault does not stretch it to 3690.
    let years = "[...document.querySelectorAll('.timeline-tools .button')].flatMap(b => b.textContent.match(/[0-9]{4}/g) ?? []).map(Number)";
    assert!(tab.truth(&format!("(y => y[0] >= 1980 && y.at(-1) <= 2040)({years})")).await);
    assert_eq!(tab.count(".timeline-lane.published .timeline-item").await, 0, "too many for the pixels");
    // Closer and closer, until each stands by itself and opens its words.
    tab.run("document.querySelector('.timeline-frame').focus()").await;
    let opened = "document.querySelectorAll('.timeline-lane.published .timeline-item').length > 0";
    for _ in 0..24 {
        if tab.truth(opened).await {
            break;
        }
        tab.press("+").await;
    }
    tab.wait_until(opened).await;
    let items = tab.count(".timeline-lane.published .timeline-item").await;
    assert!(items < 400, "{items} items drawn");
    tab.run("document.querySelector('.timeline-lane.published .timeline-item').focus()").await;
    tab.press("\u{e007}").await;
    tab.wait_for_text(".timeline-detail", "Report ").await;
    // All of it again, the far year with it.
    tab.click_text(".timeline-tools .button", "All").await;
    tab.wait_for(".timeline-lane.published .density").await;
}

async fn ledger(tab: &Tab) {
    tab.go("#/ledger").await;
    tab.wait_for(".ledger-table tr[data-statement]").await;
    let rows = tab.count(".ledger-table tr[data-statement]").await;
    tab.click_text(".ledger button", "More of").await;
    tab.wait_until(&format!("document.querySelectorAll('.ledger-table tr[data-statement]').length > {rows}"))
        .await;
    let title = tab.run("return document.querySelector('.ledger-table .document-link').textContent").await;
    assert!(title.as_str().is_some_and(|title| title.starts_with("Report ")), "{title}");
    // A cell of thousands opens its first sentences, and more of them on request.
    tab.go("#/ledger?view=reported").await;
    tab.click(".matrix-table .cell a").await;
    let shown = "document.querySelectorAll('.matrix-evidence li[data-statement]').length";
    tab.wait_until(&format!("{shown} === 6")).await;
    tab.click_text(".matrix-evidence button", "More: 6 of").await;
    tab.wait_until(&format!("{shown} === 26")).await;
}

#[test]
fn twenty_thousand_documents_are_listed_searched_placed_in_time_and_set_side_by_side() {
    let place = Place::new("bridges");
    build(&place);
    let server = Server::start(place.path().join("site"));
    journey_at(&server.origin(), async move |tab| {
        tab.ready("overview").await;
        tab.wait_for_text("main", "20\u{202f}000").await;
        list(tab).await;
        timeline(tab).await;
        ledger(tab).await;
        // The choice of what to compare is narrowed by the search.
        tab.go("#/compare").await;
        tab.wait_for_text(".compare-choose", "The first 300 of 20\u{202f}000").await;
        tab.type_into("#search", "vault").await;
        tab.wait_until("document.querySelectorAll('.compare-fields select')[0]?.options.length === 2").await;
    });
}

#[test]
fn a_document_of_five_megabytes_opens_at_its_beginning_and_is_read_to_its_end() {
    let mut text = String::new();
    let mut number = 0;
    while text.len() < 5_000_000 {
        writeln!(text, "In yard {number} they counted {} boats, and {} of them were sent to {} before the winter. Nobody could say why.\n", number * 7 % 911, number % 13, PLACES[number % 4])
            .expect("a string takes all");
        number += 1;
    }
    let last = number - 1;
    let (_place, server) = site_of("five-megabytes", &[("yards.txt", &text)]);
    journey_at(&server.origin(), async move |tab| {
        tab.go("#/document/yards").await;
        tab.ready("document").await;
        tab.wait_for_text("#text .block", "In yard 0 they").await;
        assert!(tab.count("#text .block").await < 400);
        let tall = "document.documentElement.scrollHeight";
        tab.wait_until(&format!("(scrollTo(0, {tall}), [...document.querySelectorAll('#text .block')].at(-1).textContent.includes('In yard {last} they'))")).await;
        assert!(tab.count("#text .block").await < 1_000, "what was passed by is not drawn");
        tab.go("#/document/yards?q=yard+20000").await;
        tab.ready("document").await;
        tab.wait_for(".hits-count").await;
    });
}
