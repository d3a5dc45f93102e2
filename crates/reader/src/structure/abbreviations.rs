//! Words that a full stop shortens, and whether it also ends a sentence.

use crate::bytes::Shapes;

/// What a full stop behind a word ends.
pub(super) enum Ending {
    /// An abbreviation that something must follow.
    Never,
    /// Ends nothing before a number.
    BeforeNumber,
    /// An abbreviation that can stand last.
    Perhaps,
    /// An ordinary word.
    Yes,
}

/// Something must follow.
const NEVER: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "gen", "lt", "col", "maj", "capt", "sgt", "cpl", "pvt", "cmdr",
    "adm", "brig", "sen", "sens", "rep", "reps", "gov", "govs", "pres", "rev", "hon", "amb", "atty", "supt",
    "insp", "messrs", "mme", "mlle", "assoc", "asst", "fr", "vs", "v", "cf", "viz", "e.g", "i.e", "eg", "ie",
    "approx", "ca", "assist", "mt", "ft", "ph.d", "ths", "ts", "gs", "pgs",
];
/// A number follows.
const BEFORE_NUMBER: &[&str] = &[
    "no", "nos", "art", "arts", "vol", "vols", "fig", "figs", "pp", "p", "sec", "ch", "jan", "feb", "mar",
    "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "tel", "ext", "para", "paras",
];
/// Can stand last.
const PERHAPS: &[&str] = &[
    "jr", "sr", "inc", "co", "ltd", "corp", "corps", "bros", "cos", "plc", "etc", "al", "ed", "eds", "dept",
    "univ", "ave", "blvd", "rd", "est", "a.m", "p.m", "u.s", "u.k", "u.n", "e.u", "d.c", "n.y", "calif",
    "ariz", "ala", "ark", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mass",
    "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "penn", "tenn", "tex", "vt",
    "va", "wash", "wis", "wyo", "bn", "mln", "pct", "dlrs", "sq", "esq", "s.a", "n.v", "s.p.a", "mon", "tue",
    "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
];

/// The longest of them that has letters alone.
pub(super) const LONGEST: usize = 6;

static SHAPES: Shapes = Shapes::of(&[NEVER, BEFORE_NUMBER, PERHAPS]);

/// What a full stop behind an abbreviation ends; `None` for other words.
pub(super) fn ending(word: &str) -> Option<Ending> {
    // What is small in letters of other scripts may be of ASCII.
    if word.is_ascii() && !SHAPES.may_hold(word.as_bytes()) {
        return None;
    }
    let lower = word.to_lowercase();
    let lower = lower.as_str();
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    if NEVER.contains(&lower)
        && (capital
            || lower.contains('.')
            || matches!(lower, "vs" | "cf" | "viz" | "eg" | "ie" | "approx" | "ca"))
    {
        return Some(Ending::Never);
    }
    if BEFORE_NUMBER.contains(&lower)
        && (capital || matches!(lower, "pp" | "p" | "vol" | "fig" | "art" | "sec" | "tel" | "ext"))
    {
        return Some(Ending::BeforeNumber);
    }
    let perhaps = PERHAPS.contains(&lower)
        && (capital
            || lower.contains('.')
            || matches!(lower, "inc" | "etc" | "al" | "pct" | "dlrs" | "mln" | "bn"));
    perhaps.then_some(Ending::Perhaps)
}
