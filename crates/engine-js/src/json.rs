//! Writes JSON. Answers are small and their shape is fixed: this is all that they need.

use std::fmt::Write;

/// JSON text that grows.
#[derive(Debug, Default)]
pub(crate) struct Json(String);

impl Json {
    pub(crate) fn finish(self) -> String {
        self.0
    }

    /// Text as it is: punctuation, numbers, names of fields, JSON that was stored.
    pub(crate) fn raw(&mut self, text: &str) -> &mut Self {
        self.0.push_str(text);
        self
    }

    pub(crate) fn number(&mut self, number: u32) -> &mut Self {
        let _ = write!(self.0, "{number}");
        self
    }

    /// A score, to four places.
    pub(crate) fn score(&mut self, score: f32) -> &mut Self {
        let scaled = (f64::from(score) * 10_000.0).round().clamp(0.0, f64::from(u32::MAX)) as u32;
        let _ = write!(self.0, "{}.{:04}", scaled / 10_000, scaled % 10_000);
        self
    }

    pub(crate) fn string(&mut self, text: &str) -> &mut Self {
        self.0.push('"');
        let mut plain = 0;
        for (at, byte) in text.bytes().enumerate() {
            if byte >= 0x20 && byte != b'"' && byte != b'\\' {
                continue;
            }
            self.0.push_str(&text[plain..at]);
            let _ = write!(self.0, "\\u{byte:04x}");
            plain = at + 1;
        }
        self.0.push_str(&text[plain..]);
        self.0.push('"');
        self
    }

    /// An array of what `each` writes.
    pub(crate) fn list<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut each: impl FnMut(&mut Self, T),
    ) -> &mut Self {
        self.0.push('[');
        for (i, item) in items.into_iter().enumerate() {
            if i > 0 {
                self.0.push(',');
            }
            each(self, item);
        }
        self.0.push(']');
        self
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn strings_are_escaped_and_scores_have_four_places() {
        let mut json = Json::default();
        json.list(["a\"b", "c\\d\n", "é"], |json, text| {
            json.string(text);
        });
        assert_eq!(json.finish(), r#"["a\u0022b","c\u005cd\u000a","é"]"#);
        let mut json = Json::default();
        json.score(1.5).raw(",").score(0.00004);
        assert_eq!(json.finish(), "1.5000,0.0000");
    }
}
