//! What the curator says of one document, put over what was read.

use dossier_corpus::{Confidence, Document, Fact, RuleName, Why};

use super::Settings;

impl Settings {
    /// Puts the curator's date in place of the read one, and names the outlet by the page's host where the text does not.
    pub(crate) fn correct(&self, document: &mut Document) {
        let said = |rule: &'static str| Why {
            rule: RuleName::new(rule),
            confidence: Confidence::CERTAIN,
            evidence: Vec::new(),
        };
        if let Some(correction) = self.dates.iter().find(|correction| correction.document == document.id) {
            document.date = Some(Fact { value: correction.date.clone(), why: said("curator.date") });
        }
        if document.outlet.is_none()
            && let Some(host) = document.url.as_deref().and_then(host)
            && let Some(outlet) =
                self.outlets.iter().find(|outlet| outlet.sites.iter().any(|site| is_of(host, site)))
        {
            document.outlet =
                Some(Box::new(Fact { value: outlet.name.clone(), why: said("curator.outlet-site") }));
        }
    }
}

/// The host of an address: "en.qdnd.vn" of "<https://en.qdnd.vn/politics/1>".
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next()?;
    host.rsplit('@').next()?.split(':').next()
}

/// Whether a host is a site or below it.
fn is_of(host: &str, site: &str) -> bool {
    let site = site.trim_start_matches("www.");
    let below = host.len().checked_sub(site.len()).and_then(|at| host.get(at..));
    !site.is_empty()
        && below.is_some_and(|end| end.eq_ignore_ascii_case(site))
        && (host.len() == site.len() || host.as_bytes()[host.len() - site.len() - 1] == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_of_a_site_only_at_a_dot() {
        assert_eq!(host("https://en.qdnd.vn:443/a?b"), Some("en.qdnd.vn"));
        assert!(is_of("en.qdnd.vn", "qdnd.vn") && is_of("QDND.vn", "www.qdnd.vn"));
        assert!(!is_of("notqdnd.vn", "qdnd.vn"));
    }
}
