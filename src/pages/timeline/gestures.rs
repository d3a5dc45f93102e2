//! How the picture is moved, zoomed and brushed: pointers, fingers, wheel, keys.

use std::cell::RefCell;
use std::rc::Rc;

use dossier_engine::{Axis, Certainty, DateFilter, Edtf};
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent, WheelEvent};
use yew::prelude::*;

use super::aim::Aim;
use super::drawing::AXIS;
use super::scale::Window;
use crate::hooks::{browser, navigate};
use crate::state::Route;

/// Fingers and buttons that are down.
#[derive(Default)]
pub(super) struct Held {
    /// Pointer, and where it is now.
    pointers: Vec<(i32, f64)>,
    /// Where the first one went down, and whether it has moved since.
    start: Option<f64>,
    moved: bool,
}

pub(super) fn filtered(route: &Route, window: Window) -> Route {
    let (from, to) = window.days();
    let mut selection = route.selection.clone();
    let (axis, certainty) = match &selection.dates {
        Some(DateFilter::Within { axis, certainty, .. }) => (*axis, *certainty),
        _ => (Axis::Published, Certainty::Possibly),
    };
    selection.dates =
        Some(DateFilter::Within { axis, range: Edtf::between(Some(from), Some(to)), certainty });
    route.select(selection).with_own("item", None)
}

/// The width of the frame, in pixels.
#[hook]
pub(super) fn use_width(frame: NodeRef) -> i32 {
    let width = use_state_eq(|| 900);
    use_effect_with(frame, {
        let width = width.clone();
        move |frame| {
            let frame = frame.clone();
            let look = move || {
                if let Some(element) = frame.cast::<Element>() {
                    width.set(element.client_width().max(260));
                }
            };
            look();
            let resized = EventListener::new(&browser::window(), "resize", move |_| look());
            move || drop(resized)
        }
    });
    *width
}

/// The wheel zooms with Ctrl or ⌘ (a trackpad's pinch says so too), and moves when it is turned sideways.
#[hook]
pub(super) fn use_wheel(frame: NodeRef, aim: Aim, width: i32, show: Callback<Window>) {
    let latest = use_mut_ref(|| (aim.clone(), width, show.clone()));
    *latest.borrow_mut() = (aim, width, show);
    use_effect_with(frame, move |frame| {
        let listener = frame.cast::<Element>().map(|element| {
            let latest: Rc<RefCell<(Aim, i32, Callback<Window>)>> = latest;
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&element.clone(), "wheel", options, move |event| {
                let Some(event) = event.dyn_ref::<WheelEvent>() else { return };
                let (aim, width, show) = latest.borrow().clone();
                let view = aim.window();
                let pixels = if event.delta_mode() == WheelEvent::DOM_DELTA_LINE { 16.0 } else { 1.0 };
                if event.ctrl_key() || event.meta_key() {
                    event.prevent_default();
                    let x = f64::from(event.client_x()) - element.get_bounding_client_rect().left();
                    let turn = (event.delta_y() * pixels).clamp(-120.0, 120.0);
                    show.emit(view.zoomed(1.0 + turn * 0.004, view.day_at(x, width)));
                } else if event.delta_x().abs() > event.delta_y().abs() || event.shift_key() {
                    event.prevent_default();
                    let turn = if event.delta_x() == 0.0 { event.delta_y() } else { event.delta_x() };
                    show.emit(view.moved(turn * pixels / f64::from(width.max(1)) * view.span()));
                }
            })
        });
        move || drop(listener)
    });
}

/// What pointers and keys do to the picture.
pub(super) struct Gestures {
    pub(super) aim: Aim,
    pub(super) width: i32,
    pub(super) frame: NodeRef,
    pub(super) show: Callback<Window>,
    pub(super) brush: UseStateHandle<Option<(f64, f64)>>,
    pub(super) held: Rc<RefCell<Held>>,
    pub(super) route: Rc<Route>,
}

impl Gestures {
    fn place(frame: &NodeRef, event: &PointerEvent) -> (f64, f64) {
        frame.cast::<Element>().map_or((0.0, 0.0), |element| {
            let area = element.get_bounding_client_rect();
            (f64::from(event.client_x()) - area.left(), f64::from(event.client_y()) - area.top())
        })
    }

