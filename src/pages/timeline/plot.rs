//! The picture: lanes over an axis of time; moved, zoomed and brushed.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use dossier_engine::answer::{Item, ItemId, ItemKind, Lane, TimelineCard};
use dossier_engine::{Answer, Axis, Certainty, DateFilter, Day, Edtf};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent, WheelEvent};
use yew::prelude::*;

use super::layout::{self, Placed, STEP, Shown, Words, lay};
use super::scale::{Tick, Window, ticks};
use super::{MOST_WORDS, item_name, use_cards};
use crate::hooks::{Given, browser, navigate, replace, use_notice, use_route};
use crate::state::{Route, group_digits, plural};

const AXIS: i32 = 34;
const HEAD: i32 = 30;
const ROW: i32 = 24;
const DENSITY: i32 = 64;
const FOOT: i32 = 16;
/// Letters of an item's words, and the pixels that one takes.
const LETTERS: usize = 52;
const LETTER: i32 = 7;
/// Fewer letters tell nothing.
const FEWEST: i32 = 10;
/// Narrower pictures have no room for asides.
const NARROW: i32 = 420;
/// Room at the right for what has no date.
const UNDATED: i32 = 92;

#[derive(Properties, PartialEq)]
pub(crate) struct PlotProps {
    /// What is shown.
    pub(crate) timeline: Given,
    /// The window that the URL asks for; everything when it asks for none.
    pub(crate) window: Option<Window>,
    /// The item in focus.
    pub(crate) selected: Option<ItemId>,
}

/// Fingers and buttons that are down.
#[derive(Default)]
struct Held {
    /// Pointer, and where it is now.
    pointers: Vec<(i32, f64)>,
    /// Where the first one went down, and whether it has moved since.
    start: Option<f64>,
    moved: bool,
}

