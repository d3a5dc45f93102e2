//! Who speaks besides the persons that a text names: the body that "it" means, somebody called by an office alone; and that
//! nobody tells himself what to do.

use dossier_corpus::{Actor, EntityId, EntityKind};

/// Furthest back, in sentences, that "it" means the body that spoke last, and "he" an official whom nothing names.
const REACH: usize = 2;

/// Who spoke last, in a walk through a document's statements.
#[derive(Debug, Default)]
pub(super) struct Others {
    /// The body, which may be known by its words alone, and in which sentence.
    body: Option<(Option<EntityId>, usize)>,
    /// The sentence in which somebody spoke who is called by an office alone.
    unnamed: Option<usize>,
}

impl Others {
    /// Settles whom a pronoun means beyond what the persons of the text tell, in `sentence`; `told` are addressed.
    pub(super) fn settle(&self, issuer: &mut Actor, sentence: usize, told: &mut [Actor]) {
        match issuer.words.as_str() {
            "it" | "It" => {
                if let Some((body, spoke)) = self.body
                    && sentence - spoke <= REACH
                {
                    issuer.entity = body;
                }
            }
            "he" | "He" | "she" | "She" => {
                // "She asked Linh to": nobody asks herself.
                let named = |it: &Actor| !it.implied && it.words.chars().any(char::is_uppercase);
                let herself = told.iter().any(|it| it.entity == issuer.entity && named(it));
                if herself || self.unnamed.is_some_and(|spoke| sentence - spoke <= REACH) {
                    issuer.entity = None;
                }
            }
            _ => {}
        }
        // "Reed directed the prosecutor to": nobody directs himself, whoever held that office last.
        for told in told.iter_mut().filter(|told| issuer.entity.is_some() && told.entity == issuer.entity) {
            if !told.words.ends_with("self") && !told.words.ends_with("selves") {
                told.entity = None;
            }
        }
    }

    /// Remembers who spoke, and what kind of entity that is.
    pub(super) fn heard(&mut self, issuer: &Actor, sentence: usize, kind: Option<EntityKind>) {
        match kind {
            Some(EntityKind::Person) => self.unnamed = None,
            Some(EntityKind::Organisation | EntityKind::Place) => self.body = Some((issuer.entity, sentence)),
            None if is_office(&issuer.words) => self.unnamed = Some(sentence),
            // "The Court": a body that nothing names.
            None if issuer.words.starts_with("The ") || issuer.words.starts_with("the ") => {
                self.body = Some((None, sentence));
            }
            _ => {}
        }
    }
}

/// Whether a phrase is headed by an office or a rank: "the party secretary", "A spokesperson for the firm".
fn is_office(words: &str) -> bool {
    let head = words.split(" of ").next().and_then(|front| front.split(" for ").next()).unwrap_or(words);
    let last = head.trim_end_matches(',').rsplit(' ').next();
    last.is_some_and(|last| PERSONS.contains(&last)) && head.contains(' ')
}

/// Heads of what somebody is called who is not the one spoken of before, as "the official" or "the leader" may be.
const PERSONS: &[&str] = &[
    "adviser",
    "ambassador",
    "analyst",
    "attorney",
    "chairman",
    "commander",
    "director",
    "economist",
    "editor",
    "expert",
    "general",
    "governor",
    "judge",
    "lawyer",
    "mayor",
    "minister",
    "officer",
    "president",
    "professor",
    "prosecutor",
    "researcher",
    "secretary",
    "senator",
    "spokesman",
    "spokesperson",
    "spokeswoman",
];
