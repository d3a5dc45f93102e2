//! `dossier serve`: a site on this machine, for looking at it.
//!
//! Loopback only. Sends what stands beside a file as `.br` or `.gz` to those who take it, and a part of a file to those
//! who ask for one. It answers `GET` and `HEAD` for files below the site and nothing else.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::ops::RangeInclusive;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args;

use crate::{Outcome, terminal};

/// What `dossier serve` takes.
#[derive(Args)]
#[command(after_help = "Example:\n  dossier serve site --port 8080")]
pub(crate) struct ServeArguments {
    /// The folder of a site, or a single-file site.
    site: PathBuf,
    /// The port on this machine; 0 takes any that is free.
    #[arg(short, long, default_value_t = 8000)]
    port: u16,
}

/// A request's head may be this long.
const LONGEST_HEAD: u64 = 16 << 10;

/// Serves until interrupted.
///
/// # Errors
/// When there is no site, or the port is taken.
pub(crate) fn run(arguments: &ServeArguments) -> anyhow::Result<Outcome> {
    let site = &arguments.site;
    if !site.exists() {
        bail!("there is no {}; make a site with dossier build", site.display());
    }
    let root = if site.is_file() {
        site.clone()
    } else if site.join("index.html").is_file() {
        site.canonicalize().with_context(|| format!("cannot read {}", site.display()))?
    } else {
        bail!("{} holds no site: it has no index.html; make one with dossier build", site.display());
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port)).with_context(|| {
        format!("cannot listen on port {}; choose another with --port, or --port 0 for any", arguments.port)
    })?;
    let address = listener.local_addr().context("cannot tell the port")?;
    crate::staging::nothing_is_lost_by_an_interrupt();
    terminal::print(&format!("Serving {} at http://{address}/ (Ctrl-C ends it)\n", site.display()))?;
    for stream in listener.incoming() {
        let Ok(stream) = stream else { continue };
        let root = root.clone();
        // A visitor who goes away in the middle is his own affair.
        std::thread::spawn(move || drop(answer_all(&stream, &root)));
    }
    Ok(Outcome::Done)
}

struct Request {
    method: String,
    target: String,
    host: String,
    encodings: String,
    range: String,
    close: bool,
}

fn answer_all(stream: &TcpStream, root: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    stream.set_write_timeout(Some(Duration::from_secs(30)))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some(request) = read_request(&mut reader)? {
        answer(&request, root, stream)?;
        if request.close {
            break;
        }
    }
    Ok(())
}

fn read_request(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut head = reader.take(LONGEST_HEAD);
    let mut line = String::new();
    if head.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(None) };
    let (method, target) = (method.to_owned(), target.to_owned());
    let mut request = Request {
        method,
        target,
        host: String::new(),
        encodings: String::new(),
        range: String::new(),
        close: false,
    };
    loop {
        line.clear();
        if head.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "accept-encoding" => request.encodings = value.to_ascii_lowercase(),
            "range" => value.clone_into(&mut request.range),
            "host" => value.clone_into(&mut request.host),
            "connection" => request.close = value.eq_ignore_ascii_case("close"),
            // A body would be taken for the next request.
            "content-length" | "transfer-encoding" => request.close = true,
            _ => {}
        }
    }
    Ok(Some(request))
}

fn answer(request: &Request, root: &Path, mut out: &TcpStream) -> io::Result<()> {
    let is_head = request.method == "HEAD";
    if !is_head && request.method != "GET" {
        return plain(out, "405 Method Not Allowed", "only GET and HEAD are answered here\n", is_head);
    }
    // Another site's page that has this machine's name resolved to its own gets nothing.
    let host = request.host.rsplit_once(':').map_or(request.host.as_str(), |(host, _)| host);
    if !matches!(host, "127.0.0.1" | "localhost" | "") {
        return plain(out, "403 Forbidden", "this address is for this machine alone\n", is_head);
    }
    let path = request.target.split(['?', '#']).next().unwrap_or("/");
    let Some((path, is_folder)) = resolve(root, path) else {
        return plain(out, "404 Not Found", "there is no such page in this site\n", is_head);
    };
    if is_folder {
        let there = format!("{}/", request.target.split(['?', '#']).next().unwrap_or(""));
        write!(out, "HTTP/1.1 308 Permanent Redirect\r\nLocation: {there}\r\nContent-Length: 0\r\n\r\n")?;
        return Ok(());
    }
    let mut chosen = (path.clone(), None);
    for (end, coding) in [("br", "br"), ("gz", "gzip")] {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".");
        beside.push(end);
        let takes = request.encodings.split(',').any(|one| {
            let (name, quality) = one.split_once(';').unwrap_or((one, ""));
            name.trim() == coding && !matches!(quality.trim(), "q=0" | "q=0.0")
        });
        // A part is one of the file itself.
        if takes && request.range.is_empty() && Path::new(&beside).is_file() {
            chosen = (PathBuf::from(beside), Some(coding));
            break;
        }
    }
    let Ok(mut file) = File::open(&chosen.0) else {
        return plain(out, "404 Not Found", "there is no such page in this site\n", is_head);
    };
    let length = file.metadata()?.len();
    let part = match part_of(&request.range, length) {
        Ok(part) => part,
        Err(()) => {
            write!(
                out,
                "HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes */{length}\r\nContent-Length: 0\r\n\r\n"
            )?;
            return out.flush();
        }
    };
    let coding = chosen.1.map_or_else(String::new, |coding| format!("Content-Encoding: {coding}\r\n"));
    let (status, place, count) = match &part {
        None => ("200 OK", String::new(), length),
        Some(part) => {
            let (first, last) = (part.start(), part.end());
            file.seek(SeekFrom::Start(*first))?;
            let place = format!("Content-Range: bytes {first}-{last}/{length}\r\n");
            ("206 Partial Content", place, last - first + 1)
        }
    };
    write!(
        out,
        "HTTP/1.1 {status}\r\nContent-Type: {}\r\nContent-Length: {count}\r\n{place}{coding}Accept-Ranges: bytes\r\n\
         Vary: Accept-Encoding\r\nCache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\n\
         Referrer-Policy: no-referrer\r\n\r\n",
        content_type(&path)
    )?;
    if !is_head {
        io::copy(&mut file.take(count), &mut out)?;
    }
    out.flush()
}

