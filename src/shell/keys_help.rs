//! Every key there is.

use yew::prelude::*;

use crate::components::icon;
use crate::hooks::browser;

const KEYS: [(&str, &str); 12] = [
    ("/", "search"),
    ("Ctrl K or ⌘ K", "go to any document, entity, view or command"),
    ("j  k", "next and previous result, row or paragraph"),
    ("n  N", "next and previous hit in a document"),
    ("[  ]", "previous and next document of the selection"),
    (
        "g then o d t e l c a f",
        "overview, documents, timeline, entities, ledger, compare, about, your own files",
    ),
    ("Shift and click", "leave out instead of narrowing to"),
    ("+  −  0", "zoom the timeline in, out, and to the whole"),
    ("←  →", "move along the timeline"),
    ("Alt ←", "one step back"),
    ("?", "this list"),
    ("Esc", "one step out"),
];

#[derive(Properties, PartialEq)]
pub(crate) struct KeysHelpProps {
    pub(crate) on_close: Callback<()>,
}

/// The list of keys, over the page.
#[component]
pub(crate) fn KeysHelp(props: &KeysHelpProps) -> Html {
    use_effect_with((), |()| browser::focus("#keys .tool"));
    let close = props.on_close.reform(|_: MouseEvent| ());
    html! {
        <div class="over" onclick={close.clone()}>
            <div class="over-box" id="keys" role="dialog" aria-modal="true" aria-labelledby="keys-title" onclick={Callback::from(|event: MouseEvent| event.stop_propagation())}>
                <header class="over-head">
                    <h2 id="keys-title">{ "Keys" }</h2>
                    <button type="button" class="tool" aria-label="Close" onclick={close}>{ icon("close") }</button>
                </header>
                <dl class="keys">
                    { for KEYS.iter().map(|(key, words)| html! { <div key={*key}><dt><kbd>{ *key }</kbd></dt><dd>{ *words }</dd></div> }) }
                </dl>
            </div>
        </div>
    }
}
