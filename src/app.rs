//! The app: opens the collection, follows the URL, shows the page in its frame.

use std::rc::Rc;

use dossier_engine::answer::Overview;
use dossier_engine::{Answer, Request, Selection};
use yew::prelude::*;

use crate::components::{nothing, skeleton, try_again};
use crate::engine_client::EngineClient;
use crate::hooks::{
    CollectionInfo, Navigation, Notice, Rest, Typed, UseShelfHandle, browser, pack_of, use_again, use_client,
    use_engine, use_rest, use_route_source, use_shelf, use_shelf_source,
};
use crate::javascript;
use crate::pages;
use crate::shell::Shell;
use crate::state::{Page, Route};

/// Puts the app into the page.
pub(crate) fn show() {
    if let Some(root) = browser::by_id("app") {
        yew::Renderer::<App>::with_root(root).render();
    }
}

/// How far opening has come.
#[derive(Clone, PartialEq)]
enum Opening {
    Under,
    Open(EngineClient),
    Failed(AttrValue),
    /// The address names a collection that is not here.
    Gone,
}

/// Everything.
#[component]
pub(crate) fn App() -> Html {
    let navigation = use_route_source();
    let said = use_state_eq(String::new);
    let shelf = use_shelf_source();
    let collection = navigation.route.collection.clone();
    let on_shelf = collection.as_deref().is_none_or(|key| shelf.volume(key).is_some());
    let everything = navigation.route.selection == Selection::default();
    let first = (navigation.route.page.is_first() && everything) || navigation.route.page == Page::Open;
    let opening = use_opening(collection.clone(), on_shelf || shelf.loaded, on_shelf, first);
    let notice = {
        let said = said.clone();
        use_memo((), move |()| Notice(Callback::from(move |words| said.set(words))))
    };
    let client = match &opening {
        Opening::Open(client) => Some(client.clone()),
        _ => None,
    };
    let last = use_state_eq(|| None);
    let set = {
        let last = last.setter();
        use_callback((), move |typed, ()| last.set(typed))
    };
    let typed = Typed { last: (*last).clone(), set };
    html! {
        <ContextProvider<Navigation> context={navigation}>
        <ContextProvider<Option<EngineClient>> context={client}>
        <ContextProvider<UseShelfHandle> context={shelf}>
        <ContextProvider<Notice> context={(*notice).clone()}>
        <ContextProvider<Typed> context={typed}>
            <Opened key={collection.unwrap_or_default()} {opening} />
            <p class="notice unseen" role="status">{ (*said).clone() }</p>
        </ContextProvider<Typed>>
        </ContextProvider<Notice>>
        </ContextProvider<UseShelfHandle>>
        </ContextProvider<Option<EngineClient>>>
        </ContextProvider<Navigation>>
    }
}

#[derive(Properties, PartialEq)]
struct OpenedProps {
    /// How far opening has come.
    opening: Opening,
}

/// Opens the collection that the address names: the site's own, or one of the shelf. What the browser keeps is known
/// a moment after the page is: until it is `known` whether there is such a collection, opening waits.
#[hook]
fn use_opening(collection: Option<String>, known: bool, on_shelf: bool, first: bool) -> Opening {
    let opened = use_state(|| (None::<String>, Opening::Under));
    let again = use_again(matches!(opened.1, Opening::Failed(_)));
    let own = use_mut_ref(|| None::<EngineClient>);
    {
        let opened = opened.clone();
        use_effect_with((collection.clone(), known, on_shelf, again), move |(collection, known, ..)| {
            let wanted = Rc::new(());
            if *known {
                let (collection, still) = (collection.clone(), Rc::downgrade(&wanted));
                wasm_bindgen_futures::spawn_local(async move {
                    let kept_open = own.borrow().clone().filter(|_| collection.is_none());
                    let result = if let Some(key) = &collection {
                        let Some(pack) = pack_of(key) else {
                            javascript::fail("the collection that the address names is not kept here");
                            return opened.set((collection, Opening::Gone));
                        };
                        EngineClient::open_kept(pack).await
                    } else if let Some(client) = kept_open {
                        Ok(client)
                    } else {
                        EngineClient::open(!first).await
                    };
                    // Somebody has gone on to another one meanwhile.
                    if still.upgrade().is_none() {
                        return;
                    }
                    let opening = match result {
                        Ok(client) => {
                            javascript::open(&client);
                            if collection.is_none() {
                                own.replace(Some(client.clone()));
                            }
                            Opening::Open(client)
                        }
                        Err(message) => {
                            javascript::fail(&message);
                            Opening::Failed(message.into())
                        }
                    };
                    opened.set((collection, opening));
                });
            }
            move || drop(wanted)
        });
    }
    let (of, opening) = &*opened;
    if *of == collection { opening.clone() } else { Opening::Under }
}

