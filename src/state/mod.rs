//! What stands in the URL, as plain values. Knows no browser.

mod listing;
mod page;
mod route;
mod shelf;
mod words;

pub use listing::{PAGE, ROW, first_request, in_sight, listing, opened, with_opened};
pub use page::Page;
pub use route::{Route, Target};
pub use shelf::{Change, Mistake, Outcome, Reading, Shelf, Stage, Volume, file_size, key_of};
pub use words::{count_of, field_word, group_digits, kind_plural, kind_word, plural, statement_word};
