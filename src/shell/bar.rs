//! The bar: whose collection, search, theme, keys. Always there.

use std::rc::Rc;

use yew::prelude::*;

use super::Over;
use crate::components::icon;
use crate::hooks::{Typed, browser, navigate, replace, use_collection, use_route};
use crate::state::{Page, Route};

#[derive(Properties, PartialEq)]
pub(crate) struct BarProps {
    /// Opens what lies over the page.
    pub(crate) open: Callback<Over>,
}

/// The bar.
#[component]
pub(crate) fn Bar(props: &BarProps) -> Html {
    let route = use_route();
    let collection = use_collection();
    let typed = use_context::<Typed>();
    let theme = use_state_eq(browser::theme);
    let on_theme = {
        let theme = theme.clone();
        Callback::from(move |_: MouseEvent| {
            let next = next_theme(theme.as_deref(), browser::system_is_dark());
            browser::set_theme(next);
            theme.set(next.map(str::to_owned));
        })
    };
    let (glyph, theme_words) = match theme.as_deref() {
        Some("dark") => ("moon", "Theme: dark"),
        Some(_) => ("sun", "Theme: light"),
        None => ("half", "Theme: as the system"),
    };
    let title =
        if collection.title.is_empty() { AttrValue::from("Dossier") } else { collection.title.clone() };
    html! {
        <header class="bar"><div class="frame">
            <a class="brand" href={Route::of_collection(route.collection.as_deref()).hash()} title={title.clone()}>{ title }</a>
            { search(&route, typed.as_ref()) }
            <div class="tools">
                <button type="button" class="tool palette-open" title="Go to anything" onclick={props.open.reform(|_| Over::Palette)}>
                    <kbd>{ if browser::has_command_key() { "⌘K" } else { "Ctrl K" } }</kbd><span class="unseen">{ " go to anything" }</span>
                </button>
                <a class="tool" href={route.to(Page::Open).hash()} aria-label="Open your own files" title="Open your own files" aria-current={(route.page == Page::Open).then_some("page")}>{ icon("open") }</a>
                <button type="button" class="tool" aria-label={theme_words} title={theme_words} onclick={on_theme}>{ icon(glyph) }</button>
                <button type="button" class="tool" aria-label="Keys" title="Keys (?)" onclick={props.open.reform(|_| Over::Keys)}>{ icon("help") }</button>
            </div>
        </div></header>
    }
}

/// The other theme, and back to the system's: every press is to be seen.
fn next_theme(now: Option<&str>, system_is_dark: bool) -> Option<&'static str> {
    match (now, system_is_dark) {
        (None, true) => Some("light"),
        (None, false) => Some("dark"),
        (Some(_), _) => None,
    }
}

fn search(route: &Rc<Route>, typed: Option<&Typed>) -> Html {
    let tell = typed.map_or_else(Callback::noop, |typed| typed.set.clone());
    let on_input = {
        let (route, tell) = (Rc::clone(route), tell.clone());
        Callback::from(move |event: InputEvent| {
            let typed = browser::field_value(&event);
            let going_on = !route.selection.query.is_empty() || typed.is_empty();
            let next = searched(&route, &typed);
            tell.emit(Some(next.selection.clone()));
            if going_on && next.page == route.page {
                replace(&next);
            } else {
                navigate(&next);
            }
        })
    };
    let on_key = {
        let route = Rc::clone(route);
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.is_composing() {
                event.prevent_default();
                tell.emit(None);
                navigate(&route.to(Page::Documents));
            }
        })
    };
    html! {
        <search class="search">
            { icon("search") }
            <input id="search" type="search" aria-label="Search the collection" placeholder="Search" autocomplete="off" spellcheck="false"
                enterkeyhint="search" value={route.selection.query.clone()} oninput={on_input} onkeydown={on_key} />
            <kbd aria-hidden="true">{ "/" }</kbd>
        </search>
    }
}

/// Where typing leads: views of many documents narrow, other pages give way to the list of documents.
fn searched(route: &Route, typed: &str) -> Route {
    let next = route.select(route.selection.clone().with_query(typed));
    match route.page {
        Page::Documents
        | Page::Document(_)
        | Page::Timeline
        | Page::Entities(_)
        | Page::Ledger
        | Page::Compare => next,
        _ => next.to(Page::Documents),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_press_changes_the_theme_to_be_seen() {
        assert_eq!(next_theme(None, true), Some("light"));
        assert_eq!(next_theme(None, false), Some("dark"));
        assert_eq!(next_theme(Some("dark"), false), None);
    }

    #[test]
    fn typing_narrows_a_view_and_leaves_a_page_that_is_none() {
        let at = |hash: &str| searched(&Route::parse(hash), "x").hash();
        assert_eq!(at("#/timeline?person=a&lanes=themes"), "#/timeline?q=x&person=a&lanes=themes");
        assert_eq!(at("#/about"), "#/documents?q=x");
        assert_eq!(at("#/entity/a"), "#/documents?q=x");
    }
}
