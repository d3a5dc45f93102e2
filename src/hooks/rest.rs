//! The part of the app that is fetched when it is first needed, as components use it.

use yew::prelude::*;

use super::use_again;
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
    let drawn = use_force_update();
    let again = use_again(failed.is_some());
    {
        let failed = failed.clone();
        use_effect_with((needed && !rest::here(), again), move |&(missing, _)| {
            if missing {
                wasm_bindgen_futures::spawn_local(async move {
                    failed.set(rest::fetch().await.err().map(AttrValue::from));
                    drawn.force_update();
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
