//! `dossier suggest`: what could stand in `collection.toml`, with its evidence, ready to paste.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use dossier_corpus::{Collection, Document, Entity, EntityId, EntityKind, Mention, Origin, fold};

use crate::cache::Cache;
use crate::input::files::{self, Choice};
use crate::input::{self, intake};
use crate::{Outcome, terminal};

/// What `dossier suggest` takes.
#[derive(Args)]
#[command(after_help = "Example:\n  dossier suggest reports/ >> reports/collection.toml")]
pub(crate) struct SuggestArguments {
    /// The folder of the documents, or a file.
    input: PathBuf,
    #[command(flatten)]
    choice: Choice,
    /// How many names at most, and how many merges.
    #[arg(short, long, default_value_t = 20)]
    limit: usize,
    /// Leave out names with fewer mentions.
    #[arg(long, default_value_t = 2)]
    least: usize,
    /// Print as JSON.
    #[arg(long)]
    json: bool,
}

/// Names that share a word with more others than this are not compared with each of them.
const CROWD: usize = 60;

/// Prints suggestions as TOML.
///
/// # Errors
/// When the documents or the settings cannot be read.
pub(crate) fn run(arguments: &SuggestArguments) -> anyhow::Result<Outcome> {
    let settings = input::settings(&arguments.input)?;
    let found = files::find(&arguments.input, &arguments.choice, None)?;
    let (sources, left_out) = intake::sources(&found, &Cache::open(true));
    if sources.is_empty() {
        bail!("{}", input::nothing_read(&arguments.input, &left_out));
    }
    let collection = dossier_reader::read(&sources, &settings);
    let seen = Seen::of(&collection);
    let mut names: Vec<(EntityId, &Entity)> = each(&collection)
        .filter(|(id, entity)| entity.origin != Origin::Curated && seen.mentions(*id) >= arguments.least)
        .collect();
    names.sort_by_key(|(id, _)| (std::cmp::Reverse((seen.documents(*id), seen.mentions(*id))), *id));
    names.truncate(arguments.limit);
    let mut merges = merges(&collection, &seen);
    merges.truncate(arguments.limit);
    terminal::print(&if arguments.json {
        json(&collection, &seen, &names, &merges)
    } else {
        toml(&collection, &seen, &names, &merges)
    })?;
    Ok(Outcome::Done)
}

fn each(collection: &Collection) -> impl Iterator<Item = (EntityId, &Entity)> {
    (0_u32..).map(EntityId).zip(&collection.entities)
}

/// Where each entity is named.
struct Seen<'a> {
    places: Vec<Vec<(&'a Document, &'a Mention)>>,
}

impl<'a> Seen<'a> {
    fn of(collection: &'a Collection) -> Self {
        let mut places = vec![Vec::new(); collection.entities.len()];
        for document in &collection.documents {
            for mention in &document.mentions {
                if let Some(places) = places.get_mut(mention.entity.0 as usize) {
                    places.push((document, mention));
                }
            }
        }
        Self { places }
    }

