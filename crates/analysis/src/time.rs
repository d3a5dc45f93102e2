//! Stretches of days, calendar bins, histograms and densities over uncertain dates.

use std::collections::BTreeMap;

use dossier_corpus::{Day, Edtf};
use serde::{Deserialize, Serialize};

/// The days that a date may mean, both ends included. An open end is [`Stretch::OPEN_PAST`] or
/// [`Stretch::OPEN_FUTURE`]; no date at all is [`Stretch::UNDATED`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stretch {
    /// First day, counted from 1970-01-01.
    pub first: i32,
    /// Last day.
    pub last: i32,
}

impl Stretch {
    /// `first` of a stretch that is open towards the past.
    pub const OPEN_PAST: i32 = i32::MIN;
    /// `last` of a stretch that is open towards the future.
    pub const OPEN_FUTURE: i32 = i32::MAX;
    /// No date.
    pub const UNDATED: Self = Self { first: i32::MAX, last: i32::MIN };

    /// From one day to another; `None` is an open end.
    pub fn new(first: Option<Day>, last: Option<Day>) -> Self {
        Self {
            first: first.map_or(Self::OPEN_PAST, |day| day.0),
            last: last.map_or(Self::OPEN_FUTURE, |day| day.0),
        }
    }

    /// The days that an EDTF value may mean.
    pub fn of(edtf: &Edtf) -> Self {
        Self::new(edtf.earliest(), edtf.latest())
    }

    /// The same, undated where an end lies outside the years 0 to 9999, which EDTF cannot write: numbers that were
    /// read from a damaged file are none that arithmetic can trust.
    #[must_use]
    pub const fn in_calendar(self) -> Self {
        const FIRST: i32 = Day::from_ymd(0, 1, 1).0;
        const LAST: i32 = Day::from_ymd(9999, 12, 31).0;
        let first = self.first == Self::OPEN_PAST || (FIRST <= self.first && self.first <= LAST);
        let last = self.last == Self::OPEN_FUTURE || (FIRST <= self.last && self.last <= LAST);
        if first && last && !self.is_undated() { self } else { Self::UNDATED }
    }

    /// Whether it is no date.
    pub const fn is_undated(self) -> bool {
        self.first > self.last
    }

    /// First day; `None` when open or undated.
    pub fn earliest(self) -> Option<Day> {
        (!self.is_undated() && self.first != Self::OPEN_PAST).then_some(Day(self.first))
    }

    /// Last day; `None` when open or undated.
    pub fn latest(self) -> Option<Day> {
        (!self.is_undated() && self.last != Self::OPEN_FUTURE).then_some(Day(self.last))
    }

    /// Whether the date may lie in `range`.
    pub const fn possibly_in(self, range: Self) -> bool {
        !self.is_undated() && self.first <= range.last && range.first <= self.last
    }

    /// Whether the date must lie in `range`.
    pub const fn certainly_in(self, range: Self) -> bool {
        !self.is_undated() && range.first <= self.first && self.last <= range.last
    }

    /// The smallest stretch that holds both; an undated one adds nothing.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        match (self.is_undated(), other.is_undated()) {
            (true, _) => other,
            (_, true) => self,
            _ => Self { first: self.first.min(other.first), last: self.last.max(other.last) },
        }
    }

    /// Where it stands in a list by time: by its first known day, then by its last; undated at the end.
    pub fn order(self) -> (i32, i32) {
        if self.is_undated() {
            return (i32::MAX, i32::MAX);
        }
        let known = if self.first == Self::OPEN_PAST { self.last } else { self.first };
        (known, self.last)
    }
}

/// The first and the last day that are known in any of the stretches.
pub fn extent(stretches: impl Iterator<Item = Stretch>) -> Option<(Day, Day)> {
    let mut found: Option<(i32, i32)> = None;
    for day in stretches.flat_map(|s| [s.earliest(), s.latest()]).flatten() {
        found = Some(found.map_or((day.0, day.0), |(a, b)| (a.min(day.0), b.max(day.0))));
    }
    found.map(|(a, b)| (Day(a), Day(b)))
}

/// Where to look first: from the first to the last of what is `told` (published, or happened), and so far beyond as most
/// of the dates that are `mentioned` lie: not the last fortieth of many on either side, and none more than a hundred years
/// away from all that is told. A year 3000 in one text does not make a timeline of a thousand years.
pub fn opening(
    told: impl Iterator<Item = Stretch>,
    mentioned: impl Iterator<Item = Stretch>,
) -> Option<(Day, Day)> {
    const MANY: usize = 200;
    const FORTIETH: usize = 40;
    const CENTURY: i32 = 36_525;
    let told = extent(told);
    let (from, to) = told.map_or((i32::MIN, i32::MAX), |(from, to)| {
        (from.0.saturating_sub(CENTURY), to.0.saturating_add(CENTURY))
    });
    // Counted by day: there are many more dates than days.
    let (mut firsts, mut lasts) = (BTreeMap::<i32, usize>::new(), BTreeMap::<i32, usize>::new());
    let mut all = 0;
    for when in mentioned {
        let Some(first) = when.earliest().or(when.latest()) else { continue };
        let last = when.latest().unwrap_or(first);
        if first.0 >= from && last.0 <= to {
            all += 1;
            *firsts.entry(first.0).or_default() += 1;
            *lasts.entry(last.0).or_default() += 1;
        }
    }
    let cut = if all < MANY { 0 } else { all / FORTIETH };
    let Some((first, last)) = nth(firsts.iter(), cut).zip(nth(lasts.iter().rev(), cut)) else { return told };
    let (from, to) = told.unwrap_or((Day(first), Day(last)));
    Some((from.min(Day(first)), to.max(Day(last.max(first)))))
}

