//! The engine in a worker, from the worker's side.

use std::cell::RefCell;
use std::rc::Rc;

use dossier_engine::{Answer, Engine, Request};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

use super::distant::{Ahead, Distant};
use super::seat::{bytes_of, open_engine};
use super::worker::{FromWorker, ToWorker, pack, unpack};

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

/// Answers the page.
pub(crate) fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let open: Rc<RefCell<Option<Open>>> = Rc::default();
    let mut ahead = None;
    let on_message =
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| match unpack(&event.data()) {
            Some(ToWorker::Open(address)) => {
                let (place, ahead) = (Rc::clone(&open), ahead.take());
                spawn_local(async move {
                    let report = |progress| post(&FromWorker::Fetching(progress));
                    let opened = Distant::open(address, ahead, report).await;
                    let said = opened.map(|distant| drop(place.replace(Some(Open::Distant(distant)))));
                    post(&FromWorker::Opened(said));
                });
            }
            Some(ToWorker::Ask { number, request }) => answer(&open, number, request),
            None => {
                if let Some(fetched) = Ahead::of(&event.data()) {
                    ahead = Some(fetched);
                } else if let Ok(kept) = event.data().dyn_into::<Blob>() {
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
    post(&FromWorker::Running);
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
