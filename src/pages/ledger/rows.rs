//! The table of statements, each with its sentence.

use dossier_engine::answer::{Ledger, LedgerGroup, LedgerGroupShown, LedgerRow, LedgerSort, Party};
use yew::prelude::*;

use crate::components::{
    confidence, date_or_undated, date_text, document_link, entity_link, passage_link, theme_link,
};
use crate::state::{Route, plural, statement_word};

/// The columns, with the order that a click on each gives.
const COLUMNS: [(&str, Option<LedgerSort>); 5] = [
    ("When", Some(LedgerSort::Oldest)),
    ("Who", Some(LedgerSort::Issuer)),
    ("To whom", Some(LedgerSort::Addressee)),
    ("What, in which words", None),
    ("Under", Some(LedgerSort::Instrument)),
];

/// Rows under their groups.
pub(super) fn table(route: &Route, ledger: &Ledger, group: LedgerGroup, sort: LedgerSort) -> Html {
    let last = ledger.rows.len() as u32;
    let groups: Vec<&LedgerGroupShown> = ledger.groups.iter().filter(|shown| shown.first < last).collect();
    html! {
        <>
            if group != LedgerGroup::None { { index(route, &ledger.groups) } }
            <div class="table-frame">
            <table class="ledger-table">
                <caption class="unseen">{ plural(ledger.total, "statement") }{ " in " }{ plural(ledger.documents, "document") }</caption>
                <thead><tr>{ for COLUMNS.iter().map(|(words, by)| head(route, words, *by, sort)) }</tr></thead>
                { for groups.iter().map(|shown| {
                    let rows = &ledger.rows[shown.first as usize..(shown.first + shown.rows).min(last) as usize];
                    html! {
                        <tbody key={shown.first}>
                            if group != LedgerGroup::None {
                                <tr class="ledger-group"><th colspan="5" scope="rowgroup">{ group_name(route, shown) }<span class="count">{ " " }{ shown.rows }</span></th></tr>
                            }
                            { for rows.iter().enumerate().map(|(at, statement)| html! {
                                <tr key={shown.first + at as u32} data-statement={statement.kind.name()} data-step="" tabindex="-1">{ row(route, statement) }</tr>
                            }) }
                        </tbody>
                    }
                }) }
            </table>
            </div>
        </>
    }
}

fn head(route: &Route, words: &'static str, by: Option<LedgerSort>, sort: LedgerSort) -> Html {
    let Some(by) = by else { return html! { <th key={words} scope="col">{ words }</th> } };
    // A second click on "when" turns the order round.
    let (now, next) = match (by, sort) {
        (LedgerSort::Oldest, LedgerSort::Oldest) => ("ascending", LedgerSort::Newest),
        (LedgerSort::Oldest, LedgerSort::Newest) => ("descending", LedgerSort::Oldest),
        (by, sort) if by == sort => ("ascending", LedgerSort::Oldest),
        (by, _) => ("none", by),
    };
    let own = (next != LedgerSort::default()).then_some(next.name());
    let arrow = match now {
        "ascending" => " ↑",
        "descending" => " ↓",
        _ => "",
    };
    html! {
        <th key={words} scope="col" aria-sort={now}><a href={route.with_own("by", own).hash()}>{ words }<span aria-hidden="true">{ arrow }</span></a></th>
    }
}

fn group_name(route: &Route, group: &LedgerGroupShown) -> Html {
    match (&group.entity, &group.name) {
        (Some(entity), _) => entity_link(route, entity),
        (None, Some(name)) => html! { <span>{ name }</span> },
        (None, None) => html! { <span class="quiet">{ "none given" }</span> },
    }
}

/// The groups at a glance, largest first.
fn index(route: &Route, groups: &[LedgerGroupShown]) -> Html {
    const MOST: usize = 24;
    html! {
        <ul class="ledger-index" aria-label="Groups">
            { for groups.iter().take(MOST).map(|group| html! { <li key={group.first}>{ group_name(route, group) }<span class="count">{ " " }{ group.rows }</span></li> }) }
            if groups.len() > MOST { <li class="quiet">{ "and " }{ plural((groups.len() - MOST) as u32, "more|more") }</li> }
        </ul>
    }
}

fn party(route: &Route, party: &Party) -> Html {
    html! {
        <div class="party">
            { match &party.entity { Some(entity) => entity_link(route, entity), None => html! { <span class="source">{ &party.words }</span> } } }
            if party.implied { <span class="implied" title={["Carried over from the sentence before: ", &party.words].concat()}>{ " carried over" }</span> }
        </div>
    }
}

fn row(route: &Route, row: &LedgerRow) -> Html {
    html! {
        <>
            <td class="when" data-label="When">{ date_or_undated(row.date.as_ref()) }
                <div class="small quiet statement-word">{ statement_word(row.kind) }{ if row.weak { ", a goal" } else { "" } }</div>
            </td>
            <td data-label="Who">if let Some(issuer) = &row.issuer { { party(route, issuer) } } else { <span class="quiet">{ "nobody named" }</span> }</td>
            <td data-label="To whom">
                if row.addressees.is_empty() { <span class="quiet">{ "–" }</span> }
                { for row.addressees.iter().map(|addressee| party(route, addressee)) }
            </td>
            <td class="words" data-label="What">
                { passage_link(route, &row.passage) }
                <div class="ledger-foot small">
                    { for row.themes.iter().map(|theme| theme_link(route, theme)) }
                    <span class="quiet">{ document_link(route, &row.document) }</span>
                    <details class="why"><summary>{ "why" }</summary>
                        <div class="why-body"><p>{ &row.explanation }</p><p class="quiet">{ confidence(row.confidence) }{ " · rule " }<code>{ &row.rule }</code></p></div>
                    </details>
                </div>
            </td>
            <td data-label="Under">
                { for row.instruments.iter().map(|instrument| html! { <div key={instrument.key.clone()}>{ entity_link(route, instrument) }</div> }) }
                if let Some(deadline) = &row.deadline { <div class="deadline">{ "by " }{ date_text(deadline) }</div> }
                if row.instruments.is_empty() && row.deadline.is_none() { <span class="quiet">{ "–" }</span> }
            </td>
        </>
    }
}
