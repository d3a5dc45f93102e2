//! The session in a worker, and the messages between it and the page.
//!
//! Messages are plain objects with a `kind`. From the page:
//!
//! | `kind` | also | |
//! | --- | --- | --- |
//! | `files` | `files`: `[path, File]`s | more of what was dropped; any number of these |
//! | `read` | `title` | that was all: read them |
//! | `save` | `form` (`file` or `site`), `pack` (a `Blob`), `base` | make a site of a pack and the app at that address |
//!
//! To the page, in this order:
//!
//! | `kind` | also | |
//! | --- | --- | --- |
//! | `running` | | the module is there |
//! | `planned` | `files`, `bytes` | so many will be read |
//! | `reading` | `name`, `done`, `bytes`, `documents` | before each file |
//! | `linking`, `building` | `documents` | all are read; what connects them, and the index, are made |
//! | `failed` | `message` | what these files need could not be fetched |
//! | `done` | `title`, `pack` (an `ArrayBuffer`, transferred), `documents`, `leftOut`: `[source, reason]`s, `mistake`: `[line, column, message]` or nothing | |
//!
//! And to `save`: `saved` with `file` (an `ArrayBuffer`, transferred), or `refused` with `message`.
//!
//! Files are handed over as the browser's handles; each one's bytes are read here, when its turn comes, and given up
//! before the next. The page cancels by ending the worker, at any time. A parser that fails takes the worker with it;
//! the page then knows from the last `reading` which file that was, and begins again without it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent, Response};

use crate::{Form, Session, app_parts, plan, rest};
use dossier_engine::LeftOut;

/// Longer files are no documents: spans count in 32 bits, and this memory does not hold more.
const LONGEST: f64 = (1_u32 << 30) as f64;

/// What was dropped.
type Dropped = Vec<(String, Blob)>;

/// Waits for the page's messages.
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let dropped: Rc<RefCell<Dropped>> = Rc::default();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data();
        match text(&data, "kind").as_str() {
            "files" => {
                let files = Array::from(&get(&data, "files"));
                dropped.borrow_mut().extend(files.iter().filter_map(|pair| {
                    let pair = Array::from(&pair);
                    Some((pair.get(0).as_string()?, pair.get(1).dyn_into::<Blob>().ok()?))
                }));
            }
            "read" => {
                let files = dropped.take();
                let title = text(&data, "title");
                spawn_local(async move { read(files, &title).await });
            }
            "save" => spawn_local(async move {
                match save(&data).await {
                    Ok(file) => {
                        let file = Uint8Array::from(file.as_slice()).buffer();
                        Message::new("saved").value("file", &file).transfer(&file);
                    }
                    Err(message) => Message::new("refused").text("message", &message).post(),
                }
            }),
            _ => {}
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It lives as long as the worker.
    on_message.forget();
    Message::new("running").post();
}

async fn read(files: Dropped, title: &str) {
    let paths: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
    let plan = plan(&paths);
    let bytes: f64 = plan.read.iter().map(|(at, _)| files[*at].1.size()).sum();
    Message::new("planned").number("files", plan.read.len() as f64).number("bytes", bytes).post();

    if plan.needs_the_rest()
        && let Err(why) = rest::fetch().await
    {
        return Message::new("failed").text("message", &why).post();
    }
    let settings = match plan.settings {
        Some(at) => bytes_of(&files[at].1).await.ok(),
        None => None,
    };
    let title = plan.folder.as_deref().filter(|_| title.is_empty()).unwrap_or(title);
    let mut session = Session::new(title, settings.as_deref());
    plan.left_out.into_iter().for_each(|left| session.leave_out(left));
    let mut taken = 0.0;
    for (done, (at, name)) in plan.read.iter().enumerate() {
        Message::new("reading")
            .text("name", name)
            .number("done", done as f64)
            .number("bytes", taken)
            .number("documents", session.documents() as f64)
            .post();
        let file = &files[*at].1;
        match bytes_of(file).await {
            Ok(bytes) => session.take(name, bytes),
            Err(reason) => session.leave_out(LeftOut { source: name.clone(), reason }),
        }
        taken += file.size();
    }
    let documents = session.documents() as f64;
    Message::new("linking").number("documents", documents).post();
    let linked = session.link();
    Message::new("building").number("documents", documents).post();
    let finished = linked.build();

    let left_out: Array = finished
        .left_out
        .iter()
        .map(|left| pair(&[left.source.as_str().into(), left.reason.as_str().into()]))
        .collect();
    let mistake = finished.mistake.map_or(JsValue::UNDEFINED, |mistake| {
        pair(&[(mistake.line as f64).into(), (mistake.column as f64).into(), mistake.message.as_str().into()])
            .into()
    });
    let pack = Uint8Array::from(finished.pack.as_slice()).buffer();
    Message::new("done")
        .text("title", &finished.title)
        .number("documents", documents)
        .value("leftOut", &left_out)
        .value("mistake", &mistake)
        .value("pack", &pack)
        .transfer(&pack);
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn fetch(url: &str) -> Result<JsValue, JsValue>;
}

