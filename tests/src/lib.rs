//! Journeys: a person's steps through the built site, in a real browser.
//!
//! A test calls [`journey`] with the steps. It gets a [`Tab`] on a server of its own that serves the built site
//! (`DOSSIER_DIST`), and when the steps are done the tab is held to what every journey promises: an empty
//! console, and no request to anywhere but the page's own origin.
//!
//! `DOSSIER_BROWSER=firefox` runs the same journeys in Firefox. `DOSSIER_PAGE` names a single file: the same journeys
//! are then made on it over `file://`, in a browser whose every way to a network leads nowhere.

mod browser;
mod server;
mod tab;

pub use browser::{Browser, Driver, Motion, Network};
pub use server::Server;
pub use tab::{PATIENCE, Tab};

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

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

/// Runs `dossier` (`DOSSIER_PROGRAM`) with the built app in `folder`.
///
/// # Panics
/// When it fails: a journey over what it did not make would prove nothing.
pub fn dossier(folder: &Path, arguments: &[&str]) {
    let program =
        std::env::var_os("DOSSIER_PROGRAM").expect("DOSSIER_PROGRAM names dossier: run `make test`");
    let ran = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("DOSSIER_APP", dist().canonicalize().expect("the built site is there"))
        .output()
        .expect("dossier runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

/// A folder that goes with its test.
pub struct Place(PathBuf);

impl Place {
    /// A new one, also where another test of the same program names its own so: each is removed with its test.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn new(name: &str) -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let place = std::env::temp_dir().join(format!("dossier-{name}-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&place).expect("a folder for the test");
        Self(place)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// The site of these files, each with its name and its words, on a server of its own. The folder goes with the first of the two.
///
/// # Panics
/// When it cannot be built.
pub fn site_of(name: &str, files: &[(&str, &str)]) -> (Place, Server) {
    let place = Place::new(name);
    let folder = place.path().join("in");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (file, words) in files {
        std::fs::write(folder.join(file), words).expect("a document");
    }
    dossier(place.path(), &["build", "in", "-o", "site", "--no-compress", "--no-cache", "--pages", "none"]);
    let server = Server::start(place.path().join("site"));
    (place, server)
}

/// The address of a file on this machine.
///
/// # Panics
/// When there is no such file.
pub fn file_address(file: &Path) -> String {
    let file = file.canonicalize().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let address = url::Url::from_file_path(&file);
    address.unwrap_or_else(|()| panic!("{} is no file", file.display())).into()
}

/// Runs `steps` in a fresh browser on the built site (or the single file), then holds the tab to the promises of every
/// journey.
pub fn journey<Steps>(steps: Steps)
where
    Steps: AsyncFnOnce(&Tab) + 'static,
{
    journey_with(Motion::Full, steps);
}

/// The same where the person's system asks for that much motion.
pub fn journey_with<Steps>(motion: Motion, steps: Steps)
where
    Steps: AsyncFnOnce(&Tab) + 'static,
{
    if let Some(page) = std::env::var_os("DOSSIER_PAGE").filter(|page| !page.is_empty()) {
        return walk(&file_address(Path::new(&page)), motion, steps);
    }
    let server = Server::start(dist());
    walk(&server.origin(), motion, steps);
}

/// The same on any address: another folder's server, or a `file://` page. From a `file://` page no network is reached.
pub fn journey_at<Steps>(address: &str, steps: Steps)
where
    Steps: AsyncFnOnce(&Tab) + 'static,
{
    walk(address, Motion::Full, steps);
}

fn walk<Steps>(address: &str, motion: Motion, steps: Steps)
where
    Steps: AsyncFnOnce(&Tab) + 'static,
{
    let network = if address.starts_with("file:") { Network::Off } else { Network::On };
    let driver = Driver::start(Browser::from_environment(), network).with(motion);
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
