//! Reading files one at a time, and ending in a pack.

use dossier_engine::LeftOut;
use dossier_reader::{Collection, Ids, Readings, Settings, SettingsError, decode, formats, link, read_one};

/// Files being read.
#[derive(Debug, Default)]
pub struct Session {
    settings: Settings,
    mistake: Option<SettingsError>,
    ids: Ids,
    readings: Readings,
    left_out: Vec<LeftOut>,
}

/// What came of it.
#[derive(Debug)]
pub struct Finished {
    /// The collection's title.
    pub title: String,
    /// The collection, ready for the engine.
    pub pack: Vec<u8>,
    /// Documents in it.
    pub documents: usize,
    /// What was left out, and why.
    pub left_out: Vec<LeftOut>,
    /// Why the `collection.toml` was not followed.
    pub mistake: Option<SettingsError>,
}

impl Session {
    /// A session that follows a `collection.toml`, where there is one. One with a mistake is not followed at all; the
    /// mistake is reported at the end. `title` is the collection's unless the file gives another.
    pub fn new(title: &str, collection_toml: Option<&[u8]>) -> Self {
        let mut session = Self::default();
        if let Some(bytes) = collection_toml {
            match decode::decode(bytes) {
                Ok(decoded) => match Settings::parse(&decoded.text) {
                    Ok(settings) => session.settings = settings,
                    Err(mistake) => session.mistake = Some(mistake),
                },
                Err(error) => {
                    let message = format!("this is no text: {error}");
                    session.mistake = Some(SettingsError { line: 1, column: 1, message });
                }
            }
        }
        if session.settings.title.is_empty() {
            title.clone_into(&mut session.settings.title);
        }
        session
    }

    /// Reads the documents of one file.
    pub fn take(&mut self, path: &str, bytes: Vec<u8>) {
        formats::open(path, bytes, &mut |outcome| match outcome {
            Ok(mut source) => {
                self.ids.name(&mut source);
                match read_one(&source, &self.settings, self.readings.len()) {
                    Ok(reading) => self.readings.push(reading),
                    Err(left) => self.left_out.push(left),
                }
            }
            Err(left) => self.left_out.push(left),
        });
    }

    /// Notes what is not read.
    pub fn leave_out(&mut self, left: LeftOut) {
        self.left_out.push(left);
    }

    /// Documents read so far.
    pub fn documents(&self) -> usize {
        self.readings.len()
    }

    /// Puts the documents together.
    pub fn link(mut self) -> Linked {
        self.left_out.sort_by(|a, b| (&a.source, &a.reason).cmp(&(&b.source, &b.reason)));
        let collection = link(self.readings, self.left_out, &self.settings);
        Linked { collection, mistake: self.mistake }
    }
}

/// Files that were read and put together.
#[derive(Debug)]
pub struct Linked {
    collection: Collection,
    mistake: Option<SettingsError>,
}

impl Linked {
    /// Makes the pack.
    pub fn build(self) -> Finished {
        let Self { collection, mistake } = self;
        Finished {
            pack: dossier_engine::build(&collection),
            title: collection.description.title,
            documents: collection.documents.len(),
            left_out: collection.left_out,
            mistake,
        }
    }
}
