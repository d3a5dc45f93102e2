//! Notes beside the text: the statements of its sentences.

use std::ops::Range;

use dossier_engine::answer::{ActorShown, StatementShown};
use yew::prelude::*;

use super::text::Words;
use crate::components::{confidence, date_text, entity_link};
use crate::state::{Route, statement_word};

/// a … z, aa, ab …
pub(super) fn letter(number: usize) -> String {
    let mut out = Vec::new();
    let mut left = number;
    loop {
        out.push(b'a' + (left % 26) as u8);
        if left < 26 {
            break;
        }
        left = left / 26 - 1;
    }
    out.reverse();
    out.into_iter().map(char::from).collect()
}

/// The notes of some sentences.
pub(super) fn notes(route: &Route, shown: &Words<'_>, sentences: &Range<u32>) -> Html {
    let (statements, before) = (&shown.stretch.statements, shown.stretch.first_statement as usize);
    let first = statements.partition_point(|statement| statement.sentence < sentences.start);
    let last = statements.partition_point(|statement| statement.sentence < sentences.end);
    if first == last {
        return Html::default();
    }
    html! {
        <div class="notes" lang="en" role="group" aria-label="Notes">
            { for (first..last).map(|note| note_view(route, shown, before + note, &statements[note])) }
        </div>
    }
}

fn note_view(route: &Route, shown: &Words<'_>, number: usize, statement: &StatementShown) -> Html {
    let sentence = route.to_sentence(&shown.document.document.id, statement.sentence).hash();
    let explanation = shown
        .stretch
        .rules
        .iter()
        .find(|rule| rule.name.as_str() == statement.rule)
        .map(|rule| rule.explanation.clone());
    html! {
        <div class="note" id={["note-", &number.to_string()].concat()} key={number} tabindex="-1" data-note={number.to_string()} data-statement={statement.kind.name()}>
            <p>
                <a class="note-letter" href={sentence} aria-label={["Back to the words of note ", &letter(number)].concat()}>{ letter(number) }</a>
                <b class="note-kind">{ statement_word(statement.kind) }</b>
                if statement.weak { <span class="quiet">{ " (a goal)" }</span> }
            </p>
            <p>
                if let Some(issuer) = &statement.issuer { { actor(route, shown, issuer) } } else { <span class="quiet">{ "nobody named" }</span> }
                if !statement.addressees.is_empty() {
                    { " → " }
                    { for statement.addressees.iter().enumerate().map(|(place, who)| html! { <>{ if place > 0 { ", " } else { "" } }{ actor(route, shown, who) }</> }) }
                }
            </p>
            if let Some(deadline) = &statement.deadline { <p>{ "by " }{ date_text(deadline) }</p> }
            <details class="why">
                <summary>{ "why" }</summary>
                <div class="why-body">
                    if let Some(explanation) = explanation { <p>{ explanation }</p> }
                    if statement.issuer.as_ref().is_some_and(|issuer| issuer.implied) { <p>{ "Who speaks is carried over from a sentence before." }</p> }
                    <p class="quiet">{ confidence(statement.confidence) }{ " · rule " }<code>{ &statement.rule }</code></p>
                </div>
            </details>
        </div>
    }
}

fn actor(route: &Route, shown: &Words<'_>, actor: &ActorShown) -> Html {
    let entity = actor.entity.and_then(|entity| shown.stretch.entities.get(entity as usize));
    html! {
        <>
            if let Some(entity) = entity { { entity_link(route, entity) } } else { <span class="source">{ &actor.words }</span> }
            if actor.implied {
                { " " }<a class="implied" href={route.to_words(&shown.document.document.id, actor.span.start, actor.span.end).hash()}>{ "(carried over)" }</a>
            }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn notes_are_lettered_without_end() {
        let letters: Vec<_> = [0, 25, 26, 27, 51, 52, 701, 702].into_iter().map(letter).collect();
        assert_eq!(letters, ["a", "z", "aa", "ab", "az", "ba", "zz", "aaa"]);
    }
}
