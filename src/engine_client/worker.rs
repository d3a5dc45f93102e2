//! The engine in a worker: the same binary once more, spoken to in postcard.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use dossier_engine::{Answer, Engine, Failure, Request};
use js_sys::{Object, Promise, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::seat::{bytes_of, fetch_bytes, open_engine};

#[derive(Serialize, Deserialize)]
enum ToWorker {
    Open { url: String },
    Ask { number: u32, request: Request },
}

/// What a worker opens.
pub(super) enum Pack {
    /// At an address.
    At(String),
    /// In the browser's keeping.
    Kept(Blob),
}

#[derive(Serialize, Deserialize)]
enum FromWorker {
    /// The binary runs: it can be spoken to.
    Running,
    Opened(Result<(), String>),
    Answered {
        number: u32,
        answer: Answer,
    },
}

#[inline(never)]
fn pack<T: Serialize>(message: &T) -> JsValue {
    let bytes = postcard::to_allocvec(message).unwrap_or_default();
    Uint8Array::from(bytes.as_slice()).into()
}

#[inline(never)]
fn unpack<T: for<'a> Deserialize<'a>>(data: &JsValue) -> Option<T> {
    let bytes = data.dyn_ref::<Uint8Array>()?.to_vec();
    postcard::from_bytes(&bytes).ok()
}

/// Whether this is a worker.
pub(crate) fn is_worker() -> bool {
    js_sys::global().is_instance_of::<DedicatedWorkerGlobalScope>()
}

/// In the worker: says that it cannot serve. The page then does without.
pub(crate) fn decline() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    drop(scope.post_message(&JsValue::NULL));
}

/// In the worker: answers the page.
pub(crate) fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let post = {
        let scope = scope.clone();
        // A page that is gone does not listen: there is nobody to tell.
        Rc::new(move |message: &FromWorker| drop(scope.post_message(&pack(message))))
    };
    let engine: Rc<RefCell<Option<Engine>>> = Rc::default();
    let hear = Rc::clone(&post);
    let on_message =
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| match unpack(&event.data()) {
            Some(ToWorker::Open { url }) => {
                open(Rc::clone(&engine), Rc::clone(&hear), async move { fetch_bytes(&url).await });
            }
            Some(ToWorker::Ask { number, request }) => {
                if let Some(engine) = engine.borrow().as_ref() {
                    hear(&FromWorker::Answered { number, answer: engine.answer(&request) });
                }
            }
            None => {
                if let Ok(kept) = event.data().dyn_into::<Blob>() {
                    open(Rc::clone(&engine), Rc::clone(&hear), async move { bytes_of(&kept).await });
                }
            }
        });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It lives as long as the worker.
    on_message.forget();
    post(&FromWorker::Running);
}

/// Opens the pack as soon as its bytes are here, and says how that went.
fn open(
    engine: Rc<RefCell<Option<Engine>>>,
    post: Rc<impl Fn(&FromWorker) + 'static>,
    bytes: impl Future<Output = Result<Vec<u8>, String>> + 'static,
) {
    spawn_local(async move {
        let opened = bytes.await.and_then(open_engine);
        let said = opened.map(|opened| drop(engine.borrow_mut().replace(opened)));
        post(&FromWorker::Opened(said));
    });
}

/// In the page: the worker, its queue and what it is working on.
pub(super) struct WorkerSeat {
    worker: Worker,
    talk: Rc<RefCell<Talk>>,
}

#[derive(Default)]
struct Talk {
    next: u32,
    busy: Option<u32>,
    /// Requests not sent yet: one at a time goes out, so that what nobody waits for any more never starts.
    queue: VecDeque<(u32, Request)>,
    waiting: Vec<(u32, js_sys::Function)>,
    answers: Vec<(u32, Answer)>,
}

impl WorkerSeat {
    /// Starts a worker on a pack. `None`: this page has no workers.
    pub(super) async fn start(pack: &Pack) -> Result<Option<Self>, String> {
        let Some((boot, script, rest)) = loader() else { return Ok(None) };
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let Ok(worker) = Worker::new_with_options(&boot, &options) else { return Ok(None) };

        let seat = Self { worker, talk: Rc::default() };
        let hello = Object::new();
        let told = Reflect::set(&hello, &"script".into(), &script.into())
            .and_then(|_| Reflect::set(&hello, &"module".into(), &wasm_bindgen::module()))
            .and_then(|_| Reflect::set(&hello, &"rest".into(), &rest.into()));
        if told.is_err() || seat.worker.post_message(&hello).is_err() {
            return Ok(None);
        }
        match seat.hear_once().await {
            Some(FromWorker::Running) => {}
            _ => return Ok(None),
        }
        match pack {
            Pack::At(url) => seat.send(&ToWorker::Open { url: url.clone() }),
            // The browser hands over its handle; nothing is copied.
            Pack::Kept(blob) => drop(seat.worker.post_message(blob)),
        }
        match seat.hear_once().await {
            Some(FromWorker::Opened(opened)) => opened?,
            _ => return Err("the collection's worker stopped: reload the page".to_owned()),
        }
        seat.listen();
        Ok(Some(seat))
    }