/// Makes what a `save` message asks for.
async fn save(asked: &JsValue) -> Result<Vec<u8>, String> {
    rest::fetch().await?;
    let form = if text(asked, "form") == "site" { Form::Site } else { Form::File };
    let pack: Blob =
        get(asked, "pack").dyn_into().map_err(|_| "there is no collection to save".to_owned())?;
    let pack = bytes_of(&pack).await?;
    let base = text(asked, "base");
    let index = fetched(&base, "index.html").await?;
    let names = app_parts(&String::from_utf8_lossy(&index));
    let mut files = vec![("index.html".to_owned(), index)];
    for name in names {
        // A single file has no use for the reader.
        if form == Form::Site || !name.starts_with("dossier-reader") {
            let bytes = fetched(&base, &name).await?;
            files.push((name, bytes));
        }
    }
    let app: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    crate::save(form, &pack, &app)
}

/// A file of the site that this worker belongs to.
async fn fetched(base: &str, name: &str) -> Result<Vec<u8>, String> {
    let unreachable =
        |_| format!("{name} of this site could not be fetched: check the connection, then try again");
    let response: Response = fetch(&format!("{base}{name}")).await.map_err(unreachable)?.into();
    if !response.ok() {
        return Err(format!(
            "this site has no {name} (the server says {}): build it again",
            response.status()
        ));
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(unreachable)?).await.map_err(unreachable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The bytes of a dropped file.
async fn bytes_of(file: &Blob) -> Result<Vec<u8>, String> {
    if file.size() > LONGEST {
        return Err("is longer than 1 GiB, more than this page can hold; use the dossier command".to_owned());
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|error| {
        let words = error.dyn_ref::<js_sys::Error>().map_or_else(String::new, |error| error.message().into());
        format!("cannot be read: {words}")
    })?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap_or_default()
}

fn text(object: &JsValue, key: &str) -> String {
    get(object, key).as_string().unwrap_or_default()
}

fn pair(values: &[JsValue]) -> Array {
    values.iter().collect()
}

/// A message to the page.
struct Message(Object);

impl Message {
    fn new(kind: &str) -> Self {
        Self(Object::new()).text("kind", kind)
    }

    fn value(self, key: &str, value: &JsValue) -> Self {
        Reflect::set(&self.0, &key.into(), value).expect_throw("a plain object takes any property");
        self
    }

    fn text(self, key: &str, value: &str) -> Self {
        self.value(key, &value.into())
    }

    fn number(self, key: &str, value: f64) -> Self {
        self.value(key, &value.into())
    }

    fn post(self) {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        scope.post_message(&self.0).expect_throw("plain objects can be cloned");
    }

    fn transfer(self, what: &JsValue) {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let transferred = pair(std::slice::from_ref(what));
        scope.post_message_with_transfer(&self.0, &transferred).expect_throw("a buffer can be transferred");
    }
}
