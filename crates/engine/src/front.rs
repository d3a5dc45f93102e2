//! The front page, answered when the collection is built: it can be shown before an engine runs.

use serde::{Deserialize, Serialize};

use crate::answer::{DateStrip, Overview};
use crate::open::Engine;
use crate::{Answer, Axis, EngineError, Failure, Request, Selection};

/// What the overview of the whole collection shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Front {
    /// Of everything.
    pub overview: Overview,
    /// Of everything, by the day of publication.
    pub strip: DateStrip,
}

impl Front {
    /// How many bins the strip of dates has at most.
    pub const BINS: u32 = 72;

    /// What is asked for the overview.
    pub fn overview_request() -> Request {
        Request::Overview { selection: Selection::default() }
    }

    /// What is asked for the strip of dates.
    pub fn strip_request() -> Request {
        Request::DateStrip { selection: Selection::default(), axis: Axis::Published, bins: Self::BINS }
    }

    /// The front page of an open pack.
    ///
    /// # Errors
    /// When the pack is damaged.
    pub fn of(engine: &Engine) -> Result<Self, Failure> {
        match (engine.answer(&Self::overview_request()), engine.answer(&Self::strip_request())) {
            (Answer::Overview(overview), Answer::DateStrip(strip)) => {
                Ok(Self { overview: *overview, strip: *strip })
            }
            (Answer::Failed(why), _) | (_, Answer::Failed(why)) => Err(why),
            _ => Err(Failure::Damaged {
                message: "the engine gave another answer than was asked for".to_owned(),
            }),
        }
    }

    /// As bytes, for a file beside the pack.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// From the bytes of [`Front::to_bytes`].
    ///
    /// # Errors
    /// When they are none, or another version's.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EngineError> {
        postcard::from_bytes(bytes).map_err(|_| EngineError::damaged("front page"))
    }
}
