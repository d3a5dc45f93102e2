//! Documents over time: the date strip, and spark lines.

use dossier_analysis::time::{Bin, Grain, Histogram, bins, extent};
use dossier_corpus::{Day, Edtf};
use dossier_pack::PackError;

use crate::answer::{DateBin, DateStrip, Spark};
use crate::open::{Days, Engine, Found};
use crate::{Axis, DateFilter, Selection, words};

impl Engine {
    pub(crate) fn date_strip(&self, selection: &Selection, axis: Axis, most: u32) -> Found<DateStrip> {
        let free = Selection { dates: None, ..selection.clone() };
        let selected = self.select(&free)?;
        let dates = self.dates_on(axis)?;
        let grain_and_bins = extent(selected.order.iter().flat_map(|d| dates.of(*d))).map(|(first, last)| {
            let grain = Grain::finest(first, last, most.clamp(1, 400));
            (grain, bins(first, last, grain))
        });
        let (grain, bins) = grain_and_bins.unwrap_or((Grain::Year, Vec::new()));
        let mut histogram = Histogram::new(bins.len());
        selected.order.iter().for_each(|d| histogram.add(&bins, dates.of(*d)));
        let shown = bins.iter().enumerate().map(|(at, bin)| DateBin {
            from: bin.from,
            to: bin.to,
            edtf: bin_edtf(*bin, grain),
            label: words::stretch(Some(bin.from), Some(bin.to)),
            possibly: histogram.possibly[at],
            certainly: histogram.certainly[at],
        });
        let chosen = match &selection.dates {
            Some(DateFilter::Within { axis: other, range, .. }) if *other == axis => {
                Some((range.earliest(), range.latest()))
            }
            _ => None,
        };
        Ok(DateStrip { axis, grain, bins: shown.collect(), undated: histogram.undated, chosen })
    }

    /// The frame that every spark line of a selection shares.
    pub(crate) fn spark_frame(&self, documents: &[u32]) -> Result<SparkFrame, PackError> {
        const BINS: i64 = 24;
        let days = self.days()?;
        let frame = extent(documents.iter().map(|d| days.get(*d))).map(|(first, last)| {
            let length = i64::from(last.0) - i64::from(first.0) + 1;
            (first, last, BINS.min(length) as u32)
        });
        Ok(SparkFrame { days, frame })
    }
}

/// Equal bins over the dates of a selection.
pub(crate) struct SparkFrame {
    days: Days,
    frame: Option<(Day, Day, u32)>,
}

impl SparkFrame {
    /// Documents over time.
    pub(crate) fn spark(&self, documents: impl Iterator<Item = u32>) -> Spark {
        let mut undated = 0;
        let mut dated = Vec::new();
        for document in documents {
            let days = self.days.get(document);
            if days.is_undated() {
                undated += 1;
            } else {
                dated.push(days);
            }
        }
        match self.frame {
            None => Spark { undated, ..Spark::default() },
            Some((from, to, bins)) => Spark {
                from: Some(from),
                to: Some(to),
                counts: dossier_analysis::time::density(dated.into_iter(), from, to, bins),
                undated,
            },
        }
    }

    /// From the first to the last day that is known.
    pub(crate) fn period(&self) -> Option<(Day, Day)> {
        self.frame.map(|(from, to, _)| (from, to))
    }
}

/// A bin as the date filter takes it, in its shortest form.
pub(super) fn bin_edtf(bin: Bin, grain: Grain) -> String {
    let (year, month, _) = bin.from.to_ymd();
    let short = match grain {
        Grain::Day => Edtf::day(bin.from).to_string(),
        Grain::Month => format!("{year:04}-{month:02}"),
        Grain::Quarter => format!("{year:04}-{}", 33 + (month - 1) / 3),
        Grain::Year => format!("{year:04}"),
        Grain::Decade => format!("{:03}X", year / 10),
        Grain::Century => format!("{:02}XX", year / 100),
    };
    let means_the_bin = |edtf: &Edtf| edtf.earliest() == Some(bin.from) && edtf.latest() == Some(bin.to);
    match short.parse::<Edtf>() {
        Ok(edtf) if means_the_bin(&edtf) => short,
        _ => Edtf::between(Some(bin.from), Some(bin.to)).to_string(),
    }
}
