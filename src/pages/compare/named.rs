//! Whom and what the compared documents name.

use dossier_engine::answer::{Comparison, NamedBy};
use yew::prelude::*;

use super::letter;
use crate::components::entity_link;
use crate::state::Route;

/// What all of them name, what only one names, and of more than two what some name.
pub(super) fn named(route: &Route, comparison: &Comparison) -> Html {
    let of = comparison.documents.len();
    let by = |holds: &dyn Fn(&[u32]) -> bool| -> Vec<&NamedBy> {
        comparison.named.iter().filter(|named| holds(&named.documents)).collect()
    };
    let all = by(&|documents| documents.len() == of);
    let some = by(&|documents| documents.len() > 1 && documents.len() < of);
    html! {
        <div class="comparison-who">
            { card(route, if of == 2 { "Both name" } else { "All name" }.to_owned(), &all, false) }
            if of > 2 { { card(route, "Some name".to_owned(), &some, true) } }
            { for (0..of).map(|at| {
                let only = by(&|documents| matches!(documents, [one] if *one as usize == at));
                card(route, ["Only ".to_owned(), letter(at).to_string(), " names".to_owned()].concat(), &only, false)
            }) }
        </div>
    }
}

fn card(route: &Route, title: String, named: &[&NamedBy], letters: bool) -> Html {
    html! {
        <section class="card"><h2 class="label">{ title }<span class="count">{ " " }{ named.len() }</span></h2>
            <ul class="who">{ for named.iter().map(|NamedBy { entity, documents }| html! {
                <li key={entity.key.clone()}>{ entity_link(route, entity) }
                    if letters { <span class="small quiet">{ " " }{ for documents.iter().map(|at| letter(*at as usize)) }</span> }
                </li>
            }) }</ul>
            if named.is_empty() { <p class="quiet">{ "nobody and nothing" }</p> }
        </section>
    }
}
