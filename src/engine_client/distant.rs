//! A pack at an address, of which no more is fetched than is asked about: by range requests, where the host answers them.
//!
//! A host that does not, or not plainly (it sends the whole file, compresses the part, or cuts it short), is asked for the
//! whole file, once, as any other file: it may then compress it. Nobody who asks sees the difference, but for the wait,
//! and of that there is a report.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use dossier_engine::{Answer, Engine, Failure, Request, ranges};
use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{ReadableStreamDefaultReader, Response};

use super::bytes::{ask_for, not_there, unreachable_at};
use super::pack_source::Address;
use super::progress::Progress;
use super::seat::open_engine;
use crate::state::first_request;

/// A pack this short is fetched whole: parts of it would cost more requests than they save bytes.
const SHORT: u64 = 256 * 1024;

/// How often a report is made, in bytes.
const STEP: usize = 256 * 1024;

/// All of the file.
const WHOLE: Range<u64> = 0..u64::MAX;

/// A pack, a part of which is here.
pub(super) struct Distant {
    address: Address,
    engine: RefCell<Rc<Engine>>,
    whole: Cell<bool>,
    /// What is being fetched, and what settles when it is here.
    coming: RefCell<Vec<(Range<u64>, Promise)>>,
    report: Box<dyn Fn(Progress)>,
}

/// What `boot.js` has begun to fetch in this worker.
pub(super) struct Ahead {
    /// Of which pack.
    pub(super) address: Address,
    /// What the page will ask first, where its address tells it.
    pub(super) first: Option<Request>,
    ahead: JsValue,
}

/// What has come of it.
struct Come {
    bytes: Vec<u8>,
    /// All there is; else its head.
    whole: bool,
}

impl Ahead {
    /// As `boot.js` puts it.
    pub(super) fn of(ahead: JsValue) -> Option<Self> {
        let get = |name: &str| Reflect::get(&ahead, &name.into()).ok();
        let number = |name: &str| get(name)?.as_f64().map(|number| number as u64);
        let address =
            Address { url: get("url")?.as_string()?, head: number("head")?, length: number("length")? };
        let first = get("hash").and_then(|hash| first_request(&hash.as_string()?, get("tall")?.as_f64()?));
        Some(Self { address, first, ahead })
    }

    async fn come(self, report: impl Fn(Progress) + 'static) -> Option<Come> {
        let (done, total) = (Cell::new(0.0), Cell::new(0.0));
        let told = Closure::<dyn FnMut(f64, f64)>::new(move |now: f64, of: f64| {
            if now - done.get() >= STEP as f64 || now >= of || of != total.get() {
                (done.set(now), total.set(of));
                report(Progress { done: now, total: of });
            }
        });
        drop(Reflect::set(&self.ahead, &"report".into(), told.as_ref()));
        let come: Promise = Reflect::get(&self.ahead, &"come".into()).ok()?.dyn_into().ok()?;
        let come = JsFuture::from(come).await;
        drop(Reflect::set(&self.ahead, &"report".into(), &JsValue::UNDEFINED));
        let come = come.ok().filter(JsValue::is_object)?;
        let bytes = Reflect::get(&come, &"bytes".into()).ok()?;
        let whole = Reflect::get(&come, &"whole".into()).ok()?.is_truthy();
        Some(Come { bytes: bytes.dyn_ref::<Uint8Array>()?.to_vec(), whole })
    }
}

/// Why a part is not here.
enum Refused {
    /// The host does not serve parts.
    Parts,
    /// It sends the whole file instead.
    Whole(Response),
    /// In words.
    Unreachable(String),
}

