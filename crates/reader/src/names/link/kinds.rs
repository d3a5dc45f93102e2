//! One form, one kind: what a document alone could not tell of a name, the others often show.
//!
//! A tagger that sees "Reed" without a first name may take it for a body. Where the collection names Ana Reed in full again
//! and again, and no body that begins so, it is she.

use dossier_corpus::EntityKind;
use foldhash::HashMap;

use super::super::form::is_shouted;
use super::super::gazetteer::{COUNTRY, listed};
use super::super::lexicon::{ByHash, Hashes};
use super::super::variants::{is_suffix, trade_name};
use super::super::words::{hash_of, hash_of_form};
use super::super::{Found, Referent};

/// Fewest documents that name somebody in full.
const KNOWN: u32 = 3;

/// How many times as often the one kind must be seen as the other.
const TIMES: u32 = 3;

/// A name that the tagger is this sure of keeps its kind, whatever other documents say.
const SURE: u8 = 75;

/// Highest confidence of a name whose kind other documents decide.
const AGREED: u8 = 70;

const KINDS: usize = 3;

/// What the documents say of a form.
#[derive(Default)]
struct Votes {
    /// Sums of confidences, by kind.
    weight: [u32; KINDS],
    documents: [u32; KINDS],
    /// Documents with a full name of a person that ends with this word.
    persons: u32,
    /// Documents with a full name of a body that begins with it.
    bodies: u32,
}

const fn place_of(kind: EntityKind) -> Option<usize> {
    match kind {
        EntityKind::Person => Some(0),
        EntityKind::Organisation => Some(1),
        EntityKind::Place => Some(2),
        EntityKind::Instrument | EntityKind::Event => None,
    }
}

const OF_PLACE: [EntityKind; KINDS] = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place];

/// Gives names whose kind is in doubt the kind that the collection shows.
pub(super) fn agree(found: &mut [Found]) {
    let mut votes: HashMap<&str, Votes> = HashMap::default();
    for referent in found.iter().flat_map(|found| &found.referents).filter(|one| one.same_as.is_none()) {
        let Some(kind) = place_of(referent.kind) else { continue };
        let own = votes.entry(&referent.key).or_default();
        own.weight[kind] += u32::from(referent.confidence);
        own.documents[kind] += 1;
        // "Norvik Corp" speaks for a body wherever "Norvik" stands alone.
        let traded = trade_name(&referent.key);
        if referent.kind == EntityKind::Organisation && traded.len() < referent.key.len() {
            votes.entry(traded).or_default().weight[kind] += u32::from(referent.confidence);
        }
        let mut words = referent.key.split(' ').filter(|word| !is_suffix(word));
        match (referent.kind, words.next(), words.next_back()) {
            (EntityKind::Person, Some(_), Some(last)) => {
                votes.entry(last).or_default().persons += 1;
            }
            (EntityKind::Organisation, Some(first), Some(_)) => {
                votes.entry(first).or_default().bodies += 1;
            }
            _ => {}
        }
    }
    let changes: Vec<Vec<(usize, EntityKind)>> = found
        .iter()
        .map(|found| {
            let kind = |referent: &Referent| votes.get(referent.key.as_str())?.kind(referent);
            let told = found.referents.iter().enumerate();
            let mut changes: Vec<_> = told.filter_map(|(at, referent)| Some((at, kind(referent)?))).collect();
            if !changes.is_empty() {
                let firm = firm(found);
                changes.retain(|(at, _)| !firm[*at]);
            }
            changes
        })
        .collect();
    for (found, changes) in found.iter_mut().zip(changes) {
        if !changes.is_empty() {
            change(found, &changes);
        }
    }
}

/// Which referents a rule of their own, a role, the curator or another name of theirs makes what they are.
fn firm(found: &Found) -> Vec<bool> {
    let mut firm: Vec<bool> = found
        .referents
        .iter()
        .map(|referent| {
            place_of(referent.kind).is_none()
                || referent.curated.is_some()
                || referent.same_as.is_some()
                || referent.parent.is_some()
                || !referent.roles.is_empty()
                || !referent.also.is_empty()
        })
        .collect();
    for name in &found.names {
        firm[name.referent as usize] |= name.rule != "name.learned" || name.role.is_some();
    }
    for same in found.referents.iter().filter_map(|referent| referent.same_as) {
        firm[same as usize] = true;
    }
    firm
}

impl Votes {
    /// Another kind than that of this referent, where these speak for it.
    fn kind(&self, referent: &Referent) -> Option<EntityKind> {
        let own = place_of(referent.kind)?;
        let word = !referent.key.contains(' ');
        let country = || listed(hash_of(&referent.key)).flags & COUNTRY != 0;
        if word && self.persons * TIMES > self.documents[1] {
            let known = self.persons >= KNOWN
                && self.persons > TIMES * self.bodies
                && self.persons > self.documents[2] * if own == 2 { TIMES } else { 1 };
            return (own != 0 && known && !country()).then_some(EntityKind::Person);
        }
        let most = (0..KINDS).filter(|&kind| kind != own).max_by_key(|&kind| self.weight[kind])?;
        // Whoever is nowhere named in full is less sure a person than what others see a body in, and "KISAMBE" says less
        // of a kind than "Kisambe".
        let (alone, loud) = (word && own == 0, own == 1 && is_loud(referent));
        let times = if alone || loud { 1 } else { TIMES };
        let held = self.weight[own] / if loud { TIMES } else { 1 };
        let open = alone || loud || referent.confidence < SURE;
        let fits = most != 0 && open && self.weight[most] > 0 && self.weight[most] >= times * held;
        (fits && !(own == 2 && country())).then(|| OF_PLACE[most])
    }
}

/// A word in capitals that is too long for an abbreviation.
fn is_loud(referent: &Referent) -> bool {
    const LONG: usize = 5;
    referent.name.len() >= LONG && !referent.name.contains(' ') && is_shouted(&referent.name)
}

/// Makes referents ones of other kinds; of two that are now alike the one is the other.
fn change(found: &mut Found, changes: &[(usize, EntityKind)]) {
    // By key and by last word, of those that are asked about: a document may have a great many.
    let asked: Hashes = changes.iter().map(|(at, _)| hash_of_form(&found.referents[*at].key)).collect();
    let mut called: ByHash<Vec<usize>> = ByHash::default();
    for (at, referent) in found.referents.iter().enumerate() {
        let last = referent.key.rsplit_once(' ').map(|(_, last)| last);
        for form in [Some(referent.key.as_str()), last].into_iter().flatten().map(hash_of_form) {
            if asked.contains(&form) {
                called.entry(form).or_default().push(at);
            }
        }
    }
    let mut changed = vec![false; found.referents.len()];
    for &(at, kind) in changes {
        let key = &found.referents[at].key;
        let alike = |other: &&usize| {
            let it = &found.referents[**other];
            **other != at
                && it.kind == kind
                && it.same_as.is_none()
                && (it.key == *key || kind == EntityKind::Person)
        };
        let mut same = called.get(&hash_of_form(key)).into_iter().flatten().filter(alike).take(2);
        let same = same.next().filter(|_| same.next().is_none()).map(|&other| other as u32);
        found.referents[at].kind = kind;
        found.referents[at].same_as = same;
        changed[at] = true;
    }
    for name in found.names.iter_mut().filter(|name| changed[name.referent as usize]) {
        name.rule = "name.agreed";
        name.confidence = name.confidence.min(AGREED);
    }
}
