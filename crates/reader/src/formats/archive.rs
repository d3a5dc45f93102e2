//! ZIP archives, read a member at a time.

use std::io::{Read, Seek};
use std::ops::ControlFlow;

use dossier_corpus::LeftOut;

use super::left_out;

/// The largest member that is unpacked. What unpacks to more is no document but an accident or an attack.
const LARGEST: u64 = 512 << 20;

/// A member's path, below the archive's own, and its bytes; or why it cannot be read.
pub type Member = Result<(String, Vec<u8>), LeftOut>;

/// The files in an archive, in the order of their names. Folders, hidden files and what macOS adds are none.
///
/// # Errors
/// In words, when the archive as a whole cannot be read.
pub fn entries(
    path: &str,
    file: impl Read + Seek,
    each: &mut dyn FnMut(Member) -> ControlFlow<()>,
) -> Result<(), String> {
    let mut archive = zip::ZipArchive::new(file)
        .map_err(|error| format!("cannot be opened as a ZIP archive: {error}; it may have been cut short"))?;
    let mut members: Vec<(String, usize)> = Vec::new();
    for at in 0..archive.len() {
        let Ok(member) = archive.by_index_raw(at) else { continue };
        let name =
            member.name().map_or_else(|_| format!("member {}", at + 1), |name| name.replace('\\', "/"));
        let hidden =
            name.split('/').any(|part| part == "__MACOSX" || (part.starts_with('.') && part.len() > 1));
        if !member.is_dir() && !hidden && !name.ends_with('/') {
            members.push((name, at));
        }
    }
    members.sort();
    for (name, at) in members {
        let place = format!("{path}/{name}");
        let member = unpack(&mut archive, at).map_err(|reason| left_out(&place, reason));
        if each(member.map(|bytes| (place, bytes))).is_break() {
            break;
        }
    }
    Ok(())
}

fn unpack<R: Read + Seek>(archive: &mut zip::ZipArchive<R>, at: usize) -> Result<Vec<u8>, String> {
    let member = archive.by_index(at).map_err(|error| match error {
        zip::result::ZipError::UnsupportedArchive(what) if what.to_lowercase().contains("password") => {
            "is locked with a password; unpack the archive first".to_owned()
        }
        error => format!("cannot be unpacked: {error}"),
    })?;
    let mut bytes = Vec::new();
    match member.take(LARGEST + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 > LARGEST => Err("unpacks to more than 512 MiB".to_owned()),
        Ok(_) => Ok(bytes),
        Err(error) => Err(format!("is damaged: {error}")),
    }
}