    fn at(&self, id: EntityId) -> &[(&'a Document, &'a Mention)] {
        self.places.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    fn mentions(&self, id: EntityId) -> usize {
        self.at(id).len()
    }

    fn documents(&self, id: EntityId) -> usize {
        let ids: BTreeSet<&str> = self.at(id).iter().map(|(document, _)| document.id.as_str()).collect();
        ids.len()
    }

    /// The sentence of the first mention, and its document.
    fn words(&self, id: EntityId) -> Option<(String, &'a str)> {
        let (document, mention) = self.at(id).first()?;
        let sentence = document.sentences.iter().find(|sentence| sentence.span.contains(mention.span));
        let span = sentence.map_or(mention.span, |sentence| sentence.span);
        let words = span.of(&document.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut short: String = words.chars().take(160).collect();
        if short.len() < words.len() {
            short.push('…');
        }
        Some((short, &document.id))
    }
}

/// Two entities that may be one.
struct Pair {
    keep: EntityId,
    also: EntityId,
    why: String,
}

/// Probable merges, the most mentioned first.
fn merges(collection: &Collection, seen: &Seen<'_>) -> Vec<Pair> {
    let folded: Vec<Vec<String>> = collection.entities.iter().map(|entity| words(&entity.name)).collect();
    // Only names that share something are compared: a word, their letters without spaces, or their initials.
    let mut groups: BTreeMap<(EntityKind, String), Vec<EntityId>> = BTreeMap::new();
    for (id, entity) in each(collection) {
        let words = &folded[id.0 as usize];
        let mut keys: BTreeSet<String> = words.iter().filter(|word| word.len() > 2).cloned().collect();
        let letters = words.concat();
        keys.extend(without_one(&letters));
        keys.insert(letters);
        if entity.kind != EntityKind::Person {
            keys.insert(initials(words));
        }
        for key in keys.into_iter().filter(|key| key.chars().count() > 1) {
            groups.entry((entity.kind, key)).or_default().push(id);
        }
    }
    let mut pairs: BTreeMap<(EntityId, EntityId), String> = BTreeMap::new();
    for group in groups.values().filter(|group| group.len() > 1 && group.len() <= CROWD) {
        for (at, a) in group.iter().enumerate() {
            for b in &group[at + 1..] {
                let (x, y) = (&folded[a.0 as usize], &folded[b.0 as usize]);
                if !pairs.contains_key(&(*a, *b))
                    && let Some(why) = alike(x, y, collection.entities[a.0 as usize].kind)
                {
                    pairs.insert((*a, *b), why.to_owned());
                }
            }
        }
    }
    let mut out: Vec<Pair> = pairs
        .into_iter()
        .filter(|((a, b), _)| {
            // The curator said that these are two.
            let of = |id: &EntityId| &collection.entities[id.0 as usize];
            of(a).origin != Origin::Curated || of(b).origin != Origin::Curated
        })
        .map(|((a, b), why)| {
            let rank = |id: EntityId| {
                let entity = &collection.entities[id.0 as usize];
                (
                    entity.origin == Origin::Curated,
                    folded[id.0 as usize].len(),
                    seen.mentions(id),
                    std::cmp::Reverse(id),
                )
            };
            let (keep, also) = if rank(a) >= rank(b) { (a, b) } else { (b, a) };
            Pair { keep, also, why }
        })
        .collect();
    out.sort_by_key(|pair| {
        (std::cmp::Reverse(seen.mentions(pair.keep) + seen.mentions(pair.also)), pair.keep, pair.also)
    });
    out
}

/// Why two names may be of one thing.
fn alike(a: &[String], b: &[String], kind: EntityKind) -> Option<&'static str> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return None;
    }
    if short.concat() == long.concat() {
        return Some("the same letters, written differently");
    }
    let within = short.iter().all(|word| long.contains(word));
    match kind {
        // Family names stand first or last; one part of a name is the name of many.
        EntityKind::Person if within && short.len() < long.len() => {
            let ends = long.first() == short.first() || long.last() == short.last();
            return ends.then_some("one name is part of the other");
        }
        EntityKind::Organisation | EntityKind::Place | EntityKind::Event
            if within && short.len() > 1 && long.len() - short.len() <= 2 =>
        {
            return Some("one name is part of the other");
        }
        _ => {}
    }
    let (first, second) = (short.join(" "), long.join(" "));
    if short.len() == 1 && long.len() > 2 && kind != EntityKind::Person && first == initials(long) {
        return Some("one is the initials of the other");
    }
    // Numbers tell instruments apart, so a difference of one character is a difference there.
    let numbers =
        |words: &[String]| -> String { words.concat().chars().filter(char::is_ascii_digit).collect() };
    let long_enough = first.chars().count() >= 6;
    if long_enough && numbers(short) == numbers(long) && one_apart(&first, &second) {
        return Some("one letter apart");
    }
    None
}

fn words(name: &str) -> Vec<String> {
    fold(name)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn initials(words: &[String]) -> String {
    const SMALL: [&str; 6] = ["of", "the", "for", "and", "on", "in"];
    words
        .iter()
        .filter(|word| !SMALL.contains(&word.as_str()))
        .filter_map(|word| word.chars().next())
        .collect()
}

/// A word without each of its letters in turn: two words that are one letter apart share one of these.
fn without_one(letters: &str) -> Vec<String> {
    let chars: Vec<char> = letters.chars().collect();
    if !(6..=40).contains(&chars.len()) {
        return Vec::new();
    }
    let without = |at: usize| chars[..at].iter().chain(&chars[at + 1..]).collect();
    (0..chars.len()).map(without).collect()
}

/// Whether one letter is put in, taken out or replaced between two texts.
fn one_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let front = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let back =
        short[front..].iter().rev().zip(long[front..].iter().rev()).take_while(|(x, y)| x == y).count();
    long.len() - front - back <= 1
}

