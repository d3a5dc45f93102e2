//! What DOCX and EPUB share: members of the archive, and XML read as a stream of names and words.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Larger members are refused.
const LARGEST: u64 = 256 << 20;

/// An office file: a ZIP archive of XML.
pub(super) struct Package<'a> {
    archive: zip::ZipArchive<Cursor<&'a [u8]>>,
    kind: &'static str,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], kind: &'static str) -> Result<Self, String> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            format!("is named {kind} but cannot be opened as one; it may have been cut short on its way")
        })?;
        Ok(Self { archive, kind })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// A member as text.
    pub(super) fn member(&mut self, name: &str) -> Result<String, String> {
        let kind = self.kind;
        let member =
            self.archive.by_name(name).map_err(|_| format!("is no whole {kind}: it holds no {name:?}"))?;
        let mut bytes = Vec::new();
        match member.take(LARGEST + 1).read_to_end(&mut bytes) {
            Ok(_) if bytes.len() as u64 > LARGEST => Err(format!("unpacks {name:?} to more than 256 MiB")),
            Ok(_) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
            Err(error) => Err(format!("is damaged: {name:?}: {error}")),
        }
    }
}

/// A step through an XML text. Names are local ones, without their prefix.
pub(super) enum Step<'a> {
    Start(&'a str, &'a BytesStart<'a>),
    End(&'a str),
    Words(&'a str),
}

/// Walks through an XML text. An empty element is a start and an end.
pub(super) fn walk(xml: &str, mut each: impl FnMut(Step<'_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Err(error) => {
                return Err(format!("is damaged: no XML at byte {}: {error}", reader.buffer_position()));
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(Event::Start(tag)) => each(Step::Start(local(tag.name().as_ref()), &tag)),
            Ok(Event::Empty(tag)) => {
                let name = tag.name();
                each(Step::Start(local(name.as_ref()), &tag));
                each(Step::End(local(name.as_ref())));
            }
            Ok(Event::End(tag)) => each(Step::End(local(tag.name().as_ref()))),
            Ok(Event::Text(words)) => each(Step::Words(&words.xml10_content())),
            Ok(Event::CData(words)) => each(Step::Words(&words.xml10_content())),
            Ok(Event::GeneralRef(reference)) => {
                let named = quick_xml::escape::resolve_predefined_entity(&reference);
                match (named, reference.resolve_char_ref()) {
                    (Some(words), _) => each(Step::Words(words)),
                    (None, Ok(Some(c))) => each(Step::Words(c.encode_utf8(&mut [0; 4]))),
                    (None, _) => {}
                }
            }
            Ok(_) => {}
        }
    }
}

/// An attribute's value, by its local name.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes().flatten().find(|attribute| local(attribute.key.as_ref()) == name).and_then(|attribute| {
        attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
    })
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
