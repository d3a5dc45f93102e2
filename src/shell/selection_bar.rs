//! What is chosen: how many documents that is, a chip for each part, and the strip of dates.

use dossier_engine::answer::Facets;
use dossier_engine::{Answer, Axis, Certainty, DateFilter, Filter, Folding, Mode, Request, Selection};
use yew::prelude::*;

use super::date_strip::DateStripView;
use crate::components::chip;
use crate::hooks::{navigate, use_collection, use_engine_for, use_notice, use_route, use_typing};
use crate::state::{Route, count_of, field_word};

#[derive(Properties, PartialEq)]
pub(crate) struct SelectionBarProps {
    /// Whether the strip of dates stands below.
    #[prop_or(true)]
    pub(crate) strip: bool,
}

/// The selection, the same on every page that shows documents.
#[component]
pub(crate) fn SelectionBar(props: &SelectionBarProps) -> Html {
    let route = use_route();
    let collection = use_collection();
    let typing = use_typing();
    let selection = &route.selection;
    // How many documents there are in all is known without asking.
    let whole = *selection == Selection { sort: selection.sort, ..Selection::default() };
    let results = use_engine_for((!whole).then(|| Request::Results {
        selection: selection.clone(),
        offset: 0,
        limit: 0,
        typing,
        folding: Folding::Off,
    }));
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
    let counted = match results.get() {
        Some(Answer::Results(results)) if !whole => Some((results.total, results.of)),
        _ => whole.then_some((collection.documents, collection.documents)),
    };
    let words = counted.map(|(total, of)| count_of(total, of, "document"));
    use_notice(words.clone().filter(|_| !results.pending));
    let facets = match labels.get() {
        Some(Answer::Facets(facets)) => Some(&**facets),
        _ => None,
    };
    let all = count_of(collection.documents, collection.documents, "document");
    html! {
        <section class="selection" aria-label="Selection">
            <div class="frame">
                <div class="selection-row">
                    <p class="selection-count" data-count={counted.map(|(total, _)| total.to_string())}>{ words.unwrap_or(all) }</p>
                    <div class="chips">
                        if !selection.query.trim().is_empty() {
                            { chip("words", html! { { &selection.query } }, Mode::Include, dropping(&route, |selection| selection.query.clear())) }
                        }
                        { for selection.filters.iter().map(|filter| filter_chip(&route, filter, facets)) }
                        if let Some(dates) = &selection.dates {
                            { chip(axis_word(dates), date_words(dates), Mode::Include, dropping(&route, |selection| selection.dates = None)) }
                        }
                        if selection.min_confidence > 0 {
                            { chip("facts at least", html! { <>{ selection.min_confidence }{ "\u{202f}% sure" }</> }, Mode::Include, dropping(&route, |selection| selection.min_confidence = 0)) }
                        }
                    </div>
                    if !selection.is_everything() || selection.min_confidence > 0 {
                        <a class="clear" href={route.select(Selection { sort: selection.sort, ..Selection::default() }).hash()}>{ "clear" }</a>
                    }
                </div>
                { for route.problems.iter().map(|problem| html! { <p class="problem" key={problem.clone()}>{ "Part of this address could not be read: " }{ problem }</p> }) }
                if props.strip { <DateStripView /> }
            </div>
        </section>
    }
}

/// A way to another selection.
pub(crate) fn dropping(route: &Route, change: impl FnOnce(&mut Selection)) -> Callback<MouseEvent> {
    let mut selection = route.selection.clone();
    change(&mut selection);
    let next = route.select(selection);
    Callback::from(move |_| navigate(&next))
}

fn filter_chip(route: &Route, filter: &Filter, facets: Option<&Facets>) -> Html {
    let label = facets
        .into_iter()
        .flat_map(|facets| &facets.fields)
        .filter(|facet| facet.field == filter.field)
        .flat_map(|facet| &facet.values)
        .find(|value| value.value == filter.value)
        .map_or_else(|| filter.value.clone(), |value| value.label.clone());
    let on_drop = dropping(route, |selection| selection.set(filter.field.clone(), &filter.value, None));
    chip(&field_word(&filter.field).to_lowercase(), html! { { label } }, filter.mode, on_drop)
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
