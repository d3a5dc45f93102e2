//! Conditions beside the query: which documents pass them, and which fail one alone.

use super::Found;
use dossier_pack::PackError;

use crate::columns::{Dates, Facet};
use crate::index::Index;
use crate::matching::{Matches, date_matches};
use crate::request::{DateFilter, Join, Request};
use crate::sorting;

/// One condition beside the query.
#[derive(Clone, Debug)]
pub(super) enum Slot {
    Include { facet: usize, numbers: Vec<u32>, join: Join },
    Exclude { facet: usize, number: u32 },
    Date { axis: usize, filter: DateFilter },
    Never,
}

/// The number that stands for having no value.
pub(super) const NO_VALUE: u32 = u32::MAX;
pub(super) const UNKNOWN_VALUE: u32 = u32::MAX - 1;

fn number_of(facet: &Facet, value: &str) -> u32 {
    if value.is_empty() { NO_VALUE } else { facet.find(value).unwrap_or(UNKNOWN_VALUE) }
}

impl Index {
    pub(super) fn slots(&self, request: &Request) -> Result<Vec<Slot>, PackError> {
        let mut slots = Vec::new();
        for filter in &request.facets {
            let Some(facet) = self.0.facets.iter().position(|facet| facet.name == filter.facet) else {
                if filter.include.iter().any(|value| !value.is_empty()) {
                    slots.push(Slot::Never);
                }
                continue;
            };
            let column = self.0.facets[facet].get()?;
            let number = |value: &String| number_of(column, value);
            let mut included: Vec<u32> = filter.include.iter().map(number).collect();
            sorting::sort_once(&mut included);
            match filter.join {
                Join::Any if !included.is_empty() => {
                    slots.push(Slot::Include { facet, numbers: included, join: Join::Any });
                }
                Join::Any => {}
                Join::All => slots.extend(included.into_iter().map(|n| Slot::Include {
                    facet,
                    numbers: vec![n],
                    join: Join::All,
                })),
            }
            let mut excluded: Vec<u32> = filter.exclude.iter().map(number).collect();
            sorting::sort_once(&mut excluded);
            slots.extend(excluded.into_iter().map(|number| Slot::Exclude { facet, number }));
        }
        for filter in &request.dates {
            match self.0.axes.iter().position(|axis| axis.name == filter.axis()) {
                Some(axis) => slots.push(Slot::Date { axis, filter: filter.clone() }),
                None if matches!(filter, DateFilter::Undated { .. }) => {}
                None => slots.push(Slot::Never),
            }
        }
        Ok(slots)
    }

    /// Keeps the documents that pass every condition; returns those that fail one alone.
    pub(super) fn filter(
        &self,
        matches: &mut Matches,
        slots: &[Slot],
        least: u8,
    ) -> Result<Vec<(u32, u32)>, PackError> {
        let mut near = Vec::new();
        let tests = slots.iter().map(|slot| Test::new(self, slot)).collect::<Result<Vec<_>, _>>()?;
        if tests.is_empty() {
            return Ok(near);
        }
        let mut kept = 0;
        for i in 0..matches.docs.len() {
            let doc = matches.docs[i];
            let mut failed = None;
            let mut fails = 0;
            for (number, test) in tests.iter().enumerate() {
                if !test.passes(doc, least) {
                    failed = Some(number as u32);
                    fails += 1;
                    if fails > 1 {
                        break;
                    }
                }
            }
            match (fails, failed) {
                (0, _) => {
                    matches.docs[kept] = doc;
                    matches.scores[kept] = matches.scores[i];
                    kept += 1;
                }
                (1, Some(slot)) => near.push((doc, slot)),
                _ => {}
            }
        }
        matches.docs.truncate(kept);
        matches.scores.truncate(kept);
        Ok(near)
    }
}

/// A condition with the column that it reads.
enum Test<'i> {
    Include(&'i Facet, &'i [u32]),
    Exclude(&'i Facet, u32),
    Date(&'i Dates, &'i DateFilter),
    Never,
}

impl<'i> Test<'i> {
    fn new(index: &'i Index, slot: &'i Slot) -> Result<Self, PackError> {
        Ok(match slot {
            Slot::Never => Self::Never,
            Slot::Include { facet, numbers, .. } => Self::Include(index.0.facets[*facet].get()?, numbers),
            Slot::Exclude { facet, number } => Self::Exclude(index.0.facets[*facet].get()?, *number),
            Slot::Date { axis, filter } => Self::Date(index.0.axes[*axis].get()?, filter),
        })
    }

    fn passes(&self, doc: u32, least: u8) -> bool {
        let has = |facet: &Facet, numbers: &[u32]| {
            let (mut found, mut any) = (false, false);
            facet.of(doc, least, |number| {
                any = true;
                found |= numbers.contains(&number);
            });
            found || (!any && numbers.contains(&NO_VALUE))
        };
        match self {
            Self::Never => false,
            Self::Include(facet, numbers) => has(facet, numbers),
            Self::Exclude(facet, number) => !has(facet, &[*number]),
            Self::Date(dates, DateFilter::Undated { .. }) => dates.of(doc).next().is_none(),
            Self::Date(dates, DateFilter::Within { interval, sureness, .. }) => {
                let (from, to) = interval.bounds();
                date_matches(dates.of(doc), from, to, *sureness)
            }
        }
    }
}

impl Found {
    /// The documents of the query with other conditions beside it.
    pub(super) fn with_slots(&self, slots: &[Slot]) -> Result<Vec<u32>, PackError> {
        let mut matches = Matches { docs: self.of_query.clone(), scores: vec![0.0; self.of_query.len()] };
        self.index.filter(&mut matches, slots, self.least)?;
        Ok(matches.docs)
    }
}
