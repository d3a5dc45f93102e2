//! The sitemap: which plain pages there are, for search engines and archives.

use std::fmt::Write;

use crate::Plan;
use crate::markup::escape;
use crate::pages::FOLDER;

/// The sitemap protocol allows no more addresses in a file.
const IN_A_SITEMAP: usize = 50_000;

/// With the site's address in front where it is known; otherwise relative to the sitemap.
pub(crate) fn write<E>(
    plan: &Plan<'_>,
    pages: Vec<String>,
    put: &impl Fn(&str, &[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let base = plan.url.map_or_else(String::new, |url| format!("{}/", url.trim_end_matches('/')));
    let mut addresses = vec![base.clone(), format!("{base}{FOLDER}index.html")];
    addresses.extend(pages.into_iter().map(|page| format!("{base}{FOLDER}{page}")));
    if base.is_empty() {
        "index.html".clone_into(&mut addresses[0]);
    }
    const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    const NAMES: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";
    let part = |addresses: &[String]| {
        let mut out = format!("{OPEN}<urlset {NAMES}>\n");
        if base.is_empty() {
            out.push_str("<!-- Addresses are relative to this file: dossier build - -url ADDRESS writes whole ones. -->\n");
        }
        for address in addresses {
            let _ = writeln!(out, "<url><loc>{}</loc></url>", escape(address));
        }
        out.push_str("</urlset>\n");
        out.into_bytes()
    };
    if addresses.len() <= IN_A_SITEMAP {
        return put("sitemap.xml", &part(&addresses));
    }
    let mut index = format!("{OPEN}<sitemapindex {NAMES}>\n");
    for (number, addresses) in addresses.chunks(IN_A_SITEMAP).enumerate() {
        // Beside the pages, because relative addresses count from where the file is.
        let name = format!("sitemap-{}.xml", number + 1);
        let _ = writeln!(index, "<sitemap><loc>{}{FOLDER}{name}</loc></sitemap>", escape(&base));
        let addresses: Vec<String> = if base.is_empty() {
            addresses
                .iter()
                .map(|address| {
                    address.strip_prefix(FOLDER).map_or_else(|| format!("../{address}"), str::to_owned)
                })
                .collect()
        } else {
            addresses.to_vec()
        };
        put(&format!("{FOLDER}{name}"), &part(&addresses))?;
    }
    index.push_str("</sitemapindex>\n");
    put("sitemap.xml", index.as_bytes())
}
