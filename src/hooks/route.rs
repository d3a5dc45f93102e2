//! The URL as state: read from the fragment, written by links and by [`navigate`].

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, ScrollRestoration};
use yew::prelude::*;

use super::browser;
use crate::state::Route;

/// The route, and whether it was reached by Back or Forward.
#[derive(Clone, PartialEq)]
pub(crate) struct Navigation {
    pub(crate) route: Rc<Route>,
}

thread_local! {
    /// How far each address was scrolled when it was left.
    static SCROLLED: RefCell<HashMap<String, f64>> = RefCell::default();
    /// The next change of address is a step to somewhere new, not Back or Forward.
    static STEP: Cell<bool> = const { Cell::new(false) };
}

/// The route round this component.
#[hook]
pub(crate) fn use_route() -> Rc<Route> {
    use_context::<Navigation>().map_or_else(Rc::default, |navigation| navigation.route)
}

/// Where the app is now: for what answers later than it was drawn.
pub(crate) fn here() -> Route {
    Route::parse(&hash())
}

fn hash() -> String {
    browser::window().location().hash().unwrap_or_default()
}

/// Goes there; Back comes back.
pub(crate) fn navigate(route: &Route) {
    let wanted = route.hash();
    if here() == *route {
        return;
    }
    STEP.set(true);
    change(|history| drop(history.push_state_with_url(&JsValue::NULL, "", Some(&wanted))));
}

/// Goes there without a step for Back: for what is still being typed or dragged.
pub(crate) fn replace(route: &Route) {
    STEP.set(true);
    let wanted = route.hash();
    change(|history| drop(history.replace_state_with_url(&JsValue::NULL, "", Some(&wanted))));
}

fn change(change: impl FnOnce(&web_sys::History)) {
    if let Ok(history) = browser::window().history() {
        change(&history);
        // The browser is silent about changes made in this way.
        if let Ok(event) = web_sys::Event::new("hashchange") {
            drop(browser::window().dispatch_event(&event));
        }
    }
}

/// For the app alone: follows the URL, and keeps each address's place on the page.
#[hook]
pub(crate) fn use_route_source() -> Navigation {
    let route = use_state(|| Rc::new(Route::parse(&hash())));
    {
        let route = route.clone();
        use_effect_with((), move |()| {
            if let Ok(history) = browser::window().history() {
                drop(history.set_scroll_restoration(ScrollRestoration::Manual));
            }
            let current = Rc::new(RefCell::new(Route::parse(&hash())));
            let links = EventListener::new(&browser::document(), "click", |event| {
                let link = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                if link.and_then(|element| element.closest("a[href^='#/']").ok().flatten()).is_some() {
                    STEP.set(true);
                }
            });
            let scrolls = {
                let current = Rc::clone(&current);
                EventListener::new(&browser::document(), "scroll", move |_| {
                    let address = current.borrow().hash();
                    SCROLLED.with_borrow_mut(|scrolled| scrolled.insert(address, browser::scroll_top()));
                })
            };
            let changes = EventListener::new(&browser::window(), "hashchange", move |_| {
                let next = Route::parse(&hash());
                let step = STEP.replace(false);
                let before = current.replace(next.clone());
                if before == next {
                    return;
                }
                let other_page = before.page != next.page;
                let address = next.hash();
                route.set(Rc::new(next));
                if !step {
                    let top = SCROLLED.with_borrow(|scrolled| scrolled.get(&address).copied());
                    if let Some(top) = top {
                        restore(top);
                    }
                } else if other_page {
                    browser::scroll_to(0.0);
                }
            });
            move || drop((links, scrolls, changes))
        });
    }
    Navigation { route: Rc::clone(&route) }
}

/// Scrolls back to `top` as soon as the page is long enough again, for a second at most.
fn restore(top: f64) {
    wasm_bindgen_futures::spawn_local(async move {
        for _ in 0..20 {
            gloo::timers::future::TimeoutFuture::new(0).await;
            browser::scroll_to(top);
            if (browser::scroll_top() - top).abs() < 2.0 {
                return;
            }
            gloo::timers::future::TimeoutFuture::new(50).await;
        }
    });
}
