//! Two bodies in one name, parted.

use dossier_corpus::EntityKind;

use crate::names::gazetteer::{SMALL, listed};
use crate::names::lexicon::{BODY, FIELD, FUNCTION, Hashes};
use crate::names::raw::Raw;
use crate::names::scan::Scan;

/// "General Department of Industry and Halden": a word that another body's name begins with ("Halden Group") is no field of
/// this one.
pub(super) fn part(scan: &Scan<'_>, names: &mut Vec<Raw>) {
    if !names.iter().any(|name| may_be_two(scan, name)) {
        return;
    }
    let bodies = names.iter().filter(|name| name.kind == EntityKind::Organisation);
    let begun: Hashes = bodies.map(|name| scan.words[name.from].hash).collect();
    let mut parted = Vec::with_capacity(names.len() + 1);
    for mut name in names.drain(..) {
        let last = name.to - 1;
        if may_be_two(scan, &name) && begun.contains(&scan.words[last].hash) {
            let second = Raw { from: last, ..name.clone() };
            name.to = last - 1;
            parted.extend([name, second]);
        } else {
            parted.push(name);
        }
    }
    *names = parted;
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
