//! Whom a noun phrase means: "the PM", "he", "the ministry", "both sides".

mod pronouns;

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use dossier_corpus::{Document, Entity, EntityId, EntityKind, Mention, Span};

use super::form::comparable;
use super::gender::{Gender, Genders};
use super::lexicon::{self, BODY, FIELD, OFFICE, OFFICE_MODIFIER, OFFICE_SHORT, RANK};
use super::offices::{Office, Offices, spelled};
use super::words::{self, Word, hash_of};
use pronouns::PRONOUN_REACH;

/// How many names or offices on either side are looked at: in a text of any length a phrase costs no more than that.
const REACH: usize = 400;

/// Whom a phrase means, and how sure that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// One entity, or for "both sides" two.
    pub entities: Vec<EntityId>,
    /// In percent: 95 and more where the phrase holds the name itself.
    pub confidence: u8,
    /// The words that the phrase refers back to; the name in it, where it holds one.
    pub antecedent: Span,
    /// In a word or two: "name", "pronoun", "office", "body", "pair".
    pub how: &'static str,
}

/// Resolves noun phrases of one document whose mentions are known.
///
/// ```no_run
/// # use dossier_corpus::{Document, Entity, Span};
/// # use dossier_reader::names::Resolver;
/// # fn example(document: &Document, entities: &[Entity], the_pm: Span) {
/// let resolver = Resolver::new(document, entities);
/// if let Some(reference) = resolver.resolve(the_pm) {
///     println!("{}", entities[reference.entities[0].0 as usize].name);
/// }
/// # }
/// ```
pub struct Resolver<'d> {
    document: &'d Document,
    entities: &'d [Entity],
    /// Made when the first office is asked about.
    offices: OnceCell<Offices>,
    /// Made when the first pronoun is asked about.
    genders: OnceCell<Genders>,
    /// Comparable names of the organisations asked about.
    bodies: RefCell<BTreeMap<EntityId, Vec<Vec<u64>>>>,
}

impl<'d> Resolver<'d> {
    /// Prepares a document; `entities` are those of its collection.
    pub fn new(document: &'d Document, entities: &'d [Entity]) -> Self {
        Self {
            document,
            entities,
            offices: OnceCell::new(),
            genders: OnceCell::new(),
            bodies: RefCell::default(),
        }
    }

    fn offices(&self) -> &Offices {
        self.offices.get_or_init(|| Offices::of(self.document, self.entities))
    }

    /// Whom the words of `phrase` mean. `None` where nothing in the document tells.
    pub fn resolve(&self, phrase: Span) -> Option<Reference> {
        if let Some(named) = self.named(phrase) {
            return Some(named);
        }
        let text = phrase.of(&self.document.text);
        // Most of what is asked about is a pronoun.
        if let Some(gender) = Gender::of_pronoun(text).or_else(|| Gender::of_subject(text)) {
            return self.person_before(phrase, Some(gender));
        }
        let mut cut: Vec<Word> = Vec::new();
        words::cut(text, 0, text.len().min(400), &mut cut);
        cut.retain(Word::is_word);
        let first = cut.first()?.of(text).to_lowercase();
        if cut.len() == 1 {
            if let Some(gender) = Gender::of_pronoun(&first) {
                return self.person_before(phrase, Some(gender));
            }
            match first.as_str() {
                "it" | "its" | "itself" => return self.body_before(phrase),
                _ => {}
            }
        }
        let definite = matches!(
            first.as_str(),
            "the" | "this" | "that" | "these" | "those" | "our" | "his" | "her" | "its" | "their"
        );
        let pair = matches!(first.as_str(), "both")
            || definite && cut.get(1).is_some_and(|word| word.of(text).eq_ignore_ascii_case("two"));
        if pair {
            return self.pair_before(phrase);
        }
        // "A Home Office spokesperson" is one of many, and nobody spoken of before.
        if matches!(first.as_str(), "a" | "an" | "another" | "one") {
            return None;
        }
        let content: Vec<&Word> = cut.iter().skip(usize::from(definite)).collect();
        let head = content.last()?;
        let classes = lexicon::classes(head.hash);
        if classes & (OFFICE | RANK | OFFICE_SHORT) != 0 {
            return self.office(phrase, &content);
        }
        if classes & BODY != 0
            && definite | content.iter().any(|word| lexicon::classes(word.hash) & FIELD != 0)
        {
            return self.body(phrase, &content);
        }
        None
    }

