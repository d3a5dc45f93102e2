//! Bytes to text.

/// The text of `bytes`.
///
/// # Errors
/// In words, when the bytes are no text in any encoding that the reader knows.
pub fn decode(bytes: &[u8]) -> Result<String, String> {
    String::from_utf8(bytes.to_vec()).map_err(|error| {
        format!(
            "not UTF-8 text: byte {} cannot be read; save the file as UTF-8",
            error.utf8_error().valid_up_to()
        )
    })
}
