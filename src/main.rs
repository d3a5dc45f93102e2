//! The app in a page, and the engine in a worker: both are this one binary. `boot.js` starts it (`dossier_app::start`).

use dossier_app as _;

fn main() {}
