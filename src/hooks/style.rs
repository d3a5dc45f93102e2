//! Sizes and places that only the data know. The page's policy forbids `style` attributes; properties set by
//! script are allowed.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Sets a custom property or a style property of the element, and keeps it up to date.
#[hook]
pub(crate) fn use_style(node: NodeRef, property: &'static str, value: String) {
    use_effect_with((node, value), move |(node, value)| {
        if let Some(element) = node.cast::<web_sys::Element>()
            && let Some(element) = element.dyn_ref::<HtmlElement>()
        {
            drop(element.style().set_property(property, value));
        }
    });
}
