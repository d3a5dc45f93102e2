//! Keys that work wherever the focus is, except while one types.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::prelude::*;

use super::browser;

/// A key pressed.
#[derive(Clone, PartialEq)]
pub(crate) struct Key {
    /// As the browser names it: `j`, `Escape`, `?`.
    pub(crate) name: String,
    /// With Ctrl or ⌘.
    pub(crate) command: bool,
    /// In a field that takes text.
    pub(crate) typing: bool,
}

/// Calls `on_key` for every key; when it says that it has used it, nobody else does.
#[hook]
pub(crate) fn use_keys<F: Fn(&Key) -> bool + 'static>(on_key: F) {
    let latest = use_mut_ref(|| None::<Box<dyn Fn(&Key) -> bool>>);
    *latest.borrow_mut() = Some(Box::new(on_key));
    use_effect_with((), move |()| {
        let listener = EventListener::new_with_options(
            &browser::document(),
            "keydown",
            EventListenerOptions::enable_prevent_default(),
            move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                if event.alt_key() || event.default_prevented() || event.is_composing() {
                    return;
                }
                let typing = event
                    .target()
                    .and_then(|target| target.dyn_into::<HtmlElement>().ok())
                    .is_some_and(|element| {
                        matches!(element.tag_name().as_str(), "TEXTAREA" | "SELECT")
                            || (element.tag_name() == "INPUT"
                                && !matches!(
                                    element.get_attribute("type").as_deref(),
                                    Some("checkbox" | "radio" | "range")
                                ))
                    });
                let key = Key { name: event.key(), command: event.ctrl_key() || event.meta_key(), typing };
                let used = latest.borrow().as_ref().is_some_and(|on_key| on_key(&key));
                if used {
                    event.prevent_default();
                }
            },
        );
        move || drop(listener)
    });
}
