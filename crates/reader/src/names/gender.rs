//! Whom "he" and "she" can mean: a form of address, an office or a given name tells it of a person, or nothing does.
//!
//! ```text
//! genders.bin  "DG1" · two bits for each given name of words.bin, in its order, lowest first: 0 both or unknown,
//!              1 women, 2 men
//! ```

use std::collections::BTreeMap;

use dossier_corpus::{Document, Entity, EntityId, EntityKind, Mention};

use super::gazetteer::listed;
use super::words::hash_of;

pub(super) static GENDERS: &[u8] = include_bytes!("../../data/genders.bin");

/// What begins the file.
pub(super) const MAGIC: [u8; 3] = *b"DG1";

/// Which pronoun stands for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    /// "She".
    Female,
    /// "He".
    Male,
}

impl Gender {
    /// Of a pronoun in small letters.
    pub(crate) fn of_pronoun(word: &str) -> Option<Self> {
        match word {
            "she" | "her" | "hers" | "herself" => Some(Self::Female),
            "he" | "him" | "his" | "himself" => Some(Self::Male),
            _ => None,
        }
    }

    /// Of "he" and "she", alone and as the subject.
    pub(crate) fn of_subject(word: &str) -> Option<Self> {
        match word {
            "she" | "She" => Some(Self::Female),
            "he" | "He" => Some(Self::Male),
            _ => None,
        }
    }

    /// Of the word in front of a name, in small letters.
    pub(crate) fn of_address(word: &str) -> Option<Self> {
        match word.trim_end_matches('.') {
            "mrs" | "ms" | "miss" | "madam" | "madame" | "mme" | "lady" | "dame" | "queen" | "princess"
            | "baroness" | "duchess" | "countess" | "sister" | "señora" | "senora" | "frau" => {
                Some(Self::Female)
            }
            "mr" | "sir" | "lord" | "king" | "prince" | "baron" | "duke" | "father" | "señor" | "senor"
            | "herr" | "monsieur" => Some(Self::Male),
            _ => None,
        }
    }

    /// The same, whatever the case of its letters.
    pub(super) fn of_written_address(word: &str) -> Option<Self> {
        /// As many bytes as addresses have.
        const LONGEST: usize = 8;
        let word = word.trim_end_matches('.');
        if !word.is_ascii() {
            return Self::of_address(&word.to_lowercase());
        }
        let mut small = [0; LONGEST];
        let small = small.get_mut(..word.len())?;
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        Self::of_address(std::str::from_utf8(small).ok()?)
    }

    /// Of the word in front of a place of a text.
    pub(super) fn of_address_before(text: &str, place: u32) -> Option<Self> {
        /// As long as an address and what stands between it and the name.
        const LONGEST: usize = 16;
        let mut from = (place as usize).saturating_sub(LONGEST);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let before = text.get(from..place as usize)?.trim_end();
        let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next()?;
        Self::of_written_address(word)
    }

    /// Of a word of an office, in small letters. "Chairman" is said of women as well.
    fn of_office(word: &str) -> Option<Self> {
        match word {
            "actress" | "heiress" | "girl" => Some(Self::Female),
            _ if word.ends_with("woman") => Some(Self::Female),
            _ => Self::of_kin(word),
        }
    }

    /// Of what somebody is to a relative, in small letters.
    pub(super) fn of_kin(word: &str) -> Option<Self> {
        match word {
            "wife" | "widow" | "mother" | "daughter" | "sister" | "aunt" | "niece" => Some(Self::Female),
            "husband" | "widower" | "father" | "son" | "brother" | "uncle" | "nephew" => Some(Self::Male),
            _ => None,
        }
    }

    /// Of a whole name: its given name, or what stands between a Vietnamese family name and a given one.
    fn of_name(name: &str) -> Option<Self> {
        let mut words = name.split_whitespace();
        let (first, second) = (words.next()?, words.next()?);
        match second {
            "Thị" | "Thi" if words.next().is_some() => Some(Self::Female),
            "Văn" if words.next().is_some() => Some(Self::Male),
            _ => listed(hash_of(first)).gender,
        }
    }
}

/// What a document shows of its persons.
pub(super) struct Genders {
    /// How well it is shown, and what; `None` where it is shown both ways.
    known: BTreeMap<EntityId, (u8, Option<Gender>)>,
}

/// An address says more than an office, and that more than a name.
const BY_NAME: u8 = 1;
const BY_OFFICE: u8 = 2;
const BY_ADDRESS: u8 = 3;

impl Genders {
    pub(super) fn of(document: &Document, entities: &[Entity]) -> Self {
        let mut genders = Self { known: BTreeMap::new() };
        let text = document.text.as_str();
        for mention in document.mentions.iter().filter(|mention| mention.kind == EntityKind::Person) {
            genders.tell(mention, BY_ADDRESS, Gender::of_address_before(text, mention.span.start));
            if let Some(role) = mention.role {
                genders.tell_offices(mention, role.of(text));
            }
            if genders.known.contains_key(&mention.entity) {
                continue;
            }
            if let Some(entity) = entities.get(mention.entity.0 as usize) {
                genders.tell(mention, BY_NAME, Gender::of_name(&entity.name));
            }
        }
        genders
    }

    /// `None` where nothing shows it.
    pub(super) fn get(&self, person: EntityId) -> Option<Gender> {
        self.known.get(&person).and_then(|(_, gender)| *gender)
    }

    fn tell_offices(&mut self, mention: &Mention, role: &str) {
        for word in role.split(|c: char| !c.is_alphabetic()) {
            self.tell(mention, BY_OFFICE, Gender::of_office(&word.to_lowercase()));
        }
    }

    fn tell(&mut self, mention: &Mention, how: u8, gender: Option<Gender>) {
        let Some(gender) = gender else { return };
        let known = self.known.entry(mention.entity).or_insert((how, Some(gender)));
        if how > known.0 {
            *known = (how, Some(gender));
        } else if how == known.0 && known.1 != Some(gender) {
            known.1 = None;
        }
    }
}
