//! The engine in a worker, from the page's side: the same binary once more, spoken to in postcard. `served` is the
//! worker's.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use dossier_engine::{Answer, Failure, Request};
use js_sys::{Object, Promise, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use super::pack_source::{Address, PackSource};
use super::progress::{Progress, tell};
use crate::rest;

/// What the page says. A kept pack goes over as what it is, the browser's handle.
#[derive(Serialize, Deserialize)]
pub(super) enum ToWorker {
    Open(Address),
    Ask { number: u32, request: Request },
}

/// What the worker says.
#[derive(Serialize, Deserialize)]
pub(super) enum FromWorker {
    /// The binary runs: it can be spoken to.
    Running,
    Opened(Result<(), String>),
    /// Something of the pack is being fetched for this answer: meanwhile another one may be asked for.
    Waiting {
        number: u32,
    },
    Fetching(Progress),
    Answered {
        number: u32,
        answer: Answer,
    },
}

#[inline(never)]
pub(super) fn pack<T: Serialize>(message: &T) -> JsValue {
    let bytes = postcard::to_allocvec(message).unwrap_or_default();
    Uint8Array::from(bytes.as_slice()).into()
}

#[inline(never)]
pub(super) fn unpack<T: for<'a> Deserialize<'a>>(data: &JsValue) -> Option<T> {
    let bytes = data.dyn_ref::<Uint8Array>()?.to_vec();
    postcard::from_bytes(&bytes).ok()
}

/// The worker, its queue and what it is working on.
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
    /// What was sent and not answered yet, but for what stands beside.
    ahead: Vec<u32>,
    waiting: Vec<(u32, js_sys::Function)>,
    answers: Vec<(u32, Answer)>,
    opened: Option<Result<(), String>>,
    on_opened: Option<js_sys::Function>,
}

impl WorkerSeat {
    /// Starts a worker on a pack. `None`: this page has no workers.
    pub(super) async fn start(source: &PackSource) -> Result<Option<Self>, String> {
        let Some(Loader { boot, script, .. }) = loader() else { return Ok(None) };
        let ahead = if matches!(source, PackSource::At(_)) { take_ahead() } else { None };
        let started = match &ahead {
            Some(ahead) => started(ahead).await,
            None => None,
        };
        let worker = match started {
            Some(worker) => Some(worker),
            None => start(&boot, &script).await,
        };
        let Some(worker) = worker else { return Ok(None) };
        let seat = Self { worker, talk: Rc::default() };
        seat.listen();
        let settled = Promise::new(&mut |resolve, _| {
            seat.talk.borrow_mut().on_opened = Some(resolve);
        });
        match source {
            PackSource::At(address) => seat.send(&ToWorker::Open(address.clone())),
            // The browser hands over its handle; nothing is copied.
            PackSource::Kept(blob) => drop(seat.worker.post_message(blob)),
            // These need no worker.
            PackSource::Here | PackSource::Base64(_) => return Ok(None),
        }
        drop(JsFuture::from(settled).await);
        let opened = seat.talk.borrow_mut().opened.take();
        opened.unwrap_or_else(|| Err("the collection's worker stopped: reload the page".to_owned()))?;
        Ok(Some(seat))
    }

    fn send(&self, message: &ToWorker) {
        // The only failure is a value that cannot be cloned, and bytes can.
        drop(self.worker.post_message(&pack(message)));
    }

    fn listen(&self) {
        let (talk, worker) = (Rc::clone(&self.talk), self.worker.clone());
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            match unpack(&event.data()) {
                Some(FromWorker::Answered { number, answer }) => {
                    let wake = {
                        let mut talk = talk.borrow_mut();
                        talk.busy = talk.busy.filter(|busy| *busy != number);
                        talk.ahead.retain(|ahead| *ahead != number);
                        let place = talk.waiting.iter().position(|(waiting, _)| *waiting == number);
                        // What nobody waits for any more is not kept.
                        place.map(|place| {
                            talk.answers.push((number, answer));
                            talk.waiting.swap_remove(place).1
                        })
                    };
                    if let Some(wake) = wake {
                        drop(wake.call0(&JsValue::NULL));
                    }
                    send_next(&talk, &worker);
                }
                Some(FromWorker::Waiting { number }) => {
                    talk.borrow_mut().busy.take_if(|busy| *busy == number);
                    send_next(&talk, &worker);
                }
                Some(FromWorker::Fetching(progress)) => tell(progress),
                Some(FromWorker::Opened(opened)) => {
                    let wake = {
                        let mut talk = talk.borrow_mut();
                        talk.opened = Some(opened);
                        talk.on_opened.take()
                    };
                    if let Some(wake) = wake {
                        drop(wake.call0(&JsValue::NULL));
                    }
                }
                Some(FromWorker::Running) | None => {}
            }
        });
        let talk = Rc::clone(&self.talk);
        let on_error = Closure::<dyn FnMut(JsValue)>::new(move |_: JsValue| {
            // Whoever waits finds no answer, and says so.
            let wakes: Vec<js_sys::Function> = {
                let mut talk = talk.borrow_mut();
                let waiting = std::mem::take(&mut talk.waiting);
                waiting.into_iter().map(|(_, wake)| wake).chain(talk.on_opened.take()).collect()
            };
            for wake in wakes {
                drop(wake.call0(&JsValue::NULL));
            }
        });
        self.worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        on_error.forget();
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