impl Distant {
    /// Fetches what is needed before anything can be asked.
    ///
    /// # Errors
    /// In words for the reader.
    pub(super) async fn open(
        address: Address,
        ahead: Option<Ahead>,
        report: impl Fn(Progress) + Copy + 'static,
    ) -> Result<Rc<Self>, String> {
        let ahead = match ahead {
            Some(ahead) => ahead.come(report).await,
            None => None,
        };
        let in_parts = address.length > SHORT && address.head > 0 && address.head < address.length;
        let head = match ahead {
            Some(ahead) if ahead.whole => return Self::on(address, open_engine(ahead.bytes)?, true, report),
            Some(ahead) => Ok(ahead.bytes),
            None if in_parts => part(&address.url, 0..address.head, &report).await,
            None => Err(Refused::Parts),
        };
        let (engine, whole) = match head {
            Ok(head) => (Engine::open_head(head).map_err(|error| error.to_string())?, false),
            Err(Refused::Unreachable(why)) => return Err(why),
            Err(Refused::Whole(response)) => {
                let bytes = read(&address.url, &response, address.length as f64, &report).await?;
                (open_engine(bytes)?, true)
            }
            Err(Refused::Parts) => (open_engine(whole(&address, &report).await?)?, true),
        };
        Self::on(address, engine, whole, report)
    }

    fn on(
        address: Address,
        engine: Engine,
        whole: bool,
        report: impl Fn(Progress) + 'static,
    ) -> Result<Rc<Self>, String> {
        Ok(Rc::new(Self {
            address,
            engine: RefCell::new(Rc::new(engine)),
            whole: Cell::new(whole),
            coming: RefCell::default(),
            report: Box::new(report),
        }))
    }

    fn engine(&self) -> Rc<Engine> {
        Rc::clone(&self.engine.borrow())
    }

    /// The answer, or what is missing for it.
    pub(super) fn answer(&self, request: &Request) -> Result<Answer, Range<u64>> {
        match self.engine().answer(request) {
            Answer::Failed(Failure::Missing { start, end }) if !self.whole.get() => Err(start..end),
            answer => Ok(answer),
        }
    }

    /// The answer, once what it needs is here.
    pub(super) async fn answer_after(self: &Rc<Self>, request: &Request, missing: Range<u64>) -> Answer {
        let mut missing = missing;
        for ahead in 0.. {
            let engine = self.engine();
            let mut wanted = engine.wanted(request);
            if !wanted.iter().any(|range| range.start <= missing.start && missing.end <= range.end) {
                // What cannot be told ahead comes one by one: each time with more of what lies behind it.
                let more = ranges::GAP << ahead.min(8);
                let end = missing.end.max((missing.start + more).min(self.address.length));
                wanted.push(missing.start..end);
            }
            if self.fetch(ranges::joined(wanted)).await.is_err() {
                return Answer::Failed(Failure::Missing { start: missing.start, end: missing.end });
            }
            match self.answer(request) {
                Ok(answer) => return answer,
                // It was fetched and is still not here: that is no matter of the network.
                Err(still) if still == missing => break,
                Err(next) => missing = next,
            }
        }
        Answer::Failed(Failure::Missing { start: missing.start, end: missing.end })
    }

    /// Fetches these parts, but for those that are on their way already.
    async fn fetch(self: &Rc<Self>, wanted: Vec<Range<u64>>) -> Result<(), JsValue> {
        let all = Array::new();
        for range in wanted {
            let known = {
                let coming = self.coming.borrow();
                let covers = |(other, _): &&(Range<u64>, Promise)| {
                    other.start <= range.start && range.end <= other.end
                };
                coming.iter().find(covers).map(|(_, promise)| promise.clone())
            };
            all.push(&known.unwrap_or_else(|| self.start(range)));
        }
        JsFuture::from(Promise::all(&all)).await.map(drop)
    }

    fn start(self: &Rc<Self>, range: Range<u64>) -> Promise {
        let (this, wanted) = (Rc::clone(self), range.clone());
        let promise = future_to_promise(async move {
            let fetched = this.take(wanted.clone()).await;
            this.coming.borrow_mut().retain(|(other, _)| *other != wanted);
            fetched.map(|()| JsValue::UNDEFINED).map_err(Into::into)
        });
        self.coming.borrow_mut().push((range, promise.clone()));
        promise
    }