/// The frame and the page, with what they need to know of the collection.
#[component]
fn Opened(props: &OpenedProps) -> Html {
    let client = use_client();
    let whole = use_engine(Request::Overview { selection: Selection::default() });
    let navigation = use_context::<Navigation>();
    let route = navigation.map_or_else(Rc::default, |navigation| navigation.route);
    let overview: Option<&Overview> = match whole.get() {
        Some(Answer::Overview(overview)) => Some(overview),
        _ => None,
    };
    let info = overview.map_or_else(CollectionInfo::default, |overview| CollectionInfo {
        title: overview.title.clone().into(),
        documents: overview.of,
    });
    let info = use_memo(info, Clone::clone);
    use_effect_with((route.page.title(), info.title.clone()), |(page, collection)| {
        if !collection.is_empty() {
            browser::set_title(&[page, " — ", collection.as_str()].concat());
        }
    });
    let rest = use_rest(!route.page.is_first());
    let page = if route.page == Page::Open && rest == Rest::Here {
        page(&route)
    } else if props.opening == Opening::Gone {
        html! { <Gone /> }
    } else if let Opening::Failed(message) = &props.opening {
        failed("The collection could not be opened", message)
    } else if client.is_none() {
        coming(&route)
    } else if let Rest::Failed(why) = &rest {
        failed("This view could not be fetched", why)
    } else if rest == Rest::Coming {
        coming(&route)
    } else {
        page(&route)
    };
    html! {
        <ContextProvider<Rc<CollectionInfo>> context={info}>
            <Shell>{ page }</Shell>
        </ContextProvider<Rc<CollectionInfo>>>
    }
}

/// The address names a collection that this browser does not have, or no longer.
#[component]
fn Gone() -> Html {
    let shelf = use_shelf();
    let open = Route { page: Page::Open, ..Route::default() }.hash();
    html! {
        <main id="main" data-page="gone" data-state="ready" tabindex="-1"><div class="frame">
            <h1>{ "This collection is not here" }</h1>
            { nothing("", html! {
                <>
                    <p>{ "Its files were opened in a page and never left that machine. It was not kept when the page was closed, it was removed, or it is in another browser." }</p>
                    <p><a href={open}>{ "Open the files again" }</a>{ if shelf.volumes.is_empty() { "" } else { ", or one of the collections that are kept here" } }{ ", or go on with " }<a href={Route::of_collection(None).hash()}>{ "this site's own collection" }</a>{ "." }</p>
                </>
            }) }
        </div></main>
    }
}

/// Room for the page that is on its way.
fn coming(route: &Route) -> Html {
    html! { <main id="main" data-page={route.page.name()} data-state="pending"><div class="frame">{ skeleton(6) }</div></main> }
}

fn failed(title: &'static str, why: &AttrValue) -> Html {
    html! {
        <main id="main" data-page="failed" data-state="failed" tabindex="-1"><div class="frame">
            <h1>{ title }</h1>
            <p class="lead">{ why }</p>
            { try_again() }
        </div></main>
    }
}

fn page(route: &Route) -> Html {
    match &route.page {
        Page::Overview => html! { <pages::Overview /> },
        Page::Documents => html! { <pages::Documents /> },
        Page::Document(id) => html! { <pages::Document key={id.clone()} id={id.clone()} /> },
        Page::Timeline => html! { <pages::Timeline /> },
        Page::Entities(kind) => html! { <pages::Entities kind={*kind} /> },
        Page::Entity(key) => html! { <pages::Entity key={key.clone()} entity={key.clone()} /> },
        Page::Theme(None) => html! { <pages::Themes /> },
        Page::Theme(Some(key)) => html! { <pages::Theme key={key.clone()} theme={key.clone()} /> },
        Page::Ledger => html! { <pages::Ledger /> },
        Page::Compare => html! { <pages::Compare /> },
        Page::About => html! { <pages::About /> },
        Page::Open => html! { <pages::Open /> },
        Page::Unknown(path) => html! {
            <main id="main" data-page="unknown" data-state="ready" tabindex="-1"><div class="frame masthead">
                <h1>{ "Nothing at this address" }</h1>
                { nothing("", html! { <p>{ "This site has no page “" }{ path }{ "”. Begin at the " }<a href={Route::of_collection(route.collection.as_deref()).hash()}>{ "overview" }</a>{ "." }</p> }) }
            </div></main>
        },
    }
}
