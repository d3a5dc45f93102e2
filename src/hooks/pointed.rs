//! Which mention, date or note of a text the pointer or the focus is on.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent};
use yew::prelude::*;

use super::browser;

/// What is pointed at, and in which part of the text: numbers count within what a part was given.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pointed {
    pub(crate) part: u32,
    pub(crate) what: What,
}

/// What can be pointed at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// A mention, by its number.
    Mention(usize),
    /// A date, by its number.
    Date(usize),
}

fn number(element: &Element, name: &str) -> Option<usize> {
    element.get_attribute(name)?.parse().ok()
}

/// Follows pointer and focus inside `root`, and puts `card` beside what is pointed at. The card stays while the
/// pointer is on it; `Esc` puts it away.
#[hook]
pub(crate) fn use_pointed(root: &'static str, card: NodeRef) -> Option<Pointed> {
    let pointed = use_state_eq(|| None);
    {
        let pointed = pointed.clone();
        use_effect_with((), move |()| {
            let leaving = std::rc::Rc::new(std::cell::RefCell::new(None::<Timeout>));
            let on_point = {
                let (pointed, card, leaving) = (pointed.clone(), card.clone(), leaving.clone());
                move |event: &Event, at_once: bool| {
                    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok())
                    else {
                        return;
                    };
                    let on_card = card.cast::<Element>().is_some_and(|card| card.contains(Some(&element)));
                    let inside = element.closest(root).ok().flatten().is_some();
                    let mark =
                        element.closest("[data-mention], [data-date]").ok().flatten().filter(|_| inside);
                    if on_card {
                        leaving.borrow_mut().take();
                    } else if let Some(mark) = mark {
                        let part = mark.closest("[data-part]").ok().flatten();
                        let part = part.and_then(|part| number(&part, "data-part"));
                        let mention = number(&mark, "data-mention").map(What::Mention);
                        let what = mention.or(number(&mark, "data-date").map(What::Date));
                        let what = part.zip(what).map(|(part, what)| Pointed { part: part as u32, what });
                        // The line that the pointer is on, where the words break over two.
                        let line = event.dyn_ref::<MouseEvent>().map(|event| f64::from(event.client_y()));
                        let (pointed, card) = (pointed.clone(), card.clone());
                        let show = move || {
                            place(&card, &mark, line);
                            pointed.set(what);
                        };
                        *leaving.borrow_mut() = if at_once {
                            show();
                            None
                        } else {
                            Some(Timeout::new(120, show))
                        };
                    } else {
                        let pointed = pointed.clone();
                        *leaving.borrow_mut() = Some(Timeout::new(220, move || pointed.set(None)));
                    }
                }
            };
            let document = browser::document();
            let over = EventListener::new(&document, "mouseover", {
                let on_point = on_point.clone();
                move |event| on_point(event, false)
            });
            let focus = EventListener::new(&document, "focusin", move |event| on_point(event, true));
            let note = EventListener::new(&document, "mouseover", show_note);
            let escape = EventListener::new(&document, "keydown", move |event| {
                if event.dyn_ref::<web_sys::KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                    pointed.set(None);
                }
            });
            move || drop((over, focus, note, escape, leaving))
        });
    }
    *pointed
}

/// Puts the card under the words, or above them where there is no room below.
fn place(card: &NodeRef, mark: &Element, line: Option<f64>) {
    let Some(card) = card.cast::<Element>().and_then(|card| card.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let whole = mark.get_bounding_client_rect();
    let rects = mark.get_client_rects();
    let area = (0..rects.length())
        .filter_map(|at| rects.item(at))
        .find(|area| line.is_none_or(|line| area.top() <= line && line <= area.bottom()))
        .unwrap_or(whole);
    let size =
        |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0);
    let (wide, tall) = (size(browser::window().inner_width()), size(browser::window().inner_height()));
    let left = area.left().min(wide - 352.0).max(8.0) as i32;
    let pixels = |value: i32| [&value.to_string(), "px"].concat();
    let style = card.style();
    drop(style.set_property("left", &pixels(left)));
    if area.bottom() + 260.0 < tall || area.top() < 260.0 {
        drop(style.set_property("top", &pixels(area.bottom() as i32 + 6)));
        drop(style.set_property("bottom", "auto"));
    } else {
        drop(style.set_property("bottom", &pixels((tall - area.top()) as i32 + 6)));
        drop(style.set_property("top", "auto"));
    }
}

/// Shows which note and which letter belong together.
fn show_note(event: &Event) {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let note = element.closest("[data-note]").ok().flatten().and_then(|note| note.get_attribute("data-note"));
    let Ok(before) = browser::document().query_selector_all("[data-note].now") else { return };
    for old in (0..before.length()).filter_map(|at| before.item(at)) {
        drop(old.unchecked_into::<Element>().class_list().remove_1("now"));
    }
    let Some(note) = note else { return };
    if let Ok(found) = browser::document().query_selector_all(&["[data-note='", &note, "']"].concat()) {
        for new in (0..found.length()).filter_map(|at| found.item(at)) {
            drop(new.unchecked_into::<Element>().class_list().add_1("now"));
        }
    }
}
