//! What the browser keeps for this site: opened collections, in `IndexedDB`.
//!
//! A collection is one record under its key: `{title, documents, pack}`, the pack a blob that stays on disk until
//! something reads it.

use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, TransactionMode};
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::browser;
use crate::state::Volume;

const DATABASE: &str = "dossier";
const STORE: &str = "collections";

/// Why something could not be kept, in words.
fn refused(error: idb::Error) -> String {
    let full = matches!(&error, idb::Error::DomException(why) if why.name() == "QuotaExceededError");
    if full {
        "there is no room left in the browser for this collection: remove another, or save this one as a file"
            .to_owned()
    } else {
        "this browser lets the page keep nothing: save the collection as a file instead".to_owned()
    }
}

async fn open() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    request.on_upgrade_needed(|event| {
        // A failure here fails the request, which is told below.
        if let Ok(database) = event.database() {
            drop(database.create_object_store(STORE, ObjectStoreParams::new()));
        }
    });
    request.await
}

/// What is kept.
///
/// # Errors
/// In words, when the browser keeps nothing for this page.
pub(super) async fn all() -> Result<Vec<(Volume, Blob)>, String> {
    let look = async {
        let database = open().await?;
        let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
        let store = transaction.object_store(STORE)?;
        let keys = store.get_all_keys(None, None)?.await?;
        let values = store.get_all(None, None)?.await?;
        transaction.await?;
        database.close();
        Ok((keys, values))
    };
    let (keys, values) = look.await.map_err(refused)?;
    Ok(keys.iter().zip(&values).filter_map(|(key, value)| volume(key, value)).collect())
}

fn volume(key: &JsValue, value: &JsValue) -> Option<(Volume, Blob)> {
    let get = |name: &str| Reflect::get(value, &name.into()).ok();
    let pack = get("pack")?.dyn_into::<Blob>().ok()?;
    let volume = Volume {
        key: key.as_string()?,
        title: get("title")?.as_string()?,
        documents: get("documents")?.as_f64()? as u32,
        bytes: pack.size(),
        kept: true,
    };
    Some((volume, pack))
}

/// Keeps a collection.
///
/// # Errors
/// In words, when the browser does not.
pub(super) async fn keep(volume: &Volume, pack: &Blob) -> Result<(), String> {
    let record = Object::new();
    for (name, value) in [
        ("title", volume.title.as_str().into()),
        ("documents", volume.documents.into()),
        ("pack", JsValue::from(pack)),
    ] {
        // Setting a property of a plain object of ours cannot fail.
        drop(Reflect::set(&record, &name.into(), &value));
    }
    let put = async {
        let database = open().await?;
        let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
        transaction.object_store(STORE)?.put(&record, Some(&volume.key.as_str().into()))?.await?;
        transaction.commit()?.await?;
        database.close();
        Ok(())
    };
    put.await.map_err(refused)?;
    browser::keep_collections();
    // So that the browser does not make room at its cost. It may say no; it is kept all the same, less firmly.
    drop(browser::window().navigator().storage().persist());
    Ok(())
}

/// Keeps it no longer.
///
/// # Errors
/// In words, when the browser does not do so.
pub(super) async fn forget(key: &str) -> Result<(), String> {
    let delete = async {
        let database = open().await?;
        let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
        transaction.object_store(STORE)?.delete(JsValue::from(key))?.await?;
        transaction.commit()?.await?;
        database.close();
        Ok(())
    };
    delete.await.map_err(refused)
}
