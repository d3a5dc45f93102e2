//! Starts the app in a page, or the engine in a worker: both are this one binary.

fn main() {
    dossier_app::start();
}
