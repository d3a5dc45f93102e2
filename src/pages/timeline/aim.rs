//! Where the picture is going: however often it is moved between two frames, it is drawn once.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use yew::prelude::*;

use super::scale::Window;
use crate::hooks::browser;

/// The window that gestures move; what is drawn follows with the next frame.
#[derive(Clone)]
pub(super) struct Aim(Rc<Inner>);

struct Inner {
    window: Cell<Window>,
    waiting: Cell<bool>,
    draw: UseStateSetter<Window>,
}

impl Aim {
    /// Where it is going.
    pub(super) fn window(&self) -> Window {
        self.0.window.get()
    }

    /// Goes there.
    pub(super) fn set(&self, window: Window) {
        self.0.window.set(window);
        if self.0.waiting.replace(true) {
            return;
        }
        let inner = Rc::clone(&self.0);
        let frame = Closure::once_into_js(move || {
            inner.waiting.set(false);
            inner.draw.set(inner.window.get());
        });
        if browser::window().request_animation_frame(frame.unchecked_ref()).is_err() {
            self.0.waiting.set(false);
        }
    }
}

/// The window to draw, and the one that gestures move. Both go to `asked` when that becomes another.
#[hook]
pub(super) fn use_aim(asked: Window) -> (Window, Aim) {
    let drawn = use_state(|| asked);
    let aim = {
        let draw = drawn.setter();
        use_mut_ref(move || Aim(Rc::new(Inner { window: Cell::new(asked), waiting: Cell::new(false), draw })))
    };
    let aim = aim.borrow().clone();
    use_effect_with(asked, {
        let (aim, drawn) = (aim.clone(), drawn.clone());
        move |asked| {
            // What was moved here is already there, to the day.
            if aim.window().written() != asked.written() {
                aim.0.window.set(*asked);
                drawn.set(*asked);
            }
        }
    });
    (*drawn, aim)
}
