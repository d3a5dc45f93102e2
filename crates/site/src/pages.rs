//! Every document as plain HTML, lists of them, and a sitemap: what is read without JavaScript, by people, by search
//! engines and by archives.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write;

use dossier_corpus::{BlockKind, Document, EntityId};

use crate::markup::{escape, escape_json};
use crate::{Plan, SiteError, each, short_hash, sitemap};

/// The folder of the pages.
pub(crate) const FOLDER: &str = "documents/";

/// Documents on a page of several.
const ON_A_PAGE: usize = 50;

/// Documents in a list.
const IN_A_LIST: usize = 500;

/// Documents named on the first page.
const ON_THE_FIRST: usize = 100;

/// How documents are spread over pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pages {
    /// One a document.
    Each,
    /// Several documents on a page.
    Grouped,
    /// No pages.
    None,
}

/// Where each document is, below [`FOLDER`].
pub(crate) struct Places {
    pages: Pages,
    /// Safe in a URL and in a file name, unique whatever the case.
    slugs: Vec<String>,
}

impl Places {
    pub(crate) fn of(collection: &dossier_corpus::Collection, pages: Pages) -> Self {
        let mut taken = HashSet::new();
        let slugs = collection.documents.iter().map(|document| {
            let plain = slug(&document.id);
            let mut slug = plain.clone();
            let mut number = 1;
            // Lists and pages of several have names of their own.
            while slug == "index"
                || slug.starts_with("page-")
                || slug.starts_with("list-")
                || !taken.insert(slug.to_lowercase())
            {
                number += 1;
                slug = format!("{plain}~{number}");
                if !slug.starts_with("page-") && !slug.starts_with("list-") {
                    continue;
                }
                slug = format!("document-{slug}");
            }
            slug
        });
        Self { pages, slugs: slugs.collect() }
    }

    /// The names of all pages with documents on them.
    fn pages_named(&self) -> Vec<String> {
        match self.pages {
            Pages::Grouped => (0..self.slugs.len().div_ceil(ON_A_PAGE)).map(page_name).collect(),
            _ => (0..self.slugs.len()).map(|at| self.address(at)).collect(),
        }
    }

    /// The address of a document below the folder.
    fn address(&self, at: usize) -> String {
        match self.pages {
            Pages::Grouped => format!("{}#{}", page_name(at / ON_A_PAGE), self.slugs[at]),
            _ => format!("{}.html", self.slugs[at]),
        }
    }
}

fn page_name(number: usize) -> String {
    format!("page-{:05}.html", number + 1)
}

fn list_name(number: usize) -> String {
    if number == 0 { "index.html".to_owned() } else { format!("list-{:05}.html", number + 1) }
}

