//! Names that `collection.toml` gives: found wherever the texts have them.

use dossier_corpus::EntityKind;

use super::lexicon::{BODY, ByHash, OFFICE, OFFICE_MODIFIER, SITE};
use super::raw::Raw;
use super::scan::Scan;
use super::words::{self, Word};
use crate::Settings;

/// A form of a curated name, cut into words.
struct Form {
    entity: usize,
    hashes: Vec<u64>,
    /// Which words must be capitalised, and which all in capitals.
    capitals: Vec<Writing>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Writing {
    Any,
    Capital,
    AllCapitals,
}

/// The forms of all curated names, by their first word.
#[derive(Default)]
pub(crate) struct Forms {
    by_first: ByHash<Vec<Form>>,
    ignored: Vec<Vec<u64>>,
}

impl Forms {
    pub(crate) fn new(settings: &Settings) -> Self {
        let mut forms = Self::default();
        for (entity, setting) in settings.entities.iter().enumerate() {
            for form in std::iter::once(&setting.name).chain(&setting.aliases) {
                forms.add(entity, form);
            }
        }
        for list in forms.by_first.values_mut() {
            list.sort_by_key(|form| std::cmp::Reverse(form.hashes.len()));
        }
        forms.ignored =
            settings.ignored.iter().map(|name| cut(name).iter().map(|word| word.hash).collect()).collect();
        forms
    }

    fn add(&mut self, entity: usize, form: &str) {
        let words = cut(form);
        let Some(first) = words.first() else { return };
        let capitals = words
            .iter()
            .map(|word| match () {
                () if word.is_all_capitals() => Writing::AllCapitals,
                () if word.is_capital() => Writing::Capital,
                () => Writing::Any,
            })
            .collect();
        let first = first.hash;
        let hashes = words.iter().map(|word| word.hash).collect();
        self.by_first.entry(first).or_default().push(Form { entity, hashes, capitals });
    }

    /// Whether the curator said that these words are no name.
    pub(crate) fn ignores(&self, words: &[Word]) -> bool {
        self.ignored.iter().any(|name| name.iter().copied().eq(words.iter().map(|word| word.hash)))
    }

    /// The curated names of a document, longest first at each place, in text order.
    pub(crate) fn find(&self, scan: &Scan<'_>, settings: &Settings) -> Vec<Raw> {
        let mut found = Vec::new();
        if self.by_first.is_empty() {
            return found;
        }
        for sentence in &scan.sentences {
            let mut at = sentence.from;
            while at < sentence.to {
                let form = self.by_first.get(&scan.words[at].hash).and_then(|forms| {
                    forms.iter().find(|form| form.fits(&scan.words[at..sentence.to], sentence.shouted))
                });
                let Some(form) = form else {
                    at += 1;
                    continue;
                };
                let to = at + form.hashes.len();
                let kind = settings.entities[form.entity].kind;
                if part_of_longer(scan, at, to, sentence.to, kind) {
                    at += 1;
                    continue;
                }
                let mut raw = Raw::new(at, to, kind, "name.curated", 98);
                raw.curated = Some(form.entity);
                found.push(raw);
                at = to;
            }
        }
        found
    }
}

/// "Government leader", "Hanoi University": the curated word is but the first of another name or office.
fn part_of_longer(scan: &Scan<'_>, from: usize, to: usize, end: usize, kind: EntityKind) -> bool {
    if to >= end || !scan.words[to].is_word() {
        return false;
    }
    let office = scan.is(to, OFFICE) || scan.is(to, OFFICE_MODIFIER) && scan.is(to + 1, OFFICE);
    let one_word = to == from + 1;
    if office && one_word && kind == EntityKind::Organisation && scan.words[to].is_small() {
        return !scan.words[from].is_all_capitals();
    }
    kind == EntityKind::Place && scan.words[to].is_capital() && scan.is(to, BODY | SITE)
}

impl Form {
    fn fits(&self, words: &[Word], shouted: bool) -> bool {
        words.len() >= self.hashes.len()
            && self.hashes.iter().zip(&self.capitals).zip(words).all(|((hash, writing), word)| {
                word.hash == *hash
                    && match writing {
                        Writing::Any => true,
                        Writing::Capital => word.is_capital(),
                        Writing::AllCapitals => shouted || word.is_all_capitals(),
                    }
            })
    }
}

fn cut(form: &str) -> Vec<Word> {
    let mut cut = Vec::new();
    words::cut(form, 0, form.len(), &mut cut);
    cut
}
