//! Which of the lines above the text is its title.

use super::blocks::UNSURE;
use super::lines::count_words;
use super::sentences::ends_sentence;
use super::stamp::Order;
use super::{dateline, head, leftovers};

/// The title among the `open` units in front of the running text; `words` gives those of any unit.
pub(super) fn find<'t>(words: impl Fn(usize) -> &'t str, open: &[usize]) -> Option<usize> {
    let fit = |at: &&usize| {
        let words = words(**at);
        (2..=40).contains(&count_words(words, 41))
            && !words.ends_with([',', ';', ':'])
            && (!ends_sentence(words) || words.ends_with(['?', '!']))
            // "Vietnam – Laos trade grows" has the shape of a dateline and is a headline.
            && dateline::find(words, Order::Unknown).is_none_or(|line| line.percent <= UNSURE)
            && !leftovers::is_letterhead(words)
            && !head::is_kind(words)
            && !words.contains(['|', '›', '»'])
    };
    let mut fits: Vec<usize> = open.iter().filter(fit).copied().collect();
    if let Some(first) = fits.first().filter(|at| head::is_instrument(words(**at))) {
        return Some(*first);
    }
    // Below "PRESS RELEASE" and "Dear Sir,": there the title stands.
    let above = |at: usize| {
        let words = words(at);
        head::is_kind(words) || words.starts_with("Dear ") && words.ends_with(',')
    };
    let below = open.last().and_then(|last| (0..*last).rev().find(|at| above(*at)));
    if let Some(below) = below
        && fits.iter().any(|at| *at > below)
    {
        fits.retain(|at| *at > below);
    }
    let long = fits.iter().find(|at| count_words(words(**at), 4) == 4);
    // "MEDIA STATEMENT" is all the title there is, where nothing longer stands above the text.
    let kind = open.iter().find(|at| long.is_none() && head::is_kind(words(**at)));
    long.or(kind).or(fits.first()).copied()
}