/// Letters, digits and marks that need no escape anywhere; long names end in a hash.
fn slug(id: &str) -> String {
    let folded = dossier_corpus::fold(id);
    let mut out = String::new();
    for c in folded.chars() {
        match c {
            'a'..='z' | '0'..='9' | '_' => out.push(c),
            _ if out.ends_with('-') || out.is_empty() => {}
            _ => out.push('-'),
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    if out.is_empty() || out.len() > 80 {
        out.truncate(60);
        let hash = short_hash(id.as_bytes());
        out = if out.is_empty() { hash } else { format!("{out}-{hash}") };
    }
    out
}

/// Hands on the pages, their style, the lists and the sitemap, one after another.
pub(crate) fn write<E: From<SiteError> + Send>(
    plan: &Plan<'_>,
    places: &Places,
    put: &(impl Fn(&str, &[u8]) -> Result<(), E> + Sync),
) -> Result<(), E> {
    if places.pages == Pages::None {
        return Ok(());
    }
    let style = style(plan);
    let style_name = format!("pages-{}.css", short_hash(style.as_bytes()));
    let documents = &plan.collection.documents;
    let sheet = Sheet { plan, style: &style_name };
    put(&format!("{FOLDER}{style_name}"), style.as_bytes())?;
    match places.pages {
        Pages::Each => each(plan.order, documents.len(), |at| {
            let document = &documents[at];
            let body = article(plan, document, &places.slugs[at], 1);
            let data = linked_data(plan, document);
            let page = sheet.page(&title_of(document), &data, &body, document.language.as_deref());
            put(&format!("{FOLDER}{}", places.address(at)), &page)
        })?,
        _ => each(plan.order, documents.len().div_ceil(ON_A_PAGE), |number| {
            let page = group(plan, places, &sheet, number);
            put(&format!("{FOLDER}{}", page_name(number)), &page)
        })?,
    }
    each(plan.order, documents.len().div_ceil(IN_A_LIST).max(1), |number| {
        put(&format!("{FOLDER}{}", list_name(number)), &list(plan, places, &sheet, number))
    })?;
    sitemap::write(plan, places.pages_named(), put)
}

/// The style of the pages: the app's own colours and faces, or where it has none the browser's.
fn style(plan: &Plan<'_>) -> String {
    let sheets = plan.app.iter().filter(|(name, _)| name.ends_with(".css") && !name.contains('/'));
    let tokens = sheets.filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok()).find_map(|sheet| {
        let (_, block) = sheet.split_once(":root")?;
        let (tokens, _) = block.split_once('}')?;
        tokens.trim_start().starts_with('{').then(|| format!(":root{tokens}}}\n"))
    });
    tokens.unwrap_or_else(|| ":root { color-scheme: light dark; }\n".to_owned()) + include_str!("pages.css")
}

/// A page of several documents.
fn group(plan: &Plan<'_>, places: &Places, sheet: &Sheet<'_>, number: usize) -> Vec<u8> {
    let first = number * ON_A_PAGE;
    let documents = &plan.collection.documents;
    let group = &documents[first..documents.len().min(first + ON_A_PAGE)];
    let mut body = String::new();
    let mut data = Vec::new();
    for (at, document) in group.iter().enumerate() {
        body.push_str(&article(plan, document, &places.slugs[first + at], 2));
        data.push(linked_data(plan, document));
    }
    let collection = &plan.collection.description.title;
    let title = format!("{collection}: documents {} to {}", first + 1, first + group.len());
    let body = format!("<h1>{}</h1>\n{body}", escape(&title));
    sheet.page(&title, &serde_json::Value::Array(data), &body, None)
}

/// The words of the app's first page for those without scripts: what there is, and where it can be read.
pub(crate) fn without_scripts(plan: &Plan<'_>, places: &Places) -> String {
    let documents = &plan.collection.documents;
    let description = &plan.collection.description;
    let mut out = format!("<noscript>\n<main>\n<h1>{}</h1>\n", escape(&description.title));
    if !description.description.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", escape(&description.description));
    }
    out.push_str("<p>Searching, filtering and timelines need JavaScript and WebAssembly. ");
    if places.pages == Pages::None {
        out.push_str("They run on this machine alone.</p>\n");
    } else {
        let _ = writeln!(
            out,
            "The documents can be read without: <a href=\"{FOLDER}index.html\">all {} documents</a>.</p>",
            documents.len()
        );
        out.push_str("<ul>\n");
        for (at, document) in documents.iter().enumerate().take(ON_THE_FIRST) {
            let _ = writeln!(out, "<li>{}</li>", entry(document, &format!("{FOLDER}{}", places.address(at))));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</main>\n</noscript>\n");
    out
}

fn entry(document: &Document, address: &str) -> String {
    let mut out = format!("<a href=\"{}\">{}</a>", escape(address), escape(&title_of(document)));
    if let Some(date) = document.filed_date() {
        let _ = write!(out, ", {}", escape(date.value.as_str()));
    }
    if let Some(outlet) = &document.outlet {
        let _ = write!(out, ", {}", escape(&outlet.value));
    }
    out
}

fn list(plan: &Plan<'_>, places: &Places, sheet: &Sheet<'_>, number: usize) -> Vec<u8> {
    let documents = &plan.collection.documents;
    let title = &plan.collection.description.title;
    let count = documents.len().div_ceil(IN_A_LIST).max(1);
    let mut body = format!(
        "<h1>{}</h1>\n<p><a href=\"../index.html\">Search and explore</a></p>\n<ol start=\"{}\">\n",
        escape(title),
        number * IN_A_LIST + 1
    );
    for (at, document) in documents.iter().enumerate().skip(number * IN_A_LIST).take(IN_A_LIST) {
        let _ = writeln!(body, "<li>{}</li>", entry(document, &places.address(at)));
    }
    body.push_str("</ol>\n");
    if count > 1 {
        body.push_str("<nav>");
        // All of them on a page each would be a list of lists as long as the square of their number.
        let near = |other: usize| other.abs_diff(number) <= 10 || other == 0 || other + 1 == count;
        for other in (0..count).filter(|other| near(*other)) {
            let from = other * IN_A_LIST + 1;
            if other == number {
                let _ = write!(body, "<span>{from}…</span> ");
            } else {
                let _ = write!(body, "<a href=\"{}\">{from}…</a> ", list_name(other));
            }
        }
        body.push_str("</nav>\n");
    }
    if number == 0 && !plan.collection.left_out.is_empty() {
        let _ = writeln!(body, "<h2>Left out: {}</h2>\n<ul>", plan.collection.left_out.len());
        for left in plan.collection.left_out.iter().take(IN_A_LIST) {
            let _ = writeln!(body, "<li>{}: {}</li>", escape(&left.source), escape(&left.reason));
        }
        body.push_str("</ul>\n");
    }
    let data = serde_json::json!({
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": title,
        "numberOfItems": documents.len(),
    });
    sheet.page(title, &data, &body, None)
}

struct Sheet<'a> {
    plan: &'a Plan<'a>,
    style: &'a str,
}

impl Sheet<'_> {
    fn page(&self, title: &str, data: &serde_json::Value, body: &str, language: Option<&str>) -> Vec<u8> {
        let description = &self.plan.collection.description;
        let language = language.or(description.languages.first().map(String::as_str)).unwrap_or("en");
        let collection = &description.title;
        let whole = if title == collection { title.to_owned() } else { format!("{title} · {collection}") };
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{}</title>\n<meta property=\"og:type\" content=\"article\">\n<meta property=\"og:title\" content=\"{}\">\n\
             <meta property=\"og:site_name\" content=\"{}\">\n<link rel=\"stylesheet\" href=\"{}\">\n\
             <script type=\"application/ld+json\">{}</script>\n</head>\n<body>\n<header><a href=\"index.html\">{}</a></header>\n<main>\n{body}</main>\n</body>\n</html>\n",
            escape(language),
            escape(&whole),
            escape(title),
            escape(collection),
            escape(self.style),
            escape_json(&data.to_string()),
            escape(collection),
        )
        .into_bytes()
    }
}

