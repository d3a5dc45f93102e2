//! What can be wrong with a file.

use std::fmt;
use std::ops::Range;

/// Why a pack, or a part of it, cannot be read. Its message says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackError(Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Foreign,
    Version { found: u32, known: u32 },
    Truncated { length: u64, expected: u64 },
    Corrupt { what: String },
    NoSection { name: String },
    Missing { range: Range<u64> },
}

impl PackError {
    /// The part of the file that must be fetched and supplied before what was asked for can be read.
    pub fn missing(&self) -> Option<Range<u64>> {
        match &self.0 {
            Kind::Missing { range } => Some(range.clone()),
            _ => None,
        }
    }

    /// Says that the bytes of a section are not what their writer would have written.
    ///
    /// For the readers of sections: `what` names the section or the thing in it.
    pub fn corrupt(what: impl Into<String>) -> Self {
        Self(Kind::Corrupt { what: what.into() })
    }

    pub(crate) fn foreign() -> Self {
        Self(Kind::Foreign)
    }

    pub(crate) fn version(found: u32, known: u32) -> Self {
        Self(Kind::Version { found, known })
    }

    /// Says that a file is shorter than it must be.
    pub fn cut_short(length: u64, expected: u64) -> Self {
        Self(Kind::Truncated { length, expected })
    }

    pub(crate) fn no_section(name: &str) -> Self {
        Self(Kind::NoSection { name: name.to_owned() })
    }

    pub(crate) fn not_here(range: Range<u64>) -> Self {
        Self(Kind::Missing { range })
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Foreign => f.write_str("this is no dossier pack: it does not begin as one"),
            Kind::Version { found, known } if found > known => write!(
                f,
                "the pack was written by a newer version (format {found}, this one reads {known}): \
                 open it with a newer dossier, or build it again with this one"
            ),
            Kind::Version { found, known } => write!(
                f,
                "the pack was written by an older version (format {found}, this one reads {known}): build it again"
            ),
            Kind::Truncated { length, expected } => write!(
                f,
                "the pack is cut short ({length} of {expected} bytes are here): copy or download it again"
            ),
            Kind::Corrupt { what } => {
                write!(f, "the pack is damaged ({what}): copy or download it again, or build it again")
            }
            Kind::NoSection { name } => {
                write!(
                    f,
                    "the pack holds no section \"{name}\": it was made for another purpose, or must be built again"
                )
            }
            Kind::Missing { range } => {
                write!(f, "bytes {} to {} of the pack are not here yet", range.start, range.end)
            }
        }
    }
}

impl std::error::Error for PackError {}
