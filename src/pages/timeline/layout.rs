//! Where the items of a lane stand: one by one while there is room, as a density when there is not.

use std::ops::Range;

use dossier_engine::Day;
use dossier_engine::answer::Item;

use super::scale::Window;

/// An item on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    /// Its place in the lane's items.
    pub(crate) item: usize,
    /// From the top, from 0.
    pub(crate) row: usize,
    /// Left edge.
    pub(crate) x: i32,
    /// Right edge; a point's is its left edge.
    pub(crate) end: i32,
    /// Pixels up to the next item in its row.
    pub(crate) room: i32,
}

/// What a lane shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Each item, with its words beside it or without.
    Items {
        /// In the order of time.
        placed: Vec<Placed>,
        /// How many rows they take.
        rows: usize,
        /// There is room for words.
        labelled: bool,
    },
    /// How many items touch each stretch of [`STEP`] pixels.
    Density(Vec<u32>),
}

/// Pixels of a step of the density.
pub(crate) const STEP: i32 = 4;
/// More items of a lane than this are never drawn one by one.
const MOST_ITEMS: usize = 160;
/// Nor more than this in all lanes together, so that a frame is drawn in time; but each lane may have a few.
const DRAWN: usize = 480;
const FEWEST_ITEMS: usize = 32;
const MOST_ROWS: usize = 9;
/// Rows in all lanes together: more would push the lowest lane far out of sight.
const ROWS: usize = 36;
/// Narrower stretches are drawn as points.
pub(crate) const POINT: i32 = 9;

/// Where an item's words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Words {
    /// Behind it, in so many pixels.
    After(i32),
    /// Before it.
    Before(i32),
    /// Over it, from so many pixels on: it is wide, and its ends are out of the window.
    Over(i32, i32),
}

impl Words {
    /// The place with the most room, if they need `wanted` pixels.
    pub(crate) fn place(x: i32, end: i32, wanted: i32, width: i32) -> Self {
        let (after, before) = (width - end - 8, x - 8);
        let over = (x.max(0), end.min(width) - x.max(0) - 6);
        if after >= wanted {
            Self::After(wanted)
        } else if over.1 >= wanted {
            Self::Over(over.0, wanted)
        } else if before >= wanted {
            Self::Before(wanted)
        } else if over.1 >= after && over.1 >= before {
            Self::Over(over.0, over.1.max(0))
        } else if after >= before {
            Self::After(after.max(0))
        } else {
            Self::Before(before.max(0))
        }
    }
}

/// How far the items of a lane reach, so that those near a window are found without looking at all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    /// The latest day that an item or one before it reaches.
    last: Vec<i32>,
    /// The earliest day that an item or one after it begins.
    first: Vec<i32>,
}

impl Reach {
    /// Of items in any order; in that of time it helps most.
    pub(crate) fn of(items: &[Item]) -> Self {
        let mut last = Vec::with_capacity(items.len());
        let mut latest = i32::MIN;
        for item in items {
            latest = latest.max(item.latest.map_or(i32::MAX, |day| day.0));
            last.push(latest);
        }
        let mut first = vec![i32::MAX; items.len()];
        let mut earliest = i32::MAX;
        for (place, item) in first.iter_mut().zip(items).rev() {
            earliest = earliest.min(item.earliest.map_or(i32::MIN, |day| day.0));
            *place = earliest;
        }
        Self { last, first }
    }

    /// Every item that could be seen in the window or at its edges is among these.
    pub(crate) fn within(&self, window: Window) -> Range<usize> {
        // An item at the very edge is drawn though its day is out of the window.
        let air = window.span() * 0.05 + 1.0;
        let (from, to) = ((window.from - air) as i32, (window.to + air) as i32);
        let begin = self.last.partition_point(|last| *last < from);
        let end = self.first.partition_point(|first| *first <= to);
        begin..end.max(begin)
    }
}

