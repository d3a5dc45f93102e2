//! Themes: all of them, and a page for each: who comes up with it, what was asked and reported, every sentence.

use dossier_engine::answer::{AskedAndReported, FacetValue, Facets};
use dossier_engine::{Answer, EntityKind, Field, Request, Selection};
use yew::prelude::*;

use super::entity::MentionList;
use super::ledger::matrix_of;
use super::page;
use crate::components::{card, nothing, section, skeleton};
use crate::hooks::{use_engine, use_route};
use crate::shell::{SelectionBar, columns};
use crate::state::{Page, Route, field_word, group_digits, kind_plural, plural};

/// Names of each kind, and other themes, beside a theme.
const BESIDE: u32 = 8;
/// Themes in the directory.
const MOST: u32 = 1_000;

fn facets(selection: Selection, fields: Vec<Field>, limit: u32) -> Request {
    Request::Facets { selection, fields, contains: String::new(), limit }
}

/// The values of a field that have documents.
fn values<'a>(facets: &'a Facets, field: &'a Field) -> impl Iterator<Item = &'a FacetValue> {
    let of_field = facets.fields.iter().filter(move |facet| facet.field == *field);
    of_field.flat_map(|facet| &facet.values).filter(|value| value.count > 0)
}

/// The directory.
#[component]
pub(crate) fn Themes() -> Html {
    let route = use_route();
    let answer = use_engine(facets(route.selection.clone(), vec![Field::Theme], MOST));
    let named = use_engine(facets(route.selection.clone(), EntityKind::ALL.map(Field::Entity).to_vec(), 0));
    let kinds: Vec<(EntityKind, u32)> = match named.get() {
        Some(Answer::Facets(named)) => named
            .fields
            .iter()
            .filter_map(|facet| match facet.field {
                Field::Entity(kind) if facet.distinct > 0 => Some((kind, facet.distinct)),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    let list = answer.view(
        || skeleton(12),
        |answer| match answer {
            Answer::Facets(facets) if facets.fields.iter().all(|facet| facet.distinct == 0) => nothing(
                "No theme comes up in these documents",
                html! { <p>{ "Themes are named in collection.toml, or are phrases that stand out. Drop a part of the selection to see more." }</p> },
            ),
            Answer::Facets(facets) => html! {
                <ul class="index directory-themes">{ for values(facets, &Field::Theme).map(|value| line(&route, &Field::Theme, value)) }</ul>
            },
            _ => Html::default(),
        },
    );
    let body = html! {
        <>
            <h1>{ "Themes" }</h1>
            <nav class="tabs" aria-label="Kinds"><ul>
                <li><a href={route.to(Page::Entities(None)).hash()}>{ "All names" }</a></li>
                { for kinds.iter().map(|(kind, count)| html! {
                    <li key={kind.name()}><a href={route.to(Page::Entities(Some(*kind))).hash()} data-kind={kind.name()}>{ kind_plural(*kind) }{ " " }<span class="count">{ group_digits(*count) }</span></a></li>
                }) }
                <li><a href={route.hash()} aria-current="page">{ "Themes" }</a></li>
            </ul></nav>
            { list }
        </>
    };
    page("themes", answer.state(), html! { <><SelectionBar />{ columns(None, body, None) }</> })
}

/// A value with its count, leading to its page.
fn line(route: &Route, field: &Field, value: &FacetValue) -> Html {
    let (to, kind) = match field {
        Field::Entity(kind) => (Page::Entity(value.value.clone()), Some(kind.name())),
        _ => (Page::Theme(Some(value.value.clone())), None),
    };
    let class = if kind.is_some() { "entity" } else { "theme" };
    html! {
        <li key={value.value.clone()}>
            <a {class} data-kind={kind} href={route.to(to).hash()}>{ &value.label }</a><span class="leader" /><span class="count">{ group_digits(value.count) }</span>
        </li>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct ThemeProps {
    /// Its key.
    pub(crate) theme: AttrValue,
}

/// The page of one.
#[component]
pub(crate) fn Theme(props: &ThemeProps) -> Html {
    let route = use_route();
    let narrowed = route.selection.clone().including(Field::Theme, &props.theme);
    let mut fields = EntityKind::ALL.map(Field::Entity).to_vec();
    fields.push(Field::Theme);
    let beside = use_engine(facets(narrowed.clone(), fields, BESIDE + 1));
    let matrix = use_engine(Request::AskedAndReported { selection: narrowed.clone() });
    let found = match beside.get() {
        Some(Answer::Facets(facets)) => Some(&**facets),
        _ => None,
    };
    let name = found.and_then(|facets| {
        let all = facets.fields.iter().filter(|facet| facet.field == Field::Theme);
        let own = all.flat_map(|facet| &facet.values).find(|value| *value.value == *props.theme);
        own.map(|value| value.label.clone())
    });
    let main = html! {
        <article class="entity-page" data-theme={props.theme.clone()}>
            <header class="entity-head">
                <p class="label">{ "theme" }</p>
                <h1>{ name.unwrap_or_else(|| props.theme.to_string()) }</h1>
                <p class="facts"><span>{ found.map_or_else(|| "\u{a0}".to_owned(), |facets| ["comes up in ", &plural(facets.total, "document")].concat()) }</span></p>
                <p class="actions">
                    { for [(Page::Documents, "Documents that speak of it"), (Page::Timeline, "On the timeline"), (Page::Ledger, "In the ledger")].map(|(view, words)| {
                        html! { <a href={route.select(narrowed.clone()).to(view).hash()}>{ words }</a> }
                    }) }
                    <a href={route.to(Page::Theme(None)).hash()}>{ "All themes" }</a>
                </p>
            </header>
            // All at once: what came first would be pushed down by what comes above it.
            { match matrix.get() {
                Some(Answer::AskedAndReported(matrix)) => html! { <>{ asked(&route, &narrowed, matrix, &props.theme) }<MentionList theme={props.theme.clone()} /></> },
                Some(_) => html! { <MentionList theme={props.theme.clone()} /> },
                None => skeleton(12),
            } }
        </article>
    };
    let aside = found.map(|facets| ("Beside it", aside(&route, facets, &props.theme)));
    page("theme", beside.state(), html! { <><SelectionBar strip={false} />{ columns(None, main, aside) }</> })
}

fn asked(route: &Route, selection: &Selection, matrix: &AskedAndReported, theme: &str) -> Html {
    if !matrix.rows.iter().any(|row| row.theme.key == theme) {
        return Html::default();
    }
    section("asked", "Asked and reported", "", matrix_of(route, selection, matrix, Some(theme)))
}

/// Who and what comes up in the same documents.
fn aside(route: &Route, facets: &Facets, theme: &str) -> Html {
    html! {
        <>
            { for facets.fields.iter().map(|facet| {
                let others = || values(facets, &facet.field).filter(|value| value.value != theme).take(BESIDE as usize);
                if others().next().is_none() {
                    return Html::default();
                }
                card(&field_word(&facet.field), html! {
                    <ul class="index">{ for others().map(|value| line(route, &facet.field, value)) }</ul>
                })
            }) }
        </>
    }
}
