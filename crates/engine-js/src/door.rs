//! What the page calls: functions that take and give numbers alone.
//!
//! Bytes go over a desk: the page asks for [`room`], writes what it has to say there, calls, and reads the answer where
//! [`said`] says. A call that answers with bytes returns how many; below zero it is how many bytes of why it failed.
//! Nothing here reads by a pointer: the pointers are for the page. Generated glue would do the same for any function
//! there can be, and be larger than all of this.
#![allow(unsafe_code)] // For the names that the page calls by, and for nothing else.

use std::sync::{Mutex, MutexGuard, PoisonError};

#[cfg(feature = "read")]
use crate::search::Engine;

static DESK: Mutex<Vec<u8>> = Mutex::new(Vec::new());

fn lock<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Room for so many bytes on the desk.
#[unsafe(no_mangle)]
extern "C" fn room(length: usize) -> *mut u8 {
    let mut desk = lock(&DESK);
    desk.clear();
    desk.resize(length, 0);
    desk.as_mut_ptr()
}

/// Where the answer lies, until the next call.
#[unsafe(no_mangle)]
extern "C" fn said() -> *const u8 {
    lock(&DESK).as_ptr()
}

fn answer(result: Result<Vec<u8>, String>) -> i32 {
    let (bytes, sign) = match result {
        Ok(bytes) => (bytes, 1),
        Err(message) => (message.into_bytes(), -1),
    };
    let length = bytes.len() as i32 * sign;
    *lock(&DESK) = bytes;
    length
}

/// Takes what lies on the desk, cut after so many bytes, as text.
fn texts<const N: usize>(lengths: [usize; N]) -> [String; N] {
    let desk = std::mem::take(&mut *lock(&DESK));
    let mut rest = &desk[..];
    lengths.map(|length| {
        let (text, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        rest = after;
        String::from_utf8_lossy(text).into_owned()
    })
}

#[cfg(feature = "read")]
mod read {
    use std::sync::Arc;

    use super::{Engine, Mutex, answer, lock, texts};

    static ENGINES: Mutex<Vec<(u32, Arc<Engine>)>> = Mutex::new(Vec::new());

    fn engine(pack: u32) -> Option<Arc<Engine>> {
        lock(&ENGINES).iter().find(|(of, _)| *of == pack).map(|(_, engine)| Arc::clone(engine))
    }

    #[link(wasm_import_module = "page")]
    unsafe extern "C" {
        /// Writes a part of a pack, from and to, to a place; 0 where the page has yet to fetch it, and will ask again.
        safe fn read(pack: u32, start: f64, end: f64, place: *mut u8) -> u32;

        /// Puts the rest of this module in its place: `tools/engine.sh` splits off what a first question does not run.
        safe fn fetch_rest_now();
    }

    /// Opens the pack that the page knows by a number.
    #[unsafe(no_mangle)]
    extern "C" fn open(pack: u32, length: f64) -> i32 {
        let source = move |start: u64, end: u64| {
            let mut bytes = vec![0; end.saturating_sub(start) as usize];
            (read(pack, start as f64, end as f64, bytes.as_mut_ptr()) != 0).then_some(bytes)
        };
        match Engine::over(Box::new(source), length as u64) {
            Ok(engine) => {
                lock(&ENGINES).push((pack, Arc::new(engine)));
                answer(Ok(Vec::new()))
            }
            Err(error) => answer(Err(error.to_string())),
        }
    }

    /// Has the browser compile what a first question runs.
    #[unsafe(no_mangle)]
    extern "C" fn warm() {
        crate::warm::warm();
    }

    /// How many documents a pack holds.
    #[unsafe(no_mangle)]
    extern "C" fn documents(pack: u32) -> u32 {
        engine(pack).map_or(0, |engine| engine.documents())
    }

    /// Asks; on the desk lie the question and, behind it, the settings.
    #[unsafe(no_mangle)]
    extern "C" fn search(pack: u32, query: usize, settings: usize) -> i32 {
        let [query, settings] = texts([query, settings]);
        // Nothing is locked meanwhile: the page may throw where the rest of this module cannot be had.
        answer(match engine(pack) {
            Some(engine) => {
                engine.search(&query, &settings).map(String::into_bytes).map_err(|error| error.to_string())
            }
            None => Err("this engine was closed".to_owned()),
        })
    }

    /// Makes sure that the rest of this module is here. Without a call of it nothing would import what the stubs call that
    /// the split leaves behind.
    #[unsafe(no_mangle)]
    extern "C" fn complete() {
        fetch_rest_now();
    }

    /// Forgets a pack.
    #[unsafe(no_mangle)]
    extern "C" fn close(pack: u32) {
        lock(&ENGINES).retain(|(of, _)| *of != pack);
    }
}

#[cfg(feature = "write")]
mod write {
    use super::{Mutex, answer, lock, texts};
    use crate::rows::RowWriter;

    static WRITER: Mutex<Option<RowWriter>> = Mutex::new(None);

    /// Begins a pack. Two cannot be made at once: the page makes each in one go.
    #[unsafe(no_mangle)]
    extern "C" fn begin(texts: u32, stemming: usize) {
        let [stemming] = super::texts([stemming]);
        *lock(&WRITER) = Some(RowWriter::new(&stemming, texts != 0));
    }

    /// Adds a row: on the desk lie its six texts. Answers with the dates that could not be read, a line each.
    #[unsafe(no_mangle)]
    extern "C" fn add(
        id: usize,
        title: usize,
        text: usize,
        caption: usize,
        shown: usize,
        beside: usize,
    ) -> i32 {
        let [id, title, text, caption, shown, beside] = texts([id, title, text, caption, shown, beside]);
        let mut writer = lock(&WRITER);
        let unread = writer.as_mut().map(|writer| writer.add(&id, &title, &text, &caption, &shown, &beside));
        answer(Ok(unread.unwrap_or_default().into_bytes()))
    }

    /// The pack.
    #[unsafe(no_mangle)]
    extern "C" fn finish() -> i32 {
        let writer = lock(&WRITER).take();
        answer(Ok(writer.map(RowWriter::finish).unwrap_or_default()))
    }
}
