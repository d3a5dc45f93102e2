//! The whole site in one HTML file, which opens with a double click.
//!
//! Styles, script, WebAssembly and collection stand inside the page. Its policy names the scripts and styles by their
//! hashes and allows no request of any kind. A page opened from a disk can load nothing beside it, workers and
//! modules included, so the app's script is inlined with its exports taken off.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

use crate::markup::{element, escape, replace, tags};
use crate::pages::{self, Pages, Places};
use crate::{Plan, SiteError, head};

/// The element that holds the collection, in base64.
const PACK: &str = "<script type=\"application/octet-stream\" id=\"dossier-pack\">";
/// The one that holds its front page.
const FRONT: &str = "<script type=\"application/octet-stream\" id=\"dossier-front\">";

pub(crate) fn page(plan: &Plan<'_>) -> Result<String, SiteError> {
    let words = pages::without_scripts(plan, &Places::of(plan.collection, Pages::None));
    let page = head::fill(&head::index(plan)?, plan, &head::metadata(plan), &words)?;
    let file = |address: &str| {
        let name = address.trim_start_matches("./").trim_start_matches('/');
        plan.app.iter().find(|(known, _)| *known == name).map(|(_, bytes)| *bytes).ok_or_else(|| {
            SiteError::new(format!(
                "the app's index.html asks for {address}, which is not there; build the app again"
            ))
        })
    };
    let text = |address: &str| {
        let text = std::str::from_utf8(file(address)?)
            .map_err(|_| SiteError::new(format!("{address} is no text; build the app again")))?;
        Ok::<String, SiteError>(text.replace("\r\n", "\n"))
    };

    let (mut scripts, mut styles) = (Vec::new(), Vec::new());
    let (mut changes, mut policy, mut body) = (Vec::new(), None, String::new());
    for tag in tags(&page) {
        match tag.name.as_str() {
            "meta" if tag.has("http-equiv", "content-security-policy") => policy = Some(tag.range.clone()),
            // Reading files takes a worker, which a page opened from a disk does not get.
            "meta" if tag.has("name", "dossier-reader") => changes.push((tag.range.clone(), String::new())),
            "link" if tag.has("rel", "stylesheet") => {
                let style = text(tag.get("href").unwrap_or(""))?;
                if loads(&style) {
                    return Err(SiteError::new(
                        "the app's styles load other files, which a single file cannot",
                    ));
                }
                changes.push((tag.range.clone(), format!("<style>{style}</style>")));
                styles.push(style);
            }
            "link" if tag.has("rel", "icon") => {
                let icon = STANDARD.encode(file(tag.get("href").unwrap_or(""))?);
                let link = format!(
                    "<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\" type=\"image/svg+xml\">"
                );
                changes.push((tag.range.clone(), link));
            }
            "link" if ["preload", "modulepreload", "manifest"].iter().any(|rel| tag.has("rel", rel)) => {
                changes.push((tag.range.clone(), String::new()));
            }
            "script" if tag.get("data-wasm").is_some() => {
                let glue = inline(&text(tag.get("data-script").unwrap_or(""))?)?;
                let parts = [("dossier-wasm", tag.get("data-wasm")), ("dossier-rest", tag.get("data-rest"))];
                let boot = text(tag.get("src").unwrap_or(""))?;
                changes.push((element(&page, &tag), String::new()));
                for (id, address) in parts {
                    let Some(address) = address else { continue };
                    let wasm = STANDARD.encode(file(address)?);
                    let _ = writeln!(
                        body,
                        "<script type=\"application/octet-stream\" id=\"{id}\">{wasm}</script>"
                    );
                }
                for script in [glue, boot] {
                    let script = script.replace("</script", "<\\/script").replace("<!--", "<\\!--");
                    let _ = writeln!(body, "<script type=\"module\">{script}</script>");
                    scripts.push(script);
                }
            }
            "script" if tag.get("src").is_some() => {
                return Err(SiteError::new(
                    "the app's index.html has a script that a single file does not know how to hold",
                ));
            }
            _ => {}
        }
    }
    if scripts.is_empty() {
        return Err(SiteError::new(
            "the app's index.html does not start the app in the way that this dossier knows; build both anew",
        ));
    }
    let policy = policy.ok_or_else(|| {
        SiteError::new("the app's index.html has no Content-Security-Policy; build the app again")
    })?;
    let content = format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        hashes(&scripts),
        hashes(&styles)
    );
    changes.push((
        policy,
        format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", escape(&content)),
    ));
    let end = page
        .rfind("</body>")
        .ok_or_else(|| SiteError::new("the app's index.html has no body; build the app again"))?;
    let (pack, front) = (STANDARD.encode(plan.pack), STANDARD.encode(plan.front));
    changes.push((end..end, format!("{PACK}{pack}</script>\n{FRONT}{front}</script>\n{body}")));
    Ok(replace(&page, changes))
}

