//! Computations over a selection: time, comparison, contrast.
//!
//! Everything here is arithmetic on plain values: stretches of days, sentences, counts. The crate knows no
//! pack, no index and no view; `dossier-engine` reads the values and puts the results into the views' words.
//!
//! - [`time`]: when two uncertain dates can be said to meet, calendar bins, histograms, densities.
//! - [`align`]: which sentences of two texts say the same thing, and in which words they differ.
//! - [`collate`]: the same for more than two texts.
//! - [`alike`]: which texts are nearly the same.
//! - [`contrast`]: what is more frequent on one side than on the other, with its statistic.

pub mod align;
pub mod alike;
pub mod collate;
pub mod contrast;
pub mod time;
