//! Drop, choose, paste.

use yew::prelude::*;

use crate::components::{icon, nothing};
use crate::engine_client::has_reader;
use crate::hooks::{chosen, text_file, use_shelf};

/// The ways to give files.
#[component]
pub(crate) fn Give() -> Html {
    let shelf = use_shelf();
    let pasted = use_node_ref();
    if !has_reader() {
        return nothing(
            "This page carries no reader",
            html! {
                <p>{ "It is a single file, made to be small. A saved collection (.pack) can be opened here; to read documents, open the site that it came from, or run “dossier build”." }</p>
            },
        );
    }
    let on_files = {
        let shelf = shelf.clone();
        Callback::from(move |event: Event| {
            let files = chosen(&event);
            shelf.read(async move { files }, "Opened files");
        })
    };
    let on_paste = {
        let (shelf, pasted) = (shelf.clone(), pasted.clone());
        Callback::from(move |_: MouseEvent| {
            let text =
                pasted.cast::<web_sys::HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default();
            if !text.trim().is_empty() {
                let file = text_file("pasted.txt", &text);
                shelf.read(async move { file.into_iter().collect() }, "Pasted text");
            }
        })
    };
    html! {
        <section class="give" aria-label="Give files">
            <p class="give-words">{ icon("documents") }{ "Drop files or folders anywhere on the page, or" }</p>
            <div class="actions">
                <label class="button primary"><input type="file" id="choose-files" class="unseen" multiple=true onchange={on_files.clone()} />{ "Choose files" }</label>
                <label class="button"><input type="file" id="choose-folder" class="unseen" multiple=true webkitdirectory=true onchange={on_files} />{ "Choose a folder" }</label>
            </div>
            <p class="small quiet">{ "Text, Markdown, web pages, PDF with text, DOCX, EPUB, mail, rows (CSV, JSON Lines), ZIP of these, or a collection saved from here. A collection.toml among them is followed." }</p>
            <details class="paste">
                <summary>{ "Paste text instead" }</summary>
                <textarea ref={pasted} id="pasted" aria-label="Text to read" rows="8" />
                <button type="button" class="button" onclick={on_paste}>{ "Read this text" }</button>
            </details>
        </section>
    }
}
