//! `dossier`: the command line.

fn main() {}
