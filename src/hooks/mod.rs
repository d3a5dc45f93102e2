//! The browser, as components use it.

mod again;
pub(crate) mod browser;
mod engine;
mod files;
mod keys;
mod notice;
mod place;
mod pointed;
mod rest;
mod route;
mod shelf;
mod storage;
mod style;
mod typed;
mod view;

pub(crate) use again::use_again;
pub(crate) use engine::{Given, use_client, use_engine, use_engine_for};
pub(crate) use files::{Dropped, chosen, has_files, text_file};
pub(crate) use keys::{Key, use_keys};
pub(crate) use notice::{Notice, use_notice};
pub(crate) use place::{use_in_view, use_window};
pub(crate) use pointed::{What, use_pointed};
pub(crate) use rest::{Rest, use_rest};
pub(crate) use route::{Navigation, here, navigate, replace, use_route, use_route_source};
pub(crate) use shelf::{UseShelfHandle, pack_of, use_shelf, use_shelf_source};
pub(crate) use style::use_style;
pub(crate) use typed::{Typed, use_typing};
pub(crate) use view::{CollectionInfo, use_collection};
