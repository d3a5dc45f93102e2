//! Whom "he", "she" and "it" mean.

use dossier_corpus::{EntityId, EntityKind, Mention, Span};

use super::{REACH, Reference, Resolver};
use crate::names::gender::{Gender, Genders};

/// Furthest back that a pronoun reaches, in sentences.
pub(super) const PRONOUN_REACH: u32 = 4;

/// The same for "she" where something shows that the person is a woman.
const KNOWN_REACH: u32 = 12;

impl Resolver<'_> {
    /// Whether nothing shows that a person is called by the other pronoun.
    pub(crate) fn may_be(&self, person: EntityId, gender: Gender) -> bool {
        self.gender(person).is_none_or(|known| known == gender)
    }

    fn gender(&self, person: EntityId) -> Option<Gender> {
        self.genders.get_or_init(|| Genders::of(self.document, self.entities)).get(person)
    }

    /// The person that a pronoun means, or whose further office "the minister" is: the subject of the sentences
    /// before, else the nearest. A pronoun reaches further back for one who is known to be called so.
    pub(super) fn person_before(&self, phrase: Span, pronoun: Option<Gender>) -> Option<Reference> {
        let here = self.sentence_of(phrase.start);
        let mut best: Option<(u32, bool, &Mention)> = None;
        for mention in self.mentions_before(phrase.start).iter().rev().take(REACH) {
            let distance = here.saturating_sub(self.sentence_of(mention.span.start));
            let reach = if pronoun.is_some() { KNOWN_REACH } else { PRONOUN_REACH };
            if distance > reach || best.is_some_and(|(found, ..)| distance > found) {
                break;
            }
            if mention.kind != EntityKind::Person {
                continue;
            }
            let known = pronoun.and_then(|pronoun| Some(self.gender(mention.entity)? == pronoun));
            // The first person of the nearest sentence: its subject, more often than not.
            let fits = match known {
                Some(known) => known,
                None => distance <= PRONOUN_REACH && !best.is_some_and(|(_, known, _)| known),
            };
            if fits {
                best = Some((distance, known == Some(true), mention));
            }
        }
        let (distance, _, mention) = best?;
        let confidence = match distance {
            0 => 75,
            1 => 70,
            2..=PRONOUN_REACH => 60,
            _ => 55,
        };
        Some(Reference {
            entities: vec![mention.entity],
            confidence,
            antecedent: mention.span,
            how: "pronoun",
        })
    }

    pub(super) fn body_before(&self, phrase: Span) -> Option<Reference> {
        let here = self.sentence_of(phrase.start);
        let mention = self
            .mentions_before(phrase.start)
            .iter()
            .rev()
            .take(REACH)
            .find(|mention| mention.kind == EntityKind::Organisation)?;
        (here.saturating_sub(self.sentence_of(mention.span.start)) <= 1).then(|| Reference {
            entities: vec![mention.entity],
            confidence: 50,
            antecedent: mention.span,
            how: "pronoun",
        })
    }
}
