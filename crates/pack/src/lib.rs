//! The file format of a read collection: one file of named, checksummed sections, opened without parsing.
//!
//! A pack knows nothing of documents or of search: it holds *sections*, byte strings with a name. Whoever writes
//! a section knows what its bytes mean and reads them where they lie; opening a pack looks at the header and the
//! table of sections and at nothing else.
//!
//! ```text
//!   0  magic "dossier\n"                     8 bytes
//!   8  version                               u32   (all numbers are little-endian)
//!  12  number of sections                    u32
//!  16  length of the table                   u64
//!  24  length of the head                    u64   what is read at every opening ends here
//!  32  length of the file                    u64
//!  40  checksum of bytes 0..40 and the table u64   (XXH64, seed 0)
//!  48  the table: for each section offset u64, length u64, checksum u64, name length u32, name
//!      the sections, each at a multiple of 16: first those of the head, then those read on demand
//! ```
//!
//! - [`PackWriter`] gathers sections and writes them; the same sections give the same bytes.
//! - [`Pack`] opens a whole file from memory, embedded or owned, without copying it; or, of a file that lies on a
//!   host, its head, and then the parts that are asked for ([`Pack::open_head`], [`Pack::supply`]).
//! - [`Section`] is one section; [`Bytes`] a piece of one, cheap to clone, that keeps its file alive.
//! - [`StoreWriter`] and [`Store`] keep many texts in compressed blocks inside two sections, read one at a time.
//!
//! ```
//! use dossier_pack::{Pack, PackWriter, Read};
//!
//! let mut writer = PackWriter::new();
//! writer.add("greeting", Read::AtOpening, b"good day".to_vec());
//! let pack = Pack::open(writer.finish()).unwrap();
//! assert_eq!(&*pack.section("greeting").unwrap().bytes().unwrap(), b"good day");
//! ```

mod bytes;
mod container;
mod error;
mod parts;
mod store;

pub use bytes::Bytes;
pub use container::{Pack, PackWriter, Read, Section, VERSION};
pub use error::PackError;
pub use store::{Store, StoreWriter};
