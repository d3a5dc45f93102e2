//! Words of the sources, with what matters in them marked.

use dossier_engine::answer::{Mark, MarkKind, Passage};
use yew::prelude::*;

use crate::state::{Page, Route};

const fn mark_name(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Hit => "hit",
        MarkKind::Subject => "subject",
        MarkKind::Other => "other",
        MarkKind::Role => "role",
        MarkKind::Cue => "cue",
        MarkKind::Content => "content",
        MarkKind::Different => "different",
    }
}

/// The words with their marks.
pub(crate) fn marked(text: &str, marks: &[Mark]) -> Html {
    let mut parts = Vec::with_capacity(marks.len() * 2 + 1);
    let mut at = 0;
    for mark in marks {
        let (start, end) = (mark.start as usize, mark.end as usize);
        let (Some(before), Some(words)) = (text.get(at..start), text.get(start..end)) else { continue };
        if !before.is_empty() {
            parts.push(Html::from(before.to_owned()));
        }
        parts.push(html! { <mark data-kind={mark_name(mark.kind)}>{ words }</mark> });
        at = end;
    }
    if let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        parts.push(Html::from(rest.to_owned()));
    }
    parts.into_iter().collect()
}

/// The address of a passage in its document.
fn address(route: &Route, passage: &Passage) -> String {
    let words = passage.marks.iter().find(|mark| matches!(mark.kind, MarkKind::Hit | MarkKind::Subject));
    let (start, end) = words.map_or((passage.span.start, passage.span.end), |mark| {
        (passage.span.start + mark.start, passage.span.start + mark.end)
    });
    route.to_words(&passage.document, start, end).hash()
}

/// A passage that leads to its place in the document.
pub(crate) fn passage_link(route: &Route, passage: &Passage) -> Html {
    html! {
        <a class="passage source" href={address(route, passage)} data-document={passage.document.clone()}>
            { marked(&passage.text, &passage.marks) }
        </a>
    }
}

/// A passage as evidence: its words, and which document they are from.
pub(crate) fn evidence(route: &Route, passage: &Passage) -> Html {
    let href = route.to(Page::Document(passage.document.clone())).hash();
    html! {
        <blockquote class="evidence">
            { passage_link(route, passage) }
            <footer class="small quiet">{ "in " }<a {href}>{ &passage.document }</a></footer>
        </blockquote>
    }
}