/// What `boot.js` began before this binary ran. In the page: a `worker`, and what it says once it is `running`; in that
/// worker: what will `come` of the pack. Once.
pub(super) fn take_ahead() -> Option<JsValue> {
    let (scope, name) = (js_sys::global(), JsValue::from("dossierAhead"));
    let ahead = Reflect::get(&scope, &name).ok().filter(JsValue::is_object)?;
    drop(Reflect::set(&scope, &name, &JsValue::UNDEFINED));
    Some(ahead)
}

/// The worker that `boot.js` began to start, once it is `running`; none where it does not run.
async fn started(ahead: &JsValue) -> Option<Worker> {
    let running: Promise = Reflect::get(ahead, &"running".into()).ok()?.dyn_into().ok()?;
    let said = JsFuture::from(running).await.ok()?;
    let worker: Worker = Reflect::get(ahead, &"worker".into()).ok()?.dyn_into().ok()?;
    kept_running(worker, &said)
}

/// The worker, where that is what it says; one that does not run is ended.
fn kept_running(worker: Worker, said: &JsValue) -> Option<Worker> {
    let runs = matches!(unpack(said), Some(FromWorker::Running));
    if !runs {
        worker.terminate();
    }
    runs.then_some(worker)
}

/// Starts a worker with this binary; none where this page has no workers.
async fn start(boot: &str, script: &str) -> Option<Worker> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(boot, &options).ok()?;
    let hello = Object::new();
    Reflect::set(&hello, &"script".into(), &script.into()).ok()?;
    Reflect::set(&hello, &"module".into(), &wasm_bindgen::module()).ok()?;
    Reflect::set(&hello, &"rest".into(), &rest::for_worker()).ok()?;
    worker.post_message(&hello).ok()?;
    let said = next_message(&worker).await.unwrap_or_default();
    kept_running(worker, &said)
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

/// Whether the answer stands beside what was asked for: it waits until that is there.
fn beside(request: &Request) -> bool {
    matches!(request, Request::Facets { .. } | Request::DateStrip { .. })
}

fn send_next(talk: &RefCell<Talk>, worker: &Worker) {
    let mut talk = talk.borrow_mut();
    if talk.busy.is_some() {
        return;
    }
    let place = talk.queue.iter().position(|(_, request)| !beside(request));
    let place = place.or_else(|| (talk.ahead.is_empty() && !talk.queue.is_empty()).then_some(0));
    if let Some((number, request)) = place.and_then(|place| talk.queue.remove(place)) {
        talk.busy = Some(number);
        if !beside(&request) {
            talk.ahead.push(number);
        }
        drop(worker.post_message(&pack(&ToWorker::Ask { number, request })));
    }
}

/// What a worker is started with.
pub(super) struct Loader {
    /// The address of `boot.js`.
    pub(super) boot: String,
    /// That of the app's glue.
    pub(super) script: String,
}

/// As the page's own tag of `boot.js` says it; none in a single file.
pub(super) fn loader() -> Option<Loader> {
    let document = web_sys::window()?.document()?;
    let tag = document.query_selector("script[data-script]").ok()??;
    let base = document.base_uri().ok()??;
    let whole = |name: &str| {
        let name = tag.get_attribute(name)?;
        web_sys::Url::new_with_base(&name, &base).ok().map(|url| url.href())
    };
    Some(Loader { boot: whole("src")?, script: whole("data-script")? })
}