    fn send(&self, message: &ToWorker) {
        // The only failure is a value that cannot be cloned, and bytes can.
        drop(self.worker.post_message(&pack(message)));
    }

    /// The next thing it says; `None` when it cannot start.
    async fn hear_once(&self) -> Option<FromWorker> {
        unpack(&next_message(&self.worker).await?)
    }

    fn listen(&self) {
        let (talk, worker) = (Rc::clone(&self.talk), self.worker.clone());
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(FromWorker::Answered { number, answer }) = unpack(&event.data()) {
                let wake = {
                    let mut talk = talk.borrow_mut();
                    talk.busy = None;
                    talk.answers.push((number, answer));
                    let place = talk.waiting.iter().position(|(waiting, _)| *waiting == number);
                    place.map(|place| talk.waiting.swap_remove(place).1)
                };
                if let Some(wake) = wake {
                    drop(wake.call0(&JsValue::NULL));
                } else {
                    talk.borrow_mut().answers.retain(|(answered, _)| *answered != number);
                }
                send_next(&talk, &worker);
            }
        });
        self.worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        // It lives as long as the page.
        on_message.forget();
    }

    pub(super) async fn ask(&self, request: &Request) -> Answer {
        let number = {
            let mut talk = self.talk.borrow_mut();
            talk.next += 1;
            let number = talk.next;
            talk.queue.push_back((number, request.clone()));
            number
        };
        let _leave = Leave { talk: Rc::clone(&self.talk), number };
        let answered = Promise::new(&mut |resolve, _| self.talk.borrow_mut().waiting.push((number, resolve)));
        send_next(&self.talk, &self.worker);
        let waited = JsFuture::from(answered).await;
        let mut talk = self.talk.borrow_mut();
        let place = talk.answers.iter().position(|(answered, _)| *answered == number);
        match (waited, place) {
            (Ok(_), Some(place)) => talk.answers.swap_remove(place).1,
            _ => Answer::Failed(Failure::Damaged {
                message: "the collection's worker stopped: reload the page".to_owned(),
            }),
        }
    }
}

/// The next thing that a worker says; `None` when it fails instead.
pub(super) async fn next_message(worker: &Worker) -> Option<JsValue> {
    let heard = Promise::new(&mut |resolve, reject| {
        let on_message = Closure::once_into_js(move |event: MessageEvent| {
            drop(resolve.call1(&JsValue::NULL, &event.data()));
        });
        let on_error = Closure::once_into_js(move |_: JsValue| drop(reject.call0(&JsValue::NULL)));
        worker.set_onmessage(Some(on_message.unchecked_ref()));
        worker.set_onerror(Some(on_error.unchecked_ref()));
    });
    JsFuture::from(heard).await.ok()
}

impl Drop for WorkerSeat {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// Takes a request out of the queue when nobody waits for its answer any more.
struct Leave {
    talk: Rc<RefCell<Talk>>,
    number: u32,
}

impl Drop for Leave {
    fn drop(&mut self) {
        let mut talk = self.talk.borrow_mut();
        talk.queue.retain(|(number, _)| *number != self.number);
        talk.waiting.retain(|(number, _)| *number != self.number);
    }
}

fn send_next(talk: &RefCell<Talk>, worker: &Worker) {
    let mut talk = talk.borrow_mut();
    if talk.busy.is_some() {
        return;
    }
    if let Some((number, request)) = talk.queue.pop_front() {
        talk.busy = Some(number);
        drop(worker.post_message(&pack(&ToWorker::Ask { number, request })));
    }
}

/// The addresses of the script that starts the app, of the app's glue and of the rest of its binary, as `boot.js`
/// stands in the page.
pub(super) fn loader() -> Option<(String, String, Option<String>)> {
    let document = web_sys::window()?.document()?;
    let tag = document.query_selector("script[data-script]").ok()??;
    let base = document.base_uri().ok()??;
    let whole = |name: String| web_sys::Url::new_with_base(&name, &base).ok().map(|url| url.href());
    let rest = tag.get_attribute("data-rest").and_then(whole);
    Some((whole(tag.get_attribute("src")?)?, whole(tag.get_attribute("data-script")?)?, rest))
}
