//! The one live region: says in words what changed.

use yew::prelude::*;

/// Says something to those who do not see it happen.
#[derive(Clone, PartialEq)]
pub(crate) struct Notice(pub(crate) Callback<String>);

/// Says `words` whenever they become others; nothing while `None`.
#[hook]
pub(crate) fn use_notice(words: Option<String>) {
    let notice = use_context::<Notice>();
    use_effect_with(words, move |words| {
        if let (Some(notice), Some(words)) = (notice, words) {
            notice.0.emit(words.clone());
        }
    });
}