fn title_of(document: &Document) -> String {
    document.title.as_ref().map_or_else(|| document.id.clone(), |title| title.value.clone())
}

/// A document: what is known of it, its text, who is named.
fn article(plan: &Plan<'_>, document: &Document, slug: &str, level: u8) -> String {
    let mut out =
        format!("<article id=\"{slug}\">\n<h{level}>{}</h{level}>\n<dl>\n", escape(&title_of(document)));
    let mut row = |name: &str, value: &str| {
        let _ = writeln!(out, "<dt>{}</dt><dd>{}</dd>", escape(name), escape(value));
    };
    if let Some(date) = document.filed_date() {
        row("Date", date.value.as_str());
    }
    for (name, fact) in [
        ("Published by", &document.outlet),
        ("Agency", &document.agency),
        ("Author", &document.author),
        ("Translator", &document.translator),
        ("Place", &document.dateline),
    ] {
        if let Some(fact) = fact {
            row(name, &fact.value);
        }
    }
    for (name, values) in document.facets.iter() {
        row(name, &values.join("; "));
    }
    row("Source", &document.source);
    if let Some(url) = &document.url {
        let shown = escape(url);
        if url.starts_with("http://") || url.starts_with("https://") {
            let _ =
                writeln!(out, "<dt>Address</dt><dd><a href=\"{shown}\" rel=\"noreferrer\">{shown}</a></dd>");
        } else {
            row("Address", url);
        }
    }
    out.push_str("</dl>\n");
    let mut link = String::new();
    dossier_engine::encode_part(&mut link, &document.id);
    let _ = writeln!(
        out,
        "<p><a href=\"../index.html#/document/{}\">Read it with its names, dates and statements</a></p>",
        escape(&link)
    );
    text(document, level, &mut out);
    let named: BTreeSet<EntityId> = document.mentions.iter().map(|mention| mention.entity).collect();
    let named: Vec<String> = named
        .into_iter()
        .filter_map(|id| plan.collection.entity(id))
        .map(|entity| escape(&entity.name))
        .collect();
    if !named.is_empty() {
        let _ = writeln!(out, "<footer>Named here: {}.</footer>", named.join("; "));
    }
    out.push_str("</article>\n");
    out
}

