//! Where the engine sits: in this page or in a worker.

use std::cell::OnceCell;

use dossier_engine::{Answer, Engine, Failure, Request};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

use super::pack_source::PackSource;
use super::worker::{Pack, WorkerSeat};

pub(super) enum Seat {
    /// In the page, over a pack of this binary: it starts when it is first asked.
    Embedded(&'static [u8], OnceCell<Result<Box<Engine>, String>>),
    Page(Box<Engine>),
    Worker(WorkerSeat),
}

impl Seat {
    pub(super) const fn embedded(pack: &'static [u8]) -> Self {
        Self::Embedded(pack, OnceCell::new())
    }

    fn in_page(engine: Engine) -> Self {
        Self::Page(Box::new(engine))
    }

    pub(super) async fn open(source: PackSource) -> Result<Self, String> {
        match source {
            PackSource::Here(bytes) => Ok(Self::embedded(bytes)),
            PackSource::Base64(text) => Ok(Self::in_page(open_engine(decode_base64(&text)?)?)),
            PackSource::Kept(pack) => match WorkerSeat::start(&Pack::Kept(pack.clone())).await? {
                Some(seat) => Ok(Self::Worker(seat)),
                None => Ok(Self::in_page(open_engine(bytes_of(&pack).await?)?)),
            },
            PackSource::At(url) => match WorkerSeat::start(&Pack::At(url.clone())).await? {
                Some(seat) => Ok(Self::Worker(seat)),
                None => Ok(Self::in_page(open_engine(fetch_bytes(&url).await?)?)),
            },
        }
    }

    pub(super) async fn ask(&self, request: &Request) -> Answer {
        match self {
            Self::Embedded(pack, engine) => {
                match engine.get_or_init(|| open_engine(pack.to_vec()).map(Box::new)) {
                    Ok(engine) => engine.answer(request),
                    Err(message) => Answer::Failed(Failure::Damaged { message: message.clone() }),
                }
            }
            Self::Page(engine) => engine.answer(request),
            Self::Worker(worker) => worker.ask(request).await,
        }
    }
}

/// Opens a pack; its error is ready for the reader.
#[inline(never)]
pub(super) fn open_engine(bytes: Vec<u8>) -> Result<Engine, String> {
    Engine::open(bytes).map_err(|error| error.to_string())
}

#[wasm_bindgen]
extern "C" {
    // Bound by hand: the same name serves in a window and in a worker.
    #[wasm_bindgen(catch)]
    async fn fetch(url: &str) -> Result<JsValue, JsValue>;
}

/// The bytes at an address of this site.
pub(super) async fn fetch_bytes(url: &str) -> Result<Vec<u8>, String> {
    let unreachable = |_| {
        format!("the collection at {url} could not be fetched: check the connection, then reload the page")
    };
    let response: web_sys::Response = fetch(url).await.map_err(unreachable)?.into();
    if !response.ok() {
        return Err(format!(
            "the collection at {url} is not there (the server says {}): build the site again, or upload all of its files",
            response.status()
        ));
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(unreachable)?).await.map_err(unreachable)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// The bytes of a kept pack.
pub(super) async fn bytes_of(pack: &web_sys::Blob) -> Result<Vec<u8>, String> {
    let gone = |_| "the browser no longer has this collection: open the files again".to_owned();
    let buffer = JsFuture::from(pack.array_buffer()).await.map_err(gone)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// RFC 4648, white space ignored.
pub(super) fn decode_base64(text: &str) -> Result<Vec<u8>, String> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => return Err("the collection inside this file is damaged: save the file again".to_owned()),
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_comes_back_as_the_bytes_that_went_in() {
        assert_eq!(decode_base64("").as_deref(), Ok(&b""[..]));
        assert_eq!(decode_base64("Zg==").as_deref(), Ok(&b"f"[..]));
        assert_eq!(decode_base64("Zm9v\n YmE=").as_deref(), Ok(&b"fooba"[..]));
        assert_eq!(decode_base64("/+8A").as_deref(), Ok(&[0xff, 0xef, 0][..]));
        assert!(decode_base64("Zm-v").is_err());
    }
}
