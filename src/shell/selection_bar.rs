//! What is chosen: how many documents that is, a chip for each part, and the strip of dates.

use dossier_engine::{Answer, Folding, Request, Selection};
use yew::prelude::*;

use super::chips::Chips;
use super::date_strip::DateStripView;
use crate::hooks::{navigate, use_collection, use_engine_for, use_notice, use_route, use_typing};
use crate::state::count_of;

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
    let counted = match results.get() {
        Some(Answer::Results(results)) if !whole => Some((results.total, results.of)),
        _ => whole.then_some((collection.documents, collection.documents)),
    };
    let words = counted.map(|(total, of)| count_of(total, of, "document"));
    use_notice(words.clone().filter(|_| !results.pending));
    let on_change = {
        let route = route.clone();
        Callback::from(move |selection| navigate(&route.select(selection)))
    };
    let all = count_of(collection.documents, collection.documents, "document");
    html! {
        <section class="selection" aria-label="Selection">
            <div class="frame">
                <div class="selection-row">
                    <p class="selection-count" data-count={counted.map(|(total, _)| total.to_string())}>{ words.unwrap_or(all) }</p>
                    <Chips selection={selection.clone()} {on_change} />
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