/// The picture.
#[component]
pub(crate) fn Plot(props: &PlotProps) -> Html {
    let route = use_route();
    let frame = use_node_ref();
    let width = use_width(frame.clone());
    let (extent, lanes): (_, &[Lane]) = match &*props.timeline {
        Answer::Timeline(timeline) => (timeline.extent, &timeline.lanes),
        _ => (None, &[]),
    };
    let has_undated = lanes.iter().any(|lane| lane.undated_count > 0);
    let plot_width = (width - if has_undated { UNDATED } else { 0 }).max(120);
    let today = today();
    let all = extent.map_or_else(
        || Window::around(Day(today - 365), Day(today)),
        |(first, last)| Window::around(first, last),
    );
    let asked = props.window.unwrap_or(all);
    let view = use_state(|| asked);
    use_effect_with(asked, {
        let view = view.clone();
        move |asked| {
            // What was moved here is already there, to the day.
            if view.written() != asked.written() {
                view.set(*asked);
            }
        }
    });
    let settle = use_mut_ref(|| None::<Timeout>);
    let show = {
        let (view, route) = (view.clone(), Rc::clone(&route));
        Callback::from(move |window: Window| {
            view.set(window);
            let route = Rc::clone(&route);
            *settle.borrow_mut() = Some(Timeout::new(240, move || {
                let own = (window.written() != all.written()).then(|| window.written());
                replace(&route.with_own("window", own.as_deref()));
            }));
        })
    };
    let brush = use_state(|| None::<(f64, f64)>);
    let held = use_mut_ref(Held::default);
    use_wheel(frame.clone(), *view, plot_width, show.clone());

    // Words are fetched for what is in the window that has settled.
    let wanted =
        use_memo((props.timeline.clone(), asked, plot_width), |(timeline, asked, width)| match &**timeline {
            Answer::Timeline(timeline) => in_view(&timeline.lanes, *asked, *width),
            _ => Vec::new(),
        });
    let cards = use_cards((*wanted).clone());
    let (from, to) = asked.days();
    use_notice(Some(["Timeline from ", &from.to_string(), " to ", &to.to_string()].concat()));
    let (from, to) = view.days();

    let gestures = Gestures {
        view: *view,
        width: plot_width,
        frame: frame.clone(),
        show: show.clone(),
        brush: brush.clone(),
        held,
        route: Rc::clone(&route),
    };
    let laid: Vec<Shown> =
        lanes.iter().map(|lane| shown(lane, lanes.len(), *view, plot_width, &cards, asked)).collect();
    let heights: Vec<i32> = laid.iter().map(height).collect();
    let tall = AXIS + heights.iter().sum::<i32>() + 4;
    let ticks = ticks(*view, plot_width);
    let today_x = view.x(f64::from(today), plot_width);
    let zoom = |factor: f64| {
        let (show, view) = (show.clone(), *view);
        Callback::from(move |_: MouseEvent| {
            show.emit(view.zoomed(factor, f64::midpoint(view.from, view.to)));
        })
    };
    let fit = show.reform(move |_: MouseEvent| all);
    let filter = {
        let (route, view) = (Rc::clone(&route), *view);
        Callback::from(move |_: MouseEvent| navigate(&filtered(&route, view)))
    };
    let mut top = AXIS;
    html! {
        <div class="timeline">
            <div class="timeline-tools" role="group" aria-label="Zoom">
                <button type="button" class="tool" aria-label="Closer" title="Closer (+)" onclick={zoom(0.6)}>{ glyph("M4 10h12M10 4v12") }</button>
                <button type="button" class="tool" aria-label="Wider" title="Wider (−)" onclick={zoom(1.0 / 0.6)}>{ glyph("M4 10h12") }</button>
                <button type="button" class="button" onclick={fit}>{ "All" }</button>
                <button type="button" class="button" onclick={filter}>{ "Filter to " }{ spoken(from, to) }</button>
                <span class="quiet small timeline-hint">{ "Drag to move, Ctrl + wheel or pinch to zoom; drag along the axis to filter." }</span>
            </div>
            <div ref={frame.clone()} class="timeline-frame" tabindex="0" role="group" aria-label="Timeline. Plus and minus zoom, arrows move, 0 shows all."
                onkeydown={gestures.on_key(all)} onpointerdown={gestures.on_down()} onpointermove={gestures.on_move()}
                onpointerup={gestures.on_up()} onpointercancel={gestures.on_up()}>
                <svg width={width.to_string()} height={tall.to_string()} viewBox={["0 0 ", &width.to_string(), " ", &tall.to_string()].concat()}>
                    { gradients() }
                    { axis(&ticks, plot_width, tall, *brush, *view) }
                    if (0..plot_width).contains(&today_x) {
                        <g class="timeline-today"><line x1={today_x.to_string()} x2={today_x.to_string()} y1={AXIS.to_string()} y2={tall.to_string()} /><text x={(today_x + 4).to_string()} y={(tall - 6).to_string()}>{ "today" }</text></g>
                    }
                    { for lanes.iter().zip(laid.iter().zip(&heights)).map(|(lane, (shown, height))| {
                        let at = top;
                        top += height;
                        lane_view(&Drawing { route: &route, cards: &cards, selected: props.selected, width: plot_width, whole: width }, lane, shown, at, *height)
                    }) }
                    if has_undated {
                        <g class="timeline-undated-head" aria-hidden="true">
                            <line x1={(plot_width + 12).to_string()} x2={(plot_width + 12).to_string()} y1={AXIS.to_string()} y2={tall.to_string()} />
                            <text x={(plot_width + 24).to_string()} y="22">{ "undated" }</text>
                        </g>
                    }
                </svg>
            </div>
        </div>
    }
}

fn today() -> i32 {
    (js_sys::Date::now() / 86_400_000.0) as i32
}

fn spoken(from: Day, to: Day) -> String {
    let (first, last) = (from.to_ymd(), to.to_ymd());
    if to.0 - from.0 > 900 {
        [&first.0.to_string(), "–", &last.0.to_string()].concat()
    } else {
        [&from.to_string(), " – ", &to.to_string()].concat()
    }
}

