//! The same as the picture, in rows.

use dossier_engine::Answer;
use dossier_engine::answer::{ItemId, ItemKind, Lane};
use yew::prelude::*;

use super::use_cards;
use crate::components::{date_or_undated, document_link, passage_link, title_text};
use crate::hooks::{Given, use_route};
use crate::state::plural;

/// Rows at a time.
const PAGE: usize = 100;

#[derive(Properties, PartialEq)]
pub(crate) struct TableProps {
    /// What the picture shows.
    pub(crate) timeline: Given,
}

/// Rows of a lane in order of time, undated ones last, from `first` on.
fn rows(lanes: &[Lane], first: usize) -> (Vec<(usize, ItemId)>, usize) {
    let all = || {
        lanes.iter().enumerate().flat_map(|(at, lane)| {
            let dated = lane.items.iter().map(|item| item.id);
            dated.chain(lane.undated.iter().copied()).map(move |id| (at, id))
        })
    };
    (all().skip(first).take(PAGE).collect(), all().count())
}

/// The table.
#[component]
pub(crate) fn Table(props: &TableProps) -> Html {
    let route = use_route();
    let first: usize = route.own("row").and_then(|row| row.parse().ok()).unwrap_or(0);
    let lanes: &[Lane] = match &*props.timeline {
        Answer::Timeline(timeline) => &timeline.lanes,
        _ => &[],
    };
    let (rows, total) = rows(lanes, first);
    let cards = use_cards(rows.iter().map(|(_, id)| *id).collect());
    let to_row = |row: usize| {
        let own = (row > 0).then(|| row.to_string());
        route.with_own("row", own.as_deref()).hash()
    };
    let last = (first + rows.len()).min(total);
    html! {
        <>
            <div class="table-frame">
                <table class="timeline-table">
                    <caption class="unseen">{ "What the timeline shows, in order of time" }</caption>
                    <thead><tr><th scope="col">{ "When" }</th><th scope="col">{ "Lane" }</th><th scope="col">{ "What" }</th><th scope="col">{ "In" }</th></tr></thead>
                    <tbody>
                        { for rows.iter().map(|(lane, id)| {
                            let key = [&lane.to_string(), "/", &super::item_name(*id)].concat();
                            let Some(card) = cards.get(id) else {
                                return html! { <tr {key}><td colspan="4"><div class="skeleton-line" /></td></tr> };
                            };
                            let title = dossier_engine::answer::Title { text: card.title.clone(), printed: !card.opening };
                            html! {
                                <tr {key}>
                                    <td class="when" data-label="When">{ date_or_undated(card.date.as_ref()) }</td>
                                    <td class="lane" data-label="Lane">{ &lanes[*lane].name }</td>
                                    <td data-label="What">{ match (&card.passage, id.kind) {
                                        (Some(passage), ItemKind::Mentioned) => passage_link(&route, passage),
                                        (_, ItemKind::Published) => card.documents.iter().map(|document| document_link(&route, document)).collect(),
                                        _ => title_text(&title),
                                    } }</td>
                                    <td class="within" data-label="In">{ for card.documents.iter().filter(|_| id.kind != ItemKind::Published).map(|document| html! { <div key={document.id.clone()}>{ document_link(&route, document) }</div> }) }</td>
                                </tr>
                            }
                        }) }
                    </tbody>
                </table>
            </div>
            if total > PAGE {
                <p class="actions" role="navigation" aria-label="Rows">
                    <span>{ first + 1 }{ " to " }{ last }{ " of " }{ plural(total as u32, "row") }</span>
                    if first > 0 { <a href={to_row(first.saturating_sub(PAGE))}>{ "earlier" }</a> }
                    if last < total { <a href={to_row(last)}>{ "later" }</a> }
                </p>
            }
        </>
    }
}
