//! Every view, in both themes, narrow and wide, held to axe-core.

use dossier_journeys::journey;

const VIEWS: [&str; 17] = [
    "#/",
    "#/documents",
    "#/documents?q=resolution",
    "#/documents?q=resolution&view=lines",
    "#/timeline",
    "#/timeline?lanes=instruments",
    "#/timeline?view=table",
    "#/entities",
    "#/themes",
    "#/theme/dual-use",
    "#/entity/phan-van-giang",
    "#/entity/resolution-08-nq-tw",
    "#/ledger",
    "#/ledger?view=reported",
    "#/compare",
    "#/compare?view=selections&q=viettel",
    "#/about",
];

fn every_view_is_accessible(theme: &'static str, width: u32) {
    journey(async move |tab| {
        tab.resize(width, 900).await;
        tab.run(&format!("localStorage.setItem('dossier-theme', {theme:?})")).await;
        let mut views: Vec<String> = VIEWS.iter().map(|&view| view.to_owned()).collect();
        tab.go("#/documents").await;
        tab.ready("documents").await;
        views.push(tab.attributes("article h2 a", "href").await.swap_remove(0));
        for view in views {
            tab.go(&view).await;
            tab.wait_until("document.querySelector('main').dataset.state === 'ready'").await;
            assert_eq!(tab.attributes("html", "data-theme").await, [theme]);
            tab.assert_accessible().await;
            assert!(
                tab.truth("document.documentElement.scrollWidth <= innerWidth").await,
                "{view} is wider than its window of {width} pixels"
            );
        }
    });
}

#[test]
fn every_view_is_accessible_in_the_light_and_wide() {
    every_view_is_accessible("light", 1440);
}

#[test]
fn every_view_is_accessible_in_the_dark_and_wide() {
    every_view_is_accessible("dark", 1440);
}

#[test]
fn every_view_is_accessible_in_the_light_and_narrow() {
    every_view_is_accessible("light", 320);
}

#[test]
fn every_view_is_accessible_in_the_dark_and_narrow() {
    every_view_is_accessible("dark", 320);
}
