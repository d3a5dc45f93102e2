//! Dropped files in, a pack out: what the reader's own Wasm module does, without the browser.
//!
//! - [`plan`] decides which of the dropped files are read, in which order, and which one is the `collection.toml`.
//! - [`Session`] takes them in one at a time and ends in a pack.
//! - [`save`] makes a site of a pack and the app, for saving.
//!
//! The binary of this package runs a session in a worker (`src/worker.rs` draws the messages). It is fetched only
//! when somebody opens files of their own; the app itself knows nothing of how text is read.

mod plan;
mod saving;
mod session;

#[cfg(target_arch = "wasm32")]
mod rest;
#[cfg(target_arch = "wasm32")]
pub mod worker;

pub use plan::{Plan, plan};
pub use saving::{Form, app_parts, save};
pub use session::{Finished, Linked, Session};
