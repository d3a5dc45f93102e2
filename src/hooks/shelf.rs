//! The collections opened here, as components use them: reading files, keeping, removing, saving.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;

use dossier_engine::answer::Overview;
use dossier_engine::{Answer, Request, Selection};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Blob;
use yew::prelude::*;

use super::files::{Files, save};
use super::{browser, storage};
use crate::engine_client::{EngineClient, Heard, Reader, make_site, own_pack};
use crate::rest;
use crate::state::{Change, Mistake, Outcome, Reading, Shelf, Stage, Volume, key_of};

/// How often progress is drawn, in milliseconds: fast enough to be seen moving.
const TICK: f64 = 80.0;

/// Files that may take the reader with them before it gives up.
const MOST_FATAL: usize = 20;

/// Where a pack's header holds its checksum (docs/PACK.md).
const CHECKSUM: std::ops::Range<usize> = 40..48;

thread_local! {
    /// The packs of the shelf, by key: the browser's handles.
    static PACKS: RefCell<HashMap<String, Blob>> = RefCell::default();
    /// The reader at work. Taking it away ends it.
    static READER: RefCell<Option<Reader>> = const { RefCell::new(None) };
    /// Counts readings, so that what belongs to a cancelled one is known by its number.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

/// The shelf and what can be done with it.
#[derive(Clone, PartialEq)]
pub(crate) struct UseShelfHandle {
    shelf: Rc<Shelf>,
    change: Callback<Change>,
}

impl Deref for UseShelfHandle {
    type Target = Shelf;

    fn deref(&self) -> &Shelf {
        &self.shelf
    }
}

/// The shelf round this component.
#[hook]
pub(crate) fn use_shelf() -> UseShelfHandle {
    use_context::<UseShelfHandle>().expect("the app provides the shelf to every component")
}

#[derive(Clone, PartialEq, Default)]
struct Reduced(Rc<Shelf>);

impl Reducible for Reduced {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        Rc::new(Self(Rc::new(self.0.after(change))))
    }
}

/// For the app alone: the shelf, with what the browser keeps.
#[hook]
pub(crate) fn use_shelf_source() -> UseShelfHandle {
    let reduced = use_reducer_eq(Reduced::default);
    let change = {
        let dispatcher = reduced.dispatcher();
        use_callback((), move |change, ()| dispatcher.dispatch(change))
    };
    use_effect_with((), {
        let change = change.clone();
        move |()| {
            spawn_local(async move {
                // A browser that keeps nothing for this page has nothing of it.
                let kept = if browser::keeps_collections() && rest::fetch().await.is_ok() {
                    storage::all().await.unwrap_or_default()
                } else {
                    Vec::new()
                };
                let volumes = kept.iter().map(|(volume, _)| volume.clone()).collect();
                PACKS.with_borrow_mut(|packs| {
                    for (volume, pack) in kept {
                        packs.entry(volume.key).or_insert(pack);
                    }
                });
                change.emit(Change::Loaded(volumes));
            });
        }
    });
    UseShelfHandle { shelf: Rc::clone(&reduced.0), change }
}

/// The pack of an opened collection.
pub(crate) fn pack_of(key: &str) -> Option<Blob> {
    PACKS.with_borrow(|packs| packs.get(key).cloned())
}

impl UseShelfHandle {
    /// Reads files into a collection, or opens them when they are one.
    pub(crate) fn read(&self, files: impl Future<Output = Files> + 'static, title: &str) {
        if self.reading.is_some() {
            return;
        }
        self.change.emit(Change::Going(Reading::default()));
        let (change, title, turn) = (self.change.clone(), title.to_owned(), next_turn());
        spawn_local(async move {
            let files = files.await;
            if TURN.get() != turn {
                return;
            }
            if files.is_empty() {
                change.emit(Change::Ended(
                    Outcome::Failed(
                        "there were no files in what was given: choose some, or a folder that holds some"
                            .to_owned(),
                    ),
                    None,
                ));
            } else if let [(name, file)] = &*files
                && is_pack(file).await
            {
                finish(&change, file.clone(), None, Some(name), Vec::new()).await;
            } else {
                start(&change, Rc::new(files), title, Vec::new());
            }
        });
    }

    /// Stops reading, whatever it is at.
    pub(crate) fn cancel(&self) {
        READER.take();
        next_turn();
        if let Some(reading) = &self.reading {
            let outcome = Outcome::Cancelled { done: reading.done, files: reading.files };
            self.change.emit(Change::Ended(outcome, None));
        }
    }

    /// Lets the browser keep a collection.
    pub(crate) fn keep(&self, key: &str) {
        let (Some(volume), Some(pack)) = (self.volume(key).cloned(), pack_of(key)) else { return };
        let change = self.change.clone();
        spawn_local(async move {
            match storage::keep(&volume, &pack).await {
                Ok(()) => change.emit(Change::Kept(volume.key, true)),
                Err(why) => change.emit(Change::Refused(why)),
            }
        });
    }

