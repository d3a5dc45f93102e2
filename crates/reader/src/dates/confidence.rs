//! How sure a value is: what its rule claims, held to how often annotators agreed.
//!
//! Of the first half of `TimeBank` and of AQUAINT (`tools/eval.py … --halves`), counted for each rule: how many of its
//! values the annotators gave as well, pulled towards 80 by two facts more. The second half tells what that is worth
//! (`docs/QUALITY.md`).

/// Below this a rule itself says that it guessed, which its other finds tell nothing of.
const GUESSED: u8 = 60;

/// Rules and how often they were right, in percent.
const RIGHT: &[(&str, u8)] = &[
    ("date.counted", 61),
    ("date.day", 96),
    ("date.day-word", 98),
    ("date.from-before", 47),
    ("date.month", 97),
    ("date.quarter", 96),
    ("date.season", 80),
    ("date.unit", 72),
    ("date.weekday", 92),
    ("date.year", 93),
    ("date.year-ago-period", 47),
    ("duration.around-now", 89),
    ("duration.length", 78),
    ("reference.future", 76),
    ("reference.past", 56),
    ("reference.present", 68),
    ("set.a-unit", 51),
    ("set.every", 72),
    ("time.clock", 72),
    ("time.part", 53),
];

/// The confidence of what `rule` found, in percent; `told` is what it claims. A rule that found too few in the texts
/// is believed.
pub(super) fn of(rule: &str, told: u8) -> u8 {
    if told < GUESSED {
        return told;
    }
    RIGHT.binary_search_by_key(&rule, |(rule, _)| rule).map_or(told, |at| RIGHT[at].1)
}

#[cfg(test)]
mod tests {
    use super::{RIGHT, of};

    #[test]
    fn the_rules_are_sorted_and_known() {
        assert!(RIGHT.is_sorted());
        let known = |rule: &str| crate::dates::RULES.iter().any(|(known, _)| *known == rule);
        assert!(RIGHT.iter().all(|(rule, _)| known(rule)));
    }

    #[test]
    fn what_a_rule_guessed_stays_a_guess() {
        assert_eq!((of("date.day", 55), of("date.day", 93), of("date.figures", 95)), (55, 96, 95));
    }
}
