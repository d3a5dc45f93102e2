//! Words for numbers, kinds and fields, so that every view says the same thing the same way.

use dossier_engine::{EntityKind, Field, StatementKind};

/// A whole number with thin spaces between its thousands: `12 345`.
pub fn group_digits(number: u32) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

/// A number with its noun: `1 document`, `5 documents`. Nouns whose plural is no mere `s` give it after a `|`.
pub fn plural(number: u32, noun: &str) -> String {
    let mut out = group_digits(number);
    out.push('\u{a0}');
    let (one, many) = noun.split_once('|').unwrap_or((noun, ""));
    if number == 1 {
        out.push_str(one);
    } else if many.is_empty() {
        out.push_str(one);
        out.push('s');
    } else {
        out.push_str(many);
    }
    out
}

/// A part of a whole: `3 of 5 documents`, or `5 documents` when it is the whole.
pub fn count_of(part: u32, whole: u32, noun: &str) -> String {
    if part == whole {
        return plural(whole, noun);
    }
    let mut out = group_digits(part);
    out.push_str(" of ");
    out.push_str(&plural(whole, noun));
    out
}

/// What an entity of that kind is called.
pub const fn kind_word(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
        EntityKind::Instrument => "instrument",
        EntityKind::Event => "named event",
    }
}

/// What entities of that kind are called, at the head of a list.
pub const fn kind_plural(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "People",
        EntityKind::Organisation => "Organisations",
        EntityKind::Place => "Places",
        EntityKind::Instrument => "Instruments",
        EntityKind::Event => "Named events",
    }
}

/// What statements of that kind are called: "asked", "praised or judged".
pub const fn statement_word(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Directive => "Directive",
        StatementKind::Assessment => "Assessment",
        StatementKind::Report => "Report",
        StatementKind::Commitment => "Commitment",
        StatementKind::Quote => "Quote",
        StatementKind::Attribution => "Attribution",
    }
}

/// What a field is called above its values.
pub fn field_word(field: &Field) -> String {
    let word = match field {
        Field::Entity(kind) => kind_plural(*kind),
        Field::Theme => "Themes",
        Field::From => "Speaks",
        Field::To => "Is addressed",
        Field::Statement => "Kind of statement",
        Field::Story => "Event reported",
        Field::Outlet => "Outlet",
        Field::Agency => "Agency",
        Field::Author => "Author",
        Field::Translator => "Translator",
        Field::Language => "Language",
        Field::Facet(name) => {
            let mut letters = name.chars();
            return letters
                .next()
                .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
        }
    };
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_with_their_noun_and_their_total() {
        assert_eq!(plural(1, "document"), "1\u{a0}document");
        assert_eq!(plural(12_345, "document"), "12\u{202f}345\u{a0}documents");
        assert_eq!(plural(2, "entity|entities"), "2\u{a0}entities");
        assert_eq!(count_of(3, 5, "document"), "3 of 5\u{a0}documents");
        assert_eq!(count_of(5, 5, "document"), "5\u{a0}documents");
    }

    #[test]
    fn a_facet_of_the_collection_is_called_by_its_own_name() {
        assert_eq!(field_word(&Field::Facet("sujet".into())), "Sujet");
    }
}
