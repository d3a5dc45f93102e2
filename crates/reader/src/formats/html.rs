//! Web pages: the main text, and what the page says of itself.
//!
//! The main text is found with the method of Mozilla's Readability (crate `dom_smoothie`); a page that it can make
//! nothing of gives all its text.

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::Extracted;

/// Less text than this is no article: the whole page is taken.
const SHORT: usize = 200;

pub(super) fn read(bytes: &[u8]) -> Extracted {
    page(&decode(bytes))
}

/// The main text of a decoded page.
pub(super) fn page(html: &str) -> Extracted {
    let mut found = Extracted::default();
    let settings = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let article = Readability::new(html, None, Some(settings)).and_then(|mut page| page.parse());
    let mut main = String::new();
    if let Ok(article) = article {
        main = tidy(&article.text_content);
        found.give("title", &article.title);
        found.give("author", article.byline.as_deref().unwrap_or(""));
        found.give("date", article.published_time.as_deref().unwrap_or(""));
        found.give("outlet", article.site_name.as_deref().unwrap_or(""));
        found.give("language", article.lang.as_deref().unwrap_or(""));
        found.give("url", article.url.as_deref().filter(|url| url.starts_with("http")).unwrap_or(""));
    }
    if main.chars().take(SHORT).count() < SHORT {
        let whole = whole(html);
        if whole.len() > main.len() {
            main = whole;
        }
    }
    found.text = main;
    saved_from(html, &mut found);
    found.head_with_title();
    found
}

/// All words of a page, without its scripts and styles.
pub(super) fn whole(html: &str) -> String {
    let page = Document::from(html);
    page.select("script, style, noscript, template, svg, head").remove();
    tidy(&page.formatted_text())
}

/// Browsers note where a saved page came from in a comment at its top.
fn saved_from(html: &str, found: &mut Extracted) {
    let head = html.get(..html.floor_char_boundary(2000)).unwrap_or(html);
    if let Some((_, rest)) = head.split_once("<!-- saved from url=(")
        && let Some((_, rest)) = rest.split_once(')')
        && let Some((url, _)) = rest.split_once(" -->")
        && url.starts_with("http")
    {
        found.give("url", url);
    }
}

/// One space between words, one empty line between paragraphs.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        out.push_str(line);
        empty = 0;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Bytes to text as browsers do it: byte order mark, then `<meta charset>`, then UTF-8 if it is, else Windows-1252.
fn decode(bytes: &[u8]) -> String {
    let encoding = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or_else(|| declared(bytes));
    let encoding = match encoding {
        Some(encoding) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1252,
    };
    encoding.decode(bytes).0.into_owned()
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset=")?;
    let label: String = rest
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A page that could be read so far as to find this is not in UTF-16, whatever it says.
    Some(if encoding.is_ascii_compatible() { encoding } else { UTF_8 })
}
