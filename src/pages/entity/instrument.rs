//! An instrument: who issued it, when, about what; what carries out what.

use dossier_engine::answer::{EntityPage, EntityRef, Explained, InstrumentShown};
use yew::prelude::*;

use crate::components::{date_text, entity_link, section, statement, why};
use crate::state::{Route, plural};

/// What is known of it as an instrument. Nothing for anything else.
pub(super) fn instrument(route: &Route, page: &EntityPage) -> Html {
    let Some(shown) = &page.instrument else { return Html::default() };
    html! {
        <>
            { section("instrument", "The text itself", &shown.form, facts(route, shown)) }
            if !(shown.implements.is_empty() && shown.implemented_by.is_empty()) {
                { section("chain", "What carries out what", "From the text that commands to the text that carries out.", chain(route, page, shown)) }
            }
            if !shown.cited_by.is_empty() {
                { section("cited", "Who invokes it", &plural(shown.cited_by_count, "statement"), html! {
                    <div class="statements">{ for shown.cited_by.iter().take(20).map(|row| statement(route, row)) }</div>
                }) }
            }
        </>
    }
}

fn facts(route: &Route, shown: &InstrumentShown) -> Html {
    html! {
        <dl class="pairs wide">
            if let Some(number) = &shown.number { <div><dt>{ "Number" }</dt><dd>{ &number.value }{ why(route, &number.why) }</dd></div> }
            if let Some(issuer) = &shown.issuer { <div><dt>{ "Issued by" }</dt><dd>{ entity_link(route, &issuer.value) }{ why(route, &issuer.why) }</dd></div> }
            if let Some(date) = &shown.date { <div><dt>{ "Issued" }</dt><dd>{ date_text(&date.value) }{ why(route, &date.why) }</dd></div> }
            if let Some(subject) = &shown.subject { <div><dt>{ "About" }</dt><dd><span class="source">{ &subject.value }</span>{ why(route, &subject.why) }</dd></div> }
        </dl>
    }
}

/// A chain of three floors: what it carries out, itself, what carries it out.
fn chain(route: &Route, page: &EntityPage, shown: &InstrumentShown) -> Html {
    let floor = |others: &[Explained<EntityRef>]| {
        html! {
            <ul class="chain-floor">
                { for others.iter().map(|other| html! { <li key={other.value.key.clone()}><span class="chain-node">{ entity_link(route, &other.value) }</span>{ why(route, &other.why) }</li> }) }
            </ul>
        }
    };
    html! {
        <div class="chain">
            if !shown.implements.is_empty() { { floor(&shown.implements) }<p class="chain-step">{ "is carried out by" }</p> }
            <ul class="chain-floor"><li><span class="chain-node here">{ &page.entity.name }</span></li></ul>
            if !shown.implemented_by.is_empty() { <p class="chain-step">{ "is carried out by" }</p>{ floor(&shown.implemented_by) } }
        </div>
    }
}