    pub(super) fn on_key(&self, all: Window) -> Callback<KeyboardEvent> {
        let (aim, show) = (self.aim.clone(), self.show.clone());
        Callback::from(move |event: KeyboardEvent| {
            let view = aim.window();
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let middle = f64::midpoint(view.from, view.to);
            let next = match event.key().as_str() {
                "+" | "=" => view.zoomed(0.7, middle),
                "-" | "_" => view.zoomed(1.0 / 0.7, middle),
                "ArrowLeft" => view.moved(view.span() * -0.12),
                "ArrowRight" => view.moved(view.span() * 0.12),
                "0" | "Home" => all,
                _ => return,
            };
            event.prevent_default();
            show.emit(next);
        })
    }

    pub(super) fn on_down(&self) -> Callback<PointerEvent> {
        let (held, frame, brush) = (Rc::clone(&self.held), self.frame.clone(), self.brush.clone());
        let (aim, width) = (self.aim.clone(), self.width);
        Callback::from(move |event: PointerEvent| {
            let view = aim.window();
            if event.button() != 0 {
                return;
            }
            let (x, y) = Self::place(&frame, &event);
            let mut held = held.borrow_mut();
            held.pointers.push((event.pointer_id(), x));
            if held.pointers.len() == 1 {
                held.start = Some(x);
                held.moved = false;
                if y < f64::from(AXIS) && x < f64::from(width) {
                    let day = view.day_at(x, width);
                    brush.set(Some((day, day)));
                    capture(&frame, &event);
                }
            }
        })
    }

    pub(super) fn on_move(&self) -> Callback<PointerEvent> {
        let (held, frame, brush) = (Rc::clone(&self.held), self.frame.clone(), self.brush.clone());
        let (aim, width, show) = (self.aim.clone(), self.width, self.show.clone());
        Callback::from(move |event: PointerEvent| {
            let view = aim.window();
            let (x, _) = Self::place(&frame, &event);
            let mut held = held.borrow_mut();
            let Some(at) = held.pointers.iter().position(|(id, _)| *id == event.pointer_id()) else { return };
            if let Some((start, _)) = *brush {
                brush.set(Some((start, view.day_at(x, width))));
                return;
            }
            if !held.moved
                && held.start.is_none_or(|start| (x - start).abs() < 5.0)
                && held.pointers.len() == 1
            {
                return;
            }
            if !held.moved {
                held.moved = true;
                capture(&frame, &event);
            }
            let before = held.pointers.clone();
            held.pointers[at].1 = x;
            match (&before[..], &held.pointers[..]) {
                ([(_, from)], [(_, to)]) => {
                    show.emit(view.moved((from - to) / f64::from(width.max(1)) * view.span()));
                }
                ([(_, a), (_, b)], [(_, c), (_, d)]) if (c - d).abs() > 8.0 => {
                    let zoomed = view.zoomed(
                        (a - b).abs().max(8.0) / (c - d).abs(),
                        view.day_at(f64::midpoint(*a, *b), width),
                    );
                    let slid = f64::midpoint(*a, *b) - f64::midpoint(*c, *d);
                    show.emit(zoomed.moved(slid / f64::from(width.max(1)) * zoomed.span()));
                }
                _ => {}
            }
        })
    }

    pub(super) fn on_up(&self) -> Callback<PointerEvent> {
        let (held, brush, route) = (Rc::clone(&self.held), self.brush.clone(), Rc::clone(&self.route));
        let (aim, width) = (self.aim.clone(), self.width);
        Callback::from(move |event: PointerEvent| {
            let view = aim.window();
            held.borrow_mut().pointers.retain(|(id, _)| *id != event.pointer_id());
            if let Some((a, b)) = *brush {
                brush.set(None);
                let pixels = (b - a).abs() / view.span() * f64::from(width);
                if pixels > 4.0 && event.type_() == "pointerup" {
                    navigate(&filtered(&route, Window { from: a.min(b), to: a.max(b) }));
                }
            }
        })
    }
}

fn capture(frame: &NodeRef, event: &PointerEvent) {
    if let Some(element) = frame.cast::<Element>() {
        // A pointer that is gone by now cannot be captured, and need not be.
        drop(element.set_pointer_capture(event.pointer_id()));
    }
}
