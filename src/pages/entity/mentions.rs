//! Every mention in its sentence, more of them on request.

use dossier_engine::answer::MentionInContext;
use dossier_engine::{Answer, Request};
use yew::prelude::*;

use crate::components::{confidence, date_or_undated, document_link, passage_link, section, skeleton};
use crate::hooks::{use_engine, use_route};
use crate::state::{Route, group_digits, plural};

/// Shown at first, and added at each request.
const STEP: u32 = 20;

#[derive(Properties, PartialEq)]
pub(crate) struct MentionListProps {
    /// Its key: an entity's.
    #[prop_or_default]
    pub(crate) entity: AttrValue,
    /// Or a theme's.
    #[prop_or_default]
    pub(crate) theme: AttrValue,
}

/// The list.
#[component]
pub(crate) fn MentionList(props: &MentionListProps) -> Html {
    let route = use_route();
    let limit = use_state_eq(|| STEP);
    let (selection, limit_now) = (route.selection.clone(), *limit);
    let of_theme = !props.theme.is_empty();
    let mentions = use_engine(if of_theme {
        Request::ThemeMentions { key: props.theme.to_string(), selection, offset: 0, limit: limit_now }
    } else {
        Request::Mentions { key: props.entity.to_string(), selection, offset: 0, limit: limit_now }
    });
    let total = match mentions.get() {
        Some(Answer::Mentions(found)) => found.total,
        _ => 0,
    };
    let on_more = {
        let limit = limit.clone();
        Callback::from(move |_: MouseEvent| limit.set(*limit * 4))
    };
    let list = mentions.view(|| skeleton(8), |answer| match answer {
        Answer::Mentions(found) => html! {
            <>
                <ol class="mention-list">{ for found.rows.iter().map(|row| mention(&route, row)) }</ol>
                if (found.rows.len() as u32) < found.total {
                    <button type="button" class="button" onclick={on_more}>{ "More: " }{ group_digits(found.rows.len() as u32) }{ " of " }{ group_digits(found.total) }{ " shown" }</button>
                }
            </>
        },
        _ => Html::default(),
    });
    let noun = if of_theme { "sentence" } else { "mention" };
    section("mentions", "Every mention in context", &plural(total, noun), list)
}

fn mention(route: &Route, row: &MentionInContext) -> Html {
    let key = [
        row.passage.document.as_str(),
        &row.passage.span.start.to_string(),
        &row.passage.marks.first().map_or(0, |mark| mark.start).to_string(),
    ]
    .join("-");
    html! {
        <li {key}>
            { passage_link(route, &row.passage) }
            <p class="small quiet">{ date_or_undated(row.date.as_ref()) }{ " · " }{ document_link(route, &row.document) }{ " · " }{ confidence(row.confidence) }</p>
        </li>
    }
}
