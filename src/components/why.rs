//! Why a fact is believed: its words, its rule, how sure that is.

use dossier_engine::Confidence;
use dossier_engine::answer::WhyShown;
use yew::prelude::*;

use super::passage::evidence;
use crate::state::Route;

/// How sure a rule is, in a word and in percent.
pub(crate) fn confidence(confidence: Confidence) -> Html {
    let percent = confidence.as_percent();
    let (word, level) = match percent {
        95.. => ("certain", "4"),
        80..95 => ("sure", "3"),
        60..80 => ("likely", "2"),
        40..60 => ("uncertain", "1"),
        _ => ("doubtful", "0"),
    };
    html! { <span class="confidence" data-level={level}>{ word }<span class="percent">{ " " }{ percent }{ "\u{202f}%" }</span></span> }
}

/// A small "why" that opens the reason: words, rule in plain language, confidence.
pub(crate) fn why(route: &Route, why: &WhyShown) -> Html {
    html! {
        <details class="why">
            <summary>{ "why" }</summary>
            <div class="why-body">
                <p>{ &why.explanation }</p>
                { for why.evidence.iter().map(|passage| evidence(route, passage)) }
                <p class="small quiet">{ confidence(why.confidence) }{ " · rule " }<code>{ &why.rule }</code></p>
            </div>
        </details>
    }
}
