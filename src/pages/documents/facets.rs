//! The facet panel: by what the selection could be narrowed, with exact counts.

use std::rc::Rc;

use dossier_engine::answer::{FacetValue, FieldFacet};
use dossier_engine::{Answer, EntityKind, Field, Mode, Request, Selection};
use yew::prelude::*;

use crate::components::{choices, icon, skeleton};
use crate::hooks::{browser, navigate, use_engine, use_engine_for, use_route};
use crate::state::{Route, field_word, group_digits};

/// Values of a field before "more" is asked for.
const FEW: u32 = 6;
/// And after.
const MANY: u32 = 400;

/// The panel.
#[component]
pub(crate) fn FacetPanel() -> Html {
    let route = use_route();
    let wanted = use_state_eq(String::new);
    let whole = use_state_eq(|| None::<Field>);
    let facets = use_engine(Request::Facets {
        selection: route.selection.clone(),
        fields: Vec::new(),
        contains: wanted.trim().to_owned(),
        limit: FEW,
    });
    let more = use_engine_for((*whole).clone().map(|field| Request::Facets {
        selection: route.selection.clone(),
        fields: vec![field],
        contains: wanted.trim().to_owned(),
        limit: MANY,
    }));
    let on_input = {
        let wanted = wanted.clone();
        Callback::from(move |event: InputEvent| wanted.set(browser::field_value(&event)))
    };
    let Some(Answer::Facets(shown)) = facets.get() else { return skeleton(16) };
    let longer = match more.get() {
        Some(Answer::Facets(more)) if whole.is_some() => more.fields.first(),
        _ => None,
    };
    html! {
        <div class="facets" data-state={facets.state()}>
            <label class="facet-find">{ icon("search") }
                <span class="unseen">{ "Find among the values" }</span>
                <input type="search" placeholder="Find a name, theme, outlet" value={(*wanted).clone()} oninput={on_input} autocomplete="off" spellcheck="false" />
            </label>
            { for shown.fields.iter().map(|facet| {
                let facet = longer.filter(|longer| longer.field == facet.field).unwrap_or(facet);
                let on_more = {
                    let (whole, field) = (whole.clone(), facet.field.clone());
                    Callback::from(move |_: MouseEvent| whole.set((whole.as_ref() != Some(&field)).then(|| field.clone())))
                };
                field(&route, facet, !wanted.trim().is_empty(), *whole == Some(facet.field.clone()), on_more)
            }) }
            { certainty(&route) }
            <p class="facet-help small quiet">{ "A click narrows. A click with Shift, or " }{ icon("minus") }{ ", leaves out." }</p>
        </div>
    }
}

/// How sure a fact must be for it to count.
fn certainty(route: &Route) -> Html {
    let least = [("any", 0), ("60\u{202f}%", 60), ("80\u{202f}%", 80), ("95\u{202f}%", 95)];
    choices(
        "Facts at least",
        least.map(|(words, min_confidence)| {
            let next = Selection { min_confidence, ..route.selection.clone() };
            (words.to_owned(), route.select(next).hash(), route.selection.min_confidence == min_confidence)
        }),
    )
}

/// Fields that stand open before anyone opens them.
fn is_open(field: &Field) -> bool {
    matches!(
        field,
        Field::Theme
            | Field::Entity(EntityKind::Person | EntityKind::Organisation | EntityKind::Instrument)
            | Field::Statement
            | Field::Facet(_)
    )
}

fn field(
    route: &Rc<Route>,
    facet: &FieldFacet,
    finding: bool,
    whole: bool,
    on_more: Callback<MouseEvent>,
) -> Html {
    let used = facet.values.iter().any(|value| value.mode.is_some());
    let values = facet.values.iter().filter(|value| value.count > 0 || value.mode.is_some());
    let shown = values.clone().count() as u32;
    if shown == 0 {
        return Html::default();
    }
    let name = facet.field.name();
    html! {
        <details class="facet" key={name.clone()} data-field={name} open={finding || used || is_open(&facet.field)}>
            <summary><h2 class="label">{ field_word(&facet.field) }</h2><span class="count quiet">{ group_digits(facet.distinct) }</span></summary>
            <ul>
                { for values.map(|value| html! { <li key={value.value.clone()}>{ row(route, &facet.field, value) }</li> }) }
            </ul>
            if whole || facet.distinct > shown {
                <button type="button" class="more small" onclick={on_more}>
                    if whole { { "fewer" } } else { { "all " }{ group_digits(facet.distinct) } }
                </button>
            }
        </details>
    }
}

fn row(route: &Rc<Route>, field: &Field, value: &FacetValue) -> Html {
    let set = |mode: Option<Mode>| {
        let mut selection = route.selection.clone();
        selection.set(field.clone(), &value.value, mode);
        route.select(selection)
    };
    let include = set((value.mode != Some(Mode::Include)).then_some(Mode::Include));
    let exclude = set((value.mode != Some(Mode::Exclude)).then_some(Mode::Exclude));
    let on_include = {
        let exclude = exclude.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            navigate(if event.shift_key() { &exclude } else { &include });
        })
    };
    let on_exclude = Callback::from(move |_: MouseEvent| navigate(&exclude));
    let kind = match field {
        Field::Entity(kind) => Some(kind.name()),
        _ => None,
    };
    let mode = match value.mode {
        Some(Mode::Include) => Some("include"),
        Some(Mode::Exclude) => Some("exclude"),
        None => None,
    };
    html! {
        <div class="facet-row" data-mode={mode} data-field={field.name()} data-value={value.value.clone()}>
            <button type="button" class="facet-value" aria-pressed={(value.mode == Some(Mode::Include)).to_string()} onclick={on_include}>
                <span class="facet-label" data-kind={kind}>{ &value.label }if value.candidate { <span class="candidate" title="The rules are not sure of this one">{ "?" }</span> }</span>
                <span class="count">{ group_digits(value.count) }</span>
            </button>
            <button type="button" class="facet-without" aria-pressed={(value.mode == Some(Mode::Exclude)).to_string()} onclick={on_exclude}
                title={["leave out: ", &group_digits(value.without), " remain"].concat()}>
                { icon("minus") }<span class="unseen">{ "leave out " }{ &value.label }</span>
            </button>
        </div>
    }
}