    /// The names that a phrase holds: its head's, or all where they are joined by "and".
    fn named(&self, phrase: Span) -> Option<Reference> {
        let inside = self.mentions_in(phrase);
        let last = inside.last()?;
        if !matches!(last.kind, EntityKind::Person | EntityKind::Organisation | EntityKind::Place) {
            return None;
        }
        let text = &self.document.text;
        let tail = text.get(last.span.end as usize..phrase.end as usize).unwrap_or("");
        let person = inside.iter().rev().find(|mention| mention.kind == EntityKind::Person);
        let actor = if let Some(person) = person {
            person
        } else {
            // "agencies of the Ministry": the ministry is not the head.
            let head = text.get(phrase.start as usize..inside[0].span.start as usize).unwrap_or("");
            // "the state-owned Northland Bank": a compound of one word is no head either.
            let plain = head.split_whitespace().all(|word| {
                word.contains('-') || matches!(word.to_lowercase().as_str(), "the" | "a" | "both" | "and")
            });
            let open = tail.trim_start_matches(|c: char| !c.is_alphanumeric());
            let ends =
                open.is_empty() || open.starts_with("and ") || tail.trim_start().starts_with([',', '(']);
            if !plain || !ends {
                return None;
            }
            // "HCM City's Department of Health": the owner is not the one who acts.
            let owns = |mention: &Mention| {
                let rest = text.get(mention.span.end as usize..).unwrap_or("");
                rest.starts_with("'s") || rest.starts_with("’s")
            };
            inside.iter().find(|mention| !owns(mention)).unwrap_or(&inside[0])
        };
        let mut entities = vec![actor.entity];
        for (before, next) in inside.iter().zip(inside.iter().skip(1)) {
            let between = text.get(before.span.end as usize..next.span.start as usize).unwrap_or("").trim();
            let joined = matches!(between, "and" | "," | ", and" | "and the" | ", the" | "&" | ";");
            if joined
                && next.kind == actor.kind
                && entities.contains(&before.entity)
                && !entities.contains(&next.entity)
            {
                entities.push(next.entity);
            }
        }
        Some(Reference {
            entities,
            confidence: actor.confidence.as_percent().max(60),
            antecedent: actor.span,
            how: "name",
        })
    }

