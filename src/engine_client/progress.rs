//! How much of a pack has been fetched, for who waits for it.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

/// Bytes that are here, and how many there will be; 0 where nobody says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Progress {
    pub(crate) done: f64,
    pub(crate) total: f64,
}

thread_local! {
    static WATCHER: RefCell<Option<Box<dyn Fn(Progress)>>> = const { RefCell::new(None) };
}

/// From now on `watcher` is told; the one before it no longer.
pub(crate) fn watch(watcher: Option<Box<dyn Fn(Progress)>>) {
    WATCHER.set(watcher);
}

pub(super) fn tell(progress: Progress) {
    WATCHER.with_borrow(|watcher| {
        if let Some(watcher) = watcher {
            watcher(progress);
        }
    });
}
