//! The front page, answered when the collection is built: it can be shown before an engine runs.

use dossier_pack::Bytes;
use serde::{Deserialize, Serialize};

use crate::answer::{DateStrip, Overview};
use crate::open::Engine;
use crate::{Axis, EngineError, Failure, Request, Selection};

/// What the overview of the whole collection shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Front {
    /// Of everything.
    pub overview: Overview,
    /// Of everything, by the day of publication.
    pub strip: DateStrip,
}

/// What the bytes of a front page begin with. The last letter counts the versions of what follows.
const MAGIC: &[u8] = b"front\n1";

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
        // Not asked as requests: who makes front pages need not be able to answer everything.
        let all = Selection::default();
        Ok(Self {
            overview: engine.overview(&all)?,
            strip: engine.date_strip(&all, Axis::Published, Self::BINS)?,
        })
    }

    /// The front page of a pack, as bytes for a file beside it.
    ///
    /// # Errors
    /// When the pack is none, or damaged.
    pub fn beside(pack: impl Into<Bytes>) -> Result<Vec<u8>, Failure> {
        let engine = Engine::open(pack).map_err(|error| Failure::Damaged { message: error.to_string() })?;
        Self::of(&engine).map(|front| front.to_bytes())
    }

    /// As bytes, for a file beside the pack.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_extend(self, MAGIC.to_vec()).unwrap_or_default()
    }

    /// From the bytes of [`Front::to_bytes`].
    ///
    /// # Errors
    /// When they are none, or another version's.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EngineError> {
        let front = bytes.strip_prefix(MAGIC).and_then(|bytes| postcard::take_from_bytes(bytes).ok());
        match front {
            Some((front, [])) => Ok(front),
            _ => Err(EngineError::damaged("front page")),
        }
    }
}