fn quoted(words: &str) -> String {
    // JSON's strings are TOML's basic strings.
    serde_json::Value::from(words).to_string()
}

fn aliases(entity: &Entity) -> Vec<&str> {
    let own = fold(&entity.name);
    let mut seen = BTreeSet::from([own]);
    entity.aliases.iter().map(|alias| alias.form.as_str()).filter(|form| seen.insert(fold(form))).collect()
}

fn toml(collection: &Collection, seen: &Seen<'_>, names: &[(EntityId, &Entity)], merges: &[Pair]) -> String {
    let mut out = String::new();
    if names.is_empty() && merges.is_empty() {
        return "# Nothing to suggest: collection.toml has every frequent name, and no two look like one.\n"
            .to_owned();
    }
    let comment = |id: EntityId| {
        let count = format!("{} times in {} documents", seen.mentions(id), seen.documents(id));
        match seen.words(id) {
            Some((words, document)) => format!("# {count}; first in {document}: {words}\n"),
            None => format!("# {count}\n"),
        }
    };
    for (id, entity) in names {
        out.push_str(&comment(*id));
        let _ =
            write!(out, "[[entity]]\nname = {}\nkind = \"{}\"\n", quoted(&entity.name), entity.kind.name());
        let aliases: Vec<String> = aliases(entity).into_iter().map(quoted).collect();
        if !aliases.is_empty() {
            let _ = writeln!(out, "aliases = [{}]", aliases.join(", "));
        }
        out.push('\n');
    }
    for pair in merges {
        let (keep, also) =
            (&collection.entities[pair.keep.0 as usize], &collection.entities[pair.also.0 as usize]);
        let _ = writeln!(out, "# {}: {}", quoted(&keep.name), &comment(pair.keep)[2..]);
        let _ = write!(out, "# {}: {}", quoted(&also.name), &comment(pair.also)[2..]);
        let _ = write!(
            out,
            "[[correction.merge]]\nkeep = {}\nalso = [{}]\nwhy = {}\n\n",
            quoted(&keep.name),
            quoted(&also.name),
            quoted(&pair.why)
        );
    }
    out
}

fn json(collection: &Collection, seen: &Seen<'_>, names: &[(EntityId, &Entity)], merges: &[Pair]) -> String {
    let evidence = |id: EntityId| {
        seen.words(id).map(|(words, document)| serde_json::json!({ "document": document, "words": words }))
    };
    let entity = |id: EntityId| {
        let entity = &collection.entities[id.0 as usize];
        serde_json::json!({
            "name": entity.name,
            "kind": entity.kind.name(),
            "aliases": aliases(entity),
            "mentions": seen.mentions(id),
            "documents": seen.documents(id),
            "evidence": evidence(id),
        })
    };
    let whole = serde_json::json!({
        "entities": names.iter().map(|(id, _)| entity(*id)).collect::<Vec<_>>(),
        "merges": merges
            .iter()
            .map(|pair| serde_json::json!({ "keep": entity(pair.keep), "also": entity(pair.also), "why": pair.why }))
            .collect::<Vec<_>>(),
    });
    format!("{whole:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(a: &str, b: &str, kind: EntityKind) -> bool {
        let (a, b) = (words(a), words(b));
        let said = alike(&a, &b, kind).is_some();
        assert_eq!(said, alike(&b, &a, kind).is_some(), "the order does not matter");
        said
    }

    #[test]
    fn names_that_may_be_one_are_told_from_those_that_are_two() {
        use EntityKind::{Instrument, Organisation, Person};
        assert!(same("Phạm Minh Chính", "Chinh", Person));
        assert!(same("Jean-Paul Sartre", "Jean Paul Sartre", Person));
        assert!(same("Ministry of National Defence", "Ministry of National Defense", Organisation));
        assert!(same("World Health Organization", "WHO", Organisation));
        assert!(!same("Nguyen Van A", "Tran Van B", Person));
        assert!(!same("Ministry of Health", "Ministry of Justice", Organisation));
        assert!(!same("Resolution 08-NQ/TW", "Resolution 06-NQ/TW", Instrument));
        assert!(!same("Ministry", "Ministry of Health", Organisation));
    }
}
