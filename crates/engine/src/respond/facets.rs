//! The values of fields, with exact counts.
//!
//! The count beside a value is the size of the selection if the value were included, with whatever filter it has
//! now replaced; `without` the size if it were excluded. Both are counted, never estimated.

use dossier_corpus::Ordered as _;
use dossier_corpus::{EntityKind, Origin, fold};
use dossier_pack::PackError;

use crate::answer::{FacetValue, Facets, FieldFacet};
use crate::open::{Engine, Found};
use crate::select::{FieldColumns, Selected, cells};
use crate::{Field, Selection};

impl Engine {
    /// Every field that the collection has, in the order in which views show them.
    pub(crate) fn fields(&self) -> Result<Vec<Field>, PackError> {
        let own = self.about()?.facets.iter().cloned().map(Field::Facet).collect::<Vec<_>>();
        Ok(Field::BUILT_IN.into_iter().chain(own).collect())
    }

    pub(super) fn facets(
        &self,
        selection: &Selection,
        fields: &[Field],
        contains: &str,
        limit: u32,
    ) -> Found<Facets> {
        let selected = self.select(selection)?;
        let wanted = if fields.is_empty() { self.fields()? } else { fields.to_vec() };
        let contains = fold(contains.trim());
        let kinds = self.entity_kinds()?;
        let mut shown = Vec::new();
        let mut entity_counts: Option<Vec<u32>> = None;
        for field in wanted {
            let Some(columns) = self.field(&field)? else { continue };
            let of = self.value_count(&field, &columns)?;
            if of == 0 {
                continue;
            }
            let counts = match (&field, &entity_counts) {
                (Field::Entity(_), Some(counts)) => counts.clone(),
                (Field::Entity(_), None) => {
                    let counts = counts(&columns, &selected, selection.min_confidence);
                    entity_counts = Some(counts.clone());
                    counts
                }
                _ => counts(&columns, &selected, selection.min_confidence),
            };
            shown.push(
                self.field_facet(
                    selection, &selected, field, &columns, &counts, &kinds, &contains, limit, of,
                )?,
            );
        }
        Ok(Facets { total: selected.total(), fields: shown })
    }

    #[expect(clippy::too_many_arguments, reason = "what one field needs of what all fields share")]
    fn field_facet(
        &self,
        selection: &Selection,
        selected: &Selected,
        field: Field,
        columns: &FieldColumns,
        counts: &[u32],
        kinds: &[EntityKind],
        contains: &str,
        limit: u32,
        of: u32,
    ) -> Found<FieldFacet> {
        let of_kind = |value: u32| match field {
            Field::Entity(kind) => kinds.get(value as usize) == Some(&kind),
            _ => true,
        };
        let in_collection = |value: u32| !columns.docs.row(value).is_empty();
        let mut values: Vec<u32> = (0..counts.len() as u32).filter(|v| of_kind(*v)).collect();
        let distinct = values.iter().filter(|v| counts[**v as usize] > 0).count() as u32;
        values.retain(|v| counts[*v as usize] > 0 || in_collection(*v));
        if !contains.is_empty() {
            let mut kept = Vec::new();
            for value in values {
                if self.value_words(&field, value)?.is_some_and(|(_, label)| fold(&label).contains(contains))
                {
                    kept.push(value);
                }
            }
            values = kept;
        }
        // Labels decide between equal counts; only those that may be shown are looked up.
        values.order_by_key(|v| std::cmp::Reverse(counts[*v as usize]));
        let mut cut = (limit as usize).min(values.len());
        while cut > 0
            && cut < values.len()
            && counts[values[cut] as usize] == counts[values[cut - 1] as usize]
        {
            cut += 1;
            if cut > limit as usize + 2_000 {
                break;
            }
        }
        values.truncate(cut);

        let mut shown = Vec::new();
        for filter in selection.filters.iter().filter(|filter| filter.field == field) {
            let label = self.value_label(&field, &filter.value)?;
            let (count, without) = self.counts_of_filtered(selection, &field, &filter.value)?;
            let candidate = self.is_candidate(&field, &filter.value)?;
            let (value, mode) = (filter.value.clone(), Some(filter.mode));
            shown.push(FacetValue { value, label, count, without, mode, candidate });
        }
        let mut others = Vec::with_capacity(values.len());
        for number in values {
            let Some((value, label)) = self.value_words(&field, number)? else { continue };
            if selection.mode_of(&field, &value).is_none() {
                let count = counts[number as usize];
                others.push(FacetValue {
                    candidate: self.is_candidate(&field, &value)?,
                    without: selected.total() - count.min(selected.total()),
                    value,
                    label,
                    count,
                    mode: None,
                });
            }
        }
        others.order_by(|a, b| {
            b.count
                .cmp(&a.count)
                .then_with(|| fold(&a.label).cmp(&fold(&b.label)))
                .then(a.value.cmp(&b.value))
        });
        others.truncate(limit as usize);
        shown.extend(others);
        Ok(FieldFacet { field, values: shown, distinct, of })
    }

    /// What the selection would hold with a filtered value included, and with it excluded.
    fn counts_of_filtered(&self, selection: &Selection, field: &Field, value: &str) -> Found<(u32, u32)> {
        let mut free = selection.clone();
        free.set(field.clone(), value, None);
        let free = self.select(&free)?;
        let having = self.having(field, value, selection.min_confidence)?;
        let count = free.bits.count_in(&having);
        Ok((count, free.bits.count() - count))
    }

    fn is_candidate(&self, field: &Field, value: &str) -> Result<bool, PackError> {
        if !matches!(field, Field::Entity(_) | Field::From | Field::To) {
            return Ok(false);
        }
        let cards = self.entity_cards()?;
        Ok(self.value_number(field, value)?.is_some_and(|e| cards.facts(e).origin == Origin::Candidate))
    }
}

/// Documents of the selection with each value.
pub(super) fn counts(columns: &FieldColumns, selected: &Selected, least: u8) -> Vec<u32> {
    let mut counts = vec![0; columns.docs.len() as usize];
    for document in &selected.order {
        for cell in cells(&columns.values, *document).filter(|cell| cell.confidence >= least) {
            if let Some(count) = counts.get_mut(cell.number as usize) {
                *count += 1;
            }
        }
    }
    counts
}
