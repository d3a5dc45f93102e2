//! Journeys: a person's steps through the built site, in a real browser.
//!
//! A test calls [`journey`] with the steps. It gets a [`Tab`] on a server of its own that serves the built site
//! (`DOSSIER_DIST`), and when the steps are done the tab is held to what every journey promises: an empty
//! console, and no request to anywhere but the page's own origin.
//!
//! `DOSSIER_BROWSER=firefox` runs the same journeys in Firefox.

mod browser;
mod server;
mod tab;

pub use browser::{Browser, Driver};
pub use server::Server;
pub use tab::Tab;

use std::panic::resume_unwind;
use std::path::PathBuf;

/// The folder of the built site.
///
/// # Panics
/// When it is not there: a journey without a site would prove nothing.
pub fn dist() -> PathBuf {
    let dist = std::env::var_os("DOSSIER_DIST").map_or_else(|| PathBuf::from("../dist"), PathBuf::from);
    assert!(
        dist.join("index.html").is_file(),
        "no built site in {}: run `make app`, or name one in DOSSIER_DIST",
        dist.display()
    );
    dist
}

/// Runs `steps` in a fresh browser on the built site, then holds the tab to the promises of every journey.
pub fn journey<Steps>(steps: Steps)
where
    Steps: AsyncFnOnce(&Tab) + 'static,
{
    let server = Server::start(dist());
    journey_at(&server.origin(), steps);
}

/// The same on any address: another folder's server, or a `file://` page.
pub fn journey_at<Steps>(address: &str, steps: Steps)
where
    Steps: AsyncFnOnce(&Tab) + 'static,
{
    let driver = Driver::start(Browser::from_environment());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let address = address.to_owned();
    tokio::task::LocalSet::new().block_on(&runtime, async move {
        let tab = Tab::open(&driver, &address).await;
        let walked = tab.clone();
        let outcome = tokio::task::spawn_local(async move {
            steps(&walked).await;
            walked.assert_promises().await;
        })
        .await;
        tab.close().await;
        if let Err(failed) = outcome {
            resume_unwind(failed.into_panic());
        }
    });
}
