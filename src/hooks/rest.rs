//! The part of the app that is fetched when it is first needed, as components use it.

use yew::prelude::*;

use crate::rest;

/// How far that is.
#[derive(Clone, PartialEq)]
pub(crate) enum Rest {
    /// It is here, or nobody needs it.
    Here,
    /// It is being fetched.
    Coming,
    /// It cannot be fetched, and why.
    Failed(AttrValue),
}

/// Fetches the rest when it is `needed`.
#[hook]
pub(crate) fn use_rest(needed: bool) -> Rest {
    let failed = use_state_eq(|| None::<AttrValue>);
    let again = use_force_update();
    {
        let failed = failed.clone();
        use_effect_with(needed && !rest::here(), move |&missing| {
            if missing {
                wasm_bindgen_futures::spawn_local(async move {
                    failed.set(rest::fetch().await.err().map(AttrValue::from));
                    again.force_update();
                });
            }
        });
    }
    match &*failed {
        _ if !needed || rest::here() => Rest::Here,
        Some(why) => Rest::Failed(why.clone()),
        None => Rest::Coming,
    }
}