/// The day of the date at a place, of days with their numbers of dates.
fn nth<'a>(mut days: impl Iterator<Item = (&'a i32, &'a usize)>, place: usize) -> Option<i32> {
    let mut before = 0;
    days.find(|(_, dates)| {
        before += **dates;
        before > place
    })
    .map(|(day, _)| *day)
}

/// How long a calendar bin is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grain {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Grain {
    /// Every grain, the finest first.
    pub const ALL: [Self; 6] =
        [Self::Day, Self::Month, Self::Quarter, Self::Year, Self::Decade, Self::Century];

    /// The number of the bin that holds a day: bins are numbered through from year 0.
    const fn bin_of(self, day: Day) -> i32 {
        let (year, month, _) = day.to_ymd();
        match self {
            Self::Day => day.0,
            Self::Month => year * 12 + month as i32 - 1,
            Self::Quarter => year * 4 + (month as i32 - 1) / 3,
            Self::Year => year,
            Self::Decade => year.div_euclid(10),
            Self::Century => year.div_euclid(100),
        }
    }

    const fn first_day(self, bin: i32) -> Day {
        match self {
            Self::Day => Day(bin),
            Self::Month => Day::from_ymd(bin.div_euclid(12), bin.rem_euclid(12) as u32 + 1, 1),
            Self::Quarter => Day::from_ymd(bin.div_euclid(4), bin.rem_euclid(4) as u32 * 3 + 1, 1),
            Self::Year => Day::from_ymd(bin, 1, 1),
            Self::Decade => Day::from_ymd(bin * 10, 1, 1),
            Self::Century => Day::from_ymd(bin * 100, 1, 1),
        }
    }

    /// The finest grain that covers `first..=last` with at most `most` bins; the coarsest if none does.
    pub fn finest(first: Day, last: Day, most: u32) -> Self {
        let fits = |grain: &Self| {
            i64::from(grain.bin_of(last)) - i64::from(grain.bin_of(first)) < i64::from(most.max(1))
        };
        Self::ALL.into_iter().find(fits).unwrap_or(Self::Century)
    }
}

/// A calendar bin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bin {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

impl Bin {
    /// The bin as a stretch.
    pub const fn stretch(self) -> Stretch {
        Stretch { first: self.from.0, last: self.to.0 }
    }
}

/// The calendar bins of a grain that cover `first..=last`: in order, without a gap, at most 4,000.
pub fn bins(first: Day, last: Day, grain: Grain) -> Vec<Bin> {
    let (a, b) = (grain.bin_of(first), grain.bin_of(last));
    (a..=b.min(a.saturating_add(3_999)))
        .map(|bin| Bin { from: grain.first_day(bin), to: Day(grain.first_day(bin + 1).0 - 1) })
        .collect()
}

/// How many documents may and must lie in each bin. A document has any number of dates; it counts once.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Histogram {
    /// Documents with a date that may lie in the bin.
    pub possibly: Vec<u32>,
    /// Documents with a date that must lie in the bin.
    pub certainly: Vec<u32>,
    /// Documents without a date.
    pub undated: u32,
    last_document: Vec<(u32, u32)>,
    documents: u32,
}

impl Histogram {
    /// Empty, over that many bins.
    pub fn new(bins: usize) -> Self {
        Self {
            possibly: vec![0; bins],
            certainly: vec![0; bins],
            undated: 0,
            last_document: vec![(0, 0); bins],
            documents: 0,
        }
    }

    /// Adds a document with its dates. `bins` are those that the histogram was made for.
    pub fn add(&mut self, bins: &[Bin], dates: impl Iterator<Item = Stretch>) {
        self.documents += 1;
        let document = self.documents;
        let mut dated = false;
        for date in dates.filter(|date| !date.is_undated()) {
            dated = true;
            let from = bins.partition_point(|bin| bin.to.0 < date.first);
            let to = bins.partition_point(|bin| bin.from.0 <= date.last);
            for at in from..to {
                if self.last_document[at].0 != document {
                    self.last_document[at].0 = document;
                    self.possibly[at] += 1;
                }
            }
            if from + 1 == to
                && date.certainly_in(bins[from].stretch())
                && self.last_document[from].1 != document
            {
                self.last_document[from].1 = document;
                self.certainly[from] += 1;
            }
        }
        self.undated += u32::from(!dated);
    }
}

