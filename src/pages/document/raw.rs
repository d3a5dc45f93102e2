//! The raw source: every byte as it was saved, with what the reader took each stretch for.

use dossier_engine::Span;
use dossier_engine::answer::DocumentPage;
use yew::prelude::*;

use super::text::block_name;

/// The source, block by block; white space between blocks stands where it stood.
pub(super) fn raw(document: &DocumentPage) -> Html {
    let mut at = 0_u32;
    let mut parts = Vec::with_capacity(document.blocks.len() * 2 + 1);
    for block in &document.blocks {
        if at < block.span.start {
            parts.push(Html::from(Span { start: at, end: block.span.start }.of(&document.text).to_owned()));
        }
        let kind = block_name(block.kind);
        let rule = document.rules.iter().find(|rule| rule.name.as_str() == block.rule);
        let title = rule.map_or_else(|| block.rule.clone(), |rule| rule.explanation.clone());
        parts.push(html! { <span key={block.span.start} class="raw-block" data-kind={kind} {title}><span class="raw-label" data-label={kind} aria-hidden="true" />{ block.span.of(&document.text) }</span> });
        at = block.span.end;
    }
    parts.push(Html::from(document.text.get(at as usize..).unwrap_or_default().to_owned()));
    html! {
        <section aria-label="Raw source">
            <p class="small quiet" lang="en">{ "As it was saved: " }<code>{ &document.source }</code>{ ". Nothing is removed; each stretch carries the label that the reader gave it." }</p>
            <pre class="raw" tabindex="0">{ for parts }</pre>
        </section>
    }
}
