//! Markdown to plain text; YAML or TOML front matter to what the document says of itself.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use yaml_rust2::{Yaml, YamlLoader};

use super::Extracted;
use crate::decode;

pub(super) fn read(bytes: &[u8]) -> Result<Extracted, String> {
    let text = decode::decode(bytes).map_err(|error| error.to_string())?.text;
    let text = text.trim_start_matches('\u{feff}');
    let (matter, body) = split(text);
    let mut found = Extracted {
        given: matter.map_or_else(|| Ok(Vec::new()), given)?,
        text: plain(body),
        ..Extracted::default()
    };
    found.head_with_title();
    Ok(found)
}

enum Matter<'a> {
    Yaml(&'a str),
    Toml(&'a str),
}

/// The front matter, if the text opens with one, and the rest.
fn split(text: &str) -> (Option<Matter<'_>>, &str) {
    for fence in ["---", "+++"] {
        let Some(rest) = text.strip_prefix(fence) else { continue };
        let Some(rest) = rest.strip_prefix('\n').or_else(|| rest.strip_prefix("\r\n")) else { continue };
        let mut at = 0;
        for line in rest.split_inclusive('\n') {
            let end = line.trim_end();
            if end == fence || (fence == "---" && end == "...") {
                let matter = &rest[..at];
                let matter = if fence == "---" { Matter::Yaml(matter) } else { Matter::Toml(matter) };
                return (Some(matter), &rest[at + line.len()..]);
            }
            at += line.len();
        }
    }
    (None, text)
}

fn given(matter: Matter<'_>) -> Result<Vec<(String, Vec<String>)>, String> {
    const HELP: &str = "mend it or remove it";
    let mut given = Vec::new();
    match matter {
        Matter::Yaml(text) => {
            let documents = YamlLoader::load_from_str(text)
                .map_err(|error| format!("has front matter that is no YAML ({error}); {HELP}"))?;
            if let Some(Yaml::Hash(table)) = documents.into_iter().next() {
                for (key, value) in table {
                    let values = yaml_words(&value);
                    if let (Some(key), false) = (yaml_words(&key).into_iter().next(), values.is_empty()) {
                        given.push((known(&key), values));
                    }
                }
            }
        }
        Matter::Toml(text) => {
            let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
                format!("has front matter that is no TOML ({}); {HELP}", error.message())
            })?;
            for (key, value) in table {
                let values = toml_words(&value);
                if !values.is_empty() {
                    given.push((known(&key), values));
                }
            }
        }
    }
    Ok(given)
}

/// Names that have a meaning are written small.
fn known(key: &str) -> String {
    let small = key.to_ascii_lowercase();
    match small.as_str() {
        "title" | "date" | "url" | "author" | "outlet" | "translator" | "agency" | "language" => small,
        "lang" => "language".to_owned(),
        "authors" => "author".to_owned(),
        _ => key.to_owned(),
    }
}

fn yaml_words(value: &Yaml) -> Vec<String> {
    match value {
        Yaml::String(text) | Yaml::Real(text) => vec![text.clone()],
        Yaml::Integer(number) => vec![number.to_string()],
        Yaml::Boolean(truth) => vec![truth.to_string()],
        Yaml::Array(values) => values.iter().flat_map(yaml_words).collect(),
        Yaml::Hash(_) | Yaml::Alias(_) | Yaml::Null | Yaml::BadValue => Vec::new(),
    }
}

fn toml_words(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::String(text) => vec![text.clone()],
        toml::Value::Integer(number) => vec![number.to_string()],
        toml::Value::Float(number) => vec![number.to_string()],
        toml::Value::Boolean(truth) => vec![truth.to_string()],
        toml::Value::Datetime(date) => vec![date.to_string()],
        toml::Value::Array(values) => values.iter().flat_map(toml_words).collect(),
        toml::Value::Table(_) => Vec::new(),
    }
}

/// The words of a Markdown text, blocks set apart by empty lines.
fn plain(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut numbers: Vec<Option<u64>> = Vec::new();
    for event in Parser::new_ext(
        body,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES,
    ) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak => out.push(' '),
            Event::HardBreak => out.push('\n'),
            Event::Rule => paragraph(&mut out),
            Event::Start(Tag::List(first)) => {
                line(&mut out);
                numbers.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                numbers.pop();
                if numbers.is_empty() {
                    paragraph(&mut out);
                }
            }
            Event::Start(Tag::Item) => {
                line(&mut out);
                match numbers.last_mut() {
                    Some(Some(number)) => {
                        out.push_str(&number.to_string());
                        out.push_str(". ");
                        *number += 1;
                    }
                    _ => out.push_str("- "),
                }
            }
            Event::Start(Tag::Paragraph) if !numbers.is_empty() => {}
            Event::End(TagEnd::Paragraph | TagEnd::Item) if !numbers.is_empty() => line(&mut out),
            Event::End(TagEnd::TableCell) => out.push('\t'),
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => line(&mut out),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::CodeBlock
                | TagEnd::BlockQuote(_)
                | TagEnd::Table
                | TagEnd::FootnoteDefinition,
            ) => paragraph(&mut out),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn line(out: &mut String) {
    out.truncate(out.trim_end_matches([' ', '\t']).len());
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

fn paragraph(out: &mut String) {
    line(out);
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
}
