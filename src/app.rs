//! The app: opens the collection, follows the URL, shows the page in its frame.

use std::rc::Rc;

use dossier_engine::answer::Overview;
use dossier_engine::{Answer, Request, Selection};
use yew::prelude::*;

use crate::components::{nothing, skeleton};
use crate::engine_client::EngineClient;
use crate::hooks::{CollectionInfo, Navigation, Notice, browser, use_client, use_engine, use_route_source};
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
}

/// Everything.
#[component]
pub(crate) fn App() -> Html {
    let opening = use_state(|| Opening::Under);
    let navigation = use_route_source();
    let said = use_state_eq(String::new);
    {
        let opening = opening.clone();
        use_effect_with((), move |()| {
            wasm_bindgen_futures::spawn_local(async move {
                match EngineClient::open().await {
                    Ok(client) => {
                        javascript::open(&client);
                        opening.set(Opening::Open(client));
                    }
                    Err(message) => {
                        javascript::fail(&message);
                        opening.set(Opening::Failed(message.into()));
                    }
                }
            });
        });
    }
    let notice = {
        let said = said.clone();
        use_memo((), move |()| Notice(Callback::from(move |words| said.set(words))))
    };
    let client = match &*opening {
        Opening::Open(client) => Some(client.clone()),
        _ => None,
    };
    let failed = match &*opening {
        Opening::Failed(message) => Some(message.clone()),
        _ => None,
    };
    html! {
        <ContextProvider<Navigation> context={navigation}>
        <ContextProvider<Option<EngineClient>> context={client}>
        <ContextProvider<Notice> context={(*notice).clone()}>
            <Opened {failed} />
            <p class="notice unseen" role="status">{ (*said).clone() }</p>
        </ContextProvider<Notice>>
        </ContextProvider<Option<EngineClient>>>
        </ContextProvider<Navigation>>
    }
}

#[derive(Properties, PartialEq)]
struct OpenedProps {
    /// Why the collection could not be opened, in words.
    failed: Option<AttrValue>,
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
    let page = if let Some(message) = &props.failed {
        html! {
            <main id="main" data-page="failed" data-state="failed" tabindex="-1"><div class="frame">
                <h1>{ "The collection could not be opened" }</h1>
                <p class="lead">{ message }</p>
            </div></main>
        }
    } else if client.is_none() {
        html! { <main id="main" data-page={route.page.name()} data-state="pending"><div class="frame">{ skeleton(6) }</div></main> }
    } else {
        page(&route)
    };
    html! {
        <ContextProvider<Rc<CollectionInfo>> context={info}>
            <Shell>{ page }</Shell>
        </ContextProvider<Rc<CollectionInfo>>>
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
        Page::Ledger => html! { <pages::Ledger /> },
        Page::Compare => html! { <pages::Compare /> },
        Page::About => html! { <pages::About /> },
        Page::Unknown(path) => html! {
            <main id="main" data-page="unknown" data-state="ready" tabindex="-1"><div class="frame">
                <h1>{ "Nothing at this address" }</h1>
                { nothing("", html! { <p>{ "This site has no page “" }{ path }{ "”. Begin at the " }<a href="#/">{ "overview" }</a>{ "." }</p> }) }
            </div></main>
        },
    }
}
