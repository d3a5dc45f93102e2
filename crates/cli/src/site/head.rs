//! The app's `index.html`, told of one collection: its name, its pack, previews, and words for those without scripts.

use anyhow::{Context, bail};
use std::fmt::Write as _;

use super::markup::{self, escape, escape_json, tags};
use super::pages::Places;
use super::{Plan, pages};

/// Completes the page of a site.
///
/// # Errors
/// When the page is not one that can be completed.
pub(super) fn complete(
    plan: &Plan<'_>,
    places: &Places,
    pack: &str,
    offline: &str,
) -> anyhow::Result<String> {
    let mut own = metadata(plan);
    let _ = writeln!(own, "<meta name=\"dossier-pack\" content=\"{}\">", escape(pack));
    let _ = writeln!(own, "<script type=\"module\" src=\"{}\"></script>", escape(offline));
    fill(index(plan)?, plan, &own, &pages::without_scripts(plan, places))
}

/// The app's page as it was built.
///
/// # Errors
/// When there is none, or it is no text.
pub(super) fn index<'a>(plan: &Plan<'a>) -> anyhow::Result<&'a str> {
    let page = plan.app.iter().find(|(name, _)| *name == "index.html");
    let (_, bytes) = page.context("the app inside this program has no index.html; build it again")?;
    std::str::from_utf8(bytes).context("the app's index.html is no text; build it again")
}

/// Puts `own` into the head, `plain` into the body, and the collection's name and description in their places.
///
/// # Errors
/// When the page has no head or body.
pub(super) fn fill(page: &str, plan: &Plan<'_>, own: &str, plain: &str) -> anyhow::Result<String> {
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
        } else if tag.name == "noscript" && !plain.is_empty() {
            changes.push((markup::element(page, &tag), String::new()));
        } else if tag.name == "html" {
            language_given = tag.get("lang").is_some();
        }
    }
    if !language_given {
        bail!("the app's index.html has no language; build the app again");
    }
    let (Some(head), Some(body)) = (page.find("</head>"), page.rfind("</body>")) else {
        bail!("the app's index.html has no head or no body; build the app again");
    };
    changes.push((head..head, own.to_owned()));
    changes.push((body..body, plain.to_owned()));
    Ok(markup::replace(page, changes))
}

/// Description, previews of links, and the same for machines.
pub(super) fn metadata(plan: &Plan<'_>) -> String {
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
pub(crate) fn pack_named(page: &str) -> Option<String> {
    let named = tags(page).into_iter().find(|tag| tag.name == "meta" && tag.has("name", "dossier-pack"))?;
    let name = named.get("content")?;
    // A pack lies beside its page.
    (!name.contains(['/', '\\', ':'])).then(|| name.to_owned())
}