/// Lays a lane out, one of `lanes`; `near` are the items that may be in the window. `words` gives the width of an item's words in pixels.
pub(crate) fn lay(
    items: &[Item],
    near: Range<usize>,
    window: Window,
    width: i32,
    lanes: usize,
    words: impl Fn(&Item) -> i32,
) -> Shown {
    let most_rows = (ROWS / lanes.max(1)).clamp(5, 14);
    let most = (DRAWN / lanes.max(1)).clamp(FEWEST_ITEMS, MOST_ITEMS);
    let begin = near.start;
    let near = items.get(near).unwrap_or_default();
    let visible: Vec<Placed> = near
        .iter()
        .zip(begin..)
        .filter_map(|(item, at)| {
            let (x, end) = edges(item, window, width);
            (end >= 0 && x <= width).then_some(Placed { item: at, row: 0, x, end, room: width - end })
        })
        .take(most + 1)
        .collect();
    if visible.len() <= most {
        let labelled = pack(&visible, most_rows, width, |placed| words(&items[placed.item]));
        if let Some((placed, rows)) = labelled {
            return Shown::Items { placed, rows, labelled: true };
        }
        if let Some((placed, rows)) = pack(&visible, MOST_ROWS, width, |_| 4) {
            return Shown::Items { placed, rows, labelled: false };
        }
    }
    Shown::Density(density(near, window, width))
}

/// Left and right edge; of a narrow stretch both are its middle.
fn edges(item: &Item, window: Window, width: i32) -> (i32, i32) {
    let x = item.earliest.map_or(-40, |day| window.x(f64::from(day.0), width).max(-40));
    let end = item.latest.map_or(width + 40, |day| window.x(f64::from(day.0) + 1.0, width).min(width + 40));
    if end - x < POINT && item.earliest.is_some() && item.latest.is_some() {
        let middle = i32::midpoint(x, end);
        (middle, middle)
    } else {
        (x, end)
    }
}

/// Puts each item into the first row that has room; `None` when there are not rows enough.
fn pack(
    visible: &[Placed],
    most: usize,
    width: i32,
    words: impl Fn(&Placed) -> i32,
) -> Option<(Vec<Placed>, usize)> {
    let mut ends: Vec<i32> = Vec::new();
    let mut placed: Vec<Placed> = Vec::with_capacity(visible.len());
    // The last item of each row.
    let mut before: Vec<usize> = Vec::new();
    for item in visible {
        let left = if item.x == item.end { item.x - POINT / 2 } else { item.x };
        let (from, to) = match Words::place(item.x, item.end, words(item), width) {
            Words::After(pixels) => (left, item.end + 8 + pixels),
            Words::Before(pixels) => (left - 8 - pixels, item.end),
            Words::Over(..) => (left, item.end),
        };
        let row = ends.iter().position(|end| *end + 6 <= from).unwrap_or(ends.len());
        if row == most {
            return None;
        }
        if row == ends.len() {
            ends.push(i32::MIN);
            before.push(placed.len());
        } else {
            let earlier = &mut placed[before[row]];
            earlier.room = left - earlier.end;
            before[row] = placed.len();
        }
        ends[row] = to + POINT / 2;
        placed.push(Placed { row, ..*item });
    }
    Some((placed, ends.len().max(1)))
}

fn density(items: &[Item], window: Window, width: i32) -> Vec<u32> {
    let steps = (width / STEP).max(1) as usize;
    let mut changes = vec![0_i64; steps + 1];
    for item in items {
        let x = item.earliest.map_or(0, |day| window.x(f64::from(day.0), width));
        let end = item.latest.map_or(width, |day| window.x(f64::from(day.0) + 1.0, width));
        if end < 0 || x >= width {
            continue;
        }
        let first = (x.max(0) / STEP) as usize;
        let last = ((end.min(width - 1) / STEP) as usize).max(first);
        changes[first.min(steps - 1)] += 1;
        changes[last.min(steps - 1) + 1] -= 1;
    }
    let mut running = 0;
    changes[..steps]
        .iter()
        .map(|change| {
            running += change;
            u32::try_from(running).unwrap_or(0)
        })
        .collect()
}

