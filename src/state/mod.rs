//! What stands in the URL, as plain values. Knows no browser.

mod page;
mod route;
mod words;

pub use page::Page;
pub use route::{Route, Target};
pub use words::{count_of, field_word, group_digits, kind_plural, kind_word, plural, statement_word};
