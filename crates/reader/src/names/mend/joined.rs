//! Two bodies in one name, parted.

use dossier_corpus::EntityKind;

use crate::names::gazetteer::{SMALL, listed};
use crate::names::lexicon::{BODY, FIELD, FUNCTION};
use crate::names::raw::Raw;
use crate::names::scan::Scan;

/// "General Department of Industry and Halden": a word that another body's name begins with ("Halden Group") is no field of
/// this one.
pub(super) fn part(scan: &Scan<'_>, names: &mut Vec<Raw>) {
    let joined: Vec<usize> = (0..names.len()).filter(|&at| may_be_two(scan, &names[at])).collect();
    for at in joined.into_iter().rev() {
        let last = names[at].to - 1;
        let hash = scan.words[last].hash;
        let named = |other: &Raw| {
            other.kind == EntityKind::Organisation
                && other.from != names[at].from
                && scan.words[other.from].hash == hash
        };
        if names.iter().any(named) {
            let mut second = names[at].clone();
            second.from = last;
            names[at].to = last - 1;
            names.insert(at + 1, second);
        }
    }
}

/// Whether the name ends in "and" and one word that no list knows for a field.
fn may_be_two(scan: &Scan<'_>, name: &Raw) -> bool {
    let last = name.to - 1;
    name.kind == EntityKind::Organisation
        && name.curated.is_none()
        && name.len() >= 4
        && scan.word(last - 1) == "and"
        && scan.words[last].is_capital()
        && !scan.is(last, FIELD | BODY | FUNCTION)
        && !scan.is_written_small(last)
        && listed(scan.words[last].hash).flags & SMALL == 0
        && (name.from..last - 2).any(|at| scan.is(at, BODY) && scan.word(at + 1) == "of")
}
