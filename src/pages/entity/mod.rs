//! One entity: everything that the selection's documents say of it.

mod facts;
mod instrument;
mod mentions;

use dossier_engine::answer::{EntityPage, LedgerRow};
use dossier_engine::{Answer, Field, Origin, Request};
use yew::prelude::*;

use super::page;
use crate::components::{confidence, entity_link, section, skeleton, spark, statement, theme_link};
use crate::hooks::{use_engine, use_route};
use crate::shell::{SelectionBar, columns};
use crate::state::{Page, Route, kind_word, plural};
pub(crate) use mentions::MentionList;

#[derive(Properties, PartialEq)]
pub(crate) struct EntityProps {
    /// Its key.
    pub(crate) entity: AttrValue,
}

/// The page.
#[component]
pub(crate) fn Entity(props: &EntityProps) -> Html {
    let route = use_route();
    let answer =
        use_engine(Request::Entity { key: props.entity.to_string(), selection: route.selection.clone() });
    let view = answer.view(
        || html! { <div class="frame">{ skeleton(18) }</div> },
        |answer| match answer {
            Answer::Entity(shown_page) => shown(&route, shown_page),
            _ => Html::default(),
        },
    );
    let title = answer.failure().map(|_| html! { <div class="frame"><h1>{ &props.entity }</h1></div> });
    page(
        "entity",
        answer.state(),
        html! { <><SelectionBar strip={false} />{ title.unwrap_or_default() }{ view }</> },
    )
}

fn shown(route: &Route, entity: &EntityPage) -> Html {
    let main = html! {
        <article class="entity-page" data-entity={entity.entity.key.clone()} data-kind={entity.entity.kind.name()}>
            { head(route, entity) }
            { facts::roles(route, entity) }
            { instrument::instrument(route, entity) }
            { statements(route, "made", "What it asked, judged and said", entity, &entity.statements_made, entity.statements_made_count) }
            { statements(route, "received", "What was asked of it, or said to it", entity, &entity.statements_received, entity.statements_received_count) }
            <MentionList entity={entity.entity.key.clone()} />
        </article>
    };
    columns(None, main, Some(("Beside it", aside(route, entity))))
}

fn head(route: &Route, page: &EntityPage) -> Html {
    let entity = &page.entity;
    let narrowed = route.select(route.selection.clone().including(Field::Entity(entity.kind), &entity.key));
    let others: Vec<_> = page.aliases.iter().filter(|alias| alias.form != entity.name).collect();
    html! {
        <header class="entity-head">
            <p class="label entity-kind" data-kind={entity.kind.name()}>{ kind_word(entity.kind) }
                if page.origin == Origin::Candidate { <span class="candidate-note">{ "candidate: the rules are not sure" }</span> }
            </p>
            <h1 class="source">{ &entity.name }</h1>
            if !others.is_empty() {
                <p class="aliases"><span class="quiet">{ "also " }</span>
                    { for others.iter().map(|alias| html! { <span class="alias source" key={alias.form.clone()}>{ &alias.form }<span class="count">{ "×" }{ alias.count }</span></span> }) }
                </p>
            }
            <p class="facts">
                <span>{ "named " }{ plural(page.mention_count, "time") }{ " in " }{ plural(page.document_count, "document") }</span>
                <span>{ spark(&page.activity) }</span>
                if !others.is_empty() { <span>{ "these names are one " }{ kind_word(entity.kind) }{ ": " }{ confidence(page.confidence) }</span> } else { <span>{ confidence(page.confidence) }</span> }
            </p>
            <p class="actions">
                <a href={narrowed.to(Page::Documents).hash()}>{ "In the documents" }</a>
                <a href={narrowed.to(Page::Timeline).hash()}>{ "On the timeline" }</a>
                <a href={narrowed.to(Page::Ledger).hash()}>{ "In the ledger" }</a>
            </p>
        </header>
    }
}

fn statements(
    route: &Route,
    id: &'static str,
    title: &str,
    page: &EntityPage,
    rows: &[LedgerRow],
    count: u32,
) -> Html {
    if rows.is_empty() {
        return Html::default();
    }
    let field = if id == "made" { Field::From } else { Field::To };
    let all = route.select(route.selection.clone().including(field, &page.entity.key)).to(Page::Ledger);
    section(
        id,
        title,
        &plural(count, "statement"),
        html! {
            <>
                <div class="statements">{ for rows.iter().take(12).map(|row| statement(route, row)) }</div>
                if count > 12 { <p><a href={all.hash()}>{ "All in the ledger" }</a></p> }
            </>
        },
    )
}

fn aside(route: &Route, page: &EntityPage) -> Html {
    html! {
        <>
            { facts::belonging(route, page) }
            { facts::identifiers(page) }
            { facts::together(route, page) }
            if !page.instruments_cited.is_empty() {
                <section class="card"><h2 class="label">{ "Cites" }</h2>
                    <ul class="index">{ for page.instruments_cited.iter().map(|(entity, count)| html! {
                        <li key={entity.key.clone()}>{ entity_link(route, entity) }<span class="leader" /><span class="count">{ *count }</span></li>
                    }) }</ul>
                </section>
            }
            if !page.themes.is_empty() {
                <section class="card"><h2 class="label">{ "Comes up with" }</h2>
                    <ul class="theme-list">{ for page.themes.iter().map(|(theme, count)| html! {
                        <li key={theme.key.clone()}>{ theme_link(route, theme) }<span class="count">{ *count }</span></li>
                    }) }</ul>
                </section>
            }
            { facts::documents(route, page) }
        </>
    }
}
