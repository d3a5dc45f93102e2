//! The engine in a worker, from the worker's side.

use std::cell::RefCell;
use std::rc::Rc;

use dossier_engine::{Answer, Engine, Request};
use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

use super::distant::{Ahead, Distant};
use super::pack_source::Address;
use super::seat::{bytes_of, open_engine};
use super::worker::{FromWorker, ToWorker, pack, take_ahead, unpack};

/// Whether this is a worker.
pub(crate) fn is_worker() -> bool {
    js_sys::global().is_instance_of::<DedicatedWorkerGlobalScope>()
}

/// Says that it cannot serve. The page then does without.
pub(crate) fn decline() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    drop(scope.post_message(&JsValue::NULL));
}

/// What is open: all of it is here, or on its way.
enum Open {
    Whole(Box<Engine>),
    Distant(Rc<Distant>),
}

fn post(message: &FromWorker) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    // A page that is gone does not listen: there is nobody to tell.
    drop(scope.post_message(&pack(message)));
}

/// A pack that is being opened: what settles when it is, and what came of it.
struct Opening {
    settled: Promise,
    opened: Rc<RefCell<Option<Result<Rc<Distant>, String>>>>,
}

impl Opening {
    fn begin(address: Address, ahead: Option<Ahead>) -> Self {
        let opened: Rc<RefCell<Option<Result<Rc<Distant>, String>>>> = Rc::default();
        let place = Rc::clone(&opened);
        let settled = future_to_promise(async move {
            let report = |progress| post(&FromWorker::Fetching(progress));
            let first = ahead.as_ref().and_then(|ahead| ahead.first.clone());
            let distant = Distant::open(address, ahead, report).await;
            if let (Ok(distant), Some(first)) = (&distant, first) {
                // What it reads comes, and is compiled, while the page is drawn: then that asks, and is answered at once.
                let distant = Rc::clone(distant);
                spawn_local(async move {
                    if let Err(missing) = distant.answer(&first) {
                        distant.answer_after(&first, missing).await;
                    }
                });
            }
            place.replace(Some(distant));
            Ok(JsValue::UNDEFINED)
        });
        Self { settled, opened }
    }

    async fn done(self) -> Result<Rc<Distant>, String> {
        drop(JsFuture::from(self.settled).await);
        self.opened
            .take()
            .unwrap_or_else(|| Err("the collection could not be opened: reload the page".to_owned()))
    }
}

/// Answers the page.
pub(crate) fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let open: Rc<RefCell<Option<Open>>> = Rc::default();
    post(&FromWorker::Running);
    // What `boot.js` began is gone on with: the page will ask for it.
    let mut begun = take_ahead().and_then(Ahead::of).map(|ahead| {
        let address = ahead.address.clone();
        (address.clone(), Opening::begin(address, Some(ahead)))
    });
    let on_message =
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| match unpack(&event.data()) {
            Some(ToWorker::Open(address)) => {
                let place = Rc::clone(&open);
                let opening = match begun.take() {
                    Some((same, opening)) if same == address => opening,
                    _ => Opening::begin(address, None),
                };
                spawn_local(async move {
                    let opened = opening.done().await;
                    let said = opened.map(|distant| drop(place.replace(Some(Open::Distant(distant)))));
                    post(&FromWorker::Opened(said));
                });
            }
            Some(ToWorker::Ask { number, request }) => answer(&open, number, request),
            None => {
                if let Ok(kept) = event.data().dyn_into::<Blob>() {
                    let place = Rc::clone(&open);
                    spawn_local(async move {
                        let opened = bytes_of(&kept).await.and_then(open_engine);
                        let said =
                            opened.map(|engine| drop(place.replace(Some(Open::Whole(Box::new(engine))))));
                        post(&FromWorker::Opened(said));
                    });
                }
            }
        });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It lives as long as the worker.
    on_message.forget();
}

fn answer(open: &RefCell<Option<Open>>, number: u32, request: Request) {
    let answered = |answer: Answer| post(&FromWorker::Answered { number, answer });
    match &*open.borrow() {
        Some(Open::Whole(engine)) => answered(engine.answer(&request)),
        Some(Open::Distant(distant)) => match distant.answer(&request) {
            Ok(answer) => answered(answer),
            Err(missing) => {
                post(&FromWorker::Waiting { number });
                let distant = Rc::clone(distant);
                spawn_local(async move {
                    let answer = distant.answer_after(&request, missing).await;
                    post(&FromWorker::Answered { number, answer });
                });
            }
        },
        None => {}
    }
}
