//! How many documents have a value, and what each change of its filter would yield.

use dossier_pack::PackError;

use super::Found;
use super::filters::{NO_VALUE, Slot, UNKNOWN_VALUE};
use crate::request::Join;
use crate::sorting;

/// The counts of one facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCounts {
    /// Filtered values first, then by count, then by label.
    pub values: Vec<FacetValue>,
    /// Values that at least one found document has.
    pub distinct: u32,
    /// Values in the whole index.
    pub of: u32,
    /// Found documents that have no value.
    pub none: u32,
}

/// A value with what each change of its filter would yield. All counts are exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// As filters take it.
    pub value: String,
    /// As shown.
    pub label: String,
    /// Documents found if it were included too.
    pub count: u32,
    /// Documents found if it were the only included value of this facet.
    pub only: u32,
    /// Documents found if it were excluded.
    pub without: u32,
    /// How it is filtered now.
    pub state: FilterState,
}

/// How a value is filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FilterState {
    /// Documents must have it.
    Included,
    /// Documents must not have it.
    Excluded,
    /// It is not looked at.
    Free,
}

impl Found {
    /// The counts of a facet: values that are filtered, and at most `limit` others whose label holds `contains`
    /// (folded; empty means all), those in most documents first. `None` if there is no such facet.
    ///
    /// # Errors
    /// When the facet is damaged, or not here yet ([`PackError::missing`]).
    pub fn facet(&self, name: &str, contains: &str, limit: usize) -> Result<Option<FacetCounts>, PackError> {
        let Some(position) = self.index.0.facets.iter().position(|facet| facet.name == name) else {
            return Ok(None);
        };
        let facet = self.index.0.facets[position].get()?;
        let values = facet.len() as usize;
        // The last place counts documents without a value.
        let place = |number: u32| match number {
            NO_VALUE => values,
            UNKNOWN_VALUE => usize::MAX,
            number => number as usize,
        };
        let rows = facet.rows(self.least);
        let count = |docs: &[u32]| {
            let mut counts = vec![0u32; values + 1];
            for &doc in docs {
                let mut any = false;
                rows.of(doc, |number| {
                    any = true;
                    if let Some(count) = counts.get_mut(number as usize) {
                        *count += 1;
                    }
                });
                counts[values] += u32::from(!any);
            }
            counts
        };
        let (found, total) = (count(&self.matches.docs), self.total());
        // For each condition on this facet: the documents that fail it alone.
        let mut states: Vec<(usize, FilterState)> = Vec::new();
        let mut own: Vec<(&Slot, Vec<u32>, u32)> = Vec::new();
        for (i, slot) in self.slots.iter().enumerate() {
            match slot {
                Slot::Include { facet, numbers, .. } if *facet == position => {
                    for number in numbers.iter().filter(|number| **number != UNKNOWN_VALUE) {
                        states.push((place(*number), FilterState::Included));
                    }
                }
                Slot::Exclude { facet, number } if *facet == position => {
                    if *number != UNKNOWN_VALUE {
                        states.push((place(*number), FilterState::Excluded));
                    }
                }
                _ => continue,
            }
            let docs: Vec<u32> =
                self.near.iter().filter(|(_, slot)| *slot == i as u32).map(|(doc, _)| *doc).collect();
            own.push((slot, count(&docs), docs.len() as u32));
        }
        // Included values joined by All, more than one: without all of them more documents come back than those
        // that fail one alone.
        let includes = own.iter().filter(|(slot, ..)| matches!(slot, Slot::Include { .. })).count();
        let alone = (includes > 1).then(|| self.without_includes(position)).transpose()?;
        let alone = alone.map(|docs| count(&docs));
        let state_of = |at: usize| states.iter().find(|(place, _)| *place == at).map(|(_, state)| *state);
        let of_value = |at: usize| -> Result<FacetValue, PackError> {
            let state = state_of(at).unwrap_or(FilterState::Free);
            let (mut included, mut only, mut without) =
                (found[at], found[at], total.saturating_sub(found[at]));
            for (slot, counts, all) in &own {
                match slot {
                    Slot::Include { numbers, join, .. } => {
                        only += counts[at];
                        let mine = numbers.iter().any(|number| place(*number) == at);
                        match join {
                            Join::All if mine => without = *all,
                            Join::All => {}
                            Join::Any if mine && numbers.len() == 1 => without = *all,
                            Join::Any if mine => {}
                            Join::Any => included = total + counts[at],
                        }
                        if mine {
                            included = total;
                        }
                    }
                    Slot::Exclude { number, .. } if place(*number) == at => {
                        included = counts[at];
                        only = counts[at];
                        without = total;
                    }
                    _ => {}
                }
            }
            match &alone {
                _ if state == FilterState::Excluded && includes > 0 => {
                    let number = if at == values { NO_VALUE } else { at as u32 };
                    only = self.if_included(position, number, Join::All)?;
                    if own.iter().any(|(slot, ..)| matches!(slot, Slot::Include { join: Join::Any, .. })) {
                        included = self.if_included(position, number, Join::Any)?;
                    }
                }
                Some(alone) => only = alone[at],
                None => {}
            }
            Ok(FacetValue {
                value: if at == values { String::new() } else { facet.value(at as u32).to_owned() },
                label: if at == values { String::new() } else { facet.label(at as u32).to_owned() },
                count: included,
                only,
                without,
                state,
            })
        };
        let wanted = dossier_corpus::fold(contains);
        let by_count = |a: usize, b: usize| {
            found[b].cmp(&found[a]).then_with(|| facet.label(a as u32).cmp(facet.label(b as u32)))
        };
        let mut chosen: Vec<u32> = states.iter().map(|(at, _)| *at as u32).collect();
        sorting::sort_once(&mut chosen);
        sorting::sort(&mut chosen, &|a, b| by_count(a as usize, b as usize).then(a.cmp(&b)));
        let others: Vec<u32> = (0..values as u32)
            .filter(|at| state_of(*at as usize).is_none())
            .filter(|at| wanted.is_empty() || dossier_corpus::fold(facet.label(*at)).contains(&wanted))
            .collect();
        let listed =
            sorting::first(others.len(), limit, &|a, b| by_count(others[a] as usize, others[b] as usize));
        chosen.extend(listed.into_iter().map(|at| others[at as usize]));
        Ok(Some(FacetCounts {
            values: chosen.into_iter().map(|at| of_value(at as usize)).collect::<Result<_, _>>()?,
            distinct: found[..values].iter().filter(|count| **count > 0).count() as u32,
            of: facet.len(),
            none: found[values],
        }))
    }

    /// The documents if no value of a facet were included.
    fn without_includes(&self, position: usize) -> Result<Vec<u32>, PackError> {
        let others: Vec<Slot> = self
            .slots
            .iter()
            .filter(|slot| !matches!(slot, Slot::Include { facet, .. } if *facet == position))
            .cloned()
            .collect();
        self.with_slots(&others)
    }

    /// How many documents there are if an excluded value is included instead: beside the included ones (`Any`), or
    /// alone (`All`).
    fn if_included(&self, position: usize, number: u32, join: Join) -> Result<u32, PackError> {
        let mut wanted = vec![number];
        let mut slots: Vec<Slot> = self.slots.clone();
        slots.retain(|slot| match slot {
            Slot::Include { facet, numbers, .. } if *facet == position => {
                if join == Join::Any {
                    wanted.extend(numbers);
                }
                false
            }
            Slot::Exclude { facet, number: excluded } => *facet != position || *excluded != number,
            _ => true,
        });
        slots.push(Slot::Include { facet: position, numbers: wanted, join });
        Ok(self.with_slots(&slots)?.len() as u32)
    }
}