fn filtered(route: &Route, window: Window) -> Route {
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
fn use_width(frame: NodeRef) -> i32 {
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
fn use_wheel(frame: NodeRef, view: Window, width: i32, show: Callback<Window>) {
    let latest = use_mut_ref(|| (view, width, show.clone()));
    *latest.borrow_mut() = (view, width, show);
    use_effect_with(frame, move |frame| {
        let listener = frame.cast::<Element>().map(|element| {
            let latest: Rc<RefCell<(Window, i32, Callback<Window>)>> = latest;
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&element.clone(), "wheel", options, move |event| {
                let Some(event) = event.dyn_ref::<WheelEvent>() else { return };
                let (view, width, show) = latest.borrow().clone();
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

struct Gestures {
    view: Window,
    width: i32,
    frame: NodeRef,
    show: Callback<Window>,
    brush: UseStateHandle<Option<(f64, f64)>>,
    held: Rc<RefCell<Held>>,
    route: Rc<Route>,
}

impl Gestures {
    fn place(frame: &NodeRef, event: &PointerEvent) -> (f64, f64) {
        frame.cast::<Element>().map_or((0.0, 0.0), |element| {
            let area = element.get_bounding_client_rect();
            (f64::from(event.client_x()) - area.left(), f64::from(event.client_y()) - area.top())
        })
    }

    fn on_key(&self, all: Window) -> Callback<KeyboardEvent> {
        let (view, show) = (self.view, self.show.clone());
        Callback::from(move |event: KeyboardEvent| {
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

    fn on_down(&self) -> Callback<PointerEvent> {
        let (held, frame, brush) = (Rc::clone(&self.held), self.frame.clone(), self.brush.clone());
        let (view, width) = (self.view, self.width);
        Callback::from(move |event: PointerEvent| {
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

    fn on_move(&self) -> Callback<PointerEvent> {
        let (held, frame, brush) = (Rc::clone(&self.held), self.frame.clone(), self.brush.clone());
        let (view, width, show) = (self.view, self.width, self.show.clone());
        Callback::from(move |event: PointerEvent| {
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

    fn on_up(&self) -> Callback<PointerEvent> {
        let (held, brush, route) = (Rc::clone(&self.held), self.brush.clone(), Rc::clone(&self.route));
        let (view, width) = (self.view, self.width);
        Callback::from(move |event: PointerEvent| {
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

/// The items of a window whose words are worth fetching.
fn in_view(lanes: &[Lane], window: Window, width: i32) -> Vec<ItemId> {
    let mut ids = Vec::new();
    for lane in lanes {
        if let Shown::Items { placed, .. } = lay(&lane.items, window, width, lanes.len(), |_| 0) {
            ids.extend(placed.iter().map(|placed| lane.items[placed.item].id));
        }
        ids.extend(lane.undated.iter().take(MOST_UNDATED));
    }
    ids.truncate(MOST_WORDS);
    ids
}

fn shown(
    lane: &Lane,
    lanes: usize,
    view: Window,
    width: i32,
    cards: &BTreeMap<ItemId, TimelineCard>,
    asked: Window,
) -> Shown {
    if lane.items.is_empty() && lane.total > 0 {
        return Shown::Density(layout::through(&lane.density, asked.days(), view, width));
    }
    lay(&lane.items, view, width, lanes, |item| words_width(cards.get(&item.id)))
}

fn words_width(card: Option<&TimelineCard>) -> i32 {
    card.map_or(0, |card| card.title.chars().count().min(LETTERS) as i32 * LETTER)
}

fn height(shown: &Shown) -> i32 {
    HEAD + FOOT
        + match shown {
            Shown::Items { rows, .. } => *rows as i32 * ROW,
            Shown::Density(_) => DENSITY,
        }
}

fn glyph(path: &'static str) -> Html {
    html! { <svg viewBox="0 0 20 20" aria-hidden="true"><path d={path} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" /></svg> }
}

/// Soft ends: a date that lies somewhere between, or is open to one side.
fn gradients() -> Html {
    let kinds = ["published", "event", "mentioned"];
    let ends = [
        ("both", [("0", "0"), ("0.35", "1"), ("0.65", "1"), ("1", "0")]),
        ("start", [("0", "0"), ("0.7", "1"), ("0.9", "1"), ("1", "1")]),
        ("end", [("0", "1"), ("0.1", "1"), ("0.3", "1"), ("1", "0")]),
    ];
    html! {
        <defs>
            { for kinds.iter().flat_map(|kind| ends.iter().map(move |(end, stops)| {
                let id = ["soft-", end, "-", kind].concat();
                html! {
                    <linearGradient key={id.clone()} {id} class={*kind}>
                        { for stops.iter().enumerate().map(|(place, (offset, opacity))| html! { <stop key={place} offset={*offset} stop-opacity={*opacity} /> }) }
                    </linearGradient>
                }
            })) }
        </defs>
    }
}

fn axis(ticks: &[Tick], width: i32, tall: i32, brush: Option<(f64, f64)>, view: Window) -> Html {
    let chosen = brush.map(|(a, b)| {
        let (from, to) = (view.x(a.min(b), width), view.x(a.max(b), width));
        (from.max(0), to.min(width))
    });
    html! {
        <g class="timeline-axis" aria-hidden="true">
            <rect class="timeline-brush" x="0" y="0" width={width.to_string()} height={AXIS.to_string()} />
            { for ticks.iter().map(|tick| html! {
                <g key={tick.x} class={classes!(tick.major.then_some("major"))}>
                    <line x1={tick.x.to_string()} x2={tick.x.to_string()} y1={(AXIS - 6).to_string()} y2={tall.to_string()} />
                    <text x={(tick.x + 3).to_string()} y="18">{ &tick.label }</text>
                </g>
            }) }
            if let Some((from, to)) = chosen {
                <rect class="timeline-chosen" x={from.to_string()} y="0" width={(to - from).max(1).to_string()} height={tall.to_string()} />
            }
            <line class="firm" x1="0" x2={width.to_string()} y1={AXIS.to_string()} y2={AXIS.to_string()} />
        </g>
    }
}

/// What every lane is drawn with.
struct Drawing<'a> {
    route: &'a Route,
    cards: &'a BTreeMap<ItemId, TimelineCard>,
    selected: Option<ItemId>,
    /// Of the part that has dates.
    width: i32,
    /// With the undated.
    whole: i32,
}

const fn kind_name(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Published => "published",
        ItemKind::Event => "event",
        ItemKind::Mentioned => "mentioned",
    }
}

fn lane_view(drawing: &Drawing<'_>, lane: &Lane, shown: &Shown, top: i32, height: i32) -> Html {
    let count = group_digits(lane.total);
    html! {
        <g key={lane.key.clone()} class={classes!("timeline-lane", kind_name(lane.kind))} role="group" aria-label={[&lane.name, ", ", &plural(lane.total, "item")].concat()}>
            <line class="lane-line" x1="0" x2={drawing.whole.to_string()} y1={(top + height).to_string()} y2={(top + height).to_string()} />
            <text class="lane-name" x="0" y={(top + 19).to_string()}>{ &lane.name }<tspan class="lane-count">{ "  " }{ count }</tspan></text>
            { match shown {
                Shown::Items { placed, labelled, .. } => placed.iter().map(|at| item_view(drawing, lane, at, *labelled, top + HEAD)).collect::<Html>(),
                Shown::Density(counts) => density_view(drawing, counts, top + HEAD),
            } }
            { undated(drawing, lane, top + HEAD) }
        </g>
    }
}

fn item_view(drawing: &Drawing<'_>, lane: &Lane, at: &Placed, labelled: bool, top: i32) -> Html {
    let item: &Item = &lane.items[at.item];
    let card = drawing.cards.get(&item.id);
    let now = drawing.selected == Some(item.id);
    let y = top + at.row as i32 * ROW + ROW / 2;
    let href = drawing.route.with_own("item", Some(&item_name(item.id))).hash();
    let label = card.map_or_else(
        || "open".to_owned(),
        |card| {
            [card.title.as_str(), ", ", card.date.as_ref().map_or("undated", |date| date.words.as_str())]
                .concat()
        },
    );
    let class = classes!("timeline-item", now.then_some("now"), item.planned.then_some("planned"));
    let point = at.x == at.end;
    let fill = soft_fill(item, lane.kind);
    let wanted = words_width(card);
    let place = if labelled {
        Words::place(at.x, at.end, wanted, drawing.width)
    } else {
        // Among many, an item has the words that fit before the next one, or on itself.
        let (over, room) = (at.end.min(drawing.width) - at.x.max(0) - 6, (at.room - 16).min(wanted));
        if room < wanted.min(FEWEST * LETTER) && over >= wanted {
            Words::Over(at.x.max(0), over)
        } else {
            Words::After(if room < wanted.min(FEWEST * LETTER) { 0 } else { room })
        }
    };
    let (x, anchor, room) = match place {
        Words::After(room) => (at.end + 8, "start", room),
        Words::Before(room) => (at.x - 8, "end", room),
        Words::Over(x, room) => (x + 4, "start", room),
    };
    let words = card.map(|card| cut(&card.title, (room / LETTER) as usize)).filter(|words| !words.is_empty());
    // Words over a stretch stand on it as on a line.
    let (from, tall) = if matches!(place, Words::Over(..)) { (y + 7, "4") } else { (y - 4, "8") };
    html! {
        <a key={item_name(item.id)} {class} {href} aria-label={label.clone()} aria-current={now.then_some("true")}>
            <title>{ label }</title>
            if point {
                <circle class="hit-area" cx={at.x.to_string()} cy={y.to_string()} r="12" />
                <circle class="mark-point" cx={at.x.to_string()} cy={y.to_string()} r="4.5" />
            } else {
                <rect class="hit-area" x={at.x.to_string()} y={(y - 12).to_string()} width={(at.end - at.x).to_string()} height="24" />
                <rect class="mark-span" x={at.x.to_string()} y={from.to_string()} width={(at.end - at.x).to_string()} height={tall} {fill} />
            }
            if let Some(words) = words {
                <text x={x.to_string()} y={(y + 4).to_string()} text-anchor={anchor}>{ words }</text>
            }
        </a>
    }
}

fn soft_fill(item: &Item, kind: ItemKind) -> Option<String> {
    let end = match (item.earliest.is_none(), item.latest.is_none()) {
        (true, _) => "start",
        (_, true) => "end",
        _ if item.soft => "both",
        _ => return None,
    };
    Some(["url(#soft-", end, "-", kind_name(kind), ")"].concat())
}

/// At most so many letters, cut between words; nothing where there is room for a few alone.
fn cut(title: &str, letters: usize) -> String {
    if title.chars().count() <= letters {
        return title.to_owned();
    }
    if letters < 8 {
        return String::new();
    }
    let mut head: String = title.chars().take(letters - 1).collect();
    if let Some(space) = head.rfind(' ').filter(|space| *space > letters / 2) {
        head.truncate(space);
    }
    head.push('…');
    head
}

/// A stepped outline: how many items touch each stretch.
fn density_view(drawing: &Drawing<'_>, counts: &[u32], top: i32) -> Html {
    let most = counts.iter().copied().max().unwrap_or(0);
    if most == 0 {
        return html! { <text class="lane-empty" x="0" y={(top + 20).to_string()}>{ "nothing in this window" }</text> };
    }
    let base = top + DENSITY - 8;
    let mut path = String::with_capacity(counts.len() * 10);
    path.push_str("M0 ");
    path.push_str(&base.to_string());
    let mut before = 0;
    for (step, count) in counts.iter().chain(std::iter::once(&0)).enumerate() {
        if *count != before || step == counts.len() {
            path.push('H');
            path.push_str(&(step as i32 * STEP).to_string());
            path.push('V');
            let tall = (i64::from(*count) * i64::from(DENSITY - 14) / i64::from(most)) as i32;
            path.push_str(&(base - tall - i32::from(*count > 0) * 2).to_string());
            before = *count;
        }
    }
    path.push('Z');
    let most = ["up to ", &group_digits(most), " at once: closer shows each"].concat();
    html! {
        <>
            <path class="density" d={path} />
            if drawing.width > NARROW { <text class="lane-empty" x={drawing.width.to_string()} y={(top - 11).to_string()} text-anchor="end">{ most }</text> }
        </>
    }
}

/// Circles for so many undated items; the rest is a number.
const MOST_UNDATED: usize = 12;

fn undated(drawing: &Drawing<'_>, lane: &Lane, top: i32) -> Html {
    if lane.undated_count == 0 {
        return Html::default();
    }
    let left = drawing.width + 30;
    let rest = lane.undated_count.saturating_sub(MOST_UNDATED as u32);
    html! {
        <g class="timeline-undated">
            { for lane.undated.iter().take(MOST_UNDATED).enumerate().map(|(place, id)| {
                let (column, row) = (place as i32 % 4, place as i32 / 4);
                let href = drawing.route.with_own("item", Some(&item_name(*id))).hash();
                let now = drawing.selected == Some(*id);
                let label = drawing.cards.get(id).map_or_else(|| "undated".to_owned(), |card| [&card.title, ", undated"].concat());
                let (x, y) = ((left + column * 15).to_string(), (top + 12 + row * 15).to_string());
                html! {
                    <a key={item_name(*id)} class={classes!("timeline-item", now.then_some("now"))} {href} aria-label={label.clone()} aria-current={now.then_some("true")}>
                        <title>{ label }</title>
                        <circle class="hit-area" cx={x.clone()} cy={y.clone()} r="7.5" />
                        <circle class="mark-undated" cx={x} cy={y} r="4.5" />
                    </a>
                }
            }) }
            if rest > 0 { <text class="lane-count" x={left.to_string()} y={(top + 62).to_string()}>{ "+" }{ group_digits(rest) }</text> }
        </g>
    }
}
