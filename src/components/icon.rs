//! Glyphs in the ink of the text round them.

use yew::prelude::*;

/// A glyph by name; unknown names draw nothing. Always beside or under words that say the same.
pub(crate) fn icon(name: &str) -> Html {
    let path = match name {
        "overview" => "M3 4h14M3 8h14M3 12h9M3 16h6",
        "documents" => "M5 2.5h7l4 4v11H5zM12 2.5v4h4M8 10h5M8 13.5h5",
        "timeline" => "M2 14h16M5 14V9M9 14V5M13 14v-4M16 14V8",
        "entities" => {
            "M7 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM1.5 17c.5-4 2.5-5.5 5.5-5.500s5 1.5 5.5 5.500M13 3.500a3 3 0 0 1 0 5.500M14.5 11.800c2.300.5 3.600 2.200 4 5.200"
        }
        "ledger" => "M3 3h14v14H3zM3 7.500h14M8 7.500V17M3 12h14",
        "compare" => "M3 3h6v14H3zM11 3h6v14h-6zM5 7h2M5 10h2M13 7h2M13 12h2",
        "search" => "M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM13.5 13.5 18 18",
        "sun" => {
            "M10 13.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 1.500v2M10 16.500v2M1.5 10h2M16.5 10h2M4 4l1.400 1.400M14.600 14.600 16 16M16 4l-1.400 1.400M5.400 14.600 4 16"
        }
        "moon" => "M16.5 12A7 7 0 0 1 8 3.500a7 7 0 1 0 8.5 8.500z",
        "half" => "M10 17.500a7.5 7.5 0 1 0 0-15v15z",
        "help" => "M7.5 7.500a2.5 2.5 0 1 1 3.700 2.200c-.8.5-1.200 1-1.200 2M10 15v.2",
        "open" => "M2.5 16V4.500h5l2 2.500h8V16zM10 13.500v-4.500M7.800 11 10 8.800l2.200 2.200",
        "close" => "M5 5l10 10M15 5 5 15",
        "minus" => "M5 10h10",
        "previous" => "M12.5 4 6.5 10l6 6",
        "next" => "M7.5 4l6 6-6 6",
        "link" => {
            "M8.5 11.500a3 3 0 0 0 4.300 0l3-3a3 3 0 0 0-4.300-4.300l-1 1M11.5 8.500a3 3 0 0 0-4.300 0l-3 3a3 3 0 0 0 4.300 4.300l1-1"
        }
        "filter" => "M3 5h14M6 10h8M8.5 15h3",
        _ => return Html::default(),
    };
    let fill = if name == "half" { "currentColor" } else { "none" };
    html! {
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5"
            stroke-linecap="round" stroke-linejoin="round">
            if name == "half" { <circle cx="10" cy="10" r="7.5" /> }
            <path d={path} fill={fill} />
        </svg>
    }
}
