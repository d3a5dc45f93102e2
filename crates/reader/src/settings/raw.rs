//! The file as it is written, and the checks that lead from it to [`Settings`].

use std::collections::BTreeMap;
use std::ops::Range;

use dossier_corpus::EntityKind;
use serde::Deserialize;
use toml::Spanned;

use super::{
    COLOURS, DateCorrection, EntitySetting, Merge, OutletKind, OutletSetting, Settings, SettingsError, Split,
    ThemeSetting,
};
use crate::names::key_of;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct File {
    title: String,
    description: String,
    languages: Vec<String>,
    entity: Vec<RawEntity>,
    theme: Vec<RawTheme>,
    outlet: Vec<RawOutlet>,
    correction: RawCorrections,
    ignore: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntity {
    name: Spanned<String>,
    kind: Spanned<String>,
    key: Option<Spanned<String>>,
    #[serde(default)]
    aliases: Vec<String>,
    parent: Option<Spanned<String>>,
    #[serde(default)]
    identifiers: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTheme {
    name: Spanned<String>,
    key: Option<Spanned<String>>,
    terms: Spanned<Vec<String>>,
    colour: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOutlet {
    name: Spanned<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    sites: Vec<String>,
    kind: Option<Spanned<String>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawCorrections {
    date: Vec<RawDate>,
    merge: Vec<RawMerge>,
    split: Vec<RawSplit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDate {
    document: String,
    date: Spanned<toml::Value>,
    #[serde(default)]
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMerge {
    keep: String,
    also: Vec<String>,
    #[serde(default)]
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSplit {
    name: String,
    documents: Vec<String>,
    means: String,
    #[serde(default)]
    why: String,
}

pub(super) fn parse(text: &str) -> Result<Settings, SettingsError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file: File = toml::from_str(text).map_err(|error| {
        let at = error.span().unwrap_or(0..0);
        mistake(text, at, plain(error.message()))
    })?;
    check(text, file)
}

fn mistake(text: &str, at: Range<usize>, message: String) -> SettingsError {
    let at = at.start.min(text.len());
    let before = text.get(..at).unwrap_or(text);
    SettingsError {
        line: before.matches('\n').count() + 1,
        column: before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1,
        message,
    }
}

/// The parser's message in our words.
fn plain(message: &str) -> String {
    let message = message.trim_end();
    if let Some(rest) = message.strip_prefix("unknown field `")
        && let Some((key, rest)) = rest.split_once('`')
    {
        let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
        let near =
            known.iter().min_by_key(|known| distance(key, known)).filter(|known| distance(key, known) <= 3);
        let hint = near.map_or_else(
            || format!("known keys here: {}", known.join(", ")),
            |near| format!("did you mean \"{near}\"? Known keys here: {}", known.join(", ")),
        );
        return format!("unknown key \"{key}\"; {hint}");
    }
    if let Some(key) = message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
        return format!("\"{key}\" is missing here; add it");
    }
    message.replace('`', "\"")
}

/// Levenshtein's distance of two short words.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(40).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(40).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let next = (diagonal + usize::from(x != *y)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[b.len()]
}

fn check(text: &str, file: File) -> Result<Settings, SettingsError> {
    let mut settings = Settings {
        title: file.title,
        description: file.description,
        languages: file.languages,
        ignored: file.ignore,
        ..Settings::default()
    };
    let mut keys: BTreeMap<String, String> = BTreeMap::new();
    let mut parents = Vec::new();
    for entity in file.entity {
        let kind = kind_of(text, &entity.kind)?;
        let key = key(text, &entity.name, entity.key.as_ref())?;
        if let Some(other) = keys.insert(key.clone(), entity.name.get_ref().clone()) {
            let at = entity.key.as_ref().map_or(entity.name.span(), Spanned::span);
            return Err(mistake(
                text,
                at,
                format!(
                    "a second entity of key \"{key}\" (the first is \"{other}\"); give one of them another key"
                ),
            ));
        }
        parents.push(entity.parent);
        settings.entities.push(EntitySetting {
            key,
            name: entity.name.into_inner(),
            kind,
            aliases: entity.aliases,
            parent: None,
            identifiers: entity.identifiers,
        });
    }
    for (at, parent) in parents.into_iter().enumerate() {
        let Some(parent) = parent else { continue };
        let wanted = parent.get_ref();
        let found = settings.entities.iter().find(|other| other.key == *wanted || other.name == *wanted);
        let Some(found) = found.map(|found| found.key.clone()) else {
            return Err(mistake(
                text,
                parent.span(),
                format!("no entity is named \"{wanted}\"; a parent is the name or key of another [[entity]]"),
            ));
        };
        if found == settings.entities[at].key {
            return Err(mistake(text, parent.span(), format!("\"{wanted}\" cannot be its own parent")));
        }
        settings.entities[at].parent = Some(found);
    }
    let mut theme_keys = std::collections::BTreeSet::new();
    for theme in file.theme {
        let key = key(text, &theme.name, theme.key.as_ref())?;
        if !theme_keys.insert(key.clone()) {
            return Err(mistake(
                text,
                theme.name.span(),
                format!("a second theme of key \"{key}\"; give one of them another key"),
            ));
        }
        if theme.terms.get_ref().iter().all(|term| term.trim().is_empty()) {
            return Err(mistake(text, theme.terms.span(), "a theme needs at least one term".to_owned()));
        }
        let colour = match theme.colour {
            Some(colour) if COLOURS.contains(&colour.get_ref().as_str()) => Some(colour.into_inner()),
            Some(colour) => {
                let message = format!(
                    "no colour is called \"{}\"; choose one of {}",
                    colour.get_ref(),
                    COLOURS.join(", ")
                );
                return Err(mistake(text, colour.span(), message));
            }
            None => None,
        };
        settings.themes.push(ThemeSetting {
            key,
            name: theme.name.into_inner(),
            terms: theme.terms.into_inner(),
            colour,
        });
    }
    for outlet in file.outlet {
        let kind = match outlet.kind.as_ref().map(|kind| (kind.get_ref().as_str(), kind.span())) {
            None | Some(("publisher", _)) => OutletKind::Publisher,
            Some(("agency", _)) => OutletKind::Agency,
            Some((other, span)) => {
                return Err(mistake(
                    text,
                    span,
                    format!("no outlet is of kind \"{other}\"; write publisher or agency"),
                ));
            }
        };
        not_empty(text, &outlet.name)?;
        settings.outlets.push(OutletSetting {
            name: outlet.name.into_inner(),
            aliases: outlet.aliases,
            sites: outlet.sites,
            kind,
        });
    }
    for correction in file.correction.date {
        let span = correction.date.span();
        let written = match correction.date.into_inner() {
            toml::Value::String(written) => written,
            other => other.to_string(),
        };
        let date = written.parse().map_err(|error| mistake(text, span, format!("{error}")))?;
        settings.dates.push(DateCorrection { document: correction.document, date, why: correction.why });
    }
    settings.merges = file
        .correction
        .merge
        .into_iter()
        .map(|merge| Merge { keep: merge.keep, also: merge.also, why: merge.why })
        .collect();
    settings.splits = file
        .correction
        .split
        .into_iter()
        .map(|split| Split {
            name: split.name,
            documents: split.documents,
            means: split.means,
            why: split.why,
        })
        .collect();
    Ok(settings)
}

fn not_empty(text: &str, name: &Spanned<String>) -> Result<(), SettingsError> {
    if name.get_ref().trim().is_empty() {
        return Err(mistake(text, name.span(), "a name cannot be empty".to_owned()));
    }
    Ok(())
}

fn key(text: &str, name: &Spanned<String>, given: Option<&Spanned<String>>) -> Result<String, SettingsError> {
    not_empty(text, name)?;
    let Some(given) = given else { return Ok(key_of(name.get_ref())) };
    if given.get_ref().is_empty() || *given.get_ref() != key_of(given.get_ref()) {
        let message = format!(
            "\"{}\" is no key; a key has small letters, digits and hyphens: \"{}\"",
            given.get_ref(),
            key_of(given.get_ref())
        );
        return Err(mistake(text, given.span(), message));
    }
    Ok(given.get_ref().clone())
}

fn kind_of(text: &str, kind: &Spanned<String>) -> Result<EntityKind, SettingsError> {
    EntityKind::ALL.into_iter().find(|known| known.name() == kind.get_ref()).ok_or_else(|| {
        let known: Vec<&str> = EntityKind::ALL.iter().map(|known| known.name()).collect();
        mistake(
            text,
            kind.span(),
            format!("no entity is of kind \"{}\"; choose one of {}", kind.get_ref(), known.join(", ")),
        )
    })
}
