//! Words in HTML, and the tags of a page that is ours.

use std::ops::Range;

/// Words as HTML text or as an attribute in double quotes.
pub(crate) fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + words.len() / 16);
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // No character of HTML; a text may hold them all the same.
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// JSON that may stand inside a script element.
pub(crate) fn escape_json(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// A tag of a page, and where it stands.
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    /// From `<` to past `>`.
    pub(crate) range: Range<usize>,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// An attribute's value.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether an attribute has that value.
    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|given| given.eq_ignore_ascii_case(value))
    }
}

/// The opening tags of a page made by our own build: well formed, no tags inside scripts before its end.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|open| at + open) {
        let rest = &html[open + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            at = comment.find("-->").map_or(html.len(), |end| open + 4 + end + 3);
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            at = open + 1;
            continue;
        }
        let (tag, end) = read_tag(html, open);
        at = end;
        tags.push(tag);
    }
    tags
}

fn read_tag(html: &str, open: usize) -> (Tag, usize) {
    let bytes = html.as_bytes();
    let mut at = open + 1;
    let word = |at: &mut usize| {
        let start = *at;
        while *at < bytes.len()
            && !bytes[*at].is_ascii_whitespace()
            && !matches!(bytes[*at], b'>' | b'=' | b'/')
        {
            *at += 1;
        }
        html[start..*at].to_ascii_lowercase()
    };
    let name = word(&mut at);
    let mut attributes = Vec::new();
    loop {
        while at < bytes.len() && (bytes[at].is_ascii_whitespace() || bytes[at] == b'/') {
            at += 1;
        }
        if at >= bytes.len() || bytes[at] == b'>' {
            break;
        }
        let key = word(&mut at);
        let mut value = String::new();
        if bytes.get(at) == Some(&b'=') {
            at += 1;
            if let Some(quote @ (b'"' | b'\'')) = bytes.get(at) {
                let start = at + 1;
                let end = html[start..].find(*quote as char).map_or(html.len(), |end| start + end);
                html[start..end].clone_into(&mut value);
                at = (end + 1).min(html.len());
            } else {
                let start = at;
                while at < bytes.len() && !bytes[at].is_ascii_whitespace() && bytes[at] != b'>' {
                    at += 1;
                }
                html[start..at].clone_into(&mut value);
            }
        } else if key.is_empty() {
            at += 1;
        }
        attributes.push((key, value.replace("&quot;", "\"").replace("&amp;", "&")));
    }
    let end = (at + 1).min(html.len());
    (Tag { name, range: open..end, attributes }, end)
}

/// A page with stretches of it replaced.
pub(crate) fn replace(html: &str, mut changes: Vec<(Range<usize>, String)>) -> String {
    changes.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(html.len());
    let mut at = 0;
    for (range, words) in changes {
        out.push_str(&html[at..range.start]);
        out.push_str(&words);
        at = range.end;
    }
    out.push_str(&html[at..]);
    out
}

/// From an opening tag to past the closing tag of the same name.
pub(crate) fn element(html: &str, tag: &Tag) -> Range<usize> {
    let close = format!("</{}>", tag.name);
    let end =
        html[tag.range.end..].find(&close).map_or(tag.range.end, |end| tag.range.end + end + close.len());
    tag.range.start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_with_their_attributes_and_places() {
        let html =
            "<!doctype html><!-- <p> --><meta name=\"a\" content='b > c'><script async src=x.js></script>";
        let tags = tags(html);
        assert_eq!(tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["meta", "script"]);
        assert_eq!(tags[0].get("content"), Some("b > c"));
        assert_eq!((tags[1].get("src"), tags[1].get("async")), (Some("x.js"), Some("")));
        assert_eq!(&html[element(html, &tags[1])], "<script async src=x.js></script>");
    }

    #[test]
    fn words_cannot_leave_the_place_that_they_stand_in() {
        assert_eq!(escape("<b a=\"x\">&\u{0}"), "&lt;b a=&quot;x&quot;&gt;&amp;\u{fffd}");
        assert!(!escape_json("\"</script>\"").contains('<'));
    }
}
