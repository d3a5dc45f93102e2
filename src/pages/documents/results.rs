//! The results: a short list as it comes, a long one drawn where it is looked at.

use std::rc::Rc;

use dossier_engine::answer::{Fold, Hit, Mark, Results};
use dossier_engine::{Answer, Field};
use yew::prelude::*;

use crate::components::{date_or_undated, document_link, entity_link, marked, side_by_side};
use crate::hooks::{Given, replace, use_engine, use_notice, use_route, use_style, use_typing, use_window};
use crate::state::{PAGE, Page, ROW, Route, group_digits, listing, opened, plural, with_opened};

/// A list of no more rows is drawn as it comes.
const SHORT: u32 = 60;

#[derive(Properties, PartialEq)]
pub(crate) struct ResultListProps {
    /// How many rows there are.
    pub(crate) rows: u32,
    /// What the page itself has asked for: the first of them.
    pub(crate) first: Option<Given>,
}

/// The list.
#[component]
pub(crate) fn ResultList(props: &ResultListProps) -> Html {
    let (route, typing) = (use_route(), use_typing());
    let list = use_node_ref();
    let long = props.rows > SHORT;
    let seen = use_window(list.clone(), props.rows, ROW);
    // Whole pages, so that a scroll of a few rows asks for nothing new.
    let offset = if long { seen.start / PAGE * PAGE } else { 0 };
    let end = if long { seen.end } else { props.rows };
    let limit = (end.saturating_sub(offset)).max(1).next_multiple_of(PAGE);
    let results = use_engine(listing(&route, offset, limit, typing));
    let above = use_node_ref();
    let below = use_node_ref();
    let pixels = |rows: u32| [&(rows * ROW).to_string(), "px"].concat();
    use_style(above.clone(), "height", pixels(if long { seen.start } else { 0 }));
    use_style(below.clone(), "height", pixels(if long { props.rows.saturating_sub(seen.end) } else { 0 }));
    let open = opened(&route).len() as u32;
    use_notice((open > 0).then(|| ["opened: ", &plural(open, "folded row")].concat()));
    // Until these are here the first of them stand in for them; and what is shown of the same list stays.
    let first = props.first.as_deref().and_then(rows_of);
    let Some(results) = results
        .get()
        .and_then(rows_of)
        .filter(|own| {
            !results.pending
                || first.is_none_or(|first| own.total == first.total && own.hits.len() >= first.hits.len())
        })
        .or(first)
    else {
        return Html::default();
    };
    let hit_at =
        |rank: u32| rank.checked_sub(results.offset).and_then(|place| results.hits.get(place as usize));
    let ranks = if long { seen } else { 0..props.rows };
    html! {
        <div ref={list} class={classes!("results", long.then_some("long"))}>
            <div ref={above} />
            <ol start={(ranks.start + 1).to_string()}>
                { for ranks.map(|rank| match hit_at(rank) {
                    Some(hit) => html! { <li key={hit.document.id.clone()}>{ result(&route, hit, rank, props.rows) }</li> },
                    None => html! { <li key={["rank", &rank.to_string()].concat()} class="result-row pending" aria-hidden="true"><div class="skeleton-line" /></li> },
                }) }
            </ol>
            <div ref={below} />
        </div>
    }
}

fn rows_of(answer: &Answer) -> Option<&Results> {
    match answer {
        Answer::Results(results) => Some(results),
        _ => None,
    }
}

fn result(route: &Rc<Route>, hit: &Hit, rank: u32, total: u32) -> Html {
    let document = &hit.document;
    let to = route.to(Page::Document(document.id.clone()));
    html! {
        <article class={classes!("result-row", hit.under.is_some().then_some("under"))} data-document={document.id.clone()} aria-posinset={(rank + 1).to_string()} aria-setsize={total.to_string()}>
            <p class="result-date">{ date_or_undated(document.date.as_ref()) }</p>
            <div class="result-body">
                <h2><a href={to.hash()} data-step="" data-document={document.id.clone()}>{ crate::components::title_text(&document.title) }</a></h2>
                <p class="snippet source">{ snippet(hit) }</p>
                <p class="result-foot small">
                    if hit.matches > 0 { <span class="result-matches">{ plural(hit.matches, "match|matches") }</span> }
                    { for hit.people.iter().map(|person| html! { <span key={person.key.clone()}>{ entity_link(route, person) }</span> }) }
                </p>
                if let Some(fold) = &hit.fold { { folded(route, hit, fold) } }
            </div>
        </article>
    }
}

/// The snippet; where the title is the same opening words, what comes after them.
fn snippet(hit: &Hit) -> Html {
    let title = &hit.document.title;
    let opening = title.text.trim_end_matches(['…', '.', ' ']);
    let (text, marks) = (&hit.snippet.text, &hit.snippet.marks);
    let Some(rest) = text.strip_prefix(opening).filter(|rest| !title.printed && rest.len() > 60) else {
        return marked(text, marks);
    };
    let cut = (text.len() - rest.len()) as u32;
    let left: Vec<_> = marks
        .iter()
        .filter(|mark| mark.start >= cut)
        .map(|mark| Mark { start: mark.start - cut, end: mark.end - cut, kind: mark.kind })
        .collect();
    html! { <>{ "… " }{ marked(rest, &left) }</> }
}

/// "1 + 2 on the same event", which opens them and folds them again.
fn folded(route: &Rc<Route>, hit: &Hit, fold: &Fold) -> Html {
    let id = &hit.document.id;
    let others =
        if fold.count == 1 { "1 other".to_owned() } else { [&group_digits(fold.count), " others"].concat() };
    let doing = [if fold.open { "fold the " } else { "show the " }, &others].concat();
    let on_toggle = {
        let next = with_opened(route, id, !fold.open);
        Callback::from(move |_: MouseEvent| replace(&next))
    };
    let compare = side_by_side(route, [id.as_str(), &fold.first.id].into_iter());
    let only = fold.event.as_ref().map(|(number, _)| {
        route.select(route.selection.clone().including(Field::Story, &number.to_string())).hash()
    });
    html! {
        <div class="same-event">
            <p class="small actions">
                <button type="button" class="unfold" aria-expanded={fold.open.to_string()} onclick={on_toggle}>
                    { fold_words(fold) }<span class="unseen">{ ": " }{ doing }</span>
                </button>
                <a href={compare.hash()}>{ "side by side" }</a>
                if let Some(only) = only { <a href={only}>{ "only this event" }</a> }
            </p>
            if let Some((_, title)) = &fold.event { <p class="source same-event-title">{ title }</p> }
            if !fold.open && fold.count == 1 {
                <p class="folded-first small">{ document_link(route, &fold.first) }<span class="quiet">{ date_or_undated(fold.first.date.as_ref()) }</span></p>
            }
        </div>
    }
}

/// How many, and why they stand together.
fn fold_words(fold: &Fold) -> String {
    let count = ["1 + ", &group_digits(fold.count)].concat();
    match (&fold.event, fold.alike) {
        (Some(_), 0) => [&count, " on the same event"].concat(),
        (None, _) => [&count, " in nearly the same words"].concat(),
        (Some(_), alike) if alike == fold.count => {
            [&count, " on the same event, in nearly the same words"].concat()
        }
        (Some(_), alike) => {
            [&count, " on the same event, ", &group_digits(alike), " of them in nearly the same words"]
                .concat()
        }
    }
}
