//! The door: open a pack, answer requests. Plain, sorted, serialisable structs in the views' words.
