//! The collections of somebody's own files, and the one being read: plain values and how they change.

/// Collections that were opened here, newest first.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Shelf {
    /// Those that are here.
    pub volumes: Vec<Volume>,
    /// Whether those that the browser keeps are among them by now.
    pub loaded: bool,
    /// What is being read.
    pub reading: Option<Reading>,
    /// How the last reading ended.
    pub outcome: Option<Outcome>,
}

/// A collection made of somebody's own files.
#[derive(Clone, Debug, PartialEq)]
pub struct Volume {
    /// Its name in URLs.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Documents in it.
    pub documents: u32,
    /// Bytes of its pack.
    pub bytes: f64,
    /// Whether the browser keeps it when the page is closed.
    pub kept: bool,
}

/// Files being read.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Reading {
    /// How far it has come.
    pub stage: Stage,
    /// Files to be read.
    pub files: u32,
    /// Files read.
    pub done: u32,
    /// Bytes to be read.
    pub bytes: f64,
    /// Bytes read.
    pub bytes_done: f64,
    /// Documents found so far.
    pub documents: u32,
    /// The file that is being read.
    pub name: String,
    /// Files that the reader could not cope with: it began again without them.
    pub fatal: Vec<String>,
}

/// How far reading has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Stage {
    /// The folder's files are gathered, or the reader is fetched.
    #[default]
    Preparing,
    /// Files are read, one after the other.
    Reading,
    /// What connects the documents is looked for.
    Linking,
    /// The index is made.
    Building,
    /// The collection is opened.
    Opening,
}

/// A mistake in `collection.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// From 1.
    pub line: u32,
    /// From 1.
    pub column: u32,
    /// What is wrong and what to do.
    pub message: String,
}

/// How reading ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A collection stands on the shelf.
    Read {
        /// Its key.
        key: String,
        /// What was left out, and why.
        left_out: Vec<(String, String)>,
        /// Why its `collection.toml` was not followed.
        mistake: Option<Mistake>,
    },
    /// Somebody cancelled it.
    Cancelled {
        /// Files read by then.
        done: u32,
        /// Files to be read.
        files: u32,
    },
    /// It could not be done: why, and what to do.
    Failed(String),
}

/// What happens to a shelf.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The browser keeps these.
    Loaded(Vec<Volume>),
    /// Reading begins, or goes on.
    Going(Reading),
    /// Reading ended; the collection that came of it, if one did.
    Ended(Outcome, Option<Volume>),
    /// The browser keeps it from now on, or no longer.
    Kept(String, bool),
    /// It is gone.
    Removed(String),
    /// Something could not be done: why, and what to do.
    Refused(String),
    /// What was said of the last reading is read.
    Dismissed,
}

impl Shelf {
    /// The shelf after a change.
    #[must_use]
    pub fn after(&self, change: Change) -> Self {
        let mut shelf = self.clone();
        match change {
            Change::Loaded(kept) => {
                shelf.loaded = true;
                for volume in kept {
                    match shelf.volumes.iter_mut().find(|here| here.key == volume.key) {
                        Some(here) => here.kept = true,
                        None => shelf.volumes.push(volume),
                    }
                }
            }
            Change::Going(reading) => {
                shelf.reading = Some(reading);
                shelf.outcome = None;
            }
            Change::Ended(outcome, volume) => {
                shelf.reading = None;
                shelf.outcome = Some(outcome);
                if let Some(mut volume) = volume {
                    // The same files once more: the same collection, as well kept as before.
                    volume.kept |= shelf.volume(&volume.key).is_some_and(|here| here.kept);
                    shelf.volumes.retain(|here| here.key != volume.key);
                    shelf.volumes.insert(0, volume);
                }
            }
            Change::Kept(key, kept) => {
                if let Some(volume) = shelf.volumes.iter_mut().find(|volume| volume.key == key) {
                    volume.kept = kept;
                }
            }
            Change::Removed(key) => {
                shelf.volumes.retain(|volume| volume.key != key);
                if matches!(&shelf.outcome, Some(Outcome::Read { key: read, .. }) if *read == key) {
                    shelf.outcome = None;
                }
            }
            Change::Refused(why) => shelf.outcome = Some(Outcome::Failed(why)),
            Change::Dismissed => shelf.outcome = None,
        }
        shelf
    }

    /// A collection by its key.
    pub fn volume(&self, key: &str) -> Option<&Volume> {
        self.volumes.iter().find(|volume| volume.key == key)
    }
}

