//! The timeline: zoom, pan, brush, table, the window in the address, the undated.

use dossier_journeys::{Tab, journey};

use crate::count_is;

/// In the page: the years that the button says the window has.
const YEARS: &str = "[...document.querySelectorAll('.timeline-tools .button')].flatMap(b => b.textContent.match(/[0-9]{4}/g) ?? []).map(Number)";

/// How many years lie between the first and the last of them.
fn wide() -> String {
    format!("(y => y.length ? y.at(-1) - y[0] : NaN)({YEARS})")
}

/// First and last year that the button says the window has.
async fn years(tab: &Tab) -> (i32, i32) {
    let words = tab.texts(".timeline-tools .button").await.join(" ");
    let all: Vec<i32> = words
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| part.len() == 4)
        .filter_map(|part| part.parse().ok())
        .collect();
    (*all.first().expect("a year"), *all.last().expect("a year"))
}

async fn narrower_than(tab: &Tab, before: (i32, i32)) -> (i32, i32) {
    tab.wait_until(&format!("{} < {}", wide(), before.1 - before.0)).await;
    years(tab).await
}

/// Waits until neither the window nor the address has changed for a second: zooming moves by steps, and the address follows.
async fn settled(tab: &Tab) -> (i32, i32) {
    tab.wait_until(
        "(() => {
            const now = location.hash + document.querySelector('.timeline-tools')?.textContent;
            if (window.lastSeen !== now) [window.lastSeen, window.lastChange] = [now, performance.now()];
            return performance.now() - window.lastChange > 1000;
        })()",
    )
    .await;
    years(tab).await
}

#[test]
fn buttons_keys_and_the_wheel_zoom_and_the_address_keeps_the_window() {
    journey(async |tab| {
        tab.go("#/timeline").await;
        tab.wait_for(".timeline-lane").await;
        let all = years(tab).await;
        assert!(all.0 <= 2014 && all.1 >= 2045, "from what is past to what is planned: {all:?}");
        tab.click(".timeline-tools [aria-label=Closer]").await;
        let closer = narrower_than(tab, all).await;
        tab.run("document.querySelector('.timeline-frame').focus()").await;
        tab.press("+").await;
        let closer = narrower_than(tab, closer).await;
        tab.run("const f = document.querySelector('.timeline-frame'), a = f.getBoundingClientRect(); f.dispatchEvent(new WheelEvent('wheel', { deltaY: -120, ctrlKey: true, bubbles: true, cancelable: true, clientX: a.left + a.width / 2, clientY: a.top + 60 }))").await;
        narrower_than(tab, closer).await;
        tab.wait_until("location.hash.includes('window=')").await;
        let closer = settled(tab).await;
        let address = tab.hash().await;
        tab.go(&address).await;
        tab.wait_for(".timeline-lane").await;
        assert_eq!(settled(tab).await, closer, "a copied link opens the same window");
        tab.run("document.querySelector('.timeline-frame').focus()").await;
        tab.press("0").await;
        tab.wait_until("!location.hash.includes('window=')").await;
        assert_eq!(settled(tab).await, all);
    });
}

#[test]
fn two_fingers_zoom_about_the_place_between_them_and_the_page_stays_as_large_as_it_is() {
    journey(async |tab| {
        tab.go("#/timeline?window=2016/2030").await;
        tab.wait_for(".timeline-lane").await;
        let all = years(tab).await;
        assert_eq!(all, (2016, 2030));
        tab.pinch(".timeline-frame", 90.0, 0.1, 0.4).await;
        let closer = narrower_than(tab, all).await;
        // They were four times as far apart in the end, and what is between them is where it was.
        assert!((2..=6).contains(&(closer.1 - closer.0)), "{closer:?}");
        assert!(closer.0 > 2018 && closer.1 < 2027, "{closer:?}");
        assert!(tab.truth("visualViewport.scale === 1").await);
        tab.wait_until("location.hash.includes('window=20')").await;
        tab.pinch(".timeline-frame", 90.0, 0.4, 0.2).await;
        tab.wait_until(&format!("{} > {}", wide(), closer.1 - closer.0)).await;
    });
}

#[test]
fn many_turns_of_the_wheel_between_two_frames_all_count() {
    journey(async |tab| {
        tab.go("#/timeline?window=2000/2040").await;
        tab.wait_for(".timeline-lane").await;
        tab.run("const f = document.querySelector('.timeline-frame'), a = f.getBoundingClientRect(); for (let i = 0; i < 6; i++) f.dispatchEvent(new WheelEvent('wheel', { deltaY: -100, ctrlKey: true, bubbles: true, cancelable: true, clientX: a.left + a.width / 2, clientY: a.top + 60 }))").await;
        // Six steps of 0.6 leave two years of forty; one would leave 24.
        tab.wait_until(&format!("{} < 4", wide())).await;
    });
}

