//! A static file server as plain as a host can be: no special headers, no ranges, no compression.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// Serves a folder on a free port of this machine for as long as the process lives.
pub struct Server {
    port: u16,
    stopped: Arc<AtomicBool>,
}

impl Server {
    /// Starts serving `folder`.
    pub fn start(folder: PathBuf) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port on this machine");
        let port = listener.local_addr().expect("the port that was bound").port();
        let folder = Arc::new(folder);
        let stopped: Arc<AtomicBool> = Arc::default();
        let has_stopped = Arc::clone(&stopped);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, stopped) = (Arc::clone(&folder), Arc::clone(&has_stopped));
                // A browser that goes away in the middle of an answer is no concern of the test.
                thread::spawn(move || answer(stream, &folder, &stopped).ok());
            }
        });
        Self { port, stopped }
    }

    /// From now on nothing is answered, as if the network were gone.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
    }

    /// `http://127.0.0.1:port`.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

fn answer(mut stream: TcpStream, folder: &Path, stopped: &AtomicBool) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    loop {
        let mut request = String::new();
        if reader.read_line(&mut request)? == 0 {
            return Ok(());
        }
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header)? == 0 || header.trim().is_empty() {
                break;
            }
        }
        if stopped.load(Ordering::SeqCst) {
            return Ok(());
        }
        let path = request.split(' ').nth(1).unwrap_or("/");
        let path = path.split(['?', '#']).next().unwrap_or("/").trim_start_matches('/');
        let path = if path.is_empty() { "index.html" } else { path };
        let body = if path.split('/').any(|part| part == "..") {
            None
        } else {
            std::fs::read(folder.join(path)).ok()
        };
        let (status, body) = body.map_or(("404 Not Found", b"not here".to_vec()), |body| ("200 OK", body));
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\r\n",
            content_type(path),
            body.len()
        )?;
        stream.write_all(&body)?;
    }
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