/// A collection's name in URLs: words of its title, and digits of its content, so that the same files have the same
/// name and others another. `checksum` stands in the pack's header.
pub fn key_of(title: &str, checksum: &[u8]) -> String {
    let mut key = String::new();
    for letter in dossier_engine::fold(title).chars() {
        if letter.is_ascii_alphanumeric() {
            key.push(letter);
        } else if !key.is_empty() && !key.ends_with('-') {
            key.push('-');
        }
        if key.len() >= 24 {
            break;
        }
    }
    if !key.is_empty() && !key.ends_with('-') {
        key.push('-');
    }
    for byte in checksum.iter().take(4) {
        for half in [byte >> 4, byte & 15] {
            key.push(char::from(b"0123456789abcdef"[usize::from(half)]));
        }
    }
    key
}

/// A size as people say it: `12 kB`, `3.4 MB`.
pub fn file_size(bytes: f64) -> String {
    let (number, unit) = match bytes {
        b if b < 1e3 => return super::plural(b as u32, "byte"),
        b if b < 1e6 => (b / 1e2, "\u{a0}kB"),
        b if b < 1e9 => (b / 1e5, "\u{a0}MB"),
        b => (b / 1e8, "\u{a0}GB"),
    };
    let tenths = (number + 0.5) as u32;
    let mut words = super::group_digits(tenths / 10);
    if tenths < 100 && !tenths.is_multiple_of(10) {
        words.push('.');
        words.push_str(&super::group_digits(tenths % 10));
    }
    words.push_str(unit);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn volume(key: &str, kept: bool) -> Volume {
        Volume { key: key.into(), title: key.into(), documents: 1, bytes: 1.0, kept }
    }

    fn read(key: &str) -> Change {
        let outcome = Outcome::Read { key: key.into(), left_out: vec![], mistake: None };
        Change::Ended(outcome, Some(volume(key, false)))
    }

    #[test]
    fn a_new_collection_stands_first_and_the_same_files_make_no_second_one() {
        let shelf = Shelf::default().after(read("a")).after(read("b")).after(Change::Kept("a".into(), true));
        let shelf = shelf.after(read("a"));
        assert_eq!(shelf.volumes, [volume("a", true), volume("b", false)]);
    }

    #[test]
    fn what_the_browser_keeps_joins_what_was_opened_meanwhile() {
        let shelf = Shelf::default()
            .after(read("a"))
            .after(Change::Loaded(vec![volume("a", true), volume("k", true)]));
        assert!(shelf.loaded);
        assert_eq!(shelf.volumes, [volume("a", true), volume("k", true)]);
    }

    #[test]
    fn a_cancelled_reading_leaves_the_shelf_as_it_was() {
        let before = Shelf::default().after(read("a"));
        let going = before.after(Change::Going(Reading { files: 9, ..Reading::default() }));
        assert_eq!(going.outcome, None);
        let after = going.after(Change::Ended(Outcome::Cancelled { done: 3, files: 9 }, None));
        assert_eq!((after.volumes, after.reading), (before.volumes, None));
    }

    #[test]
    fn what_is_removed_is_no_longer_spoken_of() {
        let shelf = Shelf::default().after(read("a")).after(Change::Removed("a".into()));
        assert_eq!((shelf.volumes.len(), shelf.outcome), (0, None));
    }

    #[test]
    fn a_key_tells_the_title_and_the_content() {
        assert_eq!(
            key_of("Báo cáo 2024 / Đà Nẵng", &[0x1a, 0x2b, 0x3c, 0x4d, 0x5e]),
            "bao-cao-2024-da-nang-1a2b3c4d"
        );
        assert_eq!(key_of("", &[0, 1, 2, 3]), "00010203");
        assert_eq!(key_of("…", &[0, 1, 2, 3]), "00010203");
        assert!(key_of(&"long ".repeat(40), &[0; 4]).len() <= 34);
    }

    #[test]
    fn sizes_are_said_with_two_digits_that_matter() {
        let said = [1.0, 999.0, 1000.0, 12_345.0, 3_440_000.0, 25e6, 1.25e9].map(file_size);
        assert_eq!(
            said,
            [
                "1\u{a0}byte",
                "999\u{a0}bytes",
                "1\u{a0}kB",
                "12\u{a0}kB",
                "3.4\u{a0}MB",
                "25\u{a0}MB",
                "1.3\u{a0}GB"
            ]
        );
    }
}
