//! Go to anything: documents, entities, values to filter by, views, commands.

use dossier_engine::answer::Suggestion;
use dossier_engine::{Answer, Request};
use yew::prelude::*;

use crate::hooks::{browser, navigate, use_engine, use_route};
use crate::state::{Page, Route, field_word, kind_word, plural};

#[derive(Properties, PartialEq)]
pub(crate) struct PaletteProps {
    pub(crate) on_close: Callback<()>,
}

/// A line of the palette.
struct Line {
    kind: &'static str,
    words: String,
    gloss: String,
    to: Route,
}

/// The palette, over the page.
#[component]
pub(crate) fn Palette(props: &PaletteProps) -> Html {
    let route = use_route();
    let typed = use_state_eq(String::new);
    let at = use_state_eq(|| 0_usize);
    let found = use_engine(Request::Suggestions { text: (*typed).clone(), limit: 12 });
    use_effect_with((), |()| browser::focus("#palette-field"));

    let mut lines = match found.get() {
        Some(Answer::Suggestions(found)) => found.items.iter().map(|item| line(&route, item)).collect(),
        _ => Vec::new(),
    };
    lines.extend(commands(&route, &typed));
    let now = (*at).min(lines.len().saturating_sub(1));

    let on_input = {
        let (typed, at) = (typed.clone(), at.clone());
        Callback::from(move |event: InputEvent| {
            at.set(0);
            typed.set(browser::field_value(&event));
        })
    };
    let on_key = {
        let (at, count) = (at.clone(), lines.len());
        let (chosen, on_close) = (lines.get(now).map(|line| line.to.clone()), props.on_close.clone());
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "ArrowDown" => at.set((now + 1).min(count.saturating_sub(1))),
                "ArrowUp" => at.set(now.saturating_sub(1)),
                "Tab" => {}
                "Enter" => {
                    if let Some(to) = &chosen {
                        on_close.emit(());
                        navigate(to);
                    }
                }
                _ => return,
            }
            event.prevent_default();
        })
    };
    use_effect_with(now, |now| {
        if let Some(element) = browser::by_id(&["palette-", &now.to_string()].concat()) {
            browser::into_view(&element);
        }
    });
    let close = props.on_close.reform(|_: MouseEvent| ());
    html! {
        <div class="over" onclick={close}>
            <div class="over-box palette" role="dialog" aria-modal="true" aria-label="Go to anything" onclick={Callback::from(|event: MouseEvent| event.stop_propagation())}>
                <input id="palette-field" type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list"
                    aria-activedescendant={(!lines.is_empty()).then(|| ["palette-", &now.to_string()].concat())}
                    aria-label="Go to a document, person, resolution, view …" placeholder="Go to a document, person, resolution, view …" autocomplete="off" spellcheck="false"
                    value={(*typed).clone()} oninput={on_input} onkeydown={on_key} />
                <ul id="palette-list" role="listbox" aria-label="Places to go">
                    { for lines.into_iter().enumerate().map(|(place, line)| {
                        let on_click = {
                            let (to, on_close) = (line.to.clone(), props.on_close.clone());
                            Callback::from(move |_: MouseEvent| { on_close.emit(()); navigate(&to); })
                        };
                        html! {
                            <li key={place} id={["palette-", &place.to_string()].concat()} role="option" aria-selected={(place == now).to_string()} onclick={on_click}>
                                <span class="palette-kind label">{ line.kind }</span>
                                <span class="palette-words">{ line.words }</span>
                                <span class="quiet small">{ line.gloss }</span>
                            </li>
                        }
                    }) }
                </ul>
            </div>
        </div>
    }
}

fn line(route: &Route, item: &Suggestion) -> Line {
    match item {
        Suggestion::Entity { entity, documents, matched } => {
            let mut gloss = matched.as_ref().map(|form| ["as “", form, "”, "].concat()).unwrap_or_default();
            gloss.push_str(&plural(*documents, "document"));
            Line {
                kind: kind_word(entity.kind),
                words: entity.name.clone(),
                gloss,
                to: route.to(Page::Entity(entity.key.clone())),
            }
        }
        Suggestion::Document(document) => Line {
            kind: "document",
            words: document.title.text.clone(),
            gloss: document.date.as_ref().map_or_else(|| "undated".to_owned(), |date| date.words.clone()),
            to: route.to(Page::Document(document.id.clone())),
        },
        Suggestion::Value { field, value, label, documents } => Line {
            kind: "narrow to",
            words: label.clone(),
            gloss: [&field_word(field), ", ", &plural(*documents, "document")].concat(),
            to: route.select(route.selection.clone().including(field.clone(), value)).to(Page::Documents),
        },
        Suggestion::Query { query, documents } => Line {
            kind: "search",
            words: query.clone(),
            gloss: plural(*documents, "document"),
            to: route.select(route.selection.clone().with_query(query)).to(Page::Documents),
        },
    }
}

/// Views whose name holds what was typed; with anything typed, also to search for it.
fn commands(route: &Route, typed: &str) -> Vec<Line> {
    let typed = typed.trim();
    let wanted = typed.to_lowercase();
    let mut lines: Vec<_> = Page::VIEWS
        .into_iter()
        .chain([Page::About])
        .filter(|page| page.title().to_lowercase().contains(&wanted))
        .map(|page| Line {
            kind: "view",
            words: page.title().to_owned(),
            gloss: String::new(),
            to: route.to(page),
        })
        .collect();
    if !typed.is_empty() {
        let to = route.select(route.selection.clone().with_query(typed)).to(Page::Documents);
        lines.push(Line { kind: "search", words: typed.to_owned(), gloss: "in the texts".to_owned(), to });
    }
    lines
}
