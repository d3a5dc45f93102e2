//! The collections that are here: to switch between, to keep, to save, to remove.

use yew::prelude::*;

use crate::engine_client::has_reader;
use crate::hooks::{UseShelfHandle, navigate, use_collection, use_route, use_shelf};
use crate::state::{Page, Route, Volume, file_size, plural};

/// What is saved: its form, the words of its button, and what it is for.
const FORMS: [(&str, &str, &str); 3] = [
    ("file", "One HTML file", "opens with a double click, to be sent to somebody"),
    ("site", "A site (.zip)", "to be unpacked on any web host"),
    ("pack", "A pack", "to be opened here again, or built into a site"),
];

/// The list.
#[component]
pub(crate) fn Collections() -> Html {
    let shelf = use_shelf();
    let route = use_route();
    let collection = use_collection();
    let saving = use_state(|| None::<(Option<String>, &'static str)>);
    let now = |key: Option<&str>| (route.collection.as_deref() == key).then_some("true");
    let saves = |key: Option<&str>, title: &str| {
        let forms = FORMS.iter().filter(|(form, ..)| *form == "pack" || has_reader());
        html! {
            <div class="saves small" role="group" aria-label={["Save ", title].concat()}>
                <span class="quiet">{ "Save as" }</span>
                { for forms.map(|&(form, words, purpose)| {
                    let busy = saving.as_ref().is_some_and(|(of, what)| of.as_deref() == key && *what == form);
                    let on_save = {
                        let (shelf, saving) = (shelf.clone(), saving.clone());
                        let (key, title) = (key.map(str::to_owned), title.to_owned());
                        Callback::from(move |_: MouseEvent| {
                            saving.set(Some((key.clone(), form)));
                            let saving = saving.clone();
                            shelf.save(key.as_deref(), &title, form, Callback::from(move |()| saving.set(None)));
                        })
                    };
                    html! {
                        <button key={form} type="button" class="button" data-save={form} title={purpose} disabled={saving.is_some()} onclick={on_save}>{ if busy { "Writing…" } else { words } }</button>
                    }
                }) }
            </div>
        }
    };
    let own = if route.collection.is_none() && !collection.title.is_empty() {
        collection.title.as_str()
    } else {
        "Collection"
    };
    html! {
        <ul class="collections">
            <li class="collection own" aria-current={now(None)}>
                <a class="collection-title source" href={Route::of_collection(None).hash()}>{ "This site's own collection" }</a>
                <p class="small quiet collection-facts">{ "comes with the page" }</p>
                { saves(None, own) }
            </li>
            { for shelf.volumes.iter().map(|volume| {
                let key = Some(&*volume.key);
                item(&shelf, volume, now(key), saves(key, &volume.title))
            }) }
        </ul>
    }
}

fn item(shelf: &UseShelfHandle, volume: &Volume, current: Option<&'static str>, saves: Html) -> Html {
    let act = |action: fn(&UseShelfHandle, &str)| {
        let (shelf, key) = (shelf.clone(), volume.key.clone());
        Callback::from(move |_: MouseEvent| action(&shelf, &key))
    };
    let on_remove = {
        let remove = act(UseShelfHandle::remove);
        Callback::from(move |event: MouseEvent| {
            if current.is_some() {
                navigate(&Route { page: Page::Open, ..Route::default() });
            }
            remove.emit(event);
        })
    };
    let keeping = if volume.kept { "kept in this browser" } else { "gone when the page is closed" };
    html! {
        <li key={volume.key.clone()} class="collection" data-collection={volume.key.clone()} data-kept={volume.kept.to_string()} aria-current={current}>
            <a class="collection-title source" href={Route::of_collection(Some(&volume.key)).hash()}>{ &volume.title }</a>
            <p class="small quiet collection-facts">{ plural(volume.documents, "document") }{ " · " }{ file_size(volume.bytes) }{ " · " }<span class="keeping">{ keeping }</span></p>
            <div class="actions">
                if !volume.kept { <button type="button" class="button keep" onclick={act(UseShelfHandle::keep)}>{ "Keep in this browser" }</button> }
                <button type="button" class="button remove" onclick={on_remove}>{ "Remove" }<span class="unseen">{ " " }{ &volume.title }</span></button>
            </div>
            { saves }
        </li>
    }
}
