//! The reader in a worker: its own module, fetched when files are first opened. `crates/reader-web` draws the messages.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlMetaElement, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::worker::{Loader, loader, next_message};

/// How many files go over in one message: few enough that no message takes long.
const HANDFUL: usize = 200;

/// What the reader says.
pub(crate) enum Heard {
    /// So much will be read.
    Planned { files: u32, bytes: f64 },
    /// This file is next.
    Reading { name: String, done: u32, bytes: f64, documents: u32 },
    /// All are read; what connects them is looked for.
    Linking,
    /// The index is made.
    Building,
    /// The pack, and the line, column and words of a mistake in `collection.toml`.
    Done { pack: Blob, mistake: Option<(u32, u32, String)> },
    /// The worker is gone: a parser failed, or memory ran out.
    Died,
    /// The module could not be fetched.
    Unreachable(String),
}

/// Whether this page has a reader: a single file has none.
pub(crate) fn has_reader() -> bool {
    hello().is_some() && loader().is_some()
}

/// Files being read. Dropping it ends the worker, whatever it is doing.
pub(crate) struct Reader {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(web_sys::Event)>,
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Reader {
    /// Starts reading; `None` when this page has no reader. `title` names the collection when neither its
    /// `collection.toml` nor a folder does.
    pub(crate) fn start(
        files: &[(String, Blob)],
        title: &str,
        hear: impl Fn(Heard) + 'static,
    ) -> Option<Self> {
        let hello = hello()?;
        let Loader { boot, .. } = loader()?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&boot, &options).ok()?;
        let running = Rc::new(Cell::new(false));
        let hear = Rc::new(hear);
        let waiting = RefCell::new(Some((files.to_vec(), title.to_owned())));

        let on_message = {
            let (hear, running, worker) = (Rc::clone(&hear), Rc::clone(&running), worker.clone());
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                let data = event.data();
                match text(&data, "kind").as_str() {
                    "running" => {
                        running.set(true);
                        if let Some((files, title)) = waiting.take() {
                            send(&worker, &files, &title);
                        }
                    }
                    "failed" => hear(Heard::Unreachable(text(&data, "message"))),
                    _ => {
                        if let Some(heard) = understood(&data) {
                            hear(heard);
                        }
                    }
                }
            })
        };
        let on_error = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
            // It is told to the reader of the page, in words; the console need not hold it as well.
            event.prevent_default();
            hear(if running.get() { Heard::Died } else { Heard::Unreachable(String::new()) });
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let reader = Self { worker, _on_message: on_message, _on_error: on_error };
        reader.worker.post_message(&hello).ok()?;
        Some(reader)
    }
}

fn send(worker: &Worker, files: &[(String, Blob)], title: &str) {
    // Plain objects and blobs can always be cloned.
    for files in files.chunks(HANDFUL) {
        let files: Array = files.iter().map(|(path, file)| Array::of2(&path.as_str().into(), file)).collect();
        drop(worker.post_message(&object(&[("kind", "files".into()), ("files", files.into())])));
    }
    drop(worker.post_message(&object(&[("kind", "read".into()), ("title", title.into())])));
}

fn understood(data: &JsValue) -> Option<Heard> {
    Some(match text(data, "kind").as_str() {
        "planned" => Heard::Planned { files: number(data, "files") as u32, bytes: number(data, "bytes") },
        "reading" => Heard::Reading {
            name: text(data, "name"),
            done: number(data, "done") as u32,
            bytes: number(data, "bytes"),
            documents: number(data, "documents") as u32,
        },
        "linking" => Heard::Linking,
        "building" => Heard::Building,
        "done" => {
            let mistake = get(data, "mistake").dyn_into::<Array>().ok().map(|mistake| {
                let number = |at| mistake.get(at).as_f64().unwrap_or_default() as u32;
                (number(0), number(1), mistake.get(2).as_string().unwrap_or_default())
            });
            Heard::Done { pack: blob(&get(data, "pack"))?, mistake }
        }
        _ => return None,
    })
}

/// A worker that ends with this value.
struct Hired(Worker);

impl Drop for Hired {
    fn drop(&mut self) {
        self.0.terminate();
    }
}

/// Makes a site of a pack and this page's own app, in the reader's worker: a `file` (one HTML file) or a `site` (a ZIP
/// archive).
///
/// # Errors
/// In words, when there is no reader, or it cannot.
pub(crate) async fn make_site(pack: &Blob, form: &str) -> Result<Blob, String> {
    let unreachable = || "the writer could not be fetched: check the connection, then try again".to_owned();
    let (hello, Loader { boot, .. }) = hello()
        .zip(loader())
        .ok_or("this page carries no writer: save the collection as a pack, and use the dossier command")?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Hired(Worker::new_with_options(&boot, &options).map_err(|_| unreachable())?);
    worker.0.post_message(&hello).map_err(|_| unreachable())?;
    let running = next_message(&worker.0).await;
    if running.is_none_or(|said| text(&said, "kind") != "running") {
        return Err(unreachable());
    }
    let base = web_sys::Url::new_with_base("./", &boot).map(|url| url.href()).unwrap_or_default();
    let asked =
        [("kind", "save".into()), ("form", form.into()), ("base", base.into()), ("pack", pack.into())];
    worker.0.post_message(&object(&asked)).map_err(|_| unreachable())?;
    let said = next_message(&worker.0).await;
    let said = said.ok_or(
        "there is too little memory in this page for that: save a pack, and use the dossier command",
    )?;
    match text(&said, "kind").as_str() {
        "saved" => blob(&get(&said, "file")).ok_or_else(unreachable),
        _ => Err(text(&said, "message")),
    }
}

/// Bytes as a file.
pub(super) fn blob(bytes: &JsValue) -> Option<Blob> {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/octet-stream");
    Blob::new_with_buffer_source_sequence_and_options(&Array::of1(bytes), &kind).ok()
}

/// What `boot.js` starts the reader with: the addresses of its glue, of its module and of the rest of that, where it was
/// split, as the page's head names them.
fn hello() -> Option<Object> {
    let document = web_sys::window()?.document()?;
    let named =
        document.query_selector("meta[name=dossier-reader]").ok()??.dyn_into::<HtmlMetaElement>().ok()?;
    let base = document.base_uri().ok()??;
    let hello = Object::new();
    let content = named.content();
    let mut names = content.split(' ').filter(|name| !name.is_empty());
    for key in ["script", "module", "rest"] {
        let Some(name) = names.next() else {
            return (key == "rest").then_some(hello);
        };
        let url = web_sys::Url::new_with_base(name, &base).ok()?.href();
        // Setting a property of a plain object of ours cannot fail.
        drop(Reflect::set(&hello, &key.into(), &url.into()));
    }
    Some(hello)
}

fn object(pairs: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (key, value) in pairs {
        // Setting a property of a plain object of ours cannot fail.
        drop(Reflect::set(&object, &(*key).into(), value));
    }
    object
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap_or_default()
}

fn text(object: &JsValue, key: &str) -> String {
    get(object, key).as_string().unwrap_or_default()
}

fn number(object: &JsValue, key: &str) -> f64 {
    get(object, key).as_f64().unwrap_or_default()
}
