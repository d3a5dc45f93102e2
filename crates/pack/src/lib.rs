//! The file format of a read collection: named, checksummed sections, opened without parsing.