/// How many stretches may lie in each of `bins` bins of equal length over `from..=to`.
pub fn density(stretches: impl Iterator<Item = Stretch>, from: Day, to: Day, bins: u32) -> Vec<u32> {
    let bins = bins.clamp(1, 8_192);
    let days = i64::from(to.0) - i64::from(from.0) + 1;
    if days <= 0 {
        return vec![0; bins as usize];
    }
    let bin_of = |day: i32| {
        let offset = (i64::from(day) - i64::from(from.0)).clamp(0, days - 1);
        (offset * i64::from(bins) / days) as usize
    };
    let window = Stretch { first: from.0, last: to.0 };
    let mut changes = vec![0i64; bins as usize + 1];
    for stretch in stretches.filter(|stretch| stretch.possibly_in(window)) {
        changes[bin_of(stretch.first)] += 1;
        changes[bin_of(stretch.last) + 1] -= 1;
    }
    let mut running = 0i64;
    changes[..bins as usize]
        .iter()
        .map(|change| {
            running += change;
            u32::try_from(running).unwrap_or(0)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stretches() -> impl Strategy<Value = Stretch> {
        let closed = (-4000..40_000i32, 0..900i32).prop_map(|(a, n)| Stretch { first: a, last: a + n });
        prop_oneof![
            6 => closed,
            1 => (-4000..40_000i32).prop_map(|a| Stretch { first: a, last: Stretch::OPEN_FUTURE }),
            1 => (-4000..40_000i32).prop_map(|b| Stretch { first: Stretch::OPEN_PAST, last: b }),
            1 => Just(Stretch::UNDATED),
        ]
    }

    proptest! {
        #[test]
        fn bins_cover_their_days_without_gap_or_overlap(a in -40_000..40_000i32, n in 0..20_000i32) {
            for grain in Grain::ALL {
                let bins = bins(Day(a), Day(a + n), grain);
                prop_assert!(bins[0].from.0 <= a && a <= bins[0].to.0);
                prop_assert!(bins.windows(2).all(|w| w[0].to.0 + 1 == w[1].from.0));
                if bins.len() < 4_000 {
                    let last = bins[bins.len() - 1];
                    prop_assert!(last.from.0 <= a + n && a + n <= last.to.0);
                }
            }
        }

        #[test]
        fn a_histogram_counts_what_the_definitions_say(
            documents in proptest::collection::vec(proptest::collection::vec(stretches(), 0..4), 0..12),
            a in -2_000..20_000i32,
            n in 0..9_000i32,
        ) {
            let bins = bins(Day(a), Day(a + n), Grain::finest(Day(a), Day(a + n), 24));
            prop_assert!(bins.len() <= 24);
            let mut histogram = Histogram::new(bins.len());
            for dates in &documents {
                histogram.add(&bins, dates.iter().copied());
            }
            for (at, bin) in bins.iter().enumerate() {
                let count = |test: fn(Stretch, Stretch) -> bool| {
                    documents.iter().filter(|d| d.iter().any(|s| test(*s, bin.stretch()))).count() as u32
                };
                prop_assert_eq!(histogram.possibly[at], count(Stretch::possibly_in));
                prop_assert_eq!(histogram.certainly[at], count(Stretch::certainly_in));
            }
            let undated = documents.iter().filter(|d| d.iter().all(|s| s.is_undated())).count();
            prop_assert_eq!(histogram.undated as usize, undated);
        }

        #[test]
        fn density_counts_each_stretch_in_every_bin_that_it_touches(
            stretches in proptest::collection::vec(stretches(), 0..20), a in 0..1_000i32, n in 1..3_000i32,
        ) {
            let found = density(stretches.iter().copied(), Day(a), Day(a + n - 1), n as u32);
            if n <= 8_192 {
                for (at, count) in found.iter().enumerate() {
                    let day = Stretch { first: a + at as i32, last: a + at as i32 };
                    prop_assert_eq!(*count as usize, stretches.iter().filter(|s| s.possibly_in(day)).count());
                }
            }
        }
    }

    #[test]
    fn a_timeline_opens_where_most_of_it_lies() {
        let day = |year, month| Day::from_ymd(year, month, 1);
        let on = |year, month| Stretch::new(Some(day(year, month)), Some(day(year, month)));
        let open = |told: &[Stretch], mentioned: &[Stretch]| {
            opening(told.iter().copied(), mentioned.iter().copied())
        };
        let told = [on(1987, 2), on(1987, 10)];
        assert_eq!(open(&told, &[on(3000, 1)]), Some((day(1987, 2), day(1987, 10))));
        assert_eq!(open(&told, &[on(2045, 1), on(1945, 1)]), Some((day(1945, 1), day(2045, 1))));
        let mut many = vec![on(1986, 5); 300];
        many.extend([on(1900, 1), on(2050, 1)]);
        assert_eq!(open(&told, &many), Some((day(1986, 5), day(1987, 10))));
        assert_eq!(open(&[], &[on(2045, 1)]), Some((day(2045, 1), day(2045, 1))));
        assert_eq!(open(&[], &[]), None);
        assert_eq!(open(&told, &[Stretch::UNDATED]), Some((day(1987, 2), day(1987, 10))));
    }
}