    /// Removes a collection, from the browser's keeping too.
    pub(crate) fn remove(&self, key: &str) {
        let kept = self.volume(key).is_some_and(|volume| volume.kept);
        let (change, key) = (self.change.clone(), key.to_owned());
        spawn_local(async move {
            if kept && let Err(why) = storage::forget(&key).await {
                return change.emit(Change::Refused(why));
            }
            PACKS.with_borrow_mut(|packs| packs.remove(&key));
            change.emit(Change::Removed(key));
        });
    }

    /// Saves a collection as a file of that name, in a form: a `pack`, a `file` (one HTML file) or a `site` (a ZIP
    /// archive). Without a key it is the page's own. `done` is called when it is saved, or was refused.
    pub(crate) fn save(&self, key: Option<&str>, title: &str, form: &'static str, done: Callback<()>) {
        let end = match form {
            "pack" => "pack",
            "file" => "html",
            _ => "zip",
        };
        let (change, name) = (self.change.clone(), file_name(title, end));
        let kept = key.map(|key| pack_of(key).ok_or("this collection is no longer here"));
        spawn_local(async move {
            let saved = async {
                let pack = match kept {
                    Some(kept) => kept?,
                    None => own_pack().await?,
                };
                if form == "pack" { Ok(pack) } else { make_site(&pack, form).await }
            };
            match saved.await {
                Ok(file) => save(&name, &file),
                Err(why) => change.emit(Change::Refused(why)),
            }
            done.emit(());
        });
    }

    /// Puts away what was said of the last reading.
    pub(crate) fn dismiss(&self) {
        self.change.emit(Change::Dismissed);
    }
}

fn next_turn() -> u32 {
    TURN.set(TURN.get().wrapping_add(1));
    TURN.get()
}

/// A name for a file of a collection.
fn file_name(title: &str, end: &str) -> String {
    let name: String = title
        .chars()
        .map(|letter| if letter.is_alphanumeric() || " -_.".contains(letter) { letter } else { '-' })
        .take(80)
        .collect();
    let name = name.trim_matches([' ', '.', '-']);
    [if name.is_empty() { "collection" } else { name }, ".", end].concat()
}

/// The first bytes of a file.
async fn head(file: &Blob) -> Vec<u8> {
    let Ok(head) = file.slice_with_f64_and_f64(0.0, CHECKSUM.end as f64) else { return Vec::new() };
    let buffer = JsFuture::from(head.array_buffer()).await;
    buffer.map(|buffer| js_sys::Uint8Array::new(&buffer).to_vec()).unwrap_or_default()
}

async fn is_pack(file: &Blob) -> bool {
    head(file).await.starts_with(b"dossier\n")
}

/// Starts the reader; when it dies of a file, starts it again without that one.
fn start(change: &Callback<Change>, files: Rc<Files>, title: String, fatal: Vec<String>) {
    let progress = Rc::new(RefCell::new(Reading { fatal: fatal.clone(), ..Reading::default() }));
    change.emit(Change::Going(progress.borrow().clone()));
    let clock = || browser::window().performance().map_or(0.0, |clock| clock.now());
    let drawn = Cell::new(0.0);
    let due = Rc::new(Cell::new(false));
    let hear = {
        let (change, files, title) = (change.clone(), Rc::clone(&files), title.clone());
        let drawn_later = Rc::clone(&progress);
        move |heard| {
            let mut reading = progress.borrow_mut();
            let draw = match heard {
                Heard::Planned { files, bytes } => {
                    reading.stage = Stage::Reading;
                    (reading.files, reading.bytes) = (files, bytes);
                    true
                }
                Heard::Reading { name, done, bytes, documents } => {
                    (reading.name, reading.done) = (name, done);
                    (reading.bytes_done, reading.documents) = (bytes, documents);
                    let now = clock() - drawn.get() > TICK;
                    if !now && !due.replace(true) {
                        // A file that takes long must be named, even when the one before it took no time.
                        let (due, change, reading, turn) =
                            (Rc::clone(&due), change.clone(), Rc::clone(&drawn_later), TURN.get());
                        gloo::timers::callback::Timeout::new(TICK as u32, move || {
                            due.set(false);
                            let reading = reading.borrow().clone();
                            if TURN.get() == turn && reading.stage == Stage::Reading {
                                change.emit(Change::Going(reading));
                            }
                        })
                        .forget();
                    }
                    now
                }
                Heard::Linking => {
                    reading.stage = Stage::Linking;
                    (reading.done, reading.bytes_done) = (reading.files, reading.bytes);
                    true
                }
                Heard::Building => {
                    reading.stage = Stage::Building;
                    true
                }
                Heard::Done { pack, mistake } => {
                    let (change, fatal) = (change.clone(), reading.fatal.clone());
                    let mistake = mistake.map(|(line, column, message)| Mistake { line, column, message });
                    spawn_local(async move {
                        READER.take();
                        finish(&change, pack, mistake, None, fatal).await;
                    });
                    reading.stage = Stage::Opening;
                    true
                }
                Heard::Died => {
                    let (change, files, title) = (change.clone(), Rc::clone(&files), title.clone());
                    let (stage, name, mut fatal) =
                        (reading.stage, reading.name.clone(), reading.fatal.clone());
                    // Not from within its own message.
                    spawn_local(async move {
                        READER.take();
                        if stage == Stage::Reading && !name.is_empty() && fatal.len() < MOST_FATAL {
                            fatal.push(name);
                            start(&change, without(&files, &fatal), title, fatal);
                        } else {
                            change.emit(Change::Ended(Outcome::Failed(died(&name)), None));
                        }
                    });
                    false
                }
                Heard::Unreachable(why) => {
                    let change = change.clone();
                    spawn_local(async move {
                        READER.take();
                        change.emit(Change::Ended(Outcome::Failed(unreachable(&why)), None));
                    });
                    false
                }
            };
            if draw {
                drawn.set(clock());
                change.emit(Change::Going(reading.clone()));
            }
        }
    };
    match Reader::start(&files, &title, hear) {
        Some(reader) => READER.set(Some(reader)),
        None => change.emit(Change::Ended(
            Outcome::Failed(
                "this page carries no reader: open the collection's site instead, or use the dossier command"
                    .to_owned(),
            ),
            None,
        )),
    }
}

