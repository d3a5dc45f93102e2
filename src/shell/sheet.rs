//! The columns beside a view; on narrow pages they are sheets that a button opens.

use yew::prelude::*;

use crate::components::icon;
use crate::hooks::use_keys;

/// Which side.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Refine.
    Left,
    /// What is in focus.
    Right,
}

#[derive(Properties, PartialEq)]
pub(crate) struct SheetProps {
    side: Side,
    /// What the column holds, for its button and its name.
    label: AttrValue,
    children: Html,
}

/// A column that is a sheet where there is no room for a column.
#[component]
pub(crate) fn Sheet(props: &SheetProps) -> Html {
    let open = use_state_eq(|| false);
    {
        let open = open.clone();
        use_keys(move |key| {
            let used = *open && key.name == "Escape";
            if used {
                open.set(false);
            }
            used
        });
    }
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let (class, side) = match props.side {
        Side::Left => ("column-left", "left"),
        Side::Right => ("column-right", "right"),
    };
    html! {
        <>
            <button type="button" class={classes!("sheet-open", "button", side)} aria-expanded={open.to_string()} onclick={toggle.clone()}>
                { icon("filter") }{ &props.label }
            </button>
            <aside class={classes!(class, open.then_some("open"))} aria-label={props.label.clone()}>
                <header class="sheet-head">
                    <h2>{ &props.label }</h2>
                    <button type="button" class="tool" aria-label="Close" onclick={toggle}>{ icon("close") }</button>
                </header>
                { props.children.clone() }
            </aside>
        </>
    }
}

/// A page's columns: left (name and body), the view itself, right.
pub(crate) fn columns(
    left: Option<(&'static str, Html)>,
    view: Html,
    right: Option<(&'static str, Html)>,
) -> Html {
    let class = classes!(
        "columns",
        "frame",
        left.is_some().then_some("with-left"),
        right.is_some().then_some("with-right")
    );
    html! {
        <div {class}>
            if let Some((label, body)) = left { <Sheet side={Side::Left} {label}>{ body }</Sheet> }
            <div class="column-main">{ view }</div>
            if let Some((label, body)) = right { <Sheet side={Side::Right} {label}>{ body }</Sheet> }
        </div>
    }
}
