//! The strip of dates: documents over time, brushed to choose a stretch of it.
//!
//! The picture is for pointers; the same is done with the two fields beside it.

use dossier_engine::answer::{DateBin, DateStrip};
use dossier_engine::{Answer, Axis, Certainty, DateFilter, Edtf, Front, Request};
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use crate::hooks::{browser, navigate, use_engine, use_route};
use crate::state::{Route, plural};

/// At least this many bars would find room: fewer stand in the middle, as narrow as ever.
const FEWEST: usize = 32;
/// How high a bar may be, in the picture's own units.
const TALL: u32 = 100;

/// The strip.
#[component]
pub(crate) fn DateStripView() -> Html {
    let route = use_route();
    let brush = use_state_eq(|| None::<(usize, usize)>);
    let axis = match &route.selection.dates {
        Some(DateFilter::Within { axis, .. } | DateFilter::Undated { axis }) => *axis,
        None => Axis::Published,
    };
    let strip =
        use_engine(Request::DateStrip { selection: route.selection.clone(), axis, bins: Front::BINS });
    let picture = use_node_ref();
    let Some(Answer::DateStrip(shown)) = strip.get() else {
        // As high as what is to come, and another element than it: nothing moves when it comes.
        return html! { <div class="strip" key="pending" data-state="pending" /> };
    };
    let count = shown.bins.len();
    let bin_at = {
        let picture = picture.clone();
        move |event: &PointerEvent| {
            let area = picture.cast::<Element>()?.get_bounding_client_rect();
            if count == 0 || area.width() <= 0.0 {
                return None;
            }
            let room = count.max(FEWEST) as f64;
            let place =
                (f64::from(event.client_x()) - area.left()) / area.width() * room - margin(count) as f64;
            Some((place.max(0.0) as usize).min(count - 1))
        }
    };
    let on_down = {
        let (brush, bin_at) = (brush.clone(), bin_at.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
                drop(element.set_pointer_capture(event.pointer_id()));
            }
            brush.set(bin_at(&event).map(|bin| (bin, bin)));
        })
    };
    let on_move = {
        let (brush, bin_at) = (brush.clone(), bin_at.clone());
        Callback::from(move |event: PointerEvent| {
            if let (Some((start, _)), Some(bin)) = (*brush, bin_at(&event)) {
                brush.set(Some((start, bin)));
            }
        })
    };
    let on_up = {
        let (brush, route) = (brush.clone(), route.clone());
        let edges: Vec<_> = shown.bins.iter().map(|bin| (bin.from, bin.to)).collect();
        Callback::from(move |_: PointerEvent| {
            if let Some((a, b)) = *brush {
                brush.set(None);
                let (Some(first), Some(last)) = (edges.get(a.min(b)), edges.get(a.max(b))) else { return };
                navigate(&within(&route, axis, Edtf::between(Some(first.0), Some(last.1))));
            }
        })
    };
    let chosen = brush.map(|(a, b)| (a.min(b), a.max(b) + 1)).or_else(|| chosen_bins(shown));
    html! {
        <div class="strip" key="ready" data-grain={grain_word(shown)}>
            <div class="strip-picture" ref={picture} onpointerdown={on_down} onpointermove={on_move} onpointerup={on_up}>
                { bars(shown, chosen) }
                { axis_words(&shown.bins) }
            </div>
            <div class="strip-side">
                { undated(&route, shown, axis) }
                <DateFields {axis} />
            </div>
        </div>
    }
}

fn grain_word(strip: &DateStrip) -> &'static str {
    use dossier_engine::answer::Grain;
    match strip.grain {
        Grain::Day => "day",
        Grain::Month => "month",
        Grain::Quarter => "quarter",
        Grain::Year => "year",
        Grain::Decade => "decade",
        Grain::Century => "century",
    }
}

/// First bin of the filter and one past its last.
fn chosen_bins(strip: &DateStrip) -> Option<(usize, usize)> {
    let (from, to) = strip.chosen?;
    let first = strip.bins.iter().position(|bin| from.is_none_or(|from| bin.to >= from))?;
    let last = strip.bins.iter().rposition(|bin| to.is_none_or(|to| bin.from <= to))?;
    (first <= last).then_some((first, last + 1))
}

/// Empty bins on the left of a few bars.
fn margin(count: usize) -> usize {
    FEWEST.saturating_sub(count) / 2
}

fn bars(strip: &DateStrip, chosen: Option<(usize, usize)>) -> Html {
    let most = strip.bins.iter().map(|bin| bin.possibly).max().unwrap_or(0).max(1);
    let count = strip.bins.len();
    let width = (count.max(FEWEST) * 10).to_string();
    let left = margin(count) * 10;
    let view = ["0 0 ", &width, " 100"].concat();
    let words = match (strip.bins.first(), strip.bins.last()) {
        (Some(first), Some(last)) => ["Documents from ", &first.label, " to ", &last.label].concat(),
        _ => "No document is dated".to_owned(),
    };
    let inside = |bin: usize| chosen.is_none_or(|(from, to)| (from..to).contains(&bin));
    html! {
        <svg viewBox={view} preserveAspectRatio="none" role="img" aria-label={words}>
            // Hatching for "possibly": level strokes, which stay strokes however the picture is stretched.
            <defs><pattern id="strip-hatch" width="10" height="12" patternUnits="userSpaceOnUse"><rect class="hatch" width="10" height="5" /></pattern></defs>
            if let Some((from, to)) = chosen {
                <rect class="strip-chosen" x={(left + from * 10).to_string()} y="0" width={((to - from) * 10).to_string()} height="100" />
            }
            { for strip.bins.iter().enumerate().filter(|(_, bin)| bin.possibly > 0).map(|(place, bin)| {
                let x = (left + place * 10 + 1).to_string();
                let possibly = (bin.possibly * TALL).div_ceil(most).max(6);
                let certainly = if bin.certainly > 0 { (bin.certainly * TALL).div_ceil(most).max(6) } else { 0 };
                let class = classes!("strip-bar", (!inside(place)).then_some("outside"));
                html! {
                    <g key={place} {class}>
                        <title>{ bin_words(bin) }</title>
                        <rect class="possibly" x={x.clone()} y={(TALL - possibly).to_string()} width="8" height={possibly.to_string()} />
                        <rect class="certainly" {x} y={(TALL - certainly).to_string()} width="8" height={certainly.to_string()} />
                    </g>
                }
            }) }
        </svg>
    }
}

