//! What is in view.

use std::ops::Range;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};
use yew::prelude::*;

use super::browser;

/// Whether the element has come near the view. Once it has, it stays so: what was drawn remains.
#[hook]
pub(crate) fn use_in_view(node: NodeRef, at_once: bool) -> bool {
    let seen = use_state_eq(|| at_once);
    {
        let seen = seen.clone();
        use_effect_with((node, *seen || at_once), move |(node, done)| {
            let mut watch = None;
            if let (false, Some(element)) = (*done, node.cast::<Element>()) {
                let on_change = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
                    if entries
                        .iter()
                        .any(|entry| entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting())
                    {
                        seen.set(true);
                    }
                });
                let options = IntersectionObserverInit::new();
                options.set_root_margin("1500px 0px");
                if let Ok(observer) =
                    IntersectionObserver::new_with_options(on_change.as_ref().unchecked_ref(), &options)
                {
                    observer.observe(&element);
                    watch = Some((observer, on_change));
                }
            }
            move || {
                if let Some((observer, _on_change)) = watch {
                    observer.disconnect();
                }
            }
        });
    }
    *seen || at_once
}

/// Which rows of a long list are near the view, when each is `height` pixels high. `node` is the list's box.
#[hook]
pub(crate) fn use_window(node: NodeRef, count: u32, height: u32) -> Range<u32> {
    const BEYOND: u32 = 8;
    let first = use_state_eq(|| 0_u32);
    let rows = use_state_eq(|| 12_u32);
    {
        let (first, rows) = (first.clone(), rows.clone());
        use_effect_with((node, count, height), move |(node, _, height)| {
            let (node, height) = (node.clone(), f64::from(*height));
            let look = move || {
                let Some(element) = node.cast::<Element>() else { return };
                let above = -element.get_bounding_client_rect().top();
                let tall = browser::window_height();
                // In steps of four rows, so that a slow scroll does not draw at every pixel.
                first.set((above / height).max(0.0) as u32 / 4 * 4);
                rows.set((tall / height) as u32 / 4 * 4 + 8);
            };
            look();
            let scrolled = EventListener::new(&browser::document(), "scroll", {
                let look = look.clone();
                move |_| look()
            });
            let resized = EventListener::new(&browser::window(), "resize", move |_| look());
            move || drop((scrolled, resized))
        });
    }
    // Who has not scrolled may not: what nobody may see is not asked for yet.
    let beyond = if *first > 0 { BEYOND } else { 0 };
    let start = first.saturating_sub(BEYOND).min(count);
    start..(*first + *rows + beyond).min(count)
}
