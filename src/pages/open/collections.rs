//! The collections that are here: to switch between, to keep, to save, to remove.

use yew::prelude::*;

use crate::hooks::{UseShelfHandle, navigate, use_route, use_shelf};
use crate::state::{Page, Route, Volume, file_size, plural};

/// The list.
#[component]
pub(crate) fn Collections() -> Html {
    let shelf = use_shelf();
    let route = use_route();
    let now = |key: Option<&str>| (route.collection.as_deref() == key).then_some("true");
    html! {
        <ul class="collections">
            <li class="collection" aria-current={now(None)}>
                <a class="collection-title source" href={Route::of_collection(None).hash()}>{ "This site's own collection" }</a>
                <p class="small quiet collection-facts">{ "comes with the page" }</p>
            </li>
            { for shelf.volumes.iter().map(|volume| html! {
                <Collection key={volume.key.clone()} volume={volume.clone()} current={route.collection.as_deref() == Some(&*volume.key)} />
            }) }
        </ul>
    }
}

#[derive(Properties, PartialEq)]
struct CollectionProps {
    volume: Volume,
    /// Whether it is the one that the other pages show.
    current: bool,
}

#[component]
fn Collection(props: &CollectionProps) -> Html {
    let shelf = use_shelf();
    let volume = &props.volume;
    let act = |action: fn(&UseShelfHandle, &str)| {
        let (shelf, key) = (shelf.clone(), volume.key.clone());
        Callback::from(move |_: MouseEvent| action(&shelf, &key))
    };
    let on_remove = {
        let remove = act(UseShelfHandle::remove);
        let current = props.current;
        Callback::from(move |event: MouseEvent| {
            if current {
                navigate(&Route { page: Page::Open, ..Route::default() });
            }
            remove.emit(event);
        })
    };
    let (keeping, keep_words) = if volume.kept {
        ("kept in this browser", "")
    } else {
        ("gone when the page is closed", "Keep in this browser")
    };
    html! {
        <li class="collection" data-collection={volume.key.clone()} data-kept={volume.kept.to_string()} aria-current={props.current.then_some("true")}>
            <a class="collection-title source" href={Route::of_collection(Some(&volume.key)).hash()}>{ &volume.title }</a>
            <p class="small quiet collection-facts">{ plural(volume.documents, "document") }{ " · " }{ file_size(volume.bytes) }{ " · " }<span class="keeping">{ keeping }</span></p>
            <div class="actions">
                if !volume.kept { <button type="button" class="button keep" onclick={act(UseShelfHandle::keep)}>{ keep_words }</button> }
                <button type="button" class="button save-pack" onclick={act(UseShelfHandle::save_pack)}>{ "Save as a pack" }</button>
                <button type="button" class="button remove" onclick={on_remove}>{ "Remove" }<span class="unseen">{ " " }{ &volume.title }</span></button>
            </div>
        </li>
    }
}
