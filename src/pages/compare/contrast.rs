//! Two selections against each other: what is more frequent in one, with counts and a stated statistic.

use dossier_engine::answer::{Contrast, ContrastRow, NamedSelection};
use dossier_engine::{Answer, Request, Selection};
use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::components::{entity_link, skeleton, theme_link};
use crate::hooks::{navigate, use_engine, use_route};
use crate::shell::Chips;
use crate::state::{Page, Route, group_digits, plural};

#[derive(Properties, PartialEq)]
pub(super) struct ContrastViewProps {
    /// The right side; everything when it is not given.
    pub(super) against: Option<Selection>,
}

/// Both sides.
#[component]
pub(super) fn ContrastView(props: &ContrastViewProps) -> Html {
    let route = use_route();
    let right = props.against.clone().unwrap_or_default();
    let answer = use_engine(Request::Contrast { left: route.selection.clone(), right: right.clone() });
    let on_submit = {
        let (route, right) = (route.clone(), right.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let form = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            let field = form.and_then(|form| form.query_selector("input").ok().flatten());
            let typed = field.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok());
            let typed = typed.map(|field| field.value()).unwrap_or_default();
            navigate(&against(&route, &right.clone().with_query(&typed)));
        })
    };
    let on_change = {
        let route = route.clone();
        Callback::from(move |selection| navigate(&against(&route, &selection)))
    };
    let left = &route.selection;
    html! {
        <>
            <p class="prose-line">{ "The selection above stands on the left. On the right: " }<b>{ if right.is_everything() { "all documents." } else { "the documents of" } }</b></p>
            if !right.is_everything() || right.min_confidence > 0 {
                <div class="contrast-right selection-row"><Chips selection={right.clone()} {on_change} /></div>
            }
            <form class="compare-against" onsubmit={on_submit}>
                <label class="field"><span class="label">{ "Words on the right" }</span>
                    <input type="search" value={right.query.clone()} placeholder="any query, such as expo or date:2022" autocomplete="off" spellcheck="false" />
                </label>
                <button class="button" type="submit">{ "Compare" }</button>
                if !left.is_everything() { <a href={against(&route.select(Selection::default()), left).hash()}>{ "Put the selection above on the right" }</a> }
                if *left != right { <a href={against(&route.select(right.clone()), left).hash()}>{ "Swap the sides" }</a> }
            </form>
            { answer.view(|| skeleton(12), |answer| match answer {
                Answer::Contrast(contrast) => shown(&route, contrast),
                _ => Html::default(),
            }) }
        </>
    }
}

/// The page with this on the right.
fn against(route: &Route, right: &Selection) -> Route {
    let written = right.to_query();
    route.with_own("against", Some(written.as_str()).filter(|text| !text.is_empty()))
}

fn shown(route: &Route, contrast: &Contrast) -> Html {
    if contrast.left.documents == 0 || contrast.right.documents == 0 {
        return html! { <p>{ "One side holds no documents: there is nothing to compare." }</p> };
    }
    if contrast.shared == contrast.left.documents && contrast.shared == contrast.right.documents {
        return html! { <p>{ "Both sides hold the same documents. Select some above, with a search or a filter, or choose others for the right." }</p> };
    }
    let themes = |rows: &[ContrastRow<_>]| table(rows, |theme| theme_link(route, theme), "in documents");
    let entities = |rows: &[ContrastRow<_>]| table(rows, |entity| entity_link(route, entity), "in documents");
    let words = |rows: &[ContrastRow<String>]| {
        table(
            rows,
            |word: &String| {
                let href = route.to(Page::Documents).select(route.selection.clone().with_query(word)).hash();
                html! { <a class="source" {href}>{ word }</a> }
            },
            "times",
        )
    };
    html! {
        <div class="contrast" data-state="ready">
            <p class="small quiet">{ &contrast.method }</p>
            <div class="contrast-sides">
                { side("More on the left", &contrast.left, contrast.counted.0, html! { <>
                    { part("Names", entities(&contrast.entities_left)) }{ part("Themes", themes(&contrast.themes_left)) }{ part("Words", words(&contrast.more_left)) }
                </> }) }
                { side("More on the right", &contrast.right, contrast.counted.1, html! { <>
                    { part("Names", entities(&contrast.entities_right)) }{ part("Themes", themes(&contrast.themes_right)) }{ part("Words", words(&contrast.more_right)) }
                </> }) }
            </div>
        </div>
    }
}

fn side(title: &'static str, named: &NamedSelection, counted: u32, body: Html) -> Html {
    html! {
        <section>
            <h2>{ title }</h2>
            <p class="quiet">{ &named.name }{ ": " }{ plural(named.documents, "document") }
                if counted < named.documents { { "; words counted in " }{ group_digits(counted) }{ " of them, spread evenly" } }
            </p>
            { body }
        </section>
    }
}

fn part(title: &'static str, table: Option<Html>) -> Html {
    match table {
        Some(table) => html! { <><h3 class="label">{ title }</h3>{ table }</> },
        None => Html::default(),
    }
}

/// G², in hundredths, from which on a difference comes by chance in fewer than 1 of 20 cases.
const TELLS: u32 = 384;

/// Rows with their counts; what may well be chance is there on request.
fn table<T>(rows: &[ContrastRow<T>], name: impl Fn(&T) -> Html, unit: &'static str) -> Option<Html> {
    const MOST: usize = 16;
    if rows.is_empty() {
        return None;
    }
    let (telling, weak) = rows.split_at(rows.partition_point(|row| row.g2_hundredths >= TELLS));
    Some(html! {
        <>
            if telling.is_empty() {
                <p class="small quiet">{ "None that stands out from chance." }</p>
            } else {
                { lines(&telling[..telling.len().min(MOST)], &name, unit) }
            }
            if !weak.is_empty() {
                <details class="contrast-weak">
                    <summary class="small">{ group_digits(weak.len() as u32) }{ " that may be chance" }</summary>
                    { lines(&weak[..weak.len().min(MOST)], &name, unit) }
                </details>
            }
        </>
    })
}

/// Strokes as long as the difference is strong.
fn lines<T>(rows: &[ContrastRow<T>], name: &impl Fn(&T) -> Html, unit: &'static str) -> Html {
    // Never longer than what is certain: a weak difference is to look weak.
    let most = rows.iter().map(|row| row.g2_hundredths).max().unwrap_or(0).max(1_083);
    html! {
        <table class="contrast-table">
            <thead><tr><th scope="col">{ unit }</th><th scope="col">{ "left" }</th><th scope="col">{ "right" }</th><th scope="col">{ "G²" }</th></tr></thead>
            <tbody>{ for rows.iter().enumerate().map(|(at, row)| {
                let long = (u64::from(row.g2_hundredths) * 60 / u64::from(most)).max(1).to_string();
                let whole = row.g2_hundredths / 100;
                let tenth = row.g2_hundredths % 100 / 10;
                html! {
                    <tr key={at}>
                        <th scope="row">{ name(&row.item) }if row.only { <span class="small quiet">{ " only here" }</span> }</th>
                        <td class="number">{ group_digits(row.left) }</td>
                        <td class="number quiet">{ group_digits(row.right) }</td>
                        <td class="number strength"><svg width="62" height="10" aria-hidden="true"><rect x="0" y="2" height="6" width={long} /></svg>{ whole }{ "." }{ tenth }</td>
                    </tr>
                }
            }) }</tbody>
        </table>
    }
}
