//! A static file server as plain as a host can be: no special headers, no ranges, no compression; or, where a test asks for
//! it, with ranges.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Serves a folder on a free port of this machine for as long as the process lives.
pub struct Server {
    port: u16,
    shared: Arc<Shared>,
}

struct Shared {
    folder: PathBuf,
    parts: bool,
    stopped: AtomicBool,
    broken: Mutex<Vec<String>>,
    sent: Mutex<Vec<(String, usize)>>,
}

impl Server {
    /// Starts serving `folder`.
    pub fn start(folder: PathBuf) -> Self {
        Self::serving(folder, false)
    }

    /// Starts serving `folder`, and parts of its files to those who ask for parts.
    pub fn start_with_ranges(folder: PathBuf) -> Self {
        Self::serving(folder, true)
    }

    fn serving(folder: PathBuf, parts: bool) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port on this machine");
        let port = listener.local_addr().expect("the port that was bound").port();
        let shared = Arc::new(Shared {
            folder,
            parts,
            stopped: AtomicBool::default(),
            broken: Mutex::default(),
            sent: Mutex::default(),
        });
        let serving = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&serving);
                // A browser that goes away in the middle of an answer is no concern of the test.
                thread::spawn(move || answer(stream, &shared).ok());
            }
        });
        Self { port, shared }
    }

    /// From now on nothing is answered, as if the network were gone.
    pub fn stop(&self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
    }

    /// The next so many answers with files whose names hold `name` break off in the middle, as when a network goes away.
    pub fn break_off(&self, name: &str, times: usize) {
        let mut broken = self.shared.broken.lock().unwrap_or_else(PoisonError::into_inner);
        broken.extend(std::iter::repeat_n(name.to_owned(), times));
    }

    /// From now on no answer breaks off.
    pub fn mend(&self) {
        self.shared.broken.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// How many bytes were sent of files whose names hold `name`, answer by answer.
    pub fn sent(&self, name: &str) -> Vec<usize> {
        let sent = self.shared.sent.lock().unwrap_or_else(PoisonError::into_inner);
        sent.iter().filter(|(path, _)| path.contains(name)).map(|(_, bytes)| *bytes).collect()
    }

    /// `http://127.0.0.1:port`.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

fn answer(mut stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    loop {
        let (mut request, mut range) = (String::new(), None);
        if reader.read_line(&mut request)? == 0 {
            return Ok(());
        }
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header)? == 0 || header.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = header.split_once(':')
                && name.eq_ignore_ascii_case("range")
                && shared.parts
            {
                range = part(value.trim());
            }
        }
        if shared.stopped.load(Ordering::SeqCst) {
            return Ok(());
        }
        let path = request.split(' ').nth(1).unwrap_or("/");
        let path = path.split(['?', '#']).next().unwrap_or("/").trim_start_matches('/');
        let path = if path.is_empty() { "index.html" } else { path };
        let body = if path.split('/').any(|part| part == "..") {
            None
        } else {
            std::fs::read(shared.folder.join(path)).ok()
        };
        let (status, place, body) = match (body, range) {
            (None, _) => ("404 Not Found", String::new(), b"not here".to_vec()),
            (Some(body), Some((from, to))) if from < to.min(body.len()) => {
                let to = to.min(body.len());
                let place = format!("Content-Range: bytes {from}-{}/{}\r\n", to - 1, body.len());
                ("206 Partial Content", place, body[from..to].to_vec())
            }
            (Some(body), _) => ("200 OK", String::new(), body),
        };
        shared.sent.lock().unwrap_or_else(PoisonError::into_inner).push((path.to_owned(), body.len()));
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{place}Cache-Control: no-store\r\n\r\n",
            content_type(path),
            body.len()
        )?;
        if shared.breaks_off(path) {
            return stream.write_all(&body[..body.len() / 2]);
        }
        stream.write_all(&body)?;
    }
}

impl Shared {
    /// Whether this answer is one that breaks off: then there is one fewer to come.
    fn breaks_off(&self, path: &str) -> bool {
        let mut broken = self.broken.lock().unwrap_or_else(PoisonError::into_inner);
        let place = broken.iter().position(|name| path.contains(name.as_str()));
        place.map(|place| broken.remove(place)).is_some()
    }
}

/// From where to where `bytes=0-9` is.
fn part(range: &str) -> Option<(usize, usize)> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    Some((first.parse().ok()?, last.parse::<usize>().ok()? + 1))
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json" | "webmanifest") => "application/json",
        Some("xml") => "application/xml",
        _ => "application/octet-stream",
    }
}
