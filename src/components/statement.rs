//! A statement as the ledger and the entity pages show it: who, to whom, what, under what, by when.

use dossier_engine::answer::{LedgerRow, Party};
use yew::prelude::*;

use super::{confidence, date_or_undated, date_text, document_link, entity_link, passage_link};
use crate::state::{Route, statement_word};

/// Somebody in a statement: the entity where it is known, else the words; carried-over ones say so.
pub(crate) fn party(route: &Route, party: &Party) -> Html {
    let who = match &party.entity {
        Some(entity) => entity_link(route, entity),
        None => html! { <span class="words source">{ &party.words }</span> },
    };
    html! {
        <span class="party">
            { who }
            if party.implied { <span class="implied" title="Carried over from a sentence before">{ " (carried over)" }</span> }
        </span>
    }
}

/// One statement with its sentence and its reason.
pub(crate) fn statement(route: &Route, row: &LedgerRow) -> Html {
    html! {
        <article class="statement" data-statement={row.kind.name()}>
            <p class="statement-head">
                <span class="statement-kind">{ statement_word(row.kind) }</span>
                if row.weak { <span class="quiet">{ "a goal rather than an order" }</span> }
                <span class="statement-date">{ date_or_undated(row.date.as_ref()) }</span>
            </p>
            <p class="statement-who">
                if let Some(issuer) = &row.issuer { { party(route, issuer) } } else { <span class="quiet">{ "nobody named" }</span> }
                if !row.cue.is_empty() { <span class="cue source">{ " " }{ &row.cue }{ " " }</span> }
                { for row.addressees.iter().enumerate().map(|(place, addressee)| html! {
                    <> { if place > 0 { ", " } else { " → " } }{ party(route, addressee) }</>
                }) }
            </p>
            { passage_link(route, &row.passage) }
            <footer class="statement-foot small">
                { for row.instruments.iter().map(|instrument| html! { <span>{ "under " }{ entity_link(route, instrument) }</span> }) }
                if let Some(deadline) = &row.deadline { <span>{ "by " }{ date_text(deadline) }</span> }
                <span class="quiet">{ document_link(route, &row.document) }</span>
                <details class="why">
                    <summary>{ "why" }</summary>
                    <div class="why-body"><p>{ &row.explanation }</p><p class="quiet">{ confidence(row.confidence) }{ " · rule " }<code>{ &row.rule }</code></p></div>
                </details>
            </footer>
        </article>
    }
}