fn bin_words(bin: &DateBin) -> String {
    let mut words = bin.label.clone();
    words.push_str(": ");
    words.push_str(&plural(bin.possibly, "document"));
    if bin.certainly < bin.possibly {
        words.push_str(", ");
        words.push_str(&plural(bin.possibly - bin.certainly, "of them only possibly|of them only possibly"));
    }
    words
}

/// The first and the last bin by name, at their ends: no axis is needed for more.
fn axis_words(bins: &[DateBin]) -> Html {
    match bins {
        [] => Html::default(),
        [only] => html! { <p class="strip-ends only" aria-hidden="true"><span>{ &only.label }</span></p> },
        [first, .., last] => {
            html! { <p class="strip-ends" aria-hidden="true"><span>{ &first.label }</span><span>{ &last.label }</span></p> }
        }
    }
}

fn undated(route: &Route, strip: &DateStrip, axis: Axis) -> Html {
    let chosen = route.selection.dates == Some(DateFilter::Undated { axis });
    if strip.undated == 0 && !chosen {
        return Html::default();
    }
    let mut selection = route.selection.clone();
    selection.dates = (!chosen).then_some(DateFilter::Undated { axis });
    html! {
        <a class="strip-undated" href={route.select(selection).hash()} aria-current={chosen.then_some("true")}>
            { "undated " }<span class="count">{ strip.undated }</span>
        </a>
    }
}

fn within(route: &Route, axis: Axis, range: Edtf) -> Route {
    let certainty = match &route.selection.dates {
        Some(DateFilter::Within { certainty, .. }) => *certainty,
        _ => Certainty::Possibly,
    };
    let mut selection = route.selection.clone();
    selection.dates = Some(DateFilter::Within { axis, range, certainty });
    route.select(selection)
}

#[derive(Properties, PartialEq)]
struct DateFieldsProps {
    axis: Axis,
}

/// The same by keyboard: from, to, which dates, how certain.
#[component]
fn DateFields(props: &DateFieldsProps) -> Html {
    let route = use_route();
    let axis = props.axis;
    let (range, certainty) = match &route.selection.dates {
        Some(DateFilter::Within { range, certainty, .. }) => (range.as_str().to_owned(), *certainty),
        _ => (String::new(), Certainty::Possibly),
    };
    let problem = use_state_eq(|| None::<String>);
    let on_range = {
        let (route, problem) = (route.clone(), problem.clone());
        Callback::from(move |event: Event| {
            let typed = browser::field_value(&event);
            if typed.trim().is_empty() {
                let mut selection = route.selection.clone();
                selection.dates = None;
                problem.set(None);
                navigate(&route.select(selection));
                return;
            }
            match typed.parse::<Edtf>() {
                Ok(range) => {
                    problem.set(None);
                    navigate(&within(&route, axis, range));
                }
                Err(error) => problem.set(Some(error.to_string())),
            }
        })
    };
    let to_axis = |axis: Axis| {
        let mut selection = route.selection.clone();
        selection.dates = match selection.dates.take() {
            Some(DateFilter::Within { range, certainty, .. }) => {
                Some(DateFilter::Within { axis, range, certainty })
            }
            _ => Some(DateFilter::Undated { axis }),
        };
        route.select(selection).hash()
    };
    let to_certainty = |certainty: Certainty| {
        let mut selection = route.selection.clone();
        if let Some(DateFilter::Within { certainty: now, .. }) = &mut selection.dates {
            *now = certainty;
        }
        route.select(selection).hash()
    };
    html! {
        <details class="date-fields">
            <summary>{ "dates" }</summary>
            <div class="popover">
                <label class="field"><span class="label">{ "When" }</span>
                    <input type="text" value={range.clone()} placeholder="2022 or 2022-03/2025" onchange={on_range} aria-describedby="date-help" />
                </label>
                <p id="date-help" class="small quiet">{ "A year, a month, a day, or two of them with a slash; “..” leaves an end open." }</p>
                if let Some(problem) = &*problem { <p class="problem" role="alert">{ problem }</p> }
                if !range.is_empty() {
                    { crate::components::choices("Uncertain dates count when they", [
                        ("may lie in it".to_owned(), to_certainty(Certainty::Possibly), certainty == Certainty::Possibly),
                        ("must lie in it".to_owned(), to_certainty(Certainty::Certainly), certainty == Certainty::Certainly),
                    ]) }
                    { crate::components::choices("Which dates", Axis::ALL.map(|other| {
                        let words = match other { Axis::Published => "published", Axis::Event => "of events", Axis::Mentioned => "mentioned" };
                        (words.to_owned(), to_axis(other), other == axis)
                    })) }
                }
            </div>
        </details>
    }
}