    async fn take(self: &Rc<Self>, range: Range<u64>) -> Result<(), String> {
        if self.whole.get() {
            return Ok(());
        }
        if range != WHOLE {
            match part(&self.address.url, range.clone(), &self.report).await {
                Ok(bytes) => {
                    self.engine().supply(range.start, bytes);
                    return Ok(());
                }
                Err(Refused::Unreachable(why)) => return Err(why),
                // From here on the whole file: whoever else finds this out waits for the same.
                Err(refused @ (Refused::Parts | Refused::Whole(_))) => {
                    if let Refused::Whole(response) = refused {
                        leave(&response);
                    }
                    let coming = self.coming.borrow().iter().find(|(range, _)| *range == WHOLE).cloned();
                    let promise = coming.map_or_else(|| self.start(WHOLE), |(_, promise)| promise);
                    let fetched = JsFuture::from(promise).await;
                    return fetched.map(drop).map_err(|why| why.as_string().unwrap_or_default());
                }
            }
        }
        let engine = open_engine(whole(&self.address, &self.report).await?)?;
        self.engine.replace(Rc::new(engine));
        self.whole.set(true);
        Ok(())
    }
}

/// A part of a file.
async fn part(url: &str, range: Range<u64>, report: &dyn Fn(Progress)) -> Result<Vec<u8>, Refused> {
    let (first, last) = (range.start.to_string(), (range.end - 1).to_string());
    let asked = ["bytes=", &first, "-", &last].concat();
    let response = ask_for(url, Some(&asked)).await.map_err(Refused::Unreachable)?;
    let header = |name| response.headers().get(name).ok().flatten();
    let place = ["bytes ", &first, "-", &last, "/"].concat();
    let plain = header("Content-Encoding").is_none_or(|coding| coding == "identity");
    if response.status() != 206
        || !plain
        || header("Content-Range").is_some_and(|told| !told.starts_with(&place))
    {
        if response.status() == 200 {
            return Err(Refused::Whole(response));
        }
        leave(&response);
        return match response.status() {
            206 | 416 => Err(Refused::Parts),
            status => Err(Refused::Unreachable(not_there(url, status))),
        };
    }
    let length = range.end - range.start;
    let bytes = read(url, &response, length as f64, report).await.map_err(Refused::Unreachable)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(Refused::Parts) }
}

/// Nobody reads this answer. That it cannot be stopped does no harm.
fn leave(response: &Response) {
    if let Some(body) = response.body() {
        drop(body.cancel());
    }
}

/// All of a file.
async fn whole(address: &Address, report: &dyn Fn(Progress)) -> Result<Vec<u8>, String> {
    let response = ask_for(&address.url, None).await?;
    if !response.ok() {
        return Err(not_there(&address.url, response.status()));
    }
    read(&address.url, &response, address.length as f64, report).await
}

/// The bytes of an answer, reported as they come in.
async fn read(
    url: &str,
    response: &Response,
    total: f64,
    report: &dyn Fn(Progress),
) -> Result<Vec<u8>, String> {
    let Some(body) = response.body() else { return Ok(Vec::new()) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut bytes: Vec<u8> = Vec::with_capacity(total as usize);
    let mut told = 0;
    loop {
        let step = JsFuture::from(reader.read()).await.map_err(|_| unreachable_at(url))?;
        let value = Reflect::get(&step, &"value".into()).unwrap_or_default();
        let Some(chunk) = value.dyn_ref::<Uint8Array>() else { break };
        let at = bytes.len();
        bytes.resize(at + chunk.length() as usize, 0);
        chunk.copy_to(&mut bytes[at..]);
        if bytes.len() - told >= STEP {
            told = bytes.len();
            report(Progress { done: told as f64, total });
        }
    }
    if told > 0 {
        report(Progress { done: total.max(bytes.len() as f64), total });
    }
    Ok(bytes)
}
