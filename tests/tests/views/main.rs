//! Each view, step by step, as a person uses it: one module for each numbered point of what the views promise.

mod compare;
mod document;
mod documents;
mod entities;
mod everywhere;
mod ledger;
mod timeline;

use dossier_journeys::Tab;

/// Waits until the selection holds that many documents.
async fn count_is(tab: &Tab, count: u32) {
    tab.wait_until(&format!("document.querySelector('.selection-count')?.dataset.count === '{count}'")).await;
}

/// The hash of a document whose id begins so, by way of the list.
async fn document(tab: &Tab, id: &str, query: &str) -> String {
    let sign = if query.is_empty() { '?' } else { '&' };
    tab.go(&format!("#/documents{query}{sign}fold=off")).await;
    tab.ready("documents").await;
    let links = tab.attributes(".results a[data-document][href]", "href").await;
    links.into_iter().find(|link| link.contains(&format!("/{id}"))).expect("the document is listed")
}
