//! The reader's module: serves the page that started it.

fn main() {
    #[cfg(target_arch = "wasm32")]
    dossier_reader_web::worker::serve();
}
