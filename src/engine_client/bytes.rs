//! Bytes of this site, wherever they are.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

#[wasm_bindgen]
extern "C" {
    // Bound by hand: the same name serves in a window and in a worker.
    #[wasm_bindgen(catch)]
    async fn fetch(url: &str, options: &Object) -> Result<JsValue, JsValue>;
}

/// Asks for a file, or for a part of it: as the `Range` header says it.
///
/// # Errors
/// When there is no answer.
pub(super) async fn ask_for(url: &str, range: Option<&str>) -> Result<Response, String> {
    let options = Object::new();
    if let Some(range) = range {
        let headers = Object::new();
        // Setting a property of a plain object of ours cannot fail.
        drop(Reflect::set(&headers, &"Range".into(), &range.into()));
        drop(Reflect::set(&options, &"headers".into(), &headers));
        // Browsers let parts of one file through their cache one after the other; past it they come side by side.
        drop(Reflect::set(&options, &"cache".into(), &"no-store".into()));
    }
    fetch(url, &options).await.map(Into::into).map_err(|_| unreachable_at(url))
}

/// The bytes at an address of this site.
///
/// # Errors
/// In words for the reader.
pub(super) async fn fetch_bytes(url: &str) -> Result<Vec<u8>, String> {
    let response = ask_for(url, None).await?;
    if !response.ok() {
        return Err(not_there(url, response.status()));
    }
    let buffer = match response.array_buffer() {
        Ok(buffer) => JsFuture::from(buffer).await,
        Err(error) => Err(error),
    };
    let buffer = buffer.map_err(|_| unreachable_at(url))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

pub(super) fn unreachable_at(url: &str) -> String {
    ["the collection at ", url, " could not be fetched: check the connection, then try again"].concat()
}

pub(super) fn not_there(url: &str, status: u16) -> String {
    let status = status.to_string();
    let parts = [
        "the collection at ",
        url,
        " is not there (the server says ",
        &status,
        "): build the site again, or upload all of its files",
    ];
    parts.concat()
}

/// RFC 4648, white space ignored.
///
/// # Errors
/// When it is not that.
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