/// A density that the engine counted over `over`, as seen through a window.
pub(crate) fn through(counts: &[u32], over: (Day, Day), window: Window, width: i32) -> Vec<u32> {
    let (from, to) = (f64::from(over.0.0), f64::from(over.1.0) + 1.0);
    (0..(width / STEP).max(1))
        .map(|step| {
            let day = window.day_at(f64::from(step * STEP), width);
            let place = (day - from) / (to - from).max(1.0) * counts.len() as f64;
            if place < 0.0 { 0 } else { counts.get(place as usize).copied().unwrap_or(0) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use dossier_engine::answer::{ItemId, ItemKind};

    use super::*;

    fn item(number: u32, first: i32, last: i32) -> Item {
        Item {
            id: ItemId { kind: ItemKind::Published, number, part: 0 },
            earliest: Some(Day(first)),
            latest: Some(Day(last)),
            soft: false,
            planned: false,
        }
    }

    const WINDOW: Window = Window { from: 0.0, to: 1_000.0 };

    #[test]
    fn items_that_would_overlap_stand_in_rows() {
        let items = [item(0, 100, 100), item(1, 101, 101), item(2, 600, 700)];
        let Shown::Items { placed, rows, labelled } = lay(&items, 0..items.len(), WINDOW, 1_000, 3, |_| 120)
        else {
            panic!("three items have room");
        };
        assert!(labelled);
        assert_eq!(rows, 2);
        assert_eq!(placed.iter().map(|placed| placed.row).collect::<Vec<_>>(), [0, 1, 0]);
    }

    #[test]
    fn where_words_do_not_fit_all_items_each_knows_the_room_it_has() {
        let items: Vec<Item> =
            (0..30).map(|number| item(number, number as i32 * 8, number as i32 * 8)).collect();
        let Shown::Items { placed, labelled: false, .. } =
            lay(&items, 0..items.len(), WINDOW, 1_000, 3, |_| 600)
        else {
            panic!("30 points have room, their words have not")
        };
        for at in &placed {
            let next = placed
                .iter()
                .filter(|other| other.row == at.row && other.x > at.x)
                .map(|other| other.x)
                .min();
            assert!(at.end + at.room <= next.unwrap_or(1_000), "{at:?}");
        }
        assert!(placed.iter().any(|at| at.room > 200), "the last of a row has the rest of it");
    }

    #[test]
    fn too_many_items_become_a_density_that_counts_each_of_them() {
        let items: Vec<Item> = (0..900).map(|day| item(day as u32, day, day)).collect();
        let Shown::Density(counts) = lay(&items, 0..items.len(), WINDOW, 1_000, 3, |_| 120) else {
            panic!("900 have no room")
        };
        assert!(counts.iter().all(|count| *count < 10));
        assert!(counts[..200].iter().all(|count| *count > 0));
    }

    #[test]
    fn closer_the_items_of_a_density_stand_one_by_one() {
        let items: Vec<Item> = (0..900).map(|day| item(day as u32, day, day)).collect();
        let closer = Window { from: 100.0, to: 110.0 };
        assert!(matches!(lay(&items, 0..items.len(), closer, 1_000, 3, |_| 60), Shown::Items { .. }));
    }

    #[test]
    fn what_is_near_a_window_is_laid_out_as_if_all_had_been_looked_at() {
        let mut items: Vec<Item> =
            (0..400).map(|n| item(n, n as i32 * 9, n as i32 * 9 + n as i32 % 40)).collect();
        items[3].latest = None;
        items[390].earliest = None;
        items.insert(50, item(400, 2_000, 2_600));
        let reach = Reach::of(&items);
        for (from, to) in
            [(-500.0, 40.0), (0.0, 90.0), (700.0, 760.0), (2_100.0, 2_140.0), (3_580.0, 3_900.0)]
        {
            let window = Window { from, to };
            let all = lay(&items, 0..items.len(), window, 1_000, 3, |_| 60);
            assert_eq!(lay(&items, reach.within(window), window, 1_000, 3, |_| 60), all, "{from} to {to}");
        }
        let sorted: Vec<Item> = (0..4_000).map(|n| item(n, n as i32, n as i32)).collect();
        let near = Reach::of(&sorted).within(Window { from: 1_000.0, to: 1_100.0 });
        assert!(near.len() < 130, "{near:?}");
    }
}
