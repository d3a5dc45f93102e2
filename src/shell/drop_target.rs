//! The whole window takes dropped files, on every page.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::DragEvent;
use yew::prelude::*;

use crate::hooks::{Dropped, browser, has_files, navigate, use_route, use_shelf};
use crate::state::Page;

/// Says where the files would go while they hang over the page.
#[component]
pub(crate) fn DropTarget() -> Html {
    let shelf = use_shelf();
    let route = use_route();
    let over = use_state_eq(|| false);
    let busy = shelf.reading.is_some();
    {
        let over = over.clone();
        let latest = use_mut_ref(|| None);
        *latest.borrow_mut() = Some((shelf, route));
        use_effect_with((), move |()| {
            let listen = |name: &'static str, act: Box<dyn Fn(&DragEvent)>| {
                let options = EventListenerOptions::enable_prevent_default();
                EventListener::new_with_options(&browser::document(), name, options, move |event| {
                    if let Some(event) = event.dyn_ref::<DragEvent>()
                        && has_files(event.data_transfer().as_ref())
                    {
                        // Without this the browser would leave the page and show the file.
                        event.prevent_default();
                        act(event);
                    }
                })
            };
            let (show, leave, drop_over) = (over.clone(), over.clone(), over);
            let listeners = [
                listen("dragover", Box::new(move |_| show.set(true))),
                // Leaving for nowhere is leaving the window.
                listen(
                    "dragleave",
                    Box::new(move |event| {
                        if event.related_target().is_none() {
                            leave.set(false);
                        }
                    }),
                ),
                listen(
                    "drop",
                    Box::new(move |event| {
                        drop_over.set(false);
                        if let (Some((shelf, route)), Some(transfer)) =
                            (&*latest.borrow(), event.data_transfer())
                        {
                            shelf.read(Dropped::of(&transfer).gather(), "Opened files");
                            navigate(&route.to(Page::Open));
                        }
                    }),
                ),
            ];
            move || drop(listeners)
        });
    }
    if !*over {
        return Html::default();
    }
    html! {
        <div class="drop-target"><p>{ if busy { "Files are being read already: cancel that first" } else { "Drop them: they are read here, and stay here" } }</p></div>
    }
}
