//! What more than one page shows. Plain functions where nothing is remembered.

mod card;
mod chip;
mod date_text;
mod failure;
mod icon;
mod links;
mod passage;
mod picture;
mod skeleton;
mod statement;
mod try_again;
mod why;

pub(crate) use card::{card, section};
pub(crate) use chip::{chip, choices};
pub(crate) use date_text::{date_or_undated, date_text};
pub(crate) use failure::{failure, nothing};
pub(crate) use icon::icon;
pub(crate) use links::{document_link, entity_link, side_by_side, theme_link, title_text};
pub(crate) use passage::{evidence, marked, passage_link};
pub(crate) use picture::spark;
pub(crate) use skeleton::skeleton;
pub(crate) use statement::statement;
pub(crate) use try_again::try_again;
pub(crate) use why::{confidence, why};
