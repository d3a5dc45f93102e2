//! ZIP archives, read a member at a time.

use std::io::{Read, Seek};
use std::ops::ControlFlow;

use dossier_corpus::LeftOut;

use super::left_out;

/// The largest member that is unpacked. What unpacks to more is no document but an accident or an attack.
const LARGEST: u64 = 512 << 20;

/// No document is packed this tightly: text comes to a tenth of its length, rows of the same words to a fiftieth.
const TIGHTEST: u64 = 200;

/// Members up to this size are read however tightly they are packed.
const SMALL: u64 = 4 << 20;

/// A member's path, below the archive's own, and its bytes; or why it cannot be read.
pub type Member = Result<(String, Vec<u8>), LeftOut>;

/// The files in an archive, in the order of their names. Folders, hidden files and what macOS adds are none.
///
/// # Errors
/// In words, when the archive as a whole cannot be read.
#[inline(never)]
pub fn entries(
    path: &str,
    file: impl Read + Seek,
    each: &mut dyn FnMut(Member) -> ControlFlow<()>,
) -> Result<(), String> {
    let mut archive = zip::ZipArchive::new(file)
        .map_err(|error| format!("cannot be opened as a ZIP archive: {error}; it may have been cut short"))?;
    let mut members: Vec<(String, usize)> = Vec::new();
    for at in 0..archive.len() {
        // What is damaged is told of where it is unpacked.
        let Ok(member) = archive.by_index_raw(at) else {
            members.push((format!("member {}", at + 1), at));
            continue;
        };
        let name =
            member.name().map_or_else(|_| format!("member {}", at + 1), |name| name.replace('\\', "/"));
        // A way upwards hides nothing: the name is a name here, and no place on a disk.
        let hidden = name
            .split('/')
            .any(|part| part == "__MACOSX" || (part.starts_with('.') && !matches!(part, "." | "..")));
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
    let most = (member.compressed_size().saturating_mul(TIGHTEST)).clamp(SMALL, LARGEST);
    let too_long = || match most {
        LARGEST => "unpacks to more than 512 MiB; unpack the archive first".to_owned(),
        _ => format!("unpacks to more than {TIGHTEST} times its size, which no document does"),
    };
    if member.size() > most {
        return Err(too_long());
    }
    let mut bytes = Vec::new();
    // What the archive says of the size need not be true.
    match member.take(most + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 > most => Err(too_long()),
        Ok(_) => Ok(bytes),
        Err(error) => Err(format!("is damaged: {error}")),
    }
}
