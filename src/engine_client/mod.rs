//! One async handle to the engine, the same wherever it runs.
//!
//! A pack that a site names in its `<meta name="dossier-pack">` may be large: its engine sits in a worker, and fetches
//! of the pack what it is asked about, where the host serves parts of files. A pack inside the page (a single file) or
//! inside this binary (the seeds) is small enough to answer within a frame, and a single file may not have workers at
//! all: its engine sits in the page. Who asks cannot tell the difference.
//!
//! The first page is answered when a collection is built, and lies beside its pack ([`Front`]): it waits for no engine.
//! Only what is asked beyond it fetches the rest of this binary, and the pack.

mod bytes;
mod distant;
mod pack_source;
mod progress;
mod reader;
mod seat;
mod served;
mod worker;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use dossier_engine::{Answer, Failure, Front, Request};

use crate::rest;

use pack_source::PackSource;
pub(crate) use progress::{Progress, watch};
pub(crate) use reader::{Heard, Reader, has_reader, make_site};
use seat::Seat;
pub(crate) use served::{decline, is_worker, serve};

/// Answers kept, so that going Back shows at once what was there.
const KEPT: usize = 48;

/// The engine, open and ready. Cheap to clone; equal when it is the same one.
#[derive(Clone)]
pub(crate) struct EngineClient(Rc<Inner>);

struct Inner {
    seat: Rc<Seat>,
    /// What was answered when the collection was built.
    front: Vec<(Request, Rc<Answer>)>,
    kept: RefCell<VecDeque<(Request, Rc<Answer>)>>,
}

/// The pack of the page's own collection.
///
/// # Errors
/// In words, when it cannot be fetched.
pub(crate) async fn own_pack() -> Result<web_sys::Blob, String> {
    let bytes = seat::bytes(&pack_source::find()).await?;
    let bytes = js_sys::Uint8Array::from(bytes.as_slice());
    reader::blob(&bytes).ok_or_else(|| "the browser makes no file of this collection".to_owned())
}

impl PartialEq for EngineClient {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl EngineClient {
    /// Opens the page's collection. What is shown at first may not need its engine: where it does, it is to be `asked`,
    /// and starts at once.
    ///
    /// # Errors
    /// In words for the reader: what is wrong and what to do.
    pub(crate) async fn open(asked: bool) -> Result<Self, String> {
        let source = pack_source::find();
        let seat = Rc::new(Seat::of(source.clone()));
        if asked {
            let seat = Rc::clone(&seat);
            wasm_bindgen_futures::spawn_local(async move {
                if rest::fetch().await.is_ok() {
                    // Why it cannot is told to who asks it.
                    drop(seat.open().await);
                }
            });
        }
        Self::on(seat, source).await
    }

    /// Opens a collection of somebody's own files.
    ///
    /// # Errors
    /// As [`EngineClient::open`].
    pub(crate) async fn open_kept(pack: web_sys::Blob) -> Result<Self, String> {
        let source = PackSource::Kept(pack);
        Self::on(Rc::new(Seat::of(source.clone())), source).await
    }

    async fn on(seat: Rc<Seat>, source: PackSource) -> Result<Self, String> {
        let front = pack_source::front(&source).await.map_or_else(Vec::new, |bytes| front(&bytes));
        if front.is_empty() {
            // Then the first page needs it, too.
            rest::fetch().await?;
            seat.open().await?;
        }
        Ok(Self(Rc::new(Inner { seat, front, kept: RefCell::default() })))
    }

    /// The answer, if it was given before.
    pub(crate) fn kept(&self, request: &Request) -> Option<Rc<Answer>> {
        let kept = self.0.kept.borrow();
        let known = self.0.front.iter().chain(&*kept).find(|(asked, _)| asked == request);
        known.map(|(_, answer)| Rc::clone(answer))
    }

    /// The answer. A request whose future is dropped before its turn is not worked on.
    pub(crate) async fn ask(&self, request: Request) -> Rc<Answer> {
        if let Some(answer) = self.kept(&request) {
            return answer;
        }
        if let Err(message) = rest::fetch().await {
            return Rc::new(Answer::Failed(Failure::Damaged { message }));
        }
        let answer = Rc::new(self.0.seat.ask(&request).await);
        let mut kept = self.0.kept.borrow_mut();
        if !matches!(*answer, Answer::Failed(_)) {
            kept.push_front((request, Rc::clone(&answer)));
            kept.truncate(KEPT);
        }
        answer
    }
}

/// The answers of a front page; none when it cannot be read: then the engine is asked.
fn front(bytes: &[u8]) -> Vec<(Request, Rc<Answer>)> {
    let Ok(Front { overview, strip }) = Front::from_bytes(bytes) else { return Vec::new() };
    vec![
        (Front::overview_request(), Rc::new(Answer::Overview(Box::new(overview)))),
        (Front::strip_request(), Rc::new(Answer::DateStrip(Box::new(strip)))),
    ]
}
