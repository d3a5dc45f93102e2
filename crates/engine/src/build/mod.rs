//! A read collection becomes a pack.

mod about;
mod documents;
mod entities;
mod table;

use dossier_corpus::Collection;
use dossier_pack::{PackWriter, Read};
use serde::Serialize;

pub(crate) use self::documents::{SentenceFinder, kind_number};
use crate::layout as at;

/// The pack of a collection: everything that [`crate::Engine`] needs, in one file. The same collection gives
/// the same bytes.
pub fn build(collection: &Collection) -> Vec<u8> {
    let mut pack = PackWriter::new();
    let documents = documents::Documents::of(collection);
    pack.add(at::ABOUT, Read::AtOpening, postcard(&about::about(collection)));
    documents.write(&mut pack);
    entities::write_entities(collection, &documents, &mut pack);
    entities::write_events(collection, &mut pack);
    if !collection.assumed.is_empty() {
        pack.add(at::ASSUMED, Read::OnDemand, postcard(&collection.assumed));
    }
    crate::query::write_index(collection, &mut pack);
    let listed = crate::wanted::listed();
    pack.together(&listed.iter().map(String::as_str).collect::<Vec<_>>());
    pack.finish()
}

fn postcard(value: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(value).expect("plain structs can be written")
}

fn facet_names(collection: &Collection) -> Vec<String> {
    let mut names: Vec<&str> =
        collection.documents.iter().flat_map(|document| document.facets.names()).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(str::to_owned).collect()
}
