//! What holds on every page: palette, keys, Back, the live region, room, motion.

use dossier_journeys::{Motion, Tab, journey, journey_with};

use crate::count_is;

#[test]
fn the_palette_goes_to_a_person_by_any_form_of_the_name() {
    journey(async |tab| {
        tab.ready("overview").await;
        tab.run("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true, cancelable: true }))").await;
        tab.wait_for("#palette-field").await;
        tab.assert_accessible().await;
        tab.type_into("#palette-field", "giang").await;
        tab.wait_for_text("#palette-list [role=option]", "Phan Văn Giang").await;
        tab.wait_until("document.activeElement.id === 'palette-field'").await;
        tab.press("\u{e007}").await;
        tab.ready("entity").await;
        assert_eq!(tab.text("h1").await, "Phan Văn Giang");
        tab.back().await;
        tab.ready("overview").await;
    });
}

#[test]
fn a_question_mark_lists_the_keys_and_escape_puts_them_away() {
    journey(async |tab| {
        tab.ready("overview").await;
        tab.run("document.activeElement.blur()").await;
        tab.press("?").await;
        tab.wait_for_text("#keys", "search").await;
        tab.press("\u{e00c}").await;
        tab.wait_until("!document.querySelector('#keys')").await;
        for (key, page) in [("t", "timeline"), ("l", "ledger"), ("e", "entities"), ("d", "documents")] {
            tab.press("g").await;
            tab.press(key).await;
            tab.wait_until(&format!("document.querySelector('main').dataset.page === '{page}'")).await;
        }
    });
}

#[test]
fn the_list_is_walked_by_keys_and_what_has_the_focus_is_seen() {
    journey(async |tab| {
        tab.go("#/documents").await;
        tab.ready("documents").await;
        let at = "[...document.querySelectorAll('[data-step]')].indexOf(document.activeElement)";
        for (key, place) in [("j", 0), ("j", 1), ("j", 2), ("k", 1)] {
            tab.press(key).await;
            tab.wait_until(&format!("{at} === {place}")).await;
        }
        let seen = "(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2)(getComputedStyle(document.activeElement))";
        assert!(tab.truth(seen).await, "the focus is not seen");
        tab.press("\u{e007}").await;
        tab.ready("document").await;
        // From the top of the page by Tab alone: everything that it reaches shows that it is there.
        tab.go("#/documents").await;
        tab.ready("documents").await;
        let mut reached = Vec::new();
        for _ in 0..25 {
            tab.press("\u{e004}").await;
            let name = "const e = document.activeElement; return (e.getAttribute('aria-label') || e.textContent || e.id).trim().slice(0, 40)";
            let name = tab.run(name).await;
            assert!(tab.truth(seen).await, "{name} has the focus and does not show it");
            reached.push(name.as_str().unwrap_or_default().to_owned());
        }
        reached.sort();
        reached.dedup();
        assert!(reached.len() > 15, "Tab reaches {reached:?}");
    });
}

#[test]
fn one_live_region_says_what_changed() {
    journey(async |tab| {
        tab.go("#/documents").await;
        count_is(tab, 5).await;
        assert_eq!(tab.count("[role=status]").await, 1);
        tab.type_into("#search", "viettel").await;
        tab.wait_for_text("[role=status]", "3 of 5").await;
    });
}

#[test]
fn nothing_moves_under_the_eyes_of_a_reader() {
    journey(async |tab| {
        for view in ["#/", "#/documents", "#/timeline", "#/entities", "#/ledger", "#/compare"] {
            tab.go(view).await;
            tab.wait_until("document.querySelector('main').dataset.state === 'ready'").await;
            let shift = tab
                .run_async(
                    "return await new Promise(done => { let sum = 0;
                        new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value; }).observe({ type: 'layout-shift', buffered: true });
                        requestAnimationFrame(() => requestAnimationFrame(() => done(sum))); })",
                )
                .await;
            assert!(shift.as_f64().is_some_and(|shift| shift < 0.1), "{view} shifts by {shift}");
        }
    });
}

#[test]
fn no_view_is_wider_than_a_window_of_any_width() {
    journey(async |tab| {
        for width in [320, 500, 760, 1100, 1900, 2560] {
            tab.resize(width, 900).await;
            for view in [
                "#/",
                "#/documents?q=viettel&view=lines",
                "#/timeline",
                "#/entities",
                "#/themes",
                "#/ledger",
                "#/ledger?view=reported",
                "#/theme/dual-use",
                "#/entity/phan-van-giang",
                "#/entity/resolution-08-nq-tw",
                "#/compare?view=selections&q=viettel",
            ] {
                tab.go(view).await;
                tab.wait_until("document.querySelector('main').dataset.state === 'ready'").await;
                assert!(
                    tab.truth("document.documentElement.scrollWidth <= innerWidth").await,
                    "{view} at {width} pixels"
                );
            }
        }
    });
}

/// What a moving thing of a page would do: seconds of its change, the animation's name, how the page scrolls.
async fn motion(tab: &Tab) -> (String, String, String) {
    let found = tab
        .run(
            "const e = document.createElement('div');
             e.style.transition = 'opacity 150ms'; e.style.animation = 'anything 1s infinite';
             document.documentElement.style.scrollBehavior = 'smooth';
             document.querySelector('main').append(e);
             const s = getComputedStyle(e), r = getComputedStyle(document.documentElement).scrollBehavior;
             const found = [s.transitionDuration, s.animationName, r];
             e.remove(); document.documentElement.style.scrollBehavior = '';
             return found;",
        )
        .await;
    let word = |at: usize| found[at].as_str().unwrap_or_default().to_owned();
    (word(0), word(1), word(2))
}

#[test]
fn nothing_moves_for_who_asks_for_less_motion() {
    journey(async |tab| {
        tab.ready("overview").await;
        assert!(tab.truth("!matchMedia('(prefers-reduced-motion: reduce)').matches").await);
        let (transition, animation, scroll) = motion(tab).await;
        assert_eq!([&*transition, &*animation, &*scroll], ["0.15s", "anything", "smooth"]);
    });
    journey_with(Motion::Reduced, async |tab| {
        for view in ["#/", "#/documents", "#/timeline", "#/entities", "#/ledger", "#/compare"] {
            tab.go(view).await;
            tab.wait_until("document.querySelector('main').dataset.state === 'ready'").await;
            assert!(tab.truth("matchMedia('(prefers-reduced-motion: reduce)').matches").await);
            let (transition, animation, scroll) = motion(tab).await;
            assert_eq!([&*transition, &*animation, &*scroll], ["0s", "none", "auto"], "{view}");
            assert!(tab.truth("document.getAnimations().length === 0").await, "{view}");
        }
    });
}
