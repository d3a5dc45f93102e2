//! A query in words, so that everyone can see how it was read.

use std::fmt::{self, Write};

use crate::query::{Expr, Pattern, PatternKind, Query, Sureness, Words};

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_everything() {
            return Ok(());
        }
        explain(&self.expr, Place::Top, f)
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Top,
    Inside,
}

fn explain(expr: &Expr, place: Place, out: &mut impl Write) -> fmt::Result {
    match expr {
        Expr::All(parts) if parts.is_empty() => out.write_str("every document"),
        Expr::All(parts) => {
            if place == Place::Inside {
                out.write_char('(')?;
            }
            let is_date = |part: &&Expr| matches!(part, Expr::Date { .. } | Expr::Undated { .. });
            let not: Vec<&Expr> = parts
                .iter()
                .filter_map(|part| if let Expr::Not(inner) = part { Some(&**inner) } else { None })
                .collect();
            let words: Vec<&Expr> =
                parts.iter().filter(|part| !matches!(part, Expr::Not(_)) && !is_date(part)).collect();
            let dates: Vec<&Expr> = parts.iter().filter(is_date).collect();
            let mut said = false;
            let mut between = |out: &mut dyn Write| -> fmt::Result {
                if said {
                    out.write_str("; ")?;
                }
                said = true;
                Ok(())
            };
            if !words.is_empty() {
                between(out)?;
                list(if words.len() > 1 { "all of: " } else { "" }, &words, out)?;
            }
            if !not.is_empty() {
                between(out)?;
                list("not: ", &not, out)?;
            }
            for date in dates {
                between(out)?;
                explain(date, Place::Inside, out)?;
            }
            if place == Place::Inside {
                out.write_char(')')?;
            }
            Ok(())
        }
        Expr::Any(sides) => {
            if place == Place::Inside {
                out.write_char('(')?;
            }
            list("any of: ", &sides.iter().collect::<Vec<_>>(), out)?;
            if place == Place::Inside {
                out.write_char(')')?;
            }
            Ok(())
        }
        Expr::Not(inner) => {
            out.write_str("not: ")?;
            explain(inner, Place::Inside, out)
        }
        Expr::Words(words) => explain_words(words, out),
        Expr::Value { facet, words } => {
            write!(out, "{facet} ")?;
            quoted(words, out)
        }
        Expr::Date { axis, written, sureness, .. } => {
            if axis != "published" {
                write!(out, "{axis} ")?;
            }
            match written.split_once('/') {
                Some(("" | "..", to)) => write!(out, "up to {to}")?,
                Some((from, "" | "..")) => write!(out, "{from} or later")?,
                Some((from, to)) => write!(out, "{from} to {to}")?,
                None => out.write_str(written)?,
            }
            out.write_str(match sureness {
                Sureness::Possibly => ", possibly",
                Sureness::Certainly => ", certainly",
            })
        }
        Expr::Undated { axis } if axis == "published" => out.write_str("undated"),
        Expr::Undated { axis } => write!(out, "without {axis} date"),
    }
}

fn list(lead: &str, parts: &[&Expr], out: &mut impl Write) -> fmt::Result {
    out.write_str(lead)?;
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            out.write_str(", ")?;
        }
        explain(part, Place::Inside, out)?;
    }
    Ok(())
}

fn explain_words(words: &Words, out: &mut impl Write) -> fmt::Result {
    match &words.patterns[..] {
        [pattern] if pattern.kind != PatternKind::Exactly => explain_pattern(pattern, out)?,
        patterns => {
            quoted(patterns, out)?;
            match words.slop {
                None => {}
                Some(0) => out.write_str(" in any order")?,
                Some(1) => out.write_str(" in any order with at most one word between")?,
                Some(slop) => write!(out, " in any order with at most {slop} words between")?,
            }
        }
    }
    match words.field {
        Some(field) => write!(out, " in the {}", field.name()),
        None => Ok(()),
    }
}

fn quoted(patterns: &[Pattern], out: &mut impl Write) -> fmt::Result {
    out.write_char('"')?;
    for (i, pattern) in patterns.iter().enumerate() {
        if i > 0 {
            out.write_char(' ')?;
        }
        explain_pattern(pattern, out)?;
    }
    out.write_char('"')
}

fn explain_pattern(pattern: &Pattern, out: &mut impl Write) -> fmt::Result {
    let text = pattern.written.as_ref().unwrap_or(&pattern.text);
    match pattern.kind {
        PatternKind::Word | PatternKind::Exactly => out.write_str(text),
        PatternKind::Prefix => write!(out, "{text}…"),
        PatternKind::Wildcard => out.write_str(text),
        PatternKind::Regex => write!(out, "/{text}/"),
        PatternKind::Typos(1) => write!(out, "{text} with at most one typo"),
        PatternKind::Typos(most) => write!(out, "{text} with at most {most} typos"),
    }
}
