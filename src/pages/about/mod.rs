//! About: what this is, how facts are found, what is doubtful.

use dossier_engine::answer::{RuleShown, Rules};
use dossier_engine::{Answer, Request, Selection};
use yew::prelude::*;

use super::page;
use crate::components::{evidence, section, skeleton};
use crate::hooks::{use_collection, use_engine, use_route};
use crate::state::{Page, Route, plural};

/// The page.
#[component]
pub(crate) fn About() -> Html {
    let route = use_route();
    let collection = use_collection();
    let overview = use_engine(Request::Overview { selection: Selection::default() });
    let rules = use_engine(Request::Rules);
    let list = rules.view(
        || skeleton(12),
        |answer| match answer {
            Answer::Rules(rules) => rule_list(&route, rules),
            _ => Html::default(),
        },
    );
    let description = match overview.get() {
        Some(Answer::Overview(overview)) => overview.description.clone(),
        _ => String::new(),
    };
    page(
        "about",
        rules.state(),
        html! {
            <div class="frame prose">
                <header class="masthead">
                    <h1>{ "About" }</h1>
                    <p class="lead source">{ &collection.title }{ if description.is_empty() { "" } else { ": " } }{ description }</p>
                </header>
                { section("what", "What this is", "", html! {
                    <>
                        <p>{ "Dossier has read " }{ plural(collection.documents, "document") }{ " and found who, what, where and when in them. It runs in this page alone: nothing you look for leaves your machine, and there is no server that could know." }</p>
                        <p>{ "The texts are as they were saved. Words that a web page left among them are labelled, never removed; every document can be seen raw." }</p>
                    </>
                }) }
                { section("how", "How facts are found", "", html! {
                    <>
                        <p>{ "By rules, and by small statistical models that were trained on news and come with the page. No text is made up, and the same texts give the same facts each time. Every fact keeps the words that it rests on, the rule that found it and how sure that rule is. Wherever you see a fact, one click leads to its words." }</p>
                        <p>{ "A date that the texts do not settle is kept as a stretch of time. Filters count it as possibly inside a range; you can ask for certainty instead." }</p>
                    </>
                }) }
                { section("doubt", "What is doubtful", "", html! {
                    <>
                        <p>{ "Both miss what is said in a way they do not know, and take one name for another where the words allow both. Names marked “?” are candidates. “No later report found” means just that: it is no verdict on what was done." }</p>
                        <p><a href={route.to(Page::Overview).hash()}>{ "What is odd about this collection" }</a>{ " stands at the end of the overview." }</p>
                    </>
                }) }
                { section("rules", "The rules", "In plain language, with how many facts rest on each and one of them.", list) }
            </div>
        },
    )
}

fn rule_list(route: &Route, rules: &Rules) -> Html {
    let row = |shown: &RuleShown| {
        html! {
            <li class="rule" key={shown.rule.name.as_str().to_owned()}>
                <p>{ &shown.rule.explanation }</p>
                <p class="small quiet"><code>{ shown.rule.name.as_str() }</code>{ " · " }{ plural(shown.facts, "fact") }</p>
                if let Some(example) = &shown.example { <details class="why"><summary>{ "an example" }</summary><div class="why-body">{ evidence(route, example) }</div></details> }
            </li>
        }
    };
    html! { <ul class="rules">{ for rules.rules.iter().filter(|shown| shown.facts > 0).map(row) }</ul> }
}
