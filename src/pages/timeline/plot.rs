//! The picture: lanes over an axis of time; moved, zoomed and brushed.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use dossier_engine::answer::{Item, ItemId, Lane, TimelineCard};
use dossier_engine::{Answer, Day};
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::aim::use_aim;
use super::drawing::{AXIS, Drawing, MOST_UNDATED, axis, gradients, height, lane_view, words_width};
use super::gestures::{Gestures, Held, filtered, use_wheel, use_width};
use super::layout::{self, Reach, Shown, lay};
use super::scale::{Window, ticks};
use super::{MOST_WORDS, use_cards};
use crate::hooks::{Given, here, navigate, replace, use_notice, use_route};
use crate::state::Route;

/// Room at the right for what has no date.
const UNDATED: i32 = 92;

#[derive(Properties, PartialEq)]
pub(crate) struct PlotProps {
    /// What is shown.
    pub(crate) timeline: Given,
    /// The window that the URL asks for; where most of it lies when it asks for none.
    pub(crate) window: Option<Window>,
    /// The item in focus.
    pub(crate) selected: Option<ItemId>,
}

/// The picture.
#[component]
pub(crate) fn Plot(props: &PlotProps) -> Html {
    let route = use_route();
    let frame = use_node_ref();
    let width = use_width(frame.clone());
    let (extent, opening, lanes): (_, _, &[Lane]) = match &*props.timeline {
        Answer::Timeline(timeline) => (timeline.extent, timeline.opening, &timeline.lanes),
        _ => (None, None, &[]),
    };
    let has_undated = lanes.iter().any(|lane| lane.undated_count > 0);
    let plot_width = (width - if has_undated { UNDATED } else { 0 }).max(120);
    let today = today();
    let round = |days: Option<(Day, Day)>| {
        let (first, last) = days.unwrap_or((Day(today - 365), Day(today)));
        Window::around(first, last)
    };
    let (all, first) = (round(extent), round(opening));
    let asked = props.window.unwrap_or(first);
    let (view, aim) = use_aim(asked);
    let settle = use_mut_ref(|| None::<Timeout>);
    let show = {
        let aim = aim.clone();
        Callback::from(move |window: Window| {
            aim.set(window);
            // By the time it settles an item may have been opened: the address of then gets the window.
            *settle.borrow_mut() = Some(Timeout::new(240, move || {
                let own = (window.written() != first.written()).then(|| window.written());
                replace(&here().with_own("window", own.as_deref()));
            }));
        })
    };
    let brush = use_state(|| None::<(f64, f64)>);
    let held = use_mut_ref(Held::default);
    use_wheel(frame.clone(), aim.clone(), plot_width, show.clone());

    // Words are fetched for what is in the window that has settled.
    let wanted =
        use_memo((props.timeline.clone(), asked, plot_width), |(timeline, asked, width)| match &**timeline {
            Answer::Timeline(timeline) => in_view(&timeline.lanes, *asked, *width),
            _ => Vec::new(),
        });
    let cards = use_cards((*wanted).clone());
    let labels = use_memo(cards.clone(), |cards| labels(cards));
    let reach: Rc<Vec<Reach>> = use_memo(props.timeline.clone(), |timeline| match &**timeline {
        Answer::Timeline(timeline) => timeline.lanes.iter().map(|lane| Reach::of(&lane.items)).collect(),
        _ => Vec::new(),
    });
    let to_item = item_prefix(&route);
    let (from, to) = asked.days();
    use_notice(Some(["Timeline from ", &from.to_string(), " to ", &to.to_string()].concat()));
    let (from, to) = view.days();

    let gestures = Gestures {
        aim: aim.clone(),
        width: plot_width,
        frame: frame.clone(),
        show: show.clone(),
        brush: brush.clone(),
        held,
        route: Rc::clone(&route),
    };
    let laid: Vec<Shown> = lanes
        .iter()
        .zip(&*reach)
        .map(|(lane, reach)| {
            shown(lane, reach.within(view), (lanes.len(), plot_width), view, asked, |item| {
                words_width(cards.get(&item.id))
            })
        })
        .collect();
    let heights: Vec<i32> = laid.iter().map(height).collect();
    let tall = AXIS + heights.iter().sum::<i32>() + 4;
    let ticks = ticks(view, plot_width);
    let today_x = view.x(f64::from(today), plot_width);
    let zoom = |factor: f64| {
        let (show, aim) = (show.clone(), aim.clone());
        Callback::from(move |_: MouseEvent| {
            let view = aim.window();
            show.emit(view.zoomed(factor, f64::midpoint(view.from, view.to)));
        })
    };
    let fit = show.reform(move |_: MouseEvent| all);
    let filter = {
        let (route, aim) = (Rc::clone(&route), aim.clone());
        Callback::from(move |_: MouseEvent| navigate(&filtered(&route, aim.window())))
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
                    { axis(&ticks, plot_width, tall, *brush, view) }
                    if (0..plot_width).contains(&today_x) {
                        <g class="timeline-today"><line x1={today_x.to_string()} x2={today_x.to_string()} y1={AXIS.to_string()} y2={tall.to_string()} /><text x={(today_x + 4).to_string()} y={(tall - 6).to_string()}>{ "today" }</text></g>
                    }
                    { for lanes.iter().zip(laid.iter().zip(&heights)).map(|(lane, (shown, height))| {
                        let at = top;
                        top += height;
                        lane_view(&Drawing { to_item: &to_item, cards: &cards, labels: &labels, selected: props.selected, width: plot_width, whole: width }, lane, shown, at, *height)
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

/// The items of a window whose words are worth fetching.
fn in_view(lanes: &[Lane], window: Window, width: i32) -> Vec<ItemId> {
    let mut ids = Vec::new();
    for lane in lanes {
        let all = 0..lane.items.len();
        if let Shown::Items { placed, .. } = lay(&lane.items, all, window, width, lanes.len(), |_| 0) {
            ids.extend(placed.iter().map(|placed| lane.items[placed.item].id));
        }
        ids.extend(lane.undated.iter().take(MOST_UNDATED));
    }
    ids.truncate(MOST_WORDS);
    ids
}

/// What a lane shows; `size` is how many lanes there are, and their width.
fn shown(
    lane: &Lane,
    near: Range<usize>,
    size: (usize, i32),
    view: Window,
    asked: Window,
    words: impl Fn(&Item) -> i32,
) -> Shown {
    if lane.items.is_empty() && lane.total > 0 {
        return Shown::Density(layout::through(&lane.density, asked.days(), view, size.1));
    }
    lay(&lane.items, near, view, size.1, size.0, words)
}

/// What items are called where they are not read but pointed at.
fn labels(cards: &BTreeMap<ItemId, TimelineCard>) -> BTreeMap<ItemId, AttrValue> {
    let label = |card: &TimelineCard| {
        let date = card.date.as_ref().map_or("undated", |date| date.words.as_str());
        AttrValue::from([card.title.as_str(), ", ", date].concat())
    };
    cards.iter().map(|(id, card)| (*id, label(card))).collect()
}

/// The address of an item, but for its name: hundreds are drawn with every frame.
fn item_prefix(route: &Route) -> String {
    let here = route.with_own("item", None).hash();
    let sign = if here.contains('?') { "&item=" } else { "?item=" };
    here + sign
}

fn glyph(path: &'static str) -> Html {
    html! { <svg viewBox="0 0 20 20" aria-hidden="true"><path d={path} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" /></svg> }
}
