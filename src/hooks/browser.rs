//! What the browser does when asked: focus, scroll, storage, clipboard, title. Nothing here remembers anything.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition, Window};

/// The window. There is one wherever components are.
pub(crate) fn window() -> Window {
    web_sys::window().expect("components live in a page")
}

/// The page.
pub(crate) fn document() -> Document {
    window().document().expect("a window has a document")
}

/// The element of that id.
pub(crate) fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// Puts the focus on the first match, if there is one.
pub(crate) fn focus(css: &str) {
    if let Ok(Some(element)) = document().query_selector(css)
        && let Some(element) = element.dyn_ref::<HtmlElement>()
    {
        drop(element.focus());
    }
}

/// Puts the focus on the `step`th match after (before, when negative) the one that has it.
pub(crate) fn focus_next(css: &str, step: i32) {
    let Ok(found) = document().query_selector_all(css) else { return };
    let count = found.length() as i32;
    if count == 0 {
        return;
    }
    let active = document().active_element();
    let now = (0..count).find(|i| {
        let node = found.item(*i as u32);
        active.as_ref().is_some_and(|active| node.as_ref().is_some_and(|node| node.contains(Some(active))))
    });
    let next = now.map_or(if step > 0 { 0 } else { count - 1 }, |now| (now + step).clamp(0, count - 1));
    if let Some(element) = found.item(next as u32).and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        drop(element.focus());
        into_view(&element);
    }
}

/// Scrolls as little as shows it.
pub(crate) fn into_view(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls it to the middle.
pub(crate) fn to_middle(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// How tall the window is, in CSS pixels.
pub(crate) fn window_height() -> f64 {
    window().inner_height().ok().and_then(|tall| tall.as_f64()).unwrap_or(800.0)
}

/// How far the page is scrolled, in pixels.
pub(crate) fn scroll_top() -> f64 {
    window().scroll_y().unwrap_or(0.0)
}

/// Scrolls the page there.
pub(crate) fn scroll_to(top: f64) {
    window().scroll_to_with_x_and_y(0.0, top);
}

/// The page's title.
pub(crate) fn set_title(title: &str) {
    document().set_title(title);
}

/// The text of a field that an event came from.
pub(crate) fn field_value(event: &web_sys::Event) -> String {
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())
        .map(|field| field.value())
        .unwrap_or_default()
}

/// The theme chosen, or none: then the system's.
pub(crate) fn theme() -> Option<String> {
    document().document_element()?.get_attribute("data-theme")
}

const KEEPING: &str = "dossier-keeps";

/// Chooses a theme; `None` is the system's.
pub(crate) fn set_theme(theme: Option<&str>) {
    if let Some(root) = document().document_element() {
        match theme {
            Some(theme) => drop(root.set_attribute("data-theme", theme)),
            None => drop(root.remove_attribute("data-theme")),
        }
    }
    // Storage may be closed to this page (a file opened with a double click): the choice then lasts as long as it.
    if let Ok(Some(storage)) = window().local_storage() {
        drop(match theme {
            Some(theme) => storage.set_item("dossier-theme", theme),
            None => storage.remove_item("dossier-theme"),
        });
    }
}

/// Whether collections may be kept here: looking for them takes the part of the app that most visits do not need.
pub(crate) fn keeps_collections() -> bool {
    match window().local_storage() {
        Ok(Some(storage)) => storage.get_item(KEEPING).is_ok_and(|mark| mark.is_some()),
        // It cannot be told: look.
        _ => true,
    }
}

/// Remembers that there are some.
pub(crate) fn keep_collections() {
    if let Ok(Some(storage)) = window().local_storage() {
        drop(storage.set_item(KEEPING, ""));
    }
}

/// What a browser says when it finds its network again, and this page when somebody asks for that.
pub(crate) const AGAIN: &str = "online";

/// Says so.
pub(crate) fn ask_again() {
    if let Ok(event) = web_sys::Event::new(AGAIN) {
        drop(window().dispatch_event(&event));
    }
}

/// Whether the system asks for a dark page.
pub(crate) fn system_is_dark() -> bool {
    window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|query| query.matches())
}

/// Whether this is a machine whose command key is ⌘.
pub(crate) fn has_command_key() -> bool {
    window().navigator().user_agent().is_ok_and(|agent| agent.contains("Mac"))
}
