//! Where the engine sits: in this page or in a worker. It sits down when it is first asked.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use dossier_engine::{Answer, Engine, Failure, Request};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::bytes::{decode_base64, fetch_bytes};
use super::pack_source::PackSource;
use super::worker::WorkerSeat;

/// The seeds, read when the app was built. Named here alone: what only the rest reads is fetched with the rest.
const SEEDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/seeds.pack"));

/// A seat for a pack's engine.
pub(super) struct Seat(Rc<Chair>);

struct Chair {
    source: PackSource,
    place: OnceCell<Place>,
    /// Settles when it sits, or cannot.
    sitting_down: RefCell<Option<Promise>>,
}

enum Place {
    Page(Box<Engine>),
    Worker(WorkerSeat),
}

impl Seat {
    pub(super) fn of(source: PackSource) -> Self {
        Self(Rc::new(Chair { source, place: OnceCell::new(), sitting_down: RefCell::default() }))
    }

    /// Opens the pack, once. After a failure it can be tried again.
    ///
    /// # Errors
    /// In words for the reader: what is wrong and what to do.
    pub(super) async fn open(&self) -> Result<(), String> {
        self.place().await.map(drop)
    }

    async fn place(&self) -> Result<&Place, String> {
        let chair = &self.0;
        if let Some(place) = chair.place.get() {
            return Ok(place);
        }
        let sitting_down = chair.sitting_down.borrow().clone();
        let sitting_down = sitting_down.unwrap_or_else(|| {
            let shared = Rc::clone(chair);
            // Whoever asked first may have gone on before it sits.
            let promise = future_to_promise(async move {
                let place = sit_down(&shared.source).await;
                shared.sitting_down.take();
                drop(shared.place.set(place?));
                Ok(JsValue::UNDEFINED)
            });
            chair.sitting_down.replace(Some(promise.clone()));
            promise
        });
        JsFuture::from(sitting_down).await.map_err(|why| why.as_string().unwrap_or_default())?;
        chair.place.get().ok_or_else(|| "the collection could not be opened: reload the page".to_owned())
    }

    pub(super) async fn ask(&self, request: &Request) -> Answer {
        match self.place().await {
            Ok(Place::Page(engine)) => engine.answer(request),
            Ok(Place::Worker(worker)) => worker.ask(request).await,
            Err(message) => Answer::Failed(Failure::Damaged { message }),
        }
    }
}

async fn sit_down(source: &PackSource) -> Result<Place, String> {
    let in_page = |bytes| open_engine(bytes).map(|engine| Place::Page(Box::new(engine)));
    match source {
        PackSource::Here => in_page(SEEDS.to_vec()),
        PackSource::Base64(text) => in_page(decode_base64(text)?),
        elsewhere => match WorkerSeat::start(elsewhere).await? {
            Some(seat) => Ok(Place::Worker(seat)),
            None => in_page(bytes(elsewhere).await?),
        },
    }
}

/// All the bytes of a pack.
///
/// # Errors
/// In words, when they cannot be fetched.
pub(super) async fn bytes(source: &PackSource) -> Result<Vec<u8>, String> {
    match source {
        PackSource::Here => Ok(SEEDS.to_vec()),
        PackSource::Base64(text) => decode_base64(text),
        PackSource::At(address) => fetch_bytes(&address.url).await,
        PackSource::Kept(pack) => bytes_of(pack).await,
    }
}

/// Opens a pack; its error is ready for the reader.
#[inline(never)]
pub(super) fn open_engine(bytes: Vec<u8>) -> Result<Engine, String> {
    Engine::open(bytes).map_err(|error| error.to_string())
}

/// The bytes of a kept pack.
pub(super) async fn bytes_of(pack: &web_sys::Blob) -> Result<Vec<u8>, String> {
    let gone = |_| "the browser no longer has this collection: open the files again".to_owned();
    let buffer = JsFuture::from(pack.array_buffer()).await.map_err(gone)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}