/// Whether a style sheet asks for other files: anything but data within it and places of the page itself (`#…`).
fn loads(style: &str) -> bool {
    style.contains("@import")
        || style.split("url(").skip(1).any(|rest| {
            let address = rest.trim_start_matches(['"', '\'', ' ']);
            !address.starts_with("data:") && !address.starts_with('#')
        })
}

/// The script that wasm-bindgen makes, as one that can stand in a page: it exports nothing, and leaves its
/// starting function and the WebAssembly of the page where `boot.js` looks for them.
fn inline(glue: &str) -> Result<String, SiteError> {
    let mut out = String::with_capacity(glue.len() + 512);
    let mut start = None;
    for line in glue.lines() {
        if let Some(names) = line.strip_prefix("export {") {
            let names = names.trim_end().trim_end_matches(';').trim_end_matches('}');
            let default = names.split(',').find_map(|name| name.trim().strip_suffix(" as default"));
            start = default.map(|name| name.trim().to_owned()).or(start);
            continue;
        }
        if let Some(name) = line.strip_prefix("export default ") {
            start = Some(name.trim_end_matches(';').trim().to_owned());
            continue;
        }
        if line.starts_with("import ") || line.starts_with("export * ") {
            return Err(SiteError::new(format!(
                "the app's script imports another one, which a single file cannot: {line}"
            )));
        }
        out.push_str(line.strip_prefix("export ").unwrap_or(line));
        out.push('\n');
    }
    let start = start.ok_or_else(|| {
        SiteError::new("the app's script does not say how it is started; build the app again")
    })?;
    let _ = write!(
        out,
        "const dossierBytes = (id) => {{ const text = document.getElementById(id)?.textContent; return text && Uint8Array.from(atob(text), (c) => c.charCodeAt(0)); }};\nglobalThis.dossierInline = {{\n  default: {start},\n  wasm: dossierBytes(\"dossier-wasm\"),\n  rest: dossierBytes(\"dossier-rest\"),\n}};\n"
    );
    Ok(out)
}

fn hashes(texts: &[String]) -> String {
    let each =
        texts.iter().map(|text| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes()))));
    let all: Vec<String> = each.collect();
    if all.is_empty() { "'none'".to_owned() } else { all.join(" ") }
}

/// The collection inside a single file.
pub fn pack_in(page: &str) -> Option<Vec<u8>> {
    let start = page.find(PACK)? + PACK.len();
    let end = start + page[start..].find('<')?;
    STANDARD.decode(page[start..end].trim()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glue_loses_its_exports_and_keeps_its_start() {
        let glue = "export class A {\n}\nfunction b() {}\nexport { initSync, __wbg_init as default };\n";
        let inlined = inline(glue).expect("it can be inlined");
        assert!(inlined.starts_with("class A {\n}\nfunction b() {}\n"));
        assert!(inlined.contains("default: __wbg_init,"));
        assert!(inline("import { a } from './snippets/a.js';\nexport default b;\n").is_err());
    }

    #[test]
    fn a_style_sheet_may_name_places_of_its_page_and_nothing_else() {
        assert!(!loads(".a { fill: url(\"#hatch\"); background: url(data:image/png;base64,AA) }"));
        assert!(loads(
            ".a { fill: url(#hatch) } .b { background: url('data:,') } .c { src: url(\"a.woff2\") }"
        ));
        assert!(loads("@import \"other.css\";"));
    }

    #[test]
    fn the_pack_comes_out_of_the_page_as_it_went_in() {
        let page = format!("<body>{PACK}{}</script></body>", STANDARD.encode(b"dossier\n\0\xff"));
        assert_eq!(pack_in(&page).as_deref(), Some(&b"dossier\n\0\xff"[..]));
        assert_eq!(pack_in("<body></body>"), None);
    }
}
