//! Files, and the same bytes compressed beside them, for hosts that can send those.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::{Writing, Written, cannot, write_file};
use crate::cache;

/// Shorter files gain nothing.
const SHORTEST: usize = 256;

/// What is looked up in the cache: not pages, which are many and faster compressed than found; not large collections,
/// which are never the same twice.
const LOOKED_UP: std::ops::Range<usize> = 32 << 10..8 << 20;

/// A form of compression: the end of its files' names, and how it is done.
type Form = (&'static str, fn(&[u8], &mut dyn Write) -> io::Result<()>);

/// Writes a file, and beside it what it is compressed, where that is shorter.
///
/// # Errors
/// When it cannot be written.
pub(super) fn write(
    writing: &Writing<'_>,
    path: &Path,
    bytes: &[u8],
    written: &Written,
) -> anyhow::Result<()> {
    write_file(path, bytes, written)?;
    if !writing.compress || bytes.len() < SHORTEST {
        return Ok(());
    }
    let one = |form: Form| beside(writing, path, bytes, written, form).with_context(|| cannot(path));
    let (br, gz) = rayon::join(|| one(("br", brotli)), || one(("gz", gzip)));
    br.and(gz)
}

fn beside(
    writing: &Writing<'_>,
    path: &Path,
    bytes: &[u8],
    written: &Written,
    (end, compress): Form,
) -> io::Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(end);
    let name = PathBuf::from(name);
    let gains = |short: u64| short < (bytes.len() - bytes.len() / 20) as u64;
    if bytes.len() >= LOOKED_UP.end {
        // Straight to the disk: memory is full enough with such a collection.
        let mut file = BufWriter::new(File::create(&name)?);
        compress(bytes, &mut file)?;
        let short = file.into_inner()?.metadata()?.len();
        if gains(short) {
            written.add(usize::try_from(short).unwrap_or(usize::MAX));
        } else {
            fs::remove_file(&name)?;
        }
        return Ok(());
    }
    let key = LOOKED_UP.contains(&bytes.len()).then(|| cache::key(end, &[bytes]));
    let kept = key.as_deref().and_then(|key| writing.cache.get(key));
    let short = if let Some(short) = kept {
        short
    } else {
        let mut short = Vec::new();
        compress(bytes, &mut short)?;
        if let Some(key) = &key {
            writing.cache.put(key, &short);
        }
        short
    };
    if gains(short.len() as u64) {
        fs::write(&name, &short)?;
        written.add(short.len());
    }
    Ok(())
}

/// The best takes a second for half a megabyte: it is for the app, which every visitor downloads. Pages are many, and
/// each is read by few; a large collection would hold up the build for minutes.
fn brotli(mut bytes: &[u8], mut out: &mut dyn Write) -> io::Result<()> {
    let quality = match bytes.len() {
        _ if bytes.starts_with(b"<!doctype html>") => 5,
        0..0x30_0000 => 11,
        0x30_0000..0x80_0000 => 9,
        _ => 5,
    };
    let plan = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: 22,
        size_hint: bytes.len(),
        ..brotli::enc::BrotliEncoderParams::default()
    };
    brotli::BrotliCompress(&mut bytes, &mut out, &plan).map(drop)
}

fn gzip(bytes: &[u8], out: &mut dyn Write) -> io::Result<()> {
    let mut out = flate2::write::GzEncoder::new(out, flate2::Compression::default());
    out.write_all(bytes)?;
    out.finish().map(drop)
}
