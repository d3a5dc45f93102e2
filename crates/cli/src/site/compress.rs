//! Files, and the same bytes compressed beside them, for hosts that can send those.

use std::io::Write;
use std::path::Path;

use anyhow::Context;
use rayon::prelude::*;

use super::{Plan, Written, cannot, write_file};
use crate::cache;

/// Files up to this size are compressed as well as can be; larger ones a little less, in a tenth of the time.
const BEST_UP_TO: usize = 3 << 20;

/// Shorter files gain nothing.
const SHORTEST: usize = 256;

/// Writes all files, on all cores, and beside each what it is compressed, where that is shorter.
///
/// # Errors
/// When a file cannot be written.
pub(super) fn write_all(plan: &Plan<'_>, folder: &Path, files: &[(&str, &[u8])]) -> anyhow::Result<Written> {
    let each: Vec<Written> = files
        .par_iter()
        .map(|(name, bytes)| write_one(plan, &folder.join(name), bytes))
        .collect::<anyhow::Result<_>>()?;
    Ok(each.into_iter().fold(Written::default(), |all, one| Written {
        bytes: all.bytes + one.bytes,
        files: all.files + one.files,
    }))
}

fn write_one(plan: &Plan<'_>, path: &Path, bytes: &[u8]) -> anyhow::Result<Written> {
    write_file(path, bytes)?;
    let mut written = Written { bytes: bytes.len() as u64, files: 1 };
    if !plan.compress || bytes.len() < SHORTEST {
        return Ok(written);
    }
    for (end, compress) in [("br", brotli as fn(&[u8]) -> std::io::Result<Vec<u8>>), ("gz", gzip)] {
        // Pages are many and short: writing them anew is faster than looking them up.
        let keep = bytes.len() > 32 << 10;
        let key = if keep { cache::key(end, &[bytes]) } else { String::new() };
        let kept = if keep { plan.cache.get(&key) } else { None };
        let short = if let Some(short) = kept {
            short
        } else {
            let short = compress(bytes).with_context(|| cannot(path))?;
            if keep {
                plan.cache.put(&key, &short);
            }
            short
        };
        if short.len() < bytes.len() - bytes.len() / 20 {
            let mut name = path.as_os_str().to_owned();
            name.push(".");
            name.push(end);
            write_file(Path::new(&name), &short)?;
            written.bytes += short.len() as u64;
            written.files += 1;
        }
    }
    Ok(written)
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let quality = match bytes {
        // Pages are many, and each is read by few: the best would take minutes of a build for a tenth of their size.
        page if page.starts_with(b"<!doctype html>") => 6,
        file if file.len() <= BEST_UP_TO => 11,
        _ => 9,
    };
    let mut out = brotli::CompressorWriter::new(Vec::new(), 1 << 16, quality, 22);
    out.write_all(bytes)?;
    Ok(out.into_inner())
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(bytes)?;
    out.finish()
}
