//! The app's `index.html`, told of one collection: its name, its pack, previews, and words for those without scripts.

use std::fmt::Write as _;

use crate::markup::{self, escape, escape_json, tags};
use crate::pages::Places;
use crate::{Plan, SiteError, pages};

/// Round what this module adds to a page, so that it can be taken off again: a site is also made of the app of another.
const OPEN: &str = "<!-- of this collection -->\n";
const CLOSE: &str = "<!-- / -->\n";

/// So much of a pack tells how long its head is.
const HEADER: usize = 48;

/// Completes the page of a site.
///
/// # Errors
/// When the page is not one that can be completed.
pub(crate) fn complete(
    plan: &Plan<'_>,
    places: &Places,
    [pack, front]: [&str; 2],
    offline: &str,
) -> Result<String, SiteError> {
    let mut own = metadata(plan);
    // How much of the pack is needed before anything can be asked: one request, where the host serves parts of files.
    let head = dossier_engine::Engine::open_head(plan.pack.get(..HEADER).unwrap_or_default().to_vec());
    let head = head.err().and_then(|error| error.missing()).map_or(0, |range| range.end);
    let opened = plan.pack.get(..head as usize).map(|head| dossier_engine::Engine::open_head(head.to_vec()));
    let list = opened.and_then(Result::ok).map_or(head, |engine| engine.listed_end());
    let _ = writeln!(
        own,
        "<meta name=\"dossier-pack\" content=\"{}\" data-head=\"{head}\" data-list=\"{list}\" data-length=\"{}\">",
        escape(pack),
        plan.pack.len()
    );
    let _ = writeln!(own, "<meta name=\"dossier-front\" content=\"{}\">", escape(front));
    let _ = writeln!(
        own,
        "<link rel=\"preload\" as=\"fetch\" href=\"{}\" crossorigin=\"anonymous\">",
        escape(front)
    );
    let _ = writeln!(own, "<script type=\"module\" src=\"{}\"></script>", escape(offline));
    fill(&index(plan)?, plan, &own, &pages::without_scripts(plan, places))
}

/// The app's page as it was built, without what a site has added to it.
///
/// # Errors
/// When there is none, or it is no text.
pub(crate) fn index(plan: &Plan<'_>) -> Result<String, SiteError> {
    let page = plan.app.iter().find(|(name, _)| *name == "index.html");
    let (_, bytes) = page.ok_or_else(|| SiteError::new("the app has no index.html; build it again"))?;
    let page = std::str::from_utf8(bytes)
        .map_err(|_| SiteError::new("the app's index.html is no text; build it again"))?;
    Ok(bare(page))
}

fn bare(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, added)) = rest.split_once(OPEN) {
        out.push_str(before);
        rest = added.split_once(CLOSE).map_or("", |(_, after)| after);
    }
    out + rest
}

/// The first colour that a page names as its own.
pub(crate) fn colour(page: &str) -> Option<String> {
    let named = tags(page).into_iter().find(|tag| tag.name == "meta" && tag.has("name", "theme-color"))?;
    named.get("content").map(str::to_owned)
}

/// The files that an app's `index.html` names, itself not among them: what there is to gather for another site.
pub fn parts(index: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for tag in tags(&bare(index)) {
        let named = match tag.name.as_str() {
            "link" => vec![tag.get("href")],
            "script" => {
                vec![tag.get("src"), tag.get("data-script"), tag.get("data-wasm"), tag.get("data-rest")]
            }
            "meta" if tag.has("name", "dossier-reader") => {
                tag.get("content").into_iter().flat_map(str::split_whitespace).map(Some).collect()
            }
            _ => continue,
        };
        let local = |name: &&str| !name.is_empty() && !name.contains(':') && !name.starts_with('/');
        parts.extend(
            named.into_iter().flatten().filter(local).map(|name| name.trim_start_matches("./").to_owned()),
        );
    }
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// Puts `own` into the head, `plain` into the body, and the collection's name and description in their places.
///
/// # Errors
/// When the page has no head or body.
pub(crate) fn fill(page: &str, plan: &Plan<'_>, own: &str, plain: &str) -> Result<String, SiteError> {
    let description = &plan.collection.description;
    let mut changes = Vec::new();
    let mut language_given = false;
    for tag in tags(page) {
        if tag.name == "title" {
            changes.push((
                markup::element(page, &tag),
                format!("<title>{}</title>", escape(&description.title)),
            ));
        } else if tag.name == "meta" && (tag.has("name", "description") || tag.has("name", "dossier-pack")) {
            changes.push((tag.range.clone(), String::new()));
        } else if tag.name == "noscript" {
            changes.push((markup::element(page, &tag), String::new()));
        } else if tag.name == "html" {
            language_given = tag.get("lang").is_some();
        }
    }
    if !language_given {
        return Err(SiteError::new("the app's index.html has no language; build the app again"));
    }
    let (Some(head), Some(body)) = (page.find("</head>"), page.rfind("</body>")) else {
        return Err(SiteError::new("the app's index.html has no head or no body; build the app again"));
    };
    changes.push((head..head, format!("{OPEN}{own}{CLOSE}")));
    changes.push((body..body, format!("{OPEN}{plain}{CLOSE}")));
    Ok(markup::replace(page, changes))
}

/// Description, previews of links, and the same for machines.
pub(crate) fn metadata(plan: &Plan<'_>) -> String {
    let description = &plan.collection.description;
    let documents = plan.collection.documents.len();
    let about = if description.description.trim().is_empty() {
        format!("{documents} documents, read for you: who, what, where and when, each fact with its words.")
    } else {
        description.description.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let mut out = String::new();
    let mut meta = |kind: &str, name: &str, content: &str| {
        let _ = writeln!(out, "<meta {kind}=\"{name}\" content=\"{}\">", escape(content));
    };
    meta("name", "description", &about);
    meta("property", "og:type", "website");
    meta("property", "og:title", &description.title);
    meta("property", "og:description", &about);
    meta("name", "twitter:card", "summary");
    meta("name", "generator", concat!("dossier ", env!("CARGO_PKG_VERSION")));
    let mut linked = serde_json::json!({
        "@context": "https://schema.org",
        "@type": "Collection",
        "name": description.title,
        "description": about,
        "collectionSize": documents,
    });
    if !description.languages.is_empty() {
        linked["inLanguage"] = serde_json::json!(description.languages);
    }
    if let Some(url) = plan.url {
        meta("property", "og:url", url);
        linked["url"] = serde_json::json!(url);
        let _ = writeln!(out, "<link rel=\"canonical\" href=\"{}\">", escape(url));
    }
    let _ =
        writeln!(out, "<script type=\"application/ld+json\">{}</script>", escape_json(&linked.to_string()));
    out
}

/// The pack that a site's page names, relative to it.
pub fn pack_named(page: &str) -> Option<String> {
    let named = tags(page).into_iter().find(|tag| tag.name == "meta" && tag.has("name", "dossier-pack"))?;
    let name = named.get("content")?;
    // A pack lies beside its page.
    (!name.contains(['/', '\\', ':'])).then(|| name.to_owned())
}
