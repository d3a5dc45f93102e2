//! Reading as it goes on: a bar that moves, what it is at, and a way out.

use yew::prelude::*;

use crate::hooks::use_shelf;
use crate::state::{Reading, Stage, file_size, group_digits, plural};

/// How far reading has come; nothing while nothing is read.
#[component]
pub(crate) fn ReadingProgress() -> Html {
    let shelf = use_shelf();
    let Some(reading) = &shelf.reading else { return Html::default() };
    let on_cancel = {
        let shelf = shelf.clone();
        Callback::from(move |_: MouseEvent| shelf.cancel())
    };
    let value = (reading.stage == Stage::Reading).then(|| share(reading).to_string());
    html! {
        <div class="reading" data-stage={stage_name(reading.stage)} data-done={reading.done.to_string()}>
            <div class="reading-row">
                <p class="reading-words">{ words(reading) }</p>
                <button type="button" class="button cancel" onclick={on_cancel}>{ "Cancel" }</button>
            </div>
            <progress max="1000" {value} aria-label="Reading your files" />
            <p class="small quiet reading-name">{ name(reading) }</p>
        </div>
    }
}

/// The same on every other page, in one line.
#[component]
pub(crate) fn ReadingStrip() -> Html {
    let shelf = use_shelf();
    if shelf.reading.is_none() {
        return Html::default();
    }
    html! { <section class="reading-strip" aria-label="Reading"><div class="frame"><ReadingProgress /></div></section> }
}

const fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Preparing => "preparing",
        Stage::Reading => "reading",
        Stage::Linking => "linking",
        Stage::Building => "building",
        Stage::Opening => "opening",
    }
}

/// Thousandths of the bytes; of the files where there are no bytes.
fn share(reading: &Reading) -> u32 {
    let part = if reading.bytes > 0.0 {
        reading.bytes_done / reading.bytes
    } else {
        f64::from(reading.done) / f64::from(reading.files.max(1))
    };
    (part * 1000.0) as u32
}

fn words(reading: &Reading) -> String {
    let mut words = String::new();
    match reading.stage {
        Stage::Preparing => words.push_str("Fetching the reader"),
        Stage::Reading => {
            words.push_str("Reading ");
            words.extend([&group_digits(reading.done), " of ", &plural(reading.files, "file")]);
            words.extend([", ", &file_size(reading.bytes_done), " of ", &file_size(reading.bytes)]);
        }
        Stage::Linking => {
            words.extend(["Finding what connects ", &plural(reading.documents, "document")]);
        }
        Stage::Building => words.extend(["Making the index of ", &plural(reading.documents, "document")]),
        Stage::Opening => words.push_str("Opening the collection"),
    }
    words
}

fn name(reading: &Reading) -> String {
    let mut words = match reading.stage {
        Stage::Reading => reading.name.clone(),
        _ => "\u{a0}".to_owned(),
    };
    if let Some(fatal) = reading.fatal.last() {
        words.extend([" · began again without ", fatal, ", which the reader could not cope with"]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_measured_in_bytes_where_there_are_any() {
        let reading = Reading { files: 4, done: 1, bytes: 1000.0, bytes_done: 900.0, ..Reading::default() };
        assert_eq!(share(&reading), 900);
        assert_eq!(share(&Reading { bytes: 0.0, ..reading }), 250);
        assert_eq!(share(&Reading::default()), 0);
    }

    #[test]
    fn progress_says_how_much_of_how_much() {
        let reading = Reading {
            stage: Stage::Reading,
            files: 2000,
            done: 7,
            bytes: 4e6,
            bytes_done: 14e3,
            ..Reading::default()
        };
        assert_eq!(words(&reading), "Reading 7 of 2000\u{a0}files, 14\u{a0}kB of 4\u{a0}MB");
    }
}
