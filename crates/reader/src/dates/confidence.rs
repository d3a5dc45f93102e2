//! How sure a value is: what its rule claims, held to how often annotators agreed.
//!
//! Counted for each rule in the first halves of `TimeBank` and of AQUAINT (`tools/calibration.py … --halves`): how many of
//! its values the annotators gave as well, pulled towards 80 by two facts more. The second halves tell what that is
//! worth (`docs/QUALITY.md`).

/// Below this a rule itself says that it guessed, which its other finds tell nothing of.
const GUESSED: u8 = 60;

/// Rules with more than ten finds, and how often they were right, in percent.
const RIGHT: &[(&str, u8)] = &[
    ("date.counted", 47),
    ("date.day", 97),
    ("date.day-word", 94),
    ("date.from-before", 48),
    ("date.month", 95),
    ("date.quarter", 96),
    ("date.season", 82),
    ("date.unit", 72),
    ("date.weekday", 91),
    ("date.year", 89),
    ("date.year-ago-period", 45),
    ("duration.around-now", 78),
    ("duration.length", 79),
    ("reference.future", 62),
    ("reference.past", 61),
    ("reference.present", 66),
    ("set.every", 62),
    ("time.part", 42),
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
        assert_eq!((of("date.day", 55), of("date.day", 93), of("date.figures", 95)), (55, 97, 95));
    }
}
