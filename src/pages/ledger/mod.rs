//! Who asked whom to do what, when, under which instrument; and what was asked beside what was reported later.

mod matrix;
mod rows;

use dossier_engine::answer::{Ledger as Answered, LedgerGroup, LedgerSort};
use dossier_engine::{Answer, Request, StatementKind};
use yew::prelude::*;

use super::page;
use crate::components::{choices, nothing, skeleton};
use crate::hooks::{use_engine, use_notice, use_route};
use crate::shell::{SelectionBar, columns};
use crate::state::{Route, plural, statement_word};
use matrix::Matrix;
pub(crate) use matrix::shown as matrix_of;

/// Rows that are asked for at first, and then each time that more are wanted.
const PAGE: u32 = 60;

/// The page.
#[component]
pub(crate) fn Ledger() -> Html {
    let route = use_route();
    let matrix = route.own("view") == Some("reported");
    let view = if matrix {
        html! { <Matrix /> }
    } else {
        html! { <Statements /> }
    };
    let tabs = [("Statements", None), ("Asked and reported", Some("reported"))];
    let body = html! {
        <>
            <h1>{ "Ledger" }</h1>
            <nav class="tabs" aria-label="Ledger"><ul>
                { for tabs.iter().map(|(words, own)| {
                    let next = route.to(route.page.clone()).with_own("view", *own);
                    html! { <li key={*words}><a href={next.hash()} aria-current={(matrix == own.is_some()).then_some("page")}>{ *words }</a></li> }
                }) }
            </ul></nav>
            { view }
        </>
    };
    page("ledger", "ready", html! { <><SelectionBar strip={false} />{ columns(None, body, None) }</> })
}

/// The kinds that the URL asks for: directives, unless it says otherwise.
fn kinds(route: &Route) -> Vec<StatementKind> {
    match route.own("kinds") {
        Some("all") => Vec::new(),
        Some(name) => StatementKind::ALL.into_iter().filter(|kind| kind.name() == name).collect(),
        None => vec![StatementKind::Directive],
    }
}

#[component]
fn Statements() -> Html {
    let route = use_route();
    let group =
        LedgerGroup::ALL.into_iter().find(|way| Some(way.name()) == route.own("group")).unwrap_or_default();
    let sort =
        LedgerSort::ALL.into_iter().find(|way| Some(way.name()) == route.own("by")).unwrap_or_default();
    let limit = use_state_eq(|| PAGE);
    let kinds = kinds(&route);
    use_effect_with(route.hash(), {
        let limit = limit.clone();
        move |_| limit.set(PAGE)
    });
    let answer = use_engine(Request::Ledger {
        selection: route.selection.clone(),
        kinds: kinds.clone(),
        group,
        sort,
        offset: 0,
        limit: *limit,
    });
    use_notice(match answer.get() {
        Some(Answer::Ledger(ledger)) => Some(plural(ledger.total, "statement")),
        _ => None,
    });
    let on_more = {
        let limit = limit.clone();
        Callback::from(move |_: MouseEvent| limit.set(*limit + PAGE * 2))
    };
    answer.view(
        || skeleton(14),
        |answer| match answer {
            Answer::Ledger(ledger) => html! {
                <div data-state="ready" class="ledger">
                    { controls(&route, ledger, &kinds, group) }
                    if ledger.total == 0 {
                        { nothing("No such statement in these documents", html! { <p>{ "Choose another kind above, or drop a part of the selection." }</p> }) }
                    } else {
                        { rows::table(&route, ledger, group, sort) }
                    }
                    if (ledger.rows.len() as u32) < ledger.row_count {
                        <p><button type="button" class="button" onclick={on_more}>{ "More of " }{ plural(ledger.row_count, "row") }</button></p>
                    }
                </div>
            },
            _ => Html::default(),
        },
    )
}

fn controls(route: &Route, ledger: &Answered, kinds: &[StatementKind], group: LedgerGroup) -> Html {
    let all: u32 = ledger.kinds.iter().map(|(_, count)| count).sum();
    let one = |kind: StatementKind, count: u32| {
        let own = (kind != StatementKind::Directive).then_some(kind.name());
        let words = [statement_word(kind), "s ", &count.to_string()].concat();
        (words, route.with_own("kinds", own).hash(), kinds == [kind])
    };
    let mut shown: Vec<_> =
        ledger.kinds.iter().filter(|(_, count)| *count > 0).map(|(kind, count)| one(*kind, *count)).collect();
    let words = ["All ", &all.to_string()].concat();
    shown.push((words, route.with_own("kinds", Some("all")).hash(), kinds.is_empty()));
    let groups = LedgerGroup::ALL.map(|way| {
        let words = match way {
            LedgerGroup::None => "nothing",
            LedgerGroup::Issuer => "who asks",
            LedgerGroup::Addressee => "who is asked",
            LedgerGroup::Instrument => "instrument",
            LedgerGroup::Theme => "theme",
            LedgerGroup::Event => "event",
        };
        let own = (way != LedgerGroup::None).then_some(way.name());
        (words.to_owned(), route.with_own("group", own).hash(), way == group)
    });
    html! {
        <div class="list-head ledger-controls">
            { choices("Kind", shown) }
            { choices("Group by", groups) }
        </div>
    }
}
