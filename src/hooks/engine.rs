//! Asking the engine from a component.

use std::rc::Rc;

use dossier_engine::{Answer, Failure, Request};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::use_again;
use crate::components::failure;
use crate::engine_client::EngineClient;

/// The engine of the page round this component; `None` while it opens.
#[hook]
pub(crate) fn use_client() -> Option<EngineClient> {
    use_context::<Option<EngineClient>>().flatten()
}

/// An answer, now or soon.
#[derive(Clone, PartialEq)]
pub(crate) struct UseEngineHandle {
    /// The latest answer; while a new one is awaited, the one before it.
    answer: Option<Given>,
    /// A newer answer is awaited.
    pub(crate) pending: bool,
}

/// An answer that components share without copying it.
#[derive(Clone)]
pub(crate) struct Given(Rc<Answer>);

impl std::ops::Deref for Given {
    type Target = Answer;

    fn deref(&self) -> &Answer {
        &self.0
    }
}

impl PartialEq for Given {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl UseEngineHandle {
    /// The answer, if there is one.
    pub(crate) fn get(&self) -> Option<&Answer> {
        self.answer.as_ref().map(|given| &*given.0)
    }

    /// The answer, to be handed on.
    pub(crate) fn given(&self) -> Option<Given> {
        self.answer.clone()
    }

    /// `ready`, `pending` or `failed`, as `data-state` says it.
    pub(crate) fn state(&self) -> &'static str {
        match self.get() {
            _ if self.pending => "pending",
            Some(Answer::Failed(_)) => "failed",
            _ => "ready",
        }
    }

    /// The one view of pending, failed and ready: `skeleton` keeps the room of what is to come.
    pub(crate) fn view(&self, skeleton: impl FnOnce() -> Html, ready: impl FnOnce(&Answer) -> Html) -> Html {
        match self.get() {
            None => skeleton(),
            Some(Answer::Failed(why)) => failure(why),
            Some(answer) => ready(answer),
        }
    }

    /// Why there is no answer, if that is so.
    pub(crate) fn failure(&self) -> Option<&Failure> {
        match self.get() {
            Some(Answer::Failed(why)) => Some(why),
            _ => None,
        }
    }
}

/// Asks, and asks again when the request is another. What was superseded is not worked on.
#[hook]
pub(crate) fn use_engine(request: Request) -> UseEngineHandle {
    use_engine_for(Some(request))
}

/// The same where there may be nothing to ask.
#[hook]
pub(crate) fn use_engine_for(request: Option<Request>) -> UseEngineHandle {
    let client = use_client();
    let given = use_state(|| None::<(Request, Given)>);
    let kept =
        client.as_ref().zip(request.as_ref()).and_then(|(client, request)| client.kept(request)).map(Given);
    let failed = |(_, answer): &(Request, Given)| {
        matches!(**answer, Answer::Failed(Failure::Missing { .. } | Failure::Damaged { .. }))
    };
    let again = use_again(given.as_ref().is_some_and(failed));
    {
        let given = given.clone();
        use_effect_with((request.clone(), client, again), move |(request, client, _)| {
            let wanted = Rc::new(());
            if let (Some(client), Some(request)) = (client.clone(), request.clone()) {
                let still = Rc::downgrade(&wanted);
                spawn_local(async move {
                    // Typing asks faster than anyone reads: let what is superseded at once fall away unasked.
                    if client.kept(&request).is_none() {
                        gloo::timers::future::TimeoutFuture::new(0).await;
                    }
                    if still.upgrade().is_none() {
                        return;
                    }
                    let answer = client.ask(request.clone()).await;
                    if still.upgrade().is_some() {
                        given.set(Some((request, Given(answer))));
                    }
                });
            }
            move || drop(wanted)
        });
    }
    let Some(request) = request else { return UseEngineHandle { answer: None, pending: false } };
    match (&*given, kept) {
        (Some((asked, answer)), _) if *asked == request => {
            UseEngineHandle { answer: Some(answer.clone()), pending: false }
        }
        (_, Some(kept)) => UseEngineHandle { answer: Some(kept), pending: false },
        (Some((_, earlier)), None) => UseEngineHandle { answer: Some(earlier.clone()), pending: true },
        (None, None) => UseEngineHandle { answer: None, pending: true },
    }
}
