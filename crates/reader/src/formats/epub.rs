//! Electronic books: the chapters in reading order, as one document.

use std::collections::BTreeMap;

use super::xml::{Package, Step, attribute, walk};
use super::{Extracted, html};

#[inline(never)]
pub(super) fn read(bytes: &[u8]) -> Result<Extracted, String> {
    let mut package = Package::open(bytes, "EPUB")?;
    let mut opf = None;
    walk(&package.member("META-INF/container.xml")?, |step| {
        if let Step::Start("rootfile", tag) = step
            && opf.is_none()
        {
            opf = attribute(tag, "full-path");
        }
    })?;
    let opf = opf.ok_or("is no whole EPUB: it does not say where its contents are")?;
    let folder = opf.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();

    let mut found = Extracted::default();
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    let (mut element, mut metadata): (String, Vec<(String, String)>) = (String::new(), Vec::new());
    walk(&package.member(&opf)?, |step| match step {
        Step::Start("item", tag) => {
            if let (Some(id), Some(file)) = (attribute(tag, "id"), attribute(tag, "href")) {
                files.insert(id, file);
            }
        }
        Step::Start("itemref", tag) => order.extend(attribute(tag, "idref")),
        Step::Start(name, _) => {
            name.clone_into(&mut element);
            if matches!(name, "title" | "creator" | "date" | "publisher" | "language") {
                metadata.push((element.clone(), String::new()));
            }
        }
        Step::End(_) => element.clear(),
        Step::Words(words) => {
            if let Some((name, value)) = metadata.last_mut()
                && *name == element
            {
                value.push_str(words);
            }
        }
    })?;
    for (name, key) in [
        ("title", "title"),
        ("creator", "author"),
        ("date", "date"),
        ("publisher", "outlet"),
        ("language", "language"),
    ] {
        if let Some((_, value)) = metadata.iter().find(|(given, _)| given == name) {
            found.give(key, value);
        }
    }
    let mut missing = 0_usize;
    for file in order.iter().filter_map(|id| files.get(id)) {
        match package.member(&resolve(&folder, file)) {
            Ok(chapter) => {
                let text = html::whole(&chapter);
                if !text.is_empty() {
                    if !found.text.is_empty() {
                        found.text.push('\n');
                    }
                    found.text.push_str(&text);
                }
            }
            Err(_) => missing += 1,
        }
    }
    if found.text.is_empty() && package.has("META-INF/encryption.xml") {
        return Err("is locked by its seller (DRM); only its owner's programs can open it".to_owned());
    }
    if found.text.is_empty() && missing > 0 {
        return Err(format!("is no whole EPUB: {missing} of its chapters are missing"));
    }
    found.head_with_title();
    Ok(found)
}

/// The member that a link of the package file names.
fn resolve(folder: &str, link: &str) -> String {
    let link = link.split(['#', '?']).next().unwrap_or(link);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    percent_decode(&parts.join("/"))
}

fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok()))
            .flatten();
        out.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}
