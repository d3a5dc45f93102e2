//! Asked and reported: directives beside later reports, by theme and time. "No later report found" is a value of
//! its own, never a verdict.

use dossier_engine::answer::{AskedAndReported, CellSentences, LaterReports, MatrixCell, MatrixRow};
use dossier_engine::{Answer, Request, Selection, StatementKind};
use yew::prelude::*;

use crate::components::{date_or_undated, nothing, passage_link, skeleton, theme_link};
use crate::hooks::{use_engine, use_route};
use crate::state::{Route, group_digits, plural};

/// Sentences of a cell at first, and then each time that more are wanted.
const FIRST: u32 = 6;
const MORE: u32 = 20;

/// The matrix, with the words behind the cell that is open.
#[component]
pub(super) fn Matrix() -> Html {
    let route = use_route();
    let answer = use_engine(Request::AskedAndReported { selection: route.selection.clone() });
    answer.view(
        || skeleton(10),
        |answer| match answer {
            Answer::AskedAndReported(matrix) if matrix.rows.is_empty() => nothing(
                "No directive or report on a theme in these documents",
                html! { <p>{ "Themes are named in collection.toml; every statement is listed under “Statements”." }</p> },
            ),
            Answer::AskedAndReported(matrix) => shown(&route, &route.selection, matrix, None),
            _ => Html::default(),
        },
    )
}

/// The table of a selection. `only` one theme, where it is named.
pub(crate) fn shown(
    route: &Route,
    selection: &Selection,
    matrix: &AskedAndReported,
    only: Option<&str>,
) -> Html {
    let open = route.own("cell").and_then(|cell| {
        let (theme, period) = cell.rsplit_once('.')?;
        Some((theme.to_owned(), period.parse::<usize>().ok()?))
    });
    html! {
        <div class="matrix" data-state="ready">
            <p class="matrix-key small"><span class="asked-key">{ "asked" }</span><span class="reported-key">{ "reported" }</span>
                <span class="quiet">{ "Each cell opens its sentences. A report counts as later only where the dates say so." }</span></p>
            <div class="table-frame">
            <table class="matrix-table">
                <caption class="unseen">{ "Directives and reports by theme and time" }</caption>
                <thead><tr><th scope="col">{ "Theme" }</th>
                    { for matrix.periods.iter().enumerate().map(|(at, period)| html! { <th key={at} scope="col" class="number">{ &period.label }</th> }) }
                    <th scope="col">{ "After it was asked" }</th>
                </tr></thead>
                <tbody>{ for matrix.rows.iter().filter(|row| only.is_none_or(|only| row.theme.key == only)).map(|row| html! {
                    <>
                    <tr key={row.theme.key.clone()}>
                        <th scope="row">{ theme_link(route, &row.theme) }</th>
                        { for row.cells.iter().enumerate().map(|(at, cell)| cell_view(route, row, at, cell, &matrix.periods[at].label, open.as_ref())) }
                        <td class="later">{ later(row) }</td>
                    </tr>
                    if let Some((_, at)) = open.as_ref().filter(|(theme, _)| *theme == row.theme.key) {
                        if row.cells.get(*at).is_some_and(|cell| cell.asked + cell.reported > 0) {
                            <tr class="matrix-evidence"><td colspan={(matrix.periods.len() + 2).to_string()}>
                                <CellWords key={*at} selection={selection.clone()} theme={row.theme.key.clone()} period={*at as u32} />
                            </td></tr>
                        }
                    }
                    </>
                }) }</tbody>
            </table>
            </div>
            if only.is_none() && matrix.without_theme > 0 {
                <p class="small quiet">{ plural(matrix.without_theme, "directive") }{ " on none of the themes " }{ if matrix.without_theme == 1 { "is" } else { "are" } }{ " not in this table." }</p>
            }
        </div>
    }
}

fn cell_view(
    route: &Route,
    row: &MatrixRow,
    at: usize,
    cell: &MatrixCell,
    period: &str,
    open: Option<&(String, usize)>,
) -> Html {
    if cell.asked + cell.reported == 0 {
        return html! { <td key={at} class="cell empty" aria-label="nothing">{ "·" }</td> };
    }
    let is_open = open.is_some_and(|(theme, place)| *theme == row.theme.key && *place == at);
    let name = [&row.theme.key, ".", &at.to_string()].concat();
    let href = route.with_own("cell", (!is_open).then_some(name.as_str())).hash();
    let head = [&row.theme.name, ", ", period, ": "].concat();
    html! {
        <td key={at} class="cell">
            <a {href} aria-expanded={is_open.to_string()} class={classes!(is_open.then_some("open"))}>
                <span class="unseen">{ head }</span>
                if cell.asked > 0 { <span class="asked">{ cell.asked }</span><span class="unseen">{ " asked " }</span> }
                if cell.reported > 0 { <span class="reported">{ cell.reported }</span><span class="unseen">{ " reported" }</span> }
            </a>
        </td>
    }
}

fn later(row: &MatrixRow) -> Html {
    match row.later {
        LaterReports::NothingAsked => html! { <span class="quiet">{ "nothing asked" }</span> },
        LaterReports::Found { reports } => html! { <span>{ plural(reports, "later report") }</span> },
        LaterReports::PossiblyFound { reports } => {
            html! { <span class="possibly">{ plural(reports, "report") }{ ", possibly later" }</span> }
        }
        LaterReports::NoneFound => html! { <span class="none-found">{ "no later report found" }</span> },
    }
}

#[derive(Properties, PartialEq)]
struct CellWordsProps {
    /// Of which documents the table is.
    selection: Selection,
    /// The row.
    theme: AttrValue,
    /// The column.
    period: u32,
}

/// The sentences behind a cell.
#[component]
fn CellWords(props: &CellWordsProps) -> Html {
    let route = use_route();
    let limit = use_state_eq(|| FIRST);
    let answer = use_engine(Request::CellSentences {
        selection: props.selection.clone(),
        theme: props.theme.to_string(),
        period: props.period,
        limit: *limit,
    });
    let on_more = {
        let limit = limit.clone();
        Callback::from(move |_: MouseEvent| limit.set(*limit + MORE))
    };
    answer.view(
        || skeleton(4),
        |answer| match answer {
            Answer::CellSentences(found) => sentences(&route, found, on_more),
            _ => Html::default(),
        },
    )
}

fn sentences(route: &Route, found: &CellSentences, on_more: Callback<MouseEvent>) -> Html {
    let shown = found.sentences.len() as u32;
    html! {
        <>
            <ul class="matrix-words">
                { for found.sentences.iter().enumerate().map(|(at, found)| html! {
                    <li key={at} data-statement={found.kind.name()}>
                        <p class="small"><span class="label">{ if found.kind == StatementKind::Directive { "asked" } else { "reported" } }</span>{ " " }{ date_or_undated(found.date.as_ref()) }</p>
                        { passage_link(route, &found.passage) }
                    </li>
                }) }
            </ul>
            if shown < found.total {
                <p class="actions"><button type="button" class="button" onclick={on_more}>{ "More: " }{ group_digits(shown) }{ " of " }{ group_digits(found.total) }{ " shown" }</button></p>
            }
        </>
    }
}
