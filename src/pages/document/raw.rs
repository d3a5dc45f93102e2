//! The raw source: every byte as it was saved, with what the reader took each stretch for.

use dossier_engine::answer::{DocumentPage, Source};
use dossier_engine::{Answer, Request, Span};
use yew::prelude::*;

use super::document_of;
use super::text::block_name;
use crate::components::skeleton;
use crate::hooks::{Given, use_engine_for};

#[derive(Properties, PartialEq)]
pub(super) struct RawProps {
    /// The document's answer.
    pub(super) answer: Given,
}

/// The source.
#[component]
pub(super) fn Raw(props: &RawProps) -> Html {
    let document = document_of(&props.answer);
    let request = document.map(|document| Request::Source { id: document.document.id.clone() });
    let source = use_engine_for(request);
    source.view(
        || skeleton(24),
        |answer| match (document, answer) {
            (Some(document), Answer::Source(source)) => raw(document, source),
            _ => Html::default(),
        },
    )
}

/// Block by block; white space between blocks stands where it stood.
fn raw(document: &DocumentPage, source: &Source) -> Html {
    let mut at = 0_u32;
    let mut parts = Vec::with_capacity(source.blocks.len() * 2 + 1);
    for block in &source.blocks {
        if at < block.span.start {
            parts.push(Html::from(Span { start: at, end: block.span.start }.of(&source.text).to_owned()));
        }
        let kind = block_name(block.kind);
        let rule = source.rules.iter().find(|rule| rule.name.as_str() == block.rule);
        let title = rule.map_or_else(|| block.rule.clone(), |rule| rule.explanation.clone());
        parts.push(html! { <span key={block.span.start} class="raw-block" data-kind={kind} {title}><span class="raw-label" data-label={kind} aria-hidden="true" />{ block.span.of(&source.text) }</span> });
        at = block.span.end;
    }
    parts.push(Html::from(source.text.get(at as usize..).unwrap_or_default().to_owned()));
    html! {
        <section aria-label="Raw source">
            <p class="small quiet" lang="en">{ "As it was saved: " }<code>{ &document.source }</code>{ ". Nothing is removed; each stretch carries the label that the reader gave it." }</p>
            <pre class="raw" tabindex="0">{ for parts }</pre>
        </section>
    }
}