#[test]
fn dragging_moves_and_arrows_move() {
    journey(async |tab| {
        tab.go("#/timeline?window=2022/2024").await;
        tab.wait_for(".timeline-lane").await;
        assert_eq!(years(tab).await, (2022, 2024));
        tab.drag(".timeline-frame", 120.0, 0.7, 0.2).await;
        tab.wait_until(&format!("{YEARS}[0] > 2022")).await;
        let moved = years(tab).await;
        tab.run("document.querySelector('.timeline-frame').focus()").await;
        for _ in 0..4 {
            tab.press("\u{e014}").await;
        }
        tab.wait_until(&format!("{YEARS}[0] > {}", moved.0)).await;
    });
}

#[test]
fn a_brush_along_the_axis_narrows_every_view() {
    journey(async |tab| {
        tab.go("#/timeline?window=2022/2026").await;
        tab.wait_for(".timeline-lane").await;
        count_is(tab, 5).await;
        tab.drag(".timeline-frame", 12.0, 0.5, 0.75).await;
        tab.wait_for_text(".chips .chip", "published").await;
        tab.wait_until("document.querySelector('.selection-count').dataset.count < 5").await;
        let here = tab.text(".selection-count").await;
        tab.run("scrollTo(0, 0)").await;
        tab.click_text("nav.views a", "Documents").await;
        tab.ready("documents").await;
        assert_eq!(tab.text(".selection-count").await, here);
    });
}

#[test]
fn the_table_holds_what_the_picture_holds() {
    journey(async |tab| {
        tab.go("#/timeline").await;
        tab.wait_for(".timeline-lane").await;
        let counts = tab.texts(".timeline-lane .lane-count").await;
        let items: usize = counts.iter().filter_map(|count| count.trim().parse::<usize>().ok()).sum();
        let undated = tab.count(".timeline-undated .timeline-item").await;
        assert!(undated > 0, "an event without a date has its own place");
        tab.click_text(".choices a", "table").await;
        tab.wait_for(".timeline-table tbody tr .when").await;
        assert_eq!(tab.count(".timeline-table tbody tr").await, items + undated);
    });
}

#[test]
fn every_item_opens_its_words() {
    journey(async |tab| {
        tab.go("#/timeline").await;
        tab.wait_for(".timeline-lane.event .timeline-item").await;
        tab.run("document.querySelector('.timeline-lane.event .timeline-item').focus()").await;
        tab.press("\u{e007}").await;
        tab.wait_for(".timeline-detail .passage").await;
        tab.click(".timeline-detail .passage").await;
        tab.ready("document").await;
        tab.wait_for("[aria-current=location]").await;
    });
}

#[test]
fn an_item_opened_before_the_window_has_settled_stays_open() {
    journey(async |tab| {
        tab.go("#/timeline").await;
        tab.wait_for(".timeline-lane.event .timeline-item").await;
        tab.run("const frame = document.querySelector('.timeline-frame'); frame.dispatchEvent(new KeyboardEvent('keydown', { key: '-', bubbles: true })); const link = document.querySelector('.timeline-lane.event .timeline-item'); link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))").await;
        tab.wait_until("location.hash.includes('window=')").await;
        tab.wait_until("location.hash.includes('item=')").await;
        tab.wait_for(".timeline-detail .passage").await;
    });
}

#[test]
fn uncertain_dates_have_soft_ends() {
    journey(async |tab| {
        tab.go("#/timeline").await;
        tab.wait_for(".timeline-lane.published .mark-span").await;
        let fills = tab.attributes(".timeline-lane.published .mark-span", "fill").await;
        assert_eq!(fills.iter().filter(|fill| fill.starts_with("url(#soft-")).count(), 2, "{fills:?}");
        tab.go("#/documents").await;
        tab.wait_for(".strip-bar .possibly").await;
        tab.wait_until(
            "getComputedStyle(document.querySelector('.strip-bar .possibly')).fill.includes('strip-hatch')",
        )
        .await;
    });
}

#[test]
fn lanes_are_grouped_by_theme_or_name_and_placed_by_what_happened() {
    journey(async |tab| {
        tab.go("#/timeline").await;
        tab.wait_for(".timeline-lane").await;
        for (words, name) in
            [("theme", "Defence industry"), ("person", "Phạm Minh Chính"), ("instrument", "Resolution 08")]
        {
            tab.click_text(".choices a", words).await;
            tab.wait_for_text(".lane-name", name).await;
        }
        let by_publication = tab.texts(".lane-name").await;
        tab.click_text(".choices a", "dates mentioned").await;
        tab.wait_until("location.hash.includes('axis=mentioned')").await;
        tab.wait_until(&format!(
            "[...document.querySelectorAll('.lane-name')].map(e => e.textContent).join() !== {:?}",
            by_publication.join(",")
        ))
        .await;
        tab.wait_for(".timeline-item").await;
    });
}
