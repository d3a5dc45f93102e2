//! One document: hits, kinds, cards, notes, source, sentences, neighbours.

use dossier_journeys::{journey, journey_at, site_of};

use crate::document;

#[test]
fn hits_are_stepped_through_by_key_and_counted() {
    journey(async |tab| {
        let link = document(tab, "001", "?q=defense").await;
        tab.go(&link).await;
        tab.ready("document").await;
        let hits = tab.count("mark[data-kind=hit]").await;
        assert!(hits > 3, "{hits} hits");
        tab.press("n").await;
        tab.wait_for_text(".hits-count", &format!("hit 1 of {hits}")).await;
        tab.press("n").await;
        tab.wait_for_text(".hits-count", &format!("hit 2 of {hits}")).await;
        tab.press("N").await;
        tab.press("N").await;
        tab.wait_for_text(".hits-count", &format!("hit {hits} of {hits}")).await;
        tab.wait_until("(r => r.top > 0 && r.bottom < innerHeight)(document.querySelector('mark[data-kind=target]').getBoundingClientRect())").await;
    });
}

#[test]
fn each_kind_of_mention_can_be_turned_off_and_the_address_keeps_it() {
    journey(async |tab| {
        let link = document(tab, "001", "").await;
        tab.go(&link).await;
        tab.ready("document").await;
        let line =
            "getComputedStyle(document.querySelector('.text .mention[data-kind=person]')).textDecorationLine";
        assert!(tab.truth(&format!("{line} === 'underline'")).await);
        tab.click(".kind-switch[data-kind=person]").await;
        tab.wait_until(&format!("{line} === 'none'")).await;
        tab.reload().await;
        tab.ready("document").await;
        assert!(tab.truth(&format!("{line} === 'none'")).await);
        assert_eq!(tab.attributes(".kind-switch[data-kind=person]", "aria-checked").await, ["false"]);
    });
}

#[test]
fn a_mention_shows_who_that_is_and_why_we_think_so_by_pointer_and_by_focus() {
    journey(async |tab| {
        let link = document(tab, "001", "").await;
        tab.go(&link).await;
        tab.ready("document").await;
        tab.point_at(".text .mention[data-entity=phan-van-giang]").await;
        tab.wait_for_text(".hover-card.open", "Phan Văn Giang").await;
        tab.wait_for_text(".hover-card.open .confidence", "%").await;
        tab.press("\u{e00c}").await;
        tab.wait_until("!document.querySelector('.hover-card.open')").await;
        tab.run("document.querySelector('.text .mention[data-kind=organisation]').focus()").await;
        tab.wait_for_text(".hover-card.open", "organisation").await;
    });
}

#[test]
fn statements_stand_beside_their_sentences() {
    journey(async |tab| {
        let link = document(tab, "001", "").await;
        tab.go(&link).await;
        tab.ready("document").await;
        assert!(tab.count(".note[data-statement=directive]").await > 2);
        tab.wait_until(
            "[...document.querySelectorAll('.note')].every(n => { const b = n.closest('.block').getBoundingClientRect(), r = n.getBoundingClientRect(); return r.left > b.left && r.top >= b.top - 1; })",
        )
        .await;
    });
}

#[test]
fn the_raw_source_is_whole_and_says_what_was_labelled_as_what() {
    journey(async |tab| {
        let link = document(tab, "000", "").await;
        tab.go(&link).await;
        tab.ready("document").await;
        tab.click(".raw-switch").await;
        tab.wait_for(".raw").await;
        let shown = tab.run("return document.querySelector('.raw').textContent").await;
        let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/../seeds/");
        let file = std::fs::read_dir(seeds)
            .expect("the seeds")
            .filter_map(Result::ok)
            .find(|file| file.file_name().to_string_lossy().starts_with("000"))
            .expect("the first seed");
        let source = std::fs::read_to_string(file.path()).expect("UTF-8");
        assert_eq!(shown.as_str(), Some(source.as_str()), "not a letter more or less");
        assert!(tab.count(".raw-block[data-kind=boilerplate], .raw-block[data-kind=credit]").await > 0);
    });
}

#[test]
fn the_next_document_of_the_selection_is_a_key_away() {
    journey(async |tab| {
        let link = document(tab, "002", "?q=viettel&sort=newest").await;
        tab.go(&link).await;
        tab.ready("document").await;
        tab.wait_for_text(".position", "1 of 3 in the selection").await;
        tab.press("]").await;
        tab.wait_for_text(".position", "2 of 3 in the selection").await;
        tab.press("[").await;
        tab.wait_for_text(".position", "1 of 3 in the selection").await;
    });
}

