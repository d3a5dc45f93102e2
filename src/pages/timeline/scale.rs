//! Days and pixels: the part of time that is shown, how it is moved, where its ticks stand.

use dossier_engine::{Day, Edtf};

/// A stretch of time on the screen, in days from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Window {
    /// Where the left edge is.
    pub(crate) from: f64,
    /// Where the right edge is.
    pub(crate) to: f64,
}

/// Days of the closest and of the widest view.
const CLOSEST: f64 = 10.0;
const WIDEST: f64 = 365.25 * 1_000.0;
const FIRST: f64 = -719_000.0;
const LAST: f64 = 2_932_000.0;

impl Window {
    /// Everything from one day to another, with air at both ends.
    pub(crate) fn around(first: Day, last: Day) -> Self {
        let (from, to) = (f64::from(first.0), f64::from(last.0) + 1.0);
        let air = ((to - from) * 0.04).max(20.0);
        Self { from: from - air, to: to + air }.within_bounds()
    }

    /// From the URL: an EDTF interval.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let edtf: Edtf = text.parse().ok()?;
        let (first, last) = (edtf.earliest()?, edtf.latest()?);
        Some(Self { from: f64::from(first.0), to: f64::from(last.0) + 1.0 }.within_bounds())
    }

    /// For the URL.
    pub(crate) fn written(self) -> String {
        let (first, last) = self.days();
        Edtf::between(Some(first), Some(last)).to_string()
    }

    /// First and last day in view.
    pub(crate) fn days(self) -> (Day, Day) {
        (Day(self.from.round() as i32), Day((self.to.round() as i32 - 1).max(self.from.round() as i32)))
    }

    /// How many days are in view.
    pub(crate) fn span(self) -> f64 {
        self.to - self.from
    }

    /// The pixel of the beginning of a day.
    pub(crate) fn x(self, day: f64, width: i32) -> i32 {
        let x = (day - self.from) / self.span() * f64::from(width);
        x.clamp(-20_000.0, 20_000.0) as i32
    }

    /// The day at a pixel.
    pub(crate) fn day_at(self, x: f64, width: i32) -> f64 {
        self.from + x / f64::from(width.max(1)) * self.span()
    }

    /// Closer (below 1) or wider (above 1), with the day at `anchor` where it is.
    #[must_use]
    pub(crate) fn zoomed(self, factor: f64, anchor: f64) -> Self {
        let factor = factor.clamp(CLOSEST / self.span(), (WIDEST / self.span()).max(1.0));
        Self { from: anchor - (anchor - self.from) * factor, to: anchor + (self.to - anchor) * factor }
            .within_bounds()
    }

    /// Moved by that many days.
    #[must_use]
    pub(crate) fn moved(self, days: f64) -> Self {
        Self { from: self.from + days, to: self.to + days }.within_bounds()
    }

    fn within_bounds(self) -> Self {
        let span = self.span().clamp(CLOSEST, WIDEST);
        let middle = f64::midpoint(self.from, self.to);
        let from = (middle - span / 2.0).clamp(FIRST, LAST - span);
        Self { from, to: from + span }
    }
}

/// A line across the lanes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tick {
    /// Where.
    pub(crate) x: i32,
    /// What stands over it.
    pub(crate) label: String,
    /// The beginning of a year (or of ten, where the steps are years).
    pub(crate) major: bool,
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// Pixels that a label needs.
const LABEL: f64 = 64.0;

/// Ticks at round dates, as close as their labels allow.
pub(crate) fn ticks(window: Window, width: i32) -> Vec<Tick> {
    let per_day = f64::from(width.max(1)) / window.span();
    let (first, last) = (Day(window.from.floor() as i32), Day(window.to.ceil() as i32));
    let tick =
        |day: Day, label: String, major: bool| Tick { x: window.x(f64::from(day.0), width), label, major };
    let shown = |tick: &Tick| (0..width).contains(&tick.x);
    if let Some(step) = [1, 2, 7].into_iter().find(|step| f64::from(*step) * per_day >= LABEL) {
        let begin = first.0.div_euclid(step) * step;
        return (begin..=last.0)
            .step_by(step as usize)
            .map(|day| {
                let (year, month, of_month) = Day(day).to_ymd();
                let name = MONTHS[month as usize - 1];
                let major = of_month <= step as u32 && month == 1;
                let label = if of_month <= step as u32 {
                    format!("{of_month} {name} {year}")
                } else {
                    format!("{of_month} {name}")
                };
                tick(Day(day), label, major)
            })
            .filter(shown)
            .collect();
    }
    if let Some(step) = [1, 3, 6].into_iter().find(|step| f64::from(*step) * 30.4 * per_day >= LABEL) {
        let month_number = |day: Day| day.to_ymd().0 * 12 + day.to_ymd().1 as i32 - 1;
        let begin = month_number(first).div_euclid(step) * step;
        return (begin..=month_number(last))
            .step_by(step as usize)
            .map(|number| {
                let (year, month) = (number.div_euclid(12), number.rem_euclid(12));
                let label = if month == 0 { year.to_string() } else { MONTHS[month as usize].to_owned() };
                tick(Day::from_ymd(year, month as u32 + 1, 1), label, month == 0)
            })
            .filter(shown)
            .collect();
    }
    let steps = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500];
    let step = steps.into_iter().find(|step| f64::from(*step) * 365.25 * per_day >= LABEL).unwrap_or(1_000);
    let begin = first.to_ymd().0.div_euclid(step) * step;
    (begin..=last.to_ymd().0)
        .step_by(step as usize)
        .map(|year| tick(Day::from_ymd(year, 1, 1), year.to_string(), year % (step * 10).min(100) == 0))
        .filter(shown)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(from: (i32, u32, u32), to: (i32, u32, u32)) -> Window {
        Window::around(Day::from_ymd(from.0, from.1, from.2), Day::from_ymd(to.0, to.1, to.2))
    }

    #[test]
    fn zooming_keeps_the_day_under_the_pointer() {
        let before = window((2020, 1, 1), (2026, 1, 1));
        let anchor = before.day_at(300.0, 1_000);
        let after = before.zoomed(0.5, anchor);
        assert!((after.x(anchor, 1_000) - 300).abs() <= 1);
        assert!(after.span() < before.span());
    }

    #[test]
    fn no_zoom_leaves_the_calendar() {
        let mut window = window((2020, 1, 1), (2026, 1, 1));
        for _ in 0..200 {
            window = window.zoomed(1.7, window.to);
        }
        assert!(window.from >= FIRST && window.to <= LAST + 1.0);
        for _ in 0..400 {
            window = window.zoomed(0.5, window.from);
        }
        assert!(window.span() >= CLOSEST - 0.01);
    }

    #[test]
    fn a_window_comes_back_from_the_url() {
        let before = Window::parse("2022-01-01/2024-12-31").expect("a window");
        assert_eq!(Window::parse(&before.written()), Some(before));
        assert_eq!(Window::parse("2022"), Window::parse("2022-01-01/2022-12-31"));
        assert_eq!(Window::parse("tomorrow"), None);
    }

    #[test]
    fn ticks_never_stand_closer_than_their_labels() {
        for days in [10.0, 40.0, 200.0, 900.0, 4_000.0, 40_000.0, 300_000.0] {
            for width in [300, 1_200, 2_400] {
                let window = Window { from: 10_000.5, to: 10_000.5 + days };
                let ticks = ticks(window, width);
                assert!(ticks.windows(2).all(|pair| pair[1].x - pair[0].x >= 55), "{days} days, {width} px");
                assert!(ticks.len() < 50);
            }
        }
    }
}
