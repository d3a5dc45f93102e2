//! The frame round every page: bar, views, selection, palette, keys, foot.

mod bar;
mod chips;
mod date_strip;
mod drop_target;
mod fetching;
mod keys_help;
mod palette;
mod reading;
mod selection_bar;
mod sheet;

use std::rc::Rc;

use yew::prelude::*;

use crate::components::icon;
use crate::hooks::{Key, Rest, browser, navigate, use_keys, use_rest, use_route};
use crate::state::{Page, Route};

use bar::Bar;
pub(crate) use chips::Chips;
use drop_target::DropTarget;
use fetching::Fetching;
use keys_help::KeysHelp;
use palette::Palette;
pub(crate) use reading::ReadingProgress;
use reading::ReadingStrip;
pub(crate) use selection_bar::SelectionBar;
pub(crate) use sheet::columns;

/// What lies over the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Over {
    /// Nothing.
    Nothing,
    /// The palette.
    Palette,
    /// The list of keys.
    Keys,
}

#[derive(Properties, PartialEq)]
pub(crate) struct ShellProps {
    pub(crate) children: Html,
}

/// The frame.
#[component]
pub(crate) fn Shell(props: &ShellProps) -> Html {
    let route = use_route();
    let over = use_state_eq(|| Over::Nothing);
    let rest = use_rest(*over != Over::Nothing);
    let waiting_for_view = use_mut_ref(|| false);
    {
        let (over, route) = (over.clone(), Rc::clone(&route));
        use_keys(move |key| on_key(key, &route, &over, &mut waiting_for_view.borrow_mut()));
    }
    let open = {
        let over = over.clone();
        Callback::from(move |what| over.set(what))
    };
    let close = open.reform(|()| Over::Nothing);
    html! {
        <>
            <a class="skip" href="#main" onclick={Callback::from(|event: MouseEvent| { event.prevent_default(); browser::focus("#main"); })}>{ "Skip to the text" }</a>
            <Bar {open} />
            { views(&route) }
            { props.children.clone() }
            { foot(&route) }
            if route.page != Page::Open { <ReadingStrip /> }
            <DropTarget />
            if crate::rest::here() { <Fetching /> }
            if rest == Rest::Here && *over == Over::Palette { <Palette on_close={close.clone()} /> }
            if rest == Rest::Here && *over == Over::Keys { <KeysHelp on_close={close} /> }
        </>
    }
}

fn views(route: &Route) -> Html {
    html! {
        <nav class="views" aria-label="Views">
            <div class="frame"><ul>
                { for Page::VIEWS.iter().map(|view| {
                    let current = view.title() == route.page.title();
                    html! {
                        <li key={view.name()}>
                            <a href={route.to(view.clone()).hash()} aria-current={current.then_some("page")}>
                                <span class="glyph">{ icon(view.name()) }</span>{ view.title() }
                            </a>
                        </li>
                    }
                }) }
            </ul></div>
        </nav>
    }
}

fn foot(route: &Route) -> Html {
    html! {
        <footer class="foot"><div class="frame">
            <p>{ "Every fact opens the words it rests on. Nothing leaves this page." }</p>
            <p><a href={route.to(Page::Open).hash()}>{ "Open your own files" }</a></p>
            <p><a href={route.to(Page::About).hash()}>{ "About: how this was read, and what is doubtful" }</a></p>
        </div></footer>
    }
}

/// The keys that work on every page; returns whether this was one of them.
fn on_key(key: &Key, route: &Route, over: &UseStateHandle<Over>, waiting_for_view: &mut bool) -> bool {
    if key.command {
        if key.name == "k" {
            over.set(if **over == Over::Palette { Over::Nothing } else { Over::Palette });
            return true;
        }
        return false;
    }
    if key.name == "Escape" {
        if **over != Over::Nothing {
            over.set(Over::Nothing);
            return true;
        }
        if key.typing {
            browser::focus("#main");
            return true;
        }
        return false;
    }
    if key.typing || **over != Over::Nothing {
        return false;
    }
    if std::mem::take(waiting_for_view) {
        let page = match key.name.as_str() {
            "o" => Page::Overview,
            "d" => Page::Documents,
            "t" => Page::Timeline,
            "e" => Page::Entities(None),
            "l" => Page::Ledger,
            "c" => Page::Compare,
            "a" => Page::About,
            "f" => Page::Open,
            _ => return false,
        };
        navigate(&route.to(page));
        return true;
    }
    match key.name.as_str() {
        "/" => browser::focus("#search"),
        "?" => over.set(Over::Keys),
        "g" => *waiting_for_view = true,
        "j" => browser::focus_next("[data-step]", 1),
        "k" => browser::focus_next("[data-step]", -1),
        _ => return false,
    }
    true
}