/// The part of a file of that length that a `Range` header asks for; none where it asks for the whole, or for several
/// parts or in another unit, which may be answered with the whole. An error where no such part is.
fn part_of(range: &str, length: u64) -> Result<Option<RangeInclusive<u64>>, ()> {
    let Some((first, last)) = range.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return Ok(None);
    };
    let (first, last) = (first.trim().parse::<u64>().ok(), last.trim().parse::<u64>().ok());
    let end = length.checked_sub(1);
    let part = match (first, last) {
        (Some(first), last) if range.ends_with('-') || last.is_some() => {
            if last.is_some_and(|last| last < first) {
                return Ok(None);
            }
            end.map(|end| first..=last.unwrap_or(end).min(end))
        }
        (None, Some(last)) if range.starts_with("bytes=-") => {
            end.filter(|_| last > 0).map(|end| length.saturating_sub(last)..=end)
        }
        _ => return Ok(None),
    };
    part.filter(|part| !part.is_empty()).map(Some).ok_or(())
}

fn plain(mut out: &TcpStream, status: &str, words: &str, is_head: bool) -> io::Result<()> {
    let body = if is_head { "" } else { words };
    write!(
        out,
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}",
        words.len()
    )?;
    out.flush()
}

/// The file that an address means, and whether it is a folder that was asked for without its slash.
fn resolve(root: &Path, address: &str) -> Option<(PathBuf, bool)> {
    if root.is_file() {
        return (address == "/").then(|| (root.to_owned(), false));
    }
    let decoded = percent_decode(address)?;
    let below = Path::new(decoded.trim_start_matches('/'));
    let plain = below.components().all(|part| match part {
        // Hidden files are no part of a site.
        Component::Normal(name) => !name.to_string_lossy().starts_with('.'),
        Component::CurDir => true,
        _ => false,
    });
    if !plain || decoded.contains(['\0', '\\']) {
        return None;
    }
    let path = root.join(below);
    // A link inside the site that leads out of it is not followed.
    let real = fs::canonicalize(&path).ok()?;
    if !real.starts_with(root) {
        return None;
    }
    if real.is_dir() {
        let index = real.join("index.html");
        return index.is_file().then_some((index, !decoded.ends_with('/')));
    }
    Some((real, false))
}

fn percent_decode(address: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
            bytes.push((high * 16 + low) as u8);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|end| end.to_str()).unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_what_was_asked_for_as_far_as_there_is_one() {
        for (range, length, part) in [
            ("", 10, Ok(None)),
            ("bytes=0-3", 10, Ok(Some(0..=3))),
            ("bytes=7-", 10, Ok(Some(7..=9))),
            ("bytes=7-99", 10, Ok(Some(7..=9))),
            ("bytes=-4", 10, Ok(Some(6..=9))),
            ("bytes=-99", 10, Ok(Some(0..=9))),
            ("bytes=10-", 10, Err(())),
            ("bytes=-0", 10, Err(())),
            ("bytes=0-0", 0, Err(())),
            ("bytes=5-2", 10, Ok(None)),
            ("bytes=0-1,4-5", 10, Ok(None)),
            ("bytes=a-b", 10, Ok(None)),
            ("lines=0-1", 10, Ok(None)),
        ] {
            assert_eq!(part_of(range, length), part, "{range} of {length}");
        }
    }

    #[test]
    fn addresses_lead_to_files_of_the_site_and_nowhere_else() {
        let outside = tempfile::tempdir().expect("a folder");
        let site = outside.path().join("site");
        fs::create_dir_all(site.join("documents")).expect("a folder");
        for name in ["index.html", "documents/index.html", "documents/a b.html", ".hidden"] {
            fs::write(site.join(name), name).expect("a file");
        }
        fs::write(outside.path().join("secret"), "no").expect("a file");
        let site = site.canonicalize().expect("it is there");
        let found = |address: &str| {
            resolve(&site, address)
                .map(|(path, folder)| (path.strip_prefix(&site).expect("below").to_owned(), folder))
        };
        assert_eq!(found("/"), Some(("index.html".into(), false)));
        assert_eq!(found("/documents"), Some(("documents/index.html".into(), true)));
        assert_eq!(found("/documents/"), Some(("documents/index.html".into(), false)));
        assert_eq!(found("/documents/a%20b.html"), Some(("documents/a b.html".into(), false)));
        for address in [
            "/../secret",
            "/%2e%2e/secret",
            "/documents/../../secret",
            "/.hidden",
            "/none",
            "/%zz",
            "//etc/passwd",
        ] {
            assert_eq!(found(address), None, "{address}");
        }
    }
}
