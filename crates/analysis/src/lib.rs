//! Computations over a selection: timeline, compare, network, words.