/// All words, block by block; a document without blocks by its empty lines.
fn text(document: &Document, level: u8, out: &mut String) {
    let mut block = |tag: &str, class: &str, words: &str| {
        if words.trim().is_empty() {
            return;
        }
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let words: Vec<String> = words.trim().lines().map(|line| escape(line.trim_end())).collect();
        let _ = writeln!(out, "<{tag}{class}>{}</{tag}>", words.join("<br>\n"));
    };
    if document.blocks.is_empty() {
        for words in document.text.replace("\r\n", "\n").split("\n\n") {
            block("p", "", words);
        }
        return;
    }
    let heading = format!("h{}", level + 1);
    for one in &document.blocks {
        let words = one.span.of(&document.text);
        match one.kind {
            BlockKind::Heading => block(&heading, "", words),
            BlockKind::Paragraph => block("p", "", words),
            BlockKind::Caption => block("p", "caption", words),
            BlockKind::Credit => block("p", "credit", words),
            BlockKind::Dateline => block("p", "dateline", words),
            BlockKind::Boilerplate => block("p", "boilerplate", words),
        }
    }
}

/// The document for machines, in the words of schema.org.
fn linked_data(plan: &Plan<'_>, document: &Document) -> serde_json::Value {
    let mut data = serde_json::json!({
        "@context": "https://schema.org",
        "@type": if document.outlet.is_some() || document.agency.is_some() { "NewsArticle" } else { "Article" },
        "identifier": document.id,
        "headline": title_of(document),
        "isPartOf": { "@type": "Collection", "name": plan.collection.description.title },
    });
    if let Some(date) = document.filed_date() {
        // Schema.org has days and intervals, and no word for doubt.
        match (date.value.earliest(), date.value.latest()) {
            (Some(from), Some(to)) if from == to => data["datePublished"] = from.to_string().into(),
            _ => data["temporalCoverage"] = date.value.as_str().into(),
        }
    }
    if let Some(author) = &document.author {
        data["author"] = serde_json::json!({ "@type": "Person", "name": author.value });
    }
    if let Some(translator) = &document.translator {
        data["translator"] = serde_json::json!({ "@type": "Person", "name": translator.value });
    }
    if let Some(outlet) = &document.outlet {
        data["publisher"] = serde_json::json!({ "@type": "Organization", "name": outlet.value });
    }
    if let Some(language) = &document.language {
        data["inLanguage"] = language.as_str().into();
    }
    if let Some(url) = &document.url {
        data["isBasedOn"] = url.as_str().into();
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_pages_are_plain_and_never_the_same() {
        assert_eq!(slug("Phạm Minh/Chính (2).txt"), "pham-minh-chinh-2-txt");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("文"), short_hash("文".as_bytes()));
        assert!(slug(&"x".repeat(300)).len() <= 80);
        let named = |id: &str| {
            let source =
                dossier_reader::Source { id: id.into(), bytes: b"words".to_vec(), ..Default::default() };
            dossier_reader::read(&[source], &dossier_reader::Settings::default()).documents.remove(0)
        };
        let collection = dossier_corpus::Collection {
            documents: ["a b", "A-B", "a_b", "index", "page-1", "a b~2"].map(named).into(),
            ..Default::default()
        };
        let places = Places::of(&collection, Pages::Each);
        let unique: HashSet<&String> = places.slugs.iter().collect();
        assert_eq!(unique.len(), 6, "{:?}", places.slugs);
        assert!(!places.slugs.iter().any(|slug| slug == "index" || slug.starts_with("page-")));
    }
}
