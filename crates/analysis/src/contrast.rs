//! What is more frequent on one side than on the other.

/// Dunning's log-likelihood G² for a count of `a` in `of_a` against `b` in `of_b`, with the sign of the side
/// that has relatively more: positive for the first. 0 when a side is empty.
///
/// Method: T. Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence", *Computational
/// Linguistics* 19(1), 1993; in the two-cell form of Rayson and Garside (2000). Above 3.84: p < 0.05; above
/// 6.63: p < 0.01; above 10.83: p < 0.001.
///
/// ```
/// use dossier_analysis::contrast::log_likelihood;
/// assert!(log_likelihood(30, 1_000, 10, 1_000) > 6.63);
/// assert!(log_likelihood(10, 1_000, 30, 1_000) < -6.63);
/// assert!(log_likelihood(10, 1_000, 10, 1_000).abs() < 1e-9);
/// ```
pub fn log_likelihood(a: u32, of_a: u32, b: u32, of_b: u32) -> f64 {
    let (a, of_a, b, of_b) = (f64::from(a), f64::from(of_a), f64::from(b), f64::from(of_b));
    if of_a <= 0.0 || of_b <= 0.0 || a + b <= 0.0 {
        return 0.0;
    }
    let share = (a + b) / (of_a + of_b);
    let term = |observed: f64, expected: f64| {
        if observed > 0.0 { observed * (observed / expected).ln() } else { 0.0 }
    };
    let g2 = 2.0 * (term(a, of_a * share) + term(b, of_b * share));
    if a / of_a >= b / of_b { g2.max(0.0) } else { -g2.max(0.0) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_sides_can_be_exchanged(a in 0..500u32, b in 0..500u32, of_a in 500..9_000u32, of_b in 500..9_000u32) {
            let there = log_likelihood(a, of_a, b, of_b);
            let back = log_likelihood(b, of_b, a, of_a);
            prop_assert!((there.abs() - back.abs()).abs() < 1e-6);
            prop_assert!(there.is_finite());
        }
    }
}
