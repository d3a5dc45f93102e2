//! Small pictures in the ink of the text.

use dossier_engine::answer::Spark;
use yew::prelude::*;

use crate::state::plural;

/// Documents over time as a row of strokes, with its years beside it and the same in words.
pub(crate) fn spark(spark: &Spark) -> Html {
    let most = spark.counts.iter().copied().max().unwrap_or(0);
    // A few bins stand as narrow as many would.
    let bins = spark.counts.len().max(24);
    let left = (bins - spark.counts.len()) / 2;
    let years = spark.from.zip(spark.to).map(|(from, to)| (from.to_ymd().0, to.to_ymd().0));
    let Some((from, to)) = years.filter(|_| most > 0) else {
        return html! { <span class="spark-none small quiet">{ "undated" }</span> };
    };
    let mut words = if from == to { format!("in {from}") } else { format!("{from} to {to}") };
    if spark.undated > 0 {
        words.push_str(", undated ");
        words.push_str(&plural(spark.undated, "document"));
    }
    let view = format!("0 0 {} 16", bins * 3);
    html! {
        <span class="spark">
            <span class="spark-year" aria-hidden="true">{ from }</span>
            <svg viewBox={view} preserveAspectRatio="none" role="img" aria-label={format!("Documents, {words}")}>
                <line x1="0" y1="15.5" x2={(bins * 3).to_string()} y2="15.5" />
                <path d={strokes(spark, most, left)} />
            </svg>
            if from != to { <span class="spark-year" aria-hidden="true">{ to }</span> }
        </span>
    }
}

/// The strokes as one path: a long list of sparks is drawn while it is scrolled.
fn strokes(spark: &Spark, most: u32, left: usize) -> String {
    let mut path = String::with_capacity(spark.counts.len() * 12);
    for (bin, count) in spark.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        // In whole units of the view: floats would bring their formatting along.
        let tall = (count * 14).div_ceil(most).max(2);
        for part in ["M", &((left + bin) * 3).to_string(), " 16v-", &tall.to_string(), "h2V16z"] {
            path.push_str(part);
        }
    }
    path
}
