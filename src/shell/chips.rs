//! A chip for each part of a selection, with a way to drop it.

use dossier_engine::answer::Facets;
use dossier_engine::{Answer, Axis, Certainty, DateFilter, Filter, Mode, Request, Selection};
use yew::prelude::*;

use crate::components::chip;
use crate::hooks::use_engine_for;
use crate::state::field_word;

#[derive(Properties, PartialEq)]
pub(crate) struct ChipsProps {
    pub(crate) selection: Selection,
    /// Gets the selection without what was dropped.
    pub(crate) on_change: Callback<Selection>,
}

/// The chips.
#[component]
pub(crate) fn Chips(props: &ChipsProps) -> Html {
    let ChipsProps { selection, on_change } = props;
    let mut fields: Vec<_> = selection.filters.iter().map(|filter| filter.field.clone()).collect();
    fields.dedup();
    let named = !fields.is_empty();
    // The labels of what is filtered.
    let labels = use_engine_for(named.then(|| Request::Facets {
        selection: selection.clone(),
        fields,
        contains: String::new(),
        limit: 0,
    }));
    let facets = match labels.get() {
        Some(Answer::Facets(facets)) => Some(&**facets),
        _ => None,
    };
    let dropping = |change: &dyn Fn(&mut Selection)| {
        let mut next = selection.clone();
        change(&mut next);
        let on_change = on_change.clone();
        Callback::from(move |_: MouseEvent| on_change.emit(next.clone()))
    };
    html! {
        <div class="chips">
            if !selection.query.trim().is_empty() {
                { chip("words", html! { { &selection.query } }, Mode::Include, dropping(&|selection| selection.query.clear())) }
            }
            { for selection.filters.iter().map(|filter| {
                let on_drop = dropping(&|selection| selection.set(filter.field.clone(), &filter.value, None));
                chip(&field_word(&filter.field).to_lowercase(), html! { { label(filter, facets) } }, filter.mode, on_drop)
            }) }
            if let Some(dates) = &selection.dates {
                { chip(axis_word(dates), date_words(dates), Mode::Include, dropping(&|selection| selection.dates = None)) }
            }
            if selection.min_confidence > 0 {
                { chip("facts at least", html! { <>{ selection.min_confidence }{ "\u{202f}% sure" }</> }, Mode::Include, dropping(&|selection| selection.min_confidence = 0)) }
            }
        </div>
    }
}

fn label(filter: &Filter, facets: Option<&Facets>) -> String {
    facets
        .into_iter()
        .flat_map(|facets| &facets.fields)
        .filter(|facet| facet.field == filter.field)
        .flat_map(|facet| &facet.values)
        .find(|value| value.value == filter.value)
        .map_or_else(|| filter.value.clone(), |value| value.label.clone())
}

fn axis_word(dates: &DateFilter) -> &'static str {
    let (DateFilter::Within { axis, .. } | DateFilter::Undated { axis }) = dates;
    match axis {
        Axis::Published => "published",
        Axis::Event => "happened",
        Axis::Mentioned => "date mentioned",
    }
}

fn date_words(dates: &DateFilter) -> Html {
    match dates {
        DateFilter::Undated { .. } => html! { { "undated" } },
        DateFilter::Within { range, certainty, .. } => {
            let certainty = match certainty {
                Certainty::Possibly => "possibly ",
                Certainty::Certainly => "certainly ",
            };
            html! { <>{ certainty }{ range_words(range.as_str()) }</> }
        }
    }
}

/// `2022-03/2025` as `2022-03 – 2025`; an open end in words.
fn range_words(edtf: &str) -> String {
    match edtf.split_once('/') {
        Some(("" | "..", to)) => ["until ", to].concat(),
        Some((from, "" | "..")) => ["from ", from].concat(),
        Some((from, to)) => [from, " – ", to].concat(),
        None => edtf.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_said_in_words_that_need_no_standard() {
        assert_eq!(range_words("2022"), "2022");
        assert_eq!(range_words("2022-03/2025"), "2022-03 – 2025");
        assert_eq!(range_words("2022-01-26/.."), "from 2022-01-26");
        assert_eq!(range_words("../2030"), "until 2030");
    }
}