    fn mentions_in(&self, phrase: Span) -> &'d [Mention] {
        let mentions = &self.document.mentions;
        let from = mentions.partition_point(|mention| mention.span.end <= phrase.start);
        let inside = mentions[from..].iter().take_while(|mention| mention.span.start < phrase.end);
        &mentions[from..from + inside.count()]
    }

    fn sentence_of(&self, byte: u32) -> u32 {
        self.document.sentences.partition_point(|sentence| sentence.span.end <= byte) as u32
    }

    fn mentions_before(&self, byte: u32) -> &'d [Mention] {
        let to = self.document.mentions.partition_point(|mention| mention.span.end <= byte);
        &self.document.mentions[..to]
    }

    /// "the PM", "the deputy defense minister", "the general".
    fn office(&self, phrase: Span, content: &[&Word]) -> Option<Reference> {
        let text = phrase.of(&self.document.text);
        let mut wanted: Vec<u64> = content.iter().flat_map(|word| spelled(word.of(text))).collect();
        // "the Party chief": its General Secretary, where it has one.
        let secretary = ["general", "secretary"].map(hash_of);
        if wanted == ["party", "chief"].map(hash_of)
            && self.offices().all.iter().any(|office| secretary.iter().all(|it| office.words.contains(it)))
        {
            wanted = secretary.to_vec();
        }
        let fits = |office: &&Office| {
            wanted.iter().all(|word| office.words.contains(word) || *word == hash_of("leader"))
        };
        let exact = |office: &Office| office.words.len() == wanted.len();
        // "the minister" is no deputy minister where a minister is named.
        let deputies = ["deputy", "vice", "assistant", "former"].map(hash_of);
        let own = |office: &Office| {
            !deputies.iter().any(|word| office.words.contains(word) && !wanted.contains(word))
        };
        let near = self.offices_near(phrase, &wanted);
        let nearest = |here: bool| {
            let candidates = near.iter().copied().filter(|office| office.here == here).filter(fits);
            candidates.max_by_key(|office| {
                let before = office.at.end <= phrase.start;
                // An office held in just these words beats a longer one: "minister" is no "deputy minister".
                (
                    exact(office),
                    own(office),
                    before,
                    if before { office.at.start } else { u32::MAX - office.at.start },
                )
            })
        };
        // "the Vietnamese minister" among those of other states: the one whose office names no state.
        let native = || {
            let foreign = |word: &u64| lexicon::classes(*word) & lexicon::DEMONYM != 0;
            let plain: Vec<u64> = wanted.iter().copied().filter(|word| !foreign(word)).collect();
            if plain.is_empty() || plain.len() == wanted.len() {
                return None;
            }
            let fits = |office: &&Office| {
                plain.iter().all(|word| office.words.contains(word)) && !office.words.iter().any(foreign)
            };
            let near = self.offices_near(phrase, &plain);
            let before = |office: &&&Office| office.at.end <= phrase.start;
            let mut known = near.iter().copied().filter(fits).filter(|office| office.here);
            known.clone().rfind(|office| own(office) && before(&office)).or_else(|| known.next())
        };
        if let Some(office) = nearest(true).or_else(native).or_else(|| nearest(false)) {
            let confidence = if office.here { 85 } else { 70 };
            return Some(Reference {
                entities: vec![office.entity],
                confidence,
                antecedent: office.at,
                how: "office",
            });
        }
        // Nobody is given that office: it may be a further one of the person spoken of, if all are one.
        let person = self.person_before(phrase, None)?;
        if !self.may_hold(phrase, &person, content) {
            return None;
        }
        let modifier = content.iter().any(|word| lexicon::classes(word.hash) & OFFICE_MODIFIER != 0);
        let confidence = person.confidence.saturating_sub(if modifier { 10 } else { 5 });
        Some(Reference { confidence, how: "office", ..person })
    }

    /// Whether the person spoken of may hold an office that nobody is given: no second person is spoken of, and no office of
    /// his own says otherwise. "The leader" is whoever has one.
    fn may_hold(&self, phrase: Span, person: &Reference, content: &[&Word]) -> bool {
        let here = self.sentence_of(phrase.start);
        let near =
            self.mentions_before(phrase.start).iter().rev().take_while(|mention| {
                here.saturating_sub(self.sentence_of(mention.span.start)) <= PRONOUN_REACH
            });
        let alone = near
            .filter(|mention| mention.kind == EntityKind::Person)
            .all(|mention| person.entities.contains(&mention.entity));
        let general = content.last().is_some_and(|head| {
            lexicon::classes(head.hash) & RANK != 0 && content.len() == 1
                || ["leader", "official", "chief", "head"].iter().any(|word| hash_of(word) == head.hash)
        });
        let bench = ["justice", "judge"].map(hash_of);
        let held = || {
            let offices = &self.offices().all;
            offices
                .iter()
                .filter(|office| office.here && person.entities.contains(&office.entity))
                .flat_map(|office| &office.words)
                .any(|word| lexicon::classes(*word) & (OFFICE | OFFICE_SHORT) != 0 || bench.contains(word))
        };
        // "NATO's secretary general": whoever that is.
        let owned = !self.mentions_in(phrase).is_empty();
        alone && !owned && (general || !held())
    }

    /// The offices around a phrase that hold the first of the words.
    fn offices_near(&self, phrase: Span, wanted: &[u64]) -> Vec<&Office> {
        let around = |here: usize, all: usize| here.saturating_sub(REACH)..all.min(here + REACH);
        let Offices { all, by_word } = self.offices();
        let Some(word) = wanted.iter().find(|word| **word != hash_of("leader")) else {
            let here = all.partition_point(|office| office.at.start < phrase.start);
            return all[around(here, all.len())].iter().collect();
        };
        let list = by_word.get(word).map_or(&[][..], Vec::as_slice);
        let here = list.partition_point(|at| all[*at].at.start < phrase.start);
        list[around(here, list.len())].iter().map(|at| &all[*at]).collect()
    }

    /// "the ministry", "the defence ministry", "the group".
    fn body(&self, phrase: Span, content: &[&Word]) -> Option<Reference> {
        let text = phrase.of(&self.document.text);
        let wanted: Vec<u64> = content.iter().flat_map(|word| spelled(word.of(text))).collect();
        let fits = |entity: EntityId| {
            let mut known = self.bodies.borrow_mut();
            let forms = known.entry(entity).or_insert_with(|| self.names_of(entity));
            forms.iter().any(|words| wanted.iter().all(|word| words.contains(word)))
        };
        let before = self
            .mentions_before(phrase.start)
            .iter()
            .rev()
            .take(REACH)
            .find(|mention| mention.kind == EntityKind::Organisation && fits(mention.entity));
        let after = || {
            let first = self.document.mentions.partition_point(|mention| mention.span.end <= phrase.start);
            self.document.mentions[first..]
                .iter()
                .take(REACH)
                .find(|mention| mention.kind == EntityKind::Organisation && fits(mention.entity))
        };
        let mention = before.or_else(after)?;
        // Courts of several instances: which one is meant, the phrase does not say.
        if wanted == [hash_of("court")] {
            let other = |other: &&Mention| {
                other.kind == EntityKind::Organisation && other.entity != mention.entity && fits(other.entity)
            };
            if self.mentions_before(phrase.start).iter().rev().take(REACH).any(|it| other(&it)) {
                return None;
            }
        }
        let confidence = if wanted.len() > 1 { 82 } else { 70 };
        Some(Reference { entities: vec![mention.entity], confidence, antecedent: mention.span, how: "body" })
    }

    /// The comparable names of an organisation, as words.
    fn names_of(&self, entity: EntityId) -> Vec<Vec<u64>> {
        let Some(entity) = self.entities.get(entity.0 as usize) else { return Vec::new() };
        std::iter::once(entity.name.as_str())
            .chain(entity.aliases.iter().map(|alias| alias.form.as_str()))
            .map(|form| {
                let words: Vec<u64> = comparable(form).split(' ').map(hash_of).collect();
                // "Council Chamber", "Committee Hansard": the last word heads the name, and no council is meant.
                let body = |word: u64| lexicon::classes(word) & BODY != 0 && word != hash_of("bank");
                match words.as_slice() {
                    [first, last] if body(*first) && form.split_whitespace().count() == 2 => vec![*last],
                    _ => words,
                }
            })
            .collect()
    }

    /// "both sides": the two organisations, places or persons last joined by "and".
    fn pair_before(&self, phrase: Span) -> Option<Reference> {
        let before = self.mentions_before(phrase.start);
        let text = &self.document.text;
        let joined = |a: &Mention, b: &Mention| {
            a.entity != b.entity
                && a.kind == b.kind
                && matches!(
                    text.get(a.span.end as usize..b.span.start as usize).unwrap_or("").trim(),
                    "and" | "and the" | "with" | "with the" | "& the" | "&"
                )
        };
        let (a, b) =
            before.windows(2).rev().take(REACH).map(|pair| (&pair[0], &pair[1])).find(|(a, b)| {
                matches!(a.kind, EntityKind::Organisation | EntityKind::Place | EntityKind::Person)
                    && joined(a, b)
            })?;
        Some(Reference {
            entities: vec![a.entity, b.entity],
            confidence: 70,
            antecedent: a.span.cover(b.span),
            how: "pair",
        })
    }
}
