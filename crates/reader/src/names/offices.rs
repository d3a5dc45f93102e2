//! The offices that a document's persons hold, by the words that they are called by.

use dossier_corpus::{Document, Entity, EntityId, Span};
use foldhash::HashSet;

use super::form::comparable_into;
use super::lexicon::ByHash;
use super::words::hash_of;

/// Roles of a person that are looked at: somebody whom every document of a large collection names has as many.
const MOST: usize = 256;

/// Offices that a document's persons hold.
#[derive(Default)]
pub(super) struct Offices {
    pub(super) all: Vec<Office>,
    /// Which of them hold a word, in text order.
    pub(super) by_word: ByHash<Vec<usize>>,
}

/// The entity, the folded words of the office, and where.
pub(super) struct Office {
    pub(super) entity: EntityId,
    pub(super) words: Vec<u64>,
    pub(super) at: Span,
    /// The document itself gives it; otherwise another of the collection.
    pub(super) here: bool,
}

impl Offices {
    pub(super) fn of(document: &Document, entities: &[Entity]) -> Self {
        let mut all = Vec::new();
        let mut seen = HashSet::default();
        let mut titles: HashSet<&str> = HashSet::default();
        for mention in &document.mentions {
            if let Some(role) = mention.role {
                all.extend(split_offices(role.of(&document.text)).map(|words| Office {
                    entity: mention.entity,
                    words,
                    at: mention.span,
                    here: true,
                }));
            }
            if !seen.insert(mention.entity) {
                continue;
            }
            let Some(entity) = entities.get(mention.entity.0 as usize) else { continue };
            titles.clear();
            for role in entity.roles.iter().take(MOST) {
                if !titles.insert(role.title.as_str()) {
                    continue;
                }
                all.extend(split_offices(&role.title).map(|words| Office {
                    entity: mention.entity,
                    words,
                    at: mention.span,
                    here: false,
                }));
            }
        }
        let mut by_word: ByHash<Vec<usize>> = ByHash::default();
        for (at, office) in all.iter().enumerate() {
            for word in &office.words {
                let list = by_word.entry(*word).or_default();
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
        }
        Self { all, by_word }
    }
}

/// The words of an office in one spelling, abbreviations written out.
pub(super) fn spelled(word: &str) -> Vec<u64> {
    let mut words = Vec::new();
    spell(word, &mut String::new(), &mut words);
    words
}

/// Puts them behind `words`; `form` is where the word's comparable form is made.
fn spell(word: &str, form: &mut String, words: &mut Vec<u64>) {
    comparable_into(word, form);
    let long = match form.as_str() {
        "pm" => "prime minister",
        "dpm" => "deputy prime minister",
        "gen" => "general",
        "fm" => "foreign minister",
        "sen" => "senator",
        "gov" => "governor",
        "rep" => "representative",
        "pres" => "president",
        other => other,
    };
    words.extend(long.split(' ').map(hash_of));
}

/// "Politburo member and Prime Minister" gives two offices; small words do not count.
fn split_offices(title: &str) -> impl Iterator<Item = Vec<u64>> + '_ {
    let mut form = String::new();
    title.split([',', ';']).flat_map(|part| part.split(" and ")).map(move |part| {
        let mut words = Vec::new();
        part.split(|c: char| c.is_whitespace() || c == '-' || c == '/')
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|word| !matches!(*word, "" | "of" | "the" | "for" | "a" | "an"))
            .for_each(|word| spell(word, &mut form, &mut words));
        words
    })
}
