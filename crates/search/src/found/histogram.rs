//! Documents over time.

use dossier_corpus::Day;
use dossier_pack::PackError;

use super::Found;
use super::filters::Slot;

/// How fine the bins are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bins {
    /// Each of that length.
    Of(Grain),
    /// The finest of which there are at most so many.
    AtMost(u32),
}

/// A histogram has at most this many bins; a finer one is made coarser.
pub(super) const MOST_BINS: u32 = 5000;

/// Documents over time, without a gap. The filter on the axis itself is left out, so that each count is what the
/// bin would yield as that filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Histogram {
    /// How long a bin is.
    pub grain: Grain,
    /// In order.
    pub bins: Vec<Bin>,
    /// Documents without a date on the axis.
    pub undated: u32,
}

/// A stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bin {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Documents with a date that may lie here.
    pub possibly: u32,
    /// Documents with a date that must lie here.
    pub certainly: u32,
}

/// How long a bin of time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// A day.
    Day,
    /// A week from Monday.
    Week,
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
    pub const ALL: [Self; 7] =
        [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year, Self::Decade, Self::Century];

    /// The first day of the bin that holds a day.
    pub fn start(self, day: Day) -> Day {
        let months = |count: u32| {
            let (year, month, _) = day.to_ymd();
            Day::from_ymd(year, (month - 1) / count * count + 1, 1)
        };
        let years = |count: i32| Day::from_ymd(day.to_ymd().0.div_euclid(count) * count, 1, 1);
        match self {
            Self::Day => day,
            Self::Week => Day(day.0 - day.weekday() as i32),
            Self::Month => months(1),
            Self::Quarter => months(3),
            Self::Year => years(1),
            Self::Decade => years(10),
            Self::Century => years(100),
        }
    }

    /// The first day of the bin after the one that begins on a day.
    pub fn next(self, start: Day) -> Day {
        let (year, month, _) = start.to_ymd();
        let months = |count: u32| {
            let later = month - 1 + count;
            Day::from_ymd(year + (later / 12) as i32, later % 12 + 1, 1)
        };
        match self {
            Self::Day => Day(start.0 + 1),
            Self::Week => Day(start.0 + 7),
            Self::Month => months(1),
            Self::Quarter => months(3),
            Self::Year => Day::from_ymd(year + 1, 1, 1),
            Self::Decade => Day::from_ymd(year + 10, 1, 1),
            Self::Century => Day::from_ymd(year + 100, 1, 1),
        }
    }

    /// About how many days a bin has; never more than it has.
    fn days(self) -> i64 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 28,
            Self::Quarter => 90,
            Self::Year => 365,
            Self::Decade => 3652,
            Self::Century => 36_524,
        }
    }

    /// The starts of the bins that cover a window, and one past it; `None` if they are more than `most`.
    fn starts(self, from: Day, to: Day, most: u32) -> Option<Vec<i32>> {
        if (i64::from(to.0) - i64::from(from.0)) / self.days() > i64::from(most) * 2 {
            return None;
        }
        let mut starts = vec![self.start(from).0];
        loop {
            let next = self.next(Day(*starts.last()?));
            starts.push(next.0);
            if next > to {
                return (starts.len() as u32 - 1 <= most).then_some(starts);
            }
            if starts.len() as u32 > most {
                return None;
            }
        }
    }
}

/// The years that a histogram covers at most; what lies beyond is in its first or last bin.
const FIRST: Day = Day::from_ymd(1, 1, 1);
const LAST: Day = Day::from_ymd(9999, 12, 31);

