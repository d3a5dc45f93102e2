//! Any bytes are decoded or refused; valid UTF-8 is never changed.
#![no_main]

use dossier_reader::decode::decode;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(decoded) = decode(bytes)
        && decoded.encoding == "UTF-8"
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        assert_eq!(decoded.text, text.strip_prefix('\u{feff}').unwrap_or(text));
    }
});
