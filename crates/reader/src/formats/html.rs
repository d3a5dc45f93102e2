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

#[inline(never)]
pub(super) fn read(bytes: &[u8]) -> Extracted {
    page(&decode(bytes))
}

/// The main text of a decoded page.
#[inline(never)]
pub(super) fn page(html: &str) -> Extracted {
    let mut found = Extracted::default();
    let settings = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut main = String::new();
    // What is deeper or larger than any page that people read would take the method hours.
    let (deepest, tags) = shape(html);
    if deepest <= DEEPEST
        && tags <= MOST_TAGS
        && let Ok(article) = Readability::new(html, None, Some(settings)).and_then(|mut page| page.parse())
    {
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
#[inline(never)]
pub(super) fn whole(html: &str) -> String {
    if shape(html).0 > DEEPEST {
        // Without its tags a page is flat; parsing it resolves its character references.
        return tidy(&Document::from(without_tags(html)).select("body").text());
    }
    let page = Document::from(html);
    page.select("script, style, noscript, template, svg, head").remove();
    tidy(&page.formatted_text())
}

/// How deep elements may lie in one another, the limit that browsers have; and how many tags an article may have.
const DEEPEST: usize = 512;
const MOST_TAGS: usize = 60_000;

/// About how deep the elements of a page lie in one another, and how many tags it has.
fn shape(html: &str) -> (usize, usize) {
    /// These need no closing tag, so that nothing follows from its absence.
    const OPEN_ENDED: [&str; 28] = [
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "option", "optgroup",
        "br", "img", "hr", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr",
        "html", "body",
    ];
    let (mut depth, mut deepest, mut tags) = (0_usize, 0, 0);
    for part in html.split('<').skip(1) {
        let closes = part.starts_with('/');
        let name: String = part
            .trim_start_matches('/')
            .chars()
            .take(12)
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if name.is_empty() {
            continue;
        }
        tags += 1;
        if OPEN_ENDED.contains(&name.as_str()) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    (deepest, tags)
}

/// The words between the tags, each stretch on a line.
fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut hidden = false;
    for part in html.split('<') {
        let (tag, words) = part.split_once('>').unwrap_or((part, ""));
        let name =
            tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        if ["script", "style"].iter().any(|unseen| name.eq_ignore_ascii_case(unseen)) {
            hidden = !tag.starts_with('/');
        }
        if !hidden && !words.trim().is_empty() {
            out.push_str(words.trim());
            out.push('\n');
        }
    }
    out
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
