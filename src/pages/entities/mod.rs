//! The directory: who and what is named in the selection, by kind.

use dossier_engine::answer::{EntityDirectory, EntityRow, EntitySort};
use dossier_engine::{Answer, EntityKind, Request};
use yew::prelude::*;

use super::page;
use crate::components::{choices, entity_link, nothing, skeleton, spark};
use crate::hooks::{browser, replace, use_engine, use_route, use_style, use_window};
use crate::shell::{SelectionBar, columns};
use crate::state::{Page, Route, group_digits, kind_plural, plural};

/// How many are asked for at a time.
const PAGE: u32 = 120;
/// A row of a long list is this high, in pixels: `.directory.long` in the styles.
const ROW: u32 = 60;

#[derive(Properties, PartialEq)]
pub(crate) struct EntitiesProps {
    /// Of this kind alone.
    pub(crate) kind: Option<EntityKind>,
}

/// The page.
#[component]
pub(crate) fn Entities(props: &EntitiesProps) -> Html {
    let route = use_route();
    let sort = match route.own("by") {
        Some("mentions") => EntitySort::Mentions,
        Some("name") => EntitySort::Name,
        _ => EntitySort::Documents,
    };
    let contains = route.own("name").unwrap_or_default().to_owned();
    let directory = use_engine(Request::Entities {
        selection: route.selection.clone(),
        kind: props.kind,
        contains,
        sort,
        offset: 0,
        limit: PAGE,
    });
    let view = directory.view(
        || skeleton(16),
        |answer| match answer {
            Answer::Entities(directory) => shown(&route, props.kind, sort, directory),
            _ => Html::default(),
        },
    );
    let title = props.kind.map_or("Entities", kind_plural);
    page(
        "entities",
        directory.state(),
        html! { <><SelectionBar />{ columns(None, html! { <><h1>{ title }</h1>{ view }</> }, None) }</> },
    )
}

fn shown(route: &Route, kind: Option<EntityKind>, sort: EntitySort, directory: &EntityDirectory) -> Html {
    let kept = |page: Page| {
        let mut next = route.to(page);
        next.own.clone_from(&route.own);
        next.hash()
    };
    let all: u32 = directory.kinds.iter().map(|(_, count)| count).sum();
    let sorts = [
        ("documents", EntitySort::Documents),
        ("mentions", EntitySort::Mentions),
        ("name", EntitySort::Name),
    ]
    .map(|(word, by)| {
        let own = (by != EntitySort::Documents).then_some(word);
        (word.to_owned(), route.with_own("by", own).hash(), by == sort)
    });
    let on_name = {
        let route = route.clone();
        Callback::from(move |event: InputEvent| {
            let typed = browser::field_value(&event);
            replace(&route.with_own("name", Some(typed.as_str()).filter(|typed| !typed.is_empty())));
        })
    };
    html! {
        <>
            <nav class="tabs" aria-label="Kinds"><ul>
                <li><a href={kept(Page::Entities(None))} aria-current={kind.is_none().then_some("page")}>{ "All " }<span class="count">{ group_digits(all) }</span></a></li>
                { for directory.kinds.iter().filter(|(_, count)| *count > 0).map(|(each, count)| html! {
                    <li key={each.name()}><a href={kept(Page::Entities(Some(*each)))} data-kind={each.name()} aria-current={(kind == Some(*each)).then_some("page")}>
                        { kind_plural(*each) }{ " " }<span class="count">{ group_digits(*count) }</span></a></li>
                }) }
                <li><a href={route.to(Page::Theme(None)).hash()}>{ "Themes" }</a></li>
            </ul></nav>
            <div class="list-head">
                <input class="inline-find" type="search" aria-label="Find a name" placeholder="Find a name" value={route.own("name").unwrap_or_default().to_owned()} oninput={on_name} autocomplete="off" spellcheck="false" />
                { choices("Order", sorts) }
            </div>
            if directory.total == 0 {
                { nothing("Nobody and nothing of that name", html! { <p>{ "Names are found with and without marks, in any of their forms. Drop a part of the selection to look in more documents." }</p> }) }
            } else {
                <DirectoryList {kind} total={directory.total} />
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct DirectoryListProps {
    kind: Option<EntityKind>,
    total: u32,
}

/// The list; a long one is drawn where it is looked at.
#[component]
fn DirectoryList(props: &DirectoryListProps) -> Html {
    let route = use_route();
    let list = use_node_ref();
    let long = props.total > PAGE;
    let seen = use_window(list.clone(), props.total, ROW);
    let offset = if long { seen.start / PAGE * PAGE } else { 0 };
    let directory = use_engine(Request::Entities {
        selection: route.selection.clone(),
        kind: props.kind,
        contains: route.own("name").unwrap_or_default().to_owned(),
        sort: match route.own("by") {
            Some("mentions") => EntitySort::Mentions,
            Some("name") => EntitySort::Name,
            _ => EntitySort::Documents,
        },
        offset,
        limit: if long { PAGE * 2 } else { PAGE },
    });
    let (above, below) = (use_node_ref(), use_node_ref());
    let pixels = |rows: u32| [&(rows * ROW).to_string(), "px"].concat();
    use_style(above.clone(), "height", pixels(if long { seen.start } else { 0 }));
    use_style(below.clone(), "height", pixels(if long { props.total.saturating_sub(seen.end) } else { 0 }));
    let Some(Answer::Entities(directory)) = directory.get() else { return Html::default() };
    let ranks = if long { seen } else { 0..directory.rows.len() as u32 };
    html! {
        <div ref={list} class={classes!("directory", long.then_some("long"))}>
            <div ref={above} />
            <ul>
                { for ranks.map(|rank| {
                    let found = rank.checked_sub(directory.offset).and_then(|place| directory.rows.get(place as usize));
                    match found {
                        Some(found) => html! { <li key={found.entity.key.clone()}>{ row(&route, found) }</li> },
                        None => html! { <li key={["rank", &rank.to_string()].concat()} class="directory-row" aria-hidden="true"><div class="skeleton-line" /></li> },
                    }
                }) }
            </ul>
            <div ref={below} />
        </div>
    }
}

fn row(route: &Route, row: &EntityRow) -> Html {
    let href = route.to(Page::Entity(row.entity.key.clone())).hash();
    let unsure = row.entity.candidate;
    html! {
        <div class="directory-row" data-entity={row.entity.key.clone()}>
            <div class="directory-name">
                <span data-step="" tabindex="-1">{ entity_link(route, &row.entity) }</span>
                if let Some(gloss) = &row.gloss { <span class="gloss source">{ gloss }</span> }
                if !row.also.is_empty() { <span class="also small quiet">{ "also " }{ row.also.join(" · ") }</span> }
                if unsure { <span class="small quiet">{ "candidate" }</span> }
            </div>
            <a class="directory-spark" {href} tabindex="-1" aria-hidden="true">{ spark(&row.spark) }</a>
            <p class="directory-counts"><span class="count">{ plural(row.documents, "document") }</span><span class="small quiet">{ plural(row.mentions, "mention") }</span></p>
        </div>
    }
}
