//! The body that a body is part of, where the words say so.
//!
//! A possessive alone says little: "the Harbour Board's Ombudsman Act review" makes the Act no part of the board. It counts
//! where the second name ends the phrase and is headed like a body, or where a word such as unit or subsidiary follows.

use dossier_corpus::EntityKind;

use super::super::lexicon::{BODY, FUNCTION, Hashes, LONE_BODY, SPEECH};
use super::super::raw::Raw;
use super::super::scan::Scan;
use super::super::words::{Shape, Word};
use super::Groups;

/// What a part is called beside its name.
const PARTS: &[&str] = &[
    "affiliate",
    "affiliates",
    "agency",
    "arm",
    "branch",
    "bureau",
    "business",
    "committee",
    "department",
    "division",
    "office",
    "operation",
    "operations",
    "section",
    "subsidiaries",
    "subsidiary",
    "unit",
    "units",
    "wing",
];

/// The legal forms that end a company's name and are no heads of bodies elsewhere.
const COMPANIES: &[&str] = &["AG", "Co", "GmbH", "NV", "Pty", "SA", "SpA"];

/// The first words of the names that stand somewhere without a possessive.
pub(super) fn without_possessive(scan: &Scan<'_>, names: &[Raw]) -> Hashes {
    let possessive = |at: usize| scan.words.get(at).is_some_and(|next| next.shape.has(Shape::CLITIC));
    names.iter().filter(|raw| !possessive(raw.to)).map(|raw| scan.words[raw.from].hash).collect()
}

impl Groups<'_, '_> {
    /// "the PCC's Economic Commission", "the General Department under the Ministry".
    pub(super) fn parent(&mut self, raw: &Raw, referent: u32, names: &[Raw], of: &[Option<u32>]) {
        if self.found.referents[referent as usize].parent.is_some() {
            return;
        }
        let scan = self.scan;
        let at = names.partition_point(|other| other.from < raw.from);
        let owned = scan.words[raw.from - 1].shape.has(Shape::CLITIC)
            && at > 0
            && names[at - 1].to + 1 == raw.from
            && self.is_owner(&names[at - 1]);
        let under = matches!(scan.word(raw.to), "under" | "of") && scan.word(raw.to + 1) == "the";
        let found = if owned && self.is_part(raw) {
            Some((at - 1, 80))
        } else if under && !matches!(scan.word(raw.from - 1), "on" | "for") {
            names
                .get(at + 1)
                .filter(|next| next.from == raw.to + 2)
                .map(|_| (at + 1, if scan.word(raw.to) == "under" { 80 } else { 70 }))
        } else {
            None
        };
        if let Some((index, confidence)) = found
            && names[index].kind == EntityKind::Organisation
            && let Some(id) = of[index]
        {
            let id = self.root(id);
            if id != referent {
                let both = scan.span(raw.from.min(names[index].from), raw.to.max(names[index].to));
                self.found.referents[referent as usize].parent = Some((id, both, confidence));
            }
        }
    }

    /// Whether the name before a possessive is a body of its own: one of several words, an abbreviation, or one that the
    /// document also names without the possessive, which "Lloyd's" or "Macy's" is not.
    fn is_owner(&self, owner: &Raw) -> bool {
        let word = &self.scan.words[owner.from];
        owner.curated.is_some()
            || owner.len() > 1
            || word.is_all_capitals()
            || self.without_possessive.contains(&word.hash)
    }

    /// Whether the words of a possessed name and behind it speak of a part of its owner.
    fn is_part(&self, raw: &Raw) -> bool {
        let scan = self.scan;
        // "motor division", "pipeline subsidiary"
        for at in raw.to..raw.to + 3 {
            if PARTS.contains(&scan.word(at)) {
                return true;
            }
            if !scan.words.get(at).is_some_and(Word::is_small) || scan.is(at, FUNCTION | SPEECH) {
                break;
            }
        }
        let last = raw.to - 1;
        let headed = raw.curated.is_some()
            || scan.is(last, BODY | LONE_BODY)
            || COMPANIES.contains(&scan.word(last))
            || (raw.from..last)
                .any(|at| scan.is(at, BODY) && matches!(scan.word(at + 1), "of" | "for" | "on"));
        // A noun behind it would make the name its attribute: "the ministry's Harbour Fund report".
        let ends_phrase = scan.words.get(raw.to).is_none_or(|next| {
            !next.is_small() || scan.is(raw.to, FUNCTION | SPEECH) || scan.word(raw.to).ends_with("ed")
        });
        headed && ends_phrase
    }
}
