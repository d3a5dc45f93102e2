//! What is drawn: the axis, the lanes, their items, densities and the undated.

use std::collections::BTreeMap;

use dossier_engine::answer::{Item, ItemId, ItemKind, Lane, TimelineCard};
use yew::prelude::*;

use super::item_name;
use super::layout::{Placed, STEP, Shown, Words};
use super::scale::{Tick, Window};
use crate::state::{group_digits, plural};

/// Height of the axis.
pub(super) const AXIS: i32 = 34;
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

pub(super) fn words_width(card: Option<&TimelineCard>) -> i32 {
    card.map_or(0, |card| card.title.chars().count().min(LETTERS) as i32 * LETTER)
}

pub(super) fn height(shown: &Shown) -> i32 {
    HEAD + FOOT
        + match shown {
            Shown::Items { rows, .. } => *rows as i32 * ROW,
            Shown::Density(_) => DENSITY,
        }
}

/// Soft ends: a date that lies somewhere between, or is open to one side.
pub(super) fn gradients() -> Html {
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

pub(super) fn axis(ticks: &[Tick], width: i32, tall: i32, brush: Option<(f64, f64)>, view: Window) -> Html {
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
pub(super) struct Drawing<'a> {
    /// The address of an item, but for its name.
    pub(super) to_item: &'a str,
    pub(super) cards: &'a BTreeMap<ItemId, TimelineCard>,
    /// What the items of `cards` are called.
    pub(super) labels: &'a BTreeMap<ItemId, AttrValue>,
    pub(super) selected: Option<ItemId>,
    /// Of the part that has dates.
    pub(super) width: i32,
    /// With the undated.
    pub(super) whole: i32,
}

const fn kind_name(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Published => "published",
        ItemKind::Event => "event",
        ItemKind::Mentioned => "mentioned",
    }
}

pub(super) fn lane_view(drawing: &Drawing<'_>, lane: &Lane, shown: &Shown, top: i32, height: i32) -> Html {
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
    let name = item_name(item.id);
    let href = [drawing.to_item, &name].concat();
    let label = drawing.labels.get(&item.id).cloned().unwrap_or(AttrValue::Static("open"));
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
        <a key={name} {class} {href} aria-label={label.clone()} aria-current={now.then_some("true")}>
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
pub(super) const MOST_UNDATED: usize = 12;

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
                let href = [drawing.to_item, &item_name(*id)].concat();
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