#[test]
fn a_long_document_is_drawn_where_it_is_looked_at_and_a_link_into_it_opens_there() {
    let text: Vec<String> = (0..1_500)
        .map(|number| format!("Minister Anna Dahl asked the Ministry of Transport to repair bridge {number} in Bergen by 2031. Nobody answered for {number} days, and the river rose."))
        .collect();
    let (_place, server) = site_of("long-document", &[("long.txt", &text.join("\n\n"))]);
    journey_at(&server.origin(), async move |tab| {
        tab.go("#/document/long").await;
        tab.ready("document").await;
        tab.wait_for_text("#text .block", "bridge 0 in Bergen").await;
        assert!(tab.count("#text .block").await < 400, "the rest has its room and no more");
        let tall = "document.documentElement.scrollHeight";
        assert!(tab.truth(&format!("{tall} > 60000")).await);
        // To its end: what comes near is asked for and drawn, with mentions, notes and the card beside them.
        tab.wait_until(&format!("(scrollTo(0, {tall}), [...document.querySelectorAll('#text .block')].at(-1).textContent.includes('bridge 1499 '))")).await;
        tab.wait_for(".part:last-child .note[data-statement=directive]").await;
        // What is drawn above moves what is below it: the pointer goes there when that has come to rest.
        tab.wait_until(
            "(() => {
                const mention = document.querySelector('.chapter:last-child .part:last-child .mention[data-kind=person]');
                const { top } = mention.getBoundingClientRect();
                if (top < 100 || top > innerHeight - 100) mention.scrollIntoView({ block: 'center', behavior: 'instant' });
                const now = [top, document.documentElement.scrollHeight].join();
                if (window.lastPlace !== now) [window.lastPlace, window.lastMove] = [now, performance.now()];
                return performance.now() - window.lastMove > 1000;
            })()",
        )
        .await;
        tab.point_at(".chapter:last-child .part:last-child .mention[data-kind=person]").await;
        tab.wait_for_text(".hover-card.open", "Anna Dahl").await;
        // Into its middle by a link.
        tab.go("#/document/long?at=s1601").await;
        tab.wait_for("#s1601[aria-current=location]").await;
        tab.wait_until("(r => r.top > 0 && r.bottom < innerHeight)(document.querySelector('#s1601').getBoundingClientRect())").await;
        tab.wait_for_text("#s1601", "Nobody answered for 800 days").await;
        assert!(tab.count("#text .block").await < 600);
    });
}

#[test]
fn what_is_known_of_a_document_gives_its_words_and_leads_to_its_company() {
    journey(async |tab| {
        let hash = document(tab, "000", "").await;
        tab.go(&hash).await;
        tab.ready("document").await;
        tab.click("[data-metadata=published] .why summary").await;
        tab.wait_for("[data-metadata=published] .why-body code").await;
        tab.wait_for_text(".event-card", "Also told in").await;
        // What is like it says how much, and by what.
        tab.wait_for_text(".side .card", "Similar").await;
        tab.wait_for_text(".side .card .document-list .small", "% alike: ").await;
        tab.click_text(".event-card a", "side by side").await;
        tab.ready("compare").await;
        tab.wait_for_text(".comparison-event, .comparison", "Both report").await;
    });
}

#[test]
fn the_outline_leads_to_each_heading() {
    let chapter = |name: &str| {
        let lines: Vec<String> = (0..30).map(|at| format!("The {name} yard counted {at} boats.\n")).collect();
        format!("## {name}\n\n{}", lines.join("\n"))
    };
    let text = ["# Yards", &chapter("Northern"), &chapter("Southern"), &chapter("Western")].join("\n\n");
    let (_place, server) = site_of("outline", &[("yards.md", &text)]);
    journey_at(&server.origin(), async move |tab| {
        tab.go("#/document/yards").await;
        tab.ready("document").await;
        let entries = tab.texts(".outline li").await;
        assert!(entries.ends_with(&["Northern", "Southern", "Western"].map(str::to_owned)), "{entries:?}");
        tab.click_text(".outline a", "Southern").await;
        tab.wait_for("[aria-current=location]").await;
        assert!(tab.text("[aria-current=location]").await.starts_with("Southern"));
        tab.wait_until("(r => r.top > 0 && r.bottom < innerHeight)(document.querySelector('[aria-current=location]').getBoundingClientRect())").await;
    });
}