impl Found {
    /// The found documents over time on an axis, from the first to the last day of `window`, or else of all
    /// dates in the index. `None` if there is no such axis.
    ///
    /// # Errors
    /// When the axis is damaged, or not here yet ([`PackError::missing`]).
    pub fn histogram(
        &self,
        axis: &str,
        bins: Bins,
        window: Option<(Day, Day)>,
    ) -> Result<Option<Histogram>, PackError> {
        let Some(position) = self.index.0.axes.iter().position(|dates| dates.name == axis) else {
            return Ok(None);
        };
        let dates = self.index.0.axes[position].get()?;
        let own: Vec<u32> = (0..)
            .zip(&self.slots)
            .filter(|(_, slot)| matches!(slot, Slot::Date { axis, .. } if *axis == position))
            .map(|(i, _)| i)
            .collect();
        // Several filters on one axis: the documents that fail one alone are not all that would come back.
        let (mut docs, mut more) = (&self.matches.docs, Vec::new());
        let others;
        if own.len() > 1 {
            others = self.without_dates(position)?;
            docs = &others;
        } else if !own.is_empty() {
            let near = self.near.iter().filter(|(_, slot)| own.contains(slot));
            more.extend(near.map(|(doc, _)| *doc));
        }
        let docs = docs.iter().chain(&more);
        let rows = dates.rows();
        let extent = window.map(|(from, to)| (from.0, to.0)).or_else(|| dates.extent());
        let Some((from, to)) = extent else {
            let undated = docs.filter(|doc| rows.of(**doc).next().is_none()).count() as u32;
            let grain = if let Bins::Of(grain) = bins { grain } else { Grain::Year };
            return Ok(Some(Histogram { grain, bins: Vec::new(), undated }));
        };
        let (from, to) = (Day(from).clamp(FIRST, LAST), Day(to).clamp(FIRST, LAST));
        let (grains, most): (&[Grain], u32) = match bins {
            Bins::Of(grain) => (&Grain::ALL[grain as usize..], MOST_BINS),
            Bins::AtMost(most) => (&Grain::ALL, most.clamp(1, MOST_BINS)),
        };
        let fitting = grains.iter().find_map(|grain| Some((*grain, grain.starts(from, to.max(from), most)?)));
        let fitting =
            fitting.or_else(|| Some((Grain::Century, Grain::Century.starts(from, to.max(from), MOST_BINS)?)));
        let Some((grain, starts)) = fitting else { return Ok(None) };
        let (possibly, certainly, undated) = count(&starts, docs.map(|doc| rows.of(*doc)));
        let bins = starts.windows(2).enumerate().map(|(i, pair)| Bin {
            from: Day(pair[0]),
            to: Day(pair[1] - 1),
            possibly: possibly[i],
            certainly: certainly[i],
        });
        Ok(Some(Histogram { grain, bins: bins.collect(), undated }))
    }

    fn without_dates(&self, position: usize) -> Result<Vec<u32>, PackError> {
        let others: Vec<Slot> = self
            .slots
            .iter()
            .filter(|slot| !matches!(slot, Slot::Date { axis, .. } if *axis == position))
            .cloned()
            .collect();
        self.with_slots(&others)
    }
}

/// For each bin the documents that may and that must lie in it, and the number without any interval.
fn count(
    starts: &[i32],
    documents: impl Iterator<Item = impl Iterator<Item = (i32, i32)>>,
) -> (Vec<u32>, Vec<u32>, u32) {
    let bins = starts.len() - 1;
    let (first, end) = (starts[0], starts[bins]);
    // Neighbours are often from about the same time.
    let mut last = 0;
    let mut bin_of = |day: i32| {
        if starts[last] > day || starts[last + 1] <= day {
            last = starts.partition_point(|start| *start <= day) - 1;
        }
        last
    };
    // Where a document begins and ceases to be possible: its bins are never looked at one by one.
    let mut steps = vec![0i32; bins + 1];
    let mut certainly = vec![0u32; bins];
    let mut undated = 0;
    for intervals in documents {
        let mut dated = false;
        // One past the last bin that this document has been counted in.
        let mut counted = 0;
        let mut certain = None;
        for (earliest, latest) in intervals {
            dated = true;
            if latest < first || earliest >= end || earliest > latest {
                continue;
            }
            let from = bin_of(earliest.max(first));
            let to = if latest == earliest { from } else { bin_of(latest.min(end - 1)) } + 1;
            if to > counted {
                steps[from.max(counted)] += 1;
                steps[to] -= 1;
                counted = to;
            }
            if earliest >= first && latest < end && from + 1 == to && certain != Some(from) {
                certainly[from] += 1;
                certain = Some(from);
            }
        }
        undated += u32::from(!dated);
    }
    let mut now = 0;
    let possibly = steps[..bins].iter().map(|step| {
        now += step;
        now as u32
    });
    (possibly.collect(), certainly, undated)
}