fn without(files: &Files, fatal: &[String]) -> Rc<Files> {
    // The reader names files below the folder that holds them all.
    let is_fatal = |path: &str| {
        fatal.iter().any(|name| {
            path == name || path.strip_suffix(name.as_str()).is_some_and(|rest| rest.ends_with('/'))
        })
    };
    Rc::new(files.iter().filter(|(path, _)| !is_fatal(path)).cloned().collect())
}

fn died(name: &str) -> String {
    [
        "the reader stopped at ",
        if name.is_empty() { "the beginning" } else { name },
        ": there may be too little memory for all of this in a page. Open fewer files, or use the dossier command",
    ]
    .concat()
}

fn unreachable(why: &str) -> String {
    let mut words = "the reader could not be fetched: check the connection, then try again".to_owned();
    if !why.is_empty() {
        words.push_str(" (");
        words.push_str(why);
        words.push(')');
    }
    words
}

/// Opens a new pack and puts it on the shelf. `file` is the name of the file that it came from, where it came whole.
async fn finish(
    change: &Callback<Change>,
    pack: Blob,
    mistake: Option<Mistake>,
    file: Option<&str>,
    fatal: Vec<String>,
) {
    let turn = TURN.get();
    let overview = match EngineClient::open_kept(pack.clone()).await {
        Ok(client) => client.ask(Request::Overview { selection: Selection::default() }).await,
        Err(why) => return change.emit(Change::Ended(Outcome::Failed(why), None)),
    };
    let Answer::Overview(overview) = &*overview else {
        let why = "the collection could not be opened after it was read: try again with fewer files";
        return change.emit(Change::Ended(Outcome::Failed(why.to_owned()), None));
    };
    if overview.of == 0 {
        return change.emit(Change::Ended(Outcome::Failed(nothing_read(overview)), None));
    }
    let title = if overview.title.is_empty() {
        file.map_or("Opened files", |file| file.trim_end_matches(".pack")).to_owned()
    } else {
        overview.title.clone()
    };
    let head = head(&pack).await;
    if TURN.get() != turn {
        return;
    }
    let key = key_of(&title, head.get(CHECKSUM).unwrap_or_default());
    let bytes = pack.size();
    PACKS.with_borrow_mut(|packs| packs.insert(key.clone(), pack));
    let fatal = fatal
        .into_iter()
        .map(|name| (name, "the reader could not cope with it: open it and save it again".to_owned()));
    let left_out = overview.left_out.iter().map(|left| (left.source.clone(), left.reason.clone()));
    let outcome = Outcome::Read { key: key.clone(), left_out: fatal.chain(left_out).collect(), mistake };
    let volume = Volume { key, title, documents: overview.of, bytes, kept: false };
    change.emit(Change::Ended(outcome, Some(volume)));
}

fn nothing_read(overview: &Overview) -> String {
    let mut words = "none of these files holds a document that can be read".to_owned();
    for left in overview.left_out.iter().take(5) {
        words.extend(["; ", &left.source, ": ", &left.reason]);
    }
    words
}
