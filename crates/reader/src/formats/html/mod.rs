//! Web pages: all words that they show, which of them are the main text, and what the page says of itself.
//!
//! The main text is found with the method of Mozilla's Readability (crate `dom_smoothie`). What it did not choose
//! (menus, related stories, the foot of the page) stays in the text and is told apart, so that it can be seen and
//! nothing is taken from it. Of a page that the method can make nothing of, nothing is told apart.

use std::collections::HashSet;
use std::ops::Range;

use dom_query::{Document, NodeId};
use dom_smoothie::{Article, Config, Readability};
use dossier_corpus::Span;
use encoding_rs::{Encoding, UTF_8};

use super::Extracted;
use crate::decode;

mod visible;

use visible::Visible;

/// Less text than this is no article: the whole page is taken.
const SHORT: usize = 200;

/// # Errors
/// In words, when the bytes are no text.
#[inline(never)]
pub(super) fn read(bytes: &[u8]) -> Result<Extracted, String> {
    let decoded = decode::decode_declared(bytes, declared(bytes)).map_err(|error| error.to_string())?;
    let mut found = page(&decoded.text);
    found.assumption = decoded.assumption();
    Ok(found)
}

/// A decoded page.
#[inline(never)]
pub(super) fn page(html: &str) -> Extracted {
    let mut found = Extracted::default();
    let (deepest, tags) = shape(html);
    let mut titled = false;
    if deepest > DEEPEST {
        found.text = whole(html);
    } else {
        let page = Document::from(html);
        let mut seen = Visible::of(&page);
        // What is larger than any page that people read would take the method hours.
        if tags <= MOST_TAGS
            && let Some((article, chosen)) = main_text(page)
        {
            note(&article, &mut found);
            titled = beside(&seen, &chosen, &article.title, &mut found.beside);
        }
        found.text = std::mem::take(&mut seen.text);
    }
    saved_from(html, &mut found);
    if !titled {
        found.head_with_title();
    }
    found
}

/// The article, and the pieces of text that the method chose.
fn main_text(page: Document) -> Option<(Article, HashSet<NodeId>)> {
    let mut readability = Readability::with_document(page, None, Some(Config::default())).ok()?;
    let article = readability.parse().ok()?;
    // The method moves nodes about and makes new ones; those that it keeps stay themselves.
    let root = readability.doc.select_single("#readability-page-1");
    let chosen = root.nodes().iter().flat_map(|node| node.descendants_it()).map(|node| node.id).collect();
    Some((article, chosen))
}

fn note(article: &Article, found: &mut Extracted) {
    found.give("title", &article.title);
    found.give("author", article.byline.as_deref().unwrap_or(""));
    found.give("date", article.published_time.as_deref().unwrap_or(""));
    found.give("outlet", article.site_name.as_deref().unwrap_or(""));
    found.give("language", article.lang.as_deref().unwrap_or(""));
    found.give("url", article.url.as_deref().filter(|url| url.starts_with("http")).unwrap_or(""));
}

/// Puts down the stretches of a page that stand round its main text, none where hardly anything was chosen, and tells
/// whether the title is among the rest.
fn beside(seen: &Visible, chosen: &HashSet<NodeId>, title: &str, spans: &mut Vec<Span>) -> bool {
    let is_main: Vec<bool> = seen
        .lines
        .iter()
        .map(|line| seen.share(line, |node| chosen.contains(&node)) * 2 > line.span.len())
        .collect();
    let letters = |span: &Range<usize>| seen.text[span.clone()].chars().count();
    let main: usize =
        seen.lines.iter().zip(&is_main).filter(|(_, main)| **main).map(|(line, _)| letters(&line.span)).sum();
    if main < SHORT {
        return false;
    }
    // The method takes the title out of the text; the line of it that stands nearest above belongs to it.
    let first = is_main.iter().position(|main| *main).unwrap_or(0);
    let words = |at: usize| seen.text[seen.lines[at].span.clone()].trim();
    let above = || (0..first).rev();
    let heading = above()
        .find(|at| same_words(words(*at), title))
        .or_else(|| above().find(|at| seen.lines[*at].leading && opens(title, words(*at))));
    let mut joins = false;
    for (at, line) in seen.lines.iter().enumerate() {
        if is_main[at] || heading == Some(at) {
            joins = false;
            continue;
        }
        match spans.last_mut() {
            Some(last) if joins => last.end = line.span.end as u32,
            _ => spans.push(Span::new(line.span.start, line.span.end)),
        }
        joins = true;
    }
    heading.is_some() || same_words(words(first), title)
}

fn same_words(a: &str, b: &str) -> bool {
    let words = |text| str::split_whitespace(text);
    words(a).eq(words(b)) && !a.is_empty()
}

/// Whether a page's title begins with a heading: "Yard opens | Daily Record".
fn opens(title: &str, heading: &str) -> bool {
    heading.split_whitespace().count() > 2
        && title.strip_prefix(heading).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// All words of a page.
#[inline(never)]
pub(super) fn whole(html: &str) -> String {
    if shape(html).0 > DEEPEST {
        // Without its tags a page is flat; parsing it resolves its character references.
        return tidy(&Document::from(without_tags(html)).select("body").text());
    }
    Visible::of(&Document::from(html)).text
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

/// The encoding that a page says it is in.
fn declared(bytes: &[u8]) -> Option<&'static str> {
    let head = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset=")?;
    let label: String = rest
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A page that could be read so far as to find this is not in UTF-16, whatever it says.
    Some(if encoding.is_ascii_compatible() { encoding.name() } else { UTF_8.name() })
}
